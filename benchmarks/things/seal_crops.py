"""Draws what looks like a seal at first sight, and seals: small crops with their kinds.

The makers are ``rings`` and ``extras`` beside and ``tools.drawing.seals``; those of
``benchmarks/real_paper`` judge, and so do pages of the
public, of which none is kept. A crop is what the program cuts at a place that its rules found.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from random import Random

import cv2
import numpy as np

from benchmarks.things.not_seals import (
    code_printed,
    curls,
    grid,
    letter,
    medal,
    on_sheet,
    patch,
    photo,
    print_alone,
    state_emblem,
)
from benchmarks.things.seals_drawn import office_ring, oval, ring, stamp, state_ring
from benchmarks.things.spoiling import spoilt
from zcdesk.geometry import Box
from zcdesk.masking.seals.seal_likeness import cut_around
from zcdesk.picture import Picture


class Looks(IntEnum):
    """What a crop shows; the first two are seals."""

    RING = 0
    BOX = 1
    LETTER = 2
    SIGN = 3
    ORNAMENT = 4
    PRINT = 5
    PHOTO = 6


def drawn_crop(random: Random) -> tuple[Picture, Looks]:
    """Return a crop, as the network takes it, and what it shows."""
    looks, makers = random.choice(list(_MAKERS.items()))
    page, place = random.choice(makers)(random)
    if random.random() < 0.12:
        grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        page = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    if random.random() < 0.65:
        page = spoilt(page, random)
    left, top, right, bottom = place
    wide, tall = right - left, bottom - top
    loose = 0.15 if looks <= Looks.BOX and random.random() < 0.15 else 0.03
    shift = [random.gauss(0, loose) * max(wide, tall) for _ in range(4)]
    jittered = (left + shift[0], top + shift[1], right + shift[2], bottom + shift[3])
    return cut_around(page, jittered), looks


_Maker = Callable[[Random], tuple[Picture, Box]]

_MAKERS: dict[Looks, tuple[_Maker, ...]] = {
    Looks.RING: (ring, ring, office_ring, oval, oval, state_ring),
    Looks.BOX: (stamp,),
    Looks.LETTER: (letter,),
    Looks.SIGN: (
        state_emblem,
        state_emblem,
        medal,
        medal,
        on_sheet("emblem"),
        on_sheet("rosette"),
    ),
    Looks.ORNAMENT: (curls,),
    Looks.PRINT: (grid, grid, code_printed, print_alone, on_sheet("pen_mark")),
    Looks.PHOTO: (photo, patch),
}
