"""Words that are broken over lines, cells and columns, or set apart letter by letter."""

import numpy as np
import pytest

from tests.masking.one_step import broken_in
from tests.masking.sheet import Box, Sheet, all_covered, none_covered
from tests.tables import rows_beside
from tools.drawing.fonts import Face
from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.geometry import bounds, box
from zcdesk.masking.breaks.broken_words import judge_broken
from zcdesk.masking.hits import Hit
from zcdesk.masking.lines.reading_order import lines_in_reading_order
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import BLANK, Lattice, symbol_numbers
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.page_reading import read_line

TABLES = rows_beside(__file__)

APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
FACES = (Face.SONG, Face.KAI, Face.HEI)

Written = dict[str, list[Box]]


@pytest.fixture(scope="module", params=FACES, ids=lambda face: face.name)
def page(request: pytest.FixtureRequest) -> tuple[Written, tuple[Hit, ...]]:
    """One sheet with every way of breaking a word, in one face."""
    face, sheet = request.param, Sheet(1240, 1500)

    def put(
        text: str, x: float, y: float, em: int, down: bool = False, gap: float = 0
    ) -> list[Box]:
        return sheet.write(text, x, y, em, face, down, gap)

    right, middle, left = (
        put("兹聘请新疆云岭智", 1100, 80, 44, down=True),
        put("能装备制造有限公司孙", 1000, 80, 44, down=True),
        put("颖倩同志为技术顾问", 900, 80, 44, down=True),
    )
    written = {
        "letters far apart": put("孙颖倩", 100, 100, 40, gap=160),
        "two rows in a cell": put("孙颖", 330, 300, 36) + put("倩", 330, 344, 36),
        "two cells": put("孙颖", 100, 600, 36) + put("倩", 220, 600, 36),
        "two rows": put("新疆云岭智能装备制", 100, 800, 30) + put("造有限公司", 100, 840, 30),
        "three rows": put("新疆云岭智", 100, 1000, 30)
        + put("能装备制造", 100, 1040, 30)
        + put("有限公司", 100, 1080, 30),
        "columns from right to left": right[3:] + middle[:9],
        "name over two columns": middle[9:] + left[:2],
    }
    written["what stays"] = left[3:] + right[:2] + put("姓名", 200, 320, 36)
    return written, sheet.hits(APPLICANT)


def test_what_was_made_out_of_grain_beside_a_line_does_not_stand_for_it() -> None:
    sheet = Sheet(1240, 400)
    first = sheet.write("本人身份证号659900198605165727，现在新疆云岭智", 100, 100, 30)
    second = sheet.write("能装备制造有限公司工作，申报水利施工专业高级职称。", 60, 146, 30)
    grain = np.full((400, 1240), 255, np.uint8)
    grain[138:182] -= np.random.default_rng(4).integers(0, 60, (44, 1240), np.uint8)
    page = evened(sheet.picture)
    lines = [read_line(page, box(96, 96, 826, 136)), read_line(page, box(56, 142, 820, 182))]
    made_out = read_line(grain, box(90, 140, 500, 180))
    assert made_out.lattice.confidence < 0.5
    hits = sheet.hits_of(Reading(1240, 400, (*lines, made_out)), APPLICANT)
    assert all_covered(hits, first[-5:] + second[:9])


def test_another_look_at_the_head_of_the_next_line_does_not_stand_for_the_line() -> None:
    sheet = Sheet(1240, 400)
    first = sheet.write("如有异议，请以电话或书面形式反映至新疆云岭智能装", 200, 100, 30)
    second = sheet.write("备制造有限公司办公室，监督电话见本单位网站首页。", 140, 146, 30)
    page = evened(sheet.picture)
    lines = [read_line(page, box(196, 96, 930, 136)), read_line(page, box(136, 142, 860, 182))]
    head = read_line(page, box(20, 141, 270, 181))
    hits = sheet.hits_of(Reading(1240, 400, (*lines, head)), APPLICANT)
    assert all_covered(hits, first[-7:] + second[:7])
    assert none_covered(hits, second[8:])


