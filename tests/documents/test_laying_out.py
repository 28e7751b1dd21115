"""How a form lies on the paper, in lines that are broken well, also from right to left."""

import io
from difflib import SequenceMatcher
from itertools import product

import numpy as np
import pymupdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.documents.filling import opened, paragraphs, text_of
from zcdesk.documents.letters import broken, longest_piece, width
from zcdesk.documents.making import MadeForm, make_form
from zcdesk.documents.right_to_left import mark_right_to_left, runs_right_to_left
from zcdesk.names.arabic_forms import as_on_paper, is_arabic, joined
from zcdesk.names.arabic_letters import plain_letters
from zcdesk.notices.files.loading import load_notice
from zcdesk.picture import GreyPicture
from zcdesk.reading.arabic.script import read_arabic_script
from zcdesk.wording import spoken

from .people import case, ready

REGION, URUMQI, HOTAN = "region-senior-2024", "urumqi-private-2025", "hotan-private-2025"


def pages_of(form: MadeForm) -> list[str]:
    with pymupdf.open(stream=form.pdf) as paper:
        return ["".join(page.get_text().split()) for page in paper]


def made(notice: str, template: str, *people: object, **facts: str) -> MadeForm:
    cases = people or (ready(notice=notice, **facts),)
    return make_form(load_notice(notice), template, cases)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("notice", [REGION, URUMQI, HOTAN])
def test_seal_and_date_never_stand_alone_on_a_page(notice: str) -> None:
    for length in range(60, 460, 40):
        form = made(notice, "posting", form__achievements="改" * length, form__date="2025-03-01")
        last = pages_of(form)[-1]
        assert "公章" in last, length
        assert "监督电话" in last, length  # the end of the text stands with them


def test_word_keeps_them_together_as_well() -> None:
    word = opened(made(REGION, "posting").docx, "")
    kept = [one.paragraph_format.keep_with_next for one in word.paragraphs]
    assert kept[-1] is None
    assert kept[-4:-1] == [True, True, True]


def title_lines(form: MadeForm) -> list[str]:
    word = opened(form.docx, "")
    return text_of(word.paragraphs[0]._element).split("\n")


LONG = {"form__specialty": "机械电子装备制造与自动化", "form__series": "工程"}


@pytest.mark.parametrize(
    "name", ["张伟", "欧阳婉儿", "阿依古丽·买买提", "阿布都热合曼·阿布都克里木"]
)
def test_a_title_is_broken_between_words(name: str) -> None:
    person = ready(name, **{key.replace("__", "."): text for key, text in LONG.items()})
    lines = title_lines(make_form(load_notice(REGION), "posting", [person]))
    assert len(lines) > 1
    whole = "".join(lines)
    for word in (name, "机械电子装备制造与自动化", "同志", "工程系列", "申报", "关于"):
        assert word in whole
        assert any(word in line for line in lines), word
    room = max(width(line, "宋体", True, 22) for line in lines)
    assert room <= 442  # points between the margins


def test_a_short_title_stays_as_it_is() -> None:
    short = made(REGION, "posting", form__specialty="采矿")
    assert title_lines(short) == ["关于欧阳婉儿同志申报工程系列采矿专业中级"]


TEXT = "如有异议请电话反映至综合办公室，监督电话："


def test_a_number_is_never_parted() -> None:
    numbers = ("0991—3757772", "13999912345", "0991-3757772", "65010219850712345X")
    for number, before, mark in product(numbers, range(24), ("", "、", "。", "）")):
        text = f"{'字' * before}{TEXT}{number}{mark}其余"
        lines = broken(text, "仿宋", False, 16, 442, 410)
        assert any(number in line for line in lines), text
        assert all(line[0] not in "、。）" for line in lines), text
        assert "".join(lines) == text


def test_a_number_never_crosses_the_line_of_its_cell() -> None:
    form = made(REGION, "ce_exempt_form")
    with pymupdf.open(stream=form.pdf) as paper:
        page = paper[0]
        (found,) = page.search_for("654321199001011234")
        walls = [item[1] for one in page.get_drawings() for item in one["items"] if item[0] == "re"]
        inside = pymupdf.Point(found.x0 + 2, found.y0 + 2)
        (cell,) = [wall for wall in walls if wall.contains(inside) and wall.width < 400]
        assert cell.x0 <= found.x0
        assert found.x1 <= cell.x1
    assert longest_piece("身份证号654321199001011234", "宋体", False, 12) > 90


@pytest.mark.slow
def test_a_form_of_a_year_is_made_for_each_year_that_is_named() -> None:
    years = {"form.assessment_year": "2022-2023、2024", "form.year_summary": "照常工作",
             "form.year_summary.2023": "完成改造"}  # fmt: skip
    form = make_form(load_notice(HOTAN), "annual_assessment", [case(notice=HOTAN, **years)])
    text = "\n".join(text_of(one) for one in paragraphs(opened(form.docx, "")))
    for year in (2022, 2023, 2024):
        assert f"({year} 年 度)" in text
    assert text.count("照常工作") == 2
    assert text.count("完成改造") == 1
    assert len(pages_of(form)) == 6
    assert "考核年度" not in form.missing
    one = made(HOTAN, "annual_assessment", form__assessment_year="2023")
    assert len(pages_of(one)) == 2


def told(*people: object) -> dict[str, str]:
    form = make_form(load_notice(URUMQI), "recommendation", people)  # type: ignore[arg-type]
    return {one.code: spoken(one).message for one in form.findings}


def test_people_of_two_employers_in_one_report_are_told() -> None:
    one, other = ready("欧阳婉儿", URUMQI, kind="initial"), ready("王小明", URUMQI, kind="initial")
    assert "document.several_employers" not in told(one, other)
    moved = other.applicant.__class__("王小明", "昆仑建材有限公司")
    elsewhere = other.__class__(other.notice, moved, other.targets, facts=other.facts)
    assert "2 个人" in told(one, elsewhere)["document.several_employers"]


def test_what_people_of_one_group_differ_in_is_named() -> None:
    people = [
        ready("欧阳婉儿", URUMQI, kind="initial"),
        ready("王小明", URUMQI, kind="initial", form__series="经济", form__specialty="工商"),
        ready("帕提古丽", URUMQI, kind="conferral", form__series="卫生"),
    ]
    found = told(*people)["document.group_differs"]
    assert found.startswith("初定的几个人系列、专业不同")
    assert "document.group_differs" not in told(people[0], people[2])


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
