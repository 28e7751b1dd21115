"""What people leave out of an employer's name and how they contract it."""

from __future__ import annotations

import pytest

from zcdesk.applicant import Applicant
from zcdesk.names.organisations import (
    named_without_bureau,
    named_without_parent,
    with_other_numerals,
    without_inner_form,
)
from zcdesk.names.search_words import words
from zcdesk.names.spellings import bracket_forms, contracted_forms, short_forms, town_forms


@pytest.mark.parametrize(
    ("employer", "expected"),
    [
        ("昆仑（新疆）建设有限公司", ("新疆昆仑建设有限公司", "昆仑建设有限公司")),
        ("昆仑（集团）建设有限公司", ("昆仑建设有限公司",)),
        ("昆仑（东方）建设有限公司", ()),
        ("昆仑建设有限公司（新疆）", ()),
    ],
)
def test_a_place_in_brackets_moves_to_the_front(employer: str, expected: tuple[str, ...]) -> None:
    assert bracket_forms(employer) == expected


@pytest.mark.parametrize(
    ("employer", "expected"),
    [
        (
            "新疆天山智能装备制造有限公司",
            (
                "新疆天山智能装备制造",
                "天山智能装备制造",
                "新疆天山公司",
                "新疆天山智能装备",
                "天山智能装备",
            ),
        ),
        (
            "昆仑（新疆）建设集团有限责任公司",
            ("昆仑新疆建设", "新疆昆仑建设", "昆仑建设", "新疆昆仑公司"),
        ),
        (
            "乌鲁木齐市云岭化工股份有限公司",
            (
                "乌鲁木齐市云岭化工",
                "乌鲁木齐云岭化工",
                "乌市云岭化工",
                "云岭化工",
                "乌鲁木齐市云岭公司",
                "乌鲁木齐云岭公司",
                "乌市云岭公司",
            ),
        ),
        ("和田水利院", ("水利院",)[:0]),
        (
            "皮山县云岭电力设备有限公司",
            (
                "皮山县云岭电力设备",
                "皮山云岭电力设备",
                "云岭电力设备",
                "皮山县云岭公司",
                "皮山云岭公司",
            ),
        ),
        (
            "伊犁州云岭矿业开发有限公司",
            (
                "伊犁州云岭矿业开发",
                "伊犁云岭矿业开发",
                "云岭矿业开发",
                "伊犁州云岭公司",
                "伊犁云岭公司",
            ),
        ),
        (
            "新疆生产建设兵团第七师130团医院",
            ("兵团第七师130团医院", "第七师130团医院", "130团医院"),
        ),
        ("哈密市第三中学", ("哈密第三中学", "第三中学")),
        ("昌吉市第二中学", ("昌吉第二中学", "第二中学")),
        (
            "昌吉回族自治州水利管理站",
            ("昌吉州水利管理站", "昌吉水利管理站", "水利管理站"),
        ),
        ("自治区水利厅", ("新疆维吾尔自治区水利厅", "新疆水利厅")),
        (
            "中铁云岭（喀什）轨道设备制造有限公司",
            (
                "中铁云岭喀什轨道设备制造",
                "喀什中铁云岭轨道设备制造",
                "中铁云岭轨道设备制造",
                "云岭喀什轨道设备制造",
                "中铁云岭喀什轨道设备",
                "云岭喀什轨道设备",
                "云岭轨道设备制造",
                "喀什中铁云岭轨道设备",
                "中铁云岭轨道设备",
                "云岭轨道设备",
            ),
        ),
        (
            "国网新疆电力有限公司昌吉供电公司",
            (
                "国网新疆电力有限公司昌吉供电",
                "国网新疆电力昌吉供电",
                "昌吉供电",
                "国网昌吉供电",
                "供电公司",
            ),
        ),
        (
            "喀什云岭国土勘测设计研究院",
            (
                "云岭国土勘测设计研究院",
                "喀什云岭设计院",
                "喀什云岭研究院",
                "喀什云岭勘测院",
                "喀什云岭设计研究院",
            ),
        ),
        ("喀什建筑工程有限公司", ("喀什建筑工程", "建筑工程")),
        ("福海县公路管理局", ("公路管理局",)),
        (
            "中铁九局集团第二工程有限公司",
            ("中铁九局集团第二工程", "中铁九局第二工程", "中铁九局二公司", "中铁九局第二公司"),
        ),
        (
            "新疆生产建设兵团建设工程集团有限公司",
            ("新疆生产建设兵团建设工程", "兵团建设工程", "建设工程"),
        ),
        (
            "乌鲁木齐市天山区第五幼儿园",
            ("乌鲁木齐天山区第五幼儿园", "乌市天山区第五幼儿园", "天山区第五幼儿园", "第五幼儿园"),
        ),
    ],
)
def test_short_forms_leave_out_place_and_legal_form(
    employer: str, expected: tuple[str, ...]
) -> None:
    assert short_forms(employer) == expected


