"""The places of the page as a list: number, what, why, and the acts on the present one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zcdesk.applicant import OWN_WORDS
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button
from zcdesk.ui.kit.column_page import put_in
from zcdesk.ui.look import (
    FLUSH,
    SPRING,
    Explanation,
    Label,
    Remark,
    Sheet,
    Tone,
    TypeRole,
    beside,
    column,
    fill,
    fonts,
    inside,
    paint_box,
    paint_line_below,
    rule,
    smooth_painter,
    tokens,
)
from zcdesk.ui.picture.covers import STYLES
from zcdesk.ui.words.entries import CoverKind, WordEntry
from zcdesk.ui.words.sentences import target_named, target_word


class Badge(QWidget):
    """The number of a place in the colour of its cover."""

    def __init__(self, number: str, kind: CoverKind) -> None:
        super().__init__()
        self._number, self._kind = number.rstrip("?"), kind
        self.setFixedSize(QSize(22, 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = smooth_painter(self)
        paint_box(
            painter,
            inside(self, 0.5),
            3,
            "#7f8a84" if self._kind is CoverKind.CONFIRMED else "#00000000",
            STYLES[self._kind].edge,
        )
        painter.setPen("#ffffff")
        painter.setFont(fonts.font(TypeRole.CAPTION))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)


class HitRow(QWidget):
    """One place; the present one shows its acts, and asks when an act could hurt.

    Signals:
        chosen: The row was clicked.
        retargeted: An own cover is for another target.
    """

    chosen = Signal(int)
    retargeted = Signal(object)

    def __init__(
        self,
        entry: WordEntry,
        actions: Actions[Any],
        *,
        current: bool,
        asking: bool,
        same: int,
        **signals: Any,
    ) -> None:
        super().__init__(**signals)
        self._actions = actions
        self._index, self._current = entry.index, current
        self.setAccessibleName(
            self.tr("第 {n} 处，{what}{word}，{tail}，原因：{why}").format(
                n=entry.index + 1,
                what=entry.title,
                word=entry.word,
                tail=entry.tail,
                why=entry.reason,
            )
        )
        words = f"{entry.title}　{entry.word}" if entry.word else entry.title
        role = TypeRole.STRONG if current else TypeRole.BODY
        reason = Remark(entry.reason)
        reason.setContentsMargins(30, 0, 0, 0)
        layout = column(
            self,
            (12, 8, 12, 9),
            3,
            beside(
                Badge(entry.number, entry.kind),
                (Label(words, role, wrap=True), 1),
                Label(entry.tail, TypeRole.CAPTION, entry.tone),
                gap=8,
            ),
            reason,
        )
        reason.setVisible(bool(entry.reason))
        if current and asking:
            self._ask(layout)
        elif current:
            self._offer(layout, entry, same)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        self.chosen.emit(self._index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the present row and the line below each."""
        table = tokens()
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), table.accent_soft)
            painter.fillRect(0, 0, 3, self.height(), table.accent)
        paint_line_below(painter, QRectF(self.rect()))

    def _offer(self, layout: QVBoxLayout, entry: WordEntry, same: int) -> None:
        row = beside(gap=6)
        fill(layout, 4, row)
        if entry.drawn is not None:
            for target in OWN_WORDS:
                button = Button(
                    target_word(target),
                    decides=True,
                    do=partial(self.retargeted.emit, target),
                    checkable=True,
                    checked=entry.target is target,
                )
                row.addWidget(button, 10)
            self._act(row, "same", share=13).say(self.tr("别处也找"))
            self._act(row, "delete")
            return
        self._act(row, "cover")
        self._act(row, "leave")
        if entry.divisible:
            self._act(row, "words", share=12)
        if same > 1 and not entry.alike:
            self._act(row, "same", share=13)
        elif entry.alike > 1:
            self._say_alike(layout, entry)

    def _say_alike(self, layout: QVBoxLayout, entry: WordEntry) -> None:
        """Tell how far a decision about a seal or a signature reaches."""
        words = self.tr(
            "同一个{what}在这一栏有 %n 处，决定一次都照此；以后每页可以单独改。", None, entry.alike
        )
        if entry.decided:
            words = self.tr("现在改的只是这一页；这一栏共 %n 处。", None, entry.alike)
        layout.addWidget(Remark(words.format(what=target_named(entry.target)), Tone.TEXT))
        if entry.decided:
            row = QHBoxLayout()
            self._act(row, "same").say(self.tr("这一栏都照此"))
            fill(layout, fill(row, SPRING))

    def _ask(self, layout: QVBoxLayout) -> None:
        question = self.tr("这是您填写的姓名或单位，不盖的话上传的图上会看见它。")
        row = beside(gap=6)
        fill(layout, 2, Remark(question, Tone.YOU), row)
        self._act(row, "cover").setFocus()
        self._act(row, "leave-anyway")

    def _act(self, row: QHBoxLayout, name: str, share: int = 10) -> Button:
        button = self._actions.button(name, dense=True)
        row.addWidget(button, share)
        return button


class HitList(QScrollArea):
    """All places of the page, one of them the present one."""

    chosen = Signal(int)
    retargeted = Signal(object)

    def __init__(self, actions: Actions[Any], **signals: Any) -> None:
        signals |= {
            "accessibleName": self.tr("本页的遮盖"),
            "widgetResizable": True,
            "horizontalScrollBarPolicy": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            "focusPolicy": Qt.FocusPolicy.StrongFocus,
        }
        super().__init__(**signals)
        self._actions = actions
        self.viewport().setAutoFillBackground(False)
        self._rows: list[HitRow] = []
        self._asked: tuple[object, ...] = ()
        self._present = -1
        # Lines wrap, and cards above come and go, after a row was brought into sight.
        self.verticalScrollBar().rangeChanged.connect(self._show_present)

    def show_entries(
        self, shown: tuple[WordEntry, ...], current: int, *, asking: bool, same: int, empty: str
    ) -> None:
        """Show the places; ``asking`` opens the question in the present row.

        What is shown already stays as it is, with the focus and the place scrolled to.
        """
        asked = shown, current, asking, same, empty
        if asked == self._asked:
            return
        self._asked = asked
        body = Sheet()
        layout = column(body, FLUSH, 0)
        self._rows = []
        for entry in shown:
            present = entry.index == current
            row = HitRow(
                entry,
                self._actions,
                current=present,
                asking=asking and present,
                same=same,
                chosen=self.chosen.emit,
                retargeted=self.retargeted.emit,
            )
            layout.addWidget(row)
            self._rows.append(row)
        if not shown:
            words = Explanation(empty)
            words.setContentsMargins(16, 16, 16, 16)
            fill(layout, words, rule())
        layout.addStretch(1)
        put_in(self, body)
        body.setAutoFillBackground(False)
        self._present = current
        layout.activate()
        self._show_present()

    def _show_present(self) -> None:
        if 0 <= self._present < len(self._rows):
            self.ensureWidgetVisible(self._rows[self._present], 0, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the page around; it moves with the arrows too."""
        event.ignore()
