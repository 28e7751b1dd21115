"""All that a step may ask of a page, made once, and what the re-readings add to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from zcdesk.applicant import Target, Word
from zcdesk.geometry import Box, Polygon, bounds, centre, holds, share_in
from zcdesk.masking.codes.qr_and_bar_codes import Code, find_codes
from zcdesk.masking.lines.line_confidence import UNREADABLE
from zcdesk.masking.rereading.doubtful_lines import best_readings
from zcdesk.masking.rereading.print_below_print import printed_twice
from zcdesk.masking.seals.letters_like_seals import without_letters
from zcdesk.masking.seals.seal_detection import Seal, Shape, find_seals
from zcdesk.masking.spotting.keywords import Keyword, keywords
from zcdesk.masking.steps import Steps
from zcdesk.masking.watermarks.pale_layer import PaleLayer
from zcdesk.masking.watermarks.skewed_text import Strip
from zcdesk.picture import GreyPicture, Ink, Picture
from zcdesk.reading.line import Line, Reading
from zcdesk.reading.other_side import OtherSide, other_side

_BLOT = 1.8
"""Times the usual thickness of a line: two rows, or a part of a seal, taken for one line."""

_IN_CODE = 0.8  # share of what seems a seal that is in a code: it is the code itself


@dataclass(frozen=True, eq=False)
class PageView:
    """One page as the steps see it.

    Attributes:
        picture: Upright page, RGB.
        page: The same page evened out.
        reading: Its reading.
        wanted: What is to be covered.
        every: All words of the applicant, those of other targets among them.
        seals: Seals of the page, without single letters that look like one.
        behind: What the page shows of its other side.
        words: The applicant's words as they were told, those in Arabic script among them.
        codes: QR codes and bar codes.
    """

    picture: Picture
    page: GreyPicture
    reading: Reading
    wanted: frozenset[Target]
    every: tuple[Keyword, ...]
    seals: tuple[Seal, ...]
    behind: OtherSide
    words: tuple[Word, ...] = ()
    codes: tuple[Code, ...] = ()

    @cached_property
    def sought(self) -> tuple[Keyword, ...]:
        """The words that are to be covered."""
        return tuple(each for each in self.every if each.word.kind.target in self.wanted)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the reading, print of the other side among them."""
        return self.reading.lines

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.reading.width, self.reading.height

    @property
    def width(self) -> int:
        """Of the evened page, in pixels."""
        return int(self.page.shape[1])

    @cached_property
    def front(self) -> tuple[Line, ...]:
        """The lines of this side of the paper."""
        return tuple(line for line in self.lines if not self.behind.holds(line))

    @cached_property
    def clear(self) -> tuple[Line, ...]:
        """The lines, the other side's among them, without those that take a seal for letters. What
        is below a seal is read by itself; in the letters that are made of its ring a name of
        two characters may be found anywhere."""
        usual = float(np.median([line.thickness for line in self.lines])) if self.lines else 0.0
        places = [bounds(place) for place in self.seal_places]
        return tuple(
            line
            for line in self.lines
            if line.lattice.confidence >= UNREADABLE
            or line.thickness < _BLOT * usual
            or not any(holds(place, centre(line.quad)) for place in places)
        )

    @cached_property
    def seal_places(self) -> tuple[Polygon, ...]:
        """Outlines of all seals."""
        return tuple(seal.polygon for seal in self.seals)

    @cached_property
    def marks(self) -> tuple[Polygon, ...]:
        """Outlines of round seals, codes and portraits: what is drawn there is no print. A stamp's
        frame may be across print."""
        photos = (photo.polygon for photo in self.reading.photos)
        return (*self.rings, *(code.polygon for code in self.codes), *photos)

    @cached_property
    def rings(self) -> tuple[Polygon, ...]:
        """Outlines of the round seals."""
        return tuple(seal.polygon for seal in self.seals if seal.shape is Shape.RING)

    @cached_property
    def certain_seals(self) -> tuple[Polygon, ...]:
        """Outlines of what surely is a seal."""
        return tuple(seal.polygon for seal in self.seals if seal.certain)

    @cached_property
    def twice(self) -> tuple[tuple[Box, ...], Ink]:
        """Where two prints are in one place, and the ink of the upper one."""
        return printed_twice(self.picture, self.page, self.marks)

    @cached_property
    def pale(self) -> PaleLayer:
        """The page without its print; its pixels are made by the first step that asks for them."""
        return PaleLayer(self.page)


def page_view(
    picture: Picture,
    page: GreyPicture,
    reading: Reading,
    words: Iterable[Word],
    wanted: frozenset[Target],
    seals: tuple[Seal, ...] | None,
    behind: OtherSide | None,
    steps: Steps,
) -> PageView:
    """Return the view of a page.

    Args:
        seals: Its seals; None where they were not found yet, or looking for them failed.
        behind: What it shows of its other side; None where that was not looked for yet.
        steps: The border within which seals are looked for.
    """
    if seals is None:
        seals = steps.taken("seals", lambda: find_seals(picture))
    words = tuple(words)
    codes = steps.taken("codes seen", lambda: find_codes(picture))
    squares = [bounds(code.polygon) for code in codes if code.is_certain]
    seals = tuple(
        seal
        for seal in without_letters(seals, reading.lines)
        if not any(share_in(bounds(seal.polygon), square) > _IN_CODE for square in squares)
    )
    every = keywords(words)
    behind = other_side(page, reading.lines) if behind is None else behind
    return PageView(picture, page, reading, wanted, every, seals, behind, words, codes)


@dataclass(frozen=True, eq=False)
class Readings:
    """What the re-readings of a page gave so far.

    Attributes:
        again: Further readings of print that is straight.
        strips: Places where pale letters are askew.
        slanting: What was read there.
        climbing: Columns read as rows: for the search alone, what it does not find was not read.
        turned_over: Lines read upside down: a search of their own.
    """

    again: tuple[Line, ...] = ()
    strips: tuple[Strip, ...] = ()
    slanting: tuple[Line, ...] = ()
    climbing: tuple[Line, ...] = ()
    turned_over: tuple[Line, ...] = ()

    def added(self, kind: str, found: Iterable[object]) -> Readings:
        """Return these readings and ``found`` behind those of its kind, one of the attributes."""
        return replace(self, **{kind: (*getattr(self, kind), *found)})

    def all_straight(self, view: PageView) -> tuple[Line, ...]:
        """Return all readings in which the words are looked for; their order decides ties."""
        return (*view.clear, *self.again, *self.slanting, *self.climbing)

    @property
    def all_again(self) -> tuple[Line, ...]:
        """All further readings of the page's own lines, those upside down among them."""
        return (*self.again, *self.turned_over)

    def clearest(self, view: PageView) -> tuple[Line, ...]:
        """Return the best reading of each line of this side."""
        return best_readings(view.front, self.all_again)
