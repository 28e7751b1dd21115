"""A table of many people: what a filter shows, and a queue that leads from person to person."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.office_cases import Office, laid_out
from tests.ui.conftest import Press, see
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.batch_page import BatchPage
from zcdesk.ui.batch.rows import Filter
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.review.next_step import Way

PEOPLE, DOUBTFUL = 60, (2, 1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Sixty people; the first two have doubtful pages."""
    return laid_out(tmp_path / "单位", PEOPLE, DOUBTFUL)


def table_of(qtbot: QtBot, window: MainWindow, office: Office) -> BatchPage:
    """Choose roster, scans and results; return the table."""
    window.router.go(At("batch"))
    batch = window.batch
    qtbot.waitUntil(batch.setup.isVisible)
    batch.setup.take_roster(office.roster)
    batch.setup.take_scans(office.scans)
    batch.setup.take_out(office.out)
    qtbot.waitUntil(lambda: batch.work.plan is not None)
    batch.setup.results_wanted.emit()
    batch.page.focus()
    return batch.page


class Drawn(QObject):
    """Notes the words of buttons that are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a drawing; nothing is kept from the button."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, Button):
            self.words.append(watched.text())
        return False


def has_left(window: MainWindow, room: Room) -> bool:
    """Tell whether a case is not open any more."""
    return window.room is not room


@pytest.mark.slow
def test_filters_of_a_large_table_show_those_whom_they_count(
    qtbot: QtBot, window: MainWindow, press: Press, office: Office
) -> None:
    page = table_of(qtbot, window, office)
    results = page._work.results
    today = [row for row in results if results[row].today]
    assert page.rows.shown == today, "it opens with what is to be done today"
    assert set(today) > {row for row in results if results[row].doubtful}
    for place, kept in enumerate(Filter):
        press(Qt.Key(Qt.Key.Key_1 + place))
        wanted = {Filter.TODAY: today, Filter.ALL: list(results)}.get(
            kept, [row for row in results if str(results[row].turn) == kept]
        )
        if kept is not Filter.RETURNED:
            assert page.rows.shown == wanted
        assert page.chips[kept].text().endswith(f" {len(page.rows.shown)}")


def test_what_stays_the_same_is_drawn_once_while_results_come_in(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    page, drawn = table_of(qtbot, window, office), Drawn()
    QApplication.processEvents()
    for button in page.findChildren(Button):
        button.installEventFilter(drawn)
    page._refresh_around()
    QApplication.processEvents()
    assert not drawn.words
    page.primary.say("另一句话")
    QApplication.processEvents()
    assert "另一句话" in drawn.words


@pytest.mark.slow
def test_a_queue_begins_at_its_first_doubt_and_leads_to_the_next_person(
    qtbot: QtBot, window: MainWindow, press: Press, office: Office
) -> None:
    page = table_of(qtbot, window, office)
    assert page.primary.text() == "下一处疑问"
    press(Qt.Key.Key_F)
    seen = []
    for pages in DOUBTFUL:
        qtbot.waitUntil(lambda: window.room is not None)
        room = window.room
        assert room is not None
        assert room.review.isVisible(), "the doubt is shown at once"
        seen.append(room.session.case.applicant.name)
        for _page in range(pages):
            see(qtbot, room.review)
            while room.review.step.way is Way.DOUBT:
                press(Qt.Key.Key_N)
                press(Qt.Key.Key_E)
            see(qtbot, room.review)
            press(Qt.Key.Key_F)
        qtbot.waitUntil(partial(has_left, window, room))
    assert seen == [person.applicant.name for person in office.people[:2]]
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: not page._work.reading)

    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)  # nothing of hers is in doubt any more: her sections are shown
    qtbot.waitUntil(lambda: window.room is not None)
    assert window.room is not None
    assert not page.isVisible()
