"""Covers of a page: burnt into its picture, carried to another one, found there already."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import product
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.drawn_text import letters, typed
from tests.masking.signatures.test_signature_spaces import STYLE, scrawl, sheet
from tools.drawing import seals as drawn_seals
from tools.drawing.paper import Paper
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.drawing import fit_cover
from zcdesk.cases.case import Case, CasePage, Decision, PageState
from zcdesk.findings import info
from zcdesk.geometry import Point, Transform, bounds, box, centre, holds
from zcdesk.masking.burning import burn
from zcdesk.masking.covers.kept_to_page import kept_to_page
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.presence import Presence, presence
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape, words_of_ring
from zcdesk.pages.emptying import ROOM
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import carried_back, examine_page, inspect_page
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.sought import Sought


def mask(left: float, top: float, right: float, bottom: float) -> Mask:
    return Mask(Target.NAME, box(left, top, right, bottom))


def test_covered_pixels_are_black_and_the_page_is_left_as_it_is() -> None:
    page = typed("姓名：张伟，性别：男")
    before = page.copy()
    burnt = burn(page, [mask(200, 75, 280, 130)])
    assert (page == before).all()
    assert (burnt[76:130, 201:280] == 0).all()


def test_nothing_beside_the_paint_changes_which_is_wider_where_ink_may_reach_the_edge() -> None:
    page = typed("姓名：张伟李明")
    (left, top), (right, _), (_, bottom), _ = letters(0, 3, 5)
    drawn = mask(left, top - 4, right, bottom + 8)
    for free, wider in ((None, ROOM), (1, ROOM - 1), (ROOM, 0), (ROOM + 4, 0)):
        ink = mask(
            left + (free or 0), top - 4 + (free or 0), right - (free or 0), bottom + 8 - (free or 0)
        )
        cover = replace(drawn, hidden=() if free is None else ink.polygon)
        burnt = burn(page, [cover])
        black = (burnt == 0).all(axis=2) & (page != 0).any(axis=2)
        rows, columns = np.flatnonzero(black.any(axis=1)), np.flatnonzero(black.any(axis=0))
        assert columns[0] == round(left) - wider
        assert columns[-1] == round(right) + wider
        assert (rows[0], rows[-1]) == (round(top) - 4 - wider, round(bottom) + 8 + wider)
        assert (burnt[~black] == page[~black]).all()


def test_parts_outside_the_page_are_ignored() -> None:
    page = typed("张伟")
    burnt = burn(page, [mask(-50, -50, 40, 40), mask(5000, 5000, 6000, 6000)])
    assert (burnt[:40, :40] == 0).all()
    assert burnt.shape == page.shape


def test_a_grey_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="RGB"):
        burn(np.zeros((10, 10), np.uint8), [])


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
    for one, decision in product(hits, DECISIONS):
        hit = one.moved(way.apply_all)
        assume(holds((0, 0, *SIZE), centre(hit.mask.polygon)))
        kept = kept_to_page([hit], (), SIZE)[0]
        before, after = (_painted(each, decision) for each in (hit, kept))
        for x, y in _places(hit):
            if min(map(abs, (before((x, y)), x, y, x - WIDTH, y - HEIGHT))) > 1:
                shown = before((x, y)) > 0 and holds((0, 0, *SIZE), (x, y))
                assert (after((x, y)) > 0) is shown


OWN = "乌鲁木齐恒野建设工程有限公司"
WORDS = frozenset({Target.NAME, Target.EMPLOYER})


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


def seen(picture: Picture) -> Presence:
    return presence(picture, evened(picture), read_page(picture))


def sealed(name: str) -> Paper:
    paper = sheet()
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(name), (1100, 650), Random(name))
    return paper


@pytest.mark.slow
@pytest.mark.parametrize("colourless", [False, True])
def test_any_seal_counts_in_colour_and_on_grey_copies(colourless: bool) -> None:
    picture = pixels(sealed("昆河地区人力资源和社会保障厅"))
    if colourless:
        level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        picture = np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), np.uint8)
    assert seen(picture).sealed == 1


def test_a_page_without_a_seal_has_none() -> None:
    paper = sheet()
    paper.line("（盖章）　　二〇二四年六月十八日", 300, 700, STYLE)
    assert seen(pixels(paper)).sealed == 0


@pytest.mark.slow
@pytest.mark.parametrize("label", ["承诺人签字：", "申报人（签名）："])
def test_a_place_to_sign_is_filled_or_empty(label: str) -> None:
    paper = sheet()
    end = paper.line(label, 300, 400, STYLE)
    assert seen(pixels(paper)).signed is False
    scrawl(paper, end + paper.em(STYLE), 400, paper.em(STYLE))
    assert seen(pixels(paper)).signed is True


def test_without_a_place_to_sign_nothing_is_said() -> None:
    assert seen(pixels(sheet())).signed is None


@pytest.mark.nightly
@pytest.mark.parametrize("seal", [True, False])
def test_an_own_seal_is_covered_whole_or_by_its_words_unasked(tmp_path: Path, seal: bool) -> None:
    path = tmp_path / "page.png"
    Image.fromarray(pixels(sealed(OWN))).save(path, dpi=(200, 200))
    applicant = Applicant("李文强", OWN)
    targets = WORDS | {Target.SEAL} if seal else WORDS
    examined = examine_page(str(path), 0, Sought(applicant, targets))
    page = found(CasePage(1, "", "page.png"), examined)
    assert Case("region-senior-2024", applicant, targets).state(page) is PageState.MASKED
    (hit,) = (hit for hit in page.hits if hit.mask.origin is Origin.SEAL)
    covers = [mask.polygon for mask in page.covers() if mask.origin is Origin.SEAL]
    assert covers == ([hit.mask.polygon] if seal else list(hit.parts))
    assert examined.told.seals == 1


@pytest.mark.nightly
@pytest.mark.parametrize("way", ["", "blurred", "grey"])
def test_an_own_seal_over_print_of_its_own_is_covered_whole(tmp_path: Path, way: str) -> None:
    """The unit's short name stands between star and ring: the cover of the ring's words leaves it
    open. The date below the seal goes on outside of it and does not count."""
    print_ = typed("恒野建设")
    rows, columns = np.nonzero(print_.min(axis=2) < 128)
    print_ = print_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    small = cv2.resize(print_, (118, 28), interpolation=cv2.INTER_AREA)
    if way == "blurred":
        small = cv2.GaussianBlur(small, (9, 9), 0)
    page = pixels(sealed(OWN)).copy()
    left, top = 1100 - 59, 650 + 34
    part = page[top : top + 28, left : left + 118]
    np.minimum(part, small, out=part)
    if way == "grey":
        page = np.repeat(page.min(axis=2, keepdims=True), 3, axis=2)
    path = tmp_path / "page.png"
    Image.fromarray(page).save(path, dpi=(200, 200))
    examined = examine_page(str(path), 0, Sought(Applicant("李文强", OWN), WORDS))
    hits = found(CasePage(1, "", "page.png"), examined).hits
    assert [hit.parts for hit in hits if hit.mask.origin is Origin.SEAL] == [()]


@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 1])
def test_inspect_tells_how_many_seals_a_page_shows(tmp_path: Path, count: int) -> None:
    path = tmp_path / "page.png"
    paper = sealed("昆河地区人力资源和社会保障厅") if count else sheet()
    Image.fromarray(pixels(paper)).save(path, dpi=(200, 200))
    assert inspect_page(ScanPlace(str(path)), 0).measures["seals"] == count
