"""Tells lines that nobody can read apart by their shape: an ornament, Arabic script, other writing.

The recogniser knows no letter of the Arabic script: such lines come back empty, blank or as a few
odd letters, and its confidence does not warn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import cv2
import numpy as np

from zcdesk.picture import GreyPicture, Ink
from zcdesk.reading.evening import DARK

_PERIODIC = 0.75
"""Likeness to itself after one, two and three periods from which on a line is an ornament.

Of 750 drawn lines of writing none reached .7, of 156 ornaments 89 % exceed .9.
"""

_LONG, _PERIODIC_LONG = 10, 0.66
"""The same for lines that are ten times as long as high: of 274 long lines that were read on 40
public scans none came above .62, frames of certificates on them had .69 and more."""

_THICK = 0.21
"""Twice the ink for its outline's length, in heights of the line: of 202 lines that were read on
ten public pages none had more than .183, a frame's key pattern .25."""

_LEAST_INK = 24  # columns
_SHORTEST_PERIOD, _REPEATS = 5, 3
_DIPS = 0.5  # between two repeats the likeness falls below this

_COPIES, _OF_ALL = 3, 0.75
"""Solid shapes that are alike, and the share of a line's ink that they are, in a row of stars."""
_OFF, _SOLID, _DIFFERENT = 3, 0.45, 0.12
"""Pixels by which their sides differ at most; share of its rectangle that a shape fills (a diamond
half, a star .47, a letter's strokes less); share of the pixels that differ."""

# Bounds that hold 80 % of 390 lines of Uyghur in two faces and no scribble; of 220 cursive Han
# lines 3 % are within them. What is outside is still shown to a person, as other writing.
_BASELINE = (0.52, 0.70)  # share of the height where the inkiest row is
_BASELINE_INK = 0.40  # share of all ink in the eight inkiest of 48 rows
_PARTS = (1.0, 4.6)  # joined strokes for each square of the line's height
_ROUND = 0.78  # mean run of ink along the line to that across it; Han strokes run more across
_FILLED = 0.83  # share of columns with ink
_TALL = 0.6  # parts higher than 30 of 48 rows, for each square
_ABOVE = 0.2  # share of ink in the upper third

_RING = (0.3, 0.75, 1.33, 0.72, 0.86)
"""Of the hole of a 〇: least height, least and greatest width for its height, and least and
greatest share of its rectangle that it fills (a circle π/4, the 口 of letters 1)."""
_RIM = 0.3  # of the hole's height that the ring around it is thick at most
_LEFT_OVER = 0.15  # of the ink that may be beside the rings: a fold, a speck

_SLACK = 0.1  # share by which each bound is missed at most by a line that is nearly of that shape


class ScriptKind(Enum):
    """What an unread line looks like."""

    ORNAMENT = auto()
    ARABIC = auto()
    WRITING = auto()


@dataclass(frozen=True)
class _Measures:
    """Measures of a line's ink, see the bounds above."""

    baseline: float
    baseline_ink: float
    parts: float
    roundness: float
    filled: float
    tall: float
    above: float


def script_kind_of(crop: GreyPicture) -> ScriptKind:
    """Return what a straightened line looks like. ``crop``: as
    :func:`zcdesk.reading.recognising.crop_line` gives it, 48 pixels high."""
    ink = _inked_part(crop)
    if ink is None:
        return ScriptKind.WRITING
    if _repeats(ink) >= (_PERIODIC_LONG if crop.shape[1] >= _LONG * len(crop) else _PERIODIC):
        return ScriptKind.ORNAMENT
    if _are_copies(ink):
        return ScriptKind.ORNAMENT
    return ScriptKind.ARABIC if _is_arabic(_measured(ink)) else ScriptKind.WRITING


def is_too_thick(crop: GreyPicture) -> bool:
    """Tell whether the strokes of a line are too thick for letters: blots, a frame's key pattern.
    ``crop``: as :func:`zcdesk.reading.recognising.crop_line` gives it."""
    ink = (crop < DARK).astype(np.uint8)
    outlines, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    around = sum(len(outline) for outline in outlines)
    return 2 * int(ink.sum()) > _THICK * len(crop) * max(around, 1)


