"""Arabic script in a PDF: letters in the forms in which they join, words from right to left.

MuPDF puts one glyph for each letter where it is told to. So a text is written with the letters of
Unicode that stand for one form each, which our font has, and its stretches are turned around as
they are on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import chain

FONT = "uyghur.ttf"

_FORMS = tuple(chain(range(0xFB50, 0xFC00), range(0xFE70, 0xFEFD)))
"""Where Unicode has letters in one form each."""

_ALONE, _LAST, _FIRST, _BETWEEN = "isolated", "final", "initial", "medial"
_AE = {_ALONE: "ﻩ", _LAST: "ﻪ"}
"""Forms of ە, for which Unicode has none: it looks like ه and joins to the right only."""

_LETTER = "\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_POINTS = "،؛؟"
_WORDS = rf"[{_LETTER}{_POINTS}\d .·:：/\-]"
_ENCLOSED = "|".join(rf"\{a}{_WORDS}*\{b}" for a, b in ("()", "[]", "«»", "“”", "（）", "《》"))
_STRETCH = re.compile(
    rf"[{_LETTER}](?:(?:{_WORDS}|{_ENCLOSED})*(?:[{_LETTER}{_POINTS}]|{_ENCLOSED}))?"
)
"""Words in Arabic script with what is between them, and what ends their sentence; what is
enclosed in brackets or quotes behind the first word belongs to them."""

_MIRRORED = str.maketrans("()[]«»“”（）《》", ")(][»«”“）（》《")

_NUMBER = re.compile(r"\d+(?:[.\-]\d+)*")

_MARK = "\u064b-\u065f\u0670"


def is_arabic(letter: str) -> bool:
    """Tell whether a character belongs to the Arabic script, in its plain form or a joined one."""
    return re.fullmatch(f"[{_LETTER}]", letter) is not None


def is_of_script(letter: str) -> bool:
    """Tell whether a character is a letter of the Arabic script or one of its points (،؛؟)."""
    return letter in _POINTS or is_arabic(letter)


def joined(text: str) -> str:
    """Return a text whose letters in Arabic script have the forms in which they join.

    Letters for which Unicode has no such form stay as they are; vowel marks are left out.
    """
    bare = re.sub(f"[{_MARK}]", "", text)
    forms = [_forms().get(letter, {}) for letter in bare]
    shaped = []
    for place, letter in enumerate(bare):
        before = place > 0 and _FIRST in forms[place - 1]
        behind = place + 1 < len(bare) and _LAST in forms[place + 1] and _FIRST in forms[place]
        joins_before = before and _LAST in forms[place]
        kind = {
            (False, False): _ALONE,
            (True, False): _LAST,
            (False, True): _FIRST,
            (True, True): _BETWEEN,
        }[joins_before, behind]
        shaped.append(forms[place].get(kind, letter))
    return "".join(shaped)


def as_on_paper(line: str) -> str:
    """Return a line with its stretches of Arabic script turned around, to be written rightwards.

    Numbers among them keep their direction; brackets and quotes are mirrored.

    Source:
        Unicode's annex 9, rules N0, N1 and L4; held against python-bidi, which turns a number with
        a hyphen behind a word around (650102-1990), where we keep it as people write it.
    """
    return _STRETCH.sub(
        lambda found: _NUMBER.sub(
            lambda digits: digits.group()[::-1], found.group()[::-1].translate(_MIRRORED)
        ),
        line,
    )


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Return the forms of each letter that has some."""
    forms: dict[str, dict[str, str]] = {"ە": _AE}
    for code in _FORMS:
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            plain = chr(int(letters[0], 16))
            forms.setdefault(plain, {}).setdefault(kind.strip("<>"), chr(code))
    return forms
