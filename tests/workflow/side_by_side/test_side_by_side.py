"""What stands on a sheet of doubts, what a decision over it does, and what looks the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from tests.given import there
from tests.sealed_pages import NOTICE, ORGANISATIONS, SLOT, draw_sealed, own_word, sealed_case
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm, decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.exchange.doubts import place_names, with_places, with_reopened
from zcdesk.cases.profiles import notice_of
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.side_by_side import cutting
from zcdesk.workflow.side_by_side import doubts as on
from zcdesk.workflow.side_by_side.same_again import same_again
from zcdesk.workflow.side_by_side.sheets import MOST, Sheets, next_sheet


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Six pages with two seals and a signature each."""
    return sealed_case(tmp_path_factory.mktemp("sealed"), 6)


@pytest.fixture
def seals(case: Case) -> tuple[on.DoubtPlace, ...]:
    return on.by_kind(on.open_doubts(case))[on.DoubtKind.SEAL]


def test_doubts_of_one_kind_stand_together_in_the_order_of_pages(case: Case) -> None:
    kinds = on.by_kind(on.open_doubts(case))
    assert {kind: len(held) for kind, held in kinds.items()} == {
        on.DoubtKind.SEAL: 12,
        on.DoubtKind.SIGNATURE: 6,
    }
    assert [doubt.place for doubt in kinds[on.DoubtKind.SIGNATURE]] == [1, 2, 3, 4, 5, 6]
    assert len({doubt.key for doubt in on.open_doubts(case)}) == 18


def test_one_doubt_alone_is_no_sheet(case: Case) -> None:
    alone = replace(case, pages=case.pages[:1])
    assert set(on.by_kind(on.open_doubts(alone))) == {on.DoubtKind.SEAL}


def test_a_doubt_about_an_own_word_or_a_whole_page_is_looked_at_on_its_page(case: Case) -> None:
    seal = case.pages[0].hits[0]
    whole = (
        replace(seal, reason=info(code)) for code in ("hit.search_failed", "hit.arabic_script")
    )
    hers = replace(seal, mask=replace(seal.mask, matched="employer:1"))
    kinds = [on.kind_of(hit) for hit in (seal, own_word(), hers, *whole)]
    assert kinds == [on.DoubtKind.SEAL, None, None, None, None]


def test_what_was_decided_or_not_read_yet_stands_on_no_sheet(case: Case) -> None:
    assert len(on.open_doubts(decide(case, 1, 0, Decision.COVER))) == 17
    waiting = case.with_page(replace(case.pages[0], examined=False))
    assert len(on.open_doubts(waiting)) == 15


def test_exceptions_are_covered_or_left_undecided_and_the_rest_left_to_be_seen(
    case: Case, seals: tuple[on.DoubtPlace, ...]
) -> None:
    marks = {seals[2].key: on.ExceptionMark.OWN, seals[5].key: on.ExceptionMark.LOOK}
    decisions = on.decisions_of(seals, marks)
    outcome = on.with_decisions(case, {name: answer for (_, name), answer in decisions.items()})
    assert (outcome.count, outcome.gone) == (11, ())
    said = [page.decision(hit) for page in outcome.case.pages for hit in (0, 1)]
    assert said.count(Decision.LEAVE) == 10
    assert said[2] is Decision.COVER
    assert said[5] is None
    assert [
        doubt.key for doubt in on.by_kind(on.open_doubts(outcome.case)).get(on.DoubtKind.SEAL, ())
    ] == []
    assert seals[5].key in {doubt.key for doubt in on.open_doubts(outcome.case)}


def test_each_place_is_kept_as_the_desk_keeps_it(
    case: Case, seals: tuple[on.DoubtPlace, ...]
) -> None:
    decisions = {name: answer for (_, name), answer in on.decisions_of(seals, {}).items()}
    by_hand = case
    for page in case.pages:
        for hit in (0, 1):
            by_hand = decide(by_hand, page.number, hit, Decision.LEAVE)
    assert on.with_decisions(case, decisions).case == by_hand


