"""Faces on pages: found in every colour and on black copies; print is none."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.makers.figures import GROUNDS, HEADS, Figure, drawn
from benchmarks.portraits import photos_on
from tests.masking.sheet import Sheet
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon, bounds, box, contains
from zcdesk.masking.hits import Verdict
from zcdesk.masking.portraits import portrait_verdicts
from zcdesk.masking.portraits.face_detection import FoundFace, find_faces
from zcdesk.masking.portraits.portrait_verdicts import ALONE, judge_portraits, photo_around
from zcdesk.picture import Picture
from zcdesk.reading import engine
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, PhotoPlace
from zcdesk.reading.page_reading import read_evened, read_line

PLACE = (900, 420, 1090, 686)
"""Left, top, right, bottom of the photo on :func:`page`: 24 × 34 mm at 200 dpi."""


def page(figure: Figure, tint: tuple[int, int, int] = (255, 255, 255), seed: int = 1) -> Paper:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    paper.pen.rectangle((240, 330, 1180, 900), fill=tint)
    left, top, right, bottom = PLACE
    photo = drawn(figure, right - left, bottom - top, Random(seed))
    paper.image.paste(Image.fromarray(photo), (left, top))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 1300, 1200, Style(size=13))
    return paper


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


def share_of_place(cover: Polygon) -> float:
    left, top, right, bottom = bounds(cover)
    across = min(right, PLACE[2]) - max(left, PLACE[0])
    down = min(bottom, PLACE[3]) - max(top, PLACE[1])
    return max(0.0, across) * max(0.0, down) / (190 * 266)


@pytest.mark.slow
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("clothes", "ground"),
    [("white", (245, 245, 245)), ("blue", (120, 170, 220)), ("striped", (90, 110, 140))],
)
def test_a_photo_is_proposed_whatever_is_worn_before_whatever_ground(
    head: str, clothes: str, ground: tuple[int, int, int]
) -> None:
    picture = pixels(page(Figure(head, clothes, ground)))
    hits = judge_portraits(picture, (), (), photos_on(picture))
    assert any(hit.covers_by_default and share_of_place(hit.mask.polygon) > 0.85 for hit in hits)


def test_the_reason_names_what_was_seen() -> None:
    picture = pixels(page(Figure("short", "white", (245, 245, 245))))
    for photos, seen in (((), "maybe_face"), (photos_on(picture), "portrait")):
        (hit,) = judge_portraits(picture, (), (), photos)
        assert hit.reason.code == f"hit.{seen}"


@pytest.mark.parametrize("tint", [(150, 30, 36), (40, 60, 120), (200, 220, 235)])
@pytest.mark.parametrize("head", ["short", "long", "scarf"])
def test_on_a_coloured_booklet_it_is_covered_to_its_edges(
    tint: tuple[int, int, int], head: str
) -> None:
    picture = pixels(page(Figure(head, "grey", (230, 236, 242)), tint))
    hits = judge_portraits(picture, (), (), photos_on(picture))
    (hit,) = (hit for hit in hits if share_of_place(hit.mask.polygon) > 0.5)
    assert hit.verdict is Verdict.COVER
    assert share_of_place(hit.mask.polygon) > 0.93
    left, top, right, bottom = bounds(hit.mask.polygon)
    assert (right - left) * (bottom - top) < 1.6 * 190 * 266


@pytest.mark.parametrize("ground", GROUNDS[:5])
def test_the_edges_of_a_photo_are_seen_on_a_darker_sheet(ground: tuple[int, int, int]) -> None:
    picture = pixels(page(Figure("long", "suit", ground), (150, 150, 100)))
    around = photo_around(picture, FoundFace(960, 500, 1030, 600, 0.9))
    assert around.seen == 4
    assert np.allclose(bounds(around.polygon), PLACE, atol=14)


@pytest.mark.parametrize("farther", [0, 24])
def test_edges_that_lie_farther_off_than_usual_are_seen_as_well(farther: int) -> None:
    sheet = np.full((1200, 1200, 3), 250, np.uint8)
    left, right = 600 - 150 - farther, 600 + 150 + farther
    sheet[400:800, left:right] = 120
    around = photo_around(sheet, FoundFace(550, 500, 650, 640, 0.9))
    first, _, last, _ = bounds(around.polygon)
    assert (first, last) == pytest.approx((left, right), abs=12)


def test_without_edges_the_usual_photo_is_taken() -> None:
    blank = np.full((2339, 1654, 3), 255, np.uint8)
    around = photo_around(blank, FoundFace(960, 500, 1030, 600, 0.9))
    assert around.seen == 0
    left, top, right, bottom = bounds(around.polygon)
    assert left < 925 < 1065 < right
    assert top < 440 < 680 < bottom


def test_at_the_edge_of_a_page_the_photo_ends_with_it() -> None:
    blank = np.full((900, 700, 3), 255, np.uint8)
    around = photo_around(blank, FoundFace(0, 0, 80, 100, 0.9))
    left, top, right, bottom = bounds(around.polygon)
    assert (left, top) == (0, 0)
    assert 80 < right <= 700
    assert 100 < bottom <= 900


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["roster_table", "posting", "award_certificate", "journal_cover", "dense_text"]
)
@pytest.mark.parametrize("condition", ["scan", "fax"])
def test_letters_cells_and_seals_are_no_faces(kind: str, condition: str) -> None:
    random = Random(f"{kind} {condition}")
    person = invent_person(random)
    drawn_page = draw_page(kind, person, invent_colleagues(person, random), random, dpi=200)
    picture = damage(drawn_page, (condition,), random).picture
    assert all(face.score < ALONE for face in find_faces(picture))


def test_the_largest_score_of_a_place_counts() -> None:
    found = find_faces(pixels(page(Figure("short", "suit", (67, 142, 219)))))
    assert [face for face in found if face.score >= 0.3] == [found[0]]
    assert PLACE[0] < found[0].middle[0] < PLACE[2]
    assert PLACE[1] < found[0].middle[1] < PLACE[3]


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*parts: str) -> Path:
        raise FileNotFoundError(parts)

    monkeypatch.setattr(engine, "resource", gone)
    engine.shipped_model.cache_clear()
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$"):
        find_faces(np.full((300, 200, 3), 255, np.uint8))


def test_no_face_is_sought_in_a_picture_of_another_shape() -> None:
    with pytest.raises(ValueError, match="not an RGB picture"):
        find_faces(np.zeros((40, 40), np.uint8))


BLACK = (0, 0, 0)


def bust(*, eyes: bool = True, aside: int = 0, ring: bool = False, scale: float = 1.0) -> Picture:
    """Return a white page of 1240 × 1754 px with a bust around (900, 540), 300 px wide."""
    sheet = np.full((1754, 1240, 3), 255, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(900 + x * scale), round(540 + y * scale)

    def size(length: float) -> int:
        return max(1, round(length * scale))

    cv2.ellipse(sheet, at(0, -110), (size(72), size(90)), 0, 180, 360, BLACK, -1)
    if eyes:
        for side in (-28, 28):
            cv2.circle(sheet, at(side, -62), size(9), BLACK, -1)
        cv2.line(sheet, at(-18, -2), at(18, -2), BLACK, size(6))
    corners = [
        at(-150 + aside, 210),
        at(-110 + aside, 80),
        at(110 + aside, 80),
        at(150 + aside, 210),
    ]
    cv2.fillPoly(sheet, [np.array(corners, np.int32)], BLACK)
    collar = [at(-28 + aside, 78), at(28 + aside, 78), at(aside, 130)]
    cv2.fillPoly(sheet, [np.array(collar, np.int32)], (255, 255, 255))
    if ring:
        cv2.circle(sheet, at(-60, 400), size(200), BLACK, size(9))
    return np.asarray(sheet, np.uint8)


@pytest.mark.parametrize("ring", [False, True])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.6])
def test_hair_and_shoulders_apart_are_proposed_as_one_portrait(ring: bool, scale: float) -> None:
    picture = bust(ring=ring, scale=scale)
    hits = judge_portraits(picture, (), (), photos_on(picture))
    (hit,) = (hit for hit in hits if contains(hit.mask.polygon, (900, 540)))
    assert hit.covers_by_default
    left, top, right, bottom = bounds(hit.mask.polygon)
    # A photo has 5 % more beside shoulders of 300 px, whose ends may be lost as strokes are.
    assert left <= 900 - 164 * scale
    assert right >= 900 + 164 * scale
    assert top <= 540 - 230 * scale
    assert bottom >= 540 + 205 * scale


@pytest.mark.parametrize("drawn", [bust(eyes=False), bust(aside=80), bust(scale=0.29)])
def test_bars_and_small_figures_are_never_covered_without_asking(drawn: Picture) -> None:
    assert judge_portraits(drawn, (), ()) == ()
    hits = judge_portraits(drawn, (), (), photos_on(drawn))
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)


ROW, NAMES = 83, ("蒋森航", "邓松海", "康霞月")


LEFT, TOP = 360, 740
FACE = (LEFT - 4.0, TOP - 10.0, LEFT + 104.0, TOP + 3 * ROW - 30.0)


def cells() -> tuple[Picture, tuple[Line, ...]]:
    """Return three cells with names, and how they are read."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    places = []
    for row, name in enumerate(NAMES):
        y = TOP + row * ROW
        paper.pen.rectangle((250, y - 24, 580, y + ROW - 24), outline=(0, 0, 0))
        paper.line(name, LEFT, y, Style(size=12))
        places.append(box(LEFT - 8, y - 6, LEFT + 108, y + 42))
    picture = np.array(paper.image, np.uint8)
    return picture, tuple(read_line(evened(picture), place) for place in places)


