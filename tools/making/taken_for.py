"""Makes ``resources/characters/taken-for.txt``: letters that the recogniser reads as others.

Each Han letter of the recogniser's dictionary is drawn between others (李曈同志) and read, first in
two faces; what is not read as itself, or in another written form of itself, in both of them is
drawn in all faces, and small in the first of them. A line of the table is the letter, a tab, what
it is read as and ``?`` where that is not steady. Faces are given as file, or file:number within a
collection; they need many letters, e.g. Noto Sans CJK and Noto Serif CJK (number 2 is Simplified
Chinese), and are not shipped.

Usage: ``python tools/making/taken_for.py FACE FACE [FACE…] [--only LETTERS] [--out FILE]``
(a quarter of an hour on one core; ``--only`` prints the lines of some letters).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[2]))
from tools.calling import run_tool
from zcdesk.names.spellings import is_han, written_forms
from zcdesk.reading.lattice import symbol_numbers
from zcdesk.reading.recognising import recognise
from zcdesk.reading.taken_for import UNSTEADY
from zcdesk.resources import resource

_BEFORE, _AFTER = "李", "同志"
_LARGE, _SMALL = 32, 14  # px
_SHIFT = 2  # px; some letters are read or not as they happen to lie
_LINE = 48  # px, the recogniser's own height
_MOST = 3  # other readings of a letter that can be sought
_LEAST_LOOKS = 4  # by which more than one other reading can be trusted


@dataclass(frozen=True)
class Look:
    """A face in one size, and the letters that it has."""

    font: ImageFont.FreeTypeFont
    size: int
    letters: frozenset[int]

    @classmethod
    def of(cls, face: str, size: int = _LARGE) -> Look:
        """Open a face, given as file or file:number."""
        path, _, number = (
            face.rpartition(":") if face.rpartition(":")[2].isdigit() else (face, "", "0")
        )
        index = int(number)
        table = TTCollection(path).fonts[index] if path.endswith("ttc") else TTFont(path)
        font = ImageFont.truetype(path, size, index=index)
        return cls(font, size, frozenset(table.getBestCmap()))

    def read(self, letter: str, shift: int = 0) -> str | None:
        """Return what is read between the other letters, None where the face lacks the letter.

        A reading without the others around it is empty.
        """
        if ord(letter) not in self.letters:
            return None
        size = self.size
        image = Image.new("L", (size * 4 + size // 2 + 8, size * 3 // 2), 255)
        place = (size // 3 + shift, size // 16)
        ImageDraw.Draw(image).text(place, _BEFORE + letter + _AFTER, font=self.font, fill=10)
        line = np.asarray(image)
        if line.shape[0] != _LINE:
            width = round(line.shape[1] * _LINE / line.shape[0])
            line = cv2.resize(line, (width, _LINE), interpolation=cv2.INTER_CUBIC)
        text = recognise(np.ascontiguousarray(line)).text
        whole = text.startswith(_BEFORE) and text.endswith(_AFTER)
        return text[len(_BEFORE) : -len(_AFTER)] if whole else ""


def line_of(letter: str, looks: Sequence[Look]) -> str | None:
    """Return the letter's line of the table, None where it is read as itself."""
    own = {letter, *written_forms(letter)}
    first = [look.read(letter, shift) for look in looks[:2] for shift in (0, _SHIFT)]
    if all(_is_own(text, own) for text in first):
        return None
    read = [
        text for text in (*first, *(look.read(letter) for look in looks[2:])) if text is not None
    ]
    others = Counter(text for text in read if not _is_own(text, own))
    if not others:
        return None
    letters = sorted(text for text in others if len(text) == 1 and is_han(text))
    odd = sum(count for text, count in others.items() if text not in letters)
    steady = odd == 0 and len(letters) <= (_MOST if len(read) >= _LEAST_LOOKS else 1)
    return f"{letter}\t{''.join(letters)}{'' if steady else UNSTEADY}"


def _is_own(text: str | None, own: Iterable[str]) -> bool:
    return text is None or any(one in text for one in own)


def main() -> None:
    """Make the table, or print some letters' lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faces", nargs="+")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=resource("characters", "taken-for.txt"))
    asked = parser.parse_args()
    looks = [*map(Look.of, asked.faces), Look.of(asked.faces[0], _SMALL)]
    letters = sorted(
        asked.only or (one for one in symbol_numbers() if len(one) == 1 and is_han(one))
    )
    lines = [line for letter in letters if (line := line_of(letter, looks)) is not None]
    if asked.only:
        print(*lines, sep="\n")
    else:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run_tool(main)
