"""Other ways to write names and employers: short forms, Latin letters, other characters."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.masking.sheet import Sheet, all_covered, covered, none_covered
from tools.drawing.fonts import Face, face_for, font
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.spotting.keywords import keywords
from zcdesk.names.search_words import words
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened

APPLICANT = Applicant("木合塔尔·吐尔逊", "塔城地区畜牧兽医站", aliases=("Tuerxun Muhetaer",))


@pytest.mark.parametrize("before", ["P<CHN", "PKCHN"])
def test_the_state_before_a_name_in_a_passport_does_not_make_it_longer(before: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(f"{before}TUERXUN<<MUHETAER<<<<<<<<<<<<", 40, 100, 30)
    assert all_covered(sheet.hits(APPLICANT), letters[5:22])


@pytest.mark.parametrize("text", ["P<CHNATUERXUN<<MUHETAERJANG<<<<<<", "CHNTUERXUN MUHETAER Road"])
def test_a_longer_name_in_a_passport_stays(text: str) -> None:
    sheet = Sheet(1300, 240)
    letters = sheet.write(text, 40, 100, 30)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters[:20]) == 0


SHANGGUAN = Applicant("上官怡平", "奇台地区人民医院")


@pytest.mark.parametrize(
    "text",
    [
        "Yiping Shangguan's work on irrigation",
        "Yiping Shangguan’s work on irrigation",
        "have known Shangguan, Yiping since 2015",
        "recommended by Dr. Shangguan, Yiping",
        "led by Shangguan YIPINGwas responsible",
    ],
)
def test_the_words_of_a_sentence_beside_a_name_do_not_make_it_another(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    solid = text.replace(" ", "")
    begin = min(solid.upper().find(part) for part in ("YIPING", "SHANGGUAN"))
    assert all_covered(sheet.hits(SHANGGUAN), letters[begin : begin + 15])


@pytest.mark.parametrize(
    "text", ["Li Shangguan, Yiping San", "Yiping Shangguan-Li", "YIPING SHANGGUANS"]
)
def test_names_that_only_hold_the_own_letters_stay(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(SHANGGUAN)
    assert max(covered(hits, box) for box in letters) == 0


HAN = Applicant("韩明旭", "奇台地区人民医院")


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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("E-mail: hanmingxua163.com", True),
        ("E-mail: hanmingxuaqq.com", True),
        ("E-mail: hanmingxuan@163.com", False),  # somebody else
    ],
)
def test_an_address_whose_sign_is_misread_is_asked_about(text: str, asked: bool) -> None:
    """A fax's @ is read as a letter, which makes the name another one."""
    sheet = Sheet(900, 160)
    sheet.write(text, 40, 60, 34)
    assert (Verdict.DOUBT in {hit.verdict for hit in sheet.hits(HAN)}) == asked


@pytest.mark.parametrize("text", ["TUERXUN Muhetaerjang", "Tuerxun Muhetaerbekov"])
def test_letters_behind_a_transcribed_name_make_another_one(text: str) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(APPLICANT)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.parametrize(
    "text", ["HAN Mingxuan", "thanks to Mingxu HANLI", "ZHAN Mingxu", "mingxu hanmo"]
)
def test_letters_that_follow_as_closely_as_the_own_ones_make_another_name(text: str) -> None:
    sheet = Sheet(900, 200)
    letters = sheet.write(text, 40, 80, 44)
    hits = sheet.hits(HAN)
    assert max(covered(hits, box) for box in letters) == 0


@pytest.mark.parametrize("text", ["CAI Limin", "SU Weimin, CAI Limin, LI Ningjun"])
def test_the_beginning_of_anothers_given_name_is_no_initial(text: str) -> None:
    sheet = Sheet(1100, 200)
    sheet.write(text, 40, 80, 34)
    assert not sheet.hits(Applicant("蔡立军", "奇台地区人民医院"))


@pytest.mark.parametrize("text", ["CAI L", "CAI L.", "CAI L, LI Ningjun"])
def test_an_initial_that_stands_alone_is_asked_about(text: str) -> None:
    sheet = Sheet(1100, 200)
    sheet.write(text, 40, 80, 34)
    hits = sheet.hits(Applicant("蔡立军", "奇台地区人民医院"))
    assert [hit.reason.code for hit in hits] == ["hit.initials"]


