"""Random walks through one case: a person's acts on the real thing, and a plain model beside it.

The model holds what the screen shows in plain words: which page lies where, how it stands, what is
black on it, what was answered and confirmed. After every step the case must say the same; undo
must give the state before, redo the one after; and a package must hold exactly the pages that are
shown as confirmed, black exactly where covers are shown. Reading is dear and not what is walked
here: each drawn page has places that are found on it, wherever the models would have looked.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PIL import Image

from tests.workflow.drawn_case import drawn
from zcdesk.applicant import Applicant, Target
from zcdesk.cases import deciding, following, noting
from zcdesk.cases.acts import ActCode
from zcdesk.cases.case import Answer, Case, CasePage, Decision
from zcdesk.cases.laying import turn_page
from zcdesk.cases.rounds import Round
from zcdesk.cases.store import CaseFile
from zcdesk.cases.waivers import Waiver
from zcdesk.export.problems import NothingToExportError
from zcdesk.findings import info
from zcdesk.geometry import bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.notices.loading import load_notice
from zcdesk.notices.slots import Who
from zcdesk.notices.timing import BEIJING
from zcdesk.pages.page import Page, PageSource
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.exporting import PackageDone, export_case
from zcdesk.workflow.importing import keep_scans, remove_page, with_scan

NOTICE = "miit-2019"
"""It asks for no covering, so that no finished picture has to be read for words."""

NOW = datetime(2019, 10, 20, tzinfo=UTC)
WIDTH, HEIGHT = 424, 300
SLOTS = ("diploma", "id_card", "")
MOST_PAGES = 5
NAMES = ("欧阳婉儿", "欧阳婉", "欧阳婉儿婉")
DARKEST, RIM, RINGING = 24, 3, 40
"""A decoded cover is at most so light (0–255); its rim of so many pixels rings to this at most."""

NEAR = 18
"""Pixels around a cover within which its background is made plain."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the upright page."""

PLACES: tuple[tuple[Box, Verdict], ...] = (
    ((40, 20, 100, 44), Verdict.COVER),
    ((150, 20, 200, 44), Verdict.DOUBT),
    ((250, 60, 330, 90), Verdict.LEAVE),
)
"""What is found on every page as it was scanned."""

BY_HAND: tuple[Box, ...] = ((30, 100, 90, 130), (120, 140, 220, 160), (60, 200, 110, 240))


@cache
def art_of(number: int) -> Picture:
    """Return the drawing of a scan."""
    return drawn(number, HEIGHT)


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


there_are_pages = precondition(lambda self: bool(self.world.sheets))


