"""Fields like 姓名：, unread ones too; identity numbers: the own one and other people's."""

import math
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from tests.masking.rereading.test_looks import look
from tests.masking.sheet import Box, Sheet, covered
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_id_number, invent_person
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds, box
from zcdesk.masking.fields.id_numbers import is_id_number, judge_id_numbers
from zcdesk.masking.fields.key_value_pairs import fields
from zcdesk.masking.fields.unread_values import judge_labelled_values
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_page

APPLICANT = Applicant("孙颖倩", "新疆云岭智能装备制造有限公司")
CODE = "hit.labelled_value"


def scrawl(sheet: Sheet, x: float, y: float, width: float = 150, height: float = 40) -> Box:
    """Draw what a hasty pen leaves."""
    turns = [number / 60 * math.tau for number in range(150)]
    points = [
        (
            x + width * number / 150,
            y + height / 2 + height * 0.45 * math.sin(3.1 * turn) * math.cos(0.7 * turn + x),
        )
        for number, turn in enumerate(turns)
    ]
    sheet.pen.line(points, fill=(30, 34, 60), width=4, joint="curve")
    return x, y, x + width, y + height


def told(hits: tuple[Hit, ...]) -> list[Hit]:
    return [hit for hit in hits if hit.reason.code == CODE]


@pytest.fixture(scope="module")
def form() -> tuple[dict[str, Box], tuple[Hit, ...]]:
    """A form filled in by hand, with a list of other people below it."""
    sheet = Sheet(1100, 1100)
    places = {}
    sheet.write("姓　名：", 100, 100)
    places["behind a colon"] = scrawl(sheet, 250, 96)
    sheet.write("性　别：女", 600, 100)
    sheet.write("工作单位：", 100, 190)
    sheet.pen.line((290, 228, 800, 228), fill=(40,) * 3, width=2)
    sheet.write("申报专业：水利施工", 100, 280)
    for y in (400, 480, 560):
        sheet.pen.line((80, y, 1000, y), fill=(40,) * 3, width=2)
    for x in (80, 300, 1000):
        sheet.pen.line((x, 400, x, 560), fill=(40,) * 3, width=2)
    sheet.write("所在单位", 110, 420)
    places["in the next cell"] = scrawl(sheet, 330, 420, 300)
    sheet.write("备注", 110, 500)
    for number, row in enumerate((("序号", "姓名", "单位"), ("1", "李明", "天山水泥厂"))):
        for column, text in enumerate(row):
            sheet.write(text, 100 + 260 * column, 700 + 60 * number)
    return places, sheet.hits(APPLICANT)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "asked"), [("孙颖倩", 0), ("孙颖清", 1), ("新疆云岭智能装备制造有限公司", 0)]
)
def test_what_trails_the_whole_own_word_is_no_value(value: str, asked: int) -> None:
    sheet = Sheet(1240, 300)
    sheet.write("工作单位：" if len(value) > 3 else "姓　名：", 100, 100)
    own = sheet.write(value, 290, 100)
    scrawl(sheet, own[-1][2] + 12, 96, 320)
    assert len(told(sheet.hits(APPLICANT))) == asked


@pytest.mark.slow
@pytest.mark.parametrize("place", ["behind a colon", "in the next cell"])
def test_a_value_that_nobody_can_read_is_asked_about_and_covered(
    form: tuple[dict[str, Box], tuple[Hit, ...]], place: str
) -> None:
    places, hits = form
    assert covered(hits, places[place]) > 0.6


@pytest.mark.slow
def test_empty_fields_and_others_names_ask_nothing(
    form: tuple[dict[str, Box], tuple[Hit, ...]],
) -> None:
    assert len(told(form[1])) == 2


@pytest.mark.slow
def test_a_name_that_is_read_is_no_question_whoever_it_is() -> None:
    sheet = Sheet()
    sheet.write("姓名：李明华", 100, 100)
    sheet.write("工作单位：天山水泥厂", 100, 200)
    sheet.write("申请人姓名：孙颖倩", 100, 300)
    hits = sheet.hits(APPLICANT)
    assert told(hits) == []
    assert any(hit.mask.matched == "name:1" for hit in hits)


@pytest.mark.slow
def test_years_and_amounts_below_a_label_are_no_questions() -> None:
    sheet = Sheet()
    for row, text in enumerate(("姓名", "202201", "202202", "4736.00", "2022年3月")):
        sheet.write(text, 100, 100 + 80 * row)
    assert told(sheet.hits(APPLICANT)) == []


