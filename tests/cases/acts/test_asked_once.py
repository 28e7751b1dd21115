"""What was decided once is not asked again: seals of a slot, and doubts below a sure cover."""

from __future__ import annotations

from dataclasses import replace

from tests.cases.made import case, hit
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.deciding import decide, decided_before
from zcdesk.cases.case import Case, Decision
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.workflow.path.history import History, change_between

SEAL = replace(hit(), key="seal:own")


def sealed(seal: Hit = SEAL) -> Case:
    """Three pages of one slot; the same seal on each."""
    made = case(3, hits=0)
    pages = tuple(replace(page, hits=(seal,), decisions=()) for page in made.pages)
    return replace(made, pages=pages)


def test_a_seal_that_was_decided_for_the_slot_is_answered_on_its_later_page() -> None:
    covered = replace(SEAL, verdict=Verdict.COVER)
    for seal, answer, later in (
        (SEAL, Decision.COVER, Decision.COVER),
        (SEAL, Decision.LEAVE, Decision.LEAVE),
        (covered, Decision.COVER, Decision.COVER),
        (covered, Decision.LEAVE, None),  # a word of her own is left open there alone
    ):
        told = decided_before(decide(sealed(seal), 1, 0, answer), 3)
        assert told.page(3).decision(0) is later
        assert told.page(2).decision(0) is None
    two_ways = decide(decide(sealed(), 1, 0, Decision.COVER), 2, 0, Decision.LEAVE)
    assert decided_before(two_ways, 3) == two_ways
    twice = sealed().with_page(
        replace(sealed().page(3), hits=(SEAL, replace(hit(500), key=SEAL.key)))
    )
    decided = decide(twice, 3, 0, Decision.COVER)
    assert decided_before(decided, 3) == decided  # what holds is an earlier page's answer
    keyless = replace(sealed(), pages=tuple(
        replace(page, hits=(replace(SEAL, key=""),)) for page in sealed().pages
    ))  # fmt: skip
    decided = decide(keyless, 1, 0, Decision.COVER)
    assert decided_before(decided, 3) == decided


def test_it_holds_for_a_page_that_is_read_later_and_one_that_is_moved_there() -> None:
    made = decide(sealed(), 1, 0, Decision.COVER)
    waiting = replace(made.page(3), hits=(), examined=False)
    history = History(made.with_page(waiting))
    assert history.take_result(waiting, replace(waiting, hits=(SEAL,), examined=True))
    assert history.case.page(3).decision(0) is Decision.COVER
    away = made.with_page(replace(made.page(2), slot=""))
    moved = move_pages(away, load_notice(made.notice), (2,), made.page(1).slot)
    assert moved.page(2).decision(0) is Decision.COVER
    assert moved.page(3).decision(0) is None


def test_a_doubt_below_a_sure_cover_asks_only_when_that_cover_goes() -> None:
    sure = replace(hit(verdict=Verdict.COVER), mask=replace(hit().mask, polygon=box(0, 0, 99, 99)))
    page = replace(case(1).page(1), hits=(hit(), sure, hit(500)), decisions=())
    assert page.open_doubts() == (2,)
    assert replace(page, decisions=((1, Decision.LEAVE),)).open_doubts() == (0, 2)
    near = replace(sure, verdict=Verdict.LEAVE)
    assert replace(page, hits=(hit(), near)).open_doubts() == (0,)


def test_a_change_names_the_places_that_it_decided() -> None:
    before = sealed()
    assert change_between(before, decide(before, 2, 0, Decision.COVER)).hits == (0,)
