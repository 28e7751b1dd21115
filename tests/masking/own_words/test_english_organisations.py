"""An English name that the person did not tell is asked about where it may be her employer's."""

from dataclasses import replace

import pytest

from tests.masking.sheet import Sheet, all_covered, assert_told, none_covered, told
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.learning import text_under
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened

COMPANY = Applicant("张晓梅", "新疆云岭智能装备制造有限公司")
BUREAU = Applicant("张晓梅", "洛浦县水利局")
TITLE = "Study on Equipment of Irrigation Districts"


def _asked(hits: tuple[Hit, ...]) -> list[Hit]:
    return [hit for hit in hits if hit.reason.code == "hit.latin_organisation"]


@pytest.mark.slow
def test_a_name_with_the_own_brand_is_proposed_alone() -> None:
    sheet = Sheet(1500, 420)
    sheet.write(TITLE, 300, 40, 30)
    sheet.write("LI Hong1, WANG Fang2", 500, 100, 30)
    name = "Xinjiang Yunling Intelligent Equipment Manufacturing Co., Ltd."
    own = sheet.write(name, 100, 160, 30)
    other = sheet.write(", Urumqi 830000, China; 2. Shihezi University", own[-1][2] + 2, 160, 30)
    sheet.write("Abstract: The test group of Yunling was compared.", 100, 220, 30)
    hits = sheet.hits(COMPANY)
    assert [hit.verdict for hit in _asked(hits)] == [Verdict.DOUBT]
    assert all_covered(hits, own[:-1])
    assert none_covered(hits, other[1:])
    assert not _asked(sheet.hits(COMPANY, Target.NAME))


@pytest.mark.nightly
def test_a_name_below_a_seal_is_proposed_whole() -> None:
    sheet = Sheet(1200, 500)
    own = sheet.write("Xinjiang Yunling Intelligent Equipment Co., Ltd.", 150, 200, 30)
    for radius in range(130, 138):
        sheet.pen.ellipse((500 - radius, 215 - radius, 500 + radius, 215 + radius), outline="red")
    star = [(500, 170), (512, 205), (548, 205), (518, 226), (530, 262), (500, 240)]
    sheet.pen.polygon([*star, (470, 262), (482, 226), (452, 205), (488, 205)], fill="red")
    found = _asked(sheet.hits(COMPANY))
    assert len(found) == 1
    assert all_covered(tuple(found), own[:-1])


@pytest.mark.slow
def test_an_affiliation_of_which_a_fold_hides_half_is_shown() -> None:
    sheet = Sheet(1500, 420)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 500, 40, 30)
    half = sheet.write("1. Water Conservancy Bureau of the County", 200, 100, 30)
    sheet.pen.rectangle((0, 90, 1500, 117), fill="white")
    other = sheet.write("2. Shihezi University, Shihezi 832000, China", 200, 136, 30)
    sheet.write("Abstract: Many have studied it.", 100, 280, 30)
    hits = sheet.hits(BUREAU)
    asked = [bounds(hit.mask.polygon) for hit in _asked(hits)]
    assert len(asked) == 2
    assert any(top < half[5][3] < bottom for _, top, _, bottom in asked)
    assert none_covered(hits, other)


@pytest.mark.nightly
def test_on_a_page_that_is_badly_read_throughout_no_line_is_shown() -> None:
    sheet = Sheet(1500, 420)
    sheet.write("ZHANG Xiaomei1, LI Hong2", 500, 40, 30)
    for top in (100, 160, 220):
        sheet.write("1. Water Conservancy Bureau of the County", 200, top, 30)
        sheet.pen.rectangle((0, top - 10, 1500, top + 17), fill="white")
    assert not _asked(sheet.hits(BUREAU))


