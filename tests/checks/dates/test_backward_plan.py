"""The backward plan: every step fits before the deadline, holidays and make-up days counted."""

from datetime import date

import pytest

from tests.tables import rows_beside
from zcdesk.checks.dates.plan import PlanStep, backward_plan, plan_rows
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.workdays import built_in_workdays
from zcdesk.wording import codes

TABLES = rows_beside(__file__)

REGION = load_notice("region-senior-2024")
EARLY = date(2024, 8, 1)


def plan_of(notice: str, today: date = EARLY) -> tuple[PlanStep, ...]:
    return backward_plan(load_notice(notice), {}, today)


LAST_DAYS = TABLES["last_days"]


@pytest.mark.parametrize(("notice", "step", "begin", "end"), LAST_DAYS)
def test_the_last_sensible_days_of_a_step(
    notice: str, step: str, begin: tuple[int, int], end: tuple[int, int]
) -> None:
    (found,) = [one for one in plan_of(notice) if one.id == step]
    assert ((found.begin.month, found.begin.day), (found.end.month, found.end.day)) == (begin, end)


@pytest.mark.parametrize("notice", ["etdz-2024", "hotan-private-2025", "miit-2019",
                                    "region-senior-2024", "urumqi-private-2025"])  # fmt: skip
def test_a_posting_of_the_plan_has_the_days_that_the_notice_asks(notice: str) -> None:
    (posting,) = [one for one in plan_of(notice) if one.id == "posting"]
    (term,) = load_notice(notice).terms
    assert built_in_workdays().between(posting.begin, posting.end).count == term.workdays
    assert (posting.reckoned, posting.source) == (False, term)


def test_a_longer_posting_in_the_profile_begins_earlier() -> None:
    longer = tuple(term.model_copy(update={"workdays": 7}) for term in REGION.terms)
    plan = backward_plan(REGION.model_copy(update={"terms": longer}), {}, EARLY)
    (posting,) = [one for one in plan if one.id == "posting"]
    assert posting.begin == date(2024, 9, 14)


def test_every_step_but_the_notices_own_says_that_it_is_reckoned() -> None:
    assert {one.id for one in plan_of("region-senior-2024") if not one.reckoned} == {
        "deadline",
        "posting",
    }
    assert "程序的估计" in plan_rows(plan_of("region-senior-2024"))[0][3]


def test_a_supervising_unit_that_has_nothing_to_write_has_no_step() -> None:
    assert "supervising_unit" not in [one.id for one in plan_of("hotan-private-2025")]
    without = load_notice("etdz-2024")
    plan = backward_plan(without, {"supervising_unit": "no"}, EARLY)
    assert "supervising_unit" not in [one.id for one in plan]


@pytest.mark.parametrize(("today", "late"), [(date(2024, 9, 18), False), (date(2024, 9, 19), True)])
def test_the_plan_says_when_it_is_late(today: date, late: bool) -> None:
    plan = backward_plan(REGION, {}, today)
    assert any(step.late for step in plan) is late
    assert any("已经晚了" in row[3] for row in plan_rows(plan)) is late


def test_years_that_the_calendar_does_not_know_are_told() -> None:
    later = [one.model_copy(update={"end": date(2044, 10, 10)}) for one in REGION.windows[:1]]
    rows = plan_rows(backward_plan(REGION.model_copy(update={"windows": later}), {}, EARLY))
    assert any("没有 2044 年的放假安排" in row[3] for row in rows)


def test_the_plan_ends_with_the_applicants_own_window() -> None:
    committee_first = (REGION.windows[1], REGION.windows[0])
    plan = backward_plan(REGION.model_copy(update={"windows": committee_first}), {}, EARLY)
    assert plan[-1].end == date(2024, 10, 10)


def test_without_a_last_day_there_is_no_plan() -> None:
    open_end = tuple(one.model_copy(update={"end": None}) for one in REGION.windows)
    plan = backward_plan(REGION.model_copy(update={"windows": open_end}), {}, EARLY)
    assert plan == ()


def test_a_row_is_ready_for_printing() -> None:
    rows = plan_rows(plan_of("region-senior-2024"))
    assert rows[1][:3] == ("2024-09-19 – 2024-09-25", "公示（不少于 5 个工作日）", "用人单位")
    assert rows[-1][:3] == ("2024-10-10", "申报截止", "申报人")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_has_a_sentence(language: str) -> None:
    plan = plan_of("region-senior-2024")
    assert {f"check.plan_{step.id}" for step in plan} <= codes(language)
    assert len(plan_rows(plan)) == 8
