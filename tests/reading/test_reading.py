"""Pixels to lines: real models on drawn pages, long ones too, and the portraits on them."""

from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageDraw

from benchmarks.makers.figures import Figure, drawn
from tests.drawn_text import LEFT, STEP, TOP, typed
from tests.masking.sheet import Sheet
from tools.drawing.fonts import Face, font
from tools.drawing.lexicon import Lexicon
from tools.drawing.paper import Paper, Style
from tools.drawing.people import invent_person
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import bounds, box
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading import engine, page_reading, photo_places
from zcdesk.reading import lattice as lattices
from zcdesk.reading.detecting import copy_of, levels_of, look
from zcdesk.reading.engine import DETECTION, INNER, detection_session, session, shipped_model
from zcdesk.reading.evening import evened
from zcdesk.reading.line import PhotoPlace, Reading
from zcdesk.reading.page_reading import read_evened, read_line, read_page
from zcdesk.reading.recognising import NARROWED, crop_line, recognise

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
    assert large.lattice.han_columns == lattices.HAN_COLUMNS * NARROWED
    assert latin.lattice.han_columns == number.lattice.han_columns == lattices.HAN_COLUMNS
    assert number.lattice.text.endswith("659900199011000113")
    assert len(large.ink) == pytest.approx(
        large.lattice.columns * lattices.COLUMN_WIDTH, abs=lattices.COLUMN_WIDTH
    )
    small = cv2.resize(typed(*ROWS), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    lines = read_page(np.asarray(small, dtype=np.uint8)).lines
    assert [line.lattice.han_columns for line in lines] == [lattices.HAN_COLUMNS] * len(ROWS)


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
    lattice = lattices.Lattice.from_probabilities(table)
    assert np.diff(lattice.starts).tolist()[1] == lattices.MOST_ENTRIES
    assert lattice.symbols[lattice.rows == 1].min() == 2000 - lattices.MOST_ENTRIES


def test_two_written_forms_of_a_letter_are_one_letter() -> None:
    numbers = lattices.symbol_numbers()
    table = np.full((6, len(lattices.alphabet())), 1e-7, np.float32)
    table[:, 0] = 0.99
    table[1] = table[2] = table[4] = 1e-7
    table[1, [numbers["静"], numbers["靜"], numbers["诤"]]] = 0.55, 0.41, 0.04
    table[2, [numbers["静"], numbers["靜"]]] = 0.42, 0.57
    table[4, [numbers["云"], numbers["去"]]] = 0.6, 0.4
    lattice = lattices.Lattice.from_probabilities(table)
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
    assert lattices.alphabet()[0] == ""
    assert lattices.alphabet()[-1] == " "
    assert lattices.alphabet()[lattices.symbol_numbers()["张"]] == "张"


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (9, 30), elements=st.floats(2**-40, 1.0, width=32)))
def test_a_sparse_lattice_keeps_everything_above_the_floor(table: np.ndarray) -> None:
    table = table / table.sum(axis=1, keepdims=True)
    lattice = lattices.Lattice.from_probabilities(table)
    difference = np.log(table) - np.log(table.max(axis=1, keepdims=True))
    dense = np.full(table.shape, -np.inf)
    dense[lattice.rows, lattice.symbols] = lattice.scores
    kept = np.isfinite(dense)
    assert (kept == (difference > lattices.FLOOR))[np.abs(difference - lattices.FLOOR) > 1e-3].all()
    assert np.allclose(dense[kept], difference[kept], atol=0.02)


def test_parts_of_a_lattice_join_to_the_whole(reading: Reading) -> None:
    whole = reading.lines[1].lattice
    cut = whole.columns // 3
    joined = whole.part(0, cut).joined(whole.part(cut, whole.columns))
    assert joined.text == whole.text
    assert (joined.starts == whole.starts).all()
    assert (joined.scores == whole.scores).all()


_BODY = "本工程位于戈壁地区昼夜温差大施工组织困难项目部采取多项措施确保质量安全进度按期完成"


def _sheet(width: int, height: int, rows: list[str], em: int, step: int) -> GreyPicture:
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        pen.text((40, 60 + number * step), row, fill=25, font=font(Face.SONG, em))
    return np.asarray(image)


@pytest.mark.nightly
def test_no_line_of_a_long_screenshot_is_missed() -> None:
    said = ["讨论了工程进度情况", "由国玉建设负责施工", "参加人员名单见附件", "今天参加了会议"]
    rows = [said[number % 4] for number in range(84)]
    reading = read_evened(_sheet(700, 6000, rows, 30, 68))
    assert [line.lattice.text for line in reading.lines] == rows


