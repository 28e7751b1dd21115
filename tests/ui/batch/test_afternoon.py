"""A clerk's afternoon in the window, from the empty roster to the forms, with a picture of each.

The pictures lie in ``build/afternoon``: they are there to be looked at.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.batch.office import Office, draw_office
from tests.program import ROOT
from tests.ui.conftest import Note, Press, see, there, until
from zcdesk.batch.roster import columns
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.batch.setup import BatchSetup
from zcdesk.ui.batch.work import BatchWork
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tokens import Look
from zcdesk.ui.review.next_step import Way

PICTURES = ROOT / "build" / "afternoon"
WIDE, SMALL = (1366, 768), (1024, 768)
DUE = "2026-12-31"

Show = Callable[..., None]


@pytest.fixture
def show(window: MainWindow, qapp: QApplication) -> Show:
    """Keep a picture of the window as it is now."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)

    def keep(name: str, size: tuple[int, int] = WIDE, look: Look = Look.LIGHT) -> None:
        theme().apply(qapp, look)
        window.resize(*size)
        for _ in range(6):
            QTest.qWait(30)
        number = len(list(PICTURES.iterdir())) + 1
        assert window.grab().save(str(PICTURES / f"{number:02d}-{name}.png"))
        theme().apply(qapp, Look.LIGHT)
        window.resize(*WIDE)
        QTest.qWait(30)

    return keep


@pytest.mark.nightly
def test_an_afternoon_from_the_empty_roster_to_letters_table_and_forms(
    window: MainWindow,
    press: Press,
    show: Show,
    tmp_path: Path,
    outside: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Note,
) -> None:
    office = draw_office(tmp_path / "单位")
    (office.scans / f"03-{office.people[2].name}" / "坏.pdf").write_bytes(b"no picture")
    window.router.go(At("batch"))
    setup, work, page = window.batch.setup, window.batch.work, window.batch.page
    show("setup")

    _make_template(setup, office, monkeypatch, show)
    _mend(setup, work, office, show)

    setup.due.field.setText("12.31")
    show("a-day-that-is-none")
    setup.primary.click()
    assert not work.running, "nothing begins while the day is unclear"
    setup.due.field.setText(DUE)
    show("ready")
    show("ready", SMALL)
    show("ready-dark", WIDE, Look.DARK)
    setup.primary.click()
    until(lambda: len(work.results) >= 2)
    show("running")
    page.progress.stop.click()
    until(lambda: not work.running)
    done = len(work.results)
    assert 2 <= done < 12
    show("stopped")
    page.focus()
    press(Qt.Key.Key_P)
    until(lambda: work.running)
    until(lambda: not work.running)
    assert sorted(work.results) == list(range(2, 14))
    out = there(work.out)
    folder = there(work.folder_of(4))
    letter = (folder / "letter.txt").read_text(encoding="utf-8")
    assert "12 月 31 日" in letter

    page.table.mark(4)
    show("all-done")
    show("all-done", SMALL)
    show("all-done-dark", WIDE, Look.DARK)
    assert "“坏.pdf”" in page.person.files.accessibleName()
    page.focus()
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_O)
    assert outside == [folder / "letter.docx", folder]

    doubts = _decide(window, press, show)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not work.reading)
    show("forms")
    assert outside[-1] == out / "forms"
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    until(lambda: outside[-1] == out)
    show("table-written")
    pictures = len(list(PICTURES.iterdir()))
    record_property("figure", f"15 mistakes, {doubts} doubtful pages, {pictures} pictures")


def _make_template(
    setup: BatchSetup, office: Office, monkeypatch: pytest.MonkeyPatch, show: Show
) -> None:
    place = office.folder / "空表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    setup.empty.click()
    acts = [act for act in setup.empty.menu_of_notices.actions() if not act.isSeparator()]
    assert setup.empty.menu_of_notices.isVisible()
    assert setup.empty.menu_of_notices.grab().save(str(PICTURES / "02-notices.png"))
    setup.empty.menu_of_notices.hide()
    setup.window().activateWindow()
    next(act for act in acts if "五系列" in act.text()).trigger()
    until(place.is_file)
    until(lambda: place.name in setup.told.accessibleName())
    show("template-made")


def _mend(setup: BatchSetup, work: BatchWork, office: Office, show: Show) -> None:
    """Mend the fifteen cells one after the other, and read the copy."""
    setup.take_roster(office.roster)
    setup.take_scans(office.scans)
    until(lambda: work.roster is not None)
    assert work.roster is not None
    faults = [fault for fault in work.roster.faults if fault.finding.severity == "error"]
    assert {(one.row, one.column) for one in faults} == office.mistakes.keys()
    show("faults")
    show("faults", SMALL)
    for place, fault in enumerate(faults):
        setup.faults.setCurrentIndex(setup._lines.index(work.roster.faults.index(fault)))
        right = office.mistakes[fault.row, fault.column]
        if fault.column == columns.FOLDER:
            setup.mend.take_folder(office.scans / right)
        else:
            setup.mend.field.setText(right)
            setup.mend.accept.click()
        if place == 7:
            show("half-mended")
    show("all-mended")
    setup.primary.click()
    until(lambda: work.plan is not None)
    assert work.roster_path == office.folder / "花名册-改好.xlsx"


def _decide(window: MainWindow, press: Press, show: Show) -> int:
    """Go through all doubtful pages in one queue; return how many there were."""
    page, work = window.batch.page, window.batch.work
    doubts = sum(result.doubtful for result in work.results.values())
    assert doubts > 1
    press(Qt.Key.Key_F)
    for place in range(doubts):  # one each
        until(partial(_is_in_review, window))
        room = there(window.room)
        see(room.review)
        if place in (0, doubts - 1):
            show(f"doubt-{place + 1}")
        if room.review.step.way is Way.WHOSE:
            press(Qt.Key.Key_I)
        press(Qt.Key.Key_F)
        until(partial(_has_left, window, room))
    until(page.isVisible)
    until(lambda: not work.reading)
    assert not [one for one in work.results.values() if one.doubtful]
    show("nothing-doubtful")
    assert "疑问页" not in page.primary.text()
    assert all(row.opens for row in map(page.rows.row, page.rows.shown) if row)
    return doubts


def _is_in_review(window: MainWindow) -> bool:
    return window.room is not None and window.room.review.isVisible()


def _has_left(window: MainWindow, room: Room) -> bool:
    return window.room is not room
