"""Covers stay on the page, and a guess lays none over rows of other print.

Pale ornaments of a card give large letters that half resemble a name; a cover as high as
these would black out every row of print that runs across them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zcdesk.geometry import Polygon, bounds, centre, clipped, holds, rounded
from zcdesk.masking.hits import Hit, Origin, Verdict
from zcdesk.reading.certainty import READ
from zcdesk.reading.line import Line

_GUESSED = 0.5  # confidence of a word that is not read as such
_HIGHER = 2.0  # times the thickness of a row of other print, of a cover that is no cover of it
_READ = READ  # mean probability of such a row
_ROWS = 2  # of them
_OUTSIDE = 0.25  # of its height that a cover of a guess reaches out of the page


def kept_to_page(
    hits: Iterable[Hit], lines: Sequence[Line], size: tuple[int, int]
) -> tuple[Hit, ...]:
    """Return ``hits`` within the page; those that are guessed over other rows or beyond its edge
    are only shown. ``lines``: of the page. ``size``: its width and height in pixels."""
    return tuple(_clipped(_asked(hit, lines, size), size) for hit in hits)


def _asked(hit: Hit, lines: Sequence[Line], size: tuple[int, int]) -> Hit:
    guessed = 0 < hit.mask.confidence < _GUESSED and hit.mask.origin is Origin.SPOTTED
    if not guessed or hit.verdict is Verdict.LEAVE:
        return hit
    high = math.dist(hit.mask.polygon[0], hit.mask.polygon[3])
    place = bounds(hit.mask.polygon)
    rows = [line for line in lines if line.lattice.confidence >= _READ]
    below = [line for line in rows if high >= _HIGHER * line.thickness]
    over = sum(holds(place, centre(line.quad)) for line in below)
    beyond = max(-place[0], -place[1], place[2] - size[0], place[3] - size[1])
    if over < _ROWS and not (below and beyond > _OUTSIDE * high):
        return hit
    mask = replace(hit.mask, confidence=0.0)
    return mask.hit("hit.over_other_rows", key=hit.key)


def _clipped(hit: Hit, size: tuple[int, int]) -> Hit:
    def on_page(outline: Polygon) -> Polygon:
        part = clipped(outline, *size)
        return part if part == outline else rounded(part)

    moved = hit.moved(on_page)
    return moved if len(moved.mask.polygon) > 2 else hit
