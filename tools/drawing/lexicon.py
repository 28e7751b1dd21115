"""Finds on a line about to be drawn which characters mean whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.drawing.marks import Role
from tools.drawing.people import DOTS, Person

_GAP = "[ \u3000]*"
_DOT = f"(?:[{DOTS}]|{_GAP})"
_DATE = r"(?:19|20)\d\d ?[年./-] ?\d{1,2}(?: ?[月./-](?: ?\d{1,2} ?日?)?)?|(?:19|20)\d\d ?年(?:度)?"
_NUMBER = r"[A-Z]{0,4}[〔\[]?\d[\dA-Z〕\].:：/-]{2,}\d"
_WORD = r"[^\s\u3000，。；：、（）()《》“”！？…·:;,|]{1,12}"


@dataclass(frozen=True)
class LexiconFind:
    """Characters ``start`` to ``end`` (exclusive) of a text, and what they are."""

    start: int
    end: int
    role: Role
    near: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The words of one page: the applicant's own and those of the people around."""

    person: Person
    colleagues: Sequence[Person]
    authorities: tuple[str, ...] = ()

    def finds(self, text: str) -> list[LexiconFind]:
        """Split ``text`` into finds, in reading order; blanks and punctuation stay outside."""
        found: list[LexiconFind] = []
        place = 0
        for match in self._names.finditer(text):
            found.extend(_plain(text, place, match.start()))
            role, near = self._meaning(match.group())
            found.append(LexiconFind(match.start(), match.end(), role, near))
            place = match.end()
        return [*found, *_plain(text, place, len(text))]

    def _meaning(self, written: str) -> tuple[Role, bool]:
        bare = _bare(written)
        return self._roles.get(bare, (Role.TEXT, False))

    @cached_property
    def _roles(self) -> dict[str, tuple[Role, bool]]:
        roles: dict[str, tuple[Role, bool]] = {}
        for word, role in self._words():
            roles.setdefault(_bare(word), (role, self._is_near(word, role)))
        return roles

    @cached_property
    def _names(self) -> re.Pattern[str]:
        words = sorted({word for word, _ in self._words()}, key=lambda word: -len(_bare(word)))
        return re.compile("|".join(_pattern(word) for word in words))

    def _words(self) -> Iterator[tuple[str, Role]]:
        own = self.person
        yield own.name, Role.NAME
        if own.traditional:
            yield own.traditional, Role.NAME
        yield from ((form, Role.NAME_LATIN) for form in own.latin_forms())
        yield from ((form, Role.EMPLOYER) for form in own.employer.written_forms())
        if own.employer.short:
            yield own.employer.short, Role.EMPLOYER_SHORT
        yield own.id_number, Role.ID_NUMBER
        for other in self.colleagues:
            yield other.name, Role.OTHER_NAME
            yield from ((form, Role.OTHER_NAME) for form in other.latin_forms())
            if other.employer != own.employer:
                yield from (
                    (form, Role.OTHER_ORGANISATION) for form in other.employer.written_forms()
                )
                yield other.employer.short, Role.OTHER_ORGANISATION
            yield other.id_number, Role.NUMBER
        yield from ((name, Role.OTHER_ORGANISATION) for name in self.authorities)

    def _is_near(self, word: str, role: Role) -> bool:
        own = self.person
        if role is Role.OTHER_NAME:
            shared = set(_halves(word)) & set(_halves(own.name))
            return bool(shared) or _nearly(_bare(word), _bare(own.name), 1)
        if role is Role.OTHER_ORGANISATION:
            return _nearly(word, own.employer.name, 2) or _nearly(word, own.employer.short, 1)
        return False


def _halves(name: str) -> list[str]:
    return re.split(f"[{DOTS}]", name)


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter not in DOTS and not letter.isspace())


def _pattern(word: str) -> str:
    if re.search("[A-Za-z0-9]", word):
        return re.escape(word)
    parts = [_DOT if letter in DOTS else re.escape(letter) for letter in word]
    return _GAP.join(parts)


def _nearly(word: str, own: str, changes: int) -> bool:
    if own in word:
        return True
    return len(word) == len(own) and sum(map(str.__ne__, word, own)) <= changes


def _plain(text: str, start: int, end: int) -> Iterable[LexiconFind]:
    """Yield what is between names: dates, numbers, words."""
    pattern = re.compile(f"(?P<date>{_DATE})|(?P<number>{_NUMBER})|(?P<text>{_WORD})")
    for match in pattern.finditer(text, start, end):
        yield LexiconFind(match.start(), match.end(), Role(match.lastgroup or "text"))
