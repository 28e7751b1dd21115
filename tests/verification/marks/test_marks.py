"""Seals, portraits, codes and signatures that were left are found by a search of their own."""

import io
from functools import cache
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.verification.drawing import codes, verify
from tools.drawing import seals as drawn_seals
from tools.drawing.fonts import HANDS, Face
from tools.drawing.lexicon import Lexicon
from tools.drawing.marks import InkMark, Role
from tools.drawing.ornaments import paste_code, paste_photo
from tools.drawing.paper import Paper, Style
from tools.drawing.people import han_person
from tools.drawing.words import Organisation
from zcdesk.applicant import Applicant, Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.verification.covers.cut_letters import cut_letters
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.covers.weak_covers import not_opaque
from zcdesk.verification.marks import codes as marks_codes
from zcdesk.verification.marks import left_marks
from zcdesk.verification.marks.codes import codes_left
from zcdesk.verification.picture import Status

EMPLOYER = "乌鲁木齐恒野建设工程有限公司"
APPLICANT = Applicant(name="李文强", employer=EMPLOYER)
OFFICE = "昆河地区人力资源和社会保障厅"
KINDS = {
    Target.SEAL: ("verify.seal_left", Role.SEAL),
    Target.PHOTO: ("verify.portrait_left", Role.PHOTO),
    Target.CODE: ("verify.code_left", Role.CODE),
    Target.SIGNATURE: ("verify.signature_left", Role.SIGNATURE),
}


@cache
def page() -> tuple[Picture, tuple[InkMark, ...]]:
    """A page with one mark of each kind, and an office's seal that stays."""
    random = Random(11)
    person = han_person("李", "文强", Organisation(EMPLOYER), "男", random)
    paper = Paper(Lexicon(person, ()), dpi=150)
    style = Style(size=13)
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 4, 150, 150, 900, style)
    paste_photo(paper, 900, 420, random)
    paste_code(paper, "https://www.example.cn/report?vcode=A3F9XQ27LM", 160, 450, 25)
    left = paper.line("承诺人（签字）：", 160, 900, style)
    hand = Style(HANDS[0], 20, (28, 46, 122))
    paper.handwriting("李文强", left + 20, 895, hand, random, Role.SIGNATURE)
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(EMPLOYER), (380.0, 1300.0), random)
    drawn_seals.stamp(paper, drawn_seals.DrawnSeal(OFFICE), (880.0, 1300.0), random)
    return np.array(paper.image, dtype=np.uint8), tuple(paper.marks)


def finished(left_open: Target | None = None) -> Picture:
    """The page with the true places covered; one target may be forgotten."""
    picture, marks = page()
    roles = {role for target, (_, role) in KINDS.items() if target is not left_open}
    covers = [grown(polygon) for mark in marks if mark.role in roles for polygon in mark.characters]
    return burn(picture, [Mask(Target.SEAL, cover) for cover in covers])


def grown(polygon: Polygon) -> Polygon:
    left, top, right, bottom = bounds(polygon)
    left, top, right, bottom = left - 7, top - 7, right + 7, bottom + 7
    return ((left, top), (right, top), (right, bottom), (left, bottom))


ALL = frozenset(KINDS)


@pytest.mark.nightly
def test_a_page_on_which_all_marks_are_covered_is_clean() -> None:
    result = verify(finished(), APPLICANT, targets=ALL)
    assert result.status is Status.CLEAN, result.findings


@pytest.mark.slow
@pytest.mark.parametrize("target", KINDS)
def test_a_mark_that_was_forgotten_is_found_where_it_is_a_target(target: Target) -> None:
    result = verify(finished(target), APPLICANT, targets=ALL)
    assert KINDS[target][0] in codes(result)
    assert result.status is (Status.LEAK if target is Target.SEAL else Status.REVIEW)
    places = [mark.characters[0] for mark in page()[1] if mark.role is KINDS[target][1]]
    left, top, right, bottom = bounds(places[0])
    x, y = result.findings[0].details["x"], result.findings[0].details["y"]
    height, width = page()[0].shape[:2]
    assert left - 90 <= float(x) * width / 100 <= right + 250
    assert top - 40 <= float(y) * height / 100 <= bottom + 40
    assert verify(finished(target), APPLICANT, targets=ALL - {target}).status is Status.CLEAN


@pytest.mark.nightly
@pytest.mark.parametrize("target", KINDS)
def test_a_mark_that_a_person_left_open_is_not_told(target: Target) -> None:
    places = [
        LeftOpen(grown(polygon), frozenset({target}), named=True)
        for mark in page()[1]
        if mark.role is KINDS[target][1]
        for polygon in mark.characters
    ]
    result = verify(finished(target), APPLICANT, targets=ALL, left_open=places)
    assert result.status is Status.CLEAN, result.findings


