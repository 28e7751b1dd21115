"""How often a page of a mixed pile is proposed to a right slot: fictional pages, one by one.

    python -m benchmarks.sorting --pages 290 --first-seed 920000

Seeds below 100000 are for tuning. Pages that have no slot of their own in any notice (running text
in the middle of a report, a notice in Uyghur) may be proposed to the evidence slots or to none.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from random import Random

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.run_record import Figure, ask_for_result, write_run
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.notices.files.loading import load_notice
from zcdesk.reading.page_reading import read_page
from zcdesk.sorting.proposing import Loose, proposals
from zcdesk.sorting.telling import told_by

NOTICE = "region-senior-2024"
EVIDENCE = {"practice_evidence", "achievement_evidence"}
RIGHT = {
    "id_card": {"id_card"},
    "inch_photo": {"photo_1inch"},
    "diploma": {"diploma"},
    "degree_certificate": {"degree_cert"},
    "education_check": {"edu_verify"},
    "title_certificate": {"title_cert"},
    "award_certificate": EVIDENCE,
    "training_certificate": {"ce_special", "ce_public"},
    "qualification_document": {"title_doc"},
    "award_decision": EVIDENCE,
    "posting": {"posting"},
    "posting_result": {"posting_result"},
    "recommendation": {"recommendation"},
    "vertical_certificate": {"appointment_doc", *EVIDENCE},
    "appraisal_form": {"annual_assessment"},
    "roster_table": EVIDENCE,
    "pledge": {"pledge"},
    "paper_front": {"paper"},
    "journal_cover": {"paper"},
    "journal_contents": {"paper"},
    "search_report": {"paper"},
    "report_cover": {*EVIDENCE, "representative_work"},
    "work_summary": {"work_summary"},
    "contract_page": EVIDENCE,
    "sealed_statement": EVIDENCE,
    "split_name": EVIDENCE,
}
"""Slots that are right, by kind of drawing; kinds that are absent here belong nowhere by words."""


def main() -> None:
    """Draw, read, propose, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=290)
    parser.add_argument("--first-seed", type=int, default=920000)
    ask_for_result(parser)
    chosen = parser.parse_args()
    notice = load_notice(NOTICE)
    tally: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for seed in range(chosen.first_seed, chosen.first_seed + chosen.pages):
        random = Random(seed)
        person = invent_person(random)
        colleagues = invent_colleagues(person, random)
        preset = random.choice([name for name in PRESETS if name != "turned"])
        kind = KINDS[seed % len(KINDS)]
        page = draw_page(kind, person, colleagues, random, random.choice((150, 200)))
        said = told_by(read_page(damage(page, (preset,), random).picture), ())
        found = proposals(notice, [Loose(1, "scan.jpg", said)])
        slot, sure = (found[0].slot, found[0].sure) if found else ("", False)
        right = RIGHT.get(kind)
        tally["pages"] += 1
        if right is None:
            tally["without a slot"] += 1
            tally["without a slot, sure of one"] += sure
            continue
        tally["with a slot"] += 1
        tally["right"] += slot in right
        tally["sure"] += sure
        tally["sure and wrong"] += sure and slot not in right
        tally["nothing proposed"] += not slot
        if slot and slot not in right:
            wrong[f"{kind} → {slot}{' (sure)' if sure else ''}"] += 1
    share = tally["right"] / max(1, tally["with a slot"])
    print(f"right {tally['right']} of {tally['with a slot']} ({share:.1%})")
    for name in ("sure", "sure and wrong", "nothing proposed"):
        print(f"{name}: {tally[name]}")
    print(f"pages without a slot: {tally['without a slot']}, ", end="")
    print(f"sure of one on {tally['without a slot, sure of one']}")
    for name, count in wrong.most_common():
        print(f"  {name}: {count}")
    if chosen.result:
        seeds = range(chosen.first_seed, chosen.first_seed + chosen.pages)
        write_run(chosen.result, "sorting", figures(tally), seeds)


def figures(tally: Mapping[str, int]) -> list[Figure]:
    """Return what was counted, for ``benchmarks/results``."""
    return [
        Figure(
            promise="upright", what="pages that have a slot, proposed to a right one",
            count=tally["right"], of=tally["with a slot"], at_least=0.9,
        ),
        Figure(
            promise="upright", what="pages proposed as sure, wrongly",
            count=tally["sure and wrong"], of=tally["sure"],
        ),
        Figure(
            promise="upright", what="pages that belong nowhere, proposed as sure",
            count=tally["without a slot, sure of one"], of=tally["without a slot"],
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
