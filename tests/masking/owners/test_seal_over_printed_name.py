"""A likely own seal over the printed name of the own employer needs no question."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import cv2
import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.seals.sealed_pages import APPLICANT, MIDDLE, OWN, TARGETS, pixels, sheet
from tools.drawing import seals as drawn_seals
from tools.drawing.paper import Style
from zcdesk.applicant import Target
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.owners.seal_over_printed_name import (
    is_over_another,
    judge_names_below_seals,
    name_through,
    names_of_employer,
    others_named,
)
from zcdesk.masking.proposing import propose
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_evened

SEALS = TARGETS | {Target.SEAL}
RING = box(1000, 1000, 1320, 1320)
SEAL = Hit(
    Mask(Target.SEAL, RING, "employer:1", 0.4, Origin.SEAL),
    Verdict.DOUBT,
    info("hit.own_seal"),
    "seal:employer",
    (RING,),
)


def name(
    left: float, middle: float, matched: str = "employer:1", verdict: Verdict = Verdict.COVER
) -> Hit:
    """A name of 700 × 60 px as the search found it."""
    place = box(left, middle - 30, left + 700, middle + 30)
    return Hit(Mask(Target.EMPLOYER, place, matched, 0.98, Origin.SPOTTED), verdict, info("h"))


PLACE = Seal((1160, 1160), (160, 160), 0.0, Colour.RED, Shape.RING, RING, 1.0)


@pytest.mark.parametrize("matched", ["employer:1", "employer:short:2", "employer:alias:1"])
@pytest.mark.parametrize("middle", [1100, 1160, 1270])
def test_a_name_through_the_middle_settles_whose_seal_it_is(middle: float, matched: str) -> None:
    names = names_of_employer([name(800, middle, matched)])
    for said in (SEAL.mask, replace(SEAL.mask, matched="")):
        assert name_through(PLACE, said, names) == names[0]
    assert name_through(replace(PLACE, shape=Shape.BOX), SEAL.mask, names) is None  # a cell
    assert name_through(PLACE, replace(SEAL.mask, matched="name:1"), names) is None


@pytest.mark.parametrize(
    "found",
    [
        name(800, 900),
        name(1200, 1160),
        name(250, 1160),
        name(800, 1160, verdict=Verdict.DOUBT),
        name(800, 1160, verdict=Verdict.LEAVE),
        name(800, 1160, matched="former:1"),
        name(800, 1160, matched="name:1"),
    ],
    ids=["above", "right", "left", "doubted", "left open", "former", "name"],
)
def test_other_names_and_places_settle_nothing(found: Hit) -> None:
    assert name_through(PLACE, SEAL.mask, names_of_employer([found])) is None


def worn_seal(printed: str) -> Picture:
    """A line of print with the own seal over it, from which a letter of its brand is gone."""
    paper = sheet()
    x, y = MIDDLE
    paper.line(printed, x - 340, y + 40, Style(size=15))
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(OWN, "", 40), MIDDLE, Random(OWN))
    page = pixels(paper)
    cv2.ellipse(page, (round(x), round(y)), (118, 118), 0, 192, 214, (255, 255, 255), 44)
    return np.asarray(page, np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("printed", "verdict", "code"),
    [
        (OWN, Verdict.COVER, "hit.own_seal"),
        ("特此证明以上内容真实有效", Verdict.DOUBT, "hit.own_seal"),
    ],
    ids=["own name", "other print"],
)
def test_a_worn_own_seal_over_the_own_name_is_covered_without_a_question(
    printed: str, verdict: Verdict, code: str
) -> None:
    picture = worn_seal(printed)
    page = evened(picture)
    found = propose(picture, page, read_evened(page), words(APPLICANT), SEALS)
    (seal,) = (hit for hit in found if hit.mask.origin is Origin.SEAL)
    left, _, right, _ = bounds(seal.mask.polygon)
    assert abs((left + right) / 2 - MIDDLE[0]) < 20
    assert (seal.verdict, seal.reason.code) == (verdict, code)


@pytest.mark.parametrize(
    ("rim", "verdict"),
    [("中国共产主义青年团", Verdict.COVER), ("天山区水利工程管理局", Verdict.DOUBT)],
    ids=["a league, which every unit has", "another office"],
)
def test_a_ring_in_the_middle_of_the_own_name_says_another_name(rim: str, verdict: Verdict) -> None:
    paper = sheet()
    x, y = MIDDLE
    paper.line(OWN, x - 340, y + 20, Style(size=15))
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(rim, "", 40), MIDDLE, Random(rim))
    picture = pixels(paper)
    page = evened(picture)
    found = propose(picture, page, read_evened(page), words(APPLICANT), SEALS)
    (seal,) = (hit for hit in found if hit.mask.origin is Origin.SEAL)
    assert (seal.verdict, seal.reason.code) == (verdict, "hit.own_seal")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.COVER),
        ({"confidence": 0.4}, Verdict.DOUBT),
        ({"matched": "employer:short:1"}, Verdict.DOUBT),
        ({"polygon": box(800, 880, 1500, 940)}, Verdict.DOUBT),
    ],
    ids=["half read", "less read", "short form", "above the ring"],
)
def test_an_own_ring_settles_the_name_of_which_it_hides_half(
    change: dict[str, Any], verdict: Verdict
) -> None:
    below = name(800, 1160, verdict=Verdict.DOUBT)
    mask = replace(below.mask, **({"confidence": 0.5} | change))
    below = replace(below, mask=mask, reason=info("hit.below_seal"))
    ring = replace(SEAL, mask=replace(SEAL.mask, confidence=0.98), verdict=Verdict.COVER)
    assert judge_names_below_seals([below, ring])[0].verdict is verdict
    likely = replace(SEAL, mask=replace(SEAL.mask, confidence=0.6))
    assert judge_names_below_seals([below, likely])[0].verdict is Verdict.DOUBT


def _printed(text: str, middle: float, sure: float = 0.98) -> Line:
    """Return a line of 40 px that stands across a ring, at a height of the page."""
    line = look(text, [sure] * len(text))
    half = line.length / 2
    place = box(1160 - half, middle - 20, 1160 + half, middle + 20)
    return replace(line, quad=place)


def test_a_ring_in_the_middle_of_another_organisations_name_is_that_ones() -> None:
    printed = _printed("天山区水利管理局", 1150)
    assert is_over_another(PLACE, others_named([printed], ()))
    assert not is_over_another(replace(PLACE, shape=Shape.BOX), others_named([printed], ()))
    others = [
        ("at the rim", _printed("天山区水利管理局", 1270), ()),
        ("not surely read", _printed("天山区水利管理局", 1150, 0.8), ()),
        ("a sentence", _printed("天山区水利工程图", 1150), ()),
        ("an own word is in it", printed, (name(1130, 1150),)),
    ]
    for why, line, own in others:
        moved = [replace(hit, mask=replace(hit.mask, polygon=line.quad)) for hit in own]
        assert not is_over_another(PLACE, others_named([line], moved)), why
