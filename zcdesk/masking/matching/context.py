"""What is directly before and behind a spot, and what that says about whose name it is.

A longer name that begins or ends with the applicant's (张伟国 for 张伟) scores as well as her own;
no threshold can tell them apart, only the neighbours can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from zcdesk.applicant import Target
from zcdesk.masking.spotting.lattice_search import Spot, letter_columns
from zcdesk.names.organisations import places
from zcdesk.names.spellings import is_han
from zcdesk.reading.lattice import Character, Lattice
from zcdesk.resources import Patterns, table

_FULL_LINE = 12  # letters; a line with fewer is a cell or an item, not running text
_SPACE = 1.5  # the same where two names of a list are side by side, one space between them ...
_LEAST_SPACE = 2  # ... which takes so many columns at least: peaks of letters may be one off
_TIGHT = 1.2  # character widths between the peaks of two letters that touch
_WIDE_GAP = 2.0  # character widths between two columns; more is the end of a cell or item


@dataclass(frozen=True)
class Context:
    """The text that touches a spot, up to the next wide gap, nearest character last or first.
    ``runs_on`` tells that ``after`` ends with a full line of text: the sentence goes on below.
    ``on_next_line`` tells that all of ``after`` is on the line below."""

    before: str
    after: str
    runs_on: bool = False
    on_next_line: bool = False

    def __getattr__(self, name: str) -> bool:
        """Tell what a pattern of ``resources/characters/names.toml`` says of the text."""
        pattern: re.Pattern[str] = getattr(_AROUND, name)
        text = f"{self.before}{_OWN}{self.after}{_BREAKS_OFF * self.runs_on}"
        return pattern.search(text) is not None

    @property
    def stopped(self) -> bool:
        """What follows cannot belong to a given name: its end, punctuation, a word like 同志, or
        what may be one as the line ends before it is told."""
        cut = self.runs_on and any(word.startswith(self.after) for word in _words_behind())
        return self.ended_behind or (cut and is_han(self.after))

    @property
    def introduced(self) -> bool:
        """What is before leads to a name: an item's start, a label, 由 and the like, 主任."""
        return self.led_to or self.before.endswith(_name_labels())

    @property
    def alone(self) -> bool:
        """The spot is an item of its own, or is in a sentence where a name does."""
        return self.stopped and self.introduced and not self.dotted

    @property
    def apart(self) -> bool:
        """A part of a transliterated name stands by itself: no other part of a name touches it. So
        is 买买提 in 好的买买提老师 or 买买提今天值班, but not in 买买提江 or 艾力买买提."""
        begins = self.introduced or not self.transliterated_before
        ends = self.stopped or not self.transliterated_behind
        return begins and ends and not (self.dotted or self.behind_dot)

    @property
    def longer(self) -> bool:
        """One letter more makes it surely a longer name, there or on the line below."""
        return self.given_before_others if self.on_next_line else self.plainly_one_more


_AROUND = Patterns("characters/names.toml", "around")
_OWN, _BREAKS_OFF = "\n", "\r"  # as the patterns call them


def _names() -> dict[str, Any]:
    return table("characters", "names.toml")


@cache
def _words_behind() -> tuple[str, ...]:
    """Return what ends a name, words of one letter too."""
    return *_names()["after"], *_names()["after_letters"]


@cache
def _name_labels() -> tuple[str, ...]:
    return tuple(table("characters", "fields.toml")[Target.NAME.value])


def is_transliterated(name: str) -> bool:
    """Tell whether a name may be one part of a longer one that is written with dots (买买提)."""
    return all(letter in _names()["transliterated"] for letter in name)


