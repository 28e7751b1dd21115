"""What a camera did to a page is named, with its place; an ordinary scan is not blamed."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.makers.spoiling import glare, moire, motion_blurred, shone_through
from tests.pages.drawn import WRITTEN, blank, letter, rotated, seal_alone
from tools.drawing.damage import damage, grey, lowered_to, skewed_by
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.geometry import bounds
from zcdesk.pages.judging.clarity import cause, legibility, surely_clear
from zcdesk.pages.judging.defects import find_defects
from zcdesk.pages.judging.likeness import ALIKE, alike, likeness, look_of
from zcdesk.pages.turning.upright import portrait_turn
from zcdesk.picture import Picture


def drawn(seed: int, kind: str, dpi: int = 100) -> DrawnPage:
    random = Random(seed)
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, dpi)


def codes(page: Picture) -> list[str]:
    return [each.code for each in find_defects(page, legibility(page).boxes).findings]


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_clean_page_has_no_defects(kind: str) -> None:
    assert codes(WRITTEN[kind]()) == []


@pytest.mark.parametrize("preset", ["scan", "faint", "grey", "skewed"])
def test_an_ordinary_copy_is_not_blamed(preset: str) -> None:
    page = damage(drawn(31, "qualification_document"), (preset,), Random(1))
    assert codes(page.picture) == []


def test_a_reflection_is_told_with_its_place() -> None:
    page, (x, y) = glare(letter(), Random(4))
    found = find_defects(page, ())
    assert [each.code for each in found.findings] == ["clarity.glare"]
    left, top, right, bottom = bounds(found.places[0])
    assert left < x < right
    assert top < y < bottom


@pytest.mark.slow
def test_waves_of_a_screen_the_back_of_a_sheet_and_cut_lines_are_told() -> None:
    assert codes(moire(letter(), Random(2))) == ["clarity.moire"]
    back = drawn(3, "dense_text").picture
    assert codes(shone_through(drawn(4, "posting").picture, back)) == ["clarity.shines_through"]
    assert codes(np.ascontiguousarray(letter()[:, 300:])) == ["clarity.cut_off"]
    assert codes((letter() * 0.3).astype(np.uint8)) == ["clarity.dark"]


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [0, 5, 90, 95])
def test_a_photo_shaken_along_or_across_its_lines_is_called_shaken(degrees: float) -> None:
    measures = legibility(motion_blurred(letter(size=22), 13, degrees)).measures
    assert cause(measures) == "clarity.shaken"
    assert not surely_clear(measures)
    assert surely_clear(legibility(letter(size=22)).measures)


@pytest.mark.slow
def test_the_same_sheet_scanned_twice_is_recognised() -> None:
    for kind in ("posting", "roster_table", "diploma"):
        page = drawn(9, kind)
        again = grey(skewed_by(lowered_to(page, 80), 0.4), Random(1))
        assert likeness(look_of(page.picture), look_of(again.picture)) >= ALIKE


@pytest.mark.slow
def test_other_pages_and_empty_ones_are_not_alike() -> None:
    looks = [look_of(drawn(9, kind).picture) for kind in ("posting", "diploma", "contract_page")]
    looks += [look_of(blank()), look_of(blank()), look_of(drawn(10, "posting").picture)]
    assert looks[3] == ""
    assert list(alike(enumerate(looks))) == []
    assert list(alike([(4, looks[0]), (7, looks[1]), (9, looks[0])])) == [(4, 9)]
    assert likeness("no look", looks[0]) == 0.0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_portrait_is_stood_upright_by_its_figure(turn: int) -> None:
    for seed in (2, 5, 8):
        picture = rotated(drawn(seed, "inch_photo", 150).picture, turn)
        assert portrait_turn(picture) == (360 - turn) % 360


@pytest.mark.slow
def test_no_page_is_taken_for_a_portrait() -> None:
    for page in (*(draw() for draw in WRITTEN.values()), blank(), seal_alone()):
        assert portrait_turn(page) is None
    assert portrait_turn(np.zeros((20, 16, 3), np.uint8)) is None
