"""A page that is moved between slots in which other things are covered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.one_photo import APPLICANT, NOTICE, SLOT, inch_photo
from zcdesk.applicant import Target
from zcdesk.cases.acts.arranging import move_pages
from zcdesk.cases.acts.deciding import confirm_sure, decide, reviewed
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.sample import sample_case
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.path.history import History

HOTAN = load_notice(NOTICE)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inch_photo(tmp_path_factory.mktemp("scans") / "照片.png")


def photo_case(photo: Path, slot: str = "") -> Case:
    return add_scans(begun(HOTAN, APPLICANT), [photo], slot)


def proposed(case: Case) -> list[Target]:
    return [hit.mask.target for hit in case.page(1).hits]


def lapsed(case: Case) -> list[int]:
    """Return the pages whose confirmation no longer stands for what they show."""
    return [page.number for page in case.pages if page.confirmed and not case.is_confirmed(page)]


@pytest.mark.slow
def test_moving_a_page_proposes_again_and_takes_the_confirmation_back(
    photo: Path, pool: WorkerPool
) -> None:
    readings = SessionReadings()

    def read(case: Case) -> Case:
        return case.with_pages(list(examine(pool, case, readings)))

    own = confirm_sure(read(photo_case(photo, SLOT)))
    assert (proposed(own), len(reviewed(own))) == ([], 1)

    moved = move_pages(own, HOTAN, [1], "diploma")
    assert (lapsed(moved), reviewed(moved)) == ([1], ())
    assert not moved.page(1).examined
    moved = read(moved)
    assert (lapsed(moved), proposed(moved)) == ([1], [Target.PHOTO])

    back = read(move_pages(moved, HOTAN, [1], SLOT))
    assert proposed(back) == []
    loose = read(move_pages(back, HOTAN, [1], ""))
    assert proposed(loose) == [Target.PHOTO]


def test_moving_between_slots_that_cover_the_same_keeps_what_was_found_and_decided() -> None:
    mask = Mask(Target.SEAL, box(0, 0, 9, 9), "", 0.5, Origin.SEAL)
    seal = Hit(mask, Verdict.DOUBT, info("hit.unread_seal"))
    page = CasePage(1, "diploma", "一.jpg", hits=(seal,), examined=True)
    case = decide(replace(begun(HOTAN, APPLICANT), pages=(page,)), 1, 0, Decision.LEAVE)
    moved = move_pages(case, HOTAN, [1], "title_doc")
    assert moved.page(1) == replace(case.page(1), slot="title_doc")
    assert moved.fingerprint(moved.page(1)) == case.fingerprint(case.page(1))


def test_what_was_searched_for_while_a_page_was_moved_is_not_taken(photo: Path) -> None:
    """The window goes on working while a page is searched; then it is searched once more."""
    case = photo_case(photo)
    history = History(case)
    sent = case.page(1)
    history.push(move_pages(case, HOTAN, [1], SLOT))
    found = replace(sent, examined=True)
    assert not history.take_result(sent, found)
    assert not history.case.page(1).examined
    history.undo()
    assert history.case.page(1).examined


@pytest.mark.slow
def test_a_slot_may_leave_seals_to_be_seen_of_which_all_others_ask(pool: WorkerPool) -> None:
    """A notice of one's own may exempt what is asked about though it is no target (A-45)."""
    whole = sample_case()
    page = next(page for page in whole.pages if page.slot == "posting")
    case = replace(whole, pages=(page,))
    spared = replace(case, exempt=(("posting", frozenset({Target.SEAL})),))
    readings = SessionReadings()
    (asked,) = examine(pool, case, readings)
    (left,) = examine(pool, spared, readings)
    seals = [hit for hit in asked.hits if hit.mask.origin is Origin.SEAL]
    assert seals
    assert left.hits == tuple(hit for hit in asked.hits if hit not in seals)
