"""The right side of the review page: what is on this page, what to click, what comes next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from zcdesk.cases.case import CasePage
from zcdesk.ui.frame.sheet_door import SheetDoor
from zcdesk.ui.keys.actions import Actions
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.look import (
    FLUSH,
    PRIMARY,
    SPRING,
    ElidedLabel,
    Label,
    Panel,
    Remark,
    Sheet,
    Tone,
    TypeRole,
    beside,
    column,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.review.answer_card import AnswerCard
from zcdesk.ui.review.by_hand_card import ByHandCard
from zcdesk.ui.review.coach import Coach
from zcdesk.ui.review.hit_list import HitList
from zcdesk.ui.review.items_card import ItemsCard
from zcdesk.ui.review.next_step import Step, Way
from zcdesk.ui.review.whose_card import WhoseCard
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.entries import WordEntry
from zcdesk.ui.words.sentences import page_name, slot_title, with_file
from zcdesk.ui.words.states import Chip, look_of
from zcdesk.workflow.review.reviewing import BulkSummary, silent_on_secrecy


class BulkCard(Sheet):
    """What agreeing to everything sure would do, before it is done."""

    agreed = Signal()
    declined = Signal()
    all_wanted = Signal()

    def __init__(self, **signals: Any) -> None:
        super().__init__(**signals)
        self._last_hour = Remark("", Tone.YOU)
        self.all = Button("", decides=True, do=self.all_wanted)
        self._words = Label(wrap=True)
        self._answered = Remark()
        self.agree = Button(
            self.tr("就这样确认"),
            ButtonKind.PRIMARY,
            key=self.tr("空格"),
            decides=True,
            do=self.agreed,
        )
        decline = Button(self.tr("先不"), key="Esc", do=self.declined, minimumHeight=PRIMARY)
        self._hurry = Label(self.tr("时间很紧的时候"), TypeRole.STRONG)
        column(
            self,
            (16, 16, 16, 16),
            12,
            Label(self.tr("盖上全部有把握的建议"), TypeRole.TITLE),
            self._words,
            self._answered,
            beside((self.agree, 3), (decline, 2)),
            12,
            rule(),
            self._hurry,
            self._last_hour,
            self.all,
            SPRING,
        )

    def show_summary(self, summary: BulkSummary, proposed: BulkSummary) -> None:
        """Show the counts: of what is sure, and of everything that has a proposed cover."""
        words = self.tr(
            "有疑问的 {n} 处也照建议盖上，一共确认 {m} 页。可能会多盖；"
            "剩下 {k} 页没有建议，仍要您看。"
        )
        self._last_hour.say(words.format(n=proposed.covers, m=proposed.pages, k=proposed.left))
        self.all.say(self.tr("疑问处也照建议盖上"))
        for widget in (self._hurry, self._last_hour, self.all):
            widget.setVisible(proposed.covers > 0)
        self.agree.setVisible(summary.pages > 0)
        words = self.tr(
            "将盖上 {n} 处有把握的建议，确认 {m} 页；{k} 页有疑问或没有读完，仍由您逐页看。"
        )
        self._words.say(words.format(n=summary.covers, m=summary.pages, k=summary.left))
        hint = self.tr("这些页上每一处都逐字读出，没有疑问。确认后仍可以逐页改，也可以撤销。")
        if summary.answered:
            hint = self.tr(
                "其中 %n 页的疑问您已经逐处答过，其余每一处都逐字读出。"
                "确认后仍可以逐页改，也可以撤销。", None, summary.answered,
            )  # fmt: skip
        self._answered.say(hint)
        (self.agree if summary.pages else self.all).setFocus()


class Decisions(Panel):
    """Head, list of places, answer card, primary button."""

    def __init__(
        self,
        session: Session,
        actions: Actions[Any],
        hits: HitList,
        bulk: BulkCard,
        whose: WhoseCard,
        items: ItemsCard,
        by_hand: ByHandCard,
    ) -> None:
        super().__init__()
        self._session = session
        self._title = Label("", TypeRole.TITLE)
        self._chip = Chip()
        self._file = ElidedLabel("", TypeRole.CAPTION, Tone.TEXT2)
        self.hits = hits
        self.bulk = bulk
        self.whose = whose
        self.coach = Coach(actions, practice=session.path is None)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hits)
        self._bulk_area = scroll_area(self.bulk)  # a low window has no room for all of it
        self._stack.addWidget(self._bulk_area)
        self.answers = AnswerCard(session.notice, actions)
        self.items = items
        self.by_hand = by_hand
        self.primary = actions.button(
            "advance",
            ButtonKind.PRIMARY,
            sizePolicy=QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed),
        )
        self._remark = Remark(alignment=Qt.AlignmentFlag.AlignCenter)
        self._all_sure = actions.button("agree", ButtonKind.LINK)
        self._remove = actions.button("remove", ButtonKind.LINK)
        self.sheet = actions.bind(SheetDoor(session.overview, actions.key("sheet")), "sheet")
        self._export = actions.button("check", ButtonKind.LINK)
        self._build()

    def _build(self) -> None:
        self._foot = Panel()
        column(
            self._foot,
            (16, 8, 16, 8),
            2,
            self.primary,
            self._remark,
            (self._remove, 0, Qt.AlignmentFlag.AlignHCenter),
            (self.sheet, 0, Qt.AlignmentFlag.AlignHCenter),
            (self._all_sure, 0, Qt.AlignmentFlag.AlignHCenter),
            (self._export, 0, Qt.AlignmentFlag.AlignHCenter),
        )
        column(
            self,
            FLUSH,
            0,
            filled(
                Panel(),
                stacked(
                    beside((self._title, 1), self._chip), self._file, gap=1, margins=(16, 9, 16, 9)
                ),
            ),
            rule(),
            self.coach,
            self.whose,
            (self._stack, 1),
            self.by_hand,
            self.answers,
            self.items,
            self._foot,
        )

    def set_low(self, low: bool) -> None:
        """Leave out what only comforts where the window is low: the answers need the room."""
        self._remark.setVisible(not low)
        self.coach.give_way(low)

    @property
    def asks_bulk(self) -> bool:
        """Tell whether the summary of agreeing to everything sure is open."""
        return self._stack.currentWidget() is self._bulk_area

    def open_bulk(self, summary: BulkSummary, proposed: BulkSummary) -> None:
        """Show the summary in place of the list."""
        self._stack.setCurrentWidget(self._bulk_area)
        for card in (self.by_hand, self.answers, self.items):
            card.hide()
        self._foot.hide()
        self.bulk.show_summary(summary, proposed)

    def close_bulk(self) -> None:
        """Show the list again."""
        self._stack.setCurrentWidget(self.hits)
        self._foot.show()

    def show_page(self, page: CasePage) -> None:
        """Show head and answer of a page."""
        session = self._session
        self._title.say(page_name(page))
        self._chip.show_state(
            look_of(session.overview.of(page.number), reading=page.number in session.reading)
        )
        self._file.say(with_file(slot_title(session.notice, page.slot), page))
        self._remove.setVisible(
            page.refused and len(session.case.pages) > 1 and not session.read_only
        )
        self.answers.show_page(page, session.case.route_of(page.slot))
        self.whose.show_page(page, session.case.applicant)
        self.items.show_page(session.case, page, len(silent_on_secrecy(session.overview)))
        self.by_hand.show_page(session.case, page)
        if self.asks_bulk or page.whose_open:  # one question at a time
            for card in (self.by_hand, self.answers, self.items):
                card.hide()

    def show_entries(
        self, page: CasePage, shown: tuple[WordEntry, ...], current: int, *, asking: bool, same: int
    ) -> None:
        """Show the places of the page."""
        if not page.examined:
            empty = self.tr("读完这一页后，找到的地方列在这里。")
        elif page.refused:
            empty = self.tr("这个文件没有收下，其余的照常。")
        else:
            empty = self.tr("没有找到您的姓名和单位。若看见了，按 Q 在图上画一处。")
        self.hits.show_entries(shown, current, asking=asking, same=same, empty=empty)

    def show_step(self, step: Step, bulk: BulkSummary, confirmed: int, pages: int) -> None:
        """Show what comes next."""
        self.sheet.count(self._session.overview)
        self.primary.say(step.words)
        self.primary.decides = step.way is Way.CONFIRM
        self._remark.say(step.remark)
        self._all_sure.setVisible(bulk.pages > 1 and not self._session.read_only)
        self._all_sure.say(self.tr("确认没有疑问的 %n 页", None, bulk.pages))
        self._export.setVisible(0 < confirmed < pages)
        self._export.say(self.tr("先导出 %n 页", None, confirmed))
