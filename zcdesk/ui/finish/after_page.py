"""After the upload: the stations of this notice, what the platform said and when, and returns."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.cases.acts import following
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.records import Round, Station
from zcdesk.checks.concerning.told import Told, at
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.export.papers.plan_paper import plan_paper
from zcdesk.export.plan.layout import legal_title
from zcdesk.notices.clock import now
from zcdesk.notices.interview import moment_in
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.running_windows import is_near
from zcdesk.ui.finish.return_card import ReturnCard
from zcdesk.ui.finish.round_card import RoundCard
from zcdesk.ui.finish.stations import StationPlan, silent_words, stations_of
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.told_lines import ToldLines
from zcdesk.ui.help.everywhere import WINDOW
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.kit.cards import Card
from zcdesk.ui.kit.column_page import ColumnPage
from zcdesk.ui.kit.icon_label import IconLabel
from zcdesk.ui.kit.job import Work
from zcdesk.ui.kit.moment_field import MomentField
from zcdesk.ui.kit.outside import show_outside
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.kit.word_list import field
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone
from zcdesk.ui.session.concerned import Concerned
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import clock_told, far_told, moment_words
from zcdesk.ui.words.notice_words import days_left
from zcdesk.ui.words.path_words import step_words
from zcdesk.workflow.open_case.case_path import NextStep
from zcdesk.workflow.open_case.stops import Stop


class AfterPage(ColumnPage):
    """Vertical stations, the present one open; returns below with their clock.

    Signals:
        said: A sentence about what was written.
        step_wanted: The next step of the case is wanted.
        returned: A return was noted.
    """

    returned = Signal()
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
        self.form = ReturnCard(session)
        self.form.entered.connect(self.note_return)
        self._wrong = Label("", Role.CAPTION, Tone.MISS, wrap=True)
        self.primary = Button("", Kind.PRIMARY, decides=True)
        self.primary.clicked.connect(self.go_on)
        enter_presses(self._when, self.primary)
        enter_presses(self._said, self.primary)
        self.strip = Button(self.tr("上传助手"), icon="pin")
        self.strip.clicked.connect(partial(go, self, At("upload")))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.primary)
        bar.subtitle.say(session.notice.short_title)
        self.paper = Actions(self, (PAPER,), self, WINDOW).button("paper")
        self.buttons.insertWidget(0, self.paper)
        self.buttons.insertWidget(1, self.strip)
        self.sent_back = Button(self.tr("被退回了…"))
        self.sent_back.clicked.connect(self.show_form)
        self.buttons.insertWidget(2, self.sent_back)
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
        """Show stations and returns as they stand; the return under way has a page of its own."""
        case, present = self._session.case, self.present
        lines = self._concerned.told
        for kept in (self._when, self._said, self.form, self._wrong):
            kept.setParent(self)  # what is being typed outlives the column around it
        layout = self.fresh_column()
        layout.addWidget(Label(self.tr("上传之后，一站一站来"), Role.HEAD))
        hint = self.tr("平台上显示什么，就在这里记什么；下一步和最后一天按通知的原文。")
        layout.addWidget(Label(hint, Role.BODY, Tone.TEXT2, wrap=True))
        told_clock = clock_told(self._session.moment)
        layout.addWidget(Label(told_clock, Role.CAPTION, Tone.TEXT2, wrap=True))
        self._add_delivery(layout)
        _tell(layout, at(lines, Moment.UPLOAD))
        reached = {station.id: station for station in case.stations}
        for plan in stations_of(self._session.notice, lines):
            self._add_station(layout, plan, reached.get(plan.id), is_present=plan == present)
        self._add_rounds(layout, at(lines, Moment.RETURNS))
        layout.addStretch(1)
        self._show_step()

    @property
    def may_submit(self) -> bool:
        """Tell whether what was written out last is the case as it stands, and not handed in."""
        deliveries = self._session.case.deliveries
        return self._session.exported and deliveries[-1].submitted is None

    def go_on(self) -> None:
        """Do what the primary button says."""
        if self.may_submit:
            self._note_submitted()
        else:
            self.reach()

    def _show_step(self) -> None:
        present = self.present
        self.primary.decides = self.may_submit or present is not None
        words = self.tr("回到栏目")
        if self.may_submit:
            words = self.tr("记下：已提交")
        elif present is not None:
            words = self.tr("“{station}”已完成").format(station=present.title)
        self.primary.say(words)

    def show_form(self) -> None:
        """Show where a return is noted, and give its words the keyboard."""
        self.show_part(self.form)
        self.form.words.setFocus()

    def note_again(self, returned: Round) -> None:
        """Show a return that was taken back, to be noted as it was."""
        self.refresh()
        self.form.fill(returned)
        self.show_form()

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

    def note_return(self, returned: Round) -> None:
        """Note that the application was sent back; its clock runs at once."""
        case = following.begin_round(self._session.case, returned)
        self._session.act(case, self.tr("退回已登记，开始计时"), ActCode.ROUND)
        self.returned.emit()

    def _about_moment(self, typed: str) -> str:
        written = self.tr("时间写成 2026-05-01 09:30 这样；不写就是现在。")
        return far_told(self._session.notice, typed) or written

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
            moment = moment_words(reached.at)
            head.addWidget(Label(moment, Role.CAPTION, Tone.TEXT2))
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

    def _add_rounds(self, layout: QVBoxLayout, told: Sequence[Told]) -> None:
        """Add the returns that were answered, and the card that notes another one."""
        layout.addSpacing(10)
        layout.addWidget(Label(self.tr("被退回了？"), Role.TITLE))
        for place, returned in enumerate(self._session.case.rounds):
            card = RoundCard(self._session, place, returned)
            card.removed.connect(partial(self._remove_round, place))
            layout.addWidget(card)
        self.form.show_told(told)
        layout.addWidget(self.form)

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
        changed = following.hand_in(self._session.case, self._session.moment)
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


def _planned(notice: Notice, case: Case, place: Path) -> Generator[Path, None, None]:
    """Write the page with all dates (beside the window: it is drawn)."""
    make_folder(place.parent)
    write_atomically(place, plan_paper(notice, case, now()))
    yield place


PAPER: Action[AfterPage] = Action(
    "paper", "打印时间安排…", "print", ("Ctrl+P",), lambda page: page.print_plan()
)
