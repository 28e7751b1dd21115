"""Pixels to lines: real models on drawn pages."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.masking.sheet import Sheet
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import bounds, box
from zcdesk.reading import engine
from zcdesk.reading.evening import evened
from zcdesk.reading.lattice import (
    COLUMN_WIDTH,
    FLOOR,
    HAN_COLUMNS,
    MOST_ENTRIES,
    Lattice,
    alphabet,
    symbol_numbers,
)
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_line, read_page
from zcdesk.reading.recognising import NARROWED

ROWS = ("姓名：张 伟", "工作单位：某某智能装备制造有限公司", "ZHANG Wei, 2021-05-06")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_page(typed(*ROWS))


def test_a_drawn_page_is_read_line_by_line(reading: Reading) -> None:
    texts = [line.lattice.text.replace(" ", "").replace(":", "：") for line in reading.lines]
    assert texts == [row.replace(" ", "") for row in ROWS]
    assert all(line.lattice.confidence > 0.9 for line in reading.lines)


def test_lines_lie_where_they_were_drawn(reading: Reading) -> None:
    for number, line in enumerate(reading.lines):
        left, top, _, bottom = bounds(line.quad)
        assert abs(left - LEFT) < 20
        assert top < TOP + number * STEP + 18 < bottom


def test_each_letter_is_where_its_column_says(reading: Reading) -> None:
    line = reading.lines[1]
    for place, letter in enumerate(line.lattice.characters[:4]):
        middle = line.span(letter.column, letter.column + 1)[0][0]
        assert abs(middle - (LEFT + (place + 0.5) * 36)) < 0.61 * 36


def test_large_lines_are_narrowed_and_small_print_latin_letters_and_numbers_are_not() -> None:
    rows = ("工作单位：某某智能装备", "ZHANG Wei and LI Na, Urumqi", "身份证号：659900199011000113")
    large, latin, number = read_page(typed(*rows)).lines
    assert large.lattice.han_columns == HAN_COLUMNS * NARROWED
    assert latin.lattice.han_columns == number.lattice.han_columns == HAN_COLUMNS
    assert number.lattice.text.endswith("659900199011000113")
    assert len(large.ink) == pytest.approx(large.lattice.columns * COLUMN_WIDTH, abs=COLUMN_WIDTH)
    small = cv2.resize(typed(*ROWS), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    lines = read_page(np.asarray(small, dtype=np.uint8)).lines
    assert [line.lattice.han_columns for line in lines] == [HAN_COLUMNS] * len(ROWS)


@pytest.mark.parametrize("number", ["334.88", "202111", "200011", "8887.70"])
def test_equal_figures_in_a_high_box_keep_their_room(number: str) -> None:
    sheet = Sheet(600, 200)
    left, top, _, bottom = sheet.write(number, 100, 80, 24)[0]
    right = left + 24 * len(number) / 2
    around = box(left - 24, top - 24, right + 24, bottom + 24)
    assert read_line(evened(sheet.picture), around).lattice.text == number


def test_a_crowded_column_keeps_its_best_symbols_only() -> None:
    table = np.full((3, 2000), 1e-5, np.float32)
    table[:, 5] = 0.9
    table[1] = np.linspace(0.001, 0.002, 2000, dtype=np.float32)
    lattice = Lattice.from_probabilities(table)
    assert np.diff(lattice.starts).tolist()[1] == MOST_ENTRIES
    assert lattice.symbols[lattice.rows == 1].min() == 2000 - MOST_ENTRIES


def test_two_written_forms_of_a_letter_are_one_letter() -> None:
    numbers = symbol_numbers()
    table = np.full((6, len(alphabet())), 1e-7, np.float32)
    table[:, 0] = 0.99
    table[1] = table[2] = table[4] = 1e-7
    table[1, [numbers["静"], numbers["靜"], numbers["诤"]]] = 0.55, 0.41, 0.04
    table[2, [numbers["静"], numbers["靜"]]] = 0.42, 0.57
    table[4, [numbers["云"], numbers["去"]]] = 0.6, 0.4
    lattice = Lattice.from_probabilities(table)
    assert lattice.text == "靜云"
    assert [round(one.probability, 2) for one in lattice.characters] == [0.99, 0.6]
    assert lattice.certain[1] == pytest.approx(0.96, abs=0.002)


def test_text_that_runs_downwards_is_read_from_the_top() -> None:
    upright = typed("兹聘请张伟同志")
    column = np.ascontiguousarray(np.rot90(upright, -1))
    found = [line for line in read_page(column).lines if line.vertical]
    assert found
    assert "张伟" in found[0].lattice.text


def test_a_page_without_text_has_no_lines() -> None:
    assert read_page(np.full((600, 500, 3), 250, np.uint8)).lines == ()


def test_a_shadow_is_evened_out_and_the_page_left_as_it_is() -> None:
    page = typed(*ROWS)
    shade = np.linspace(1.0, 0.35, page.shape[1])[None, :, None]
    dark = (page * shade).astype(np.uint8)
    before = dark.copy()
    flat = evened(dark)
    assert (dark == before).all()
    paper = flat[5:60]
    assert paper.min() > 225, "paper became white from one side to the other"
    assert flat.min() < 30, "ink became dark"


def test_a_missing_model_is_an_error_and_nothing_is_fetched() -> None:
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$") as caught:
        engine.shipped_session("no_such_model.onnx")
    assert caught.value.details["file"] == "no_such_model.onnx"


def test_the_alphabet_has_blank_first_and_space_last() -> None:
    assert alphabet()[0] == ""
    assert alphabet()[-1] == " "
    assert alphabet()[symbol_numbers()["张"]] == "张"


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (9, 30), elements=st.floats(2**-40, 1.0, width=32)))
def test_a_sparse_lattice_keeps_everything_above_the_floor(table: np.ndarray) -> None:
    table = table / table.sum(axis=1, keepdims=True)
    lattice = Lattice.from_probabilities(table)
    difference = np.log(table) - np.log(table.max(axis=1, keepdims=True))
    dense = np.full(table.shape, -np.inf)
    dense[lattice.rows, lattice.symbols] = lattice.scores
    kept = np.isfinite(dense)
    assert (kept == (difference > FLOOR))[np.abs(difference - FLOOR) > 1e-3].all()
    assert np.allclose(dense[kept], difference[kept], atol=0.02)


def test_parts_of_a_lattice_join_to_the_whole(reading: Reading) -> None:
    whole = reading.lines[1].lattice
    cut = whole.columns // 3
    joined = whole.part(0, cut).joined(whole.part(cut, whole.columns))
    assert joined.text == whole.text
    assert (joined.starts == whole.starts).all()
    assert (joined.scores == whole.scores).all()
