"""Told words in Arabic script, part by part: over lines, and where some of a long one was misread.

Employers have four to eight words and are broken between any two of them; a fax spoils one, a box
cuts one off. What was read in order and in its place is enough for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zcdesk.applicant import Word
from zcdesk.geometry import bounds, centre
from zcdesk.names.arabic_labels import is_legal_form
from zcdesk.names.arabic_letters import (
    FoundLetters,
    find_letters,
    find_plain,
    is_ending,
    plain_letters,
    spread,
)
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import ArabicReading, Look, text_of
from zcdesk.reading.arabic.search import spelled
from zcdesk.reading.arabic.words import ArabicWord, found_at, letters_of
from zcdesk.reading.certainty import FIRMLY
from zcdesk.reading.evening import DARK
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line

_PERHAPS, _SURE = -4.0, -1.6  # score for each letter of a part that may be there, and that is
_SHORT = 4  # letters; shorter parts are in other words, and are taken where they were surely read
_SLACK = 2  # letters read too many between two parts
_ROWS = (0.5, 2.5)  # line heights between the middles of a line and the next one
_RUNNING = 8.0  # line heights of a line of running text: a list of names has shorter ones
_ENOUGH, _LIKELY = 0.6, 0.75
"""Shares of an employer's telling letters: with the first it is the employer where nothing else was
read in place of the rest, with the second it may be even so."""
_PARTS = 3  # telling parts that must surely be read of one with more
_ALONE = 8  # telling letters of a part that is all that a line holds
_PLAINLY = FIRMLY  # mean probability of a line in which other letters prove another word
_ANOTHER = 0.5  # likeness up to which they do
_STUMP = 4  # letters that tell a word's end beside a cover; half of them behind legal forms
_HALVES, _ALIKE = range(3), 0.88  # letters that a cover cut, and likeness of those that it left
_INKED = 0.02  # share of dark pixels where a missing part goes on beyond the line's box

ReadLine = tuple[Line, ArabicReading]


@dataclass(frozen=True)
class _WordPiece:
    """Parts of a given word that follow each other in one line.

    ``parts``: Their numbers; ``sure``: how many of them were surely read; ``start``, ``end``:
    letters of the look; ``denied``: whether something else is in the place of one.
    """

    place: int
    parts: tuple[int, ...]
    sure: frozenset[int]
    start: int
    end: int
    denied: bool


@dataclass(frozen=True)
class _Spot:
    part: int
    start: int
    end: int
    sure: bool


def words_by_parts(
    page: GreyPicture, read: Sequence[ReadLine], wanted: Sequence[Word]
) -> Iterator[tuple[Line, ArabicWord]]:
    """Yield the pieces of given words that were found part by part, each with its line.

    Of an employer they are sure where enough was read; a name has all its parts over two lines,
    and in short ones may be two people's in a list.
    """
    for word in wanted:
        letters = [len(plain_letters(part)) for part in word.text.split()]
        if not word.sure or len(letters) < 2 or not all(letters):
            continue
        pieces = [
            piece
            for place, (_, reading) in enumerate(read)
            if reading.agreed
            for piece in _pieces_of(word, letters, place, reading)
        ]
        for chain in _chains(pieces, read, letters):
            sure = _judged(word, letters, chain, read)
            if sure is not None:
                for number, piece in enumerate(chain):
                    line, reading = read[piece.place]
                    part = FoundLetters(piece.start, piece.end, 1.0)
                    each = found_at(word, reading.looks[0], part, sure=sure)
                    if number + 1 < len(chain) and not reading.turned:
                        missing = sum(letters[piece.parts[-1] + 1 : chain[number + 1].parts[0]])
                        each = _reaching_on(page, line, each, missing, piece)
                    yield line, each


@dataclass(frozen=True)
class Shares:
    """How much of an employer's telling letters a line has in their order: parts that may have been
    read, and those that surely were; ``parts`` are the former by number."""

    perhaps: float
    surely: float
    parts: frozenset[int]


def shares_in(reading: ArabicReading, word: Word) -> Shares:
    """Return how much of an employer a line has, wherever the parts before and behind stand."""
    letters = [len(plain_letters(part)) for part in word.text.split()]
    telling = telling_parts(word)
    every = sum(letters[part] for part in telling)
    rows = list(_pieces_of(word, letters, 0, reading)) if reading.tables and all(letters) else ()
    if not rows:
        return Shares(0.0, 0.0, frozenset())
    best = max(rows, key=lambda row: sum(letters[part] for part in row.parts))
    perhaps, surely = (
        sum(letters[part] for part in telling.intersection(parts)) / every
        for parts in (best.parts, best.sure)
    )
    return Shares(perhaps, surely, frozenset(best.parts))


def stumps_in(
    reading: ArabicReading, wanted: Sequence[Word], *, left: bool, right: bool
) -> Iterator[ArabicWord]:
    """Yield the words of which a line that runs below a cover shows the beginning or the end.

    Args:
        reading: The line, as far as it sticks out.
        wanted: Told words.
        left: Whether the cover hides what follows at its left end.
        right: Whether it hides what comes before at its right end.
    """
    look = reading.looks[0] if reading.looks and not reading.turned else ()
    text, places = spread(text_of(look))
    for word in wanted:
        whole = plain_letters(word.text)
        forms = sum(len(plain_letters(part)) for part in word.text.split() if is_legal_form(part))
        ends = ((left, _STUMP, False), (right, max(_STUMP, forms + _STUMP // 2), True))
        for hidden, least, turned in ends if word.sure else ():
            order = -1 if turned else 1
            count = _stump(text[::order], whole[::order], least) if hidden else 0
            if count:
                part = (0, count) if turned else (len(places) - count, len(places))
                letters = FoundLetters(places[part[0]], places[part[1] - 1] + 1, 1.0)
                yield found_at(word, look, letters, sure=False)


def _stump(text: str, whole: str, least: int) -> int:
    """Return how many letters at the end of a text begin a word, 0 for fewer than ``least``. The
    last ones may be halves, of which anything was read; so many more tell it then. Where none is
    hidden it is no stump: the whole is judged by its letters, another's may differ in one."""
    for halves in _HALVES:
        stump = text[: len(text) - halves]
        for count in range(min(len(stump), len(whole) - 2 - halves), least + halves - 1, -1):
            letters = find_plain(whole[:count], stump[-count - 1 :])
            if letters.likeness >= _ALIKE and letters.end >= count:
                return count + halves
    return 0


