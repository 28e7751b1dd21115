"""Form values, notes and letters that a PDF does not draw are set as meant, or asked about."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from tests.tables import rows_beside
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.formats.pdf_text import TextSetter
from zcdesk.pages.opening.scan import decode_page, open_content

TABLES = rows_beside(__file__)

NAME = pymupdf.get_pdf_str("赵启明 钱丽热")
UYGHUR = pymupdf.get_pdf_str("گۈلمىرە ئابدۇ")
LONG = pymupdf.get_pdf_str("赵启明在新疆天山桥梁工程有限公司参加工作，任工程师。\n钱丽 Zhao Qiming")
RICH = pymupdf.get_pdf_str(
    '<body xmlns="http://www.w3.org/1999/xhtml">'
    '<p style="color:#00AA00">赵启明</p><p>钱丽热</p></body>'
)
FIELD = "<</Type/Annot/Subtype/Widget/F 4/T(a)/Rect[50 700 250 760]"
NOTE = "<</Type/Annot/Subtype/FreeText/F 4/DA(/Helv 14 Tf 0 g)/Rect[50 700 250 760]"
SETS_ANEW = "/NeedAppearances true"


def pdf_with(*annotations: str, form: str = "", turn: int = 0) -> bytes:
    """Return a PDF whose page has these annotations, all of them fields."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.set_rotation(turn)
    numbers = []
    for annotation in annotations:
        numbers.append(document.get_new_xref())
        document.update_object(numbers[-1], annotation)
    every = " ".join(f"{number} 0 R" for number in numbers)
    document.xref_set_key(page.xref, "Annots", f"[{every}]")
    fields = f"<</Fields[{every}]/DA(/Helv 12 Tf 0 g){form}>>"
    document.xref_set_key(document.pdf_catalog(), "AcroForm", fields)
    return bytes(document.tobytes())


def with_appearance(content: bytes, drawing: bytes) -> bytes:
    """Return the PDF whose first field has an appearance of its own."""
    document = pymupdf.open(stream=content)
    number = document.get_new_xref()
    helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    document.update_object(
        number,
        f"<</Type/XObject/Subtype/Form/BBox[0 0 200 60]/Resources<</Font<</H {helvetica}>>>>>>",
    )
    document.update_stream(number, drawing)
    field = next(
        each
        for each in range(1, document.xref_length())
        if document.xref_get_key(each, "Subtype")[1] == "/Widget"
    )
    document.xref_set_key(field, "AP", f"<</N {number} 0 R>>")
    return bytes(document.tobytes())


def page_of(content: bytes) -> DecodedPage:
    return decode_page(open_content(Path("表.pdf"), content))


def letters_on(content: bytes) -> str:
    page, _ = TextSetter(pymupdf.open(stream=content)).page(0)
    return "".join(page.get_text().split())


def codes(page: DecodedPage) -> list[str]:
    return [finding.code for finding in page.findings]


def ink(page: DecodedPage, left: float, top: float, right: float, bottom: float) -> int:
    """Return the dark pixels of a part of the page, in points from its upper left."""
    scale = page.picture.shape[1] / 595
    part = page.picture[
        round(top * scale) : round(bottom * scale), round(left * scale) : round(right * scale)
    ]
    return int((part.min(axis=2) < 128).sum())


@pytest.mark.parametrize("form", ["", SETS_ANEW])
@pytest.mark.parametrize("kind", TABLES["shown"])
def test_every_letter_of_a_value_is_set_where_it_belongs(kind: str, form: str) -> None:
    annotation, texts = TABLES["shown"][kind]
    content = pdf_with(annotation, form=form)
    assert all(text in letters_on(content) for text in texts)
    page = page_of(content)
    assert codes(page) == []
    inside = ink(page, 50, 82, 250, 142)
    assert inside > 300
    assert ink(page, 0, 0, 595, 842) - inside < 20  # what smoothing leaves beyond the edge


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_values_of_turned_pages_are_set_and_found_drawn_again(turn: int) -> None:
    content = pdf_with(f"{FIELD}/FT/Tx/V {NAME}>>", turn=turn)
    document = pymupdf.open(stream=content)
    assert TextSetter(document).page(0)[1] == ()
    assert codes(page_of(bytes(document.tobytes()))) == []


