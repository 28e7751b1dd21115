"""The pages of an open case besides its sections, by their names."""

from __future__ import annotations

from enum import StrEnum


class Door(StrEnum):
    """The pages of an open case besides its sections."""

    IDENTITY = "identity"
    ORGANISATIONS = "organisations"
    INTERVIEW = "interview"
    ROUTE = "route"
    UNSORTED = "unsorted"
    REVIEW = "review"
    GALLERY = "gallery"
    PREPARATION = "preparation"
    SIDE_BY_SIDE = "side-by-side"
    CHECK = "check"
    UPLOAD = "upload"
    AFTER = "after"