@pytest.mark.slow
def test_ranks_below_a_label_are_no_questions() -> None:
    sheet = Sheet(900, 500)
    sheet.write("主要完成人：", 60, 40)
    for number in range(1, 5):
        sheet.write(str(number), 150, 40 + 80 * number, 30)
        sheet.write("闫勇建", 300, 40 + 80 * number, 30)
    assert not told(sheet.hits(APPLICANT))


@pytest.mark.nightly
@pytest.mark.parametrize(("label", "asked"), [("姓名", 1), ("曾用名", 0)])
def test_a_label_that_heads_no_column_has_no_value_rows_below_it(label: str, asked: int) -> None:
    sheet = Sheet(900, 700)
    for row, text in enumerate((label, "健康状况", "工龄", "爱好")):
        sheet.write(text, 100, 60 + 90 * row, 40)
    scrawl(sheet, 100, 420)
    assert len(told(sheet.hits(APPLICANT))) == asked


@pytest.mark.slow
def test_where_names_are_no_target_their_fields_are_not_looked_at() -> None:
    sheet = Sheet()
    sheet.write("姓　名：", 100, 100)
    scrawl(sheet, 250, 96)
    sheet.write("性　别：女", 600, 100)
    assert told(sheet.hits(APPLICANT, Target.EMPLOYER)) == []


def test_values_are_found_behind_beside_and_below_their_labels() -> None:
    sheet = Sheet(1100, 700)
    sheet.write("姓名：李明  性别：男  工作单位：天山水泥厂", 60, 60, 30)
    for column, (label, value) in enumerate((("姓名", "王芳"), ("所在单位", "和田造纸厂"))):
        sheet.write(label, 60 + 480 * column, 200, 30)
        sheet.write(value, 60 + 480 * column + 160, 200, 30)
    for column, texts in enumerate(
        (("序号", "1", "2"), ("姓名", "赵刚", "钱丽丽"), ("性别", "男", "女"))
    ):
        for row, text in enumerate(texts):
            sheet.write(text, 60 + 300 * column, 400 + 60 * row, 30)
    found = {(field.target, field.text) for field in fields(read_page(sheet.picture).lines)}
    names = {text for target, text in found if target is Target.NAME}
    employers = {text for target, text in found if target is Target.EMPLOYER}
    assert {"李明", "王芳", "赵刚", "钱丽丽"} <= names
    assert {"天山水泥厂", "和田造纸厂"} <= employers


def column(text: str, probabilities: list[float], high: float = 40) -> list[Line]:
    """Return the lines of a list below 姓名, a value of which was read with these probabilities."""
    rows = (look("姓名", [1.0] * 2), look(text, probabilities), look("李明华", [1.0] * 3))
    lines = []
    for row, line in enumerate(rows):
        left, _, right, _ = bounds(line.quad)
        width = (right - left) * high / 40
        quad = box(left, 100 + 2 * high * row, left + width, 100 + 2 * high * row + high)
        lines.append(replace(line, quad=quad))
    return lines


@pytest.mark.parametrize(
    ("text", "probabilities", "confidences"),
    [
        ("孙颖芳", [0.9, 0.7, 0.5], [0.3]),  # it may be her all the same
        ("孙颖芳", [0.7, 0.7, 0.9], [0.0]),
        ("孙颖芳芳", [0.7, 0.7, 0.9, 0.9], [0.3]),  # which letter stands for which, nobody knows
        ("孙颖芳", [0.7, 0.7, 0.99], []),
    ],
)
def test_a_half_read_value_with_a_letter_of_somebody_else_is_not_proposed(
    text: str, probabilities: list[float], confidences: list[float]
) -> None:
    hits = judged(column(text, probabilities))
    assert [hit.mask.confidence for hit in hits] == confidences


def test_in_print_too_small_for_that_it_is_proposed() -> None:
    hits = judged(column("孙颖芳", [0.7, 0.7, 0.9], high=9))
    assert [hit.mask.confidence for hit in hits] == [0.3]


