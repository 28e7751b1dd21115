"""The pages of a lesson: drawn from lesson and number alone, marked as practice, damaged, saved.

All chance comes from seeds made of text, and nothing asks the clock, the order of a set or of a
folder: the same lesson and number give the same pages wherever the same libraries are installed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Transform
from zcdesk.training.damage import (
    dark,
    edge,
    faint,
    grained,
    grey,
    skewed_by,
    turned_by,
    uneven_light,
    yellowed,
)
from zcdesk.training.documents import draw_page
from zcdesk.training.fonts import Face, font
from zcdesk.training.lessons.lesson import Damage, Lesson, Of, PageEntry, Trap, TrapEntry
from zcdesk.training.marks import DrawnPage, InkMark, Role
from zcdesk.training.people import Person, invent_colleagues, invent_person

DPI = 150
"""Of the scans: print of 9 points has 19 px, and a page is drawn in a third of a second."""

_STRIP_MM = 9.0
"""Height of the strips above and below each page that say what it is."""

_SAYS = "练习专用 · 虚构人物 · 不得用于申报"
_TRIES = 40
"""Drawings of a page until it shows what its traps are about; most need one."""

_QUALITY = 82

"""Which marks of a drawing each word of a lesson means."""


@dataclass(frozen=True)
class Cast:
    """Who is in a lesson: the applicant and the people around."""

    lesson: Lesson
    number: int

    @cached_property
    def applicant(self) -> Person:
        """The applicant."""
        return invent_person(self.chance("applicant"))

    @cached_property
    def others(self) -> tuple[Person, ...]:
        """Colleagues, near-namesakes first."""
        return invent_colleagues(self.applicant, self.chance("others"))

    @cached_property
    def stranger(self) -> tuple[Person, tuple[Person, ...]]:
        """Whose page is among the applicant's by mistake, and the people around that person."""
        chance = self.chance("stranger")
        somebody = next(each for each in self.others if not each.dotted)
        return somebody, invent_colleagues(somebody, chance)

    def chance(self, *what: object) -> Random:
        """Return a source of chance of its own for one thing."""
        key = "/".join(map(str, ("lesson", self.lesson.id, self.number, *what)))
        return Random(key)


@dataclass(frozen=True, eq=False)
class LessonSheet:
    """One drawn page.

    Attributes:
        entry: What it was drawn for.
        nth: Which page of that entry, from 1.
        page: Pixels and marks as the scan shows them.
        content: The scan's bytes, a JPEG.
        chosen: The mark of each trap that is a place, by the trap's place in the lesson.
    """

    entry: PageEntry
    nth: int
    page: DrawnPage
    content: bytes
    chosen: dict[int, InkMark]

    @property
    def year(self) -> int | None:
        """The year that the page is of, where the lesson gives one."""
        if self.entry.years:
            return self.entry.years[self.nth - 1]
        stated = self.entry.facts.get("year", "")
        return int(stated) if stated.isdigit() else None


def draw_sheet(cast: Cast, entry: PageEntry, nth: int) -> LessonSheet:
    """Draw one page of a lesson.

    Raises:
        UndrawableError: What a trap is about never shows on a page of this kind.
    """
    traps = cast.lesson.traps_on(entry.id, nth)
    foreign = any(trap.trap is Trap.FOREIGN_PAGE for _, trap in traps)
    facts = {**entry.facts, **({"year": str(entry.years[nth - 1])} if entry.years else {})}
    person, others = cast.stranger if foreign else (cast.applicant, cast.others)
    for attempt in range(_TRIES):
        chance = cast.chance(entry.id, nth, attempt)
        clean = draw_page(entry.kind, person, others, chance, DPI, facts)
        places = _chosen(clean.marks, traps, chance)
        if places is not None:
            page = damaged(_with_strips(clean, cast.number), entry, chance)
            chosen = {trap: page.marks[place] for trap, place in places.items()}
            return LessonSheet(entry, nth, page, saved(page), chosen)
    raise ZcdeskError("lesson.undrawable", page=entry.id, lesson=cast.lesson.id)


