"""The written forms of an applicant's words: what a page may show of her name and employer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, product

from zcdesk.han import MIDDLE_DOTS as MIDDLE_DOTS
from zcdesk.han import is_han as is_han
from zcdesk.names.arabic_letters import is_arabic, plain_letters
from zcdesk.names.company_brands import (
    bare_brands,
    branded,
    company_names,
    first_letter_forms,
    is_company,
    own_brands,
)
from zcdesk.names.organisations import (
    LEAST_SHORT,
    begins_with_a_place,
    contracted,
    each,
    ever_less_placed,
    legal_forms,
    long_enough,
    named_by_town,
    named_without_bureau,
    named_without_parent,
    ownership_forms,
    place_before,
    places,
    with_bare_place,
    with_other_numerals,
    with_same_place,
    without_inner_form,
    without_legal_form,
    without_place,
)
from zcdesk.names.pinyin import without_mark
from zcdesk.names.surnames import LONGEST_HAN_NAME, double_surnames
from zcdesk.resources import resource

BRACKETS = "（）()〔〕[]【】"

LEAST_LETTERS = 2
"""Letters that a name and an employer must have to be looked for."""

_MOST_PARTED = 6  # readings of a transliterated name
_MOST_SYLLABLES = 10  # letters of a name that are read in more than one way
_MOST_READINGS = 12  # of one name; a name of four characters with four polyphones is not worth more
_LATIN_BRAND = re.compile("[a-z]{3,}")  # in a name in Han letters: TBEA新能源有限公司
LEAST_LATIN = 10  # letters of an English name; a shorter one is a common word
_LEAST_PART = 2
_LONGEST_TRADE = 6
_LEAST_ARABIC = 5  # letters; shorter parts of a name are endings of other words
_LATIN_LEGAL_FORM = re.compile(
    r"[\s,.]*(?:\b(?:co|ltd|limited|company|corp|corporation|inc|llc|group|liability)\b[\s,.]*)+$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text without white space, in plain letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def folded(text: str) -> str:
    """Return the letters of ``text`` as they are compared: width, case, tones, dots folded."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(
        without_mark(letter)
        for letter in plain
        if not letter.isspace() and letter not in MIDDLE_DOTS and letter not in BRACKETS
    )


