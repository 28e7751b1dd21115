"""A crop that comes back to the byte is recognised once while its page is looked at, not after."""

from __future__ import annotations

import numpy as np

from tests.drawn_text import typed
from zcdesk.reading.page_reading import read_page
from zcdesk.reading.recognising import equal_crops_once, recognise


def test_a_page_that_is_read_twice_asks_the_model_once(runs: list[tuple[int, float]]) -> None:
    page = typed("姓名：张伟", "工作单位：新疆云岭装备公司")
    with equal_crops_once():
        first = read_page(page)
        asked = len(runs)
        second = read_page(page)
    assert asked > 1
    assert len(runs) == asked
    assert [line.lattice.text for line in first.lines] == [
        line.lattice.text for line in second.lines
    ]
    read_page(page)
    assert len(runs) == 2 * asked  # nothing is kept behind the page


def test_crops_that_differ_by_a_level_or_in_their_narrowing_are_two(
    runs: list[tuple[int, float]],
) -> None:
    line = np.full((48, 96), 255, np.uint8)
    other = line.copy()
    other[20, 40] = 254
    with equal_crops_once():
        for crop, columns in ((line, 6.0), (other, 6.0), (line, 4.2), (line, 6.0)):
            recognise(crop, columns)
    assert len(runs) == 3
