"""Print of a sheet's other side that shines through thin paper: pale, and plain in a mirror.

One line is shown to be the other side's by what the mirror makes of it. Where enough of a page is,
what is as pale and was not read either needs no such proof: pieces of lines, and lines so small
that no mirror helps. Of print that is paler still the detector boxes such pieces only; then the
page is looked at once more in the mirror, without its own print and with the pale one darkened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from zcdesk.geometry import Polygon, bounds
from zcdesk.picture import GreyPicture, level_at, square
from zcdesk.reading.certainty import PLAIN, READ, UNREADABLE
from zcdesk.reading.detecting import detect
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import ink_of, read_line
from zcdesk.reading.recognising import crop_line, recognise

_PLAIN = READ
"""Mean probability of the letters in the mirror; print of this side stays below it there."""

_BETTER = 0.15  # by which the mirror reads it better than the page does
_LEAST_LETTERS = 3  # one or two may look the same from both sides
_PROOF = 6  # letters of such lines that tell that the paper is thin
_READ = PLAIN  # mean probability of a line that is this side's
_UNREAD = UNREADABLE  # mean probability below which nobody knows what a line says
_PALE = 0.5
"""Contrast of the other side's print to that of this side, at most. On 30 drawn pages the other
side had .10 to .45 of it, unread print of this side .6 and more."""

_AS_PALE = 0.3  # the same for what is taken for the other side's though no mirror reads it
_LIKE = 1.3  # contrast of such a line to the strongest that was read in the mirror, at most
_DARKEST = 5  # per cent of a line's pixels whose level is the level of its print
_SAME_ROW = 0.8  # of a line's height that is in the row of another one
_NO_DARKER = 1.1  # contrast of a line to that of its row, at most: grain
_PAPER = 215  # level below which there is ink, or what shines through
_RULE = 0.9  # of a row of pixels in which there is some
_THIN = 0.25  # of the rows of a line's box that a rule takes, at most
_HIDDEN = 0.5  # of a line's box that other lines may take
_SAMPLES = 24  # lines of this side whose contrast is measured
_FAINTEST = 5  # levels by which print differs from paper, at least: less is grain, or nothing
_HALO = 5  # px around print of this side that are no paper
_LONGEST = 6  # lines of a darkened page that are read: enough for the proof
_PIECE = 1.5
"""Contrast of a piece of a line to that of whole lines, at most. On three drawn pages it had 1.2 to
1.4 of it: its darkest letters count for more."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class OtherSide:
    """What a page shows of its other side.

    Attributes:
        lines: Its lines, as a mirror shows them: in pixels of the mirrored page.
        places: Where these lines are, as the page's reading has them.
        pale: Contrast that print of the other side has at most, 0 to 255.
        alike: The same for what the mirror does not read either.
    """

    lines: tuple[Line, ...] = ()
    places: frozenset[Polygon] = frozenset()
    pale: float = 0.0
    alike: float = 0.0

    def holds(self, line: Line) -> bool:
        """Tell whether a line of the page's reading is the other side's."""
        return line.quad in self.places

    def shows(self, page: GreyPicture, line: Line) -> bool:
        """Tell the same of a line that is none of the page's reading.

        Args:
            page: The evened page.
            line: A line read from it.
        """
        contrast = _contrast(page, line)
        if contrast > self.pale:
            return False
        return self.is_like(line, contrast) or _is_plainer(in_mirror(page, line), line)

    def is_like(self, line: Line, contrast: float) -> bool:
        """Tell whether an unread line is as pale as the lines read in the mirror."""
        return contrast <= self.alike and line.lattice.confidence < _UNREAD


def other_side(page: GreyPicture, lines: Sequence[Line]) -> OtherSide:
    """Return what is on the other side of a page, where it shines through.

    Args:
        page: The evened page that ``lines`` were read from.
        lines: Its lines.
    """
    read = [line for line in lines if line.lattice.confidence >= _READ]
    rest = [line for line in lines if line.lattice.confidence < _READ]
    if not rest or not read:
        return OtherSide()
    own = contrast_of_print(page, read)
    contrasts = _contrasts(page, rest, read)
    pale = [
        (line, contrast, in_mirror(page, line))
        for line, contrast in contrasts
        if contrast <= _PALE * own
    ]
    shown = [
        (line, contrast, _letters(behind))
        for line, contrast, behind in pale
        if _is_plainer(behind, line) and _letters(behind) >= _LEAST_LETTERS
    ]
    rows = [(bounds(line.quad), contrast) for line, contrast, _ in shown]
    darkened: tuple[Line, ...] = ()
    if sum(letters for *_, letters in shown) >= _PROOF:
        alike = _LIKE * max(contrast for _, contrast in rows)
    else:
        pieces = [
            contrast
            for line, contrast, _ in pale
            if line.lattice.confidence < _UNREAD and _FAINTEST <= contrast <= _AS_PALE * own
        ]
        darkened, contrast = _darkened(page, _AS_PALE * own, pieces)
        if sum(map(_letters, darkened)) < _PROOF:
            return OtherSide()
        alike = _PIECE * contrast
    alike = min(alike, _AS_PALE * own)
    thin = OtherSide(pale=_PALE * own, alike=alike)
    behind_lines = [
        (line.quad, behind)
        for line, contrast, behind in pale
        if thin.is_like(line, contrast)
        or _is_plainer(behind, line)
        or (line.lattice.confidence < _UNREAD and _goes_on(line, contrast, rows))
    ]
    lines_behind = (*(behind for _, behind in behind_lines), *darkened)
    return replace(thin, lines=lines_behind, places=frozenset(quad for quad, _ in behind_lines))


