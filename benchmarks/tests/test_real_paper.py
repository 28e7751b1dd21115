"""Pages of real paper: the same seed gives the same page, and its truth lies on its ink."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from benchmarks.drawing import held_aside
from benchmarks.occurrences import WORDS, Kind, kind_of
from benchmarks.real_paper.copies import PRINTINGS, ROUTES, on_paper
from benchmarks.real_paper.drawing import LAYOUTS, drawn
from benchmarks.real_paper.occasion import Occasion, issuers_of
from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.picture import Picture


def laid_out(layout: str, seed: int, dpi: int = 130) -> DrawnPage:
    random = Random(seed)
    person = invent_person(random)
    scene = Scene(person, invent_colleagues(person, random), random, dpi)
    return LAYOUTS[layout](Occasion(scene, issuers_of(scene)))


def contrast(picture: Picture, place: Polygon) -> int:
    left, top, right, bottom = (round(value) for value in bounds(place))
    part = picture[max(0, top) : bottom + 1, max(0, left) : right + 1]
    return int(part.max()) - int(part.min()) if part.size else 0


def squares(dpi: int = 100) -> DrawnPage:
    """Return a white sheet with black squares, each of which a mark knows."""
    picture = np.full((800, 600, 3), 255, np.uint8)
    places = [box(x, y, x + 30, y + 30) for x in (60, 280, 500) for y in (80, 380, 690)]
    for place in places:
        left, top, right, bottom = (int(value) for value in bounds(place))
        picture[top:bottom, left:right] = 0
    marks = tuple(InkMark(Role.NAME, "字", (place,), 30.0) for place in places)
    return DrawnPage(picture, marks, "squares", dpi)


@pytest.mark.nightly
def test_the_same_seed_gives_the_same_pixels_and_the_same_truth() -> None:
    first, second = drawn(2), drawn(2)
    assert np.array_equal(first.page.picture, second.page.picture)
    assert first.page.marks == second.page.marks
    assert not np.array_equal(drawn(14).page.picture, first.page.picture)


def test_tuning_never_draws_what_is_held_aside() -> None:
    named = held_aside()["real_paper"]
    assert set(named["layouts"]) < LAYOUTS.keys()
    assert set(named["routes"]) < ROUTES.keys()
    with pytest.raises(ValueError, match="for other measurements"):
        drawn(held_aside()["tuning_ends"])


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [3, 4])
def test_every_letter_of_the_truth_lies_on_ink_within_the_page(layout: str, seed: int) -> None:
    page = laid_out(layout, seed)
    height, width = page.picture.shape[:2]
    roles = {mark.role for mark in page.marks}
    assert roles & set(WORDS)
    assert Role.OTHER_SEAL in roles or Role.SEAL in roles or layout == "brochure"
    for mark in page.marks:
        for letter in mark.characters:
            left, top, right, bottom = bounds(letter)
            assert 0 <= (left + right) / 2 < width, mark
            assert 0 <= (top + bottom) / 2 < height, mark
            if mark.role in WORDS:
                assert contrast(page.picture, letter) > 60, mark


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 48), marks=pytest.mark.nightly)])
@pytest.mark.parametrize("layout", ["brochure", "letterhead"])
def test_a_logo_can_be_read_whatever_its_look(layout: str, seeds: range) -> None:
    for seed in seeds:
        page = laid_out(layout, seed, 60)
        logos = [mark for mark in page.marks if mark.setting is Setting.DISPLAY]
        assert logos
        for mark in logos:
            assert min(contrast(page.picture, each) for each in mark.characters) > 60, (seed, mark)


@pytest.mark.slow
def test_a_logo_is_told_from_print_and_belongs_to_whom_it_names() -> None:
    pages = [laid_out("letterhead", seed) for seed in range(3)]
    for page in pages:
        (logo,) = (mark for mark in page.marks if kind_of(mark, page) is Kind.DISPLAY)
        assert logo.role in (Role.EMPLOYER, Role.EMPLOYER_SHORT)
    course = laid_out("course", 1)
    assert not any(kind_of(mark, course) is Kind.DISPLAY for mark in course.marks)


@pytest.mark.slow
@pytest.mark.parametrize("route", ROUTES)
def test_a_route_carries_the_truth_along_with_the_ink(route: str) -> None:
    for seed in range(3):
        page = ROUTES[route](squares(), Random(seed))
        grey = cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY)
        for mark in page.marks:
            corners = np.array(mark.characters[0], np.float32)
            middle = corners.mean(axis=0)
            inner, outer = (
                np.rint(middle + (corners - middle) * share).astype(np.int32)
                for share in (0.7, 1.4)
            )
            inside, around = np.zeros_like(grey), np.zeros_like(grey)
            cv2.fillPoly(inside, [inner], 1)
            cv2.polylines(around, [outer], True, 1)
            dark, light = np.percentile(grey[inside == 1], 90), np.median(grey[around == 1])
            assert light - dark > 60, (seed, dark, light)


@pytest.mark.slow
@pytest.mark.parametrize("printing", PRINTINGS)
def test_printing_and_paper_move_no_ink(printing: str) -> None:
    before = squares()
    after = on_paper(PRINTINGS[printing](before, Random(5)), Random(6))
    assert after.marks == before.marks
    first, second = (
        cv2.cvtColor(one.picture, cv2.COLOR_RGB2GRAY).astype(np.float32) for one in (before, after)
    )
    shift, _ = cv2.phaseCorrelate(first, second)
    assert max(map(abs, shift)) < 0.5
    assert not np.array_equal(after.picture, before.picture)
