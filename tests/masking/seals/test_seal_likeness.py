"""Letters, emblems and ornaments do not look like seals; seals do, however they were pressed."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from benchmarks.things.seal_crops import Looks, drawn_crop
from zcdesk.geometry import box
from zcdesk.masking.owners.seal_verdicts import _UNLIKE
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.seals.seal_likeness import likeness

NEW = range(900_000, 900_160)
"""Seeds that nothing was learnt from."""


def of(kinds: set[Looks]) -> list[float]:
    """Return how like a seal crops of these kinds are, each of them laid on a page of its own."""
    found = []
    for crop, looks in (drawn_crop(Random(seed)) for seed in NEW):
        if looks in kinds:
            page = np.full((144, 144, 3), 255, np.uint8)
            page[48:96, 48:96] = crop
            place = box(52, 52, 92, 92)
            found.append(
                likeness(page, Seal((72, 72), (20, 20), 0, Colour.RED, Shape.RING, place, 1.0))
            )
    return found


def test_no_seal_is_taken_for_something_else() -> None:
    assert min(of({Looks.RING, Looks.BOX})) >= _UNLIKE


@pytest.mark.parametrize("looks", [Looks.LETTER, Looks.SIGN])
def test_most_letters_and_signs_need_no_question(looks: Looks) -> None:
    likely = of({looks})
    assert sum(one < _UNLIKE for one in likely) >= 0.5 * len(likely)