def judged(lines: list[Line]) -> tuple[Hit, ...]:
    page = np.full((800, 800), 255, np.uint8)
    sought = keywords(words(APPLICANT))
    return judge_labelled_values(page, lines, (), (), sought, {Target.NAME})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "own", "asked"),
    [
        ("赵", "赵一", True),  # the stroke behind it was not found
        ("赵", "赵明远", True),
        ("赵明", "赵明一", True),
        ("赵明", "赵明远", False),  # somebody else with a shorter name
        ("钱", "赵明远", False),
        ("奇", "赵明远", False),  # how the employer begins is no part of a name
    ],
)
def test_a_surname_without_its_given_name_is_asked_about(value: str, own: str, asked: bool) -> None:
    sheet = Sheet(1240, 300)
    sheet.write(f"姓名：{value}", 100, 100, 36)
    sheet.write("上列人员参加培训，成绩合格，准予结业。", 100, 180, 36)
    assert bool(told(sheet.hits(Applicant(own, "奇台地区人民医院")))) == asked


ID_NUMBER = frozenset({Target.ID_NUMBER})
STYLE = Style(size=12)
OWN = invent_id_number(date(1985, 3, 14), "女", Random(1))
OTHER = invent_id_number(date(1979, 11, 2), "男", Random(2))


def applicant(typed: str = "") -> Applicant:
    return Applicant("李文强", "乌鲁木齐恒野建设工程有限公司", id_number=typed)


def judged_numbers(*texts: str, typed: str = "") -> tuple[Hit, ...]:
    """Return what is proposed for a page with these lines, the search for words included."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=110)
    for row, text in enumerate(texts):
        paper.line(text, 200, 200 + 90 * row, STYLE)
    lines = read_page(np.array(paper.image, dtype=np.uint8)).lines
    sought = keywords(words(applicant(typed)))
    hits = search(lines, sought, ID_NUMBER)
    return (*hits, *judge_id_numbers(lines, sought, hits))


def changed(number: str) -> str:
    """Return a number with one digit too high, so that its check digit is wrong."""
    return number[:15] + str((int(number[15]) + 1) % 10) + number[16:]


def test_a_check_digit_tells_a_number_from_other_codes() -> None:
    assert is_id_number(OWN)
    assert is_id_number("11010519491231002X")
    assert is_id_number("11010519491231002x")
    assert not is_id_number(changed(OWN))
    assert not is_id_number("110105194913310020")
    assert not is_id_number(OWN[:17])
    assert not is_id_number("９１６５０１００ＭＡ７７７７７７７")


def test_the_typed_number_is_covered_and_a_colleagues_stays() -> None:
    (hit,) = judged_numbers(f"身份证号：{OTHER}", f"身份证号：{OWN}", typed=OWN)
    assert hit.verdict is Verdict.COVER
    _, top, _, bottom = bounds(hit.mask.polygon)
    assert 270 < (top + bottom) / 2 < 340


def test_without_a_typed_number_every_number_is_asked_about() -> None:
    hits = judged_numbers(f"1　王建国　{OTHER}", f"2　李文强　{OWN}")
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT, Verdict.DOUBT]
    assert {hit.reason.code for hit in hits} == {"hit.id_number"}
    assert all(hit.covers_by_default for hit in hits)


def test_the_cover_takes_in_all_digits_and_spares_the_label() -> None:
    (hit,) = judged_numbers(f"公民身份号码　{OWN}")
    paper = Paper(Lexicon(invent_person(Random(4)), ()), height_mm=110)
    start = 200 + paper.length("公民身份号码　", STYLE)
    end = start + paper.length(OWN, STYLE)
    left, _, right, _ = bounds(hit.mask.polygon)
    assert start - 1.2 * paper.em(STYLE) < left <= start + 1
    assert end - 1 <= right < end + 1.2 * paper.em(STYLE)


def test_a_labelled_number_with_a_wrong_digit_is_asked_about() -> None:
    (hit,) = judged_numbers(f"身份证号码：{changed(OWN)}")
    assert (hit.verdict, hit.reason.code) == (Verdict.DOUBT, "hit.unread_id_number")


def test_a_number_much_like_the_typed_one_is_asked_about() -> None:
    other_end = OWN[:13] + "7" * 5
    hits = judged_numbers(f"身份证号：{other_end}", typed=OWN)
    assert [hit.verdict for hit in hits] == [Verdict.DOUBT]
    assert judged_numbers(f"身份证号：{changed(OTHER)}", typed=OWN) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "证书编号：105641201405001234",
        f"毕业证书号：{OWN}",
        "统一社会信用代码 91650100MA77XK123T",
        "开户账号：6222031202001234567",
        "联系电话：0991-2345678　13999123456",
        "合同编号 ZC-2024-0018-0923-1142",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert judged_numbers(text) == ()
