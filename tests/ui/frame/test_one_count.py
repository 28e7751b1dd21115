"""What is counted in several places is one number: path, page, button, start page and status."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.cases.made import laid_down
from tests.ui.conftest import OTHER_SLOT, SLOT, confirm_pages, entered, opened
from zcdesk.cases.case import Case
from zcdesk.checks.reporting import status_document
from zcdesk.ui.app.main_window import MainWindow
from zcdesk.ui.case.case_room import Room
from zcdesk.ui.finish.refused_row import RefusedRow
from zcdesk.ui.frame.path_line import PathLine
from zcdesk.ui.keys.router import At
from zcdesk.ui.kit import Button
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.look import Label
from zcdesk.ui.start.kept_path import kept_stops
from zcdesk.ui.words.stop_names import count_words
from zcdesk.workflow.path.stops import Stop

QUESTIONS, LOOSE, PAGES, REFUSED = 11, 2, 5, 1
"""What the case has: questions, pages without a slot, pages in all, files that are none."""


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow, read_case: Case, tmp_path: Path) -> Room:
    """The room of the read case on disk, with two pages in no slot and a file that was refused."""
    slots = {1: SLOT, 2: SLOT, 3: OTHER_SLOT}
    pages = tuple(replace(page, slot=slots.get(page.number, "")) for page in read_case.pages)
    made = entered(
        qtbot, window, laid_down(tmp_path / "申报.zcase", replace(read_case, pages=pages))
    )
    qtbot.waitUntil(lambda: not made.judge._running)
    return made


def on_path(window: MainWindow, stop: Stop) -> str:
    """Return what the path says of a stop on the page in front."""
    (line,) = (line for line in window.findChildren(PathLine) if line.isVisible())
    return line.stops[stop].accessibleName()


def seen(window: MainWindow) -> str:
    """Return all words and buttons on screen, a line each."""
    QApplication.processEvents()
    parts: list[Label | Button] = [*window.findChildren(Label), *window.findChildren(Button)]
    return "\n".join(re.sub("<[^>]*>", "", part.text()) for part in parts if part.isVisible())


def findings_of(room: Room) -> list[dict[str, Any]]:
    """Return the findings that ``case status --json`` tells."""
    document = json.loads(status_document(room.judge.evaluation).model_dump_json())
    return list(document["findings"])


def to_do_of(room: Room) -> int:
    """Return how many of them there is something to do about."""
    return sum(finding["to_do"] for finding in findings_of(room))


def told(room: Room) -> dict[str, list[str]]:
    """Return their sentences by their code."""
    sentences: dict[str, list[str]] = {}
    for finding in findings_of(room):
        sentences.setdefault(finding["code"], []).append(finding["message"])
    return sentences


@pytest.mark.slow
def test_open_questions_are_one_number(window: MainWindow, room: Room) -> None:
    room.router.go(At("interview"))
    assert f"0/{QUESTIONS}" in on_path(window, Stop.FILL)
    assert f"0 / {QUESTIONS}" in seen(window)
    tails = {row.key: row.tail for row in room.workspace.list.rows}
    assert tails["interview"] == f"还有 {QUESTIONS} 题"
    assert told(room)["check.questions_open"] == [f"还有 {QUESTIONS} 个问题没有回答。"]
    room.router.go(At("check"))
    assert f"还有 {QUESTIONS} 个问题没有回答" in seen(window)


@pytest.mark.slow
def test_unsorted_pages_are_one_number(window: MainWindow, room: Room) -> None:
    room.router.go(At("sections"))
    room.workspace.show_key("unsorted")
    assert f"{LOOSE} 页未归" in on_path(window, Stop.SORT)
    assert f"{LOOSE} 页" in seen(window)
    tails = {row.key: row.tail for row in room.workspace.list.rows}
    assert tails["unsorted"] == f"{LOOSE} 页"
    (sentence,) = told(room)["check.pages_unsorted"]
    assert f"{LOOSE} 页" in sentence


@pytest.mark.slow
def test_pages_in_review_are_one_number_and_a_refused_file_is_none_of_them(
    window: MainWindow, room: Room
) -> None:
    room.router.go(At("review"))
    assert f"还剩 {PAGES} 页" in on_path(window, Stop.REVIEW)
    words = seen(window).splitlines()
    assert {f"还剩 {PAGES} 页", f"已确认 0 / {PAGES}", f"全部 {PAGES}"} <= set(words)
    confirm_pages(room, 1)
    assert f"还剩 {PAGES - 1} 页" in on_path(window, Stop.REVIEW)
    words = seen(window).splitlines()
    assert {f"还剩 {PAGES - 1} 页", f"已确认 1 / {PAGES}", f"全部 {PAGES}"} <= set(words)


@pytest.mark.slow
def test_refused_files_are_one_number(qtbot: QtBot, window: MainWindow, room: Room) -> None:
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running)
    assert len(room.check.findChildren(RefusedRow)) == REFUSED
    assert len(told(room)["check.page_refused_unsorted"]) == REFUSED
    assert f"{PAGES} 页" in on_path(window, Stop.MATERIALS)


@pytest.mark.slow
def test_pages_to_export_and_points_of_the_check_are_one_number(
    qtbot: QtBot, window: MainWindow, room: Room
) -> None:
    confirm_pages(room, 1, 2)
    room.router.go(At("review"))
    assert "先导出 2 页" in seen(window)
    room.router.go(At("check"))
    qtbot.waitUntil(lambda: not room.judge._running)
    words = seen(window).splitlines()
    assert "先导出 2 页" in words
    assert words[words.index("可以导出") + 1] == "2"
    yours = int(words[words.index("轮到您") + 1])
    others = int(words[words.index("等单位") + 1])
    assert f"{yours} 条" in on_path(window, Stop.CHECK)
    box = 1  # that all is true is asked in the window alone
    assert yours + others == to_do_of(room) + box


@pytest.mark.slow
def test_the_start_page_tells_the_same_of_every_stop(window: MainWindow, room: Room) -> None:
    room.router.go(At("review"))
    confirm_pages(room, 1)
    stops = {state.stop: count_words(state.count) for state in room.check._path.path.stops}
    window.show_start()
    (recent,) = preferences().settings.recent
    assert {state.stop: count_words(state.count) for state in kept_stops(recent)} == stops
    assert stops[Stop.REVIEW] == f"还剩 {PAGES - 1} 页"


def test_no_page_is_offered_for_export_that_still_waits_for_the_question_of_secrecy(
    window: MainWindow, read_case: Case
) -> None:
    room = opened(window, replace(read_case, notice="hotan-private-2025"))
    confirm_pages(room, 1, 2)
    assert len(room.session.overview.confirmed) == 2
    for screen in ("review", "check"):
        room.router.go(At(screen))
        assert "先导出" not in seen(window), screen
