"""Whose a broken word is, and whether it is one.

The end of one line and the start of the next make a name of two letters by chance far more
often than one line does, so that what is not read must at least be possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zcdesk.geometry import bounds
from zcdesk.masking.breaks.over_lines import BrokenSpot
from zcdesk.masking.hits import Choice, Verdict
from zcdesk.masking.letters.another_or_misread import shows_another
from zcdesk.masking.matching.context import Context, context_of
from zcdesk.masking.matching.latin_words import judge_latin, looser
from zcdesk.masking.matching.verdicts import (
    FLAG_LARGE,
    LARGE,
    SURE,
    is_whole_han_name,
    judge_name,
)
from zcdesk.masking.spotting.lattice_search import (
    UNSURE_WORD,
    Spot,
    letter_columns,
    letter_scores,
    letters_read,
)
from zcdesk.names.spellings import is_han
from zcdesk.reading.certainty import PROVEN
from zcdesk.reading.lattice import alphabet
from zcdesk.reading.line import Line

_OTHERS = -3.0  # a letter that scores worse may be another one
_SAME_LETTER = 0.4  # of a letter's width; two peaks that are nearer are of one letter

_CODE = "hit.broken"


def judge_broken(lines: Sequence[Line], spot: BrokenSpot) -> tuple[Verdict, str] | None:
    """Return verdict and code of a broken word, or None when it means nothing. ``lines``: the lines
    that its parts are in. ``spot``: what was found over their seams."""
    whole, loose = spot.whole, looser(spot.whole.keyword)
    word = whole.keyword.word
    least = SURE + loose if len(whole.columns) > 2 else UNSURE_WORD
    sure = whole.score > least and whole.keyword.complete and not _is_another_name(spot)
    if not word.sure or not (sure or _is_possible(lines, spot)):
        return None
    verdict, code = Verdict.COVER, _CODE
    if whole.keyword.latin:
        verdict, _ = judge_latin(spot.lattice, whole, SURE + loose)
        if verdict is Verdict.LEAVE:
            return None
    elif word.is_name:
        verdict, code = _judged_around(lines, spot)
    return (verdict, code) if sure else (Verdict.DOUBT, _CODE)


def judge_by_ends(lines: Sequence[Line], whole: Spot, parts: Sequence[Spot]) -> Choice:
    """Judge a name in parts by what is before its head and behind its rest."""
    head, rest = parts[0], parts[-1]
    before = context_of(lines[head.line].lattice, head).before
    after = context_of(lines[rest.line].lattice, rest).after
    return judge_name(whole, Context(before, after))


def _judged_around(lines: Sequence[Line], spot: BrokenSpot) -> tuple[Verdict, str]:
    verdict, code = judge_by_ends(lines, spot.whole, spot.parts)
    return verdict, _CODE if verdict is Verdict.COVER or code is None else code


def _is_possible(lines: Sequence[Line], one: BrokenSpot) -> bool:
    """Tell whether a badly read word may be hers: no letter is plainly another, half are read. Half
    a letter at the end of a box, whose other half begins the next one, reads as any."""
    half_read = 2 * letters_read(one.lattice, one.whole) >= len(one.whole.columns)
    if one.whole.keyword.latin:
        return half_read
    low = one.whole.score <= FLAG_LARGE
    another = low or _is_another_name(one) or _holds_another_letter(one)
    if another and _height(lines, one) >= LARGE and not _share_a_letter(lines, one):
        return False
    return half_read or one.whole.score > SURE  # hard to read, but not impossible


def _is_another_name(spot: BrokenSpot) -> bool:
    """Tell whether one letter of a name is another, or none, however good the others are."""
    return is_whole_han_name(spot.whole) and shows_another(spot.lattice, spot.whole)


def _holds_another_letter(spot: BrokenSpot) -> bool:
    """Tell whether a letter that the word does not have is plainly read in the place of its own."""
    names, near = alphabet(), _SAME_LETTER * spot.lattice.han_columns
    plain = [c for c in spot.lattice.characters if c.probability >= PROVEN and is_han(c.text)]
    scores = letter_scores(spot.lattice, spot.whole)
    letters = zip(spot.whole.columns, spot.whole.keyword.classes, scores, strict=True)
    for column, letter, score in letters:
        own = {names[symbol] for symbol in letter}
        there = {c.text for c in plain if abs(c.column - column) <= near}
        if score < _OTHERS and not there <= own:
            return True
    return False


def _share_a_letter(lines: Sequence[Line], spot: BrokenSpot) -> bool:
    """Tell whether two boxes of one row overlap."""
    boxes = [bounds(lines[part.line].quad) for part in spot.parts]
    return any(
        after[0] < before[2] and after[1] < (before[1] + before[3]) / 2 < after[3]
        for before, after in pairwise(boxes)
    )


def _height(lines: Sequence[Line], spot: BrokenSpot) -> float:
    """Return how many pixels high its smallest letters are."""
    return min(
        letter_columns(part, lines[part.line].lattice.han_columns) * lines[part.line].column_pixels
        for part in spot.parts
    )
