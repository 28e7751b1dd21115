"""What a person notes about a case or how she lays a page is kept and can be undone."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cases.made import case, kept
from tests.checks.making_cases import NOTICE, case_of, prepared
from tests.given import there
from zcdesk.applicant import Applicant, Target
from zcdesk.batch.results.person_words import clerk_words
from zcdesk.batch.results.tasks import WhoseTask, tasks_of
from zcdesk.cases.acts import following, laying, noting, spelling
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import confirm, reviewed
from zcdesk.cases.acts.following import begin_round, mark_submitted, record_delivery, tick
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind, Tick
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.stations import Station
from zcdesk.cases.tables import rows
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.checks.evaluating import evaluate
from zcdesk.findings import info, warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.notices.making.comparing import ProfileCopy
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.page import Clarity, FoundLaying, Page, PageSource
from zcdesk.quantities.moments import BEIJING
from zcdesk.sorting.told import PageTold, ScriptSpelling
from zcdesk.wording import LANGUAGES, codes

NOW = datetime(2024, 9, 10, 15, 30, tzinfo=BEIJING)
LATER = NOW + timedelta(hours=30)
WAIVER = Waiver("check.seal_missing", "单位已撤销", NOW, "r/四", "diploma", 2, "张伟")
RETURNED = Round(
    NOW, Who.EMPLOYER, "毕业证不清楚；缺考核表", (ToDo("毕业证不清楚"), ToDo("缺考核表"))
)
RETURNED_LATER = replace(RETURNED, at=LATER + timedelta(hours=1))
PACKAGE = Delivery(
    NOW, DeliveryKind.COVERED, (DeliveredFile("03/001.jpg", "ab" * 32, "diploma", 1),)
)

ACTS: dict[str, Callable[[Case], Case]] = {
    "an answer": lambda c: noting.answer_questions(c, {"level": "", "series": "engineer"}),
    "a text": lambda c: noting.write_text(c, "work_summary", "第一段\n第二段 \U00020bb7"),
    "a waiver": lambda c: noting.waive(c, WAIVER),
    "a slot that does not apply": lambda c: noting.mark_not_applicable(c, "papers", "没有论文"),
    "a route": lambda c: noting.choose_route(c, Route.UNKNOWN),
    "a slot's route": lambda c: noting.choose_route(c, Route.INSIDE_PLATFORM, "diploma"),
    "a limit": lambda c: noting.limit_files(
        c, FileLimit("diploma", 300_000, 2000, 1, Arrangement.JOINED)
    ),
    "a profile": lambda c: noting.keep_profile(c, ProfileCopy("mine", "id: mine\n", "cd" * 32)),
    "a kind": lambda c: c.with_page(replace(c.page(2), kind="diploma")),
    "a note": lambda c: c.with_page(replace(c.page(1), note="复印件，原件在家")),
    "a slot of pages": lambda c: c.with_pages(replace(c.page(n), slot="papers") for n in (1, 3)),
    "a delivery": lambda c: record_delivery(c, PACKAGE),
    "a handing in": lambda c: mark_submitted(record_delivery(c, PACKAGE), 0, LATER),
    "a tick": lambda c: tick(c, "03/001.jpg", "ab" * 32),
    "a station": lambda c: following.reach_station(c, Station("accepted", NOW, "评委会已接收")),
    "a return": lambda c: begin_round(c, RETURNED_LATER),
    "a thing done": lambda c: following.mark_done(begin_round(c, RETURNED_LATER), 0, 1),
    "the applicant": lambda c: replace(c, applicant=Applicant("李明", "某厂")),
    "the targets": lambda c: replace(c, targets=frozenset({Target.SEAL})),
    "the order": lambda c: replace(c, pages=c.pages[::-1]),
}


def test_every_note_is_kept_and_can_be_undone_and_redone_after_a_restart(tmp_path: Path) -> None:
    states = [case()]
    with create_case(tmp_path / "a.zcase", states[0]) as stored:
        for act in ACTS.values():
            states.append(act(states[-1]))
            assert states[-1] != states[-2]
            stored.save(states[-1], ActCode.TEXT)
    with open_case(stored.path) as again:
        assert again.case == kept(states[-1], again.path)
        for state in states[-2::-1]:
            again.undo()
            assert again.case == kept(state, again.path)
    with open_case(stored.path) as again:
        for state in states[1:]:
            again.redo()
            assert again.case == kept(state, again.path)


def test_each_field_of_a_case_is_changed_by_some_act_above() -> None:
    """A new field that nobody stores would be noticed here."""
    before, now = case(), case()
    for act in ACTS.values():
        now = act(now)
    same = {one.name for one in fields(Case) if getattr(before, one.name) == getattr(now, one.name)}
    assert same == {"notice", "numbered", "exempt", "practice", "by_hand"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_a_name(language: str) -> None:
    assert {f"act.{code}" for code in ActCode} <= codes(language)


def test_a_waiver_needs_a_reason_and_there_is_one_for_each_finding() -> None:
    with pytest.raises(ValueError, match="reason"):
        noting.waive(case(), replace(WAIVER, reason="  "))
    twice = noting.waive(noting.waive(case(), WAIVER), replace(WAIVER, reason="已电话确认"))
    assert [one.reason for one in twice.waivers] == ["已电话确认"]
    assert twice.waiver_of("check.seal_missing", "r/四", "diploma", 2) == twice.waivers[0]
    assert twice.waiver_of("check.seal_missing", "r/四", "diploma", 3) is None


def test_a_slot_follows_the_case_until_it_has_a_route_of_its_own() -> None:
    chosen = noting.choose_route(
        noting.choose_route(case(), Route.COVERED), Route.INSIDE_PLATFORM, "papers"
    )
    assert chosen.route_of("diploma") is Route.COVERED
    assert chosen.route_of("papers") is Route.INSIDE_PLATFORM
    back = noting.choose_route(chosen, Route.NOT_ASKED, "papers")
    assert back.route_of("papers") is Route.COVERED
    assert case().route_of("papers") is Route.NOT_ASKED


def test_a_limit_of_all_slots_holds_where_a_slot_has_none() -> None:
    limited = noting.limit_files(
        noting.limit_files(case(), FileLimit(most_bytes=5)), FileLimit("papers", 3)
    )
    assert limited.limit_of("papers").most_bytes == 3
    assert limited.limit_of("diploma").most_bytes == 5
    assert noting.limit_files(limited, FileLimit("papers")).limit_of("papers").most_bytes == 5


def test_a_tick_stands_for_the_file_that_was_uploaded() -> None:
    ticked = tick(case(), "03/001.jpg", "ab" * 32)
    assert ticked.is_ticked("03/001.jpg", "ab" * 32)
    assert ticked.is_ticked("03/001.jpg")
    assert not ticked.is_ticked("03/001.jpg", "cd" * 32)
    assert tick(ticked, "03/001.jpg", ticked=False).ticks == ()
    assert tick(ticked, "03/001.jpg", "ef" * 32).ticks == (Tick("03/001.jpg", "ef" * 32),)


def test_rounds_and_stations_stand_in_the_order_of_time() -> None:
    earlier, later = replace(RETURNED, level=Who.REVIEW_COMMITTEE), replace(RETURNED, at=LATER)
    both = begin_round(begin_round(case(), later), earlier)
    assert [one.at for one in both.rounds] == [NOW, LATER]
    assert [one.level for one in both.rounds] == [Who.REVIEW_COMMITTEE, Who.EMPLOYER]
    assert following.remove_round(both, 0).rounds == both.rounds[1:]
    reached = following.reach_station(
        following.reach_station(case(), Station("b", LATER)), Station("a", NOW)
    )
    assert [one.id for one in reached.stations] == ["a", "b"]


def test_nothing_comes_back_before_it_was_handed_in() -> None:
    sent = mark_submitted(record_delivery(case(), PACKAGE), 0, NOW)
    early = replace(RETURNED, at=NOW - timedelta(minutes=1))
    with pytest.raises(following.ReturnTooEarlyError) as raised:
        begin_round(sent, early)
    assert raised.value.details == {"at": "2024-09-10 15:29", "handed": "2024-09-10 15:30"}
    assert begin_round(case(), early).rounds == (early,)  # handing in need not be noted
    back = begin_round(sent, replace(RETURNED, at=LATER))
    again = mark_submitted(record_delivery(back, PACKAGE), 1, LATER + timedelta(days=2))
    with pytest.raises(following.ReturnTooEarlyError):  # its clock would never run
        begin_round(again, replace(RETURNED, at=LATER + timedelta(days=1)))
    assert len(begin_round(again, replace(RETURNED, at=LATER + timedelta(days=3))).rounds) == 2
    noted_late = mark_submitted(record_delivery(sent, PACKAGE), 1, LATER)
    assert len(begin_round(noted_late, replace(RETURNED, at=NOW + timedelta(hours=1))).rounds) == 1


def test_things_to_do_are_done_one_by_one() -> None:
    made = begin_round(case(), RETURNED)
    sorted_out = following.change_item(
        made, 0, 0, replace(RETURNED.items[0], slot="diploma", confirmed=True)
    )
    done = following.mark_done(sorted_out, 0, 0)
    assert [one.done for one in done.rounds[0].items] == [True, False]
    assert done.rounds[0].items[0] == ToDo("毕业证不清楚", "", "diploma", None, True, True)
    with pytest.raises(IndexError):
        following.mark_done(made, 0, 2)


THEN = datetime(2024, 9, 1, tzinfo=UTC)
NAME, MISREAD, OTHER = "ئەكرەم سۇلايمان", "ئەكرەم سۈلايمان", "پاتىگۈل ئىمىن"
EMPLOYER = "خوتەن يول كۆۋرۈك شىركىتى"


def shown(*pages: tuple[Target, str]) -> Case:
    """A case whose pages each show one spelling."""
    made = [
        replace(
            prepared(number, "diploma", Target.NAME),
            told=PageTold(spellings=(ScriptSpelling(target, text, box(1, 2, 30, 4)),)),
        )
        for number, (target, text) in enumerate(pages, start=1)
    ]
    return case_of(*made)


def test_spellings_that_are_alike_are_one_question_as_most_pages_read_it() -> None:
    name = Target.NAME
    case = shown((name, MISREAD), (name, NAME), (name, NAME), (Target.EMPLOYER, EMPLOYER))
    first, second = spelling.proposed_spellings(case)
    assert (first.target, first.text) == (name, NAME)
    assert [page for page, _ in first.places] == [2, 3, 1]
    assert (second.target, second.text) == (Target.EMPLOYER, EMPLOYER)


def test_what_stands_on_most_pages_is_asked_first_and_nothing_once_a_word_was_told() -> None:
    case = shown((Target.NAME, OTHER), (Target.NAME, NAME), (Target.NAME, NAME))
    assert [each.text for each in spelling.proposed_spellings(case)] == [NAME, OTHER]
    told = replace(
        case, applicant=spelling.applicant_with_spelling(case.applicant, Target.NAME, "ئەكرەم")
    )
    assert spelling.proposed_spellings(told) == ()
    employer = spelling.applicant_with_spelling(case.applicant, Target.EMPLOYER, EMPLOYER)
    assert len(spelling.proposed_spellings(replace(case, applicant=employer))) == 2


def test_a_word_is_taken_once() -> None:
    own = Applicant("艾克然", "云岭公司", aliases=(NAME,))
    assert spelling.applicant_with_spelling(own, Target.NAME, NAME) == own
    more = spelling.applicant_with_spelling(own, Target.EMPLOYER, EMPLOYER)
    assert more.employer_aliases == (EMPLOYER,)


def test_a_no_holds_for_another_reading_of_the_same_line_and_can_be_taken_back() -> None:
    case = shown((Target.NAME, NAME), (Target.NAME, OTHER))
    refused = spelling.refuse_spelling(case, spelling.open_spellings(case)[0])
    later = replace(shown((Target.NAME, MISREAD), (Target.NAME, OTHER)), facts=refused.facts)
    assert [each.text for each in spelling.open_spellings(later)] == [OTHER]
    assert [each.refused for each in spelling.proposed_spellings(later)] == [True, False]
    again = spelling.ask_spelling_again(later, spelling.proposed_spellings(later)[0])
    assert len(spelling.open_spellings(again)) == 2


def test_it_waits_in_the_check_and_for_the_clerk_without_its_letters() -> None:
    case = shown((Target.NAME, NAME))
    evaluation = evaluate(NOTICE, case, THEN)
    found = [one for one in evaluation.findings if one.code == "check.script_name"]
    assert [(one.page, one.to_do) for one in found] == [(1, True)]
    tasks = [task for task in tasks_of(NOTICE, case, evaluation) if task.code == found[0].code]
    assert [task.whose for task in tasks] == [WhoseTask.CLERK]
    told = clerk_words(tasks[0])
    assert "第 1 页" in told.message
    assert NAME not in f"{found}{told}"
    answered = spelling.refuse_spelling(case, spelling.open_spellings(case)[0])
    codes = [one.code for one in evaluate(NOTICE, answered, THEN).findings]
    assert "check.script_name" not in codes


OUTLINE = ((100.0, 80.0), (880.0, 120.0), (900.0, 1300.0), (90.0, 1280.0))
CARDS = (box(100, 100, 900, 600), box(100, 800, 900, 1300))


def laid(corners: tuple[tuple[float, float], ...] | None, **more: object) -> Page:
    bare = Page(PageSource("1.jpg", "a" * 64), 1000, 1400, 1000, 1400, corners=corners)
    told = (info("page.outlined"), warning("clarity.blurred"), warning("scan.sent_by_chat"))
    judged = replace(
        bare, clarity=Clarity.BORDERLINE, measures={"legibility": 0.4}, look="look", findings=told
    )
    return straightened(replace(judged, **more))  # type: ignore[arg-type]


def laid_case(page: Page, *drawn: Mask) -> Case:
    one = CasePage(1, "diploma", "1.jpg", page=page, drawn=drawn, examined=True)
    other = CasePage(2, "diploma", "2.jpg", page=laid(None), examined=True)
    applicant = Applicant("张伟", "云岭化工有限公司")
    return Case("region-senior-2024", applicant, frozenset({Target.NAME}), (one, other), numbered=5)


LAYINGS: dict[str, Callable[[Case], Case]] = {
    "turned": lambda one: laying.turn_page(one, 1, 90),
    "cut out": lambda one: laying.cut_out_page(one, 1, box(50, 50, 950, 1350)),
    "the whole picture": lambda one: laying.cut_out_page(one, 1, None),
    "not levelled": lambda one: laying.level_page(one, 1, 0.0),
    "lit evenly": lambda one: laying.light_page(one, 1, even=True),
}


@pytest.mark.parametrize("act", LAYINGS.values(), ids=LAYINGS.keys())
def test_a_page_that_lies_otherwise_is_read_and_confirmed_anew(act: Callable[[Case], Case]) -> None:
    before = confirm(laid_case(laid(OUTLINE, skew=1.5)), 1)
    after = act(before).page(1)
    assert reviewed(act(before)) == ()
    assert not after.examined
    now = there(after.page)
    assert (now.measures, now.look, now.clarity) == ({}, "", Clarity.UNMEASURED)
    told = [one.code for one in after.findings]
    assert "clarity.blurred" not in told
    assert "scan.sent_by_chat" in told


def test_the_outline_found_can_be_left_and_taken_again() -> None:
    page = laid(OUTLINE, skew=0.8, found=FoundLaying(OUTLINE, 0, 0.8))
    start = laid_case(page)
    whole = laying.cut_out_page(start, 1, None)
    bare = there(whole.page(1).page)
    assert bare == replace(bare, corners=None, skew=0.0, width=1000, height=1400)
    again = there(laying.cut_out_page(whole, 1, OUTLINE).page(1).page)
    assert (again.transform, again.skew) == (page.transform, 0.8)


def test_covers_drawn_by_hand_stay_on_what_they_hide() -> None:
    mark = box(300, 300, 360, 330)
    page = laid(None)
    after = laying.cut_out_page(laid_case(page, Mask(Target.NAME, mark)), 1, OUTLINE).page(1)
    back = there(after.page).transform.inverse().apply_all(after.drawn[0].polygon)
    assert [x for point in back for x in point] == pytest.approx([x for p in mark for x in p])


def test_two_documents_become_two_pages_each_with_its_own_covers() -> None:
    covers = [Mask(Target.NAME, box(200, top, 260, top + 30)) for top in (200, 900)]
    page = laid(None, offered=CARDS, found=FoundLaying(offered=CARDS))
    before = laid_case(page, *covers)
    assert laying.documents_on(before.page(1)) == CARDS
    after = laying.split_page(before, 1)
    told = [(one.number, one.slot) for one in after.pages]
    assert told == [(1, "diploma"), (6, "diploma"), (2, "diploma")]
    assert after.numbered == 6
    for number, corners in ((1, CARDS[0]), (6, CARDS[1])):
        part = after.page(number)
        assert (there(part.page).corners, part.examined, len(part.drawn)) == (corners, False, 1)
        assert laying.documents_on(part) == ()
    with pytest.raises(ValueError, match="one document"):
        laying.split_page(after, 1)


def test_how_a_page_was_laid_is_kept_in_the_case_file(tmp_path: Path) -> None:
    home = tmp_path / "案卷.zcase"
    page = laid(None, offered=CARDS, found=FoundLaying(offered=CARDS))
    stored = laying.light_page(laying.split_page(laid_case(page), 1), 6, even=True)
    assert rows.case_of(rows.rows_of(stored, home), home) == kept(stored, home)
    older = {
        key: text.replace('"found":', '"unknown":')
        for key, text in rows.rows_of(stored, home).items()
    }
    assert [one.number for one in rows.case_of(older, home).pages] == [1, 6, 2]