def with_photo(picture: Picture) -> Picture:
    """Return the page with a photo below the names."""
    photo = drawn(Figure("short", "white", (245, 245, 245)), 4 * ROW, 5 * ROW, Random(1))
    pasted = picture.copy()
    place = pasted[TOP - ROW : TOP + 4 * ROW, LEFT - ROW : LEFT + 3 * ROW]
    np.minimum(place, photo, out=place)
    return pasted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "score", "read", "asked"),
    [
        (False, 0.35, True, False),
        (False, 0.35, False, True),
        (False, 0.55, True, True),
        (True, 0.35, True, True),
    ],
)
def test_names_in_cells_that_look_a_little_like_a_face_are_not_asked_about(
    figure: bool, score: float, read: bool, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, lines = cells()
    assert [line.lattice.text for line in lines] == list(NAMES)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (FoundFace(*FACE, score),))
    shown = with_photo(picture) if figure else picture
    hits = judge_portraits(shown, lines if read else (), ())
    assert bool(hits) == asked


def short_rows() -> Sheet:
    """Return a page with a few short rows and a longer one among them, which are its shoulders."""
    sheet = Sheet(1300, 1833)
    for row in range(5):
        text = "合同价款为人民币伍拾万元整，分三次支付。"
        if row == 3:
            text = "乙方指派罗成为项目负责人，未经甲方同意不得更换；罗成民为联系人。"
        sheet.write(f"第{row + 1}条　{text}", 200, 420 + row * 37.5, 25)
    return sheet


