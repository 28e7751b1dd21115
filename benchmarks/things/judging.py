"""Compares what the network finds with the truth: found, missed, false, and how well it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.things.calibrating import ASK, COVER
from benchmarks.things.finding import Blob
from benchmarks.things.kinds import KINDS, Kind, Thing, filled_areas
from zcdesk.geometry import Polygon
from zcdesk.reading.colour_maps import CELL

FOUND = 0.5
"""Share of a thing's area that must lie in things found of its kind."""

FALSE = 0.2
"""Share of a found thing's area that lies in true ones of its kind, below which it is false."""

_LEAST = 3.0
"""Places of the maps; what is smaller is no thing that could be seen."""

_FINE = 4
_NOTHING = frozenset({Kind.EMBLEM, Kind.PEN})
"""Kinds about which nobody is asked and that are not covered."""


@dataclass
class Row:
    """What became of things of one kind.

    Attributes:
        true: How many there are.
        sure: Found above the threshold of covering.
        asked: Found above that of asking only.
        false_sure: Places without one above the first threshold.
        false_asked: The same for the second.
        off: How far outlines lie from the truth, in places of the maps.
        missed: Where the others are.
    """

    true: int = 0
    sure: int = 0
    asked: int = 0
    false_sure: int = 0
    false_asked: int = 0
    off: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def judge(
    rows: dict[Kind, Row], found: Sequence[Blob], things: Sequence[Thing],
    size: tuple[int, int], name: str,
) -> None:  # fmt: skip
    """Add a page to the rows.

    Args:
        rows: By kind.
        found: What was found; the scores are probabilities.
        things: What is there, in places of the maps.
        size: Width and height of the maps.
        name: Of the page.
    """
    for kind in KINDS:
        mine = [blob for blob in found if blob.kind is kind]
        sure = areas((blob.outline for blob in mine if blob.score >= COVER), size)
        asked = areas((blob.outline for blob in mine if blob.score >= ASK), size)
        every = areas((place for t in things if t.kind is kind for place in filled_areas(t)), size)
        row = rows.setdefault(kind, Row())
        for thing in things:
            area = areas(filled_areas(thing), size)
            if thing.kind is not kind or area.sum() < _LEAST * _FINE**2:
                continue
            row.true += 1
            if _share(area, sure) >= FOUND:
                row.sure += 1
            elif _share(area, asked) >= FOUND:
                row.asked += 1
            else:
                row.missed.append(name)
            row.off += _distance(thing, mine)
        for blob in mine:
            if blob.score >= ASK and _share(areas([blob.outline], size), every) < FALSE:
                row.false_sure += blob.score >= COVER
                row.false_asked += blob.score < COVER


def is_right(blob: Blob, things: Iterable[Thing], size: tuple[int, int]) -> bool:
    """Tell whether there is a thing of its kind where one was found."""
    every = (place for t in things if t.kind is blob.kind for place in filled_areas(t))
    return _share(areas([blob.outline], size), areas(every, size)) >= FALSE


def areas(places: Iterable[Polygon], size: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which pixels, a quarter of a place wide, lie in one of some outlines."""
    area = np.zeros((size[1] * _FINE, size[0] * _FINE), np.uint8)
    for place in places:
        cv2.fillPoly(area, [np.rint(np.array(place) * _FINE).astype(np.int32)], 1)
    return area.astype(bool)


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    return float((part & whole).sum() / max(1, part.sum()))


def _distance(thing: Thing, found: Iterable[Blob]) -> list[float]:
    """Return how far the box around the nearest outline lies from the thing's, its worst side."""
    if len(thing.places) != 1 or thing.kind is Kind.HAND:
        return []
    true = _sides(thing.places[0])
    away = [float(np.abs(_sides(blob.outline) - true).max()) for blob in found]
    near = min(away, default=np.inf)
    return [near] if near < 0.5 * (true[2:] - true[:2]).max() else []


def _sides(place: Polygon) -> NDArray[np.float64]:
    corners = np.array(place)
    return np.concatenate([corners.min(0), corners.max(0)])


def table(named: Mapping[str, Mapping[Kind, Row]]) -> Iterator[str]:
    """Yield rows of several searches as one table in Markdown; outlines in pixels of the detector's
    copy, the median of their worst side."""
    yield "| kind | by | things | covered | asked | missed | false, covered | false, asked | off |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind in KINDS:
        for name, rows in named.items():
            row = rows.get(kind, Row())
            off = f"{CELL * float(np.median(row.off)):.0f}" if row.off else ""
            counts = (row.true, row.sure, row.asked, len(row.missed))
            shown = (*counts, row.false_sure, row.false_asked, off)
            yield f"| {kind} | {name} | {' | '.join(map(str, shown))} |"


def worst(rows: Mapping[Kind, Row]) -> Iterator[str]:
    """Yield the pages on which a thing that matters was missed, for a look at them."""
    for kind, row in rows.items():
        if row.missed and kind not in _NOTHING:
            yield f"{kind} missed: {', '.join(row.missed)}"
