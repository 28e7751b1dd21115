"""One slot of a section: what is asked and why, its pages, what is missing, what one can do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.checks.states import CaseFinding, SlotState, State
from zcdesk.finding_facts import facts_of
from zcdesk.findings import Severity
from zcdesk.ui.case.tile_painter import THUMB
from zcdesk.ui.case.tiles import Tiles, dragged_pages
from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.kit import Button, Card, MenuButton, field, wire
from zcdesk.ui.kit.drop_area import local_paths
from zcdesk.ui.look import (
    FLUSH,
    RADIUS_BUTTON,
    SPRING,
    Label,
    Remark,
    TypeRole,
    beside,
    clear,
    column,
    fonts,
    icons,
    inside,
    pen,
    smooth_painter,
    stacked,
    tip,
    tokens,
)
from zcdesk.ui.picture import PageRow, Pictures
from zcdesk.ui.words.finding_row import FindingRow
from zcdesk.ui.words.sentences import listed, need_words, say
from zcdesk.ui.words.states import Chip, standing_look

SHOWN_YEARS = 2
"""Missing years that are named; more are counted."""

HEAD, ACTIONS = 168, 150


class DropCell(QWidget):
    """A dashed place at the end of the tiles that says what is wanted there.

    Signals:
        pressed: Files are to be chosen for this slot.
    """

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__(
            minimumWidth=120,
            maximumWidth=220,
            cursor=QCursor(Qt.CursorShape.PointingHandCursor),
            sizePolicy=QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed),
        )
        self._words = ""
        self._over = False
        self.setFixedHeight(THUMB.height())

    def say(self, words: str, *, over: bool = False) -> None:
        """Show what is wanted, or that letting go puts it in."""
        self._words, self._over = words, over
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(150, THUMB.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose files."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border, the icon and the words."""
        table = tokens()
        painter = smooth_painter(self)
        if self._over:
            painter.setBrush(table.accent_soft)
        painter.setPen(pen(table.accent if self._over else table.field, 1.4, Qt.PenStyle.DashLine))
        box = inside(self, 1)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        icons.paint(
            painter, "import", table.accent, QRectF(box.center().x() - 9, box.top() + 12, 18, 18)
        )
        painter.setPen(table.accent)
        painter.setFont(fonts.font(TypeRole.CAPTION))
        words = box.adjusted(8, 32, -8, -4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._words)


