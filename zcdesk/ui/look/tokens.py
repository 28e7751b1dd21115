"""Every colour, size and type role of the window, in one place (docs/design.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zcdesk.resources import table


class Look(StrEnum):
    """The three themes."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tone(StrEnum):
    """A colour by what it is used for; the value is the name of the field of ``Tokens``."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    OK = "ok"
    MISS = "miss"
    YOU = "you"
    NONE = "none"
    WAIVE = "waive"
    MUTE = "mute"
    CANT = "cant"


@dataclass(frozen=True)
class Tokens:
    """One column of the colour table, as ``#rrggbb``.

    ``soft`` colours are below text of the same name. In high contrast nothing is filled softly:
    all of them are the background.
    """

    look: Look
    bg: str
    surface: str
    sunken: str
    canvas: str
    line: str
    line2: str
    field: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    hover: str
    pressed: str
    accent_soft: str
    ok: str
    ok_soft: str
    miss: str
    miss_soft: str
    you: str
    you_soft: str
    none: str
    none_soft: str
    waive: str
    waive_soft: str
    mute: str
    mute_soft: str
    cant: str
    cant_soft: str

    def colour(self, tone: Tone | str) -> str:
        """Return the colour of a tone."""
        return str(getattr(self, tone))

    def soft(self, tone: Tone | str) -> str:
        """Return the colour that is below text of ``tone``; text tones are on sunken."""
        return str(getattr(self, f"{tone}_soft", self.sunken))


def _tokens(look: Look) -> Tokens:
    return Tokens(look, **table("look.toml")[look])


LIGHT = _tokens(Look.LIGHT)
TABLE = {Look.LIGHT: LIGHT, Look.DARK: _tokens(Look.DARK), Look.CONTRAST: _tokens(Look.CONTRAST)}

COVER = "#6f3bc4"
COVER_DOUBT = "#b85c00"
COVER_MANUAL = "#00707f"
COVER_CONFIRMED = "#000000"
COVER_OPEN = "#6b746f"
"""Colours on the page only; the same in every theme, because a scan is never tinted."""


class TypeRole(StrEnum):
    """The five type roles."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    TITLE = "title"
    HEAD = "head"


@dataclass(frozen=True)
class TypeFace:
    """Size in points, line in logical pixels at 100 %, weight."""

    points: float
    line: int
    weight: int


TYPE = {
    TypeRole.CAPTION: TypeFace(9.0, 19, 400),
    TypeRole.BODY: TypeFace(10.5, 23, 400),
    TypeRole.STRONG: TypeFace(10.5, 23, 600),
    TypeRole.TITLE: TypeFace(13.0, 26, 600),
    TypeRole.HEAD: TypeFace(18.0, 34, 600),
}

BUTTON = 32
PRIMARY = 38
FIELD = 34
TOP_BAR = 48
RADIUS_CHIP = 4
RADIUS_BUTTON = 6
RADIUS_CARD = 10
EDGE = 24
TEXT_COLUMN = 690
PAGE_COLUMN = 860
TYPING_PAUSE = 400
"""Milliseconds without a key after which what was typed is worked out and kept as one act."""

RENEWED_EVERY = 20_000
"""Milliseconds after which minutes that are left are told anew."""

LOW_WINDOW = 560
"""Below this height what only comforts is left out: the work needs the room."""

NARROW_WINDOW = 1100
"""Below this width what is beside the work goes below it, or away."""

TOAST_MILLISECONDS = 8000
