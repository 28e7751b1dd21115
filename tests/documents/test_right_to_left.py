"""Arabic script in forms: joined and from right to left in the PDF, marked for Word in the docx."""

from __future__ import annotations

import io
from difflib import SequenceMatcher

import numpy as np
import pymupdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.documents.filling import opened, paragraphs, text_of
from zcdesk.documents.making import MadeForm, make_form
from zcdesk.documents.right_to_left import mark_right_to_left, runs_right_to_left
from zcdesk.names.arabic_forms import as_on_paper, is_arabic, joined
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.notices.files.loading import load_notice
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import read_arabic_script

from .people import ready

NAME, OTHER = "مەمەت تۇرسۇن", "买买提·吐尔逊"
LETTERS = "ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيەئ"


@pytest.fixture(scope="module")
def form() -> MadeForm:
    person = ready(f"{OTHER}（{NAME}）", form__achievements="تېخنىكا خادىملىرى نەتىجىسى")
    return make_form(load_notice("region-senior-2024"), "posting", [person])


def runs(paragraph: BaseOxmlElement) -> list[tuple[str, bool]]:
    return [
        (
            "".join(text.text or "" for text in run.iter(qn("w:t"))),
            run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None,
        )
        for run in paragraph.iter(qn("w:r"))
    ]


def letters_of(page: pymupdf.Page) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The letters in Arabic script of a page, each with its box."""
    return [
        (letter["c"], letter["bbox"])
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for letter in span["chars"]
        if is_arabic(letter["c"])
    ]


def test_word_is_told_which_runs_go_from_right_to_left(form: MadeForm) -> None:
    word = opened(form.docx, "")
    (paragraph,) = [p for p in paragraphs(word) if f"现对{OTHER}（{NAME}" in text_of(p)]
    marked = [text for text, turned in runs(paragraph) if turned]
    assert marked == [NAME] * len(marked)
    assert marked
    rest = "".join(text for text, turned in runs(paragraph) if not turned)
    assert not any(map(is_arabic, rest))
    assert not runs_right_to_left(paragraph)  # a Chinese sentence begins at the left
    for run in paragraph.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        if properties is not None and properties.find(qn("w:rtl")) is not None:
            assert properties.find(qn("w:rFonts")).get(qn("w:cs"))
            size = properties.find(qn("w:sz"))
            assert size is None or properties.find(qn("w:szCs")).get(qn("w:val")) == size.get(
                qn("w:val")
            )


def test_a_paragraph_without_other_letters_runs_from_right_to_left_as_a_whole() -> None:
    word = opened(_form_with(f"{NAME} 2024"), "")
    (paragraph,) = [p for p in paragraphs(word) if NAME in text_of(p)]
    mark_right_to_left(paragraph)
    assert runs_right_to_left(paragraph)
    assert text_of(paragraph) == f"{NAME} 2024"


def test_marking_changes_no_text_and_a_chinese_form_not_at_all(form: MadeForm) -> None:
    plain = make_form(load_notice("region-senior-2024"), "posting", [ready()])
    for made in (form, plain):
        for paragraph in paragraphs(opened(made.docx, "")):
            before, shape = text_of(paragraph), runs(paragraph)
            mark_right_to_left(paragraph)
            assert text_of(paragraph) == before
            assert runs(paragraph) == shape


def test_the_pdf_shows_the_name_as_a_reader_of_the_script_reads_it(form: MadeForm) -> None:
    with pymupdf.open(stream=form.pdf) as paper:
        page = next(page for page in paper if letters_of(page))
        found = letters_of(page)[: len(NAME) - 1]
        across = "".join(letter for letter, _ in sorted(found, key=lambda one: one[1][0]))
        assert across == as_on_paper(joined(NAME)).replace(" ", "")
        box = pymupdf.Rect(found[0][1])
        for _, place in found:
            box |= pymupdf.Rect(place)
        around = pymupdf.Rect(box.x0 - 4, box.y0 - 1, box.x1 + 4, box.y1 + 1)
        pixels = page.get_pixmap(clip=around, dpi=250, colorspace=pymupdf.csGRAY)
    picture: GreyPicture = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.h, pixels.stride)
    read = read_arabic_script(np.ascontiguousarray(picture[:, : pixels.w]))
    alike = SequenceMatcher(None, plain_letters(read.text), plain_letters(NAME), autojunk=False)
    assert read.agreed
    assert alike.ratio() >= 0.8


def test_letters_join_as_they_stand_in_a_word() -> None:
    assert joined("بابا") == "ﺑﺎﺑﺎ"
    assert as_on_paper(joined("بابا")) == "ﺎﺑﺎﺑ"
    assert joined("ئۆي ە") == "ﺋﯚﻱ ﻩ"


def test_a_line_of_both_scripts_keeps_its_order() -> None:
    assert as_on_paper("姓名：ابپ تجچ（男）2024") == "姓名：چجت پبا（男）2024"
    assert as_on_paper("2024 张伟") == "2024 张伟"
    assert as_on_paper("ابپ، 2024.5 تجچ؟") == "؟چجت 2024.5 ،پبا"
    # What words enclose and part goes with them; the brackets look the other way.
    assert as_on_paper("ابپ «تجچ» خدر") == "ردخ «چجت» پبا"
    assert as_on_paper("ابپ (تجچ) 12") == "(چجت) پبا 12"
    assert as_on_paper("(ابپ تجچ)") == "(چجت پبا)"
    assert as_on_paper("ابپ: تجچ") == "چجت :پبا"
    assert as_on_paper("ابپ (Tuz) تجچ") == "پبا (Tuz) چجت"


@given(st.text(st.sampled_from(LETTERS + " 张a1"), max_size=30))
def test_no_letter_is_lost(text: str) -> None:
    assert [is_arabic(letter) for letter in joined(text)] == [is_arabic(letter) for letter in text]
    assert sorted(as_on_paper(text)) == sorted(text)
    assert as_on_paper(as_on_paper(text)) == text


def _form_with(text: str) -> bytes:
    word, stream = Document(), io.BytesIO()
    word.add_paragraph(text)
    word.save(stream)
    return stream.getvalue()
