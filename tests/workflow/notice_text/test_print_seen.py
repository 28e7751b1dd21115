"""A page of a notice says what is seen on it, whatever letters its file keeps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from zcdesk.pages.opening.scan import open_content
from zcdesk.pages.preparing import prepare
from zcdesk.workflow.notice_text.layout import columns_of
from zcdesk.workflow.notice_text.print_seen import seen

pytestmark = pytest.mark.nightly

SIZE, FEE = 14, "评审费每人400元，由申报人缴纳。"
ROWS = ("一、申报时间", "申报时间为9月1日至10月15日，逾期不予受理。", "二、收费标准", FEE)


def put(page: pymupdf.Page, at: tuple[float, float], words: str, **more: Any) -> None:
    """Print words."""
    page.insert_text(at, words, fontname="china-s", fontsize=SIZE, **more)


def cross(page: pymupdf.Page) -> None:
    """Cross the fee out by a line."""
    page.draw_line((60 + 5 * SIZE, 155), (60 + 8 * SIZE, 155), width=1.2)


def mark(page: pymupdf.Page) -> None:
    """Cross the fee out by a remark of a reader's program."""
    page.add_strikeout_annot(pymupdf.Rect(60 + 5 * SIZE, 146, 60 + 8 * SIZE, 163))


def paint(page: pymupdf.Page) -> None:
    """Cover the fee with white, and print another."""
    page.draw_rect(
        pymupdf.Rect(60 + 5 * SIZE, 144, 60 + 6.6 * SIZE, 165), color=(1,) * 3, fill=(1,) * 3
    )
    put(page, (60 + 5 * SIZE, 160), "500")


def hide(page: pymupdf.Page) -> None:
    """Print in white, and behind a picture, what nobody sees."""
    put(page, (60, 200), "评审费每人900元，不得减免。", color=(1, 1, 1))
    put(page, (60, 240), "截止日期改为12月31日为止。")
    white = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 400, 30))
    white.clear_with(255)
    page.insert_image(pymupdf.Rect(50, 222, 350, 246), pixmap=white)


def lie(page: pymupdf.Page) -> None:
    """Keep other letters for the row than a picture of it shows."""
    put(page, (60, 200), "评审费每人100元，由申报人缴纳。", render_mode=3)
    with pymupdf.open() as other:
        sheet = other.new_page(width=300, height=30)
        put(sheet, (10, 20), FEE)
        page.insert_image(pymupdf.Rect(50, 180, 350, 210), pixmap=sheet.get_pixmap(dpi=200))


def turn(page: pymupdf.Page) -> None:
    """Turn the sheet."""
    page.set_rotation(90)


@pytest.mark.parametrize(
    ("change", "fee", "said"),
    [
        (lambda _: None, FEE, {}), (cross, "评审费每人元，由申报人缴纳。", {"struck": "400"}),
        (mark, "评审费每人元，由申报人缴纳。", {"struck": "0"}),
        (paint, FEE.replace("400", "500"), {}), (hide, FEE, {"hidden": "900"}), (turn, FEE, {}),
    ],
    ids=["plain", "cross", "mark", "paint", "hide", "turn"],
)  # fmt: skip
def test_what_is_seen_counts(
    change: Callable[[pymupdf.Page], None], fee: str, said: dict[str, str]
) -> None:
    rows, doubts, left = read(change)
    assert rows[:4] == [*ROWS[:3], fee]
    assert not any(doubts)
    assert left.keys() == said.keys()
    assert all(words in left[code] for code, words in said.items())


def joined(page: pymupdf.Page) -> None:
    """Print one sign that the file keeps two letters for (㎏, ﬁ), and one for a word."""
    keep = "/Span <</ActualText (kilogram 400)>> BDC"
    page.insert_text((60, 200), "at most 5K, fluffy", fontname="helv", fontsize=SIZE)
    document, (font, *_) = page.parent, page.get_fonts()[-1]
    table = document.get_new_xref()
    document.update_object(table, "<<>>")
    document.update_stream(table, b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar"
                                  b" <4B> <006B0067> endbfchar")  # fmt: skip
    document.xref_set_key(font, "ToUnicode", f"{table} 0 R")
    content = f"BT /helv {SIZE} Tf 60 560 Td {keep} (K) Tj EMC ET".encode()
    document.update_stream(page.get_contents()[-1], page.read_contents() + content)


