"""Lines that are read anew: climbing, split, pale, upside down, over show-through."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.masking.one_step import put_in_place
from tests.masking.sheet import Box, Sheet, all_covered
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant
from zcdesk.geometry import Polygon, box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.rereading import print_over_show_through
from zcdesk.masking.rereading.light_print_on_tint import reread_light_print
from zcdesk.masking.rereading.split_boxes import reread_split_columns, reread_split_rows
from zcdesk.masking.rereading.upside_down_lines import upside_down_lines
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_evened, read_line

EMPLOYER = "昌吉云帆建设工程有限公司"
LEFT, TOP = 820, 120
"""Where the turned row is laid."""


def laid_crosswise(sheet: Sheet, label: str, name: str, em: int, climbs: bool) -> list[Box]:
    """Write a row that runs upwards or downwards, and return where the name's letters lie."""
    row = Sheet(1240, 900)
    boxes = row.write(label + name, 20, 20, em=em)
    width, height = int(boxes[-1][2]) + 20, em + 40
    turn = Image.Transpose.ROTATE_90 if climbs else Image.Transpose.ROTATE_270
    sheet.image.paste(row.image.crop((0, 0, width, height)).transpose(turn), (LEFT, TOP))
    return [
        (LEFT + y0, TOP + width - x1, LEFT + y1, TOP + width - x0)
        if climbs
        else (LEFT + height - y1, TOP + x0, LEFT + height - y0, TOP + x1)
        for x0, y0, x1, y1 in boxes[-len(name) :]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("climbs", [True, False])
@pytest.mark.parametrize(
    ("label", "name", "em"),
    [("姓名：", "吕凯", 22), ("姓名：", "买买提·吐尔逊", 32), ("", "朱鹏", 18)],
)
def test_a_name_with_only_its_colon_read_is_covered(
    label: str, name: str, em: int, climbs: bool
) -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 700)
    sheet.write("座位安排以会务组通知为准，请按时入场", 60, 800)
    written = laid_crosswise(sheet, label, name, em, climbs)
    assert all_covered(sheet.hits(Applicant(name, EMPLOYER)), written)


TEXT = "JOURNAL OF REGIONAL ENGINEERING"
PLACE = box(52, 74, 690, 116)


def cover(
    ground: tuple[int, int, int], letters: tuple[int, int, int], grain: float = 4.0
) -> Picture:
    """Return a title on a tinted ground with the grain of a scan."""
    sheet = Sheet(740, 190)
    sheet.pen.rectangle((0, 0, 740, 190), fill=ground)
    sheet.pen.text((60, 104), TEXT, fill=letters, font=font(Face.SONG, 30), anchor="ls")
    noise = np.random.default_rng(3).normal(0, grain, sheet.picture.shape)
    return np.asarray(np.clip(np.rint(sheet.picture + noise), 0, 255), np.uint8)


def unread(place: Polygon = PLACE) -> Line:
    """Return a line of which evening left nothing."""
    return read_line(np.full((190, 740), 255, np.uint8), place)


@pytest.mark.parametrize("ground", [(176, 198, 220), (220, 180, 184), (60, 90, 120)])
def test_light_letters_on_a_tinted_ground_are_read(ground: tuple[int, int, int]) -> None:
    (look,) = reread_light_print(cover(ground, (252, 252, 252)), [unread()])
    assert "".join(look.lattice.text.split()) == TEXT.replace(" ", "")
    assert look.quad == PLACE


@pytest.mark.parametrize(
    ("picture", "bottom"),
    [
        (cover((255,) * 3, (30,) * 3), 116), (cover((220, 180, 184), (30,) * 3), 116),
        (cover((200,) * 3, (200,) * 3), 116), (cover((200,) * 3, (216,) * 3, grain=0.0), 116),
        (cover((176, 198, 220), (252,) * 3), 92),  # halves of letters
    ],
)  # fmt: skip
def test_dark_letters_what_hardly_differs_from_its_ground_and_halves_give_no_look(
    picture: Picture, bottom: int
) -> None:
    assert reread_light_print(picture, [unread(box(52, 74, 690, bottom))]) == ()


