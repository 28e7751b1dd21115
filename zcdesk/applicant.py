"""The person who applies, and the words that must not stay readable."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class MadeOf(StrEnum):
    """What a thing is on a page, which decides who looks for it."""

    WORDS = "words"
    NUMBER = "number"
    DRAWN = "drawn"
    ROWS = "rows"


class Target(StrEnum):
    """What a notice may ask to cover on a page (盲评)."""

    # A row each, in the order of every list. Its words are in resources/things.toml, what finds it
    # is a row of JUDGES (masking/judges.py), what finds it left is one of LEFT
    # (verification/marks/left_marks.py).

    made_of: MadeOf  # what it is on a page
    asked_anyway: bool  # asked about where it is no target, too: the name may be on it

    def __new__(
        cls, word: str, made_of: MadeOf = MadeOf.DRAWN, asked_anyway: bool = False
    ) -> Target:
        """Return a thing: a word with what is known of it."""
        target = str.__new__(cls, word)
        target._value_ = word
        target.made_of, target.asked_anyway = made_of, asked_anyway
        return target

    NAME = "name", MadeOf.WORDS
    EMPLOYER = "employer", MadeOf.WORDS
    PHOTO = "photo", MadeOf.DRAWN
    SEAL = "seal", MadeOf.DRAWN, True
    SIGNATURE = "signature", MadeOf.DRAWN, True
    CODE = "code", MadeOf.DRAWN
    ID_NUMBER = "id-number", MadeOf.NUMBER
    OTHERS_ON_LIST = "others-on-list", MadeOf.ROWS


OWN_WORDS = tuple(target for target in Target if target.made_of is MadeOf.WORDS)
"""Things that are words which a person types: name and employer."""

DRAWN = frozenset(target for target in Target if target.made_of is MadeOf.DRAWN)
"""Things that are drawn or printed as a picture: they may be over print."""

ASKED_ANYWAY = frozenset(target for target in Target if target.asked_anyway)
"""Things about which a person is asked whether they are targets or not."""


class WordKind(StrEnum):
    """Whose word it is and where it came from; the first part of what reports call ``matched``."""

    NAME = "name"
    NAME_LATIN = "name:latin"
    ALIAS = "alias"
    EMPLOYER = "employer"
    EMPLOYER_ALIAS = "employer:alias"
    EMPLOYER_SHORT = "employer:short"
    EMPLOYER_HOUSE = "employer:house"  # what the employer belongs to
    FORMER_EMPLOYER = "former"
    ID_NUMBER = "id-number"

    @property
    def target(self) -> Target:
        """The target that a word of this kind belongs to."""
        if self in (WordKind.NAME, WordKind.NAME_LATIN, WordKind.ALIAS):
            return Target.NAME
        if self is WordKind.ID_NUMBER:
            return Target.ID_NUMBER
        return Target.EMPLOYER


PLACELESS = frozenset({WordKind.EMPLOYER_SHORT, WordKind.EMPLOYER_ALIAS})
"""Kinds of words that may name an employer without its place, as every place has one."""


GIVEN = frozenset(
    {WordKind.NAME, WordKind.ALIAS, WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS}
    | {WordKind.FORMER_EMPLOYER, WordKind.ID_NUMBER}
)
"""Kinds of words that a person told; the sure ones below ``DERIVED`` were not made from others."""

DERIVED = 101
"""Number from which on a word was made from another one of its kind."""


class Matched(NamedTuple):
    """A word by kind and number, as reports and case files name it (``name:1``), never by text."""

    kind: WordKind
    number: int

    @classmethod
    def of(cls, label: str) -> Matched | None:
        """Return what a label names; None for "", where no word led to a cover."""
        kind, _, number = label.rpartition(":")
        known = kind in set(WordKind) and number.isdecimal()
        return cls(WordKind(kind), int(number)) if known else None

    @property
    def label(self) -> str:
        """The word as it is written, for example ``employer:short:3``."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True)
class Word:
    """One written form that points to the applicant.

    ``sure`` is False for forms that others share (an initial with a surname, half of a dotted
    name): a find of such a form is shown to a person and never decides a page by itself.
    """

    kind: WordKind
    number: int
    text: str
    sure: bool = True

    @property
    def is_name(self) -> bool:
        """Whether it names a person."""
        return self.kind.target is Target.NAME

    @property
    def is_employer(self) -> bool:
        """Whether it names where somebody works."""
        return self.kind.target is Target.EMPLOYER

    @property
    def is_given(self) -> bool:
        """Whether a person told it, and it was not made from another word."""
        return self.sure and self.kind in GIVEN and self.number < DERIVED

    @property
    def label(self) -> str:
        """Name of the word in reports, for example ``name:1``; never its text."""
        return Matched(self.kind, self.number).label


@dataclass(frozen=True)
class Applicant:
    """What the applicant told about herself; texts are kept as typed."""

    name: str
    employer: str
    aliases: tuple[str, ...] = field(default=())
    employer_aliases: tuple[str, ...] = field(default=())
    former_employers: tuple[str, ...] = field(default=())
    id_number: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Her name and the other writings of it."""
        return (self.name, *self.aliases)
