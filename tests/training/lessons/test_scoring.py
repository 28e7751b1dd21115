"""A score is what was done: each hidden thing, each cover too much, each page wrongly confirmed."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.given import there
from tests.training.lessons import working
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Mask
from zcdesk.quantities.moments import BEIJING
from zcdesk.training.lessons import scoring, telling
from zcdesk.training.lessons.lesson import Trap
from zcdesk.training.lessons.loading import lessons
from zcdesk.training.lessons.making import MadeLesson
from zcdesk.training.lessons.truth import Ink, WhoseInk, on_page

SOME = ("what-is-missing", "this-years-notice", "returned-with-its-clock")


def scored(lesson: MadeLesson, case: Case, seconds: int = 60) -> scoring.Score:
    return scoring.score_of(case, lesson.truth, seconds)


def of(lesson: MadeLesson, trap: Trap) -> str:
    return next(thing.id for thing in lesson.truth.things if thing.trap is trap)


def test_a_case_that_nobody_touched_has_nothing_found_and_no_points(walk: MadeLesson) -> None:
    score = scored(walk, walk.case, 0)
    things = len(walk.truth.things)
    assert (score.found, score.missed, score.over_covered, score.wrong) == (0, things, 0, 0)
    assert score.score == 0
    assert len(score.mistakes) == things + 1, "pages that were not confirmed are one more"


def test_by_the_book_gives_a_hundred_points_and_all_pages_can_be_confirmed(
    walk: MadeLesson,
) -> None:
    case = working.worked(walk.case, walk.truth)
    for page in case.pages:
        case = working.confirmed(case, page.number)
    score = scored(walk, case)
    assert not score.mistakes
    assert (score.found, score.score) == (len(walk.truth.things), 100)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", SOME)
def test_by_the_book_gives_a_hundred_points_where_pages_and_papers_are_wrong(
    lesson: str, tmp_path: Path
) -> None:
    one = working.made(lesson, 11, tmp_path / "a.zcase")
    assert scored(one, one.case).score == 0
    assert scored(one, working.worked(one.case, one.truth)).score == 100


def test_each_thing_that_is_left_is_one_mistake_with_place_act_reason_and_clause(
    walk: MadeLesson,
) -> None:
    for thing in walk.truth.things:
        score = scored(walk, working.worked(walk.case, walk.truth, without=(thing.id,)))
        (mistake,) = score.mistakes
        assert (mistake.thing, mistake.page) == (thing.id, thing.page)
        assert (mistake.place is not None) == thing.trap.at_place
        assert mistake.what
        assert mistake.act
        assert mistake.why
        assert mistake.quote == thing.quote
        assert score.score == round(100 * score.found / len(walk.truth.things))


def test_a_cover_over_something_that_has_to_stay_costs_points(walk: MadeLesson) -> None:
    case = working.covering_too_much(working.worked(walk.case, walk.truth), walk.truth, 1)
    score = scored(walk, case)
    assert (score.over_covered, score.score) == (1, 100 - scoring.OVER)
    assert score.mistakes[0].page == 1
    assert score.mistakes[0].place == case.page(1).drawn[-1].polygon


@pytest.mark.parametrize(
    ("beyond", "over"), [(0.0, 0), (3.0, 0), (14.0, 1)], ids=["close", "a label", "a sentence"]
)
def test_a_drawn_cover_of_something_own_may_take_in_a_label_and_no_sentence(
    walk: MadeLesson, beyond: float, over: int
) -> None:
    case = working.worked(walk.case, walk.truth)
    ink, number = next(
        (ink, told.number)
        for told in walk.truth.pages
        for ink in told.inks
        if ink.must and ink.target is Target.EMPLOYER and not told.foreign
    )
    page = case.page(number)
    left, top, right, bottom = bounds(on_page(ink.boxes, page)[0])
    line = bottom - top
    plain = on_page(
        (box(right + line, top, right + line * (1 + beyond), bottom),), page
    )  # where a sentence goes on in one line
    told = next(each for each in walk.truth.pages if each.number == number)
    longer = replace(told, inks=(*told.inks, Ink(WhoseInk.NOBODY, None, False, plain)))
    truth = replace(
        walk.truth, pages=tuple(longer if p.number == number else p for p in walk.truth.pages)
    )
    whole = box(left - 3, top - 3, right + line * (1 + beyond), bottom + 3)
    drawn = deciding.draw(case, number, Mask(Target.EMPLOYER, whole))
    assert scoring.score_of(drawn, truth, 60).over_covered == over


def test_pages_that_nobody_confirmed_cost_points_and_are_one_line(walk: MadeLesson) -> None:
    case = walk.case
    for thing in walk.truth.things:
        case = working.settle(case, thing)
    score = scored(walk, case)
    count = sum(bool(page.slot) for page in case.pages)
    assert score.unconfirmed == count
    assert score.score == 100 - min(scoring.MOST_UNCONFIRMED, scoring.UNCONFIRMED * count)
    (mistake,) = score.mistakes
    assert "没有确认" in mistake.what
    assert scored(walk, working.finished(case, walk.truth)).mistakes == ()


def test_a_page_is_called_by_its_place_on_the_screen(walk: MadeLesson) -> None:
    last = walk.case.pages[-1].number
    case = working.covering_too_much(deciding.remove_page(walk.case, 1), walk.truth, last)
    told = next(each for each in scored(walk, case).mistakes if each.place and each.thing == "")
    assert f"第 {case.page(last).place} 页" in told.what
    assert told.page == last


def test_a_page_confirmed_with_a_word_left_is_wrong_besides_missed(walk: MadeLesson) -> None:
    unfound = of(walk, Trap.UNFOUND)
    case = working.worked(walk.case, walk.truth, without=(unfound,))
    number = walk.truth.of(unfound).page or 0
    score = scored(walk, working.confirmed(case, number))
    assert (score.missed, score.wrong) == (1, 1)
    assert score.score == 80 - scoring.WRONG


def test_an_own_word_that_was_opened_is_missed(walk: MadeLesson) -> None:
    case = working.worked(walk.case, walk.truth)
    page = case.page(4)
    index = next(at for at, hit in enumerate(page.hits) if hit.mask.target == "name")
    score = scored(walk, deciding.decide(case, 4, index, Decision.LEAVE))
    assert (score.missed, score.found) == (1, 5)
    assert score.score == 100 - scoring.OPENED
    assert score.mistakes[0].place is not None


def test_a_needed_page_that_was_removed_is_told(walk: MadeLesson) -> None:
    case = deciding.remove_page(working.worked(walk.case, walk.truth), 2)
    score = scored(walk, case)
    assert (score.wrong, score.score, score.mistakes[0].page) == (1, 100 - scoring.WRONG, 2)


def test_a_doubt_that_was_decided_the_wrong_way_is_not_found(walk: MadeLesson) -> None:
    stranger = walk.truth.of(of(walk, Trap.STRANGER))
    case = working.worked(walk.case, walk.truth, without=(stranger.id,))
    assert scored(walk, working.decided(case, stranger, Decision.COVER)).found == 4
    assert scored(walk, working.settle(case, stranger)).found == 5


def test_hints_and_minutes_beyond_the_lessons_time_cost_points(walk: MadeLesson) -> None:
    case = working.worked(walk.case, walk.truth)
    hinted = there(case.practice).hinted("1").hinted("1").hinted("3")
    score = scored(walk, replace(case, practice=hinted))
    assert (score.hints, score.score) == (3, 100 - scoring.HINT[2] - scoring.HINT[1])
    late = 60 * walk.truth.minutes + 61
    assert scored(walk, case, late - 61).score == 100
    assert scored(walk, case, late).score == 98
    assert scored(walk, case, 10 * late).score == 90


def test_time_runs_from_the_beginning_to_the_last_act(walk: MadeLesson) -> None:
    practice = walk.case.practice
    assert practice is not None
    began = datetime(2031, 1, 2, 3, 4, tzinfo=BEIJING)
    moments = [(began + timedelta(minutes=m)).isoformat() for m in (5, 9)]
    assert scoring.seconds_of(practice.begun(began), moments) == 540
    assert scoring.seconds_of(practice, moments) == 240
    assert scoring.seconds_of(practice, []) == 0


def test_a_stored_case_is_scored_as_it_stands_and_another_case_is_refused(
    walk: MadeLesson, tmp_path: Path
) -> None:
    path = tmp_path / "a.zcase"
    shutil.copy(walk.path, path)
    with open_case(path) as stored:
        for thing in walk.truth.things:
            stored.save(working.settle(stored.case, thing), "decide")
        stored.save(working.finished(stored.case, walk.truth), "confirm")
        assert scoring.score_stored(stored).score == 100
        stored.undo()
        stored.undo()
        assert scoring.score_stored(stored).found == len(walk.truth.things) - 1
    plain = replace(walk.case, practice=None, pages=())
    with (
        create_case(tmp_path / "b.zcase", plain) as other,
        pytest.raises(ZcdeskError, match=r"^lesson\.no_lesson$"),
    ):
        scoring.score_stored(other)


def test_hints_lead_from_the_page_to_the_thing_to_what_is_to_be_done(walk: MadeLesson) -> None:
    from zcdesk.cases.profiles import notice_of

    notice = notice_of(walk.case)
    for language in ("zh", "en"):
        for thing in walk.truth.things:
            told = [telling.hint(notice, thing, step, language) for step in (1, 2, 3)]
            assert len(set(told)) == 3
            assert str(thing.page) in told[0]
            assert told[2] == telling.right_act(notice, thing, language)


@pytest.mark.nightly
def test_every_lesson_done_by_the_book_gives_a_hundred_points(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    done = 0
    for lesson in lessons():
        for number in (5, 2718):
            one = working.made(lesson.id, number, tmp_path / f"{lesson.id}-{number}.zcase")
            assert scored(one, one.case).score == 0, (lesson.id, number)
            score = scored(one, working.worked(one.case, one.truth))
            assert score.score == 100, (lesson.id, number, score.mistakes)
            done += 1
    record_property("figure", f"{done} lessons: 0 points untouched, 100 by the book")
