"""Names of pictures: neutral, in the order of the slot, the same for the life of the case.

A page is called as the window calls it: by its place in the case. What was written out once keeps
its name, so a page that is put between such pages later gets the name before it with a letter:
``003a`` follows ``003``. Names of removed pages are not given again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from zcdesk.cases.records import Delivery

_STEM = re.compile(r"(\d+)([a-z]*)(?:_\d+)?")
_DIGITS = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

NUMBERS: Mapping[int, int] = MappingProxyType({})
"""No places: a page is known by its number in the case."""

PICTURE = ".jpg"
"""Ending of a picture; a PDF is called by its column."""

PART = "_"
"""Before the number of a part, where one page became several pictures."""


def place_in_order(stem: str) -> tuple[int, str, str]:
    """Return what names are sorted by, as a file window does.

    Raises:
        ValueError: It is no name of ours.
    """
    found = _STEM.fullmatch(stem)
    if found is None:
        raise ValueError(f"{stem} is no name of a picture")
    return int(found.group(1)), found.group(2), stem.partition(PART)[2]


def stems(
    numbers: Sequence[int],
    given: Mapping[int, str],
    taken: Collection[str],
    places: Mapping[int, int] = NUMBERS,
) -> dict[int, str]:
    """Return the names of a slot's pages, without their ending.

    Args:
        numbers: Numbers of the pages, in the order of the slot.
        given: Names that pages of the case had in earlier packages.
        taken: Every name that was ever given.
        places: By what number people know a page; by default its number in the case.
    """
    used = set(taken) | set(given.values())
    named: dict[int, str] = {}
    before = ""
    for at, number in enumerate(numbers):
        later = [
            given.get(number) or _digits(places.get(number, number)) for number in numbers[at + 1 :]
        ]
        stem = given.get(number) or _new_stem(places.get(number, number), later, before, used)
        used.add(stem)
        named[number] = before = stem
    return named


def given_stems(deliveries: Iterable[Delivery]) -> dict[int, str]:
    """Return the name of each page in the packages that were written, the first one it got."""
    given: dict[int, str] = {}
    for delivery in deliveries:
        for file in delivery.files:
            name = PurePosixPath(file.name)
            stem = name.stem.partition(PART)[0] if name.suffix == PICTURE else ""
            if file.page is not None and _STEM.fullmatch(stem):
                given.setdefault(file.page, stem)
    return given


def _digits(place: int) -> str:
    return f"{place:0{_DIGITS}d}"


def _new_stem(place: int, later: Sequence[str], before: str, used: set[str]) -> str:
    """Return a name for a page at ``place``, behind ``before`` and before the names ``later``."""
    own = _digits(place)
    smaller = [one for one in later if place_in_order(one) < place_in_order(own)]
    if not smaller and own not in used and (not before or _sorts_after(own, before)):
        return own
    if own in used:  # it replaces the page that was called so: 011a stands where 011 stood
        beside = _with_letter(own, used)
        behind = not before or _sorts_after(beside, before)
        if behind and all(_sorts_after(one, beside) for one in later):
            return beside
    if not before:  # it stands first: a letter after the number before its neighbour's
        follower = min(map(place_in_order, smaller), default=(place + 1, "", ""))
        before = _digits(max(0, follower[0] - 1))
    return _with_letter(before, used)


def _sorts_after(stem: str, other: str) -> bool:
    return place_in_order(stem) > place_in_order(other)


def _with_letter(before: str, used: set[str]) -> str:
    """Return the first free name that sorts right after ``before``."""
    digits, letters, _ = place_in_order(before)
    base = _digits(digits)
    start = _LETTERS.index(letters[-1]) + 1 if letters else 0
    for letter in _LETTERS[start:]:
        stem = base + letters[:-1] + letter
        if stem not in used:
            return stem
    return _with_letter(f"{base}{letters}a" if letters else f"{base}za", used)
