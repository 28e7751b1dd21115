"""What a camera or scanner did to a page besides blurring it: glare, waves, cut edges and others.

None of these decides whether a page is clear: that is for what can be read on it. They name a
cause, the place where there is one, and what to do about it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.connected_components import components
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, info, warning
from zcdesk.geometry import Polygon, box
from zcdesk.pages.judging.text_boxes import TextBox, above, find_writing
from zcdesk.pages.laying.shading import unevenness
from zcdesk.picture import GreyPicture, Picture, grey_of, level_at, reduced, square
from zcdesk.runs import runs_of

_LINES = 5  # lines of writing; with fewer it is a card or a slip, trimmed close
_LONG = 5.0  # heights: a page number or a footer is shorter
_CLOSE = 1.3  # heights between the last line and the edge; sheets leave two and more
_ROOMIER = 2.0  # times so much room on the other side; trimmed pictures have little on both

_SIDES = 0.03  # share of the width at both sides: edges of the paper and of the glass are there
_THIN = 0.006  # share of the width that a ruled line takes at most
_REACH = 0.04  # share of the height along which a line must go on
_DARKER = 50  # grey levels between ink and paper
_BAR = 0.2  # share of ink at the edge from which on a bar or a picture is there
_APART = 0.2  # share of the width between two lines that are sides of one frame
_BESIDE, _LIKE = 4, 25  # px beside a line, and grey levels by which its two sides may differ
_UNBROKEN = 0.97  # share of a line's columns with ink: an ornament; letters have gaps
_BESIDE_FLOURISH = 0.15  # share of the width that a rule takes without a gap; words have gaps
_IMPRINT, _CLOSING = 3.0, 0.6  # line heights up to a frame's lower rule, and its inked share
_PALE = 20  # grey levels between paper and such a frame
_INK = 0.35  # of the way from paper to the darkest, within a line


def is_cut_below(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell whether the writing or a frame runs on beyond the lower edge.

    Args:
        grey: The upright page.
        boxes: Its lines of writing.
    """
    return _text_goes_on(grey, boxes) or _frame_goes_on(grey)


