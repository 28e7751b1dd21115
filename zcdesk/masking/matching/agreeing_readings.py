"""What other looks say of a doubted name: a letter that all read as the same other one is that.

The first look at a blurred line may read it half surely, so that the own one is not far behind it
and the name is doubted. Closer looks that all read it beyond doubt settle that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from zcdesk.verdict_rows import first_row

_OTHERS = 2  # looks besides the one in which the name is doubted ...


def after_all_readings(
    lines: Sequence[Line], line: Line, spot: Spot, judgement: Judgement
) -> Judgement | None:
    """Return a judgement as the other looks leave it, None where they show somebody else's word.
    ``line``: the one that was judged. ``judgement``: what that line alone tells of it."""
    row = first_row("all_readings", _Facts(lines, line, spot, judgement))
    return None if "gone" in row else judgement


@dataclass(frozen=True)
class _Facts:
    """What the rows of a judgement ask of the other looks at its place."""

    lines: Sequence[Line]
    line: Line
    spot: Spot
    judgement: Judgement

    @property
    def doubt(self) -> bool:
        """It is doubted."""
        return self.judgement.verdict is Verdict.DOUBT

    @property
    def lost(self) -> bool:
        """Something hides a letter in that line."""
        return self.judgement.lost is not None

    @property
    def faint(self) -> bool:
        """Its letters were not all read as such."""
        return self.judgement.reason.code == "hit.faint"

    @property
    def employer(self) -> bool:
        """It is an employer."""
        return self.spot.keyword.word.is_employer

    @property
    def lost_letter_is_read(self) -> bool:
        """The other looks read one there that the word lacks."""
        lost = self.judgement.lost or 0.0
        return is_read_by_other_readings(self.lines, self.line, lost, self.spot)

    @property
    def agreed(self) -> bool:
        """All of them read the same other letter."""
        return readings_agree_on_another(self.lines, self.line, self.spot)

    @property
    def plainly_another(self) -> bool:
        """Two of them surely read all letters, and one as another."""
        return is_plainly_another(self.lines, self.line, self.spot)


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
