"""Surnames of Han people, of one letter and of two, from the one list of them."""

from __future__ import annotations

from functools import cache

from zcdesk.resources import table

LONGEST_HAN_NAME = 4
"""Letters; a longer name is a transliteration."""


@cache
def surnames() -> frozenset[str]:
    """Return the surnames of one letter: those of the 百家姓 and those that are common today."""
    return frozenset(table("characters", "names.toml")["surnames"])


@cache
def double_surnames() -> frozenset[str]:
    """Return the surnames of two letters: 欧阳, 尉迟 and the like."""
    return frozenset(table("characters", "names.toml")["double_surnames"])


def is_everyday_word(name: str) -> bool:
    """Tell whether a name is a word of everyday language as well (高原, 马力)."""
    return name in table("characters", "names.toml")["common"]
