"""What has to be covered where."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.notices.profile.notice import Notice


def targets_for(notice: Notice, slot_id: str) -> frozenset[Target]:
    """Return what the notice asks to cover on pages of a slot.

    Args:
        slot_id: A slot of the notice; pages without a known slot get the full set, since nothing
            excuses them.
    """
    if notice.masking is None:
        return frozenset()
    return notice.masking.targets - _exempt(notice, slot_id)


def open_targets_for(notice: Notice, slot_id: str) -> frozenset[Target]:
    """Return what nobody can tell from the notice (A-45): each find is a person's to decide."""
    if notice.masking is None:
        return frozenset()
    return notice.masking.open_targets - _exempt(notice, slot_id)


def _exempt(notice: Notice, slot_id: str) -> frozenset[Target]:
    for slot in notice.slots():
        if slot.id == slot_id:
            return slot.mask_exempt
    return frozenset()