class Walk(RuleBasedStateMachine):
    """One walk; a subclass says at which desk."""

    pool: WorkerPool
    folder: Callable[[], Path]
    exports = covers = steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.home = type(self).folder()
        self.desk = self.open(self.home / "申报.zcase")
        self.world = World()
        self.before: list[tuple[World, ActCode]] = []
        self.after: list[tuple[World, ActCode]] = []
        self.arts = 0
        self.bytes_of: dict[tuple[object, ...], str] = {}

    def open(self, path: Path) -> Desk:
        """Make the case and open it at the desk."""
        raise NotImplementedError

    # --- helpers ---------------------------------------------------------------------------------

    def act(self, case: Case, what: ActCode, change: Callable[[World], None]) -> None:
        """Do one act at the desk and in the model."""
        world = deepcopy(self.world)
        change(world)
        same = case == self.desk.case
        assert same == (shown(world) == shown(self.world) and not self._newly_confirmed(world))
        self.desk.act(case, what)
        if not same:
            self.before.append((self.world, what))
            self.after = []
        self.world = world
        self.read()

    def _newly_confirmed(self, world: World) -> bool:
        """Tell whether a lapsed confirmation was given anew for another look."""
        return [one.confirmed for one in world.sheets] != [
            one.confirmed for one in self.world.sheets
        ]

    def read(self) -> None:
        """Let the program find what there is on the pages that wait."""
        for page in self.desk.case.pages:
            if not page.examined:
                self.desk.found(page, as_found(page))

    def page(self, data: st.DataObject) -> int:
        """Choose one of the pages."""
        numbers = [one.number for one in self.world.sheets]
        return int(data.draw(st.sampled_from(numbers), label="page"))

    # --- what a person does ----------------------------------------------------------------------

    @initialize(
        slots=st.lists(st.sampled_from(SLOTS), min_size=1, max_size=3), agreed=st.booleans()
    )
    def begin(self, slots: list[str], agreed: bool) -> None:
        for slot in slots:
            self.bring(slot)
        if agreed:
            self.confirm_all()

    @precondition(lambda self: len(self.world.sheets) < MOST_PAGES)
    @rule(slot=st.sampled_from(SLOTS))
    def bring(self, slot: str) -> None:
        """Import a scan."""
        self.arts += 1
        art = self.arts
        path = self.home / f"欧阳婉儿 {art}.png"
        Image.fromarray(art_of(art)).save(path, compress_level=1)
        (kept,) = keep_scans(self.pool, self.desk.stored, [path])

        def change(world: World) -> None:
            world.numbered += 1
            world.sheets.append(Sheet(world.numbered, slot, art))

        self.act(with_scan(self.desk.case, kept, slot), ActCode.ADD, change)

    @precondition(lambda self: len(self.world.sheets) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = self.page(data)

        def change(world: World) -> None:
            world.sheets.remove(world.sheet(number))

        self.act(remove_page(self.desk.case, number), ActCode.REMOVE_PAGE, change)

    @there_are_pages
    @rule(data=st.data(), slot=st.sampled_from(SLOTS))
    def sort(self, data: st.DataObject, slot: str) -> None:
        number = self.page(data)
        self.act(
            noting.sort_pages(self.desk.case, [number], slot),
            ActCode.SORT,
            lambda world: setattr(world.sheet(number), "slot", slot),
        )

    @there_are_pages
    @rule(
        data=st.data(),
        hit=st.sampled_from((0, 1, 1, 2)),
        decision=st.sampled_from((Decision.COVER, Decision.LEAVE)),
    )
    def decide(self, data: st.DataObject, hit: int, decision: Decision) -> None:
        self._decide(self.page(data), hit, decision)

    def _decide(self, number: int, hit: int, decision: Decision) -> None:
        known = self.world.sheet(number).decided.get(hit)
        case = deciding.decide(self.desk.case, number, hit, decision)
        if known is None and case != self.desk.case:
            # The first word about a place is an act, even where it only agrees.
            world = deepcopy(self.world)
            world.sheet(number).decided[hit] = decision
            self.desk.act(case, ActCode.DECIDE_PLACE)
            self.before.append((self.world, ActCode.DECIDE_PLACE))
            self.after, self.world = [], world
            return
        self.act(
            case,
            ActCode.DECIDE_PLACE,
            lambda world: world.sheet(number).decided.update({hit: decision}),
        )

    @there_are_pages
    @rule(data=st.data(), place=st.sampled_from(BY_HAND))
    def draw(self, data: st.DataObject, place: Box) -> None:
        number = self.page(data)
        self.act(
            deciding.draw(self.desk.case, number, Mask(Target.NAME, box(*place))),
            ActCode.DRAW,
            lambda world: world.sheet(number).drawn.append(place),
        )

    @precondition(lambda self: any(one.drawn for one in self.world.sheets))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """Delete a cover that was drawn."""
        number = data.draw(st.sampled_from([s.number for s in self.world.sheets if s.drawn]))
        index = data.draw(st.integers(0, len(self.world.sheet(number).drawn) - 1))
        self.act(
            deciding.delete_drawn(self.desk.case, number, index),
            ActCode.DELETE_DRAWN,
            lambda world: world.sheet(number).drawn.__delitem__(index),
        )

    @there_are_pages
    @rule(data=st.data())
    def turn(self, data: st.DataObject) -> None:
        number = self.page(data)

        def change(world: World) -> None:
            sheet = world.sheet(number)
            size = sheet.size()
            sheet.found = [turned_box(one, *size) for one in sheet.found]
            sheet.drawn = [turned_box(one, *size) for one in sheet.drawn]
            sheet.turn, sheet.decided = (sheet.turn + 1) % 4, {}

        self.act(turn_page(self.desk.case, number, 90), ActCode.TURN, change)

    @there_are_pages
    @rule(data=st.data(), given=st.sampled_from((Answer.NO, Answer.YES, None)))
    def answer(self, data: st.DataObject, given: Answer | None) -> None:
        number = self.page(data)
        self.act(
            deciding.answer(self.desk.case, number, given),
            ActCode.ANSWER,
            lambda world: setattr(world.sheet(number), "answer", given),
        )

    @there_are_pages
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """Agree to a page; what is in doubt is decided before, as the window has it."""
        self._confirm(self.page(data))

    @rule()
    def confirm_all(self) -> None:
        for sheet in self.world.sheets:
            self._confirm(sheet.number)

    def _confirm(self, number: int) -> None:
        if self.world.sheet(number).in_doubt:
            with pytest.raises(deciding.OpenDoubtError):
                deciding.confirm(self.desk.case, number)
            self._decide(number, 1, Decision.COVER)

        def change(world: World) -> None:
            sheet = world.sheet(number)
            sheet.confirmed = sheet.look(world.name)

        self.act(deciding.confirm(self.desk.case, number), ActCode.CONFIRM, change)

    @rule(text=st.sampled_from(("", "一段话", "另一段话，更长一些。")))
    def write(self, text: str) -> None:
        def change(world: World) -> None:
            world.texts = {**world.texts, "work_summary": text}  # an empty one is a blank

        case = noting.write_text(self.desk.case, "work_summary", text)
        self.act(case, ActCode.TEXT, change)

    @rule(told=st.sampled_from(("", "senior", "professional")))
    def tell(self, told: str) -> None:
        """Answer a question, or take the answer back."""

        def change(world: World) -> None:
            world.facts = {"level": told} if told else {}

        self.act(noting.answer_questions(self.desk.case, {"level": told}), ActCode.FACTS, change)

    @rule(code=st.sampled_from(("slot.missing", "slot.too_few")))
    def waive(self, code: str) -> None:
        def change(world: World) -> None:
            world.waived = [*(one for one in world.waived if one != code), code]

        waiver = Waiver(code, "单位已说明", datetime(2019, 10, 1, tzinfo=BEIJING))
        self.act(noting.waive(self.desk.case, waiver), ActCode.WAIVE, change)

    @precondition(lambda self: len(self.world.rounds) < 3)
    @rule(day=st.integers(1, 28))
    def come_back(self, day: int) -> None:
        """Register a return."""
        at = datetime(2019, 11, day, 9, tzinfo=BEIJING)

        def change(world: World) -> None:
            world.rounds = sorted([*world.rounds, at])

        returned = Round(at, Who.REVIEW_COMMITTEE, "证书不清楚")
        self.act(following.begin_round(self.desk.case, returned), ActCode.ROUND, change)

    @rule(name=st.sampled_from(NAMES))
    def rename(self, name: str) -> None:
        """Write the applicant's name otherwise: all pages are searched again."""
        if name == self.world.name:
            return

        def change(world: World) -> None:
            world.name = name
            for sheet in world.sheets:
                sheet.decided = {}

        applicant = replace(self.desk.case.applicant, name=name)
        case = deciding.rename_applicant(self.desk.case, applicant)
        self.act(case, ActCode.APPLICANT, change)

    @rule()
    def undo(self) -> None:
        self.desk.undo()
        if self.before:
            world, what = self.before.pop()
            self.after.append((self.world, what))
            self.world = world
        self.read()

    @rule()
    def redo(self) -> None:
        self.desk.redo()
        if self.after:
            world, what = self.after.pop()
            self.before.append((self.world, what))
            self.world = world
        self.read()

    @rule()
    def reopen(self) -> None:
        self.desk.reopen()

    # --- what leaves the house -------------------------------------------------------------------

    @rule()
    def export(self) -> None:
        """Export: exactly the pages that are shown as confirmed, black exactly where shown."""
        target, case = self.home / "包", self.desk.case
        wanted = {
            one.number: one
            for one in self.world.sheets
            if one.confirmed is not None and one.confirmed == one.look(self.world.name)
        }
        old = files_below(target)
        try:
            steps = list(export_case(self.pool, case, load_notice(NOTICE), target, NOW))
        except NothingToExportError:
            assert not wanted
            assert files_below(target) == old
            return
        done = steps[-1]
        assert isinstance(done, PackageDone)
        self.look_at(target, wanted)
        assert sorted(path.name for path in self.home.glob(".包*")) == []
        assert done.delivery is not None

        def change(world: World) -> None:
            world.packages += 1

        delivered = following.record_delivery(case, done.delivery)
        self.act(delivered, ActCode.DELIVER, change)
        type(self).exports += 1

    def look_at(self, package: Path, wanted: dict[int, Sheet]) -> None:
        """Compare a package with what was shown."""
        manifest = json.loads((package / "manifest.json").read_text("utf-8"))
        files = files_below(package)
        told = {one["path"]: one["sha256"] for one in manifest["files"]}
        assert told.keys() | {"manifest.json"} == files.keys()
        assert all(hashlib.sha256(files[name]).hexdigest() == told[name] for name in told)
        pages = sorted(one["page"] for one in manifest["pages"])
        assert pages == sorted(wanted), (pages, sorted(wanted))
        pictures = {name for name in files if name.endswith(".jpg")}
        assert pictures == {one["file"] for one in manifest["pages"]}
        for one in manifest["pages"]:
            sheet = wanted[one["page"]]
            shows_exactly(sheet, files[one["file"]])
            look = (sheet.art, sheet.turn, tuple(sorted(sheet.black())))
            assert self.bytes_of.setdefault(look, one["sha256"]) == one["sha256"]
            type(self).covers += len(sheet.black())

    # --- what always holds -----------------------------------------------------------------------

    @invariant()
    def the_case_says_what_the_screen_shows(self) -> None:
        type(self).steps += 1
        told, expected = said(self.desk.case), shown(self.world)
        assert told == expected, (told, expected)
        self.desk.check()

    def acts_are(self, stored: CaseFile) -> None:
        """The history names what was done, in order, and what of it is undone."""
        listed = [(act.what, act.undone) for act in stored.acts()]
        done = [(str(what), False) for _, what in self.before]
        undone = [(str(what), True) for _, what in reversed(self.after)]
        assert listed == [*done, *undone], (listed, done, undone)

    def teardown(self) -> None:
        self.desk.close()


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
