"""Open doubts judged by their cut-outs beside others of their kind, and what one decision does.

Only what the search could not tell at all is of such a kind: a seal that it cannot read, a line, a
signature of somebody. A doubt about one of the applicant's own words needs its context, and a doubt
about a page as a whole (a search that failed, Arabic script somewhere) needs the page: both stay
with the review desk.

The rest of a sheet is left to be seen, what was marked as her own is covered, and what has to be
looked at on its page stays open. No page is confirmed by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.finding_facts import facts_of
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Hit
from zcdesk.pages.page import Page
from zcdesk.workflow.review.overview import Overview

LEAST = 2
"""So many doubts of one kind are worth a sheet."""


class DoubtKind(StrEnum):
    """What the places of one sheet have in common."""

    SEAL = "seal"
    TEXT = "text"
    SIGNATURE = "signature"
    PORTRAIT = "portrait"
    CODE = "code"
    ID_NUMBER = "id-number"


Key = tuple[int, str]
"""Owner and name: two people may have handed in the same scan under the same number."""


@dataclass(frozen=True)
class DoubtPlace:
    """One undecided place, as a sheet shows it.

    Attributes:
        name: What it is called in its case (see ``place_names``): another question, another name.
        kind: What it is.
        page: The upright page that it is cut from.
        number: Number of that page.
        hit: Its place in the ``hits`` of the page, to show it there; it is decided by its name.
        place: Place of the page in its case, from 1: what people call it.
        polygon: Pixels of the upright page.
        slot: Where the page belongs, "" while it is unsorted.
        file: Name of the scan, to show.
        owner: Row of the roster, 0 in a single case.
    """

    name: str
    kind: DoubtKind
    page: Page
    number: int
    hit: int
    place: int
    polygon: Polygon
    slot: str = ""
    file: str = ""
    owner: int = 0

    @property
    def key(self) -> Key:
        """Its key among all places, of other people too."""
        return self.owner, self.name


def kind_of(hit: Hit) -> DoubtKind | None:
    """Return the kind of a doubt, or None for what has to be looked at on its page."""
    if not hit.is_doubt or hit.mask.matched:
        return None
    kind = facts_of(hit.reason.code).side_by_side
    return DoubtKind(kind) if kind else None


Places = tuple[DoubtPlace, ...]
Kinds = Mapping[DoubtKind, Places]


def open_doubts(case: Case, owner: int = 0) -> Places:
    """Return the open doubts of a case that can be judged side by side, in the order of pages."""
    return tuple(doubt for page in case.pages for doubt in _on_page(page, page.place, owner))


def counted(overview: Overview) -> Mapping[DoubtKind, int]:
    """Return how many open doubts of each kind there are, as far as they are worth a sheet."""
    counts = Counter(
        kind
        for standing in overview
        if standing.readable and standing.doubts and not standing.page.whose_open
        for kind in map(kind_of, map(standing.page.hits.__getitem__, standing.doubts))
        if kind is not None
    )
    return {kind: counts[kind] for kind in DoubtKind if counts[kind] >= LEAST}


def _on_page(page: CasePage, place: int, owner: int) -> Iterable[DoubtPlace]:
    upright = page.page
    if upright is None or not page.examined or page.whose_open:
        return  # whose a page is comes first: many are decided here at once
    kinds = {index: kind_of(page.hits[index]) for index in page.open_doubts()}
    if not any(kinds.values()):
        return
    names = place_names(page)
    for index, kind in kinds.items():
        if kind is not None:
            polygon = page.hits[index].mask.polygon
            yield DoubtPlace(names[index], kind, upright, page.number, index, place, polygon,
                             page.slot, page.file_name, owner)  # fmt: skip


def by_kind(doubts: Iterable[DoubtPlace]) -> Kinds:
    """Return the doubts of each kind that has enough of them for a sheet, in one fixed order."""
    places: dict[DoubtKind, list[DoubtPlace]] = {kind: [] for kind in DoubtKind}
    for doubt in doubts:
        places[doubt.kind].append(doubt)
    return {kind: tuple(held) for kind, held in places.items() if len(held) >= LEAST}


class ExceptionMark(StrEnum):
    """What a person says of an exception: it is the applicant's, or its page must be looked at."""

    OWN = "own"
    LOOK = "look"


@dataclass(frozen=True)
class DecidedSheet:
    """A case after a sheet was decided.

    Attributes:
        case: The case that follows.
        count: Places that were decided.
        gone: Names of places that no longer are open as they were shown; nothing was decided.
    """

    case: Case
    count: int
    gone: tuple[str, ...]


def decisions_of(
    sheet: Iterable[DoubtPlace], marks: Mapping[Key, ExceptionMark]
) -> dict[Key, Decision]:
    """Return the decision about each place of a sheet; one to look at has none."""
    decided: dict[Key, Decision] = {}
    for doubt in sheet:
        mark = marks.get(doubt.key)
        if mark is not ExceptionMark.LOOK:
            decided[doubt.key] = Decision.COVER if mark is ExceptionMark.OWN else Decision.LEAVE
    return decided


def next_mark(mark: ExceptionMark | None) -> ExceptionMark | None:
    """Return what a further press makes of a mark: hers, to be looked at, none again."""
    return {
        None: ExceptionMark.OWN,
        ExceptionMark.OWN: ExceptionMark.LOOK,
        ExceptionMark.LOOK: None,
    }[mark]


def with_decisions(case: Case, decisions: Mapping[str, Decision]) -> DecidedSheet:
    """Return the case with these places decided, each kept as the desk keeps it.

    A place that was decided meanwhile, or that is asked otherwise now, is left as it is: no answer
    meets a question that the person did not see.

    Args:
        case: The case as it is.
        decisions: Decision by the place's name.
    """
    met: set[str] = set()
    decided = case
    for page in case.pages:
        names = place_names(page)
        for index in page.open_doubts():
            decision = decisions.get(names.get(index, ""))
            if decision is not None and kind_of(page.hits[index]) is not None:
                decided = decide(decided, page.number, index, decision)
                met.add(names[index])
    return DecidedSheet(decided, len(met), tuple(name for name in decisions if name not in met))
