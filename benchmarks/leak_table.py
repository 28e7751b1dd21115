"""Tells the leaks that ``benchmarks/leaks.py`` counted: a table in Markdown, and its figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.drawing import held_aside
from benchmarks.occurrences import PRINTED, Kind
from benchmarks.run_record import Figure, interval

BANDS = ((14, math.inf, "≥ 14"), (10, 14, "10–14"), (8, 10, "8–10"), (0, 8, "< 8"))
BARS: dict[str, tuple[float | None, float]] = {
    "≥ 14": (0.002, 0.0005), "10–14": (0.01, 0.003), "8–10": (0.06, 0.01), "< 8": (None, 0.01),
}  # fmt: skip
"""Bars by the height of a letter: any readable character, silent."""

KIND_BARS: dict[Kind, tuple[float | None, float | None]] = {
    Kind.UNDER_COLOUR: (0.005, None),
    Kind.UNDER_GREY: (0.05, None),
    Kind.ARABIC: (None, 0.005),
    Kind.WATERMARK: (None, None),
    Kind.HAND: (None, None),
}
"""The same for words that are not plainly printed."""

CASE_PAGES = 120
SILENT_PAGES = 0.000168
"""Share of pages of which 2 % of cases of 120 pages have one or more."""

CASES = 4000
LOW_RESOLUTION = 150  # dpi; below it is low
ORDINARY = 150  # dpi from which on a scan is one that people hand in

_OWN = ("seal", "signature", "photo")  # counts of what is the person's besides words: all, missed


@dataclass(frozen=True)
class Occurrence:
    """One occurrence of a word: where it stood, whether it leaked, and if nobody was told."""

    kind: str
    em: float
    damage: str
    leaked: bool
    silent: bool
    page: dict[str, Any]


def occurrences_of(records: Iterable[dict[str, Any]]) -> list[Occurrence]:
    """Return all occurrences of all pages that were not refused."""
    return [
        Occurrence(
            kind,
            em,
            record["damage"],
            leaked,
            leaked and record["state"] not in ("review", "refused"),
            record,
        )
        for record in records
        for kind, em, leaked in record.get("occurrences", ())
    ]


def told(hits: int, total: int) -> str:
    """Return a share as text: per cent, counts and interval."""
    if not total:
        return "–"
    low, high = interval(hits, total)
    return f"{hits / total:.2%} ({hits}/{total}; {low:.2%}–{high:.2%})"


def table(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the whole report."""
    if not records:
        yield "no pages yet"
        return
    every = occurrences_of(records)
    printed = [one for one in every if one.kind in PRINTED]
    seeds = [record["seed"] for record in records]
    yield f"{len(records)} pages (seeds {min(seeds)}–{max(seeds)}), {len(every)} occurrences"
    yield from _sizes(printed)
    yield from _grid("kind of occurrence", every, lambda one: one.kind, [str(k) for k in Kind])
    damages = sorted({one.damage for one in every})
    yield from _grid("damage (printed words)", printed, lambda one: one.damage, damages)
    yield from _held(printed)
    yield from _others(records)
    yield from _cases(records)
    yield from _reasons(records)
    yield from _times(records)


