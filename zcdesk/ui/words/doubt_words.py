"""What a sheet of doubts side by side says: of a kind, of an exception, of all the others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from zcdesk.workflow.side_by_side.doubts import DoubtKind, ExceptionMark

ICONS = {
    DoubtKind.SEAL: "seal",
    DoubtKind.TEXT: "file",
    DoubtKind.SIGNATURE: "sign",
    DoubtKind.PORTRAIT: "person",
    DoubtKind.CODE: "grid",
    DoubtKind.ID_NUMBER: "list",
}


def kind_named(kind: DoubtKind) -> str:
    """Return what the places of one kind are called."""
    return {
        DoubtKind.SEAL: _tr("看不清的印章"),
        DoubtKind.TEXT: _tr("读不出的字"),
        DoubtKind.SIGNATURE: _tr("像是签字的地方"),
        DoubtKind.PORTRAIT: _tr("像是照片的地方"),
        DoubtKind.CODE: _tr("读不出的二维码、条形码"),
        DoubtKind.ID_NUMBER: _tr("像是身份证号的数字"),
    }[kind]


def rest_told(kind: DoubtKind, count: int, *, marked: bool) -> str:
    """Return the sentence by which a person decides all that she did not mark.

    Args:
        kind: What the places are.
        count: How many they are.
        marked: Whether there are others on the sheet that she did mark.
    """
    if marked:
        return {
            DoubtKind.SEAL: _tr("其余 %n 处都不是我们单位的", count),
            DoubtKind.TEXT: _tr("其余 %n 处都没有本人姓名和单位", count),
            DoubtKind.SIGNATURE: _tr("其余 %n 处都不是本人签的", count),
            DoubtKind.PORTRAIT: _tr("其余 %n 处都不是本人照片", count),
            DoubtKind.CODE: _tr("其余 %n 处都查不到本人", count),
            DoubtKind.ID_NUMBER: _tr("其余 %n 处都不是本人的号码", count),
        }[kind]
    return {
        DoubtKind.SEAL: _tr("这 %n 处都不是我们单位的", count),
        DoubtKind.TEXT: _tr("这 %n 处都没有本人姓名和单位", count),
        DoubtKind.SIGNATURE: _tr("这 %n 处都不是本人签的", count),
        DoubtKind.PORTRAIT: _tr("这 %n 处都不是本人照片", count),
        DoubtKind.CODE: _tr("这 %n 处都查不到本人", count),
        DoubtKind.ID_NUMBER: _tr("这 %n 处都不是本人的号码", count),
    }[kind]


def mark_told(kind: DoubtKind, mark: ExceptionMark) -> str:
    """Return what is on a place that is an exception."""
    if mark is ExceptionMark.LOOK:
        return _tr("要看原页，先不定")
    if kind is DoubtKind.SEAL:
        return _tr("是我们单位的，盖上")
    return _tr("是本人的，盖上")


def door_told(counts: Mapping[DoubtKind, int]) -> str:
    """Return what leads to the sheet, or "" where there is nothing to see side by side."""
    if not counts:
        return ""
    kind = max(counts, key=lambda one: counts[one])
    return _tr("{what} {n} 处 · 并排看").format(what=kind_named(kind), n=counts[kind])


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("doubts", words, None, n)