def context_of(lattice: Lattice, spot: Spot, below: str = "", ends_early: bool = False) -> Context:
    """Return what touches ``spot`` in the best reading of its line. ``below``: how the line that
    continues it begins; a sentence that breaks off goes on there. ``ends_early``: whether the line
    ends before its margin does: an item, however long."""
    pitch = letter_columns(spot, lattice.han_columns)
    wide = pitch * _WIDE_GAP
    before = [c for c in lattice.characters if c.column < spot.first - 1]
    after = [c for c in lattice.characters if c.column > spot.last + 1]
    touching = (
        ""
        if _stands_apart(spot, max(pitch, _usual(lattice)), after)
        else _touching(after, spot.last, wide)
    )
    # No given name goes on with a place: that is the next item of a list.
    ended = any(below.startswith(place) for place in places())
    full = len(lattice.characters) >= _FULL_LINE and len(touching) == len(after)
    full = full and not ended and not ends_early
    if _ends_with_one_more(spot, pitch, after):
        touching, full = touching[:1], False
    ahead = _touching(before[::-1], spot.first, wide)[::-1]
    if full and below:
        gone_on = Context(ahead, touching + below, on_next_line=not touching)
        # A name that ends its line is only doubted when a longer one plainly goes on below.
        if touching or (gone_on.one_more and not gone_on.stopped):
            return gone_on
    return Context(ahead, touching, full)


def _usual(lattice: Lattice) -> float:
    """Return how far the letters of a full line usually lie apart, 0 in a shorter one. The letters
    of small print peak a column too near or too far. Where names are listed in pairs of letters
    with spaces between them, no more than half of the distances are spaces."""
    letters = lattice.characters
    apart = [
        other.column - character.column
        for character, other in pairwise(letters)
        if is_han(character.text) and is_han(other.text)
    ]
    if len(letters) < _FULL_LINE or not apart:
        return 0.0
    return min(float(sorted(apart)[(len(apart) - 1) // 2]), lattice.han_columns * 1.15)


def _stands_apart(spot: Spot, pitch: float, after: list[Character]) -> bool:
    """Tell whether a plain space parts a name from the one behind it (张伟　李国). What follows
    must be set as tightly as the name itself: a name that is spaced unevenly goes on."""
    if not spot.keyword.word.is_name or spot.keyword.latin or len(after) < 2:
        return False
    spread = (spot.columns[-1] - spot.columns[0]) / max(1, len(spot.columns) - 1)
    gap = after[0].column - spot.columns[-1]
    space = gap - max(pitch, spread)
    next_pitch = after[1].column - after[0].column
    tight = is_han(after[0].text) and is_han(after[1].text) and gap >= _SPACE * next_pitch
    return tight and gap >= _SPACE * max(pitch, spread) and space >= _LEAST_SPACE


def _ends_with_one_more(spot: Spot, pitch: float, after: list[Character]) -> bool:
    """Tell whether a plain space parts one more letter from what follows: 张伟峰　日期. Not where
    that letter may begin a word like 同志 that is set widely, and not within 认为, whose letters
    may peak as far apart."""
    name = spot.keyword.word.is_name and not spot.keyword.latin
    if not name or len(after) < 2 or not is_han(after[0].text):
        return False
    near = after[0].column - spot.columns[-1]
    space = after[1].column - after[0].column - near
    tight = near <= _TIGHT * pitch and space >= max(_LEAST_SPACE, (_SPACE - 1) * near)
    if after[0].text + after[1].text in _names()["going_on"]:
        return False
    return tight and not any(word.startswith(after[0].text) for word in _words_behind())


def _touching(characters: list[Character], column: int, wide: float) -> str:
    text = ""
    for character in characters:
        if abs(character.column - column) > wide:
            break
        column = character.column
        text += character.text
    return text


def letters_between(lattice: Lattice, spot: Spot, sure: float) -> int:
    """Count the letters of the best reading within the spot that are at least ``sure``."""
    return sum(
        1
        for character in lattice.characters
        if spot.first - 1 <= character.column <= spot.last + 1
        and character.probability >= sure
        and (character.text.isalnum() or is_han(character.text))
    )