@pytest.mark.parametrize(
    ("text", "own"),
    [("MA Yuel, LI Na2", True), ("MA Yuel", True), ("MA Yuelin, LI Na2", False)],
)
def test_the_raised_number_of_an_affiliation_that_is_misread_ends_a_name(
    text: str, own: bool
) -> None:
    sheet = Sheet(1100, 200)
    letters = sheet.write(text, 40, 80, 34)
    hits = sheet.hits(Applicant("马跃", "奇台地区人民医院"))
    assert all_covered(hits, [letters[place] for place in (0, 1, 3, 4, 5)]) == own


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("ycrl@163.com", [Verdict.DOUBT]),
        ("ycrl2016", [Verdict.DOUBT]),
        ("yuchirl_2016", [Verdict.DOUBT]),
        ("yuchi_ruolan@xju.edu.cn", [Verdict.COVER]),
        ("zmhl@163.com", []),
        ("ycrl", []),
    ],
)
def test_an_account_of_her_initials_is_asked_about(text: str, verdicts: list[Verdict]) -> None:
    sheet = Sheet(800, 200)
    sheet.write(text, 60, 80, 30)
    hits = sheet.hits(Applicant("尉迟若岚", "塔城地区畜牧兽医站"))
    assert [hit.verdict for hit in hits] == verdicts


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


@pytest.mark.parametrize("step", [0.7, -0.7, 1.0])
def test_letters_that_step_up_or_down_are_one_name(step: float) -> None:
    read = read_evened(evened(_staircase("赵启明", step)))
    assert {hit.verdict for hit in found(read, "赵启明")} == {Verdict.COVER}
    assert not found(read, "赵启亮")


def _staircase(name: str, step: float) -> Picture:
    image = Image.fromarray(typed("主持人的姓名写在下面一行里", "", "", "", "", em=EM))
    pen = ImageDraw.Draw(image)
    for place, letter in enumerate(name):
        at = LEFT + 200 + place * EM * 1.1, TOP + 3 * STEP + (place - 1) * step * EM
        pen.text(at, letter, fill=(20, 20, 20), font=font(Face.HEI, EM), anchor="ls")
    return np.array(image)


@pytest.mark.parametrize(
    ("employer", "short"),
    [
        ("皮山县云岭电力设备有限公司", "云岭电力设备"),
        ("新疆生产建设兵团第七师130团医院", "第七师130团医院"),
        ("沙湾市自然资源局地籍测绘中心", "沙湾市地籍测绘中心"),
        ("新疆云岭（集团）水利工程勘测有限责任公司", "云岭水利工程勘测"),
        ("霍尔果斯口岸云岭检测技术服务有限公司", "云岭检测技术服务"),
        ("第三师四十五团园林和草原工作站", "45团林草站"),
        ("新疆天润有限公司", "天润有限公司"),
        ("新疆美克集团有限公司", "美克集团"),
        ("中铁云岭（喀什）轨道设备制造有限公司", "云岭轨道设备"),
        ("阿克苏云岭能源有限公司", "阿克苏云岭公司"),
        ("喀什云岭国土空间规划设计院", "喀什云岭设计院"),
        ("鄯善县公路管理局", "鄯善县公路局"),
    ],
)
def test_the_employer_is_covered_where_its_place_is_left_out(employer: str, short: str) -> None:
    sheet = Sheet(900, 300)
    words = sheet.write(f"收到。{short}这边统一报送", 60, 120)[3 : 3 + len(short)]
    assert all_covered(sheet.hits(Applicant("张伟", employer)), words)


def test_a_company_before_which_another_place_stands_is_asked_about() -> None:
    sheet = Sheet(900, 300)
    sheet.write("阿克苏云岭电力设备公司", 60, 80)
    hits = sheet.hits(Applicant("张伟", "温宿县云岭电力设备有限公司"))
    assert [hit.reason.code for hit in hits if hit.is_doubt] == ["hit.other_place"]


def test_a_place_and_a_brand_are_asked_about_unless_they_go_on_as_another_company() -> None:
    sheet = Sheet(900, 400)
    own = sheet.write("阿克苏云岭负责供货", 60, 80)[:5]
    sheet.write("阿克苏云岭乳业有限公司负责运输", 60, 240)
    hits = sheet.hits(Applicant("张伟", "阿克苏云岭能源有限公司"))
    asked = [hit for hit in hits if hit.verdict is not Verdict.LEAVE]
    assert [hit.reason.code for hit in asked] == ["hit.brand"]
    assert all_covered(hits, own)  # if the person agrees


