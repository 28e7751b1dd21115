"""Whether a reader can make out the smaller text of a page, and if not, why.

JPEG rounds the frequencies of each square of 8 × 8 pixels to multiples of a step; the steps stay
in the decoded pixels as long as these are not resampled, so this looks at the decoded picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.pages.judging.asking import SMALLEST, UNREAD
from zcdesk.pages.judging.text_boxes import TextBox, edge_width, find_writing
from zcdesk.pages.page import Clarity
from zcdesk.picture import GreyPicture, Picture, grey_of, level_at, require_picture

_SIDE = 8  # px of a square, ITU-T T.81
_BLOCKS = 2000  # squares with the most drawing in them that are looked at
_MANY = 20_000  # squares; of more only every second one each way is looked at
_LARGE_STEP = 12  # grey levels between neighbours: larger ones count as this
_BOTH_ENDS = (np.maximum, np.minimum)
_STEPS = np.arange(5, 130)
_USUAL = {(0, 1): 11, (1, 0): 12, (1, 1): 12}
"""Frequencies (down, across) that are looked at, and their steps at quality 50, T.81 table K.1."""

_EVIDENT = 0.55  # length of the mean of the frequencies as angles: 1 for multiples, 0 for chance
_LEAST = 60  # frequencies beyond half a step; with fewer nothing is reported
_AGREE = 2  # frequencies of three whose steps must tell the same
_TOLERANCE = 0.25  # of the scale: steps are whole numbers, and tables differ

HARD = 25
"""JPEG quality (1–100, as the IJG library counts) up to which edges of letters visibly suffer."""

_DCT = cv2.dct(np.eye(_SIDE, dtype=np.float32), flags=cv2.DCT_ROWS).T


def jpeg_quality(picture: Picture, grey: GreyPicture | None = None) -> int | None:
    """Return about which JPEG quality ``picture`` was saved with, 1–100.

    Args:
        picture: As decoded, in any quarter turn.
        grey: The same in grey, where somebody has it.

    Returns:
        None where no steps are seen: never squeezed, hardly squeezed, or resampled since.

    Source:
        Fan and de Queiroz, Identification of bitmap compression history, IEEE Transactions on
        Image Processing 12 (2003): steps from the histogram of decoded frequencies.
    """
    require_picture(picture)
    grey = grey_of(picture) if grey is None else grey
    squares = _squares(grey, _phase(grey[::3]), _phase(np.ascontiguousarray(grey[:, ::3].T)))
    if len(squares) < _LEAST:
        return None
    frequencies = np.asarray(_DCT @ squares @ _DCT.T, dtype=np.float32)
    scales = []
    for (down, across), usual in _USUAL.items():
        step = _step(frequencies[:, down, across])
        if step is not None:
            scales.append(100 * step / usual)
    if not scales:
        return None
    scale = float(np.median(scales))
    if sum(abs(other / scale - 1) <= _TOLERANCE for other in scales) < _AGREE:
        return None
    return max(1, round(5000 / scale if scale > 100 else (200 - scale) / 2))


def _phase(rows: GreyPicture) -> int:
    """Return at which pixel, 0–7, the squares begin across: there steps are more frequent."""
    if rows.shape[1] < _SIDE + 3:
        return 0
    steps = cv2.absdiff(rows[:, 1:], rows[:, :-1])
    lone = cv2.subtract(steps[:, 1:-1], cv2.max(steps[:, :-2], steps[:, 2:]))
    sums = cv2.reduce(np.minimum(lone, _LARGE_STEP), 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel()
    whole = sums[: len(sums) // _SIDE * _SIDE].reshape(-1, _SIDE).sum(axis=0)
    return (int(whole.argmax()) + 2) % _SIDE


def _squares(grey: GreyPicture, left: int, top: int) -> NDArray[np.float32]:
    """Return the squares with the most drawing, shape (n, 8, 8)."""
    part = grey[top:, left:]
    rows, columns = part.shape[0] // _SIDE, part.shape[1] // _SIDE
    if rows == 0 or columns == 0:
        return np.zeros((0, _SIDE, _SIDE), np.float32)
    part = part[: rows * _SIDE, : columns * _SIDE].reshape(rows, _SIDE, columns, _SIDE)
    every = 2 if rows * columns > _MANY else 1
    some = part[::every]
    # Whole rows of the page first: along a square's own eight pixels it takes ten times as long.
    brightest, darkest = (
        end.reduce(end.reduce(some, axis=1)[:, ::every], axis=2).ravel() for end in _BOTH_ENDS
    )
    squares = some[:, :, ::every].transpose(0, 2, 1, 3).reshape(-1, _SIDE * _SIDE)
    spread = (brightest - darkest).astype(np.float32)
    # Full black and full white were cut off after the rounding: the steps are lost there.
    clipped = (darkest == 0) | (brightest == 255)
    chosen = np.argsort(np.where(clipped, spread / 4, spread))[::-1][:_BLOCKS]
    spread_squares = squares[chosen[spread[chosen] >= 8]]
    return np.asarray(spread_squares.reshape(-1, _SIDE, _SIDE), dtype=np.float32)


def _step(values: NDArray[np.float32]) -> int | None:
    """Return the largest step of which nearly all values beyond half of it are multiples."""
    sizes = np.sort(np.abs(values))
    for step in _STEPS[::-1].tolist():
        beyond = sizes[np.searchsorted(sizes, 0.5 * step, "right") :]
        if len(beyond) < _LEAST:
            continue
        if float(np.cos(beyond * np.float32(2 * np.pi / step)).mean()) >= _EVIDENT:
            return int(step)
    return None


CLEAR = 0.50
"""Least legibility of a page that is called clear."""

UNREADABLE = 0.25
"""Legibility below which a page is called unreadable.

