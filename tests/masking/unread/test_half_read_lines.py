"""Stretches of a read line, and rows below a dark band, in which an own word may stand unread."""

import numpy as np
import pytest

from tests.masking.one_step import put_in_place
from tests.masking.sheet import Sheet
from tests.tables import rows_beside
from tools.drawing.fonts import Face
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Verdict
from zcdesk.masking.unread.half_read import half_read_parts
from zcdesk.masking.unread.hidden_by_folds import rows_hidden_by_folds
from zcdesk.masking.unread.unread_lines import stands_as_words
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import BLANK, COLUMN_WIDTH, Lattice, symbol_numbers
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_evened

TABLES = rows_beside(__file__)

SOMEBODY = Applicant("潘鹏荣", "新疆昆仑水利水电工程有限公司")
BEFORE, BEHIND = "在施工过程中严格执行有关技术标准", "对现场质量进行管理"
LEFT, ROW, EM = 120, 300, 36
TEXT = "基础处理主体结构和设备安装等分项工程的验收工作"


def page_with(name: str = SOMEBODY.name) -> tuple[Sheet, tuple[float, float]]:
    """Return a page of rows and where on one of them a name begins and ends."""
    sheet = Sheet(1300, 700)
    for number in range(7):
        if number != 3:
            sheet.write(TEXT, LEFT, ROW + (number - 3) * 62, EM)
    boxes = sheet.write(BEFORE + name + BEHIND, LEFT, ROW, EM)
    own = boxes[len(BEFORE) : len(BEFORE) + len(name)]
    return sheet, (own[0][0], own[-1][2])


def worn(sheet: Sheet, left: float, right: float) -> None:
    """Wear away the middle of the letters between two places, as a fold does."""
    sheet.pen.rectangle((left - 1, ROW + 0.14 * EM, right + 1, ROW + 0.8 * EM), fill="white")