@pytest.mark.nightly
def test_a_line_of_a_wide_page_is_one_line_and_its_letters_keep_their_places() -> None:
    row = "".join(_BODY[number % len(_BODY)] for number in range(190))
    reading = read_evened(_sheet(5200, 500, [row] * 6, 26, 60))
    assert [line.lattice.text for line in reading.lines] == [row] * 6
    for line in reading.lines:
        for number, character in enumerate(line.lattice.characters):
            middle = line.span(character.column, character.column + 1)[0][0]
            assert middle == pytest.approx(40 + (number + 0.5) * 26, abs=13)


def test_a_line_of_a_hundred_letters_is_not_squeezed() -> None:
    row = "".join(_BODY[number % len(_BODY)] for number in range(118))
    page = _sheet(1654, 120, [row], 13, 40)
    crop = crop_line(page, ((30, 57), (1600, 57), (1600, 77), (30, 77)))
    lattice = recognise(crop)
    assert crop.shape[1] == pytest.approx(1570 * 48 / 20, abs=1)
    assert lattice.columns == -(-crop.shape[1] // 8)
    assert lattice.text == row


PLACE = (900, 420, 1090, 686)


def page_with_photo() -> Picture:
    """A page_with_photo of A4 at 200 dpi with a photo of 24 × 34 mm at :data:`PLACE`."""
    paper = Paper(Lexicon(invent_person(Random(4)), ()), dpi=200)
    left, top, right, bottom = PLACE
    photo = drawn(Figure("short", "suit", (67, 142, 219)), right - left, bottom - top, Random(1))
    paper.image.paste(Image.fromarray(photo), (left, top))
    paper.paragraph("经研究决定，现将有关事项通知如下。" * 9, 200, 1300, 1200, Style(size=13))
    return np.array(paper.image, np.uint8)


def test_the_detector_answers_the_same_to_the_bit_when_its_inner_maps_are_asked_for() -> None:
    levels = levels_of(copy_of(evened(page_with_photo()), 320))
    found, *maps = detection_session().run(None, {"x": levels})
    (alone,) = session(shipped_model(DETECTION)).run(None, {"x": levels})
    assert np.array_equal(found, alone)
    rows, columns = levels.shape[2:]
    assert [each.shape for each in maps] == [
        (1, 96, rows // step, columns // step) for step in (8, 16, 32)
    ]
    assert len(INNER) == len(maps)


@pytest.mark.slow
def test_a_portrait_is_seen_to_its_edges_within_two_places_of_the_maps() -> None:
    picture = page_with_photo()
    (photo,) = read_evened(evened(picture), colours=picture).photos
    assert photo.probability >= photo_places.COVER
    assert np.allclose(bounds(photo.polygon), PLACE, atol=2 * 2339 / 120)
    assert read_evened(evened(picture)).photos == ()


@pytest.mark.slow
def test_the_maps_come_from_the_one_look_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    def counted(page_with_photo: Picture, side: int) -> object:
        looks.append(page_with_photo.shape)
        return look(page_with_photo, side)

    monkeypatch.setattr(page_reading, "look", counted)
    picture = page_with_photo()
    read_evened(evened(picture), colours=picture)
    assert looks == [picture.shape[:2]]


@pytest.mark.nightly
def test_a_long_page_is_looked_at_as_a_whole_for_its_portraits() -> None:
    sheet = Sheet(800, 2400)
    for row in range(20):
        sheet.write("经研究决定，现将有关事项通知如下", 60, 700 + 80 * row, 26)
    photo = drawn(Figure("long", "blue", (245, 245, 245)), 240, 340, Random(1))
    sheet.image.paste(Image.fromarray(photo), (300, 200))
    (seen,) = read_evened(evened(sheet.picture), colours=sheet.picture).photos
    assert np.allclose(bounds(seen.polygon), (300, 200, 540, 540), atol=3 * 2400 / 120)


def test_two_photos_beside_are_two_and_a_speck_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = np.zeros((120, 88), np.float32)
    likely[20:40, 10:24] = likely[20:40, 25:39] = 0.97
    likely[20:40, 24] = 0.3
    likely[80:84, 60:63] = 0.97
    monkeypatch.setattr(photo_places, "_likely", lambda *_: likely)
    blank = np.full((1200, 880, 3), 255, np.uint8)
    fine = np.zeros((1, 1, 120, 88), np.float32)
    found = photo_places.photo_places(blank, (fine, fine, fine))
    assert all(isinstance(each, PhotoPlace) for each in found)
    places = sorted(bounds(each.polygon) for each in found)
    assert np.allclose(places, [(100, 200, 240, 400), (250, 200, 390, 400)], atol=6)


def test_without_the_networks_file_no_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> object:
        raise ZcdeskError("program.model_missing", file=name)

    monkeypatch.setattr(photo_places, "_likely", lambda *_: gone("things.onnx"))
    picture = page_with_photo()
    with pytest.raises(ZcdeskError, match=r"^program\.model_missing$") as caught:
        read_evened(evened(picture), colours=picture)
    assert caught.value.details == {"file": "things.onnx"}
