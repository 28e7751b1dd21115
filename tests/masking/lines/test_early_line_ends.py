"""Lines that end before their margin: an item ends there, a piece of a line does not."""

from dataclasses import replace

import pytest

from tests.masking.rereading.test_looks import look
from zcdesk.geometry import box
from zcdesk.masking.lines.early_line_ends import early_ends
from zcdesk.reading.line import Line


def _line(text: str, left: float, top: float, right: float) -> Line:
    return replace(look(text, [1.0] * len(text)), quad=box(left, top, right, top + 40))


@pytest.mark.parametrize(
    ("right", "behind", "early"),
    [
        (700, None, True),
        (960, None, False),  # the margin is a letter further
        (700, 740, False),  # what stands behind it is the rest of the line
        (700, 400, False),  # another look at it shows more of it
        (700, 900, True),  # the next column
    ],
)
def test_an_item_ends_early_if_nothing_goes_on(
    right: float, behind: float | None, early: bool
) -> None:
    lines = [_line("项目由张伟国", 100, 200, right), _line("研究所有关材料", 100, 260, 1000)]
    if behind is not None:
        lines.append(_line("志负责", behind, 204, behind + 400))
    assert (0 in early_ends(lines, range(len(lines)))) is early


@pytest.mark.parametrize(
    ("right", "below", "early"),
    [
        (920, "研究所有关材料", True),  # there was room for the next letter
        (920, "家，有关材料", False),  # not for it and its comma
        (940, "研究所有关材料", False),
        (1000, "（新疆，830000）", True),
        (1000, "新疆（830000）", False),
    ],
)
def test_the_next_lines_word_tells_how_early_a_line_ends(
    right: float, below: str, early: bool
) -> None:
    lines = [_line("项目由张伟国", 100, 200, right), _line(below, 100, 260, 1000)]
    assert (0 in early_ends(lines, [0])) is early


def test_a_wider_line_of_another_column_is_no_margin() -> None:
    lines = [_line("项目由张伟国", 400, 200, 700), _line("研究所有关材料", 100, 260, 1000)]
    assert not early_ends(lines, range(len(lines)))


@pytest.mark.parametrize(
    ("right", "below", "early"),
    [
        (700, None, True),
        (700, 460, False),  # the next line of a cell
        (1000, None, False),
        (640, None, False),  # as long as the one above: the end of a column
    ],
)
def test_the_last_item_of_a_list_is_held_against_the_whole_page(
    right: float, below: float | None, early: bool
) -> None:
    lines = [
        _line("项目由张伟国", 100, 400, right),
        _line("材料由李明", 100, 340, 640),
        _line("研究所有关材料", 100, 100, 1000),
    ]
    if below is not None:
        lines.append(_line("同志负责", 100, below, 400))
    assert (0 in early_ends(lines, [0])) is early