def doubts(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Return the places of a page that nobody could read."""
    hits = sheet.hits(SOMEBODY)
    assert all(hit.verdict is Verdict.DOUBT for hit in hits if hit.reason.code == "hit.unreadable")
    return [bounds(hit.mask.polygon) for hit in hits if hit.reason.code == "hit.unreadable"]


@pytest.mark.slow
def test_a_person_is_asked_about_a_worn_stretch_of_a_line_that_is_read_otherwise() -> None:
    sheet, (left, right) = page_with()
    worn(sheet, left, right)
    ((first, top, last, bottom),) = doubts(sheet)
    assert first <= left + EM / 2
    assert last >= right - EM / 2
    assert last - first < 5 * EM
    assert top < ROW + EM / 2 < bottom


@pytest.mark.slow
def test_nobody_is_asked_about_lines_that_are_read_nor_about_one_worn_letter() -> None:
    sheet, (left, right) = page_with("李建国")
    worn(sheet, left + EM, right - EM)
    assert doubts(sheet) == []


@pytest.mark.nightly
@pytest.mark.parametrize("face", [Face.SONG, Face.HEAVY])
def test_the_year_at_the_beginning_of_a_row_is_no_worn_word(face: Face) -> None:
    sheet = Sheet(1300, 700)
    for number in range(6):
        sheet.write(TEXT, LEFT, ROW + (number - 3) * 62, EM, face)
    sheet.write("〇〇七年六月在本校土木工程专业学习", LEFT, ROW + 3 * 62, EM, face)
    assert doubts(sheet) == []


def test_boxes_to_tick_and_dotted_lines_are_no_worn_words() -> None:
    sheet = Sheet(1300, 400)
    for number, text in enumerate((TEXT, BEFORE, BEHIND)):
        y = 60 + 80 * number
        sheet.pen.rectangle((LEFT + 2, y + 4, LEFT + 32, y + 34), outline=(25,) * 3, width=2)
        sheet.write(text, LEFT + 44, y, EM)
    sheet.write("联系电话", LEFT, 310, EM)
    sheet.pen.line((LEFT + 150, 346, LEFT + 400, 346), fill=(25,) * 3, width=2)
    sheet.write("传真", LEFT + 410, 310, EM)
    assert doubts(sheet) == []


@pytest.mark.slow
def test_all_worn_stretches_of_a_line_are_one_question() -> None:
    sheet, (left, right) = page_with()
    worn(sheet, left, right)
    worn(sheet, LEFT + 2 * EM, LEFT + 5 * EM)
    ((first, _, last, _),) = doubts(sheet)
    assert first <= LEFT + 2.5 * EM
    assert last >= right - EM / 2


@pytest.mark.nightly
@pytest.mark.parametrize("slope", [0.0, 0.02])
def test_a_person_is_asked_about_a_row_of_which_a_dark_band_leaves_the_ends(slope: float) -> None:
    sheet, (left, right) = page_with()
    fall = slope * 1300
    middle = ROW + 0.5 * EM - fall * left / 1300
    low, high = middle - 0.24 * EM, middle + 0.24 * EM
    sheet.pen.polygon([(0, low), (1300, low + fall), (1300, high + fall), (0, high)], fill="black")
    # A band that climbs leaves more of the row at its ends, which are read, or asked about alone.
    told = [one for one in doubts(sheet) if one[0] <= left and one[2] >= right]
    assert any(top <= ROW + 0.25 * EM and bottom >= ROW + 0.7 * EM for _, top, _, bottom in told)


STEP = 6  # columns of a letter
READ = {number: ("基础处理主体结构"[number], 0.99) for number in range(8)}


def made(
    letters: dict[int, tuple[str, float]], ink: tuple[float, float] = (0, 8), long: int = 8
) -> Line:
    """Return a line of ``long`` letters, of which those given are read; ink in letters."""
    numbers, columns = symbol_numbers(), long * STEP
    table = np.full((columns, max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    for place, (text, sure) in letters.items():
        column = place * STEP + STEP // 2
        table[column, BLANK], table[column, numbers[text]] = 1 - sure, sure
    dark = np.zeros(columns * COLUMN_WIDTH, np.uint8)
    dark[round(ink[0] * STEP * COLUMN_WIDTH) : round(ink[1] * STEP * COLUMN_WIDTH)] = 9
    return Line(box(0, 0, columns * 8, 48), Lattice.from_probabilities(table), dark)


def without(*places: int, sure: float = 0.0) -> dict[int, tuple[str, float]]:
    """Return the letters of the line of which some are read as others, ``sure``, or as none."""
    other = {place: ("谣", sure) for place in places if sure}
    return {place: one for place, one in READ.items() if place not in places} | other


def moved(line: Line, x: float, y: float, high: float = 48) -> Line:
    """Return a line at another place, or in letters of another height."""
    long = line.length * high / 48
    return Line(box(x, y, x + long, y + high), line.lattice, line.ink)


def in_box(line: Line, *place: float) -> Line:
    return Line(box(*place), line.lattice, line.ink)


WEAK = without(3, 4) | dict.fromkeys((0, 1, 6, 7), ("术", 0.55))
WEAKER = WEAK | {2: ("术", 0.51), 5: ("术", 0.53)}


@pytest.mark.parametrize(
    ("line", "stretches"),
    [
        (made(READ), 0),
        (made(without(3)), 0),  # one letter is none
        (made(without(3, 4)), 1),
        (made(without(3, 4, sure=0.7)), 1),
        (made(without(3, 4, sure=0.8)), 0),
        (made(without(3, 4, sure=0.65)), 1),
        (moved(made(without(3, 4, sure=0.65)), 0, 0, 12), 0),  # small letters are read less surely
        (made(without(3, 4), (0, 3)), 0),  # without ink
        (made(without(3, 4), (3.0, 4.2)), 0),  # a box to tick
        (made(without(3, 4) | {2: ("：", 0.99)}), 0),  # a value or a signature
        (made(without(3, 4) | {5: ("：", 0.99)}), 1),
        (made(dict.fromkeys((0, 1, 2, 5, 6, 7), ("7", 0.99))), 0),  # figures
        (made({0: ("基", 0.99)}, (0, 2), 2), 0),  # a short line
        (in_box(made(without(3, 4)), 0, 0, 384, 7), 0),  # a thin one
        (made(WEAK), 1),
        (made(WEAKER), 0),  # hardly read at all, it is asked about as such
        (made(WEAKER | {2: ("础", 0.8)}), 0),
    ],
)
def test_two_letters_that_are_hardly_read_are_a_stretch(line: Line, stretches: int) -> None:
    assert len(half_read_parts([line], ())) == stretches


@pytest.mark.parametrize("sure", [0.0, 0.7])
def test_a_stretch_lies_where_its_letters_do(sure: float) -> None:
    (stretch,) = half_read_parts([made(without(3, 4, sure=sure))], ())
    assert bounds(stretch.quad)[::2] == pytest.approx((3 * 48, 5 * 48), abs=9)


def test_a_rule_is_no_stretch_and_of_many_the_longest_are_asked_about() -> None:
    dotted = made(without(2, 3, 4, 5))
    dotted.ink[2 * STEP * COLUMN_WIDTH + 40 : 6 * STEP * COLUMN_WIDTH - 40] = 2
    assert half_read_parts([dotted], ()) == ()
    short, long = made(without(3, 4)), made(without(2, 3, 4, 5))
    found = half_read_parts([short, short, long, short], ())
    assert len(found) == 3
    assert found[0].length > found[1].length


def test_a_row_asked_about_as_a_whole_is_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(1300, 400)
    sheet.write(TEXT, LEFT, 60, EM)
    reading = read_evened(evened(sheet.picture))
    seen = made(dict.fromkeys(range(12), ("术", 0.55)), long=12)
    text = "工程资料齐全验收组一致同"
    sure = {number: (text[number], 0.77) for number in range(12) if not 3 < number < 9}
    look = made(sure, long=12)
    place = box(LEFT, ROW, LEFT + 12 * EM, ROW + EM)
    row, again = (Line(place, one.lattice, one.ink) for one in (seen, look))
    assert len(half_read_parts([row], [again])) == 1
    put_in_place(monkeypatch, "second looks", lambda *_: (again,))
    hits = sheet.hits_of(Reading(reading.width, reading.height, (*reading.lines, row)), SOMEBODY)
    assert [hit.reason.code for hit in hits] == ["hit.unreadable"]


def test_what_another_look_reads_is_no_stretch() -> None:
    line, look = made(without(3, 4)), made(without(0, 1, 2))
    assert half_read_parts([line], [look]) == ()
    # The look that reads best tells where the letters stand, and whether they are Han ones.
    kana = dict.fromkeys(range(8), ("ン", 0.5))
    assert half_read_parts([made(kana)], ()) == ()
    (stretch,) = half_read_parts([made(kana)], [made(without(3, 4))])
    assert bounds(stretch.quad)[0] == pytest.approx(3 * 48, abs=9)


def test_a_look_at_more_than_the_line_and_a_box_far_higher_than_its_letters_tell_nothing() -> None:
    line, look = made(READ), made(without(3, 4))
    longer = Line(box(-80, 0, 8 * 48 + 80, 48), look.lattice, look.ink)
    assert half_read_parts([made(dict.fromkeys(range(8), ("ン", 0.5)))], [longer]) == ()
    assert half_read_parts([line], [longer]) == ()
    high = Line(box(0, 0, look.length, 100), look.lattice, look.ink)
    assert half_read_parts([high], ()) == ()


def three_rows(high: int, top: int = 40, step: int = 100) -> tuple[Sheet, list[Line]]:
    """Return a sheet of a height with three rows, and these as they are read."""
    sheet = Sheet(1300, high)
    for number, text in enumerate((TEXT, BEFORE, BEHIND)):
        sheet.write(text, LEFT, top + step * number, EM)
    return sheet, [*read_evened(evened(sheet.picture)).lines[:3]]


def test_bands_that_cross_no_letters_are_no_row() -> None:
    sheet = Sheet(1300, 900)
    for number, text in enumerate((TEXT, BEFORE, BEHIND, TEXT, BEFORE)):
        sheet.write(text, LEFT, 40 + 150 * number, EM)
    sheet.pen.rectangle((0, 90, 1300, 108), fill="black")  # near a row, and through none
    sheet.pen.rectangle((60, 560, 1100, 562), fill="black")  # a rule between the margins ...
    sheet.write(TEXT, LEFT, 543, EM)  # ... through a row
    for x in range(LEFT, 1200, 90):  # a table with a thick head
        sheet.pen.line((x, 740, x, 800), fill="black", width=3)
    sheet.pen.rectangle((LEFT, 736, 1190, 746), fill="black")
    page = evened(sheet.picture)
    held = [line for line in read_evened(page).lines if not 530 < bounds(line.quad)[1] < 580]
    assert len(held) == 5
    assert rows_hidden_by_folds(page, held) == ()
    assert rows_hidden_by_folds(np.full((400, 300), 255, np.uint8), ()) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "climb", "found"), [(0, 24, True), (0, 130, False), (220, 24, False)]
)
def test_letters_cut_by_the_edge_of_a_fold_are_a_row(left: int, climb: int, found: bool) -> None:
    sheet, held = three_rows(1000, step=150)
    sheet.write(TEXT, LEFT, 700, EM)
    edge = [(left, 700 + 0.33 * EM), (1300, 700 + 0.33 * EM + climb)]
    sheet.pen.polygon([*edge, (1300, 990), (left, 990)], fill="white")
    sheet.pen.line(edge, fill="black", width=3)
    page = evened(sheet.picture)
    assert bool(rows_hidden_by_folds(page, held)) == found
    assert rows_hidden_by_folds(page[: round(edge[1][1]) + 6], held) == ()  # the edge of the page


@pytest.mark.slow
@pytest.mark.parametrize("folds", [3, 4])
def test_a_sheet_is_folded_three_times_at_most(folds: int) -> None:
    sheet, held = three_rows(1000)
    for number in range(folds):
        top = 400 + 140 * number
        sheet.write(TEXT, LEFT, top, EM)
        sheet.pen.rectangle((0, top + 0.4 * EM, 1300, top + 2 * EM), fill="white")
        sheet.pen.line((0, top + 0.4 * EM, 1300, top + 0.4 * EM), fill="black", width=3)
    assert len(rows_hidden_by_folds(evened(sheet.picture), held)) == (folds if folds <= 3 else 0)


def test_the_upright_rules_of_a_wide_table_are_no_letters() -> None:
    sheet, held = three_rows(700)
    sheet.pen.line((0, 500, 1300, 500), fill="black", width=3)
    for x in range(40, 1300, 120):
        sheet.pen.line((x, 400, x, 600), fill="black", width=6)
    assert rows_hidden_by_folds(evened(sheet.picture), held) == ()


@pytest.mark.parametrize("framed", [True, False])
def test_the_frame_of_a_certificate_is_no_fold(framed: bool) -> None:
    sheet, held = three_rows(1000, top=240)
    sheet.write(TEXT, LEFT, 700, EM)
    edge = 700 + 0.4 * EM
    sheet.pen.rectangle((0, edge, 1300, 990), fill="white")
    sheet.pen.line((30, edge, 1270, edge), fill="black", width=3)
    if framed:
        sheet.pen.rectangle((30, 200, 1270, edge), outline="black", width=3)
    assert bool(rows_hidden_by_folds(evened(sheet.picture), held)) != framed


@pytest.mark.slow
def test_a_bar_over_a_word_is_no_band() -> None:
    sheet, (left, right) = page_with()
    place = (left - 200, ROW + 0.26 * EM, right + 150, ROW + 0.74 * EM)
    sheet.pen.rectangle(place, fill="black")
    page = evened(sheet.picture)
    other = [line for line in read_evened(page).lines if abs(bounds(line.quad)[1] - ROW) > EM]
    assert len(other) == 6
    assert rows_hidden_by_folds(page, other) == ()
    sheet.pen.rectangle((0, place[1], 1300, place[3]), fill="black")
    page = evened(sheet.picture)
    assert len(rows_hidden_by_folds(page, other)) == 1
    assert rows_hidden_by_folds(page[: round(place[3]) + 9], other) == ()  # the page ends
    # What a line holds is read, or asked about, with that line.
    row = Line(box(0, ROW - 9, 1300, ROW + EM + 9), other[0].lattice, other[0].ink)
    assert rows_hidden_by_folds(page, [*other, row]) == ()


@pytest.mark.parametrize(("places", "asked"), TABLES["what_nobody_could_read_may"])
def test_what_nobody_could_read_may_be_words(places: list[tuple[float, ...]], asked: bool) -> None:
    words = [moved(made(READ), *place) for place in places]
    unread = made({0: ("日", 0.5)})
    assert stands_as_words(bounds(unread.quad), [unread, *words], ()) == asked
    key = [moved(made(dict.fromkeys(range(8), ("回", 0.9))), *place) for place in places]
    assert not stands_as_words(bounds(unread.quad), [unread, *key], ())
    column = (-60.0, -200.0, -12.0, 200.0)
    assert not stands_as_words(column, words, ())


@pytest.mark.parametrize(
    ("reading", "asked"),
    [
        ("古丽", True),
        ("丽丽", False),
        ("回包回包包包", False),  # a key pattern
        ("米N", False),
        ("GuliNarAbdu", True),
        ("LAKKS", False),  # a bar code
    ],
)
def test_what_a_look_makes_letters_of_may_be_words_anywhere(reading: str, asked: bool) -> None:
    line = made({})
    look = made({place: (text, 0.55) for place, text in enumerate(reading)}, long=12)
    look = Line(line.quad, look.lattice, look.ink)
    assert stands_as_words(bounds(line.quad), [line], [look]) == asked
    assert not stands_as_words(bounds(line.quad), [line], [moved(look, 0, 60)])
