"""One answer for all places of a case that show the same seal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sealed_pages import own_word, sealed_case
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.exchange.doubts import place_names, with_places, with_reopened
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.same_again import same_again


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Six pages with one of three organisations' seals each, twice, and a signature."""
    return sealed_case(tmp_path_factory.mktemp("sealed"), 6, 1)


def name_of(case: Case, number: int, hit: int = 0) -> str:
    return place_names(case.page(number))[hit]


def test_an_answer_holds_for_the_same_seal_and_for_no_other(pool: WorkerPool, case: Case) -> None:
    said = name_of(case, 1)
    found = same_again(pool, case, {said: Decision.LEAVE})
    assert [(one.number, one.decision, one.like) for one in found] == [(4, Decision.LEAVE, said)]
    after = with_places(case, {said: Decision.LEAVE, found[0].name: found[0].decision})
    open_ = {page.number: 0 in page.open_doubts() for page in after.pages}
    assert open_ == {1: False, 2: True, 3: True, 4: False, 5: True, 6: True}
    assert with_reopened(after, [said, found[0].name]) == case


@pytest.mark.slow
def test_a_place_that_was_decided_before_answers_for_pages_that_came_later(
    pool: WorkerPool, case: Case
) -> None:
    before = decide(case, 1, 0, Decision.LEAVE)
    assert [one.number for one in same_again(pool, before, {name_of(case, 1): Decision.LEAVE})] == [
        4
    ]
    both = decide(before, 4, 0, Decision.COVER)
    assert same_again(pool, both, {name_of(case, 1): Decision.LEAVE}) == ()


@pytest.mark.slow
def test_two_answers_about_the_same_thing_decide_nothing_more(
    pool: WorkerPool, tmp_path: Path
) -> None:
    case = sealed_case(tmp_path / "seven", 7, 1)
    answers = {name_of(case, 1): Decision.LEAVE, name_of(case, 4): Decision.COVER}
    assert same_again(pool, case, answers) == ()


def test_signatures_of_a_slot_are_one_and_a_word_is_only_covered_again(
    pool: WorkerPool, case: Case
) -> None:
    found = same_again(pool, case, {name_of(case, 2, 1): Decision.LEAVE})
    assert [one.number for one in found] == [1, 3, 4, 5, 6]
    pages = tuple(replace(page, hits=(own_word(),)) for page in case.pages)
    worded = replace(case, pages=pages)
    said = name_of(worded, 1)
    assert same_again(pool, worded, {said: Decision.LEAVE}) == ()
    assert len(same_again(pool, worded, {said: Decision.COVER})) == 5


def test_a_scan_that_is_gone_decides_nothing(pool: WorkerPool, tmp_path: Path) -> None:
    case = sealed_case(tmp_path / "gone", 4, 1)
    Path(case.page(4).path).unlink()
    assert same_again(pool, case, {name_of(case, 1): Decision.LEAVE}) == ()