def test_what_was_read_needs_no_look() -> None:
    picture = cover((176, 198, 220), (30, 30, 30))
    line = read_line(np.asarray(picture[..., 0]), PLACE)
    assert line.lattice.confidence > 0.9
    assert reread_light_print(cover((176, 198, 220), (252, 252, 252)), [line]) == ()


def test_own_words_are_sought_in_such_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(740, 190)
    sheet.write("申报人张伟同志", 60, 74, em=36)
    look = read_line(np.asarray(sheet.picture[..., 0]), box(52, 66, 320, 122))
    put_in_place(monkeypatch, "unevened", lambda *_: (look,))
    hits = Sheet(740, 190).hits(Applicant("张伟", "新疆云岭智能装备制造有限公司"))
    assert [hit.verdict for hit in hits] == [Verdict.COVER]


OWN = Applicant("彭红霞", "新疆云岭智能装备制造有限公司")
WIDTH, HEIGHT = 1000, 420
ROWS = (
    "项目名称　　灌区节水改造工程",
    "完成日期　　二〇二三年六月",
    "检索结论　　资料齐全同意验收",
)
TITLE = "论文收录检索报告"


def sheet_with(title: str, strength: float, value: str = OWN.name) -> tuple[Sheet, list[Box]]:
    """Return a sheet whose other side's title lies behind a small value, and the value's boxes."""
    sheet, back = Sheet(WIDTH, HEIGHT), Sheet(WIDTH, HEIGHT)
    for row, text in enumerate(ROWS):
        sheet.write(text, 90, 220 + 55 * row, em=20)
    boxes = sheet.write("　".join(value), 380, 92, em=20)
    back.write(title, 380, 80, em=46)
    behind = np.array(ImageOps.mirror(back.image))
    soft = cv2.GaussianBlur(behind, (0, 0), 1.2).astype(np.float32)
    shown = sheet.picture * (1 - strength * (1 - soft / 255))
    sheet.image = Image.fromarray(np.clip(np.rint(shown), 0, 255).astype(np.uint8))
    return sheet, boxes


@pytest.mark.slow
@pytest.mark.parametrize("strength", [0.2, 0.3, 0.4])
def test_a_name_over_a_title_that_shines_through_is_covered(strength: float) -> None:
    sheet, boxes = sheet_with(TITLE, strength)
    assert all_covered(sheet.hits(OWN), boxes)


def test_somebody_elses_name_there_stays_and_nobody_is_asked() -> None:
    sheet, _ = sheet_with(TITLE, 0.3, "郑文涛")
    hits = sheet.hits(OWN)
    assert not [hit for hit in hits if hit.covers_by_default or hit.is_doubt]


def scribbled(sheet: Sheet, level: int = 25, left: int = 380) -> None:
    """Scribble in the value's row what nobody can read."""
    random, drawn = np.random.default_rng(5), sheet.picture
    for letter in range(3):
        for _ in range(5):
            places = random.integers(0, 46, (3, 2)) + np.array([left + 56 * letter, 80])
            cv2.polylines(drawn, [places.astype(np.int32)], False, (level,) * 3, 3, cv2.LINE_AA)
    sheet.image = Image.fromarray(drawn)


@pytest.mark.parametrize("pale", [True, False])
def test_ink_of_one_strength_is_not_read_again(monkeypatch: pytest.MonkeyPatch, pale: bool) -> None:
    sheet, _ = sheet_with(TITLE if pale else "", 0.3, "")
    if not pale:
        scribbled(sheet)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    assert min(line.lattice.confidence for line in lines) < 0.9
    monkeypatch.setattr(print_over_show_through, "read_at_once", None)  # calling it would fail
    assert print_over_show_through.reread_over_show_through(page, lines) == ()


