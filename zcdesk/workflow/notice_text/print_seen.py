"""What the eye sees on a page of a notice: its picture read, its own letters held against that.

A PDF may keep letters that nobody sees (covered, white, hidden, of another font's table), and
show what it does not keep. So the page is read as a picture; its letters make the reading exact
where both agree, and where a figure differs, the picture counts and somebody is asked. The picture
alone tells, too, which figures stand above their line: many fonts have such figures of their own.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import chain, pairwise
from operator import attrgetter
from statistics import median, median_high
from typing import Any

import cv2
import numpy as np
import pymupdf

from zcdesk.geometry import Point, bounds, box, centre, clipped
from zcdesk.han import HAN
from zcdesk.notices.document.blocks import typed
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import Prepared
from zcdesk.picture import GreyPicture
from zcdesk.quantities.numerals import RAISED, flat, raised
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Line
from zcdesk.reading.page_reading import read_evened, read_line

_AGREES = 0.6
"""Share of letters alike from which on a page's own letters and its picture are one line."""

_COVERS = 0.8
"""Share of a page that a picture takes: letters below it were read by a copier, not printed."""

_OVER = 0.75  # of the usual distance of two letters; nearer ones stand over each other
_LIES = 0.05  # climb of a row; what is more aslant is a watermark or a seal
_APART = 1.3  # heights between letters of one row that stand in two places
_BLANK = 0.7  # heights between two letters that a blank is for
_MARK = 3  # letters of a cell that are hard to read alone: √, —, 1
_LEAST = 4  # letters of a run that tell anything by themselves
_DRAWN = 130
"""Grey of a line that somebody drew; between letters that touch in a scan it is lighter (none of
two scanned pages was struck at 160, one line at 200)."""

_INKED = 20.0  # spread of grey where something is printed; paper has less than 8
_INK = 170  # grey from which on a letter is darker
_LIFTED = 0.345
"""Of a letter's height, by which the foot of a mark stands above those of the letters beside it:
130 marks of typst, Chromium, three sizes and their scans 0.39 to 0.61; of 640 figures of two
printed notices and two scanned ones 0.30 at most, 0.16 where they were printed."""

_STANDS = re.compile(rf"[\d{HAN}]")
_BESIDE = 3
"""Letters that stand on the line, on each side, that tell where its foot is."""

_LEAST_WIDE = 0.1  # pixels: nothing that is seen is less wide

_NO_MARKS = str.maketrans(RAISED, " " * len(RAISED))
_NO_ROOM = 0.01  # of its size: a letter behind the first of a glyph has no width
_FIGURES = re.compile(r"\d+")
_DASH = re.compile(r"(?<=[\d日号])\s?一\s?(?=\d)")


@dataclass(frozen=True)
class PrintedLetter:
    """A letter and where it lies across the page, in pixels."""

    text: str
    middle: float
    width: float
    down: float = 0.0


def apart(before: PrintedLetter, after: PrintedLetter) -> float:
    """Return how much room is between two letters."""
    return after.middle - before.middle - (after.width + before.width) / 2


@dataclass(frozen=True)
class PrintedPiece:
    """Letters side by side, in pixels of the page.

    Attributes:
        doubt: What the file keeps for it where a figure differs; "" where all agrees.
    """

    letters: tuple[PrintedLetter, ...]
    top: float
    height: float
    doubt: str = ""

    @property
    def text(self) -> str:
        """Its letters, with a blank where there is room for one; 一 between figures is a dash."""
        before = (self.letters[:1] + self.letters)[: len(self.letters)]
        pairs = zip(before, self.letters, strict=True)
        blanks = (apart(letter, other) > _BLANK * self.height for letter, other in pairs)
        letters = zip(blanks, self.letters, strict=True)
        words = "".join(f" {letter.text}" if blank else letter.text for blank, letter in letters)
        return _DASH.sub("—", words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].middle - self.letters[0].width / 2

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.letters[-1].middle + self.letters[-1].width / 2


@dataclass(frozen=True)
class SeenPage:
    """A page as it is seen.

    Attributes:
        left: What does not count, by why (``struck hidden layer aslant``).
        page: Its picture evened out, in grey.
    """

    pieces: tuple[PrintedPiece, ...]
    left: tuple[tuple[str, str], ...]
    page: GreyPicture


