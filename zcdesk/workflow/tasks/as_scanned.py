"""Covers found on the upright page, carried back to the picture as it was scanned.

Whoever asks that pixels stay where they are still wants everything found: a sideways page is read
upright, and only the covers go back. The finished picture is read a second time upright too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.applicant import Applicant, Target
from zcdesk.export.pictures.jpeg import encode
from zcdesk.masking.hits import Hit
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import upright_picture
from zcdesk.verification.bytes.decoding import decode
from zcdesk.verification.picture import Verified, verified, verify_picture

_QUALITY = 95  # of the copy that is turned for the second reading; it is never written


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
    applicant: Applicant,
    targets: frozenset[Target],
) -> Verified:
    """Read a finished picture that was left as scanned once more, standing upright.

    Args:
        data: The finished picture's bytes.
        first: What a reading of it as it lies has said.
        page: The upright page that its covers were found on.
        applicant: Whose words must not be readable.
        targets: What had to be covered. That covers are opaque was seen in the first reading;
            here they are found by themselves, for turning blurs their edges.

    Returns:
        Both readings in one; finds in pixels of the finished picture.
    """
    turned = encode(upright_picture(decode(data).picture, page), _QUALITY)
    second = verify_picture(turned, "", applicant, targets)
    back = page.transform.inverse()
    finds = [replace(one, place=back.apply_all(one.place)) for one in second.finds]
    return verified([*first.findings, *second.findings], [*first.finds, *finds])
