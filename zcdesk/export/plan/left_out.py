"""Pages of a case that do not go into a package, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.cases.case import Case, CasePage


class Reason(StrEnum):
    """Why a page stays out; each has a sentence under ``export.left_out.…``."""

    REFUSED = "refused"
    UNREAD = "unread"
    DOUBT = "doubt"
    CHANGED = "changed"
    UNCONFIRMED = "unconfirmed"
    STILL_READABLE = "still_readable"
    TO_LOOK_AT = "to_look_at"
    NOT_VERIFIED = "not_verified"
    ORIGINAL_LOST = "original_lost"
    OTHER_ROUTE = "other_route"
    LIMIT = "limit"
    UNCHANGED = "unchanged"
    CLASSIFIED = "classified"
    FOREIGN = "foreign"
    COLUMN_OPEN = "column_open"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class LeftOut:
    """One page that stays out.

    Attributes:
        number: The page's number in the case, from 1.
        reason: Why; ``STILL_READABLE`` and ``TO_LOOK_AT`` are for pictures that were made and
            withdrawn because of what a second reading found or doubts, ``NOT_VERIFIED`` for those
            that were not made, ``ORIGINAL_LOST`` where the case has no whole scan to make it of.
        place: Its place in the case, from 1; 0 stands for its number.
    """

    number: int
    reason: Reason
    place: int = 0

    @property
    def shown(self) -> int:
        """The number by which people know the page."""
        return self.place or self.number


def pages_left_out(
    case: Case, exported: Collection[int], chosen: Collection[int] | None = None
) -> tuple[LeftOut, ...]:
    """Return the pages that are not ``exported``, in the order of the case.

    Args:
        case: The case as it stands.
        exported: Numbers of the pages that go into the package.
        chosen: Numbers of the pages that the person wanted; all when left out.
    """
    return tuple(
        LeftOut(page.number, _reason(case, page))
        for page in case.pages
        if page.number not in exported and (chosen is None or page.number in chosen)
    )


def _reason(case: Case, page: CasePage) -> Reason:
    if page.refused:
        return Reason.REFUSED
    if not page.examined:
        return Reason.UNREAD
    if page.whose_open:
        return Reason.FOREIGN
    if case.is_confirmed(page):
        return Reason.NOT_VERIFIED
    if page.open_doubts():
        return Reason.DOUBT
    if case.left_by_hand(page):
        return Reason.BY_HAND
    if page.confirmed:
        return Reason.CHANGED
    return Reason.UNCONFIRMED if case.is_sure(page) else Reason.DOUBT
