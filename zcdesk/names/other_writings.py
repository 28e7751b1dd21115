"""A name as others write it: half in pinyin, a letter taken apart, in Cyrillic; and with signs.

OU阳哲 and 欧阳Zhe, 弓长建军 for 张建军, Оуян Чжэ, 欧，阳，哲 and Ou1yang2 Zhe2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

from zcdesk.applicant import DERIVED, Word, WordKind
from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.pinyin import transcribed, without_mark
from zcdesk.names.spellings import LEAST_LETTERS, folded, readings, surname_length, tabbed
from zcdesk.resources import table

FIRST = DERIVED
"""Number from which on an alias is one of these forms."""

PARTING = "，、,/／|｜;；:：\\+＋-‐‑–—－−_=*＊~～.．。>→<#＃@&$%!！?？★☆※○●◆■□▲0123456789"
"""Signs and figures that are set between the letters of a name; dots, brackets and white are
letters' own (``folded`` leaves them out)."""

TONES = "12345"
"""Digits that stand for the tone behind a syllable of pinyin; 5 is none."""

HIDDEN = "*"
"""What banks and platforms print for a letter of a name that they hide."""

_READINGS = 4  # of a name whose letters are read in several ways
_MOST = 4  # names of an applicant that are written otherwise: her own, and a few more


def written_otherwise(names: Sequence[str]) -> list[Word]:
    """Return the other writings of some names. Half pinyin and letters taken apart may stand there
    by chance: they are asked about. Nobody else's name is the same in Cyrillic but for her own
    sounds, as in pinyin."""
    texts: dict[str, bool] = {}
    for name in names[:_MOST]:
        for forms in (half_latin_forms, taken_apart_forms, hidden_forms, turned_forms):
            texts |= dict.fromkeys(forms(name), False)
        texts |= dict.fromkeys(transcribed_forms(name, "wade_giles.toml"), False)
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
        forms += ["".join(one) for one in product(*pairs)]
        forms = [form for form in forms if form not in whole]
        spans = [(at, at + 1) for at in range(len(plain) - 1)]
        for first, last in ((0, len(plain)), (0, len(surname)), *spans):
            told = (
                han + latin if first <= n < last else han for n, (han, latin) in enumerate(pairs)
            )
            forms.append("".join(told))
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
