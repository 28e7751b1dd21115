"""What is found of names and employers that are written otherwise than they were typed.

Run::

    python -m benchmarks.written_otherwise --first 0 --count 20 --records build/otherwise.jsonl

Draws the pages of ``written_otherwise_pages.py``, sends each through the whole of ``redact``, and
tells for each writing whether it is covered, asked about (by the first reading, or the second one
of the finished picture), or silent. ``covered`` counts where nine tenths of its ink lie under
covers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.bilingual import measure_seeds
from benchmarks.drawing import save
from benchmarks.masking import COVERED
from benchmarks.run_record import Figure
from benchmarks.written_otherwise_pages import drawn
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds, shared
from zcdesk.masking.burning import burn
from zcdesk.pages.preparing import prepare
from zcdesk.verification.picture import verify_pixels
from zcdesk.workflow.one_page.examining import search_page
from zcdesk.workflow.one_page.found_scans import scan_at
from zcdesk.workflow.one_page.sought import Sought

Record = dict[str, Any]
TARGETS = frozenset({Target.NAME, Target.EMPLOYER})


def measured(seed: int) -> Record:
    """Send the page of one seed through both readings."""
    cv2.setNumThreads(1)
    made = drawn(seed)
    applicant = Applicant(*made.applicant)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(made.page, path)
        found = prepare(scan_at(str(path)), 0)
    examined = search_page(found, Sought(applicant, TARGETS))
    upright = examined.page
    marks = made.page.moved(found.picture, upright.transform).marks
    covers = [hit.mask for hit in examined.hits if hit.covers_by_default]
    asked = [hit.mask.polygon for hit in examined.hits if hit.is_doubt]
    burnt = burn(found.picture, covers)
    second = verify_pixels(burnt, applicant, TARGETS, [mask.polygon for mask in covers])
    seen = [find.place for find in second.finds]
    ink = cv2.cvtColor(found.picture, cv2.COLOR_RGB2GRAY)
    left = cv2.cvtColor(burnt, cv2.COLOR_RGB2GRAY)
    rows = []
    for kind, mark in zip(made.kinds, marks, strict=True):
        place = mark.characters[0]
        share = _hidden(ink, left, place)
        doubted, told = _touches(asked, place), _touches(seen, place)
        state = "covered" if share >= COVERED else "asked" if doubted or told else "silent"
        rows.append([kind, mark.text, state, round(share, 2), doubted, told])
    about = {"size": made.size, "damage": made.damage, "foreign": made.foreign}
    return {"seed": seed, **about, "rows": rows}


def _hidden(before: np.ndarray, after: np.ndarray, place: Polygon) -> float:
    left, top, right, bottom = (max(0, round(edge)) for edge in bounds(place))
    old, new = before[top:bottom, left:right], after[top:bottom, left:right]
    dark = old < 160
    return float((dark & (new < 8)).sum() / max(1, dark.sum()))


def _touches(places: Sequence[Polygon], mark: Polygon) -> bool:
    own = bounds(mark)
    size = max(1.0, (own[2] - own[0]) * (own[3] - own[1]))
    return any(shared(bounds(place), own) > 0.15 * size for place in places)


def table(records: Sequence[Record]) -> str:
    """Return for each kind of writing how often it is covered, asked about and silent."""
    rows: dict[str, Counter[str]] = {}
    for record in records:
        for kind, _, state, *_ in record["rows"]:
            rows.setdefault(kind, Counter())[state] += 1
            rows.setdefault("all", Counter())[state] += 1
    return "\n".join(
        f"{kind:18} {row['covered']:4} covered {row['asked']:4} asked {row['silent']:4} silent"
        for kind, row in sorted(rows.items())
    )


def figures(records: Sequence[Record]) -> list[Figure]:
    """Return how many words that are written otherwise stay open without a word."""
    states = [row[2] for record in records for row in record["rows"]]
    what = "names and employers written otherwise than typed: neither covered nor asked about"
    return [Figure(promise="leaks", what=what, count=states.count("silent"), of=len(states))]


def main() -> None:
    """Measure words that are written otherwise."""
    measure_seeds("written_otherwise", __doc__, measured, table, figures)


if __name__ == "__main__":
    main()