@pytest.mark.parametrize(("level", "again"), [(150, True), (125, False)])
def test_only_much_paler_print_is_dropped(
    monkeypatch: pytest.MonkeyPatch, level: int, again: bool
) -> None:
    sheet, _ = sheet_with("", 0.3, "")
    scribbled(sheet)
    scribbled(sheet, level, 550)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    looked: list[GreyPicture] = []

    def read_at_once(part: GreyPicture) -> Reading:
        looked.append(part)
        return Reading(1, 1, ())

    monkeypatch.setattr(print_over_show_through, "read_at_once", read_at_once)
    print_over_show_through.reread_over_show_through(page, lines)
    assert bool(looked) is again


MEMBER = Applicant("于珍晨", "新疆生产建设兵团第一师农业科学研究所")


def column(sheet: Sheet, letters: list[Box]) -> Line:
    """Read the box around some letters of a column."""
    left, right = min(one[0] for one in letters), max(one[2] for one in letters)
    top, bottom = letters[0][1], letters[-1][3]
    return read_line(evened(sheet.picture), box(left - 4, top - 3, right + 4, bottom + 3))


@pytest.mark.slow
def test_a_column_that_is_broken_at_a_flat_letter_is_covered_whole() -> None:
    sheet = Sheet()
    letters = sheet.write(MEMBER.employer, 600, 60, em=34, down=True)
    flat = MEMBER.employer.index("一")
    halves = column(sheet, letters[:flat]), column(sheet, letters[flat + 1 :])
    assert all(half.vertical for half in halves)
    hits = sheet.hits_of(Reading(*sheet.image.size, halves), MEMBER)
    covered = [hit.mask.polygon for hit in hits if hit.covers_by_default]
    for left, top, right, bottom in letters:
        x, y = (left + right) / 2, (top + bottom) / 2
        assert any(_holds(polygon, x, y) for polygon in covered)


@pytest.mark.parametrize(
    ("columns", "down"),
    [
        ([("评审材料目录", 300, 40), ("评审材料目录", 400, 120), ("评审材料目录", 300, 380)], True),
        ([(number, 300, 40 + 50 * row) for row, number in enumerate("1467")], False),
        ([("甲乙", 300, 40 + 100 * row) for row in range(4)], True),
    ],
    ids=["beside each other and far below", "numbers", "short boxes, which are cells"],
)
def test_columns_that_are_none_are_not_joined(
    columns: list[tuple[str, float, float]], down: bool
) -> None:
    sheet = Sheet()
    lines = [column(sheet, sheet.write(text, x, y, 34, down=down)) for text, x, y in columns]
    assert all(line.vertical for line in lines) is down
    assert reread_split_columns(evened(sheet.picture), lines) == ()


