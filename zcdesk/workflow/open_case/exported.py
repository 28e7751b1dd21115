"""Whether what was written out equals the case now, and which of its pages that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.records import Arrangement, Delivery, DeliveryKind
from zcdesk.cases.sent import sent_files
from zcdesk.workflow.open_case.overview import Overview

QUIET = frozenset(
    {
        ActCode.SUBMIT,
        ActCode.STATION,
        ActCode.ROUND,
        ActCode.REMOVE_ROUND,
        ActCode.TO_DO,
        ActCode.TICK,
    }
)
"""Acts that change nothing of what a package holds."""


def content(case: Case) -> Case:
    """Return a case without what is noted of the time from the export on."""
    return replace(case, deliveries=(), rounds=(), stations=(), ticks=())


def exported_last(acts: Iterable[str]) -> int:
    """Return how many of the last packages were written of the case as it is now.

    Args:
        acts: Codes of the acts that hold, oldest first.
    """
    telling = [act for act in acts if act not in QUIET]
    return sum(1 for _ in takewhile(lambda act: act == ActCode.DELIVER, reversed(telling)))


def written(overview: Overview, deliveries: Sequence[Delivery]) -> frozenset[int]:
    """Return the numbers of the confirmed pages that packages for the platform hold.

    A package of changes holds what changed, and packages before it the rest. Where pages of a slot
    are joined in one picture, its file names the first of them.

    Args:
        overview: The case as it stands.
        deliveries: Packages that were written of it.
    """
    confirmed = frozenset(standing.page.number for standing in overview.confirmed)
    sent = sent_of(deliveries)
    if any(delivery.kind is DeliveryKind.CHANGES for delivery in sent):
        sent = sent_of(overview.case.deliveries)
    files = [file for delivery in sent for file in delivery.files if file.sha256]
    slots = {file.slot for file in files if _joins(overview.case, file.slot)}
    firsts = {number for file in files for number in (file.page, *file.joined)}
    return frozenset(
        number
        for number in confirmed
        if number in firsts or overview.case.page(number).slot in slots
    )


def pages_in(delivery: Delivery) -> int:
    """Return how many pages of the case a package holds."""
    files = [file for file in delivery.files if file.sha256 and file.page is not None]
    return len({number for file in files for number in (file.page, *file.joined)})


def never_handed_in(case: Case) -> tuple[int, ...]:
    """Return the numbers of the confirmed pages of which the platform has no picture."""
    there = [sent.file for sent in sent_files(case).values()]
    held = {number for file in there for number in (file.page, *file.joined)}
    slots = {file.slot for file in there if _joins(case, file.slot)}
    left = (page for page in case.pages if page.number not in held and page.slot not in slots)
    return tuple(page.number for page in left if case.is_confirmed(page))


def holds_all(overview: Overview, held: frozenset[int]) -> bool:
    """Tell whether the pages ``held`` are all there are, and all of them are confirmed."""
    confirmed = {standing.page.number for standing in overview.confirmed}
    return bool(confirmed) and not overview.unconfirmed and held >= confirmed


def sent_of(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Return the packages for the platform among them; papers to hand in are none."""
    return [delivery for delivery in deliveries if delivery.kind is not DeliveryKind.PAPER]


def _joins(case: Case, slot: str) -> bool:
    """Return whether several pages of a slot may be joined into one picture."""
    limit = case.limit_of(slot)
    return limit.most_pictures is not None or limit.arrangement is Arrangement.JOINED
