"""A letter that two looks at an employer surely read as another one makes it another employer."""

from __future__ import annotations

import pytest

from tests.masking.rereading.test_looks import STEP, look
from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.geometry import box
from zcdesk.masking.own_words.occluded_by_seals import judge_words_below_dark_seals
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.spotting.keywords import keyword, keywords
from zcdesk.names.search_words import words
from zcdesk.reading.line import Line

OWN, OTHER = "昆岭地质勘查院", "昆岭地质勘查局"
SOUGHT = keywords(words(Applicant(name="李文强", employer=OWN)))


def plain(text: str = OTHER, sure: float = 1.0, thought: float = 0.0, high: float = 40) -> Line:
    return look(text, [1.0] * (len(text) - 1) + [sure], high=high, last="院", thought=thought)


@pytest.mark.parametrize(
    ("others", "asked"),
    [
        ([plain(), plain(high=44)], False),
        ([plain()], True),
        ([plain(), plain("昆岭地质勘查站")], True),
        ([plain(), plain(sure=0.9)], True),
        ([plain(), plain(thought=2e-5)], True),
        ([plain(), look(OTHER, [1.0, 1.0, 0.8, 1.0, 1.0, 1.0, 1.0])], True),
    ],
)
def test_a_doubted_employer_is_another_where_two_looks_read_all_of_it_so(
    others: list[Line], asked: bool
) -> None:
    doubted = look(OTHER, [1.0] * 6 + [0.4], last="院", thought=2e-5)
    found = search([doubted, *others], SOUGHT, {Target.EMPLOYER})
    assert {hit.reason.code for hit in found if hit.is_doubt} == ({"hit.faint"} if asked else set())


@pytest.mark.parametrize(("looks", "found"), [(1, 1), (2, 0)])
def test_below_a_dark_seal_one_look_may_be_the_seals_own_and_two_are_not(
    looks: int, found: int
) -> None:
    own = keyword(Word(WordKind.EMPLOYER_SHORT, 1, "拓澄农业科技发展"))
    text = "昌吉钧澄农业科技发展"
    lines = [look(text, [1.0] * len(text), high=40 + 4 * each) for each in range(looks)]
    right = 100 + 8 * STEP * 4
    seal = Seal((right - 120, 120), (120, 120), 0.0, Colour.DARK, Shape.RING,
                box(right - 240, 0, right, 240), 1.0)  # fmt: skip
    assert len(judge_words_below_dark_seals(lines, [seal], [own], [])) == found
