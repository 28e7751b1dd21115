"""ID numbers, days in their order, and one fact told in several places."""

from datetime import date

import pytest

from tests.tables import rows_beside
from zcdesk.checks.written.id_number import id_number_findings
from zcdesk.checks.written.same_facts import (
    LifeStep,
    Spell,
    ToldFact,
    employers_fit,
    employers_of,
    in_order,
    same_everywhere,
)
from zcdesk.identity_numbers import check_digit

TABLES = rows_beside(__file__)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("number", "born", "codes"), TABLES["id_numbers"])
def test_an_id_number(number: str, born: date | None, codes: tuple[str, ...]) -> None:
    assert [one.code for one in id_number_findings(number, TODAY, born or None)] == [*codes]


@pytest.mark.parametrize(
    ("day", "codes"), [("20261120", []), ("20261121", ["check.id_number_birth"])]
)
def test_nobody_is_born_after_today(day: str, codes: list[str]) -> None:
    first = f"110105{day}002"
    found = id_number_findings(first + check_digit(first), TODAY)
    assert [one.code for one in found] == codes


def test_every_single_mistyped_digit_is_noticed() -> None:
    good = "11010519491231002X"
    for place in range(17):
        for digit in "0123456789":
            wrong = good[:place] + digit + good[place + 1 :]
            assert bool(list(id_number_findings(wrong, TODAY))) is (wrong != good)


@pytest.mark.parametrize(("what", "form", "paper", "first", "second", "code"), TABLES["facts"])
def test_the_same_fact_is_the_same_everywhere(
    what: str, form: str, paper: str, first: int, second: int, code: str
) -> None:
    told = [
        ToldFact(what, form, "申报表", first or None),
        ToldFact(what, paper, "公示", second or None),
    ]
    assert [one.code for one in same_everywhere(told)] == ([code] if code else [])


def test_a_difference_names_the_places_and_repeats_nothing() -> None:
    told = [
        ToldFact("工作单位", "甲公司", "申报表", 2022),
        ToldFact("工作单位", "乙公司", "考核表", 2022),
    ]
    (found,) = same_everywhere(told)
    assert found.wording().message == "2022 年工作单位在几处写得不一样：申报表、考核表。"


HISTORY = [Spell("甲公司", date(2018, 3, 1), date(2021, 6, 30)), Spell("乙公司", date(2021, 7, 1))]


@pytest.mark.parametrize(("employer", "year", "code"), TABLES["employers"])
def test_a_document_names_the_employer_of_its_year(employer: str, year: int, code: str) -> None:
    told = [ToldFact("工作单位", employer, f"{year} 年考核表", year)]
    assert [one.code for one in employers_fit(HISTORY, told)] == ([code] if code else [])


def test_a_year_of_a_move_has_two_employers_and_no_history_judges_nothing() -> None:
    assert employers_of(HISTORY, 2021) == ("甲公司", "乙公司")
    assert list(employers_fit([], [ToldFact("工作单位", "甲公司", "考核表", 2021)])) == []


@pytest.mark.parametrize(("born", "degree", "title", "codes"), TABLES["orders"])
def test_days_follow_each_other(
    born: date, degree: date, title: date, codes: tuple[str, ...]
) -> None:
    steps = [LifeStep("出生", born), LifeStep("学位取得", degree), LifeStep("现职称取得", title)]
    assert [one.code for one in in_order(steps, TODAY)] == [*codes]