def test_no_page_is_confirmed_by_a_sheet(case: Case) -> None:
    decisions = {doubt.name: Decision.LEAVE for doubt in on.open_doubts(case)}
    decided = on.with_decisions(case, decisions).case
    assert not any(page.open_doubts() for page in decided.pages)
    assert not any(decided.is_confirmed(page) for page in decided.pages)


def test_an_answer_meets_only_what_was_seen(case: Case, seals: tuple[on.DoubtPlace, ...]) -> None:
    first = case.pages[0]
    elsewhere = replace(first.hits[0], mask=replace(first.hits[0].mask, polygon=box(5, 5, 90, 90)))
    moved = case.with_page(replace(first, hits=(elsewhere, *first.hits[1:])))
    moved = decide(moved, 2, 0, Decision.COVER)  # somebody decided it meanwhile
    names = {doubt.name: Decision.LEAVE for doubt in seals}
    outcome = on.with_decisions(moved, names)
    assert outcome.count == 10
    assert set(outcome.gone) == {seals[0].name, seals[2].name}
    assert outcome.case.page(1).decision(0) is None
    assert outcome.case.page(2).decision(0) is Decision.COVER


def test_a_sheet_never_takes_back_what_stands(case: Case) -> None:
    decided = on.with_decisions(case, {d.name: Decision.LEAVE for d in on.open_doubts(case)}).case
    agreed = confirm(decided, 1)
    again = on.with_decisions(agreed, {d.name: Decision.COVER for d in on.open_doubts(case)})
    assert again.case == agreed
    assert again.count == 0


def test_a_mark_goes_round() -> None:
    round_ = [None, on.ExceptionMark.OWN, on.ExceptionMark.LOOK]
    assert [on.next_mark(mark) for mark in round_] == [*round_[1:], None]


def likenesses(case: Case) -> dict[on.Key, cutting.Likeness]:
    known: dict[on.Key, cutting.Likeness] = {}
    for page in case.pages:
        doubts = [doubt for doubt in on.open_doubts(case) if doubt.number == page.number]
        cuts = cutting.cut_places(there(page.page), [doubt.polygon for doubt in doubts])
        known |= {d.key: cut.likeness for d, cut in zip(doubts, cuts, strict=True)}
    return known


def test_seals_of_one_authority_stand_beside_each_other_and_no_others(
    case: Case, seals: tuple[on.DoubtPlace, ...]
) -> None:
    whose = {
        doubt.key: ORGANISATIONS[(doubt.number + place % 2) % 3]
        for place, doubt in enumerate(seals)
    }
    groups = next_sheet(seals, likenesses(case))
    assert [doubt for group in groups for doubt in group] != list(seals)
    assert any(len(group) > 1 for group in groups)
    for group in groups:
        assert len({whose[doubt.key] for doubt in group}) == 1


def test_what_is_not_known_stands_for_itself_in_its_order(seals: tuple[on.DoubtPlace, ...]) -> None:
    assert next_sheet(seals, {}) == tuple((doubt,) for doubt in seals)


def test_a_sheet_holds_only_what_has_a_key_and_loses_none(seals: tuple[on.DoubtPlace, ...]) -> None:
    many = [replace(doubt, owner=owner) for owner in range(5) for doubt in seals]
    flat = cutting.Likeness(np.full((32, 32), 1 / 32, np.float32), (0, 0, 0), 1.0)
    groups = next_sheet(many, {doubt.key: flat for doubt in many})
    assert [len(group) for group in groups] == [MOST]
    left, seen = list(many), []
    while left:
        sheet = [doubt for group in next_sheet(left, {}) for doubt in group]
        assert 0 < len(sheet) <= MOST
        seen += sheet
        left = [doubt for doubt in left if doubt not in sheet]
    assert seen == many


