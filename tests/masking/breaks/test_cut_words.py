"""Words that a cell, a screen or a borderless row cuts, and legal forms on the line below."""

import cv2
import pytest
from PIL import Image

from tests.masking.own_words.test_page_search import checked
from tests.masking.sheet import Box, Sheet, all_covered, covered
from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.geometry import box, centre, contains
from zcdesk.masking.breaks.clipped_words import clipped_keywords
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_line

TABLES = rows_beside(__file__)

EMPLOYER = "塔城地区勘测设计院"
NAME = "迪丽拜尔·阿不来提"
APPLICANT = Applicant(NAME, EMPLOYER)


def cell(text: str, letters: float, next_cell: str) -> tuple[Sheet, list[Box]]:
    """Write a text of which a border leaves so many letters, and the next cell behind it."""
    sheet = Sheet(900, 300)
    boxes = sheet.write(text, 60, 120, 30)
    border = round(60 + letters * 30)
    sheet.pen.rectangle((border, 100, 900, 170), fill="white")
    sheet.pen.line((border, 100, border, 170), fill=(60,) * 3, width=2)
    sheet.write(next_cell, border + 6, 120, 30)
    return sheet, boxes[: int(letters)]


def clipped(hits: tuple[Hit, ...]) -> list[Verdict]:
    return [hit.verdict for hit in hits if hit.reason.code == "hit.clipped"]


@pytest.mark.slow
@pytest.mark.parametrize("letters", [7.0, 7.5, 8.0, 8.4])
def test_an_employer_that_a_cell_cuts_off_is_covered(letters: float) -> None:
    sheet, shown = cell(EMPLOYER, letters, "畜牧兽医")
    assert all_covered(sheet.hits(APPLICANT), shown)


def test_a_name_that_a_cell_cuts_off_is_covered() -> None:
    sheet, shown = cell("迪丽拜尔阿不来提", 6.0, "塔城")
    assert all_covered(sheet.hits(APPLICANT), shown)


LONG = "图尔荪江·奥布力喀斯木"


def cut_paper(letters: int) -> tuple[Sheet, list[Box]]:
    """Write a long name of which the paper's edge leaves so many letters, its dot among them."""
    right = Sheet(900, 300).write(LONG, 300, 120, 30)[letters - 1][2]
    sheet = Sheet(round(right) + 3, 300)
    return sheet, sheet.write(LONG, 300, 120, 30)[:letters]


@pytest.mark.parametrize(("letters", "verdict"), [(7, Verdict.DOUBT), (8, Verdict.COVER)])
def test_of_a_long_name_its_first_part_and_two_letters_ask(letters: int, verdict: Verdict) -> None:
    sheet, shown = cut_paper(letters)
    hits = sheet.hits(Applicant(LONG, EMPLOYER))
    assert all_covered(hits, shown)
    assert clipped(hits) == [verdict]


@pytest.mark.slow
def test_the_first_part_of_a_long_name_and_one_letter_are_everybodys() -> None:
    sheet, _ = cut_paper(6)
    assert not clipped(sheet.hits(Applicant(LONG, EMPLOYER)))


@pytest.mark.slow
@pytest.mark.parametrize("text", [EMPLOYER[:7] + "…", EMPLOYER[:8] + "...", EMPLOYER[:7]])
def test_an_employer_that_a_screen_cuts_off_is_covered(text: str) -> None:
    sheet = Sheet(700, 300)
    letters = sheet.write(text, 60, 120)
    hits = sheet.hits(APPLICANT)
    assert all_covered(hits, letters[:7])
    assert clipped(hits) == [Verdict.COVER]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "塔城地区勘测设备厂",
        "塔城地区勘测",
        "塔城地区",
        "塔城地区勘测设备安装有限公司承建",
        "迪丽拜尔·阿卜杜拉",
        "迪丽拜尔",
    ],
)
def test_what_only_begins_like_an_own_word_is_not_taken_for_it(text: str) -> None:
    sheet = Sheet(900, 300)
    sheet.write(text, 60, 120)
    assert clipped(sheet.hits(APPLICANT)) == []


def test_of_words_that_run_aslant_what_lies_behind_the_lines_end_is_covered_too() -> None:
    upright = Sheet(900, 300)
    letters = upright.write(EMPLOYER, 60, 120, 40)
    turn = cv2.getRotationMatrix2D((450, 150), 20, 1.0)
    turned = cv2.warpAffine(upright.picture, turn, (900, 300), borderValue=(255, 255, 255))
    sheet = Sheet(900, 300)
    sheet.image = Image.fromarray(turned)
    corners = [(56, 112), (letters[6][2] + 12, 112), (letters[6][2] + 12, 170), (56, 170)]
    short, *rest = (
        [tuple(turn @ (*corner, 1)) for corner in one]
        for one in (corners, *(box(*letter) for letter in letters))
    )
    line = read_line(evened(sheet.picture), tuple(short))
    hits = sheet.hits_of(Reading(900, 300, (line,)), APPLICANT)
    assert clipped(hits) == [Verdict.COVER]
    (cover,) = (hit.mask.polygon for hit in hits)
    assert all(contains(cover, centre(letter)) for letter in rest)


def test_a_short_name_has_no_part_that_would_tell_it() -> None:
    sought = keywords(words(Applicant("张文远", "塔城地区人民医院")))
    left = {(one.word.kind, len(one.classes)) for one in clipped_keywords(sought)}
    whole = len(folded("塔城地区人民医院"))
    assert left == {("employer", whole - 1)}


COLLEAGUE = Applicant("海热古丽·阿卜杜外力", EMPLOYER)


