"""A page once it stands upright and has been judged: no pixels, only what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zcdesk.findings import Finding
from zcdesk.geometry import Polygon, Transform


class Clarity(StrEnum):
    """Whether the page's smallest text can be read by a reviewer.

    ``UNMEASURED``: there is no text that was measured, whether the page has none or none is left.
    """

    UNMEASURED = "unmeasured"
    CLEAR = "clear"
    BORDERLINE = "borderline"
    UNREADABLE = "unreadable"


LIES = "page.lies"
"""Code of the finding that a page lies as a person turned it; ``degrees`` clockwise right it."""


@dataclass(frozen=True)
class PageSource:
    """Which page of which file; the file is known by its content, its path may change."""

    path: str
    sha256: str
    index: int = 0


@dataclass(frozen=True)
class FoundLaying:
    """How the program alone would lay a page, kept so that a person's change can be taken back.

    ``corners``, ``turn``, ``skew`` and ``offered`` mean what they mean on :class:`Page`.
    """

    corners: Polygon | None = None
    turn: int = 0
    skew: float = 0.0
    offered: tuple[Polygon, ...] = ()

    @property
    def outline(self) -> Polygon | None:
        """The one outline that was found, sure or in doubt; None without or with several."""
        if self.corners is not None or len(self.offered) != 1:
            return self.corners
        return self.offered[0]


@dataclass(frozen=True)
class Page:
    """An upright page.

    Attributes:
        source: Where the pixels come from.
        source_width: Width in pixels of the decoded picture after EXIF turning.
        source_height: Its height in pixels.
        width: Width in pixels of the upright page.
        height: Its height in pixels.
        turn: Degrees clockwise (0, 90, 180, 270) that the decoded picture was turned.
        turn_sure: False when the right turn could not be told; a person must look.
        skew: Degrees clockwise by which it was turned after that.
        transform: Maps a pixel of the decoded, EXIF-turned picture to a pixel of the page: first
            ``corners`` are flattened, then ``turn``, then ``skew``; all in one resampling.
        corners: Of the page in the decoded picture, clockwise from the one that is top left before
            ``turn``; None where the whole picture is the page.
        offered: Outlines in the decoded picture that only a person can choose: one in doubt, or
            one for each of several documents.
        found: How the program laid it before a person changed anything; None in old case files.
        even_light: Shadows and a cast of colour are taken away when its pixels are made.
        dpi: Resolution that the file states, or None.
        clarity: Verdict on legibility.
        measures: The numbers behind the verdict, by name; none while the page as it now is
            has not been judged.
        text_height: Median height of text lines in pixels of the page, or None without text.
        unclear: Places of the page that can hardly be read, the worst first.
        look: What it looks like in a few bytes, see :mod:`zcdesk.pages.judging.likeness`.
        findings: What there is to tell about the page.
    """

    source: PageSource
    source_width: int
    source_height: int
    width: int
    height: int
    turn: int = 0
    turn_sure: bool = False
    skew: float = 0.0
    transform: Transform = field(default_factory=Transform)
    corners: Polygon | None = None
    offered: tuple[Polygon, ...] = ()
    found: FoundLaying | None = None
    even_light: bool = False
    dpi: float | None = None
    clarity: Clarity = Clarity.UNMEASURED
    measures: Mapping[str, float] = field(default_factory=dict)
    text_height: float | None = None
    unclear: tuple[Polygon, ...] = ()
    look: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def read_from(self) -> tuple[str, ...]:
        """Where its pixels are read from; a worker gets no more than that place needs."""
        return (self.source.path,)