def is_cut_above(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell the same of the upper edge."""
    height = grey.shape[0]
    upside_down = [TextBox(b.left, height - b.bottom, b.right, height - b.top) for b in boxes]
    flipped = np.asarray(cv2.flip(grey, 0), dtype=np.uint8)
    return _text_goes_on(flipped, upside_down) or _frame_goes_on(flipped)


def _text_goes_on(grey: GreyPicture, boxes: Sequence[TextBox]) -> bool:
    """Tell whether the last long line is at the lower edge, and the first far from its own."""
    lines = [box for box in boxes if box.length >= _LONG]
    if len(lines) < _LINES:
        return False
    usual = float(np.median([box.height for box in lines]))
    last = max(lines, key=lambda box: box.bottom)
    over = min(box.top for box in boxes)
    close = grey.shape[0] - last.bottom < _CLOSE * usual and over > _ROOMIER * usual
    return close and not _is_ornament(grey, last) and not _is_below_frame(grey, last)


def _is_ornament(grey: GreyPicture, line: TextBox) -> bool:
    """Tell whether a line is the lower band of a certificate's frame: it has no gaps, or is a
    flourish in the middle of the frame's rule, which goes on beside it."""
    row = grey[line.top : line.bottom]
    patch = row[:, line.left : line.right]
    paper, ink = level_at(patch, 95), level_at(patch, 2)
    dark = np.asarray((row < paper - _INK * (paper - ink)).any(axis=0))
    beside = dark.copy()
    beside[line.left : line.right] = False
    ruled = max((end - start for start, end in runs_of(beside)), default=0)
    unbroken = float(dark[line.left : line.right].mean()) >= _UNBROKEN
    return unbroken or ruled >= _BESIDE_FLOURISH * grey.shape[1]


def _is_below_frame(grey: GreyPicture, line: TextBox) -> bool:
    """Tell whether a line is an imprint (监制, an address) below the frame that ends above it."""
    above = grey[max(0, line.top - round(_IMPRINT * line.height)) : line.top]
    drawn = level_at(grey[::4, ::4], 70) - _PALE
    closed = above.size and float((above < drawn).mean(axis=1).max()) >= _CLOSING
    return bool(closed) and not _ruled(grey[line.top :], drawn)


def _frame_goes_on(grey: GreyPicture) -> bool:
    """Tell whether ruled lines, two of them far apart, run out at the lower edge."""
    height, width = grey.shape
    reach = max(8, round(_REACH * height))
    darkest = level_at(grey[::4, ::4], 70) - _DARKER
    sides = _ruled(grey[-reach:], darkest)
    return len(sides) >= 2 and bool(sides[-1] - sides[0] > _APART * width)


def _ruled(strip: GreyPicture, darkest: float) -> list[int]:
    """Return where thin lines run through a strip along an edge; none where a bar is there.

    The edge of a sheet in a larger picture has paper on one side only.
    """
    ink = strip < darkest
    if ink.mean() > _BAR:
        return []
    width = strip.shape[1]
    side = round(_SIDES * width)
    down = (ink.mean(axis=0) > 0.97).astype(np.int8)
    down[:side] = down[width - side :] = 0
    steps = np.diff(np.concatenate(([0], down, [0])))
    first, last = np.flatnonzero(steps > 0).tolist(), np.flatnonzero(steps < 0).tolist()
    levels = np.median(strip, axis=0)
    return [
        start
        for start, end in zip(first, last, strict=True)
        if end - start <= max(4, _THIN * width)
        and abs(levels[max(0, start - _BESIDE)] - levels[min(width - 1, end + _BESIDE)]) < _LIKE
    ]


_SMALL = 240  # px of the copy on which light is judged
_BURNT = 251  # grey level from which on nothing is left but light
_DIMMER = 14  # grey levels: how far ordinary paper lies below a reflection
_GLARE = (0.003, 0.2)  # share of the page that one reflection takes
_HALO = 0.35  # of the way up to white: what surrounds a reflection; a white photo has none

_DARK = 105  # grey level of the paper below which a page is underexposed
_NOTHING_LIGHT = 110  # grey level below which even the lightest spot of such a page lies
_UNEVEN = 0.34  # share by which the darkest paper may be below the brightest

_PATCH = 256  # px: squares of bare paper in which waves are looked for
_PATCHES = 6
_WAVES = (3.0, 24.0)  # px: their periods
_PEAK = 22.0  # height of a wave above the middle of its frequencies
_STRONG = 2500.0  # height of a wave that can be seen at all, in the sums of such a square
_ALONE = 2.5  # height of a wave above the next one
_IN_PATCHES = 0.6

_AT_RIM = 2  # px
_CUT_LINES = 3

_BEHIND = (0.04, 0.26)  # depth of the writing on the back as a share of the blackest ink
_BEHIND_LINE = 7.0  # heights: shorter pieces are smudges and edges of ink
_BEHIND_LINES, _BEHIND_LENGTH = 8, 130.0  # lines of such writing, and their heights together


@dataclass(frozen=True)
class Defects:
    """What was found, and where on the page, pixels."""

    findings: tuple[Finding, ...] = ()
    places: tuple[Polygon, ...] = ()


def find_defects(
    page: Picture, boxes: Sequence[TextBox], grey: GreyPicture | None = None
) -> Defects:
    """Look for defects of an upright page.

    Args:
        page: At full size: waves vanish when it is reduced.
        boxes: Its lines of writing.
        grey: The page in grey, where somebody has it.
    """
    grey = grey_of(page) if grey is None else grey
    findings: list[Finding] = []
    reflections = _reflections(grey)
    if reflections:
        findings.append(finding_of("clarity.glare", count=len(reflections)))
    if level_at(grey[::4, ::4], 70) < _DARK:
        # A dark cover has light letters on it; where nothing is light, the light was wanting.
        wanting = level_at(grey[::4, ::4], 99.5) < _NOTHING_LIGHT
        findings.append((warning if wanting else info)("clarity.dark"))
    elif unevenness(page) > _UNEVEN:
        findings.append(finding_of("clarity.shadow"))
    if _waves(grey):
        findings.append(finding_of("clarity.moire"))
    if _cut_lines(boxes, page.shape[1]):
        findings.append(finding_of("clarity.cut_off"))
    if is_cut_below(grey, boxes):
        findings.append(finding_of("clarity.cut_below"))
    elif is_cut_above(grey, boxes):
        findings.append(finding_of("clarity.cut_above"))
    # In red light seals vanish, whose pale parts look like writing on the back.
    if _shines_through(np.asarray(cv2.extractChannel(page, 0), dtype=np.uint8)):
        findings.append(finding_of("clarity.shines_through"))
    return Defects(tuple(findings), reflections)


def _reflections(grey: GreyPicture) -> tuple[Polygon, ...]:
    """Return boxes around burnt-out spots with a soft rim on paper that is otherwise dimmer."""
    ratio = min(1.0, _SMALL / max(grey.shape))
    size = (max(1, round(grey.shape[1] * ratio)), max(1, round(grey.shape[0] * ratio)))
    small = reduced(grey, *size)
    small = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5))), np.uint8)
    paper = float(np.median(small))
    if paper > _BURNT - _DIMMER:
        return ()
    burnt = (small >= _BURNT).astype(np.uint8)
    count, labels, stats, _ = components(burnt)
    reflections = []
    for number in range(1, count):
        left, top, wide, high, area = stats[number].tolist()
        if not _GLARE[0] <= area / small.size <= _GLARE[1]:
            continue
        spot = (labels == number).astype(np.uint8)
        ring = cv2.dilate(spot, square(7)) - cv2.dilate(spot, np.ones((3, 3)))
        around = small[ring > 0]
        if min(left, top, size[0] - left - wide, size[1] - top - high) < 3 or not len(around):
            continue
        reach = 2 * round(math.sqrt(area)) // 2 + 1
        beyond = cv2.dilate(spot, square(2 * reach + 1)) - cv2.dilate(spot, square(reach))
        far = small[beyond > 0]
        soft = float(np.median(around)) > paper + _HALO * (255 - paper)
        if soft and len(far) and float(np.percentile(far, 75)) < paper + _HALO * (255 - paper):
            edges = (left, top, left + wide, top + high)
            reflections.append(box(*(edge / ratio for edge in edges)))
    return tuple(reflections)


