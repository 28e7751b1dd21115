"""Whether a text can be somebody's name: Han with a surname, transliterated, or in dotted parts."""

from __future__ import annotations

from functools import cache
from typing import Any

from zcdesk.names.brand_rarity import is_everyday
from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_han
from zcdesk.names.surnames import LONGEST_HAN_NAME, double_surnames, surnames
from zcdesk.resources import table

SHORT_NAME = 2
"""Letters of a name that is soon found inside other words."""

_TRANSLITERATED = 0.8  # share of letters by which a name is one


def is_person(text: str, *, alone: bool = False) -> bool:
    """Tell whether a text can be the name of a person. ``alone``: nothing beside it says that it is
    one, so that a surname is none at the head of an everyday word (荣获, 包括)."""
    plain = folded(text)
    if not is_han(plain) or len(plain) < 2 or any(word in plain for word in _data()["not_names"]):
        return False
    if any(dot in text for dot in MIDDLE_DOTS):
        return all(text.split("·"))
    double = plain[:2] in double_surnames()
    known = (double or plain[0] in _surnames()) and len(plain) < LONGEST_HAN_NAME + double
    return (known and not (alone and is_everyday(plain))) or is_transliterated(plain)


def is_transliterated(name: str) -> bool:
    """Tell whether a Han name without a dot is a transliteration, by its letters."""
    sounds = sum(letter in _data()["transliterated"] for letter in name)
    return len(name) >= LONGEST_HAN_NAME and sounds >= _TRANSLITERATED * len(name)


@cache
def _surnames() -> frozenset[str]:
    return surnames().difference(_data()["mostly_words"]).union(_data()["rare_surnames"])


def _data() -> dict[str, Any]:
    return table("sorting", "subjects.toml")
