"""Words of the applicant in Uyghur on bilingual pages: covered, asked about, or open in silence.

Run::

    python -m benchmarks.bilingual --first 0 --count 60 --records build/bilingual.jsonl

Draws work cards, notices and certificates in both scripts (``zcdesk/training``), damages them, and
has each examined as if nobody had told a word in Uyghur (``untold``), with name and employer told
in it as they stand on the page (``told``), and with somebody else's told in their place
(``other``). Seeds from ``measuring_begins`` of ``held_aside.toml`` on wear a face and suffer
damages that tuning never saw. Records are appended page by page, so that a run that was stopped
goes on.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np

import zcdesk  # noqa: F401  sets its switches before anything else is imported
from benchmarks.drawing import FINE, SEEN_DAMAGES, faces_aside, held_aside, save
from benchmarks.leaks import NOTICE, known_records
from benchmarks.masking import COVERED, DAMAGED, applicant_of, cover_map, covered_share
from benchmarks.occurrences import Kind, kind_of
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.training.damage import PRESETS, damage, lowered_to
from zcdesk.training.documents import draw_page
from zcdesk.training.fonts import wearing
from zcdesk.training.marks import DrawnPage, Role
from zcdesk.training.people import Person, invent_colleagues, invent_person
from zcdesk.training.unseen_damage import damage_unseen
from zcdesk.workflow.case.examining import found
from zcdesk.workflow.tasks.examining import Sought, examine_page

KINDS = ("bilingual_card", "bilingual_card", "uyghur_notice", "title_certificate")
RESOLUTIONS = (300, 200, 200, 150, 150, 100, 75)
WANTED = frozenset({Target.NAME, Target.EMPLOYER})
ASKED = ("hit.counterpart", "hit.arabic_script", "hit.maybe_in_script")
ORDINARY = 150
"""Resolution in dpi from which on pages should not be asked about."""

LARGE = 20
"""Height in pixels of the letters that must be read."""

SOMEBODY = ("ئابدۇكېرىم سادىق", "ئالتاي دەريا كان سانائىتى گۇرۇھى")
"""A name and an employer that stand on no page."""

Record = dict[str, Any]


def drawn(seed: int) -> tuple[DrawnPage, Person]:
    """Draw and damage the page of one seed."""
    random, aside = Random(seed), held_aside()
    measuring = seed >= aside["measuring_begins"]
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    dpi = random.choice(RESOLUTIONS)
    unseen = measuring and random.random() < aside["damage_share"]
    name = random.choice(aside["damage"]["names"] if unseen else SEEN_DAMAGES)
    name = "grey" if name == "fax" and dpi < 150 else name
    faces = measuring and random.random() < aside["faces_share"]
    with wearing(faces_aside() if faces else {}):
        kind, facts = KINDS[seed % len(KINDS)], {"uyghur": "yes"}
        page = draw_page(kind, person, colleagues, random, dpi=max(dpi, FINE), facts=facts)
    page = lowered_to(page, dpi)
    page = damage_unseen(page, name, random) if unseen else damage(page, PRESETS[name], random)
    return replace(page, damages=(*page.damages, name)), person


def told_in_script(page: DrawnPage, applicant: Applicant) -> Applicant:
    """Return the applicant with the words in Arabic script that stand on the page."""
    words: dict[Role, list[str]] = {Role.NAME: [], Role.EMPLOYER: []}
    for mark in page.marks:
        if kind_of(mark, page) is Kind.ARABIC and mark.role in words:
            words[mark.role].append(unicodedata.normalize("NFKC", mark.text)[::-1])
    names, employers = words[Role.NAME] or [SOMEBODY[0]], words[Role.EMPLOYER] or [SOMEBODY[1]]
    return _with(applicant, names, employers)


def _with(applicant: Applicant, names: Sequence[str], employers: Sequence[str]) -> Applicant:
    return replace(
        applicant,
        aliases=(*applicant.aliases, *names),
        employer_aliases=(*applicant.employer_aliases, *employers),
    )


def measured(seed: int) -> Record:
    """Examine the page of one seed three times and hold the covers against its truth."""
    cv2.setNumThreads(1)
    page, person = drawn(seed)
    plain = applicant_of(person)
    ways = {
        "untold": plain,
        "told": told_in_script(page, plain),
        "other": _with(plain, SOMEBODY[:1], SOMEBODY[1:]),
    }
    record: Record = {
        "seed": seed,
        "kind": page.kind,
        "dpi": page.dpi,
        "damage": page.damages[-1],
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(page, path)
        for name, applicant in ways.items():
            start = time.process_time()
            examined = examine_page(str(path), 0, Sought(applicant, WANTED))
            seconds = round(time.process_time() - start, 3)
            case = Case(NOTICE, applicant, WANTED)
            standing = found(CasePage(1, "", "page.jpg"), examined)
            upright = examined.page
            blank = np.broadcast_to(np.uint8(255), (upright.height, upright.width, 3))
            moved = page.moved(blank, upright.transform)
            covers = cover_map(moved.picture, examined.hits)
            words, staying, harmed = [], 0, 0
            for mark in moved.marks:
                shares = [covered_share(covers, letter) for letter in mark.characters]
                if not any("\u0600" <= letter <= "\ufefc" for letter in mark.text):
                    continue
                if kind_of(mark, moved) is Kind.ARABIC:
                    words.append((str(mark.role), round(mark.em, 1), min(shares) < COVERED))
                elif mark.role.stays:
                    staying += len(shares)
                    harmed += sum(share >= DAMAGED for share in shares)
            record[name] = {
                "state": str(case.state(standing)),
                "asked": [h.reason.code for h in examined.hits if h.is_doubt],
                "words": words,
                "staying": staying,
                "harmed": harmed,
                "seconds": seconds,
            }
    return record


def table(records: Sequence[Record]) -> str:
    """Return what the records say, a line for each way and size of letters."""
    lines = []
    for way in ("untold", "told", "other"):
        rows: dict[str, Counter[str]] = {"em >= 20": Counter(), "em < 20": Counter()}
        pages: Counter[str] = Counter()
        for record in records:
            seen = record[way]
            asked = any(code in ASKED for code in seen["asked"])
            right = not any(leaked for _, _, leaked in seen["words"])
            fine = record["dpi"] >= ORDINARY
            pages["fine and right"] += fine and right
            pages["asked for the script"] += fine and right and asked
            pages["review"] += fine and right and seen["state"] == "review"
            pages["staying"] += seen["staying"]
            pages["harmed"] += seen["harmed"]
            for _, em, leaked in seen["words"]:
                row = rows["em >= 20" if em >= 20 else "em < 20"]
                row["words"] += 1
                row["open"] += leaked
                row["silent"] += leaked and seen["state"] != "review"
        seconds = float(np.mean([record[way]["seconds"] for record in records]))
        lines.append(f"{way}: {dict(pages)}, {seconds:.2f} s a page")
        lines += [f"  {size}: {dict(row)}" for size, row in rows.items()]
    return "\n".join(lines)


def figures(records: Sequence[Record]) -> list[Figure]:
    """Return what came of pages whose words were told as they stand there."""
    seen = [record["told"] for record in records]
    words = [(em, leaked, one["state"]) for one in seen for _, em, leaked in one["words"]]
    large = [leaked for em, leaked, _ in words if em >= LARGE]
    silent = sum(leaked and state != "review" for _, leaked, state in words)
    right = [
        any(code in ASKED for code in record["told"]["asked"])
        for record in records
        if record["dpi"] >= ORDINARY and not any(open_ for _, _, open_ in record["told"]["words"])
    ]
    told = "words told in Uyghur"
    return [
        Figure(
            promise="covered", what=f"{told}, ≥ {LARGE} px: a letter is readable",
            count=sum(large), of=len(large), at_most=0.05,
        ),
        Figure(
            promise="silent", what=f"{told}: silent",
            count=silent, of=len(words), at_most=0.005,
        ),
        Figure(
            promise="asked", what=f"pages with {told} sent to a person for the script, ≥ 150 dpi",
            count=sum(right), of=len(right), at_most=0.25,
        ),
        Figure(
            promise="spared", what="letters of other words in Uyghur covered",
            count=sum(one["harmed"] for one in seen), of=sum(one["staying"] for one in seen),
            at_most=0.03,
        ),
    ]  # fmt: skip


def main() -> None:
    """Measure the seeds that are asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--records", type=Path, required=True)
    ask_for_result(parser)
    options = parser.parse_args()
    known = known_records(options.records)
    done = {record["seed"] for record in known}
    options.records.parent.mkdir(parents=True, exist_ok=True)
    wished = range(options.first, options.first + options.count)
    with options.records.open("a", encoding="utf-8") as file:
        for seed in wished:
            if seed not in done:
                file.write(json.dumps(measured(seed), ensure_ascii=False) + "\n")
                file.flush()
    records = [each for each in known_records(options.records) if each["seed"] in wished]
    print(table(records))
    if options.result:
        write_run(options.result, "bilingual", figures(records), [r["seed"] for r in records])


if __name__ == "__main__":
    main()
