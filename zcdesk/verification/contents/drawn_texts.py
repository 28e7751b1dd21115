"""Texts that hold no words but a picture.

Coordinates, dots in rows, bytes in a code of letters. None of them can be seen through here;
they are told by what they look like.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

_MARKED = (
    ("PostScript", re.compile(r"\A\s*%!PS")),
    ("RTF", re.compile(r"\A\s*\{\\rtf")),
    ("MIME", re.compile(r"^(MIME-Version|Content-Transfer-Encoding):", re.M | re.I)),
    ("UUencode", re.compile(r"^begin [0-7]{3,4} \S|(?:^M[ -`]{60}\r?\n){4}", re.M)),
    ("Ascii85", re.compile(r"<~[!-uz\s]{200,}")),
    ("DXF", re.compile(r"\A\s*(?:999\s*\n.*\n\s*)*0\s*\n\s*SECTION\b")),
    ("HPGL", re.compile(r"\A\s*(?:\x1b%-?\d*B)?(?:IN|DF|SP\d?|PU|PD)[\d,; -]*;")),
    ("VML", re.compile(r"<(?:v:(?:shape|polyline|curve|line|arc)|inkml:|a:custGeom)\b")),
    ("ODG", re.compile(r"<draw:(?:path|polygon|polyline|custom-shape|connector)\b")),
)
_NUMBERS = re.compile(r"(?:(?:0x[0-9A-Fa-f]{1,2}|\d{1,3})\s{0,4}[,; ]\s{0,4}){300}")
_LONG = re.compile(r"^[!-~]{60,}$", re.M)
_DENSE = 5.5  # bits a letter: prose and programs have 4 to 5, bytes written in 85 letters 6.4
_LEAST = 400  # letters of such lines
_WIDE_ROW = 20  # letters of a row of dots
_DOTS = 4  # kinds of letters in it
_ROWS = 8  # of dots below each other
_DIGITS = 0.45  # share of a text's letters from which on it is a drawing's or a table's numbers
_LEAST_TEXT = 3000  # letters; a shorter text is too short to hold a picture as numbers


def drawn_in(text: str) -> Iterator[str]:
    """Yield what kinds of drawing or packing a text looks like; nothing for words."""
    for kind, begins in _MARKED:
        if begins.search(text):
            yield kind
    if _NUMBERS.search(text) or _is_numbers(text):
        yield "0 1 2 …"
    if _is_dense("".join(_LONG.findall(text))):
        yield "Base85"
    if _has_rows_of_dots(text):
        yield "# . # …"


def _is_numbers(text: str) -> bool:
    if len(text) < _LEAST_TEXT or text.lstrip().startswith("<"):
        return False  # a sheet's cells are numbered; what draws in XML has marks of its own
    letters = sum(not letter.isspace() for letter in text)
    return sum(map(str.isdigit, text)) > _DIGITS * letters


def _is_dense(letters: str) -> bool:
    if len(letters) < _LEAST:
        return False
    shares = [count / len(letters) for count in Counter(letters).values()]
    return -sum(share * math.log2(share) for share in shares) > _DENSE


def _has_rows_of_dots(text: str) -> bool:
    run = 0
    for row in text.splitlines():
        kinds = set(row)
        run = run + 1 if len(row) >= _WIDE_ROW and 1 <= len(kinds) <= _DOTS else 0
        if run >= _ROWS:
            return True
    return False
