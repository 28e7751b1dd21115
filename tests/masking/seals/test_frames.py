"""Rectangular stamps that slant across print, in colour and on faxes; headings are none."""

import math
from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.masking.rereading.test_looks import look
from tests.masking.seals import sealed_pages
from tests.masking.seals import sealed_pages as on
from tests.masking.seals.sealed_pages import hits, sheet
from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from tools.drawing.paper import Style
from tools.drawing.seals import DrawnSeal, stamp
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Origin, Verdict
from zcdesk.masking.proposing import propose
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.letters_like_seals import without_letters
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.seals.skewed_stamp_frames import find_skewed_frames
from zcdesk.names.search_words import words
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page

PAGE = 2339
"""Pixels of the sheet's long side."""


def slanting(employer: str, angle: float, wide: int, frame: int) -> GreyPicture:
    """A stamp with three rows in a frame, turned by ``angle`` degrees."""
    high = round(wide * 0.36)
    image = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, wide - 1, high - 1), outline=255, width=frame)
    rows = ("此复印件与原件一致", employer, "核对人：王建国  2024.6.18")
    for number, row in enumerate(rows):
        letters = font(Face.SONG, round(0.86 * wide / max(map(len, rows))))
        middle = (wide / 2, high * (0.22 + 0.28 * number))
        pen.text(middle, row, fill=255, font=letters, anchor="mm")
    return np.array(image.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC))


def page(employer: str, angle: float, wide: int, frame: int = 4, ink: str = "red") -> Picture:
    """A printed page with the stamp across its lines."""
    paper = sheet()
    text = "在工作中参与成本核算与投资分析，节约投资约二百万元，主持完成多项重点项目，" * 9
    paper.paragraph(text, paper.mm(26), 900, paper.width - paper.mm(52), Style(size=12))
    paper.tint(slanting(employer, angle, wide, frame), 500, 880, on.INKS[ink])
    return on.pixels(paper)


@pytest.mark.slow
@pytest.mark.parametrize("angle", [-27.0, 8.0, 19.0])
@pytest.mark.parametrize("share", [0.2, 0.38])
def test_the_employer_in_a_stamp_over_print_is_covered_or_asked(angle: float, share: float) -> None:
    picture = page(on.OWN, angle, round(share * PAGE))
    seal = on.only(picture)
    assert seal.shape is Shape.BOX
    assert on.codes(picture) == ["hit.own_seal"]


def test_a_frame_that_print_and_compression_break_is_found() -> None:
    seal = on.only(on.compressed(on.coarse(page(on.OWN, 19.0, 680, 3, "blue"))))
    assert seal.shape is Shape.BOX
    assert seal.angle == pytest.approx(-19.0, abs=1.5)


@pytest.mark.slow
def test_another_employers_stamp_is_not_covered() -> None:
    picture = page("喀什瑞泰建设工程有限公司", 12.0, 800)
    assert on.only(picture).shape is Shape.BOX
    assert not [hit for hit in hits(picture) if hit.verdict is Verdict.COVER]


def test_a_large_frame_that_does_not_slant_is_no_stamp() -> None:
    found = find_seals(page(on.OWN, 0.0, round(0.38 * PAGE)))
    assert Shape.BOX not in [seal.shape for seal in found]


def told_of(picture: Picture) -> list[str]:
    """Return what is told of the seals of a page of 张伟's."""
    return on.codes(picture, on.TARGETS, Applicant("张伟", "奇台地区人民医院"))


