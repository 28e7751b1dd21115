"""After the upload: the stations of this notice, what the platform said and when, and returns."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from zcdesk.cases.acts import following
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.records import Round, Station, ToDo
from zcdesk.checks.concerning.told import Told, at
from zcdesk.checks.dates.mending import proposed_items
from zcdesk.checks.dates.returns import return_findings, returns, round_terms
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.export.papers.plan_paper import plan_paper
from zcdesk.export.plan.layout import legal_title
from zcdesk.findings import Severity
from zcdesk.notices.clock import now
from zcdesk.notices.interview import moment_in
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.timing import Corrections
from zcdesk.notices.running_windows import is_near
from zcdesk.ui.finish.round_card import RoundCard
from zcdesk.ui.finish.stations import StationPlan, silent_words, stations_of
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.kit.actions import Action, Actions
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.kit.job import Work
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.moment_field import MomentField
from zcdesk.ui.kit.outside import show_outside
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.router import At, go
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.session.concerned import Concerned
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import clock_told, moment_words
from zcdesk.ui.words.notice_words import days_left
from zcdesk.ui.words.path_words import step_words
from zcdesk.ui.words.sentences import joined, say, worded
from zcdesk.workflow.open_case.case_path import NextStep, OpenRound, open_round
from zcdesk.workflow.open_case.stops import Stop


class AfterPage(ColumnPage):
    """Vertical stations, the present one open; returns below with their clock.

    Signals:
        item_wanted: A thing to mend whose place is wanted.
        said: A sentence about what was written.
        step_wanted: The next step of the case is wanted.
    """

    item_wanted = Signal(object)
    said = Signal(str)
    step_wanted = Signal(object)

    def __init__(self, view: CaseView) -> None:
        session = view.session
        bar = CaseBar(session, self.tr("上传之后"), back=self.tr("回到栏目"))
        super().__init__(bar)
        self._session, self._path = session, view.path
        self._concerned = Concerned(session)
        example = self.tr("北京时间，如 2026-05-01 09:30")
        self._when = MomentField(self.tr("时间（北京时间）"), example)
        self._said = field(self.tr("平台上怎么说"), self.tr("照平台显示的字写，可以不写"))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(self.tr("退回的意见"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(96)
        self._returned = MomentField(self.tr("退回时间（北京时间）"), example)
        self._wrong = Label("", Role.CAPTION, Tone.MISS, wrap=True)
        self._refused = Label("", Role.CAPTION, Tone.MISS, wrap=True)
        self.primary = Button("", Kind.PRIMARY, decides=True)
        self.primary.clicked.connect(self.go_on)
        self.strip = Button(self.tr("上传助手"), icon="pin")
        self.strip.clicked.connect(partial(go, self, At("upload")))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.primary)
        bar.subtitle.say(session.notice.short_title)
        self.paper = Actions(self, (PAPER,), self, WINDOW).button("paper")
        self.buttons.insertWidget(0, self.paper)
        self.buttons.insertWidget(1, self.strip)
        self._job = Work(self)
        session.changed.connect(self._refresh_shown)
        self.refresh()

    @property
    def present(self) -> StationPlan | None:
        """The first station that was not reached yet."""
        reached = {station.id for station in self._session.case.stations}
        plans = stations_of(self._session.notice, self._concerned.told)
        return next((plan for plan in plans if plan.id not in reached), None)

    def arrive(self, _at: At) -> None:
        """Show the stations as they are now."""
        self.refresh()

    def refresh(self) -> None:
        """Show stations and returns as they stand; a return that is not answered comes first."""
        case, present = self._session.case, self.present
        under_way = open_round(self._session.notice, case)
        told = self._concerned.told
        kept_on = (self._when, self._said, self.words, self._returned, self._wrong, self._refused)
        for kept in kept_on:
            kept.setParent(self)  # what is being typed outlives the column around it
        layout = self.fresh_column()
        if under_way is not None:
            self._add_under_way(layout, under_way)
        else:
            layout.addWidget(Label(self.tr("上传之后，一站一站来"), Role.HEAD))
            hint = self.tr("平台上显示什么，就在这里记什么；下一步和最后一天按通知的原文。")
            layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        told_clock = clock_told(self._session.moment)
        layout.addWidget(Label(told_clock, Role.CAPTION, Tone.TEXT2, wrap=True))
        self._add_delivery(layout)
        _tell(layout, at(told, Moment.UPLOAD))
        reached = {station.id: station for station in case.stations}
        for plan in stations_of(self._session.notice, told):
            self._add_station(layout, plan, reached.get(plan.id), is_present=plan == present)
        answered = len(case.rounds) - (under_way is not None)
        self._add_rounds(layout, at(told, Moment.RETURNS), answered)
        layout.addStretch(1)
        self._show_step(under_way)

    @property
    def to_mend(self) -> ToDo | None:
        """The first thing of the return under way that is not mended and has a place."""
        under_way = open_round(self._session.notice, self._session.case)
        items = under_way.items if under_way is not None else ()
        return next((item for item in items if not item.done and _has_place(item)), None)

    @property
    def may_submit(self) -> bool:
        """Tell whether what was written out last is the case as it stands, and not handed in."""
        deliveries = self._session.case.deliveries
        return self._session.exported and deliveries[-1].submitted is None

    def go_on(self) -> None:
        """Do what the primary button says."""
        mend, under_way = self.to_mend, open_round(self._session.notice, self._session.case)
        if self.may_submit:
            self._note_submitted()
        elif mend is not None:
            self.item_wanted.emit(mend)
        elif under_way is not None and self._path.path.step.stop is not Stop.AFTER:
            self.step_wanted.emit(self._path.path.step)
        elif under_way is not None:
            self.leave()
        else:
            self.reach()

    def _show_step(self, under_way: OpenRound | None) -> None:
        present, mend, step = self.present, self.to_mend, self._path.path.step
        self.primary.decides = self.may_submit or (under_way is None and present is not None)
        words = self.tr("回到栏目")
        if self.may_submit:
            words = self.tr("记下：已提交")
        elif under_way is not None and mend is not None:
            words = self.tr("去改第 {n} 处").format(n=under_way.items.index(mend) + 1)
        elif under_way is not None and step.stop is not Stop.AFTER:
            words = step_words(step, self._session.notice, at_tray=False)
        elif under_way is None and present is not None:
            words = self.tr("“{station}”已完成").format(station=present.title)
        self.primary.say(words)

    def _add_under_way(self, layout: QVBoxLayout, under_way: OpenRound) -> None:
        """Put the return under way first: what is to be mended, and how long there is."""
        left = len(under_way.items) - under_way.mended
        words = self.tr("要改的 {n} 处，还剩 {k} 处").format(n=len(under_way.items), k=left)
        layout.addWidget(Label(words, Role.HEAD))
        place = under_way.number - 1
        layout.addWidget(self._round_card(place, self._session.case.rounds[place]))

    def print_plan(self) -> None:
        """Write all dates of the case on one page and open it where it can be printed."""
        if self._job.busy:
            return
        notice, case = self._session.notice, self._session.case
        title = legal_title(notice.short_title, notice.id)
        name = self.tr("时间安排 {title}.pdf").format(title=title)
        place = preferences().package_folder / name
        self._job.begin(_planned(notice, case, place), self._open_plan, self._session.failed.emit)

    def _open_plan(self, place: Path) -> None:
        words = self.tr("时间安排已写好，在打开的窗口里打印：{name}").format(name=place.name)
        self.said.emit(words)
        show_outside(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the button, not to the way back."""
        super().showEvent(event)
        self.primary.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being written."""
        self._job.stop()
        super().closeEvent(event)

    def reach(self) -> None:
        """Note that the present station was reached, when, and what the platform said."""
        present = self.present
        if present is None:
            self.leave()
            return
        if not self._session.takes_acts():
            return
        moment = _moment(self._when.text(), self._session)
        if moment is None:
            self._when.setFocus()
            self._wrong.say(self._about_moment(self._when.text()))
            return
        station = Station(present.id, moment, self._said.text().strip())
        self._said.clear()
        self._when.clear()
        case = following.reach_station(self._session.case, station)
        words = self.tr("记下了：{station}").format(station=present.title)
        self._session.act(case, words, ActCode.STATION)

    def note_return(self) -> None:
        """Note that the application was sent back, with the words of the platform."""
        if not self._session.takes_acts():
            return
        moment = _moment(self._returned.text(), self._session)
        words = self.words.toPlainText().strip()
        if moment is None:
            self._refuse(self._about_moment(self._returned.text()), self._returned)
            return
        if not words:
            self._refuse(self.tr("请先把平台上的退回意见粘贴在上面，还没有登记。"), self.words)
            return
        level = Who.REVIEW_COMMITTEE if self.present is None else _level(self.present.id)
        items = proposed_items(self._session.notice, self._session.case, words)
        returned = Round(moment, level, words, items)
        try:
            case = following.begin_round(self._session.case, returned)
        except following.ReturnTooEarlyError as error:
            self._refuse(joined(say(error.finding())), self._returned)
            return
        self.words.clear()
        self._returned.clear()
        self._refused.say("")
        self._session.act(case, self.tr("退回已登记"), ActCode.ROUND)
        self.show_top()
        self.primary.setFocus()

    def _about_moment(self, typed: str) -> str:
        found = moment_in(typed.strip())
        if found is not None:
            year = self._session.notice.year
            return worded("cli.far_moment", at=f"{found:%Y-%m-%d}", year=year).message
        return self.tr("时间写成 2026-05-01 09:30 这样；不写就是现在。")

    def _refuse(self, words: str, place: QWidget) -> None:
        """Say why a return was not noted, and lead to what is to be changed."""
        self._refused.say(words)
        place.setFocus()

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _add_station(
        self, layout: QVBoxLayout, plan: StationPlan, reached: Station | None, *, is_present: bool
    ) -> None:
        card = Card()
        inner = column(card, (16, 10, 14, 10), 4)
        head = QHBoxLayout()
        icon, tone = ("check-circle", Tone.OK) if reached else ("clock", Tone.TEXT3)
        if is_present:
            icon, tone = "right", Tone.ACCENT
        head.addWidget(IconLabel(icon, "", tone))
        head.addWidget(Label(plan.title, Role.STRONG if is_present else Role.BODY), 1)
        if reached is not None:
            told = moment_words(reached.at)
            head.addWidget(Label(told, Role.CAPTION, Tone.TEXT2))
        elif plan.last_day is not None:
            left = days_left(plan.last_day, self._session.moment.date())
            head.addWidget(Label(left.words, Role.CAPTION, left.tone))
        inner.addLayout(head)
        if reached is not None and reached.said:
            inner.addWidget(Label(reached.said, Role.CAPTION, Tone.TEXT2, wrap=True))
        if is_present:
            self._open_station(inner, plan)
        layout.addWidget(card)

    def _open_station(self, inner: QVBoxLayout, plan: StationPlan) -> None:
        if plan.is_silent:
            inner.addWidget(Label(silent_words(), Role.BODY, Tone.MUTE, wrap=True))
        _tell(inner, plan.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.tr("时间")))
        row.addWidget(self._when, 2)
        row.addWidget(self._said, 3)
        inner.addLayout(row)
        self._wrong.say("")
        inner.addWidget(self._wrong)

    def _add_rounds(self, layout: QVBoxLayout, told: Sequence[Told], answered: int) -> None:
        """Add the returns that were answered, and the card that notes another one."""
        layout.addSpacing(10)
        layout.addWidget(Label(self.tr("被退回了？"), Role.TITLE))
        more = LearnMore("return", self.tr("被退回了？"))
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        corrections = self._session.notice.corrections
        rules = corrections if isinstance(corrections, Corrections) else None
        for place, returned in enumerate(self._session.case.rounds[:answered]):
            layout.addWidget(self._round_card(place, returned))
        card = Card()
        inner = column(card, (16, 10, 14, 12), 8)
        _tell(inner, told)
        if rules is None:
            words = self.tr("退回后多久改好，原文未述。")
            inner.addWidget(Label(words, Role.CAPTION, Tone.MUTE, wrap=True))
        inner.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(Label(self.tr("退回时间")))
        row.addWidget(self._returned, 1)
        note = Button(self.tr("登记退回"), decides=True)
        note.clicked.connect(self.note_return)
        row.addWidget(note)
        inner.addLayout(row)
        inner.addWidget(self._refused)
        self.words.setPlaceholderText(self.tr("把平台上的退回意见粘贴在这里"))
        layout.addWidget(card)

    def _round_card(self, place: int, returned: Round) -> RoundCard:
        session = self._session
        terms = {
            round_term.returned: round_term
            for round_term in round_terms(session.notice, session.case)
        }
        counted = returns(session.notice, session.case)
        latest = place + 1 == len(session.case.rounds)
        last = latest and counted is not None and counted.last_time
        over = [
            say(finding.finding).message
            for finding in return_findings(session.notice, session.case)
            if latest and finding.severity is Severity.ERROR
        ]
        term = terms.get(returned.at)
        card = RoundCard(session, place, returned, term, last=last, over="".join(over))
        card.done.connect(partial(self._mark_done, place))
        card.item_wanted.connect(self.item_wanted)
        card.removed.connect(partial(self._remove_round, place))
        return card

    def _mark_done(self, place: int, item: int, done: bool) -> None:
        case = following.mark_done(self._session.case, place, item, done=done)
        self._session.act(case, "", ActCode.TODO)

    def _remove_round(self, place: int) -> None:
        case = following.remove_round(self._session.case, place)
        self._session.act(case, self.tr("已去掉这次退回"), ActCode.REMOVE_ROUND)

    def _add_delivery(self, layout: QVBoxLayout) -> None:
        """Offer to note that the package written last was handed in; without one, to make it."""
        deliveries, step = self._session.case.deliveries, self._path.path.step
        if not deliveries:
            words = self.tr("还没有导出。导出以后，上传助手按平台的栏目一栏一栏带您传。")
            if step.stop is not Stop.AFTER:
                layout.addWidget(self._undelivered(words, step))
            return
        last = deliveries[-1]
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 14, 8)
        words = self.tr("最近一次导出：{at}，%n 张", None, len(last.files))
        words = words.format(at=moment_words(last.at))
        if last.submitted is not None:
            handed = moment_words(last.submitted)
            words += self.tr("；已在 {at}提交").format(at=handed)
        row.addWidget(Label(words, Role.BODY, wrap=True), 1)
        if last.submitted is None:
            button = Button(self.tr("已在平台提交"), icon="check", decides=True)
            button.clicked.connect(self._note_submitted)
            row.addWidget(button)
        layout.addWidget(card)

    def _undelivered(self, words: str, step: NextStep) -> Card:
        card = Card()
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 14, 8)
        row.addWidget(Label(words, Role.BODY, wrap=True), 1)
        go = Button(step_words(step, self._session.notice, at_tray=False))
        go.clicked.connect(partial(self._want, step))
        row.addWidget(go)
        return card

    def _want(self, step: NextStep, _checked: bool = False) -> None:
        self.step_wanted.emit(step)

    def _note_submitted(self) -> None:
        case = self._session.case
        changed = following.mark_submitted(case, len(case.deliveries) - 1, self._session.moment)
        self._session.act(changed, self.tr("提交时间已记下"), ActCode.SUBMIT)


def _tell(layout: QVBoxLayout, told: Sequence[Told]) -> None:
    lines = ToldLines()
    layout.addWidget(lines)
    lines.show_told(told)


def _moment(typed: str, session: Session) -> datetime | None:
    """Return a typed moment, nothing typed is now; None for nonsense, and far from the notice."""
    now = session.moment
    found = moment_in(typed.strip()) if typed.strip() else now
    return found if found is not None and is_near(session.notice, found, now) else None


def _has_place(item: ToDo) -> bool:
    return bool(item.slot) or item.page is not None


def _level(station: str) -> Who:
    known = {who.value: who for who in Who}
    return known.get(station, Who.REVIEW_COMMITTEE)


def _planned(notice: Notice, case: Case, place: Path) -> Generator[Path, None, None]:
    """Write the page with all dates (beside the window: it is drawn)."""
    make_folder(place.parent)
    write_atomically(place, plan_paper(notice, case, now()))
    yield place


PAPER: Action[AfterPage] = Action(
    "paper", "打印时间安排…", "print", ("Ctrl+P",), lambda page: page.print_plan()
)
