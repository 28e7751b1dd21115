"""Questions that need not be asked: pages whose covers are right and that wait for a person.

    python -m benchmarks.needless FILE --pages 130 --first-seed 70000 [--makers training sheets]
    python -m benchmarks.needless FILE --table [--result benchmarks/results/needless-….json]

Each page goes the whole way of ``zcdesk redact``: read, covered, written, read a second time. Those
on which nothing of the person stays open are counted by what asks about them: a hit in doubt, a
finding on the page, or a find of the second reading. What asks alone is what a mended rule would
spare a person. Each page becomes one JSON line in FILE; the same command goes on after a stop.
Seeds below 100000 are for tuning (see ``held_aside.toml``).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import zcdesk  # noqa: F401, I001  sets its switches before anything else is imported
import cv2
import numpy as np

from benchmarks import bilingual_pages, seal_sheets, stamped_pages
from benchmarks.drawing import RESOLUTIONS, SEEN_DAMAGES, Drawn, draw, save
from benchmarks.leak_table import told
from benchmarks.leaks import TARGETS, compared, known_records
from benchmarks.masking import applicant_of
from benchmarks.run_record import Figure, ask_for_result, write_run
from zcdesk.applicant import Target
from zcdesk.errors import ScanError
from zcdesk.geometry import Polygon, bounds
from zcdesk.pages.judging.asking import asks_for_a_look
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.marks import DrawnPage, InkMark, Role
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.examining import Redacted, redact_page

HARSH = frozenset({"fax", "phone", "shaken", "faint", "turned", "film", "thin-paper", "blur"})
"""Damages that make a page harsh at any resolution."""

LEAST_DPI = 150
OWN_OBJECTS = ("seal", "signature", "photo")

Record = dict[str, Any]


def _training(seed: int) -> Drawn:
    return draw(seed, RESOLUTIONS)


def _sheet(seed: int) -> Drawn:
    """Draw a page of ``seal_sheets`` with the truth about its seal, and damage it."""
    kind = seal_sheets.KINDS[seed % len(seal_sheets.KINDS)]
    random = Random(f"needless {seed}")
    sheet = seal_sheets.drawn(kind, random)
    marks = sheet.marks
    if sheet.seal is not None and not any(mark.characters[0] == sheet.seal for mark in marks):
        role = Role.SEAL if kind in seal_sheets.OWN else Role.OTHER_SEAL
        left, _, right, _ = bounds(sheet.seal)
        place = sheet.seal if kind.endswith(("square", "name")) else disc(sheet.seal)
        marks = (*marks, InkMark(role, "", (place,), (right - left) * 0.15))
    page = DrawnPage(sheet.picture, marks, kind, 200)
    dpi = random.choice((200, 200, 150, 100))
    name = random.choice(SEEN_DAMAGES)
    name = "grey" if name == "fax" and dpi < LEAST_DPI else name
    page = damage(lowered_to(page, dpi) if dpi < 200 else page, PRESETS[name], random)
    return Drawn(page, sheet.person, dpi, name, other_faces=False)


def disc(place: Polygon) -> Polygon:
    """Return what a round or oval seal fills of the box around it."""
    left, top, right, bottom = bounds(place)
    x, y, wide, tall = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
    turns = [math.tau * step / 24 for step in range(24)]
    return tuple((x + wide / 2 * math.sin(turn), y - tall / 2 * math.cos(turn)) for turn in turns)


def _bilingual(seed: int) -> Drawn:
    found = bilingual_pages.drawn(seed)
    page, forms = found.page, (found.name, found.employer)
    return Drawn(page, found.person, page.dpi, page.damages[-1], bool(found.face), forms)


MAKERS: Mapping[str, Callable[[int], Drawn]] = {
    "training": _training,
    "sheets": _sheet,
    "bilingual": _bilingual,
    "stamped": stamped_pages.drawn,
}
EVERYDAY = tuple(maker for maker in MAKERS if maker != "stamped")
"""Stamps across words are asked about with reason."""


def measured(maker: str, seed: int) -> Record:
    """Draw, redact and compare one page. Every second seed asks for all else as well."""
    drawn = MAKERS[maker](seed)
    targets = TARGETS if seed % 2 else frozenset({Target.NAME, Target.EMPLOYER})
    record: Record = {
        "maker": maker, "seed": seed, "kind": drawn.page.kind, "dpi": drawn.dpi,
        "damage": drawn.damage, "every_target": len(targets) > 2,
    }  # fmt: skip
    who, forms = applicant_of(drawn.person), drawn.uyghur
    who = replace(who, aliases=(*who.aliases, *forms[:1]))
    who = replace(who, employer_aliases=(*who.employer_aliases, *forms[1:]))
    sought = Sought(who, targets)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jpg"
        save(drawn.page, path)
        try:
            found = redact_page(
                ScanPlace(str(path)), 0, sought, str(Path(folder) / "001.jpg"), True
            )
        except ScanError as error:
            return record | {"refused": error.code}
    blank = np.broadcast_to(np.uint8(255), (found.page.height, found.page.width, 3))
    upright = drawn.page.moved(blank, found.page.transform)
    return record | _asking(found) | compared(upright, drawn, found.hits, targets)


def _asking(found: Redacted) -> Record:
    """Return what asks for a person, in the order of the page's way."""
    verified = found.finished.verified
    doubts = [
        [hit.reason.code, str(hit.mask.target), hit.mask.matched,
         [round(edge) for edge in bounds(hit.mask.polygon)]]
        for hit in found.hits if hit.is_doubt
    ]  # fmt: skip
    page = [one.code for one in found.page.findings if asks_for_a_look(one, found.page)]
    second = [
        [one.code, dict(one.details)] for one in verified.findings if one.severity != "info"
    ] if verified else []  # fmt: skip
    return {"doubts": doubts, "findings": page, "second": second}