def lifted(page: pymupdf.Page) -> None:
    """Print marks of notes: smaller, higher, and in a picture of the page."""
    across = 60.0
    pieces = ["学时不少于72", "1", "学时，10", "3", "元满5", "12", "年"]
    sizes = (SIZE, 0), (8, 5), (SIZE, 0), (8, 5), (SIZE, 0), (SIZE, 4), (SIZE, 0)
    for words, (size, up) in zip(pieces, sizes, strict=True):
        page.insert_text((across, 200 - up), words, fontname="china-s", fontsize=size)
        across += pymupdf.get_text_length(words, "china-s", size)
    place = pymupdf.Rect(50, 180, 420, 210)
    picture = page.get_pixmap(dpi=200, clip=place)
    page.insert_image(place * pymupdf.Matrix(1, 0, 0, 1, 0, 40), pixmap=picture)


def tall(page: pymupdf.Page) -> None:
    """Print a letter as tall as several rows beside them."""
    page.insert_text((430, 200), "B", fontname="helv", fontsize=200)


MARKED = "学时不少于72¹学时，10³元满5¹²年"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [(joined, [*ROWS, "atmost5kg,fluffy", "K"]), (lifted, [*ROWS, MARKED, MARKED]),
     (tall, ["B", *ROWS])],
    ids=["joined", "lifted", "tall"],
)  # fmt: skip
def test_odd_signs_cost_no_row(change: Callable[[pymupdf.Page], None], wanted: list[str]) -> None:
    rows, doubts, _ = read(change)
    assert rows == wanted
    assert not any(doubts)


def test_a_figure_that_differs_is_asked() -> None:
    rows, doubts, _ = read(lie)
    assert rows[4] == FEE
    assert "100" in doubts[4]
    assert not any(doubts[:4])


def read(change: Callable[[pymupdf.Page], None]) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the rows of a drawn page, what its file keeps otherwise, and what does not count."""
    with pymupdf.open() as document:
        page = document.new_page()
        for at, words in enumerate(ROWS):
            put(page, (60, 70 + 30 * at), words)
        change(page)
        content = document.tobytes()
    scan = open_content(Path("n.pdf"), content)
    found = seen(prepare(scan, 0), content, 0)
    rows = [row for column in columns_of(found) for row in column]
    left: dict[str, str] = {}
    for code, words in found.left:
        left[code] = left.get(code, "") + words
    return [row.text for row in rows], [row.doubt for row in rows], left


def columns(left: str, right: str) -> Callable[[pymupdf.Page], None]:
    """Print a page's lower half in two columns, a row of each for every word."""

    def change(page: pymupdf.Page) -> None:
        for across, words in ((40, left), (320, right)):
            for at, one in enumerate(words.split()):
                put(page, (across, 300 + 24 * at), one)

    return change


GUIDE = (
    "二、填报 1.基本信息 填写姓名和证件号，上传一寸证件照， 再上传身份证。 "
    "2.学历教育 上传毕业证书和学位证书，并附备案 表，国外的学历另外附上认证书。"
)
MORE = "三、审核 单位审核在五月二十二日之前完成； 主管部门审核后报评委会办公室； 四、缴费 在线。"


def test_two_columns_with_many_headings_are_read_one_after_the_other() -> None:
    rows, _, _ = read(columns(GUIDE, MORE))
    assert rows[len(ROWS) :] == [*GUIDE.split(), *MORE.split()]


def test_a_table_without_rules_is_read_row_by_row() -> None:
    names, days = "填报 推荐 公示 外审 评议 发文", "九月十四日至九月三十日 十月九日 十月 " * 2
    rows, _, _ = read(columns(names, days))
    assert rows[len(ROWS)] == "填报\t九月十四日至九月三十日"
