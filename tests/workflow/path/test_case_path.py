"""The path of a case: its stops and counts, what comes next, what was done, the time left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.making_cases import NOTICE, ORDINARY, answered, doubtful, mask, prepared, waiting
from tests.given import there
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import deciding, following, noting
from zcdesk.cases.acts.arranging import move_pages, remove_pages, shift_page
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import confirm
from zcdesk.cases.acts.following import begin_round, mark_done, mark_submitted, record_delivery
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.stations import Station
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import State
from zcdesk.notices.clock import now
from zcdesk.notices.profile.slots import Who
from zcdesk.workflow.package.package_files import exported_last, holds_all, written
from zcdesk.workflow.path.case_path import CasePath, Deed, PathSituation, case_path, open_round
from zcdesk.workflow.path.history import History, What, change_between
from zcdesk.workflow.path.stops import Count, Measure, Sign, Stop
from zcdesk.workflow.path.time_left import LEAST, TimeLeft, rounded
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.review.unsorted import Tray

SLOT = NOTICE.slots()[0].id
HER = Applicant("阿依古丽", "某某机械厂")


def made(*pages: CasePage, applicant: Applicant = HER, **changes: object) -> Case:
    """A case whose questions are all answered, with these pages."""
    case = Case(NOTICE.id, applicant, frozenset(), pages, tuple(ORDINARY.items()))
    return replace(case, **changes)  # type: ignore[arg-type]


def path_of(case: Case, **known: object) -> CasePath:
    """The path of a case as the window works it out."""
    overview = Overview(case, NOTICE)
    evaluation = evaluate(NOTICE, case, now())
    proposals = Tray().proposals(overview)
    return case_path(PathSituation(overview, evaluation, proposals, **known))  # type: ignore[arg-type]


def whole(case: Case) -> bool:
    """Tell whether the packages of a case hold all of it."""
    overview = Overview(case, NOTICE)
    return holds_all(overview, written(overview, case.deliveries))


def confirmed(case: Case) -> Case:
    for page in case.pages:
        case = confirm(case, page.number)
    return case


def test_the_seven_stops_always_stand_in_their_order() -> None:
    for case in (made(), made(prepared(1, SLOT)), made(applicant=Applicant("", ""))):
        assert [one.stop for one in path_of(case).stops] == list(Stop)


def test_each_step_leads_to_the_next_as_the_case_grows() -> None:
    nameless = made(applicant=Applicant("", ""))
    assert path_of(nameless).step.deed is Deed.WRITE_WORDS
    assert path_of(made()).step.deed is Deed.TAKE_IN
    loose = made(waiting(1, ""), prepared(2, SLOT))
    reading = path_of(loose).step
    assert (reading.deed, reading.number, reading.total) == (Deed.READ, 1, 2)
    by_hand = path_of(made(waiting(1, ""), prepared(4, ""))).step
    assert (by_hand.deed, by_hand.page, by_hand.place) == (Deed.SORT_BY_HAND, 4, 4)
    assert path_of(loose, stopped=True).step.deed is Deed.SORT_BY_HAND
    assert path_of(replace(loose, facts=())).step.deed is Deed.ANSWER  # while pages are read
    unread = made(answered(prepared(1, SLOT), Answer.NO))
    assert path_of(unread).step.deed is Deed.REVIEW
    done = confirmed(unread)
    assert path_of(replace(done, facts=())).step.deed is Deed.ANSWER
    missing = path_of(done).step
    assert missing.deed is Deed.ADD_MISSING
    state = evaluate(NOTICE, done, now()).slot(missing.slot).state
    assert state is State.MISSING
    assert path_of(loose, organisations=2).step.deed is Deed.READ
    assert path_of(done, organisations=2).step.deed is Deed.TELL_ORGANISATIONS


def test_what_is_next_is_always_done_at_one_of_the_stops() -> None:
    for deed in Deed:
        assert replace(path_of(made()).step, deed=deed).stop in set(Stop)


def test_the_first_stop_counts_questions_and_waits_for_the_route_and_organisations_too() -> None:
    case = made()
    asked = len(ORDINARY) - 1  # one of them has a single possible answer
    chosen = replace(case, route=Route.COVERED)
    for sign, fill in (
        (Sign.NEEDS_PERSON, path_of(case)),
        (Sign.DONE, path_of(chosen)),
        (Sign.NEEDS_PERSON, path_of(chosen, organisations=1)),
    ):
        state = fill.of(Stop.FILL)
        assert (state.sign, state.count) == (sign, Count(Measure.PART, asked, asked))
    one_open = replace(chosen, facts=chosen.facts[1:])
    assert path_of(one_open).of(Stop.FILL).count == Count(Measure.PART, asked - 1, asked)


def test_a_stop_says_nothing_is_done_before_anybody_knows() -> None:
    signs = {one.sign for one in path_of(made()).stops if one.stop is not Stop.FILL}
    assert signs <= {Sign.OPEN, Sign.NEEDS_PERSON}
    loose = path_of(made(waiting(1, "")))
    assert loose.of(Stop.MATERIALS).sign is Sign.OPEN  # what it is, nobody knows yet
    assert loose.of(Stop.SORT).count == Count(Measure.UNSORTED, 1)
    assert loose.of(Stop.EXPORT).sign is Sign.OPEN


def test_reading_and_taking_in_are_counted_at_their_stops() -> None:
    reading = made(waiting(1, SLOT), prepared(2, SLOT), prepared(3, SLOT))
    assert path_of(reading).of(Stop.REVIEW).count == Count(Measure.READING, 2, 3)
    stopped = path_of(reading, stopped=True).of(Stop.REVIEW)
    assert stopped.count == Count(Measure.LEFT, 3)
    taking = path_of(reading, taking_in=(12, 18)).of(Stop.MATERIALS)
    assert taking.count == Count(Measure.TAKEN_IN, 12, 18)
    assert path_of(made(doubtful(1, SLOT))).of(Stop.REVIEW).count == Count(Measure.LEFT, 1)


def test_an_export_is_done_only_while_the_case_stands_as_it_was_written_out() -> None:
    case = confirmed(made(answered(prepared(1, SLOT), Answer.NO)))
    sent = Delivery(now(), DeliveryKind.COVERED, (DeliveredFile("a/001.jpg", "0", SLOT, 1),))
    out = record_delivery(case, sent)
    assert whole(out)
    assert not whole(case)
    two = confirmed(made(*out.pages, answered(prepared(2, SLOT), Answer.NO)))
    two = replace(two, deliveries=out.deliveries)
    assert not whole(two)
    half = path_of(two, written=1).of(Stop.EXPORT)
    assert half.count == Count(Measure.PARTLY_EXPORTED, 1, 2)
    joined = replace(two, limits=(FileLimit(SLOT, most_pictures=1),))
    assert whole(joined)  # both pages stand in the one picture
    other = Delivery(now(), DeliveryKind.COVERED, (DeliveredFile("a/002.jpg", "1", SLOT, 2),))
    assert whole(record_delivery(two, other))  # written one after the other
    assert path_of(out, exported=True, written=1).of(Stop.EXPORT).sign is Sign.DONE
    changed = path_of(out).of(Stop.EXPORT)
    assert changed.sign is Sign.NEEDS_PERSON
    assert changed.count == Count(Measure.CHANGED_SINCE)
    assert path_of(case).of(Stop.EXPORT).sign is Sign.OPEN


@pytest.mark.parametrize(
    ("acts", "packages"),
    [
        ("CONFIRM DELIVER TICK SUBMIT", 1),
        ("DELIVER CONFIRM DELIVER SUBMIT DELIVER", 2),
        ("DELIVER DECIDE_PLACE CONFIRM", 0),
        ("SUBMIT", 0),
        ("CONFIRM DELIVER_EARLIER", 0),
    ],
)
def test_packages_since_the_last_change_are_counted(acts: str, packages: int) -> None:
    assert exported_last([ActCode[act] for act in acts.split()]) == packages


def test_a_package_of_the_case_as_it_was_is_to_be_written_again() -> None:
    only = made(answered(prepared(1, SLOT), Answer.NO), route=Route.COVERED)
    case = confirmed(only)
    overview = Overview(record_delivery(case, Delivery(now(), DeliveryKind.COVERED)), NOTICE)
    evaluation = replace(evaluate(NOTICE, case, now()), sections=(), findings=())
    never = PathSituation(Overview(case, NOTICE), evaluation)
    old = replace(never, overview=overview)
    now_out = replace(old, exported=True, written=1)
    deeds = [case_path(situation).step.deed for situation in (old, now_out, never)]
    assert deeds == [Deed.EXPORT_AGAIN, Deed.UPLOAD, Deed.CHECK]


def test_a_return_is_under_way_until_something_is_handed_in_after_it() -> None:
    case = made(answered(prepared(1, SLOT), Answer.NO))
    assert open_round(NOTICE, case) is None
    back = Round(now(), Who.REVIEW_COMMITTEE, "x", (ToDo("a", slot=SLOT), ToDo("b")))
    returned = begin_round(case, back)
    under_way = there(open_round(NOTICE, returned))
    assert under_way.end == back.at + timedelta(hours=48)
    assert under_way.left(back.at + timedelta(minutes=48)) == timedelta(hours=47, minutes=12)
    assert under_way.left(back.at + timedelta(days=9)) == timedelta()
    sent = Delivery(back.at, DeliveryKind.CHANGES)
    answered_it = mark_submitted(record_delivery(returned, sent), 0, back.at + timedelta(hours=3))
    assert open_round(NOTICE, answered_it) is None
    by_employer = begin_round(case, replace(back, level=Who.EMPLOYER))
    assert there(open_round(NOTICE, by_employer)).end is None


def test_in_a_return_the_stops_count_what_it_asks_and_its_items_come_next() -> None:
    case = confirmed(made(answered(prepared(1, SLOT), Answer.NO)))
    back = Round(now(), Who.REVIEW_COMMITTEE, "x", (ToDo("a", slot=SLOT), ToDo("b")))
    path = path_of(begin_round(case, back))
    assert path.step.deed is Deed.MEND
    assert path.of(Stop.MATERIALS).count == Count(Measure.PART, 0, 2)
    assert path.of(Stop.EXPORT).count == Count(Measure.ONLY_CHANGES)
    half = path_of(mark_done(begin_round(case, back), 0, 0))
    assert half.of(Stop.MATERIALS).count == Count(Measure.PART, 1, 2)
    assert half.of(Stop.AFTER).count == Count(Measure.TO_DO, 1)
    done = path_of(mark_done(mark_done(begin_round(case, back), 0, 0), 0, 1))
    assert done.of(Stop.MATERIALS).sign is Sign.DONE
    assert done.step.deed is not Deed.MEND


FIRST, SECOND = (slot.id for slot in NOTICE.slots()[:2])
PAGES = (answered(prepared(4, FIRST), Answer.NO), doubtful(7, FIRST), prepared(9, SECOND))
CASE = Case(NOTICE.id, HER, frozenset({Target.NAME}), PAGES)
RENAMED = replace(HER, employer="某某电厂")
SENT = following.record_delivery(CASE, Delivery(now(), DeliveryKind.COVERED))
BACK = following.begin_round(CASE, Round(now(), Who.EMPLOYER, "x"))

Act = Callable[[Case], Case]

WAIVED = Waiver("check.photocopy", "x", now(), slot=SECOND)
MATERIALS, FILL, REVIEW, AFTER = Stop.MATERIALS, Stop.FILL, Stop.REVIEW, Stop.AFTER
ACTS: dict[What, tuple[Act, Stop, tuple[int, ...], str]] = {
    What.CONFIRMED: (lambda c: confirm(c, 4), REVIEW, (4,), FIRST),
    What.DECIDED: (lambda c: deciding.decide(c, 7, 0, Decision.LEAVE), REVIEW, (7,), FIRST),
    What.DREW: (lambda c: deciding.draw(c, 9, mask(Target.NAME)), REVIEW, (9,), SECOND),
    What.ANSWERED_PAGE: (lambda c: deciding.answer(c, 9, Answer.YES), REVIEW, (9,), SECOND),
    What.LAID: (lambda c: turn_page(c, 4, 90), REVIEW, (4,), FIRST),
    What.CLASSIFIED: (lambda c: c.with_page(replace(PAGES[2], kind="a")), REVIEW, (9,), SECOND),
    What.ADDED: (lambda c: with_pages(c, *PAGES, prepared(10, SECOND)), MATERIALS, (10,), SECOND),
    What.REMOVED: (lambda c: remove_pages(c, [7]), MATERIALS, (7,), FIRST),
    What.EXCHANGED: (
        lambda c: with_pages(c, *PAGES[:2], prepared(11, SECOND)), MATERIALS, (11,), SECOND,
    ),
    What.SORTED: (lambda c: move_pages(c, NOTICE, [4], SECOND), Stop.SORT, (4,), SECOND),
    What.ORDERED: (lambda c: shift_page(c, 7, -1), MATERIALS, (4, 7), FIRST),
    What.WORDS: (lambda c: deciding.rename_applicant(c, RENAMED), FILL, (), ""),
    What.ANSWERS: (lambda c: noting.answer_questions(c, {"degree": "yes"}), FILL, (), "degree"),
    What.TEXT: (lambda c: noting.write_text(c, "resume", "字"), MATERIALS, (), "resume"),
    What.NOT_APPLICABLE: (
        lambda c: noting.mark_not_applicable(c, SECOND, "没有"), MATERIALS, (), SECOND,
    ),
    What.LET_STAND: (lambda c: noting.waive(c, WAIVED), Stop.CHECK, (), SECOND),
    What.ROUTE: (lambda c: noting.choose_route(c, Route.COVERED), FILL, (), ""),
    What.LIMIT: (lambda c: noting.limit_files(c, FileLimit(SECOND, 500)), MATERIALS, (), SECOND),
    What.RETURNED: (lambda c: begin_round(c, BACK.rounds[0]), AFTER, (), ""),
    What.EXPORTED: (lambda c: record_delivery(c, SENT.deliveries[0]), Stop.EXPORT, (), ""),
    What.SUBMITTED: (lambda c: mark_submitted(c, 0, now()), AFTER, (), ""),
    What.STATION: (lambda c: following.reach_station(c, Station("fee", now())), AFTER, (), ""),
    What.TICKED: (lambda c: following.tick(c, "001.jpg"), AFTER, (), ""),
}  # fmt: skip


def with_pages(case: Case, *pages: CasePage) -> Case:
    return replace(case, pages=pages)


@pytest.mark.parametrize("what", ACTS)
def test_an_act_is_called_by_what_it_did_and_where(what: What) -> None:
    act, stop, pages, part = ACTS[what]
    before = SENT if what is What.SUBMITTED else CASE
    found = change_between(before, act(before))
    assert (found.what, found.stop, set(found.pages)) == (what, stop, set(pages))
    assert (found.place, found.part) == ((found.pages or (0,))[0], part)


def test_a_page_that_was_decided_and_confirmed_with_one_key_was_confirmed() -> None:
    both = confirm(deciding.decide(CASE, 7, 0, Decision.COVER), 7)
    assert change_between(CASE, both).what is What.CONFIRMED


def test_every_act_has_its_name_but_what_is_left_over() -> None:
    assert set(What) - set(ACTS) == {What.MENDED, What.OTHER}
    item = following.begin_round(CASE, replace(BACK.rounds[0], items=()))
    changed = replace(item, rounds=(replace(item.rounds[0], words="y"),))
    assert change_between(item, changed).what is What.MENDED


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_what_joins_is_undone_and_redone_with_what_it_joins(joins: list[bool]) -> None:
    history = History(CASE)
    cases = [CASE]
    for number, joined in enumerate(joins):
        cases.append(replace(CASE, facts=((f"fact{number}", "1"),)))
        history.push(cases[-1], joins=joined and number > 0)
    starts = [number for number, joined in enumerate(joins) if not joined or number == 0]
    for start in reversed(starts):
        while history.undo():
            pass
        assert history.case is cases[start]
    assert not history.can_undo
    for end in (*starts[1:], len(joins)):
        while history.redo():
            pass
        assert history.case is cases[end]
    assert not history.can_redo


def watched(paces: list[float], total: int) -> list[float | None]:
    """Return what is told after each step, when steps take ``paces`` seconds."""
    watch, now, told = TimeLeft(), 100.0, []
    watch.note(0, now)
    for done, pace in enumerate(paces, start=1):
        now += pace
        watch.note(done, now)
        told.append(watch.seconds(total, now))
    return told


def test_nothing_is_told_before_five_steps_and_an_even_pace_is_told_exactly() -> None:
    told = watched([2.0] * 10, 30)
    assert told[: LEAST - 1] == [None] * (LEAST - 1)
    assert told[LEAST - 1 :] == pytest.approx([2.0 * (30 - done) for done in range(LEAST, 11)])


@given(st.lists(st.floats(0.05, 30.0), min_size=LEAST, max_size=60), st.integers(0, 400))
def test_the_rest_lies_between_fastest_and_slowest_pace(paces: list[float], more: int) -> None:
    told = there(watched(paces, len(paces) + more)[-1])
    latest = paces[-20:]
    assert min(latest) * more - 1e-3 <= told <= max(latest) * more + 1e-3


def test_an_early_slow_start_is_forgotten() -> None:
    told = watched([60.0] * 3 + [1.0] * 30, 43)[-1]
    assert told == pytest.approx(10.0)


def test_a_step_that_hangs_makes_the_rest_longer() -> None:
    watch = TimeLeft()
    for done in range(8):
        watch.note(done, done * 2.0)
    quick, later, hanging = (there(watch.seconds(10, 14.0 + s)) for s in (0.0, 1.0, 60.0))
    assert later < quick < hanging


def test_a_stop_counts_as_no_work_and_another_walk_begins_anew() -> None:
    watch = TimeLeft()
    for done in range(8):
        watch.note(done, done * 1.0)
    watch.rest()
    watch.note(8, 1000.0)
    assert watch.seconds(20, 1000.0) is None
    for done in range(9, 14):
        watch.note(done, 1000.0 + done - 8)
    assert watch.seconds(20, 1005.0) == pytest.approx(7.0)
    watch.note(0, 2000.0)
    assert watch.seconds(20, 2000.0) is None


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, (10, False)), (14, (10, False)), (26, (30, False)), (89, (90, False)),
     (90, (2, True)), (130, (2, True)), (3000, (50, True))],
)  # fmt: skip
def test_a_time_is_said_in_tens_or_in_minutes(seconds: float, told: tuple[int, bool]) -> None:
    assert rounded(seconds) == told
