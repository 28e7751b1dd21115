"""Covers that are kept for a form: the same printed form has its fields in the same places.

A form is known by printed words (its heading and the labels of its fields) and by where they
are. What was filled in is never kept: no value, no name, no picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.applicant import Target
from zcdesk.geometry import Point, Polygon, bounds, centre, contains
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.labels import labels
from zcdesk.names.spellings import folded, is_han
from zcdesk.reading.line import Line, Reading

_LEAST_ANCHORS = 4  # printed words that must be where the form has them
_LEAST_SHARE = 0.6
"""Share of a form's words that must be found on a page for it to be the same form."""

_PLAIN = 0.9  # mean probability of an anchor's letters
_OFF = 0.012  # of the form's larger side; how far a word may lie from its place
_SCALES = (0.4, 2.5)
_LEAST_LETTERS, _MOST_LETTERS = 2, 14
_HEADINGS = 2  # thickest lines that count as printed although they are no label
_EVIDENCE = 0.4


@dataclass(frozen=True)
class _Anchor:
    """A printed word and its middle, as shares of the page's width."""

    text: str
    place: Point


@dataclass(frozen=True)
class _Region:
    """A cover, its corners as shares of the page's width."""

    target: Target
    polygon: Polygon


@dataclass(frozen=True)
class FixedForm:
    """A printed form with the places that are covered on it."""

    anchors: tuple[_Anchor, ...]
    regions: tuple[_Region, ...]


def form_of(reading: Reading, covers: Iterable[Mask]) -> FixedForm | None:
    """Return the form of a page with its covers, None when too few printed words were read.

    Args:
        covers: What a person decided to cover on it.
    """
    masks = tuple(covers)
    scale = 1 / max(reading.width, 1)
    anchors = tuple(
        _Anchor(text, (round(x * scale, 5), round(y * scale, 5)))
        for text, (x, y) in _printed(reading.lines, masks)
    )
    if len(anchors) < _LEAST_ANCHORS or not masks:
        return None
    regions = tuple(
        _Region(m.target, tuple((round(x * scale, 5), round(y * scale, 5)) for x, y in m.polygon))
        for m in masks
    )
    return FixedForm(anchors, regions)


def judge_form(form: FixedForm, reading: Reading, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the form's covers on a page that is the same form; places covered already are left."""
    move = _move(form, reading)
    if move is None:
        return ()
    covers = [mask.polygon for hit in hits for mask in hit.proposed]
    findings = []
    for region in form.regions:
        points = np.array([(x, y, 1.0) for x, y in region.polygon]) @ move.T
        polygon = tuple((round(float(x), 1), round(float(y), 1)) for x, y in points)
        if not any(contains(cover, centre(polygon)) for cover in covers):
            mask = Mask(region.target, polygon, "", _EVIDENCE, Origin.LABEL)
            findings.append(mask.hit("hit.fixed_form"))
    return tuple(findings)


def _move(form: FixedForm, reading: Reading) -> NDArray[np.float64] | None:
    """Return the transform from form to page, shape (2, 3); None when the page is another form."""
    places = dict(_printed(reading.lines, ()))
    pairs = [
        (anchor.place, places[anchor.text]) for anchor in form.anchors if anchor.text in places
    ]
    least = max(_LEAST_ANCHORS, _LEAST_SHARE * len(form.anchors))
    if len(pairs) < least:
        return None
    here = np.array([pair[0] for pair in pairs], np.float64)
    there = np.array([pair[1] for pair in pairs], np.float64)
    off = _OFF * max(reading.width, reading.height)
    move, inside = cv2.estimateAffinePartial2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=off
    )
    if move is None or int(np.count_nonzero(inside)) < least:
        return None
    scale = float(np.hypot(move[0, 0], move[1, 0])) / max(reading.width, 1)
    return np.asarray(move, np.float64) if _SCALES[0] <= scale <= _SCALES[1] else None


def _printed(lines: Sequence[Line], covers: Sequence[Mask]) -> Iterator[tuple[str, Point]]:
    """Yield heading and labels that occur once, outside the covers, with their middles."""
    plain = [
        (text, line)
        for line in lines
        if (text := _anchor_text(line)) and not any(_touches(line, mask) for mask in covers)
    ]
    count = Counter(text for text, _ in plain)
    every = frozenset(label for group in labels().values() for label in group)
    thick = sorted(plain, key=lambda one: one[1].thickness, reverse=True)[:_HEADINGS]
    for text, line in plain:
        if count[text] == 1 and (text in every or any(text == head for head, _ in thick)):
            yield text, centre(line.quad)


def _anchor_text(line: Line) -> str:
    text = folded(line.lattice.text).rstrip("：:")
    fits = _LEAST_LETTERS <= len(text) <= _MOST_LETTERS and is_han(text)
    return text if fits and line.lattice.confidence >= _PLAIN else ""


def _touches(line: Line, mask: Mask) -> bool:
    left, top, right, bottom = bounds(line.quad)
    x0, y0, x1, y1 = bounds(mask.polygon)
    return min(right, x1) > max(left, x0) and min(bottom, y1) > max(top, y0)
