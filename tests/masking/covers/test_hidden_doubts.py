"""Doubts about places that sure covers hide are none; what reaches out of them is asked about."""

from __future__ import annotations

import numpy as np
import pytest

from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import Polygon, box
from zcdesk.masking.covers.hidden_doubts import without_hidden_doubts
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict


def hit(
    place: Polygon,
    verdict: Verdict = Verdict.DOUBT,
    target: Target = Target.EMPLOYER,
    confidence: float = 0.0,
    origin: Origin = Origin.SPOTTED,
) -> Hit:
    return Hit(Mask(target, place, "", confidence, origin), verdict, info("hit.read"))


INKED = np.zeros((1000, 1400), np.uint8)
"""A page that is written on everywhere: whatever stays open shows something."""

SEAL = hit(box(600, 600, 900, 900), Verdict.COVER, Target.SEAL, 0.98, Origin.SEAL)
NAME = hit(box(850, 700, 1300, 760), Verdict.COVER, confidence=0.98)
INSIDE, OUT = box(640, 640, 760, 700), box(540, 640, 660, 700)
ACROSS = box(800, 705, 1000, 755)
A_CORNER = box(580, 640, 700, 700)
AT_THE_RIM = box(602, 640, 722, 700)
CROSSED = box(940, 580, 1210, 880)
"""Printed words, which are covered, run through its middle."""


@pytest.mark.parametrize(
    ("doubt", "stays"),
    [
        (hit(INSIDE), False),
        (hit(OUT), True),
        (hit(ACROSS, confidence=0.5), False),  # below the seal and the name together
        (hit(A_CORNER), False),
        (hit(A_CORNER, confidence=0.5), True),  # a third of a letter of what may be a word
        (hit(A_CORNER, target=Target.CODE, confidence=0.5, origin=Origin.CODE), True),
        (hit(INSIDE, target=Target.CODE, confidence=0.5, origin=Origin.CODE), False),
        (hit(INSIDE, origin=Origin.SCRIPT), True),  # one of several lines that nobody can read
        (hit(INSIDE, target=Target.SEAL, origin=Origin.SEAL), False),  # a letter, taken for a stamp
        (hit(AT_THE_RIM, target=Target.SEAL, origin=Origin.SEAL), True),
        (hit(A_CORNER, target=Target.SEAL, origin=Origin.SEAL), True),
        (hit(CROSSED, target=Target.SEAL, origin=Origin.SEAL), True),
        (hit(CROSSED, target=Target.CODE, confidence=0.5, origin=Origin.CODE), True),
        (hit(CROSSED, target=Target.SIGNATURE, confidence=0.5, origin=Origin.SIGNATURE), True),
    ],
)
def test_a_doubt_is_one_as_long_as_something_of_it_stays_open(doubt: Hit, stays: bool) -> None:
    assert without_hidden_doubts(INKED, (doubt, SEAL, NAME)) == ((doubt,) if stays else ()) + (
        SEAL,
        NAME,
    )


OWN = Hit(
    Mask(Target.EMPLOYER, box(100, 100, 700, 160), "employer:1", 0.98, Origin.SPOTTED),
    Verdict.COVER,
    info("hit.read"),
)


@pytest.mark.parametrize(
    ("place", "word", "stays"),
    [
        (box(112, 82, 712, 178), "employer:1", False),  # the same print, guessed higher
        (box(112, 82, 712, 178), "employer:2", True),
        (box(112, 130, 712, 226), "employer:1", True),  # the line below
        (box(112, 82, 812, 178), "employer:1", True),  # two letters more
        (box(150, 50, 400, 210), "employer:alias:1", True),  # a ring through which the name runs
    ],
)
def test_one_word_stands_once_in_one_place(place: Polygon, word: str, stays: bool) -> None:
    mask = Mask(Target.EMPLOYER, place, word, 0.3, Origin.SPOTTED)
    doubt = Hit(mask, Verdict.DOUBT, info("hit.faint"))
    assert without_hidden_doubts(INKED, (OWN, doubt)) == ((OWN, doubt) if stays else (OWN,))


def test_what_lies_below_another_doubt_only_is_still_asked_about() -> None:
    unsure = hit(box(600, 600, 900, 900), Verdict.DOUBT, Target.SEAL, 0.5, Origin.SEAL)
    assert without_hidden_doubts(INKED, (hit(INSIDE), unsure)) == (hit(INSIDE), unsure)


@pytest.mark.parametrize("level", [0, 190])
def test_a_place_that_reaches_over_bare_paper_shows_nothing_there(level: int) -> None:
    page = np.full_like(INKED, 255)
    page[:, 605:] = 0
    grain = np.random.default_rng(1).integers(-9, 1, page.shape)
    grainy = np.clip(page + grain, 0, 255).astype(np.uint8)
    doubt = hit(OUT, confidence=0.5)
    assert without_hidden_doubts(page, (doubt, SEAL)) == (SEAL,)
    assert without_hidden_doubts(grainy, (doubt, SEAL)) == (SEAL,)
    for row in range(650, 690, 6):  # a letter of thin, faint strokes
        page[row, 560:590] = level
    assert without_hidden_doubts(page, (doubt, SEAL)) == (doubt, SEAL)


def test_a_place_that_reaches_over_the_edge_of_the_page_shows_nothing_there() -> None:
    seal = hit(box(0, 0, 100, 100), Verdict.COVER, Target.SEAL, 0.98, Origin.SEAL)
    doubt = hit(box(-80, 20, 60, 80), confidence=0.5)
    assert without_hidden_doubts(INKED, (doubt, seal)) == (seal,)
