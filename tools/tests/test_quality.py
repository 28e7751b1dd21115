"""The page of quality tells the newest figure of each, and what its bar says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.acceptance_record import outcomes
from benchmarks.run_record import RESULTS, Figure, Run, runs, text_of
from tests.acceptance.checklist import checks
from tools.calling import ToolError
from tools.quality import (
    CHECKS_PAGE,
    PAGE,
    RUNS_PAGE,
    checks_page,
    newest_figures,
    page,
    runs_page,
)


def run(day: str, *figures: Figure) -> Run:
    return Run(
        benchmark="leaks", command="python benchmarks/leaks.py FILE", commit="abc1234", day=day,
        seeds="1–2", machine="2 cores", figures=figures,
    )  # fmt: skip


def share(
    count: int, of: int, at_most: float | None = None, at_least: float | None = None
) -> Figure:
    return Figure(
        promise="covered", what="words", count=count, of=of, at_most=at_most, at_least=at_least
    )


def test_the_page_is_what_the_runs_make() -> None:
    assert runs()
    assert PAGE.read_text(encoding="utf-8") == page(runs())
    assert RUNS_PAGE.read_text(encoding="utf-8") == runs_page(runs())


def test_the_page_of_the_acceptance_checks_is_what_was_tried_last() -> None:
    tried = outcomes()
    assert [one.number for one in tried] == [one.number for one in checks()]
    assert CHECKS_PAGE.read_text(encoding="utf-8") == checks_page(tried)


def test_the_page_stays_short() -> None:
    assert PAGE.read_text(encoding="utf-8").count("\n") <= 205


def test_each_run_comes_from_a_benchmark_and_a_commit() -> None:
    kept = runs().values()
    assert {one.benchmark for one in kept} <= {path.stem for path in RESULTS.parent.iterdir()}
    assert all(map(str.isalnum, [one.commit for one in kept]))


def test_each_run_is_kept_as_it_would_be_written() -> None:
    """So that a run copied by hand looks like one that a benchmark wrote."""
    kept = runs()
    texts = {name: (RESULTS / name).read_text(encoding="utf-8") for name in kept}
    assert texts == {name: text_of(one) for name, one in kept.items()}


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (share(0, 5000, at_most=0.002), "yes"),
        (share(0, 100, at_most=0.002), "yes, too few to prove"),
        (share(1, 100, at_most=0.002), "**no**"),
        (share(99, 100, at_least=0.995), "**no**"),
        (share(0, 100, at_most=0), "yes"),
        (share(1, 100000, at_most=0), "**no**"),
        (share(0, 0, at_most=0.002), "nothing counted"),
        (share(5, 10), ""),
        (Figure(promise="quick", what="page", value=2.9, unit="s", at_most=3), "yes"),
        (Figure(promise="quick", what="page", value=3.1, unit="s", at_most=3), "**no**"),
    ],
)
def test_a_bar_is_met_proven_or_missed(figure: Figure, met: str) -> None:
    assert figure.met == met


def test_a_newer_run_replaces_a_figure_and_leaves_the_others() -> None:
    other = Figure(promise="quick", what="page", value=2, unit="s")
    kept = {
        "b.json": run("2026-01-01", share(7, 10, at_least=0.4), other),
        "a.json": run("2026-01-02", share(8, 10, at_least=0.4)),
    }
    assert newest_figures(kept) == [(share(8, 10, at_least=0.4), "a.json"), (other, "b.json")]
    told, runs_told = page(kept), runs_page(kept)
    assert "| 80 % (8 of 10) | 49.02–94.33 % | ≥ 40 % | yes | 1: 2026-01-02, abc1234 |" in told
    assert "7 of 10" not in told
    assert "| page |" not in told  # it has no bar
    assert "| page | 2 s |  |  |  | 2: 2026-01-01, abc1234 |" in runs_told
    assert [line[:2] for line in runs_told.splitlines() if line[1:2] == "."] == ["1.", "2."]


def test_a_figure_without_a_table_is_named() -> None:
    figure = Figure(promise="elsewhere", what="words", count=1, of=2)
    with pytest.raises(ToolError, match=r"a\.json: words: there is no table 'elsewhere'"):
        page({"a.json": run("2026-01-01", figure)})


@pytest.mark.parametrize(
    "fields",
    [
        {"count": 1},
        {"count": 3, "of": 2},
        {"count": 1, "of": 2, "value": 1.0},
        {"value": 1.0},
        {"of": 2},
        {"count": 1, "of": 2, "seen": 0.5},
    ],
)
def test_a_figure_has_counts_or_a_value_with_its_unit(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"words|seen"):
        Figure.model_validate({"promise": "covered", "what": "words", **fields})


def test_a_file_that_is_no_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "speed.json").write_text('{"benchmark": "speed"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"speed\.json: [\s\S]*machine"):
        runs(tmp_path)
