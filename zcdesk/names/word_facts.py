"""What a word and the text on both sides of it tell of whose it is: the facts that rows ask for.

Both readings of a page use them, the one that covers and the one that looks at what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from zcdesk.applicant import PLACELESS, Word, WordKind
from zcdesk.names.brand_rarity import brand_odds
from zcdesk.names.company_brands import is_bare_brand
from zcdesk.names.organisations import parts_of_names
from zcdesk.names.other_writings import goes_on, is_other_writing
from zcdesk.names.spellings import (
    folded,
    follows_another_place,
    follows_another_trade,
    surname_length,
)
from zcdesk.names.surnames import is_everyday_word

_FEW = 3  # letters of an employer that may be a part of any word (云岭 in 云岭路)
_OF_STUDENTS = re.compile("大学(?:生(?![命物态科化工源理活产])|城(?![市乡]))")
"""What makes another word of 大学: students, a part of a town; 大学生命科学学院 is none."""


@dataclass(frozen=True)
class WordFacts:
    """A word, the text before it, nearest letter last, and behind it, nearest letter first."""

    word: Word
    before: str
    after: str

    @cached_property
    def letters(self) -> str:
        """Its letters, folded."""
        return folded(self.word.text)

    @property
    def told(self) -> bool:
        """The person told it, or it is hers alone."""
        return self.word.sure

    @property
    def other_writing(self) -> bool:
        """It is the name, written otherwise."""
        return is_other_writing(self.word)

    @property
    def goes_on(self) -> bool:
        """Pinyin at an end of it goes on."""
        return goes_on(self.letters, self.before, self.after)

    @property
    def everyday(self) -> bool:
        """A name that is a common word as well."""
        return is_everyday_word(self.letters)

    @property
    def short(self) -> bool:
        """A given name of one letter, which alone is likely to be the beginning of another."""
        return len(self.letters) - surname_length(self.word.text) == 1

    @property
    def in_longer_number(self) -> bool:
        """Figures touch it."""
        return any(map(str.isdigit, (self.before[-1:], self.after[:1])))

    @property
    def of_students(self) -> bool:
        """Another word begins with its last letters."""
        return _OF_STUDENTS.match(self.word.text[-2:] + self.after) is not None

    @property
    def short_form(self) -> bool:
        """A short form of the employer."""
        return self.word.kind is WordKind.EMPLOYER_SHORT

    @property
    def former(self) -> bool:
        """An employer of before."""
        return self.word.kind is WordKind.FORMER_EMPLOYER

    @property
    def placeless(self) -> bool:
        """A form that may lack the place."""
        return self.word.kind in PLACELESS

    @property
    def few(self) -> bool:
        """So few letters of an employer that they may be a part of any word."""
        return len(self.letters) <= _FEW

    @property
    def bare(self) -> bool:
        """A brand and nothing else."""
        return self.few or is_bare_brand(self.word.text)

    @property
    def odds(self) -> float:
        """How much likelier the letters are the brand than other words."""
        return brand_odds(self.before, self.word.text, self.after)

    @property
    def behind_a_house(self) -> bool:
        """A part of an organisation that is named before it: 新疆大学机电学院."""
        return folded(self.before).endswith(tuple(parts_of_names()["houses"]))

    @property
    def another_place(self) -> bool:
        """Another place is before it."""
        return follows_another_place(self.before, self.word.text)

    @property
    def another_trade(self) -> bool:
        """Another trade is behind it."""
        return follows_another_trade(self.after)
