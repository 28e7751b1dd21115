"""What one decision over a sheet does to each of its places: the review desk's own acts.

The rest of a sheet is left to be seen, what was marked as her own is covered, and what has to be
looked at on its page stays open. No page is confirmed by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.exchange.doubts import place_names
from zcdesk.workflow.side_by_side.doubts import DoubtPlace, Key, kind_of


class ExceptionMark(StrEnum):
    """What a person says of an exception: it is the applicant's, or its page must be looked at."""

    OWN = "own"
    LOOK = "look"


@dataclass(frozen=True)
class Decided:
    """A case after a sheet was decided.

    Attributes:
        case: The case that follows.
        count: Places that were decided.
        gone: Names of places that no longer stand open as they were shown; nothing was decided.
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


def with_decisions(case: Case, decisions: Mapping[str, Decision]) -> Decided:
    """Return the case with these places decided, each kept as the desk keeps it.

    A place that was decided meanwhile, or that is asked otherwise now, is left as it is: no answer
    meets a question that the person did not see.

    Args:
        case: The case as it stands.
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
    gone = tuple(name for name in decisions if name not in met)
    return Decided(decided, len(met), gone)
