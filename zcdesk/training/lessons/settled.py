"""Whether a hidden thing is settled: one small question for each kind of trap."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.checks.dates.mended import standing
from zcdesk.checks.written.texts import EMPTY, text_findings
from zcdesk.geometry import Point, Polygon, bounds, contains, shared
from zcdesk.masking.hits import Mask, Verdict
from zcdesk.notices.profile import Notice
from zcdesk.training.lessons.lesson import Flaw, Trap
from zcdesk.training.lessons.truth import Thing, on_page, page_in

_ACROSS, _DOWN = 12, 4
"""Points at which it is looked whether ink is covered: a letter of a long name has one or two."""

_COLUMNS = 48
"""Columns at which it is looked how much of a line is covered: a line has forty letters."""

_WHOLE = {Target.SEAL: 0.6, Target.PHOTO: 0.9, Target.SIGNATURE: 0.85}
_WHOLE_WORD = 0.95
"""Share of the points that has to be covered. Seals are measured on the square around them, of
which their disc has 0.79; a signature's strokes run out."""

OPEN = 0.3
"""Share below which something counts as left open: a neighbour's cover may touch it."""

_FLAWS: dict[Flaw, frozenset[str]] = {
    Flaw.EMPTY: frozenset({EMPTY, "check.text_empty_unstated"}),
    Flaw.LONG: frozenset({"check.text_long", "check.text_length_differs"}),
    Flaw.SHORT: frozenset({"check.text_short", "check.text_length_differs"}),
    Flaw.VAGUE: frozenset({"check.text_vague"}),
    Flaw.NAME: frozenset({"check.text_name", "check.text_name_perhaps"}),
    Flaw.EMPLOYER: frozenset(
        {"check.text_employer", "check.text_employer_perhaps", "check.text_employer_hint"}
    ),
}


@dataclass(frozen=True)
class SettledLesson:
    """A lesson's case as somebody worked on it, held against its notice."""

    case: Case
    notice: Notice

    def settled(self, thing: Thing) -> bool:
        """Tell whether a hidden thing is settled as it should be."""
        page = page_in(self.case, thing.page)
        return all(holds(self, thing, page) for holds in _SETTLED[thing.trap])


def is_covered(page: CasePage, boxes: tuple[Polygon, ...], target: Target | None) -> bool:
    """Tell whether ink is wholly covered on a page as it is.

    Args:
        page: The page.
        boxes: Where the ink is, in pixels of the decoded scan.
        target: What it is.
    """
    if target is Target.SEAL and any(
        decision is Decision.WORDS and _meets(page.hits[index].mask, page, boxes)
        for index, decision in page.decisions
    ):
        return True
    least = _WHOLE.get(target, _WHOLE_WORD) if target is not None else _WHOLE_WORD
    places = on_page(boxes, page)
    return bool(places) and all(share(place, page.covers()) >= least for place in places)


