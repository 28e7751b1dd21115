"""Small letters, letters as grey as their ground and light ones are read; other pages stay."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from tests.masking.sheet import Box, Sheet, all_covered
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading import page_reading
from zcdesk.reading.dark_grounds import small_copy, turned_over
from zcdesk.reading.detecting import detect
from zcdesk.reading.evening import evened
from zcdesk.reading.lost_ink import with_lost_ink
from zcdesk.reading.missed import print_from_afar
from zcdesk.reading.missed.ink_rows import ink_copy
from zcdesk.reading.missed.missed_columns import missed_columns
from zcdesk.reading.missed.rows import joined_boxes, missed_rows
from zcdesk.reading.missed.small_print import small_print, with_small_print
from zcdesk.reading.page_reading import read_evened, read_line, read_page

NAMES = ("项目负责人欧阳春燕", "设计赛力克·叶尔兰", "天山桥梁勘察设计院有限公司")
SIZE = (6400, 4400)


def sheet(em: int) -> tuple[GreyPicture, list[tuple[float, float]]]:
    """Draw a plan with small rows in its corner and at its rim; return where these begin."""
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((100, 100, SIZE[0] - 100, SIZE[1] - 100), outline=0, width=4)
    for n in range(12):
        pen.rectangle((300 + 350 * n, 400 + 90 * n, 900 + 350 * n, 900 + 120 * n), outline=0)
        pen.line((300, 300 + 210 * n, 4000, 500 + 150 * n), fill=60, width=2)
    pen.text((2600, 3700), "平面布置图", fill=0, font=font(Face.HEI, 120))
    places = [(SIZE[0] - 900, SIZE[1] - 500), (SIZE[0] - 900, SIZE[1] - 400), (150, SIZE[1] - 90)]
    for place, name in zip(places, NAMES, strict=True):
        pen.text(place, name, fill=20, font=font(Face.HEI, em))
    return np.array(image), [(float(x), float(y)) for x, y in places]


@pytest.mark.slow
@pytest.mark.parametrize("em", [16, 24])
def test_small_letters_on_a_large_sheet_are_read(em: int) -> None:
    page, places = sheet(em)
    lines = read_evened(page).lines
    for (x, y), name in zip(places, NAMES, strict=True):
        row = [one for one in lines if _in_row(bounds(one.quad), x, y + em / 2)]
        row.sort(key=lambda one: one.quad[0][0])  # a row may be two boxes
        assert name in "".join(one.lattice.text for one in row), name
    assert any("平面布置图" in one.lattice.text for one in lines)


def test_a_large_sheet_without_letters_gets_no_boxes() -> None:
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    for n in range(0, 4000, 22):
        pen.line((400 + n, 300, 300 + n // 2, 4000), fill=0, width=2)
    known = (((200.0, 200.0), (900.0, 200.0), (900.0, 260.0), (200.0, 260.0)),)
    assert with_small_print(np.array(image), known, 960) == known


def test_what_is_scattered_over_a_ground_is_looked_at_no_more() -> None:
    page = np.full(SIZE[::-1], 255, np.uint8)
    for n in range(30):
        for x, y in ((0, 0), (40, 44), (80, 88)):
            left, top = 300 + 190 * n + x, 300 + 130 * n + y
            page[top : top + 24, left : left + 20] = 0
    assert not small_print(ink_copy(page, max(SIZE) // 2), ()).any()


def _in_row(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return x - 40 <= box[0] <= x + 700 and box[1] <= y <= box[3]


EMPLOYER = "新疆维吾尔自治区地质矿产勘查开发局第二水文工程地质大队"
Boxes = list[tuple[float, float, float, float]]


def drawing(width: int, em: int, faded: float) -> tuple[GreyPicture, Boxes]:
    """Return an evened drawing that has the employer in its margin, and that one's letters.

    Args:
        width: Pixels of the sheet.
        em: Pixels of a letter.
        faded: Share of its darkness that blurred ink lost; 0 is sharp.
    """
    height = round(width / 1.4)
    sheet = Sheet(width, height)
    sheet.pen.rectangle((130, 60, width - 60, height - 60), outline=(30,) * 3, width=3)
    letters = sheet.write(EMPLOYER, 106, height // 2, em, down=True)
    sheet.write("说明一：本图尺寸以毫米计，高程以米计", width // 2, height - 200, em)
    picture = np.array(sheet.picture)
    if faded:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.2), np.uint8)
        picture = (255 - (255 - picture) * (1 - faded)).astype(np.uint8)
    grain = np.random.default_rng(1).normal(0, 5, picture.shape[:2])[..., None]
    return evened(np.clip(picture + grain, 0, 255).astype(np.uint8)), letters


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("width", "em", "faded"), [(3500, 14, 0.0), (3500, 19, 0.0), (2400, 19, 0.4), (2400, 19, 0.7)]
)
def test_a_column_that_was_cut_or_missed_is_read_whole(width: int, em: int, faded: float) -> None:
    page, letters = drawing(width, em, faded)
    boxes = [bounds(quad) for quad in detect(page)]
    seen = [
        any(one[0] <= left <= one[2] and one[1] <= (top + bottom) / 2 <= one[3] for one in boxes)
        for left, top, _, bottom in letters
    ]
    assert not all(seen), "the detector leaves out letters of it"
    (column,) = (line for line in read_evened(page).lines if line.vertical)
    _, top, _, bottom = bounds(column.quad)
    assert (top <= letters[0][1] + 2, bottom >= letters[-1][3] - 2) == (True, True)
    assert sum(letter in column.lattice.text for letter in EMPLOYER) >= len(EMPLOYER) - 3


@pytest.mark.slow
def test_a_column_that_a_box_holds_is_not_read_again() -> None:
    page, letters = drawing(2400, 19, 0.0)
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    copy = ink_copy(page)
    whole = read_line(page, bounds_of_column(letters))
    cut = read_line(page, box(left - 5, top - 4, right + 5, (top + bottom) / 2))
    assert missed_columns(copy, [whole]) == ()
    assert len(missed_columns(copy, [cut])) == 1
    assert len(missed_columns(copy, ())) == 1


def test_a_box_beside_a_column_does_not_hold_it() -> None:
    page, letters = drawing(2400, 19, 0.0)
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    beside = read_line(page, box(left + 60, top - 4, right + 60, bottom + 4))
    assert len(missed_columns(ink_copy(page), [beside])) == 1


@pytest.mark.parametrize(("letters", "found"), [(2, 0), (8, 1)])
def test_two_letters_are_no_text(monkeypatch: pytest.MonkeyPatch, letters: int, found: int) -> None:
    page, places = drawing(2400, 19, 0.0)
    part = bounds_of_column(places[:letters])
    monkeypatch.setattr(page_reading, "missed_columns", lambda copy, lines: (part,))
    assert len(page_reading._with_columns(page, ink_copy(page), ())) == found


@pytest.mark.slow
def test_parts_that_read_as_much_as_the_whole_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page, letters = drawing(2400, 19, 0.0)
    (column,) = (line for line in read_evened(page).lines if line.vertical)
    whole = bounds_of_column(letters)
    monkeypatch.setattr(page_reading, "missed_columns", lambda copy, lines: (whole,))
    assert page_reading._with_columns(page, ink_copy(page), [column]) == [column]


def bounds_of_column(letters: Boxes) -> Polygon:
    """Return the corners around a column."""
    left, top, right, bottom = bounds([one[:2] for one in letters] + [one[2:] for one in letters])
    return box(left - 5, top - 4, right + 5, bottom + 4)


@pytest.mark.slow
def test_letters_that_stand_in_rows_are_no_columns() -> None:
    sheet = Sheet(1600, 1100)
    for number in range(12):
        sheet.write("现场调查结果表明，设计单位提出的方案可行。", 200, 150 + 34 * number, 24)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    assert not any(line.vertical for line in lines)
    assert missed_columns(ink_copy(page), lines) == ()


APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
TEXT = "现场调查结果表明，设计单位新疆云岭智能装备制造有限公司与负责人孙颖倩提出的方案可行。"
FIRST = TEXT.index("新疆")


@pytest.mark.nightly
@pytest.mark.parametrize(("count", "em", "leading"), [(2, 14, 1.35), (12, 14, 1.2), (12, 12, 1.5)])
def test_small_print_on_a_large_sheet_is_covered(count: int, em: int, leading: float) -> None:
    sheet = Sheet(2300, 3200)
    text = TEXT * 3
    rows = [sheet.write(text, 200, 1000 + n * leading * em, em) for n in range(count)]
    boxes = [bounds(quad) for quad in detect(evened(sheet.picture))]
    lines = [box for box in boxes if box[3] - box[1] < 2 * em]
    found = sum(
        any(top < row[0][1] + em / 2 < bottom for _, top, _, bottom in lines) for row in rows
    )
    assert found < count, "the detector passes over some of it, or makes one box of all"
    hits = sheet.hits(APPLICANT)
    for row in rows:
        for start in range(0, len(text), len(TEXT)):
            name = start + TEXT.index("孙颖倩")
            own = row[start + FIRST : start + FIRST + 14] + row[name : name + 3]
            assert all_covered(hits, own)


@pytest.mark.nightly
def test_rules_ornaments_and_grain_are_no_rows_that_are_read() -> None:
    sheet = Sheet(1600, 1200)
    for y in (100, 1100):
        for x in range(100, 1500, 14):
            sheet.pen.ellipse((x, y, x + 8, y + 8), outline=(60,) * 3, width=2)
    sheet.pen.rectangle((80, 80, 1520, 1120), outline=(60,) * 3, width=3)
    grain = np.random.default_rng(3).random((1200, 1600)) < 0.01
    picture = np.array(sheet.picture)
    picture[grain] = 90
    assert not any(line.lattice.confidence > 0.75 for line in read_page(picture).lines)


def test_what_a_box_covers_is_no_missed_row() -> None:
    sheet = Sheet(1200, 600)
    letters = sheet.write(TEXT, 100, 300, 20)
    page = evened(sheet.picture)
    (row,) = missed_rows(ink_copy(page), ())
    left, top, right, bottom = bounds(row)
    assert (left < letters[0][0] + 2, right > letters[-1][2] - 12) == (True, True)
    assert (top < 306, bottom > 314) == (True, True)
    assert missed_rows(ink_copy(page), [row]) == ()


def test_a_row_in_a_high_box_of_its_own_is_not_missed() -> None:
    sheet = Sheet(1200, 600)
    sheet.write(TEXT, 100, 300, 20)
    sheet.write(TEXT, 100, 340, 20)
    page = evened(sheet.picture)
    upper, lower = (box(95, top, 1000, top + 60) for top in (275, 320))
    assert missed_rows(ink_copy(page), [upper, lower]) == ()
    assert len(missed_rows(ink_copy(page), [box(95, 285, 1000, 375)])) == 2


def test_a_nearer_look_replaces_what_it_shows_and_leaves_the_rest() -> None:
    near = box(100, 100, 400, 120)
    merged, elsewhere = box(90, 90, 410, 180), box(500, 500, 700, 560)
    assert joined_boxes([near], [merged, elsewhere]) == (near, elsewhere)


def dotted(text: str, pitch: int) -> Sheet:
    """Write a row as it is, and one in a needle printer's dots so far apart."""
    sheet = Sheet(900, 400)
    sheet.write("根据文件要求完成年度考核工作任务", 60, 60, 26)
    small = Image.new("L", (16 * len(text), 16), 255)
    ImageDraw.Draw(small).text((0, 0), text, fill=0, font=font(Face.HEI, 16))
    for y, x in np.argwhere(np.asarray(small) < 140).tolist():
        middle = 60 + x * pitch, 150 + y * pitch
        half = pitch * 0.3
        box = (middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)
        sheet.pen.ellipse(box, fill=(50, 50, 60))
    return sheet