@pytest.mark.slow
def test_first_letters_of_an_organisation_without_a_brand_are_asked_about() -> None:
    sheet = Sheet(900, 400)
    own = sheet.write("由水科院负责试验", 60, 80)[1:4]
    sheet.write("中国农科院、水利厅负责验收", 60, 240)
    hits = sheet.hits(Applicant("张伟", "新疆水利水电科学研究院"))
    assert [(hit.verdict, hit.reason.code) for hit in hits] == [(Verdict.DOUBT, "hit.brand")]
    left, _, right, _ = bounds(hits[0].mask.polygon)
    assert left <= own[0][0]
    assert right >= own[-1][2]


@pytest.mark.parametrize(("brand", "asked"), [("云岭", True), ("天山", False)])
def test_behind_a_region_a_brand_is_asked_about_that_is_nothing_else(
    brand: str, asked: bool
) -> None:
    sheet = Sheet(900, 300)
    sheet.write(f"在新疆{brand}开展试验", 60, 80)
    hits = sheet.hits(Applicant("张伟", f"新疆{brand}化工有限公司"))
    assert [hit.reason.code for hit in hits if hit.is_doubt] == ["hit.brand"] * asked


def test_a_groups_company_is_asked_about_by_the_brand_behind_the_group() -> None:
    sheet = Sheet(900, 500)
    own = sheet.write("云岭轨道负责供货", 60, 80)[:4]
    others = sheet.write("中铁公司、云岭水泥公司负责运输", 60, 240)
    hits = sheet.hits(Applicant("张伟", "中铁云岭（喀什）轨道设备制造有限公司"))
    assert [hit.reason.code for hit in hits] == ["hit.brand"]
    assert hits[0].is_doubt
    assert hits[0].mask.polygon[0][1] < own[0][3] < others[0][1]


def test_the_bureau_of_another_numbered_company_is_hers_as_well() -> None:
    sheet = Sheet(900, 500)
    own = sheet.write("中铁二十一局四公司负责供货", 60, 80)[:9]
    others = sheet.write("中铁二十一局三公司负责运输", 60, 240)
    hits = sheet.hits(Applicant("张伟", "中铁二十一局集团第四工程有限公司"))
    assert all_covered(hits, [*own, *others[:6]])
    assert none_covered(hits, others[7:])


def test_another_company_with_the_place_and_brand_that_are_the_whole_own_name_is_asked_about() -> (
    None
):
    sheet = Sheet(900, 300)
    sheet.write("昌吉云岭建设有限公司负责运输", 60, 80)
    hits = sheet.hits(Applicant("张伟", "昌吉云岭集团有限公司"))
    assert [hit.reason.code for hit in hits if hit.is_doubt] == ["hit.other_trade"]


def test_an_office_of_another_division_of_the_corps_is_asked_about() -> None:
    sheet = Sheet(1000, 400)
    own = sheet.write("新疆生产建设兵团第八师水利工程管理中心", 60, 80)
    sheet.write("由第七师水利工程管理中心承担", 60, 240)
    hits = sheet.hits(Applicant("张伟", "新疆生产建设兵团第八师水利工程管理中心"))
    assert all_covered(hits, own)
    other = [hit.reason.code for hit in hits if hit.mask.polygon[0][1] > 200]
    assert other == ["hit.other_place"]


def test_a_branch_of_another_bank_in_the_own_town_is_asked_about() -> None:
    sheet = Sheet(1000, 400)
    own = sheet.write("云岭农商行巩留支行", 60, 80)
    other = sheet.write("中国农业银行巩留支行", 60, 240)
    hits = sheet.hits(Applicant("张伟", "云岭农村商业银行股份有限公司巩留支行"))
    assert all(hit.is_doubt for hit in hits if hit.mask.polygon[0][1] > 200)
    assert none_covered(hits, other)
    assert any(hit.mask.polygon[0][1] < own[0][3] for hit in hits)


