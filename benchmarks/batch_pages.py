"""Scans of many fictional people, cheaply: a few pages drawn once, a strip of names on each.

Eight kinds of page (certificates, forms, dense text) of one fictional employee are drawn and
scanned once. Each person's folder holds copies of them with a white strip below: her own name, and
crosswise the name of somebody else in the roster, who must not be covered there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from openpyxl import Workbook
from PIL import Image, ImageDraw

from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.batch.roster.columns import FOLDER, REQUIRED
from zcdesk.geometry import Point
from zcdesk.names.spellings import folded

KINDS = (
    "dense_text", "diploma", "appraisal_form", "degree_certificate", "title_certificate",
    "contract_page", "training_certificate", "award_certificate",
)  # fmt: skip
NOTICE = "region-senior-2024"
SEED = 77_000
STRIP, EM, LEFT = 150, 40, 100
OWN, OTHER = "申报人：", "同一课题组："


@dataclass(frozen=True)
class Planted:
    """Where a name stands on a scan: its corners in pixels of the file, clockwise."""

    file: str
    own: tuple[Point, ...]
    other: tuple[Point, ...]


@dataclass(frozen=True)
class Roster:
    """A drawn roster: its table, its scans, and where the names stand, by row."""

    table: Path
    scans: Path
    planted: dict[int, list[Planted]]
    names: dict[int, str]


def draw_roster(folder: Path, people: int, pages: int) -> Roster:
    """Draw everybody's scans below ``folder``; what is there already is not drawn again."""
    truth = folder / "planted.json"
    names = invented_names(people)
    if not truth.exists():
        truth.parent.mkdir(parents=True, exist_ok=True)
        told = _drawn(folder, names, pages)
        truth.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    told = json.loads(truth.read_text(encoding="utf-8"))
    planted = {
        int(row): [
            Planted(one["file"], *(tuple(map(tuple, one[key])) for key in ("own", "other")))
            for one in found
        ]
        for row, found in told.items()
    }
    return Roster(folder / "roster.xlsx", folder / "scans", planted, dict(enumerate(names, 2)))


def invented_names(people: int) -> list[str]:
    """Return names that all differ, whatever their middle dot, and none of which stands in another.

    Two people of one name need ID numbers in a roster; these have none.
    """
    chance = Random(SEED)
    found: dict[str, str] = {}
    while len(found) < people:
        name = invent_person(chance).applicant().name
        plain = folded(name)
        if not any(plain in one or one in plain for one in found):
            found[plain] = name
    return list(found.values())


def _drawn(folder: Path, names: list[str], pages: int) -> dict[int, list[dict[str, object]]]:
    chance = Random(SEED)
    employee = invent_person(chance)
    colleagues = invent_colleagues(employee, chance)
    plain = [
        damage(draw_page(kind, employee, colleagues, chance), PRESETS["scan"], chance).picture
        for kind in KINDS[: min(pages, len(KINDS))]
    ]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*REQUIRED, FOLDER])
    told: dict[int, list[dict[str, object]]] = {}
    for place, name in enumerate(names):
        row = place + 2
        sheet.append([name, employee.applicant().employer, NOTICE, f"{row:04d}"])
        own_folder = folder / "scans" / f"{row:04d}"
        own_folder.mkdir(parents=True, exist_ok=True)
        told[row] = []
        for page in range(pages):
            other = names[(place + 1 + page % max(len(names) - 1, 1)) % len(names)]
            file = f"{page + 1:03d}.jpg"
            picture, own_box, other_box = _with_strip(plain[page % len(plain)], name, other)
            picture.save(own_folder / file, quality=75, dpi=(200, 200))
            told[row].append({"file": file, "own": own_box, "other": other_box})
    book.save(folder / "roster.xlsx")
    return told


def _with_strip(
    picture: np.ndarray, own: str, other: str
) -> tuple[Image.Image, list[Point], list[Point]]:
    """Return the scan with a strip below it, and the boxes of the two names."""
    height, width = picture.shape[:2]
    page = Image.new("RGB", (width, height + STRIP), "white")
    page.paste(Image.fromarray(picture), (0, 0))
    pen = ImageDraw.Draw(page)
    boxes = []
    for line, (label, name) in enumerate(((OWN, own), (OTHER, other))):
        y = height + 15 + line * 68
        pen.text((LEFT, y), label + name, fill=(30, 30, 30), font=font(Face.SONG, EM))
        first, last = (pen.textlength(text, font(Face.SONG, EM)) for text in (label, label + name))
        left, right = LEFT + first, LEFT + last
        boxes.append([(left, y), (right, y), (right, y + EM), (left, y + EM)])
    return page, boxes[0], boxes[1]