@pytest.mark.slow
@pytest.mark.parametrize(("text", "pitch"), [("天山水利", 5), ("天山水利设计", 6)])
def test_a_word_in_wide_dots_is_read(text: str, pitch: int) -> None:
    lines = [line.lattice.text for line in read_page(dotted(text, pitch).picture).lines]
    assert text in lines


def test_specks_far_from_each_other_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    page = np.full((1600, 1200), 255, np.uint8)
    for n in range(40):
        page[100 + 30 * n : 104 + 30 * n, 60 + 27 * n : 65 + 27 * n] = 0
    monkeypatch.setattr(print_from_afar, "detect", lambda *_: pytest.fail("looked at"))
    assert print_from_afar.print_from_afar(page, ink_copy(page), (), 960)[1] == ()


Colour = tuple[int, int, int]
NAME = "申报人王晓燕"

PAIRS: dict[str, tuple[Colour, Colour]] = {
    "red on green": ((224, 40, 40), (30, 139, 40)),
    "pink on mint": ((255, 176, 200), (150, 233, 180)),
    "yellow on lime": ((236, 214, 0), (140, 244, 96)),
    "blue on brick": ((60, 80, 240), (176, 58, 50)),
    "orange on grey": ((250, 130, 30), (154, 154, 158)),
    "green on violet": ((20, 150, 70), (128, 70, 195)),
}