def figures(records: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """Yield what has a bar, and all that is silent, for ``benchmarks/results``."""
    every = occurrences_of(records)
    for pair in _size_figures([one for one in every if one.kind in PRINTED]):
        yield from pair
    for kind, bars in KIND_BARS.items():
        readable, silent = _both(str(kind), [one for one in every if one.kind == kind], bars)
        yield from [readable, silent] if readable.bar else [silent]
    yield from (figure for figure in _other_figures(records) if figure.bar)
    ordinary = [record for record in records if record["dpi"] >= ORDINARY]
    parts = (
        (
            "pages of ≥ 150 dpi with a silent printed word (bar: 2 % of cases of 120)",
            ordinary,
            PRINTED,
        ),
        ("pages of any resolution with anything silent (the same bar)", records, tuple(Kind)),
    )
    for what, part, kinds in parts:
        pages = sum(_silent_page(record, kinds) for record in part)
        yield Figure(promise="silent", what=what, count=pages, of=len(part), at_most=SILENT_PAGES)


def _size_figures(printed: Sequence[Occurrence]) -> Iterator[tuple[Figure, Figure]]:
    for low, high, name in BANDS:
        part = [one for one in printed if low <= one.em < high]
        yield _both(f"printed words, letters of {name} px", part, BARS[name])


def _both(
    what: str, part: Sequence[Occurrence], bars: tuple[float | None, float | None]
) -> tuple[Figure, Figure]:
    """Return how many words leak and how many do so in silence."""
    leaks, silent = sum(one.leaked for one in part), sum(one.silent for one in part)
    readable = Figure(
        promise="covered", what=f"{what}: a letter is readable", count=leaks, of=len(part),
        at_most=bars[0],
    )  # fmt: skip
    unasked = Figure(
        promise="silent", what=f"{what}: silent", count=silent, of=len(part), at_most=bars[1]
    )
    return readable, unasked


def _sizes(printed: Sequence[Occurrence]) -> Iterator[str]:
    yield ""
    yield "| em, px | any readable character | bar | silent | bar |"
    yield "|---|---|---|---|---|"
    for (*_, name), pair in zip(BANDS, _size_figures(printed), strict=True):
        cells = " | ".join(f"{_share(one)} | {one.bar}" for one in pair)
        yield f"| {name} | {cells} |"


def _share(figure: Figure) -> str:
    return told(figure.count or 0, figure.of or 0)


def _grid(
    title: str,
    every: Sequence[Occurrence],
    row_of: Callable[[Occurrence], str],
    rows: Sequence[str],
) -> Iterator[str]:
    """Yield leaks (and silent ones) of all in each cell, and the row's share with its interval."""
    yield ""
    heads = " | ".join(f"em {name}" for _, _, name in BANDS)
    yield f"| {title} | {heads} | all: leaks | all: silent |"
    yield "|---|" + "---|" * (len(BANDS) + 2)
    for row in rows:
        part = [one for one in every if row_of(one) == row]
        if not part:
            continue
        cells = []
        for low, high, _ in BANDS:
            cell = [one for one in part if low <= one.em < high]
            leaks, silent = sum(one.leaked for one in cell), sum(one.silent for one in cell)
            cells.append(f"{leaks} ({silent}) of {len(cell)}" if cell else "–")
        whole = told(sum(one.leaked for one in part), len(part))
        unseen = told(sum(one.silent for one in part), len(part))
        yield f"| {row} | {' | '.join(cells)} | {whole} | {unseen} |"


def _held(printed: Sequence[Occurrence]) -> Iterator[str]:
    aside = held_aside()
    kinds, damages = set(aside["kinds"]["names"]), set(aside["damage"]["names"])
    yield ""
    yield "| printed words, em ≥ 10 | leaks | silent |"
    yield "|---|---|---|"
    parts: tuple[tuple[str, Callable[[Occurrence], bool]], ...] = (
        ("faces held aside", lambda one: bool(one.page["other_faces"])),
        ("known faces", lambda one: not one.page["other_faces"]),
        ("layouts held aside", lambda one: one.page["kind"] in kinds),
        ("known layouts", lambda one: one.page["kind"] not in kinds),
        ("damage held aside", lambda one: one.damage in damages),
        ("known damage", lambda one: one.damage not in damages),
    )
    for name, belongs in parts:
        part = [one for one in printed if one.em >= 10 and belongs(one)]
        leaks, silent = sum(one.leaked for one in part), sum(one.silent for one in part)
        yield f"| {name} | {told(leaks, len(part))} | {told(silent, len(part))} |"


def _others(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield ""
    yield "| measure | seen | bar |"
    yield "|---|---|---|"
    for figure in _other_figures(records):
        yield f"| {figure.what} | {_share(figure)} | {figure.bar} |"


def _other_figures(records: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    """Yield what is counted besides words: seals, others' text, clean pages, faults."""
    read = [record for record in records if "counts" in record]
    fine = [record for record in read if record["dpi"] >= 200]
    low = [record for record in read if record["dpi"] < LOW_RESOLUTION]
    empty = [record for record in read if _nothing_to_hide(record)]
    clean = [record for record in read if is_clean(record)]
    ordinary = [record for record in clean if record["dpi"] >= ORDINARY]
    han = [record for record in ordinary if not record.get("arabic")]

    yield _counted("objects", "own seal missed", "seal", read, 0.005)
    yield _counted("objects", "signature missed", "signature", read, 0.01)
    yield _counted("objects", "portrait missed", "photo", read, 0.005)
    yield _counted("spared", "other seal covered", "other_seal", read, 0.005)
    what = "one-character-off name covered (em ≥ 10)"
    yield _counted("spared", what, "one_off", read, 0.005)
    what = "the same below an own watermark, which hides it, apart"
    yield _counted("spared", what, "crossed", read)
    yield _counted("spared", "other near-namesake covered (em ≥ 10)", "longer", read)
    yield _counted("spared", "other text damaged, ≥ 200 dpi", "staying", fine, 0.007)
    yield _counted("spared", "other text damaged, < 150 dpi", "staying", low, 0.015)
    untouched = sum(not record["covers"] for record in empty)
    yield Figure(
        promise="spared", what="pages with nothing to hide left untouched",
        count=untouched, of=len(empty), at_least=0.995,
    )  # fmt: skip
    yield _in_state("clean pages sent to review, ≥ 150 dpi", "review", ordinary, 0.03)
    what = "the same without pages in Arabic script"
    yield _in_state(what, "review", han, 0.03)
    yield _in_state("clean pages sent to review, all", "review", clean)
    yield _in_state("pages that ended in a fault", "failed", records, 0)
    yield _in_state("pages refused", "refused", records)


def _counted(
    promise: str, what: str, name: str, part: Sequence[dict[str, Any]], at_most: float | None = None
) -> Figure:
    # Older runs did not count everything.
    both = [record["counts"].get(name, (0, 0)) for record in part]
    count, of = sum(missed for _, missed in both), sum(total for total, _ in both)
    return Figure(promise=promise, what=what, count=count, of=of, at_most=at_most)


def _in_state(
    what: str, state: str, part: Sequence[dict[str, Any]], at_most: float | None = None
) -> Figure:
    count = sum(record["state"] == state for record in part)
    return Figure(promise="asked", what=what, count=count, of=len(part), at_most=at_most)


def _nothing_to_hide(record: dict[str, Any]) -> bool:
    counts = record["counts"]
    own = sum(counts[name][0] for name in _OWN)
    return not record["occurrences"] and not own and not record["open_finds"]


def is_clean(record: dict[str, Any]) -> bool:
    """Tell whether nothing of the person stays open, so that nobody need be asked."""
    missed = any(record["counts"][name][1] for name in _OWN)
    return not record["open_finds"] and not missed and not _leaks(record)


def _leaks(record: dict[str, Any]) -> bool:
    return any(leaked for _, _, leaked in record["occurrences"])


def _silent_page(record: dict[str, Any], kinds: Collection[str] = tuple(Kind)) -> bool:
    told_of = record["state"] in ("review", "refused")
    found = record.get("occurrences", ())
    return not told_of and any(leaked and kind in kinds for kind, _, leaked in found)


def _cases(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Draw cases of 120 pages from the pages, with replacement, and count those with a leak.

    Watermarks, Arabic script and seals stand on many more of the drawn pages than of those that
    people hand in, so printed words are told by themselves too.
    """
    yield ""
    yield "| cases of 120 mixed pages with a silent leak | seen | bar |"
    yield "|---|---|---|"
    ordinary = [record for record in records if record["dpi"] >= ORDINARY]
    parts: tuple[tuple[str, Sequence[dict[str, Any]], Collection[str]], ...] = (
        ("printed words, pages of 150 dpi and more", ordinary, PRINTED),
        ("everything, pages of 150 dpi and more", ordinary, tuple(Kind)),
        ("everything, pages of any resolution", records, tuple(Kind)),
    )
    for name, part, kinds in parts:
        if not part:
            continue
        silent = [_silent_page(record, kinds) for record in part]
        random = Random(120)
        bad = sum(any(random.choices(silent, k=CASE_PAGES)) for _ in range(CASES))
        low, high = (1 - (1 - p) ** CASE_PAGES for p in interval(sum(silent), len(silent)))
        yield (
            f"| {name} | {bad / CASES:.1%} of {CASES} (from {sum(silent)} of {len(silent)} pages;"
            f" {low:.1%}–{high:.1%}) | ≤ 2 % |"
        )


def _reasons(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    clean = [r for r in records if r["state"] == "review" and "counts" in r and is_clean(r)]
    counts = Counter(code for record in clean for code in set(record["reasons"]))
    yield ""
    yield "Reasons for review on clean pages: " + ", ".join(
        f"{code} {count}" for code, count in counts.most_common()
    )
    silent = [record["seed"] for record in records if "counts" in record and _silent_page(record)]
    yield f"Pages with a silent leak (seeds): {silent}"


def _times(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    parts = []
    for name in ("drawing", "examining"):
        known = [r[f"seconds_{name}"] for r in records if f"seconds_{name}" in r]
        parts.append(f"{name} {sum(known) / max(1, len(known)):.2f} s")
    yield "Processor time a page: " + ", ".join(parts)
