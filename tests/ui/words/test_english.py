"""English on screen: one thing is not told as several, and no Chinese mark parts its words."""

import ast
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

import zcdesk.ui
from tests.ui.conftest import Note
from zcdesk.findings import Detail
from zcdesk.resources import resource
from zcdesk.ui.kit import preferences
from zcdesk.ui.words.clock_words import clock_told, left_words, moment_words
from zcdesk.ui.words.sentences import clauses, listed
from zcdesk.ui.words.stop_names import count_words
from zcdesk.wording import codes, sentence, sentences_in
from zcdesk.workflow.path.stops import Count, Measure

PLURAL_OF_ONE = re.compile(
    r"\b1 (?:more |doubtful |working |confirmed |former |undecided )?(?P<noun>people|[a-z]+s)\b"
    r"|\b1 (?P<verb>are|were|have)\b|\b(?P<before>are|were) 1\b"
)
NOT_SEVERAL = {
    "as", "asks", "bears", "belongs", "closes", "counts", "degrees", "differs", "does", "ends",
    "follows", "gives", "has", "holds", "instructions", "is", "levels", "lies", "looks", "names",
    "needs", "pixels", "reads", "rows", "says", "seems", "shows", "speaks", "stands", "this",
    "waits", "was",
}  # fmt: skip
"""Verbs of one thing; things of which there are never fewer than two, or that are only measured."""
NAMED = {
    "case.originals_lost", "check.need_excused", "check.plan_calendar_unknown",
    "check.term_calendar_unknown", "check.text_length_differs", "doctor.parts",
    "document.one_person", "document.several_employers", "document.several_people",
    "export.originals_lost", "roster.same_number", "roster.same_person", "roster.twice",
}  # fmt: skip
"""Sentences in which the 1 stands for names of several things, or for two and more."""


@pytest.fixture
def english(qapp: QCoreApplication) -> Iterator[None]:
    """The window speaks English while a test runs."""
    translator = QTranslator()
    assert translator.load(str(resource("translations", "zcdesk_en.qm")))
    qapp.installTranslator(translator)
    preferences().set(language="en")
    yield
    preferences().set(language="zh")
    qapp.removeTranslator(translator)


def test_a_count_of_one_is_told_in_the_singular(english: None) -> None:
    assert count_words(Count(Measure.PAGES, 1)) == "1 page"
    assert count_words(Count(Measure.PAGES, 3)) == "3 pages"
    assert count_words(Count(Measure.LEFT, 1)) == "1 page left"
    told = sentence("check.pages_unconfirmed", "en", count=1, slot="身份证扫描件")
    assert told.message.startswith("1 page of")
    assert "is sure" in told.message
    told = sentence("check.pages_unconfirmed", "en", count=2, slot="身份证扫描件")
    assert told.message.startswith("2 pages of")
    assert "are sure" in told.message


def several(text: str) -> str:
    """Return the words in which one thing is told as several, or ""."""
    for found in PLURAL_OF_ONE.finditer(text):
        if found["noun"] not in NOT_SEVERAL:
            return found.group()
    return ""


def test_no_sentence_tells_one_thing_as_several() -> None:
    tables = "".join(map(str, sentences_in("en").values()))
    blanks: dict[str, Detail] = dict.fromkeys(re.findall(r"\{(\w+)", tables), 1)
    for code in codes("en") - NAMED:
        told = sentence(code, "en", **blanks)
        for text in (told.message, told.remedy, told.command_remedy):
            assert not several(text), (code, text)


def test_no_text_of_the_window_tells_one_thing_as_several(record_property: Note) -> None:
    tree = ElementTree.parse(resource("translations", "zcdesk_en.ts"))
    counted = 0
    for message in tree.iter("message"):
        forms = [form.text or "" for form in message.iter("numerusform")]
        for_one = forms[0] if forms else message.findtext("translation", "")
        counted += "%n" in for_one or "{" in for_one
        filled = re.sub(r"\{\w+\}|%n", "1", for_one)
        assert not several(filled), for_one
    record_property("figure", f"{counted} English texts with a number or name, none in the plural")


def test_a_plural_of_one_is_seen() -> None:
    for text in ("1 pages", "the 1 people", "There are 1 in it", "1 more places", "1 are left"):
        assert several(text), text
    for text in ("1 page is", "page 1 shows it", "11 pages", "1 of 3 pages"):
        assert not several(text), text


def test_names_and_pieces_are_parted_by_the_marks_of_the_language(english: None) -> None:
    assert listed(("a", "b")) == "a, b"
    assert clauses(("a", "", "b")) == "a, b"


MOMENT = datetime(2026, 5, 3, 6, 5, tzinfo=UTC)


@pytest.fixture
def zone(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let the computer go by another clock."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC-8"], indirect=True)  # as POSIX writes UTC+8
def test_a_time_is_named_where_the_computer_goes_by_it_too(zone: None) -> None:
    assert moment_words(MOMENT) == "2026-05-03 14:05（北京时间）"
    assert moment_words(MOMENT, day=False) == "14:05（北京时间）"
    assert clock_told(MOMENT) == "时间都按北京时间。"


@pytest.mark.parametrize("zone", ["UTC-6"], indirect=True)  # Xinjiang's own
def test_two_hours_behind_the_computers_time_stands_beside_it(zone: None) -> None:
    assert moment_words(MOMENT) == "2026-05-03 14:05（北京时间，这台电脑 12:05）"
    night = MOMENT.replace(hour=17)
    assert moment_words(night) == "2026-05-04 01:05（北京时间，这台电脑 2026-05-03 23:05）"
    assert "这台电脑显示 2026-05-03 12:05" in clock_told(MOMENT)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(hours=47, minutes=12, seconds=50), "47 小时 12 分"),
        (timedelta(minutes=5), "0 小时 5 分"),
        (timedelta(hours=100), "4 天 4 小时"),
        (timedelta(seconds=-1), "0 小时 0 分"),
    ],
    ids=str,
)
def test_what_is_left_is_told_to_the_minute(left: timedelta, told: str) -> None:
    assert left_words(left) == told


@pytest.mark.nightly
def test_no_page_of_the_window_writes_a_time_or_asks_the_clock_by_itself() -> None:
    """One place names the clock; a time from anywhere else would stand there without a name."""
    home = Path(zcdesk.ui.__file__).parent
    found = []
    for path in home.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == "clock_words.py":
            continue
        for node in ast.walk(ast.parse(text)):
            words = node.value if isinstance(node, ast.Constant) else ""
            asked = isinstance(node, ast.Attribute) and node.attr in ("strftime", "utcnow")
            bare = isinstance(node, ast.Call) and ast.unparse(node) == "datetime.now()"
            if asked or bare or (isinstance(words, str) and "%H" in words):
                found.append(f"{path.relative_to(home)}:{getattr(node, 'lineno', 0)}")
    assert found == []
