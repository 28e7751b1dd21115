"""After the upload: the stations of this notice, what the platform said and when, and returns."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from zcdesk.cases.acts.act import Act, Asked
from zcdesk.cases.acts.asked import Dated, OfRound, Reached, Returned
from zcdesk.cases.acts.table import REACH_STATION, REMOVE_ROUND, RETURN, SUBMIT
from zcdesk.cases.rounds import Round
from zcdesk.checks.concerning.told import at
from zcdesk.notices.interview import is_near
from zcdesk.notices.profile.entries import Moment
from zcdesk.quantities.moments import moment_in
from zcdesk.ui.finish.return_card import ReturnCard
from zcdesk.ui.finish.round_card import RoundCard
from zcdesk.ui.finish.station_line import NO_DAY, StationLine, add_line
from zcdesk.ui.finish.stations import StationPlan, station_sentence, stations_of
from zcdesk.ui.frame.beside_notice import BesideNotice
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.case_view import CaseView
from zcdesk.ui.help.everywhere import EVERYWHERE, NOTICE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.enter import enter_presses
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import (
    Button,
    ButtonKind,
    Card,
    MomentField,
    field,
)
from zcdesk.ui.look import SPRING, Label, Remark, Tone, TypeRole, beside, column, fill
from zcdesk.ui.look.tokens import PAGE_COLUMN
from zcdesk.ui.words.clock_words import clock_told, far_told, short_moment
from zcdesk.ui.words.notice_words import countdown, days_left
from zcdesk.ui.words.path_words import step_words
from zcdesk.workflow.package.package_files import pages_in

REVIEWS = frozenset({Moment.EMPLOYER, Moment.SUPERVISING_UNIT, Moment.COMMITTEE})
"""Stations that one passes, or is sent back from."""


class Here(StrEnum):
    """What the page waits for."""

    EXPORT = "export"
    SUBMIT = "submit"
    STATION = "station"
    OVER = "over"


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
            CaseBar(session, self.tr("上传之后"), back=self.tr("回到栏目")),
            session.notice,
            PAGE_COLUMN,
        )
        self._session, self._path = session, view.path
        self.keys_shown = SHEET
        self._returning = self._writing = False
        self._ahead: datetime | None = None  # a time still to come that she was asked about
        self._concerned = view.concerned
        self._when = MomentField(
            self.tr("时间（北京时间）"), self.tr("北京时间，如 2026-05-01 09:30")
        )
        self._said = field(self.tr("平台上怎么说"), self.tr("照平台显示的字写，可以不写"))
        self.form: ReturnCard = ReturnCard(session, entered=self.note_return)
        self._wrong = Remark("", Tone.MISS)
        actions = Actions(self, ACTIONS, self, WINDOW)
        self.primary = actions.button("advance", ButtonKind.PRIMARY)
        for line in (self._when, self._said, self.form.moment):
            enter_presses(line, self.primary)
        self.sent_back = actions.face("returned", do=self.show_form)
        self.cancel = Button(self.tr("取消"), key="Esc", do=self.escape)
        fill(self.buttons, SPRING, self.sent_back, self.cancel, self.primary)
        self.form.changed.connect(self._show_step)
        session.changed.connect(self._refresh_shown)

    @property
    def present(self) -> StationPlan | None:
        """The first station that was not reached yet."""
        reached = {station.id for station in self._session.case.stations}
        plans = stations_of(self._session.notice, self._concerned.told)
        return next((plan for plan in plans if plan.id not in reached), None)

    @property
    def here(self) -> Here:
        """What the page waits for: nothing can have been passed before it was handed in."""
        case = self._session.case
        if self.may_submit:
            return Here.SUBMIT
        if not case.rounds and not any(delivery.submitted for delivery in case.deliveries):
            return Here.EXPORT
        return Here.OVER if self.present is None else Here.STATION

    @property
    def may_submit(self) -> bool:
        """Tell whether what was written out last is the case as it is, and not handed in."""
        return self._session.exported and self._session.case.deliveries[-1].submitted is None

    def arrive(self, _at: At) -> None:
        """Show the stations as they are now."""
        self.refresh()

    def refresh(self) -> None:
        """Show stations and returns as they are; the return under way has a page of its own."""
        present, told = self.present, self._concerned.told
        for kept in (self._when, self._said, self.form, self._wrong):
            kept.setParent(self)  # what is being typed outlives the column around it
            kept.hide()
        self._wrong.say("")
        here = present.told if present is not None else ()
        self.tell([*here, *at(told, Moment.UPLOAD), *at(told, Moment.RETURNS)])
        layout = self.fresh_column()
        lines = self._lines()
        opened = next((line for line in lines if not line.done), lines[-1])
        for line in lines:
            add_line(layout, line, is_open=line is opened)
            if line is opened:
                layout.addWidget(self.form if self._returning else self._open_card(line))
        self.form.setVisible(self._returning)
        for place, returned in enumerate(self._session.case.rounds):
            remove = partial(self._remove_round, place)
            layout.addWidget(RoundCard(self._session, place, returned, removed=remove))
        clock = Remark(clock_told(self._session.moment), Tone.TEXT3)
        fill(layout, clock, SPRING)
        self._show_step()

    def go_on(self) -> None:
        """Do what the primary button says."""
        if self._returning:
            self.form.enter()
            return
        acts = {
            Here.EXPORT: lambda: self.step_wanted.emit(self._path.path.step),
            Here.SUBMIT: self._note_submitted,
            Here.STATION: self.reach,
            Here.OVER: self.leave,
        }
        acts[self.here]()

    def escape(self) -> None:
        """Close what is open here, what was written stays; else go back."""
        if self._returning and not self.notice.isVisible():
            self._returning = False
            self.refresh()
            self.primary.setFocus()
        else:
            super().escape()

    def _show_step(self) -> None:
        here, present = self.here, self.present
        reviewed = present is not None and present.id in REVIEWS
        words = {
            Here.EXPORT: step_words(self._path.path.step, self._session.notice, at_tray=False),
            Here.SUBMIT: self.tr("已在平台提交"),
            Here.STATION: self.tr("通过了") if reviewed else self.tr("已完成"),
            Here.OVER: self.tr("回到栏目"),
        }
        self.primary.decides = self._returning or here in (Here.SUBMIT, Here.STATION)
        if self._returning:
            self.primary.say(self.form.next_words, key="Ctrl+Enter")
        else:
            self.primary.say(words[here], key="F")
        self.cancel.setVisible(self._returning)
        self.sent_back.setVisible(not self._returning)

    def show_form(self) -> None:
        """Open the card where a return is noted, and give its words the keyboard."""
        self._returning = True
        self.refresh()
        self.show_part(self.form)
        self.form.words.setFocus()

    def paste_return(self) -> None:
        """Open the same with what was copied on the platform."""
        self.show_form()
        self.form.words.paste()

    def note_again(self, returned: Round) -> None:
        """Show a return that was taken back, to be noted as it was."""
        self.form.fill(returned)
        self.show_form()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the button, not to the way back."""
        super().showEvent(event)
        self.primary.setFocus()

    def reach(self) -> None:
        """Note that the present station was reached, when, and what the platform said."""
        present, moment = self.present, self._told_moment()
        if present is not None and moment is not None:
            asked = Reached(moment, present.id, self._said.text().strip())
            words = self.tr("记下了：{station}").format(station=present.title)
            self._note(REACH_STATION, asked, words)

    def note_return(self, returned: Round) -> None:
        """Note that the application was sent back; its clock runs at once."""
        self._returning = False
        self._session.do(RETURN, Returned(returned), self.tr("退回已登记，开始计时"))
        self.returned.emit()

    def _note_submitted(self) -> None:
        moment = self._told_moment()
        if moment is not None:
            self._note(SUBMIT, Dated(moment), self.tr("提交时间已记下"))

    def _note(self, act: Act[Asked], asked: Asked, words: str) -> None:
        """Take what was noted; the lines for it are closed and empty again."""
        if self._session.takes_acts():
            self._said.clear()
            self._when.clear()
            self._writing = False
            self._session.do(act, asked, words)

    def _told_moment(self) -> datetime | None:
        """Return the moment that was written, nothing is now; None for no moment, and say so."""
        typed = self._when.text().strip()
        moment = moment_in(typed) if typed else self._session.moment
        if moment is not None and moment > self._session.moment and moment != self._ahead:
            self._ahead = moment
            self._refuse_moment(self.tr("这个时间还没有到。没有写错的话，再按一次就照记。"))
            return None
        if moment is not None and is_near(self._session.notice, moment, self._session.moment):
            return moment
        written = self.tr("时间写成 2026-05-01 09:30 这样；不写就是现在。")
        self._refuse_moment(far_told(self._session.notice, typed) or written)
        return None

    def _refuse_moment(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.show()
        self._when.setFocus()

    def _lines(self) -> list[StationLine]:
        """Return what there is on the way, in its order: the first that is not done is open."""
        case, today = self._session.case, self._session.moment.date()
        here, last = self.here, case.deliveries[-1:]
        made = self.tr("还没有导出")
        for delivery in last:
            pages = self.tr("{at} 导出 %n 页", None, pages_in(delivery))
            made = pages.format(at=short_moment(delivery.at))
        handed = [
            short_moment(delivery.submitted) for delivery in last if delivery.submitted is not None
        ]
        before = countdown(self._session.notice, today, dict(case.facts))
        lines = [
            StationLine(self.tr("导出"), here is not Here.EXPORT, made, before),
            StationLine(
                self.tr("提交"), here not in (Here.EXPORT, Here.SUBMIT), "".join(handed), before
            ),
        ]
        reached = {station.id: station for station in case.stations}
        for plan in stations_of(self._session.notice, self._concerned.told):
            left = days_left(plan.last_day, today) if plan.last_day else NO_DAY
            if (station := reached.get(plan.id)) is None:
                told = station_sentence(plan)
                lines.append(StationLine(plan.title, done=False, told=told, left=left))
            else:
                told = f"{short_moment(station.at)}　{station.said}".strip()
                lines.append(StationLine(plan.title, done=True, told=told))
        return lines

    def _open_card(self, line: StationLine) -> Card:
        """Return what there is to be done now, in one sentence, with its clock."""
        card, here = Card(), self.here
        sentence = {
            Here.EXPORT: self.tr("导出并上传以后，回到这里"),
            Here.SUBMIT: self.tr("在平台点过“提交”，就回来记一下"),
            Here.STATION: self.tr("平台上有了结果，就回来记一下"),
            Here.OVER: self.tr("都办完了"),
        }[here]
        waits = here in (Here.SUBMIT, Here.STATION)
        uploaded = partial(go, self, At("upload"))
        strip = Button(self.tr("上传助手"), ButtonKind.LINK, icon="pin", do=uploaded)
        other = Button(self.tr("不是现在，或记下平台的话…"), ButtonKind.LINK, do=self._write)
        column(
            card,
            (16, 12, 16, 12),
            8,
            beside(
                (Label(sentence, TypeRole.TITLE, wrap=True), 1),
                Label(line.left.words, TypeRole.HEAD, line.left.tone),
                gap=12,
            ),
            beside(strip, SPRING, other),
            beside((self._when, 2), (self._said, 3), gap=8),
            self._wrong,
        )
        strip.setVisible(waits)  # before it lay in the card it would be a window of its own
        other.setVisible(waits and not self._writing)
        self._when.setVisible(self._writing)
        self._said.setVisible(self._writing and here is Here.STATION)
        return card

    def _write(self) -> None:
        self._writing = True
        self.refresh()
        self._when.setFocus()

    def _remove_round(self, place: int) -> None:
        self._session.do(REMOVE_ROUND, OfRound(place), self.tr("已去掉这次退回"))


ACTIONS: tuple[Action[AfterPage], ...] = (
    Action("advance", keys=("F", "Ctrl+Return", "Ctrl+Enter"), do=lambda page: page.go_on(),
           does="下一步：与右下角填充的按钮相同", shown="F、Ctrl+Enter"),
    Action("returned", "被退回了", keys=("Ctrl+V",), do=lambda page: page.paste_return(),
           does="被退回了：粘贴退回意见"),
    NOTICE,
)  # fmt: skip

SHEET = KeySheet("上传之后的快捷键", (*ACTIONS, *EVERYWHERE))