def are_ideographic_zeros(crop: GreyPicture) -> bool:
    """Tell whether all ink of a stretch is that of 〇, as in 二〇〇七年: no name is made of those.
    ``crop``: as :func:`zcdesk.reading.recognising.crop_line` gives it, 48 pixels high."""
    ink = (crop < DARK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - ink)
    rest = ink.copy()
    least, slim, broad, few, full = _RING
    for left, top, width, height, area in stats[1:]:
        round_hole = slim <= width / height <= broad and few <= area / (width * height) <= full
        if round_hole and least * len(ink) <= height < len(ink):
            rim = round(_RIM * height)
            rows = slice(max(0, top - rim), top + height + rim)
            rest[rows, max(0, left - rim) : left + width + rim] = 0
    return bool(rest.sum() <= _LEFT_OVER * ink.sum() < ink.sum())


def _repeats(ink: Ink) -> float:
    """Return how like itself a line is after one, two and three periods, -1 to 1."""
    soft = cv2.GaussianBlur(ink.astype(np.float32), (3, 3), 0)
    soft -= soft.mean()
    width = soft.shape[1]
    likeness = np.ones(width * 3 // 4, np.float64)
    for lag in range(3, len(likeness)):
        left, right = soft[:, :-lag], soft[:, lag:]
        size = float(np.sqrt((left * left).sum() * (right * right).sum()))
        likeness[lag] = float((left * right).sum()) / size if size > 0 else 0.0
    best = 0.0
    for period in range(_SHORTEST_PERIOD, len(likeness) // _REPEATS - 1):
        if likeness[:period].min() > _DIPS:
            continue
        near = [likeness[k * period - k : k * period + k + 1] for k in range(1, _REPEATS + 1)]
        best = max(best, min(float(part.max()) for part in near))
    return best


def _are_copies(ink: Ink) -> bool:
    """Tell whether nearly all ink is one solid shape several times over: stars, diamonds, dots."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    order = np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1
    if not len(order):
        return False
    left, top, width, height, _ = stats[order[0]]
    shape = (labels[top : top + height, left : left + width] == order[:1]).astype(np.float32)
    alike = [
        size
        for x, y, wide, high, size in stats[order]
        if abs(wide - width) <= _OFF and abs(high - height) <= _OFF
        and size >= _SOLID * wide * high
        and np.abs(cv2.resize(ink[y : y + high, x : x + wide].astype(np.float32), (width, height))
                   - shape).mean() <= _DIFFERENT
    ]  # fmt: skip
    return len(alike) >= _COPIES and sum(alike) >= _OF_ALL * ink.sum()


def _measured(ink: Ink) -> _Measures:
    rows = ink.sum(axis=1).astype(np.float64)
    total = max(float(rows.sum()), 1.0)
    squares = ink.shape[1] / ink.shape[0]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    heights, sizes = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    return _Measures(
        baseline=float(rows.argmax()) / len(rows),
        baseline_ink=float(np.sort(rows)[-8:].sum()) / total,
        parts=float((sizes >= 12).sum()) / squares,
        roundness=_mean_run(ink) / max(_mean_run(np.ascontiguousarray(ink.T)), 1e-6),
        filled=float(ink.any(axis=0).mean()),
        tall=float((heights >= 30).sum()) / squares,
        above=float(rows[: len(rows) // 3].sum()) / total,
    )


def _mean_run(ink: Ink) -> float:
    starts = np.diff(np.pad(ink, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1
    return float(ink.sum()) / max(1, int(starts.sum()))


def nearly_arabic(crop: GreyPicture) -> bool:
    """Tell whether a line misses the bounds of Arabic script by little or not at all. ``crop``: as
    :func:`zcdesk.reading.recognising.crop_line` gives it, 48 pixels high."""
    ink = _inked_part(crop)
    return ink is not None and _is_arabic(_measured(ink), _SLACK)


def _inked_part(crop: GreyPicture) -> Ink | None:
    """Return the ink of a line from its first to its last column, None where there is little."""
    ink = (crop < DARK).astype(np.uint8)
    columns = np.flatnonzero(ink.any(axis=0))
    return ink[:, columns[0] : columns[-1] + 1] if len(columns) >= _LEAST_INK else None


def _is_arabic(line: _Measures, slack: float = 0.0) -> bool:
    less, more = 1 - slack, 1 + slack
    return (
        _BASELINE[0] * less <= line.baseline <= _BASELINE[1] * more
        and line.baseline_ink >= _BASELINE_INK * less
        and _PARTS[0] * less <= line.parts <= _PARTS[1] * more
        and line.roundness >= _ROUND * less
        and line.filled >= _FILLED * less
        and line.tall <= _TALL * more
        and line.above <= _ABOVE * more
    )
