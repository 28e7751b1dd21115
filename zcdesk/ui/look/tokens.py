"""Every colour, size and type role of the window, in one place (docs/design.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


LIGHT = Tokens(
    look=Look.LIGHT,
    bg="#f3f4f1", surface="#ffffff", sunken="#eaece8", canvas="#dde0dc",
    line="#d6dad5", line2="#b9c0ba", field="#7e8983",
    text="#1c2320", text2="#535e58", text3="#5c6661",
    accent="#2b5c9e", on_accent="#ffffff", hover="#234d86", pressed="#1b3e6e",
    accent_soft="#e6eef8",
    ok="#226b42", ok_soft="#e4f2e9", miss="#a83228", miss_soft="#fae9e6",
    you="#855300", you_soft="#fcf1d9", none="#5a645f", none_soft="#eceeeb",
    waive="#45607c", waive_soft="#e7eef5",
    mute="#6a4b91", mute_soft="#f0eaf7", cant="#1f6674", cant_soft="#e1f0f2",
)  # fmt: skip

DARK = Tokens(
    look=Look.DARK,
    bg="#1a1d1c", surface="#232726", sunken="#2c3130", canvas="#131615",
    line="#383f3c", line2="#525a56", field="#7f8a84",
    text="#e7ebe8", text2="#aeb8b2", text3="#97a29b",
    accent="#8db6f2", on_accent="#10233d", hover="#a6c6f6", pressed="#bcd5f9",
    accent_soft="#26364a",
    ok="#7ccb9b", ok_soft="#1f352a", miss="#f2998f", miss_soft="#412421",
    you="#ebbd66", you_soft="#3b2f17", none="#aeb8b2", none_soft="#2f3533",
    waive="#a3bedb", waive_soft="#28333f",
    mute="#c6abea", mute_soft="#352b42", cant="#80c8d4", cant_soft="#1d3438",
)  # fmt: skip

CONTRAST = Tokens(
    look=Look.CONTRAST,
    bg="#000000", surface="#000000", sunken="#000000", canvas="#000000",
    line="#ffffff", line2="#ffffff", field="#ffffff",
    text="#ffffff", text2="#ffffff", text3="#ffffff",
    accent="#ffee32", on_accent="#000000", hover="#ffee32", pressed="#ffee32",
    accent_soft="#000000",
    ok="#3ff23f", ok_soft="#000000", miss="#ff9a8f", miss_soft="#000000",
    you="#ffee32", you_soft="#000000", none="#ffffff", none_soft="#000000",
    waive="#9fd4ff", waive_soft="#000000",
    mute="#e3c4ff", mute_soft="#000000", cant="#5cf2f2", cant_soft="#000000",
)  # fmt: skip

TABLE = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}

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