class SlotCard(Card):
    """One slot; what is wanted there goes to ``wishes``."""

    def __init__(self, slot: str, title: str, pictures: Pictures, wishes: SlotWishes) -> None:
        super().__init__(acceptDrops=True)
        self.slot, self._wishes = slot, wishes
        self._title = title
        self._state: SlotState | None = None
        self._shown: tuple[object, ...] = ()
        self.tiles = Tiles(pictures, title, wishes)
        self.cell = DropCell()
        self._name = Label(title, TypeRole.STRONG, wrap=True)
        self._why = Remark()
        self._chip = Chip()
        self._findings = stacked(gap=0)
        self.add = Button(self.tr("放入文件…"), icon="import", do=self._ask_files)
        self.waive = Button(self.tr("说明为什么没有"), do=self._press_waive)
        self.more = MenuButton(self.tr("更多"), title)
        self.words = self.more.add(
            self.tr("看通知原话"), lambda: self._wishes.quote_wanted.emit(self._state)
        )
        self.export = self.more.add(
            self.tr("只导出这个位置…"), lambda: self._wishes.export_wanted.emit(self.slot)
        )
        self.refused = self.more.add(
            self.tr("平台不收？记下它的限制…"), lambda: self._wishes.limit_wanted.emit(self.slot)
        )
        self.limit = Remark(visible=False)
        self.reason = field(
            self.tr("不适用的原因"), self.tr("一句话说明，如：没有这类材料"), visible=False
        )
        self._build()
        wire(
            (self.tiles.dropped, self._take_files),
            (self.tiles.moved, self._take_pages),
            (self.cell.pressed, self._ask_files),
            (self.reason.returnPressed, self._note_reason),
        )

    def show_state(
        self,
        state: SlotState,
        rows: tuple[PageRow, ...],
        findings: tuple[CaseFinding, ...],
        reason: str,
        *,
        limit: str = "",
        locked: bool,
    ) -> None:
        """Show how the slot stands.

        Args:
            reason: Why the person says that it does not apply, or "".
            limit: What the platform takes here, in words, or "".
            locked: Nothing can be changed.
        """
        self.tiles.show_pages(rows, frozenset(state.years))
        self.tiles.setVisible(bool(rows))
        self.export.setVisible(bool(rows) and bool(self.slot))
        self.refused.setVisible(bool(rows or limit) and bool(self.slot) and not locked)
        self.limit.say(limit)
        self.limit.setVisible(bool(limit))
        shown = (state, findings, reason, locked)
        if shown == self._shown:
            return
        self._state, self._shown = state, shown
        look = standing_look(state, _detail(state))
        self._chip.show_state(look)
        self._chip.setVisible(bool(state.id))
        noted = self.tr("您注明：{why}").format(why=reason)
        self._why.say(noted if reason else state.clause)
        self._why.setToolTip(tip(need_words(state)))
        self.setAccessibleName(f"{self._title}，{look.word}")
        self.cell.setVisible(self._has_room(state) and not locked)
        self.cell.say(self._wanted(state))
        self.add.setVisible(not locked)
        able = state.state in (State.MISSING, State.NEEDS_PERSON, State.WAIVED, State.NOT_STATED)
        self.waive.setVisible(able and not rows and not locked)
        self.waive.say(self.tr("取消不适用") if reason else self.tr("说明为什么没有"))
        self._show_findings(findings)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pages and files anywhere on the card."""
        data = event.mimeData()
        if data.hasUrls() or dragged_pages(data):
            self.cell.say(self.tr("松开即放入：{slot}").format(slot=self._title), over=True)
            self.cell.show()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back."""
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take pages or files to the end of the slot."""
        self._calm()
        event.acceptProposedAction()
        if numbers := dragged_pages(event.mimeData()):
            self._take_pages(numbers, 0)
        elif paths := local_paths(event.mimeData()):
            self._take_files(paths, 0)

    def _build(self) -> None:
        head = QWidget()
        head.setFixedWidth(HEAD)
        column(
            head,
            FLUSH,
            3,
            self._name,
            self._why,
            self._chip,
            (self.more, 0, Qt.AlignmentFlag.AlignLeft),
            SPRING,
        )
        acts = QWidget(minimumWidth=ACTIONS)
        column(acts, FLUSH, 6, self.add, self.waive, SPRING)
        beside(
            head,
            (
                stacked(
                    beside(
                        (self.tiles, 100), (self.cell, 0, Qt.AlignmentFlag.AlignTop), SPRING, gap=10
                    ),
                    self.limit,
                    self.reason,
                    self._findings,
                    SPRING,
                    gap=6,
                ),
                1,
            ),
            acts,
            on=self,
            gap=14,
            margins=(16, 12, 14, 12),
        )

    def _has_room(self, state: SlotState) -> bool:
        """Tell whether something is still wanted here, so that the place for it is shown."""
        if not self.tiles.numbers:
            return state.state not in (State.NOT_NEEDED, State.WAIVED) or not state.id
        return state.given < state.wanted

    def _wanted(self, state: SlotState) -> str:
        missing = max(state.wanted - state.given, 0)
        if 0 < len(state.lacking) <= SHOWN_YEARS and state.given and not state.awaited:
            return self.tr("把 {years}的拖到这里\n或按 Ctrl+I").format(years=_years_words(state))
        if missing and state.given:
            return self.tr("还要 %n 页，拖到这里\n或按 Ctrl+I", None, missing)
        if state.awaited:
            sealed = self.tr("盖好后拖到这里\n或按 Ctrl+I")
            return sealed if state.stamped else self.tr("拿到后拖到这里\n或按 Ctrl+I")
        return self.tr("把扫描件拖到这里\n或按 Ctrl+I")

    def _show_findings(self, findings: tuple[CaseFinding, ...]) -> None:
        clear(self._findings)
        for finding in findings:
            if finding.severity is Severity.INFO and facts_of(finding.code).shown != "slot":
                continue
            if not say(finding.finding).message:
                continue
            row = FindingRow(finding, awaited=self._state is not None and self._state.awaited)
            row.pressed.connect(self._wishes.finding_chosen)
            self._findings.addWidget(row)

    def _calm(self) -> None:
        if self._state is not None:
            self.cell.say(self._wanted(self._state))
            self.cell.setVisible(self._has_room(self._state))

    def _ask_files(self) -> None:
        self._wishes.files_wanted.emit(self.slot)

    def _take_files(self, paths: tuple[Path, ...], before: int) -> None:
        self._wishes.files_dropped.emit(self.slot, paths, before)

    def _take_pages(self, numbers: tuple[int, ...], before: int) -> None:
        self._wishes.pages_moved.emit(self.slot, numbers, before)

    def _press_waive(self) -> None:
        if self._state is not None and self._state.state is State.WAIVED:
            self._wishes.slot_waived.emit(self.slot, "")
        elif self.reason.isVisible() and self.reason.text().strip():
            self._note_reason()
        else:
            self.reason.setVisible(not self.reason.isVisible())
            self.reason.setFocus()

    def _note_reason(self) -> None:
        if self.reason.text().strip():
            self._wishes.slot_waived.emit(self.slot, self.reason.text().strip())
            self.reason.clear()
            self.reason.hide()


def _years_words(state: SlotState) -> str:
    return QCoreApplication.translate("SlotCard", "{years} 年").format(
        years=listed(map(str, state.lacking))
    )


def _detail(state: SlotState) -> str:
    """Return what is behind the word: the years that are missing, or how many pages."""
    if state.state is State.MISSING and 0 < len(state.lacking) <= SHOWN_YEARS and state.given:
        return _years_words(state)
    if state.state is State.MISSING and state.wanted > state.given and state.wanted > 1:
        return str(state.wanted - state.given)
    return ""
