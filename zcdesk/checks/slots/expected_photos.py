"""Pages that should carry the applicant's photo, where photos are to be covered and none is found.

A portrait that is faded, copied in black and white or drawn over by a seal may be missed; on a card
or a diploma it is there all the same, so a person looks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zcdesk.applicant import Target
from zcdesk.checks.slots.expected_kinds import carries
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.told import PageTold

NO_PHOTO = "page.no_photo"
"""Code of the finding about a page without the applicant's photo."""


def no_photo_on_page(
    page_told: PageTold, hits: Sequence[Hit], targets: Collection[Target]
) -> Finding | None:
    """Return a warning when a page of a kind that carries a photo shows none.

    Args:
        told: What the page says of itself.
        hits: What was found on it.
        targets: What is to be covered; where photos are not, nothing is expected.
    """
    if Target.PHOTO not in targets or not carries("photographed.toml", page_told):
        return None
    if any(hit.mask.target is Target.PHOTO and hit.verdict is not Verdict.LEAVE for hit in hits):
        return None
    known = kind_of(page_told.kind)
    return finding_of(NO_PHOTO, document=known.title if known else "")