@pytest.mark.parametrize("swollen", [0, 1])
def test_a_box_that_something_else_made_too_high_goes_on_in_the_next_line(swollen: int) -> None:
    sheet = Sheet(1240, 400)
    first = sheet.write("本人身份证号659900198605165727，现在新", 100, 100, 30)
    second = sheet.write("疆云岭智能装备制造有限公司工作，申报水利施工专业。", 60, 146, 30)
    page = evened(sheet.picture)
    quads = [box(96, 96, 730, 136), box(56, 142, 800, 182)]
    (left, top), (right, bottom) = quads[swollen][0], quads[swollen][2]
    quads[swollen] = box(left, top - 34 * (1 - swollen), right, bottom + 34 * swollen)
    lines = tuple(read_line(page, quad) for quad in quads)
    hits = sheet.hits_of(Reading(1240, 400, lines), APPLICANT)
    assert all_covered(hits, first[-1:] + second[:13])


@pytest.mark.slow
def test_the_last_letter_of_a_name_begins_a_row_of_other_names() -> None:
    sheet = Sheet(1240, 400)
    sheet.write("伊犁禾衡第三技工学校：康琴婳　雷强筠　", 210, 100, 40)
    head = sheet.write("孙颖", 210 + 19 * 40, 100, 40)
    tail = sheet.write("倩", 130, 176, 40)
    others = sheet.write("黄岚怡　古丽米拉·赛力克　许帆柏", 200, 168, 40)
    hits = sheet.hits(APPLICANT)
    assert all_covered(hits, head + tail)
    assert none_covered(hits, others)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TABLES["a_broken_word_is_covered"])
def test_a_broken_word_is_covered_in_all_its_parts(
    page: tuple[Written, tuple[Hit, ...]], kind: str
) -> None:
    written, hits = page
    assert all_covered(hits, written[kind])


@pytest.mark.slow
def test_what_stands_around_stays(page: tuple[Written, tuple[Hit, ...]]) -> None:
    written, hits = page
    assert none_covered(hits, written["what stays"])


def test_the_first_letters_of_three_people_in_a_column_are_no_name() -> None:
    sheet = Sheet(900, 700)
    rows = [sheet.write(text, 100, 100 + 50 * n) for n, text in enumerate(("孙明", "颖丽", "倩文"))]
    assert none_covered(sheet.hits(APPLICANT), [box for row in rows for box in row])


@pytest.mark.slow
@pytest.mark.parametrize(("upper", "lower"), [("许敏", "刘涛"), ("谢徐", "涛郭")])
def test_a_name_in_a_box_with_a_row_of_which_one_letter_was_made(upper: str, lower: str) -> None:
    sheet = Sheet(600, 300)
    above = sheet.write(upper, 100, 100, 34, Face.KAI)
    below = sheet.write(lower, 100, 135, 34, Face.KAI)
    both = read_line(evened(sheet.picture), box(94, 94, 176, 176))
    assert both.lattice.confidence > 0.75, "a letter is read, so that nobody is asked"
    assert lower not in both.lattice.text
    hits = sheet.hits_of(Reading(600, 300, (both,)), Applicant(lower, "新疆云岭智能装备公司"))
    assert all_covered(hits, below)
    assert none_covered(hits, above)


