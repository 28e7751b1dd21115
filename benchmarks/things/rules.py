"""What the program's own searches find on a page, told as the network's finds are."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.things.finding import Blob
from benchmarks.things.kinds import Kind
from zcdesk.masking.codes.qr_and_bar_codes import find_codes
from zcdesk.masking.hits import Verdict
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.masking.seals.seal_detection import Shape, find_seals
from zcdesk.picture import Picture

SURE, DOUBT = 1.0, 0.5
"""Scores of what is covered or counted without a question, and of what is asked about."""

SOUGHT = (Kind.RING, Kind.BOX, Kind.PORTRAIT, Kind.CODE)


def found_by_rules(picture: Picture, ratio: tuple[float, float]) -> Iterator[Blob]:
    """Yield seals, portraits and codes; outlines in places of the maps.

    Args:
        picture: Upright page, RGB.
        ratio: Places of the maps a pixel of the page, across and down.
    """
    seals = find_seals(picture)
    found = [
        (Kind.RING if seal.shape is Shape.RING else Kind.BOX, seal.certain, seal.polygon)
        for seal in seals
    ]
    found += [
        (Kind.PORTRAIT, hit.verdict is Verdict.COVER, hit.mask.polygon)
        for hit in judge_portraits(picture, (), seals)
        if hit.covers_by_default
    ]
    found += [(Kind.CODE, code.is_certain, code.polygon) for code in find_codes(picture)]
    for kind, sure, polygon in found:
        outline = tuple((x * ratio[0], y * ratio[1]) for x, y in polygon)
        yield Blob(kind, SURE if sure else DOUBT, outline)
