"""Round seals on drawn pages: found in every ink and shape, and not where there are none."""

import math
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.real_paper.drawing import LAYOUTS
from benchmarks.real_paper.occasion import Occasion, issuers_of
from tests.masking.seals import sealed_pages as at
from tests.pages.drawn import document
from tools.drawing.damage import damage
from tools.drawing.fonts import Face
from tools.drawing.marks import Role
from tools.drawing.ornaments import paste_photo, wave_border
from tools.drawing.paper import RED, Style
from tools.drawing.people import invent_colleagues, invent_person
from tools.drawing.scene import Scene
from zcdesk.applicant import Target
from zcdesk.geometry import centre
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal
from zcdesk.masking.seals.rings_without_colour import DARK, dark_rings
from zcdesk.masking.seals.seal_detection import Shape, find_seals
from zcdesk.picture import Picture


@pytest.mark.parametrize("ink", ["red", "pale red", "blue"])
def test_a_round_seal_is_found_where_it_was_stamped(ink: str) -> None:
    seal = at.only(at.sealed(at.OWN, ink))
    assert seal.shape is Shape.RING
    assert seal.colour is (Colour.BLUE if ink == "blue" else Colour.RED)
    assert seal.centre == pytest.approx(at.MIDDLE, abs=4)
    assert seal.radii == pytest.approx((157.5, 157.5), abs=5)


@pytest.mark.slow
@pytest.mark.parametrize("scan", [at.grey, at.compressed, at.coarse, at.tinted])
def test_a_scan_may_be_grey_compressed_coarse_tinted(scan: at.Scan) -> None:
    picture = at.sealed(at.OWN)
    poor = scan(picture)
    scale = poor.shape[0] / picture.shape[0]
    seal = at.only(poor)
    assert seal.centre == pytest.approx((at.MIDDLE[0] * scale, at.MIDDLE[1] * scale), abs=5)
    assert at.codes(poor) == ["hit.own_seal"]


@pytest.mark.slow
def test_a_grey_copys_own_seal_is_found_beside_the_red_one_of_who_confirms_it() -> None:
    picture, again = at.grey(at.sealed(at.OWN)), at.sealed(at.OFFICE)
    x, y = (round(value) for value in at.MIDDLE)
    place = np.s_[100:460, x - 180 : x + 180]
    picture[place] = again[y - 180 : y + 180, x - 180 : x + 180]
    found = find_seals(picture)
    assert {seal.colour for seal in found} == {Colour.RED, Colour.DARK}
    own = next(seal for seal in found if seal.colour is Colour.DARK)
    assert own.centre == pytest.approx(at.MIDDLE, abs=6)
    assert at.codes(picture) == ["hit.own_seal"]


def test_a_second_seal_that_is_cut_by_rules_is_found_on_a_grey_copy() -> None:
    picture = at.grey(at.sealed(at.OWN))
    x, y = (round(value) for value in at.MIDDLE)
    seal = picture[y - 180 : y + 180, x - 180 : x + 180].copy()
    place = np.s_[y : y + 360, 220:580]
    picture[place] = np.minimum(picture[place], seal)
    for rule in (340, 450, 520):
        picture[200:1900, rule : rule + 5] = 40
    middles = sorted(seal.centre for seal in find_seals(picture))
    assert middles == [pytest.approx((400, y + 180), abs=8), pytest.approx(at.MIDDLE, abs=8)]


@pytest.mark.slow
def test_each_of_the_seals_of_six_parties_is_found_on_a_black_copy() -> None:
    paper = at.sheet()
    places = [(x, y) for y in (560.0, 960.0) for x in (260.0, 640.0, 1020.0)]
    for number, place in enumerate(places):
        at.imprint(paper, at.SAME_TRADE, place, number)
    found = [seal.centre for seal in find_seals(at.black(at.pixels(paper)))]
    assert all(any(math.dist(place, one) < 12 for one in found) for place in places)


def test_a_cover_of_the_whole_seal_leaves_no_red_ink() -> None:
    picture = at.sealed(at.OWN)
    covered = picture.copy()
    corners = np.rint(np.array(at.only(picture).polygon)).astype(np.int32)
    cv2.fillPoly(covered, [corners], (0, 0, 0))
    lead = covered[:, :, 0].astype(int) - covered[:, :, 1]
    assert np.count_nonzero(lead > 60) == 0


