"""The order in which people see the pages of a case: that of the notice's slots."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.cases.case import CasePage
from zcdesk.notices.profile.notice import Notice


def in_slot_order(notice: Notice, pages: Sequence[CasePage]) -> tuple[CasePage, ...]:
    """Return pages in the order of the notice's slots, unsorted ones last, else as they stand."""
    order = {slot.id: place for place, slot in enumerate(notice.slots())}
    return tuple(sorted(pages, key=lambda page: order.get(page.slot, len(order))))
