"""How a page stands: from corners, turn and skew to its transform, and what a person changes.

Every change starts again from the decoded picture, so that it can be taken back, however often it
was changed, and pixels are resampled once.
"""

from __future__ import annotations

import math
from dataclasses import replace

from zcdesk.finding_facts import About, codes_about
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, Transform
from zcdesk.pages.laying.perspective import flattened
from zcdesk.pages.page import Clarity, FoundLaying, Page


def straightened(page: Page) -> Page:
    """Fill in transform and size for the page's corners, turn and skew."""
    transform, width, height = Transform(), page.source_width, page.source_height
    if page.corners is not None:
        transform, width, height = flattened(page.corners, width, height)
    transform = transform.then(Transform.quarter_turn(page.turn, width, height))
    if page.turn in {90, 270}:
        width, height = height, width
    transform, width, height = levelled(transform, width, height, page.skew)
    return replace(page, transform=transform, width=width, height=height)


def as_decoded(page: Page) -> Page:
    """Return the page with the geometry of its decoded picture.

    Corners, turn and skew are still told, but no longer applied. What else was found on ``page``
    is carried over by ``page.transform.inverse()``.
    """
    back = page.transform.inverse()
    return replace(
        page,
        transform=Transform(),
        width=page.source_width,
        height=page.source_height,
        unclear=tuple(back.apply_all(each) for each in page.unclear),
    )


def turned(page: Page, degrees: int) -> Page:
    """Return ``page`` turned clockwise by a person, who then is sure of it.

    Args:
        page: Page as it stands.
        degrees: 90, 180 or 270 more.

    Raises:
        ValueError: ``degrees`` is not a quarter turn.
    """
    more = Transform.quarter_turn(degrees, page.width, page.height)
    sideways = degrees in {90, 270}
    return replace(
        unjudged(page),
        transform=page.transform.then(more),
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        turn=(page.turn + degrees) % 360,
        turn_sure=True,
        findings=_without(unjudged(page).findings, About.TURN),
    )


def page_from_corners(page: Page, corners: Polygon | None) -> Page:
    """Return ``page`` with the outline that a person chose, its turn kept.

    Args:
        page: The page as it stands.
        corners: Pixels of the decoded picture, clockwise from the one that is top left there;
            None takes the whole picture again. Only what the program laid has a skew.

    Raises:
        ValueError: The corners do not span a convex page.
    """
    known = unjudged(page)
    findings = _without(known.findings, About.OUTLINE)
    chosen = replace(known, corners=corners, skew=0.0, offered=(), findings=findings)
    return straightened(replace(chosen, skew=found_skew(chosen)))


def found_laying(page: Page) -> FoundLaying:
    """Return how the program laid ``page``; an old page tells only how it stands."""
    return page.found or FoundLaying(page.corners, page.turn, page.skew, page.offered)


def found_skew(page: Page) -> float:
    """Return the skew that was found for the outline that ``page`` has now; 0.0 for any other."""
    found = found_laying(page)
    return found.skew if page.corners == found.corners else 0.0


def with_skew(page: Page, skew: float) -> Page:
    """Return ``page`` turned by another small angle, in degrees clockwise, instead of its own."""
    return straightened(replace(unjudged(page), skew=skew))


def with_light(page: Page, *, even: bool) -> Page:
    """Return ``page`` with shadows and cast of colour taken away, or as they were."""
    return replace(unjudged(page), even_light=even)


def unjudged(page: Page) -> Page:
    """Return ``page`` without what was said of its look, which no longer holds once it is laid
    anew; :func:`zcdesk.pages.preparing.judge` says it again.
    """
    return replace(
        page,
        clarity=Clarity.CLEAR,
        measures={},
        text_height=None,
        unclear=(),
        look="",
        findings=_without(page.findings, About.LOOK, About.SHARPNESS),
    )


def levelled(
    transform: Transform, width: int, height: int, degrees: float
) -> tuple[Transform, int, int]:
    """Add a small turn; the page grows so that no corner, and no name in a corner, is lost."""
    if degrees == 0:
        return transform, width, height
    cosine, sine = math.cos(math.radians(degrees)), abs(math.sin(math.radians(degrees)))
    wide = math.ceil(width * cosine + height * sine)
    high = math.ceil(height * cosine + width * sine)
    lean = Transform.rotation(degrees, (width / 2, height / 2))
    centring = Transform.shift((wide - width) / 2, (high - height) / 2)
    return transform.then(lean).then(centring), wide, high


def _without(findings: tuple[Finding, ...], *about: About) -> tuple[Finding, ...]:
    codes = codes_about(*about)
    return tuple(each for each in findings if each.code not in codes)
