"""Every word that is looked for on a page: those of the applicant, and the forms made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.names.company_brands import is_company
from zcdesk.names.houses import house_forms, houses_of, is_state_body, tails_of
from zcdesk.names.organisations import each
from zcdesk.names.other_writings import (
    account_forms,
    latin_brands_alone,
    written_otherwise,
)
from zcdesk.names.spellings import (
    LEAST_LETTERS,
    brand_forms,
    brands_alone,
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

_Row = tuple[Callable[[str], Iterable[str]], bool, int]
_LATIN: tuple[_Row, ...] = (
    (latin_forms, True, 1), (initial_forms, False, 51), (account_forms, False, 101),
)  # fmt: skip
_SHORT: tuple[_Row, ...] = (
    (short_forms, True, 1), (contracted_forms, True, 101), (numeral_forms, True, 201),
    (town_forms, True, 301), (brand_forms, False, 51), (brands_alone, False, 701),
    (latin_brands_alone, False, 751), (tails_of, False, 801),
)  # fmt: skip
"""How a name is written in Latin letters, and an employer for short: whether it is sure, and the
number of the first."""


@lru_cache(16)
def words(applicant: Applicant) -> tuple[Word, ...]:
    """Return every form to look for, told ones first, then derived ones; no form is twice.

    Raises:
        ValueError: Name or employer holds fewer than two letters, so it could never be found.
    """
    if min(len(folded(applicant.name)), len(folded(applicant.employer))) < LEAST_LETTERS:
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
        *_derived(WordKind.NAME_LATIN, names, *_LATIN),
        *_derived(WordKind.ALIAS, names, (name_parts, False, 51)),
        *written_otherwise(names),
        *_numbered(WordKind.EMPLOYER_HOUSE, houses),
        *_derived(WordKind.EMPLOYER_SHORT, employers, *_SHORT),
        *_derived(
            WordKind.EMPLOYER_SHORT, houses, (house_forms, True, 501), (town_forms, True, 551)
        ),
        *_derived(WordKind.EMPLOYER_SHORT, employers, (houses_of, False, 601)),
        *_derived(WordKind.EMPLOYER_SHORT, above, (house_forms, False, 651)),
    ]
    by_text: dict[str, Word] = {}
    for word in (*given, *derived):
        if len(folded(word.text)) >= LEAST_LETTERS:
            by_text.setdefault(folded(word.text), word)
    return tuple(by_text.values())


def _is_full_name(employer: str) -> bool:
    """Tell whether a further form of an employer is a full name itself: English, or with 公司."""
    plain = folded(employer)
    return is_latin(plain) or is_company(plain)


def _numbered(kind: WordKind, texts: Iterable[str]) -> list[Word]:
    return [Word(kind, number, text) for number, text in enumerate(texts, 1) if text.strip()]


def _derived(kind: WordKind, texts: Sequence[str], *rows: _Row) -> list[Word]:
    return [
        Word(kind, number, text, sure)
        for forms, sure, first in rows
        for number, text in enumerate(each(forms, texts), first)
    ]
