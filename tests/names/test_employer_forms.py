"""What people leave out of an employer's name, how they contract it, its brand and its house."""

from typing import Any

import pytest

from tests.masking.sheet import Sheet
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, WordKind
from zcdesk.masking.hits import Verdict
from zcdesk.names import company_brands, organisations, spellings
from zcdesk.names.houses import houses_of, is_state_body
from zcdesk.names.other_writings import latin_brands, latin_placed_brands
from zcdesk.names.search_words import words
from zcdesk.names.spellings import brand_forms, contracted_forms, short_forms

ROWS = rows_beside(__file__)
KINDS = [
    spellings.bracket_forms,
    spellings.town_forms,
    short_forms,
    brand_forms,
    contracted_forms,
    organisations.brands_of,
    organisations.named_without_bureau,
    latin_brands,
    houses_of,
    organisations.named_without_parent,
    organisations.with_other_numerals,
    organisations.without_inner_form,
    company_brands.first_letter_forms,
]


def sure_words(employer: str) -> dict[str, bool]:
    """Return what is looked for, and whether it is sure."""
    return {word.text: word.sure for word in words(Applicant("康映雪", employer))}


def rows_of(*tables: str) -> list[tuple[str, Any]]:
    return [row for table in tables for row in ROWS[table].items()]


@pytest.mark.parametrize("forms", KINDS)
def test_each_kind_of_forms_is_made_of_an_employer_as_people_make_it(forms: Any) -> None:
    table = ROWS.get(forms.__name__, {}) | dict.fromkeys(
        ROWS["nothing"].get(forms.__name__, ()), ()
    )
    assert table
    assert {employer: forms(employer) for employer in table} == table


@pytest.mark.parametrize(("employer", "forms"), rows_of("first_letter_forms"))
def test_an_organisation_without_a_brand_goes_by_first_letters(
    employer: str, forms: tuple[str, ...]
) -> None:
    assert tuple(one for one in brand_forms(employer) if len(one) in (3, 4)) == forms or not forms


@pytest.mark.parametrize(("employer", "forms"), rows_of("contracted", "left_out"))
def test_an_employer_is_known_without_what_people_leave_out(
    employer: str, forms: tuple[str, ...]
) -> None:
    assert [one for one in forms if not sure_words(employer).get(one)] == []
    assert employer not in ROWS["contracted"] or {*forms} <= {*contracted_forms(employer)}


@pytest.mark.parametrize(("employer", "forms"), rows_of("asked"))
def test_what_another_may_be_called_as_well_is_only_asked_about(
    employer: str, forms: tuple[str, ...]
) -> None:
    assert [sure_words(employer)[one] for one in forms] == [False for _ in forms]


@pytest.mark.parametrize(("employer", "forms"), rows_of("everybodys"))
def test_what_tells_no_single_employer_is_never_looked_for(
    employer: str, forms: tuple[str, ...]
) -> None:
    assert not {*forms} & sure_words(employer).keys()


@pytest.mark.parametrize(("employer", "spelled"), rows_of("spelled"))
def test_a_brand_or_a_place_is_spelled(employer: str, spelled: tuple[str, ...]) -> None:
    assert {*spelled} <= {*latin_brands(employer)}


def test_three_letters_and_what_has_no_place_are_everybodys() -> None:
    assert "ean" not in latin_brands("鄂安矿业有限公司")
    assert "yian" in latin_brands("伊安矿业有限公司")
    assert not any("第" in one for one in organisations.with_other_numerals("21师医院"))
    assert "疾控中心" not in contracted_forms("新疆维吾尔自治区疾病预防控制中心")
    assert "新疆四公司" not in short_forms("新疆第四工程有限公司")


def test_what_an_employer_belongs_to_has_a_kind_of_its_own() -> None:
    found = {word.text: word for word in words(Applicant("康映雪", "石河子大学水利建筑工程学院"))}
    assert found["石河子大学"].kind is WordKind.EMPLOYER_HOUSE


def test_bureaus_of_companies_are_no_part_of_the_state() -> None:
    houses = ["轮台县水利局", "轮台县人民法院", "中铁九局", "云岭第六工程局", "石河子大学"]
    assert [*filter(is_state_body, houses)] == houses[:2]


def test_its_english_name_is_known_by_the_place() -> None:
    assert "xinjiangmedicaluniversity" in latin_placed_brands("新疆医科大学第一附属医院")
    assert "stategridchangji" in latin_placed_brands("国网新疆电力有限公司昌吉供电公司")


BRAND, COLLEGE = "赛里木衡川检测有限公司", "石河子大学水利建筑工程学院"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("employer", "row", "verdicts"),
    [
        (BRAND, "HENGCHUAN TESTING", [Verdict.DOUBT]),
        (BRAND, "kyx_hengchuan", [Verdict.DOUBT]),
        (BRAND, "Xinjiang Sayram Hengchuan", [Verdict.DOUBT] * 2),
        (BRAND, "ZHANG Hengchuan, Li Wei", []),  # a given name
        (BRAND, "Hengchuan Zhang, Li Wei", []),
        (COLLEGE, "主办单位：石河子大学", [Verdict.COVER]),
        (COLLEGE, "石河子大学生的报告", [Verdict.LEAVE]),
        (COLLEGE, "Report of Shihezi University", [Verdict.DOUBT]),
        (COLLEGE, "主办单位：塔里木大学", []),
    ],
)
def test_a_page_shows_half_a_long_brand_or_the_university_where_she_works(
    employer: str, row: str, verdicts: list[Verdict]
) -> None:
    sheet = Sheet(1000, 200)
    sheet.write(row, 100, 80, 30)
    assert [hit.verdict for hit in sheet.hits(Applicant("康映雪", employer))] == verdicts
