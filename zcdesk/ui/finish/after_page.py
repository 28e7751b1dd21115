"""After the upload: the stations of this notice, what the platform said and when, and returns."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from zcdesk.cases.acts import following
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.records import Round, Station
from zcdesk.checks.concerning.told import at
from zcdesk.checks.dates.mended import standing
from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.export.papers.plan_paper import plan_paper
from zcdesk.export.plan.layout import legal_title
from zcdesk.notices.clock import now
from zcdesk.notices.interview import is_near, moment_in
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.finish.return_card import ReturnCard
from zcdesk.ui.finish.stations import StationPlan, stations_of
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.frame.notice_panel import BesideNotice
from zcdesk.ui.help.everywhere import EVERYWHERE, NOTICE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    IconLabel,
    MomentField,
    Work,
    field,
    preferences,
    show_outside,
)
from zcdesk.ui.look import SPRING, Label, Tone, TypeRole, beside, column, fill, rule
from zcdesk.ui.session.concerned import Concerned
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.clock_words import clock_told, far_told, short_moment
from zcdesk.ui.words.notice_words import days_left
from zcdesk.ui.words.path_words import step_words
from zcdesk.ui.words.return_words import round_title, standing_look
from zcdesk.ui.words.sentences import slot_title
from zcdesk.workflow.open_case.package_files import pages_in

WIDEST, NAME = 860, 180
"""Pixels of the column, and of the names of stations in it."""

REVIEWS = frozenset({Moment.EMPLOYER, Moment.SUPERVISING_UNIT, Moment.COMMITTEE})
"""Stations that one passes, or is sent back from."""


class AfterPage(BesideNotice):
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
        super().__init__(
            CaseBar(session, self.tr("上传之后"), back=self.tr("回到栏目")), session.notice, WIDEST
        )
        self._session, self._path = session, view.path
        self.keys_shown = SHEET
        self._returning = self._writing = False
        self._concerned = Concerned(session)
        self._when = MomentField(
            self.tr("时间（北京时间）"), self.tr("北京时间，如 2026-05-01 09:30")
        )
        self._said = field(self.tr("平台上怎么说"), self.tr("照平台显示的字写，可以不写"))
        self.form: ReturnCard = ReturnCard(session, entered=self.note_return)
        self._wrong = Label("", TypeRole.CAPTION, Tone.MISS, wrap=True)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.primary = actions.button("advance", ButtonKind.PRIMARY)
        for line in (self._when, self._said, self.form.moment):
            enter_presses(line, self.primary)
        self.strip = Button(self.tr("上传助手"), icon="pin", do=partial(go, self, At("upload")))
        self.sent_back = Button(self.tr("被退回了"), do=self.show_form)
        self.cancel = Button(self.tr("取消"), key="Esc", do=self.escape)
        self.paper = actions.button("paper", ButtonKind.LINK)
        fill(
            self.buttons, self.paper, self.strip, SPRING, self.sent_back, self.cancel, self.primary
        )
        self.form.changed.connect(self._show_step)
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
        """Show stations and returns as they are; the return under way has a page of its own."""
        case, present = self._session.case, self.present
        lines = self._concerned.told
        for kept in (self._when, self._said, self.form, self._wrong):
            kept.setParent(self)  # what is being typed outlives the column around it
            kept.hide()
        here = present.told if present is not None else ()
        self.tell([*here, *at(lines, Moment.UPLOAD), *at(lines, Moment.RETURNS)])
        layout = self.fresh_column()
        self._add_delivery(layout)
        reached = {station.id: station for station in case.stations}
        for plan in stations_of(self._session.notice, lines):
            self._add_station(layout, plan, reached.get(plan.id), is_present=plan == present)
        if self._returning and present is None:
            self._add_form(layout)
        for place, returned in enumerate(case.rounds):
            remove = partial(self._remove_round, place)
            layout.addWidget(RoundCard(self._session, place, returned, removed=remove))
        clock = Label(clock_told(self._session.moment), TypeRole.CAPTION, Tone.TEXT3, wrap=True)
        fill(layout, clock, SPRING)
        self._show_step()

    @property
    def may_submit(self) -> bool:
        """Tell whether what was written out last is the case as it is, and not handed in."""
        return self._session.exported and self._session.case.deliveries[-1].submitted is None

    @property
    def _is_early(self) -> bool:
        """Tell whether nothing was handed in yet: no station can have been passed."""
        case = self._session.case
        return not (self._writing or case.rounds or any(one.submitted for one in case.deliveries))

    def go_on(self) -> None:
        """Do what the primary button says."""
        if self._returning:
            self.form.enter()
        elif self.may_submit:
            self._note_submitted()
        elif self._is_early:
            self.step_wanted.emit(self._path.path.step)
        else:
            self.reach()

    def escape(self) -> None:
        """Close what is open here, what was written stays; else go back."""
        if self._returning and not self.notice.isVisible():
            self._returning = False
            self.refresh()
            self.primary.setFocus()
        else:
            super().escape()

    def _show_step(self) -> None:
        present, early = self.present, self._is_early
        passes = present is not None and not early
        self.primary.decides = self._returning or self.may_submit or passes
        words = self.tr("回到栏目")
        if self._returning:
            words = self.form.next_words
        elif self.may_submit:
            words = self.tr("已在平台提交")
        elif early:
            words = step_words(self._path.path.step, self._session.notice, at_tray=False)
        elif present is not None:
            words = self.tr("通过了") if present.id in REVIEWS else self.tr("已完成")
        self.primary.say(words, key="Ctrl+Enter" if self._returning else "")
        self.cancel.setVisible(self._returning)
        self.sent_back.setVisible(not self._returning and not self.may_submit)
        self.strip.setVisible(not self._returning)

    def show_form(self) -> None:
        """Open the card where a return is noted, and give its words the keyboard."""
        self._returning = True
        self.refresh()
        self.show_part(self.form)
        self.form.words.setFocus()

    def note_again(self, returned: Round) -> None:
        """Show a return that was taken back, to be noted as it was."""
        self.form.fill(returned)
        self.show_form()

    def print_plan(self) -> None:
        """Write all dates of the case on one page and open it where it can be printed."""
        if self._job.busy:
            return
        notice, case = self._session.notice, self._session.case
        name = self.tr("时间安排 {title}.pdf").format(
            title=legal_title(notice.short_title, notice.id)
        )
        place = preferences().package_folder / name
        self._job.begin(_planned(notice, case, place), self._open_plan, self._session.failed.emit)

    def _open_plan(self, place: Path) -> None:
        self.said.emit(
            self.tr("时间安排已写好，在打开的窗口里打印：{name}").format(name=place.name)
        )
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
            self._wrong.say(self._about_moment(self._when.text()))
            self._wrong.show()
            self._when.setFocus()
            return
        station = Station(present.id, moment, self._said.text().strip())
        self._said.clear()
        self._when.clear()
        self._writing = False
        case = following.reach_station(self._session.case, station)
        self._session.act(
            case, self.tr("记下了：{station}").format(station=present.title), ActCode.STATION
        )

    def note_return(self, returned: Round) -> None:
        """Note that the application was sent back; its clock runs at once."""
        case = following.begin_round(self._session.case, returned)
        self._returning = False
        self._session.act(case, self.tr("退回已登记，开始计时"), ActCode.ROUND)
        self.returned.emit()

    def _about_moment(self, typed: str) -> str:
        written = self.tr("时间写成 2026-05-01 09:30 这样；不写就是现在。")
        return far_told(self._session.notice, typed) or written

    def _add_line(
        self, layout: QVBoxLayout, icon: str, tone: Tone, title: str, told: Label
    ) -> QHBoxLayout:
        """Add a station as one line: its sign, its name, and one sentence."""
        size: dict[str, Any] = {"minimumWidth": NAME, "maximumWidth": NAME, "minimumHeight": 36}
        name = Label(title, TypeRole.STRONG, wrap=True, **size)
        row = beside(IconLabel(icon, "", tone), name, (told, 1), gap=12)
        layout.addLayout(row)
        return row

    def _add_station(
        self, layout: QVBoxLayout, plan: StationPlan, reached: Station | None, *, is_present: bool
    ) -> None:
        icon, tone = ("check-circle", Tone.OK) if reached else ("ring-dash", Tone.TEXT3)
        if is_present:
            icon, tone = "right", Tone.ACCENT
        told = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        if reached is not None:
            told.say(f"{short_moment(reached.at)}　{reached.said}".strip())
        elif plan.last_day is not None:
            left = days_left(plan.last_day, self._session.moment.date())
            told.say(left.words, left.tone)
        row = self._add_line(layout, icon, tone, plan.title, told)
        if plan.told:
            words = Button(
                self.tr("原话"), ButtonKind.LINK, dense=True, do=partial(self._show_words, plan)
            )
            words.setAccessibleName(f"{words.text()}，{plan.title}")
            row.addWidget(words)
        if not is_present or self.may_submit:
            return
        if self._returning:
            self._add_form(layout)
        elif not self._writing:
            row.addWidget(
                Button(self.tr("不是现在，或记下平台的话…"), ButtonKind.LINK, do=self._write)
            )
        else:
            layout.addLayout(
                beside((self._when, 2), (self._said, 3), gap=8, margins=(NAME + 44, 0, 0, 0))
            )
            self._when.show()
            self._said.show()
        layout.addWidget(self._wrong)
        self._wrong.say("")

    def _add_form(self, layout: QVBoxLayout) -> None:
        layout.addWidget(self.form)
        self.form.show()

    def _write(self) -> None:
        self._writing = True
        self.refresh()
        self._when.setFocus()

    def _show_words(self, plan: StationPlan) -> None:
        """Open the notice at what it says of a station."""
        self.tell(plan.told)
        self.notice.show_passage(plan.told[0].clause, plan.told[0].quote)
        self.notice.show()

    def _remove_round(self, place: int) -> None:
        case = following.remove_round(self._session.case, place)
        self._session.act(case, self.tr("已去掉这次退回"), ActCode.REMOVE_ROUND)

    def _add_delivery(self, layout: QVBoxLayout) -> None:
        """Tell when the package written last was made, or handed in."""
        deliveries = self._session.case.deliveries
        told = Label("", TypeRole.CAPTION, Tone.TEXT2, wrap=True)
        handed = deliveries[-1].submitted if deliveries else None
        icon, tone = ("check-circle", Tone.OK) if handed else ("ring-dash", Tone.TEXT3)
        if handed is not None:
            told.say(short_moment(handed))
        elif deliveries:
            icon, tone = "right", Tone.ACCENT
            words = self.tr("{at} 导出 %n 页", None, pages_in(deliveries[-1]))
            told.say(words.format(at=short_moment(deliveries[-1].at)))
        else:
            told.say(self.tr("还没有导出"))
        self._add_line(layout, icon, tone, self.tr("提交"), told)

    def _note_submitted(self) -> None:
        changed = following.hand_in(self._session.case, self._session.moment)
        self._session.act(changed, self.tr("提交时间已记下"), ActCode.SUBMIT)


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


ACTIONS: tuple[Action[AfterPage], ...] = (
    Action("advance", keys=("Ctrl+Return", "Ctrl+Enter"), do=lambda page: page.go_on(),
           when=lambda page: page.form.isVisible(), does="登记退回", shown="Ctrl+Enter",
           decides=True, plain=True),
    Action("paper", "打印…", "print", ("Ctrl+P",), lambda page: page.print_plan(),
           does="打印时间安排"),
    NOTICE,
)  # fmt: skip

SHEET = KeySheet("上传之后的快捷键", (*ACTIONS, *EVERYWHERE))


# --- One return that was answered: who sent it back when, and what was done about each point -----


class RoundCard(Card):
    """One return.

    Signals:
        removed: The return was noted by mistake.
    """

    removed = Signal()

    def __init__(self, session: Session, place: int, returned: Round, **signals: Any) -> None:
        super().__init__(**signals)
        inner = column(
            self,
            (16, 10, 14, 10),
            4,
            beside(
                (Label(round_title(place + 1, returned), TypeRole.STRONG, wrap=True), 1),
                Button(self.tr("记错了"), ButtonKind.LINK, decides=True, do=self.removed),
            ),
        )
        for item in returned.items:
            inner.addWidget(rule())
            words = f"{item.words}　{item.note}".strip()
            where = slot_title(session.notice, item.slot) if item.slot else ""
            row = beside(
                (Label(words, TypeRole.BODY, wrap=True), 1),
                Label(where, TypeRole.CAPTION, Tone.TEXT2),
            )
            stands = standing(session.case, returned, item)
            if stands.done:
                state, icon, tone = standing_look(stands)
                row.addWidget(IconLabel(icon, state, tone))
            inner.addLayout(row)
