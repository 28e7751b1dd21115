"""The numbers that masking is held to, on pages whose seeds were never looked at."""

import datetime

import pytest

from benchmarks.masking import PageResult, measured

PAGES = 420
DPI = [150, 200, 300]
PRESETS = ["clean", "scan", "skewed", "grey", "faint"]


@pytest.fixture(scope="module")
def results() -> list[PageResult]:
    """Pages of today: every night draws others, so that nobody can tune to them."""
    first = 10_000_000 + datetime.date.today().toordinal() * 1000
    return [measured(seed, DPI, PRESETS) for seed in range(first, first + PAGES)]


@pytest.mark.nightly
def test_printed_words_are_covered(results: list[PageResult]) -> None:
    every = [(one, page) for page in results for one in page.occurrences]
    missed = [(one, page) for one, page in every if not one[3]]
    silent = [page.seed for _, page in missed if not page.review]
    assert len(missed) <= 0.005 * len(every), [page.seed for _, page in missed]
    assert len(silent) <= max(1, 0.1 * len(missed)), silent


@pytest.mark.nightly
def test_what_must_stay_stays(results: list[PageResult]) -> None:
    staying = sum(page.staying for page in results)
    assert sum(page.damaged for page in results) <= 0.01 * staying


@pytest.mark.nightly
def test_pages_without_an_occurrence_get_no_cover(results: list[PageResult]) -> None:
    empty = [page for page in results if not page.occurrences and not page.open_finds]
    covered = [page.seed for page in empty if page.covers]
    assert len(covered) <= 0.02 * len(empty), covered
