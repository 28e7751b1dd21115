"""Whether a page says whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.applicant import Target
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.sorting.told import AboutWhom, PageTold


def is_named(page_told: PageTold, hits: Sequence[Hit]) -> bool:
    """Tell whether a page shows the applicant's name, as far as anybody looked."""
    if page_told.about in (AboutWhom.OWN, AboutWhom.NAMED):
        return True
    return any(hit.mask.target is Target.NAME and hit.verdict is not Verdict.LEAVE for hit in hits)
