"""What the readings of one ring say together, given as numbers: whose seal it is."""

from __future__ import annotations

import pytest

from zcdesk.applicant import Word, WordKind
from zcdesk.masking.owners.letter_evidence import Evidence, Whose, whose
from zcdesk.masking.spotting.keywords import keyword
from zcdesk.masking.spotting.lattice_search import Spot
from zcdesk.reading.lattice import FLOOR, Character

OWN = keyword(Word(WordKind.EMPLOYER, 1, "博乐昱航交通勘察设计有限公司"))
STRANGE = 3
READ = (("棠", 0.58), ("棠", 0.64), ("棠", 0.84), ("集", 0.51), ("常", 0.26), ("巢", 0.44))


def reading(letter: str, probability: float, own: float) -> Evidence:
    """Return a reading that has all own letters but one, which scores ``own`` there."""
    count = len(OWN.classes)
    columns = tuple(range(0, 5 * count, 5))
    scores = [0.0] * count
    others: list[Character | None] = [None] * count
    scores[STRANGE] = own
    others[STRANGE] = Character(letter, columns[STRANGE], probability)
    spot = Spot(OWN, 0, columns, columns[0], columns[-1], own, own)
    return Evidence(spot, tuple(scores), tuple(others))


@pytest.mark.parametrize(
    ("read", "thought_of", "told"),
    [
        (READ, FLOOR, Whose.OTHER),
        (READ, -9.0, Whose.LIKE_OWN),
        ((*READ[:3], READ[4]), FLOOR, Whose.LIKE_OWN),
        ((READ[0], READ[2], *READ[3:], ("川", 0.4)), FLOOR, Whose.LIKE_OWN),
    ],
)
def test_a_letter_that_is_nowhere_read_as_the_own_one_needs_not_be_plain(
    read: tuple[tuple[str, float], ...], thought_of: float, told: Whose
) -> None:
    """All six readings must do without the own letter, and agree well enough on another one."""
    found = [reading(letter, probability, FLOOR) for letter, probability in read[:-1]]
    found.append(reading(*read[-1], thought_of))
    assert whose(found)[0] is told


@pytest.mark.parametrize(
    ("thought_of", "told"),
    [(FLOOR, Whose.OTHER), (-13.0, Whose.OTHER), (-7.5, Whose.LIKE_OWN)],
)
def test_a_plain_other_letter_proves_little_where_the_own_one_is_like_it(
    thought_of: float, told: Whose
) -> None:
    found = [
        reading("爵", 0.99, FLOOR),
        reading("爵", 0.92, FLOOR),
        reading("爵", 0.4, thought_of),
    ]
    assert whose(found)[0] is told
