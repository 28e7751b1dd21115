"""Painting after carrying equals carrying after painting, whatever is carried and wherever to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from itertools import product

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.drawing import fit_cover
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.findings import info
from zcdesk.geometry import Point, Transform, bounds, box, centre, holds
from zcdesk.masking.covers.kept_to_page import kept_to_page
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, words_of_ring
from zcdesk.pages.page import Page, PageSource
from zcdesk.workflow.one_page.examining import carried_back

SIZE = WIDTH, HEIGHT = 1000, 1400
DECISIONS = (None, Decision.COVER, Decision.WORDS)

turns = st.sampled_from((0, 90, 180, 270)).map(lambda d: Transform.quarter_turn(d, *SIZE))
skews = st.floats(-5, 5).map(lambda d: Transform.rotation(d, (500.0, 700.0)))
scales = st.builds(Transform.scale, st.floats(0.4, 2.5), st.floats(0.4, 2.5))
shifts = st.builds(Transform.shift, st.floats(-400, 400), st.floats(-500, 500))
lifts = st.floats(-1e-4, 1e-4)
outlines = st.builds(lambda g, h: Transform(((1, h, 5), (g, 1, -9), (g, h, 1))), lifts, lifts)


def _all_of(ways: list[Transform]) -> Transform:
    return reduce(Transform.then, ways, Transform())


anywhere = st.lists(turns | skews | scales | shifts | outlines, min_size=1, max_size=3).map(_all_of)


@st.composite
def finds(draw: st.DrawFn) -> list[Hit]:
    """A stamp, and a seal of which the words are covered or, if a person says so, all of it."""
    x, y = draw(st.floats(150, 850)), draw(st.floats(150, 1250))
    along, across = draw(st.floats(30, 150)), draw(st.floats(30, 150))
    angle = draw(st.floats(-90, 90))
    outline = Transform.rotation(angle, (x, y)).apply_all(
        box(x - along, y - across, x + along, y + across)
    )
    mask = Mask(Target.EMPLOYER, outline, "employer:1", 0.9, Origin.SEAL)
    radii, reason = (along, across), info("hit.own_seal")
    seals = [Seal((x, y), radii, angle, Colour.RED, shape, outline, 1.0) for shape in Shape]
    return [Hit(mask, Verdict.COVER, reason, "", words_of_ring(seal)) for seal in seals]


def _painted(hit: Hit, decision: Decision | None) -> Callable[[Point], float]:
    """Return what tells how deep a point is below what is painted; below 0 it is beside."""
    decisions = ((0, decision),) if decision else ()
    covers = CasePage(1, "", "", hits=(hit,), decisions=decisions).covered(0)
    outlines = [np.array(mask.polygon, np.float32) for mask in covers]
    return lambda point: max(cv2.pointPolygonTest(each, point, True) for each in outlines)


def _places(hit: Hit) -> Iterator[Point]:
    left, top, right, bottom = bounds(hit.mask.polygon)
    across, down = np.linspace(left - 9, right + 9, 16), np.linspace(top - 9, bottom + 9, 16)
    return product(across.tolist(), down.tolist())


def _back_to_the_scan(hit: Hit, way: Transform) -> Hit:
    page = Page(PageSource("", ""), *SIZE, *SIZE, transform=way.inverse())
    return carried_back([hit], page)[0]


def _reshaped_by_hand(hit: Hit, way: Transform) -> Hit:
    page = CasePage(1, "", "", hits=(hit,))
    case = Case("", Applicant("张伟", "云岭"), frozenset(), (page,))
    return fit_cover(case, 1, 0, way.apply_all(hit.mask.polygon)).page(1).hits[0]


@pytest.mark.parametrize(
    ("carry", "ways"),
    [
        (_back_to_the_scan, anywhere),
        (_reshaped_by_hand, st.lists(scales | shifts, min_size=1, max_size=2).map(_all_of)),
    ],
)
@settings(max_examples=20, deadline=None)
@given(finds(), st.data())
def test_what_is_painted_lies_on_what_it_covers(
    carry: Callable[[Hit, Transform], Hit],
    ways: st.SearchStrategy[Transform],
    hits: list[Hit],
    data: st.DataObject,
) -> None:
    way = data.draw(ways)
    for hit, decision in product(hits, DECISIONS):
        before, after = (_painted(each, decision) for each in (hit, carry(hit, way)))
        for point in _places(hit):
            if abs(before(point)) > 1:
                assert (after(way.apply(point)) > 0) is (before(point) > 0)


@settings(max_examples=20, deadline=None)
@given(finds(), shifts)
def test_what_is_painted_ends_with_the_page(hits: list[Hit], way: Transform) -> None:
    for found, decision in product(hits, DECISIONS):
        hit = found.moved(way.apply_all)
        assume(holds((0, 0, *SIZE), centre(hit.mask.polygon)))
        kept = kept_to_page([hit], (), SIZE)[0]
        before, after = (_painted(each, decision) for each in (hit, kept))
        for x, y in _places(hit):
            if min(map(abs, (before((x, y)), x, y, x - WIDTH, y - HEIGHT))) > 1:
                shown = before((x, y)) > 0 and holds((0, 0, *SIZE), (x, y))
                assert (after((x, y)) > 0) is shown