def test_a_value_that_a_field_has_from_its_parent_is_set() -> None:
    document = pymupdf.open(stream=pdf_with("<</Type/Annot/Subtype/Widget/Rect[50 700 250 760]>>"))
    (kid,) = document.xref_get_key(document[0].xref, "Annots")[1].strip("[]").split(" 0 R")[:1]
    parent = document.get_new_xref()
    document.update_object(parent, f"<</FT/Tx/T(a)/V {NAME}/Kids[{kid} 0 R]>>")
    document.xref_set_key(int(kid), "Parent", f"{parent} 0 R")
    assert "赵启明钱丽热" in letters_on(bytes(document.tobytes()))


@pytest.mark.parametrize("form", ["", SETS_ANEW])
def test_a_right_appearance_is_kept_as_it_is(form: str) -> None:
    drawing = b"BT /H 20 Tf 90 20 Td (Zhao Qiming) Tj ET"
    content = with_appearance(pdf_with(f"{FIELD}/FT/Tx/V(Zhao Qiming)>>", form=form), drawing)
    page = page_of(content)
    assert codes(page) == []
    assert ink(page, 50, 82, 135, 142) == 0
    assert ink(page, 135, 82, 252, 142) > 300


@pytest.mark.parametrize("drawing", [b"", b"BT /H 20 Tf 10 20 Td (Zhao) Tj ET"])
def test_a_value_that_its_appearance_does_not_show_is_asked_about(drawing: bytes) -> None:
    content = with_appearance(pdf_with(f"{FIELD}/FT/Tx/V {NAME}>>"), drawing)
    assert codes(page_of(content)) == ["scan.value_not_drawn"]


def test_such_a_value_is_set_anew_where_the_form_says_so() -> None:
    content = with_appearance(pdf_with(f"{FIELD}/FT/Tx/V {NAME}>>", form=SETS_ANEW), b"")
    assert codes(page_of(content)) == []
    assert "赵启明钱丽热" in letters_on(content)


def test_a_letter_that_no_face_has_is_asked_about() -> None:
    rare = pymupdf.get_pdf_str("赵\U00020bb7")
    assert codes(page_of(pdf_with(f"{FIELD}/FT/Tx/V {rare}>>"))) == ["scan.value_not_drawn"]


@pytest.mark.parametrize("flags", [2, 32])
def test_what_is_hidden_stays_hidden(flags: int) -> None:
    hidden = f"{FIELD}/FT/Tx/V {NAME}>>".replace("/F 4", f"/F {flags}")
    page = page_of(pdf_with(hidden))
    assert (codes(page), ink(page, 0, 0, 595, 842)) == ([], 0)


def test_a_password_is_shown_as_stars() -> None:
    assert letters_on(pdf_with(f"{FIELD}/FT/Tx/Ff 8192/V {NAME}>>")) == "*" * 7


@pytest.mark.parametrize(
    "annotation",
    [
        f"{FIELD}/FT/Tx/V 12/DA 5/Q(a)/MK 7/AP 3/BS 4>>",
        f"{FIELD}/FT/Tx/V {NAME}/DA(/Helv 1e9 Tf)/MaxLen -3/Ff 16777216>>",
        f"{FIELD}/FT/Ch/Opt 5/V[({'x' * 9})7]>>",
        f"{NOTE}/Contents {NAME}/RC(<p>)/Rect[(a)/b]>>",
        "null",
    ],
)
def test_a_field_that_is_none_does_no_harm(annotation: str) -> None:
    assert page_of(pdf_with(annotation)).picture.shape[2] == 3


def test_a_value_as_long_as_a_book_is_asked_about_at_once() -> None:
    long = pymupdf.get_pdf_str("赵启明 abc " * 5000)
    content = pdf_with(f"{FIELD}/FT/Tx/Ff 4096/V {long}/DA(/Helv 0 Tf)>>")
    assert codes(page_of(content)) == ["scan.value_not_drawn"]


WIN = "/Encoding/WinAnsiEncoding"
WORDS = {"gbk": "姓名：赵启明 A1", "big5": "姓名：趙啟明 A1"}


