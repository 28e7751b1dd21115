"""What pages show in Uyghur beside the own words is asked about once; a yes is searched for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.sorting.bilingual import EMPLOYER, NAME, applicant, draw_card
from tests.ui.conftest import NOTICE, SLOT, Press, entered
from tests.ui.test_accessible import nameless
from zcdesk.applicant import Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.mending_page import page_of
from zcdesk.ui.wall.organisations_page import OrganisationsPage
from zcdesk.ui.wall.spelling_card import SpellingCard
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.path.case_path import Deed


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Path:
    """A case of one bilingual card that was read."""
    folder = tmp_path_factory.mktemp("双语")
    draw_card(folder / "工作证.jpg")
    targets = frozenset((Target.NAME, Target.EMPLOYER))
    path = folder / "申报.zcase"
    case = add_scans(Case(NOTICE, applicant(), targets), [folder], SLOT)
    with open_case(laid_down(path, case)) as stored:
        list(examine_stored(pool, stored))
    return path


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow, case_file: Path) -> Room:
    """The room of that case; what a test changes is taken back by the next opening's copy."""
    return entered(qtbot, window, case_file)


@pytest.fixture
def page(qtbot: QtBot, room: Room) -> OrganisationsPage:
    """The page of the questions, reached as the next step leads there."""
    qtbot.waitUntil(lambda: room.workspace.step.deed is Deed.TELL_ORGANISATIONS)
    room.workspace.next_step()
    assert room.organisations.isVisible()
    return room.organisations


def card_of(page: OrganisationsPage, target: Target) -> SpellingCard:
    return next(card for card in page.spellings if card.spelling.target is target)


def test_name_and_employer_are_asked_about_first_and_nothing_is_taken_unasked(
    room: Room, page: OrganisationsPage
) -> None:
    assert [card.spelling.target for card in page.spellings] == [Target.NAME, Target.EMPLOYER]
    name = card_of(page, Target.NAME)
    assert name.words.words == (NAME,)
    assert name.yes.hasFocus()
    name.words.toggle.click()
    assert not nameless(page)
    assert room.session.case.applicant == applicant()
    findings = [
        one for one in room.judge.evaluation.findings if one.code.startswith("check.script_")
    ]
    assert {page_of(one) for one in findings} == {"organisations"}
    assert len(findings) == 2


@pytest.mark.slow
def test_enter_decides_nothing_and_space_takes_the_name_which_is_then_covered_by_it(
    qtbot: QtBot, room: Room, page: OrganisationsPage, press: Press
) -> None:
    before = room.session.case
    press(Qt.Key.Key_Return)
    assert room.session.case == before
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: NAME in room.session.case.applicant.aliases)
    qtbot.waitUntil(lambda: _read(room))
    found = {hit.mask.matched for hit in room.session.case.pages[0].hits}
    assert "alias:1" in found
    assert [card.spelling.target for card in page.spellings] == [Target.EMPLOYER]
    room.session.undo()
    qtbot.waitUntil(lambda: room.session.case.applicant == before.applicant)
    qtbot.waitUntil(lambda: _read(room) and len(page.spellings) == 2)


@pytest.mark.slow
def test_a_no_is_remembered_by_the_case_and_undone(
    qtbot: QtBot, room: Room, page: OrganisationsPage, window: MainWindow, case_file: Path
) -> None:
    still_open = room.finds.open
    card_of(page, Target.EMPLOYER).no.click()
    assert room.finds.open == still_open - 1
    assert card_of(page, Target.EMPLOYER).no.isChecked()
    assert room.session.case.applicant == applicant()
    window.show_start()
    again = entered(qtbot, window, case_file)
    assert _refused(again) == [Target.EMPLOYER]
    again.session.undo()
    qtbot.waitUntil(lambda: not any(each.refused for each in again.finds.spellings))


@pytest.mark.slow
def test_the_letters_are_put_right_before_they_are_taken(
    qtbot: QtBot, room: Room, page: OrganisationsPage
) -> None:
    card = card_of(page, Target.EMPLOYER)
    card.change.click()
    line = card.words.stops[0]
    assert QApplication.focusWidget() is line
    assert card.words.keys.isVisible()
    card.words.show_words((f"{EMPLOYER} ش",))
    card.words.changed.emit()
    assert card.yes.text() == card.tr("就用这个写法")
    card.words.show_words(("Qeshqer",))
    card.yes.click()
    assert room.session.case.applicant == applicant()
    card.words.show_words((f"{EMPLOYER} ش",))
    card.yes.click()
    employers = (f"{EMPLOYER} ش",)
    qtbot.waitUntil(lambda: room.session.case.applicant.employer_aliases == employers)
    room.session.undo()


def _refused(room: Room) -> list[Target]:
    return [spelling.target for spelling in room.finds.spellings if spelling.refused]


def _read(room: Room) -> bool:
    return not room.session.is_reading and all(page.examined for page in room.session.case.pages)