@pytest.mark.parametrize(
    ("employer", "form"),
    [
        ("新疆天山建设工程集团有限公司", "天山建工"),
        ("新疆维吾尔自治区疾病预防控制中心", "自治区疾控中心"),
        ("新疆维吾尔自治区疾病预防控制中心", "新疆疾控"),
        ("喀什地区第二人民医院", "喀什二院"),
        ("哈密市第三中学", "哈密三中"),
        ("中国科学院新疆生态与地理研究所", "中科院新疆生态与地理研究所"),
        ("新疆医科大学第一附属医院", "新疆医大一附院"),
        ("乌鲁木齐城市建设投资（集团）有限公司", "乌鲁木齐城投"),
        ("和田市住房和城乡建设局", "和田市住建局"),
        ("新疆云岭农村商业银行股份有限公司巩留支行", "云岭农商银行巩留支行"),
    ],
)
def test_contracted_names_of_an_employer_are_looked_for(employer: str, form: str) -> None:
    assert form in contracted_forms(employer)
    assert form in [word.text for word in words(Applicant("张伟", employer)) if word.sure]


@pytest.mark.parametrize(
    ("employer", "form"),
    [
        ("阿克苏云岭会计师事务所（普通合伙）", "阿克苏云岭会计师事务所"),
        ("阿克苏云岭会计师事务所（普通合伙）", "云岭会计师事务所"),
        ("云岭会计师事务所（特殊普通合伙）新疆分所", "云岭会计师事务所新疆分所"),
        ("云岭会计师事务所（特殊普通合伙）新疆分所", "云岭会计师事务所"),
        ("新疆生产建设兵团第八师一四三团医院", "143团医院"),
        ("新疆生产建设兵团第八师一四三团医院", "第八师143团医院"),
        ("新疆生产建设兵团第八师一四三团医院", "八师143团医院"),
        ("新疆生产建设兵团第十二师104团医院", "第12师一〇四团医院"),
        ("国网新疆电力有限公司昌吉供电公司", "昌吉供电"),
        ("国网新疆电力有限公司昌吉供电公司", "国网昌吉供电"),
        ("云岭石油股份有限公司独山子石化分公司", "独山子石化"),
        ("新疆地质矿产勘查开发局第二水文地质大队", "第二水文地质大队"),
        ("新疆地质矿产勘查开发局第二水文地质大队", "新疆地矿局第二水文地质大队"),
        ("新疆煤田地质局一五六煤田地质勘探队", "156煤田地质勘探队"),
        ("新疆农业职业技术学院", "新疆农职院"),
        ("新疆云岭（集团）水利工程勘测有限责任公司", "云岭水利工程勘测"),
        ("霍尔果斯口岸云岭检测技术服务有限公司", "云岭检测技术服务"),
        ("石河子开发区云岭食品机械有限公司", "云岭食品机械"),
        ("中国农业银行股份有限公司伊犁分行", "中国农业银行伊犁分行"),
        ("中国农业银行股份有限公司伊犁分行", "农业银行伊犁分行"),
        ("中国农业银行股份有限公司伊犁分行", "农行伊犁分行"),
        ("新疆云岭路桥集团股份有限公司第五分公司", "云岭路桥集团第五分"),
        ("新疆云岭路桥集团股份有限公司第五分公司", "云岭路桥五分"),
        ("沙湾市自然资源局地籍测绘中心", "沙湾市地籍测绘中心"),
        ("沙湾市自然资源局地籍测绘中心", "市地籍测绘中心"),
        ("乌什县水利局水管总站", "乌什水管总站"),
        ("新疆维吾尔自治区公路局塔城公路管理站", "塔城公路管理站"),
        ("第三师四十五团园林和草原工作站", "45团林草站"),
        ("第三师45团医院", "四十五团医院"),
        ("第一师10团医院", "十团医院"),
        ("第一师十六团医院", "16团医院"),
        ("新疆大学附属中学", "新大附中"),
        ("中铁二十一局集团第四工程有限公司", "中铁二十一局四公司"),
        ("中铁二十一局集团第四工程有限公司", "中铁21局第四公司"),
        ("中铁21局集团第四工程有限公司", "中铁二十一局四公司"),
        ("新疆云岭建设管理有限公司", "新疆云岭建管"),
        ("第一师塔里木灌区水利管理处", "一师塔里木灌区水管处"),
    ],
)
def test_an_employer_is_known_without_what_people_leave_out(employer: str, form: str) -> None:
    assert form in [word.text for word in words(Applicant("张伟", employer)) if word.sure]


