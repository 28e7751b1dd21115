"""Writes ``docs/quality.md``: one table for each promise of quality, from the newest figures.

    python tools/quality.py            writes the page, and two long tables in benchmarks/results;
                                       runs of more than 300 commits ago fall out
    python tools/quality.py --check    only tells whether they are what it would write

The figures stand in ``benchmarks/results``, one file a run (``benchmarks/run_record.py``). Where
two runs have a figure of the same table and name, the newer one stands on the page. The runs and
the 105 acceptance checks have pages of their own, since the page of quality is to stay short.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.acceptance_record import Outcome, outcomes
from benchmarks.run_record import RESULTS, Figure, Run, runs
from tools.calling import ToolError, comparing, run_tool, write_or_compare

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "quality.md"
CHECKS_PAGE, RUNS_PAGE = RESULTS / "acceptance.md", RESULTS / "quality-runs.md"

OLDEST = 300
"""Commits after which a run says nothing about the program of today any more."""

TABLES = {
    "covered": "The person's own words are covered (遮盖)",
    "silent": "What stays open is asked about (待复核), never passed over in silence",
    "objects": "Own seals, signatures and portraits are found (公章、签字、本人照片)",
    "spared": "Only the person's own is covered",
    "asked": "Nothing is asked needlessly, and no page fails",
    "upright": "Pages stand upright, are judged for clarity (清晰度) and find their slot",
    "second": "The second reading finds what was left (成品复查)",
    "kept": "Nothing is lost (案卷)",
    "notices": "The notices' rules reach the person",
    "batch": "Many applicants, each with her own words only (花名册)",
    "quick": "Speed and memory, and a window that answers at once",
    "handed": "What is handed to people is small and starts at once",
    "others": "Beside other programs, on the same pages",
}
"""The promises of quality, in the order of the page."""

HEAD = """# How good zcdesk is today

Made by `python tools/quality.py` from `benchmarks/results`; do not edit. The pages are fictional,
drawn by `tools/drawing` or by makers of their own; nobody had looked at them before they were
counted, unless a run says otherwise. Each row bears day, commit and number of its run; one of more
than 300 commits ago tells nothing here. What is missed comes first. Intervals are 95 % (Wilson).
*Too few to prove*: the bar is met, but the interval reaches beyond it. What leaks, and why:
[known-limits.md](known-limits.md). Which tests keep which promise: [promises.md](promises.md).
Command, day and remarks of each run: [quality-runs.md](../benchmarks/results/quality-runs.md); the
105 acceptance checks: [acceptance.md](../benchmarks/results/acceptance.md).
"""

FOOT = """Not measured: Windows and macOS (wheels exist), real scans, 4K, photographs of people.
"""


RUNS_HEAD = """# The runs behind the figures

Made by `python tools/quality.py` from `benchmarks/results`; do not edit. The numbers are those of
the last column in [quality.md](../../docs/quality.md); the newest run comes first. Below stand the
figures that have no bar.
"""

COMPARED = "others"
"""The table whose figures stand beside those of other programs: they have no bar."""


CHECKS_HEAD = """# The 105 acceptance checks

