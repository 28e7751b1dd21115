"""How an employer's own name may be written in Latin letters: Yunling in Xinjiang Yunling Co., Ltd.

Only a person can tell an English name. But a brand is spelled in pinyin, and so is the place of an
organisation that has no brand (Shihezi University), where maps do not spell it otherwise (Hotan).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

from zcdesk.names.company_brands import (
    bare_brands,
    begins_with_its_trade,
    group_of,
    is_placed_brand,
)
from zcdesk.names.organisations import (
    bare_place,
    parts_of_names,
    places,
    without_legal_form,
    without_place,
)
from zcdesk.names.spellings import folded, is_han, syllables_of
from zcdesk.resources import resource

_BRAND = (2, 3, 4)  # letters of a brand
_READINGS = 2  # of a letter, the commonest
_LEAST = 4  # Latin letters; three stand in any word


@cache
def latin_brands(employer: str) -> tuple[str, ...]:
    """Return what may stand for an employer's brand, or for its place, in lower case, joined.

    Args:
        employer: Full name in Han letters; of another there is none.
    """
    plain = folded(employer)
    if not is_han(plain):
        return ()
    core = without_place(plain)
    own = without_place(core.removeprefix(group_of(without_legal_form(core))))
    if _is_company(plain) and not begins_with_its_trade(own):
        whole = without_legal_form(own)
        found = _spelled(whole[:count] for count in _BRAND if count <= len(whole))
    else:
        found = _spelled(_places_of(plain))
    return tuple(fromkey for fromkey in dict.fromkeys(found) if len(fromkey) >= _LEAST)


@cache
def latin_placed_brands(employer: str) -> tuple[str, ...]:
    """Return what may stand for a company's place with its brand, in lower case, joined.

    Both together tell the company where nothing behind them does: Xinjiang Yunling.

    Args:
        employer: Full name in Han letters; of another there is none.
    """
    plain = folded(employer)
    forms = [brand for brand in bare_brands(plain) if is_han(plain) and is_placed_brand(brand)]
    brands = {form: without_place(form) for form in forms}
    found = (
        place + brand
        for form, own in brands.items()
        for place in _spelled([bare_place(form.removesuffix(own))])
        for brand in _spelled([own])
    )
    return tuple(dict.fromkeys(found))


@cache
def address_forms(employer: str) -> tuple[str, ...]:
    """Return a company's brand in pinyin as the name of a site or an address of mail has it, signs
    left out: hengyuecom, xjhengyue163com, wwwhengyue."""
    brand = next((one for one in latin_brands(employer) if len(one) > _LEAST), "")
    parts = _parts()["addresses"]
    known = [place + brand for place in parts["before"]] if brand else []
    ends = [one + end for one in known for end in parts["behind"]]
    return (*ends, *("www" + one for one in known))


@cache
def words_of_organisations() -> tuple[str, ...]:
    """Return words that an organisation's name in Latin letters holds, joined, longest first."""
    return tuple(sorted(_parts()["words"], key=len, reverse=True))


def words_behind_affiliations() -> tuple[str, ...]:
    """Return the words that follow on a paper's authors and their affiliations, joined."""
    return tuple(_parts()["behind_affiliations"])


def _is_company(plain: str) -> bool:
    return "公司" in plain or without_legal_form(plain) != plain


def _places_of(plain: str) -> list[str]:
    """Return the places behind each other that a name begins with, a whole region left out."""
    found: list[str] = []
    known = (*places(), *sorted(_places(), key=len, reverse=True))
    while place := next((one for one in known if plain.startswith(one)), ""):
        plain = plain.removeprefix(place)
        if place not in parts_of_names()["regions"]:
            found.append(bare_place(place))
    return found


def _spelled(parts: Iterable[str]) -> list[str]:
    """Return the spellings of each part: in pinyin, and as maps have them."""
    found: list[str] = []
    for part in parts:
        letters = [syllables_of(letter)[:_READINGS] for letter in part]
        found += ("".join(reading) for reading in product(*letters))
        found += (one for place, all_ in _places().items() if place == part for one in all_)
    return found


@cache
def _places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = _parts()["places"]
    return found


@cache
def _parts() -> dict[str, Any]:
    text = resource("characters", "latin_organisations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
