"""The faces that pages are drawn with, and which letters each of them really has."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache, lru_cache

from PIL import ImageFont

from zcdesk.resources import resource


class Face(StrEnum):
    """A shipped font, by its file in ``resources/fonts``."""

    SONG = "song.otf"
    HEAVY = "song-heavy.otf"
    HEI = "hei.otf"
    KAI = "kai.ttf"
    FANGSONG = "fangsong.otf"
    RUNNING = "hand-running.woff"
    PEN = "hand-pen.woff"
    UYGHUR = "uyghur.ttf"


PRINTED = (Face.SONG, Face.HEAVY, Face.HEI, Face.KAI, Face.FANGSONG)
HANDS = (Face.RUNNING, Face.PEN)


@lru_cache(maxsize=64)  # an open font keeps its file in memory
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Open ``face`` at ``size`` pixels per em; the plain layout engine is the same everywhere."""
    path = resource("fonts", face.value)
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _coverage() -> dict[str, frozenset[str]]:
    text = resource("fonts", "letters.toml").read_text(encoding="utf-8")
    return {file: frozenset(letters) for file, letters in tomllib.loads(text).items()}


def covers(face: Face, letter: str) -> bool:
    """Tell whether ``face`` has a glyph of its own for ``letter``."""
    return letter in _coverage()[face.value]


@cache
def face_for(letter: str, wished: Face) -> Face:
    """Return ``wished``, or the nearest face that really has ``letter``.

    Raises:
        LookupError: No shipped font has the letter; the fonts must be made again.
    """
    like = (Face.KAI, Face.SONG) if wished in HANDS else (Face.SONG, Face.HEI)
    for face in (wished, *like, Face.UYGHUR):
        if covers(face, letter):
            return face
    raise LookupError(f"no shipped font has U+{ord(letter):04X}")
