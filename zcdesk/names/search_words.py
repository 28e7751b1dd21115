"""Every word that is looked for on a page: those of the applicant, and the forms made of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.names.houses import house_forms, houses_of, is_state_body
from zcdesk.names.organisations import each, without_legal_form
from zcdesk.names.other_writings import account_forms, address_forms, written_otherwise
from zcdesk.names.spellings import (
    LEAST_LETTERS,
    brand_forms,
    contracted_forms,
    folded,
    initial_forms,
    is_latin,
    latin_forms,
    name_parts,
    numeral_forms,
    short_forms,
    town_forms,
)

MOST_DERIVED = 24
"""Told names, and employers, from which further forms are made; those beyond are looked for as
they were typed, so that a list of 2,000 names stays a matter of seconds."""


@lru_cache(16)
def words(applicant: Applicant) -> tuple[Word, ...]:
    """Return every form to look for, told ones first, then derived ones; no form is twice.

    Raises:
        ValueError: Name or employer holds fewer than two letters, so it could never be found.
    """
    if any(
        len(folded(written)) < LEAST_LETTERS for written in (applicant.name, applicant.employer)
    ):
        raise ValueError("name and employer need two letters each")
    given = [
        *_numbered(WordKind.NAME, [applicant.name]),
        *_numbered(WordKind.ALIAS, applicant.aliases),
        *_numbered(WordKind.EMPLOYER, [applicant.employer]),
        *_numbered(WordKind.EMPLOYER_ALIAS, applicant.employer_aliases),
        *_numbered(WordKind.FORMER_EMPLOYER, applicant.former_employers),
        *_numbered(WordKind.ID_NUMBER, [applicant.id_number]),
    ]
    names = [applicant.name, *applicant.aliases][:MOST_DERIVED]
    full_names = filter(_is_full_name, applicant.employer_aliases)
    employers = [applicant.employer, *applicant.former_employers, *full_names][:MOST_DERIVED]
    above = each(houses_of, employers)
    houses = [house for house in above if not is_state_body(house)]
    derived = [
        *_derived(WordKind.NAME_LATIN, each(latin_forms, names)),
        *_derived(WordKind.NAME_LATIN, each(initial_forms, names), sure=False, start=51),
        *_derived(WordKind.NAME_LATIN, each(account_forms, names), sure=False, start=101),
        *_derived(WordKind.ALIAS, each(name_parts, names), sure=False, start=51),
        *written_otherwise(names),
        *_derived(WordKind.EMPLOYER_HOUSE, houses),
        *_derived(WordKind.EMPLOYER_SHORT, each(short_forms, employers)),
        *_derived(WordKind.EMPLOYER_SHORT, each(contracted_forms, employers), start=101),
        *_derived(WordKind.EMPLOYER_SHORT, each(numeral_forms, employers), start=201),
        *_derived(WordKind.EMPLOYER_SHORT, each(town_forms, employers), start=301),
        *_derived(WordKind.EMPLOYER_SHORT, each(brand_forms, employers), sure=False, start=51),
        *_derived(WordKind.EMPLOYER_SHORT, each(address_forms, employers), sure=False, start=401),
        *_derived(WordKind.EMPLOYER_SHORT, each(house_forms, houses), start=501),
        *_derived(WordKind.EMPLOYER_SHORT, above, sure=False, start=601),
        *_derived(WordKind.EMPLOYER_SHORT, each(house_forms, above), sure=False, start=651),
    ]
    by_text: dict[str, Word] = {}
    for word in (*given, *derived):
        if len(folded(word.text)) >= LEAST_LETTERS:
            by_text.setdefault(folded(word.text), word)
    return tuple(by_text.values())


def _is_full_name(employer: str) -> bool:
    """Tell whether a further form of an employer is a full name itself: English, or with 公司."""
    plain = folded(employer)
    return is_latin(plain) or without_legal_form(plain) != plain


def _numbered(kind: WordKind, texts: Iterable[str]) -> list[Word]:
    return [Word(kind, number, text) for number, text in enumerate(texts, 1) if text.strip()]


def _derived(kind: WordKind, texts: Iterable[str], sure: bool = True, start: int = 1) -> list[Word]:
    return [Word(kind, number, text, sure) for number, text in enumerate(texts, start)]
