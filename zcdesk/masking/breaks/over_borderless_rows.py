"""Words broken over the rows of a cell that flow together with those of the cells beside it.

Where no border stands between two columns, a row is read as one line: 海热古丽·阿卜杜　已阅, and
外力 is below it. The word does not end at the end of its line, so that no seam joins its parts;
but they are right below each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zcdesk.applicant import WordKind
from zcdesk.geometry import bounds
from zcdesk.masking.breaks.broken_words import judge_by_ends
from zcdesk.masking.hits import Verdict
from zcdesk.masking.lines.reading_order import HEIGHT_RATIO
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.names.spellings import MIDDLE_DOTS, is_han
from zcdesk.reading.lattice import Character, alphabet
from zcdesk.reading.line import Line

FORMS = 24  # words of one kind that are looked for in parts; not each of 2,000 aliases
_LEAST_HEAD = 2  # letters that stay in the first row
_LONG = 5  # letters of a word whose parts may be anywhere below its head
_MOST_ROWS = 4
_TOUCHING = 2.0  # letter widths between the peaks of two letters of one part
_JOINED = 1.35  # steps between the letters of a part; two letters of one word are no further apart
_ALIGNED = 0.6  # thicknesses between the left ends of two parts
_NEAREST, _FURTHEST = 0.5, 2.0  # thicknesses between the middles of two rows


@dataclass(frozen=True)
class _LevelRow:
    """A level line with its Han letters."""

    line: Line
    letters: tuple[Character, ...]
    top: float
    bottom: float


@dataclass(frozen=True)
class _RowPart:
    """Letters of a word in one row: from which of the row's letters on, and how many."""

    row: int
    first: int
    count: int


def words_over_cell_rows(
    lines: Sequence[Line], keywords: Sequence[Keyword]
) -> Iterator[tuple[tuple[Spot, ...], Verdict]]:
    """Yield the parts of own words in the rows of a cell, and what is to be done about them."""
    rows = [_row(line) for line in lines]
    names = alphabet()
    for keyword in filter(_is_sought_over_rows, keywords):
        word = [frozenset(names[symbol] for symbol in letter) for letter in keyword.classes]
        for head in _beginnings(rows, range(len(rows)), word):
            if _LEAST_HEAD <= head.count < len(word):
                for parts in _nearest(rows, list(_whole(rows, (head,), word))):
                    spots = tuple(_spot(rows, part, keyword) for part in parts)
                    verdict = _verdict(lines, spots, keyword)
                    if verdict is not Verdict.LEAVE:
                        yield spots, verdict


def is_sought_in_parts(keyword: Keyword) -> bool:
    """Tell whether a word is a told name or employer in Han letters, and not one of too many."""
    named = keyword.word.kind in (WordKind.NAME, WordKind.EMPLOYER, WordKind.EMPLOYER_ALIAS)
    return named and not keyword.latin and keyword.word.number <= FORMS


def _is_sought_over_rows(keyword: Keyword) -> bool:
    long = len(keyword.classes) > _LEAST_HEAD
    return long and keyword.complete and is_sought_in_parts(keyword)


def _row(line: Line) -> _LevelRow:
    _, top, _, bottom = bounds(line.quad)
    letters = tuple(c for c in line.lattice.characters if is_han(c.text) and not line.vertical)
    return _LevelRow(line, letters, top, bottom)


def _beginnings(
    rows: Sequence[_LevelRow], numbers: Iterable[int], word: Sequence[frozenset[str]]
) -> Iterator[_RowPart]:
    """Yield where a word, or its rest, begins in some rows, with the letters that follow there."""
    for number in numbers:
        for first, letter in enumerate(rows[number].letters):
            if letter.text in word[0]:
                yield _RowPart(number, first, _run(rows[number], first, word))


def _run(row: _LevelRow, first: int, word: Sequence[frozenset[str]]) -> int:
    """Count the letters of a word that follow each other in a row, from its first one on."""
    apart = _TOUCHING * row.line.lattice.han_columns
    count = 1
    for (before, letter), own in zip(pairwise(row.letters[first:]), word[1:], strict=False):
        if letter.text not in own or letter.column - before.column > apart:
            break
        count += 1
    return count


def _whole(
    rows: Sequence[_LevelRow], parts: tuple[_RowPart, ...], word: Sequence[frozenset[str]]
) -> Iterator[tuple[_RowPart, ...]]:
    """Yield the parts of the whole word, row by row, those in the nearest rows first."""
    rest = word[sum(part.count for part in parts) :]
    if not rest:
        yield parts
    elif len(parts) < _MOST_ROWS:
        above = rows[parts[-1].row]
        following = [number for number, row in enumerate(rows) if _is_next(above, row)]
        following.sort(key=lambda number: rows[number].top + rows[number].bottom)
        for part in _beginnings(rows, following, rest):
            if _is_below(rows, parts[0], part, len(word)):
                yield from _whole(rows, (*parts, part), word)


