"""From a finished page to a page of a case: what the program would have found, and what not.

Where each word is is known, so the page is "read" without a reader: its proposals are
those of a program that is right everywhere but where the lesson hides something. That takes no
processor time, is the same on every computer, and the mistakes are the ones that are to be learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zcdesk.applicant import Target
from zcdesk.cases.case import CasePage
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.finding_facts import finding_of
from zcdesk.geometry import Polygon, around, bounds, box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.judging.likeness import look_of
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.page import Clarity, FoundLaying, Page, PageSource
from zcdesk.pages.preparing import TURN_UNSURE
from zcdesk.sorting.kinds import kind_of_slot
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.training.lessons.finished_pages import PageInk
from zcdesk.training.lessons.lesson import RUINS, Damage, Trap, TrapEntry
from zcdesk.training.lessons.sheets import DPI, LessonSheet
from zcdesk.training.lessons.truth import Ink, PageTruth, WhoseInk, rounded

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

_PLANTED: dict[Trap | None, tuple[int, Verdict]] = {
    Trap.OVERDONE: (0, Verdict.COVER),
    Trap.SHORT: (0, Verdict.COVER),
    Trap.DOUBTED: (1, Verdict.DOUBT),
    Trap.STRANGER: (2, Verdict.DOUBT),
}
"""Which of these reasons the program gives where a trap is, and its verdict."""


_TYPED_NAME = "name:1"
"""What ink matches that is the name as the applicant typed it."""


class Planted:
    """One page of a case, prepared without a reader, and the truth about it.

    Args:
        sheet: The page as it was scanned.
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
        self._hiding = {id(ink): traps[place].trap for place, ink in sheet.chosen.items()}
        self._page = self._upright(source)
        self._inks = tuple(filter(self._is_left, sheet.ink))
        self.case_page = self._case_page(number)
        self.truth = PageTruth(
            number, tuple(map(self._truth_of, self._inks)), Trap.FOREIGN_PAGE in self._whole
        )

    @property
    def right_turn(self) -> int:
        """Quarter turn at which the page stands upright, degrees clockwise."""
        return (360 - self._sheet.entry.turned) % 360

    def _upright(self, source: PageSource) -> Page:
        height, width = self._sheet.picture.shape[:2]
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
                dpi=float(DPI),
                clarity=Clarity.UNREADABLE if ruined else Clarity.CLEAR,
                text_height=24.0,
                look=look_of(self._sheet.picture)
                if Trap.DOUBLE in self._whole
                else "",
                findings=tuple(findings),
            )
        )  # fmt: skip

    def _is_left(self, ink: PageInk) -> bool:
        """Tell whether ink is still on the page where its lower part was torn off."""
        torn = Damage.HALF in self._sheet.entry.damage
        lowest = max(bounds(place)[3] for place in self._on_page(ink.places))
        return not torn or lowest < self._page.height * _HALF

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
        entry, inks = self._sheet.entry, self._inks
        kind = entry.told or kind_of_slot(entry.slot)
        names = [
            "".join(ink.text.split()) for ink in inks if ink.own and ink.matches == _TYPED_NAME
        ]
        return PageTold(
            kind=kind,
            sure=bool(kind),
            years=self._sheet.years,
            names=tuple(names[:1]),
            begins=True,
            seals=sum(ink.target is Target.SEAL for ink in inks),
            signed=any(ink.own and ink.target is Target.SIGNATURE for ink in inks) or None,
        )

    def _hits(self) -> Iterator[Hit]:
        """Yield what is proposed, from the top of the page."""
        proposed = [(self._place(ink), hit) for ink in self._inks for hit in self._proposed(ink)]
        yield from (hit for _, hit in sorted(proposed, key=lambda each: each[0]))

    def _place(self, ink: PageInk) -> tuple[int, int]:
        left, top, _, _ = around(map(bounds, self._on_page(ink.places)))
        return round(top), round(left)

    def _proposed(self, ink: PageInk) -> Iterator[Hit]:
        target = ink.target
        trap = self._trap_at(ink)
        if target is None or trap is Trap.UNFOUND or self._is_strangers():
            return
        reason, verdict = self._judged(ink, target, trap)
        if verdict is None:
            return
        line = 1 + sum(self._place(other)[0] + 8 < self._place(ink)[0] for other in self._lines())
        for polygon in self._on_page(ink.half if trap is Trap.SHORT else ink.covers):
            mask = Mask(
                target,
                polygon,
                ink.matches,
                1.0 if verdict is Verdict.COVER else 0.6,
                Origin(target) if str(target) in set(Origin) else Origin.SPOTTED,
            )
            key = "seal:own" if ink.own and target is Target.SEAL else ""
            yield Hit(mask, verdict, finding_of(reason, line=line), key)

    def _judged(
        self, ink: PageInk, target: Target, trap: Trap | None
    ) -> tuple[str, Verdict | None]:
        """Return the reason and verdict of a proposal; None where nothing is proposed."""
        reasons = _REASONS.get(target, ("hit.read", "hit.faint", "hit.faint"))
        if trap in _PLANTED:
            place, verdict = _PLANTED[trap]
            return reasons[place], verdict
        if not ink.own:
            return "", None
        if target in self._targets:
            return reasons[0], Verdict.COVER
        return reasons[0], Verdict.DOUBT if target in self._asked else None

    def _trap_at(self, ink: PageInk) -> Trap | None:
        return self._hiding.get(id(ink))

    def _is_strangers(self) -> bool:
        return Trap.FOREIGN_PAGE in self._whole

    def _lines(self) -> Sequence[PageInk]:
        """Return the first ink of each line of the page, roughly."""
        lines: dict[int, PageInk] = {}
        for ink in self._inks:
            lines.setdefault(self._place(ink)[0] // 16, ink)
        return tuple(lines.values())

    def _on_page(self, places: Sequence[Polygon]) -> tuple[Polygon, ...]:
        """Return upright boxes around outlines of the scan, in pixels of the page."""
        moved = (self._page.transform.apply_all(each) for each in places)
        return tuple(box(*(round(edge) for edge in bounds(each))) for each in moved)

    def _truth_of(self, ink: PageInk) -> Ink:
        own = ink.own and not self._is_strangers()
        whose = WhoseInk.OWN if own else WhoseInk.OTHER
        must = own and (ink.target in self._targets or self._trap_at(ink) is not None)
        return Ink(whose if ink.target else WhoseInk.NOBODY, ink.target, must, rounded(ink.places))
