"""All that sorting keeps of one page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon
from zcdesk.sorting.stated import Stated


class AboutWhom(StrEnum):
    """Whom a page is about, as seen from the applicant; ``NAMED``: she is on it, nobody is it."""

    OWN = "own"
    NAMED = "named"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True)
class ScriptSpelling:
    """A name or an employer as it stands in the Arabic script beside the applicant's own.

    Attributes:
        target: What it may spell.
        text: Its letters, words parted by spaces.
        polygon: Where it stands, in pixels of the upright page.
    """

    target: Target
    text: str
    polygon: Polygon


@dataclass(frozen=True)
class PageTold:
    """What a page says of itself.

    Attributes:
        kind: Id of the kind of document that it probably is, or "".
        sure: Clearly more points to that kind than to any other.
        also: Other kinds that stand on the page as clearly (both sides of a card on one sheet).
        words: Words that decided, the weightiest first.
        years: Years that it speaks of, the likeliest to be its own first.
        names: Whom the page is about: behind 姓名, certified (兹证明…同志), honoured, or authors.
        id_numbers: Numbers of ID cards.
        begins: It has a heading, so that it hardly goes on from the page before.
        wordless: Hardly a character was read.
        portrait: It has the shape of a one-inch photo.
        copied: It says of itself that it is a photocopy (仅供…使用).
        seals: How many seals it shows, whoever's, as it was scanned; None when nobody looked.
        signed: Something stands where the applicant has to sign, as it was scanned; None without
            such a place.
        spellings: What stands in the Arabic script where a bilingual page says the own name or
            employer again, as it was read.
        labelled: What it has a field for, name or employer, whoever's.
        about: Whom it is about; None when nobody looked.
        organisations: Organisations that it names, those beside 工作单位 first.
        stated: Dates, hours and the like that can be held against what the person wrote.
    """

    kind: str = ""
    sure: bool = False
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    begins: bool = False
    wordless: bool = False
    portrait: bool = False
    copied: bool = False
    seals: int | None = None
    signed: bool | None = None
    spellings: tuple[ScriptSpelling, ...] = ()
    labelled: tuple[Target, ...] = ()
    about: AboutWhom | None = None
    organisations: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()


NOTHING = PageTold()
