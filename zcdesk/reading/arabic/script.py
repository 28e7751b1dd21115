"""Reads a line in Arabic script, as Uyghur and Kazakh are written.

The recogniser of the Chinese lines knows no letter of it. The network of Tesseract's model for
Uyghur does (``network``): it reads printed letters from some 10 pixels on. A line that it
reads hesitantly is looked at once more, a little wider, and upside down where it read no letters:
which way up a page of this script alone stands is not always known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

import cv2
import numpy as np
from numpy.typing import NDArray

from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.network import BLANK, SPACE, Table, probabilities, symbols
from zcdesk.reading.arabic.search import worse_than_best
from zcdesk.reading.certainty import CERTAIN

_LONGEST = 60.0  # line heights; what is longer is no line of a document
_CONTRAST = 16  # grey levels between ink and paper
_LEAST = 2  # letters
_KEPT = 96  # lines of the page in hand
_PLAIN = CERTAIN  # mean probability of a line's letters that need no second look
_READ = 0.82  # the same of a line that was read: of 291 lines 98 % had it
_OF_SCRIPT = 0.8  # share of its characters, but figures and marks, that are letters of the script
_HIGHER, _WIDER, _SOFT = 0.08, 1.12, 0.7
"""How the second look differs: paper above and below in line heights, the width, and how soft it is
in pixels. Of 367 words the first look read 88 %, a soft or higher one 90 %, not the same ones."""
_REACH = 12.0  # columns from the peak of an outer letter to its edge; of 814 the furthest had 10
_BEYOND = 6.0  # columns that ink goes on behind the edge of a line that was cut in it
_MARGIN = 3.0  # columns of paper that are covered beside a word
_JOINED = 2.0  # columns behind the peak of a letter that is joined to a word, like an ending's
_FAINT = 0.35  # of the way from paper to ink
_EMPTY = 0.01  # share of a column's pixels that are dark where no ink is


@dataclass(frozen=True)
class ArabicLetter:
    """One letter and where it is.

    Attributes:
        text: The letter, in its plain form.
        left, right: Shares of the line's width, from the left edge.
        begins: Whether a printed word begins with it.
        peak: Share of the line's width where it was surest.
    """

    text: str
    left: float
    right: float
    begins: bool
    peak: float = 0.0


Look = tuple[ArabicLetter, ...]
"""The letters of one look, first read first: from the right edge to the left."""


@dataclass(frozen=True)
class ArabicReading:
    """What was read of one line.

    Attributes:
        looks: The readings, the surest first.
        agreed: Whether the line was read: it holds letters of the script, and most are sure.
        tables: How much worse each symbol is than the best one, for the columns of each look.
        turned: Whether they were taken upside down; the letters' places are those of the line.
        confidence: Mean probability of the letters of the first look.
    """

    looks: tuple[Look, ...]
    agreed: bool
    tables: tuple[Table, ...] = field(default=(), repr=False)
    turned: bool = False
    confidence: float = 0.0

    @property
    def text(self) -> str:
        """The letters of the first look without spaces, empty where nothing was read."""
        return text_of(self.looks[0]) if self.looks else ""


def text_of(look: Look) -> str:
    """Return the letters of a look as they follow each other."""
    return "".join(letter.text for letter in look)


def read_arabic_script(line: GreyPicture, *, again: bool = False) -> ArabicReading:
    """Read a straightened line in Arabic script.

    Args:
        line: Dark letters on a light ground, as
            :func:`zcdesk.reading.recognising.crop_line` gives it.
        again: Whether to look twice at a line that was read plainly, too.

    Raises:
        MissingModelError: The model's file is not there.
        AlteredModelError: It is another one.
    """
    if line.size == 0 or line.shape[1] > _LONGEST * line.shape[0] or np.ptp(line) < _CONTRAST:
        return ArabicReading((), agreed=False)
    reading = _read(line.tobytes(), line.shape[1])
    return _read_again(line.tobytes(), line.shape[1]) if again and reading.agreed else reading


def forget_lines() -> None:
    """Forget the lines of the page before; those of one page are asked for more than once."""
    _read.cache_clear()
    _read_again.cache_clear()


@dataclass(frozen=True)
class _Looked:
    table: Table
    letters: Look
    confidence: float
    of_script: float

    @property
    def is_read(self) -> bool:
        enough = self.of_script >= _OF_SCRIPT and len(self.letters) >= _LEAST
        return enough and self.confidence >= _READ


@lru_cache(maxsize=_KEPT)
def _read(pixels: bytes, width: int) -> ArabicReading:
    line = np.frombuffer(pixels, np.uint8).reshape(-1, width)
    first = _look(line)
    if first.is_read:
        return _read_again(pixels, width) if first.confidence < _PLAIN else _reading([first])
    other = _look(np.ascontiguousarray(line[::-1, ::-1]), turned=True)
    return _reading([other], turned=True) if other.is_read else _reading([first])


@lru_cache(maxsize=_KEPT)
def _read_again(pixels: bytes, width: int) -> ArabicReading:
    """Return the reading of a line that stands upright from two looks."""
    line = np.frombuffer(pixels, np.uint8).reshape(-1, width)
    border = round(_HIGHER * len(line))
    high = cv2.copyMakeBorder(line, border, border, 0, 0, cv2.BORDER_REPLICATE)
    size = round(width * _WIDER), len(high)
    wide = cv2.GaussianBlur(cv2.resize(high, size, interpolation=cv2.INTER_CUBIC), (0, 0), _SOFT)
    return _reading([_look(line), _look(np.asarray(wide, np.uint8))])


def _reading(looks: Sequence[_Looked], *, turned: bool = False) -> ArabicReading:
    ordered = sorted(looks, key=lambda look: -look.confidence)
    lookeds = [look for look in ordered if len(look.letters) >= _LEAST]
    return ArabicReading(
        tuple(look.letters for look in lookeds),
        agreed=any(look.is_read for look in lookeds),
        tables=tuple(look.table for look in lookeds),
        turned=turned,
        confidence=lookeds[0].confidence if lookeds else 0.0,
    )


def _look(line: GreyPicture, *, turned: bool = False) -> _Looked:
    table = probabilities(line)
    peaks = _peaks(table)
    names = symbols()
    read = [peak for peak in peaks if peak[0] != SPACE]
    confidence = float(np.mean([sure for _, _, sure in read])) if read else 0.0
    of_script = [is_arabic(names[symbol]) for symbol, _, _ in read if names[symbol].isalpha()]
    letters = _letters(peaks, _empty_columns(line, len(table)), turned=turned)
    share = sum(of_script) / len(of_script) if of_script else 0.0
    return _Looked(worse_than_best(table), letters, confidence, share)


def _empty_columns(line: GreyPicture, columns: int) -> NDArray[np.bool_]:
    """Tell for each column of the table whether it is paper alone."""
    ink, paper = np.percentile(line, (2, 90))
    dark = (line < paper - _FAINT * (paper - ink)).mean(axis=0, dtype=np.float32)
    shares = cv2.resize(dark[None], (columns, 1), interpolation=cv2.INTER_AREA)
    return np.asarray(shares[0] <= _EMPTY, np.bool_)


def _peaks(table: Table) -> list[tuple[int, int, float]]:
    """Return the symbols of the best reading from left to right, each with the column where it is
    surest, and how sure."""
    best = table.argmax(axis=1)
    peaks: list[tuple[int, int, float]] = []
    before = BLANK
    for column, symbol in enumerate(best.tolist()):
        sure = float(table[column, symbol])
        if symbol != BLANK and (symbol != before or sure > peaks[-1][2]):
            if symbol == before:
                peaks.pop()
            peaks.append((symbol, column, sure))
        before = symbol
    return peaks


def _letters(
    peaks: Sequence[tuple[int, int, float]], empty: NDArray[np.bool_], *, turned: bool
) -> Look:
    """Return the letters of the script, from right to left."""
    names, letters = symbols(), []
    for place in range(len(peaks) - 1, -1, -1):
        symbol, column, _ = peaks[place]
        if not is_arabic(names[symbol]):
            continue
        left = _edge(peaks, place, empty, -1)
        edges = [left, column + 0.5, _edge(peaks, place, empty, 1)]
        shares = [where / len(empty) for where in edges]
        first, peak, last = [1 - share for share in shares[::-1]] if turned else shares
        behind = peaks[place + 1][0] if place + 1 < len(peaks) else SPACE
        begins = names[behind].isascii()
        letters.append(ArabicLetter(names[symbol], first, last, begins, peak))
    return tuple(letters)


def _edge(
    peaks: Sequence[tuple[int, int, float]], place: int, empty: NDArray[np.bool_], side: int
) -> float:
    """Return where a letter ends towards one side, in columns: in the paper before the next word,
    otherwise at the next letter's peak."""
    column, spaced, other = peaks[place][1], False, place + side
    while 0 <= other < len(peaks) and peaks[other][0] == SPACE:
        spaced, other = True, other + side
    last = 0 <= other < len(peaks)
    if last and not spaced:
        return peaks[other][1] + 0.5 + side * _JOINED
    end = peaks[other][1] if last else (len(empty) if side > 0 else -1)
    places = range(column + side, end, side)
    runs = [(len(run), run[0]) for run in _runs(places, empty)]
    if last:
        _, first = max(runs, default=(0, peaks[place + side][1]))
    else:
        inked = [each for each in places if not empty[each]]
        first = (inked[-1] if inked else column) + side
        if not 2 <= first < len(empty) - 2:
            first += round(side * _BEYOND)
    bound = first + 0.5 + side * (_MARGIN - 0.5)
    furthest = column + 0.5 + side * _REACH
    return min(bound, furthest) if side > 0 else max(bound, furthest)


def _runs(places: range, empty: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Yield each stretch of empty columns, in the order of the places."""
    for is_empty, run in groupby(places, key=lambda each: bool(empty[each])):
        if is_empty:
            yield list(run)


def is_arabic(letter: str) -> bool:
    """Tell whether a character is a letter of the Arabic script, in its plain form."""
    return "\u0620" <= letter <= "\u06ff" and letter.isalpha()
