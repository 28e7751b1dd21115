"""Letters that the recogniser has in its dictionary and yet does not read.

Of its 18 709 symbols it was never trained well on a quarter: 曈 is read as 瞳 in every face, 嫒 as
媛, 浈 as 贞 or 祯, others as nothing. A name with such a letter would be sought and never found.
The table was made by having it read each letter outside of GB 2312, and each within, as 李曈同志
in two faces; those that were not read in both of them then in up to seven faces and sizes
(`tools/making/taken_for.py`).
"""

from __future__ import annotations

from functools import cache

from zcdesk.resources import resource

UNSTEADY = "?"
"""Stands in the table for letters that are read as anything, or as nothing."""


@cache
def _table() -> dict[str, str]:
    text = resource("characters", "taken-for.txt").read_text(encoding="utf-8")
    return {line[0]: line[2:] for line in text.splitlines() if "\t" in line}


def taken_for(letter: str) -> frozenset[str]:
    """Return the letter that the model reads instead, for one that it does not always read
    rightly."""
    return frozenset(_table().get(letter, "")) - {UNSTEADY}


def is_unsteady(letter: str) -> bool:
    """Tell whether a letter is read as anything: then it is as good as unknown."""
    return UNSTEADY in _table().get(letter, "")
