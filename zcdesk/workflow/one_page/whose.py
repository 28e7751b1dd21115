"""Whom a page is about, by what was read and found: the applicant, somebody else, nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zcdesk.applicant import Applicant, Target, Word, WordKind
from zcdesk.checks.slots.expected_names import carries
from zcdesk.geometry import Polygon
from zcdesk.identity_numbers import plain_number
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.labels import fields
from zcdesk.names.organisation_names import employers_in, organisation_in
from zcdesk.names.search_words import words
from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_latin, simplified
from zcdesk.reading.line import Reading
from zcdesk.sorting.own_data import MISREAD, differing
from zcdesk.sorting.page_words import page_words
from zcdesk.sorting.person_names import SHORT_NAME, is_transliterated
from zcdesk.sorting.subject import Subject, about, within
from zcdesk.sorting.told import AboutWhom, PageTold
from zcdesk.verification.words.seeing import search

_SURE = 0.75
"""Probability that every letter of a name must have before it counts as somebody else's."""

_PLAIN = 0.9
"""The same of its best letter, where no letter is one of hers: 毛婳 is not 薛薇艳."""

_MOST = 24  # organisations of a page


def with_whose(
    page_told: PageTold,
    reading: Reading,
    people: Sequence[Subject],
    hits: Sequence[Hit],
    applicant: Applicant,
) -> PageTold:
    """Return what a page says of itself, whom it is about, and the organisations it names.

    Args:
        page_told: What it says without knowing the applicant.
        reading: What was read.
        people: Whom it names in a part.
        hits: What was found on it; without names among the targets her name is looked for here.
        applicant: Whose page it should be.
    """
    own = _Own(reading, hits, applicant)
    personal = carries("named.toml", page_told)
    persons = [person for person in people if not own.may_spell(person)]
    whom = about(persons, own.is_hers, mentioned=own.mentioned, personal=personal)
    numbered = _by_number(page_told, applicant, whom, personal=personal)
    organisations = tuple(dict.fromkeys(_organisations(reading)))[:_MOST]
    return replace(page_told, about=numbered, organisations=organisations)


def _by_number(
    page_told: PageTold, applicant: Applicant, found: AboutWhom, *, personal: bool
) -> AboutWhom:
    """Return whom a page is about once the ID numbers on it were held against hers."""
    own = plain_number(applicant.id_number)
    numbers = page_told.id_numbers
    if own and any(differing(own, number) <= MISREAD for number in numbers):
        return AboutWhom.OWN
    namesake = found is AboutWhom.OWN and own and personal and len(numbers) == 1
    mentioned = found is AboutWhom.NAMED and personal
    return (
        AboutWhom.OTHER
        if numbers and (found is AboutWhom.NOBODY or namesake or mentioned)
        else found
    )


def _organisations(reading: Reading) -> Iterator[str]:
    for field in fields(reading.lines):
        if field.target is Target.EMPLOYER:
            yield organisation_in(field.text, whole=False)
    for line in page_words(reading).lines:
        yield from employers_in(line)


@dataclass(frozen=True, eq=False)
class _Own:
    """The applicant's name on a page."""

    reading: Reading
    hits: Sequence[Hit]
    applicant: Applicant

    def is_hers(self, one: Subject) -> bool | None:
        """Tell whether a name is hers, before or after a letter of it was read wrong; None where
        it was read too badly to be anybody else's."""
        plain = _plain(one.name)
        if any(text == plain or (len(text) > SHORT_NAME and text in plain) for text in self._texts):
            return True
        if any(within(one.place, place) for place in self._places):
            return True
        apart = one.best >= _PLAIN and not any(set(plain) & set(text) for text in self._texts)
        return False if one.worst >= _SURE or apart else None

    def may_spell(self, one: Subject) -> bool:
        """Tell whether a Latin name may be hers: transliterated names are spelled in many ways."""
        foreign = any(dot in self.applicant.name for dot in MIDDLE_DOTS)
        foreign = foreign or is_transliterated(self.applicant.name)
        return foreign and is_latin(one.name) and _plain(one.name) not in self._texts

    @cached_property
    def mentioned(self) -> bool:
        """Her name is anywhere on the page."""
        if any(_names_her(hit) for hit in self.hits):
            return True
        lines = [_plain(line.lattice.text) for line in self.reading.lines]
        body = "".join(lines)
        return any(len(text) > SHORT_NAME and text in body for text in self._texts) or bool(
            self._seen
        )

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        every = words(self.applicant)
        return tuple(word for word in every if word.is_name and word.sure)

    @cached_property
    def _texts(self) -> frozenset[str]:
        """The applicant's name in the form for comparing; a Latin spelling with its initials."""
        every = (word for word in words(self.applicant) if word.is_name)
        return frozenset(
            _plain(word.text) for word in every if word.sure or word.kind is WordKind.NAME_LATIN
        )

    @cached_property
    def _seen(self) -> tuple[Polygon, ...]:
        return tuple(sighting.place for sighting in search(self.reading.lines, self._words))

    @cached_property
    def _places(self) -> tuple[Polygon, ...]:
        """Places of her name, also with a letter that may be misread."""
        sure = {word.label for word in self._words}
        masks = (hit.mask for hit in self.hits if _names_her(hit))
        return (*(mask.polygon for mask in masks if mask.matched in sure), *self._seen)


def _names_her(hit: Hit) -> bool:
    return hit.mask.target is Target.NAME and hit.verdict is not Verdict.LEAVE


def _plain(text: str) -> str:
    letters = "".join(letter for letter in text if letter.isalnum())
    return simplified(folded(letters))