def _nearest(
    rows: Sequence[_LevelRow], found: Sequence[tuple[_RowPart, ...]]
) -> Iterator[tuple[_RowPart, ...]]:
    """Yield the way of going on in the nearest rows, in each look at them."""
    for parts in found:
        pairs = zip(parts, found[0], strict=False)
        alike = all(_is_same_row(rows[part.row], rows[other.row]) for part, other in pairs)
        if len(parts) == len(found[0]) and alike:
            yield parts


def _is_same_row(row: _LevelRow, other: _LevelRow) -> bool:
    apart = abs(row.top + row.bottom - other.top - other.bottom) / 2
    return apart < _NEAREST * max(row.line.thickness, other.line.thickness)


def _is_next(upper: _LevelRow, lower: _LevelRow) -> bool:
    """Tell whether a row is right below another one, in letters as large."""
    thick, other = upper.line.thickness, lower.line.thickness
    high = max(thick, other)
    apart = (lower.top + lower.bottom - upper.top - upper.bottom) / 2
    near = _NEAREST * high <= apart <= _FURTHEST * high
    return near and high <= HEIGHT_RATIO * min(thick, other)


def _is_below(rows: Sequence[_LevelRow], head: _RowPart, part: _RowPart, letters: int) -> bool:
    """Tell whether a part is below the head of its word. One letter must begin where the head
    does, and the rest of a short word be alone in its line. The end of another word is no rest:
    有限公司 of the company in the next row."""
    upper, lower = rows[head.row], rows[part.row]
    (left, right), (begins, ends) = _ends(upper, head), _ends(lower, part)
    reach = _ALIGNED * max(upper.line.thickness, lower.line.thickness)
    if letters < _LONG and part.count < len(lower.letters):
        return False
    if abs(begins - left) <= reach:
        return True
    within = left - reach <= begins and ends <= right + reach
    return part.count > 1 and within and not _is_joined(lower, part)


def _is_joined(row: _LevelRow, part: _RowPart) -> bool:
    """Tell whether the letter before a part is as near to it as its own letters do."""
    if not part.first:
        return False
    before, *own = row.letters[part.first - 1 : part.first + part.count]
    apart = own[0].column - before.column
    return apart * (part.count - 1) <= _JOINED * (own[-1].column - own[0].column)


def _ends(row: _LevelRow, part: _RowPart) -> tuple[float, float]:
    """Return where a part begins and ends across the page."""
    half = row.line.lattice.han_columns / 2
    letters = row.letters[part.first : part.first + part.count]
    span = row.line.span(letters[0].column + 0.5 - half, letters[-1].column + 0.5 + half)
    left, _, right, _ = bounds(span)
    return left, right


def _spot(rows: Sequence[_LevelRow], part: _RowPart, keyword: Keyword) -> Spot:
    letters = rows[part.row].letters[part.first : part.first + part.count]
    columns = tuple(letter.column for letter in letters)
    return Spot(keyword, part.row, columns, columns[0], columns[-1], 0.0, 0.0)


def _verdict(lines: Sequence[Line], spots: Sequence[Spot], keyword: Keyword) -> Verdict:
    """Judge a name by what is before its head and behind its rest, a long one by dots alone."""
    if not keyword.word.is_name:
        return Verdict.COVER
    head, rest = spots[0], spots[-1]
    if _has_one_more_part(lines, rest):
        # 赛力克·热合曼 is above 哈布力·叶斯木汗: two names of their own.
        return Verdict.LEAVE if _has_one_more_part(lines, head) else Verdict.DOUBT
    if len(keyword.classes) >= _LONG:
        return Verdict.COVER
    columns = tuple(column for part in spots for column in part.columns)
    whole = Spot(keyword, head.line, columns, head.first, head.last, 0.0, 0.0)
    verdict, _ = judge_by_ends(lines, whole, spots)
    return verdict


def _has_one_more_part(lines: Sequence[Line], part: Spot) -> bool:
    """Tell whether a dot and another part of a name follow in the row, however near it peaks."""
    lattice = lines[part.line].lattice
    behind = [character for character in lattice.characters if character.column > part.last][:2]
    if len(behind) < 2 or behind[0].text not in tuple(MIDDLE_DOTS):
        return False
    near = behind[1].column - part.last <= _TOUCHING * lattice.han_columns
    return near and is_han(behind[1].text)
