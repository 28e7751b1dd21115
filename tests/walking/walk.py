"""A walk: each rule does one of a person's acts at a desk and in the model."""

import hashlib
import json
import tempfile
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings, stateful
from hypothesis import strategies as st
from PIL import Image

from tests.walking import case as desk
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding, following, noting
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.rounds import Round
from zcdesk.cases.waivers import Waiver
from zcdesk.errors import ZcdeskError
from zcdesk.export.package.folders import PackageError
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.slots import Who
from zcdesk.quantities.moments import BEIJING
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.importing import keep_scans, with_scan
from zcdesk.workflow.package.exporting import PackageDone, export_case

NOW = datetime(2019, 10, 20, tzinfo=UTC)
SLOTS = ("diploma", "id_card", "")
MOST_PAGES = 5
BY_HAND: tuple[desk.Box, ...] = ((30, 100, 90, 130), (120, 140, 220, 160), (60, 200, 110, 240))


there_are_pages = stateful.precondition(lambda self: bool(self.world.sheets))


class Walk(stateful.RuleBasedStateMachine):
    """One walk; a subclass says at which desk."""

    pool: WorkerPool
    folder: Callable[[], Path]
    happened: Counter[str]
    """How often: steps, packages, covers in them, and what a subclass counts."""

    def __init__(self) -> None:
        super().__init__()
        self.home = type(self).folder()
        self.desk = self.open(self.home / "申报.zcase")
        self.world = desk.World()
        self.before: list[tuple[desk.World, ActCode]] = []
        self.after: list[tuple[desk.World, ActCode]] = []
        self.arts = 0
        self.bytes_of: dict[tuple[object, ...], str] = {}

    @abstractmethod
    def open(self, path: Path) -> desk.Desk:
        """Make the case and open it at the desk."""

    # --- helpers ---------------------------------------------------------------------------------

    def act(self, case: Case, what: ActCode, change: Callable[[desk.World], None]) -> None:
        """Do one act at the desk and in the model."""
        world = deepcopy(self.world)
        change(world)
        same = case == self.desk.case
        assert same == (
            desk.shown(world) == desk.shown(self.world) and not self._newly_confirmed(world)
        )
        self.desk.act(case, what)
        if not same:
            self.before.append((self.world, what))
            self.after = []
        self.world = world
        self.read()

    def _newly_confirmed(self, world: desk.World) -> bool:
        """Tell whether a lapsed confirmation was given anew for another look."""
        return [one.confirmed for one in world.sheets] != [
            one.confirmed for one in self.world.sheets
        ]

    def read(self) -> None:
        """Let the program find what there is on the pages that wait."""
        for page in self.desk.case.pages:
            if not page.examined:
                self.desk.found(page, desk.as_found(page))

    def page(self, data: st.DataObject) -> int:
        """Choose one of the pages."""
        numbers = [one.number for one in self.world.sheets]
        return int(data.draw(st.sampled_from(numbers), label="page"))

    # --- what a person does ----------------------------------------------------------------------

    @stateful.initialize(
        slots=st.lists(st.sampled_from(SLOTS), min_size=1, max_size=3), agreed=st.booleans()
    )
    def begin(self, slots: list[str], agreed: bool) -> None:
        for slot in slots:
            self.bring(slot)
        if agreed:
            self.confirm_all()

    @stateful.precondition(lambda self: len(self.world.sheets) < MOST_PAGES)
    @stateful.rule(slot=st.sampled_from(SLOTS))
    def bring(self, slot: str) -> None:
        """Import a scan."""
        self.arts += 1
        art = self.arts
        path = self.home / f"欧阳婉儿 {art}.png"
        Image.fromarray(desk.art_of(art)).save(path, compress_level=1)
        (kept,) = keep_scans(self.pool, self.desk.stored, [path])

        def change(world: desk.World) -> None:
            world.numbered += 1
            world.sheets.append(desk.Sheet(world.numbered, slot, art))

        self.act(with_scan(self.desk.case, kept, slot), ActCode.ADD, change)

    @stateful.precondition(lambda self: len(self.world.sheets) > 1)
    @stateful.rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        number = self.page(data)
        content = Path(self.desk.case.page(number).path).parent.name

        def change(world: desk.World) -> None:
            world.sheets.remove(world.sheet(number))
            world.facts[f"removed.{content}"] = "yes"  # it stays away until this is undone

        self.act(deciding.remove_page(self.desk.case, number), ActCode.REMOVE_PAGE, change)

    @there_are_pages
    @stateful.rule(data=st.data(), slot=st.sampled_from(SLOTS))
    def sort(self, data: st.DataObject, slot: str) -> None:
        number = self.page(data)
        self.act(
            self.desk.case.with_page(replace(self.desk.case.page(number), slot=slot)),
            ActCode.SORT,
            lambda world: setattr(world.sheet(number), "slot", slot),
        )

    @there_are_pages
    @stateful.rule(
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
    @stateful.rule(data=st.data(), place=st.sampled_from(BY_HAND))
    def draw(self, data: st.DataObject, place: desk.Box) -> None:
        number = self.page(data)
        self.act(
            deciding.draw(self.desk.case, number, Mask(Target.NAME, box(*place))),
            ActCode.DRAW,
            lambda world: world.sheet(number).drawn.append(place),
        )

    @stateful.precondition(lambda self: any(one.drawn for one in self.world.sheets))
    @stateful.rule(data=st.data())
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
    @stateful.rule(data=st.data())
    def turn(self, data: st.DataObject) -> None:
        number = self.page(data)

        def change(world: desk.World) -> None:
            sheet = world.sheet(number)
            size = sheet.size()
            sheet.found = [desk.turned_box(one, *size) for one in sheet.found]
            sheet.drawn = [desk.turned_box(one, *size) for one in sheet.drawn]
            sheet.turn, sheet.decided = (sheet.turn + 1) % 4, {}

        self.act(turn_page(self.desk.case, number, 90), ActCode.TURN, change)

    @there_are_pages
    @stateful.rule(data=st.data(), given=st.sampled_from((Answer.NO, Answer.YES, None)))
    def answer(self, data: st.DataObject, given: Answer | None) -> None:
        number = self.page(data)
        self.act(
            deciding.answer(self.desk.case, number, given),
            ActCode.ANSWER,
            lambda world: setattr(world.sheet(number), "answer", given),
        )

    @there_are_pages
    @stateful.rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """Agree to a page; what is in doubt is decided before, as the window has it."""
        self._confirm(self.page(data))

    @stateful.rule()
    def confirm_all(self) -> None:
        for sheet in self.world.sheets:
            self._confirm(sheet.number)

    def _confirm(self, number: int) -> None:
        if self.world.sheet(number).in_doubt:
            with pytest.raises(ZcdeskError, match=r"^page\.open_doubt$"):
                deciding.confirm(self.desk.case, number)
            self._decide(number, 1, Decision.COVER)

        def change(world: desk.World) -> None:
            sheet = world.sheet(number)
            sheet.confirmed = sheet.look(world.name)

        self.act(deciding.confirm(self.desk.case, number), ActCode.CONFIRM, change)

    @stateful.rule(text=st.sampled_from(("", "一段话", "另一段话，更长一些。")))
    def write(self, text: str) -> None:
        def change(world: desk.World) -> None:
            world.texts = {**world.texts, "work_summary": text}  # an empty one is a blank

        case = noting.write_text(self.desk.case, "work_summary", text)
        self.act(case, ActCode.TEXT, change)

    @stateful.rule(told=st.sampled_from(("", "senior", "professional")))
    def tell(self, told: str) -> None:
        """Answer a question, or take the answer back."""

        def change(world: desk.World) -> None:
            others = {key: value for key, value in world.facts.items() if key != "level"}
            world.facts = {**others, "level": told} if told else others

        self.act(noting.answer_questions(self.desk.case, {"level": told}), ActCode.FACTS, change)

    @stateful.rule(code=st.sampled_from(("slot.missing", "slot.too_few")))
    def waive(self, code: str) -> None:
        def change(world: desk.World) -> None:
            world.waived = [*(one for one in world.waived if one != code), code]

        waiver = Waiver(code, "单位已说明", datetime(2019, 10, 1, tzinfo=BEIJING))
        self.act(noting.waive(self.desk.case, waiver), ActCode.DECIDE, change)

    @stateful.precondition(lambda self: len(self.world.rounds) < 3)
    @stateful.rule(day=st.integers(1, 28))
    def come_back(self, day: int) -> None:
        """Register a return."""
        at = datetime(2019, 11, day, 9, tzinfo=BEIJING)

        def change(world: desk.World) -> None:
            world.rounds = sorted([*world.rounds, at])

        returned = Round(at, Who.REVIEW_COMMITTEE, "证书不清楚")
        self.act(following.begin_round(self.desk.case, returned), ActCode.ROUND, change)

    @stateful.rule(name=st.sampled_from(desk.NAMES))
    def rename(self, name: str) -> None:
        """Write the applicant's name otherwise: all pages are searched again."""
        if name == self.world.name:
            return

        def change(world: desk.World) -> None:
            world.name = name
            for sheet in world.sheets:
                sheet.decided = {}

        applicant = replace(self.desk.case.applicant, name=name)
        case = deciding.rename_applicant(self.desk.case, applicant)
        self.act(case, ActCode.APPLICANT, change)

    @stateful.rule()
    def undo(self) -> None:
        self.desk.undo()
        if self.before:
            world, what = self.before.pop()
            self.after.append((self.world, what))
            self.world = world
        self.read()

    @stateful.rule()
    def redo(self) -> None:
        self.desk.redo()
        if self.after:
            world, what = self.after.pop()
            self.before.append((self.world, what))
            self.world = world
        self.read()

    @stateful.rule()
    def reopen(self) -> None:
        self.desk.reopen()

    # --- what leaves the house -------------------------------------------------------------------

    @stateful.rule()
    def export(self) -> None:
        """Export: exactly the pages that are shown as confirmed, black exactly where shown."""
        target, case = self.home / "包", self.desk.case
        wanted = {
            one.number: one
            for one in self.world.sheets
            if one.confirmed is not None and one.confirmed == one.look(self.world.name)
        }
        old = desk.files_below(target)
        try:
            steps = list(export_case(self.pool, case, load_notice(desk.NOTICE), target, NOW))
        except PackageError:
            assert not wanted
            assert desk.files_below(target) == old
            return
        done = steps[-1]
        assert isinstance(done, PackageDone)
        self.look_at(target, wanted)
        assert sorted(path.name for path in self.home.glob(".包*")) == []
        assert done.delivery is not None

        def change(world: desk.World) -> None:
            world.packages += 1

        delivered = following.record_delivery(case, done.delivery)
        self.act(delivered, ActCode.DELIVER, change)
        self.happened["packages"] += 1

    def look_at(self, package: Path, wanted: dict[int, desk.Sheet]) -> None:
        """Compare a package with what was shown."""
        manifest = json.loads((package / "manifest.json").read_text("utf-8"))
        files = desk.files_below(package)
        told = {one["path"]: one["sha256"] for one in manifest["files"]}
        assert told.keys() | {"manifest.json"} == files.keys()
        assert all(hashlib.sha256(files[name]).hexdigest() == told[name] for name in told)
        pages = sorted(one["page"] for one in manifest["pages"])
        assert pages == sorted(wanted), (pages, sorted(wanted))
        pictures = {name for name in files if name.endswith(".jpg")}
        assert pictures == {one["file"] for one in manifest["pages"]}
        for one in manifest["pages"]:
            sheet = wanted[one["page"]]
            desk.shows_exactly(sheet, files[one["file"]])
            look = (sheet.art, sheet.turn, tuple(sorted(sheet.black())))
            assert self.bytes_of.setdefault(look, one["sha256"]) == one["sha256"]
            self.happened["covers"] += len(sheet.black())

    # --- what always holds -----------------------------------------------------------------------

    @stateful.invariant()
    def the_case_says_what_the_screen_shows(self) -> None:
        self.happened["steps"] += 1
        told, expected = desk.said(self.desk.case), desk.shown(self.world)
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


def walked(
    kind: type[Walk], pool: WorkerPool, folder: Path, walks: int, steps: int, *, at_random: bool
) -> Counter[str]:
    """Walk so often; return how often what happened."""
    kind.pool, kind.happened = pool, Counter()
    kind.folder = lambda: Path(tempfile.mkdtemp(dir=folder))
    stateful.run_state_machine_as_test(
        kind,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=not at_random,
            phases=(Phase.generate,),  # a walk is short, and shortening it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    return kind.happened
