"""The small, evened copy of a page in which portraits are looked for."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from zcdesk.masking.seals.ink_colours import contrasted
from zcdesk.picture import Picture, darkest

_TINTS = (22, 45, 80)  # levels below paper at which a card of another colour is told from it
_CARD = (0.025, 0.8)
"""Shares of the page that a card takes, at least and at most; a one-inch photo has .015 of A4."""

_CARD_FILLED = 0.85  # of its box, holes filled
_LETTERS = 9  # pixels of the copy below which strokes vanish
_EVEN = 24  # levels around a card's own colour
_RIM = 2  # pixels of a card's edge


def copies(copy: Picture) -> Iterator[Picture]:
    """Yield the page with white paper and black ink; then the darker cards upon it, if any. At each
    level that tells ink from the page's paper a bust before a white ground is joined with a tinted
    card around the photo, or parted between face and suit. ``copy``: the page, RGB, reduced."""
    flat = white_paper(copy)
    yield stretched(flat)
    whitened = flat.copy()
    found = False
    for left, top, right, bottom in _cards(flat):
        card = whitened[top:bottom, left:right]
        tint = np.median(card.reshape(-1, 3), axis=0)
        # A face may be lighter than the card, so nothing but the card itself becomes paper.
        card[(np.abs(card - tint) <= _EVEN).all(axis=2)] = 255
        found = True
    if found:
        yield stretched(whitened)


def _cards(flat: Picture) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, right, bottom of what is darker than paper and too large for a photo."""
    depth = 255 - darkest(flat)
    kernel = np.ones((_LETTERS, _LETTERS), np.uint8)
    known = np.zeros(depth.shape, np.bool_)
    for level in _TINTS:
        ink = cv2.morphologyEx((depth > level).astype(np.uint8), cv2.MORPH_OPEN, kernel)
        outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            left, top, wide, tall = cv2.boundingRect(outline)
            share = wide * tall / depth.size
            filled = cv2.contourArea(outline) >= _CARD_FILLED * (wide - 1) * (tall - 1)
            middle = known[top + tall // 2, left + wide // 2]
            if _CARD[0] <= share <= _CARD[1] and filled and not middle:
                known[top : top + tall, left : left + wide] = True
                yield left + _RIM, top + _RIM, left + wide - _RIM, top + tall - _RIM


def white_paper(copy: Picture) -> Picture:
    """Divide paper and light away; the level of paper is taken from farther away than a photo."""
    height, width = copy.shape[:2]
    share = 96 / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    coarse = cv2.resize(copy, size, interpolation=cv2.INTER_AREA)
    # Beyond the edge the page goes on as it ends, else a margin's photo would become paper.
    coarse = cv2.morphologyEx(
        coarse, cv2.MORPH_CLOSE, np.ones((33, 33), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    paper = cv2.resize(cv2.blur(coarse, (9, 9)), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(copy, np.maximum(paper, 1), scale=255), np.uint8)


def stretched(flat: Picture) -> Picture:
    """Make the darkest ink black: faint copies have the same portraits in fewer levels."""
    return contrasted(flat, darkest(flat))
