"""What other looks say of a doubted name: a letter that all read as the same other one is that.

The first look at a blurred line may read it half surely, so that the own one is not far behind it
and the name is doubted. Closer looks that all read it beyond doubt settle that; in small print so
do looks that read it half surely, where the own letter is one in everyday use and far behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zcdesk.geometry import centre
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import (
    BEYOND_DOUBT,
    FAR,
    FIRM,
    HALF_READ,
    NEVER_OWN,
    is_crossed,
)
from zcdesk.masking.letters.letter_ink import (
    SMALLEST,
    is_common_class,
    is_inked_like_others,
    letter_height,
)
from zcdesk.masking.letters.occluded_letters import (
    is_read_by_other_readings,
    is_unlike_in_all_readings,
    lies_in,
    own_letters,
    read_at,
    thought_of,
)
from zcdesk.masking.matching.plainly_another import is_plainly_another
from zcdesk.masking.matching.verdicts import Judgement, is_whole_han_name
from zcdesk.masking.spotting.lattice_search import (
    LETTER_STANDS,
    Spot,
    letter_columns,
    letter_scores,
)
from zcdesk.reading.line import Line

_OTHERS = 2  # looks besides the one in which the name is doubted ...


def after_all_readings(
    lines: Sequence[Line], line: Line, spot: Spot, judgement: Judgement
) -> Judgement | None:
    """Return a judgement as the other looks leave it, None where they show somebody else's word.
    ``line``: the one that was judged. ``judgement``: what that line alone tells of it."""
    lost, doubted = judgement.lost, judgement.verdict is Verdict.DOUBT
    if lost is None or not doubted:
        faint = judgement.reason.code == "hit.faint"
        another = faint and (
            readings_agree_on_another(lines, line, spot)
            or (spot.keyword.word.is_employer and is_plainly_another(lines, line, spot))
        )
        return None if another else judgement
    if is_read_by_other_readings(lines, line, lost, spot):
        return None
    unlike = is_unlike_in_all_readings(lines, line, lost, spot)
    return replace(judgement, points=True) if unlike else judgement


def readings_agree_on_another(lines: Sequence[Line], line: Line, one: Spot) -> bool:
    """Tell whether all looks at some letter of a doubted name agree that it is another one.
    ``line``: the one in which the name is doubted."""
    if not is_whole_han_name(one) or is_crossed(line, one):
        return False
    height = letter_columns(one, line.lattice.han_columns) * line.column_pixels
    scores = letter_scores(line.lattice, one)
    if height >= FIRM:
        return any(
            score <= FAR and _agree(lines, line, one, column)
            for column, score in zip(one.columns, scores, strict=True)
        )
    return letter_height(line) >= SMALLEST and any(
        score < LETTER_STANDS
        and is_common_class(letter)
        and is_inked_like_others(line, column)
        and _agree_in_small_print(lines, line, one, column, letter)
        for column, score, letter in zip(one.columns, scores, one.keyword.true_classes, strict=True)
    )


def _agree(lines: Sequence[Line], line: Line, spot: Spot, column: int) -> bool:
    own, point = own_letters(spot), centre(line.span(column, column + 1))
    others = [each for each in lines if each is not line and lies_in(point, each)]
    return len(others) >= _OTHERS and any(
        all(read_at(each, point, own).get(letter, 0.0) >= BEYOND_DOUBT for each in others)
        for letter in read_at(line, point, own)
    )


def _agree_in_small_print(
    lines: Sequence[Line], line: Line, spot: Spot, column: int, letter: frozenset[int]
) -> bool:
    """Tell whether all looks read the same letter and, together, hardly think of the own one."""
    own, point = own_letters(spot), centre(line.span(column, column + 1))
    looks = [each for each in lines if lies_in(point, each)]
    if len(looks) <= _OTHERS:
        return False
    mean = sum(thought_of(each, point, letter) for each in looks) / len(looks)
    return mean <= NEVER_OWN and any(
        all(read_at(each, point, own).get(other, 0.0) >= HALF_READ for each in looks)
        for other in read_at(line, point, own)
    )
