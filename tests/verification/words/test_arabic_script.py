"""Told words in Arabic script that a finished picture still shows are a leak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.masking.sheet import Box, Sheet
from tests.verification.drawing import APPLICANT, covered, verify
from zcdesk.applicant import Target
from zcdesk.geometry import box
from zcdesk.picture import Picture
from zcdesk.verification.picture import Status

NAME, EMPLOYER = "ئالىمجان تۇرسۇن", "خوتەن يۇنلىڭ سۇ قۇرۇلۇش شىركىتى"
TOLD = replace(APPLICANT, aliases=(NAME,), employer_aliases=(EMPLOYER,))


@pytest.fixture(scope="module")
def page() -> tuple[Picture, list[Box]]:
    """A page with name and employer in Arabic script, and somebody else's name."""
    sheet = Sheet(1000, 620)
    sheet.write("专业技术人员继续教育登记", 80, 60)
    places = [
        sheet.uyghur(text, 200, 180 + 120 * row)
        for row, text in enumerate((NAME, EMPLOYER, "گۈلنار ئەھمەت"))
    ]
    return sheet.picture, places


def test_a_page_on_which_the_words_stand_open_is_a_leak(page: tuple[Picture, list[Box]]) -> None:
    result = verify(page[0], TOLD)
    assert result.status is Status.LEAK
    assert {one.details["word"] for one in result.findings} == {"alias:1", "employer:alias:1"}


def test_an_open_name_is_a_leak_though_the_employer_is_covered(
    page: tuple[Picture, list[Box]],
) -> None:
    picture, (_, employer, _) = page
    cover = box(employer[0] - 4, employer[1] - 4, employer[2] + 4, employer[3] + 4)
    result = verify(covered(picture, [cover]), TOLD, [cover])
    assert result.status is Status.LEAK
    assert {one.details["word"] for one in result.findings} == {"alias:1"}


def test_a_page_on_which_both_are_covered_is_clean(page: tuple[Picture, list[Box]]) -> None:
    picture, places = page
    covers = [box(x - 4, y - 4, right + 4, down + 4) for x, y, right, down in places[:2]]
    assert verify(covered(picture, covers), TOLD, covers).status is Status.CLEAN


def test_what_may_stay_and_what_nobody_told_is_no_leak(page: tuple[Picture, list[Box]]) -> None:
    assert verify(page[0], TOLD, targets=frozenset({Target.SEAL})).status is not Status.LEAK
    assert verify(page[0], APPLICANT).status is Status.CLEAN
