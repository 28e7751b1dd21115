"""What an employer belongs to is looked for as the employer itself; a state body is asked about."""

from __future__ import annotations

import pytest

from tests.masking.sheet import Sheet
from zcdesk.applicant import Applicant, WordKind
from zcdesk.masking.hits import Verdict
from zcdesk.names.houses import houses_of, is_state_body
from zcdesk.names.other_writings import latin_placed_brands
from zcdesk.names.search_words import words


@pytest.mark.parametrize(
    ("employer", "houses"),
    [
        ("石河子大学水利建筑工程学院", ("石河子大学",)),
        ("新疆云岭电力有限公司昌吉供电公司", ("新疆云岭电力有限公司",)),
        ("中铁九局集团第二工程有限公司", ("中铁九局", "中铁九局集团")),
        ("温宿县云岭医院护理部", ("温宿县云岭医院",)),
        ("新疆云岭水利勘测设计研究院轮台分院", ("新疆云岭水利勘测设计研究院",)),
        ("轮台县水利局灌溉管理站", ("轮台县水利局",)),
        ("School of Medicine, Yunling University, Urumqi", ("Yunling University",)),
        ("新疆云岭集团有限公司", ()),  # the group is the company itself
        ("轮台县学院路小学", ()),
        ("昌吉学院", ()),
        ("温宿县医院护理部", ()),  # of every place
    ],
)
def test_each_beginning_that_ends_as_an_organisation_is_one(
    employer: str, houses: tuple[str, ...]
) -> None:
    assert houses_of(employer) == houses


@pytest.mark.parametrize(
    ("house", "state"),
    [
        ("轮台县水利局", True),
        ("轮台县人民法院", True),
        ("中铁九局", False),
        ("云岭第六工程局", False),
        ("石河子大学", False),
    ],
)
def test_bureaus_of_companies_are_no_part_of_the_state(house: str, state: bool) -> None:
    assert is_state_body(house) is state


def test_a_university_is_looked_for_as_the_employer_itself_and_a_bureau_as_a_doubt() -> None:
    found = {word.text: word for word in words(Applicant("康映雪", "石河子大学水利建筑工程学院"))}
    assert found["石河子大学"].kind is WordKind.EMPLOYER_HOUSE
    assert found["石河子大学"].sure
    found = {word.text: word for word in words(Applicant("康映雪", "轮台县水利局灌溉管理站"))}
    assert not found["轮台县水利局"].sure


def test_its_english_name_is_known_by_the_place() -> None:
    assert "xinjiangmedicaluniversity" in latin_placed_brands("新疆医科大学第一附属医院")
    assert "stategridchangji" in latin_placed_brands("国网新疆电力有限公司昌吉供电公司")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("主办单位：石河子大学", Verdict.COVER),
        ("石河子大学生的报告", Verdict.LEAVE),
        ("Report of Shihezi University", Verdict.DOUBT),
        ("主办单位：塔里木大学", None),
    ],
)
def test_a_page_of_the_university_shows_where_she_works(row: str, verdict: Verdict | None) -> None:
    sheet = Sheet(1000, 200)
    sheet.write(row, 100, 80, 30)
    hits = sheet.hits(Applicant("康映雪", "石河子大学水利建筑工程学院"))
    assert [hit.verdict for hit in hits] == ([verdict] if verdict else [])


def test_what_people_write_for_it_is_found_as_well() -> None:
    found = {
        word.text: word.sure for word in words(Applicant("康映雪", "新疆维吾尔自治区人民医院北院"))
    }
    assert found["自治区人民医院"]
    found = {
        word.text: word.sure
        for word in words(Applicant("康映雪", "昌吉市住房和城乡建设局质量监督站"))
    }
    assert not found["昌吉市住建局"]
