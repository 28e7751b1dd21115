"""Draws the page of a seed for the final measurement, with what was held aside from tuning.

Kind, person, face, resolution and damage all come from the seed. Seeds below ``tuning_ends`` of
``held_aside.toml`` never see the faces, layouts and damages named there; seeds from
``measuring_begins`` on do.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from benchmarks.makers.unseen_damage import damage_unseen
from tools.drawing.damage import PRESETS, damage, lowered_to
from tools.drawing.documents import KINDS, draw_page
from tools.drawing.fonts import Face, wearing
from tools.drawing.marks import DrawnPage
from tools.drawing.people import Person, invent_colleagues, invent_person

FOLDER = Path(__file__).resolve().parent
FINE = 200
"""Dots per inch at which pages are drawn that are scanned at less."""

RESOLUTIONS = (300, 200, 200, 200, 150, 150, 120, 120, 100, 100, 75, 75, 60)
"""Dots per inch of the scans; the low ones fill the table's rows of small print."""

SEEN_DAMAGES = ("clean", "scan", "skewed", "turned", "faint", "grey", "phone", "fax")
FAX_LEAST = 150
"""Dots per inch below which no fax is sent; such pages are grey copies instead."""


@dataclass(frozen=True)
class Drawn:
    """A damaged page with its truth, how it came about, name and employer in Uyghur if told."""

    page: DrawnPage
    person: Person
    dpi: int
    damage: str
    other_faces: bool
    uyghur: tuple[str, ...] = ()


@cache
def held_aside() -> dict[str, Any]:
    """Return what is held aside, as ``held_aside.toml`` has it."""
    return tomllib.loads((FOLDER / "held_aside.toml").read_text(encoding="utf-8"))


def is_measuring(seed: int) -> bool:
    """Tell whether a seed may show what is held aside.

    Raises:
        ValueError: The seed belongs to neither tuning nor measuring.
    """
    aside = held_aside()
    measuring = bool(seed >= aside["measuring_begins"])
    if not measuring and seed >= aside["tuning_ends"]:
        raise ValueError(f"seed {seed} is for other measurements")
    return measuring


def draw(seed: int, resolutions: tuple[int, ...] = RESOLUTIONS) -> Drawn:
    """Draw the page of one seed.

    Raises:
        ValueError: The seed belongs to neither tuning nor measuring.
    """
    aside, measuring = held_aside(), is_measuring(seed)
    random = Random(seed)
    person = invent_person(random)
    colleagues = invent_colleagues(person, random)
    dpi = random.choice(resolutions)
    faces = measuring and random.random() < aside["faces_share"]
    unseen_kind = measuring and random.random() < aside["kinds_share"]
    unseen_damage = measuring and random.random() < aside["damage_share"]
    kind = random.choice(aside["kinds"]["names"]) if unseen_kind else KINDS[seed % len(KINDS)]
    name = random.choice(aside["damage"]["names"] if unseen_damage else SEEN_DAMAGES)
    if name == "fax" and dpi < FAX_LEAST:
        name = "grey"
    with wearing(faces_aside() if faces else {}):
        page = draw_page(kind, person, colleagues, random, dpi=max(dpi, FINE))
    if unseen_damage:
        page = damage_unseen(lowered_to(page, dpi), name, random)
    else:
        page = damage(lowered_to(page, dpi), PRESETS[name], random)
    return Drawn(page, person, dpi, name, faces)


def faces_aside() -> dict[Face, Path]:
    """Return the faces that tuning never sees, by the shipped face whose place each takes."""
    named = held_aside()["faces"]
    return {Face[face]: FOLDER / "faces" / file for face, file in named.items()}


def save(page: DrawnPage, path: Path, quality: int = 92) -> None:
    """Save a page as a scanner does, as a JPEG file that tells its resolution."""
    Image.fromarray(page.picture).save(path, "JPEG", quality=quality, dpi=(page.dpi, page.dpi))
