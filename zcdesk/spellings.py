"""The written forms of an applicant's words: what a page may show of her name and employer."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

from pypinyin import Style, pinyin

from zcdesk.applicant import Applicant, Word, WordKind
from zcdesk.resources import resource

MIDDLE_DOTS = "·•・‧．●∙⋅･"
BRACKETS = "（）()〔〕[]【】"

_COMPOUND_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容"}
    | {"长孙", "宇文", "司徒", "夏侯", "端木", "轩辕", "呼延", "南宫", "独孤"}
)
LEAST_LETTERS = 2
"""Letters that a name and an employer must have to be looked for."""

_MOST_READINGS = 12  # of one name; a name of four characters with four polyphones is not worth more
_LEAST_SHORT = 4  # characters; a shorter form of an employer is a common word
_LEAST_PART = 2


def words(applicant: Applicant) -> tuple[Word, ...]:
    """Return every form to look for, told ones first, then derived ones; no form stands twice.

    Raises:
        ValueError: Name or employer holds fewer than two letters, so it could never be found.
    """
    if any(len(folded(told)) < LEAST_LETTERS for told in (applicant.name, applicant.employer)):
        raise ValueError("name and employer need two letters each")
    told = [
        *_numbered(WordKind.NAME, [applicant.name]),
        *_numbered(WordKind.ALIAS, applicant.aliases),
        *_numbered(WordKind.EMPLOYER, [applicant.employer]),
        *_numbered(WordKind.EMPLOYER_ALIAS, applicant.employer_aliases),
        *_numbered(WordKind.FORMER_EMPLOYER, applicant.former_employers),
        *_numbered(WordKind.ID_NUMBER, [applicant.id_number]),
    ]
    names = [applicant.name, *applicant.aliases]
    employers = [applicant.employer, *applicant.former_employers]
    derived = [
        *_derived(WordKind.NAME_LATIN, _each(names, latin_forms)),
        *_derived(WordKind.NAME_LATIN, _each(names, initial_forms), sure=False, start=51),
        *_derived(WordKind.ALIAS, _each(names, name_parts), sure=False, start=51),
        *_derived(WordKind.EMPLOYER_SHORT, _each(employers, short_forms)),
        *_derived(WordKind.EMPLOYER_SHORT, _each(employers, brand_forms), sure=False, start=51),
    ]
    found: dict[str, Word] = {}
    for word in (*told, *derived):
        if len(folded(word.text)) >= LEAST_LETTERS:
            found.setdefault(folded(word.text), word)
    return tuple(found.values())


def folded(text: str) -> str:
    """Return the letters of ``text`` as they are compared: width, case, spaces, dots folded."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(
        letter
        for letter in plain
        if not letter.isspace() and letter not in MIDDLE_DOTS and letter not in BRACKETS
    )


def is_han(text: str) -> bool:
    """Tell whether every character is a Han character."""
    return bool(text) and all(
        unicodedata.name(letter, "").startswith("CJK") or letter == "〇" for letter in text
    )


def surname_length(name: str) -> int:
    """Return how many characters of a Han name are its surname: two for 欧阳 and the like."""
    plain = folded(name)
    return 2 if plain[:2] in _COMPOUND_SURNAMES and len(plain) > 2 else 1


def latin_forms(name: str) -> tuple[str, ...]:
    """Return the pinyin of a Han name in both orders, or a Latin spelling in the other order.

    Spaces, case and dots do not count when comparing, so ``zhangwei`` stands for ZHANG Wei too.
    """
    if name.isascii():
        pieces = name.split()
        return ("".join(reversed(pieces)).lower(),) if len(pieces) > 1 else ()
    forms = []
    for surname, given in _readings(name):
        forms += ["".join((*surname, *given)), "".join((*given, *surname))]
    return tuple(dict.fromkeys(forms))


