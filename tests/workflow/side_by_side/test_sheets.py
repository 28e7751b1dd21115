"""Sheets of doubts one after the other: decided, passed over, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sealed_pages import sealed_case
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.profiles import notice_of
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.side_by_side.doubts import (
    DoubtKind,
    ExceptionMark,
    counted,
    open_doubts,
    with_decisions,
)
from zcdesk.workflow.side_by_side.sheets import MOST, Sheets


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Fifteen pages with two seals and a signature each: 30 seals, two sheets."""
    return sealed_case(tmp_path_factory.mktemp("sealed"), 15)


@pytest.fixture
def sheets(case: Case) -> Sheets:
    made = Sheets()
    made.take(open_doubts(case), {})
    return made


def decided(sheets: Sheets, case: Case, unseen: frozenset[tuple[int, str]] = frozenset()) -> Case:
    decisions = {name: answer for (_, name), answer in sheets.decide(unseen).items()}
    after = with_decisions(case, decisions).case
    sheets.take(open_doubts(after), {})
    return after


def test_the_first_kind_is_in_hand_and_its_sheet_full(sheets: Sheets) -> None:
    assert sheets.kind is DoubtKind.SEAL
    assert len(sheets.sheet) == MOST
    assert len(sheets.waiting) == 30 - MOST


def test_the_next_sheet_follows_and_what_is_to_be_looked_at_comes_on_none(
    sheets: Sheets, case: Case
) -> None:
    first = sheets.sheet
    for _ in range(2):
        sheets.mark(first[3].key)
    sheets.mark(first[0].key)
    after = decided(sheets, case)
    assert [doubt.key for doubt in sheets.set_aside] == [first[3].key]
    assert len(sheets.sheet) == 30 - MOST
    assert not {doubt.key for doubt in sheets.sheet} & {doubt.key for doubt in first}
    assert after.page(first[0].number).decision(first[0].hit) is Decision.COVER
    last = decided(sheets, after)
    assert sheets.sheet == ()
    assert sheets.kinds.keys() == {DoubtKind.SEAL, DoubtKind.SIGNATURE}
    assert len(open_doubts(last)) == 16


def test_a_sheet_that_is_taken_back_is_in_hand_again_with_its_marks(
    sheets: Sheets, case: Case
) -> None:
    first = sheets.sheet
    sheets.mark(first[5].key)
    sheets.mark(first[6].key)
    sheets.mark(first[6].key)
    decided(sheets, case)
    sheets.take(open_doubts(case), {})  # undone
    assert {doubt.key for doubt in sheets.sheet} >= {d.key for d in first} - {first[6].key}
    assert sheets.marks[first[5].key] is ExceptionMark.OWN


def test_a_last_sheet_that_is_taken_back_is_in_hand_again_whatever_kind_followed(
    sheets: Sheets, case: Case
) -> None:
    once = decided(sheets, case)
    decided(sheets, once)
    assert sheets.kind is DoubtKind.SIGNATURE
    sheets.take(open_doubts(once), {})  # undone
    assert {doubt.kind for doubt in sheets.sheet} == {DoubtKind.SEAL}
    assert len(sheets.sheet) == 30 - MOST


def test_a_sheet_that_is_passed_over_comes_again(sheets: Sheets) -> None:
    first = sheets.sheet
    sheets.pass_over({})
    assert len(sheets.sheet) == 30 - MOST
    second = sheets.sheet
    sheets.go_back({})
    assert sheets.sheet == first
    sheets.pass_over({})
    assert sheets.sheet == second
    sheets.pass_over({})
    assert sheets.sheet == first
    assert not sheets.passed


def test_the_sheet_in_hand_keeps_its_places_when_one_is_decided_elsewhere(
    sheets: Sheets, case: Case
) -> None:
    first = sheets.sheet
    away = first[4]
    sheets.take(open_doubts(decide(case, away.number, away.hit, Decision.COVER)), {})
    assert sheets.sheet == tuple(doubt for doubt in first if doubt is not away)


def test_nothing_is_decided_about_a_place_without_a_picture(sheets: Sheets, case: Case) -> None:
    blank = sheets.sheet[7]
    after = decided(sheets, case, frozenset({blank.key}))
    assert after.page(blank.number).decision(blank.hit) is None
    assert [doubt.key for doubt in sheets.set_aside] == [blank.key]


def test_the_last_doubt_of_the_kind_in_hand_is_finished_here_too(case: Case) -> None:
    seals = [doubt for doubt in open_doubts(case) if doubt.kind is DoubtKind.SEAL]
    sheets = Sheets()
    sheets.take(seals[: MOST + 1], {})
    sheets.take(seals[MOST : MOST + 1], {})
    assert sheets.sheet == (seals[MOST],)
    other = Sheets()
    other.take(seals[:1], {})
    assert other.kind is None


def test_another_kind_is_taken_in_hand(sheets: Sheets) -> None:
    sheets.choose(DoubtKind.SIGNATURE, {})
    assert {doubt.kind for doubt in sheets.sheet} == {DoubtKind.SIGNATURE}
    sheets.choose(DoubtKind.CODE, {})  # none is open
    assert sheets.kind is DoubtKind.SIGNATURE


def test_marks_are_taken_off_the_sheet_in_hand(sheets: Sheets) -> None:
    sheets.mark(sheets.sheet[0].key)
    sheets.clear_marks()
    assert sheets.marks == {}


def test_the_doors_count_what_the_sheet_shows(case: Case, tmp_path: Path) -> None:
    overview = Overview(case, notice_of(case))
    assert counted(overview) == {DoubtKind.SEAL: 30, DoubtKind.SIGNATURE: 15}
    one = sealed_case(tmp_path / "one", 1, 1)
    assert counted(Overview(one, notice_of(one))) == {}
