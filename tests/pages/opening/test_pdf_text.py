"""Form values and notes without an appearance are set with all their letters, or asked about."""

from __future__ import annotations

from pathlib import Path

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


SHOWN = TABLES["shown"]


@pytest.mark.parametrize("form", ["", SETS_ANEW])
@pytest.mark.parametrize("kind", SHOWN)
def test_every_letter_of_a_value_is_set_where_it_belongs(kind: str, form: str) -> None:
    annotation, texts = SHOWN[kind]
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