def initial_forms(name: str) -> tuple[str, ...]:
    """Return surname with initials in both orders (``zhangw``, ``wzhang``) and the reverse."""
    forms = []
    for surname, given in _readings(name):
        initials = "".join(syllable[0] for syllable in given)
        forms += ["".join(surname) + initials, initials + "".join(surname)]
    return tuple(dict.fromkeys(forms))


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that is written with middle dots; others share each of them."""
    parts = name
    for dot in MIDDLE_DOTS:
        parts = parts.replace(dot, " ")
    pieces = parts.split()
    if len(pieces) < 2 or not is_han("".join(pieces)):
        return ()
    return tuple(piece for piece in pieces if len(piece) >= _LEAST_PART)


def short_forms(employer: str) -> tuple[str, ...]:
    """Return the employer without its legal form, and without the place before it as well."""
    plain = folded(employer)
    core = without_legal_form(plain)
    inner = without_place(core)
    forms = [form for form in (core, inner) if len(form) >= _LEAST_SHORT and is_han(form)]
    return tuple(form for form in dict.fromkeys(forms) if form != plain)


def brand_forms(employer: str) -> tuple[str, ...]:
    """Return the first four characters of the proper name: brand and two letters of the trade."""
    inner = without_place(without_legal_form(folded(employer)))
    brand = inner[:4]
    return (brand,) if len(inner) >= 6 and is_han(brand) else ()


def without_legal_form(employer: str) -> str:
    """Return a name of an organisation without 有限公司 and the like at its end."""
    for form in legal_forms():
        if employer.endswith(form) and len(employer) > len(form) + 1:
            return employer[: -len(form)]
    return employer


def without_place(employer: str) -> str:
    """Return a name of an organisation without the places it begins with."""
    rest = employer
    while True:
        place = next((p for p in places() if rest.startswith(p) and len(rest) > len(p) + 1), "")
        if not place:
            return rest if len(rest) >= 2 else employer
        rest = rest[len(place) :]
        for ending in _parts_of_names()["place_endings"]:
            if rest.startswith(ending) and len(rest) > len(ending) + 1:
                rest = rest[len(ending) :]
                break


@cache
def _parts_of_names() -> dict[str, list[str]]:
    text = resource("characters", "employers.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


def places() -> tuple[str, ...]:
    """Return places that names of organisations begin with, longest first."""
    return tuple(sorted(_parts_of_names()["places"], key=len, reverse=True))


def legal_forms() -> tuple[str, ...]:
    """Return legal forms that names of organisations end with, longest first."""
    return tuple(sorted(_parts_of_names()["legal_forms"], key=len, reverse=True))


def organisation_parts() -> tuple[str, ...]:
    """Return words for a part of an organisation that may follow its name, longest first."""
    return tuple(sorted(_parts_of_names()["parts"], key=len, reverse=True))


@cache
def traditional_forms() -> dict[str, str]:
    """Return for each simplified character its traditional forms, as one string."""
    text = resource("characters", "traditional.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {simplified: forms.replace(" ", "") for simplified, forms in pairs}


def _readings(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return pinyin of surname and given name for each plausible reading of a Han name."""
    plain = folded(name)
    dotted = any(dot in name for dot in MIDDLE_DOTS)
    if dotted or not is_han(plain) or not 2 <= len(plain) <= 4:
        return ()
    # Letter by letter: as a phrase 解放 would be read jiefang only, never Xie Fang.
    syllables = [_syllables(letter) for letter in plain]
    if not all(syllables):
        return ()
    split = surname_length(plain)
    # Readings that differ in one syllable from the commonest come first, the surname's too.
    readings = sorted(
        product(*(enumerate(one) for one in syllables)),
        key=lambda reading: sum(rank > 0 for rank, _ in reading),
    )[:_MOST_READINGS]
    plainly = [tuple(syllable for _, syllable in reading) for reading in readings]
    return tuple((one[:split], one[split:]) for one in plainly)


def _syllables(letter: str) -> list[str]:
    """Return the readings of a character; ü is written v, yu, u or ü (吕 LYU on a passport)."""
    found = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    every = [one for group in found for one in group]
    rounded = [one.replace("v", how) for one in every if "v" in one for how in ("yu", "u", "ü")]
    return list(dict.fromkeys([*every, *rounded]))


def _numbered(kind: WordKind, texts: Iterable[str]) -> list[Word]:
    return [Word(kind, number, text) for number, text in enumerate(texts, 1) if text.strip()]


def _derived(kind: WordKind, texts: Iterable[str], sure: bool = True, start: int = 1) -> list[Word]:
    return [Word(kind, number, text, sure) for number, text in enumerate(texts, start)]


def _each(texts: Iterable[str], forms_of: Callable[[str], tuple[str, ...]]) -> list[str]:
    return [form for text in texts for form in forms_of(text)]
