"""What is directly before and behind a spot, and what that says about whose name it is.

A longer name that begins or ends with the applicant's (张伟国 for 张伟) scores as well as her own;
no threshold can tell them apart, only the neighbours can.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from zcdesk.applicant import Target
from zcdesk.masking.spotting.lattice_search import Spot, letter_columns
from zcdesk.names.organisations import places
from zcdesk.names.spellings import MIDDLE_DOTS, is_han
from zcdesk.names.surnames import surnames
from zcdesk.reading.lattice import Character, Lattice
from zcdesk.resources import table

_ALWAYS = frozenset("男女的在说等")
_ADJECTIVES = frozenset("新好大真高强美旧老")
_SOURCE = frozenset("[［〔【")
_BEFORE_NUMBERS = frozenset("于在自从到")  # 张伟于2023年
_FULL_LINE = 12  # letters; a line with fewer is a cell or an item, not running text
_SPACE = 1.5  # the same where two names of a list are side by side, one space between them ...
_LEAST_SPACE = 2  # ... which takes so many columns at least: peaks of letters may be one off
_TIGHT = 1.2  # character widths between the peaks of two letters that touch
_LONGEST_PART = 5  # letters of a part of a transliterated name that are before another word of it
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

    @property
    def one_more(self) -> bool:
        """Exactly one Han character follows before the item ends or a word like 同志 comes."""
        rest = self.after
        if not rest or not is_han(rest[0]):
            return False
        return not is_han(rest[1:2]) or _ends_name(rest[1:])

    @property
    def plainly_one_more(self) -> bool:
        """That character is surely a name's: 张伟新的 may be 张伟 and something new of his. Where
        the line ends before it is told what follows, only 等 or a word like 同志 tells it, and so
        behind a character that leads to what a person does: 张伟作汇报 tells of 张伟. 汪洋君 may be
        Mr. 汪洋 unless a word like 同志 follows."""
        rest = self.after[1:]
        if self.after[:1] and self.after[0] in _names()["addresses"]:
            return self.one_more and rest.startswith(tuple(_names()["titles"]))
        leads = is_han(rest[:1]) and self.after[0] in _names()["leading"]
        if self.broken_off or leads:
            ended = rest.startswith("等") or rest.startswith(tuple(_names()["titles"]))
            return self.one_more and ended
        return self.one_more and not (rest[:1] == "的" and self.after[0] in _ADJECTIVES)

    @property
    def goes_on_below(self) -> bool:
        """The first letter of the line below is surely the last one of this name: 潘远 / 刚等人.
        等人 follows the last name of a list. Behind a surname it may tell of somebody else (张伟 /
        李等人), so that this proves nothing."""
        letter, rest = self.after[:1], self.after[1:]
        several = rest.startswith("等") and (rest[1:2] == "人" or rest[1:2].isdigit())
        given = is_han(letter) and letter not in surnames()
        return self.on_next_line and given and several

    @property
    def alone(self) -> bool:
        """The spot is an item of its own, or is in a sentence where a name does."""
        return self.stopped and self.introduced and not self.dotted

    @property
    def apart(self) -> bool:
        """A part of a transliterated name stands by itself: no other part of a name touches it. So
        is 买买提 in 好的买买提老师 or 买买提今天值班, but not in 买买提江 or 艾力买买提."""
        letters = _names()["transliterated"]
        begins = self.introduced or self.before[-1] not in letters
        ends = self.stopped or self.after[0] not in letters
        # The part before a dot at the start of a line is on the line above.
        joined = self.dotted or _is_dot(self.before[::-1]) or _begins_behind_dot(self.before)
        return begins and ends and not joined

    @property
    def begins_item(self) -> bool:
        """Nothing but one Han character is between the start of the item and the spot."""
        return bool(self.before) and is_han(self.before[-1]) and not is_han(self.before[-2:-1])

    @property
    def stopped(self) -> bool:
        """What follows cannot belong to a given name: its end, punctuation, a word like 同志."""
        if not self.after or not is_han(self.after[0]):
            return True
        return _ends_name(self.after) or (
            self.broken_off and any(word.startswith(self.after) for word in _names()["after"])
        )

    @property
    def broken_off(self) -> bool:
        """The line ends before it is told what follows the spot."""
        return self.runs_on and is_han(self.after)

    @property
    def introduced(self) -> bool:
        """What is before leads to a name: an item's start, a label, 由 and the like, 主任. So
        does 关于 where a form of address follows (关于高远同志)."""
        if not self.before or not is_han(self.before[-1]):
            return True
        leads = self.before[-1] in _names()["before"]
        labelled = self.before.endswith(_name_labels())
        names = _names()
        titled = self.after.startswith(tuple(names["titles"]))
        return (
            leads
            or labelled
            or (titled and self.before.endswith(tuple(names["about"])))
            or any(self.before.endswith(w) for w in _names()["after"] if len(w) > 1)
        )

    @property
    def dotted(self) -> bool:
        """A middle dot joins the spot to another part of a name; a bullet begins an item."""
        joined = bool(self.before[:-1].strip()) and _is_dot(self.before[::-1])
        return joined or _is_dot(self.after)

    @property
    def opened(self) -> bool:
        """What is before is no surname: start, a label and its colon, 由, the end of a word."""
        none = (*_names()["before"], *_names()["beginning"])
        letter = self.before[-1:]
        return not self.begins_item or letter in none or letter not in surnames()


def _is_dot(text: str) -> bool:
    """Tell whether a text, nearest character first, begins with a dot between parts of a name."""
    dot = text[:1] in _DOTS
    return bool(text) and (dot or (text[0] == "." and is_han(text[1:2])))


def _begins_behind_dot(before: str) -> bool:
    """Tell whether letters behind the dot of a name lead to a spot (热合曼·阿布都 to 热合曼)."""
    nearest = before[::-1]
    count = next((at for at, letter in enumerate(nearest) if letter in _DOTS), 0)
    letters = nearest[:count][::-1]
    if not 0 < count <= _LONGEST_PART or not is_han(letters):
        return False
    leads = any(letter in _names()["before"] for letter in letters)
    return not leads and not any(word in letters for word in _names()["after"])


def _ends_name(after: str) -> bool:
    """Tell whether a text begins with a word that ends a name. A single character like 月 or 和 may
    belong to a given name as well: it counts only where the sentence goes on behind it, or with the
    number of a source (等[3])."""
    goes_on = is_han(after[1:2]) or after[1:2] in _SOURCE
    dated = after[:1] in _BEFORE_NUMBERS and after[1:2].isdigit()
    return after.startswith(tuple(_names()["going_on"])) or any(
        after.startswith(word) and (len(word) > 1 or word in _ALWAYS or goes_on or dated)
        for word in _names()["after"]
    )


_DOTS = frozenset(MIDDLE_DOTS)


def _names() -> dict[str, Any]:
    return table("characters", "names.toml")


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
    return tight and not any(word.startswith(after[0].text) for word in _names()["after"])


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
