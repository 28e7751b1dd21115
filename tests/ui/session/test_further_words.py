"""Words that are added later: looked for everywhere at once, without reading a page again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.cases.made import laid_down
from tests.ui.conftest import Press, entered, in_review, see, there, until
from zcdesk.applicant import Target
from zcdesk.cases.case import NO_NAME, Case, Decision
from zcdesk.cases.file.store import open_case
from zcdesk.findings import warning
from zcdesk.sorting.told import PageTold
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look import fonts
from zcdesk.workflow.case.known_forms import StoredReadings
from zcdesk.workflow.case.session_readings import SessionReadings


@pytest.fixture
def room(window: MainWindow, tmp_path: Path, sorted_case: Case, readings: SessionReadings) -> Room:
    """The room of a case file that knows the readings of its pages."""
    path = tmp_path / "申报.zcase"
    page = sorted_case.page(5)
    told = PageTold(kind="diploma", sure=True, names=("陆听澜",))
    page = replace(page, told=told, findings=(warning(NO_NAME, document="毕业证"),))
    with open_case(laid_down(path, sorted_case.with_page(page))) as stored:
        for one in stored.case.pages:
            reading = readings.of(one.page) if one.page is not None else None
            if one.page is not None and reading is not None:
                StoredReadings(stored).keep(one.page, reading)
    return entered(window, path)


@pytest.mark.slow
def test_an_added_spelling_is_found_unread_and_undone(window: MainWindow, room: Room) -> None:
    session = room.session
    room.router.go(At("review", 5, 0))
    room.review.acts.cover()
    before = session.case
    reads: list[bool] = []
    session.reading_changed.connect(lambda: reads.append(session.is_reading))
    room.router.go(At("identity"))
    window.identity.aliases.show_words(("陆听澜",))
    window.identity.primary.click()
    until(lambda: session.case.applicant.aliases == ("陆听澜",))
    assert not any(reads)
    assert len(session.case.page(2).hits) == len(before.page(2).hits) + 1
    assert session.case.page(5).decision(0) is Decision.COVER
    assert len(session.case.page(5).hits) == len(before.page(5).hits) + 1
    session.undo()
    assert session.case == before


@pytest.mark.slow
def test_the_name_beside_its_label_is_offered_for_a_missing_one(room: Room, press: Press) -> None:
    room.router.go(At("review", 5, -1))
    offer = room.review.decisions.whose
    see(room.review)
    assert offer.isVisible()
    assert "陆听澜" in offer.spellings[0].text()
    press(Qt.Key.Key_U)
    until(lambda: bool(room.session.case.applicant.aliases))
    assert not offer.isVisible()
    assert not room.session.case.page(5).findings
    assert any(hit.mask.matched == "alias:1" for hit in room.session.case.page(2).hits)


@pytest.mark.slow
def test_the_word_below_an_own_cover_is_found_everywhere(room: Room, press: Press) -> None:
    in_review(room, 2)
    acts = room.review.acts
    acts.draw(165, 355, 270, 410)
    room.review.canvas.view.setFocus()
    press(Qt.Key.Key_T)
    until(lambda: bool(room.session.case.applicant.aliases))
    assert room.session.case.applicant.aliases == ("陆听澜",)
    assert any(hit.mask.matched == "alias:1" for hit in room.session.case.page(5).hits)


@pytest.mark.slow
def test_words_searched_for_while_leaving_are_kept(window: MainWindow, room: Room) -> None:
    path = there(room.session.path)
    room.words.add(Target.NAME, "陆听澜")
    window.show_start()
    case = entered(window, path).session.case
    assert case.applicant.aliases == ("陆听澜",)
    assert any(hit.mask.matched == "alias:1" for hit in case.page(2).hits)


@pytest.mark.slow
def test_a_letter_that_cannot_be_read_is_told_where_it_is_typed(window: MainWindow) -> None:
    window.new_case("region-senior-2024")
    window.identity.employer.setText("某某公司")
    window.identity.name.setText("张𰻝")
    unread = window.identity.unread
    until(unread.isVisible)
    # By its code where no font of the computer has it.
    assert ("".join(fonts.missing("𰻝")) or "𰻝") in unread.accessibleName()
    window.identity.name.setText("张伟")
    until(lambda: not unread.isVisible())


def test_a_name_in_uyghur_is_not_called_unreadable(window: MainWindow) -> None:
    window.new_case("region-senior-2024")
    window.identity.employer.setText("某某公司")
    window.identity.name.setText("张𰻝")
    window.identity.aliases.show_words(("ئالىمجان تۇرسۇن",))
    window.identity.aliases.changed.emit()
    unread = window.identity.unread
    until(unread.isVisible)
    assert "ئالىمجان" not in unread.accessibleName()
