"""Companies go by their brand, and what has none by first letters."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Sheet
from zcdesk.applicant import Applicant
from zcdesk.masking.hits import Verdict
from zcdesk.names.company_brands import first_letter_forms
from zcdesk.names.organisations import brands_of
from zcdesk.names.search_words import words
from zcdesk.names.spellings import brand_forms, short_forms


def test_a_companys_number_behind_a_place_alone_is_anybodys() -> None:
    assert "新疆四公司" not in short_forms("新疆第四工程有限公司")


def test_a_brand_is_never_sure() -> None:
    assert brand_forms("新疆天山智能装备制造有限公司") == ("天山智能", "天山制造", "天山公司")
    found = words(Applicant("张伟", "新疆天山智能装备制造有限公司"))
    assert [word.sure for word in found if word.text == "天山智能"] == [False]


@pytest.mark.parametrize(
    ("employer", "forms"),
    [
        ("新疆云岭建筑工程质量检测有限公司", {"云岭建筑", "云岭检测", "云岭公司", "新疆云岭"}),
        ("喀什云岭路桥检测技术有限公司", {"云岭路桥", "云岭检测", "云岭公司", "喀什云岭"}),
        ("新疆云岭化工有限公司", {"云岭公司", "新疆云岭"}),
        ("新疆天山化工有限公司", {"天山公司"}),  # 新疆天山 is a range of mountains
        ("云岭第六工程局有限公司昌吉分公司", {"云岭第六", "云岭六局"}),
        (
            "新疆云岭农村商业银行股份有限公司巩留支行",
            {
                "云岭农村",
                "新疆云岭",
                "新疆云岭农商行",
                "新疆云岭农商银行",
                "云岭农商行",
                "云岭农商银行",
                "巩留支行",
            },
        ),
        (
            "乌鲁木齐城市轨道运营有限公司",
            {"城市轨道", "城轨公司", "城运公司", "轨运公司"},  # no brand
        ),
        ("新疆石油天然气工程有限公司", {"石油天然"}),
        ("云岭石油股份有限公司独山子石化分公司", {"云岭石油"}),  # 石化 is the branch's
        ("中铁云岭轨道设备制造有限公司", {"中铁云岭", "云岭轨道", "云岭制造", "云岭公司"}),
        ("中铁云岭轨道设备有限公司第一分公司", {"中铁云岭", "云岭轨道"}),
        ("中铁二十一局集团第四工程有限公司", {"中铁二十一局", "中铁21局"}),
        (
            "中建新疆安装工程有限公司",
            {
                "中建新疆",
                "中建安装",
                "新疆安装工程公司",
                "新疆安装公司",
                "新疆安装工程有限公司",
            },
        ),
        ("中铁建筑工程有限公司", {"中铁建筑"}),
        ("中铁建有限公司", {"中铁建公司"}),
        ("新疆云岭路桥集团股份有限公司", {"云岭公司", "云岭集团", "新疆云岭"}),
        (
            "新疆云岭路桥养护集团有限公司",
            {"云岭路桥", "云岭养护", "云岭公司", "云岭集团", "新疆云岭"},
        ),
    ],
)
def test_people_name_a_company_by_its_brand_and_the_last_word_of_its_trade(
    employer: str, forms: set[str]
) -> None:
    assert set(brand_forms(employer)) == forms


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("赛里木衡川检测", ("赛里木衡川", "赛里木", "衡川")),
        ("天枢恒岳工程检测", ("天枢恒岳", "天枢", "恒岳")),
        ("美克美智能家居", ("美克美",)),
        ("华域", ("华域",)),
        ("华域吐鲁番水利", ("华域",)),
        ("云岭磨具磨料", ("云岭磨具磨料", "云岭磨", "具磨料", "云岭")),  # no known word of trade
    ],
)
def test_a_brand_is_all_before_the_first_word_of_trade(name: str, parts: tuple[str, ...]) -> None:
    assert brands_of(name) == parts


def test_each_half_of_a_long_brand_is_asked_about() -> None:
    found = {
        word.text: word.sure for word in words(Applicant("康映雪", "新疆赛里木衡川检测有限公司"))
    }
    assert {
        one for one in ("赛里木衡川", "衡川检测", "新疆衡川", "hengchuan") if found[one]
    } == set()
    assert found["新疆赛里木衡川公司"]
    assert "赛里公司" not in found


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("HENGCHUAN TESTING", True),
        ("kyx_hengchuan", True),
        ("Xinjiang Sayram Hengchuan", True),
        ("ZHANG Hengchuan, Li Wei", False),
        ("Hengchuan Zhang, Li Wei", False),
    ],
)
def test_a_long_brands_half_in_pinyin_is_asked_about_but_no_given_name(
    row: str, asked: bool
) -> None:
    sheet = Sheet(900, 200)
    sheet.write(row, 100, 80, 30)
    hits = sheet.hits(Applicant("康映雪", "赛里木衡川检测有限公司"))
    assert [hit.verdict for hit in hits] == ([Verdict.DOUBT] if asked else [])


@pytest.mark.parametrize("within", ["（集团）", "（新疆）"])
def test_what_stands_in_brackets_behind_a_brand_is_no_part_of_it(within: str) -> None:
    assert "云岭水利" in brand_forms(f"云岭{within}水利工程勘测有限公司")


@pytest.mark.parametrize(
    ("employer", "sure", "asked"),
    [
        ("新疆天润有限公司", {"新疆天润", "天润有限公司"}, {"天润公司"}),
        ("新疆美克集团有限公司", {"新疆美克", "美克集团有限公司", "美克集团"}, {"美克公司"}),
        ("新疆八钢股份有限公司", {"新疆八钢", "八钢股份有限公司", "八钢股份"}, {"八钢公司"}),
        (
            "乌鲁木齐水业集团有限公司",
            {"乌鲁木齐水业", "乌市水业", "水业集团有限公司"},
            {"水业集团有限公司", "水业集团", "水业公司"},
        ),
        ("新疆能源有限公司", {"新疆能源"}, {"能源有限公司", "能源公司"}),
    ],
)
def test_a_short_brand_is_told_by_the_legal_form_behind_it(
    employer: str, sure: set[str], asked: set[str]
) -> None:
    assert set(short_forms(employer)) == sure
    assert set(brand_forms(employer)) == asked


def test_only_a_company_has_a_brand() -> None:
    assert brand_forms("尼勒克县云岭检测技术有限公司") == (
        "云岭检测",
        "云岭公司",
        "尼勒克县云岭",
        "尼勒克云岭",
    )
    assert brand_forms("温宿县畜牧站") == ()


@pytest.mark.parametrize(
    ("employer", "forms"),
    [
        ("新疆水利水电科学研究院", ("水科院", "水研院", "科研院", "水利院")),
        ("温宿县农业技术推广站", ("农技站", "农推站", "技推站")),
        ("轮台县交通运输局", ("交运局",)),
        ("新疆生产建设兵团建设工程集团有限公司", ("建工集团", "建工公司")),
        ("昌吉州公路养护中心", ("公养中心",)),
        ("新疆云岭水利水电工程有限公司", ()),  # told by its brand
        ("和田县人民医院", ()),
        ("昌吉第三中学", ()),
        ("新疆建设工程质量安全检测鉴定中心", ()),  # of six words any two may stand
        ("塔城地区水文局", ()),
    ],
)
def test_an_organisation_without_a_brand_goes_by_first_letters(
    employer: str, forms: tuple[str, ...]
) -> None:
    assert tuple(one for one in brand_forms(employer) if len(one) in (3, 4)) == forms or not forms
    assert first_letter_forms(employer) == forms