def test_an_empty_place_looks_like_nothing() -> None:
    grain = np.random.default_rng(3).integers(247, 253, (60, 200, 3))
    paper = cutting.likeness_of(grain.astype(np.uint8))
    assert not cutting.look_alike(paper, paper)


def test_a_stamp_in_another_colour_is_another_seal(case: Case) -> None:
    page = there(case.pages[0].page)
    red = cutting.cut_places(page, [case.pages[0].hits[0].mask.polygon])[0].picture
    assert cutting.look_alike(cutting.likeness_of(red), cutting.likeness_of(red))
    assert not cutting.look_alike(
        cutting.likeness_of(red), cutting.likeness_of(np.ascontiguousarray(red[..., ::-1]))
    )


def test_a_worker_cuts_all_places_with_what_is_around_them(pool: WorkerPool, case: Case) -> None:
    page = there(case.pages[0].page)
    places = [doubt.polygon for doubt in on.open_doubts(case) if doubt.number == 1]
    cuts = cutting.cut_out(pool, page, places).result(timeout=600)
    assert len(cuts) == 3
    for polygon, cut in zip(places, cuts, strict=True):
        left, top, right, bottom = cut.part
        assert cut.picture.shape == (bottom - top, right - left, 3)
        assert all(left <= x <= right and top <= y <= bottom for x, y in polygon)
    assert (cuts[0].picture[..., 0].astype(int) - cuts[0].picture[..., 1] > 60).any()


def test_a_scan_that_changed_is_not_cut(tmp_path: Path) -> None:
    (changed,) = sealed_case(tmp_path / "changed", 1).pages
    path = Path(changed.path)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ChangedScanError):
        cutting.cut_places(there(changed.page), [changed.hits[0].mask.polygon])


def test_a_place_at_the_rim_is_cut_where_the_page_ends(case: Case) -> None:
    page = there(case.pages[0].page)
    assert cutting.part_around(box(-9, -9, 30, 30), page)[:2] == (0, 0)
    beyond = cutting.part_around(box(page.width + 5, 40, page.width + 90, 80), page)
    assert beyond[2] == page.width > beyond[0]
    wide = cutting.part_around(box(40, 400, 640, 430), page)
    assert (wide[2] - wide[0]) / (wide[3] - wide[1]) < 7
    assert case.pages[0].slot == SLOT


