"""What a camera, a scanner or an app did to a page is named; an ordinary scan is not blamed."""

from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.makers.spoiling import glare, moire, motion_blurred, shone_through
from tests.drawn_text import typed
from tests.pages.drawn import WRITTEN, blank, document, font, letter, rotated, seal_alone
from tools.drawing.damage import damage, grey, lowered_to, skewed_by
from zcdesk.geometry import bounds
from zcdesk.pages.judging.app_marks import app_marks
from zcdesk.pages.judging.clarity import cause, legibility, surely_clear
from zcdesk.pages.judging.defects import find_defects, is_cut_above, is_cut_below
from zcdesk.pages.judging.likeness import ALIKE, alike, likeness, look_of
from zcdesk.pages.judging.text_boxes import TextBox, straight_runs
from zcdesk.pages.turning.upright import portrait_turn
from zcdesk.picture import Picture
from zcdesk.reading.page_reading import read_page


def codes(page: Picture) -> list[str]:
    return [each.code for each in find_defects(page, legibility(page).boxes).findings]


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_clean_page_has_no_defects(kind: str) -> None:
    assert codes(WRITTEN[kind]()) == []


@pytest.mark.parametrize("preset", ["scan", "faint", "grey", "skewed"])
def test_an_ordinary_copy_is_not_blamed(preset: str) -> None:
    page = damage(document("qualification_document", Random(31)), (preset,), Random(1))
    assert codes(page.picture) == []


def test_a_reflection_is_told_with_its_place() -> None:
    page, (x, y) = glare(letter(), Random(4))
    found = find_defects(page, ())
    assert [each.code for each in found.findings] == ["clarity.glare"]
    left, top, right, bottom = bounds(found.places[0])
    assert left < x < right
    assert top < y < bottom


@pytest.mark.slow
def test_waves_of_a_screen_the_back_of_a_sheet_and_cut_lines_are_told() -> None:
    assert codes(moire(letter(), Random(2))) == ["clarity.moire"]
    back = document("dense_text", Random(3)).picture
    assert codes(shone_through(document("posting", Random(4)).picture, back)) == [
        "clarity.shines_through"
    ]
    assert codes(np.ascontiguousarray(letter()[:, 300:])) == ["clarity.cut_off"]
    assert codes((letter() * 0.3).astype(np.uint8)) == ["clarity.dark"]


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [0, 5, 90, 95])
def test_a_photo_shaken_along_or_across_its_lines_is_called_shaken(degrees: float) -> None:
    measures = legibility(motion_blurred(letter(size=22), 13, degrees)).measures
    assert cause(measures) == "clarity.shaken"
    assert not surely_clear(measures)
    assert surely_clear(legibility(letter(size=22)).measures)


@pytest.mark.slow
def test_the_same_sheet_scanned_twice_is_recognised() -> None:
    for kind in ("posting", "roster_table", "diploma"):
        page = document(kind, Random(9))
        again = grey(skewed_by(lowered_to(page, 80), 0.4), Random(1))
        assert likeness(look_of(page.picture), look_of(again.picture)) >= ALIKE


@pytest.mark.slow
def test_other_pages_and_empty_ones_are_not_alike() -> None:
    looks = [
        look_of(document(kind, Random(9)).picture)
        for kind in ("posting", "diploma", "contract_page")
    ]
    looks += [look_of(blank()), look_of(blank()), look_of(document("posting", Random(10)).picture)]
    assert looks[3] == ""
    assert list(alike(enumerate(looks))) == []
    assert list(alike([(4, looks[0]), (7, looks[1]), (9, looks[0])])) == [(4, 9)]
    assert likeness("no look", looks[0]) == 0.0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_portrait_is_stood_upright_by_its_figure(turn: int) -> None:
    for seed in (2, 5, 8):
        picture = rotated(document("inch_photo", Random(seed), 150).picture, turn)
        assert portrait_turn(picture) == (360 - turn) % 360


@pytest.mark.slow
def test_no_page_is_taken_for_a_portrait() -> None:
    for page in (*(draw() for draw in WRITTEN.values()), blank(), seal_alone()):
        assert portrait_turn(page) is None
    assert portrait_turn(np.zeros((20, 16, 3), np.uint8)) is None


def page_of(kind: str) -> Picture:
    return document(kind, Random(11)).picture


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
    page = damage(document("education_check", random), ("faint",), random)
    assert cut(page.picture) == (False, False)


@pytest.mark.parametrize(
    ("rule", "sides_go_on", "below"),
    [(True, False, False), (False, False, True), (True, True, True)],
    ids=["imprint", "no frame", "row of a table"],
)
def test_an_imprint_below_a_frame_is_no_cut_line(
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
def test_a_flourish_in_a_frames_rule_is_no_cut_last_line(ruled: bool, below: bool) -> None:
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


def page(mark: str, height: float) -> Picture:
    text = Image.fromarray(typed("第一条 为规范工作，制定本办法。"))
    sheet = Image.new("RGB", (text.width, 1200), "white")
    sheet.paste(text, (0, 450))
    pen = ImageDraw.Draw(sheet)
    pen.text((text.width - 420, 1200 * height), mark, font=font("hei.otf", 34), fill=(90, 90, 90))
    return np.asarray(sheet)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "height", "named"),
    [
        ("扫描全能王 创建", 0.95, "扫描全能王"),
        ("Scanned with CamScanner", 0.95, "CamScanner"),
        ("扫描全能王 创建", 0.2, None),
        ("共三页 第一页", 0.95, None),
    ],
)
def test_only_a_mark_in_the_margin_is_named(mark: str, height: float, named: str | None) -> None:
    found = app_marks(read_page(page(mark, height)))
    assert [each.details["mark"] for each in found] == ([named] if named else [])


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("length", [3, 8, 21])
@pytest.mark.parametrize("shape", [(1, 1), (5, 60), (60, 5), (50, 70)])
def test_runs_are_what_an_opening_leaves(shape: tuple[int, int], length: int, across: bool) -> None:
    ink = (np.random.default_rng(length).random(shape) < 0.9).astype(np.uint8)
    line = np.ones((1, length) if across else (length, 1), np.uint8)
    expected = cv2.morphologyEx(ink, cv2.MORPH_OPEN, line)
    runs = straight_runs(ink, length, across)
    assert np.array_equal(expected, np.zeros_like(ink) if runs is None else runs)


def test_without_any_long_run_there_is_nothing() -> None:
    assert straight_runs(np.eye(40, dtype=np.uint8), 3, across=True) is None
