"""Own words that a cell of a table or a narrow list cuts off at their end, with or without “…”.

A sheet printed from a spreadsheet, a list on a telephone: of 塔城地区畜牧兽医站 it shows the first
seven letters and then the border. The whole word is not there to be found, and what is left of it
says as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from zcdesk.applicant import WordKind
from zcdesk.masking.breaks.over_borderless_rows import FORMS
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
_LEAST_NAME = 4  # letters of a name; a shorter one has no part to spare
_LEAST_SECOND = 2  # letters of a name's second part; with so few of a long one a person decides
_CUT = 1.25  # letter widths to the next letter: part of a letter, a border and a margin are between
_RULE = 0.95  # of a line's height that a border takes; the stroke of 卜 is as long as its letter
_BEFORE_NEXT = 0.45  # letter widths from a border to the next peak; the stem of 同 is at a third
_BROAD = 4  # pixel columns; a border is thinner
_MARGIN = 2  # of white behind it, where the next cell's text begins
_WHITE = 0.1  # of a line's height that is white all the same: the borders above and below
_ASLANT = 0.1  # rise by run; cells and sheets are straighter on an upright page
_ELLIPSIS = frozenset("…⋯.．。·")


def clipped_keywords(keywords: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return what may be left of the told names and employers where their end is cut off."""
    by_classes: dict[tuple[frozenset[int], ...], Keyword] = {}
    for keyword in keywords:
        whole = len(keyword.classes)
        for length in range(_least_left(keyword), whole) if _may_be_clipped(keyword) else ():
            left = replace(
                keyword,
                classes=keyword.classes[:length],
                true_classes=keyword.true_classes[:length],
            )
            if left.complete:
                by_classes.setdefault(left.classes, left)
    known = {keyword.classes for keyword in keywords}
    return tuple(left for classes, left in by_classes.items() if classes not in known)


def _may_be_clipped(keyword: Keyword) -> bool:
    named = keyword.word.kind in (WordKind.NAME, WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS)
    return named and not keyword.latin and keyword.word.number <= FORMS


def _least_left(keyword: Keyword) -> int:
    """Return how many letters of a word must be left at least."""
    text = folded(keyword.word.text)
    if keyword.word.is_name:
        parts = [folded(part) for part in _parts(keyword.word.text)]
        if len(parts) < 2 or len(text) < _LEAST_NAME:
            return len(text)
        # One part alone is everybody's, and looked for as such.
        return max(len(parts[0]) + 1, min(len(parts[0]) + _LEAST_SECOND, _telling(text)))
    proper = without_legal_form(text)
    own = without_place(proper)
    return len(proper) - len(own) + max(_LEAST_OWN, round(_LEFT * len(own)))


def _telling(name: str) -> int:
    """Return how many letters of a name tell it."""
    return round(_LEFT * len(name))


def _parts(name: str) -> list[str]:
    for dot in MIDDLE_DOTS:
        name = name.replace(dot, MIDDLE_DOTS[0])
    return [part for part in name.split(MIDDLE_DOTS[0]) if part]


def clipped_words(
    lines: Sequence[Line], keywords: Sequence[Keyword], below: Mapping[int, str]
) -> Iterator[tuple[Spot, Verdict, float]]:
    """Yield what is left of own words, whether it is surely theirs, and the cover's last column.
    ``below``: for lines of running text how the line that continues each begins."""
    for one in _spots([line.lattice for line in lines], clipped_keywords(keywords)):
        line = lines[one.line]
        verdict = _verdict(line, one, below.get(one.line, ""))
        if verdict is not None and not shows_another_organisation(line.lattice, one, keywords):
            few = len(one.keyword.classes) < _telling(folded(one.keyword.word.text))
            of_name = one.keyword.word.is_name
            doubted = Verdict.DOUBT if of_name and few else verdict
            yield one, doubted, _end(line, one)


def _spots(lattices: Sequence[Lattice], left: Sequence[Keyword]) -> Iterator[Spot]:
    """Yield where parts of words are; a longer one is sought where a shorter one begins it."""
    known = {keyword.classes for keyword in left}
    longer = [
        keyword
        for keyword in left
        if any(keyword.classes[:end] in known for end in range(1, len(keyword.classes)))
    ]
    shortest = [keyword for keyword in left if keyword not in longer]
    spots = spot(lattices, shortest, UNSURE_WORD)
    yield from spots
    numbers = sorted({one.line for one in spots})
    for further in spot([lattices[number] for number in numbers], longer, UNSURE_WORD):
        yield replace(further, line=numbers[further.line])


def _verdict(line: Line, one: Spot, below: str) -> Verdict | None:
    """Tell whether a word ends there, in a line of its own or at a border."""
    lattice = line.lattice
    after = _behind(lattice, one)
    if _is_ellipsis(after) or _is_bordered(line, one, after):
        return Verdict.COVER
    around = context_of(lattice, one, below)
    if around.on_next_line or (around.runs_on and below):
        return None  # a sentence: what goes on below would have been found with it
    if around.after and (not after or not is_han(around.after[0])):
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
    steps = sorted(second - first for first, second in pairwise(one.columns))
    return max(usual, float(steps[-2 if one.keyword.dotted and len(steps) > 1 else -1]))


def _behind(lattice: Lattice, one: Spot) -> list[Character]:
    return [c for c in lattice.characters if c.column > one.last + 1 and c.text.strip()]


def _is_ellipsis(after: Sequence[Character]) -> bool:
    text = "".join(character.text for character in after[:2])
    return text[:1] in ("…", "⋯") or (len(text) == 2 and set(text) <= _ELLIPSIS)


def _end(line: Line, one: Spot) -> float:
    """Return where the part of the next letter ends that the border leaves. No cell cuts what runs
    aslant: there the line ends early, and the whole word goes on behind it."""
    width = letter_columns(one, line.lattice.han_columns)
    letters = [c.column for c in _behind(line.lattice, one) if is_han(c.text)]
    if not letters and _runs_aslant(line):
        missing = len(folded(one.keyword.word.text)) - len(one.columns)
        return one.last + missing * _pitch(one, width)
    reach = float(one.last) + 0.8 * width
    if letters:
        reach = min(reach, letters[0] - width)
    return max(float(one.last), min(reach, float(line.lattice.columns - 1)))


def _runs_aslant(line: Line) -> bool:
    (x0, y0), (x1, y1) = line.quad[:2]
    return min(abs(x1 - x0), abs(y1 - y0)) > _ASLANT * max(abs(x1 - x0), abs(y1 - y0))
