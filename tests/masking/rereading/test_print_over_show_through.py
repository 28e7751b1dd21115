"""Own words in small print over which a large title of the other side shines through."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.masking.sheet import Box, Sheet, all_covered
from zcdesk.applicant import Applicant
from zcdesk.masking.rereading import print_over_show_through
from zcdesk.picture import GreyPicture
from zcdesk.reading.evening import evened
from zcdesk.reading.line import Reading
from zcdesk.reading.page_reading import read_evened

OWN = Applicant("彭红霞", "新疆云岭智能装备制造有限公司")
WIDTH, HEIGHT = 1000, 420
ROWS = (
    "项目名称　　灌区节水改造工程",
    "完成日期　　二〇二三年六月",
    "检索结论　　资料齐全同意验收",
)
TITLE = "论文收录检索报告"


def sheet_with(title: str, strength: float, value: str = OWN.name) -> tuple[Sheet, list[Box]]:
    """Return a sheet whose other side's title lies behind a small value, and the value's boxes."""
    sheet, back = Sheet(WIDTH, HEIGHT), Sheet(WIDTH, HEIGHT)
    for row, text in enumerate(ROWS):
        sheet.write(text, 90, 220 + 55 * row, em=20)
    boxes = sheet.write("　".join(value), 380, 92, em=20)
    back.write(title, 380, 80, em=46)
    behind = np.array(ImageOps.mirror(back.image))
    soft = cv2.GaussianBlur(behind, (0, 0), 1.2).astype(np.float32)
    shown = sheet.picture * (1 - strength * (1 - soft / 255))
    sheet.image = Image.fromarray(np.clip(np.rint(shown), 0, 255).astype(np.uint8))
    return sheet, boxes


@pytest.mark.parametrize("strength", [0.2, 0.3, 0.4])
def test_a_name_over_a_title_that_shines_through_is_covered(strength: float) -> None:
    sheet, boxes = sheet_with(TITLE, strength)
    assert all_covered(sheet.hits(OWN), boxes)


def test_somebody_elses_name_there_stays_and_nobody_is_asked() -> None:
    sheet, _ = sheet_with(TITLE, 0.3, "郑文涛")
    hits = sheet.hits(OWN)
    assert not [hit for hit in hits if hit.covers_by_default or hit.is_doubt]


def scribbled(sheet: Sheet, level: int = 25, left: int = 380) -> None:
    """Scribble in the value's row what nobody can read."""
    random, drawn = np.random.default_rng(5), sheet.picture
    for letter in range(3):
        for _ in range(5):
            places = random.integers(0, 46, (3, 2)) + np.array([left + 56 * letter, 80])
            cv2.polylines(drawn, [places.astype(np.int32)], False, (level,) * 3, 3, cv2.LINE_AA)
    sheet.image = Image.fromarray(drawn)


@pytest.mark.parametrize("pale", [True, False])
def test_ink_of_one_strength_is_not_read_again(monkeypatch: pytest.MonkeyPatch, pale: bool) -> None:
    sheet, _ = sheet_with(TITLE if pale else "", 0.3, "")
    if not pale:
        scribbled(sheet)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    assert min(line.lattice.confidence for line in lines) < 0.9
    monkeypatch.setattr(print_over_show_through, "read_at_once", None)  # calling it would fail
    assert print_over_show_through.reread_over_show_through(page, lines) == ()


@pytest.mark.parametrize(("level", "again"), [(150, True), (125, False)])
def test_only_letters_much_paler_than_print_are_taken_away(
    monkeypatch: pytest.MonkeyPatch, level: int, again: bool
) -> None:
    sheet, _ = sheet_with("", 0.3, "")
    scribbled(sheet)
    scribbled(sheet, level, 550)
    page = evened(sheet.picture)
    lines = read_evened(page).lines
    looked: list[GreyPicture] = []

    def read_at_once(part: GreyPicture) -> Reading:
        looked.append(part)
        return Reading(1, 1, ())

    monkeypatch.setattr(print_over_show_through, "read_at_once", read_at_once)
    print_over_show_through.reread_over_show_through(page, lines)
    assert bool(looked) is again