def shows(role: Role, of: Of) -> bool:
    """Tell whether ink is what a trap is about, in whichever form."""
    meant = Role(of.value)
    return (role.target, role.stays) == (meant.target, meant.stays)


def _chosen(
    marks: Sequence[InkMark], traps: Sequence[tuple[int, TrapEntry]], chance: Random
) -> dict[int, int] | None:
    """Return the place of a mark for each trap, no mark for two, or None where one lacks."""
    taken: dict[int, int] = {}
    for number, trap in traps:
        if trap.of is None:
            continue
        fitting = [
            place
            for place, mark in enumerate(marks)
            if shows(mark.role, trap.of)
            and place not in taken.values()
            and (trap.trap is not Trap.SHORT or len(mark.characters) > 1)
        ]
        near = [place for place in fitting if marks[place].near]
        if not fitting:
            return None
        taken[number] = chance.choice(near or fitting)
    return taken


def _with_strips(page: DrawnPage, number: int) -> DrawnPage:
    """Return a page between two strips that say it is practice: whatever is made of it says so."""
    height, width = page.picture.shape[:2]
    strip = round(_STRIP_MM * page.dpi / 25.4)
    picture = np.full((height + 2 * strip, width, 3), 236, np.uint8)
    picture[strip : strip + height] = page.picture
    image = Image.fromarray(picture)
    face = font(Face.HEI, round(strip * 0.5))
    words = f"{_SAYS} · {number}"
    pen = ImageDraw.Draw(image)
    left = (width - face.getlength(words)) / 2
    for top in (0, height + strip):
        pen.text((round(left), round(top + strip * 0.72)), words, (96, 96, 104), face, anchor="ls")
    return page.moved(np.asarray(image, np.uint8), Transform.shift(0, strip))


def damaged(page: DrawnPage, entry: PageEntry, chance: Random) -> DrawnPage:
    """Return the page as it was scanned: damages in the order of real life, then how it lay."""
    wanted = set(entry.damage)
    for damage in Damage:
        if damage in wanted and damage in _DAMAGES:
            page = _DAMAGES[damage](page, chance)
    if Damage.HALF in wanted:
        page = page.moved(_half(page), Transform())
    if entry.skew:
        page = skewed_by(page, entry.skew)
    return turned_by(page, entry.turned) if entry.turned else page


def _scanned(page: DrawnPage, chance: Random) -> DrawnPage:
    return grained(edge(page, chance), 1.6, chance)


def _gloomy(page: DrawnPage, chance: Random) -> DrawnPage:
    """A photograph in a cellar: what was black and white is two greys that are hardly apart."""
    dim = (dark(page, chance).picture.astype(np.uint16) * 22 // 100 + 6).astype(np.uint8)
    return page.moved(dim, Transform())


def _blurred(page: DrawnPage, chance: Random) -> DrawnPage:
    return page.moved(np.asarray(cv2.blur(page.picture, (13, 13)), np.uint8), Transform())


_DAMAGES: dict[Damage, Callable[[DrawnPage, Random], DrawnPage]] = {
    Damage.SCAN: _scanned,
    Damage.GREY: grey,
    Damage.YELLOW: yellowed,
    Damage.FAINT: faint,
    Damage.SHADOW: uneven_light,
    Damage.DARK: _gloomy,
    Damage.BLURRED: _blurred,
}


def _half(page: DrawnPage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the pixels with the lower part torn off: the glass is seen there."""
    picture = page.picture.copy()
    strip = round(_STRIP_MM * page.dpi / 25.4)
    picture[picture.shape[0] * 55 // 100 : -strip] = 58
    return picture


def saved(page: DrawnPage, quality: int = _QUALITY) -> bytes:
    """Return the scan's bytes, a JPEG."""
    stream = io.BytesIO()
    Image.fromarray(page.picture).save(
        stream, "JPEG", quality=quality, dpi=(page.dpi, page.dpi), subsampling=2
    )
    return stream.getvalue()