def test_an_oval_seal_is_found_and_keeps_its_shape() -> None:
    picture = at.sealed(at.OWN)
    part = picture[1130:1470, 980:1320].copy()
    paper = at.sheet()
    flat = np.asarray(cv2.resize(part, (340, 230), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    oval = at.pixels(paper)
    oval[1600:1830, 600:940] = flat
    seal = at.only(oval)
    assert max(seal.radii) / min(seal.radii) == pytest.approx(340 / 230, abs=0.08)


def test_two_seals_over_each_other_are_two_seals() -> None:
    paper = at.sheet()
    for x, name in ((1000.0, at.OWN), (1180.0, at.OFFICE)):
        at.imprint(paper, name, (x, 1700.0))
    found = sorted(seal.centre[0] for seal in find_seals(at.pixels(paper)))
    assert found == pytest.approx([1000.0, 1180.0], abs=6)


@pytest.mark.slow
@pytest.mark.parametrize("worn", [60, 75])
def test_a_worn_seal_below_another_one_is_found(worn: int) -> None:
    paper = at.sheet()
    for x, y, name in ((1000.0, 1700.0, at.OWN), (1200.0, 1780.0, at.OFFICE)):
        at.imprint(paper, name, (x, y))
    page = at.pixels(paper)
    own, other = sorted(find_seals(page), key=lambda seal: seal.centre[0])
    middle, radius = (round(own.centre[0]), round(own.centre[1])), round(own.radii[0])
    cv2.ellipse(page, middle, (radius, radius), 0, 195, 195 + worn, (255, 255, 255), 22)
    # Little ink where it is thin; the other one has enough.
    left = page[:, : round(other.centre[0] - other.radii[0]) - 4].astype(np.int16)
    page[:, : left.shape[1]] = (255 - (255 - left) * 0.35).astype(np.uint8)
    assert len(find_seals(page)) == 2


def test_half_a_seal_at_the_edge_of_the_page_is_found() -> None:
    paper = at.sheet()
    at.imprint(paper, at.OWN, (float(paper.width), 1500.0), 1)
    assert at.only(at.pixels(paper)).centre == pytest.approx((paper.width, 1500), abs=8)


@pytest.mark.slow
@pytest.mark.parametrize(("beyond", "down", "lean"), [(0, 700, 2.5), (60, 1500, -1.8)])
def test_half_a_seal_at_a_straightened_pages_edge_is_found(
    beyond: int, down: int, lean: float
) -> None:
    """What the straightened picture adds beside the page carries no ink."""
    paper = at.sheet()
    at.imprint(paper, at.OWN, (paper.width + beyond, down), 1)
    image = Image.fromarray(at.pixels(paper))
    turned = image.rotate(lean, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert at.only(np.asarray(turned)).shape is Shape.RING


@pytest.mark.nightly
def test_letterheads_frames_photos_and_rules_are_no_seals() -> None:
    paper = at.sheet()
    random = Random(3)
    wave_border(paper, 9, RED, random)
    paper.centred("天岭地区行政公署文件", paper.mm(18), Style(Face.HEAVY, 34, RED))
    paper.rule((200, 330), (1450, 330), width=0.8, colour=RED)
    for number in range(3):
        paste_photo(paper, 250 + 350 * number, 1700, random)
    assert find_seals(at.pixels(paper)) == ()
    assert find_seals(at.grey(at.pixels(paper))) == ()


@pytest.mark.nightly
def test_the_desk_around_a_photographed_page_holds_no_seal() -> None:
    page = document("pledge", Random("pledge0"), 200)
    assert find_seals(damage(page, ("phone",), Random(0)).picture) == ()


@pytest.mark.slow
def test_a_ring_that_a_black_copy_left_in_arcs_is_found() -> None:
    paper = at.sheet()
    paper.line(at.OWN, 800, 1330, Style(size=14))
    at.imprint(paper, at.OWN)
    picture = at.pixels(paper).copy()
    gaps = np.zeros(picture.shape[:2], np.uint8)
    middle = (round(at.MIDDLE[0]), round(at.MIDDLE[1]))
    for turn in range(10, 370, 60):
        cv2.ellipse(gaps, middle, (165, 165), 0, turn, turn + 22, 255, thickness=-1)
    cv2.circle(gaps, middle, 140, 0, thickness=-1)
    red = np.ptp(picture, axis=2) > 40
    picture[(gaps > 0) & red] = 255
    ring = at.only(at.black(picture))
    assert ring.centre == pytest.approx(at.MIDDLE, abs=8)


@pytest.mark.nightly
def test_text_and_tables_of_a_black_copy_are_no_ring_in_arcs() -> None:
    for kind in ("roster_table", "paper_front", "dense_text", "insurance_statement"):
        page = document(kind, Random(kind), 200)
        seals = page.having(Role.SEAL, Role.OTHER_SEAL)
        found = [seal for seal in find_seals(at.black(page.picture)) if seal.shape is Shape.RING]
        assert len(found) <= len(seals)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(9))
def test_the_grain_of_a_dark_wall_holds_no_ring(seed: int) -> None:
    grain = np.random.default_rng(seed).normal(0, 1, (700, 1100)).astype(np.float32)
    large = cv2.GaussianBlur(grain, (0, 0), 1.0)
    levels = np.clip(DARK + 2 + 18 * large / large.std(), 0, 255).astype(np.uint8)
    assert dark_rings(levels, 25, 150) == []


def test_a_round_picture_on_a_dark_screen_is_no_ring() -> None:
    levels = np.full((700, 1000), 255, np.uint8)
    cv2.rectangle(levels, (360, 210), (540, 390), 110, -1)
    cv2.circle(levels, (450, 300), 30, 225, -1)
    assert dark_rings(levels, 22, 150) == []


@pytest.mark.nightly
def test_the_own_seal_on_a_copy_with_hardly_any_toner_is_found() -> None:
    assert at.codes(at.pale(at.sealed(at.OWN))) == ["hit.own_seal"]
    assert at.codes(at.pale(at.coarse(at.sealed(at.OWN)))) == ["hit.own_seal"]
    assert at.hits(at.pale(at.sealed(at.OFFICE))) == ()


def test_a_seal_with_little_ink_beside_black_print_is_found() -> None:
    assert at.codes(at.sealed(at.OWN, "palest")) == ["hit.own_seal"]


@pytest.mark.parametrize("radius", [6, 20, 60])
def test_red_dots_raise_no_doubt(radius: int) -> None:
    picture = at.pixels(at.sheet())
    cv2.circle(picture, (1000, 1700), radius, at.INKS["red"], -1)
    assert at.hits(picture) == ()


@pytest.mark.slow
def test_a_ring_with_hardly_any_ink_is_found_on_a_grey_copy() -> None:
    copied = at.grey(at.sealed(at.OWN, "palest"))
    assert at.only(copied).centre == pytest.approx(at.MIDDLE, abs=8)
    assert at.codes(copied) == ["hit.own_seal"]
    assert find_seals(at.grey(at.pixels(at.sheet()))) == ()


@pytest.mark.parametrize("ink", ["red", "pale red"])
def test_a_name_seal_across_the_line_to_sign_on_is_found_on_a_grey_copy(ink: str) -> None:
    paper = at.sheet()
    paper.rule((900, 1648), (1500, 1648), width=0.4)
    paper.tint(at.boxed("李文强印", 130, 2, 9), 1100, 1580, at.INKS[ink])
    seal = at.only(at.grey(at.pixels(paper)))
    assert seal.shape is Shape.BOX
    assert seal.centre == pytest.approx((1165, 1645), abs=8)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.04, 0.06])