def reasons(record: Record) -> frozenset[str]:
    """Return the codes of all that asks about a page."""
    found = [code for code, *_ in record["doubts"]] + record["findings"]
    return frozenset([*found, *(code for code, _ in record["second"])])


def is_right(record: Record) -> bool:
    """Tell whether nothing of the person stays open that was to be covered."""
    missed = any(record["counts"][name][1] for name in OWN_OBJECTS)
    return not missed and not any(leaked for _, _, leaked in record["occurrences"])


def is_due(record: Record) -> bool:
    """Tell whether a right page carries what is left to a person, as a seal that is no target."""
    return bool(record["open_finds"])


def is_harsh(record: Record) -> bool:
    """Tell whether a scan is harsh: by its resolution or by what happened to it."""
    return record["dpi"] < LEAST_DPI or record["damage"] in HARSH


def is_silent(record: Record) -> bool:
    """Tell whether something of the person stays open and nothing asks."""
    return not is_right(record) and not reasons(record)


CLASSES: tuple[tuple[str, Callable[[Record], bool]], ...] = (
    ("of 150 dpi and more", lambda record: record["dpi"] >= LEAST_DPI),
    ("harsh", is_harsh),
    ("neither", lambda record: not is_harsh(record)),
)


def table(records: Sequence[Record]) -> Iterator[str]:
    """Yield the lines of the whole report."""
    read = [record for record in records if "refused" not in record]
    right = [record for record in read if is_right(record) and not is_due(record)]
    yield f"{len(read)} pages read, {len(right)} of them right with nothing left to a person"
    silent = [(record["maker"], record["seed"]) for record in read if is_silent(record)]
    yield f"silent: {silent}"
    yield from ("", "| maker | pages | asked about |", "|---|---|---|")
    for maker in MAKERS:
        for name, belongs in CLASSES:
            part = [one for one in right if one["maker"] == maker and belongs(one)]
            if part:
                yield f"| {maker}, {name} | {len(part)} | {told(_asked(part), len(part))} |"
    yield from _by_kind(right)
    due = [one for one in read if is_right(one) and is_due(one)]
    yield ""
    yield f"Right pages with an own seal, signature or script left to a person: {len(due)}"
    yield from _by_kind(due)


def _asked(part: Sequence[Record]) -> int:
    return sum(bool(reasons(record)) for record in part)


