"""What a notice asks to cover, and in which slots it leaves some of that to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.applicant import ASKED_ANYWAY, Applicant
from zcdesk.cases.case import Case
from zcdesk.notices.profile import Notice


def begun(notice: Notice, applicant: Applicant) -> Case:
    """Return a case without pages: what the notice asks to cover, and where it does not.

    A slot may ask for the very thing that is covered everywhere else, such as the applicant's photo
    (A-34). Pages without a slot get the full set, since nothing excuses them.
    """
    if notice.masking is None:
        return Case(notice.id, applicant, frozenset())
    targets = frozenset(notice.masking.targets)
    exempt = {slot.id: slot.mask_exempt & (targets | ASKED_ANYWAY) for slot in notice.slots()}
    still_left = tuple(sorted((slot, left) for slot, left in exempt.items() if left))
    return Case(notice.id, applicant, targets, exempt=still_left, by_hand=tuple(_by_hand(notice)))


def _by_hand(notice: Notice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what only a person can cover: all under "", by slot where that is not all.

    On a page in no slot nothing excuses her. A slot that stays as it is in every other respect is
    left alone.
    """
    masking = notice.masking
    if masking is None or not masking.by_hand:
        return
    everywhere = tuple(dict.fromkeys(demand.what for demand in masking.by_hand))
    yield "", everywhere
    for slot in notice.slots():
        own = [
            demand.what for demand in masking.by_hand if not demand.slots or slot.id in demand.slots
        ]
        left = bool(masking.targets) and slot.mask_exempt >= masking.targets
        asked = () if left else tuple(dict.fromkeys(own))
        if asked != everywhere:
            yield slot.id, asked
