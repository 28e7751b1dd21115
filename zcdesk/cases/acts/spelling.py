"""Spellings in the Arabic script that pages propose: put together, taken or refused by a person.

A page is read badly in one letter and another page in another one, so spellings that are alike are
one question. What was refused is kept with the case and not asked about again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from zcdesk.applicant import OWN_WORDS, Applicant, Target
from zcdesk.cases.acts.noting import answer_questions
from zcdesk.cases.case import Case
from zcdesk.geometry import Polygon
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.sorting.told import ScriptSpelling

_ALIKE = 0.8
"""Likeness of letters (difflib) from which on two spellings are one, read differently."""

_KEPT = "spelling."
_NO = "no"


@dataclass(frozen=True)
class ProposedSpelling:
    """What may be the applicant's name or employer in the Arabic script.

    Attributes:
        target: Which of them.
        text: As it was read most often.
        places: Numbers of the pages, and where it is on each, the one that reads so first.
        refused: The person said that it is not hers.
    """

    target: Target
    text: str
    places: tuple[tuple[int, Polygon], ...]
    refused: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        """Numbers of the pages, each once."""
        return tuple(dict.fromkeys(page for page, _ in self.places))

    @property
    def key(self) -> str:
        """Name under which the case keeps that it was refused."""
        return f"{_KEPT}{self.target}.{plain_letters(self.text)}"


def proposed_spellings(case: Case) -> tuple[ProposedSpelling, ...]:
    """Return what pages propose, for a name or an employer that nobody told in the script."""
    return tuple(
        spelling
        for target in OWN_WORDS
        if not any(map(is_typed_in_arabic, spellings_of(case.applicant, target)))
        for spelling in _proposed(case, target)
    )


def open_spellings(case: Case) -> tuple[ProposedSpelling, ...]:
    """Return those that the person has not answered yet."""
    return tuple(spelling for spelling in proposed_spellings(case) if not spelling.refused)


def spellings_of(applicant: Applicant, target: Target) -> tuple[str, ...]:
    """Return how the applicant wrote her name, or her employer's."""
    if target is Target.EMPLOYER:
        return applicant.employer, *applicant.employer_aliases
    return applicant.names


def applicant_with_spelling(applicant: Applicant, target: Target, text: str) -> Applicant:
    """Return the applicant with one more spelling; the caller has it searched for."""
    if text in spellings_of(applicant, target):
        return applicant
    if target is Target.EMPLOYER:
        return replace(applicant, employer_aliases=(*applicant.employer_aliases, text))
    return replace(applicant, aliases=(*applicant.aliases, text))


def refuse_spelling(case: Case, spelling: ProposedSpelling) -> Case:
    """Keep that a spelling is not the applicant's."""
    return answer_questions(case, {spelling.key: _NO})


def ask_spelling_again(case: Case, spelling: ProposedSpelling) -> Case:
    """Take back that a spelling, or one like it, is not the applicant's."""
    own = plain_letters(spelling.text)
    keys = [key for key, letters in _refused(case, spelling.target) if _alike(letters, own)]
    return answer_questions(case, dict.fromkeys(keys, ""))


_Shown = tuple[int, ScriptSpelling]
"""A spelling and the number of its page."""


def _proposed(case: Case, target: Target) -> tuple[ProposedSpelling, ...]:
    shown = tuple(
        (page.number, spelling)
        for page in case.pages
        if page.examined
        for spelling in page.told.spellings
        if spelling.target is target
    )
    refused = tuple(letters for _, letters in _refused(case, target))
    return _put_together(target, shown, refused) if shown else ()


@lru_cache(maxsize=8)
def _put_together(
    target: Target, shown: tuple[_Shown, ...], refused: tuple[str, ...]
) -> tuple[ProposedSpelling, ...]:
    """Return the spellings of pages, what is on most of them first. Most acts of a person
    change none of them, and what a window shows asks again after each."""
    spellings = []
    for group in sorted(_groups(shown), key=lambda group: -len({page for page, _ in group})):
        often = Counter(spelling.text for _, spelling in group).most_common(1)[0][0]
        places = tuple((page, spelling.polygon) for page, spelling in group)
        no = any(_alike(letters, plain_letters(often)) for letters in refused)
        spellings.append(ProposedSpelling(target, often, places, no))
    return tuple(spellings)


def _groups(shown: Iterable[_Shown]) -> list[list[_Shown]]:
    """Return the spellings of pages in groups of those that are alike."""
    by_letters: dict[str, list[_Shown]] = {}
    for place in shown:
        by_letters.setdefault(plain_letters(place[1].text), []).append(place)
    groups: dict[str, list[_Shown]] = {}
    for letters, places in sorted(by_letters.items(), key=lambda entry: -len(entry[1])):
        like = next((known for known in groups if _alike(known, letters)), letters)
        groups.setdefault(like, []).extend(places)
    return list(groups.values())


def _alike(letters: str, other: str) -> bool:
    return SequenceMatcher(None, letters, other, autojunk=False).ratio() >= _ALIKE


def _refused(case: Case, target: Target) -> Iterator[tuple[str, str]]:
    """Yield the keys of refused spellings, each with its letters."""
    before = f"{_KEPT}{target}."
    for key, answer in case.facts:
        if key.startswith(before) and answer == _NO:
            yield key, key.removeprefix(before)
