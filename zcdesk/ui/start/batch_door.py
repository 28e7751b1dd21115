"""What the start page says of the batch: what it is for, or where the last one is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from zcdesk.ui.kit import preferences


def batch_told() -> str:
    """Return what the batch is for, or which was the last one and where its folders are."""
    last = preferences().settings.batch
    if last is None:
        return _tr("给单位人事：全体申报人的材料一次查找、检查")
    names = {key: Path(place).name for key, place in last}
    return _tr("上次：{roster}，材料“{scans}”，结果“{out}”").format(**names)


def _tr(words: str) -> str:
    return QCoreApplication.translate("batch_door", words)
