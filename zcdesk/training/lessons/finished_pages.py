"""The finished papers of the fictional people in lessons, and where on each which ink is.

``tools/making/draw_lessons.py`` draws them before a release; the program only chooses among them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter

from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, Transform, box
from zcdesk.resources import resource

PEOPLE = 3
"""Fictional applicants: the number of a lesson says whose papers it takes."""

MUST_AGREE = ("year", "course")
"""What a lesson states of a page and no other page can stand in for: slots ask for it."""

Place = Annotated[Polygon, BeforeValidator(lambda edges: box(*edges))]
"""Four corners, stored as left, top, right, bottom."""


@dataclass(frozen=True)
class PageInk:
    """One occurrence of a word, a seal, a photo on a finished page.

    Attributes:
        places: Where its ink is: one place for each unbroken run.
        target: What a notice would call it; None for plain print.
        own: It points to the applicant.
        near: It is somebody else's and differs from the applicant's own by a character or two.
        matches: Which of the applicant's words the program would say it is; "" for none.
        text: A name, as printed.
        covers: Where the program would cover it.
        half: The same for the first half of its letters; () of a single letter.
    """

    places: tuple[Place, ...]
    target: Target | None = None
    own: bool = False
    near: bool = False
    matches: str = ""
    text: str = ""
    covers: tuple[Place, ...] = ()
    half: tuple[Place, ...] = ()

    def moved(self, transform: Transform) -> PageInk:
        """Return the ink where ``transform`` carries it."""
        places, covers, half = (
            tuple(map(transform.apply_all, each)) for each in (self.places, self.covers, self.half)
        )
        return replace(self, places=places, covers=covers, half=half)


@dataclass(frozen=True)
class FinishedPage:
    """One scan, upright and undamaged.

    Attributes:
        file: Its name in the folder of the person's pages.
        kind: What it is.
        facts: What it states: a year, a course.
        ink: All that is on it, in pixels of the picture.
    """

    file: str
    kind: str
    facts: dict[str, str]
    ink: tuple[PageInk, ...]

    @property
    def stated(self) -> str:
        """What tells it from others of its kind, for people."""
        return " ".join(self.facts[name] for name in MUST_AGREE if name in self.facts)

    def agrees(self, facts: dict[str, str]) -> bool:
        """Tell whether this page fits the facts that a lesson states of it."""
        return all(facts.get(name) in (None, self.facts.get(name)) for name in MUST_AGREE)

    def likeness(self, facts: dict[str, str]) -> int:
        """Return how many of the facts that a lesson states it shares."""
        return len(facts.items() & self.facts.items())


@dataclass(frozen=True)
class FictionalApplicant:
    """Somebody who does not exist, with all papers.

    Attributes:
        applicant: What this person would type into the program.
        stranger: Number of the person whose page lies among these by mistake.
        pages: The papers.
    """

    applicant: Applicant
    stranger: int
    pages: tuple[FinishedPage, ...]

    def fitting(self, kind: str, facts: dict[str, str]) -> list[FinishedPage]:
        """Return the pages of a kind that a lesson may take, those first that agree best."""
        pages = [page for page in self.pages if page.kind == kind and page.agrees(facts)]
        return sorted(pages, key=lambda page: -page.likeness(facts))


@cache
def fictional_applicant(number: int) -> FictionalApplicant:
    """Return one of the people, 1 to :data:`PEOPLE`."""
    return _APPLICANT.validate_json(resource("lessons", "people", f"{number}.json").read_bytes())


def person_of(number: int) -> int:
    """Return whose papers a lesson of a number takes: neighbours take other people's."""
    return (number - 1) % PEOPLE + 1


def kinds_drawn() -> tuple[str, ...]:
    """Return the kinds of pages that there are."""
    return tuple(dict.fromkeys(page.kind for page in fictional_applicant(1).pages))


def scan_of(person: int, page: FinishedPage) -> bytes:
    """Return the picture of a page as it ships."""
    return resource("lessons", "people", str(person), page.file).read_bytes()


_APPLICANT: TypeAdapter[FictionalApplicant] = TypeAdapter(FictionalApplicant)
