"""Drawn pages: the marks lie on the ink, nothing of the applicant goes unmarked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from tools.drawing.documents import KINDS, draw_page
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.paper import Paper, Style
from tools.drawing.people import Person, invent_colleagues, invent_person
from tools.tests.drawing.inked import contrast
from zcdesk.geometry import bounds

OWN_WORDS = (Role.NAME, Role.NAME_LATIN, Role.EMPLOYER, Role.EMPLOYER_SHORT)
SILENT = {"inch_photo", "journal_cover", "dense_text"}
"""Kinds on which the applicant is never named."""


@cache
def drawn(kind: str) -> tuple[DrawnPage, Person]:
    return another(kind, 1, dpi=150)


def another(kind: str, seed: int, dpi: int = 60) -> tuple[DrawnPage, Person]:
    random = Random(f"{kind}/{seed}")
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    facts = {"own": "yes", "named": "yes"}
    return draw_page(kind, person, colleagues, random, dpi, facts), person


def test_there_are_many_kinds_of_documents() -> None:
    assert len(KINDS) >= 25


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_marks_lie_tightly_on_ink_and_say_whose_words_they_are(kind: str) -> None:
    page, person = drawn(kind)
    assert page.marks
    for mark in page.marks:
        for polygon in mark.characters:
            assert contrast(page.picture, polygon) > 60, f"{mark.role} {mark.text!r}"
        if mark.role.stays and not mark.near:
            assert person.name not in mark.text
            assert person.employer.name not in mark.text
    for mark in page.having(Role.NAME, Role.EMPLOYER):
        for polygon in mark.characters:
            left, top, right, bottom = map(int, bounds(polygon))
            assert right - left <= mark.em * 1.35
            assert bottom - top <= mark.em * 1.35
            for sliver in (
                ((left - 1, top), (left + 3, top), (left + 3, bottom), (left - 1, bottom)),
                ((right - 4, top), (right, top), (right, bottom), (right - 4, bottom)),
            ):
                assert contrast(page.picture, sliver) > 10, mark.text
    assert bool(page.having(*OWN_WORDS, Role.SIGNATURE)) is (kind not in SILENT)
    forms = [letters(form) for form in (person.name, person.traditional)]
    assert all(letters(mark.text) in forms for mark in page.having(Role.NAME))


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


def test_a_pen_writes_names_with_blanks_between() -> None:
    person = invent_person(Random(2))
    paper = Paper(Lexicon(person, ()), dpi=72)
    end = paper.handwriting("张\u3000伟", 20, 20, Style(Face.PEN, 20), Random(1))
    assert end > 20
    assert [mark.text for mark in paper.marks] == ["张", "伟"]
    assert all(mark.hand for mark in paper.marks)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [(1, 2), pytest.param(range(3, 23), marks=pytest.mark.nightly)])
@pytest.mark.parametrize("kind", KINDS)
def test_whoever_it_is_drawn_for_nothing_is_written_beyond_the_edge_of_the_paper(
    kind: str, seeds: Sequence[int]
) -> None:
    for seed in seeds:
        page, _ = another(kind, seed)
        assert (page.kind, page.dpi) == (kind, 60)
        height, width = page.picture.shape[:2]
        for mark in page.marks:
            for polygon in mark.characters:
                left, top, right, bottom = bounds(polygon)
                assert left >= 0, mark.text
                assert top >= 0, mark.text
                assert right <= width, mark.text
                assert bottom <= height, mark.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(SILENT))
def test_silent_kinds_do_not_name_the_applicant(kind: str) -> None:
    for seed in range(3):
        page, _ = another(kind, seed)
        assert not page.having(*OWN_WORDS, Role.SIGNATURE, Role.SEAL)


@pytest.mark.parametrize("kind", ["appraisal_form", "diploma", "paper_front"])
def test_the_same_seed_gives_the_same_bytes_and_marks(kind: str) -> None:
    first, _ = another(kind, 5)
    again, _ = another(kind, 5)
    other, _ = another(kind, 6)
    assert first.picture.tobytes() == again.picture.tobytes()
    assert first.marks == again.marks
    assert other.marks != first.marks


def test_a_name_broken_over_two_lines_is_one_mark() -> None:
    broken = 0
    for seed in range(6):
        page, _ = another("split_name", seed)
        for mark in page.having(Role.NAME, Role.EMPLOYER):
            tops = [bounds(polygon)[1] for polygon in mark.characters]
            broken += max(tops) - min(tops) > mark.em
    assert broken >= 4


@pytest.mark.nightly
def test_every_role_occurs_somewhere() -> None:
    pages = [another(kind, seed)[0] for kind in KINDS for seed in (1, 2)]
    seen = {mark.role for page in pages for mark in page.marks}
    assert seen == set(Role)
