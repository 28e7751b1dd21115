"""The final check: each row has its button, and the page is printed as it is read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zcdesk.cases.acts.asked import Turned
from zcdesk.cases.acts.table import TURN
from zcdesk.checks.states import CaseFinding
from zcdesk.findings import error, info, warning
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.frame.mending_page import act_words
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.words.finding_row import FindingRow


def _rows(room: Room) -> list[FindingRow]:
    return [row for row in room.check.findChildren(FindingRow) if row.isVisible()]


@pytest.mark.slow
def test_each_row_says_by_its_button_what_is_to_be_done_and_enter_leads_there(
    qtbot: QtBot, room: Room
) -> None:
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running and len(_rows(room)) > 5)
    rows = _rows(room)
    buttons = [row.findChildren(Button) for row in rows]
    assert all(len(found) == 1 for found in buttons)
    assert {row.focusPolicy() for row in rows} == {Qt.FocusPolicy.NoFocus}
    assert {found[0].text() for found in buttons} >= {"看这一页", "去放材料"}
    looks = next(found[0] for found in buttons if found[0].text() == "看这一页")
    looks.setFocus()
    QTest.keyClick(looks, Qt.Key.Key_Return)
    assert room.review.isVisible()


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (CaseFinding(error("check.missing"), slot="diploma"), "去放材料"),
        (CaseFinding(warning("check.years_unseen"), slot="diploma"), "放入文件…"),
        (CaseFinding(warning("check.pages_unconfirmed"), slot="diploma"), "去复核"),
        (CaseFinding(warning("check.fact_unanswered"), slot="diploma"), "去回答"),
        (CaseFinding(info("check.photo_kept"), slot="diploma"), "看这一栏"),
        (CaseFinding(error("check.name"), slot="diploma", page=3), "看这一页"),
        (CaseFinding(error("check.text"), slot="x", field="x"), "去填写"),
        (CaseFinding(warning("check.closed")), "看原话"),
    ],
)
def test_a_button_is_named_after_what_it_leads_to(finding: CaseFinding, words: str) -> None:
    assert act_words(finding) == words


@pytest.mark.slow
def test_a_page_that_lies_is_named_and_stood_upright_from_its_row(qtbot: QtBot, room: Room) -> None:
    session = room.session
    session.do(TURN, Turned(1, 90), "")
    qtbot.waitUntil(lambda: session.case.page(1).upright_turn == 270)
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: any(map(_stands, _rows(room))))
    next(filter(None, map(_stands, _rows(room)))).click()
    qtbot.waitUntil(lambda: session.case.page(1).upright_turn == 0)


def _stands(row: FindingRow) -> Button | None:
    buttons = row.findChildren(Button)
    return next((button for button in buttons if button.text() == "转正"), None)


@pytest.mark.slow
def test_the_check_is_printed_with_a_box_before_each_thing_to_do(
    qtbot: QtBot, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    preferences().set(package_folder=str(tmp_path))
    room.router.go(At("check"))
    room.check.paper.click()
    qtbot.waitUntil(lambda: bool(opened))
    preferences().set(package_folder="")
    with pymupdf.open(opened[0]) as paper:
        text = "".join(page.get_text() for page in paper)
    assert text.count("□") == len(room.check._open) > 5
    assert "沈知遥" not in text