Made by `python tools/quality.py` from what `python -m benchmarks.acceptance --result …` kept; do
not edit. Each check is tried with the commands that a user types (some as tests of the window,
offscreen); cases, commands and what must come of them stand in
[tests/acceptance](../../tests/acceptance/checks), where the outcomes were worked out by hand from
the notices' texts. `python -m benchmarks.acceptance 47` tries one. Notices are all over today:
windows are told as past, and nothing here waits for a date.
"""

_SHOWN = 3
"""Commands of a check on its row; all stand in its file."""


def page(kept: Mapping[str, Run]) -> str:
    """Return the page that tells the newest figures of runs, given by file name.

    Raises:
        ValueError: A figure belongs to no table.
    """
    return "\n".join([HEAD, *_missed(kept), *_tables(kept, Where.BARS), FOOT])


def runs_page(kept: Mapping[str, Run]) -> str:
    """Return the page that tells of the runs by their numbers.

    Raises:
        ValueError: A figure belongs to no table.
    """
    lines = [_run_line(number, kept[name]) for name, number in _numbers(kept).items()]
    return "\n".join([RUNS_HEAD, *lines, "", *_tables(kept, Where.RUNS)])


class Where(Enum):
    """Where a figure stands: first what is missed, then by promise; the rest beside the runs."""

    MISSED = auto()
    BARS = auto()
    RUNS = auto()


def _where(figure: Figure) -> Where:
    if figure.met == "**no**":
        return Where.MISSED
    return Where.BARS if figure.bar or figure.promise == COMPARED else Where.RUNS


def _rows(kept: Mapping[str, Run], where: Where, promise: str) -> list[tuple[Figure, str]]:
    newest, numbers = newest_figures(kept), _numbers(kept)
    return [
        (figure, f"{numbers[name]}: {kept[name].day[:10]}, {kept[name].commit}")
        for figure, name in newest
        if figure.promise == promise and _where(figure) is where
    ]


def _missed(kept: Mapping[str, Run]) -> Iterator[str]:
    rows = [row for promise in TABLES for row in _rows(kept, Where.MISSED, promise)]
    if rows:
        yield from ("## Bars that are missed", *_table(rows), "")


def _tables(kept: Mapping[str, Run], where: Where) -> Iterator[str]:
    """Yield the tables of the figures that stand there, a table a promise."""
    for promise, title in TABLES.items():
        if rows := _rows(kept, where, promise):
            yield from (f"## {title}", *_table(rows), "")


def _numbers(kept: Mapping[str, Run]) -> dict[str, int]:
    """Return the numbers of the runs that a figure of the page comes from, newest first."""
    used = {name for _, name in newest_figures(kept)}
    told = [name for name in reversed(_by_day(kept)) if name in used]
    return {name: number for number, name in enumerate(told, 1)}


def newest_figures(kept: Mapping[str, Run]) -> list[tuple[Figure, str]]:
    """Return each figure in its newest form, and the file that tells it.

    Those with a bar come first, and among them those of the newest run.

    Raises:
        ValueError: A figure belongs to no table.
    """
    found: dict[tuple[str, str], tuple[Figure, str]] = {}
    for name in reversed(_by_day(kept)):
        for figure in kept[name].figures:
            if figure.promise not in TABLES:
                raise ToolError(f"{name}: {figure.what}: there is no table {figure.promise!r}")
            found.setdefault((figure.promise, figure.what), (figure, name))
    return sorted(found.values(), key=lambda one: not one[0].bar)


def _by_day(kept: Mapping[str, Run]) -> list[str]:
    return sorted(kept, key=lambda name: (kept[name].day, name))


def _table(rows: Iterable[tuple[Figure, str]]) -> Iterator[str]:
    yield "| what | seen | 95 % interval | bar | met | run |"
    yield "|---|---|---|---|---|---|"
    for figure, run in rows:
        cells = (figure.what, _seen(figure), _interval(figure), figure.bar, figure.met)
        yield f"| {' | '.join(cells)} | {run} |"


def _seen(figure: Figure) -> str:
    if figure.seen is None:
        return "none was there"
    if figure.count is None:
        return f"{figure.seen:g} {figure.unit}"
    return f"{_per_cent(figure.seen)} % ({_grouped(figure.count)} of {_grouped(figure.of or 0)})"


def _interval(figure: Figure) -> str:
    if figure.count is None or not figure.of:
        return ""
    low, high = figure.interval()
    return f"{_per_cent(low)}–{_per_cent(high)} %"


def _per_cent(share: float) -> str:
    """Return a share in per cent; two places, and none where they say nothing."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _run_line(number: int, run: Run) -> str:
    seeds = f"; seeds {run.seeds}" if run.seeds else ""
    note = f". {run.note}" if run.note else ""
    return f"{number}. `{run.command}` ({run.day}, {run.commit}; {run.machine}{seeds}){note}"


def checks_page(tried: Sequence[Outcome]) -> str:
    """Return the page that tells of each acceptance check what held, and the commands for it."""
    lines = [CHECKS_HEAD, "| | what must hold | | try it |", "|---|---|---|---|"]
    for one in tried:
        held = one.word if one.word != "in part" else f"in part ({one.held} of {one.steps} steps)"
        typed = [f"`{command}`" for command in (*one.commands, *one.tests)]
        further = f" and {len(typed) - _SHOWN} more" if len(typed) > _SHOWN else ""
        shown = "<br>".join(typed[:_SHOWN]) + further
        lines.append(f"| {one.number} | {one.what} | {held} | {shown} |")
    return "\n".join([*lines, ""])


def age_of(run: Run) -> int | None:
    """Return how many commits ago a run was; None of one that no commit of this history made."""
    command = ["git", "rev-list", "--count", f"{run.commit}..HEAD"]
    done = subprocess.run(command, cwd=DOCS, capture_output=True, encoding="utf-8", check=False)
    return int(done.stdout) if done.returncode == 0 else None


def drop_old() -> None:
    """Remove the files of runs that say nothing about today any more; without git none is old."""
    for name, run in runs().items() if (DOCS.parent / ".git").exists() else ():
        age = age_of(run)
        if age is None or age > OLDEST:
            (RESULTS / name).unlink()
            print(f"{name}: {run.commit}, more than {OLDEST} commits ago")


def main() -> int:
    """Write the pages, or tell which is not up to date."""
    if not comparing():
        drop_old()
    return write_or_compare(
        {PAGE: page(runs()), RUNS_PAGE: runs_page(runs()), CHECKS_PAGE: checks_page(outcomes())}
    )


if __name__ == "__main__":
    run_tool(main)