@pytest.mark.parametrize(
    "employer",
    [
        "云岭电信有限公司阿克苏分公司",
        "云岭建设有限公司第三项目部",
        "云岭建设有限公司哈密项目部",
        "云岭建设有限公司第一车间",
        "和田市教育局第一幼儿园",
        "和田市公安局第二看守所",
        "和田市教育局第一中等职业学校",
    ],
)
def test_a_branch_without_a_name_of_its_own_stands_everywhere(employer: str) -> None:
    assert named_without_parent(employer) == ()


@pytest.mark.parametrize(
    "employer",
    [
        "沙湾市自然资源局",
        "沙湾市自然资源局办公室",
        "和田市教育局第一幼儿园",
        "云岭集团设计局地籍测绘中心",
        "温宿县林业局先进个人",
    ],
)
def test_a_bureaus_office_or_numbered_school_is_not_named_without_the_bureau(employer: str) -> None:
    assert named_without_bureau(employer) == ()


def test_a_bureaus_station_that_has_a_place_of_its_own_keeps_that_one() -> None:
    employer = "新疆维吾尔自治区水利厅喀什水文中心"
    assert named_without_bureau(employer) == ("喀什水文中心",)


def test_a_station_of_a_bureau_without_its_place_is_everybodys() -> None:
    known = [word.text for word in words(Applicant("张伟", "沙湾市自然资源局地籍测绘中心"))]
    assert "地籍测绘中心" not in known


@pytest.mark.parametrize(
    ("employer", "form"),
    [
        ("石河子大学第一附属医院", "大学第一附属医院"),
        ("新疆大学附属中学", "大学附属中学"),
        ("中国银行股份有限公司伊犁分行", "银行伊犁分行"),
    ],
)
def test_a_place_that_is_the_name_itself_is_never_left_out(employer: str, form: str) -> None:
    assert form not in [word.text for word in words(Applicant("张伟", employer))]


def test_a_name_without_a_legal_form_inside_is_left_as_it_is() -> None:
    for employer in ("国网昌吉供电公司", "云岭建设有限公司", "有限公司第五分公司"):
        assert without_inner_form(employer) == ()


def test_a_normal_school_is_no_division_of_the_corps() -> None:
    assert with_other_numerals("新疆第一师范学校") == ()
    assert with_other_numerals("和田县林业局") == ()


def test_the_corps_has_no_division_of_a_number_above_fourteen() -> None:
    assert with_other_numerals("第二十一师医院") == ()
    assert not any("第" in one for one in with_other_numerals("21师医院"))


def test_a_parent_that_begins_with_its_place_leaves_nothing_before_the_branch() -> None:
    assert named_without_parent("新疆电力有限公司昌吉供电公司") == ("昌吉供电公司",)


@pytest.mark.parametrize(
    ("employer", "forms"),
    [
        ("于田县农业技术推广站", {"县农业技术推广站", "县农技推广站"}),
        ("克拉玛依市环境监测站", {"市环境监测站"}),
        ("伊犁哈萨克自治州友谊医院", {"自治州友谊医院", "州友谊医院"}),
        ("新疆维吾尔自治区水利厅", set()),
        ("新疆大学", set()),
        ("温宿县云岭建设有限公司", set()),
    ],
)
def test_an_office_is_named_by_its_town(employer: str, forms: set[str]) -> None:
    assert set(town_forms(employer)) == forms


def test_a_contraction_without_a_place_is_everybodys() -> None:
    assert "疾控中心" not in contracted_forms("新疆维吾尔自治区疾病预防控制中心")
    assert contracted_forms("新疆大学") == ()
    assert contracted_forms("Acme Construction Co., Ltd.") == ()


def test_a_street_that_is_named_like_a_place_stays_in_the_name() -> None:
    assert short_forms("乌鲁木齐市北京路幼儿园") == (
        "乌鲁木齐北京路幼儿园",
        "乌市北京路幼儿园",
        "北京路幼儿园",
    )
    assert short_forms("甘肃路桥建设有限公司") == ("甘肃路桥建设", "路桥建设")


def test_offices_of_a_regiment_are_told_by_their_contractions() -> None:
    found = {word.text for word in words(Applicant("张伟", "第十师一八三团经济发展办公室"))}
    assert {"一八三团经发办", "183团经发办"} <= found
    assert "经发办" not in found
