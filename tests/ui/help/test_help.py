"""F1 and 了解更多 lead to the passage of the manual that helps where one is."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.setup.checkout import ROOT
from tests.ui.conftest import until
from tests.ui.places import page_of
from tests.ui.test_enter_and_tab import DIALOGS, SCREENS, WINDOW_SCREENS, pages_of_the_window
from tools.manual import KEYS
from zcdesk.finding_facts import all_facts, facts_of
from zcdesk.resources import resource, table
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.app.settings_page import SettingsPage
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.case.section_area import UNSORTED
from zcdesk.ui.help.manual_reader import CONTENTS, ManualReader
from zcdesk.ui.help.sheet import HelpSheet, page_name
from zcdesk.ui.help.topics import FIRST, contents, found, in_language, of_page, passages
from zcdesk.ui.keys.actions import Action, Actions, key_lines
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.learning import LearnMore
from zcdesk.ui.kit.menu_button import MenuButton
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look.text import Label

TOPICS = table("help", "topics.toml")


def sheets(window: MainWindow) -> list[HelpSheet]:
    return [sheet for sheet in window.findChildren(HelpSheet) if sheet.isVisible()]


@pytest.fixture
def reader(qtbot: QtBot) -> ManualReader:
    made = ManualReader()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def in_english() -> Iterator[None]:
    """What the settings say while a test runs; pages that stand already keep their language."""
    preferences().settings.__dict__["language"] = "en"
    yield
    preferences().settings.__dict__["language"] = "zh"


def test_every_page_of_the_window_has_a_passage_and_every_passage_named_is_there() -> None:
    pages = TOPICS["pages"]
    known = pages_of_the_window() - {"DraftPage"} | {"Workspace"}  # two are no more than names
    assert known == {name.partition(".")[0] for name in pages}
    of_findings = {known.manual for known in all_facts().values()} - {""}
    assert {*pages.values(), *of_findings} <= passages().keys()


@pytest.mark.nightly
def test_f1_opens_the_manual_at_the_page_on_screen(window: MainWindow) -> None:
    for screen, show in WINDOW_SCREENS.items():
        show(window)
        until(lambda: not window._arrival._job.busy)
        window.activateWindow()
        until(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_F1)
        (sheet,) = sheets(window)
        name = type(window.router.currentWidget()).__name__
        assert sheet.reader.shown == TOPICS["pages"][name], screen
        sheet.close()


@pytest.mark.nightly
def test_f1_opens_the_manual_at_every_page_of_a_case(window: MainWindow, room: Room) -> None:
    seen = set()
    for show in SCREENS.values():
        show(room)
        window.show_help()
        page = window.router.currentWidget()
        sheet = sheets(window)[-1]
        assert sheet.reader.shown == of_page(page_name(page)) != FIRST, type(page)
        assert in_language(sheet.reader.shown, "zh").title in sheet.reader.toPlainText()
        seen.add(sheet.reader.shown)
        sheet.close()
    room.workspace.show_key(UNSORTED)
    assert of_page(page_name(room.workspace)) == "sorting"
    assert len(seen) > 9


@pytest.mark.slow
def test_the_sheet_shows_the_keys_of_the_page_too(window: MainWindow) -> None:
    window.show_help()
    (sheet,) = sheets(window)
    QTest.keyClick(window, Qt.Key.Key_F1)  # once more: still one
    (sheet,) = sheets(window)
    assert "Ctrl+Z　Ctrl+Y" in {one.accessibleName() for one in sheet.findChildren(Label)}
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheets(window) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["limit", "leaving", "password", "upload"])
def test_f1_in_a_window_of_its_own_shows_its_passage_in_front_of_it(
    qtbot: QtBot, window: MainWindow, room: Room, name: str
) -> None:
    front = DIALOGS[name](room, window)
    qtbot.addWidget(front)
    front.show()
    front.activateWindow()
    until(front.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or front, Qt.Key.Key_F1)
    (sheet,) = front.findChildren(HelpSheet)
    assert sheet.isVisible()
    assert sheet.reader.shown == of_page(page_name(front)) != FIRST
    assert sheet.width() >= 700
    sheet.activateWindow()
    until(sheet.isActiveWindow)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert front.isVisible()
    front.close()


@pytest.mark.slow
def test_enter_in_the_search_presses_nothing(window: MainWindow) -> None:
    window.show_help()
    (sheet,) = sheets(window)
    sheet.field.setFocus()
    QTest.keyClicks(sheet.field, "seal")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.close()


@pytest.mark.slow
def test_the_whole_manual_is_opened_from_this_computer(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.show_help()
    (sheet,) = sheets(window)
    whole = next(one for one in sheet.findChildren(Button) if one.text() == "带图的整本")
    whole.click()
    (url,) = opened
    assert url.isLocalFile()
    assert resource("manual", "manual.html").samefile(url.toLocalFile())
    sheet.close()


def test_a_link_leads_on_and_back_leads_back(reader: ManualReader) -> None:
    reader.open("route")
    reader.anchorClicked.emit(QUrl("#platform"))
    assert reader.shown == "platform"
    assert "与平台自带的遮盖怎样配合" in reader.toPlainText()
    reader.go_back()
    assert reader.shown == "route"
    reader.show_contents()
    assert reader.shown == CONTENTS
    assert all(one.title in reader.toPlainText() for one in contents("zh"))


def test_what_is_looked_for_is_found_headings_first(reader: ManualReader) -> None:
    hits = found("公章", "zh")
    in_title = ["公章" in one.title for one, _ in hits]
    assert in_title == sorted(in_title, reverse=True)
    assert any(in_title)
    assert all("公章" in around or "公章" in one.title for one, around in hits)
    reader.look_for("  公章 ")
    assert f"找到 {len(hits)} 段" in reader.toPlainText()
    reader.look_for("没有这样的词")
    assert "没有找到“没有这样的词”" in reader.toPlainText()
    reader.look_for("")
    assert reader.shown == FIRST
    assert found(" ", "zh") == ()


def test_what_is_typed_is_shown_as_it_stands(reader: ManualReader) -> None:
    reader.look_for("<b>&")
    assert "“<b>&”" in reader.toPlainText()


def test_in_english_all_leads_to_english(reader: ManualReader, in_english: None) -> None:
    for anchor in {*TOPICS["pages"].values(), *(one.manual for one in all_facts().values())} - {""}:
        assert in_language(anchor, "en").language == "en", anchor
    reader.open("covers")
    assert "Review of covers" in reader.toPlainText()
    assert "复核：看每一处遮盖" not in reader.toPlainText()


@pytest.mark.slow
def test_learn_more_opens_beside_the_page(window: MainWindow, qapp: QApplication) -> None:
    window.show_settings()
    links = [
        one for one in page_of(window, SettingsPage).findChildren(LearnMore) if one.isVisible()
    ]
    assert [one.anchor for one in links] == [
        "accessible", "settings", "settings", "privacy", "case-file", "computer",
    ]  # fmt: skip
    links[3].click()
    (sheet,) = sheets(window)
    assert sheet.reader.shown == "privacy"
    assert window.router.currentWidget() is page_of(window, SettingsPage)
    sheet.close()


@pytest.mark.slow
def test_the_menu_of_each_row_of_the_check_leads_into_the_manual(
    window: MainWindow, room: Room
) -> None:
    # A link in every line would be thirty more stops for the Tab key, and say nothing more.
    room.router.go(At("check"))
    page = room.check

    def menus() -> list[MenuButton]:
        return [menu for menu in page.findChildren(MenuButton) if menu.isVisible()]

    until(lambda: not room.judge._running and len(menus()) > 5)
    assert len(menus()) == len(page._open)
    for finding, menu in zip(page._open, menus(), strict=True):
        more = [act for act in menu.acts.actions() if act.text() == "了解更多"]
        assert len(more) == bool(facts_of(finding.code).manual)
        assert len(menu.accessibleName()) > 4  # says what about
    more[0].trigger()
    (sheet,) = sheets(window)
    assert sheet.reader.shown == facts_of(page._open[-1].code).manual
    sheet.close()


def test_every_link_of_the_program_names_a_passage() -> None:
    named = set()
    for path in (ROOT / "zcdesk" / "ui").rglob("*.py"):
        named |= set(re.findall(r'LearnMore\("([^"]+)"', path.read_text(encoding="utf-8")))
    assert len(named) > 6
    assert named <= passages().keys()


Rows = tuple[Action[Any], ...]


def listed(row: Action[Any]) -> set[str]:
    """Return the keys that F1 writes for a row, without gestures and words."""
    parts = (row.shown or "、".join(row.keys)).replace("　", "、").replace(" ", "、").split("、")
    return {part for part in parts if part.isascii() and part.strip("…–")}


@pytest.mark.parametrize("name", KEYS)
def test_f1_lists_no_key_that_its_table_does_not_bind(name: str) -> None:
    bound = {key.replace("Return", "Enter") for row in KEYS[name] for key in row.keys}
    bound |= {"Enter"}  # a list handles it itself
    for row in KEYS[name]:
        if row.do is not None and row.does:
            assert listed(row) <= bound, row.name


@pytest.mark.parametrize("name", KEYS)
def test_no_key_and_no_name_stands_twice_in_a_table(name: str) -> None:
    rows = KEYS[name]
    for seen in (Counter(row.name for row in rows), Counter(k for row in rows for k in row.keys)):
        assert {what for what, count in seen.items() if count > 1} == set()


@pytest.mark.parametrize("name", KEYS)
def test_f1_lists_no_act_twice(name: str) -> None:
    lines = key_lines(KEYS[name])
    assert len({line.does for line in lines}) == len(lines)
    single = Counter(key for line in lines for key in line.keys.split("　") if len(key) == 1)
    assert not {key for key, count in single.items() if count > 1}


class Desk(QWidget):
    """Counts what is done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.done: list[str] = []


