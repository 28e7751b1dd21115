"""A return becomes terms in the notice's own counting and a list of things to do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.following import begin_round, record_delivery
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import Delivery, DeliveryKind
from zcdesk.cases.rounds import Round
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.return_words import read_return
from zcdesk.checks.dates.returns import Returns, RoundCount, returns, round_count, round_terms
from zcdesk.checks.evaluating import evaluate
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile import Corrections
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING

TABLES = rows_beside(__file__)

AT = datetime(2024, 10, 12, 9, 30, tzinfo=BEIJING)
PAGES = (
    CasePage(1, "id_card", "a.jpg"),
    CasePage(2, "diploma", "b.jpg"),
    CasePage(3, "diploma", "c.jpg"),
    CasePage(4, "ce_public", "d.jpg"),
)


def case(notice: str, *rounds: Round) -> Case:
    told = Case(notice, Applicant("张伟", "某某有限公司"), frozenset(), PAGES)
    for one in rounds:
        told = begin_round(told, one)
    return told


def counted(told: Case) -> Returns:
    found = returns(load_notice(told.notice), told)
    assert found is not None
    return found


def back(day: int = 0, level: Who = Who.REVIEW_COMMITTEE, words: str = "") -> Round:
    return Round(AT + timedelta(days=day), level, words)


@pytest.mark.parametrize(("notice", "count", "ends"), TABLES["terms"])
def test_each_notice_counts_its_own_term(notice: str, count: int, ends: tuple[str, ...]) -> None:
    told = case(notice, *(back(10 * place) for place in range(count)))
    terms = round_terms(load_notice(notice), told)
    assert tuple(f"{one.end:%Y-%m-%d %H:%M}" for one in terms) == ends


def test_a_term_in_days_shows_all_three_readings_and_reminds_of_the_earliest() -> None:
    (term,) = round_terms(load_notice("hotan-private-2025"), case("hotan-private-2025", back()))
    assert {name: f"{end:%d %H:%M}" for name, end in term.readings} == {
        "hours": "14 09:30", "days_after": "14 23:59", "days_with": "13 23:59",
    }  # fmt: skip
    assert term.end == min(end for _, end in term.readings)


@pytest.mark.parametrize("level", [Who.REVIEW_COMMITTEE, Who.EMPLOYER])
def test_one_day_is_a_whole_day_whoever_says_so(level: Who) -> None:
    notice = load_notice("region-senior-2024")
    assert isinstance(notice.corrections, Corrections)
    rounds = [
        one.model_copy(update={"hours": None, "days": 1}) for one in notice.corrections.rounds
    ]
    changed = notice.corrections.model_copy(update={"rounds": tuple(rounds)})
    late = replace(back(level=level, words="请于1天内改好"), at=AT.replace(hour=21, minute=12))
    (term,) = round_terms(notice.model_copy(update={"corrections": changed}), case(notice.id, late))
    assert term.left(late.at) == timedelta(days=1)


def test_a_return_by_the_employer_uses_nothing_up_and_has_no_term() -> None:
    told = case("etdz-2024", back(level=Who.EMPLOYER))
    notice = load_notice("etdz-2024")
    assert round_terms(notice, told) == ()
    found = counted(told)
    assert (found.used, found.left, found.uncounted) == (0, 3, 1)


@pytest.mark.parametrize(("notice", "count", "left"), TABLES["left"])
def test_what_is_left_is_counted_in_the_notices_own_unit(
    notice: str, count: int, left: int
) -> None:
    told = case(notice, *map(back, range(count)))
    found = counted(told)
    assert found.left == left


@pytest.mark.parametrize(("count", "warned"), [(1, False), (2, True), (3, False)])
def test_the_last_time_is_warned_of_before(count: int, warned: bool) -> None:
    told = case("etdz-2024", *map(back, range(count)))
    found = evaluate(load_notice("etdz-2024"), told, AT).findings
    assert ("check.last_chance" in {one.code for one in found}) == warned


LAST = [("etdz-2024", 3), ("region-senior-2024", 2), ("hotan-private-2025", 2), ("miit-2019", 2)]


@pytest.mark.parametrize(("notice", "last"), LAST)
def test_the_return_after_which_one_time_is_left_is_told_by_the_notices_own_limit(
    notice: str, last: int
) -> None:
    for count in range(last + 2):
        found = counted(case(notice, *map(back, range(count))))
        assert found.last_time == (count == last)
    employers = [back(day, Who.EMPLOYER) for day in range(last)]
    assert not counted(case(notice, *employers)).last_time


@pytest.mark.parametrize(("notice", "last"), LAST)
def test_a_round_is_told_with_how_many_its_notice_allows(notice: str, last: int) -> None:
    for number in range(1, last + 1):
        told = case(notice, back(-1, Who.EMPLOYER), *map(back, range(number)))
        assert round_count(load_notice(notice), told) == RoundCount(number, last)
    beyond = case(notice, *map(back, range(last + 1)))
    assert round_count(load_notice(notice), beyond) == RoundCount(last + 1)
    uncounted = case(notice, back(), back(1, Who.EMPLOYER))
    assert round_count(load_notice(notice), uncounted) == RoundCount(2)


def test_without_a_limit_a_round_is_told_by_its_number_alone() -> None:
    told = case("urumqi-private-2025", back(), back(1))
    assert round_count(load_notice("urumqi-private-2025"), told) == RoundCount(2)


@pytest.mark.parametrize(("returned", "handed_in", "used"), TABLES["handed_in"])
def test_what_was_handed_in_is_counted_where_the_notice_counts_submissions(
    returned: tuple[int, ...], handed_in: tuple[int, ...], used: int
) -> None:
    told = handed(case("miit-2019", *map(back, returned)), *handed_in)
    found = counted(told)
    assert found.used == used


def test_what_the_employer_sent_back_never_reached_those_who_count() -> None:
    told = handed(case("miit-2019", back(0, Who.EMPLOYER)), -9, 1)
    found = counted(told)
    assert (found.used, found.uncounted) == (1, 1)


def handed(told: Case, *days: int) -> Case:
    """A case whose packages were handed in on ``days`` after the first return."""
    for day in days:
        at = AT + timedelta(days=day)
        told = record_delivery(told, Delivery(at, DeliveryKind.COVERED, submitted=at))
    return told


@pytest.mark.parametrize(("notice", "count", "words"), TABLES["over"])
def test_past_the_limit_the_notices_own_words_are_told_and_no_term_runs(
    notice: str, count: int, words: str
) -> None:
    told = case(notice, *map(back, range(count)))
    evaluation = evaluate(load_notice(notice), told, AT)
    over = [one for one in evaluation.findings if one.code.startswith("check.returns_over")]
    assert [words in one.wording().message for one in over] == [True] * bool(words)
    ends = {one.number for one in round_terms(load_notice(notice), told)}
    assert (count in ends) == (not words)
    limit = AT + timedelta(days=count - 1)
    later = [one for one in evaluation.deadlines if "修改" in one.what and one.at > limit]
    assert bool(later) == (not words)


def test_a_return_that_was_answered_in_time_runs_no_longer() -> None:
    notice = load_notice("region-senior-2024")
    told = handed(case("region-senior-2024", back()), 1)
    found = evaluate(notice, told, AT + timedelta(days=5))
    assert "check.round_over" not in {one.code for one in found.findings}
    assert not any("修改" in one.what for one in found.deadlines)
    late = handed(case("region-senior-2024", back()), 3)
    codes = {one.code for one in evaluate(notice, late, AT + timedelta(days=5)).findings}
    assert "check.round_over" in codes


def test_an_entered_return_starts_the_countdown_of_the_status() -> None:
    told = case("region-senior-2024", back())
    found = evaluate(load_notice("region-senior-2024"), told, AT + timedelta(hours=10)).deadlines
    assert any(one.at == AT + timedelta(hours=48) and one.hours_left == 38.0 for one in found)


@pytest.mark.parametrize(("words", "slot", "page"), TABLES["mending"])
def test_a_reason_is_tied_to_its_slot_by_words(words: str, slot: str, page: int) -> None:
    notice = load_notice("region-senior-2024")
    (item,) = points_of(notice, case("region-senior-2024"), words).items
    assert (item.words, item.slot, item.page or 0) == (words, slot, page)
    assert not item.confirmed
    if slot:
        assert item.section == notice.section_of(slot).id


def test_the_name_of_a_section_alone_ties_a_reason_to_no_slot_of_it() -> None:
    (item,) = points_of(load_notice("miit-2019"), case("miit-2019"), "继续教育缺2015年").items
    assert (item.section, item.slot) == ("continuing_education", "")


def pieces(words: str) -> list[str]:
    told = case("region-senior-2024")
    return [one.words for one in read_return(words, told.applicant, lambda _: False).faults]


def test_a_return_is_cut_into_its_reasons() -> None:
    words = "1、身份证不清晰；2.学历证书缺页。\n（3）公示结果未盖章\n\n④总结超过3000字"
    assert pieces(words) == [
        "身份证不清晰", "学历证书缺页", "公示结果未盖章", "总结超过3000字",
    ]  # fmt: skip


def test_years_and_decimals_do_not_cut_a_reason() -> None:
    assert pieces("缺2021.2022年证书") == ["缺2021.2022年证书"]


def test_a_round_outlives_a_change_of_its_moment() -> None:
    told = case("region-senior-2024", back())
    later = replace(told.rounds[0], at=AT + timedelta(hours=1))
    changed = replace(told, rounds=(later,))
    (term,) = round_terms(load_notice("region-senior-2024"), changed)
    assert term.end == AT + timedelta(hours=49)
