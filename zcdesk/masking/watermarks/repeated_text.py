"""Own words that run slantwise over a page are there again and again, some cut off by its rim.

Where one of them was read, the whole page is read once more as that one is: a strip that print
crosses, or that is paler than the others, may not have been seen. What the rim leaves of a word
(努尔麦麦提·阿卜) tells it as well, and beside the whole one it can be nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np

from zcdesk.geometry import box, direction
from zcdesk.masking.hits import Hit, Mask, Origin
from zcdesk.masking.matching.verdicts import FLAG, SURE
from zcdesk.masking.spotting.cover_extent import cover
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot, spot
from zcdesk.masking.watermarks.pale_layer import PaleLayer, holds, read_turned
from zcdesk.masking.watermarks.skewed_text import ANGLES, SAME, STRAIGHT
from zcdesk.names.spellings import folded
from zcdesk.reading.certainty import READ
from zcdesk.reading.line import Line

_ALIKE = 12.0  # the same of what is left of a word, which may be too short to tell exactly
_READ = READ  # mean probability of print that is read as something else
_LEAST = 2  # letters that the rim leaves of a word
_LEAST_AMID = 4  # the same of a part from the midst of a word
_COMPANION = 0.7  # of the text beside a whole word that is beside its rest, at least
_ALIKE_TEXT = 0.75  # how alike the two read
_MORE = 1  # letters read beside them: what is left of one that the rim cuts through


def reread_in_known_directions(
    layer: PaleLayer, slanting: Sequence[Line], sought: Sequence[Keyword], straight: Sequence[Line]
) -> tuple[Line, ...]:
    """Read the whole page the way its own slanting words lie; nothing where it has none.
    ``slanting``: what was read of its slanting strips. ``straight``: what was read of the page as
    it is: between its lines a slanting word may be read as well, though no strip was seen
    there."""
    askew = [line for line in straight if not line.vertical and _is_askew(line)]
    whole, _, _ = _apart((*slanting, *askew), sought)
    height, width = layer.page.shape
    everywhere = [box(0, 0, width, height)]
    lines = [
        line
        for degrees in _turns(whole)
        for line in read_turned(layer.pixels, degrees, everywhere, 0.0)
    ]
    whole, others, words = _apart(lines, sought)
    return (*whole, *(line for line, _ in _cut(others, words, whole)))


def _is_askew(line: Line) -> bool:
    degrees = abs(direction(line.quad)) % 90.0
    return min(degrees, 90.0 - degrees) >= STRAIGHT


def _turns(words: Sequence[Line]) -> list[float]:
    """Return how words lie, the longest first; two letters alone tell it only roughly."""
    turns: list[float] = []
    for line in sorted(words, key=lambda word: word.length, reverse=True):
        degrees = direction(line.quad)
        if len(turns) < ANGLES and all(_between(degrees, turn) > SAME for turn in turns):
            alike = [direction(word.quad) for word in words]
            near = [angle for angle in alike if abs(angle - degrees) <= SAME]
            turns.append(float(np.median(near)))
    return turns


def judge_words_cut_by_rim(
    slanting: Sequence[Line], sought: Sequence[Keyword], print_lines: Sequence[Line]
) -> tuple[Hit, ...]:
    """Return a cover for each slanting line that shows part of a word which another line shows
    whole. ``print_lines``: the page's straight lines; remains of print may look like such a part,
    but are level and were read as something else."""
    whole, others, words = _apart(slanting, sought)
    plain = [line for line in print_lines if line.lattice.confidence >= _READ]
    return tuple(
        _hit(line, one)
        for line, one in _cut(others, words, whole)
        if any(_between(direction(line.quad), direction(each.quad)) <= _ALIKE for each in whole)
        or not _reads_otherwise(line, plain, sought, one)
    )


def _reads_otherwise(
    line: Line, plain: Sequence[Line], sought: Sequence[Keyword], found: Spot
) -> bool:
    """Tell whether print that is well read is there, with no own word and none of this one."""
    there = [other.lattice for other in plain if holds(other.quad, line.quad)]
    sure = [keyword for keyword in sought if keyword.word.sure]
    same = [keyword for keyword in sure if keyword.word == found.keyword.word and not keyword.latin]
    parts = [part for word in same for part in _parts(word)]
    return bool(there) and not spot(there, sure, FLAG) and not spot(there, parts, SURE)


def _between(first: float, second: float) -> float:
    """Return the angle between two directions; of lines, so that half a turn is none."""
    apart = abs(first - second) % 180.0
    return min(apart, 180.0 - apart)


def _apart(
    lines: Sequence[Line], sought: Sequence[Keyword]
) -> tuple[list[Line], list[Line], list[Keyword]]:
    """Return the lines in which an own word may be read whole, the other lines, and the words."""
    # One letter that print crosses is no reason to leave the other words unread.
    spots = spot([line.lattice for line in lines], sure_words(sought), FLAG)
    places = {one.line for one in spots}
    whole = [line for place, line in enumerate(lines) if place in places]
    others = [line for place, line in enumerate(lines) if place not in places]
    return whole, others, list(dict.fromkeys(one.keyword for one in spots))


def sure_words(sought: Sequence[Keyword]) -> list[Keyword]:
    """Return the words in Han letters that need no other one beside them, if all of their letters
    are known."""
    return [word for word in sought if word.word.sure and word.complete and not word.latin]


def _cut(
    lines: Sequence[Line], words: Sequence[Keyword], whole: Sequence[Line]
) -> Iterator[tuple[Line, Spot]]:
    """Yield the lines that are the beginning or the end of a word, and what may be beside it.
    Beside a whole word is what is beside its rest: 张晓伟 3021, 晓伟 3021."""
    parts = [part for word in words for part in _parts(word)]
    found = spot([line.lattice for line in lines], parts, SURE)
    by_length = sorted(found, key=lambda one: (len(one.columns), one.score))
    longest = {one.line: one for one in by_length}
    spots = spot([line.lattice for line in whole], words, SURE)
    companions = {text for one in spots for text in _beside(whole[one.line], one)} - {""}
    for place, spot_found in longest.items():
        read = sum(bool(folded(c.text)) for c in lines[place].lattice.characters)
        before, after = _beside(lines[place], spot_found)
        known_text = not (before and after) and _is_companion(before + after, companions)
        if read <= len(spot_found.columns) + _MORE or known_text:
            yield lines[place], spot_found


def _beside(line: Line, one: Spot) -> tuple[str, str]:
    """Return what is read before and behind a spot."""
    letters = line.lattice.characters
    before = "".join(c.text for c in letters if c.column < one.first - 1)
    after = "".join(c.text for c in letters if c.column > one.last + 1)
    return folded(before), folded(after)


def _is_companion(text: str, companions: Collection[str]) -> bool:
    """Tell whether a text is what is beside the whole word, or most of it."""
    return any(
        len(text) >= _COMPANION * len(companion)
        and SequenceMatcher(None, text, companion).ratio() >= _ALIKE_TEXT
        for companion in companions
    )


def _parts(word: Keyword) -> Iterator[Keyword]:
    letters = word.classes
    for length in range(_LEAST, len(letters)):
        last = len(letters) - length
        # What is cut off on both sides must be long: its ends say nothing of where it belongs.
        starts = range(last + 1) if length >= _LEAST_AMID else (0, last)
        for start in starts:
            yield replace(word, classes=letters[start : start + length])


def _hit(line: Line, one: Spot) -> Hit:
    word = one.keyword.word
    polygon = cover(line, one, 0, line.lattice.columns - 1)
    return Mask(word.kind.target, polygon, word.label, 0.9, Origin.SPOTTED).hit(
        "hit.cut_word", sure=True
    )