def page_in(font: str, *lines: bytes, invisible: bool = False) -> DecodedPage:
    """Return the page of a PDF with some lines in one font."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=200)
    number, contents = document.get_new_xref(), document.get_new_xref()
    document.update_object(number, font)
    drawn = b" 0 -30 Td ".join(b"<" + line.hex().encode() + b"> Tj" for line in lines)
    mode = b"3 Tr" if invisible else b""
    document.update_object(contents, "<<>>")
    document.update_stream(contents, b"BT /F 20 Tf %b 40 150 Td %b ET" % (mode, drawn))
    document.xref_set_key(page.xref, "Resources", f"<</Font<</F {number} 0 R>>>>")
    document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    return decode_page(open_content(Path("表.pdf"), document.tobytes()))


def simple(name: bytes, encoding: str = WIN, kind: str = "TrueType") -> str:
    spelt = "".join(f"#{byte:02X}" for byte in name)
    widths = f"/FirstChar 0/LastChar 255/Widths[{'500 ' * 256}]"
    return f"<</Type/Font/Subtype/{kind}/BaseFont/{spelt}{encoding}{widths}>>"


def composite(cmap: str, collection: str) -> str:
    system = f"<</Registry(Adobe)/Ordering({collection})/Supplement 2>>"
    described = "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4>>"
    below = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo {system}{described}>>"
    return f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{cmap}/DescendantFonts[{below}]>>"


MEANT = {
    "GBK": (composite("GBK-EUC-H", "GB1"), "gbk"),
    "Big5": (composite("ETen-B5-H", "CNS1"), "big5"),
}
FACES = {
    "宋体": (simple("宋体".encode("gbk")), "GBK"),
    "宋体 in UTF-8": (simple("宋体".encode()), "GBK"),
    "without an encoding": (simple("黑体".encode("gbk"), ""), "GBK"),
    "of a Mac": (simple("楷体_GB2312".encode("gbk"), "/Encoding/MacRomanEncoding"), "GBK"),
    "Type 1": (simple("仿宋_GB2312".encode("gbk"), kind="Type1"), "GBK"),
    "SimSun": (simple(b"SimSun,Bold"), "GBK"),
    "part of a face": (simple(b"ABCDEE+FZXBSJW"), "GBK"),
    "新細明體": (simple("新細明體".encode("big5")), "Big5"),
    "PMingLiU": (simple(b"PMingLiU"), "Big5"),
}


@pytest.mark.parametrize("name", FACES)
def test_chinese_letters_in_a_face_of_single_bytes_are_drawn(name: str) -> None:
    font, kind = FACES[name]
    whole, encoding = MEANT[kind]
    line = WORDS[encoding].encode(encoding)
    drawn, meant = page_in(font, line, line), page_in(whole, line, line)
    assert not drawn.findings
    letters = slice(0, round(150 / 400 * meant.picture.shape[1]))  # Latin ones may be narrower
    assert meant.picture[:, letters].min() < 128
    assert np.array_equal(drawn.picture[:, letters], meant.picture[:, letters])


ASKED = {
    "a face that nobody knows": (simple(b"Kawasaki"), WORDS["gbk"].encode("gbk"), True),
    "numbers of glyphs alone": (composite("Identity-H", "Identity"), bytes(range(1, 41)), True),
    "Japanese": (simple("ＭＳ 明朝".encode("shift_jis")), "卒業証明書".encode("shift_jis"), True),
    "French": (simple(b"Helvetica"), "né à Orléans – déjà vu".encode("cp1252"), False),
    "signs in a Chinese face": (simple(b"SimSun"), "3×4 · 20°C ——————".encode("cp1252"), False),
    "a Chinese face that says all": (composite("GBK-EUC-H", "GB1"), "赵启明".encode("gbk"), False),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_page_whose_letters_nobody_knows_is_asked_about(name: str) -> None:
    font, line, asked = ASKED[name]
    told = [finding.code for finding in page_in(font, line, line).findings]
    assert told == ["scan.font_not_carried"] * asked
    assert not page_in(font, line, line, invisible=True).findings
