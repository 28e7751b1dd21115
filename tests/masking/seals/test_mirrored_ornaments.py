"""A curl that stands in a mirror on the page's other side is its frame's; a seal never does."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.masking.seals.sealed_pages import MIDDLE, OWN, sealed
from zcdesk.geometry import box
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.mirrored_ornaments import stands_mirrored
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.picture import Picture

SIDE = 260
X, Y = round(MIDDLE[0]), round(MIDDLE[1])
SEAL = sealed(OWN)[Y - SIDE : Y + SIDE, X - SIDE : X + SIDE]


def curl() -> Picture:
    """A leaf of a frame's corner: a spiral, and what it grows from."""
    drawn = np.full((2 * SIDE, 2 * SIDE, 3), 255, np.uint8)
    for turn, reach in enumerate(range(60, 220, 40)):
        cv2.ellipse(drawn, (260, 230), (reach, reach - 20), 30, 90 * turn, 90 * turn + 200,
                    (200, 40, 40), 22)  # fmt: skip
    cv2.line(drawn, (40, 470), (480, 430), (200, 40, 40), 30)
    return drawn


def page(first: Picture, second: Picture | None, *, below: bool = False) -> Picture:
    """A page with a thing in its left upper corner, and another one on its other side."""
    drawn = np.full((2400, 2400, 3), 255, np.uint8)
    drawn[100 : 100 + 2 * SIDE, 100 : 100 + 2 * SIDE] = first
    if second is not None:
        left, top = (100, 1700) if below else (1700, 130)
        drawn[top : top + 2 * SIDE, left : left + 2 * SIDE] = second
    return drawn


@pytest.mark.parametrize(
    ("drawn", "is_ornament"),
    [
        (page(curl(), curl()[:, ::-1]), True),
        (page(curl(), curl()[::-1], below=True), True),
        (page(curl(), None), False),
        (page(curl(), curl()), False),
        (page(SEAL, None), False),
        (page(SEAL, SEAL), False),
        (page(SEAL, curl()), False),
    ],
    ids=["beside", "below", "alone", "unturned", "seal", "seal twice", "seal and curl"],
)
def test_only_what_is_turned_over_on_the_page_is_an_ornament(
    drawn: Picture, is_ornament: bool
) -> None:
    noise = np.random.default_rng(3).integers(-18, 18, drawn.shape)
    scan = cv2.GaussianBlur(np.clip(drawn + noise, 0, 255).astype(np.uint8), (3, 3), 0)
    place = box(100, 100, 100 + 2 * SIDE, 100 + 2 * SIDE)
    seal = Seal((360, 360), (SIDE, SIDE), 0, Colour.RED, Shape.RING, place, 0.8)
    assert stands_mirrored(np.asarray(scan, np.uint8), seal) == is_ornament