def coloured_sheet(ink: Colour, ground: Colour, layout: str, em: int) -> Picture:
    """Draw a small page with a row on a whole ground, in a panel or in a low cell, as JPEG."""
    whole = layout == "whole"
    image = Image.new("RGB", (640, 480), ground if whole else (253, 252, 250))
    pen = ImageDraw.Draw(image)
    pen.text((40, 40), "评审材料", fill=(20, 20, 24), font=font(Face.SONG, 30))
    left, top = 90, 200
    pad = 0.35 * em if layout == "cell" else 40
    if not whole:
        place = (left - pad, top - pad, left + len(NAME) * em + pad, top + em + pad)
        pen.rectangle(place, fill=ground, outline=(40, 40, 40) if layout == "cell" else None)
    pen.text((left, top), NAME, fill=ink, font=font(Face.HEI, em))
    packed = BytesIO()
    image.save(packed, "JPEG", quality=90, subsampling=2)
    return np.array(Image.open(packed).convert("RGB"))


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("layout", "em"), [("whole", 32), ("panel", 36), ("cell", 28)])
def test_letters_as_grey_as_their_ground_are_read(pair: str, layout: str, em: int) -> None:
    ink, ground = PAIRS[pair]
    luma = np.array((0.299, 0.587, 0.114))  # ITU-R BT.601
    assert abs(luma @ ink - luma @ ground) <= 1
    read = [line.lattice.text for line in read_page(coloured_sheet(ink, ground, layout, em)).lines]
    assert any(NAME in text for text in read), read


