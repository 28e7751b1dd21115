"""The case file in the window: its password, its health, and what is printed on paper."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.cases.made import half_written
from tests.ui.conftest import NOTICE, entered, there, until
from tests.ui.drawn import APPLICANT
from tests.ui.places import page_of
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.tables.beside import journal_of
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.resources import table
from zcdesk.ui.app import case_file_room
from zcdesk.ui.app.about_page import AboutPage
from zcdesk.ui.app.case_file_page import CaseFilePage
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.look.text import Label


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


@pytest.mark.slow
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


@pytest.mark.slow
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
