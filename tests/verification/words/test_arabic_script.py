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


@pytest.mark.parametrize(
    ("hidden", "status", "told"),
    [
        (slice(0), Status.LEAK, {"alias:1", "employer:alias:1"}),
        (slice(1, 2), Status.LEAK, {"alias:1"}),  # the employer's cover is none of the name
        (slice(2), Status.CLEAN, set()),
    ],
)
def test_words_that_stand_open_are_a_leak(
    page: tuple[Picture, list[Box]], hidden: slice, status: Status, told: set[str]
) -> None:
    picture, places = page
    covers = [box(x - 4, y - 4, right + 4, down + 4) for x, y, right, down in places[hidden]]
    result = verify(covered(picture, covers), TOLD, covers)
    assert result.status is status
    assert {one.details["word"] for one in result.findings} == told


def test_what_may_stay_and_what_nobody_told_is_no_leak(page: tuple[Picture, list[Box]]) -> None:
    assert verify(page[0], TOLD, targets=frozenset({Target.SEAL})).status is not Status.LEAK
    assert verify(page[0], APPLICANT).status is Status.CLEAN
