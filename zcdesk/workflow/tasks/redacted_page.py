"""A page that goes all the way in one worker: examined, covered, written, read again.

Whoever asks that pixels stay where they are still wants everything found: a sideways page is read
upright, and only the covers go back to the picture as it was scanned. The finished picture is read
a second time upright too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zcdesk.cases.records import FileLimit
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Hit, Mask
from zcdesk.pages.laying.standing import as_decoded
from zcdesk.pages.opening.scan import Scan, decode
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import prepare, upright_picture
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.verification.bytes.decoding import decode as decode_finished
from zcdesk.verification.covers.left_open import LeftOpen
from zcdesk.verification.picture import Verified, verified, verify_edges, verify_pixels
from zcdesk.workflow.tasks.examining import search_page
from zcdesk.workflow.tasks.finishing import (
    Finished,
    PagePart,
    PictureJob,
    read_again,
    write_picture,
)
from zcdesk.workflow.tasks.places import ScanPlace, scan_at
from zcdesk.workflow.tasks.sought import Sought


@dataclass(frozen=True)
class Redacted:
    """A page that went all the way in one worker."""

    page: Page
    hits: tuple[Hit, ...]
    covers: tuple[Mask, ...]
    finished: Finished
    told: PageTold = NOTHING


def redact_page(
    place: ScanPlace, index: int, sought: Sought, output: str, straighten: bool
) -> Redacted:
    """Examine a page, cover everything that is proposed, write it and read it again.

    Raises:
        ScanError: The scan cannot be used.
        OutputError: The JPEG cannot be written.
    """
    scan = scan_at(place)
    found = prepare(scan, index)
    picture, examined = found.picture, search_page(found, sought)
    page, hits, contents = examined.page, examined.hits, examined.told
    del found, examined
    if not straighten:
        del picture
        return replace(_as_scanned(scan, page, hits, sought, output), told=contents)
    job = _job(page, hits, sought, output)
    written = write_picture(job, (picture,))
    del picture  # before it is read again: a large page is not held twice
    return Redacted(page, hits, proposed_covers(hits), read_again(job, written), contents)


def _as_scanned(
    scan: Scan, page: Page, hits: Sequence[Hit], sought: Sought, output: str
) -> Redacted:
    """Write a page whose pixels stay where they are; it was searched upright."""
    decoded = as_decoded(page)
    back = carried_back(hits, page)
    job = _job(decoded, back, sought, output)
    written = write_picture(job, (decode(scan, page.source.index),))
    covers = proposed_covers(back)
    if page.transform == decoded.transform:
        return Redacted(decoded, back, covers, read_again(job, written))
    places: list[Polygon] = []
    if page.turn_sure:  # it is read upright only; as it lies is seen what needs no reading
        job = replace(job, sought=replace(sought, targets=frozenset()))
        places = [mask.polygon for mask in covers]
    finished = read_again(job, written)
    data = Path(output).read_bytes()
    second = verified_upright(data, finished.verified, page, sought, places)
    return Redacted(decoded, back, covers, replace(finished, verified=second))


def _job(page: Page, hits: Sequence[Hit], sought: Sought, output: str) -> PictureJob:
    # Where a word is asked about and left open, the second reading need not ask for it once more.
    asked = tuple(
        LeftOpen(hit.mask.polygon, frozenset({hit.mask.target}), named=False)
        for hit in hits
        if hit.is_doubt and not hit.covers_by_default and hit.mask.kind is not None
    )
    part = PagePart(page, proposed_covers(hits), asked)
    return PictureJob((part,), (1, 1), True, FileLimit(""), sought, output)


def proposed_covers(hits: Sequence[Hit]) -> tuple[Mask, ...]:
    """Return the covers that apply while nobody decided otherwise: doubt always covers."""
    return tuple(hit.mask for hit in hits if hit.covers_by_default)


def carried_back(hits: Sequence[Hit], page: Page) -> tuple[Hit, ...]:
    """Return hits of the upright ``page`` with their places in pixels of the decoded picture."""
    back = page.transform.inverse()
    return tuple(
        replace(hit, mask=replace(hit.mask, polygon=back.apply_all(hit.mask.polygon)))
        for hit in hits
    )


def verified_upright(
    data: bytes,
    first: Verified,
    page: Page,
    sought: Sought,
    covers: Sequence[Polygon],
) -> Verified:
    """Read a finished picture that was left as scanned, standing upright.

    Args:
        data: The finished picture's bytes.
        first: What was said of it as it lies.
        page: The upright page that its covers were found on.
        sought: Whose words must not be readable, and what had to be covered.
        covers: Those whose ends are to be looked at as they lie, pixels of the finished picture;
            upright they are found by themselves, for turning blurs their edges.

    Returns:
        Both readings in one; finds in pixels of the finished picture.
    """
    picture = decode_finished(data).picture
    edges = verify_edges(picture, covers)
    second = verify_pixels(upright_picture(picture, page), sought.applicant, sought.targets)
    back = page.transform.inverse()
    finds = [replace(find, place=back.apply_all(find.place)) for find in second.finds]
    findings = (*first.findings, *edges.findings, *second.findings)
    return verified(findings, [*first.finds, *edges.finds, *finds])
