"""Own words that a cell of a table or a narrow list cuts off at their end, with or without “…”.

A sheet printed from a spreadsheet, a list on a telephone: of 塔城地区畜牧兽医站 it shows the first
seven letters and then the border. The whole word is not there to be found, and what is left of it
says as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from zcdesk.masking.breaks.over_borderless_rows import is_sought_in_parts
from zcdesk.masking.hits import Verdict
from zcdesk.masking.matching.context import context_of
from zcdesk.masking.matching.short_forms import shows_another_organisation
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import UNSURE_WORD, Spot, letter_columns, spot
from zcdesk.names.organisations import without_legal_form, without_place
from zcdesk.names.spellings import MIDDLE_DOTS, folded, is_han
from zcdesk.reading.lattice import COLUMN_WIDTH, Character, Lattice
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import LINE_HEIGHT

_LEFT = 2 / 3  # of a word's letters that tell it; of an employer's without its place
_LEAST_OWN = 3  # letters of an employer, besides its place: 塔城地区人民 may be its government
_LEAST_SECOND = 2  # letters of a name's second part; with so few of a long one a person decides
_CUT = 1.25  # letter widths to the next letter: part of a letter, a border and a margin are between
_RULE = 0.95  # of a line's height that a border takes; the stroke of 卜 is as long as its letter
_BEFORE_NEXT = 0.45  # letter widths from a border to the next peak; the stem of 同 is at a third
_BROAD = 4  # pixel columns; a border is thinner
_MARGIN = 2  # of white behind it, where the next cell's text begins
_WHITE = 0.1  # of a line's height that is white all the same: the borders above and below
_ASLANT = 0.1  # rise by run; cells and sheets are straighter on an upright page
_DOT = re.compile(f"[{MIDDLE_DOTS}]")
_ELLIPSIS = re.compile("[…⋯]|[…⋯.．。·]{2}")


def clipped_keywords(keywords: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return what may be left of the told names and employers where their end is cut off."""
    by_classes: dict[tuple[frozenset[int], ...], Keyword] = {}
    for keyword in filter(is_sought_in_parts, keywords):
        for length in range(_least_left(keyword), len(keyword.classes)):
            left = replace(
                keyword,
                classes=keyword.classes[:length],
                true_classes=keyword.true_classes[:length],
            )
            if left.complete:
                by_classes.setdefault(left.classes, left)
    known = {keyword.classes for keyword in keywords}
    return tuple(left for classes, left in by_classes.items() if classes not in known)


def _least_left(keyword: Keyword) -> int:
    """Return how many letters of a word must be left at least."""
    text = folded(keyword.word.text)
    if keyword.word.is_name:
        first = len(folded(_DOT.split(keyword.word.text)[0]))
        # One part alone is everybody's, and looked for as such.
        return max(first + 1, min(first + _LEAST_SECOND, _telling(text)))
    proper = without_legal_form(text)
    own = without_place(proper)
    return len(proper) - len(own) + max(_LEAST_OWN, round(_LEFT * len(own)))


def _telling(name: str) -> int:
    """Return how many letters of a name tell it."""
    return round(_LEFT * len(name))


def clipped_words(
    lines: Sequence[Line], keywords: Sequence[Keyword], below: Mapping[int, str]
) -> Iterator[tuple[Spot, Verdict, float]]:
    """Yield what is left of own words, whether it is surely theirs, and the cover's last column.
    ``below``: for lines of running text how the line that continues each begins."""
    lattices = [line.lattice for line in lines]
    for one in spot(lattices, clipped_keywords(keywords), UNSURE_WORD):
        line = lines[one.line]
        verdict = _verdict(line, one, below.get(one.line, ""))
        if verdict is not None and not shows_another_organisation(line.lattice, one, keywords):
            few = len(one.keyword.classes) < _telling(folded(one.keyword.word.text))
            of_name = one.keyword.word.is_name
            doubted = Verdict.DOUBT if of_name and few else verdict
            yield one, doubted, _end(line, one)


def _verdict(line: Line, one: Spot, below: str) -> Verdict | None:
    """Tell whether a word ends there, in a line of its own or at a border."""
    lattice = line.lattice
    after = _behind(lattice, one)
    if _ELLIPSIS.match("".join(c.text for c in after)) or _is_bordered(line, one, after):
        return Verdict.COVER
    around = context_of(lattice, one, below)
    if around.on_next_line or (around.runs_on and below):
        return None  # a sentence: what goes on below would have been found with it
    if around.after and not is_han(around.after[0]):
        return None
    width = _pitch(one, letter_columns(one, lattice.han_columns))
    if after and after[0].column - one.columns[-1] < _CUT * width:
        return None  # a title or a mark follows closely: the word is whole, and shorter
    return Verdict.DOUBT if around.after else Verdict.COVER


def _is_bordered(line: Line, one: Spot, after: Sequence[Character]) -> bool:
    """Tell whether an upright rule is between the word's last letter and the next one."""
    first = round((one.columns[-1] + 0.5) * COLUMN_WIDTH)
    last = round((after[0].column + 0.5) * COLUMN_WIDTH) if after else len(line.ink)
    rule = first + np.flatnonzero(line.ink[first:last] >= _RULE * LINE_HEIGHT)
    if not rule.size or rule[-1] - rule[0] >= _BROAD:
        return False
    if after and last - rule[-1] < _BEFORE_NEXT * line.lattice.han_columns * COLUMN_WIDTH:
        return False
    margin = line.ink[rule[-1] + 2 : rule[-1] + 2 + _MARGIN]  # behind the rule's own soft edge
    return len(margin) == _MARGIN and int(margin.max()) <= _WHITE * LINE_HEIGHT


def _pitch(one: Spot, usual: float) -> float:
    """Return the widest step between the word's own letters, a dot's place left out of account."""
    steps = sorted(np.diff(one.columns).tolist())
    return max([usual, *(steps[:-1] if one.keyword.dotted else steps)])


def _behind(lattice: Lattice, one: Spot) -> list[Character]:
    return [c for c in lattice.characters if c.column > one.last + 1 and c.text.strip()]


def _end(line: Line, one: Spot) -> float:
    """Return where the part of the next letter ends that the border leaves. No cell cuts what runs
    aslant: there the line ends early, and the whole word goes on behind it."""
    width = letter_columns(one, line.lattice.han_columns)
    before_letters = [c.column - width for c in _behind(line.lattice, one) if is_han(c.text)]
    if not before_letters and _runs_aslant(line):
        missing = len(folded(one.keyword.word.text)) - len(one.columns)
        return one.last + missing * _pitch(one, width)
    reach = min(one.last + 0.8 * width, line.lattice.columns - 1, *before_letters)
    return max(float(one.last), reach)


def _runs_aslant(line: Line) -> bool:
    (x0, y0), (x1, y1) = line.quad[:2]
    return min(abs(x1 - x0), abs(y1 - y0)) > _ASLANT * max(abs(x1 - x0), abs(y1 - y0))
