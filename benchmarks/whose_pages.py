"""Pages of the applicant and pages of others that mention her, with the truth of whose each is.

Two in five are drawn by the kinds of document that training knows, for the applicant or for
somebody else; the others are typed (``whose_pages.toml``): forms, certificates, contracts, invoices
and lists with labels set apart, in which she signs, heads or assesses, or whom they are about. Own
pages are also those that name nobody, those of her employer, and those of several people.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.misplaced_pages import invented_people
from tools.drawing.damage import PRESETS, damage
from tools.drawing.documents import KINDS, UNSEEN_KINDS, draw_page
from tools.drawing.fonts import Face, font
from tools.drawing.marks import DrawnPage, Role
from tools.drawing.people import Person, invent_colleagues
from zcdesk.picture import Picture

PEOPLE = 12
_SHEET, _EM = (1240, 1754), 40
_DAMAGES = tuple(name for name in PRESETS if name not in ("turned", "fax"))
_FACES = (Face.SONG, Face.KAI, Face.HEI, Face.FANGSONG)

_OWNED = (
    "id_card", "diploma", "degree_certificate", "education_check", "title_certificate",
    "award_certificate", "training_certificate", "appraisal_form", "pledge", "contract_page",
    "insurance_statement", "bilingual_card",
)  # fmt: skip
"""Kinds of drawn pages that are about one person."""


@dataclass(frozen=True)
class WhosePage:
    """A page in the applicant's case.

    Attributes:
        picture: As it was scanned.
        owner: Place of the applicant among the people.
        about: Place of the one whom it is about; the applicant's own for all that is hers.
        what: Which page it is.
    """

    picture: Picture
    owner: int
    about: int
    what: str

    @property
    def foreign(self) -> bool:
        """It is somebody else's."""
        return self.owner != self.about


def draw_pages(count: int, seed: int) -> tuple[list[Person], Iterator[WhosePage]]:
    """Return people, and ``count`` pages of others and as many own ones, in turns."""
    chance = Random(seed)
    people = invented_people(PEOPLE, chance)
    return people, _pages(people, count, chance)


def _pages(people: Sequence[Person], count: int, chance: Random) -> Iterator[WhosePage]:
    for number in range(2 * count):
        owner, other = chance.sample(range(len(people)), 2)
        foreign = number % 2 == 0
        drawn = chance.random() < 0.4
        make = _drawn if drawn else _typed
        yield make(people, owner, other if foreign else owner, chance)


def _drawn(people: Sequence[Person], owner: int, about: int, chance: Random) -> WhosePage:
    """Draw a page of a kind; of somebody else's the applicant may sign as one of the heads."""
    person, foreign = people[about], owner != about
    kind = chance.choice(_OWNED if foreign else (*KINDS, *UNSEEN_KINDS))
    while True:
        near = invent_colleagues(person, chance)
        heads = [people[owner]] * 4 if foreign else []
        page = draw_page(kind, person, (*near[:3], *heads, *near[3:]), chance, 150)
        if not foreign or page.having(Role.NAME):
            return WhosePage(_scanned(page, chance), owner, about, kind)


def _typed(people: Sequence[Person], owner: int, about: int, chance: Random) -> WhosePage:
    foreign = owner != about
    plans = _plans()
    every = (*plans["of_one"], *plans["of_several"], *plans["otherwise"])
    plan = chance.choice(plans["of_one"] if foreign else every)
    person, head = people[about], people[owner]
    others = invent_colleagues(person, chance)[4:]
    if not foreign:
        head = others[0]
    name = person.name
    told = {
        "p": name, "_p": (" " * chance.choice((1, 2, 3))).join(name), "P": " ".join(person.latin),
        "i": person.id_number, "e": person.employer.name, "o": people[owner].employer.name,
        "n": head.name, "a": others[1].name, "b": others[2].name, "s": person.gender,
    }  # fmt: skip
    lines = [line.format(**told) for line in plan]
    page = DrawnPage(_sheet(lines, chance), (), plan[0], 150)
    return WhosePage(_scanned(page, chance), owner, about, f"typed {plan[0]} {plan[1]}")


@cache
def _plans() -> dict[str, list[list[str]]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    found: dict[str, list[list[str]]] = tomllib.loads(text)
    return found


def _sheet(lines: Sequence[str], chance: Random) -> Picture:
    sheet = Image.new("RGB", _SHEET, "white")
    pen = ImageDraw.Draw(sheet)
    face, em = chance.choice(_FACES), chance.choice((34, 40, 46))
    pen.text((_SHEET[0] // 3, 140), lines[0], fill=(20, 20, 20), font=font(face, em * 3 // 2))
    for place, line in enumerate(lines[1:]):
        top, left = 330 + place * 2 * em, 140
        for part in line.replace("    ", "\t").split("\t"):
            pen.text((left, top), part, fill=(25, 25, 25), font=font(face, em))
            left += em * (len(part) + chance.choice((1, 2, 3)))
    return np.asarray(sheet)


def _scanned(page: DrawnPage, chance: Random) -> Picture:
    return damage(page, (chance.choice(_DAMAGES),), chance).picture