def seen(prepared: Prepared, content: bytes, index: int) -> SeenPage:
    """Read a page as a picture, and hold the letters against it that a PDF keeps.

    Args:
        content: The PDF, b"" where the page comes in another way.
        index: Its page, from 0.
    """
    page = evened(prepared.picture)
    lines = read_evened(page).lines
    runs, printed = _kept_letters(content, index, prepared.page) if content else ([], True)
    rows = [line for line in lines if line.lies(_LIES) and line.lattice.text.strip()]
    left = [("aslant", line.lattice.text) for line in lines if _is_mark(line)]
    read = [_of_line(page, line) for line in rows]
    held = [_held_against(page, line, own, runs, printed)
            for line, own in zip(rows, read, strict=True)]  # fmt: skip
    alike = [share for _, share in held if share >= 0]
    wrong = len(alike) > 2 and median(alike) < _AGREES
    if wrong:
        left.append(("layer", ""))
    pieces: list[PrintedPiece] = []
    shown = read if wrong else [piece for piece, _ in held]
    for part in chain.from_iterable(map(parted, shown)):
        whole, struck = _not_struck(page, part)
        left += [("struck", struck)] if struck else []
        pieces += [whole] if whole.text.strip() else []
    if printed and not wrong:
        more, hidden = _unread(page, read, runs)
        pieces += more
        left += [("hidden", words) for words in hidden]
    return SeenPage(tuple(pieces), tuple(left), page)


def _is_mark(line: Line) -> bool:
    sure = line.lattice.confidence > 0.75 and len(line.lattice.text) >= _LEAST
    return sure and not line.vertical and not line.lies(3 * _LIES)