def carved(letters: str, side: int, angle: float, red: int = 190) -> Picture:
    """Return a page with a name seal in white letters on red, two by two, turned by ``angle``."""
    tile = Image.new("RGBA", (side, side), (red, 25, 35, 255))
    pen = ImageDraw.Draw(tile)
    em = round(side * 0.38)
    for number, letter in enumerate(letters):
        place = (side * (0.28 + 0.44 * (number % 2)), side * (0.28 + 0.44 * (number // 2)))
        pen.text(place, letter, font=font(Face.SONG, em), fill="white", anchor="mm")
    turned = tile.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    sheet = Image.new("RGB", (1240, 1754), "white")
    sheet.paste(turned, (700, 600), turned)
    return np.asarray(cv2.GaussianBlur(np.asarray(sheet), (0, 0), 0.8), np.uint8)


@pytest.mark.parametrize(("side", "angle"), [(84, 0), (84, 33), (110, -24), (150, 12)])
def test_the_own_name_in_white_on_a_turned_name_seal_is_read(side: int, angle: float) -> None:
    assert told_of(carved("张伟之印", side, angle)) == ["hit.own_seal"]


def test_somebody_elses_name_seal_in_white_letters_stays() -> None:
    picture = carved("李丽之印", 110, 20)
    assert on.only(picture).shape is Shape.BOX
    assert not told_of(picture)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["disc", "bars", "waves", "plain", "heading", "poster"])
def test_logos_and_patches_of_red_are_no_seals(shape: str) -> None:
    sheet = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(sheet)
    right, bottom = {"heading": (960, 680), "poster": (1000, 900)}.get(shape, (810, 710))
    pen.rectangle((700, 600, right, bottom), fill=(190, 25, 35))
    if shape in ("heading", "poster"):
        middle, em = ((700 + right) / 2, (600 + bottom) / 2), 62
        pen.text(middle, "荣誉证书", font=font(Face.SONG, em), fill="white", anchor="mm")
    if shape == "disc":
        pen.ellipse((725, 625, 785, 685), fill="white")
    if shape == "bars":
        for top in (620, 665):
            pen.rectangle((715, top, 795, top + 27), fill="white")
    if shape == "waves":
        for top in (627, 655, 683):
            wave = [(x, top + 8 * math.sin(x / 9)) for x in range(700, 811, 2)]
            pen.line(wave, fill="white", width=6)
    assert not find_seals(np.asarray(sheet))


def as_fax(picture: Picture) -> Picture:
    """What a machine sends: black and white, at the resolution of a fax, with specks."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    specks = np.random.default_rng(7).random(grey.shape) < 0.002
    sent = np.where((grey > 190) & ~specks, 255, 0).astype(np.uint8)
    return np.asarray(cv2.cvtColor(sent, cv2.COLOR_GRAY2RGB), np.uint8)


def stamps(picture: Picture) -> list[Seal]:
    return [seal for seal in find_seals(picture) if seal.shape is Shape.BOX]


@pytest.mark.parametrize("angle", [-26.0, 9.0, 19.0])
@pytest.mark.parametrize("share", [0.22, 0.36])
def test_a_black_stamp_across_print_is_found(angle: float, share: float) -> None:
    wide = round(share * PAGE)
    (stamp,) = stamps(as_fax(page(on.OWN, angle, wide)))
    assert stamp.angle == pytest.approx(-angle, abs=1.5)
    assert 2 * stamp.radii[0] == pytest.approx(0.7 * wide, rel=0.05)
    assert 2 * stamp.radii[1] == pytest.approx(0.7 * 0.36 * wide, rel=0.08)


def test_the_own_employer_in_a_black_stamp_is_covered_or_asked_about() -> None:
    found = hits(as_fax(page(on.OWN, -26.0, round(0.36 * PAGE))))
    assert [hit.verdict for hit in found] == [Verdict.DOUBT]


def test_a_black_frame_that_stands_straight_is_no_stamp() -> None:
    assert not stamps(as_fax(page(on.OWN, 0.0, round(0.36 * PAGE))))


def test_a_card_that_lies_askew_on_the_glass_is_no_stamp() -> None:
    card = 255 - slanting(on.OWN, 9.0, round(0.3 * PAGE), 4)
    bare = np.full((PAGE, 1654), 255, np.uint8)
    bare[860 : 860 + card.shape[0], 480 : 480 + card.shape[1]] = card
    assert not stamps(as_fax(np.repeat(bare[..., None], 3, axis=2)))


@pytest.mark.nightly
def test_words_of_the_print_below_do_not_make_a_black_stamp_anothers() -> None:
    found = hits(as_fax(page("喀什瑞泰建设工程有限公司", 12.0, round(0.36 * PAGE))))
    assert {hit.reason.code for hit in found} == {"hit.unread_seal"}


def framed_print(wide: float, tall: float, angle: float, inside: str = "") -> NDArray[np.uint8]:
    """A page of short strokes in rows, 0 or 1, with a frame around its middle."""
    ink = np.zeros((760, 540), np.uint8)
    random = np.random.default_rng(3)
    for top in range(30, 730, 16):
        for left in range(30, 500, 9):
            cv2.line(ink, (left, top), (left + int(random.integers(-3, 4)), top + 7), 1, 2)
    outline = np.asarray(cv2.boxPoints(((270, 380), (wide, tall), angle)), np.int32)
    if inside:
        cv2.fillConvexPoly(ink, outline, 1 if inside == "full" else 0)
    cv2.polylines(ink, [outline], isClosed=True, color=1, thickness=2)
    return ink


@pytest.mark.parametrize(
    ("wide", "tall", "angle", "turn"),
    [(180, 64, 12.0, 12.0), (64, 180, 12.0, -78.0), (64, 180, -20.0, 70.0)],
)
def test_a_frame_turns_as_its_longer_side(
    wide: float, tall: float, angle: float, turn: float
) -> None:
    ((middle, sides, found), _), *more = find_skewed_frames(framed_print(wide, tall, angle))
    assert not more
    assert middle == pytest.approx((270, 380), abs=2)
    assert sides == pytest.approx((180, 64), abs=4)
    assert found == pytest.approx(turn, abs=1)


@pytest.mark.parametrize("angle", [0.0, 3.0])
@pytest.mark.parametrize("ruled", [False, True])
def test_an_oblong_frame_that_stands_straight_over_print_is_found(
    angle: float, ruled: bool
) -> None:
    ink = framed_print(180, 64, angle)
    if ruled:
        for x in (20, 150, 300, 520):
            cv2.line(ink, (x, 20), (x, 740), 1, 2)
        for y in (300, 390, 480):
            cv2.line(ink, (20, y), (520, y), 1, 2)
    ((middle, sides, _), _), *more = find_skewed_frames(ink)
    assert not more
    assert middle == pytest.approx((270, 380), abs=2)
    assert sides == pytest.approx((180, 64), abs=4)


@pytest.mark.parametrize("angle", [0.0, 12.0])
@pytest.mark.parametrize("inside", ["full", "empty"])
def test_photos_and_empty_boxes_are_no_stamps(angle: float, inside: str) -> None:
    assert not list(find_skewed_frames(framed_print(180, 64, angle, inside)))


def test_the_cells_of_a_table_are_no_stamps() -> None:
    ink = framed_print(180, 64, 0.0, "empty")
    ink[:] = 0
    for y in range(100, 701, 60):
        cv2.line(ink, (40, y), (500, y), 1, 2)
    for x in (40, 170, 320, 500):
        cv2.line(ink, (x, 100), (x, 700), 1, 2)
    for y in range(120, 700, 60):
        for x in (60, 180, 330):
            cv2.putText(ink, "WHHW", (x, y + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 1, 2)
    assert not list(find_skewed_frames(ink))


@given(st.integers(0, 2**32 - 1))
def test_a_picture_of_a_few_pixels_is_searched_like_any_other(seed: int) -> None:
    """A portrait of 59 by 83 pixels ended the whole search of its page."""
    chance = np.random.default_rng(seed)
    height, width = (int(one) for one in chance.integers(30, 110, 2))
    ink = np.zeros((height, width), np.uint8)
    for _ in range(int(chance.integers(1, 5))):
        middle, size = chance.uniform((0, 0), (width, height)), chance.uniform(5, (width, height))
        frame = (tuple(middle), tuple(size), float(chance.uniform(-40, 40)))
        corners = np.round(cv2.boxPoints(frame)).astype(np.int32)
        cv2.polylines(ink, [corners], isClosed=True, color=1)
    assert all(0 < share <= 1 for _, share in find_skewed_frames(ink))


APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
HEADING = "库尔勒骏原数字科技集团有限公司"


def heading(em: int, face: Face, streak: bool = False) -> Sheet:
    sheet = Sheet(1000, 400)
    for number, letter in enumerate(HEADING):
        x = 40 + number * em
        sheet.pen.text(
            (x, 100 + em), letter, fill=(235, 160, 160), font=font(face, em), anchor="ls"
        )
    if streak:
        across = 40 + (HEADING.index("限") + 0.5) * em
        sheet.pen.line((across, 0, across, 400), fill=(200,) * 3, width=2)
    return sheet


@pytest.mark.slow
@pytest.mark.parametrize(
    ("em", "face", "streak"),
    [(36, Face.KAI, False), (44, Face.SONG, False), (60, Face.KAI, False), (60, Face.SONG, True)],
)
def test_a_letter_of_a_heading_is_no_seal(em: int, face: Face, streak: bool) -> None:
    sheet = heading(em, face, streak)
    assert find_seals(sheet.picture), "strokes close a frame"
    assert sheet.hits(APPLICANT) == ()


@pytest.mark.parametrize("side", [24.0, 60.0])
def test_what_is_higher_or_covers_several_letters_may_be_a_seal(side: float) -> None:
    sheet = heading(36, Face.KAI)
    lines = read_page(np.asarray(sheet.picture)).lines
    left, top, right, bottom = bounds(lines[0].quad)
    y = (top + bottom) / 2
    half = 60.0 if side < bottom - top else side / 2
    place = box(left + 200 - half, y - side / 2, left + 200 + half, y + side / 2)
    seal = Seal((left + 200, y), (half, side / 2), 0.0, Colour.RED, Shape.BOX, place, 1.0)
    assert right > left + 260
    assert without_letters([seal], lines) == (seal,)


@pytest.mark.parametrize(
    ("colour", "shape", "sure", "high", "crossed"),
    [
        (Colour.DARK, Shape.RING, 1.0, 110, True),
        (Colour.RED, Shape.RING, 1.0, 110, False),
        (Colour.DARK, Shape.BOX, 1.0, 110, False),
        (Colour.DARK, Shape.RING, 0.9, 110, False),
        (Colour.DARK, Shape.RING, 1.0, 160, False),
    ],
    ids=["made of print", "in colour", "a stamp", "hardly read", "as high as a seal"],
)
def test_a_small_dark_ring_that_plain_rows_run_through_may_be_made_of_them(
    colour: Colour, shape: Shape, sure: float, high: float, crossed: bool
) -> None:
    rows = [look("时间为历史轨迹数据", [sure] * 9)]
    rows.append(replace(rows[0], quad=tuple((x, y + 55) for x, y in rows[0].quad)))
    middle, half = (280.0, 147.0), high / 2
    place = box(middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
    seal = Seal(middle, (half, half), 0.0, colour, shape, place, 0.73)
    assert without_letters([seal], rows) == (replace(seal, crossed=crossed),)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "diameter", "pitch"), [(16, 18, 7), (18, 20, 8)])
def test_a_grey_own_seal_over_hand_and_date_covers(
    size: float, diameter: float, pitch: float
) -> None:
    paper, style = sealed_pages.sheet(), Style(Face.FANGSONG, size)
    middle = 700 + paper.em(style) * len(sealed_pages.OWN) / 2
    for row, text in enumerate((sealed_pages.OWN, "二〇二四年十二月十八日")):
        left = middle - paper.em(style) * len(text) / 2
        paper.line(text, left, 1600 + row * paper.mm(pitch), style)
    at = middle, 1600 + (paper.mm(pitch) + paper.em(style)) / 2
    seal = DrawnSeal(sealed_pages.OWN, "", diameter)
    stamp(paper, seal, at, Random(sealed_pages.OWN), (120, 120, 120))
    part = sealed_pages.pixels(paper)[1000:1900]
    page, reading = evened(part), read_page(part)
    assert any(found.crossed for found in without_letters(find_seals(part), reading.lines))
    sought = words(sealed_pages.APPLICANT)
    hits = propose(part, page, reading, sought, sealed_pages.TARGETS)
    (hit,) = (hit for hit in hits if hit.mask.origin is Origin.SEAL)
    assert (hit.reason.code, hit.covers_by_default) == ("hit.own_seal", True)