Both were measured against our own recogniser on 1,200 drawn scraps (7 to 48 px, four faces; blur,
motion, noise, fading, JPEG 12 to 95): below 0.25 it misread more than a tenth of the characters in
most, above 0.50 in few.
"""

_SAMPLES = 24  # lines that are looked at closely
_SMALLER = 25  # percentile over the characters: the verdict is about the smaller, fainter lines
_LINE = 32  # px to which a line is brought before its strokes are measured
_REACH = 10  # line heights: no more of a line than this is looked at
_WINDOW = 8  # px of the brought line: stroke energy is gathered in squares of this side
_ENOUGH = 0.15  # share of ink in lines across; with less, lines down are tried too
_BLANK_INK = 0.0003  # share of ink below which a page is blank; a single short line has 0.001

# Logistic regression of "more than a tenth misread" on the logarithms (base 2) of the measures.
_CONSTANT = 0.63
_WEIGHTS = {"height": 0.83, "detail": 1.95, "grain": -1.36, "contrast": 0.39}
_RANGES = {
    "height": (4.0, 64.0),
    "detail": (0.005, 0.3),
    "grain": (0.02, 0.35),
    "contrast": (0.02, 1.0),
}
_GOOD = {"height": 24.0, "detail": 0.10, "grain": 0.08, "contrast": 0.5}
"""What a fair 150-dpi scan reaches; the measure that falls furthest behind is named as reason."""

_STEADY = 0.6
"""Steadiness below which a hand has moved; pages at rest have 0.68 to 0.93."""

SURELY = {"legibility": 0.9, "detail": 0.105, "steadiness": 0.62}
"""On 130 tuning pages none that reached all three had a tenth of its small print misread."""

NO_TEXT = "page.no_text"
"""Code of the finding that a page shows something, but no lines of writing."""

_SOFT = 4.0
"""Edge width from which on a page without lines of writing may have had some: 5.8 to 12 on 12 kinds
of pages blurred until no line was seen, 0 to 2.4 on seals, blots, letters set apart and portraits
in eight conditions. Up to 4.3 ordinary print is still seen as lines."""

_REASONS = {
    "height": "clarity.small",
    "detail": "clarity.blurred",
    "grain": "clarity.grainy",
    "contrast": "clarity.faint",
}


@dataclass(frozen=True)
class Legibility:
    """The verdict and what it rests on.

    Attributes:
        clarity: The verdict; ``UNMEASURED`` without lines of text, which a finding then tells.
        measures: ``legibility`` (0–1), ``height`` of the smaller text in px, ``detail`` (strength
            of strokes against contrast), ``grain`` (noise against strokes), ``contrast`` (0–1),
            ``steadiness`` (strokes of the weakest direction beside all, 0–1),
            ``white`` and ``black`` (shares of pixels without any drawing), ``jpeg`` (quality with
            which it was saved, where that was looked for and seen), ``edges`` (how wide they are,
            on a page without text that is not blank).
        text_height: Median height of lines in pixels, or None without text.
        findings: The reason in words, where the page is not clear.
        boxes: The lines of writing across the page, those that the verdict is about and others.
    """

    clarity: Clarity = Clarity.UNMEASURED
    measures: Mapping[str, float] = field(default_factory=dict)
    text_height: float | None = None
    findings: tuple[Finding, ...] = ()
    boxes: tuple[TextBox, ...] = ()


def legibility(picture: Picture, grey: GreyPicture | None = None) -> Legibility:
    """Judge an upright page by its lines of writing, those across or those down; ``grey`` is the
    same in grey, where somebody has it."""
    require_picture(picture)
    page = grey_of(picture) if grey is None else grey
    shares = _shares(page)
    across = writing = find_writing(page)
    if writing.share < _ENOUGH and writing.ink >= _BLANK_INK:
        sideways = np.ascontiguousarray(np.rot90(page))
        down = find_writing(sideways)
        if down.share > writing.share:
            page, writing = sideways, down
    if not writing.boxes:
        return _without_text(page, writing.ink, shares)
    return replace(_judged(page, writing.boxes, shares), boxes=across.boxes)


def _without_text(page: GreyPicture, ink: float, shares: dict[str, float]) -> Legibility:
    """Tell why there is none: a blank page, a thing without letters, or letters gone soft."""
    if ink < _BLANK_INK:
        return Legibility(measures=shares, findings=(finding_of("page.blank"),))
    edges = edge_width(page)
    code = UNREAD if edges > _SOFT else NO_TEXT
    measures = {**shares, "edges": round(edges, 2)}
    return Legibility(measures=measures, findings=(finding_of(code),))


def _judged(page: GreyPicture, boxes: Sequence[TextBox], shares: dict[str, float]) -> Legibility:
    lines = [line_measures(page, box) for box in _sample(boxes)]
    characters = np.array([line.pop("characters") for line in lines])
    scores = np.array([line_score(line) for line in lines])
    score = _percentile(scores, characters, _SMALLER)
    smaller = lines[int(np.abs(scores - score).argmin())]
    measures = {"legibility": round(score, 3)}
    measures |= {name: round(value, 3) for name, value in smaller.items()}
    heights = np.array([box.height for box in boxes], dtype=np.float64)
    lengths = np.array([box.length for box in boxes], dtype=np.float64)
    height = _percentile(heights, lengths, 50)
    if score >= CLEAR:
        return Legibility(Clarity.CLEAR, measures | shares, height)
    verdict = Clarity.UNREADABLE if score < UNREADABLE else Clarity.BORDERLINE
    finding = finding_of(cause(smaller), value=f"{score:.2f}", needed=f"{CLEAR:.2f}")
    return Legibility(verdict, measures | shares, height, (finding,))


def line_score(line: Mapping[str, float]) -> float:
    """Return how surely the line can be read, 0 to 1."""
    total = _CONSTANT
    for name, weight in _WEIGHTS.items():
        total += weight * math.log2(_within(name, line[name]))
    total += _WEIGHTS["detail"] * math.log2(min(1.0, line["steadiness"] / _STEADY))
    chance = 1 / (1 + math.exp(-total))
    too_small = line["height"] < SMALLEST
    return min(chance, CLEAR * line["height"] / SMALLEST) if too_small else chance


def cause(measures: Mapping[str, float]) -> str:
    """Return the code of what most likely keeps a page with these measures from being clear."""
    if measures["height"] < SMALLEST:
        return _REASONS["height"]
    if measures.get("jpeg", 100) <= HARD:
        return "clarity.compressed"
    if measures["steadiness"] < _STEADY and measures["detail"] < _GOOD["detail"] * 1.1:
        return "clarity.shaken"
    behind = {
        name: weight * math.log2(_within(name, measures[name]) / _GOOD[name])
        for name, weight in _WEIGHTS.items()
    }
    return _REASONS[min(behind, key=lambda name: behind[name])]


def with_quality(verdict: Legibility, quality: int | None) -> Legibility:
    """Return a verdict that knows with which JPEG quality the picture was saved, if any is seen."""
    if quality is None:
        return verdict
    measured = replace(verdict, measures={**verdict.measures, "jpeg": float(quality)})
    if quality > HARD:
        return measured
    code = cause(measured.measures)
    return replace(
        measured, findings=tuple(replace(finding, code=code) for finding in verdict.findings)
    )


def surely_clear(measures: Mapping[str, float]) -> bool:
    """Tell whether a page is so sharp, steady and clean that nobody needs to read it to know."""
    squeezed = measures.get("jpeg", 100) <= HARD  # the edges of its squares look like strokes
    return not squeezed and all(measures.get(name, 0.0) >= least for name, least in SURELY.items())


def _within(name: str, value: float) -> float:
    low, high = _RANGES[name]
    return min(max(value, low), high)


def _sample(boxes: Sequence[TextBox]) -> list[TextBox]:
    """Return some boxes, evenly from the longest to the shortest."""
    ordered = sorted(boxes, key=lambda box: (box.left - box.right, box.top, box.left))
    step = max(1, -(-len(ordered) // _SAMPLES))
    return ordered[::step]


def line_measures(page: GreyPicture, box: TextBox) -> dict[str, float]:
    """Measure one line, brought to a height of 32 px so that all sizes are judged alike.

    Strokes of Chinese characters are about four to the character; their energy there, above that
    of the emptiest spots, tells detail, and the emptiest spots tell grain.
    """
    height = box.height
    margin = round(0.3 * height)
    left = max(box.left, (box.left + box.right - _REACH * height) // 2)
    right = min(box.right, left + _REACH * height)
    patch = page[max(0, box.top - margin) : box.bottom + margin, left:right]
    ratio = _LINE / height
    size = (
        max(_WINDOW, round(patch.shape[1] * ratio)),
        max(_WINDOW, round(patch.shape[0] * ratio)),
    )
    way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
    levels = np.asarray(cv2.resize(patch, size, interpolation=way), np.uint8)
    line = levels.astype(np.float32)
    paper, ink = level_at(levels, 90), level_at(levels, 4)
    span = max(paper - ink, 1.0)
    strokes, empty = np.percentile(_energy(line), (75, 4))
    return {
        "height": float(height),
        "detail": math.sqrt(max(float(strokes - empty), 0.01)) / span,
        "grain": math.sqrt((float(empty) + 0.1) / (float(strokes) + 0.1)),
        "contrast": span / max(paper, 1.0),
        "steadiness": _steadiness(line),
        "characters": box.length,
    }


def _steadiness(line: NDArray[np.float32]) -> float:
    """Return how strong strokes are in their weakest direction beside all four, 0 to 1.

    A hand that moves wipes out the strokes across its way and leaves those along it.
    """
    lag = 3
    steps = (
        line[:, lag:] - line[:, :-lag],
        line[lag:] - line[:-lag],
        line[lag:, lag:] - line[:-lag, :-lag],
        line[lag:, :-lag] - line[:-lag, lag:],
    )
    energies = [float(np.square(step).mean()) + 1.0 for step in steps]
    return math.sqrt(min(energies) / float(np.mean(energies)))


def _energy(line: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the local energy at about four strokes to the character."""
    band = cv2.GaussianBlur(line, (0, 0), 1.2) - cv2.GaussianBlur(line, (0, 0), 2.4)
    return np.asarray(cv2.boxFilter(band * band, -1, (_WINDOW, _WINDOW)), dtype=np.float32)


def _percentile(values: NDArray[np.float64], weights: NDArray[np.float64], percent: float) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    place = int(np.searchsorted(reached, reached[-1] * percent / 100))
    return float(values[order[min(place, len(order) - 1)]])


def _shares(page: GreyPicture) -> dict[str, float]:
    """Return the shares of pixels that are fully dark and fully light."""
    counts = np.bincount(page[::4, ::4].ravel(), minlength=256)
    total = max(int(counts.sum()), 1)
    return {
        "white": round(int(counts[254:].sum()) / total, 3),
        "black": round(int(counts[:6].sum()) / total, 3),
    }
