"""What has to be covered where, and what the platform's question about a page is answered."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.cases.case import Answer, CasePage
from zcdesk.notices.notice import Notice


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


def proposed_answer(notice: Notice, page: CasePage, *, covered: bool) -> Answer | None:
    """Return the answer to the platform's question that the notice's words lead to, or None.

    The question asks about the uploaded picture: a covered name is no longer in it. A page that
    shows the employer and not the name has no proposal (A-06), covered or not.

    Args:
        covered: True when the covered picture is uploaded, False when it is covered there.
    """
    asked = notice.masking.page_answer if notice.masking else None
    if asked is None or page.page is None or not page.examined:
        return None
    targets = {mask.target for mask in page.covers()}
    if Target.NAME in targets:
        return Answer.NO if covered else Answer.YES
    if Target.EMPLOYER in targets and asked.employer_only_open:
        return None
    return Answer.NO


def _exempt(notice: Notice, slot_id: str) -> frozenset[Target]:
    for slot in notice.slots():
        if slot.id == slot_id:
            return slot.mask_exempt
    return frozenset()