def telling_parts(word: Word) -> frozenset[int]:
    """Return which parts of an employer's name say more than its legal form, by number."""
    forms = [is_legal_form(part) for part in word.text.split()]
    return frozenset(part for part, legal in enumerate(forms) if not legal or all(forms))


def _pieces_of(
    word: Word, letters: Sequence[int], place: int, reading: ArabicReading
) -> Iterator[_WordPiece]:
    """Yield the longest rows of a word's parts in a line, none twice."""
    look, table = reading.looks[0], reading.tables[0]
    bounds = [(_PERHAPS if each >= _SHORT else _SURE / 2) * each for each in letters]
    spots = []
    for part, spelleds in enumerate(spelled(table, word.text.split(), bounds)):
        for one in spelleds:
            where = letters_of(look, one, len(table), turned=reading.turned)
            if where.start < where.end:
                sure = one.score >= _SURE * letters[part]
                spots.append(_Spot(part, where.start, where.end, sure))
    while spots:
        row = _longest(spots, letters)
        start, end = row[0].start, row[-1].end
        yield _WordPiece(
            place,
            tuple(spot.part for spot in row),
            frozenset(spot.part for spot in row if spot.sure),
            start,
            end,
            any(_denied(word, look, *pair, reading) for pair in pairwise(row)),
        )
        spots = [spot for spot in spots if spot.end <= start or spot.start >= end]


def _longest(spots: Sequence[_Spot], letters: Sequence[int]) -> list[_Spot]:
    """Return the row of parts that follow each other with the most letters."""
    ordered = sorted(spots, key=lambda one: (one.start, one.part))
    best: list[tuple[float, list[_Spot]]] = []
    for spot in ordered:
        own = letters[spot.part] * (1.0 if spot.sure else 0.5)
        before = [row for row in best if _follow(row[1][-1], spot, letters)]
        value, row = max(before, key=lambda row: row[0], default=(0.0, []))
        best.append((value + own, [*row, spot]))
    return max(best, key=lambda row: row[0])[1]


def _follow(first: _Spot, second: _Spot, letters: Sequence[int]) -> bool:
    missing = sum(letters[first.part + 1 : second.part])
    between = second.start - first.end
    return second.part > first.part and -1 <= between <= missing + _SLACK


def _denied(word: Word, look: Look, first: _Spot, second: _Spot, reading: ArabicReading) -> bool:
    """Tell whether other letters were plainly read in the place of a missing part."""
    missing = "".join(word.text.split()[first.part + 1 : second.part])
    between = text_of(look[first.end : second.start])
    if not missing or not between or reading.confidence < _PLAINLY:
        return False
    return find_letters(missing, between).likeness <= _ANOTHER


