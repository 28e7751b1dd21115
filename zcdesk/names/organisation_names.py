"""Names of organisations as pages show them: how they end, and what no name holds, is data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zcdesk.names.spellings import folded, plain
from zcdesk.resources import table

LEAST, MOST = 4, 30
"""Letters of a name of an organisation."""


SAME_BUT_ONE = 6
"""From so many letters on, two names that differ in one are one name that was misread once."""


def organisation_in(text: str, *, whole: bool) -> str:
    """Return the organisation that a text begins with, or ""; with ``whole`` it is all of it."""
    match = (_pattern().fullmatch if whole else _pattern().match)(plain(text))
    name = match.group(0) if match is not None else ""
    return name if _may_be(name) else ""


def employers_in(text: str) -> Iterator[str]:
    """Yield the organisations in a text that do not issue papers to anybody, as authorities do."""
    issuers = tuple(table("characters", "organisations.toml")["issuers"])
    for match in _pattern().finditer(plain(text)):
        if _may_be(match.group(0)) and not match.group(0).endswith(issuers):
            yield match.group(0)


def differ_in_one(name: str, other: str) -> bool:
    """Tell whether two long names differ in one letter."""
    first, second = folded(name), folded(other)
    if len(first) != len(second) or len(first) < SAME_BUT_ONE:
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _may_be(name: str) -> bool:
    no_names = table("characters", "organisations.toml")["not_names"]
    return LEAST <= len(name) <= MOST and not any(part in name for part in no_names)


@cache
def _pattern() -> re.Pattern[str]:
    listed = table("characters", "organisations.toml")["endings"]
    endings = "|".join(sorted(listed, key=len, reverse=True))
    return re.compile(rf"[一-鿿（）()·]{{2,28}}(?:{endings})")
