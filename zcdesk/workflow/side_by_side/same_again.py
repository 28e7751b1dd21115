"""One answer for all places of a case that show the same: which they are, and what each becomes.

A person answers for one place and says that it holds for whatever looks the same: the same seal of
an authority, the same empty form, a signature of the same slot. What was told apart stays open; so
does a place that is like two places with different answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.geometry import Polygon
from zcdesk.pages.page import Page
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.review.reviewing import same_places
from zcdesk.workflow.side_by_side.cutting import Likeness, cut_places, look_alike
from zcdesk.workflow.side_by_side.doubts import DoubtKind, kind_of


@dataclass(frozen=True)
class SameAgain:
    """A place that one answer decides too.

    Attributes:
        name: What it is called in its case.
        number: Number of its page.
        place: Place of that page in the case, from 1.
        file: Name of the scan, to show.
        target: What the place is about.
        decision: What becomes of it.
        like: Name of the place that it is the same as.
    """

    name: str
    number: int
    place: int
    file: str
    target: Target
    decision: Decision
    like: str


@dataclass(frozen=True)
class _Doubt:
    """A doubt of a page, open or decided."""

    name: str
    page: CasePage
    hit: int
    place: int

    @property
    def kind(self) -> DoubtKind | None:
        return kind_of(self.page.hits[self.hit])


def same_again(
    pool: WorkerPool, case: Case, answers: Mapping[str, Decision]
) -> tuple[SameAgain, ...]:
    """Return the open places that answers about other places decide, in the order of pages.

    What the search knows to be the same (the own seal, signatures of a slot, one own word that is
    to be covered) needs no picture; what nobody could read is compared by its cut-outs. A scan that
    can no longer be drawn decides nothing.

    Args:
        pool: Where pages are drawn.
        case: The case; the places that are answered may be decided already.
        answers: Decisions by the names of places that ``case doubts`` gives.
    """
    doubts = tuple(_doubts(case))
    said = [doubt for doubt in doubts if doubt.name in answers]
    kinds = {doubt.kind for doubt in said}
    waiting = [
        doubt
        for doubt in doubts
        if doubt.name not in answers and doubt.hit in doubt.page.open_doubts()
    ]
    seen = _likenesses(pool, [*said, *(d for d in waiting if d.kind in kinds)])
    answers_alike = []
    for doubt in waiting:
        like = [
            doubt_said
            for doubt_said in said
            if _is_same(case, doubt_said, doubt, answers[doubt_said.name], seen)
        ]
        if len({answers[doubt.name] for doubt in like}) == 1:
            first, page = like[0], doubt.page
            target = page.hits[doubt.hit].mask.target
            answers_alike.append(
                SameAgain(doubt.name, page.number, doubt.place, page.file_name, target,
                          answers[first.name], first.name)
            )  # fmt: skip
    return tuple(answers_alike)


def _doubts(case: Case) -> Iterator[_Doubt]:
    for page in case.pages:
        for hit, name in place_names(page).items():
            yield _Doubt(name, page, hit, page.place)


def _is_same(
    case: Case, said: _Doubt, other: _Doubt, decision: Decision, seen: Mapping[str, Likeness]
) -> bool:
    """Tell whether two places are the same thing; in doubt they are not."""
    hit = said.page.hits[said.hit]
    if hit.key or hit.mask.matched:
        # One own word left open says nothing of the next: its row tells whose it is.
        alike = same_places(case, said.page.number, said.hit)
        there = any((place.number, place.hit) == (other.page.number, other.hit) for place in alike)
        return there and (bool(hit.key) or decision is Decision.COVER)
    if said.kind is None or said.kind is not other.kind:
        return False
    first, second = seen.get(said.name), seen.get(other.name)
    return first is not None and second is not None and look_alike(first, second)


def _likenesses(pool: WorkerPool, doubts: Sequence[_Doubt]) -> Mapping[str, Likeness]:
    """Return what places are compared by; those of a page that cannot be drawn are left out."""
    on_page: dict[int, list[_Doubt]] = {}
    for doubt in doubts:
        if doubt.kind is not None and doubt.page.page is not None:
            on_page.setdefault(doubt.page.number, []).append(doubt)
    tasks = [
        (number, held[0].page.file_name, (held[0].page.page, _places(held)))
        for number, held in on_page.items()
        if held
    ]
    by_name: dict[str, Likeness] = {}
    for outcome in run_each(pool, likenesses, tasks):
        if outcome.result is not None:
            names = (doubt.name for doubt in on_page[outcome.key])
            by_name |= dict(zip(names, outcome.result, strict=True))
    return by_name


def _places(doubts: Sequence[_Doubt]) -> tuple[Polygon, ...]:
    return tuple(doubt.page.hits[doubt.hit].mask.polygon for doubt in doubts)


def likenesses(page: Page, places: Sequence[Polygon]) -> list[Likeness]:
    """Return what places of a page are compared by (in a worker).

    Raises:
        ScanError: The scan cannot be used any more.
    """
    return [cut.likeness for cut in cut_places(page, places)]
