"""Other ways to write names and employers: short forms, Latin letters, other characters."""

from functools import cache
from io import BytesIO

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.masking.sheet import Sheet, all_covered, assert_told, marked, none_covered, told
from tests.tables import rows_beside
from tools.drawing.fonts import Face, face_for, font
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds, box, centre, contains
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened

TABLES = rows_beside(__file__)

APPLICANT = Applicant("木合塔尔·吐尔逊", "塔城地区畜牧兽医站", aliases=("Tuerxun Muhetaer",))


SHANGGUAN, HAN, CAI, MA, YUCHI = (
    Applicant(name, "奇台地区人民医院")
    for name in ("上官怡平", "韩明旭", "蔡立军", "马跃", "尉迟若岚")
)


@pytest.mark.parametrize(("em", "softness"), [(30, 0.0), (34, 0.6)])
def test_a_space_that_was_not_read_ends_a_name_all_the_same(em: int, softness: float) -> None:
    sheet = Sheet(1300, 200)
    before = "I recommend HAN Mingxu"
    letters = sheet.write(before, 40, 80, em)
    end = 40 + sum(font(face_for(one, Face.SONG), em).getlength(one) for one in before)
    sheet.write("without any reserve.", end + 0.14 * em, 80, em)
    if softness:
        sheet.image = Image.fromarray(cv2.GaussianBlur(sheet.picture, (0, 0), softness))
    assert "xuwithout" in read_evened(evened(sheet.picture)).lines[0].lattice.text
    assert all_covered(sheet.hits(HAN), letters[-9:])


@pytest.mark.parametrize("text", ["I recommend HAN Mingxu", "I recommendHAN Mingxu"])
def test_a_name_that_a_fold_joins_to_a_word_is_asked_about(text: str) -> None:
    sheet = Sheet(1300, 200)
    letters = sheet.write(text, 40, 80, 30)
    end = 40 + sum(font(face_for(one, Face.SONG), 30).getlength(one) for one in text)
    sheet.write("without any reserve.", end + 4, 80, 30)
    sheet.pen.line([(end + 2, 40), (end + 2, 160)], fill=(120,) * 3, width=2)
    hits = sheet.hits(HAN)
    verdicts = [(hit.verdict, hit.reason.code) for hit in hits]
    assert verdicts == [(Verdict.DOUBT, "hit.maybe_longer_name")]
    assert all_covered(hits, letters[-9:])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        # the state before a name in a passport
        (APPLICANT, "P<CHN【TUERXUN<<MUHETAER】<<<<<<<<<<<<", "cover read"),
        (APPLICANT, "PKCHN【TUERXUN<<MUHETAER】<<<<<<<<<<<<", "cover read"),
        (APPLICANT, "〔P<CHNATUERXUN<<MUHET〕AERJANG<<<<<<", "leave longer_word"),
        (APPLICANT, "〔CHNTUERXUN MUHETAER〕 Road", "leave longer_word"),
        # a sentence beside a name
        (SHANGGUAN, "【Yiping Shangguan】's work on irrigation", "cover read"),
        (SHANGGUAN, "【Yiping Shangguan】’s work on irrigation", "cover read"),
        (SHANGGUAN, "have known 【Shangguan, Yipin】g since 2015", "cover read"),
        (SHANGGUAN, "recommended by Dr. 【Shangguan, Yipin】g", "cover read"),
        (SHANGGUAN, "led by 【Shangguan YIPING】was responsible", "cover read"),
        # names that only hold the own letters or go on
        (SHANGGUAN, "〔Li Shangguan, Yiping San〕", ""),
        (SHANGGUAN, "〔Yiping Shangguan-Li〕", "leave longer_word"),
        (SHANGGUAN, "〔YIPING SHANGGUANS〕", "leave longer_word"),
        (APPLICANT, "〔TUERXUN Muhetaerjang〕", "leave longer_word"),
        (APPLICANT, "〔Tuerxun Muhetaerbekov〕", "leave longer_word"),
        (HAN, "〔HAN Mingxuan〕", "leave longer_word"),
        (HAN, "〔thanks to Mingxu HANLI〕", "leave longer_word"),
        (HAN, "〔ZHAN Mingxu〕", "leave longer_word"),
        (HAN, "〔mingxu hanmo〕", "leave longer_word"),
        # a fax's @ is read as a letter, which makes the name another one
        (HAN, "E-mail: hanmingxua163.com", "doubt maybe_longer_name"),
        (HAN, "E-mail: hanmingxuaqq.com", "doubt maybe_longer_name"),
        (HAN, "E-mail: hanmingxuan@163.com", "leave longer_word"),
        # initials, which may begin a longer given name
        (CAI, "CAI Limin", ""),
        (CAI, "SU Weimin, CAI Limin, LI Ningjun", ""),
        (CAI, "CAI L", "doubt initials"),
        (CAI, "CAI L.", "doubt initials"),
        (CAI, "CAI L, LI Ningjun", "doubt initials"),
        # the misread raised number of an affiliation
        (MA, "【MA Yue】l, LI Na2", "cover read"),
        (MA, "【MA Yue】l", "cover read"),
        (MA, "MA Yuelin, LI Na2", "leave longer_word"),
        # an account of her initials
        (YUCHI, "ycrl@163.com", "doubt initials"),
        (YUCHI, "ycrl2016", "doubt initials"),
        (YUCHI, "yuchirl_2016", "doubt initials"),
        (YUCHI, "yuchi_ruolan@xju.edu.cn", "cover read"),
        (YUCHI, "zmhl@163.com", ""),
        (YUCHI, "ycrl", ""),
    ],
)
def test_a_name_in_latin_letters_ends_where_it_ends(who: Applicant, text: str, said: str) -> None:
    assert_told(who, text, said, em=34)


