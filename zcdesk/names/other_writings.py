"""A name as others write it: in pinyin, in Latin letters, taken apart, in Cyrillic, with signs.

OU阳哲 and 欧阳Zhe, 弓长建军 for 张建军, Оуян Чжэ, 欧，阳，哲 and Ou1yang2 Zhe2.

Only a person can tell an English name. But a brand is spelled in pinyin, and so is the place of an
organisation that has no brand (Shihezi University), where maps do not spell it otherwise (Hotan).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

from zcdesk.applicant import DERIVED, Word, WordKind
from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.company_brands import (
    group_of,
    own_brands,
)
from zcdesk.names.organisations import (
    bare_place,
    beginning,
    parts_of_names,
    places,
)
from zcdesk.names.pinyin import transcribed, without_mark
from zcdesk.names.spellings import (
    LEAST_LETTERS,
    folded,
    is_han,
    readings,
    surname_length,
    syllables_of,
    tabbed,
)
from zcdesk.resources import table

_BRAND_READINGS = 2  # of a letter, the commonest
_LEAST = 4  # Latin letters; three are in any word


@cache
def latin_brands(employer: str) -> tuple[str, ...]:
    """Return what may stand for an employer's brand, or for its place, in lower case, joined.

    Args:
        employer: Full name in Han letters; of another there is none.
    """
    plain = folded(employer)
    if not is_han(plain):
        return ()
    regions = parts_of_names()["regions"]
    own = [bare_place(place) for place in _places_of(plain) if place not in regions]
    spelled = _spelled(own_brands(plain) or own)
    return tuple(brand for brand in dict.fromkeys(spelled) if len(brand) >= _LEAST)


@cache
def latin_placed_brands(employer: str) -> tuple[str, ...]:
    """Return what tells an employer where nothing behind it does, in lower case, joined: its place
    with its brand (Xinjiang Yunling), a group's with a place (State Grid Changji), a university.

    Args:
        employer: Full name in Han letters; of another there is none.
    """
    plain = folded(employer)
    at = _spelled(map(bare_place, _places_of(plain)))
    placed = product(at, _spelled(filter(is_han, own_brands(plain))))
    return tuple(dict.fromkeys((*map("".join, placed), *_in_english(plain))))


def _in_english(plain: str) -> Iterator[str]:
    """Yield a group with each place behind it, and a place with the kind of university it has."""
    groups, kinds = _brand_parts()["groups"], _brand_parts()["universities"]
    at = ["", *_places_of(plain)]
    spelled = _spelled(map(bare_place, at[1:]))
    yield from map("".join, product(groups.get(beginning(plain, groups), ()), spelled))
    kind = beginning(plain.rpartition(at[-1] or plain)[2], kinds)
    yield from map("".join, product(spelled, kinds.get(kind, ())))


@cache
def latin_brands_alone(employer: str) -> tuple[str, ...]:
    """Return a company's brand in pinyin by itself, and each half of a long one: in capitals, or
    where a site or an address begins, it means the company (MUYE, www.muyejiance.com)."""
    brands = filter(is_han, own_brands(folded(employer)))
    return tuple(form for form in dict.fromkeys(_spelled(brands)) if len(form) >= _LEAST)


def account_forms(name: str) -> tuple[str, ...]:
    """Return what a Han name is shortened to in addresses of mail and accounts, signs left out:
    kyx163com, kangyxqqcom, ycrl20 (as ycrl2016)."""
    forms: list[str] = []
    for surname, given in readings(name)[:_READINGS]:
        first, last = ("".join(syllable[0] for syllable in part) for part in (surname, given))
        whole = "".join(surname)
        bases = (first + last, whole + last, last + whole)
        forms += map("".join, product(bases, _brand_parts()["addresses"]["accounts"]))
    return tuple(form for form in dict.fromkeys(forms) if len(form) > _LEAST)


@cache
def words_of_organisations() -> tuple[str, ...]:
    """Return words that an organisation's name in Latin letters holds, joined, longest first."""
    return tuple(sorted(_brand_parts()["words"], key=len, reverse=True))


def words_behind_affiliations() -> tuple[str, ...]:
    """Return the words that follow on a paper's authors and their affiliations, joined."""
    return tuple(_brand_parts()["behind_affiliations"])


def _places_of(plain: str) -> list[str]:
    """Return the places that a name begins with, behind its group: 新疆 and 昌吉 of 国网新疆电力
    有限公司昌吉供电公司."""
    known = (*places(), *sorted(_brand_parts()["places"], key=len, reverse=True))
    every = re.compile("|".join(map(re.escape, known)))
    parts = plain.removeprefix(group_of(plain)).split("公司")
    return [place for part in parts for place in _leading(every, part)]


def _leading(every: re.Pattern[str], part: str) -> Iterator[str]:
    """Yield the places that stand one behind the other at the beginning of a text."""
    while match := every.match(part):
        part = part[match.end() :]
        yield match[0]


def _spelled(parts: Iterable[str]) -> list[str]:
    """Return the spellings of each part: in pinyin, and as maps have them."""
    spelled: list[str] = []
    for part in parts:
        letters = [syllables_of(letter)[:_BRAND_READINGS] for letter in part]
        spelled += ("".join(reading) for reading in product(*letters))
        spelled += _brand_parts()["places"].get(part, ())
    return spelled


def _brand_parts() -> dict[str, Any]:
    return table("characters", "latin_organisations.toml")


FIRST = DERIVED
"""Number from which on an alias is one of these forms."""

PARTING = "，、,/／|｜;；:：\\+＋-‐‑–—－−_=*＊~～.．。>→<#＃@&$%!！?？★☆※○●◆■□▲0123456789"
"""Signs and figures that are set between the letters of a name; dots, brackets and white are
letters' own (``folded`` leaves them out)."""