def test_a_page_that_grey_shows_whole_stays_as_it_is() -> None:
    picture = coloured_sheet((30, 30, 34), (253, 252, 250), "whole", 32)
    cv2.circle(picture, (450, 320), 90, (205, 40, 45), 6)  # a seal
    cv2.putText(picture, "OFFICE", (400, 330), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (205, 40, 45), 2)
    cv2.rectangle(picture, (60, 380), (300, 420), (40, 60, 160), 2)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    assert with_lost_ink(grey, picture, grey) is grey


def test_black_print_on_a_highlight_stays_legible() -> None:
    image = Image.new("RGB", (640, 480), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((84, 196, 330, 240), fill=(255, 255, 0))
    pen.text((90, 200), NAME, fill=(15, 15, 15), font=font(Face.SONG, 36))
    read = [line.lattice.text for line in read_page(np.array(image)).lines]
    assert any(NAME in text for text in read), read


def slide(small: int, ground: tuple[int, int, int]) -> tuple[Sheet, list[list[Box]]]:
    """A slide: a large title and small print at its foot, light on a dark ground."""
    coloured_sheet = Sheet(2000, 1400)
    coloured_sheet.write("塔河灌区现代化改造技术汇报", 200, 200, 110)
    own = [
        coloured_sheet.write("孙颖倩", 200, 700, 70),
        coloured_sheet.write("新疆云岭智能装备制造有限公司", 120, 1300, small),
    ]
    dark = np.array(ImageOps.invert(coloured_sheet.image)).astype(np.uint16)
    shade = np.array(ground, np.uint16)
    coloured_sheet.image = Image.fromarray((shade + dark * (255 - shade) // 255).astype(np.uint8))
    return coloured_sheet, own


@pytest.mark.nightly
@pytest.mark.parametrize("ground", [(26, 51, 115), (90, 30, 30), (15, 15, 15)])
def test_small_print_on_a_slide_is_found(ground: tuple[int, int, int]) -> None:
    coloured_sheet, own = slide(30, ground)
    hits = coloured_sheet.hits(APPLICANT)
    assert all(all_covered(hits, boxes) for boxes in own)


def test_a_page_on_a_dark_desk_stays_as_it_is() -> None:
    page = np.full((1400, 1000), 70, np.uint8)
    page += np.random.default_rng(1).integers(0, 20, page.shape, dtype=np.uint8)
    page[150:1250, 120:880] = 230
    page[300:310, 200:800] = 20
    assert np.array_equal(
        turned_over(page, small_copy(page))[150:1250, 120:880], page[150:1250, 120:880]
    )


def test_dark_letters_on_a_dim_page_stay_dark() -> None:
    page = np.full((1400, 1000), 110, np.uint8)
    for row in range(100, 1300, 60):
        page[row : row + 20, 100:900:30] = 10
    assert turned_over(page, small_copy(page)) is page