def row(before: str, head: str, gap: float, after: str, rest: str) -> tuple[Sheet, list[Box]]:
    """Write a row of cells without borders, and below its middle one the rest of that cell."""
    sheet = Sheet(1000, 300)
    left = 60 + 30 * len(before) + (gap if before else 0)
    sheet.write(before, 60, 100, 30)
    letters = sheet.write(head, left, 100, 30)
    sheet.write(after, letters[-1][2] + gap, 100, 30)
    return sheet, letters + sheet.write(rest, left, 142, 30)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "head", "gap", "rest"),
    [
        ("", "海热古丽·阿卜杜", 12, "外力"),
        ("拟稿", "海热古丽·阿卜杜外", 16, "力"),
        ("", "塔城地区勘测", 14, "设计院"),
    ],
)
def test_both_parts_are_covered(before: str, head: str, gap: float, rest: str) -> None:
    sheet, letters = row(before, head, gap, "已阅并同意", rest)
    assert all_covered(sheet.hits(COLLEAGUE), letters)


@pytest.mark.slow
@pytest.mark.parametrize("gap", [0, 24])
def test_rows_that_flow_together_on_either_side_are_covered(gap: float) -> None:
    sheet = Sheet(1000, 300)
    rows = [
        ("努尔麦麦", "海热古丽·", "吐尔逊"),
        ("提·奥布", "阿卜杜", "赛力克"),
        ("力江", "外力", ""),
    ]
    letters = []
    for number, (before, own, after) in enumerate(rows):
        y = 60 + 42 * number
        sheet.write(before, 60, y, 30)
        written = sheet.write(own, 180 + gap, y, 30)
        letters += [box for box, c in zip(written, own, strict=True) if c != "·"]
        sheet.write(after, 330 + 2 * gap, y, 30)
    assert all_covered(sheet.hits(COLLEAGUE), letters)


@pytest.mark.parametrize(
    ("upper", "lower", "covers"),
    [
        ("海热古丽·艾合买提", "阿卜杜外力·吾守尔", 0),
        ("海热古丽", "阿卜杜外力·吾守尔", 2),
        ("海热古丽·艾合买提", "阿卜杜外力", 2),
    ],
)
def test_two_names_in_two_rows_with_dots_are_not_one(upper: str, lower: str, covers: int) -> None:
    sheet = Sheet(1000, 300)
    sheet.write(upper, 60, 100, 30)
    sheet.write(lower, 60, 142, 30)
    assert sum(hit.covers_by_default for hit in sheet.hits(COLLEAGUE)) == covers


@pytest.mark.nightly
def test_a_rest_is_sought_in_the_nearest_row() -> None:
    sheet = Sheet(1000, 400)
    own = sheet.write("海热古丽·阿", 60, 60, 30) + sheet.write("卜杜外力", 60, 94, 30)
    sheet.write("古丽·阿卜杜", 60, 128, 30)
    others = sheet.write("外力", 60, 162, 30)
    for row in range(4):
        sheet.write("已阅并同意", 330, 60 + 34 * row, 30)
    hits = sheet.hits(COLLEAGUE)
    assert all_covered(hits, own[:4] + own[5:])
    assert max(covered(hits, box) for box in others) < 0.2


@pytest.mark.slow
@pytest.mark.parametrize("rest", ["外甥", "明力"])
def test_what_is_not_the_rest_of_the_word_stays(rest: str) -> None:
    sheet, letters = row("", "海热古丽·阿卜杜", 14, "已阅并同意", rest)
    hits = sheet.hits(COLLEAGUE)
    assert max(covered(hits, box) for box in letters[-len(rest) :]) == 0


def test_what_begins_elsewhere_in_the_next_row_is_no_rest() -> None:
    sheet = Sheet(1000, 300)
    sheet.write("海热古丽·阿卜杜", 60, 100, 30)
    sheet.write("已阅并同意", 340, 100, 30)
    letters = sheet.write("外力", 340, 142, 30)
    hits = sheet.hits(COLLEAGUE)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.slow
@pytest.mark.parametrize("below", ["国家标准执行", "提供国产设备"])
def test_the_rest_of_a_short_name_stands_alone(below: str) -> None:
    sheet = Sheet(1000, 300)
    letters = sheet.write("由张伟会同监理单位", 60, 100, 30)
    letters += sheet.write(below, 90, 142, 30)
    hits = sheet.hits(Applicant("张伟国", EMPLOYER))
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.nightly
def test_the_legal_form_of_the_company_in_the_next_row_is_no_rest() -> None:
    sheet = Sheet(1000, 300)
    own = sheet.write("云岭交通勘察设计研究院", 60, 100, 30)
    other = sheet.write("北山天河建筑安装有限公司", 45, 142, 30)
    hits = sheet.hits(Applicant(COLLEAGUE.name, "云岭交通勘察设计研究院有限公司"))
    assert all_covered(hits, own)
    assert max(covered(hits, box) for box in other) < 0.3


PERSON = Applicant("张伟", "新疆昆仑工程建设集团有限责任公司")


@pytest.mark.slow
@pytest.mark.parametrize("text", TABLES["the_form_below_a_short"])
def test_the_form_below_a_short_form_is_covered_and_no_other_word(text: str) -> None:
    assert checked(PERSON, text)


def test_below_a_whole_name_no_form_follows() -> None:
    whole = "报上级主管部门批准同意推荐昆仑工程建设集团有限公司"
    assert checked(PERSON, f"{whole}\n〔公司领导〕申报高级工程师职称公示期满群众没有")
