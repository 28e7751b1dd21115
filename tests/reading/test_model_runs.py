"""What readings ask of the models and copy: counted, so that none gets dearer.

A wall clock says little on a shared machine; runs, pixels and copies are the same on each. A page
that needs less is welcome: its line here is then set anew.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.drawn_text import typed
from tools.drawing.fonts import Face, font
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.file_limits import FileLimit
from zcdesk.geometry import box
from zcdesk.masking.watermarks.pale_layer import read_turned
from zcdesk.reading import detecting, recognising
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened, read_page
from zcdesk.reading.recognising import equal_crops_once, recognise
from zcdesk.resources import resource
from zcdesk.workflow.one_page.examining import examine_page, proposed_covers
from zcdesk.workflow.one_page.finishing import PagePart, PictureJob
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.jobs import make_picture

PAGES = resource("samples", "region-senior-2024")
APPLICANT = Applicant("赵明哲", "新疆天山岩土勘察设计有限公司")
SOUGHT = Sought(APPLICANT, frozenset({Target.NAME, Target.EMPLOYER}))
MORE = 1.02

WHOLE = 0.8
"""Share of a page's pixels from which on a copy of them is one of the whole page."""

ASKED = {
    "IMG_2034.jpg": (8, 72, 590, 8, 34),
    "公需2020.jpg": (5, 85, 1345, 8, 36),  # the letters beside its covers are whole
    "学位证书.jpg": (10, 69, 1025, 11, 33),
    "劳动合同第1页.jpg": (8, 73, 1126, 7, 33),
    "专业技术人员花名册.jpg": (3, 249, 1451, 7, 30),
}
"""Runs of the text detector and of the recogniser, thousands of pixels in lines, and how often a
whole page is turned into other colours or resized, by page."""


@pytest.mark.nightly
@pytest.mark.parametrize(("page", "most"), ASKED.items(), ids=ASKED)
def test_two_readings_ask_no_more(page: str, most: tuple[int, ...], tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = asked_on(PAGES / page, tmp_path / "001.jpg", patch)
    assert all(now <= before * MORE for now, before in zip(found, most, strict=True)), found


def asked_on(page: Path, output: Path, patch: pytest.MonkeyPatch) -> tuple[int, ...]:
    """Examine a page, make its picture and read it again; return what ``ASKED`` has of it."""
    runs: Counter[str] = Counter()

    def counted(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            runs[name] += 1
            runs[f"{name} pixels"] += int(np.asarray(arguments[0]).size)
            return own(*arguments)

        return asked

    def copied(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def asked(source: Any, *arguments: Any, **named: Any) -> Any:
            runs[name] += source.shape[0] * source.shape[1] >= WHOLE * pixels
            return own(source, *arguments, **named)

        return asked

    with Image.open(page) as image:
        pixels = image.width * image.height
    for module, name in ((detecting, "_boxes"), (recognising, "_recognised")):
        patch.setattr(module, name, counted(name, getattr(module, name)))
    for name in ("cvtColor", "resize"):
        patch.setattr(cv2, name, copied(name, getattr(cv2, name)))
    found = examine_page(str(page), 0, SOUGHT)
    part = PagePart(found.page, proposed_covers(found.hits))
    make_picture(PictureJob((part,), (1, 1), True, FileLimit(""), SOUGHT, str(output)))
    lines = runs["_recognised pixels"] // 1000
    return runs["_boxes"], runs["_recognised"], lines, runs["cvtColor"], runs["resize"]


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


def test_crops_that_differ_by_a_level_or_narrowing_are_two(runs: list[tuple[int, float]]) -> None:
    line = np.full((48, 96), 255, np.uint8)
    other = line.copy()
    other[20, 40] = 254
    with equal_crops_once():
        for crop, columns in ((line, 6.0), (other, 6.0), (line, 4.2), (line, 6.0)):
            recognise(crop, columns)
    assert len(runs) == 3


@pytest.mark.slow
def test_small_print_as_thin_and_as_long_is_read() -> None:
    text = "本表所列人员由新疆天山岩土勘察设计有限公司逐一核对并加盖公章后方可上报"
    page = typed(text * 6, em=7, width=1660)
    row = max(read_page(page).lines, key=lambda line: line.length)
    assert row.length >= 60 * row.thickness
    assert row.thickness < 12
    assert sum(letter in row.lattice.text for letter in text) > len(text) / 2


def test_of_a_turned_layer_only_the_places_are_recognised(runs: list[tuple[int, float]]) -> None:
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


LATIN = (
    "Numerical modelling of debris flows in alpine valleys",
    "is compared with records of seven gauging stations",
    "between the years of drought and the years of flood",
    "and a bound for the loss of the upper layer is given",
    "that holds for gravel roads on frozen ground as well",
    "where no drainage has been built below the shoulder",
    "天山北坡的碎石路面",
)


def test_lines_behind_slim_ones_are_read_once(runs: list[tuple[int, float]]) -> None:
    image = Image.new("L", (1200, 900), 255)
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(LATIN):
        pen.text((60, 60 + 110 * number), row, fill=0, font=font(Face.HEI, 36))
    texts = [line.lattice.text for line in read_evened(np.array(image)).lines]
    assert [text.replace(" ", "") for text in texts] == [row.replace(" ", "") for row in LATIN]
    assert len(runs) == len(LATIN) + 2  # the first two alone are narrowed as well
