"""The recogniser is asked for what is looked at and for nothing else: its runs are counted."""

from __future__ import annotations

from tests.drawn_text import typed
from zcdesk.geometry import box
from zcdesk.masking.watermarks.pale_layer import read_turned
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_page


def test_small_print_as_thin_and_as_long_is_read() -> None:
    text = "本表所列人员由新疆天山岩土勘察设计有限公司逐一核对并加盖公章后方可上报"
    page = typed(text * 6, em=7, width=1660)
    row = max(read_page(page).lines, key=lambda line: line.length)
    assert row.length >= 60 * row.thickness
    assert row.thickness < 12
    assert sum(letter in row.lattice.text for letter in text) > len(text) / 2


def test_of_a_turned_layer_only_what_lies_in_the_places_is_recognised(
    runs: list[tuple[int, float]],
) -> None:
    layer = evened(typed(*["新疆天山岩土勘察设计有限公司"] * 6))
    height, width = layer.shape
    every = list(read_turned(layer, 0.0, [box(0, 0, width, height)], 0.0))
    whole = len(runs)
    assert whole >= len(every) >= 6
    runs.clear()
    first, last = every[0].quad, every[-1].quad
    found = list(read_turned(layer, 0.0, [first, last], 0.0))
    assert [line.lattice.text for line in found] == [every[0].lattice.text, every[-1].lattice.text]
    assert len(runs) == 2
