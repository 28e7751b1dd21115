"""The pages of practice that were read beforehand: eight at most, and as they are read today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zcdesk.cases.case import Answer, Case, Decision, PageState
from zcdesk.cases.exchange.decision_file import DecisionFile
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case import sample
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.sample import FIRST, decided, kept, practice, sample_case
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.review.overview import Overview


def _read(case: Case) -> list[str]:
    return [page.file_name for page in case.pages if page.examined]


def _states(case: Case) -> set[PageState]:
    overview = Overview(case, load_notice(case.notice))
    return {one.state for one in overview if one.page.examined}


def test_practice_has_six_to_eight_pages_read_some_sure_and_some_in_doubt() -> None:
    case, readings = practice()
    read = [page for page in case.pages if page.examined]
    assert sorted(page.file_name for page in read) == sorted(FIRST)
    assert 6 <= len(read) <= 8
    assert _states(case) >= {PageState.MASKED, PageState.REVIEW}
    assert all(page.page is not None and readings.of(page.page) for page in read)
    assert all(Path(page.page.source.path).is_file() for page in read if page.page is not None)
    plain = [replace(page, page=None, hits=(), examined=False) for page in case.pages]
    assert [(page.number, page.path, page.slot) for page in plain] == [
        (page.number, page.path, page.slot) for page in sample_case().pages
    ]


def test_a_scan_that_is_another_one_by_now_waits_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / FIRST[0]
    other.write_bytes(b"another scan")
    case = sample_case()
    pages = tuple(
        replace(page, path=str(other)) if page.file_name == FIRST[0] else page
        for page in case.pages
    )
    monkeypatch.setattr(sample, "sample_case", lambda: replace(case, pages=pages))
    assert sorted(_read(practice()[0])) == sorted(FIRST[1:])


def test_her_decisions_foresee_what_is_asked_today() -> None:
    case, _ = practice()
    after, unforeseen = decided(case, load_notice(case.notice))
    assert [page.file_name for page in after.pages if page.examined] == [
        page.file_name for page in after.pages if after.is_confirmed(page)
    ]
    assert not unforeseen


@pytest.mark.parametrize("notice", notice_ids())
def test_whatever_else_is_asked_about_she_covers(
    notice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program asks more or less than the one for which her decisions were written."""
    monkeypatch.setattr(
        sample,
        "read_decisions",
        lambda _: DecisionFile.model_validate({"schema": 1, "answer": Answer.NO}),
    )
    case = replace(practice()[0], notice=notice)
    after, unforeseen = decided(case, load_notice(notice))
    read = [page for page in after.pages if page.examined]
    assert unforeseen == len(read)
    assert all(map(after.is_confirmed, read))
    doubted = [len(page.open_doubts()) for page in case.pages]
    answers = [answer for page in read for _, answer in page.decisions]
    assert answers == [Decision.COVER] * sum(doubted) != []


@pytest.mark.nightly
def test_what_is_kept_is_what_is_read_today(pool: WorkerPool) -> None:
    """After a change of models or masking: ``python tools/making/practice.py``."""
    known, _ = practice()
    case, readings = sample_case(), SessionReadings()
    numbers = [page.number for page in case.pages if page.file_name in FIRST]
    case = case.with_pages(list(examine(pool, case, readings, numbers)))
    kept(case, readings)  # each of them was read
    for number in numbers:
        now, then = case.page(number), known.page(number)
        verdicts = [[hit.verdict for hit in page.hits] for page in (now, then)]
        assert verdicts[0] == verdicts[1], now.file_name
        assert [hit.mask.target for hit in now.hits] == [hit.mask.target for hit in then.hits]
