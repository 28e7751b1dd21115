"""Whose a broken word is, and whether it is one.

The end of one line and the start of the next make a name of two letters by chance far more
often than one line does, so that what is not read must at least be possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zcdesk.geometry import bounds
from zcdesk.masking.breaks.over_lines import BrokenSpot
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import shows_another
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
from zcdesk.masking.spotting.lattice_search import (
    UNSURE_WORD,
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
_PLAIN = PROVEN  # probability from which on that other one is read

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
    verdict, code = judge_name(spot.whole, Context(before, after))
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
