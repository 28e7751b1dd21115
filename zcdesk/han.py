"""One test for a Han letter, those of rare names among them: 䶮, 𠮷, 𬭎."""

from __future__ import annotations

import re

HAN = "〇⺀-⻳㇀-㇣㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff"
"""What is in the brackets of a pattern for one: the ideographs of Unicode with all extensions on
planes 2 and 3, as later editions fill them, radicals and strokes, and compatibility ones: those by
code, because an editor may turn them into the letters that they mean."""

MIDDLE_DOTS = "·•・‧．●∙⋅･"
"""What is read between the parts of a transliterated name."""

_EVERY = re.compile(f"[{HAN}]+")


_GAP = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def without_gaps(text: str) -> str:
    """Return a text without blanks between Han letters, with which tables set names to a width."""
    return _GAP.sub("", text)


def is_han(text: str) -> bool:
    """Tell whether every character is a Han letter."""
    return _EVERY.fullmatch(text) is not None
