"""Every button of every page, in every state of a case, acts or says why it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import OTHER_SLOT, SLOT, confirm_pages, opened, until
from tests.ui.pressing import Presser
from tests.ui.test_enter_and_tab import SCREENS, WINDOW_SCREENS
from zcdesk.cases.acts import following
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cases.upload_route import Route
from zcdesk.checks.dates.mending import points_of
from zcdesk.notices.profile.slots import Who
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.stations import IDS
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.preferences import preferences

Way = Callable[[Room], object]

IN_SECTIONS: dict[str, Way] = {
    "missing": lambda room: room.workspace.show_slot("diploma"),
    "texts": lambda room: room.workspace.show_slot("work_summary"),
}
WITH_PAGES = {"review", "gallery", "preparation", "export", "bulk"}
"""Screens that show a page of the case."""
ELSEWHERE = {"upload", "whole export", "whose page"}
"""A window of its own, pressed below; the check; the review once more."""
PLACED = {1: SLOT, 2: SLOT, 3: OTHER_SLOT}
"""Slots of the pages, once they are sorted."""


def sorted_and_reviewed(window: MainWindow, case: Case) -> Room:
    """Show the case with three pages, each in its slot and confirmed."""
    pages = tuple(replace(case.page(number), slot=slot) for number, slot in PLACED.items())
    room = opened(window, replace(case, pages=pages, route=Route.COVERED))
    confirm_pages(room, *PLACED)
    return room


def exported(window: MainWindow, case: Case) -> Room:
    room = sorted_and_reviewed(window, case)
    files = (DeliveredFile(f"{n}.jpg", "ab" * 32, slot, n) for n, slot in PLACED.items())
    sent = Delivery(room.session.moment, DeliveryKind.COVERED, tuple(files))
    room.session.act(following.record_delivery(room.session.case, sent), "", ActCode.DELIVER)
    assert room.session.exported
    return room


def handed_in(window: MainWindow, case: Case) -> Room:
    room = exported(window, case)
    moment = room.session.moment
    room.session.act(following.hand_in(room.session.case, moment), "", ActCode.SUBMIT)
    return room


def returned(window: MainWindow, case: Case) -> Room:
    """Show it sent back for two things."""
    room = handed_in(window, case)
    words = "1、业绩成果佐证材料第1张不清晰\n2、缺少年度考核表"
    before, notice = room.session.case, room.session.notice
    items = points_of(notice, before, words).items
    stood = following.stood_now(before)
    noted = Round(room.session.moment, Who.REVIEW_COMMITTEE, words, items, stood)
    room.session.act(following.begin_round(before, noted), "", ActCode.ROUND)
    return room


def mended(window: MainWindow, case: Case) -> Room:
    """Show it with both things mended on the platform."""
    room = returned(window, case)
    for place in range(len(room.session.case.rounds[0].items)):
        done = following.mark_done(room.session.case, 0, place, note="原件如此")
        room.session.act(done, "", ActCode.TO_DO)
    return room


def over(window: MainWindow, case: Case) -> Room:
    room = handed_in(window, case)
    for station in IDS:
        reached = Station(station, room.session.moment, "")
        room.session.act(following.reach_station(room.session.case, reached), "", ActCode.STATION)
    return room


STATES: dict[str, Callable[[MainWindow, Case], Room]] = {
    "new": lambda window, case: opened(window, replace(case, pages=())),
    "sorting": opened,
    "reviewed": sorted_and_reviewed,
    "exported": exported,
    "handed in": handed_in,
    "returned": returned,
    "mended": mended,
    "over": over,
}


class State:
    """A state of the case, to be shown again and again."""

    def __init__(self, window: MainWindow, case: Case, name: str) -> None:
        self._window, self._case, self._begin = window, case, STATES[name]
        self.room = self._begin(window, case)
        self.whole = self.room.session.case

    def show(self, screen: str) -> None:
        """Show a screen of it; what was done meanwhile is taken back."""
        for _ in range(3):
            if self._window.room is self.room and self.room.session.case != self.whole:
                self.room.session.undo()
        if self._window.room is not self.room or self.room.session.case != self.whole:
            self.room = self._begin(self._window, self._case)
            self.whole = self.room.session.case
        if self.room.strip is not None:
            self.room.strip.close()
        if screen in IN_SECTIONS:
            self.room.router.go(At("sections"))
        (SCREENS | IN_SECTIONS)[screen](self.room)
        QApplication.processEvents()


def test_every_button_outside_acts_or_says_why(presser: Presser, window: MainWindow) -> None:
    def show(screen: str) -> None:
        window.lay_down()
        preferences().set(language="zh")
        window.show_start()
        WINDOW_SCREENS[screen](window)
        until(lambda: not window._arrival._job.busy)

    for screen in WINDOW_SCREENS:
        presser.press_page(partial(show, screen), screen)
    assert not presser.dead, presser.dead
    assert presser.pressed > 120


@pytest.mark.slow
def test_every_button_of_a_case_acts(presser: Presser, window: MainWindow, read_case: Case) -> None:
    for name in STATES:
        presser.begin()
        state = State(window, read_case, name)
        for screen in sorted((SCREENS | IN_SECTIONS).keys() - ELSEWHERE):
            if screen not in WITH_PAGES or state.whole.pages:
                presser.press_page(partial(state.show, screen), f"{name}, {screen}")
    assert not presser.dead, presser.dead
    assert presser.pressed > 200