def test_a_bureau_of_another_district_is_left_open_and_none_is_in_general() -> None:
    sheet = Sheet(900, 400)
    sheet.write("阿克苏地区林业和草原局", 60, 80)
    sheet.write("进一步加强林业和生态保护", 60, 240)
    hits = sheet.hits(Applicant("张伟", "温宿县林业和草原局"))
    assert [(hit.verdict, hit.reason.code) for hit in hits] == [(Verdict.LEAVE, "hit.other_place")]


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("拜城县农业技术推广中心", "伊宁县农业技术推广中心"),
        ("阿图什市人民医院", "阿合奇县人民医院"),
    ],
)
def test_an_ending_or_a_letter_that_places_share_does_not_make_another_place_the_own_one(
    other: str, own: str
) -> None:
    sheet = Sheet(900, 300)
    sheet.write(other, 60, 80)
    hits = sheet.hits(Applicant("张伟", own))
    assert [(hit.verdict, hit.reason.code) for hit in hits] == [(Verdict.LEAVE, "hit.other_place")]


@pytest.mark.slow
@pytest.mark.parametrize(("place", "verdict"), [("乌苏", Verdict.LEAVE), ("沙湾", Verdict.COVER)])
def test_a_line_that_breaks_within_the_place_tells_whose_office_it_is(
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


def test_the_school_of_another_university_is_none_of_the_own_one() -> None:
    sheet = Sheet(900, 300)
    sheet.write("新疆师范大学附属中学", 60, 80)
    assert not sheet.hits(Applicant("张伟", "新疆大学附属中学"))


@pytest.mark.parametrize(
    ("told", "another"),
    [
        ("环境监测站", "乌鲁木齐市环境监测站"),
        ("县环境监测站", "拜城县环境监测站"),
        ("县农技站", "拜城县农技站"),
    ],
)
def test_a_told_short_form_is_left_open_behind_another_place_and_covered_alone(
    told: str, another: str
) -> None:
    sheet = Sheet(900, 400)
    letters = sheet.write(f"会上{told}提出", 60, 80)[2 : 2 + len(told)]
    others = sheet.write(f"报送{another}备案", 60, 240)[2 : 2 + len(another)]
    applicant = Applicant("张伟", "温宿县环境监测站", employer_aliases=(told,))
    hits = tuple(hit for hit in sheet.hits(applicant) if hit.verdict is not Verdict.LEAVE)
    assert all_covered(hits, letters)
    assert not any(all_covered(hits, [letter]) for letter in others)


def test_an_office_is_covered_where_it_is_named_by_its_town() -> None:
    sheet = Sheet(900, 400)
    letters = sheet.write("由县农技推广站报送", 60, 80)[1:7]
    others = sheet.write("会同拜城县农技推广站办理", 60, 240)
    hits = sheet.hits(Applicant("张伟", "于田县农业技术推广站"))
    covers = tuple(hit for hit in hits if hit.verdict is not Verdict.LEAVE)
    assert all_covered(covers, letters)
    assert not any(hit.is_doubt for hit in hits)
    assert not any(all_covered(covers, [letter]) for letter in others)


@pytest.mark.slow
@pytest.mark.parametrize("upper", ["设计单位阿克苏地区林业和草", "设计单位设在阿克苏地区"])
def test_a_bureau_of_another_district_is_left_open_over_two_lines(upper: str) -> None:
    sheet = Sheet(700, 400)
    sheet.write(upper, 60, 80)
    rest = "原局，另见附件" if upper.endswith("草") else "林业和草原局，另见附件"
    sheet.write(rest, 60, 130)
    hits = sheet.hits(Applicant("张伟", "温宿县林业和草原局"))
    assert {hit.verdict for hit in hits} <= {Verdict.LEAVE}


@pytest.mark.parametrize("written", ["温宿镇林业和草原局", "阿克苏市温宿县林业和草原局"])
def test_a_bureau_whose_place_resembles_the_own_one_is_not_left_open(written: str) -> None:
    sheet = Sheet(900, 400)
    letters = sheet.write(written, 60, 80)
    hits = sheet.hits(Applicant("张伟", "温宿县林业和草原局"))
    assert all_covered(tuple(hit for hit in hits if hit.verdict is not Verdict.LEAVE), letters[-6:])


def test_a_short_form_that_is_read_leaves_no_question_about_the_brand_in_it() -> None:
    sheet = Sheet(1240, 300)
    sheet.write("二〇一三年七月二十八日，云岭建设工程在三楼会议室召开会议", 60, 120)
    hits = sheet.hits(Applicant("张伟", "巴州云岭建设工程股份有限公司"))
    assert [hit.reason.code for hit in hits] == ["hit.short_form"]


@pytest.mark.parametrize(
    "written",
    ["自治区水利厅信息中心", "新疆水利厅信息中心", "新疆维吾尔自治区水利厅信息中心"],
)
def test_the_place_may_have_its_other_names_and_nothing_beside_it_is_covered(written: str) -> None:
    sheet = Sheet(1240, 300)
    letters = sheet.write(f"项目由{written}承担", 60, 120)
    hits = sheet.hits(Applicant("张伟", "自治区水利厅信息中心"))
    assert all_covered(hits, letters[3 : 3 + len(written)])
    assert not any(hit.is_doubt for hit in hits)
    assert not any(all_covered(hits, [letter]) for letter in letters[:3])


@pytest.mark.parametrize(
    ("employer", "short"),
    [
        ("新疆天山建设工程集团有限公司", "新疆天山建工集团"),
        ("新疆维吾尔自治区疾病预防控制中心", "自治区疾控中心"),
        ("喀什地区第二人民医院", "喀什二院"),
    ],
)
def test_a_contracted_name_is_covered_whole(employer: str, short: str) -> None:
    sheet = Sheet(1240, 300)
    letters = sheet.write(f"项目由{short}承担", 60, 120)
    hits = sheet.hits(Applicant("张伟", employer))
    assert all_covered(hits, letters[3 : 3 + len(short)])
    assert not any(hit.is_doubt for hit in hits)


def test_the_group_behind_a_short_form_that_breaks_over_two_lines_is_covered_too() -> None:
    sheet = Sheet(1240, 300)
    above = sheet.write("由中交集团和中建集团牵头，四川路桥与新疆天", 60, 60)
    below = sheet.write("山建设工程集团负责施工，目前进展顺利。", 60, 120)
    hits = sheet.hits(Applicant("张伟", "新疆天山建设工程集团有限公司"))
    assert all_covered(hits, [*above[-3:], *below[:7]])


def test_the_bracket_around_a_group_behind_a_short_form_is_covered_with_it() -> None:
    sheet = Sheet(900, 300)
    letters = sheet.write("新疆天泽（集团）", 60, 120)
    hits = sheet.hits(Applicant("张伟", "新疆天泽（集团）有限责任公司"))
    assert all_covered(hits, letters)
    assert max(x for hit in hits for x, _ in hit.mask.polygon) >= letters[-1][2]


@pytest.mark.parametrize("other", ["天河有限公司", "天河集团", "中润有限公司", "新疆润达有限公司"])
def test_another_short_brand_before_the_same_legal_form_stays(other: str) -> None:
    sheet = Sheet(900, 300)
    letters = sheet.write(f"收到。{other}这边统一报送", 60, 120)
    hits = sheet.hits(Applicant("张伟", "新疆天润集团有限公司"))
    assert none_covered(hits, letters)


def test_a_legal_form_that_breaks_over_two_lines_is_no_other_trade() -> None:
    sheet = Sheet(1240, 300)
    above = sheet.write("本年度认真履行岗位职责，作为云岭电力设备股", 60, 60)
    below = sheet.write("份有限公司技术骨干，完成了下列工作，成绩显著。", 60, 120)
    hits = sheet.hits(Applicant("张伟", "新疆云岭电力设备股份有限公司"))
    assert {hit.verdict for hit in hits} == {Verdict.COVER}
    assert all_covered(hits, [*above[-7:], *below[:5]])


@pytest.mark.slow
def test_students_and_a_campus_town_are_not_the_university() -> None:
    sheet = Sheet(1240, 500)
    sheet.write("新疆大学生创新创业大赛", 60, 60)
    sheet.write("新疆大学城规划方案", 60, 180)
    own = sheet.write("新疆大学生命科学学院", 60, 300)
    hits = sheet.hits(Applicant("张伟", "新疆大学"))
    assert [str(hit.verdict) for hit in hits] == ["leave", "leave", "cover"]
    assert all_covered(hits, own[:4])
