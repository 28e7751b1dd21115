"""Words of the applicant in Uyghur on harsh bilingual pages: covered, asked about, or open.

Run::

    python -m benchmarks.harsh_bilingual --first 0 --count 30 --records build/harsh.jsonl

Takes every second seed from ``--first`` on: even ones are for tuning, odd ones for judging
(``harsh_bilingual_pages.py``). Name and employer are told in Uyghur as they stand there; names,
employers and seals are to be covered.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.bilingual import ORDINARY, Record, is_asked, measure_seeds, with_uyghur
from benchmarks.drawing import save
from benchmarks.harsh_bilingual_pages import drawn, is_broken
from benchmarks.leaks import NOTICE
from benchmarks.masking import COVERED, DAMAGED, applicant_of, cover_map, covered_share
from benchmarks.run_record import Figure
from tools.drawing.marks import DrawnPage, InkMark, Role, Setting
from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.geometry import bounds, centre, holds
from zcdesk.workflow.case.session_readings import found
from zcdesk.workflow.one_page.examining import Examined, examine_page
from zcdesk.workflow.one_page.sought import Sought

WANTED = frozenset({Target.NAME, Target.EMPLOYER, Target.SEAL})
PRINTED = ("name", "employer", "broken employer", "broken name")


def measured(seed: int) -> Record:
    """Examine the page of one seed and hold the covers against its truth."""
    cv2.setNumThreads(1)
    bilingual = drawn(seed)
    page = bilingual.page
    applicant = with_uyghur(applicant_of(bilingual.person), bilingual.name, bilingual.employer)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(page, path)
        start = time.process_time()
        examined = examine_page(str(path), 0, Sought(applicant, WANTED))
        seconds = round(time.process_time() - start, 3)
    case = Case(NOTICE, applicant, WANTED)
    return {
        "seed": seed,
        "kind": page.kind,
        "dpi": page.dpi,
        "damage": page.damages[-1],
        "face": bilingual.face,
        "state": str(case.state(found(CasePage(1, "", "page.jpg"), examined))),
        "asked": [hit.reason.code for hit in examined.hits if hit.is_doubt],
        "seconds": seconds,
        **_counted(page, examined),
    }


def _counted(page: DrawnPage, examined: Examined) -> Record:
    """Return what the covers do to the words in Uyghur and to own rings."""
    upright = examined.page
    blank = np.broadcast_to(np.uint8(255), (upright.height, upright.width, 3))
    moved = page.moved(blank, upright.transform)
    covers = cover_map(moved.picture, examined.hits)
    doubts = [bounds(hit.mask.polygon) for hit in examined.hits if hit.is_doubt]
    words, near, staying, harmed, asked = [], [], 0, 0, False
    for mark in moved.marks:
        if mark.role is Role.SEAL:
            words.append(("seal", round(mark.em, 1), not _is_covered(mark, covers), mark.text))
        if mark.setting is not Setting.ARABIC:
            continue
        middle = centre(mark.characters[len(mark.characters) // 2])
        asked = asked or any(holds(doubt, middle) for doubt in doubts)
        taken = sum(covered_share(covers, one) >= DAMAGED for one in mark.characters)
        if mark.role in (Role.NAME, Role.EMPLOYER):
            kind = ("broken " if is_broken(mark) else "") + str(mark.role)
            words.append((kind, round(mark.em, 1), not _is_covered(mark, covers), mark.text))
        elif mark.near:
            near.append(taken > len(mark.characters) / 2)
        else:
            staying += len(mark.characters)
            harmed += taken
    return {"words": words, "near": near, "staying": staying, "harmed": harmed, "in_script": asked}


def _is_covered(mark: InkMark, covers: np.ndarray) -> bool:
    return min(covered_share(covers, letter) for letter in mark.characters) >= COVERED


def table(records: Sequence[Record]) -> str:
    """Return what the records say, by kind of word, by damage and by resolution."""
    rows: dict[str, Counter[str]] = {}
    for record in records:
        for kind, _, leaked, _ in record["words"]:
            named = [kind]
            if kind in PRINTED:
                fine = record["dpi"] >= ORDINARY
                named += ["printed", f"printed, {'>=' if fine else '<'} {ORDINARY} dpi"]
                named += [f"damage {record['damage']}"]
            silent = int(leaked and record["state"] != "review")
            for row in named:
                count = rows.setdefault(row, Counter())
                count.update(words=1, open=int(leaked), silent=silent)
    lines = [f"{row}: {dict(count)}" for row, count in sorted(rows.items())]
    for name, least in (("all", 0), (f">= {ORDINARY} dpi", ORDINARY)):
        right = [record for record in _right(records) if record["dpi"] >= least]
        asked = sum(is_asked(record) for record in right)
        review = sum(record["state"] == "review" for record in right)
        lines.append(f"right pages, {name}: {len(right)}, asked {asked}, in review {review}")
    why = Counter(code for record in _right(records) for code in set(record["asked"]))
    lines.append(f"asked on right pages: {dict(why)}")
    staying, near = sum(r["staying"] for r in records), [one for r in records for one in r["near"]]
    lines.append(f"other letters {staying}, covered {sum(r['harmed'] for r in records)}")
    lines.append(f"near names {len(near)}, covered {sum(near)}")
    lines.append(f"{np.mean([record['seconds'] for record in records]):.2f} s a page")
    return "\n".join(lines)


def _right(records: Sequence[Record]) -> list[Record]:
    return [r for r in records if not any(word[2] for word in r["words"] if word[0] in PRINTED)]


def figures(records: Sequence[Record]) -> list[Figure]:
    """Return what the page of quality tells of them."""
    words = [
        (record["dpi"] >= ORDINARY, leaked, record["state"] != "review")
        for record in records
        for kind, _, leaked, _ in record["words"]
        if kind in PRINTED
    ]
    large = [leaked for fine, leaked, _ in words if fine]
    right = [(r["dpi"] >= ORDINARY, is_asked(r)) for r in _right(records)]
    near = [one for record in records for one in record["near"]]
    told = "harsh bilingual pages, words told in Uyghur"
    return [
        Figure(promise="covered", what=f"{told}: a letter is readable",
               count=sum(leaked for _, leaked, _ in words), of=len(words), at_most=0.12),
        Figure(promise="covered", what=f"{told}, ≥ {ORDINARY} dpi: a letter is readable",
               count=sum(large), of=len(large), at_most=0.05),
        Figure(promise="silent", what=f"{told}: silent",
               count=sum(leaked and quiet for _, leaked, quiet in words), of=len(words),
               at_most=0.003),
        Figure(promise="asked", what=f"{told}: right pages asked about for the script",
               count=sum(asked for _, asked in right), of=len(right), at_most=0.3),
        Figure(promise="asked", what=f"{told}: the same, ≥ {ORDINARY} dpi",
               count=sum(asked for fine, asked in right if fine),
               of=sum(fine for fine, _ in right), at_most=0.15),
        Figure(promise="spared", what=f"{told}: letters of other words covered",
               count=sum(r["harmed"] for r in records), of=sum(r["staying"] for r in records),
               at_most=0.01),
        Figure(promise="spared", what=f"{told}: near names covered", count=sum(near),
               of=len(near), at_most=0.02),
    ]  # fmt: skip


def main() -> None:
    """Measure what is found on harsh bilingual pages."""
    measure_seeds("harsh_bilingual", __doc__, measured, table, figures, step=2)


if __name__ == "__main__":
    main()
