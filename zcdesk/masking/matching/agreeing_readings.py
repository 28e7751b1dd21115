"""What other looks say of a doubted name: a letter that all read as the same other one is that.

The first look at a blurred line may read it half surely, so that the own one is not far behind it
and the name is doubted. Closer looks that all read it beyond doubt settle that.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.geometry import centre
from zcdesk.masking.hits import Verdict
from zcdesk.masking.letters.another_or_misread import (
    BEYOND_DOUBT,
    FAR,
    FIRM,
    is_crossed,
)
from zcdesk.masking.letters.occluded_letters import (
    is_read_by_other_readings,
    lies_in,
    own_letters,
    read_at,
)
from zcdesk.masking.matching.plainly_another import is_plainly_another
from zcdesk.masking.matching.verdicts import Judgement, is_whole_han_name
from zcdesk.masking.spotting.lattice_search import (
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
    return None if is_read_by_other_readings(lines, line, lost, spot) else judgement


def readings_agree_on_another(lines: Sequence[Line], line: Line, one: Spot) -> bool:
    """Tell whether all looks at some letter of a doubted name agree that it is another one.
    ``line``: the one in which the name is doubted."""
    if not is_whole_han_name(one) or is_crossed(line, one):
        return False
    height = letter_columns(one, line.lattice.han_columns) * line.column_pixels
    scores = letter_scores(line.lattice, one)
    return height >= FIRM and any(
        score <= FAR and _agree(lines, line, one, column)
        for column, score in zip(one.columns, scores, strict=True)
    )


def _agree(lines: Sequence[Line], line: Line, spot: Spot, column: int) -> bool:
    own, point = own_letters(spot), centre(line.span(column, column + 1))
    others = [each for each in lines if each is not line and lies_in(point, each)]
    return len(others) >= _OTHERS and any(
        all(read_at(each, point, own).get(letter, 0.0) >= BEYOND_DOUBT for each in others)
        for letter in read_at(line, point, own)
    )