EMPLOYER = "新疆天山桥梁工程有限公司"
EM = 36
ROWS = (
    "负责人：张，建，军", "负责人：张 / 建 / 军", "负责人：张+建+军", "负责人：ZHANG建军",
    "负责人：弓长建军", "负责人：張建軍", "负责人：Zhang1 Jian4 jun1", "负责人：张建 JUN",
)  # fmt: skip
OTHERS = (
    "负责人：张，建，平", "负责人：张 / 建 / 国", "负责人：ZHANG建平", "负责人：张建Junfu",
    "负责人：Zhang1 Jian4 ping2", "负责人：Zhang1 Min2 Jian4 Jun1",
)  # fmt: skip


@cache
def reading(rows: tuple[str, ...]) -> Reading:
    return read_evened(evened(typed(*rows, em=EM)))


def found(read: Reading, name: str) -> tuple[Hit, ...]:
    sought = keywords(words(Applicant(name, EMPLOYER)))
    hits = search(read.lines, sought, (Target.NAME,))
    return tuple(hit for hit in hits if hit.verdict is not Verdict.LEAVE)


@pytest.mark.slow
@pytest.mark.parametrize("row", range(len(ROWS)), ids=ROWS)
def test_another_writing_of_the_name_is_covered(row: int) -> None:
    covers = [hit for hit in found(reading(ROWS), "张建军") if hit.covers_by_default]
    middle = TOP + row * STEP + EM / 2
    own = [bounds(hit.mask.polygon) for hit in covers]
    assert any(top < middle < bottom and left < LEFT + 5 * EM for left, top, _, bottom in own)


def test_what_may_stand_there_by_chance_is_asked_about() -> None:
    codes = {hit.reason.code for hit in found(reading(ROWS), "张建军") if hit.is_doubt}
    assert {"hit.written_otherwise"} <= codes <= {"hit.written_otherwise", "hit.faint"}


def test_another_name_one_letter_off_stays() -> None:
    assert not found(reading(OTHERS), "张建军")


def test_the_ends_of_two_clauses_are_no_name() -> None:
    rows = ("全县水平高，明年再评", "作者：高/明")
    hits = found(reading(rows), "高明")
    assert [hit.reason.code for hit in hits] == ["hit.written_otherwise"]
    assert bounds(hits[0].mask.polygon)[1] > TOP + STEP / 2


def test_a_comma_behind_the_given_name_parts_it_from_the_surname() -> None:
    hits = found(reading(("海群，胡", "作者：海群、胡立", "李海群，胡立")), "胡海群")
    assert [hit.reason.code for hit in hits] == ["hit.written_otherwise"]
    assert bounds(hits[0].mask.polygon)[1] < TOP + STEP / 2


def test_tone_marks_do_not_hide_a_name() -> None:
    letters = ImageFont.truetype(BytesIO(pymupdf.Font("cjk").buffer), 32)
    image = Image.fromarray(typed("负责人：", em=EM))
    pen = ImageDraw.Draw(image)
    for row, text in enumerate(("Ōuyáng Zhé", "ZHÉ ŌUYÁNG", "Ōu-yáng-Zhé")):
        pen.text((LEFT + 200, TOP + row * STEP), text, fill=(20, 20, 20), font=letters)
    read = read_evened(evened(np.array(image)))
    assert len([hit for hit in found(read, "欧阳喆") if hit.verdict is Verdict.COVER]) == 3
    assert not found(read, "欧阳敏")


