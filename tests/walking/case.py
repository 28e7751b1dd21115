"""What a walk goes through: its model in plain words, its case, its desk, and its packages."""

import io
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image

from tests.workflow.drawn_case import drawn
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture

WIDTH, HEIGHT = 424, 300
NAMES = ("欧阳婉儿", "欧阳婉", "欧阳婉儿婉")

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the upright page."""

PLACES: tuple[tuple[Box, Verdict], ...] = (
    ((40, 20, 100, 44), Verdict.COVER),
    ((150, 20, 200, 44), Verdict.DOUBT),
    ((250, 60, 330, 90), Verdict.LEAVE),
)
"""What is found on every page as it was scanned."""


def turned_box(place: Box, wide: int, high: int) -> Box:
    """Return a box after a quarter turn clockwise of a page that was so wide and high."""
    left, top, right, bottom = place
    return high - bottom, left, high - top, right


@dataclass
class Sheet:
    """A page as the screen shows it; ``confirmed`` is the look that was confirmed, or None."""

    number: int
    slot: str
    art: int
    turn: int = 0
    found: list[Box] = field(default_factory=lambda: [place for place, _ in PLACES])
    decided: dict[int, Decision] = field(default_factory=dict)
    drawn: list[Box] = field(default_factory=list)
    answer: Answer | None = None
    confirmed: tuple[object, ...] | None = None

    def black(self) -> list[Box]:
        """Return what is shown as covered."""
        shown = []
        for index, place in enumerate(self.found):
            usual = Decision.LEAVE if PLACES[index][1] is Verdict.LEAVE else Decision.COVER
            if self.decided.get(index, usual) is Decision.COVER:
                shown.append(place)
        return [*shown, *self.drawn]

    def look(self, name: str) -> tuple[object, ...]:
        """Return all that a confirmation stands for."""
        return name, self.art, self.turn, tuple(sorted(self.black())), self.answer

    @property
    def in_doubt(self) -> bool:
        """Tell whether the one place in doubt is undecided."""
        return 1 not in self.decided

    def size(self) -> tuple[int, int]:
        """Return width and height as it stands."""
        return (WIDTH, HEIGHT) if self.turn % 2 == 0 else (HEIGHT, WIDTH)


@dataclass
class World:
    """What the whole screen shows."""

    name: str = NAMES[0]
    sheets: list[Sheet] = field(default_factory=list)
    numbered: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    waived: list[str] = field(default_factory=list)
    rounds: list[datetime] = field(default_factory=list)
    packages: int = 0

    def sheet(self, number: int) -> Sheet:
        """Return the page of this number."""
        return next(one for one in self.sheets if one.number == number)


def shown(world: World) -> tuple[object, ...]:
    """Return the world in the words that :func:`said` uses for a case."""
    pages = [
        (
            one.number, one.slot, one.turn * 90, sorted(one.black()), one.in_doubt, one.answer,
            one.confirmed is not None and one.confirmed == one.look(world.name),
        )
        for one in world.sheets
    ]  # fmt: skip
    return (world.name, pages, dict(world.facts), dict(world.texts), list(world.waived),
            world.rounds, world.packages, world.numbered)  # fmt: skip


NOTICE = "miit-2019"
"""It asks for no covering, so that no finished picture has to be read for words."""


@cache
def art_of(number: int) -> Picture:
    """Return the drawing of a scan."""
    return drawn(number, HEIGHT)


def begun() -> Case:
    """Return the case with which every walk begins."""
    return Case(NOTICE, Applicant(NAMES[0], "天山岩土勘察有限公司"), frozenset())


def as_found(page: CasePage) -> CasePage:
    """Return a waiting page with the places that a search would give it."""
    sha256 = Path(page.path).parent.name
    laid = page.page or Page(PageSource(page.path, sha256), WIDTH, HEIGHT, WIDTH, HEIGHT)
    hits = tuple(
        Hit(
            Mask(Target.NAME, laid.transform.apply_all(box(*place)), "name:1", 0.9, Origin.SPOTTED),
            verdict,
            info("hit.other_letter", line=1),
        )
        for place, verdict in PLACES
    )
    return replace(page, page=laid, hits=hits, decisions=(), examined=True, findings=())


def said(case: Case) -> tuple[object, ...]:
    """Return what a case says, for comparing with the model."""
    pages = [
        (
            page.number, page.slot, page.page.turn if page.page else None,
            sorted(rounded(mask) for mask in page.covers()), bool(page.open_doubts()), page.answer,
            case.is_confirmed(page),
        )
        for page in case.pages
    ]  # fmt: skip
    return (case.applicant.name, pages, dict(case.facts), dict(case.texts),
            [one.code for one in case.waivers], [one.at for one in case.rounds],
            len(case.deliveries), case.numbered)  # fmt: skip


def rounded(mask: Mask) -> Box:
    """Return the box around a cover in whole pixels."""
    left, top, right, bottom = (round(value) for value in bounds(mask.polygon))
    return left, top, right, bottom


class Desk(Protocol):
    """Where the acts are done: on the file itself, or in the window."""

    @property
    def case(self) -> Case:
        """The case as it is shown."""

    @property
    def stored(self) -> CaseFile:
        """Its file."""

    def act(self, case: Case, what: ActCode) -> None:
        """Do an act."""

    def found(self, before: CasePage, after: CasePage) -> None:
        """Take what the program found."""

    def undo(self) -> None:
        """Take the last act back."""

    def redo(self) -> None:
        """Do it again."""

    def reopen(self) -> None:
        """Close the case and open it again."""

    def check(self) -> None:
        """Look at what the desk promises besides."""

    def close(self) -> None:
        """End the walk."""


DARKEST, RIM, RINGING = 24, 3, 40
"""A decoded cover is at most so light (0–255); its rim of so many pixels rings to this at most."""

NEAR = 18
"""Pixels around a cover within which its background is made plain."""


def shows_exactly(sheet: Sheet, data: bytes) -> None:
    """A picture is black under every cover that was shown, and elsewhere as the page is."""
    picture = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    page = np.rot90(art_of(sheet.art), -sheet.turn)
    assert picture.shape == page.shape
    elsewhere = np.ones(picture.shape[:2], bool)
    for left, top, right, bottom in sheet.black():
        assert picture[top : bottom + 1, left : right + 1].max() <= RINGING
        assert picture[top + RIM : bottom + 1 - RIM, left + RIM : right + 1 - RIM].max() <= DARKEST
        elsewhere[max(0, top - NEAR) : bottom + NEAR, max(0, left - NEAR) : right + NEAR] = False
    away = np.abs(picture.astype(int) - page.astype(int)).mean(axis=2)
    assert away[elsewhere].mean() < 6
    assert not (picture.max(axis=2) <= DARKEST)[elsewhere & (page.min(axis=2) > 120)].any()


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