def test_a_seal_of_next_to_no_colour_on_a_hatched_sheet_is_found(share: float) -> None:
    bare = at.pixels(at.sheet()).astype(np.float32)
    down, across = np.mgrid[: bare.shape[0], : bare.shape[1]]
    hatch = np.where((across + down) % 12 < 4, 28.0, 0.0)
    grain = np.random.default_rng(3).normal(0, 2, hatch.shape)
    page = bare - share * (bare - at.sealed(at.OWN)) - (hatch + grain)[..., None]
    assert at.codes(np.clip(page, 0, 255).astype(np.uint8)) == ["hit.own_seal"]


def test_the_tinged_edge_of_a_photo_is_no_seal_of_next_to_no_colour() -> None:
    page = np.full((1600, 1100, 3), 240, np.uint8)
    for left, up in ((300, 60), (700, 900)):
        cv2.circle(page, (left, up), 150, (240, 233, 233), 9)
    grain = np.random.default_rng(1).normal(0, 6, page.shape[:2])
    seals = find_seals(np.clip(page + grain[..., None], 0, 255).astype(np.uint8))
    assert [round(seal.centre[1] / 100) for seal in seals] == [9]


def test_a_seal_that_nearly_touches_the_printed_frame_of_the_page_is_found() -> None:
    picture = at.sealed(at.OWN).copy()
    wide = picture.shape[1]
    x, y = (round(value) for value in at.MIDDLE)
    frame = (max(40, x - 900), 60), (min(wide - 40, x + 900), y + 157 + 26)
    cv2.rectangle(picture, *frame, (200, 40, 40), 30)
    assert any(math.dist(seal.centre, at.MIDDLE) < 8 for seal in find_seals(picture))