def test_what_stands_below_the_employer_in_han_letters_is_its_name() -> None:
    sheet = Sheet(1200, 400)
    sheet.write("洛浦县水利局", 300, 40, 40)
    own = sheet.write("Lop County Water Buroau", 250, 100, 30)  # as small print is misread
    sheet.write("洛浦县水利局、Shihezi University", 250, 220, 30)
    sheet.write("Shihezi University", 320, 340, 30)
    hits = sheet.hits(BUREAU)
    assert len(_asked(hits)) == 1
    assert all_covered(hits, own)


def test_an_english_name_that_was_found_is_not_asked_about_as_well() -> None:
    name = "Xinjiang Yunling Equipment Co., Ltd."
    sheet = Sheet(1200, 200)
    sheet.write(name, 100, 60, 30)
    assert told(sheet.hits(replace(COMPANY, employer_aliases=(name,)))) == "cover read"


def test_a_whole_english_name_can_be_learned() -> None:
    sheet = Sheet(1500, 200)
    name = "Xinjiang Yunling Intelligent Equipment Manufacturing Co., Ltd."
    sheet.write(name, 100, 60, 30)
    read = text_under(read_evened(evened(sheet.picture)), box(80, 40, 1480, 130))
    assert read.lower().startswith("xinjiangyunlingintelligentequipmentmanufacturing")


TOLD = Applicant("张晓梅", "洛浦县水利局", employer_aliases=("Lop County Water Bureau",))
OF_URUMQI = replace(COMPANY, employer="乌鲁木齐市云岭建设有限公司")
OF_TIANSHAN = replace(COMPANY, employer="新疆天山建设有限公司")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        # a brand behind its place
        (COMPANY, "〔Report〕 of XINJIANG YUNLING", "doubt latin_organisation, doubt brand"),
        (COMPANY, "〔with〕 Xinjiang Yunling, 2021", "doubt latin_organisation"),
        (OF_URUMQI, "〔Report〕 of Urumqi Yunling", "doubt latin_organisation"),
        (COMPANY, "〔Report〕 of Hami Yunling", ""),
        (COMPANY, "〔Report〕 of Xinjiang Yunlingshan", ""),
        (
            OF_TIANSHAN,
            "〔Report〕 of 【Xinjiang Tianshan】",
            "doubt latin_organisation, doubt brand",
        ),
        # a whole name, other words, prose
        (
            COMPANY,
            "【Xinjiang Yunling】 Intelligent\nEquipment Co., Ltd.",
            "doubt latin_organisation",
        ),
        (COMPANY, "Xinjiang Yunlingshan Co., Ltd.", ""),
        (COMPANY, "Xinjiang Fayunling Co., Ltd.", ""),
        (COMPANY, "a group in Yunling County", ""),
        (COMPANY, "No. 5 Yunling Road, Urumqi Water\nTechnology Co., Ltd.", ""),
        # affiliations below a name; where several are shown, nobody can tell which is hers
        (
            BUREAU,
            f"""{TITLE}
ZHANG Xiaomei1, LI Hong2
〔1. Water Conservancy Bureau, Hotan 848000, China〕
2. Shihezi University, Shihezi 832000, China
Abstract: Many a University and Institute has studied it.""",
            "cover read, doubt latin_organisation, doubt latin_organisation",
        ),
        (
            BUREAU,
            "ZHANG Xiaomei\n【Water Conservancy Bureau of the County】",
            "cover read, doubt latin_organisation",
        ),
        (BUREAU, "ZHANG X. M.\nWater Conservancy Bureau of the County", "doubt initials"),
        (BUREAU, "LI Hong\nWater Conservancy Bureau of the County", ""),
        (
            TOLD,
            """ZHANG Xiaomei1, LI Hong2
1. 【Lop County Water Bureau】, Lop 848200
2. Shihezi University, Shihezi 832000""",
            "cover read, cover read",
        ),
    ],
)
def test_names_and_affiliations_are_asked_about(who: Applicant, text: str, said: str) -> None:
    assert_told(who, text, said, em=30, step=60)
