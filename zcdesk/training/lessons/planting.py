"""From a drawn page to a page of a case: what the program would have found, and what it must not.

The drawing knows where each word is, so the page is "read" without a reader: its proposals are
those of a program that is right everywhere but where the lesson hides something. That takes no
processor time, is the same on every computer, and the mistakes are the ones that are to be learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, around, bounds, box, centre
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.judging.likeness import look_of
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.page import Clarity, FoundLaying, Page, PageSource
from zcdesk.pages.preparing import TURN_UNSURE
from zcdesk.sorting.kinds import kinds
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.training.lessons.drawing import LessonSheet
from zcdesk.training.lessons.lesson import RUINS, Damage, Trap, TrapEntry
from zcdesk.training.lessons.truth import Ink, PageTruth, WhoseInk, rounded
from zcdesk.training.marks import InkMark, Role

_PAD = 0.14
"""Of the em around the ink of a run: covers of the program reach about as far."""

_FAR = 4.2
"""Em between the middles of two letters of one run: names are spread over cells that wide."""

_HALF = 0.55
"""Share of the height of a torn page that is left."""

_RUINED = {
    Damage.DARK: finding_of("clarity.faint"),
    Damage.BLURRED: finding_of("clarity.blurred"),
    Damage.HALF: finding_of("clarity.cut_below"),
}
_REASONS = {
    Target.NAME: ("hit.read", "hit.faint", "hit.maybe_longer_name"),
    Target.EMPLOYER: ("hit.read", "hit.faint", "hit.other_trade"),
    Target.SEAL: ("hit.own_seal", "hit.own_seal", "hit.unread_seal"),
    Target.SIGNATURE: ("hit.signature", "hit.signature", "hit.signature"),
    Target.PHOTO: ("hit.portrait", "hit.maybe_portrait", "hit.faint"),
    Target.CODE: ("hit.code", "hit.unread_code", "hit.faint"),
}
"""Why a thing is covered, is asked about, and why somebody else's is asked about."""

_MATCHED = {Role.NAME: "name:1", Role.NAME_LATIN: "name:latin:1", Role.EMPLOYER: "employer:1",
            Role.EMPLOYER_SHORT: "employer:alias:1", Role.OTHER_NAME: "name:1",
            Role.OTHER_ORGANISATION: "employer:1"}  # fmt: skip


