"""Told words in Arabic script: the lines that nobody could read as Han are read once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from zcdesk.applicant import Word
from zcdesk.geometry import Polygon
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.names.spellings import is_han
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.arabic.breaks import stumps_in
from zcdesk.reading.arabic.words import found_in, place_of, told_in_arabic
from zcdesk.reading.certainty import READ, WELL_READ
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line
from zcdesk.verification.words.judging import PLAIN, Certainty
from zcdesk.verification.words.seeing import Sighting

_READ = (
    WELL_READ  # mean probability from which on a line is Han or Latin; Arabic script had up to .88
)
_HAN = READ  # probability of a letter that surely is Han
_MOST = 40  # lines of one page
_TALLER = 0.12  # share of a line's height that the crop adds at both sides
_DARK, _LIGHT = 2, 92  # percentiles of the crop's grey that become black and white


def look_for_arabic(
    picture: Picture, lines: Sequence[Line], words: Sequence[Word], covers: Sequence[Polygon] = ()
) -> Iterator[Sighting]:
    """Yield the given words in Arabic script that a finished picture still shows.

    The crops are taken from the picture itself, higher than the masker's and with their contrast
    stretched, while the masker reads the evened page.

    Args:
        picture: RGB; opaque covers may have been painted over with paper.
        lines: Its lines as they were read.
        words: What must not be readable; without any in Arabic script nothing is read.
        covers: Opaque areas, beside which the beginning or the end of a word is told as well.
    """
    wanted = told_in_arabic(words)
    if not wanted:
        return
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    for line in [line for line in lines if not _is_read(line)][:_MOST]:
        reading, words_found = found_in(_prepared(grey, line.quad), wanted)
        left, right = line.ends_below(covers)
        for word in (*words_found, *stumps_in(reading, wanted, left=left, right=right)):
            certainty = Certainty.LEAK if word.sure else Certainty.REVIEW
            price = PLAIN * (1 - word.likeness) * len(plain_letters(word.word.text)) / 2
            yield Sighting(word.word, certainty, price, place_of(line, word))


def _is_read(line: Line) -> bool:
    characters = line.lattice.characters
    han = sum(is_han(character.text) and character.probability >= _HAN for character in characters)
    return line.vertical or line.lattice.confidence >= _READ or 2 * han > len(characters)


def _prepared(grey: GreyPicture, quad: Polygon) -> GreyPicture:
    """Return the line, a little higher and as dark as it can be on white."""
    first, second, third, fourth = np.array(quad)
    down = (fourth - first + third - second) / 2 * _TALLER
    corners = (first - down, second - down, third + down, fourth + down)
    crop = crop_line(grey, tuple((float(x), float(y)) for x, y in corners))
    dark, light = np.percentile(crop, (_DARK, _LIGHT)) if crop.size else (0, 255)
    stretched = (crop.astype(np.float32) - dark) * (255.0 / max(1.0, light - dark))
    return np.clip(stretched, 0, 255).astype(np.uint8)