@pytest.mark.slow
@pytest.mark.parametrize("step", [0.7, -0.7, 1.0])
def test_letters_that_step_up_or_down_are_one_name(step: float) -> None:
    read = read_evened(evened(_staircase("赵启明", step)))
    assert {hit.verdict for hit in found(read, "赵启明")} == {Verdict.COVER}
    assert Verdict.COVER not in {hit.verdict for hit in found(read, "赵启亮")}


def _staircase(name: str, step: float) -> Picture:
    image = Image.fromarray(typed("主持人的姓名写在下面一行里", "", "", "", "", em=EM))
    pen = ImageDraw.Draw(image)
    for place, letter in enumerate(name):
        at = LEFT + 200 + place * EM * 1.1, TOP + 3 * STEP + (place - 1) * step * EM
        pen.text(at, letter, fill=(20, 20, 20), font=font(Face.HEI, EM), anchor="ls")
    return np.array(image)


@pytest.mark.slow
@pytest.mark.parametrize(("employer", "text", "said"), TABLES["an_employer_is_known_in"])
def test_an_employer_is_known_in_its_short_forms_and_not_in_those_of_others(
    employer: str, text: str, said: str
) -> None:
    assert_told(Applicant("张伟", employer), text, said)


@pytest.mark.parametrize(("employer", "text"), TABLES["a_brand_of_a_group"])
def test_a_brand_of_a_group_or_first_letters_are_asked_about(employer: str, text: str) -> None:
    sheet, own, _ = marked(text)
    (hit,) = sheet.hits(Applicant("张伟", employer))
    assert told((hit,)) == "doubt brand"
    assert all(contains(hit.mask.polygon, centre(box(*letter))) for letter in own)


@pytest.mark.slow
@pytest.mark.parametrize(("employer", "text", "said"), TABLES["what_breaks_over_two_lines"])
def test_what_breaks_over_two_lines_is_taken_together(employer: str, text: str, said: str) -> None:
    assert_told(Applicant("张伟", employer), text, said, step=60)


@pytest.mark.slow
@pytest.mark.parametrize(("place", "verdict"), [("乌苏", Verdict.LEAVE), ("沙湾", Verdict.COVER)])
def test_a_line_broken_within_the_place_tells_whose_office_it_is(
    place: str, verdict: Verdict
) -> None:
    sheet = Sheet(1100, 400)
    sheet.write(f"本项目由新疆云岭检测有限公司牵头，联合墨玉县水利局、{place}", 60, 80)
    sheet.write("市自然资源局地籍测绘中心共同承担。项目组由何丽、王强等人组成", 60, 140)
    hits = sheet.hits(Applicant("张伟", "沙湾市自然资源局地籍测绘中心"))
    assert {hit.verdict for hit in hits} == {verdict}


@pytest.mark.slow
def test_the_place_in_the_cell_above_or_the_name_before_is_not_that_of_the_next_one() -> None:
    sheet = Sheet(1100, 400)
    own = sheet.write("额敏县财政局国库支付中心", 60, 80)
    other = sheet.write("裕民县财政局国库支付中心", 60, 140)
    sheet.write("额敏县财政局国库支付中心、", 60, 240)
    beside = sheet.write("裕民县财政局国库支付中心", 60 + 13 * 36, 240)
    hits = sheet.hits(Applicant("张伟", "额敏县财政局国库支付中心"))
    assert all_covered(hits, own)
    assert none_covered(hits, [*other, *beside[1:]])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told", "another"),
    [
        ("环境监测站", "乌鲁木齐市环境监测站"),
        ("县环境监测站", "拜城县环境监测站"),
        ("县农技站", "拜城县农技站"),
    ],
)
def test_a_told_short_form_stays_behind_another_place_and_not_alone(
    told: str, another: str
) -> None:
    sheet = Sheet(900, 400)
    letters = sheet.write(f"会上{told}提出", 60, 80)[2 : 2 + len(told)]
    others = sheet.write(f"报送{another}备案", 60, 240)[2 : 2 + len(another)]
    applicant = Applicant("张伟", "温宿县环境监测站", employer_aliases=(told,))
    hits = tuple(hit for hit in sheet.hits(applicant) if hit.verdict is not Verdict.LEAVE)
    assert all_covered(hits, letters)
    assert not any(all_covered(hits, [letter]) for letter in others)


def test_the_bracket_around_a_group_behind_a_short_form_is_covered_with_it() -> None:
    sheet = Sheet(900, 300)
    letters = sheet.write("新疆天泽（集团）", 60, 120)
    hits = sheet.hits(Applicant("张伟", "新疆天泽（集团）有限责任公司"))
    assert all_covered(hits, letters)
    assert max(x for hit in hits for x, _ in hit.mask.polygon) >= letters[-1][2]
