"""Where below a cover ink is: so much of the page is taken out, and the paint ends beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit
from zcdesk.pages.emptying import ROOM
from zcdesk.picture import GreyPicture, square

_INK = 200  # grey level of an evened page below which a pixel is ink
_SOFT = square(3)  # a pixel beside ink is its soft edge
_EDGE = square(2 * ROOM + 1)


def with_hidden_ink(page: GreyPicture, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return ``hits``, each told where below it ink is.

    Covers of words have 5 to 13 pixels of room around their letters at 200 dpi, on small pictures
    now and then none; those of portraits and codes end where these do.
    """
    return tuple(
        replace(hit, mask=replace(hit.mask, hidden=_hidden(page, hit.mask.polygon))) for hit in hits
    )


def _hidden(page: GreyPicture, outline: Polygon) -> Polygon:
    """Return the hull of the ink within an outline, nothing where there is none. Ink that runs out
    of it is seen beside it: at the edge it is no secret."""
    left, top, right, bottom = (round(side) for side in bounds(outline))
    left, top = max(0, left - 1), max(0, top - 1)
    ink = page[top : bottom + 2, left : right + 2] < _INK
    if not ink.any():
        return ()
    inside = np.zeros(ink.shape, np.uint8)
    cv2.fillPoly(inside, [np.rint(np.array(outline) - (left, top)).astype(np.int32)], 1)
    _, pieces = cv2.connectedComponents(ink.view(np.uint8))
    own = ~np.isin(pieces, pieces[inside == 0]) | (cv2.erode(inside, _EDGE) > 0)
    hidden = np.asarray(cv2.dilate((ink & own).view(np.uint8), _SOFT), np.uint8) & inside
    places = cv2.findNonZero(hidden)
    if places is None:
        return ()
    return tuple((float(x + left), float(y + top)) for x, y in cv2.convexHull(places)[:, 0])