LONG = (
    "Yunling Prefectural Agricultural Technology Extension Service Station",
    "新疆维吾尔自治区云岭地区智能农业装备与灌溉技术研究推广中心有限责任公司",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_long_employer_is_covered_wherever_its_line_ends(name: str, share: float) -> None:
    end = name.find(" ", int(share * len(name) - 5)) + 1 or int(share * len(name))
    sheet = Sheet(2300, 400)
    row = sheet.write(f"2019: {name[:end]}", 60, 80, 40)
    own = row[-len(name[:end].replace(" ", "")) :] + sheet.write(name[end:], 60, 146, 40)
    applicant = Applicant("孙颖倩", "云岭县农业技术推广站", employer_aliases=(name,))
    assert all_covered(sheet.hits(applicant), own)


@pytest.mark.parametrize("shared", [0.3, 0.7, 1.0])
def test_a_row_in_two_boxes_that_share_a_letter_is_covered_whole(shared: float) -> None:
    sheet = Sheet(1240, 300)
    own = sheet.write("新疆云岭智能装备制造有限公司", 100, 100, 40)
    page = evened(sheet.picture)
    cut = own[8][0]
    quads = [box(96, 96, cut + shared * 48, 144), box(cut, 96, own[-1][2] + 6, 144)]
    reading = Reading(1240, 300, tuple(read_line(page, quad) for quad in quads))
    assert all_covered(sheet.hits_of(reading, APPLICANT), own)


@pytest.mark.parametrize(
    ("first", "left", "rest", "top", "beside"),
    [
        # a last line that ends before the first one begins; print beside the rest
        ("参加会议的还有项目部的全体工程师。记录人：孙颖", 172, "倩。", 122, ""),
        ("材料真实，公示期间无异议，同意推荐孙颖", 100, "倩同志申报职称。", 128, "专业关于"),
    ],
)
def test_the_rest_of_a_name_is_found_in_a_short_line_and_beside_print(
    first: str, left: int, rest: str, top: int, beside: str
) -> None:
    sheet = Sheet(1240, 300)
    own = sheet.write(first, left, 60)[-2:] + sheet.write(rest, 100, top)[:1]
    sheet.write(beside, 860, 110)
    assert all_covered(sheet.hits(APPLICANT), own)


@pytest.mark.slow
def test_one_letter_alone_is_the_rest_of_a_column() -> None:
    sheet = Sheet(700, 900)
    own = sheet.write("新疆云岭智能装备制造有限公", 420, 60, down=True)
    own += sheet.write("司", 350, 60, down=True)
    sheet.write("在职工技能培训中成绩突出", 280, 60, down=True)
    assert all_covered(sheet.hits(APPLICANT), own)


@pytest.mark.parametrize(
    ("rest", "probability", "doubted"),
    [
        ({"国": 0.0, "伟": -6.0}, 0.99, False),  # plainly another letter
        ({"": 0.0, "伟": -6.0}, 0.99, False),  # nothing at all: the rim of a picture
        ({"国": 0.0, "伟": -6.0}, 0.6, True),  # hardly to be read
    ],
)
def test_the_rest_of_a_broken_name_must_be_possible(
    rest: dict[str, float], probability: float, doubted: bool
) -> None:
    lines = (_line(100, {"张": 0.0}, 0.99), _line(150, rest, probability))
    sought = keyword(Word(WordKind.NAME, 1, "张伟"))
    (one,) = broken_in(lines, [sought], -14.0)
    assert (judge_broken(lines, one) is not None) == doubted


def _line(top: float, letter: dict[str, float], probability: float) -> Line:
    """Return a line of one letter, 40 px high, with the scores of what it may be."""
    numbers = symbol_numbers()
    of = {numbers.get(text, BLANK): score for text, score in letter.items()}
    table = np.full((8, max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, BLANK] = 1.0
    table[4, BLANK] = 1e-9
    for symbol, score in of.items():
        table[4, symbol] = probability * np.exp(score)
    quad = box(100, top, 160, top + 40)
    return Line(quad, Lattice.from_probabilities(table), np.ones(64, np.uint8))


def test_another_look_that_lies_between_two_lines_hides_no_break() -> None:
    sheet = Sheet(1240, 400)
    label = "甲方（盖章）："
    upper = sheet.write(label + "新疆云岭智能装备制", 60, 100, 36)[len(label) :]
    lower = sheet.write("造有限公司", 240, 170, 36)  # set in the middle
    sheet.write("乙方（签字）：李明", 860, 140, 36)
    page = evened(sheet.picture)
    straight = [
        read_line(page, box(50, 94, 660, 146)),
        read_line(page, box(230, 164, 440, 216)),
        read_line(page, box(850, 134, 1200, 186)),
    ]
    slanting = read_line(page, ((150, 20), (520, 280), (490, 320), (120, 60)))
    again = read_line(page, box(460, 132, 900, 184))
    reading = Reading(1240, 400, (*straight, slanting, again))
    assert all_covered(sheet.hits_of(reading, APPLICANT), upper + lower)


@pytest.mark.parametrize("employer", ["塔城众诚电力设计有限公司", "新疆天泽（集团）有限责任公司"])
def test_an_employer_with_a_box_for_each_letter_is_covered_to_its_end(employer: str) -> None:
    sheet = Sheet(1500, 300)
    letters = []
    for number, letter in enumerate(employer):
        left = 100 + 96 * number
        sheet.pen.rectangle((left, 100, left + 96, 196), outline=(60,) * 3, width=2)
        letters += sheet.write(letter, left + 32, 132, 32)
    assert all_covered(sheet.hits(Applicant("孙颖倩", employer)), letters)


def test_the_last_letter_in_its_own_box_may_be_far_wider_than_high() -> None:
    employer = "疏附县疾病预防控制中心"
    sheet = Sheet(1240, 300)
    letters = sheet.write(employer, 100, 100, 48, gap=20)
    page = evened(sheet.picture)
    head, (left, top, right, bottom) = letters[:-1], letters[-1]
    lines = (
        read_line(page, box(head[0][0] - 6, top - 10, head[-1][2] + 6, bottom + 10)),
        read_line(page, box(left - 2, top + 5, right + 2, bottom - 5)),
    )
    assert [line.lattice.text for line in lines] == [employer[:-1], "心"]
    reading = Reading(1240, 300, lines)
    assert all_covered(sheet.hits_of(reading, Applicant("孙颖倩", employer)), letters)


def test_of_two_looks_at_one_letter_the_plainer_one_goes_on_in_the_row() -> None:
    sheet = Sheet(1240, 300)
    letters = sheet.write("孙颖倩", 100, 100, 32, gap=40)
    page = evened(sheet.picture)
    lines = [read_line(page, box(x - 4, y - 4, x2 + 4, y2 + 4)) for x, y, x2, y2 in letters]
    left, top, right, bottom = letters[1]
    sheet.write("墙", left - 3, top, 32, Face.KAI)
    wider = box(left - 7, top - 4, right + 4, bottom + 4)
    worse = read_line(evened(sheet.picture), wider)
    assert worse.lattice.text != "颖"
    assert worse.lattice.confidence < lines[1].lattice.confidence
    chains = lines_in_reading_order((*lines, worse))
    assert {(0, 3, 2), (0, 1, 2)} <= set(chains)


def test_a_stroke_that_lies_is_as_high_a_letter_as_any_other() -> None:
    sheet = Sheet(1240, 300)
    letters = sheet.write("姓名：赵", 100, 100, 24)
    sheet.write("一", 100 + 5.5 * 24, 100, 24)
    sheet.write("部门：工程科", 700, 100, 24)
    sheet.write("上列人员参加培训，成绩合格，准予结业。", 100, 180, 24)
    hits = sheet.hits(Applicant("赵一", "奇台地区人民医院"))
    assert [hit.reason.code for hit in hits] == ["hit.broken", "hit.broken"]
    left, top, right, bottom = bounds(hits[1].mask.polygon)
    assert left < 232 < 248 < right  # what little sticks out the burning makes paper
    assert top < 108
    assert bottom > 117
    assert all_covered(hits, letters[-1:])


@pytest.mark.slow
@pytest.mark.parametrize(
    "second", ["映雪等同志，审核由总工程师完成", "雪峰等同志，审核由总工程师完成"]
)
def test_a_name_that_goes_on_in_the_next_column_is_covered(second: str) -> None:
    sheet = Sheet(1600, 500)
    for place, row in enumerate(
        ("本项目由试验室统一组织实施现场", "负责人为总工程师主要编写人员为康")
    ):
        first = sheet.write(row, 80, 100 + 60 * place, 32)
    begun = sheet.write(second, 700, 100, 32)[:2]
    sheet.write("建设单位给予了好评并且提出表彰", 700, 160, 32)
    hits = sheet.hits(Applicant("康映雪", "塔城地区畜牧兽医站"))
    found = all_covered(hits, [first[-1], *begun])
    assert found is second.startswith("映雪")
