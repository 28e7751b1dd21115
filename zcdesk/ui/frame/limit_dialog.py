"""When the platform refuses a file: its limit, entered at the slot where it refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from zcdesk.cases.acts.noting import limit_files
from zcdesk.cases.acts.table import LIMIT
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.notices.profile.file_forms import KILOBYTE
from zcdesk.ui.help.sheet import answer_f1
from zcdesk.ui.kit import Button, ButtonKind, Combo, Radio, field, given
from zcdesk.ui.look import SPRING, Label, Remark, Tone, TypeRole, beside, column, grid
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import slot_title

NUMBER = "[1-9１-９][0-9０-９]{0,6}"
"""No zero in front; an input method may type wide digits; empty stands for "no limit was met"."""


def limit_words(limit: FileLimit) -> str:
    """Return what the platform takes as people say it; "" where no limit was met."""
    how = {
        Arrangement.ONE_EACH: "",
        Arrangement.JOINED: _tr("几页合并成长图"),
        Arrangement.SPLIT: _tr("太大的页拆开"),
    }
    parts = []
    if limit.most_bytes is not None:
        parts.append(_tr("单个文件不超过 {n} KB").format(n=_kilobytes(limit.most_bytes)))
    if limit.most_pixels is not None:
        parts.append(_tr("长边不超过 {n} 像素").format(n=limit.most_pixels))
    if limit.most_pictures is not None:
        parts.append(_tr("最多 %n 张", limit.most_pictures))
    parts.append(how[limit.arrangement])
    return _tr("，").join(part for part in parts if part)


def limit_line(session: Session, slot: str) -> str:
    """Return the line that a slot shows about its limit, "" where there is none."""
    limit = session.case.limit_of(slot)
    words = limit_words(limit)
    if not words:
        return ""
    template = _tr("平台限制：{limit}") if limit.slot else _tr("平台限制（所有位置）：{limit}")
    return template.format(limit=words)


def ask_limit(session: Session, parent: QWidget, slot: str) -> LimitDialog:
    """Open the question for a slot ("" for every slot); agreeing is one act."""
    dialog = LimitDialog(session, parent, slot)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class LimitDialog(QDialog):
    """Asks what the platform takes, filled in with what is known."""

    def __init__(self, session: Session, parent: QWidget, slot: str) -> None:
        super().__init__(parent, **given(windowTitle=self.tr("平台不收"), minimumWidth=480))
        self._session = session
        self._filled = FileLimit()
        answer_f1(self)
        self.where = Combo(
            accessibleName=self.tr("对哪个上传位置"),
            sizeAdjustPolicy=Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon,
        )
        self.kilobytes = _number(self.tr("单个文件不超过多少 KB"))
        self.pixels = _number(self.tr("长边不超过多少像素"))
        self.pictures = _number(self.tr("最多多少张"))
        self.ways = {
            Arrangement.ONE_EACH: Radio(self.tr("一页一张"), ""),
            Arrangement.JOINED: Radio(self.tr("合并成长图"), ""),
            Arrangement.SPLIT: Radio(self.tr("太大的页拆开"), ""),
        }
        self.agree = Button(self.tr("记下"), ButtonKind.PRIMARY, key="Enter", do=self.accept)
        self.clear = Button(self.tr("清除"), decides=True, do=self._clear)
        self.cancel = Button(self.tr("不改"), key="Esc", do=self.reject)
        self._build()
        self._fill_places(slot)
        self._fill()
        self.where.currentIndexChanged.connect(self._change_place)
        self.agree.setDefault(True)
        self.kilobytes.setFocus()
        fields = (self.kilobytes, self.pixels, self.pictures)
        order = (self.where, *fields, *self.ways.values(), self.agree, self.cancel, self.clear)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @property
    def limit(self) -> FileLimit:
        """What is in the fields."""
        most = _value(self.kilobytes)
        how = next(way for way, radio in self.ways.items() if radio.isChecked())
        return FileLimit(
            str(self.where.currentData()),
            most * KILOBYTE if most else None,
            _value(self.pixels),
            _value(self.pictures),
            how,
        )

    def accept(self) -> None:
        """Keep the limit in the case and say what comes of it."""
        limit, session = self.limit, self._session
        held = session.case.limit_of(limit.slot)
        if replace(limit, slot="") != replace(held, slot=""):  # what holds for all is not copied
            session.act(limit_files(session.case, limit), self._what_was_done(limit), LIMIT.code)
        super().accept()

    def _build(self) -> None:
        hint = self.tr("照平台的提示填，没说的留空。再导出时按它重做图片，看不清的不会导出。")
        cells = grid(gap=(10, 8))
        lines = (
            (self.tr("单个文件不超过"), self.kilobytes, "KB"),
            (self.tr("长边不超过"), self.pixels, self.tr("像素")),
            (self.tr("最多"), self.pictures, self.tr("张")),
        )
        for place, (before, line, unit) in enumerate(lines):
            cells.addWidget(Label(before), place, 0)
            cells.addWidget(line, place, 1)
            cells.addWidget(Label(unit, tone=Tone.TEXT2), place, 2)
        cells.setColumnStretch(3, 1)
        # what the wrapped hint does not need goes here, not around it
        column(
            self,
            (24, 20, 24, 20),
            10,
            Label(self.tr("平台说这里收多大、收几张？"), TypeRole.TITLE),
            Remark(hint),
            self.where,
            cells,
            beside(*self.ways.values(), SPRING, gap=8),
            6,
            SPRING,
            beside(self.clear, SPRING, self.cancel, self.agree, gap=8),
        )

    def _fill_places(self, slot: str) -> None:
        notice = self._session.notice
        self.where.addItem(self.tr("所有没有单独限制的位置"), "")
        for one in notice.slots():
            self.where.addItem(slot_title(notice, one.id), one.id)
        self.where.setCurrentIndex(max(self.where.findData(slot), 0))

    def _fill(self) -> None:
        """Show what is known of the chosen place; where nothing is, what holds for all."""
        self._show(self._session.case.limit_of(str(self.where.currentData())))
        self._filled = self.limit

    def _show(self, limit: FileLimit) -> None:
        most = limit.most_bytes
        self.kilobytes.setText(str(_kilobytes(most)) if most is not None else "")
        self.pixels.setText(str(limit.most_pixels or ""))
        self.pictures.setText(str(limit.most_pictures or ""))
        self.ways[limit.arrangement].setChecked(True)

    def _change_place(self) -> None:
        """Follow the place, but keep what the person has typed already."""
        typed, before = self.limit, self._filled
        if replace(typed, slot="") == replace(before, slot=""):
            self._fill()

    def _clear(self) -> None:
        self._show(FileLimit())
        self.kilobytes.setFocus()

    def _what_was_done(self, limit: FileLimit) -> str:
        """Return what the act did, and what the next export makes anew."""
        words = self._done(limit)
        if self._session.case.deliveries:
            words += self.tr("。导出时勾选“只放上次提交以后改过的图片”")
        return words

    def _done(self, limit: FileLimit) -> str:
        removed = limit == FileLimit(limit.slot)
        if not limit.slot:
            if removed:
                return self.tr("所有位置的限制已取消；再导出时只重做受影响的图片")
            return self.tr("所有位置的限制已记下；再导出时只重做受影响的图片")
        words = (
            self.tr("“{slot}”的限制已取消；再导出时只重做这里的图片")
            if removed
            else self.tr("“{slot}”的限制已记下；再导出时只重做这里的图片")
        )
        return words.format(slot=slot_title(self._session.notice, limit.slot))


def _number(name: str) -> QLineEdit:
    line = field(name, _tr("不限"), maximumWidth=120)
    line.setValidator(QRegularExpressionValidator(QRegularExpression(NUMBER), line))
    return line


def _value(line: QLineEdit) -> int | None:
    return int(line.text()) if line.text() else None


def _kilobytes(most: int) -> int:
    return max(most // KILOBYTE, 1)


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("limit_words", text, None, n)
