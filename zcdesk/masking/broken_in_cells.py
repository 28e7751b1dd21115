"""Words broken over two rows of a cell whose first row flows together with the next cell.

Where no border stands between two columns, a row is read as one line: 海热古丽·阿卜杜　已阅, and
外力 stands alone below it. The word does not end at the end of its line, so that no seam joins its
parts; but its rest begins right below its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zcdesk.applicant import Target, WordKind
from zcdesk.geometry import bounds
from zcdesk.masking.hits import Verdict
from zcdesk.masking.judging import judge_name
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.spotting import UNSURE_WORD, Spot, spot
from zcdesk.masking.surroundings import Surroundings, letter_columns, surroundings
from zcdesk.reading.lattice import alphabet
from zcdesk.reading.line import Line

_MOST = 24  # words of the same kind that are looked for; not each of 2,000 aliases
_LEAST_HEAD = 2  # letters that stay in the first row
_ALIGNED = 0.7  # thicknesses between the left ends of the two rows
_NEAREST, _FURTHEST = 0.5, 2.0  # thicknesses between their middles
_HEIGHT_RATIO = 1.6
_AT_START = 1.5  # letter widths from the start of its line in which a rest begins


@dataclass(frozen=True)
class _Rest:
    """What is left of a word for the second row, and the word."""

    keyword: Keyword
    whole: Keyword

    @property
    def head(self) -> Keyword:
        """What stands in the first row."""
        return _part(self.whole, 0, len(self.whole.classes) - len(self.keyword.classes))


def broken_in_cells(
    lines: Sequence[Line], keywords: Sequence[Keyword]
) -> Iterator[tuple[Spot, Spot, Verdict]]:
    """Yield head and rest of own words in two rows of one cell, and what is to be done about them.

    Args:
        lines: The lines of a page.
        keywords: The applicant's words.
    """
    rests = _rests(keywords)
    below = [number for number, line in enumerate(lines) if _may_begin(line, rests)]
    above = {number: _rows_above(lines, number) for number in below}
    below = [number for number in below if above[number]]
    for rest, found in _rests_found([lines[number] for number in below], rests):
        lower = below[found.line]
        for upper in above[lower]:
            for head in spot([lines[upper].lattice], [rest.head], UNSURE_WORD):
                if not _begin_alike(lines[upper], head, lines[lower]):
                    continue
                one, other = replace(head, line=upper), replace(found, line=lower)
                verdict = _verdict(lines, one, other, rest.whole)
                if verdict is not Verdict.LEAVE:
                    yield _of(one, rest.whole), _of(other, rest.whole), verdict


def _rests(keywords: Sequence[Keyword]) -> list[_Rest]:
    told = (WordKind.NAME, WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS)
    return [
        _Rest(_part(one, length, len(one.classes)), one)
        for one in keywords
        if one.word.kind in told and one.complete and not one.latin and one.word.number <= _MOST
        for length in range(_LEAST_HEAD, len(one.classes))
    ]


def _part(one: Keyword, first: int, end: int) -> Keyword:
    return replace(one, classes=one.classes[first:end], true_classes=one.true_classes[first:end])


def _of(part: Spot, whole: Keyword) -> Spot:
    """Return a part of a word as a spot of the word, whose place alone is kept."""
    return replace(part, keyword=whole)


def _may_begin(line: Line, rests: Sequence[_Rest]) -> bool:
    """Tell whether a line begins with a letter that begins a rest."""
    if line.vertical or not line.lattice.characters:
        return False
    names, first = alphabet(), line.lattice.characters[0].text
    return any(first == names[symbol] for one in rests for symbol in one.keyword.classes[0])


def _rows_above(lines: Sequence[Line], lower: int) -> list[int]:
    """Return the lines right above one that begin further left than it or with it."""
    left, top, _, bottom = bounds(lines[lower].quad)
    thick, found = lines[lower].thickness, []
    for number, line in enumerate(lines):
        box = bounds(line.quad)
        high = max(thick, line.thickness)
        apart = (top + bottom - box[1] - box[3]) / 2
        reaches = box[0] - _ALIGNED * high <= left < box[2]
        alike = high <= _HEIGHT_RATIO * min(thick, line.thickness)
        near = _NEAREST * high <= apart <= _FURTHEST * high
        if reaches and alike and near and not line.vertical:
            found.append(number)
    return found


def _rests_found(lines: Sequence[Line], rests: Sequence[_Rest]) -> Iterator[tuple[_Rest, Spot]]:
    """Yield the rests that begin a line and touch nothing behind them."""
    every = {one.keyword.classes: one.keyword for one in rests}
    for found in spot([line.lattice for line in lines], list(every.values()), UNSURE_WORD):
        lattice = lines[found.line].lattice
        width = letter_columns(found, lattice.han_columns)
        begins = all(c.column >= found.first - 1 for c in lattice.characters)
        ended = not surroundings(lattice, found).after
        if begins and ended and found.columns[0] <= _AT_START * width:
            for one in rests:
                if one.keyword.classes == found.keyword.classes:
                    yield one, found


def _begin_alike(upper: Line, head: Spot, lower: Line) -> bool:
    """Tell whether a head begins right above the line of its rest."""
    width = letter_columns(head, upper.lattice.han_columns)
    left = bounds(upper.span(head.columns[0] + 0.5 - width / 2, head.columns[-1]))[0]
    return abs(left - bounds(lower.quad)[0]) <= _ALIGNED * max(upper.thickness, lower.thickness)


def _verdict(lines: Sequence[Line], head: Spot, rest: Spot, whole: Keyword) -> Verdict:
    """Judge a word by what stands before its head and behind its rest."""
    if whole.word.kind.target is not Target.NAME:
        return Verdict.COVER
    before = surroundings(lines[head.line].lattice, head).before
    after = surroundings(lines[rest.line].lattice, rest).after
    one = replace(head, keyword=whole, columns=(*head.columns, *rest.columns))
    verdict, code, _ = judge_name(one, Surroundings(before, after))
    return verdict if code is not None else Verdict.LEAVE
