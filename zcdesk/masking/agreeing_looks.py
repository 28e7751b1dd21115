"""A letter that every look at a name reads as the same other one is that letter.

The first look at a blurred line may read it half surely, so that the own one is not far behind it
and the name is doubted. Closer looks that all read it beyond doubt settle that.
"""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.geometry import centre
from zcdesk.masking.judging import is_whole_han_name
from zcdesk.masking.lost_letters import lies_in, read_at
from zcdesk.masking.other_letters import FAR, FIRM, is_crossed
from zcdesk.masking.spotting import Spot, letter_scores
from zcdesk.masking.surroundings import letter_columns
from zcdesk.reading.lattice import alphabet
from zcdesk.reading.line import Line

_OTHERS = 2  # looks besides the one in which the name is doubted ...
_BEYOND_DOUBT = 0.99  # ... that read the letter with so much


def agree_on_another(lines: Sequence[Line], line: Line, one: Spot) -> bool:
    """Tell whether all looks at some letter of a doubted name agree that it is another one.

    Args:
        lines: All looks at the page's lines.
        line: The one in which the name is doubted.
        one: The name there.
    """
    height = letter_columns(one, line.lattice.han_columns) * line.column_pixels
    if not is_whole_han_name(one) or height < FIRM or is_crossed(line, one):
        return False
    scores = letter_scores(line.lattice, one)
    return any(
        score <= FAR and _agree(lines, line, one, column)
        for column, score in zip(one.columns, scores, strict=True)
    )


def _agree(lines: Sequence[Line], line: Line, one: Spot, column: int) -> bool:
    names = alphabet()
    own = {names[symbol] for letter in one.keyword.classes for symbol in letter}
    point = centre(line.span(column, column + 1))
    others = [each for each in lines if each is not line and lies_in(point, each)]
    return len(others) >= _OTHERS and any(
        all(read_at(each, point, own).get(letter, 0.0) >= _BEYOND_DOUBT for each in others)
        for letter in read_at(line, point, own)
    )