@pytest.mark.parametrize(
    ("read", "top", "asked"), [(True, 380, False), (False, 380, True), (True, 60, True)]
)
def test_a_few_short_rows_that_look_like_a_figure_are_not_asked_about(
    read: bool, top: int, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caption below a figure does not make it print."""
    picture = short_rows().picture
    lines = read_evened(evened(picture)).lines if read else ()
    face = FoundFace(400, (top + 580) / 2 - 30, 440, (top + 580) / 2 + 20, 0.1)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    maybe = PhotoPlace(box(200, top, 700, 580 if top > 200 else 480), 0.5)
    hits = judge_portraits(picture, lines, (), (maybe,))
    assert [hit.reason.code for hit in hits] == ["hit.maybe_portrait"] * asked


@pytest.mark.parametrize(("ink", "asked"), [((30, 70, 190), False), ((90, 80, 75), True)])
def test_an_offices_sign_in_a_strong_colour_is_no_face(
    monkeypatch: pytest.MonkeyPatch, ink: tuple[int, int, int], asked: bool
) -> None:
    sheet = Sheet(1200, 1600)
    for middle in (440, 500):
        sheet.pen.ellipse((middle - 20, 330, middle + 20, 420), fill=ink)
    face = FoundFace(400, 300, 540, 460, 0.35)
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda _: (face,))
    assert bool(judge_portraits(sheet.picture, (), ())) is asked
