"""Pages that a reader, or our recogniser, cannot make out are called out with reason and place."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.makers.spoiling import motion_blurred
from tests.pages.drawn import WRITTEN, blank, document, letter, rotated, seal_alone
from tests.pages.opened import opened
from tools.drawing.damage import damage
from zcdesk.findings import warning
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.pages.judging import clarity
from zcdesk.pages.judging.legible import judge_legibility
from zcdesk.pages.page import Clarity, Page, PageSource
from zcdesk.pages.preparing import prepare
from zcdesk.picture import Picture
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened, read_line
from zcdesk.wording import LANGUAGES, spoken


def blurred(picture: Picture, reach: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), reach), dtype=np.uint8)


def reduced(picture: Picture, share: float) -> Picture:
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def noisy(picture: Picture, strength: float) -> Picture:
    noise = np.random.default_rng(3).normal(0, strength, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def faded(picture: Picture, share: float) -> Picture:
    return (255 - (255 - picture.astype(np.float32)) * share).astype(np.uint8)


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_clean_scan_is_clear(kind: str) -> None:
    verdict = clarity.legibility(WRITTEN[kind]())
    assert (verdict.clarity, verdict.findings) == (Clarity.CLEAR, ())
    assert verdict.measures["legibility"] >= clarity.CLEAR


def test_the_text_height_is_that_of_the_drawn_characters() -> None:
    assert clarity.legibility(letter(size=30)).text_height == pytest.approx(30, abs=4)
    assert clarity.legibility(letter(size=22)).text_height == pytest.approx(22, abs=3)


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (blurred(letter(size=22), 4.0), "clarity.blurred"),
        (blurred(noisy(faded(letter(size=22), 0.3), 45), 0.8), "clarity.grainy"),
        (reduced(letter(size=22), 0.27), "clarity.small"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_with_its_reason(spoilt: Picture, reason: str) -> None:
    verdict = clarity.legibility(spoilt)
    assert verdict.clarity is not Clarity.CLEAR
    assert [each.code for each in verdict.findings] == [reason]
    assert f"需要 {clarity.CLEAR:.2f}" in spoken(verdict.findings[0]).message


@pytest.mark.slow
def test_more_blur_is_never_judged_clearer() -> None:
    scores = [
        clarity.legibility(blurred(letter(), reach)).measures["legibility"]
        for reach in (0.5, 2, 3, 5)
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > clarity.CLEAR > scores[-1]


def test_a_page_without_writing_is_not_called_unreadable() -> None:
    for page, code in ((blank(), "page.blank"), (seal_alone(), "page.no_text")):
        verdict = clarity.legibility(page)
        assert (verdict.clarity, verdict.text_height) == (Clarity.UNMEASURED, None)
        assert [each.code for each in verdict.findings] == [code]
        for language in LANGUAGES:
            assert spoken(verdict.findings[0], language).remedy


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "reach"), [("letter", 10), ("certificate", 16), ("uyghur", 12)])
def test_a_page_blurred_until_no_line_is_seen_is_to_be_taken_again(kind: str, reach: int) -> None:
    verdict = clarity.legibility(blurred(WRITTEN[kind](), reach))
    assert (verdict.clarity, verdict.text_height) == (Clarity.UNMEASURED, None)
    assert [each.code for each in verdict.findings] == ["clarity.unread"]
    assert verdict.measures["edges"] > 2 * clarity.legibility(seal_alone()).measures["edges"]


def test_one_short_line_is_enough_for_a_verdict() -> None:
    page = blank()
    page[800:850, 300:600] = letter()[300:350, 130:430]
    assert clarity.legibility(page).text_height is not None
    page[800:850, 300:600] = 255
    assert [each.code for each in clarity.legibility(page).findings] == ["page.blank"]


def test_vertical_writing_is_judged_too() -> None:
    verdict = clarity.legibility(rotated(letter(), 90))
    assert verdict.clarity is Clarity.CLEAR
    assert verdict.text_height == pytest.approx(30, abs=4)


@pytest.mark.parametrize("size", [(1, 1), (3, 500), (40, 40)])
def test_tiny_pictures_are_judged_without_a_fault(size: tuple[int, int]) -> None:
    assert clarity.legibility(np.full((*size, 3), 200, dtype=np.uint8)).text_height is None


def squeezed(picture: Picture, quality: int) -> Picture:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return np.array(Image.open(file), dtype=np.uint8)


@pytest.fixture(scope="module")
def faint_page() -> Picture:
    """A faint scan of a register report; it was never a JPEG."""
    random = Random(62)
    return damage(document("education_check", random), ("uneven-light", "noise"), random).picture


SINCE: dict[str, Callable[[Picture], Picture]] = {
    "as it is": lambda picture: picture,
    "cropped": lambda picture: picture[3:, 5:],
    "turned": lambda picture: rotated(picture, 90),
}


@pytest.mark.parametrize("quality", [20, 10])
@pytest.mark.parametrize("since", SINCE.values(), ids=SINCE.keys())
def test_the_quality_is_told_from_the_pixels(
    faint_page: Picture, quality: int, since: Callable[[Picture], Picture]
) -> None:
    found = clarity.jpeg_quality(np.ascontiguousarray(since(squeezed(faint_page, quality))))
    assert found is not None
    assert abs(found - quality) <= 2


def test_what_was_never_squeezed_or_resampled_since_tells_nothing(faint_page: Picture) -> None:
    assert clarity.jpeg_quality(faint_page) is None
    assert clarity.jpeg_quality(letter()) is None
    hard = squeezed(faint_page, 10)
    assert (
        clarity.jpeg_quality(np.asarray(cv2.resize(hard, None, fx=1.13, fy=1.13), np.uint8)) is None
    )


def test_hard_compression_is_never_surely_clear(faint_page: Picture, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.fromarray(squeezed(faint_page, 5)).save(path)
    prepared = prepare(opened(path)).page
    assert prepared.measures["jpeg"] <= 7
    assert not clarity.surely_clear(prepared.measures)
    measures = {**prepared.measures, "height": 20.0}
    assert clarity.cause(measures) == "clarity.compressed"
    grainy = warning("clarity.grainy", value="0.4")
    unclear = clarity.Legibility(Clarity.BORDERLINE, measures, 20.0, (grainy,))
    assert clarity.with_quality(unclear, 90).findings == unclear.findings
    assert [one.code for one in clarity.with_quality(unclear, 8).findings] == ["clarity.compressed"]


@pytest.mark.slow
@pytest.mark.parametrize(("lies", "stale"), [(0, True), (270, False)])
def test_a_stale_orientation_note_is_seen_and_told(tmp_path: Path, lies: int, stale: bool) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    path = tmp_path / "photo.jpg"
    Image.fromarray(rotated(letter(), lies)).save(path, quality=92, exif=exif)
    found = prepare(opened(path))
    prepared, picture = found.page, found.picture
    assert prepared.turn_sure
    assert picture.shape == letter().shape
    assert np.abs(picture.astype(int) - letter().astype(int)).mean() < 4
    assert ("page.stale_exif" in [one.code for one in prepared.findings]) is stale


def prepared(picture: Picture, first: clarity.Legibility) -> Page:
    (high, wide), source = picture.shape[:2], PageSource("a.png", "0" * 64)
    seen = {name: getattr(first, name) for name in ("clarity", "measures", "findings")}
    return Page(source, wide, high, wide, high, **seen)


def judged(
    picture: Picture, first: clarity.Legibility | None = None, more: tuple[Polygon, ...] = ()
) -> Page:
    page = prepared(picture, first or clarity.legibility(picture))
    grey = evened(picture)
    reading = read_evened(grey)
    lines = (*reading.lines, *(read_line(grey, quad) for quad in more))
    return judge_legibility(page, picture, grey, replace(reading, lines=lines))


def part() -> Picture:
    """Return some lines only: reading takes its time."""
    return np.ascontiguousarray(letter(size=22)[:760])


@pytest.mark.slow
def test_what_can_be_read_is_clear_whatever_the_first_look_says() -> None:
    noise = np.random.default_rng(3).normal(0, 40, (*part().shape[:2], 1))
    spread = cv2.GaussianBlur(noise, (0, 0), 0.8)[:, :, None]
    grainy = np.clip(part() + spread, 0, 255).astype(np.uint8)
    doubt = (warning("clarity.grainy", value="0.20", needed="0.50"),)
    first = replace(clarity.legibility(grainy), clarity=Clarity.UNREADABLE, findings=doubt)
    page = judged(grainy, first)
    assert (page.clarity, page.findings, page.unclear) == (Clarity.CLEAR, (), ())
    assert page.measures["read"] > 0.9


def shaken() -> Picture:
    spoilt = part().copy()
    spoilt[280:] = motion_blurred(part(), 17, 20)[280:]
    return spoilt


@pytest.mark.nightly
def test_what_cannot_be_read_is_called_out_with_reason_and_place() -> None:
    page = judged(shaken())
    assert page.clarity is not Clarity.CLEAR
    assert [each.code for each in page.findings][-1] in {"clarity.shaken", "clarity.blurred"}
    assert page.unclear
    assert min(bounds(place)[1] for place in page.unclear) > 240


def test_a_page_without_letters_keeps_the_first_verdict() -> None:
    assert judged(blank()[:300]).findings == clarity.legibility(blank()[:300]).findings


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
def test_a_picture_of_one_row_is_judged_like_any_other(shape: tuple[int, int]) -> None:
    page = judged(np.full((*shape, 3), 255, np.uint8))
    assert (page.height, page.width) == shape


def below_large_print(height: int = 420) -> Picture:
    """Return some large print above white paper."""
    page = np.full((height, 1240, 3), 255, np.uint8)
    page[:240] = letter(size=40)[:240]
    return page


def test_the_other_side_that_shines_through_makes_no_page_unclear() -> None:
    behind = np.ascontiguousarray(letter(size=24)[100:700, ::-1])
    soft = cv2.GaussianBlur(behind, (0, 0), 1.6).astype(np.float32)
    thin = np.rint(255 - (255 - soft) * 0.14).astype(np.uint8)
    page = np.vstack([letter(size=40)[:240], thin])
    assert judged(page).clarity is Clarity.CLEAR


def test_a_frame_of_ornaments_that_was_taken_for_a_line_is_no_small_print() -> None:
    page = below_large_print()
    for start in range(100, 1140, 12):  # crossing strokes between two rules
        for first, last in ((300, 324), (324, 300)):
            cv2.line(page, (start, first), (start + 14, last), (95, 85, 80), 1, cv2.LINE_AA)
    page[[298, 326], 100:1154] = (95, 85, 80)
    frame = box(98, 296, 1156, 329)
    assert judged(page, more=(frame,)).clarity is Clarity.CLEAR


@pytest.mark.slow
def test_small_print_without_a_word_that_can_be_read_is_still_unclear() -> None:
    page = below_large_print()
    print_ = letter(size=22)[300:330, 100:1140]
    page[300:330, 100:1140] = cv2.GaussianBlur(print_, (0, 0), 5)
    place = box(100, 296, 1140, 334)
    assert judged(page, more=(place,)).clarity is not Clarity.CLEAR


def test_the_specks_that_a_fax_left_of_a_frame_are_no_small_print() -> None:
    page = below_large_print()
    for number, left in enumerate(range(100, 1140, 16)):
        top = 304 + 8 * (number % 3)
        page[top : top + 2, left : left + 2] = 0
    places = tuple(box(left, 300, left + 150, 326) for left in range(96, 1100, 170))
    assert judged(page, more=places).clarity is Clarity.CLEAR


def test_letters_far_apart_are_no_specks_while_some_of_them_are_read() -> None:
    page = below_large_print()
    row = letter(size=22)[300:330]
    for number, left in enumerate(range(110, 1100, 110)):
        page[300:330, left : left + 24] = row[:, 110 + 24 * number : 134 + 24 * number]
    page[290:340] = cv2.GaussianBlur(page[290:340], (0, 0), 3)
    assert judged(page, more=(box(100, 296, 1110, 334),)).clarity is not Clarity.CLEAR


def with_lines_upside_down(reach: float = 0.0) -> Picture:
    """Return large print above lines in which nobody reads a word."""
    page = below_large_print(760)
    turned = np.rot90(letter(size=30)[200:560], 2)
    page[300:660] = cv2.GaussianBlur(turned, (0, 0), reach) if reach else turned
    return page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reach", "first_row", "clear"),
    [(0.0, 0, True), (4.0, 0, False), (0.0, 280, False)],
    ids=["sharp ones have no vote", "blurred ones vote", "sharp ones vote alone"],
)
def test_lines_without_a_word(reach: float, first_row: int, clear: bool) -> None:
    page = with_lines_upside_down(reach)
    page[:first_row] = 255
    assert (judged(page).clarity is Clarity.CLEAR) is clear


@pytest.mark.slow
def test_the_reason_is_that_of_the_lines_that_voted() -> None:
    first = clarity.legibility(shaken())
    page = judged(shaken(), replace(first, measures={**first.measures, "height": 6.0}))
    assert [each.code for each in page.findings][-1] in {"clarity.shaken", "clarity.blurred"}
    assert page.measures["height"] > 15


def test_a_line_of_the_same_few_signs_over_and_over_is_an_ornament() -> None:
    page = np.full((420, 1240, 3), 255, np.uint8)
    for x in range(120, 1060, 44):
        peak = np.array([(x, 302), (x + 13, 338), (x - 13, 338)])
        cv2.polylines(page, [peak], True, (70, 70, 70), 3)
    page = cv2.GaussianBlur(page, (0, 0), 4.5).astype(np.uint8)
    page[:240] = letter(size=40)[:240]
    grey = evened(page)
    reading = read_evened(grey)
    signs = read_line(grey, box(96, 294, 1070, 346))
    assert len(set(signs.lattice.text)) == 1
    assert signs.lattice.confidence < 0.7
    read = replace(reading, lines=(reading.lines[0], signs))
    verdict = judge_legibility(prepared(page, clarity.legibility(page)), page, grey, read)
    assert verdict.clarity is Clarity.CLEAR
