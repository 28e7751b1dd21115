"""Faces are found whatever people wear, with the photo around them; text and seals have none."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from benchmarks.makers.figures import GROUNDS, HEADS, Figure, drawn
from benchmarks.portraits import photos_on
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Verdict
from zcdesk.masking.portraits.face_detection import FoundFace, find_faces
from zcdesk.masking.portraits.portrait_verdicts import ALONE, judge_portraits, photo_around
from zcdesk.picture import Picture
from zcdesk.reading import engine

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


def share(cover: Polygon) -> float:
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
    assert any(hit.covers_by_default and share(hit.mask.polygon) > 0.85 for hit in hits)


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
    (hit,) = (hit for hit in hits if share(hit.mask.polygon) > 0.5)
    assert hit.verdict is Verdict.COVER
    assert share(hit.mask.polygon) > 0.93
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


def test_a_picture_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="not an RGB picture"):
        find_faces(np.zeros((40, 40), np.uint8))
