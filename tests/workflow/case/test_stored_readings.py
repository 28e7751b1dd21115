"""Readings in a case file: what comes out is what went in, and nothing else comes out."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.drawn_text import typed
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.geometry import box
from zcdesk.pages.page import Page, PageSource
from zcdesk.reading.lattice import HAN_COLUMNS
from zcdesk.reading.line import PhotoPlace, Reading
from zcdesk.reading.page_reading import read_page
from zcdesk.reading.recognising import NARROWED
from zcdesk.workflow.case.known_forms import StoredReadings, packed, unpacked


@pytest.fixture(scope="module")
def reading() -> Reading:
    """A page with a large line, a line of Latin letters and one line that runs downwards."""
    page = typed("姓名：张 伟", "ZHANG Wei, 2021-05-06")
    column = np.rot90(typed("兹聘请张伟同志"), -1)
    side = np.full((page.shape[0], column.shape[1], 3), 255, np.uint8)
    rows = min(side.shape[0], column.shape[0])
    side[:rows] = column[:rows]
    return read_page(np.hstack([page, side]))


def test_a_stored_reading_comes_back_without_loss(reading: Reading) -> None:
    again = unpacked(packed(reading))
    assert again is not None
    assert (again.width, again.height) == (reading.width, reading.height)
    assert len(again.lines) == len(reading.lines)
    assert {line.lattice.han_columns for line in reading.lines} == {
        HAN_COLUMNS * NARROWED,
        HAN_COLUMNS,
    }
    for line, before in zip(again.lines, reading.lines, strict=True):
        assert (line.quad, line.vertical) == (before.quad, before.vertical)
        assert line.lattice.han_columns == before.lattice.han_columns
        assert np.array_equal(line.ink, before.ink)
        for name in ("starts", "symbols", "scores", "best"):
            now, then = getattr(line.lattice, name), getattr(before.lattice, name)
            assert now.dtype == then.dtype
            assert np.array_equal(now, then)


def test_a_page_without_lines_is_stored_with_its_portraits_too() -> None:
    photos = (PhotoPlace(box(1, 2.5, 20, 30), 0.9),)
    again = unpacked(packed(Reading(30, 40, (), photos)))
    assert again is not None
    assert (again.width, again.height, again.lines, again.photos) == (30, 40, (), photos)


def test_damaged_bytes_are_no_reading(reading: Reading) -> None:
    whole = packed(reading)
    assert unpacked(whole[: len(whole) // 2]) is None
    assert unpacked(b"") is None
    assert unpacked(zlib.compress(zlib.decompress(whole)[:-3])) is None
    assert unpacked(zlib.compress(b"\xff\xff\xff\x7f{}")) is None
    assert unpacked(zlib.compress(b"\x02\0\0\0[]")) is None


def test_readings_outlive_the_program_and_belong_to_one_turn_of_a_page(
    reading: Reading, tmp_path: Path
) -> None:
    case = Case("region", Applicant("张伟", "云岭化工有限公司"), frozenset({Target.NAME}))
    page = Page(PageSource("a.jpg", "0" * 64, 0), reading.width, reading.height, 1, 1)
    with create_case(tmp_path / "a.zcase", case) as stored:
        StoredReadings(stored).keep(page, reading)
        later = StoredReadings(stored)
        known = later.of(page)
        assert known is not None
        assert [line.lattice.text for line in known.lines] == [
            line.lattice.text for line in reading.lines
        ]
        turned = replace(page, transform=page.transform.then(page.transform.shift(3, 0)))
        assert later.of(turned) is None