def _kept_letters(content: bytes, index: int, page: Page) -> tuple[list[list[PrintedLetter]], bool]:
    """Return the runs of letters that a PDF page keeps, and whether they were printed by it."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        sheet = document[index]
        area = sheet.rect.get_area() or 1.0
        turned = sheet.rotation_matrix
        pictures = [
            pymupdf.Rect(image["bbox"]) * turned & sheet.rect for image in sheet.get_image_info()
        ]
        runs = [
            [*_with_room(line)]
            for block in sheet.get_text("rawdict")["blocks"] for line in block.get("lines", ())
            if abs(line["dir"][1]) < _LIES or abs(line["dir"][0]) < _LIES
        ]  # fmt: skip
        shown = sheet.rect
    large = [picture for picture in pictures if picture.get_area() > _COVERS * area]
    form = page.source_width / page.source_height
    if len(pictures) == 1 and large and abs(form - shown.width / shown.height) > 0.02 * form:
        shown = pictures[0]  # only the picture on the page was taken
    across, down = page.source_width / shown.width, page.source_height / shown.height
    placed_runs = []
    for run in runs:
        letters = []
        for word, ends in run:
            on_sheet = (pymupdf.Point(end) * turned for end in ends)
            placed = page.transform.apply_all(
                [((x - shown.x0) * across, (y - shown.y0) * down) for x, y in on_sheet]
            )
            middle, wide = centre(placed), max(math.dist(*placed), _LEAST_WIDE)
            if typed(word).strip():
                letters.append(PrintedLetter(typed(word), middle[0], wide, middle[1]))
        placed_runs.append(letters)
    return [*filter(None, placed_runs)], not large


def _with_room(line: Mapping[str, Any]) -> Iterator[tuple[str, list[Point]]]:
    """Yield the letters of a run, each with where it begins and ends.

    Those that one glyph shows (ﬁ, ㎏) share its room, of which the file gives all to the first; a
    letter of a font without widths has half its size, and none has more than twice.
    """
    across, down = line["dir"]
    glyphs: list[tuple[str, Point, float]] = []
    for span in line["spans"]:
        for glyph in span["chars"]:
            left, top, right, bottom = glyph["bbox"]
            wide = abs(across) * (right - left) + abs(down) * (bottom - top)
            if wide > _NO_ROOM * span["size"] or not glyphs or not glyphs[-1][0].strip():
                middle = (left + right) / 2, (top + bottom) / 2
                room = min(wide, 2 * span["size"]) or span["size"] / 2
                glyphs.append((glyph["c"], middle, room))
            else:
                glyphs[-1] = (glyphs[-1][0] + glyph["c"], *glyphs[-1][1:])
    for letters, (x, y), room in glyphs:
        ends = np.linspace(-room / 2, room / 2, len(letters) + 1)
        places = [(x + across * end, y + down * end) for end in ends]
        yield from zip(letters, map(list, pairwise(places)), strict=True)


def _with_marks(page: GreyPicture, piece: PrintedPiece) -> PrintedPiece:
    """Return a piece whose figures that stand above their line are raised ones."""
    letters = [*piece.letters]
    feet = {
        at: foot
        for at, letter in enumerate(letters)
        if _STANDS.fullmatch(letter.text) and (foot := _foot(page, piece, letter))
    }
    for place, (at, (own, _)) in enumerate(feet.items()):
        beside = [*feet.values()][max(place - _BESIDE, 0) : place + _BESIDE + 1]
        usual, high = (median_high(values) for values in zip(*beside, strict=True))
        if usual - own > _LIFTED * high:
            letters[at] = replace(letters[at], text=raised(letters[at].text))
    return replace(piece, letters=tuple(letters))


def _foot(
    page: GreyPicture, piece: PrintedPiece, letter: PrintedLetter
) -> tuple[float, float] | None:
    """Return where a letter's ink ends, and how high it is; None where there is none.

    The outermost ink does not count: it may be the next letter's, or dust.
    """
    top, half = max(int(piece.top - 0.15 * piece.height), 0), 0.35 * letter.width
    rows = page[top : int(piece.top + 1.15 * piece.height),
                max(int(letter.middle - half), 0) : int(letter.middle + half) + 1]  # fmt: skip
    inked = np.repeat(np.arange(len(rows)), (rows < _INK).sum(axis=1))
    if not inked.size:
        return None
    head, foot = np.quantile(inked, (0.03, 0.97))
    return top + float(foot), float(foot - head)


def _of_line(page: GreyPicture, line: Line) -> PrintedPiece:
    """Return what was read of a line, each letter in its place."""
    top, height = min(y for _, y in line.quad), line.thickness
    letters = []
    for character in line.lattice.characters:
        if character.text.strip():
            middle = line.quad[0][0] + (character.column + 0.5) * line.column_pixels
            wide = unicodedata.east_asian_width(character.text[0]) in "WF"
            share = 0.9 if wide else 0.5
            letters.append(PrintedLetter(typed(character.text), middle, height * share))
    found = tuple(letters) or (PrintedLetter("", line.quad[0][0], 1.0),)
    return _with_marks(page, PrintedPiece(found, top, height))


def _held_against(
    page: GreyPicture, line: Line, own: PrintedPiece, runs: Sequence[Sequence[PrintedLetter]],
    printed: bool,
) -> tuple[PrintedPiece, float]:  # fmt: skip
    """Return a line as its letters and its picture say it, and how far both agree; -1 where the
    file keeps nothing for it."""
    near = [run for run in runs if any(_lies_in(letter, own) for letter in run)]
    kept = [*chain.from_iterable(near)]
    inside = [letter for letter in kept if _lies_in(letter, own)]
    if not inside:
        return own, -1.0
    there = _with_marks(page, replace(own, letters=tuple(_seen_of(inside, own))))
    own = _with_marks_of(own, there)
    share = _alike(own.text, there.text)
    if share < _AGREES:
        alone = printed and len(there.letters) <= _MARK and not _figures(own.text + there.text)
        return there if alone else own, share
    printed_text = there.text if printed else _words(kept)
    again = partial(read_line, page, line.quad, full_width=True)
    if not _differ(own.text, printed_text, printed) or not _differ(
        again().lattice.text, printed_text, printed
    ):
        return there if printed else own, share
    return replace(own, doubt=there.text), share


def _differ(read: str, kept: str, printed: bool) -> bool:
    """Tell whether figures that were read are not those that the file keeps; a copier's letters
    lie only roughly in their places, so that its whole line is looked at. A mark of a note may
    have been read as a figure."""
    figures_read, others = _figures(read), (_figures(kept), _figures(flat(kept)))
    if printed:
        return figures_read not in others
    return not {*figures_read} <= {*others[0], *others[1]}


def _with_marks_of(own: PrintedPiece, there: PrintedPiece) -> PrintedPiece:
    """Return what was read with the marks of a file's letters, which lie just where they are."""
    marks = [letter for letter in there.letters if letter.text in RAISED]
    letters = (
        replace(letter, text=raised(letter.text))
        if any(abs(mark.middle - letter.middle) < own.height / 4 for mark in marks)
        else letter
        for letter in own.letters
    )
    return replace(own, letters=tuple(letters))


def _seen_of(letters: Sequence[PrintedLetter], read: PrintedPiece) -> Iterator[PrintedLetter]:
    """Yield letters from left to right, but none that stands below another and was not read."""
    once = {
        (round(4 * letter.middle / letter.width), letter.text): letter for letter in letters
    }  # bold is twice
    placed = sorted(once.values(), key=lambda one: one.middle)
    words, placed_words = (
        [_plain(letter.text) for letter in each] for each in (read.letters, placed)
    )
    blocks = SequenceMatcher(None, words, placed_words, autojunk=False).get_matching_blocks()
    sure = {at for block in blocks for at in range(block.b, block.b + block.size)}
    for at, letter in enumerate(placed):
        beside = (*placed[max(at - 2, 0) : at], *placed[at + 1 : at + 3])
        below = any(abs(other.middle - letter.middle) < _OVER * (other.width + letter.width) / 2
                    for other in beside)  # fmt: skip
        if at in sure or not below:
            yield letter