def _holds(polygon: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    across, down = [one[0] for one in polygon], [one[1] for one in polygon]
    return min(across) <= x <= max(across) and min(down) <= y <= max(down)


CLERK = Applicant("于珍晨", "新疆生产建设兵团第六师五家渠市房产交易管理中心")
EM = 18


def part(sheet: Sheet, letters: list[Box], above: float, below: float) -> Line:
    """Read a box from some share of the letters' height to another one."""
    left, right = letters[0][0] - 3, letters[-1][2] + 3
    top = min(one[1] for one in letters)
    return read_line(evened(sheet.picture), box(left, top + above * EM, right, top + below * EM))


@pytest.mark.slow
def test_a_row_in_boxes_lower_than_its_letters_is_covered_whole() -> None:
    sheet = Sheet()
    letters = sheet.write(CLERK.employer, 200, 60, em=EM)
    parts = (
        part(sheet, letters[:12], -0.15, 0.5),
        part(sheet, letters[9:19], 0.15, 1.0),
        part(sheet, letters[17:], 0.4, 1.15),
    )
    assert not any(CLERK.employer in one.lattice.text for one in parts)
    hits = sheet.hits_of(Reading(*sheet.image.size, parts), CLERK)
    assert all_covered(hits, letters)


def test_words_that_run_slantwise_are_not_joined_with_the_print_beside_them() -> None:
    sheet = Sheet()
    letters = sheet.write(CLERK.employer, 200, 60, em=EM)
    print_, word = part(sheet, letters[:12], -0.15, 1.0), part(sheet, letters[9:], 0, 1.15)
    (left, top), (right, _), _, _ = word.quad
    down = 0.4 * (right - left)  # 22 degrees
    slanting = ((left, top), (right, top + down), (right, top + down + EM), (left, top + EM))
    assert len(reread_split_rows(evened(sheet.picture), [print_, word])) == 1
    assert reread_split_rows(evened(sheet.picture), [print_, replace(word, quad=slanting)]) == ()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (700, 60),  # the next cell of the same row
        (200 + 20 * EM - 6, 60),  # one so near that the boxes overlap
        (400, 60 + 1.3 * EM),  # the row below
        (470, 60 + 1.1 * EM),  # one so near that the boxes overlap, further to the right
        (230, 60),  # within the other box
    ],
)
def test_cells_and_rows_of_their_own_are_not_joined(x: float, y: float) -> None:
    sheet = Sheet()
    first = sheet.write("新疆云岭路桥工程有限责任公司评审材料目录", 200, 60, em=EM)
    other = first[4:9] if x < 300 else sheet.write("土建工程师何丽王强", x, y, em=EM)
    lines = [part(sheet, one, -0.15, 1.15) for one in (first, other)]
    assert reread_split_rows(evened(sheet.picture), lines) == ()


BUILDER = Applicant("王晓燕", "昌吉云帆建设工程有限公司")


def on_its_head(sheet: Sheet, place: tuple[int, int, int, int], boxes: list[Box]) -> list[Box]:
    """Turn a part of a sheet over, and return where its letters lie then."""
    left, top, right, bottom = place
    part = sheet.image.crop(place).transpose(Image.Transpose.ROTATE_180)
    sheet.image.paste(part, place)
    across, down = left + right, top + bottom
    return [(across - x1, down - y1, across - x0, down - y0) for x0, y0, x1, y1 in boxes]


NARROW, WIDE = (300, 80, 900, 300), (100, 80, 1100, 260)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("label", "word", "em", "place"),
    [
        ("", "王晓燕", 28, NARROW),
        ("", "王晓燕", 110, NARROW),
        ("姓名：", "吕凯", 32, NARROW),  # of these only the colon is surely read
        ("姓　名：", "朱鹏", 20, NARROW),
        ("姓名：", "王晓燕", 20, NARROW),
        ("", BUILDER.employer, 40, WIDE),
    ],
)
def test_a_word_that_stands_on_its_head_is_covered(
    label: str, word: str, em: int, place: tuple[int, int, int, int]
) -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    sheet.write("座位安排以会务组通知为准，请按时入场", 60, 600)
    written = sheet.write(label + word, place[0] + 100, 120, em=em)[-len(word) :]
    written = on_its_head(sheet, place, written)
    who = BUILDER if word == BUILDER.employer else replace(BUILDER, name=word)
    assert all_covered(sheet.hits(who), written)


@pytest.mark.nightly
def test_a_name_on_its_head_that_goes_on_in_the_next_row_is_covered() -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 700)
    written = [*sheet.write("再努尔·买买", 200, 120, em=90), *sheet.write("提", 200, 230, em=90)]
    written = on_its_head(sheet, (100, 80, 1100, 360), written)
    assert all_covered(sheet.hits(Applicant("再努尔·买买提", BUILDER.employer)), written)


def test_print_that_stands_upright_is_not_read_on_its_head() -> None:
    sheet = Sheet(1240, 900)
    sheet.write("新疆维吾尔自治区水利学会年会代表", 60, 500)
    sheet.write("日田口 8 0 6 9 中申由甲", 60, 600)
    page = evened(sheet.picture)
    assert upside_down_lines(page, read_evened(page).lines) == ()
