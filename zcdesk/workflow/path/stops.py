"""The stops of a case's path, and how one stands: known before a case is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stop(StrEnum):
    """The seven stops, in their order."""

    FILL = "fill"
    MATERIALS = "materials"
    SORT = "sort"
    REVIEW = "review"
    CHECK = "check"
    EXPORT = "export"
    AFTER = "after"


class Sign(StrEnum):
    """The state of a stop: done, open, or something there waits for the person."""

    DONE = "done"
    OPEN = "open"
    NEEDS_PERSON = "needs_person"


class Measure(StrEnum):
    """What the count of a stop counts; each has its words in the window."""

    NOTHING = "nothing"
    PART = "part"
    PAGES = "pages"
    TAKEN_IN = "taken_in"
    UNSORTED = "unsorted"
    MISSING = "missing"
    READING = "reading"
    LEFT = "left"
    TO_DO = "to_do"
    EXPORTED = "exported"
    PARTLY_EXPORTED = "partly_exported"
    CHANGED_SINCE = "changed_since"
    ONLY_CHANGES = "only_changes"
    SUBMITTED = "submitted"


@dataclass(frozen=True)
class Count:
    """The one short count of a stop; ``total`` is 0 where nothing is counted against it."""

    measure: Measure = Measure.NOTHING
    number: int = 0
    total: int = 0


@dataclass(frozen=True)
class StopState:
    """One stop with its state now."""

    stop: Stop
    sign: Sign
    count: Count = Count()
