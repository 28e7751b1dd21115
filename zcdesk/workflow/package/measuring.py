"""How heavy pages are as pictures, where a limit of bytes decides how they are joined or split."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.export.pictures.fitting import SMALL_QUALITY
from zcdesk.export.pictures.jpeg import encode
from zcdesk.export.plan.columns import Limits
from zcdesk.masking.burning import burn
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.workers.pool import WorkerPool, run_each

_BANDS = 24
_HEADER = 620
"""Bytes of a JPEG before its pixels; the bands of one picture share them."""


def measured_bands(
    pool: WorkerPool, limits: Limits, pages: Sequence[ReviewedPage], *, covered: bool
) -> dict[int, tuple[int, ...]]:
    """Return the bytes of the bands of each page whose slot joins, splits or binds by bytes.

    A page that cannot be decoded is left out; making its picture tells why.

    Args:
        pool: Where scans are decoded.
        limits: What the platform takes.
        pages: What is exported.
        covered: Covers are burnt in first.
    """
    tasks = (
        (page.page.number, page.page.file_name, (page.page.page, page.covers if covered else ()))
        for page in pages
        if limits.weighs(page.page.slot)
    )
    found = run_each(pool, bands_of, tasks)
    return {one.key: one.result for one in found if one.result is not None}


def bands_of(page: Page, covers: Sequence[Mask]) -> tuple[int, ...]:
    """Return the bytes of equal bands of a page, from the top; for workers.

    Raises:
        ScanError: The scan cannot be used any more, or has other content now.
    """
    from zcdesk.workflow.tasks.places import pixels_of  # every decoder: the worker's alone

    picture = burn(pixels_of(page), covers)
    height = picture.shape[0]
    cuts = [round(height * place / _BANDS) for place in range(_BANDS + 1)]
    return tuple(
        max(0, len(encode(picture[top:bottom], SMALL_QUALITY)) - _HEADER) if bottom > top else 0
        for top, bottom in pairwise(cuts)
    )
