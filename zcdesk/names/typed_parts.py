"""What a person typed, letter by letter and part by part, as names and employers have it alike.

Text from a web page, a PDF or a Word file carries marks of direction, joiners, selectors of a
glyph, blanks of every width and radicals that only look like letters. In a word they part letters
that belong together, or are none of its letters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from zcdesk.names.arabic_letters import is_arabic
from zcdesk.names.spellings import folded
from zcdesk.resources import Patterns, table

_STRETCH = "\u0640"
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0")
"""Letters and marks that show nothing; selectors of a glyph are in two blocks of their own."""

_KEPT = frozenset("（）【】〔〕［］｛｝《》〈〉「」『』“”‘’，：；！？…")
"""Full-width marks, which stay as they were typed: a legal name is printed with its brackets."""

_SAYS = Patterns("characters/patterns.toml", "typed_parts")

FIGURES = r"\dⅠ-ⅿ①-⓿"
"""Inside of a class of a regular expression: figures of all kinds."""

_DOTS_BY_SIGHT = frozenset("ꞏーｰㆍᆞ᛫⸱")
"""Letters and marks whose names do not say that people use them as a dot or a dash."""


def typed_words() -> dict[str, list[str]]:
    """Return the tables of what people type beside a word, by kind."""
    return table("characters", "typed_words.toml")


@cache
def _radicals() -> dict[int, str]:
    pairs = "".join(typed_words()["radicals"])
    return {ord(radical): letter for radical, letter in zip(pairs[::2], pairs[1::2], strict=True)}


def without_invisible(text: str) -> str:
    """Return a text as it shows: without invisible marks, in plain width, with single spaces.

    What a web page leaves (``&nbsp;``, ``<br>``) goes too; letters of compatibility blocks and
    radicals become the letters that they show, presentation forms of the Arabic script as well.
    Full-width brackets and marks stay as they are.
    """
    text = "".join(letter for letter in text if letter.isspace() or not _is_invisible(letter))
    if _SAYS.entity.search(text):
        text = html.unescape(text)
    text = unicodedata.normalize("NFC", _SAYS.tag.sub(" ", text))
    shown = "".join(" " if letter.isspace() else letter for letter in text)
    shown = "".join(letter for letter in shown if not _is_invisible(letter))
    plain = "".join(map(_plain, shown)).translate(_radicals())
    return " ".join(_without_loose_marks(unicodedata.normalize("NFC", plain)).split())


def is_dot(letter: str) -> bool:
    """Tell whether a character is a dot, a dash or a stop, as people type the one in a name."""
    return letter in _DOTS_BY_SIGHT or _named_a_dot(letter)


@lru_cache(1 << 12)
def _named_a_dot(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return not letter.isalnum() and "RADICAL" not in name and bool(_SAYS.dot_name.search(name))


def _is_invisible(letter: str) -> bool:
    if letter == _STRETCH or letter in _BLANKS or "\ufe00" <= letter <= "\ufe0f":
        return True
    category = unicodedata.category(letter)
    return category in ("Cf", "Cc", "Me", "Cs") or "\U000e0100" <= letter <= "\U000e01ef"


def _plain(letter: str) -> str:
    if letter in _KEPT or is_dot(letter) or unicodedata.category(letter) in ("Nl", "No"):
        return letter  # Ⅱ is no letter, and ④ is before a word, not in it
    return unicodedata.normalize("NFKC", letter)


def _without_loose_marks(text: str) -> str:
    """Return a text without marks that belong to no letter which has any: a line through 赵."""
    marks: list[str] = []
    for letter in text:
        if unicodedata.category(letter) == "Mn":
            before = marks[-1] if marks else " "
            if not (is_arabic(before) or unicodedata.name(before, "").startswith(("LA", "CY"))):
                continue
        marks.append(letter)
    return "".join(marks)


_OPENING, _CLOSING = "([{（【〔［｛", ")]}）】〕］｝"
_BRACKETED = re.compile(rf"[{re.escape(_OPENING)}]([^{re.escape(_OPENING + _CLOSING)}]*)"
                        rf"(?:[{re.escape(_CLOSING)}]|$)")  # fmt: skip
_STRAY = re.compile(rf"[{re.escape(_OPENING + _CLOSING)}]")
_AROUND = " '\"“”‘’「」『』《》〈〉<>`´*_"
_COUNTED = re.compile(
    rf"(?:等|共|第)?[{FIGURES}\-.]+(?:年|岁|周岁|人|名|月|日|届|级|号|位|份|次|家)?"
)
_NUMBERED = re.compile(
    rf"(?:[(（][{FIGURES}]{{1,3}}[)）]|\d{{1,3}}\s*[.、．，,:：)）\-—]|\d{{1,3}}\s+(?=\D|\d{{1,3}}\s)|[Ⅰ-ⅿ①-⓿])\s*"
)
_COLON = r"\s*[:：=＝﹕︰]\s*"


class Refusal(StrEnum):
    """Why a typed text is no name or employer; the code of its sentence."""

    NO_WORD = "word.no_word"
    WILD_CARD = "word.wild_card"
    DIGITS = "word.digits_inside"
    TWO_NAMES = "word.two_names"
    TWO_EMPLOYERS = "word.two_employers"
    MIXED = "word.mixed"
    SHORT = "word.too_short"


@dataclass(frozen=True)
class TypedPart:
    """What is looked for in place of one typed text.

    Attributes:
        texts: The word, then further forms that stood beside it; none when it was refused.
        cut: Something that can be seen was left out or taken apart: people are told.
        changed: Something else than spaces and width differs, though nobody sees it.
        refusal: Why it is no word at all, or None.
        shown: The mark at fault, or the whole text where it says that there is no word.
    """

    texts: tuple[str, ...] = ()
    cut: bool = False
    changed: bool = False
    refusal: Refusal | None = None
    shown: str = ""

    def keeps(self, typed: str) -> bool:
        """Tell whether a text is looked for as it was typed, or was refused and stays."""
        plain = folded(typed)
        return self.refusal is not None or not plain or plain in map(folded, self.texts)


def bare_of(text: str, kind: str) -> str:
    """Return a text without marks and brackets around all of it, its number and its label.

    Args:
        text: A cleaned text.
        kind: Which labels, by their name in the table of typed words.
    """
    while True:
        bare = _SAYS.file_ending.sub("", text.strip(_AROUND))
        bare = label_cut(_unwrapped(bare), kind)
        numbered = _NUMBERED.match(bare)
        if numbered and any(map(str.isalpha, bare[numbered.end() :])):
            bare = bare[numbered.end() :]
        if bare == text:
            return text
        text = bare


def _unwrapped(text: str) -> str:
    """Return a text without the pair of brackets that holds all of it."""
    if not text or text[0] not in _OPENING or text[-1] not in _CLOSING:
        return text
    depth = 0
    for place, mark in enumerate(text):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if not depth and place + 1 < len(text):
            return text
    return text[1:-1]


def is_remark(text: str) -> bool:
    """Tell whether a text is what people note beside a word: 女, 退休, 盖章, 高级工程师, 2023年."""
    known = typed_words()
    kinds = ("remarks", "honorifics", "name_labels", "employer_labels")
    plain = text.strip(" ,，、;；:：。.")
    counted = _COUNTED.fullmatch(plain) is not None
    return counted or not letters_of(plain) or any(plain.lower() in known[kind] for kind in kinds)


def parts_in_brackets(text: str) -> tuple[str, list[str]]:
    """Return a text without what is in brackets, closed or not, and what stood there."""
    inner: list[str] = []

    def keep(found: re.Match[str]) -> str:
        inner.append(found.group(1).strip())
        return " " if found.end() < len(text) else ""

    while _BRACKETED.search(text):
        text = _BRACKETED.sub(keep, text, count=1)
    return _STRAY.sub(" ", text).strip(), [part for part in inner if part]


_UNPARTED = frozenset({"姓名", "单位", "我叫", "我是"})
"""Short labels that are before a word without any mark; others may begin a word of their own."""


def label_cut(text: str, kind: str, *, least: int = 3) -> str:
    """Return a text without the label of its field before it, with or without a colon.

    Args:
        text: A typed text.
        kind: Which labels, by their name in the table of typed words.
        least: Letters of a label that is cut off without a mark behind it.
    """
    cut = _label_cut(text, kind, least)
    return text if cut == text else label_cut(cut, kind, least=least)


def _label_cut(text: str, kind: str, least: int) -> str:
    for label in sorted(typed_words()[kind], key=len, reverse=True):
        spaced = r"\s*".join(map(re.escape, label.replace(" ", "")))
        behind = _COLON if label.isascii() else rf"(?:{_COLON}|\s*[-—–|]+\s*|\s+)"
        match = re.match(spaced + behind, text, re.IGNORECASE)
        if match and text[match.end() :].strip():
            return text[match.end() :].strip()
        unparted = not label.isascii() and (len(label) >= least or label in _UNPARTED)
        if unparted and text.startswith(label) and len(text) > len(label) + 1:
            return text[len(label) :].strip()
    return text


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def is_no_word(text: str, kind: str = "no_words") -> bool:
    """Tell whether a text says that there is no word, or that it is elsewhere: 无, 同上, ×××.

    Args:
        text: A cleaned text.
        kind: ``no_words`` for all of them, or which, by their name in the table.
    """
    letters = letters_of(text)
    if kind == "above" and text and set(text) <= _DITTO:
        return True
    if kind == "none" and text and not letters:
        return not set(text) <= _DITTO and set(text) <= set("/\\-—–－_无.。、")
    bare = not letters or set(letters) <= {"x"} or set(letters) <= {"〇"}
    return letters in typed_words()[kind] or (kind == "no_words" and bare)


_DITTO = frozenset("〃″\"”“'’＂′ 々ˮ")
"""Marks that mean the cell above."""
