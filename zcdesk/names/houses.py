"""The organisations that an employer belongs to: 石河子大学 of 石河子大学水利建筑工程学院.

A name goes from the large to the small: each of its beginnings that ends as names of organisations
do is one that it belongs to. In an English name that is behind a comma.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import filterfalse

from zcdesk.names.company_brands import group_of
from zcdesk.names.organisations import (
    contracted,
    each,
    legal_forms,
    long_enough,
    organisation_parts,
    parts_of_names,
    with_bare_place,
    with_other_numerals,
    with_same_place,
    without_legal_form,
    without_place,
)
from zcdesk.names.other_writings import words_of_organisations
from zcdesk.names.spellings import LEAST_LATIN, folded, is_latin

_LEAST_REST = 2  # letters behind it
_LEAST_OWN = 3  # letters behind its place: 水利局


def houses_of(employer: str) -> tuple[str, ...]:
    """Return the organisations that an employer belongs to, the largest first."""
    if is_latin(employer):
        _, *behind = employer.split(",")
        parts = filter(_says_organisation, map(str.strip, behind))
        return tuple(part for part in parts if len(folded(part)) >= LEAST_LATIN)
    plain = folded(employer)
    ends, none = _ends()
    bare = none.sub(lambda word: " " * len(word[0]), plain)
    houses = dict.fromkeys(plain[: match.end()] for match in ends.finditer(bare))
    return tuple(
        house
        for house in houses
        if len(without_place(house)) >= _LEAST_OWN
        and len(plain) - len(house) >= _LEAST_REST
        and plain.removeprefix(house) not in legal_forms()
    )


def tails_of(employer: str) -> tuple[str, ...]:
    """Return what is left of a name behind each organisation that it belongs to: 机电学院, which
    others may have as well. Every house has what is numbered, or a 人力资源部, and every bureau its
    地籍测绘中心."""
    plain = folded(employer)
    tails = map(plain.removeprefix, filterfalse(is_state_body, houses_of(employer)))
    named = set(tails).difference(organisation_parts(), parts_of_names()["branches"])
    own = filter(re.compile("(?!第)").match, sorted(named, key=len))
    return long_enough(each(lambda tail: (tail, *contracted(tail)), own))


def house_forms(house: str) -> tuple[str, ...]:
    """Return what people write for it: without its legal form, contracted, with other numerals, and
    with the other names of its place (自治区人民医院)."""
    whole = folded(house)
    plain = without_legal_form(whole)
    others = (*with_bare_place(plain), *with_same_place(plain, company=plain != whole))
    forms = (plain, *contracted(plain), *with_other_numerals(plain), *others)
    return long_enough(forms)


def is_state_body(house: str) -> bool:
    """Tell whether an organisation is a part of the state: its papers and seals are everywhere."""
    parts, plain = parts_of_names(), folded(house)
    of_company = group_of(plain) or plain.endswith(tuple(parts["company_bureaus"]))
    return plain.endswith(tuple(parts["state_bodies"])) and not of_company


def _says_organisation(part: str) -> bool:
    return any(map(folded(part).__contains__, words_of_organisations()))


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds an organisation's end in a name, and words in which there is none."""
    parts = parts_of_names()
    ends, none = ("|".join(map(re.escape, parts[kind])) for kind in ("houses", "no_houses"))
    return re.compile(ends), re.compile(none)
