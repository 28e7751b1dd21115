"""The stops of a case's path."""

from __future__ import annotations

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
