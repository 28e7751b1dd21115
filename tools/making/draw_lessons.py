"""Draws the papers of the people in lessons: ``resources/lessons/people/`` (a developer's tool).

    python tools/making/draw_lessons.py    writes pictures, and beside them what is where on each

Three people, of whom the second is nearly a namesake of the first. A kind of page is drawn again
until it shows what lessons hide on it. Before a release, or when a lesson needs another page.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tools.calling import ToolError, run_tool
from tools.drawing.damage import edge
from tools.drawing.documents import draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage, InkMark, Role
from tools.drawing.people import (
    COMMON_SURNAMES,
    GIVEN_MEN,
    GIVEN_WOMEN,
    Person,
    invent_colleagues,
    invent_person,
)
from zcdesk.geometry import Polygon, Transform, around, bounds, centre
from zcdesk.training.lessons.composing import page_parts
from zcdesk.training.lessons.lesson import Of
from zcdesk.training.lessons.loading import shipped_lessons
from zcdesk.training.lessons.sheets import DPI

TARGET = Path(__file__).resolve().parents[2] / "resources" / "lessons" / "people"
QUALITY = 30
"""Of the pictures: print of 9 points is read, and all together have eight million bytes."""

SEEDS = ("lesson-person-1", "lesson-person-3")
STRIP_MM = 9.0
"""Height of the strips above and below each page that say what it is."""

SAYS = "练习专用 · 虚构人物 · 不得用于申报"
TRIES = 60
"""Drawings of a page until it shows what lessons hide on it; most need one."""

PAD = 0.14
"""Of the em around the ink of a run: covers of the program reach about as far."""

FAR = 4.2
"""Em between the middles of two letters of one run: names are spread over cells that wide."""

USUAL = COMMON_SURNAMES + GIVEN_MEN + GIVEN_WOMEN
YEARS = range(2016, 2025)
WORDS = (Of.NAME, Of.EMPLOYER, Of.OTHER_NAME, Of.OTHER_ORGANISATION)
MATCHES = {
    Role.NAME: "name:1", Role.NAME_LATIN: "name:latin:1", Role.EMPLOYER: "employer:1",
    Role.EMPLOYER_SHORT: "employer:alias:1", Role.OTHER_NAME: "name:1",
    Role.OTHER_ORGANISATION: "employer:1",
}  # fmt: skip
SINGLE: tuple[tuple[str, dict[str, str]], ...] = (
    ("id_card", {}),
    ("inch_photo", {}),
    ("diploma", {"year": "2007"}),
    ("degree_certificate", {"year": "2007"}),
    ("education_check", {"year": "2007"}),
    ("title_certificate", {"year": "2018", "uyghur": "no"}),
    ("award_certificate", {"year": "2019", "form": "person"}),
    ("award_certificate", {"year": "2019", "form": "person"}),
    ("sealed_statement", {"year": "2023"}),
    ("sealed_statement", {"year": "2023"}),
    ("sealed_statement", {"year": "2023"}),
    ("sealed_statement", {"year": "2024"}),
    ("contract_page", {"year": "2012", "seal": "yes"}),
    ("contract_page", {"year": "2016", "seal": "yes"}),
    ("contract_page", {"year": "2016", "seal": "yes"}),
    ("roster_table", {"own": "yes"}),
    ("award_decision", {"year": "2022", "own": "yes"}),
    ("award_decision", {"year": "2022", "own": "yes"}),
    ("paper_front", {"year": "2022"}),
    ("pledge", {"year": "2024"}),
    ("pledge", {"year": "2024"}),
    ("posting", {"year": "2024"}),
    ("posting", {"year": "2025"}),
    ("posting_result", {"year": "2024"}),
    ("recommendation", {"year": "2024"}),
    ("qualification_document", {"year": "2018", "own": "yes"}),
    ("vertical_certificate", {}),
    ("split_name", {}),
    ("journal_cover", {"year": "2022"}),
    ("journal_contents", {"year": "2022"}),
    ("search_report", {"year": "2022"}),
    ("report_cover", {"year": "2023", "seal": "yes"}),
    ("report_page", {"year": "2023"}),
    ("dense_text", {}),
    ("work_summary", {}),
    ("uyghur_notice", {}),
    ("bilingual_card", {}),
    ("insurance_statement", {}),
    ("watermarked_report", {}),
    ("namesake_list", {}),
    ("vertical_award", {}),
    ("minutes", {}),
    ("letter", {}),
)


def wanted_pages() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the file, the kind and the facts of each page of a person."""
    rows = [*SINGLE]
    for course in ("公需科目", "专业科目"):
        facts = {"course": course, "uyghur": "no"}
        rows += [("training_certificate", {"year": str(year), **facts}) for year in YEARS]
    rows += [("appraisal_form", {"year": str(year), "seal": "yes"}) for year in YEARS]
    counts: dict[str, int] = {}
    for kind, facts in rows:
        counts[kind] = counts.get(kind, 0) + 1
        yield f"{kind}-{counts[kind]}.webp", kind, facts


def hidden_on() -> dict[str, Counter[Of]]:
    """Return, by kind, what lessons hide on one page, and how often."""
    hidden = {part.kind: Counter(part.shows) for part in page_parts().values()}
    for lesson in shipped_lessons():
        for entry in lesson.pages:
            for nth in range(1, entry.pages + 1):
                traps = (trap.of for _, trap in lesson.traps_on(entry.id, nth))
                inks = Counter(of for of in traps if of is not None)
                hidden[entry.kind] = hidden.get(entry.kind, Counter()) | inks
    return hidden


