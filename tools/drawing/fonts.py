"""The faces that pages are drawn with, and which letters each of them really has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

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


Wearable = Face | Path
"""A shipped face, or the file of another font with a ``letters.toml`` beside it."""

_instead: dict[Face, Path] = {}


@contextmanager
def wearing(instead: Mapping[Face, Path]) -> Iterator[None]:
    """Draw with other fonts in place of shipped faces, for measuring on faces nobody tuned with.

    A letter that the other font lacks is drawn with the shipped face.
    """
    before = dict(_instead)
    _instead.update(instead)
    try:
        yield
    finally:
        _instead.clear()
        _instead.update(before)


@lru_cache(maxsize=64)  # an open font keeps its file in memory
def font(face: Wearable, size: int) -> ImageFont.FreeTypeFont:
    """Open ``face`` at ``size`` pixels per em; the plain layout engine is the same everywhere."""
    path = face if isinstance(face, Path) else resource("fonts", face.value)
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _coverage(letters: Path) -> dict[str, frozenset[str]]:
    text = letters.read_text(encoding="utf-8")
    return {file: frozenset(known) for file, known in tomllib.loads(text).items()}


def covers(face: Wearable, letter: str) -> bool:
    """Tell whether ``face`` has a glyph of its own for ``letter``."""
    if isinstance(face, Path):
        return letter in _coverage(face.parent / "letters.toml")[face.name]
    return letter in _coverage(resource("fonts", "letters.toml"))[face.value]


def face_for(letter: str, wished: Face) -> Wearable:
    """Return what is worn for ``wished``, or the nearest face that really has ``letter``.

    Raises:
        LookupError: No shipped font has the letter; the fonts must be made again.
    """
    other = _instead.get(wished)
    if other is not None and covers(other, letter):
        return other
    return _shipped(letter, wished)


@cache
def _shipped(letter: str, wished: Face) -> Face:
    like = (Face.KAI, Face.SONG) if wished in HANDS else (Face.SONG, Face.HEI)
    for face in (wished, *like, Face.UYGHUR):
        if covers(face, letter):
            return face
    raise LookupError(f"no shipped font has U+{ord(letter):04X}")
