"""Short forms of an employer in running text: hers, and those of an organisation elsewhere."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Sheet, all_covered, none_covered
from zcdesk.applicant import Applicant
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Verdict


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
