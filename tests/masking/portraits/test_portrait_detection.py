"""Portrait photos on drawn pages are found; figures, letters and the photo slot are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks import figures
from benchmarks.portraits import photos_on
from benchmarks.real_paper.ornaments import hologram
from tools.drawing import seals as drawn_seals
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.fonts import Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.ornaments import paste_photo, portrait, wave_border
from tools.drawing.paper import RED, Paper, Style
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.masking.portraits import face_detection, portrait_verdicts
from zcdesk.masking.portraits.portrait_verdicts import is_portrait, judge_portraits
from zcdesk.masking.seals.seal_detection import Seal, find_seals
from zcdesk.picture import Picture
from zcdesk.reading.line import PhotoPlace

WITH_PHOTO = ("id_card", "diploma", "degree_certificate", "title_certificate", "education_check")


def drawn(kind: str, seed: int = 1, dpi: int = 200) -> DrawnPage:
    random = Random(f"{kind} {seed}")
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, dpi=dpi)


def sheet() -> Paper:
    return Paper(Lexicon(invent_person(Random(4)), ()))


def pixels(paper: Paper) -> Picture:
    return np.array(paper.image, dtype=np.uint8)


def judged(picture: Picture, seals: Sequence[Seal] = ()) -> tuple[Hit, ...]:
    """Return what becomes of a page's portraits, with those that the detector's look shows."""
    return judge_portraits(picture, (), seals, photos_on(picture))


def share(cover: Polygon, place: Polygon) -> float:
    """Return how much of the upright box around ``place`` lies under ``cover``."""
    left, top, right, bottom = bounds(cover)
    left2, top2, right2, bottom2 = bounds(place)
    across = min(right, right2) - max(left, left2)
    down = min(bottom, bottom2) - max(top, top2)
    return max(0.0, across) * max(0.0, down) / ((right2 - left2) * (bottom2 - top2))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        # Each kind and each condition by day, all of their pairs at night.
        pytest.param(kind, condition, marks=[pytest.mark.nightly] if (row + column) % 2 else [])
        for row, kind in enumerate(WITH_PHOTO)
        for column, condition in enumerate(("scan", "grey", "phone", "faint"))
    ],
)
def test_the_photo_of_a_document_lies_under_a_proposed_cover(kind: str, condition: str) -> None:
    page = damage(drawn(kind), (condition,), Random(kind))
    (photo,) = page.having(Role.PHOTO)
    (hit,) = judged(page.picture, find_seals(page.picture))
    assert hit.covers_by_default
    assert (hit.mask.target, hit.mask.origin) == (Target.PHOTO, Origin.PHOTO)
    assert share(hit.mask.polygon, photo.characters[0]) > 0.93


@pytest.mark.slow
@pytest.mark.parametrize("kind", WITH_PHOTO)
def test_a_photo_in_colour_is_covered_without_asking(kind: str) -> None:
    page = drawn(kind)
    (photo,) = page.having(Role.PHOTO)
    (hit,) = judged(page.picture, find_seals(page.picture))
    assert (hit.verdict, hit.reason.code) == (Verdict.COVER, "hit.portrait")
    assert share(hit.mask.polygon, photo.characters[0]) > 0.93


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("least", [0.7, 0.8])
def test_the_shade_of_a_fold_through_a_photo_hides_it_not(seed: int, least: float) -> None:
    page = drawn("id_card", seed, 150)
    (photo,) = page.having(Role.PHOTO)
    left, _, right, _ = bounds(photo.characters[0])
    fold = round(left + 0.65 * (right - left))
    shade = np.ones(page.picture.shape[1])
    shade[fold : fold + 120] = np.linspace(least, 1.0, 120)
    picture = (page.picture * shade[None, :, None]).astype(np.uint8)
    (hit,) = judged(picture)
    assert share(hit.mask.polygon, photo.characters[0]) > 0.8


@pytest.mark.parametrize(
    "condition",
    [*(pytest.param(one, marks=pytest.mark.nightly) for one in ("clean", "scan")), "grey"],
)
def test_a_picture_that_is_a_one_inch_photo_holds_none(condition: str) -> None:
    for seed in range(1, 5):
        page = damage(drawn("inch_photo", seed), (condition,), Random(seed))
        (hit,) = judged(page.picture)
        assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.whole_portrait")
        assert not hit.covers_by_default


@pytest.mark.parametrize("colour", [RED, (20, 90, 170), (120, 120, 120)])
def test_logos_and_maps_are_no_portraits(colour: tuple[int, int, int]) -> None:
    paper = sheet()
    for left, side in ((300, 180), (700, 230)):
        paper.pen.rectangle((left, 600, left + side, 600 + side * 1.2), fill=colour)
        disc = (left + side * 0.2, 600 + side * 0.2, left + side * 0.8, 600 + side * 0.8)
        paper.pen.ellipse(disc, fill="white")
    paper.pen.rectangle((300, 1200, 650, 1640), fill=(226, 236, 220), outline=(60, 60, 60))
    paper.pen.ellipse((360, 1300, 520, 1480), fill=(206, 220, 170))
    paper.pen.polygon([(320, 1500), (600, 1420), (630, 1620)], fill=(190, 214, 230))
    assert judged(pixels(paper)) == ()


@pytest.mark.parametrize("seed", range(4))
def test_a_photo_in_a_cell_is_found_whatever_its_ground(seed: int) -> None:
    paper = sheet()
    paper.frame(1150, 400, 1460, 800, 0.9)
    paste_photo(paper, 1154, 404, Random(seed))
    (hit,) = judged(pixels(paper))
    assert hit.verdict is Verdict.COVER
    assert share(hit.mask.polygon, paper.marks[-1].characters[0]) > 0.93


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    ["roster_table", "journal_cover", "award_certificate", "posting", "training_certificate",
     "uyghur_notice", "vertical_certificate", "dense_text"],
)  # fmt: skip
@pytest.mark.parametrize("condition", ["scan", "grey"])
def test_letters_seals_tables_and_codes_are_no_portraits(kind: str, condition: str) -> None:
    assert judged(damage(drawn(kind), (condition,), Random(kind)).picture) == ()


MAYBE = PhotoPlace(box(700, 700, 920, 1010), 0.5)
"""What may be a portrait, or may not."""

FAINT = face_detection.FoundFace(770, 780, 850, 880, 0.1)


@pytest.mark.parametrize(
    ("probability", "faces", "hits"), [(0.5, (), 0), (0.5, (FAINT,), 1), (0.95, (), 1)]
)
def test_what_is_in_doubt_counts_where_a_face_is_seen_in_it_however_faint(
    probability: float,
    faces: tuple[face_detection.FoundFace, ...],
    hits: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portrait_verdicts, "find_faces", lambda picture: faces)
    photos = (PhotoPlace(MAYBE.polygon, probability),)
    fax = pixels(sheet())
    toned = fax.copy()
    toned[1800:2200] = 128
    found = judge_portraits(toned, (), (), photos)
    assert [hit.verdict is Verdict.COVER for hit in found] == [probability > 0.9] * hits
    assert len(judge_portraits(fax, (), (), photos)) == 1


@pytest.mark.parametrize("seed", [4, 10])
def test_a_round_holographic_label_is_no_head_alone(seed: int) -> None:
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=100)
    hologram(paper, 300, 400, 26, Random(seed))
    assert judged(pixels(paper)) == ()


def test_frames_letterheads_bars_and_discs_are_no_portraits() -> None:
    paper = sheet()
    wave_border(paper, 9, RED, Random(3))
    paper.centred("天岭地区行政公署文件", paper.mm(18), Style(Face.HEAVY, 34, RED))
    paper.pen.rectangle((200, 500, 1450, 640), fill=(40, 90, 170))
    for number, tall in enumerate((120, 300, 210, 360)):
        left = 300 + 90 * number
        paper.pen.rectangle((left, 1200 - tall, left + 60, 1200), fill=(70, 120, 190))
    paper.pen.ellipse((900, 800, 1250, 1150), fill=(220, 120, 50))
    paper.frame(300, 1500, 520, 1800)
    assert judged(pixels(paper)) == ()


def test_a_picture_in_a_portraits_format_without_a_head_is_never_covered_by_itself() -> None:
    paper = sheet()
    grain = np.random.default_rng(2)
    picture = pixels(paper)
    patch = grain.integers(40, 220, (30, 21, 1)).repeat(12, 0).repeat(12, 1)
    picture[900:1260, 500:752] = patch
    hits = judged(picture)
    assert all(hit.verdict is Verdict.DOUBT for hit in hits)


def test_a_picture_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="not an RGB picture"):
        is_portrait(np.zeros((40, 40), np.uint8))


def test_a_photo_on_a_white_ground_is_found_below_a_grey_seal() -> None:
    paper = sheet()
    paste_photo(paper, 400, 500, Random(0), 45)
    left, top, right, bottom = bounds(paper.marks[-1].characters[0])
    seal = drawn_seals.DrawnSeal("昆河地区人力资源和社会保障厅")
    middle = (left + (right - left) * 0.75, top + (bottom - top) * 0.75)
    drawn_seals.stamp(paper, seal, middle, Random(1), (90, 90, 90))
    hits = judged(pixels(paper))
    assert any(share(hit.mask.polygon, box(left, top, right, bottom)) > 0.93 for hit in hits)
    assert all(hit.covers_by_default for hit in hits)


@pytest.mark.parametrize("tint", [240, 215, 185])
@pytest.mark.parametrize("gender", ["女", "男"])
@pytest.mark.parametrize("grey", [False, True])
def test_a_photo_on_white_ground_is_found_on_a_darker_card(
    tint: int, gender: str, grey: bool
) -> None:
    paper = sheet()
    paper.pen.rectangle((365, 430, 1040, 858), fill=(tint - 16, tint - 5, tint))
    face = portrait(163, 228, gender, (240, 240, 240), Random(3))
    paper.image.paste(Image.fromarray(face), (838, 495))
    picture = pixels(paper)
    if grey:
        level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        picture = np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), np.uint8)
    (hit,) = judged(picture)
    assert hit.covers_by_default
    assert share(hit.mask.polygon, box(838, 495, 1001, 723)) > 0.85


@pytest.mark.parametrize("ground", [(245, 245, 245), (40, 110, 200), (196, 32, 40)])
def test_a_photo_on_a_copy_in_black_and_white_is_proposed(ground: tuple[int, int, int]) -> None:
    paper = sheet()
    face = portrait(295, 413, "女", ground, Random(3))
    paper.image.paste(Image.fromarray(face), (1100, 300))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 900, 1200, Style(size=13))
    level = cv2.cvtColor(pixels(paper), cv2.COLOR_RGB2GRAY)
    black = np.where(level > 165, 255, 0).astype(np.uint8)
    picture = np.asarray(cv2.cvtColor(black, cv2.COLOR_GRAY2RGB), np.uint8)
    (hit,) = judged(picture)
    assert hit.covers_by_default
    # On a white ground only the bust is left of it.
    assert share(hit.mask.polygon, box(1150, 380, 1345, 700)) > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seed", [41_034, 41_139])
def test_a_portrait_of_which_faces_alone_show_too_little_is_covered(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kept pages that the rules missed."""
    page = figures.page_of(seed)[0]
    assert figures.judged(page)[0] != "missed"
    monkeypatch.setattr(figures, "photos_on", lambda picture: ())
    assert figures.judged(page)[0] == "missed"


@pytest.mark.slow
def test_a_shaded_page_of_text_is_no_portrait() -> None:
    paper = sheet()
    for row in range(12):
        paper.paragraph(
            "经研究决定，现将有关事项通知如下。" * 4, 200, 250 + 130 * row, 1200, Style()
        )
    across = np.abs(np.linspace(-1, 1, paper.width))[None, :, None]
    down = np.linspace(0, 1, paper.height)[:, None, None]
    shade = 0.62 + 0.3 * np.clip(across - down * 0.3, 0, 1)
    picture = (pixels(paper) * shade).astype(np.uint8)
    assert not is_portrait(picture)
    assert judged(picture) == ()
