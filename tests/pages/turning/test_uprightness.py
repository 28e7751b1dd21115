"""Quarter turns and skew are found, told and undone; what cannot be told is not guessed."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from tests.drawn_text import typed
from tests.masking.sheet import Sheet
from tests.pages import drawn
from tests.pages.opened import opened
from tests.ui.drawn import draw_page as drawn_page
from zcdesk.pages.opening.scan import decode
from zcdesk.pages.turning.skew import skew
from zcdesk.pages.turning.upright import quarter_turn, read_turn
from zcdesk.picture import Picture


@pytest.mark.parametrize("kind", drawn.WRITTEN)
@pytest.mark.parametrize("content_is_turned", [0, 90, 180, 270])
def test_each_quarter_turn_is_answered_by_its_undoing(kind: str, content_is_turned: int) -> None:
    answer = quarter_turn(drawn.rotated(drawn.WRITTEN[kind](), content_is_turned))
    assert (answer.degrees, answer.sure) == ((360 - content_is_turned) % 360, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [drawn.downwards(), drawn.short_message(), drawn.letters_apart()],
    ids=["downwards", "message", "columns"],
)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_what_the_model_cannot_tell_stands_as_it_reads_best(page: Picture, turn: int) -> None:
    answer = quarter_turn(drawn.rotated(page, turn))
    assert (answer.degrees, answer.sure) == ((360 - turn) % 360, True)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("kind", "share"), [("certificate", 0.7), ("id_card", 0.8), ("table", 0.76)]
)
def test_a_picture_upside_down_on_a_letter_does_not_turn_it(kind: str, share: float) -> None:
    page, upside_down = drawn.letter().copy(), drawn.rotated(drawn.WRITTEN[kind](), 180)
    side = int(min(page.shape[:2]) * share)
    (top, left), (down, across) = (
        ((each.shape[0] - side) // 2, (each.shape[1] - side) // 2) for each in (page, upside_down)
    )
    page[top : top + side, left : left + side] = upside_down[
        down : down + side, across : across + side
    ]
    answer = quarter_turn(page)
    assert (answer.degrees, answer.sure) == (0, True)


def construction_drawing(seed: int) -> Picture:
    """A frame, lines that mean nothing, and a title block that alone holds writing."""
    chance = Random(seed)
    sheet = Sheet(2400, 1700)
    ink = (20, 20, 20)
    sheet.pen.rectangle((60, 60, 2340, 1640), outline=ink, width=4)
    for _ in range(30):
        ends = [(chance.randrange(100, 1700), chance.randrange(100, 1600)) for _ in range(2)]
        sheet.pen.line(ends, fill=ink, width=chance.choice([1, 2, 3]))
    for _ in range(12):
        number = str(chance.randrange(100, 9000))
        sheet.write(number, chance.randrange(100, 1700), chance.randrange(100, 1500), 24)
    sheet.pen.rectangle((1500, 1330, 2340, 1640), fill=(255, 255, 255), outline=ink, width=3)
    sheet.write("云岭水利水电勘测设计院", 1650, 1345, 44)
    rows = (
        "批准 何丽 设计 王强 工程名称 灌区改造",
        "核定 李敏 制图 王强 图名 总平面布置图",
        "审查 陈静 校核 何丽 图号 水施",
        "比例 一比五百 日期 二零二一年 专业 水工",
    )
    for row, words in enumerate(rows):
        top = 1410 + row * 56
        sheet.pen.line([(1500, top - 6), (2340, top - 6)], fill=ink, width=2)
        for column, word in enumerate(words.split()):
            sheet.write(word, 1520 + column * 136, top + 6, 26)
    return sheet.picture


@pytest.mark.slow
@pytest.mark.parametrize("seed", [10, 53])
@pytest.mark.parametrize("turn", [0, 180])
def test_the_lines_of_a_drawing_do_not_tell_how_it_stands(seed: int, turn: int) -> None:
    """The middle of the sheet, which is looked at first, holds no writing."""
    answer = quarter_turn(drawn.rotated(construction_drawing(seed), turn))
    assert (answer.degrees, answer.sure) == (turn, True)


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_english_lines_tell_by_reading_how_they_stand(turn: int) -> None:
    sheet = Sheet(900, 700)
    sheet.write("It is my pleasure to write on behalf of her", 60, 120, em=30)
    sheet.write("In this time she wrote two reports", 60, 190, em=30)
    right = (360 - turn) % 360
    tried = [(right + quarter) % 360 for quarter in (90, 180, 270, 0)]  # the wrong ones first
    assert read_turn(drawn.rotated(sheet.picture, turn), tried) == right


@pytest.mark.slow
@pytest.mark.parametrize("face", ["song.otf", "kai.ttf", "fangsong.otf", "hei.otf"])
def test_the_turn_is_found_in_every_face(face: str) -> None:
    for page in (drawn.letter(face), drawn.table(face), drawn.certificate(face)):
        assert quarter_turn(drawn.rotated(page, 90)).degrees == 270
        assert quarter_turn(drawn.rotated(page, 270)).degrees == 90


@pytest.mark.slow
@pytest.mark.parametrize("page", [drawn.blank(), drawn.seal_alone(), drawn.landscape_photo()])
def test_a_page_without_writing_gets_no_guess(page: Picture) -> None:
    answer = quarter_turn(page)
    assert (answer.degrees, answer.sure) == (0, False)


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (300, 2), (30, 30)])
def test_tiny_pictures_get_no_guess_and_no_skew(size: tuple[int, int]) -> None:
    speck = np.full((*size, 3), 90, dtype=np.uint8)
    assert quarter_turn(speck).degrees == 0
    assert skew(speck) == 0.0


@pytest.mark.parametrize("kind", drawn.WRITTEN)
@pytest.mark.parametrize("lean", [-13.0, -3.3, -0.4, 0.0, 0.7, 1.5, 6.2, 14.0])
def test_skew_is_the_clockwise_turn_that_levels_the_page(kind: str, lean: float) -> None:
    # A few large lines tell least: one certificate is off by 0.18, the others by 0.14 at most.
    assert skew(drawn.leaning(drawn.WRITTEN[kind](), lean)) == pytest.approx(-lean, abs=0.2)


def test_skew_does_not_depend_on_the_quarter_turn() -> None:
    page = drawn.leaning(drawn.letter(), 2.0)
    for degrees in (0, 90, 180, 270):
        assert skew(drawn.rotated(page, degrees)) == pytest.approx(-2.0, abs=0.15)


@pytest.mark.parametrize("lean", [0.0, 5.0])
def test_a_page_without_lines_is_left_as_it_lies(lean: float) -> None:
    for page in (drawn.blank(), drawn.seal_alone(), drawn.landscape_photo()):
        assert skew(drawn.leaning(page, lean)) == 0.0


def test_a_few_level_lines_are_left_level(tmp_path: Path) -> None:
    rows = ("单位年度考核结果公示", "沈知遥远　设计室　称职", "陆听澜　试验室　优秀")
    assert skew(typed(*rows, em=42, width=1000)) == 0.0
    path = drawn_page(tmp_path / "公示.jpg", rows)
    assert skew(decode(opened(path))) == 0.0


LINES = (
    "بۇ يىل كەسپىي تېخنىكا خادىملىرىنى باھالاش خىزمىتى باشلاندى",
    "خىزمەتتە ئەستايىدىل بولۇپ ئالاھىدە نەتىجە قازاندى",
    "بەلگىلىمىگە ئاساسەن تۆۋەندىكىدەك قارار قىلىندى",
)


@pytest.fixture(scope="module")
def page() -> Picture:
    """A sheet of three lines."""
    sheet = Sheet(1000, 700)
    for number, line in enumerate(LINES):
        sheet.uyghur(line, 60, 80 + 90 * number, 32)
    return sheet.picture


@pytest.mark.slow
@pytest.mark.parametrize("lies", [0, 90, 180, 270])
def test_rows_in_arabic_script_tell_how_a_page_stands(page: Picture, lies: int) -> None:
    laid = np.ascontiguousarray(np.rot90(page, -lies // 90))
    needed = (360 - lies) % 360
    likely = [(needed + 180) % 360, needed]  # a wrong guess is tried first
    assert read_turn(laid, likely) == needed