def shows(page: DrawnPage, wanted: Counter[Of]) -> bool:
    """Tell whether a page has ink for all that may be hidden on it; of a run half can be left."""
    return all(
        sum(
            of.means(mark.role.target, own=not mark.role.stays)
            and (len(mark.characters) > 1 or of not in WORDS)
            for mark in page.marks
        )
        >= count
        for of, count in wanted.items()
    )


def people() -> tuple[tuple[Person, tuple[Person, ...]], ...]:
    """Return three people with those around them; the second is nearly the first's namesake."""
    first = next(
        person
        for person in _invented(SEEDS[0])
        if person.name[0] in COMMON_SURNAMES
        and len(person.name) == 3
        and set(person.name) <= set(USUAL)
    )
    around_first = invent_colleagues(first, Random("around-1"))
    second = around_first[0]
    third = next(person for person in _invented(SEEDS[1]) if person.dotted)
    return (
        (first, around_first),
        (second, invent_colleagues(second, Random("around-2"))),
        (third, invent_colleagues(third, Random("around-3"))),
    )


def _invented(seed: str) -> Iterator[Person]:
    chance = Random(seed)
    while True:
        yield invent_person(chance)


def with_strips(page: DrawnPage) -> DrawnPage:
    """Return a page between two strips that say it is practice: whatever is made of it says so."""
    height, width = page.picture.shape[:2]
    strip = round(STRIP_MM * page.dpi / 25.4)
    picture = np.full((height + 2 * strip, width, 3), 236, np.uint8)
    picture[strip : strip + height] = page.picture
    image = Image.fromarray(picture)
    face = font(Face.HEI, round(min(strip * 0.5, width / len(SAYS) * 1.1)))
    pen = ImageDraw.Draw(image)
    left = (width - face.getlength(SAYS)) / 2
    for top in (0, height + strip):
        pen.text((round(left), round(top + strip * 0.72)), SAYS, (96, 96, 104), face, anchor="ls")
    return page.moved(np.asarray(image, np.uint8), Transform.shift(0, strip))


def ink_of(mark: InkMark) -> dict[str, object]:
    """Return an occurrence as the program reads it; what says nothing is left out."""
    plain: dict[str, object] = {"places": runs(mark, pad=0.0)}
    if mark.role.target is None:
        return plain
    whole = {
        **plain,
        "target": mark.role.target.value,
        "own": not mark.role.stays,
        "near": mark.near,
        "matches": MATCHES.get(mark.role, ""),
        "text": mark.text if mark.role is Role.NAME else "",
        "covers": runs(mark),
        "half": runs(mark, half=True) if len(mark.characters) > 1 else (),
    }
    return {name: value for name, value in whole.items() if value}


def runs(mark: InkMark, *, half: bool = False, pad: float = PAD) -> list[list[float]]:
    """Return left, top, right, bottom of each unbroken run of a mark's letters.

    Args:
        mark: The occurrence; one that is broken over two lines has two runs.
        half: Only the first half of its letters.
        pad: How far a box reaches beyond the ink, in em.
    """
    letters = mark.characters[: max(1, len(mark.characters) // 2)] if half else mark.characters
    groups: list[list[Polygon]] = []
    for letter in letters:
        if groups and _near(groups[-1][-1], letter, mark.em):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    reach = pad * mark.em
    boxes = (around(bounds(letter) for letter in group) for group in groups)
    return [
        [round(edge, 1) for edge in (left - reach, top - reach, right + reach, bottom + reach)]
        for left, top, right, bottom in boxes
    ]


def _near(letter: Polygon, other: Polygon, em: float) -> bool:
    (x, y), (u, v) = centre(letter), centre(other)
    across, along = sorted((abs(x - u), abs(y - v)))
    return along < FAR * em and across < 0.6 * em


def drawn(number: int, row: tuple[str, str, dict[str, str]]) -> DrawnPage:
    """Return a page of a person that shows what lessons hide on its kind."""
    file, kind, facts = row
    person, others = people()[number - 1]
    wanted = hidden_on().get(kind, Counter())
    for attempt in range(TRIES):
        chance = Random(f"lesson/{number}/{file}/{attempt}")
        page = draw_page(kind, person, others, chance, DPI, facts)
        if shows(page, wanted):
            return edge(with_strips(page), chance)
    raise ToolError(f"{file}: never shows {wanted}")


def main() -> None:
    """Write all pages of all people."""
    total = 0
    for number, (person, _) in enumerate(people(), start=1):
        folder = TARGET / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        pages = []
        for file, kind, facts in wanted_pages():
            page, stream = drawn(number, (file, kind, facts)), io.BytesIO()
            Image.fromarray(page.picture).save(stream, "WEBP", quality=QUALITY, method=6)
            (folder / file).write_bytes(stream.getvalue())
            total += len(stream.getvalue())
            ink = [ink_of(mark) for mark in page.marks]
            pages.append({"file": file, "kind": kind, "facts": facts, "ink": ink})
        applicant = {
            "name": person.name,
            "employer": person.employer.name,
            "employer_aliases": [person.employer.short] if person.employer.short else [],
            "id_number": person.id_number,
        }
        content = {"applicant": applicant, "stranger": 1 if number == 2 else 2, "pages": pages}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (TARGET / f"{number}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        print(f"{number}: {person.name}, {len(pages)} pages, {total:,} bytes")


if __name__ == "__main__":
    run_tool(main)