def _darkened(
    page: GreyPicture, darkest: float, pieces: Sequence[float]
) -> tuple[tuple[Line, ...], float]:
    """Return long lines of the other side that a mirror reads once they are darkened.

    Args:
        page: The evened page.
        darkest: Contrast from which on print is this side's.
        pieces: Contrasts of pale pieces that nobody could read; they become as dark as black print.

    Returns:
        The lines, in pixels of the mirrored page, and the strongest contrast of them on the page.
    """
    if not pieces:
        return (), 0.0
    gain = 255.0 / max(pieces)
    print_here = (page < 255 - darkest).astype(np.uint8)
    near = cv2.dilate(print_here, square(_HALO)) > 0
    faint = np.where(near, np.uint8(0), 255 - page)
    dark = (255 - cv2.convertScaleAbs(faint, alpha=gain)).astype(np.uint8)
    mirrored = np.ascontiguousarray(dark[:, ::-1])
    longest = sorted(detect(mirrored), key=lambda quad: quad[0][0] - quad[1][0])[:_LONGEST]
    lines = []
    for line in (read_line(mirrored, quad) for quad in longest):
        if _letters(line) >= _LEAST_LETTERS and _is_plainer(line, in_mirror(mirrored, line)):
            lines.append(line)
    contrasts = [_contrast(mirrored, line) / gain for line in lines]
    return tuple(lines), max(contrasts, default=0.0)


def contrast_of_print(page: GreyPicture, read: Sequence[Line]) -> float:
    """Return the usual contrast of print, 0 to 255.

    Args:
        page: Evened page.
        read: Lines of it that were read well, one at least.
    """
    sample = read[:: -(-len(read) // _SAMPLES)]
    return float(np.median([_contrast(page, line) for line in sample]))


def in_mirror(page: GreyPicture, line: Line) -> Line:
    """Read a line of a page from behind.

    Args:
        page: Evened page.
        line: A line of it.

    Returns:
        The line as a mirror shows it, in pixels of the mirrored page.
    """
    crop = crop_line(page, line.quad)
    first, second, third, fourth = ((page.shape[1] - x, y) for x, y in line.quad)
    if line.vertical:
        # Its letters are on their side, so that the mirror turns top and bottom of the crop.
        crop, turned = crop[::-1], (fourth, third, second, first)
    else:
        crop, turned = crop[:, ::-1], (second, first, fourth, third)
    crop = np.ascontiguousarray(crop)
    lattice = recognise(crop)
    return Line(turned, lattice, ink_of(crop, lattice), line.vertical)


def _is_plainer(behind: Line, line: Line) -> bool:
    least = max(_PLAIN, line.lattice.confidence + _BETTER)
    return behind.lattice.confidence >= least


def _goes_on(line: Line, contrast: float, rows: Sequence[tuple[Box, float]]) -> bool:
    """Tell whether a line is in a row that the mirror read beside it, and is no darker.

    A title of this side above it may cut off the heads of its letters, so that nothing reads it.
    """
    _, top, _, bottom = bounds(line.quad)
    return any(
        min(bottom, below) - max(top, above) >= _SAME_ROW * (bottom - top)
        and contrast <= _NO_DARKER * darkest
        for (_, above, _, below), darkest in rows
    )


def _letters(line: Line) -> int:
    return sum(character.text.isalnum() for character in line.lattice.characters)


def _contrasts(
    page: GreyPicture, rest: Sequence[Line], read: Sequence[Line]
) -> list[tuple[Line, float]]:
    """Return the contrast of each line of ``rest``, without what was ``read`` across its box.

    A title of this side may reach into the box of pale print: its ink says nothing of that. Where
    it takes most of the box, too little is left to be measured alone.
    """
    taken = np.zeros_like(page)
    for line in read:
        cv2.fillPoly(taken, [np.rint(np.array(line.quad)).astype(np.int32)], 255)
    alone = np.maximum(page, taken)
    contrasts = []
    for line in rest:
        hidden = float(np.mean(crop_line(taken, line.quad) > 0))
        contrasts.append((line, _contrast(page if hidden > _HIDDEN else alone, line)))
    return contrasts


def _contrast(page: GreyPicture, line: Line) -> float:
    """Return how much darker a line's print is than paper; a rule along the line is no print."""
    crop = crop_line(page, line.quad)
    ruled = np.mean(crop < _PAPER, axis=1) >= _RULE
    if 0 < np.mean(ruled) <= _THIN:  # more of them are a dark ground
        crop = np.ascontiguousarray(crop[~ruled])
    return 255.0 - level_at(crop, _DARKEST)