_ALIKE = ("1一壹", "2二贰", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖", "0〇零")


@cache
def figures_for(letter: str) -> str:
    """Return the figures that stand for a letter (3 and 叁 for 三, 1 for i, × for a hidden letter)
    or for which it stands."""
    figures = next((group for group in _ALIKE if letter in group), "").replace(letter, "")
    return {"i": "1", "l": "1", "o": "0", "*": "×x○"}.get(letter, figures)


def _is_han_with_numbers(text: str) -> bool:
    return is_han("".join(letter for letter in text if not (letter.isascii() and letter.isalnum())))


def is_latin(text: str) -> bool:
    """Tell whether every letter is a Latin one (ü among them), and there is one."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN")) for letter in letters
    )


def surname_length(name: str) -> int:
    """Return how many characters of a Han name are its surname: two for 欧阳 and the like."""
    plain = folded(name)
    return 2 if plain[:2] in double_surnames() and len(plain) > 2 else 1


def latin_forms(name: str) -> tuple[str, ...]:
    """Return a name in Latin letters in both orders, the surname in capitals (``ZHANG wei``).

    A Han name is spelled in pinyin; so is each part of a name with middle dots, as passports and
    papers do (买买提·吐尔逊: ``maimaiti tuerxun``). What is Latin already is turned round. Spaces,
    case and dots do not count when comparing.
    """
    if is_latin(name):
        pieces = _pieces(name)
        return (" ".join(reversed(pieces)),) if len(pieces) > 1 else ()
    forms = [
        " ".join(order) for reading in _parted_readings(name) for order in (reading, reading[::-1])
    ]
    for surname, given in readings(name):
        first, last = "".join(surname).upper(), "".join(given)
        forms += [f"{first} {last}", f"{last} {first}"]
    return tuple(dict.fromkeys(forms))


def initial_forms(name: str) -> tuple[str, ...]:
    """Return the ways to shorten a name to initials, in both orders.

    Surname with the initials of the given name (``SUN y q``, ``SUN y``) and given name with the
    surname's initial (``S yingqian``). Others share each of them.
    """
    forms: list[str] = []
    parted = [tuple(_pieces(name))] if is_latin(name) else _parted_readings(name)
    for pieces in parted:
        if len(pieces) == 2:
            first, last = pieces
            for short in ((first, last[0]), (first[0], last)):
                forms += [" ".join(short), " ".join(reversed(short))]
    for surname, given in readings(name):
        whole, rest = "".join(surname), "".join(given)
        initials = [syllable[0] for syllable in given]
        for few in (initials, initials[:1]):
            forms += [" ".join((whole.upper(), *few)), " ".join((*few, whole.upper()))]
        forms += [f"{whole[0].upper()} {rest}", f"{rest} {whole[0].upper()}"]
    return tuple(dict.fromkeys(forms))


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that is written with middle dots, or in Arabic script with spaces;
    others share each of them."""
    if is_arabic(name):
        pieces = name.split()
        long = (piece for piece in pieces if len(plain_letters(piece)) >= _LEAST_ARABIC)
        return tuple(long) if len(pieces) > 1 else ()
    pieces = _dotted_pieces(name)
    if len(pieces) < 2 or not is_han("".join(pieces)):
        return ()
    return tuple(piece for piece in pieces if len(piece) >= _LEAST_PART)


def short_forms(employer: str) -> tuple[str, ...]:
    """Return the employer without its legal form, and without each place before it as well.

    新疆生产建设兵团第七师130团医院 is written 第七师130团医院 and 130团医院 as well, 哈密市第三中学
    also 哈密第三中学, and a place that has several names may be there with each of them.
    """
    plain = folded(employer)
    if is_latin(plain):
        return latin_short_forms(employer)
    forms: list[str] = []
    company = without_legal_form(plain) != plain
    whole = (plain, *bracket_forms(employer), *named_without_parent(plain))
    less = [base for form in whole for base in (form, *without_inner_form(form))]
    shown = [form for base in less for form in ever_less_placed(without_legal_form(base))]
    shown += [form for base in named_without_bureau(plain) for form in ever_less_placed(base)[:-1]]
    shown += each(company_names, less)
    for form in shown:
        forms += (form, *with_bare_place(form), *with_same_place(form, company))
    return tuple(form for form in _written(forms) if form != plain)


def _written(forms: Iterable[str]) -> Iterator[str]:
    """Yield what a page can show of an employer: long enough, in Han letters and numbers."""
    return filter(_is_han_with_numbers, long_enough(forms))


def contracted_forms(employer: str) -> tuple[str, ...]:
    """Return the ways in which people shorten an employer's name and its short forms.

    新疆疾控中心 for 新疆维吾尔自治区疾病预防控制中心; without its place it is everybody's, but
    for a company, whose brand stays.
    """
    plain = folded(employer)
    whole = without_legal_form(plain)
    company = whole != plain or bool(without_inner_form(plain))
    forms = (whole, *short_forms(employer))
    shown = [candidate for candidate in forms if company or begins_with_a_place(candidate)]
    return tuple(_written(each(contracted, shown)))


def town_forms(employer: str) -> tuple[str, ...]:
    """Return what people of the town call an office: 县农技推广站 for 于田县农业技术推广站.

    A company has a name of its own, and is told by that.
    """
    plain = folded(employer)
    if without_legal_form(plain) != plain:
        return ()
    named = [
        parted for form in (plain, *named_without_bureau(plain)) for parted in named_by_town(form)
    ]
    forms = [town + form for town, rest in named for form in (rest, *contracted(rest))]
    return long_enough(forms)


def numeral_forms(employer: str) -> tuple[str, ...]:
    """Return an employer and its short forms with their numbers written otherwise.

    143团 and 一四三团 are both usual, whichever of them the applicant told.
    """
    known = (folded(employer), *short_forms(employer), *contracted_forms(employer))
    return tuple(dict.fromkeys(each(with_other_numerals, known)))


def bracket_forms(employer: str) -> tuple[str, ...]:
    """Return an employer with the place in its brackets moved to the front, and without it.

    昆仑（新疆）建设有限公司 is written 新疆昆仑建设有限公司 and 昆仑建设有限公司 as well; what
    is in them in 昆仑会计师事务所（普通合伙）新疆分所 is left out like a legal form at the end,
    and so is 昆仑（集团）水利有限公司's.
    """
    parts = re.split(f"[{re.escape(BRACKETS)}]", employer)
    if len(parts) != 3 or not parts[0] or not parts[2]:
        return ()
    before, place, after = (folded(part) for part in parts)
    if place in ownership_forms():
        return before + after, before
    if place in legal_forms():
        return (before + after,)
    if not any(place.startswith(known) for known in places()):
        return ()
    return place + before + after, before + after


def latin_short_forms(employer: str) -> tuple[str, ...]:
    """Return an English name without Co., Ltd. and the like at its end."""
    short = _LATIN_LEGAL_FORM.sub("", employer).strip(" ,.")
    return (short,) if len(folded(short)) >= LEAST_LATIN and short != employer else ()


def brand_forms(employer: str) -> tuple[str, ...]:
    """Return a company's brand with two letters of its trade, or first letters where none is, and
    what is everybody's habit to call an employer by, too short to be sure of (新大)."""
    plain = folded(employer)
    habits = (form for form in contracted(plain) if LEAST_LETTERS <= len(form) < LEAST_SHORT)
    forms = [*first_letter_forms(plain), *habits]
    if (latin := _LATIN_BRAND.search(plain)) and not is_latin(plain):
        forms.append(latin[0])
    for base in (plain, *bracket_forms(employer)) if is_company(plain) else ():
        forms += (*branded(without_place(base)), *bare_brands(base))
    brands = (brand for brand in forms if brand.isascii() or _is_han_with_numbers(brand))
    return tuple(dict.fromkeys(brands))


def brands_alone(employer: str) -> tuple[str, ...]:
    """Return a company's short brand by itself (沐野), in Han letters."""
    brands = each(own_brands, (folded(employer), *bracket_forms(employer)))
    return tuple(brand for brand in filter(is_han, brands) if len(brand) < LEAST_SHORT)


def follows_another_place(before: str, short_form: str) -> bool:
    """Tell whether a text ends with a place that a short form behind it does not have.

    The own place before the core is no case for this: the longer form has taken it by then.
    """
    return bool(place_before(folded(before), short_form))


def follows_another_trade(after: str) -> bool:
    """Tell whether a text goes on with another trade before a legal form comes (水泥有限公司)."""
    plain = folded(after)
    ends = map(plain.find, () if plain.startswith(legal_forms()) else legal_forms())
    return any(0 < end <= _LONGEST_TRADE and is_han(plain[:end]) for end in ends)


@cache
def traditional_forms() -> dict[str, str]:
    """Return for each simplified character its traditional and variant forms, as one string."""
    texts: dict[str, str] = {}
    for file in ("traditional.txt", "variants.txt"):
        for simplified, forms in tabbed(file):
            texts[simplified] = texts.get(simplified, "") + "".join(forms)
    return texts


def tabbed(file: str) -> Iterator[tuple[str, list[str]]]:
    """Yield from a table of characters what is before the tab and each word behind it."""
    text = resource("characters", file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if "\t" in line:
            letter, words = line.split("\t")
            yield letter, words.split(" ")


@cache
def _simplified_forms() -> dict[str, str]:
    texts: dict[str, str] = {}
    for simplified, forms in traditional_forms().items():
        for form in forms:
            texts[form] = texts.get(form, "") + simplified
    return texts


def simplified(text: str) -> str:
    """Return a text of the same length with each traditional character as its simplified one."""
    return "".join(_simplified_forms().get(letter, letter)[0] for letter in text)


def written_forms(letter: str) -> frozenset[str]:
    """Return the other forms of a Han character, traditional and simplified ones."""
    plain = (letter, *_simplified_forms().get(letter, ""))
    forms = {
        form for character in plain for form in (character, *traditional_forms().get(character, ""))
    }
    return frozenset(forms - {letter})


def _pieces(name: str) -> list[str]:
    """Return the words of a Latin name; a dot or a comma parts them as a space does."""
    return "".join(letter if letter.isalnum() else " " for letter in name).split()


def _parted_readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the pinyin of each part of a transliterated name, for each plausible reading."""
    pieces = _dotted_pieces(name)
    plain = "".join(pieces)
    if not is_han(plain) or (len(pieces) < 2 and len(plain) <= LONGEST_HAN_NAME):
        return ()
    from pypinyin import lazy_pinyin  # its tables take a quarter of a second

    usual = tuple("".join(lazy_pinyin(piece, errors="ignore")) for piece in pieces)
    syllables = [syllables_of(letter) for letter in plain]
    if not all(syllables):
        return ()
    ends = list(accumulate(len(piece) for piece in pieces))
    parted = [usual]
    for reading in _likeliest(syllables)[:_MOST_PARTED]:
        parts = zip([0, *ends], ends, strict=False)
        parted.append(tuple("".join(reading[start:end]) for start, end in parts))
    return tuple(dict.fromkeys(parted))


def _dotted_pieces(name: str) -> list[str]:
    for dot in MIDDLE_DOTS:
        name = name.replace(dot, " ")
    return name.split()


def readings(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return pinyin of surname and given name for each plausible reading of a Han name."""
    plain = folded(name)
    dotted = any(dot in name for dot in MIDDLE_DOTS)
    if dotted or not is_han(plain) or not 2 <= len(plain) <= LONGEST_HAN_NAME:
        return ()
    # Letter by letter: as a phrase 解放 would be read jiefang only, never Xie Fang.
    syllables = [syllables_of(letter) for letter in plain]
    if not all(syllables):
        return ()
    split = surname_length(plain)
    plainly = _likeliest(syllables)[:_MOST_READINGS]
    return tuple((reading[:split], reading[split:]) for reading in plainly)


def _likeliest(syllables: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the readings of some letters; those with the fewest rare syllables come first.

    The product is drawn from the two commonest syllables of each letter once a name is long.
    """
    most = 2 if len(syllables) > LONGEST_HAN_NAME else None
    few = [list(enumerate(ways[:most])) for ways in syllables[:_MOST_SYLLABLES]]
    rest = tuple(ways[0] for ways in syllables[_MOST_SYLLABLES:])
    readings = sorted(product(*few), key=lambda reading: sum(rank > 0 for rank, _ in reading))
    return [(*(syllable for _, syllable in reading), *rest) for reading in readings]


def syllables_of(letter: str) -> list[str]:
    """Return the readings of a character; ü is written v, yu, u or ü (吕 LYU on a passport)."""
    from pypinyin import Style, pinyin

    syllables = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    every = [syllable for group in syllables for syllable in group]
    rounded = [
        syllable.replace("v", how)
        for syllable in every
        if "v" in syllable
        for how in ("yu", "u", "ü")
    ]
    return list(dict.fromkeys([*every, *rounded]))
