"""A page that does not draw all that was filled in is asked about."""

from pathlib import Path

import pymupdf
import pytest

from zcdesk.errors import TooLargeScanError
from zcdesk.pages.opening.formats.format import DecodedPage
from zcdesk.pages.opening.scan import decode_page, open_content

NAME = pymupdf.get_pdf_str("赵启明 钱丽热")
BOOK = pymupdf.get_pdf_str("赵启明 abc " * 5000)
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


def codes(page: DecodedPage) -> list[str]:
    return [finding.code for finding in page.findings]


def ink(page: DecodedPage, left: float, top: float, right: float, bottom: float) -> int:
    """Return the dark pixels of a part of the page, in points from its upper left."""
    scale = page.picture.shape[1] / 595
    part = page.picture[
        round(top * scale) : round(bottom * scale), round(left * scale) : round(right * scale)
    ]
    return int((part.min(axis=2) < 128).sum())


LOST = {
    "text": f"{FIELD}/FT/Tx/V {NAME}>>",
    "several lines": f"{FIELD}/FT/Tx/Ff 4096/V {NAME}>>",
    "a comb": f"{FIELD}/FT/Tx/Ff 16777216/MaxLen 9/V {NAME}>>",
    "turned": f"{FIELD}/FT/Tx/MK<</R 90>>/V {NAME}>>",
    "UTF-8": f"{FIELD}/FT/Tx/V <EFBBBF{'赵丽热'.encode().hex()}>>>",
    "without a name": f"{FIELD}/FT/Tx/V {NAME}>>".replace("/T(a)", ""),
    "a choice": f"{FIELD}/FT/Ch/Ff 131072/Opt[[(1)(x)][(2){NAME}]]/V(2)>>",
    "a list": f"{FIELD}/FT/Ch/Opt[{NAME}(x)]/V {NAME}>>",
    "a note": f"{NOTE}/Contents {NAME}>>",
}


@pytest.mark.parametrize("form", ["", SETS_ANEW])
@pytest.mark.parametrize("kind", LOST)
def test_a_value_that_the_reader_would_have_to_set_is_asked_about(kind: str, form: str) -> None:
    assert codes(page_of(pdf_with(LOST[kind], form=form))) == ["scan.value_not_drawn"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_value_of_a_turned_page_is_found_drawn(turn: int) -> None:
    drawing = b"BT /H 20 Tf 90 20 Td (Zhao Qiming) Tj ET"
    content = pdf_with(f"{FIELD}/FT/Tx/V(Zhao Qiming)>>", turn=turn)
    assert codes(page_of(with_appearance(content, drawing))) == []


def test_a_value_that_a_field_has_from_its_parent_is_asked_about() -> None:
    document = pymupdf.open(stream=pdf_with("<</Type/Annot/Subtype/Widget/Rect[50 700 250 760]>>"))
    (kid,) = document.xref_get_key(document[0].xref, "Annots")[1].strip("[]").split(" 0 R")[:1]
    parent = document.get_new_xref()
    document.update_object(parent, f"<</FT/Tx/T(a)/V {NAME}/Kids[{kid} 0 R]>>")
    document.xref_set_key(int(kid), "Parent", f"{parent} 0 R")
    assert codes(page_of(bytes(document.tobytes()))) == ["scan.value_not_drawn"]


@pytest.mark.parametrize("form", ["", SETS_ANEW])
def test_a_right_appearance_is_kept_as_it_is(form: str) -> None:
    drawing = b"BT /H 20 Tf 90 20 Td (Zhao Qiming) Tj ET"
    content = with_appearance(pdf_with(f"{FIELD}/FT/Tx/V(Zhao Qiming)>>", form=form), drawing)
    page = page_of(content)
    assert codes(page) == []
    assert ink(page, 50, 82, 135, 142) == 0
    assert ink(page, 135, 82, 252, 142) > 300


@pytest.mark.parametrize("form", ["", SETS_ANEW])
@pytest.mark.parametrize("drawing", [b"", b"BT /H 20 Tf 10 20 Td (Zhao) Tj ET"])
def test_a_value_that_its_appearance_does_not_show_is_asked_about(
    drawing: bytes, form: str
) -> None:
    content = with_appearance(pdf_with(f"{FIELD}/FT/Tx/V {NAME}>>", form=form), drawing)
    assert codes(page_of(content)) == ["scan.value_not_drawn"]


@pytest.mark.parametrize("flags", [2, 32])
def test_what_is_hidden_stays_hidden(flags: int) -> None:
    hidden = f"{FIELD}/FT/Tx/V {NAME}>>".replace("/F 4", f"/F {flags}")
    page = page_of(pdf_with(hidden))
    assert (codes(page), ink(page, 0, 0, 595, 842)) == ([], 0)


@pytest.mark.parametrize(
    "annotation",
    [
        f"{FIELD}/FT/Tx/V 12/DA 5/Q(a)/MK 7/AP 3/BS 4>>",
        f"{FIELD}/FT/Tx/V {NAME}/DA(/Helv 1e9 Tf)/MaxLen -3/Ff 16777216>>",
        f"{FIELD}/FT/Ch/Opt 5/V[({'x' * 9})7]>>",
        f"{NOTE}/Contents {NAME}/Rect[(a)/b]>>",
        "null",
    ],
)
def test_a_field_that_is_none_does_no_harm(annotation: str) -> None:
    assert page_of(pdf_with(annotation)).picture.shape[2] == 3


def test_a_value_as_long_as_a_book_is_refused_at_once() -> None:
    content = pdf_with(f"{FIELD}/FT/Tx/Ff 4096/V {BOOK}/DA(/Helv 0 Tf)>>")
    with pytest.raises(TooLargeScanError, match=r"^scan\.too_complex$"):
        page_of(content)
