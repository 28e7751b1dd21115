"""Words broken over lines, or set so far apart that each letter is a line of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate, pairwise

from zcdesk.geometry import bounds
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import shows_another
from zcdesk.masking.lines.reading_order import is_bracket
from zcdesk.masking.matching.context import Context, context_of
from zcdesk.masking.matching.latin_words import judge_latin, looser
from zcdesk.masking.matching.verdicts import (
    FLAG,
    FLAG_LARGE,
    LARGE,
    SURE,
    is_whole_han_name,
    judge_name,
)
from zcdesk.masking.spotting.class_scores import ClassScores, Stretch
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.masking.spotting.lattice_search import (
    UNSURE_WORD,
    Spot,
    letter_columns,
    letter_scores,
    letters_read,
    spot_across,
)
from zcdesk.names.spellings import is_han
from zcdesk.reading.lattice import Lattice, alphabet
from zcdesk.reading.line import Line

_LETTER_COLUMNS = 7  # columns that a Han letter takes at most; Latin ones take five


@dataclass(frozen=True)
class BrokenSpot:
    """A word that begins at the end of one line and goes on in the next one or more. ``parts`` are
    its pieces as spots of their own line, for the covers; ``lattice`` is the seam, in which
    ``whole`` was found. ``brackets`` are those of its row that are in boxes of their own: the word
    is looked for without them."""

    whole: Spot
    parts: tuple[Spot, ...]
    lattice: Lattice
    brackets: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class _Seam:
    """Lines behind each other: the end of the first, all of those between, the start of the last.
    ``starts`` tells in which column of the joined lattice each line begins."""

    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def lattice(self, lines: Sequence[Line]) -> Lattice:
        """Return the joined lattice."""
        pieces = (lines[index].lattice.part(first, last) for index, first, last in self.stretches)
        return reduce(Lattice.joined, pieces)

    def column_of(self, column: int) -> int:
        """Return which of the lines a column of the seam belongs to."""
        return bisect_right(self.starts, column) - 1


def broken_spots(
    table: ClassScores,
    lines: Sequence[Line],
    chains: Sequence[tuple[int, ...]],
    numbers: Sequence[int],
    least: float,
) -> tuple[BrokenSpot, ...]:
    """Return the words above ``least`` whose path crosses from a line into its successors.
    ``chains``: lines that may hold a word together, see :func:`lines_in_reading_order`.
    ``numbers``: places of the words in the table."""
    tail = _longest([table.keywords[number] for number in numbers])
    bracket = [is_bracket(line) for line in lines]
    held = [chain for chain in chains if not (bracket[chain[0]] or bracket[chain[-1]])]
    lettered = [tuple(one for one in chain if not bracket[one]) for chain in held]
    pairs = table.possible_across(lettered, numbers, least)
    seams = [_seam(lines, held[chain], tail) for chain, _ in pairs]
    spots = []
    for spot in spot_across(
        table, [(s.stretches, n) for s, (_, n) in zip(seams, pairs, strict=True)], least
    ):
        seam = seams[spot.line]
        parts = _parts(spot, seam)
        boxed = [line for line, *_ in seam.stretches if bracket[line]]
        if len(parts) + len(boxed) == len(seam.stretches):
            brackets = tuple(_whole_line(lines[number], number, spot) for number in boxed)
            spots.append(BrokenSpot(spot, parts, seam.lattice(lines), brackets))
    return tuple(spots)


def _longest(keywords: Sequence[Keyword]) -> int:
    """Return how many columns the longest word may take: so much of either line is joined."""
    letters = (
        len(keyword.classes) * (5 if keyword.latin else _LETTER_COLUMNS) for keyword in keywords
    )
    return max(letters, default=0) + _LETTER_COLUMNS


def _seam(lines: Sequence[Line], chain: tuple[int, ...], tail: int) -> _Seam:
    stretches, starts, width = [], [], 0
    for place, index in enumerate(chain):
        columns = lines[index].lattice.columns
        first = max(0, columns - tail) if place == 0 else 0
        last = min(tail, columns) if place == len(chain) - 1 else columns
        stretches.append((index, first, last))
        starts.append(width)
        width += last - first
    return _Seam(tuple(stretches), tuple(starts))


def _parts(spot: Spot, seam: _Seam) -> tuple[Spot, ...]:
    """Return the pieces of a word as spots of the lines that hold a letter of it."""
    parts = []
    for number, (index, offset, _) in enumerate(seam.stretches):
        shift = offset - seam.starts[number]
        own = tuple(c + shift for c in spot.columns if seam.column_of(c) == number)
        if own:
            first = spot.first + shift if seam.column_of(spot.first) == number else own[0]
            last = spot.last + shift if seam.column_of(spot.last) == number else own[-1]
            parts.append(replace(spot, line=index, columns=own, first=first, last=last))
    return tuple(parts)


def _whole_line(line: Line, number: int, spot: Spot) -> Spot:
    last = line.lattice.columns - 1
    return replace(spot, line=number, columns=(last // 2,), first=0, last=last)


# --- Whose a broken word is, and whether it is one -----------------------------------------------
# The end of one line and the start of the next make a name of two letters by chance far more often
# than one line does, so that what is not read must at least be possible.


_OTHERS = -3.0  # a letter that scores worse may be another one
_SAME_LETTER = 0.4  # of a letter's width; two peaks that are nearer are of one letter
_PLAIN = 0.97  # probability from which on that other one is read

_BETWEEN = 2  # letters between the parts of a word that make it two others' ...
_STROKES = frozenset("一丿")  # what a border or a fold may be read as
_FAIRLY = 0.6  # ... where one of them is read with so much

_CODE = "hit.broken"


def judge_broken(lines: Sequence[Line], spot: BrokenSpot) -> tuple[Verdict, str] | None:
    """Return verdict and code of a broken word, or None when it means nothing. ``lines``: the lines
    that its parts are in. ``one``: what was found over their seams."""
    loose = looser(spot.whole.keyword)
    if not spot.whole.keyword.word.sure or spot.whole.score <= FLAG + loose:
        return None
    least = SURE + loose if len(spot.whole.columns) > 2 else UNSURE_WORD
    sure = spot.whole.score > least and spot.whole.keyword.complete and not _is_another_name(spot)
    verdict = Verdict.COVER if sure else Verdict.DOUBT
    if spot.whole.keyword.latin:
        judged, reason = judge_latin(spot.lattice, spot.whole, SURE + loose)
        if reason is None or judged is Verdict.LEAVE:
            return None
        if not sure and not _is_possible(lines, spot):
            return None
        return (verdict if judged is Verdict.COVER else judged), _CODE
    if not sure:
        return (verdict, _CODE) if _is_possible(lines, spot) else None
    if spot.whole.keyword.word.is_name:
        return _judged_around(lines, spot)
    return verdict, _CODE


def _judged_around(lines: Sequence[Line], spot: BrokenSpot) -> tuple[Verdict, str]:
    """Judge a broken name by what is before its head and behind its rest."""
    head, rest = spot.parts[0], spot.parts[-1]
    before = context_of(lines[head.line].lattice, head).before
    after = context_of(lines[rest.line].lattice, rest).after
    verdict, code, _ = judge_name(spot.whole, Context(before, after))
    return verdict, _CODE if verdict is Verdict.COVER or code is None else code


def _is_possible(lines: Sequence[Line], one: BrokenSpot) -> bool:
    """Tell whether a badly read word may be hers: no letter is plainly another, half are read. Half
    a letter at the end of a box, whose other half begins the next one, reads as any."""
    firm = not one.whole.keyword.latin and _height(lines, one) >= LARGE
    if (
        firm
        and not _share_a_letter(lines, one)
        and (one.whole.score <= FLAG_LARGE or _holds_another_letter(one) or _is_another_name(one))
    ):
        return False
    if not all(_shows_letters(lines[part.line], part) for part in one.parts):
        return False
    if is_whole_han_name(one.whole) and _passes_over_letters(one):
        return False
    hard = one.whole.score > SURE and not one.whole.keyword.latin  # to read, but not impossible
    return hard or 2 * letters_read(one.lattice, one.whole) >= len(one.whole.columns)


def _is_another_name(spot: BrokenSpot) -> bool:
    """Tell whether one letter of a name is another, or none, however good the others are."""
    return is_whole_han_name(spot.whole) and shows_another(spot.lattice, spot.whole)


def _share_a_letter(lines: Sequence[Line], spot: BrokenSpot) -> bool:
    """Tell whether two boxes of one row overlap."""
    boxes = [bounds(lines[part.line].quad) for part in spot.parts]
    return any(
        after[0] < before[2] and after[1] < (before[1] + before[3]) / 2 < after[3]
        for before, after in pairwise(boxes)
    )


def _shows_letters(line: Line, part: Spot) -> bool:
    """Tell whether anything is read where a part is: the rim of a picture shows no letter."""
    return any(part.first - 1 <= c.column <= part.last + 1 for c in line.lattice.characters)


def _passes_over_letters(spot: BrokenSpot) -> bool:
    """Tell whether two letters are between the parts of a name, one of them fairly read. One may
    be half of a letter that two boxes share, or be made out of a box's edge."""
    ends = accumulate(len(part.columns) for part in spot.parts[:-1])
    pairs = [(spot.whole.columns[end - 1], spot.whole.columns[end]) for end in ends]
    letters = [c for c in spot.lattice.characters if is_han(c.text) and c.text not in _STROKES]
    between = ([c.probability for c in letters if start < c.column < end] for start, end in pairs)
    return any(len(read) >= _BETWEEN and max(read) >= _FAIRLY for read in between)


def _height(lines: Sequence[Line], spot: BrokenSpot) -> float:
    """Return how many pixels high its smallest letters are."""
    return min(
        letter_columns(part, lines[part.line].lattice.han_columns) * lines[part.line].column_pixels
        for part in spot.parts
    )


def _holds_another_letter(spot: BrokenSpot) -> bool:
    """Tell whether a letter that the word does not have is plainly read in the place of its own."""
    names, plain, near = alphabet(), [], _SAME_LETTER * spot.lattice.han_columns
    for character in spot.lattice.characters:
        if character.probability >= _PLAIN and is_han(character.text):
            plain.append(character)
    places = zip(
        spot.whole.columns,
        spot.whole.keyword.classes,
        letter_scores(spot.lattice, spot.whole),
        strict=True,
    )
    return any(
        score < _OTHERS
        and any(
            abs(there.column - column) <= near and all(there.text != names[own] for own in letter)
            for there in plain
        )
        for column, letter, score in places
    )