@pytest.fixture(scope="module")
def long_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Fifteen pages with two seals and a signature each: 30 seals, two sheets."""
    return sealed_case(tmp_path_factory.mktemp("sealed"), 15)


@pytest.fixture
def sheets(long_case: Case) -> Sheets:
    made = Sheets()
    made.take(on.open_doubts(long_case), {})
    return made


def decided(
    sheets: Sheets, long_case: Case, unseen: frozenset[tuple[int, str]] = frozenset()
) -> Case:
    decisions = {name: answer for (_, name), answer in sheets.decide(unseen).items()}
    after = on.with_decisions(long_case, decisions).case
    sheets.take(on.open_doubts(after), {})
    return after


def test_the_first_kind_is_in_hand_and_its_sheet_full(sheets: Sheets) -> None:
    assert sheets.kind is on.DoubtKind.SEAL
    assert len(sheets.sheet) == MOST
    assert len(sheets.waiting) == 30 - MOST


def test_what_is_to_be_looked_at_comes_on_no_sheet(sheets: Sheets, long_case: Case) -> None:
    first = sheets.sheet
    for _ in range(2):
        sheets.mark(first[3].key)
    sheets.mark(first[0].key)
    after = decided(sheets, long_case)
    assert [doubt.key for doubt in sheets.set_aside] == [first[3].key]
    assert len(sheets.sheet) == 30 - MOST
    assert not {doubt.key for doubt in sheets.sheet} & {doubt.key for doubt in first}
    assert after.page(first[0].number).decision(first[0].hit) is Decision.COVER
    last = decided(sheets, after)
    assert sheets.sheet == ()
    assert sheets.kinds.keys() == {on.DoubtKind.SEAL, on.DoubtKind.SIGNATURE}
    assert len(on.open_doubts(last)) == 16


def test_a_sheet_taken_back_has_its_marks_again(sheets: Sheets, long_case: Case) -> None:
    first = sheets.sheet
    sheets.mark(first[5].key)
    sheets.mark(first[6].key)
    sheets.mark(first[6].key)
    decided(sheets, long_case)
    sheets.take(on.open_doubts(long_case), {})  # undone
    assert {doubt.key for doubt in sheets.sheet} >= {d.key for d in first} - {first[6].key}
    assert sheets.marks[first[5].key] is on.ExceptionMark.OWN


def test_a_last_sheet_taken_back_is_in_hand_again(sheets: Sheets, long_case: Case) -> None:
    once = decided(sheets, long_case)
    decided(sheets, once)
    assert sheets.kind is on.DoubtKind.SIGNATURE
    sheets.take(on.open_doubts(once), {})  # undone
    assert {doubt.kind for doubt in sheets.sheet} == {on.DoubtKind.SEAL}
    assert len(sheets.sheet) == 30 - MOST


def test_a_sheet_that_is_passed_over_comes_again(sheets: Sheets) -> None:
    first = sheets.sheet
    sheets.pass_over({})
    second = sheets.sheet
    assert len(second) == 30 - MOST
    for go, shown in (
        (sheets.go_back, first),
        (sheets.pass_over, second),
        (sheets.pass_over, first),
    ):
        go({})
        assert sheets.sheet == shown
    assert not sheets.passed


def test_the_sheet_in_hand_keeps_its_other_places(sheets: Sheets, long_case: Case) -> None:
    first = sheets.sheet
    away = first[4]
    sheets.take(on.open_doubts(decide(long_case, away.number, away.hit, Decision.COVER)), {})
    assert sheets.sheet == tuple(doubt for doubt in first if doubt is not away)


def test_nothing_is_decided_of_a_place_without_a_picture(sheets: Sheets, long_case: Case) -> None:
    blank = sheets.sheet[7]
    after = decided(sheets, long_case, frozenset({blank.key}))
    assert after.page(blank.number).decision(blank.hit) is None
    assert [doubt.key for doubt in sheets.set_aside] == [blank.key]


def test_the_last_doubt_of_the_kind_in_hand_is_finished_here_too(long_case: Case) -> None:
    seals = [doubt for doubt in on.open_doubts(long_case) if doubt.kind is on.DoubtKind.SEAL]
    sheets = Sheets()
    sheets.take(seals[: MOST + 1], {})
    sheets.take(seals[MOST : MOST + 1], {})
    assert sheets.sheet == (seals[MOST],)
    other = Sheets()
    other.take(seals[:1], {})
    assert other.kind is None


def test_another_kind_is_taken_in_hand(sheets: Sheets) -> None:
    sheets.choose(on.DoubtKind.SIGNATURE, {})
    assert {doubt.kind for doubt in sheets.sheet} == {on.DoubtKind.SIGNATURE}
    sheets.choose(on.DoubtKind.CODE, {})  # none is open
    assert sheets.kind is on.DoubtKind.SIGNATURE
    sheets.mark(sheets.sheet[0].key)
    sheets.clear_marks()
    assert sheets.marks == {}


def test_the_doors_count_what_the_sheet_shows(long_case: Case, tmp_path: Path) -> None:
    for case, count in (
        (long_case, {on.DoubtKind.SEAL: 30, on.DoubtKind.SIGNATURE: 15}),
        (sealed_case(tmp_path / "one", 1, 1), {}),
    ):
        assert on.counted(Overview(case, notice_of(case))) == count


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Six pages with one of three organisations' seals each, twice, and a signature."""
    return sealed_case(tmp_path_factory.mktemp("sealed"), 6, 1)