class Planted:
    """One page of a case, prepared without a reader, and the truth about it.

    Args:
        sheet: The drawn page.
        traps: Traps on it, by their place in the lesson.
        number: The page's number in the case.
        source: Where its scan is, with its hash.
        targets: What the notice asks to cover on it.
        asked: What it leaves open whether it is to be covered.
    """

    def __init__(
        self,
        sheet: LessonSheet,
        traps: Mapping[int, TrapEntry],
        number: int,
        source: PageSource,
        targets: frozenset[Target],
        asked: frozenset[Target],
    ) -> None:
        self._sheet, self._traps, self._targets, self._asked = sheet, traps, targets, asked
        self._whole = {trap.trap for trap in traps.values() if not trap.trap.at_place}
        self._page = self._upright(source)
        self._marks = tuple(filter(self._is_left, sheet.page.marks))
        self.case_page = self._case_page(number)
        self.truth = PageTruth(
            number, tuple(map(self._ink, self._marks)), Trap.FOREIGN_PAGE in self._whole
        )

    def boxes_of(self, trap: int) -> tuple[Polygon, ...]:
        """Return where the place of a trap is, in pixels of the decoded scan."""
        return rounded(runs(self._sheet.chosen[trap], pad=0.0))

    def target_of(self, trap: int) -> Target | None:
        """Return what the place of a trap is, in the notice's terms."""
        return self._sheet.chosen[trap].role.target

    @property
    def right_turn(self) -> int:
        """Quarter turn at which the page stands upright, degrees clockwise."""
        return (360 - self._sheet.entry.turned) % 360

    def _upright(self, source: PageSource) -> Page:
        height, width = self._sheet.page.picture.shape[:2]
        sideways = Trap.SIDEWAYS in self._whole
        turn, lean = (0 if sideways else self.right_turn), -self._sheet.entry.skew
        ruined = RUINS & set(self._sheet.entry.damage)
        findings = [_RUINED[damage] for damage in Damage if damage in ruined]
        if sideways:
            findings.append(finding_of(TURN_UNSURE))
        return straightened(
            Page(
                source, width, height, width, height, turn, not sideways, lean,
                found=FoundLaying(None, turn, lean),
                dpi=float(self._sheet.page.dpi),
                clarity=Clarity.UNREADABLE if ruined else Clarity.CLEAR,
                text_height=24.0,
                look=look_of(np.asarray(self._sheet.page.picture))
                if Trap.DOUBLE in self._whole
                else "",
                findings=tuple(findings),
            )
        )  # fmt: skip

    def _is_left(self, mark: InkMark) -> bool:
        """Tell whether a mark is still on the page where its lower part was torn off."""
        if Damage.HALF not in self._sheet.entry.damage:
            return True
        middles = [self._page.transform.apply(centre(each)) for each in mark.characters]
        return all(y < self._page.height * _HALF for _, y in middles)

    def _case_page(self, number: int) -> CasePage:
        page = self._page
        unread = Trap.SIDEWAYS in self._whole or bool(
            {Damage.DARK, Damage.BLURRED} & set(self._sheet.entry.damage)
        )
        hits = () if unread else tuple(self._hits())
        contents = NOTHING if unread else self._page_says()
        missing = None if unread else no_name_on_page(contents, hits, self._targets)
        if missing is not None:
            page = replace(page, findings=(*page.findings, missing))
        return CasePage(
            number, self._sheet.entry.slot, page.source.path, page=page, hits=hits,
            findings=page.findings, examined=True, told=contents,
        )  # fmt: skip

    def _page_says(self) -> PageTold:
        """Return what sorting would say of the page."""
        entry, roles = self._sheet.entry, [mark.role for mark in self._marks]
        kind = entry.told or next((kind.id for kind in kinds() if entry.slot in kind.slots), "")
        names = [mark.text for mark in self._marks if mark.role is Role.NAME]
        year = self._sheet.year
        return PageTold(
            kind=kind,
            sure=bool(kind),
            years=(year,) if year is not None else (),
            names=("".join(names[0].split()),) if names else (),
            begins=True,
            seals=sum(role in (Role.SEAL, Role.OTHER_SEAL) for role in roles),
            signed=True if Role.SIGNATURE in roles else None,
        )

    def _hits(self) -> Iterator[Hit]:
        """Yield what is proposed, from the top of the page."""
        found = [(self._place(mark), hit) for mark in self._marks for hit in self._proposed(mark)]
        yield from (hit for _, hit in sorted(found, key=lambda each: each[0]))

    def _place(self, mark: InkMark) -> tuple[int, int]:
        left, top, _, _ = around(bounds(each) for each in self._on_page(runs(mark)))
        return round(top), round(left)

    def _proposed(self, mark: InkMark) -> Iterator[Hit]:
        target = mark.role.target
        trap = self._trap_at(mark)
        if target is None or trap is Trap.UNFOUND or self._is_strangers():
            return
        reason, verdict = self._judged(mark, target, trap)
        if verdict is None:
            return
        line = 1 + sum(self._place(other)[0] + 8 < self._place(mark)[0] for other in self._texts())
        polygons = runs(mark, half=trap is Trap.SHORT)
        for polygon in self._on_page(polygons):
            mask = Mask(
                target,
                polygon,
                _MATCHED.get(mark.role, ""),
                1.0 if verdict is Verdict.COVER else 0.6,
                Origin(target) if str(target) in set(Origin) else Origin.SPOTTED,
            )
            key = "seal:own" if mark.role is Role.SEAL else ""
            yield Hit(mask, verdict, finding_of(reason, line=line), key)

    def _judged(
        self, mark: InkMark, target: Target, trap: Trap | None
    ) -> tuple[str, Verdict | None]:
        """Return the reason and verdict of a proposal; None where nothing is proposed."""
        own = not mark.role.stays
        covered, asked, others = _REASONS.get(target, ("hit.read", "hit.faint", "hit.faint"))
        if trap is Trap.OVERDONE:
            return covered, Verdict.COVER
        if trap is Trap.STRANGER:
            return others, Verdict.DOUBT
        if not own:
            return "", None
        if trap is Trap.DOUBTED:
            return asked, Verdict.DOUBT
        if target in self._targets or trap is Trap.SHORT:
            return covered, Verdict.COVER
        return covered, Verdict.DOUBT if target in self._asked else None

    def _trap_at(self, mark: InkMark) -> Trap | None:
        for number, chosen in self._sheet.chosen.items():
            if chosen is mark:
                return self._traps[number].trap
        return None

    def _is_strangers(self) -> bool:
        return Trap.FOREIGN_PAGE in self._whole

    def _texts(self) -> Sequence[InkMark]:
        """Return the first mark of each line of the page, roughly."""
        seen: dict[int, InkMark] = {}
        for mark in self._marks:
            seen.setdefault(self._place(mark)[0] // 16, mark)
        return tuple(seen.values())

    def _on_page(self, boxes: Sequence[Polygon]) -> tuple[Polygon, ...]:
        """Return upright boxes around outlines of the scan, in pixels of the page."""
        moved = (self._page.transform.apply_all(each) for each in boxes)
        return tuple(box(*(round(edge) for edge in bounds(each))) for each in moved)

    def _ink(self, mark: InkMark) -> Ink:
        target = mark.role.target
        own = not mark.role.stays and not self._is_strangers()
        whose = WhoseInk.OWN if own else WhoseInk.OTHER
        trapped = self._trap_at(mark)
        must = own and (target in self._targets or trapped is not None)
        place = rounded(runs(mark, pad=0.0))
        return Ink(whose if target else WhoseInk.NOBODY, target, must, place)


def runs(mark: InkMark, *, half: bool = False, pad: float = _PAD) -> tuple[Polygon, ...]:
    """Return a polygon around each unbroken run of a mark's letters, in pixels of the scan.

    Args:
        mark: The occurrence; one that is broken over two lines has two runs.
        half: Only the first half of its letters.
        pad: How far a polygon reaches beyond the ink, in em.
    """
    letters = mark.characters[: max(1, len(mark.characters) // 2)] if half else mark.characters
    groups: list[list[Polygon]] = []
    for letter in letters:
        if groups and _near(groups[-1][-1], letter, mark.em):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    reach = pad * mark.em
    found = []
    for group in groups:
        left, top, right, bottom = around(bounds(letter) for letter in group)
        found.append(box(left - reach, top - reach, right + reach, bottom + reach))
    return tuple(found)


def _near(one: Polygon, other: Polygon, em: float) -> bool:
    (x, y), (u, v) = centre(one), centre(other)
    across, along = sorted((abs(x - u), abs(y - v)))
    return along < _FAR * em and across < 0.6 * em
