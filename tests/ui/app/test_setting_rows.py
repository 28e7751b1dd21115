"""The settings, the case file and the place of the window, as they are set, shown and kept."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.cases.made import half_written
from tests.ui.conftest import NOTICE, come, draw_read_case, entered, there, until
from tests.ui.drawn import APPLICANT
from tests.ui.places import page_of
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.beside import journal_of
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.disk.own_folder import office_file
from zcdesk.doctor.check import DoctorScreen
from zcdesk.resources import table
from zcdesk.ui.app import case_file_room
from zcdesk.ui.app.about_page import AboutPage
from zcdesk.ui.app.case_file_page import CaseFilePage
from zcdesk.ui.app.main_window import USUAL, MainWindow
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import settings
from zcdesk.ui.kit.preferences import Preferences, preferences
from zcdesk.ui.look.text import Label
from zcdesk.ui.start.recent_card import RecentCard
from zcdesk.ui.support import screens
from zcdesk.ui.support.screens import kept_place
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.path.stops import Stop

LINES = [line for group in settings.GROUPS for line in settings.rows_of(group)]
VALUES = [
    *((name, row.words, value) for name, row in LINES if isinstance(row, settings.Tick)
      for value in (True, False)),
    *((name, f"{row.words}，{option.words}", option.value) for name, row in LINES
      if isinstance(row, settings.OneOf) and name != "language" for option in row.options),
]  # fmt: skip
"""Each value that can be set: the setting, what its button is called, the value."""


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    preferences().set(language="zh")
    made = SettingsPage()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def called(page: SettingsPage, name: str) -> QAbstractButton:
    return next(
        each for each in page.findChildren(QAbstractButton) if each.accessibleName() == name
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words", "value"), VALUES)
def test_a_row_sets_and_shows(page: SettingsPage, name: str, words: str, value: object) -> None:
    button = called(page, words)
    other = next(each for line, _, each in VALUES if line == name and each != value)
    preferences().set(**{name: other})
    assert button.isChecked() is (value is False)
    button.click()
    assert getattr(preferences().settings, name) == value
    preferences().set(**{name: other})
    assert button.isChecked() is (value is False)


def test_every_row_says_something_of_its_own() -> None:
    words = [row.words for _, row in LINES]
    assert len(set(words)) == len(words) > 6
    assert [name for name, _ in settings.rows_of(settings.PRIVACY)] == ["keep_recent"]


def test_whoever_wants_no_list_of_cases_leaves_none() -> None:
    recent = settings.Recent(path="1.zcase", notice="n", title="t")
    batch = settings.LastBatch(roster="r", scans="s", out="o")
    preferences().set(keep_recent=True, recent=(recent,), watching=("ab",), batch=batch)
    preferences().set(keep_recent=False)
    left = preferences().settings
    assert (left.recent, left.watching, left.batch) == ((), (), None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_case(tmp_path / "申报.zcase", Case(NOTICE, APPLICANT, frozenset())).close()
    return tmp_path / "申报.zcase"


def typed(page: CaseFilePage, old: str, new: str, again: str = "") -> None:
    page.old.setText(old)
    page.new.setText(new)
    page.again.setText(again or new)


def _other_room(window: MainWindow, before: Room | None) -> bool:
    return window.room not in (None, before)


@pytest.mark.nightly
def test_the_open_case_gets_a_password_another_and_none(window: MainWindow, path: Path) -> None:
    for old, new in (("", "第一个 1"), ("第一个 1", "second"), ("second", None)):
        if window.room is None:
            entered(window, path)
        window.show_case_file()
        page, before = window.case_file.page, window.room
        typed(page, old, new or "")
        (page.set if new else page.remove).click()
        until(partial(_other_room, window, before))
        assert looks_encrypted(path) == (new is not None)
        assert there(window.session).path == path
    open_case(path, writing=False).close()


@pytest.mark.nightly
def test_a_wrong_password_leaves_the_case_open_and_says_so(window: MainWindow, path: Path) -> None:
    room = entered(window, path)
    window.show_case_file()
    window.case_file.change_password("", "right")
    until(lambda: window.room not in (None, room))
    again = window.room
    window.show_case_file()
    page = window.case_file.page
    typed(page, "wrong", "other")
    page.set.click()
    until(lambda: page.set.isEnabled())
    assert "密码" in page.of_password.text()
    assert window.room is again
    typed(page, "right", "one", "two")
    page.set.click()
    assert "不一样" in page.of_password.text()
    typed(page, "", "one")
    for button, told in ((page.check, page.of_check), (page.remove, page.of_password)):
        button.click()
        assert "现在的密码" in told.text()
    assert page.set.isEnabled()  # nothing was begun
    assert looks_encrypted(path)


@pytest.mark.slow
def test_a_damaged_case_is_chosen_checked_and_rescued_by_buttons(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = bytearray(path.read_bytes())
    raw[100:1400] = bytes(1300)
    path.write_bytes(raw)
    monkeypatch.setattr(case_file_room, "ask_for_case", lambda _, take: take(path))
    window.show_case_file()
    page = window.case_file.page
    page.choice.click()
    page.check.click()
    until(lambda: not page.rescue.isHidden())
    new = path.with_name("救回的.zcase")
    window.case_file.save_rescued(new)
    until(lambda: not page.rescued.isHidden())
    assert path.read_bytes() == raw
    page.rescued.click()
    until(lambda: window.room is not None)
    assert window.session is not None
    assert window.session.path == new
    assert window.session.case.applicant == APPLICANT


@pytest.mark.slow
def test_a_case_beside_an_old_journal_opens_whole_tells_it_and_can_be_saved_with_it(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_case(path) as stored:
        stored.save(replace(stored.case, applicant=APPLICANT, texts=(("summary", "一"),)), "text")
        journal = half_written(stored, 1).journal
        for words in ("二", "三"):
            stored.save(replace(stored.case, texts=(("summary", words),)), "text")
    journal_of(path).write_bytes(journal)
    window.open_path(path)
    until(lambda: window.session is not None)
    assert there(window.session).case.texts == (("summary", "三"),)
    assert "属于另一个时候" in window.toast.accessibleName()
    aside = path.with_name(f"{path.name}-journal.unused-1")
    assert aside.read_bytes() == journal
    window.show_case_file()
    page = window.case_file.page
    page.check.click()
    until(lambda: not page.rescue_with.isHidden())
    assert page.rescue.isHidden()
    chosen = str(path.with_name("连日志.zcase"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    page.rescue_with.click()
    until(lambda: not page.rescued.isHidden())


@pytest.mark.slow
def test_the_papers_of_the_open_case_become_one_pdf(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(case_file_room, "show_outside", shown.append)
    entered(window, path)
    window.show_case_file()
    window.case_file.write_paper(path.with_name("纸质.pdf"))
    until(lambda: bool(shown))
    with pymupdf.open(shown[0]) as paper:
        assert len(paper) >= 1


def test_about_and_the_case_file_are_reached_by_keys_and_say_news(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.case_file.page.isVisible()
    window.show_settings()
    page_of(window, SettingsPage).about.setFocus()
    QTest.keyClick(page_of(window, SettingsPage).about, Qt.Key.Key_Space)
    assert page_of(window, AboutPage).isVisible()
    told = " ".join(label.text() for label in page_of(window, AboutPage).findChildren(Label))
    newest = table("news.toml")["release"][0]
    assert newest["version"] in told
    assert newest["zh"][0] in told
    page_of(window, AboutPage).done.click()
    assert page_of(window, SettingsPage).isVisible()


DESK = QRect(0, 0, 1920, 1040)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    preferences().set(window=None, recent=())


def opened(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pool: WorkerPool, screen: DoctorScreen | None
) -> MainWindow:
    monkeypatch.setattr(screens, "screen_seen", lambda: screen)
    desk = QRect(0, 0, screen.width, screen.height) if screen else QRect()
    monkeypatch.setattr(screens, "desks_seen", lambda: (desk,))
    window = MainWindow(pool)
    qtbot.addWidget(window)
    return window


@pytest.mark.slow
@pytest.mark.parametrize(
    ("screen", "size", "maximised"),
    [
        (DoctorScreen(1024, 768, 100, chinese=True), (1024, 768), True),
        (DoctorScreen(1366, 728, 100, chinese=True), (1366, 728), True),
        (DoctorScreen(1366, 768, 100, chinese=True), USUAL, True),
        (DoctorScreen(960, 540, 200, chinese=True), (960, 540), True),
        (DoctorScreen(683, 384, 200, chinese=True), (683, 384), True),
        (DoctorScreen(1920, 1040, 100, chinese=True), USUAL, False),
        (None, USUAL, False),
    ],
    ids=["small", "taskbar", "no room for the title", "scaled", "200 %", "large", "none"],
)
def test_the_window_opens_as_usual_or_fills_a_screen_that_is_smaller(
    screen: DoctorScreen | None, size: tuple[int, int], maximised: bool, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, pool: WorkerPool,
) -> None:  # fmt: skip
    window = opened(qtbot, monkeypatch, pool, screen)
    assert bool(window.windowState() & Qt.WindowState.WindowMaximized) == maximised
    assert window.minimumWidth() <= size[0]
    assert window.minimumHeight() <= size[1]
    if not maximised:
        window.show()
        assert (window.width(), window.height()) == size
        window.close()


@pytest.mark.slow
def test_the_window_opens_again_where_it_was_closed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pool: WorkerPool
) -> None:
    large = DoctorScreen(1920, 1040, 100, chinese=True)
    window = opened(qtbot, monkeypatch, pool, large)
    window.show()
    window.setGeometry(200, 100, 1200, 700)
    window.close()
    again = opened(qtbot, monkeypatch, pool, large)
    assert again.geometry() == QRect(200, 100, 1200, 700)


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ((200, 100, 1200, 700), (200, 100, 1200, 700)),
        ((1500, 600, 1200, 700), (720, 340, 1200, 700)),
        ((0, 0, 2560, 1400), (0, 0, 1920, 1040)),
        ((-3000, 0, 1200, 700), None),
        ((1900, 0, 1200, 700), None),
    ],
    ids=["as it was", "half outside", "a smaller screen", "a screen that is gone", "at the rim"],
)
def test_a_place_that_is_kept_is_moved_and_cut_to_a_screen_of_today(
    kept: tuple[int, int, int, int], found: tuple[int, int, int, int] | None
) -> None:
    left, top, width, height = kept
    place = kept_place(
        settings.WindowPlace(left=left, top=top, width=width, height=height), (DESK,)
    )
    assert place == (None if found is None else QRect(*found))


@pytest.mark.nightly
def test_enter_on_the_start_page_goes_on_with_the_last_case_at_its_last_page(
    window: MainWindow, pool: WorkerPool, tmp_path: Path
) -> None:
    pages = {"a.png": ("荣誉证书",), "b.png": ("聘任证书",)}
    room = entered(window, draw_read_case(pool, tmp_path, pages))
    room.session.current = 2
    room.router.go(At("review"))
    window.show_start()
    until(lambda: not window._arrival._job.busy)  # the thread that opened it ends
    assert window.start.primary.text() == "继续复核 2 页"
    focus = QApplication.focusWidget()
    assert isinstance(focus, RecentCard), focus
    QTest.keyClick(focus, Qt.Key.Key_Return)
    again = come(lambda: window.room)
    assert again.review.isVisible()
    assert again.session.current == 2
    again.workspace.show_key("unsorted")
    again.way.go_to(Stop.SORT)
    window.show_start()
    until(lambda: not window._arrival._job.busy)
    assert preferences().settings.recent[0].where == "归类"
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert window.room is not None
    assert window.room.workspace.isVisible()
    assert window.room.workspace.key == "unsorted"
    window.show_start()
    window.start.choose("etdz-2024")
    assert window.start.primary.text() == "新建这份申报"


@pytest.mark.usefixtures("own_home")
def test_what_the_office_locked_holds_and_cannot_be_set(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    told = office_file()
    told.parent.mkdir()
    told.write_bytes(b'{"default": {"look": "dark"}, "locked": {"case_folder": "D:/"}}')
    kept = Preferences()
    assert (kept.settings.look, kept.settings.case_folder) == ("dark", "D:/")
    kept.set(look="light", case_folder="E:/")
    assert (kept.settings.look, kept.settings.case_folder) == ("light", "D:/")
    until(lambda: Preferences().settings.look == "light")  # written beside the window
    monkeypatch.setattr(preferences(), "office", kept.office)
    page = SettingsPage()
    qtbot.addWidget(page)
    said = "".join(label.text() for label in page.findChildren(QLabel))
    assert "新案卷：单位统一设好了" in said
    told.write_text('{"locked": {"look": "rainbow"}}', encoding="utf-8")
    assert Preferences().office.locked == {}