@pytest.mark.nightly
def test_half_a_cover_over_a_seal_is_found_out() -> None:
    picture, marks = page()
    seal = next(mark for mark in marks if mark.role is Role.SEAL)
    left, top, right, _ = bounds(seal.characters[0])
    low = burn(
        picture, [Mask(Target.SEAL, ((left, 1330), (right, 1330), (right, 1400), (left, 1400)))]
    )
    assert top < 1330
    result = verify(low, APPLICANT, targets=frozenset({Target.SEAL}))
    assert "verify.seal_left" in codes(result)


@pytest.mark.nightly
@pytest.mark.parametrize("ink", ["blue", "grey"])
def test_seals_of_other_inks_are_read_too(ink: str) -> None:
    picture = page()[0]
    if ink == "blue":
        changed = np.ascontiguousarray(picture[:, :, ::-1])
    else:
        level = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
        changed = np.asarray(cv2.cvtColor(level, cv2.COLOR_GRAY2RGB), np.uint8)
    result = verify(changed, APPLICANT, targets=frozenset({Target.SEAL}))
    assert codes(result) == {"verify.seal_left"}


@pytest.mark.nightly
def test_what_the_masker_covers_of_all_targets_passes() -> None:
    picture = page()[0]
    grey = evened(picture)
    targets = ALL | {Target.NAME, Target.EMPLOYER}
    reading = read_evened(grey, colours=picture)
    hits = propose(picture, grey, reading, words(APPLICANT), targets)
    masks = [hit.mask for hit in hits if hit.covers_by_default]
    covers = [mask.polygon for mask in masks]
    result = verify(burn(picture, masks), APPLICANT, covers=covers, targets=targets)
    assert result.status is Status.CLEAN, result.findings


UPPER, MIDDLE, TALL = (box(40, *y) for y in ((30, 200, 90), (90, 200, 150), (25, 200, 135)))
BESIDE = {
    # height of the page, cover, what is drawn before it, letters that it cuts
    "a bracket": (120, UPPER, "ellipse", ((196, 60), (16, 26), 0, -75, 75, 0, 2), 0),
    "a low bracket": (160, TALL, "ellipse", ((185, 80), (26, 40), 0, -40, 40, 0, 4), 0),
    "half a letter": (120, UPPER, "rectangle", ((201, 36), (212, 84), 0, 2), 1),
    "half a letter in grey": (240, MIDDLE, "rectangle", ((201, 96), (212, 144), 20, 2), 1),
    "a grey ring": (240, MIDDLE, "ellipse", ((264, 120), (60, 80), 0, 0, 360, 128, 8), 0),
    "the border of a cell": (120, UPPER, "rectangle", ((201, 0), (208, 119), 30, -1), 0),
    "a stroke as high as letters": (120, UPPER, "rectangle", ((201, 32), (208, 87), 30, -1), 1),
}


@pytest.mark.parametrize("kind", BESIDE)
def test_of_what_stands_beside_a_cover_only_half_a_letter_is_a_cut_one(kind: str) -> None:
    height, cover, shape, drawn, found = BESIDE[kind]
    grey = np.full((height, 400), 255, np.uint8)
    getattr(cv2, shape)(grey, *drawn)
    left, top, right, bottom = (round(edge) for edge in bounds(cover))
    grey[top:bottom, left:right] = 0
    assert len(cut_letters(np.dstack([grey] * 3), [cover])) == found


def test_the_border_of_a_cell_is_seen_though_another_cover_hides_it_below() -> None:
    page = np.full((160, 400, 3), 255, np.uint8)
    page[0:120, 201:209] = 30
    covers = [
        ((40.0, 30.0), (200.0, 30.0), (200.0, 90.0), (40.0, 90.0)),
        ((30.0, 80.0), (260.0, 80.0), (260.0, 140.0), (30.0, 140.0)),
    ]
    for (left, top), _, (right, bottom), _ in covers:
        page[round(top) : round(bottom), round(left) : round(right)] = 0
    assert cut_letters(page, covers) == ()
    page[0:32, 201:209] = 255
    assert len(cut_letters(page, covers)) == 1


def faint(picture: Picture) -> Picture:
    """A copy with hardly any toner left."""
    noise = np.random.default_rng(2).normal(0, 1.5, picture.shape)
    return np.clip(255 - (255.0 - picture) * 0.22 + noise, 0, 255).astype(np.uint8)


@pytest.mark.nightly
def test_a_seal_that_was_left_on_a_faint_copy_is_told() -> None:
    picture, marks = page()
    only = frozenset({Target.SEAL})
    assert codes(verify(faint(picture), APPLICANT, targets=only)) == {"verify.seal_left"}
    seal = next(mark for mark in marks if mark.role is Role.SEAL)
    covered = burn(faint(picture), [Mask(Target.SEAL, grown(seal.characters[0]))])
    assert verify(covered, APPLICANT, targets=only).status is Status.CLEAN


