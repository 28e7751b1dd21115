"""Makes ``resources/characters/enclosed.txt``: how many pieces of ground each letter encloses.

Each Han letter of the recogniser's dictionary is drawn in the faces that are given; a line of the
table is the most pieces that one of them encloses, the most once its strokes are thickened until
they touch, and the letters of which that is true. Faces are given as file, or file:number within a
collection; the shipped table is of Noto Sans CJK and Noto Serif CJK, regular and bold (number 2 is
Simplified Chinese), which are not shipped.

Usage: ``python tools/making/enclosed.py FACE [FACE…]`` (a minute on one core).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[2]))
from tools.calling import run_tool
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture
from zcdesk.reading.lattice import alphabet

_LARGE, _LARGE_PIECE = 96, 6  # px of the letters whose own pieces are counted
_LINE, _FINER, _PIECE, _LIGHT = 38, 2, 4, 185  # px of letters in a line as it is recognised
_THICKER = (1, 2, 3, 4)  # px at twice that size


def _face(told: str, size: int) -> ImageFont.FreeTypeFont:
    path, _, number = told.rpartition(":") if told.rpartition(":")[2].isdigit() else (told, "", "0")
    return ImageFont.truetype(path, size, index=int(number))


def _drawn(letter: str, face: ImageFont.FreeTypeFont) -> GreyPicture:
    size = round(face.size * 1.6)
    image = Image.new("L", (size, size), 255)
    ImageDraw.Draw(image).text((size // 8, 2), letter, font=face, fill=0)
    return np.asarray(image)


def _pieces(drawn: GreyPicture, ink: int, least: int) -> int:
    dark = np.asarray(drawn < ink, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - dark, connectivity=4)
    lightest = np.zeros(count, np.uint8)
    np.maximum.at(lightest, np.asarray(labels, np.int64).ravel(), drawn.ravel())
    kept = (stats[:, cv2.CC_STAT_AREA] >= least) & (stats[:, 0] > 0) & (lightest >= _LIGHT)
    return int(kept[1:].sum())


def _thickened(drawn: GreyPicture) -> Iterable[GreyPicture]:
    for width in _THICKER:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
        heavy = cv2.erode(drawn, kernel)
        yield np.asarray(
            cv2.resize(heavy, None, fx=1 / _FINER, fy=1 / _FINER, interpolation=cv2.INTER_AREA)
        )


def main() -> None:
    """Draw each letter in each face and write the table."""
    cv2.setNumThreads(1)
    large = [_face(told, _LARGE) for told in sys.argv[1:]]
    small = [_face(told, _LINE * _FINER) for told in sys.argv[1:]]
    rows: dict[tuple[int, int], list[str]] = defaultdict(list)
    for letter in filter(is_han, alphabet()):
        plain = max(_pieces(_drawn(letter, face), 128, _LARGE_PIECE) for face in large)
        heavy = max(_pieces(p, 150, _PIECE) for f in small for p in _thickened(_drawn(letter, f)))
        rows[plain, max(plain, heavy)].append(letter)
    lines = [f"{plain}\t{heavy}\t{''.join(rows[plain, heavy])}\n" for plain, heavy in sorted(rows)]
    target = Path(__file__).parents[2] / "resources" / "characters" / "enclosed.txt"
    target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    run_tool(main)
