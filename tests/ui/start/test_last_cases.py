"""The list of last cases: listed at once, found again when moved, never twice for one case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.cases.made import laid_down
from tests.ui.conftest import NOTICE, come, entered, until
from tests.ui.drawn import APPLICANT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.kit.preferences import preferences


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    preferences().forget()
    yield
    preferences().forget()


def listed() -> list[str]:
    return [one.path for one in preferences().settings.recent]


def case_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return laid_down(path, Case(NOTICE, APPLICANT, frozenset()))


@pytest.mark.slow
def test_a_case_is_listed_from_its_first_moment_and_a_moved_one_is_found_at_its_card(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, last = case_at(tmp_path / "旧.zcase"), case_at(tmp_path / "新.zcase")
    entered(window, older)
    window.show_start()
    entered(window, last)
    assert listed() == [str(last), str(older)]  # before it was closed
    window.show_start()
    assert window.start.primary.text().startswith("继续")
    moved = tmp_path / "别处" / "新.zcase"
    moved.parent.mkdir()
    shutil.move(last, moved)
    window.start.primary.click()
    until(lambda: window.start._recent[0].lost)
    assert window.room is None
    assert window.start.primary.text().startswith("找到")
    assert window.start._case == str(last)  # and not the older case
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(moved), ""))
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert listed() == [str(moved), str(older)]


@pytest.mark.slow
def test_a_batch_card_opens_its_person_after_rows_moved(window: MainWindow, tmp_path: Path) -> None:
    hers, others = (case_at(tmp_path / row / "person.zcase") for row in ("0003", "0004"))
    entered(window, hers)
    assert window.session is not None
    identity = window.session.identity
    window.show_start()
    shutil.move(tmp_path / "0004", tmp_path / "0002")
    shutil.move(tmp_path / "0003", tmp_path / "0004")  # somebody was put before her
    shutil.move(tmp_path / "0002", tmp_path / "0003")
    window.start.primary.click()
    until(lambda: window.room is not None)
    assert window.session.identity == identity
    assert listed() == [str(others)]
    window.show_start()
    shutil.rmtree(tmp_path / "0004")
    shutil.copytree(tmp_path / "0003", tmp_path / "0004")  # she has left the roster
    window.start.primary.click()
    until(lambda: window.start._recent[0].lost)
    assert window.room is None


@pytest.mark.slow
def test_one_file_by_two_paths_is_one_card_no_copy(window: MainWindow, tmp_path: Path) -> None:
    case = case_at(tmp_path / "甲" / "申报.zcase")
    entered(window, case)
    window.show_start()
    (tmp_path / "连接").symlink_to(case.parent)
    entered(window, tmp_path / "连接" / "申报.zcase")
    window.show_start()
    assert len(listed()) == 1
    copy = tmp_path / "乙" / "申报.zcase"
    copy.parent.mkdir()
    shutil.copyfile(case, copy)
    entered(window, copy)
    window.show_start()
    assert len(listed()) == 2
    until(  # both are of one person, as soon as that is read
        lambda: "“乙”" in window.start._recent[0].accessibleName()
    )


def test_two_cases_are_named_by_people_the_list_by_none(window: MainWindow, tmp_path: Path) -> None:
    for name in ("白若溪", "艾克然·苏莱曼"):
        case = Case(NOTICE, Applicant(name, "某某机械厂"), frozenset())
        entered(window, laid_down(tmp_path / f"申报{len(listed())}.zcase", case))
        window.show_start()
    cards = window.start._recent
    until(lambda: window.start._recent is not cards)
    assert [card.called for card in window.start._recent] == ["艾克然·苏莱曼", "白若溪"]
    assert window.start.focusWidget() is window.start._recent[0]
    kept = preferences().settings.model_dump_json()
    assert "白若溪" not in kept
    assert "艾克然" not in kept


def test_a_press_on_a_stop_opens_the_case_there(window: MainWindow, tmp_path: Path) -> None:
    entered(window, case_at(tmp_path / "申报.zcase"))
    window.show_start()
    window.activateWindow()
    QTest.keyClick(window.start, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    room = come(lambda: window.room)
    assert window.router.currentWidget() is room.check


def test_words_that_are_pasted_on_the_start_page_are_this_years_notice(window: MainWindow) -> None:
    pasted: list[str] = []
    window.start.notice_pasted.disconnect()
    window.start.notice_pasted.connect(pasted.append)
    QGuiApplication.clipboard().setText("关于开展职称评审工作的通知")
    QTest.keyClick(window.start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "关于开展职称评审工作的通知" in pasted
    QGuiApplication.clipboard().clear()
    QTest.keyClick(window.start, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "请先复制" in window.start._told.text()


@pytest.mark.slow
def test_enter_goes_on_with_no_older_case_instead(window: MainWindow, tmp_path: Path) -> None:
    entered(window, case_at(tmp_path / "旧.zcase"))
    window.show_start()
    secret = tmp_path / "密.zcase"
    create_case(secret, Case(NOTICE, APPLICANT, frozenset()), "一个很长的密码").close()
    from zcdesk.ui.app import later

    window._arrival.load(later.opening(window._drawing, secret, "一个很长的密码"))
    until(lambda: window.room is not None)
    window.show_start()
    assert str(secret) not in listed()
    assert not window.start.primary.text().startswith("继续")


@pytest.mark.slow
def test_scans_of_before_go_into_a_case(window: MainWindow, tmp_path: Path, scans: Path) -> None:
    brought = min(scans.rglob("*.jpg"))
    window.open_files((brought,))
    assert "1 份扫描件" in window.start._brought.text()
    room = entered(window, case_at(tmp_path / "她的.zcase"))
    until(lambda: len(room.session.case.pages) == 1)
    window.show_start()
    assert window.start._brought.isHidden()
