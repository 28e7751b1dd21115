"""What a drawn page knows about itself: every run of ink with its meaning and its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from zcdesk.geometry import Polygon, Transform, area
from zcdesk.picture import Picture
from zcdesk.training.people import DOTS, Person


class Role(StrEnum):
    """What a run of ink is; the first group points to the applicant, the second must stay."""

    NAME = "name"
    NAME_LATIN = "name-latin"
    EMPLOYER = "employer"
    EMPLOYER_SHORT = "employer-short"
    SEAL = "seal"
    SIGNATURE = "signature"
    PHOTO = "photo"
    CODE = "code"
    ID_NUMBER = "id-number"

    OTHER_SEAL = "other-seal"
    OTHER_NAME = "other-name"
    OTHER_ORGANISATION = "other-organisation"
    OTHER_SIGNATURE = "other-signature"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"

    @property
    def stays(self) -> bool:
        """Whether covering this ink would be a mistake, whatever a notice asks for."""
        return self in _STAYING


class Setting(StrEnum):
    """How a run of letters is set on the page."""

    RUNNING = "running"
    CELL = "cell"
    VERTICAL = "vertical"
    ARABIC = "arabic"
    WATERMARK = "watermark"
    DISPLAY = "display"


_STAYING = frozenset(
    {
        Role.OTHER_SEAL,
        Role.OTHER_NAME,
        Role.OTHER_ORGANISATION,
        Role.OTHER_SIGNATURE,
        Role.DATE,
        Role.NUMBER,
        Role.TEXT,
    }
)


@dataclass(frozen=True)
class InkMark:
    """One occurrence on a page.

    ``characters`` holds one polygon per character, the box of its ink in pixels of the picture
    (for a seal, photo or code: one polygon for the whole); ``em`` is the height of one Han
    character in pixels. ``near`` tells that a staying word contains the applicant's own word or
    differs from it by one or two characters only, ``hand`` that a pen wrote it, ``setting`` how it
    is set where that matters. An occurrence that is broken over two lines is one mark.
    """

    role: Role
    text: str
    characters: tuple[Polygon, ...]
    em: float
    near: bool = False
    hand: bool = False
    setting: Setting = Setting.RUNNING

    def moved(self, transform: Transform) -> InkMark:
        """Return the mark where ``transform`` carries its ink."""
        characters = tuple(transform.apply_all(polygon) for polygon in self.characters)
        before = sum(area(polygon) for polygon in self.characters)
        after = sum(area(polygon) for polygon in characters)
        growth = math.sqrt(after / before) if before else 1.0
        return replace(self, characters=characters, em=self.em * growth)


@dataclass(frozen=True)
class DrawnPage:
    """A fictional page with its truth.

    ``turned`` is the quarter turn, in degrees clockwise, by which the content stands away from
    upright; ``skew`` the small turn beyond it, clockwise too. ``damages`` names what has been
    done to the page since it was drawn.
    """

    picture: Picture
    marks: tuple[InkMark, ...]
    kind: str
    dpi: int
    turned: int = 0
    skew: float = 0.0
    damages: tuple[str, ...] = ()

    def having(self, *roles: Role) -> tuple[InkMark, ...]:
        """Return the marks of these roles, in drawing order."""
        return tuple(mark for mark in self.marks if mark.role in roles)

    def moved(self, picture: Picture, transform: Transform) -> DrawnPage:
        """Return the page as ``picture``, its marks carried along by ``transform``."""
        return replace(self, picture=picture, marks=moved(self.marks, transform))


def moved(marks: Sequence[InkMark], transform: Transform) -> tuple[InkMark, ...]:
    """Return all ``marks`` where ``transform`` carries them."""
    return tuple(mark.moved(transform) for mark in marks)


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
    """Yield what stands between names: dates, numbers, words."""
    pattern = re.compile(f"(?P<date>{_DATE})|(?P<number>{_NUMBER})|(?P<text>{_WORD})")
    for match in pattern.finditer(text, start, end):
        yield LexiconFind(match.start(), match.end(), Role(match.lastgroup or "text"))
