"""The pages of one lesson: chosen by lesson and number alone among those that are finished.

All chance comes from seeds made of text, and nothing asks the clock, the order of a set or of a
folder: the same lesson and number give the same pages wherever the same libraries are installed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
from PIL import Image

from zcdesk.errors import ZcdeskError
from zcdesk.picture import Picture
from zcdesk.training.lessons.finished_pages import (
    FictionalApplicant,
    FinishedPage,
    PageInk,
    fictional_applicant,
    person_of,
    scan_of,
)
from zcdesk.training.lessons.lesson import Lesson, PageEntry, Trap, TrapEntry
from zcdesk.training.lessons.treating import lying, treated

DPI = 120
"""Of the scans: print of 9 points has 15 px and is read with ease; at 150 they need a half more."""

_QUALITY = 82


@dataclass(frozen=True)
class Cast:
    """Whose papers a lesson takes, and which it took already."""

    lesson: Lesson
    number: int
    _taken: set[tuple[int, str]] = field(default_factory=set)

    @property
    def applicant(self) -> FictionalApplicant:
        """The applicant."""
        return fictional_applicant(person_of(self.number))

    def take(
        self, entry: PageEntry, nth: int, traps: Sequence[tuple[int, TrapEntry]]
    ) -> tuple[FinishedPage, Picture, dict[int, int]]:
        """Return a page that nothing took yet, its picture, and the ink of each trap.

        Raises:
            ZcdeskError: What a trap is about shows on no page of this kind.
        """
        foreign = any(trap.trap is Trap.FOREIGN_PAGE for _, trap in traps)
        person = self.applicant.stranger if foreign else person_of(self.number)
        chance = Random("/".join(map(str, ("lesson", self.lesson.id, self.number, entry.id, nth))))
        for page in fictional_applicant(person).fitting(entry.kind, entry.facts_of(nth)):
            chosen = _chosen(page.ink, traps, chance)
            if chosen is not None and (person, page.file) not in self._taken:
                self._taken.add((person, page.file))
                with Image.open(io.BytesIO(scan_of(person, page))) as opened:
                    return page, np.asarray(opened.convert("RGB"), np.uint8), chosen
        raise ZcdeskError("lesson.undrawable", page=entry.id, lesson=self.lesson.id)


@dataclass(frozen=True, eq=False)
class LessonSheet:
    """One page as it was scanned.

    Attributes:
        entry: What it was taken for.
        nth: Which page of that entry, from 1.
        picture: Its pixels.
        ink: All that is on it, in pixels of the picture.
        chosen: The ink of each trap that is a place, by the trap's place in the lesson.
    """

    entry: PageEntry
    nth: int
    picture: Picture
    ink: tuple[PageInk, ...]
    chosen: dict[int, PageInk]

    @property
    def years(self) -> tuple[int, ...]:
        """The year that the page is of, where the lesson gives one."""
        stated = self.entry.facts_of(self.nth).get("year", "")
        return (int(stated),) if stated.isdigit() else ()

    def saved(self, quality: int = _QUALITY) -> bytes:
        """Return the scan's bytes, a JPEG."""
        stream = io.BytesIO()
        Image.fromarray(self.picture).save(
            stream, "JPEG", quality=quality, dpi=(DPI, DPI), subsampling=2
        )
        return stream.getvalue()


def take_sheet(cast: Cast, entry: PageEntry, nth: int) -> LessonSheet:
    """Take one page of a lesson, damaged and laid as the lesson wants it.

    Raises:
        ZcdeskError: What a trap is about shows on no page of this kind.
    """
    page, picture, chosen = cast.take(entry, nth, cast.lesson.traps_on(entry.id, nth))
    lay = lying(entry, picture.shape[1], picture.shape[0])
    ink = tuple(each.moved(lay) for each in page.ink)
    places = {trap: ink[place] for trap, place in chosen.items()}
    return LessonSheet(entry, nth, treated(picture, entry), ink, places)


def _chosen(
    inks: Sequence[PageInk], traps: Sequence[tuple[int, TrapEntry]], chance: Random
) -> dict[int, int] | None:
    """Return the place of an ink for each trap, none for two, or None where one lacks."""
    taken: dict[int, int] = {}
    for number, trap in traps:
        if trap.of is None:
            continue
        fitting = [
            place
            for place, ink in enumerate(inks)
            if trap.of.means(ink.target, own=ink.own)
            and place not in taken.values()
            and (trap.trap is not Trap.SHORT or ink.half)
        ]
        near = [place for place in fitting if inks[place].near]
        if not fitting:
            return None
        taken[number] = chance.choice(near or fitting)
    return taken