def is_open(page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    """Tell whether ink can be seen on a page as it is."""
    return all(share(place, page.covers()) < OPEN for place in on_page(boxes, page))


def share(place: Polygon, covers: tuple[Mask, ...]) -> float:
    """Return which part of a place of four corners is below covers, 0–1."""
    near = [cover for cover in covers if shared(bounds(cover.polygon), bounds(place)) > 0]
    if not near:
        return 0.0
    points = [_inside(place, (x + 0.5) / _ACROSS, (y + 0.5) / _DOWN)
              for x in range(_ACROSS) for y in range(_DOWN)]  # fmt: skip
    hidden = sum(any(contains(cover.polygon, point) for cover in near) for point in points)
    return hidden / len(points)


def letters_below(place: Polygon, cover: Mask) -> float:
    """Return about how many letters of a line a cover hides; its edge over a line hides none.

    Args:
        place: Four corners around a run of letters, which are about as wide as high.
        cover: The cover.
    """
    if shared(bounds(cover.polygon), bounds(place)) <= 0:
        return 0.0
    (a, b), (c, d), _, (g, h) = place
    hidden = sum(
        sum(
            contains(cover.polygon, _inside(place, (x + 0.5) / _COLUMNS, (y + 0.5) / _DOWN))
            for y in range(_DOWN)
        ) >= _DOWN - 1
        for x in range(_COLUMNS)
    )  # fmt: skip
    wide, high = math.dist((a, b), (c, d)), math.dist((a, b), (g, h))
    return hidden / _COLUMNS * wide / max(1.0, high)


def _inside(place: Polygon, across: float, down: float) -> Point:
    """Return the point at these shares of a place's width and height; it may be askew."""
    (a, b), (c, d), (e, f), (g, h) = place
    top = a + (c - a) * across, b + (d - b) * across
    bottom = g + (e - g) * across, h + (f - h) * across
    return top[0] + (bottom[0] - top[0]) * down, top[1] + (bottom[1] - top[1]) * down


def _meets(mask: Mask, page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    return any(share(place, (mask,)) >= OPEN for place in on_page(boxes, page))


def is_asked(page: CasePage, boxes: tuple[Polygon, ...]) -> bool:
    """Tell whether a place is in doubt and nobody has decided it."""
    return any(
        hit.verdict is Verdict.DOUBT
        and page.decision(index) is None
        and _meets(hit.mask, page, boxes)
        for index, hit in enumerate(page.hits)
    ) and not any(_meets(mask, page, boxes) for mask in page.drawn)


# --- One question for each kind of trap ----------------------------------------------------------


def _covered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and is_covered(page, thing.boxes, thing.target)


def _decided(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and not is_asked(page, thing.boxes)


def _left(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.page is not None and is_open(page, thing.boxes)


def _gone(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None


def _upright(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.page is not None and page.page.turn == thing.turn


def _sent_back(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None or (bool(page.note.strip()) and not work.case.is_confirmed(page))


def _once(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    left = [number for number in (thing.page, thing.other) if page_in(work.case, number)]
    return len(left) == 1


def _out_of_slot(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is None or page.slot != thing.slot


def _in_slot(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.slot == thing.slot


def _answered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return page is not None and page.answer is not None and page.answer.value in thing.answers


def _noted(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return any(waiver.slot == thing.slot for waiver in work.case.waivers)


def _written(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    text = dict(work.case.texts).get(thing.field, "")
    if thing.flaw is None or not text.strip():
        return False
    findings = text_findings(work.notice, thing.field, text, work.case.applicant)
    return not {each.code for each in findings} & _FLAWS[thing.flaw]


def _mended(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    items = [(each, item) for each in work.case.rounds for item in each.items]
    return any(
        item.words == thing.text
        and item.slot == thing.slot
        and standing(work.case, each, item).done
        for each, item in items
    )


def _routed(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return work.case.route.value in thing.answers


def _is_answered(work: SettledLesson, thing: Thing, page: CasePage | None) -> bool:
    return dict(work.case.facts).get(thing.field, "") in thing.answers


_SETTLED: dict[Trap, tuple[Callable[[SettledLesson, Thing, CasePage | None], bool], ...]] = {
    Trap.UNFOUND: (_covered,),
    Trap.SHORT: (_covered,),
    Trap.DOUBTED: (_covered, _decided),
    Trap.STRANGER: (_left, _decided),
    Trap.OVERDONE: (_left,),
    Trap.FOREIGN_PAGE: (_gone,),
    Trap.SIDEWAYS: (_upright,),
    Trap.UNREADABLE: (_sent_back,),
    Trap.DOUBLE: (_once,),
    Trap.WRONG_YEAR: (_out_of_slot,),
    Trap.WRONG_SLOT: (_in_slot,),
    Trap.UNSORTED: (_in_slot,),
    Trap.PAGE_ANSWER: (_answered,),
    Trap.MISSING: (_noted,),
    Trap.TEXT: (_written,),
    Trap.RETURNED: (_mended,),
    Trap.ROUTE: (_routed,),
    Trap.QUESTION: (_is_answered,),
}
"""What has to hold of each kind of trap, asked of the page that it is on."""
