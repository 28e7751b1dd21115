"""ID numbers, days in their order, and one fact told in several places."""

from datetime import date

import pytest

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

TODAY = date(2026, 11, 20)

ID_NUMBERS = [
    ("", None, []),
    ("11010519491231002X", None, []),  # the example of the standard
    ("11010519491231002x", None, []),
    ("１１０１０５１９４９１２３１００２Ｘ", None, []),
    (" 110105 19491231 002X ", None, []),
    ("440524188001010014", None, ["check.id_number_birth"]),
    ("110105194912310021", None, ["check.id_number_digit"]),
    ("11010519491231020X", None, ["check.id_number_digit"]),
    ("11010519491331002X", None, ["check.id_number_birth", "check.id_number_digit"]),
    ("11010519490230002X", None, ["check.id_number_birth", "check.id_number_digit"]),
    ("11010519491231002X", date(1949, 12, 31), []),
    ("11010519491231002X", date(1949, 12, 30), ["check.id_number_other_birth"]),
    ("110105491231002", None, ["check.id_number_old"]),
    ("1101051949123100", None, ["check.id_number_form"]),
    ("1101051949123100AX", None, ["check.id_number_form"]),
]


@pytest.mark.parametrize(("number", "born", "codes"), ID_NUMBERS)
def test_an_id_number(number: str, born: date | None, codes: list[str]) -> None:
    assert [one.code for one in id_number_findings(number, TODAY, born)] == codes


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


FACTS: list[tuple[str, str, str, int, int, str | None]] = [
    # fact, as the form tells it, as another paper tells it, their years, finding
    ("现职称取得时间", "2019年6月", "2019-06-30", 0, 0, None),
    ("现职称取得时间", "2019年6月", "2019年7月", 0, 0, "check.told_differently"),
    ("学位取得时间", "2015.07.01", "2015年7月2日", 0, 0, "check.told_differently"),
    ("工作单位", "某某（新疆）公司", "某某(新疆) 公司", 0, 0, None),
    ("工作单位", "甲公司", "乙公司", 2022, 2023, None),
    ("工作单位", "甲公司", "乙公司", 2022, 2022, "check.told_differently"),
    ("工作单位", "甲公司", " ", 0, 0, None),
]


@pytest.mark.parametrize(("what", "form", "paper", "first", "second", "code"), FACTS)
def test_the_same_fact_is_the_same_everywhere(
    what: str, form: str, paper: str, first: int, second: int, code: str | None
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

EMPLOYERS = [
    ("甲公司", 2017, "check.history_silent"),
    ("甲公司", 2018, None),
    ("甲公司", 2021, None),
    ("乙公司", 2021, None),
    ("甲公司", 2022, "check.employer_of_year"),
    ("乙公司", 2020, "check.employer_of_year"),
    ("乙 公司", 2024, None),
    ("", 2024, None),
]


@pytest.mark.parametrize(("employer", "year", "code"), EMPLOYERS)
def test_a_document_names_the_employer_of_its_year(
    employer: str, year: int, code: str | None
) -> None:
    told = [ToldFact("工作单位", employer, f"{year} 年考核表", year)]
    assert [one.code for one in employers_fit(HISTORY, told)] == ([code] if code else [])


def test_a_year_of_a_move_has_two_employers_and_no_history_judges_nothing() -> None:
    assert employers_of(HISTORY, 2021) == ("甲公司", "乙公司")
    assert list(employers_fit([], [ToldFact("工作单位", "甲公司", "考核表", 2021)])) == []


ORDERS = [
    ((1990, 1, 1), (2012, 7, 1), (2012, 7, 1), []),
    ((1990, 1, 1), (2012, 7, 1), (2012, 6, 30), ["check.dates_out_of_order"]),
    ((2013, 1, 1), (2012, 7, 1), (2012, 8, 1), ["check.dates_out_of_order"]),
    ((1990, 1, 1), (2012, 7, 1), (2026, 11, 20), []),
    ((1990, 1, 1), (2012, 7, 1), (2026, 11, 21), ["check.date_in_future"]),
]


@pytest.mark.parametrize(("born", "degree", "title", "codes"), ORDERS)
def test_days_follow_each_other(
    born: tuple[int, int, int],
    degree: tuple[int, int, int],
    title: tuple[int, int, int],
    codes: list[str],
) -> None:
    steps = [
        LifeStep("出生", date(*born)),
        LifeStep("学位取得", date(*degree)),
        LifeStep("现职称取得", date(*title)),
    ]
    assert [one.code for one in in_order(steps, TODAY)] == codes
