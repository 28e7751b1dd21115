"""Spellings in Uyghur that pages propose for name and employer: right, nearly right, or wrong.

Run::

    python -m benchmarks.spellings --first 0 --count 60 --records build/spellings.jsonl

Examines the pages of ``bilingual_pages.py`` as if nobody had told a word in Uyghur, and holds each
spelling that is proposed against what stands there. Letters are compared in one spelling (hamza
and the forms of ە and ي aside), spaces left out. Records are appended page by page, so that a run
that was stopped goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.bilingual import ORDINARY, WANTED, measure_seeds
from benchmarks.bilingual_pages import drawn
from benchmarks.drawing import save
from benchmarks.leaks import NOTICE
from benchmarks.masking import applicant_of
from benchmarks.run_record import Figure
from zcdesk.cases.acts.spelling import proposed_spellings
from zcdesk.cases.case import Case, CasePage
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.workflow.one_page.sought import Sought

Record = dict[str, Any]


def measured(seed: int) -> Record:
    """Examine the page of one seed; its proposals by target, each with how many letters differ."""
    cv2.setNumThreads(1)
    bilingual = drawn(seed)
    truth = {"name": bilingual.name, "employer": bilingual.employer}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(bilingual.page, path)
        sought = Sought(applicant_of(bilingual.person), WANTED)
        examined = examine_page(str(path), 0, sought)
    page = found(CasePage(1, "", "page.jpg"), examined)
    asked = proposed_spellings(Case(NOTICE, sought.applicant, WANTED, (page,)))
    proposed = {
        target: [
            [spelling.text, _apart(plain_letters(spelling.text), plain_letters(text))]
            for spelling in asked
            if spelling.target == target
        ]
        for target, text in truth.items()
    }
    return {
        "seed": seed,
        "kind": bilingual.page.kind,
        "dpi": bilingual.page.dpi,
        "damage": bilingual.page.damages[-1],
        "face": bilingual.face,
        "truth": truth,
        "proposed": proposed,
    }


def _apart(one: str, other: str) -> int:
    """Return how many letters have to be changed, added or left out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, start=1):
        before, row = row, [count]
        for place, against in enumerate(other):
            least = min(before[place + 1] + 1, row[-1] + 1)
            row.append(min(least, before[place] + (letter != against)))
    return row[-1]


def table(records: Sequence[Record]) -> str:
    """Return what the records say: for each kind of page, by target, the best proposal of each."""
    rows: dict[str, Counter[str]] = {}
    for record in records:
        for target, spellings in record["proposed"].items():
            row = rows.setdefault(f"{record['kind']:20} {target:9}", Counter())
            row["pages"] += 1
            row["more than one"] += len(spellings) > 1
            best = min((apart for _, apart in spellings), default=None)
            row[_rated(best)] += 1
    return "\n".join(f"{name} {dict(row)}" for name, row in sorted(rows.items()))


def _rated(apart: int | None) -> str:
    if apart is None:
        return "none"
    return "exact" if apart == 0 else "one letter" if apart == 1 else "wrong"


def figures(records: Sequence[Record]) -> list[Figure]:
    """Return how often what is proposed is right; and how often anything is, from 150 dpi on."""
    told = []
    for target in ("name", "employer"):
        apart = [apart for record in records for _, apart in record["proposed"][target]]
        fine = [record["proposed"][target] for record in records if record["dpi"] >= ORDINARY]
        what = f"{target}s in Uyghur proposed to the applicant"
        told += [
            Figure(
                promise="asked", what=f"{what}: more than one letter wrong",
                count=sum(letters > 1 for letters in apart), of=len(apart),
            ),
            Figure(
                promise="asked", what=f"{what}: all letters right",
                count=sum(letters == 0 for letters in apart), of=len(apart),
            ),
            Figure(
                promise="asked", what=f"{what}, of pages of ≥ {ORDINARY} dpi that show one",
                count=sum(map(bool, fine)), of=len(fine),
            ),
        ]  # fmt: skip
    return told


def main() -> None:
    """Measure what is proposed on bilingual pages."""
    measure_seeds("spellings", __doc__, measured, table, figures)


if __name__ == "__main__":
    main()
