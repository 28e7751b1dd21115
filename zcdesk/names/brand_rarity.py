"""How surely letters on a page are a brand: by how rare they are, and by what they stand in.

A text is parted into words in the likeliest way, by how often a dictionary's corpus uses each, once
as it is and once with the brand as a word of its own. 沐野 is no word, wherever it stands; in 中华
域名 nobody reads 华域, and 天山 is a range of mountains as soon as nothing beside it says more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache

from zcdesk.han import HAN
from zcdesk.names.organisations import places, without_place
from zcdesk.names.spellings import plain
from zcdesk.names.surnames import surnames
from zcdesk.resources import Patterns, resource, table

ASKED_BRAND, SURE_BRAND = -4.4, 5.0
"""Odds (natural logarithm) from which on letters may be the brand, and surely are."""

ENDED_NAME = 2.5
"""Odds (natural logarithm) from which on a name of two letters surely ends before what follows: of
49 texts that follow one a fifth had less, of 15 that begin with a third letter one had more."""

_GIVEN, _SELDOM = -7.5, -3.0
"""How likely a letter ends a given name, and how much less one of those that lead to a verb."""

_SAYS = Patterns("characters/names.toml", "people")
_NO_HAN = re.compile(f"[^{HAN}]")
_REACH = 6  # letters on each side that can belong to a word with letters of the brand, and beyond
_LONGEST = 4  # letters of a word of the list
_CORPUS = 59_500_000  # words of the corpus of the list
_EVERYDAY, _PLACE, _BRAND, _PERSON, _UNKNOWN = (
    math.log(n / _CORPUS) for n in (500, 500, 50, 5, 0.05)
)
"""How often an everyday word is used at least, and a place, a brand, a person's name, a letter that
is not listed are taken to be."""


def brand_odds(before: str, form: str, behind: str) -> float:
    """Return the logarithm of the odds that letters are a brand and not parts of other words.

    Args:
        before: Text in front of them, up to where the item begins.
        form: The letters themselves, folded: a brand, or a place with one (新疆沐野).
        behind: Text behind them, up to where the item ends.
    """
    brand, behind = without_place(form), plain(behind)
    before = plain(before) + form.removesuffix(brand)
    ahead, rest = before[-_REACH:], behind[:_REACH]
    others = [_likeliest(ahead + brand + rest)]
    if ahead[-1:] in surnames():  # 张沐野, and less likely 经沐野
        leads_in = ahead[-1] in table("characters", "names.toml")["after_letters"]
        person = _PERSON + leads_in * _SELDOM
        others.append(_likeliest(ahead[:-1]) + person + _likeliest(rest))
    own, beside = _likeliest(ahead) + _BRAND + _likeliest(rest), f"{before}<{brand}>{behind}"
    rows = table("characters", "brands.toml")["beside"]
    more: float = sum(row["odds"] for row in rows if re.search(row["says"], beside))
    return own - max(others) + more


def ended_odds(after: str) -> float:
    """Return the logarithm of the odds that a name of two letters ends before a text and does not
    take its first letter in: 张伟｜签订合同, 张伟｜吴江涛, but 张伟国｜负责.

    Args:
        after: Text behind it, up to where the item ends.
    """
    around = table("characters", "names.toml")
    text = _NO_HAN.split(after)[0][:_REACH]
    seldom = _SELDOM * (text[:1] in around["leading"] + around["after_letters"])
    longer = _GIVEN + seldom + _likeliest(text[1:], _or_person)
    return _likeliest(text, _or_person) - longer


def is_everyday(word: str) -> bool:
    """Tell whether a word is used far more often than any person's name is."""
    return _listed(word) > _EVERYDAY


def _likeliest(text: str, often: Callable[[str], float] | None = None) -> float:
    """Return the logarithm of how likely the best way is to part a text into words. ``often``: that
    of a word of several letters; by default as the list has it."""
    used, ways, often = _words(), [0.0], often or _listed
    for last, letter in enumerate(text):
        longer = (
            ways[first] + often(text[first : last + 1])
            for first in range(max(0, last + 1 - _LONGEST), last)
        )
        ways.append(max(ways[last] + used.get(letter, _UNKNOWN), *longer, -math.inf))
    return ways[-1]


def _listed(word: str) -> float:
    return _words().get(word, -math.inf)


def _or_person(word: str) -> float:
    """Return how likely a word is, or a person's name where it begins with a surname."""
    person = _SAYS.person.fullmatch(word) is not None
    return max(_listed(word), (-math.inf, _PERSON)[person])


@cache
def _words() -> dict[str, float]:
    """Return the logarithm of how often each word is used."""
    listed = resource("characters", "words.txt").read_text(encoding="utf-8").split()
    often = (math.log(int(times) / _CORPUS) for times in listed[1::2])
    elsewhere = table("characters", "latin_organisations.toml")["places"]
    return dict.fromkeys((*places(), *elsewhere), _PLACE) | dict(
        zip(listed[::2], often, strict=True)
    )