TONES = "12345"
"""Digits that stand for the tone behind a syllable of pinyin; 5 is none."""

HIDDEN = "*"
"""What banks and platforms print for a letter of a name that they hide."""

SURNAME_LABEL = "姓"
"""Begins a name whose parts are told, and tells nothing of it."""

_READINGS = 4  # of a name whose letters are read in several ways
_MOST = 4  # names of an applicant that are written otherwise: her own, and a few more


def written_otherwise(names: Sequence[str]) -> list[Word]:
    """Return the other writings of some names. Half pinyin and letters taken apart may be there
    by chance: they are asked about. Nobody else's name is the same in Cyrillic but for her own
    sounds, as in pinyin."""
    texts: dict[str, bool] = {}
    for name in names[:_MOST]:
        for forms in (half_latin_forms, taken_apart_forms, hidden_forms, turned_forms):
            texts |= dict.fromkeys(forms(name), False)
        texts |= dict.fromkeys(transcribed_forms(name, "wade_giles.toml"), False)
        texts |= dict.fromkeys(labelled_forms(name), True)
        texts |= dict.fromkeys(cyrillic_forms(name), True)
    return [
        Word(WordKind.ALIAS, number, text, sure)
        for number, (text, sure) in enumerate(texts.items(), FIRST)
    ]


def is_other_writing(word: Word) -> bool:
    """Tell whether a word was made here."""
    return word.kind is WordKind.ALIAS and word.number >= FIRST


def goes_on(text: str, before: str, after: str) -> bool:
    """Tell whether pinyin at an end of a form goes on in what touches it: 黄晓min in 黄晓Ming."""
    sides = (text[:1], before[-1:]), (text[-1:], after[:1])
    return any(
        own.isascii() and without_mark(beside).isascii() and beside.isalpha()
        for own, beside in sides
    )


def half_latin_forms(name: str) -> tuple[str, ...]:
    """Return a Han name with some of its letters in pinyin (``ou阳哲``), but not with all, and with
    the pinyin of a letter, of the surname or of all of them behind (``尉yu迟chi若岚``)."""
    plain, forms = folded(name), []
    for surname, given in readings(name)[:_READINGS]:
        pairs = list(zip(plain, (*surname, *given), strict=True))
        whole = (plain, "".join((*surname, *given)))
        forms += ["".join(parts) for parts in product(*pairs)]
        forms = [form for form in forms if form not in whole]
        spans = [(at, at + 1) for at in range(len(plain) - 1)]
        for first, last in ((0, len(plain)), (0, len(surname)), *spans):
            mixed = (
                han + latin if first <= n < last else han for n, (han, latin) in enumerate(pairs)
            )
            forms.append("".join(mixed))
    return tuple(dict.fromkeys(forms))


def hidden_forms(name: str) -> tuple[str, ...]:
    """Return a Han name with its first letter, all behind it, or the middle hidden (``*若岚``)."""
    plain = folded(name)
    if not readings(name) or len(plain) <= LEAST_LETTERS:
        return ()
    rest = len(plain) - 1
    ends = {plain[0] + HIDDEN * count for count in (LEAST_LETTERS, rest)}
    middles = {plain[0] + HIDDEN * (rest - 1) + plain[-1], plain[0] + HIDDEN + plain[2:]}
    return HIDDEN + plain[1:], plain[:-1] + HIDDEN, *sorted(ends | middles)


def turned_forms(name: str) -> tuple[str, ...]:
    """Return a Han name of three letters and more with the given name first (``若岚·尉迟``)."""
    plain, split = folded(name), surname_length(name)
    turned = f"{plain[split:]}·{plain[:split]}"
    return (turned,) if readings(name) and len(plain) > LEAST_LETTERS else ()


def labelled_forms(name: str) -> tuple[str, ...]:
    """Return a Han name with its parts told: 姓康名映雪."""
    plain, split = folded(name), surname_length(name)
    return (f"{SURNAME_LABEL}{plain[:split]}名{plain[split:]}",) if readings(name) else ()


def taken_apart_forms(name: str) -> tuple[str, ...]:
    """Return a name with one of its letters, or all that can be, taken apart (``弓长建军``)."""
    plain, known = folded(name), _parts() if readings(name) else {}
    forms = [
        plain[:place] + parts + plain[place + 1 :]
        for place, letter in enumerate(plain)
        for parts in known.get(letter, ())
    ]
    every = "".join(known.get(letter, [letter])[0] for letter in plain)
    return tuple(dict.fromkeys((*forms, every) if forms else ()))


@cache
def _parts() -> dict[str, list[str]]:
    return dict(tabbed("taken-apart.txt"))


def cyrillic_forms(name: str) -> tuple[str, ...]:
    """Return a name in Cyrillic letters in both orders: pinyin by Palladius, Uyghur by its letters.

    The recogniser knows no such letter; they are looked for in texts.
    """
    if is_arabic(name):
        return _both_orders([_from_uyghur(part) for part in name.split()])
    return transcribed_forms(name, "cyrillic.toml")


def transcribed_forms(name: str, file: str) -> tuple[str, ...]:
    """Return a Han name in another transcription than pinyin, in both orders, by a table of it."""
    forms: list[str] = []
    for surname, given in readings(name)[:_READINGS]:
        parts = [[transcribed(syllable, file) for syllable in part] for part in (surname, given)]
        if all(map(all, parts)):
            forms += _both_orders(["".join(part) for part in parts])
    return tuple(dict.fromkeys(forms))


def _from_uyghur(word: str) -> str:
    letters = table("characters", "cyrillic.toml")["uyghur"]
    return "".join(letters.get(letter, "") for letter in word)


def _both_orders(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((" ".join(parts), " ".join(reversed(parts)))))
