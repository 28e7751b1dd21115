"""Names of pictures: neutral, in the order of the slot, the same for the life of the case.

A page is called by its number in the case. One that stands before pages with smaller numbers (it
was inserted later) gets the name before it with a letter: ``003a`` follows ``003``. What was
written out once keeps its name; numbers and letters of removed pages are not given again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from zcdesk.cases.records import Delivery

_STEM = re.compile(r"(\d+)([a-z]*)(?:_\d+)?")
_DIGITS = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

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
    numbers: Sequence[int], given: Mapping[int, str], taken: Collection[str]
) -> dict[int, str]:
    """Return the names of a slot's pages, without their ending.

    Args:
        numbers: Numbers of the pages, in the order of the slot.
        given: Names that pages of the case had in earlier packages.
        taken: Every name that was ever given.
    """
    used = set(taken) | set(given.values())
    named: dict[int, str] = {}
    before = ""
    for place, number in enumerate(numbers):
        stem = given.get(number) or _new_stem(number, numbers[place + 1 :], given, before, used)
        used.add(stem)
        named[number] = before = stem
    return named


def given_stems(deliveries: Iterable[Delivery]) -> dict[int, str]:
    """Return the name of each page in the packages that were written, the first one it got."""
    given: dict[int, str] = {}
    for delivery in deliveries:
        for file in delivery.files:
            stem = PurePosixPath(file.name).stem.partition(PART)[0]
            if file.page is not None and _STEM.fullmatch(stem):
                given.setdefault(file.page, stem)
    return given


def _new_stem(
    number: int, later: Sequence[int], given: Mapping[int, str], before: str, used: set[str]
) -> str:
    own = f"{number:0{_DIGITS}d}"
    follow = [given.get(one) or f"{one:0{_DIGITS}d}" for one in later]
    smaller = [one for one in follow if place_in_order(one) < place_in_order(own)]
    if not smaller and own not in used and (not before or _sorts_after(own, before)):
        return own
    if not before:  # it stands first: a letter after the number before its neighbour's
        follower = min(map(place_in_order, smaller), default=(number + 1, "", ""))
        before = f"{max(0, follower[0] - 1):0{_DIGITS}d}"
    return _with_letter(before, used)


def _sorts_after(stem: str, other: str) -> bool:
    return place_in_order(stem) > place_in_order(other)


def _with_letter(before: str, used: set[str]) -> str:
    """Return the first free name that sorts right after ``before``."""
    digits, letters, _ = place_in_order(before)
    base = f"{digits:0{_DIGITS}d}"
    start = _LETTERS.index(letters[-1]) + 1 if letters else 0
    for letter in _LETTERS[start:]:
        stem = base + letters[:-1] + letter
        if stem not in used:
            return stem
    return _with_letter(f"{base}{letters}a" if letters else f"{base}za", used)
