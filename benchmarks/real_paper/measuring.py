"""Measures pages of real paper, and tells what came out: figures, and a table in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.leak_table import is_clean, occurrences_of, told
from benchmarks.leaks import Record, record_of
from benchmarks.occurrences import PRINTED, Kind
from benchmarks.real_paper.copies import ROUTES
from benchmarks.real_paper.drawing import drawn
from benchmarks.run_record import Figure

BANDS = ((14.0, 1e9, "≥ 14"), (10.0, 14.0, "10–14"), (0.0, 10.0, "< 10"))
SILENT_BARS = {"≥ 14": 0.0005, "10–14": 0.003}
ASKED_BAR = 0.08
"""Share of rightly covered pages that may go to a person, of any resolution."""


def measured(seed: int) -> Record:
    """Measure the page of one seed as ``benchmarks/leaks.py`` does, and tell its printing."""
    page = drawn(seed)
    record = record_of(seed, lambda: page)
    return record | {"printing": page.page.damages[-1]}


def figures(records: Sequence[Record]) -> Iterator[Figure]:
    """Yield what has a bar, and what else is told of these pages."""
    every, read = occurrences_of(records), [one for one in records if "counts" in one]
    printed = [one for one in every if one.kind in PRINTED]
    for low, high, name in BANDS:
        part = [one for one in printed if low <= one.em < high]
        what = f"real paper (drawn), printed words, letters of {name} px"
        leaked, silent = sum(one.leaked for one in part), sum(one.silent for one in part)
        yield Figure(
            promise="covered", what=f"{what}: a letter is readable", count=leaked, of=len(part)
        )
        yield Figure(
            promise="silent", what=f"{what}: silent", count=silent, of=len(part),
            at_most=SILENT_BARS.get(name),
        )  # fmt: skip
    for kind in (Kind.DISPLAY, Kind.UNDER_COLOUR, Kind.UNDER_GREY, Kind.HAND):
        part = [one for one in every if one.kind == kind]
        silent, what = sum(one.silent for one in part), f"real paper (drawn), {kind}: silent"
        yield Figure(promise="silent", what=what, count=silent, of=len(part))
    counted = (
        ("objects", "own seal missed", "seal"), ("objects", "portrait missed", "photo"),
        ("spared", "other seal covered", "other_seal"),
        ("spared", "one-character-off name covered", "one_off"),
        ("spared", "other near name covered", "longer"),
        ("spared", "other text damaged", "staying"),
    )  # fmt: skip
    for promise, what, name in counted:
        count = sum(one["counts"][name][1] for one in read)
        of = sum(one["counts"][name][0] for one in read)
        yield Figure(promise=promise, what=f"real paper (drawn): {what}", count=count, of=of)
    clean = [one for one in read if is_clean(one)]
    what = "real paper (drawn): clean pages sent to review"
    yield _asked(what, clean, ASKED_BAR)
    fine = [one for one in clean if one["dpi"] >= 150]
    yield _asked(f"{what}, ≥ 150 dpi", fine)
    for route in ROUTES:
        yield _asked(f"{what}, {route}", [one for one in clean if one["damage"] == route])
    failed = sum(one["state"] == "failed" for one in records)
    what = "real paper (drawn): pages that ended in a fault"
    yield Figure(promise="asked", what=what, count=failed, of=len(records))


def _asked(what: str, part: Sequence[Record], at_most: float | None = None) -> Figure:
    count = sum(one["state"] == "review" for one in part)
    return Figure(promise="asked", what=what, count=count, of=len(part), at_most=at_most)


def table(records: Sequence[Record]) -> Iterator[str]:
    """Yield the figures as lines, then leaks and questions by layout, route, printing, dpi."""
    yield f"{len(records)} pages; states {Counter(one['state'] for one in records)}"
    for figure in figures(records):
        yield f"| {figure.what} | {told(figure.count or 0, figure.of or 0)} | {figure.bar} |"
    parts: dict[str, Callable[[Record], object]] = {
        "layout": lambda one: one["kind"], "route": lambda one: one["damage"],
        "printing": lambda one: one["printing"], "dpi": lambda one: _band(one["dpi"]),
        "other faces": lambda one: one["other_faces"],
    }  # fmt: skip
    for name, part_of in parts.items():
        yield ""
        yield f"| {name} | pages | words | readable | silent | clean | of these asked |"
        yield "|---|---|---|---|---|---|---|"
        for value in sorted({str(part_of(one)) for one in records}):
            part = [one for one in records if str(part_of(one)) == value]
            words = occurrences_of(part)
            clean = [one for one in part if "counts" in one and is_clean(one)]
            cells = (value, len(part), len(words), sum(one.leaked for one in words),
                     sum(one.silent for one in words), len(clean),
                     sum(one["state"] == "review" for one in clean))  # fmt: skip
            yield f"| {' | '.join(map(str, cells))} |"
    clean = [one for one in records if "counts" in one and is_clean(one)]
    asked = Counter(
        code for one in clean if one["state"] == "review" for code in set(one["reasons"])
    )
    yield f"\nreasons on clean pages: {dict(asked.most_common())}"
    silent = {one.page["seed"] for one in occurrences_of(records) if one.silent}
    yield f"pages with a silent leak: {sorted(silent)}"


def _band(dpi: int) -> str:
    bands = ((0, 75), (75, 100), (100, 150), (150, 200), (200, 9999))
    return next(f"{low:03}–{high}" for low, high in bands if low <= dpi < high)
