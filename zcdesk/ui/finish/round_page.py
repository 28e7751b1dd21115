"""The return under way: its clock, each fault with its page, and the way to handing in again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from zcdesk.cases.acts.asked import Dated, Mended, OfRound, Place, Put, TermAgreed
from zcdesk.cases.acts.table import (
    AGREE_TERM,
    COVER,
    MEND,
    PUT_ITEM,
    REMOVE_ROUND,
    REPLACE_PAGE,
    SUBMIT,
)
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.checks.dates.mended import MendingStanding
from zcdesk.checks.dates.returns import RoundTerm, return_findings, returns, round_terms
from zcdesk.findings import Severity
from zcdesk.ui.finish.export_part import CHANGED
from zcdesk.ui.finish.fault_card import Fault, FaultCard
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.help.everywhere import EVERYWHERE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import Button, ButtonKind, Menu, Timer
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.look import (
    EDGE,
    SPRING,
    Explanation,
    Label,
    Remark,
    Tone,
    TypeRole,
    beside,
    fill,
    grid,
)
from zcdesk.ui.look.tokens import RENEWED_EVERY
from zcdesk.ui.picture import Pictures
from zcdesk.ui.words.clock_words import short_moment
from zcdesk.ui.words.return_words import round_title, term_told
from zcdesk.ui.words.sentences import say, slot_title
from zcdesk.workflow.path.case_path import Deed, OpenRound, open_round

WIDEST = 1320
CARD = 400
"""Pixels that a card needs: its picture, its acts beside it."""


class RoundPage(ColumnPage):
    """Cards of faults, side by side; what is mended ticks itself.

    Signals:
        draw_wanted: A cover is to be drawn on a page.
        replace_wanted: A page is to be replaced by files, () to be asked for.
        add_wanted: Files, () to be asked for, are to be added to a slot.
        step_wanted: Something else comes first.
        again_wanted: The return was noted wrongly and is to be noted anew.
    """

    draw_wanted = Signal(int)
    replace_wanted = Signal(int, object)
    add_wanted = Signal(str, object)
    step_wanted = Signal(object)
    again_wanted = Signal(object)

    def __init__(self, view: CaseView, pictures: Pictures) -> None:
        session = view.session
        bar = CaseBar(session, self.tr("补正"), back=self.tr("回到栏目"))
        super().__init__(bar, WIDEST)
        self.keys_shown = SHEET
        self._session, self._path, self._pictures = session, view.path, pictures
        self.cards: list[FaultCard] = []
        self._in_hand = 0
        self._grid: QGridLayout | None = None
        self._clock = Label("", TypeRole.STRONG, Tone.YOU, wrap=True)
        self._shown: tuple[object, ...] = ()
        self.primary: Button = Button("", ButtonKind.PRIMARY, do=self.go_on)
        self.strip = Button(self.tr("上传助手"), icon="pin", do=partial(go, self, At("upload")))
        self.more = Button(self.tr("加一条…"), do=self._add_item)
        self._remark = Remark()
        fill(self.buttons, (self._remark, 1), self.strip, self.more, self.primary)
        bar.subtitle.say(session.notice.short_title)
        self._ticking = Timer(self, self._tick, RENEWED_EVERY, once=False)
        self._ticking.start()
        Actions(self, ACTIONS, self, WINDOW)
        for told in (session.changed, session.reading_changed, view.path.changed):
            told.connect(self._refresh_shown)
        self.refresh()

    @property
    def under_way(self) -> OpenRound | None:
        """The return under way."""
        return open_round(self._session.notice, self._session.case)

    @property
    def in_hand(self) -> FaultCard | None:
        """The card that the keys act on."""
        return self.cards[self._in_hand] if self._in_hand < len(self.cards) else None

    @property
    def _place(self) -> int:
        """Which one of the case's returns is under way, from 0: the last."""
        return len(self._session.case.rounds) - 1

    def arrive(self, _at: At) -> None:
        """Show the return as it is."""
        self.refresh()

    def refresh(self) -> None:
        """Show the return as it is; without one nothing is shown."""
        under_way, case = self.under_way, self._session.case
        if under_way is None:
            return
        key = (case.rounds, case.pages, under_way.standings, self._session.exported)
        if key != self._shown:
            first = not self._shown
            self._shown = key
            self._fill(under_way, case.rounds[under_way.number - 1])
            if first or self._is_done(self._in_hand):
                self._in_hand = under_way.first_open or 0
            self._mark()
        self._show_step(under_way)
        self._tick()

    def take_in_hand(self, place: int) -> None:
        """Take a card in hand and give its first act the keyboard."""
        self._in_hand = place
        self._mark()
        if (card := self.in_hand) is not None:
            self.show_part(card)
            card.first_act.setFocus()

    def go_on(self) -> None:
        """Do what the filled button says."""
        under_way, step = self.under_way, self._path.path.step
        if under_way is None or not self._session.takes_acts():
            return
        if step.deed is Deed.EXPORT_CHANGES:
            go(self, At("export", part=CHANGED))
        elif step.deed is Deed.HAND_IN_AGAIN:
            self._hand_in()
        elif under_way.first_open is not None:
            self._mend(under_way.first_open)
        else:
            self.step_wanted.emit(step)

    def act_on_card(self, name: str) -> None:
        """Do an act of the card in hand."""
        if (card := self.in_hand) is not None:
            {"cover": card.cover, "draw": card.draw, "replace": card.replace}[name]()

    def move_on(self, by: int) -> None:
        """Take the next or previous card in hand."""
        if self.cards:
            self.take_in_hand((self._in_hand + by) % len(self.cards))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up; the keyboard begins on the filled button."""
        super().showEvent(event)
        self.refresh()
        self.primary.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards in as many columns as there is room for."""
        super().resizeEvent(event)
        self._lay_cards()

    # --- What is shown ---------------------------------------------------------------------------

    def _fill(self, under_way: OpenRound, returned: Round) -> None:
        layout = self.fresh_column(20)
        left = len(under_way.items) - under_way.mended
        words = self.tr("要改的 {n} 处，还剩 {k} 处").format(n=len(under_way.items), k=left)
        if not under_way.items:
            words = self.tr("意见里没有写要改哪一处")
        layout.addWidget(Label(words, TypeRole.HEAD))
        self._add_about(layout, returned)
        area = QWidget()
        self._grid = grid(area, gap=(12, 12), margins=(0, 6, 0, 0))
        pairs = zip(returned.items, under_way.standings, strict=True)
        self.cards = [
            FaultCard(
                self._session,
                self._pictures,
                Fault(place, item, returned, standing),
                cover_wanted=self._cover,
                draw_wanted=self.draw_wanted.emit,
                replace_wanted=self.replace_wanted.emit,
                add_wanted=self.add_wanted.emit,
                page_wanted=self._look_at,
                place_wanted=self._ask_place,
                ticked=self._mark_done,
                chosen=self._choose,
            )
            for place, (item, standing) in enumerate(pairs)
        ]
        self._lay_cards()
        fill(layout, area, SPRING)

    def _add_about(self, layout: QVBoxLayout, returned: Round) -> None:
        self._clock = Label("", TypeRole.STRONG, Tone.YOU, wrap=True)
        layout.addWidget(self._clock)
        term = self._term()
        until = short_moment(term.end) if term is not None else ""
        if term is None or term.differs or term.by_note:  # else the notice's term, told above
            layout.addWidget(Remark(term_told(term, returned.level, until)))
        if term is not None and term.differs:
            layout.addLayout(self._asked_term(term))
        words = round_title(self._place + 1, returned)
        again = Button(self.tr("记错了，改…"), ButtonKind.LINK, decides=True, do=self._note_again)
        said = Explanation(returned.words, visible=False)
        whole = Button(self.tr("退回意见"), ButtonKind.LINK, do=partial(_toggle, said))
        fill(
            layout,
            beside((Remark(words), 1), again, whole),
            said,
        )
        self._add_warnings(layout)

    def _add_warnings(self, layout: QVBoxLayout) -> None:
        notice, case = self._session.notice, self._session.case
        for finding in return_findings(notice, case):
            if finding.severity is Severity.ERROR:
                layout.addWidget(Remark(say(finding.finding).message, Tone.MISS))
        counted = returns(notice, case)
        if counted is not None and counted.last_time:
            words = self.tr("这是最后一次修改机会，建议请同事再看一遍。")
            layout.addWidget(Remark(words, Tone.YOU))

    def _asked_term(self, term: RoundTerm) -> QHBoxLayout:
        """Ask which of two terms counts; nothing is preset, the earlier one is kept to."""
        choices = ((Agreed.NOTICE, self.tr("按通知")), (Agreed.NOTE, self.tr("按意见")))
        buttons = (
            Button(
                words,
                decides=True,
                do=partial(self._agree, agreed),
                checkable=True,
                checked=term.agreed is agreed,
            )
            for agreed, words in choices
        )
        return beside(Label(self.tr("按哪个算？")), *buttons, SPRING)

    def _lay_cards(self) -> None:
        if self._grid is None:
            return
        room = min(self.width(), WIDEST) - 2 * EDGE
        across = max(min(room // CARD, 3), 1)
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // across, place % across)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def _mark(self) -> None:
        for place, card in enumerate(self.cards):
            card.take_in_hand(place == self._in_hand)

    def _is_done(self, place: int) -> bool:
        return place < len(self.cards) and self.cards[place].fault.standing.done

    def _term(self) -> RoundTerm | None:
        last = self._session.case.rounds[-1]
        terms = round_terms(self._session.notice, self._session.case)
        return next((term for term in reversed(terms) if term.returned == last.at), None)

    def _tick(self) -> None:
        term = self._term() if self._session.case.rounds else None
        if term is None:
            self._clock.say("")
            return
        words = self.tr("到 {end} 为止").format(end=short_moment(term.end))  # the path counts down
        self._clock.say(words)

    def _show_step(self, under_way: OpenRound) -> None:
        step, n = self._path.path.step, under_way.first_open
        self.primary.decides = step.deed in (Deed.EXPORT_CHANGES, Deed.HAND_IN_AGAIN)
        remark = ""
        if step.deed is Deed.EXPORT_CHANGES:
            words = self.tr("导出改过的 %n 页", None, step.number)
            remark = self.tr("只做改过的页，别的页不再读。")
        elif step.deed is Deed.HAND_IN_AGAIN:
            words = self.tr("记下：已重新提交")
            remark = self.tr("在平台上换好、提交以后按这里。")
        elif n is not None:
            ready = under_way.standings[n] is MendingStanding.UNCONFIRMED
            words = self.tr("去确认第 {n} 处") if ready else self.tr("请改第 {n} 处")
            words = words.format(n=n + 1)
        else:
            words = self.tr("先处理还没确认的页")
        self.primary.say(words, key=self.tr("空格") if self.primary.decides else "F")
        self._remark.say(remark)
        self.strip.setVisible(step.deed is Deed.HAND_IN_AGAIN)

    # --- What a person does ----------------------------------------------------------------------

    def _mend(self, place: int) -> None:
        card = self.cards[place]
        if card.fault.standing is MendingStanding.UNCONFIRMED and card.page is not None:
            self._look_at(card.page.number)
        else:
            self.take_in_hand(place)

    def _look_at(self, number: int) -> None:
        go(self, At("review", number))

    def _choose(self, card: FaultCard) -> None:
        if card in self.cards:
            self._in_hand = self.cards.index(card)
            self._mark()

    def _cover(self, number: int, hit: int) -> None:
        words = self.tr("已盖上这一处，请再确认这一页")
        self._session.do(COVER, Place(number, hit), words)

    def _mark_done(self, fault: Fault, done: bool, note: str) -> None:
        words = self.tr("第 {n} 处已注明").format(n=fault.place + 1) if done else ""
        self._session.do(MEND, Mended(self._place, fault.place, done, note), words)

    def _agree(self, agreed: Agreed, _checked: bool = False) -> None:
        self._session.do(AGREE_TERM, TermAgreed(self._place, agreed))

    def _note_again(self) -> None:
        if not self._session.takes_acts():
            return
        returned = self._session.case.rounds[self._place]
        self._session.do(REMOVE_ROUND, OfRound(self._place), self.tr("已去掉这次退回"))
        self.again_wanted.emit(returned)

    def _add_item(self) -> None:
        asked = Put(self._place, ToDo(self.tr("另外要改的一处")))
        self._session.do(PUT_ITEM, asked, self.tr("加了一条要改的"))
        self.take_in_hand(len(self.cards) - 1)

    def _hand_in(self) -> None:
        self._session.do(SUBMIT, Dated(self._session.moment), self.tr("提交时间已记下"))

    def _ask_place(self, fault: Fault, where: QPoint) -> None:
        self.place_menu(fault).popup(where)

    def place_menu(self, fault: Fault) -> QMenu:
        """Return what a thing may be about: a page of its slot, the slot, or another place."""
        menu, notice, case = Menu(self), self._session.notice, self._session.case
        inside = [page for page in case.pages if fault.item.slot and page.slot == fault.item.slot]
        for place, page in enumerate(inside, start=1):
            words = self.tr("这一栏的第 {k} 张：{file}").format(k=place, file=page.file_name)
            menu.addAction(words, partial(self._tie, fault, fault.item.slot, page.number))
        if fault.item.slot:
            words = self.tr("整个“{slot}”").format(slot=slot_title(notice, fault.item.slot))
            menu.addAction(words, partial(self._tie, fault, fault.item.slot, None))
            menu.addSeparator()
        for section in notice.sections:
            if not section.slots:
                continue
            under = menu.addMenu(section.title) if len(section.slots) > 1 else menu
            for slot in section.slots:
                under.addAction(slot.title, partial(self._tie, fault, slot.id, None))
        return menu

    def _tie(self, fault: Fault, slot: str, page: int | None, _checked: bool = False) -> None:
        notice, case = self._session.notice, self._session.case
        section = notice.section_of(slot).id
        inside = [page.number for page in case.pages if page.slot == slot]
        if page is None and len(inside) == 1 and slot != fault.item.slot:
            page = inside[0]
        item = case.rounds[-1].items[fault.place]
        changed = ToDo(item.words, section, slot, page, True, item.done, item.note)
        self._session.do(PUT_ITEM, Put(self._place, changed, fault.place))


def _toggle(label: Label, _checked: bool = False) -> None:
    label.setVisible(label.isHidden())


ACTIONS: tuple[Action[RoundPage], ...] = (
    Action("advance", keys=("F",), do=lambda page: page.primary.lead(),
           does="下一步：与右下角填充的按钮相同"),
    Action("next", keys=("S",), do=lambda page: page.move_on(1), does="下一处"),
    Action("previous", keys=("W",), do=lambda page: page.move_on(-1), does="上一处", beside=True),
    Action("cover", keys=COVER.keys, do=lambda page: page.act_on_card("cover"), does="盖这里"),
    Action("draw", keys=("B",), do=lambda page: page.act_on_card("draw"), does="自己画",
           beside=True),
    Action("replace", keys=REPLACE_PAGE.keys, do=lambda page: page.act_on_card("replace"),
           does="换这一页，或放进来"),
)  # fmt: skip

SHEET = KeySheet("补正的快捷键", (*ACTIONS, *EVERYWHERE))
