"""A sheet of which a part was not scanned is told; a whole one is not."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from tests.pages.drawn import WRITTEN
from tools.drawing.damage import damage
from tools.drawing.documents import draw_page
from tools.drawing.marks import DrawnPage
from tools.drawing.people import invent_colleagues, invent_person
from zcdesk.pages.judging.clarity import legibility
from zcdesk.pages.judging.defects import find_defects, is_cut_above, is_cut_below
from zcdesk.pages.judging.text_boxes import TextBox
from zcdesk.picture import Picture


def drawn_page(kind: str, random: Random) -> DrawnPage:
    person = invent_person(random)
    return draw_page(kind, person, invent_colleagues(person, random), random, 100)


def page_of(kind: str) -> Picture:
    return drawn_page(kind, Random(11)).picture


def cut(page: Picture) -> tuple[bool, bool]:
    """Return whether a page is cut above, and below."""
    boxes = legibility(page).boxes
    grey = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return is_cut_above(grey, boxes), is_cut_below(grey, boxes)


WHOLE = ["dense_text", "appraisal_form", "roster_table", "training_certificate", "diploma",
         "education_check", "degree_certificate", "id_card", "contract_page"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_page_is_not_blamed(kind: str) -> None:
    assert cut(page_of(kind)) == (False, False)
    assert cut(np.ascontiguousarray(np.rot90(page_of(kind), 2))) == (False, False)


def test_a_bar_across_the_head_of_a_page_is_no_frame() -> None:
    random = Random(0)
    page = damage(drawn_page("education_check", random), ("faint",), random)
    assert cut(page.picture) == (False, False)


@pytest.mark.parametrize(
    ("rule", "sides_go_on", "below"),
    [(True, False, False), (False, False, True), (True, True, True)],
    ids=["imprint", "no frame", "row of a table"],
)
def test_an_imprint_below_a_closed_frame_is_no_last_line_of_a_cut_page(
    rule: bool, sides_go_on: bool, below: bool
) -> None:
    grey = np.full((1400, 1000), 240, np.uint8)
    boxes = [TextBox(200, top, 800, top + 40) for top in range(300, 1300, 120)]
    boxes.append(TextBox(450, 1350, 950, 1390))
    if rule:
        grey[1310:1314, 60:940] = 90
    grey[200 : 1400 if sides_go_on else 1314, 60:63] = 90
    grey[200 : 1400 if sides_go_on else 1314, 937:940] = 90
    for box in boxes:
        grey[box.top : box.bottom, box.left : box.right : 9] = 60
    assert is_cut_below(grey, boxes) is below


@pytest.mark.parametrize(("ruled", "below"), [(True, False), (False, True)])
def test_a_flourish_in_a_frames_rule_is_no_last_line_of_a_cut_page(
    ruled: bool, below: bool
) -> None:
    grey = np.full((1400, 1000), 240, np.uint8)
    boxes = [TextBox(200, top, 800, top + 40) for top in range(300, 1300, 120)]
    boxes.append(TextBox(400, 1340, 620, 1380))
    for x in range(410, 620, 50):
        cv2.ellipse(grey, (x, 1360), (18, 12), 20, 0, 360, 40, 3)
    if ruled:
        cv2.line(grey, (60, 1362), (940, 1362), 60, 3)
    assert is_cut_below(grey, boxes) is below


@pytest.mark.parametrize("kind", ["dense_text", "appraisal_form", "roster_table", "education_check",
                                  "training_certificate", "degree_certificate"])  # fmt: skip
@pytest.mark.parametrize("share", [0.4, 0.5, 0.6])
def test_half_a_page_is_told(kind: str, share: float) -> None:
    page = page_of(kind)
    height = round(page.shape[0] * share)
    assert cut(np.ascontiguousarray(page[:height])) == (False, True)


@pytest.mark.parametrize("kind", ["dense_text", "appraisal_form", "roster_table"])
def test_a_page_without_its_head_is_told(kind: str) -> None:
    page = page_of(kind)
    above, _ = cut(np.ascontiguousarray(page[round(page.shape[0] * 0.4) :]))
    assert above


def test_streaks_of_a_copier_are_no_frame_that_goes_on() -> None:
    page = page_of("dense_text").copy()
    page[:, 200:202] = page[:, 520:522] = 150
    assert cut(page) == (False, False)


def test_the_edges_of_a_sheet_in_a_larger_picture_are_no_frame_that_goes_on() -> None:
    page = page_of("dense_text").copy()
    page[:, :60] = page[:, -60:] = 209
    page[30:, 60:62] = page[30:, -62:-60] = 190
    assert cut(page) == (False, False)


def test_the_lower_band_of_a_frame_is_no_line_that_goes_on() -> None:
    page = page_of("dense_text")
    boxes = [box for box in legibility(page).boxes if box.length >= 5]
    last = max(boxes, key=lambda box: box.bottom)
    whole = np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    grey = whole[: last.bottom + 12].copy()
    assert is_cut_below(grey, boxes)
    grey[last.top : last.bottom, last.left : last.right] = 255
    columns = np.arange(last.left, last.right)
    for turn in range(4):
        rows = last.top + np.rint((last.height - 1) * (0.5 + 0.5 * np.sin(columns / 5 + turn)))
        grey[rows.astype(int), columns] = 120
    assert not is_cut_below(grey, boxes)


def test_both_are_told_once_with_their_own_sentence() -> None:
    page = page_of("appraisal_form")
    middle = np.ascontiguousarray(page[page.shape[0] // 3 : page.shape[0] * 2 // 3])
    found = find_defects(middle, legibility(middle).boxes).findings
    assert [one.code for one in found if "cut" in one.code] == ["clarity.cut_below"]


@pytest.mark.parametrize("kind", ["diploma", "dense_text", "appraisal_form"])
def test_a_page_at_a_fifth_of_its_light_needs_a_person(kind: str) -> None:
    dark = (page_of(kind) * 0.2).astype(np.uint8)
    found = find_defects(dark, legibility(dark).boxes).findings
    assert [one.severity for one in found if one.code == "clarity.dark"] == ["warning"]


def test_a_dark_cover_with_light_letters_is_only_mentioned() -> None:
    cover = 255 - next(iter(WRITTEN.values()))()
    found = find_defects(cover, legibility(cover).boxes).findings
    assert [one.severity for one in found if one.code == "clarity.dark"] == ["info"]