def _by_kind(part: Sequence[Record]) -> Iterator[str]:
    asked = [record for record in part if reasons(record)]
    every = Counter(code for record in asked for code in reasons(record))
    alone = Counter(next(iter(reasons(one))) for one in asked if len(reasons(one)) == 1)
    yield from ("", "| what asks | pages | alone |", "|---|---|---|")
    for code, count in every.most_common():
        yield f"| {code} | {count} | {alone[code]} |"


def figures(records: Sequence[Record]) -> Iterator[Figure]:
    """Yield the shares that have a bar, for ``benchmarks/results``."""
    read = [record for record in records if "refused" not in record]
    stamped = [record for record in read if record["maker"] not in EVERYDAY]
    if stamped:
        what = "pages with an oblong stamp without colour across own words: silent"
        count = sum(map(is_silent, stamped))
        yield Figure(promise="silent", what=what, count=count, of=len(stamped))
    if len(stamped) < len(read):
        yield from _needless([record for record in read if record["maker"] in EVERYDAY])


def _needless(read: Sequence[Record]) -> Iterator[Figure]:
    """Yield what is asked on everyday pages, and what must not grow while less is."""
    right = [record for record in read if is_right(record) and not is_due(record)]
    han = [record for record in right if record["maker"] != "bilingual"]
    for name, bar, belongs in (
        ("of 150 dpi and more", 0.025, CLASSES[0][1]), ("that are harsh", 0.10, is_harsh),
    ):  # fmt: skip
        part = [record for record in han if belongs(record)]
        what = f"right pages {name} sent to review, second reading included"
        yield Figure(promise="asked", what=what, count=_asked(part), of=len(part), at_most=bar)
        for maker in MAKERS:
            of_maker = [record for record in part if record["maker"] == maker]
            if of_maker:
                whose = f"{what}: {maker}"
                yield Figure(promise="asked", what=whose, count=_asked(of_maker), of=len(of_maker))
    every = Counter(code for record in han for code in reasons(record))
    for code, count in every.most_common():
        what = f"right pages, what asks: {code}"
        yield Figure(promise="asked", what=what, count=count, of=len(han))
    yield from _safe(read)


def _safe(read: Sequence[Record]) -> Iterator[Figure]:
    """Yield what must not grow while less is asked."""
    yield Figure(
        promise="silent", what="pages read twice with anything silent",
        count=sum(map(is_silent, read)), of=len(read),
    )  # fmt: skip
    seals = [record for record in read if record["counts"]["seal"][0]]
    yield Figure(
        promise="silent", what="own seals missed, pages read twice: silent", at_most=0.003,
        count=sum(r["counts"]["seal"][1] for r in seals if not reasons(r)),
        of=sum(r["counts"]["seal"][0] for r in seals),
    )  # fmt: skip
    for name, what in (
        ("one_off", "one-character-off names on pages read twice: covered"),
        ("other_seal", "other seals on pages read twice: covered"),
        ("staying", "letters of other text on pages read twice: damaged"),
    ):
        of = sum(record["counts"][name][0] for record in read)
        count = sum(record["counts"][name][1] for record in read)
        yield Figure(promise="spared", what=what, count=count, of=of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="JSON lines, one a page; continued when it exists")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=70_000)
    parser.add_argument("--makers", nargs="*", default=EVERYDAY, choices=list(MAKERS))
    parser.add_argument("--only", nargs="*", type=int, help="only these seeds")
    parser.add_argument("--table", action="store_true", help="only print the table of FILE")
    ask_for_result(parser)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    if not given.table:
        known = {(record["maker"], record["seed"]) for record in known_records(given.file)}
        seeds = given.only or range(given.first_seed, given.first_seed + given.pages)
        with given.file.open("a", encoding="utf-8") as to:
            for seed in seeds:
                for maker in given.makers:
                    if (maker, seed) not in known:
                        to.write(json.dumps(measured(maker, seed), ensure_ascii=False) + "\n")
                        to.flush()
    records = known_records(given.file)
    for line in table(records):
        print(line)
    if given.result and records:
        write_run(given.result, "needless", figures(records), [one["seed"] for one in records])


if __name__ == "__main__":
    main()