@pytest.mark.slow
def test_a_seal_strong_above_and_pale_below_over_a_red_frame_is_the_own_one() -> None:
    framed = at.pixels(at.sheet()).astype(np.float32)
    y = round(at.MIDDLE[1])
    cv2.rectangle(framed, (60, 60), (framed.shape[1] - 60, y + 70), (230, 110, 110), 60)
    below = np.clip((np.arange(len(framed)) - y) / 60 + 0.5, 0, 1)[:, None, None]
    ink = (255 - at.sealed(at.OWN).astype(np.float32)) / 255
    worn = np.clip(framed * (1 - (0.7 - 0.58 * below) * ink), 0, 255).astype(np.uint8)
    assert at.codes(worn) == ["hit.own_seal"]


@pytest.mark.slow
def test_a_red_seal_on_an_award_of_red_and_yellow_paper_is_the_own_one() -> None:
    picture = at.sealed(at.OWN).astype(np.float32)
    middle = round(at.MIDDLE[0])
    green = 190 - 0.8 * np.abs(np.arange(picture.shape[1]) - middle - 250).clip(0, 200)
    award = np.zeros_like(picture) + np.stack([0 * green + 235, green, 0 * green + 40], axis=1)
    award *= 1 - (255 - picture) / 255 * (0.3, 0.45, 0.3)
    for rule in (middle - 330, middle + 190, middle + 240):
        cv2.line(award, (rule, 60), (rule, award.shape[0] - 60), (255, 255, 255), 10)
    grain = np.random.default_rng(3).normal(0, 2, award.shape)
    seen = np.clip(award + grain, 0, 255).astype(np.uint8)
    assert math.dist(at.only(seen).centre, at.MIDDLE) < 8
    assert at.codes(seen) == ["hit.own_seal"]


def crumbled(picture: Picture, seed: int) -> Picture:
    """Black on white, with most of the seal gone in patches and grains; print stays."""
    random = np.random.default_rng(seed)
    patches = cv2.resize(random.normal(0, 4, (60, 42)), picture.shape[1::-1])
    worn = (patches + random.normal(0, 1, picture.shape[:2]) > -0.5) & (
        np.ptp(picture, axis=2) > 40
    )
    lines = np.where((picture.min(axis=2) > 165) | worn, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(lines, cv2.COLOR_GRAY2RGB), np.uint8)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_a_seal_of_which_a_fax_left_crumbs_is_a_question(seed: int) -> None:
    picture = crumbled(at.sealed(at.OWN), seed)
    ring = at.only(picture)
    assert ring.shape is Shape.RING
    assert ring.centre == pytest.approx(at.MIDDLE, abs=8)
    assert max(ring.radii) == pytest.approx(158, abs=6)
    (hit,) = at.hits(picture, at.TARGETS | {Target.SEAL})
    assert hit.is_doubt


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    ["roster_table", "paper_front", "dense_text", "journal_cover", "id_card", "work_summary"],
)
def test_a_fax_of_text_tables_and_photos_holds_no_ring_in_crumbs(kind: str) -> None:
    page = document(kind, Random(kind), 200)
    seals = page.having(Role.SEAL, Role.OTHER_SEAL)
    sent = damage(page, ("fax",), Random(1)).picture
    assert is_bitonal(sent)
    assert len([one for one in find_seals(sent) if one.shape is Shape.RING]) <= len(seals)


def test_a_copy_with_greys_is_not_searched_for_crumbs() -> None:
    assert not is_bitonal(at.grey(at.sealed(at.OWN)))


@pytest.mark.parametrize("seed", [5, 14, 22])
def test_the_oval_seal_on_an_invoice_is_no_circle(seed: int) -> None:
    random = Random(seed)
    person = invent_person(random)
    scene = Scene(person, invent_colleagues(person, random), random, 100)
    page = LAYOUTS["invoice"](Occasion(scene, issuers_of(scene)))
    seal = page.having(Role.SEAL, Role.OTHER_SEAL)[-1].characters[0]
    (found,) = (one for one in find_seals(page.picture) if math.dist(one.centre, centre(seal)) < 30)
    assert 1.25 < max(found.radii) / min(found.radii) < 1.6