def _chains(
    pieces: Sequence[_WordPiece], read: Sequence[ReadLine], letters: Sequence[int]
) -> list[list[_WordPiece]]:
    """Return the pieces in rows of those that go on in the next line, the longest first."""
    ordered = sorted(pieces, key=lambda piece: centre(read[piece.place][0].quad)[1])
    best: list[tuple[int, list[_WordPiece]]] = []
    for piece in ordered:
        own = sum(letters[part] for part in piece.parts)
        before = [row for row in best if _goes_on(row[1][-1], piece, read, letters)]
        value, row = max(before, key=lambda row: row[0], default=(0, []))
        best.append((value + own, [*row, piece]))
    chains, taken = [], set[int]()
    for _, row in sorted(best, key=lambda row: -row[0]):
        if not any(id(piece) in taken for piece in row):
            chains.append(row)
            taken |= {id(piece) for piece in row}
    return chains


def _goes_on(
    upper: _WordPiece, lower: _WordPiece, read: Sequence[ReadLine], letters: Sequence[int]
) -> bool:
    """Tell whether a word that ends a line goes on at the beginning of the next one."""
    (line, reading), (below, _) = read[upper.place], read[lower.place]
    missing = sum(letters[upper.parts[-1] + 1 : lower.parts[0]])
    behind, before = len(reading.looks[0]) - upper.end, lower.start
    down = centre(below.quad)[1] - centre(line.quad)[1]
    first, second = bounds(line.quad), bounds(below.quad)
    return (
        upper.parts[-1] < lower.parts[0]
        and behind + before <= (missing + _SLACK if missing else 0)
        and _ROWS[0] * line.thickness <= down <= _ROWS[1] * line.thickness
        and min(first[2], second[2]) > max(first[0], second[0])
    )


def _judged(
    word: Word, letters: Sequence[int], chain: Sequence[_WordPiece], read: Sequence[ReadLine]
) -> bool | None:
    """Tell whether pieces are surely the word, None where they are not."""
    parts = {part for piece in chain for part in piece.parts}
    sure = {part for piece in chain for part in piece.sure}
    line, reading = read[chain[0].place]
    telling = frozenset(range(len(letters)))
    if word.is_employer:
        telling = telling_parts(word)
        judged = _is_employer(letters, chain, telling)
        if judged is not None:
            return judged
    elif len(chain) > 1 and len(sure) == len(letters) and _ends_alone(chain[-1], read):
        return line.length >= _RUNNING * line.thickness
    only, last = chain[0], chain[0].parts[-1]
    alone = len(chain) == 1 and only.start == 0 and only.end == len(reading.looks[0])
    whole = len(parts) > last - only.parts[0]
    likely = alone and whole and sum(letters[part] for part in telling & sure) >= _ALONE
    return False if likely else None


def _is_employer(
    letters: Sequence[int], chain: Sequence[_WordPiece], telling: frozenset[int]
) -> bool | None:
    """Tell whether pieces surely are an employer, perhaps (False), or hardly (None)."""
    parts = {part for piece in chain for part in piece.parts}
    surely = telling & {part for piece in chain for part in piece.sure}
    every = sum(letters[part] for part in telling)
    share = sum(letters[part] for part in telling & parts) / every
    ends = min(parts) <= min(telling) and max(telling) <= max(parts)  # the rest is between
    denied = any(piece.denied for piece in chain)
    if share >= _ENOUGH and ends and not denied and len(surely) >= min(_PARTS, len(telling)):
        return True
    return False if share >= (_LIKELY if denied else _ENOUGH) and surely else None


def _ends_alone(piece: _WordPiece, read: Sequence[ReadLine]) -> bool:
    """Tell whether a printed word ends with a piece, declined or not."""
    look = read[piece.place][1].looks[0]
    last = next((n for n in range(piece.end, len(look)) if look[n].begins), len(look))
    behind = plain_letters(text_of(look[piece.end : last]))
    return not behind or is_ending(behind)


def _reaching_on(
    page: GreyPicture, line: Line, found: ArabicWord, missing: int, piece: _WordPiece
) -> ArabicWord:
    """Return a line's last word with the part of it beyond the detected box."""
    if not missing:
        return found
    reach = missing * (found.right - found.left) / max(piece.end - piece.start, 1)
    columns = line.lattice.columns
    beyond = line.span(columns * (found.left - reach), columns * found.left)
    inked = float((crop_line(page, beyond) < DARK).mean())
    return replace(found, left=found.left - reach) if inked >= _INKED else found