@pytest.mark.parametrize("seed", [6, 27, 37])
def test_a_slanting_cover_between_two_colours_is_opaque(seed: int) -> None:
    draws = np.random.default_rng(seed)
    lean = draws.uniform(0.2, 1.2)
    across, down = np.cos(lean), np.sin(lean)
    ground = np.full((300, 300, 3), draws.integers(0, 256, 3), np.uint8)
    y, x = np.mgrid[:300, :300]
    edge = draws.uniform(120, 220)
    ground[(x * across + y * down) > edge] = draws.integers(0, 256, 3)
    place = tuple(
        (float(150 + across * x - down * y), float(150 + down * x + across * y))
        for x, y in ((-70, -14), (70, -14), (70, 14), (-70, 14))
    )
    covered = burn(ground, [Mask(Target.SEAL, place)])
    pale = covered.copy()
    cv2.fillPoly(pale, [np.rint(place).astype(np.int32)], (60, 60, 60))
    for picture, told in ((covered, []), (pale, [place])):
        decoded = np.asarray(Image.open(io.BytesIO(encode(picture))).convert("RGB"))
        assert list(not_opaque(decoded, [place])) == told


@pytest.mark.nightly
@pytest.mark.parametrize("size", [11.5, 12.5, 13.5, 14.5])
def test_upright_strokes_of_small_print_are_no_bars(size: float) -> None:
    person = han_person("李", "文强", Organisation(EMPLOYER), "男", Random(1))
    paper, y = Paper(Lexicon(person, ()), dpi=150), 120.0
    text = "经研究决定现将有关事项通知如下请各单位结合实际认真贯彻执行该同志在工作中" * 3
    for face in (Face.SONG, Face.FANGSONG, Face.HEI, Face.KAI):
        y = paper.paragraph(text, 150, y, 900, Style(face, size)) + 40
    found = verify(np.array(paper.image, dtype=np.uint8), targets=frozenset(Target))
    assert "verify.code_left" not in codes(found)


@pytest.mark.nightly
@pytest.mark.parametrize(("light", "told"), [(76, False), (250, True)])
def test_faint_streaks_along_a_dark_band_are_no_bars(light: int, told: bool) -> None:
    page = np.full((900, 1000, 3), 255, np.uint8)
    streaks = np.repeat(np.random.default_rng(3).integers(0, 2, 150), 4)
    page[100:130, 200:800] = np.where(streaks, light, 60)[None, :, None]
    found = verify(page, targets=frozenset(Target))
    assert ("verify.code_left" in codes(found)) is told


@pytest.mark.slow
@pytest.mark.parametrize("known", [False, True])
def test_the_covered_rows_of_a_table_are_no_bars(known: bool) -> None:
    page = np.full((1100, 900, 3), 250, np.uint8)
    for top in range(60, 1000, 30):
        page[top - 6 : top - 4, 40:860] = 90
    covers = [box(300, top, 600, top + 18) for top in range(60, 1000, 30)]
    covered = burn(page, [Mask(Target.NAME, cover) for cover in covers])
    assert list(codes_left(covered, covered, (), ()))
    found = verify(covered, covers=covers if known else None, targets=frozenset({Target.CODE}))
    assert "verify.code_left" not in codes(found)


@pytest.mark.slow
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.5])
def test_bars_beside_a_cover_that_is_too_short_are_told(known: bool, share: float) -> None:
    page = np.full((900, 1000, 3), 255, np.uint8)
    edges = 150 + np.cumsum(np.random.default_rng(5).integers(2, 9, 130))
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        page[100:170, left:right] = 0
    covers = [box(140, 90, 150 + share * (edges[-1] - 150), 180)] if share else []
    covered = burn(page, [Mask(Target.CODE, cover) for cover in covers])
    found = verify(covered, covers=covers if known else None, targets=frozenset({Target.CODE}))
    assert "verify.code_left" in codes(found)


def test_the_marks_of_a_row_are_the_same_among_other_rows_and_alone() -> None:
    mark = np.repeat([1, 0, 1, 1, 1, 0, 1], 4).astype(bool)
    rows = np.random.default_rng(5).random((40, 160)) < 0.5
    rows[[3, 20, 21, 30, 31]] = False
    rows[3, 10:38] = rows[20, 130:158] = mark
    rows[30, 10:14] = rows[30, 18:] = rows[31, :30] = rows[31, 34:38] = True  # half in each row
    together = list(marks_codes._crossings(rows))
    alone = [
        (number, x, module)
        for number, row in enumerate(rows)
        for _, x, module in marks_codes._crossings(row[None])
    ]
    assert together == alone
    assert {(3, 24.0, 4.0), (20, 144.0, 4.0)} <= set(together)


@pytest.mark.nightly
def test_a_letter_of_a_title_is_no_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(Lexicon(han_person("李", "文强", Organisation(EMPLOYER), "男", Random(11)), ()))
    paper.line("荣誉证书", 400, 300, Style(size=60))
    picture = np.array(paper.image, dtype=np.uint8)
    rows, columns = np.nonzero(picture[..., 0] < 100)
    left, top, bottom = columns.min(), rows.min(), rows.max()
    letter = box(float(left), float(top), float(left + bottom - top), float(bottom))
    monkeypatch.setattr(left_marks, "portraits_left", lambda _: [letter])
    assert verify(picture, APPLICANT, targets=ALL).status is Status.CLEAN