ROWS: tuple[Action[Desk], ...] = (
    Action("cover", "盖上", "black", ("E",), lambda desk: desk.done.append("cover"), does="盖上",
           seen=True, decides=True, tip="也按 {turn}"),
    Action("leave", keys=("R", "Ctrl+R"), do=lambda desk: desk.done.append("leave"),
           does="不盖", beside=True),
    Action("turn", keys=("Ctrl+T",), do=lambda desk: desk.done.append("turn")),
    Action("drag", does="拖动", shown="按住鼠标"),
)  # fmt: skip


def test_button_keys_tooltip_and_line_of_f1_come_from_one_row(qtbot: QtBot) -> None:
    desk = Desk()
    qtbot.addWidget(desk)
    actions = Actions(desk, ROWS, desk)
    button = actions.button("cover")
    button.setParent(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitExposed(desk)
    desk.setFocus()
    until(desk.hasFocus)
    assert (button.text(), button.accessibleName()) == ("盖上", "盖上，E")
    assert button.toolTip() == "也按 Ctrl+T"
    assert button.decides
    button.click()
    QTest.keyClick(desk, Qt.Key.Key_E)
    QTest.keyClick(desk, Qt.Key.Key_R)
    QTest.keyClick(desk, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert desk.done == ["cover", "cover", "leave", "leave"]
    button.hide()
    QTest.keyClick(desk, Qt.Key.Key_E)  # no key does what cannot be seen
    assert len(desk.done) == 4
    assert [(line.keys, line.does) for line in key_lines(ROWS)] == [
        ("E　R、Ctrl+R", "盖上　不盖"),
        ("按住鼠标", "拖动"),
    ]