def _waves(grey: GreyPicture) -> bool:
    """Tell whether slanting waves are over most of the page, as on a photographed screen."""
    patches = _quiet_patches(grey)
    needed = _IN_PATCHES * len(patches)
    waving = 0
    for left, patch in zip(range(len(patches), 0, -1), patches, strict=True):
        if waving + left < needed:  # the rest cannot make it most of the page any more
            break
        waving += _waving(patch)
    return bool(len(patches) >= 3 and waving >= needed)


def _quiet_patches(grey: GreyPicture) -> list[NDArray[np.float32]]:
    """Return squares of the page with the least ink, evenly lit."""
    height, width = grey.shape
    patches = []
    for top in range(_PATCH // 4, height - _PATCH, _PATCH):
        for left in range(_PATCH // 4, width - _PATCH, _PATCH):
            patches.append(
                (float(grey[top : top + _PATCH : 4, left : left + _PATCH : 4].std()), top, left)
            )
    patches.sort()
    return [
        grey[top : top + _PATCH, left : left + _PATCH].astype(np.float32)
        for _, top, left in patches[:_PATCHES]
    ]


def _waving(patch: NDArray[np.float32]) -> bool:
    window = np.hanning(_PATCH).astype(np.float32)
    flat = patch - _softened(patch)
    strength = np.abs(np.fft.rfft2(flat * window[:, None] * window[None, :]))
    down = np.fft.fftfreq(_PATCH)[:, None]
    across = np.fft.rfftfreq(_PATCH)[None, :]
    speed = np.hypot(down, across)
    # Lines of print, table rules and blocks of compression are on the axes: not waves.
    slanting = (np.abs(down) > 0.02) & (across > 0.02)
    wanted = slanting & (speed > 1 / _WAVES[1]) & (speed < 1 / _WAVES[0])
    values = strength[wanted]
    highest = float(values.max())
    if highest <= _STRONG or highest <= _PEAK * float(np.median(values)):
        return False
    # A printed pattern, as on the paper of certificates, has many waves of like strength.
    strength = np.where(wanted, strength, 0)
    row, column = np.unravel_index(int(strength.argmax()), strength.shape)
    strength[max(0, row - 4) : row + 5, max(0, column - 4) : column + 5] = 0
    return bool(highest > _ALONE * float(strength.max()))


def _softened(patch: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a square blurred by 16 px, which 4 px do as well on a copy of a quarter the size."""
    few = cv2.resize(patch, (_PATCH // 4, _PATCH // 4), interpolation=cv2.INTER_AREA)
    few = cv2.GaussianBlur(few, (0, 0), 4)
    wide = cv2.resize(few, (_PATCH, _PATCH), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, dtype=np.float32)


def _cut_lines(boxes: Sequence[TextBox], width: int) -> bool:
    """Tell whether several lines of writing run out of the page."""
    reach = [each for each in boxes if each.length >= 4]
    left = sum(each.left <= _AT_RIM for each in reach)
    right = sum(each.right >= width - _AT_RIM for each in reach)
    return max(left, right) >= _CUT_LINES


def _shines_through(grey: GreyPicture) -> bool:
    """Tell whether soft, pale lines of writing are between the black ones."""
    ratio = min(1.0, 1200 / max(grey.shape))
    small = cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.2)
    soft = np.asarray(small, dtype=np.uint8)
    depth = np.asarray(cv2.subtract(_paper(soft), soft), dtype=np.uint8)
    # Grain and the marks of compression are pale too, but everywhere.
    usual, ink = level_at(depth, 50), level_at(depth, 99.7)
    if ink < 90:
        return False
    strong = cv2.dilate(above(depth, _BEHIND[1] * ink), square(17))
    pale = cv2.subtract(above(depth, _BEHIND[0] * ink + 2.5 * usual), strong)
    if not 0.002 < cv2.countNonZero(pale) / pale.size < 0.4:
        return False
    shown = np.clip(255 - np.arange(256, dtype=np.float32) * (180 / (_BEHIND[1] * ink)), 0, 255)
    drawn = cv2.LUT(cv2.multiply(depth, pale), shown.astype(np.uint8))
    boxes = find_writing(np.asarray(drawn, dtype=np.uint8)).boxes
    long = [each for each in boxes if each.length >= _BEHIND_LINE]
    return len(long) >= _BEHIND_LINES and sum(each.length for each in long) >= _BEHIND_LENGTH


def _paper(small: GreyPicture) -> GreyPicture:
    """Return what a reduced page would be without any writing, found on a still smaller copy."""
    size = (max(1, small.shape[1] // 4), max(1, small.shape[0] // 4))
    copy = cv2.resize(small, size, interpolation=cv2.INTER_AREA)
    copy = cv2.medianBlur(cv2.dilate(copy, square(3)), 7)
    grown = cv2.resize(copy, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grown, dtype=np.uint8)