def _lies_in(letter: PrintedLetter, piece: PrintedPiece) -> bool:
    across = piece.left - piece.height / 2 <= letter.middle <= piece.right + piece.height / 2
    return (
        across and piece.top + 0.1 * piece.height <= letter.down <= piece.top + 0.9 * piece.height
    )


def _words(letters: Iterable[PrintedLetter]) -> str:
    return "".join(map(attrgetter("text"), letters))


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()


def _figures(words: str) -> list[str]:
    """Return the numbers of a line, without the marks of notes and powers."""
    return _FIGURES.findall(_plain(words.translate(_NO_MARKS)))


def _not_struck(page: GreyPicture, piece: PrintedPiece) -> tuple[PrintedPiece, str]:
    """Return a piece with no letters where a line crosses them out, and these."""
    spans = list(_strokes(page, piece))
    struck = [letter for letter in piece.letters
              if any(start <= letter.middle <= end for start, end in spans)]  # fmt: skip
    rest = tuple(
        replace(letter, text="") if letter in struck else letter for letter in piece.letters
    )
    if struck and {*_figures(_words(rest))} <= {*_figures(piece.doubt)}:
        piece = replace(piece, doubt="")  # only what is struck was hard to read
    return replace(piece, letters=rest), _words(struck)


def _strokes(page: GreyPicture, piece: PrintedPiece) -> Iterator[tuple[float, float]]:
    """Yield from where to where a line runs through the middle of letters."""
    height = int(piece.height)
    top, left = max(int(piece.top), 0), max(int(piece.left - height), 0)
    dark = (page[top : top + height, left : int(piece.right + height)] < _DRAWN).astype(np.uint8)
    if height < 8 or dark.shape[1] < 2 * height:
        return
    band = dark[int(0.3 * height) : int(0.75 * height)]
    drawn = cv2.dilate(band, np.ones((2, 1), np.uint8))  # it may climb a little
    runs = cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((1, int(1.2 * height)), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(runs)
    for x, y, wide, thick, _ in boxes[1:count]:
        own = slice(x, x + wide)
        above, below = (
            dark[: int(0.3 * height) + y - 1, own],
            dark[int(0.3 * height) + y + thick :, own],
        )
        ends = x <= 1 or x + wide >= dark.shape[1] - 1  # a rule goes on beyond the letters
        inked = min(float(side.any(axis=0).mean()) if side.size else 0.0 for side in (above, below))
        if thick < 0.3 * height and inked > 0.3 and not ends:
            yield left + x, left + x + wide


def parted(piece: PrintedPiece) -> Iterator[PrintedPiece]:
    """Yield a piece, or several where its letters stand far apart."""
    runs: list[list[PrintedLetter]] = []
    for letter in piece.letters:
        if runs and apart(runs[-1][-1], letter) <= _APART * piece.height:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    parts = (replace(piece, letters=tuple(run)) for run in runs)
    yield from (part for part in parts if part.text.strip())


def _unread(
    page: GreyPicture, read: Sequence[PrintedPiece], runs: Sequence[Sequence[PrintedLetter]]
) -> tuple[list[PrintedPiece], list[str]]:
    """Return runs of a file's letters that are printed where no line was found, and those that
    nobody sees."""
    pieces, hidden = list[PrintedPiece](), list[str]()
    for run in runs:
        rest = [letter for letter in run if not any(_lies_in(letter, piece) for piece in read)]
        if not rest:
            continue
        high = max(letter.width for letter in rest)
        own = _with_marks(page, PrintedPiece(tuple(rest), rest[0].down - 0.6 * high, 1.2 * high))
        whole = box(own.left, own.top, own.right, own.top + own.height)
        on_page = clipped(whole, page.shape[1], page.shape[0]) or ((0.0, 0.0),)
        left, top, right, bottom = bounds(on_page)
        place = page[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        if not place.size or float(place.std()) < _INKED:
            hidden += [own.text] if len(rest) >= _LEAST else []
            continue
        line = read_line(page, box(left, top, right, bottom))
        alike = _alike(line.lattice.text, own.text) >= _AGREES or len(rest) == 1
        pieces += parted(own) if alike else ()
    return pieces, hidden