def name_of(once: Case, number: int, hit: int = 0) -> str:
    return place_names(once.page(number))[hit]


def test_an_answer_holds_for_the_same_seal_alone(pool: WorkerPool, once: Case) -> None:
    said = name_of(once, 1)
    found = same_again(pool, once, {said: Decision.LEAVE})
    assert [(one.number, one.decision, one.like) for one in found] == [(4, Decision.LEAVE, said)]
    after = with_places(once, {said: Decision.LEAVE, found[0].name: found[0].decision})
    open_ = {page.number: 0 in page.open_doubts() for page in after.pages}
    assert open_ == {1: False, 2: True, 3: True, 4: False, 5: True, 6: True}
    assert with_reopened(after, [said, found[0].name]) == once


@pytest.mark.slow
def test_a_place_decided_earlier_answers_for_later_ones(pool: WorkerPool, once: Case) -> None:
    before, said = decide(once, 1, 0, Decision.LEAVE), {name_of(once, 1): Decision.LEAVE}
    assert [one.number for one in same_again(pool, before, said)] == [4]
    assert same_again(pool, decide(before, 4, 0, Decision.COVER), said) == ()


@pytest.mark.slow
def test_two_answers_about_one_thing_decide_nothing_more(pool: WorkerPool, tmp_path: Path) -> None:
    once = sealed_case(tmp_path / "seven", 7, 1)
    answers = {name_of(once, 1): Decision.LEAVE, name_of(once, 4): Decision.COVER}
    assert same_again(pool, once, answers) == ()


def test_signatures_are_one_and_words_only_covered(pool: WorkerPool, once: Case) -> None:
    found = same_again(pool, once, {name_of(once, 2, 1): Decision.LEAVE})
    assert [one.number for one in found] == [1, 3, 4, 5, 6]
    pages = tuple(replace(page, hits=(own_word(),)) for page in once.pages)
    worded = replace(once, pages=pages)
    said = name_of(worded, 1)
    assert same_again(pool, worded, {said: Decision.LEAVE}) == ()
    assert len(same_again(pool, worded, {said: Decision.COVER})) == 5


def test_a_scan_that_is_gone_decides_nothing(pool: WorkerPool, tmp_path: Path) -> None:
    once = sealed_case(tmp_path / "gone", 4, 1)
    Path(once.page(4).path).unlink()
    assert same_again(pool, once, {name_of(once, 1): Decision.LEAVE}) == ()


@pytest.mark.nightly
def test_seals_of_a_blurred_scan_stand_in_their_middle(pool: WorkerPool, tmp_path: Path) -> None:
    draw_sealed(tmp_path / "证明.jpg", ORGANISATIONS[1:3], "read")
    with Image.open(tmp_path / "证明.jpg") as drawn:
        blurred = drawn.filter(ImageFilter.GaussianBlur(2.2))
    blurred.save(tmp_path / "证明.jpg", quality=60, dpi=(100, 100))
    applicant = Applicant("沈知遥", "天山云岭智能装备制造（喀什）有限责任公司")
    case = Case(NOTICE, applicant, frozenset((Target.NAME, Target.EMPLOYER)))
    case = add_scans(case, [tmp_path / "证明.jpg"], SLOT)
    case = case.with_pages(list(examine(pool, case, SessionReadings())))
    seals = on.by_kind(on.open_doubts(case))[on.DoubtKind.SEAL]
    assert len(seals) == 2
    page = seals[0].page
    for cut in cutting.cut_places(page, [seal.polygon for seal in seals]):
        height, width = cut.picture.shape[:2]
        red = cut.picture[..., 0].astype(int) - cut.picture[..., 1] > 40
        down, across = (float(np.mean(places)) for places in np.nonzero(red))
        assert abs(across / width - 0.5) < 0.1
        assert abs(down / height - 0.5) < 0.1
