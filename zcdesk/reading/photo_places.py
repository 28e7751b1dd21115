"""Finds portraits in what the text detector saw of a page: a small network looks at its maps.

Source:
    Trained on drawn pages by ``benchmarks/things``; what it finds and misses, and the curve that
    makes probabilities of its scores, are told in ``benchmarks/results/things-2026-11-26.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.geometry import box
from zcdesk.picture import Picture
from zcdesk.reading.colour_maps import colour_maps
from zcdesk.reading.detecting import Maps
from zcdesk.reading.engine import shipped_session
from zcdesk.reading.line import PhotoPlace

COVER, ASK = 0.9, 0.3
"""Probabilities from which on a portrait is covered, and asked about."""

LEAST = 0.2
"""Of the network's answer for a place of the maps that belongs to a thing at all."""

FINE = 4
"""Times the maps, where an outline is fitted."""

_MODEL = "things.onnx"
_INPUTS, _OUTPUT = ("fine", "middle", "coarse", "colours"), "portrait"
_FEW = 3  # places
_BEYOND = 0.5  # places by which an outline is exact, so by which it is grown
_LEAST_HEIGHT = 0.05  # of the long side: 15 mm on A4, less than any photo on a document
_CORE, _SEEN = 0.5, 0.7  # what is finer than a place loses some of its height between places


def photo_places(picture: Picture, maps: Maps) -> tuple[PhotoPlace, ...]:
    """Return the portraits on an upright page that are worth a question. ``maps``: what the text
    detector holds of the whole page; errors as in ``engine.shipped_model``."""
    rows, columns = maps[0].shape[2:]
    likely = _likely(colour_maps(picture, (columns, rows)), maps)
    height, width = picture.shape[:2]
    across, down = width / columns, height / rows
    places = []
    for levels, left, top in apart(likely):
        probability = float(np.interp(float(levels[levels > 0].mean()), *_curve()))
        x, y, wide, tall = cv2.boundingRect(fine_area(levels))
        if probability >= ASK and tall >= _LEAST_HEIGHT * FINE * max(rows, columns):
            x0, y0 = x / FINE - 1 - _BEYOND + left, y / FINE - 1 - _BEYOND + top
            x1, y1 = x0 + wide / FINE + 2 * _BEYOND, y0 + tall / FINE + 2 * _BEYOND
            corner = min(width, x1 * across), min(height, y1 * down)
            place = box(max(0, x0 * across), max(0, y0 * down), *corner)
            places.append(PhotoPlace(place, probability))
    return tuple(places)


def _likely(colours: NDArray[np.float32], maps: Maps) -> NDArray[np.float32]:
    """Return how likely each place belongs to a portrait, shape (rows, columns)."""
    given = dict(zip(_INPUTS, (*maps, colours[None]), strict=True))
    (answer,) = shipped_session(_MODEL).run([_OUTPUT], given)
    return np.asarray(answer[0, 0], np.float32)


@cache
def _curve() -> tuple[list[float], list[float]]:
    """Return scores, rising, and the probability of each, as calibration found them."""
    calibration = shipped_session(_MODEL).get_modelmeta().custom_metadata_map["calibration"]
    scores, shares = json.loads(calibration)[_OUTPUT]
    return scores, shares


def apart(likely: NDArray[np.float32]) -> Iterator[tuple[NDArray[np.float32], int, int]]:
    """Yield how likely the places of each thing are, 0 where others are, with its left and top.

    What is likelier than :data:`LEAST` hangs together, unless several parts of it are likelier than
    a half: these are things side by side.
    """
    for part, left, top in _together(likely, LEAST):
        cores = [*_together(part, _CORE)]
        several = cores if len(cores) > 1 else [(part, 0, 0)]
        yield from ((levels, left + x, top + y) for levels, x, y in several)


def _together(
    likely: NDArray[np.float32], least: float
) -> Iterator[tuple[NDArray[np.float32], int, int]]:
    """Yield the places above a bound that hang together and are not too few."""
    count, label, stats, _ = cv2.connectedComponentsWithStats(
        (likely > least).astype(np.uint8), connectivity=8
    )
    for number in range(1, count):
        left, top, wide, tall, places = (int(value) for value in stats[number])
        if places >= _FEW:
            part = slice(top, top + tall), slice(left, left + wide)
            yield np.where(label[part] == number, likely[part], np.float32(0)), left, top


def fine_area(levels: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return where a thing is, four times as fine as its places and one place wider: where a place
    falls to a half, or to half of the mean where nothing is surely the thing's."""
    least = _CORE if levels.max() > _SEEN else float(levels[levels > 0].mean()) / 2
    grown = cv2.resize(np.pad(levels, 1), None, fx=FINE, fy=FINE, interpolation=cv2.INTER_LINEAR)
    return (grown > least).astype(np.uint8)
