"""English on screen: one thing is not told as several, and no Chinese mark parts its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from zcdesk.findings import Detail
from zcdesk.resources import resource
from zcdesk.ui.words.path_words import count_words
from zcdesk.ui.words.sentences import clauses, listed
from zcdesk.wording import codes, sentence
from zcdesk.workflow.open_case.case_path import Count, Measure

PLURAL_OF_ONE = re.compile(
    r"\b1 (?:\w+ )?(?:pages|places|days|files|pictures|questions|things|slots|lines|copies)\b"
)


@pytest.fixture
def english(qapp: QCoreApplication) -> Iterator[None]:
    """The window speaks English while a test runs."""
    translator = QTranslator()
    assert translator.load(str(resource("translations", "zcdesk_en.qm")))
    qapp.installTranslator(translator)
    yield
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


def test_no_sentence_tells_one_thing_as_several() -> None:
    tables = "".join(
        path.read_text(encoding="utf-8") for path in resource("wording", "en").glob("*.toml")
    )
    blanks: dict[str, Detail] = dict.fromkeys(re.findall(r"\{(\w+)", tables), 1)
    for code in codes("en"):
        told = sentence(code, "en", **blanks)
        for text in (told.message, told.remedy, told.command_remedy):
            assert not PLURAL_OF_ONE.search(text), (code, text)


def test_names_and_pieces_are_parted_by_the_marks_of_the_language(english: None) -> None:
    assert listed(("a", "b")) == "a, b"
    assert clauses(("a", "", "b")) == "a, b"
