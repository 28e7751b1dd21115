"""Deadlines run in Beijing time, are told with the hours left, and say when they have passed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.checks.making_cases import NOTICE, case_of
from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.checks.dates.returns import returns
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import Deadline, Evaluation
from zcdesk.notices.files.loading import load_notice
from zcdesk.quantities.moments import BEIJING

TABLES = rows_beside(__file__)


def at(moment: date | datetime, **facts: str) -> Evaluation:
    return evaluate(NOTICE, case_of(**facts), moment)


def deadline(evaluation: Evaluation, what: str) -> Deadline:
    return next(one for one in evaluation.deadlines if one.what == what)


def codes(evaluation: Evaluation) -> list[str]:
    return [finding.code for finding in evaluation.findings]


def test_the_application_ends_with_the_last_day_in_beijing() -> None:
    end = deadline(at(date(2024, 10, 10)), "申报")
    assert end.at.isoformat() == "2024-10-10T23:59:59+08:00"
    assert end.hours_left == pytest.approx(24, abs=0.1)
    assert end.rule == "region-senior-2024/三-b"


@pytest.mark.parametrize("moment", [
    datetime(2024, 10, 10, 4, 0, tzinfo=UTC),
    datetime(2024, 10, 10, 12, 0),
    datetime(2024, 10, 10, 12, 0, tzinfo=BEIJING),
    datetime(2024, 10, 9, 20, 0, tzinfo=timezone(timedelta(hours=-8))),
])  # fmt: skip
def test_the_hours_left_do_not_depend_on_the_computers_time_zone(moment: datetime) -> None:
    assert deadline(at(moment), "申报").hours_left == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize(("moment", "over"), [
    (datetime(2024, 10, 10, 23, 59, 59), False),
    (datetime(2024, 10, 11, 0, 0, 0), True),
])  # fmt: skip
def test_the_window_is_over_with_the_first_moment_of_the_next_day(
    moment: datetime, over: bool
) -> None:
    assert ("check.window_over" in codes(at(moment))) is over


def test_a_window_that_is_over_shows_what_the_notice_threatens() -> None:
    found = next(f for f in at(date(2024, 10, 12)).findings if f.code == "check.window_over")
    assert (found.rule, "逾期不予受理" in found.quote) == ("region-senior-2024/三-e", True)


def test_the_start_with_the_slip_of_the_pen_is_shown_as_printed_and_never_counted() -> None:
    evaluation = at(date(2024, 8, 1))
    found = next(f for f in evaluation.findings if f.code == "check.start_unclear")
    assert "8月2308日" in found.wording().message
    assert "8月2308日" in found.quote
    assert [one.what for one in evaluation.deadlines] == ["申报", "审核材料", "缴费"]


@pytest.mark.parametrize(("year", "warned"), [(2024, False), (2025, True), (2026, True)])
def test_a_notice_of_another_year_warns(year: int, warned: bool) -> None:
    assert ("check.other_year" in codes(at(date(year, 9, 20)))) is warned


ROUNDS = [
    ("第 1 次修改", {"first_returned_at": "2024-10-12 09:30"}, "2024-10-14T09:30:00+08:00"),
    ("第 2 次修改", {"second_returned_at": "2024-10-15T18:00"}, "2024-10-16T18:00:00+08:00"),
    ("第 1 次修改", {"first_returned_at": "2024-10-12T01:30Z"}, "2024-10-14T09:30:00+08:00"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "facts", "end"), ROUNDS)
def test_the_first_return_leaves_48_hours_and_the_second_24(
    what: str, facts: dict[str, str], end: str
) -> None:
    assert deadline(at(date(2024, 10, 13), **facts), what).at.isoformat() == end


def test_a_round_that_is_over_shows_the_consequence() -> None:
    evaluation = at(datetime(2024, 10, 14, 9, 31), first_returned_at="2024-10-12 09:30")
    found = next(f for f in evaluation.findings if f.code == "check.round_over")
    assert found.quote == "逾期未重新上报的，视为自动放弃"
    early = at(datetime(2024, 10, 14, 9, 29), first_returned_at="2024-10-12 09:30")
    assert "check.round_over" not in codes(early)


@pytest.mark.parametrize(("series", "level", "code"), TABLES["defence"])
def test_a_defence_is_required_of_full_seniors_and_not_stated_for_others(
    series: str, level: str, code: str
) -> None:
    assert code in codes(at(date(2024, 9, 20), series=series, level=level))


@pytest.mark.parametrize(("facts", "code"), TABLES["eligibility"])
def test_who_is_outside_the_notice_is_told_in_its_words(facts: dict[str, str], code: str) -> None:
    told = codes(at(date(2024, 9, 20), **facts))
    found = [one for one in told if one.startswith(("check.eligibility_o", "check.eligibility_u"))]
    assert found == ([code] if code else [])
    severities = {one.code: one.severity for one in at(date(2024, 9, 20), **facts).findings}
    assert not code or severities[code] == "warning"


def test_a_changed_number_in_the_profile_changes_the_deadline() -> None:
    corrections = NOTICE.corrections
    assert not isinstance(corrections, str)
    shorter = tuple(one.model_copy(update={"hours": 12}) for one in corrections.rounds)
    changed = NOTICE.model_copy(
        update={"corrections": corrections.model_copy(update={"rounds": shorter})}
    )
    case = replace(case_of(first_returned_at="2024-10-12 09:30"))
    evaluation = evaluate(changed, case, date(2024, 10, 12))
    assert deadline(evaluation, "第 1 次修改").at.isoformat() == "2024-10-12T21:30:00+08:00"


@pytest.mark.parametrize(("start", "end", "code"), TABLES["postings"])
def test_a_posting_lasts_five_working_days(start: str, end: str, code: str) -> None:
    evaluation = at(date(2024, 9, 20), posting_start=start, posting_end=end)
    assert code in codes(evaluation)
    found = next(finding for finding in evaluation.findings if finding.code == code)
    assert found.rule == "region-senior-2024/四(二)-b"


def test_a_posting_without_its_dates_is_not_judged() -> None:
    told = codes(at(date(2024, 9, 20), posting_start="2024-09-02"))
    assert not [code for code in told if code.startswith("check.term")]


@pytest.mark.parametrize(
    ("notice_id", "count", "level", "used", "left", "uncounted"), TABLES["returns"]
)
def test_returns_are_counted_as_the_notice_counts_them(
    notice_id: str, count: int, level: str, used: int, left: int, uncounted: int
) -> None:
    names = ["first_returned_at", "second_returned_at"][:count]
    facts = dict.fromkeys(names, "2024-10-12 09:30")
    if level:
        facts[f"returned_by.{names[-1]}"] = level
    told = Case(notice_id, Applicant("张伟", "某某公司"), frozenset(), facts=tuple(facts.items()))
    found = returns(load_notice(notice_id), told)
    assert found
    assert (found.used, found.left, found.uncounted) == (used, left, uncounted)


def test_what_is_left_is_told_once_something_came_back() -> None:
    assert "check.returns_left" not in codes(at(date(2024, 10, 13)))
    told = at(date(2024, 10, 13), first_returned_at="2024-10-12 09:30").findings
    (found,) = [one for one in told if one.code == "check.returns_left"]
    assert "（修改，含正在改的这一次）已用 1 次，上限 2 次，还剩 1 次" in found.wording().message
    level = {"returned_by.first_returned_at": "employer"}
    other = at(date(2024, 10, 13), first_returned_at="2024-10-12 09:30", **level)
    assert "check.return_level" in codes(other)


def test_a_notice_without_a_limit_counts_nothing() -> None:
    nobody = Case("urumqi-private-2025", Applicant("张伟", "某某公司"), frozenset())
    assert returns(load_notice("urumqi-private-2025"), nobody) is None


def test_every_finding_says_whose_turn_it_is() -> None:
    found = at(date(2024, 10, 13)).findings
    assert all(one.who for one in found)
    turns = {one.slot: one.who for one in found}
    assert turns["posting"] == ("employer",)
    assert turns["diploma"] == ("applicant",)
