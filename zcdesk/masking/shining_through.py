"""Print of a sheet's other side that shines through thin paper: read in a mirror, it is plain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zcdesk.masking.judging import FLAG
from zcdesk.masking.keywords import Keyword
from zcdesk.masking.spotting import spot
from zcdesk.picture import GreyPicture
from zcdesk.reading.line import Line
from zcdesk.reading.recognising import crop_line, recognise
from zcdesk.spellings import is_han

_PLAIN = 0.8
"""Mean probability of the letters in the mirror; print of this side stays below it there."""

_BETTER = 0.15  # by which the mirror reads it better than the page does
_LEAST_LETTERS = 3  # Han letters; one or two may look the same from both sides


def shines_through(page: GreyPicture, line: Line, sought: Sequence[Keyword]) -> bool:
    """Tell whether a line that nobody could read is the other side's, and holds no own word.

    Args:
        page: The evened page.
        line: A line of it that was not read.
        sought: The applicant's words; where one may stand in the mirror a person has to look.
    """
    if line.vertical:
        return False
    mirrored = recognise(np.ascontiguousarray(crop_line(page, line.quad)[:, ::-1]))
    letters = sum(is_han(one.text) for one in mirrored.characters)
    plain = mirrored.confidence >= max(_PLAIN, line.lattice.confidence + _BETTER)
    return plain and letters >= _LEAST_LETTERS and not spot([mirrored], sought, FLAG)
