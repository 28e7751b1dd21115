"""A filled form: what is known stands in it, what is not is a visible blank, ink is left to ink."""

import io
import re
import zipfile
from difflib import SequenceMatcher
from pathlib import Path

import pymupdf
import pytest
from docx import Document

from zcdesk.checks.forms.fields import BLANK, form_fields
from zcdesk.documents import forms
from zcdesk.documents.filling import BLANK_IN_FORM, names_in, opened, paragraphs, text_of
from zcdesk.documents.making import MadeForm, make_form
from zcdesk.findings import Finding
from zcdesk.notices.files.loading import load_notice, notice_ids
from zcdesk.notices.files.parsing import shipped_text
from zcdesk.wording import LANGUAGES, spoken

from .people import case, ready

REGION, URUMQI, HOTAN = "region-senior-2024", "urumqi-private-2025", "hotan-private-2025"


def with_text(notice: str, template: str) -> bool:
    try:
        forms.form_of(load_notice(notice), template)
    except forms.MissingFormTextError:
        return False
    return True


FORMS = [
    (notice, entry.id)
    for notice in (REGION, URUMQI, HOTAN)
    for entry in load_notice(notice).templates
    if with_text(notice, entry.id)
]


def made(notice: str, template: str, *cases: object, **facts: str) -> MadeForm:
    return make_form(load_notice(notice), template, cases or (ready(notice=notice, **facts),))  # type: ignore[arg-type]


def docx_text(form: MadeForm) -> str:
    return "\n".join(text_of(one) for one in paragraphs(opened(form.docx, "")))


def pdf_text(form: MadeForm) -> str:
    with pymupdf.open(stream=form.pdf) as paper:
        return "".join(page.get_text() for page in paper)


def codes(form: MadeForm) -> set[str]:
    return {finding.code for finding in form.findings}


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


DATED = [
    # form, its date, what is told of it
    ("posting", "2024-08-30", set()),
    ("posting", "2024-09-03", {"document.posting_dated_late"}),
    ("posting_result", "2024-09-03", {"document.result_dated_early"}),
    ("posting_result", "2024-09-09", {"document.result_dated_early"}),
    ("posting_result", "2024-09-10", set()),
    ("posting_result", "2025-09-10", {"document.printed_year"}),
    ("recommendation", "2024-09-03", set()),
]


@pytest.mark.parametrize(("form", "day", "told"), DATED)
def test_the_date_below_a_form_fits_posting_and_year(form: str, day: str, told: set[str]) -> None:
    days = {"posting_start": "2024-09-02", "posting_end": "2024-09-09", "form.date": day}
    ours = ("document.printed_year", "document.posting_dated", "document.result_dated")
    found = {one for one in codes(made(REGION, form, **days)) if one.startswith(ours)}
    assert found == told


def test_three_notices_bring_ten_forms() -> None:
    assert len(FORMS) == 10


def test_what_is_known_stands_in_the_form() -> None:
    text = docx_text(made(REGION, "posting", form__feedback_office="综合"))
    assert "现对欧阳婉儿同志申报工程系列建筑工程管理专业中级职称进行公示" in text
    assert "公示时间从2025年2月25日起至2025年3月3日止（公示期不少于5个工作日）" in text
    assert "有疑异，请电话或书面形式反映至综合办公室" in text
    assert "身份证号：654321199001011234" in text


def test_what_is_not_known_is_a_visible_blank_and_told() -> None:
    form = made(REGION, "posting")
    assert "监督电话：＿＿＿＿＿＿＿＿" in docx_text(form)
    assert f"族别：{BLANK}" in docx_text(form)
    assert {"族别", "监督电话", "思想政治条件"} <= set(form.missing)
    assert "姓名" not in form.missing
    assert "document.blanks" in codes(form)


@pytest.mark.parametrize(("notice", "template"), FORMS)
def test_an_empty_case_gives_the_form_with_blanks_only(notice: str, template: str) -> None:
    form = make_form(load_notice(notice), template, [case("", notice)])
    text = docx_text(form)
    assert "{{" not in text
    assert "None" not in text
    assert form.missing


@pytest.mark.parametrize(("notice", "template"), FORMS)
def test_the_pdf_shows_the_text_of_the_docx(notice: str, template: str) -> None:
    facts = {
        key: "填" * 40 for field in form_fields().values() if field.lines for key in field.keys
    }
    form = make_form(load_notice(notice), template, [ready(notice=notice, **facts)])
    assert sorted(plain(pdf_text(form))) == sorted(plain(docx_text(form)))


@pytest.mark.slow
@pytest.mark.parametrize(("notice", "template"), FORMS)
def test_the_pdf_draws_every_letter_with_an_embedded_subset(notice: str, template: str) -> None:
    """A page of wrong or empty letters has the right text all the same, so ink is counted."""
    form = made(notice, template)
    with pymupdf.open(stream=form.pdf) as paper:
        assert all(not value for key, value in paper.metadata.items() if key != "format")
        for page in paper:
            for xref, kind, *_ in page.get_fonts():
                assert kind != "n/a"
                assert len(paper.extract_font(xref)[3]) < 200_000
            _require_ink(page)


def _require_ink(page: pymupdf.Page) -> None:
    picture = page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for letter in span["chars"]:
                    if letter["c"] in "\u3000 _＿，。、：；（）":
                        continue
                    x0, y0, x1, y1 = (int(value) for value in letter["bbox"])
                    inside = [
                        picture.pixel(x, y)[0]
                        for x in range(max(x0, 0), min(x1 + 1, picture.width))
                        for y in range(max(y0, 0), min(y1 + 1, picture.height))
                    ]
                    assert min(inside) < 160, letter["c"]


def test_a_rare_letter_of_a_name_is_drawn_with_another_font() -> None:
    form = make_form(load_notice(REGION), "recommendation", [ready("王喆")])
    assert "王喆" in plain(pdf_text(form))
    assert "document.letter_missing" not in codes(form)


def test_signatures_seals_and_opinions_stay_empty() -> None:
    text = docx_text(made(URUMQI, "recommendation"))
    assert "单位负责人：（签字）\n　　年　月　日\n主管单位：（公章）\n　　年　月　日" in text
    table = docx_text(made(HOTAN, "annual_assessment"))
    assert "负责人签字: _____ 盖章    年  月  日" in table
    for form in (made(REGION, "posting"), made(HOTAN, "annual_assessment")):
        with pymupdf.open(stream=form.pdf) as paper:
            assert not any(page.get_images() for page in paper)


def test_a_report_counts_the_people_of_both_groups() -> None:
    people = [
        ready("欧阳婉儿", URUMQI, kind="initial"),
        ready("帕提古丽", URUMQI, kind="initial"),
        ready("王小明", URUMQI, kind="conferral", form__level="高"),
    ]
    form = make_form(load_notice(URUMQI), "recommendation", people)
    text = docx_text(form)
    assert "推荐欧阳婉儿、帕提古丽共2名同志申报初定工程系列建筑工程管理专业中级职称，" in text
    assert "职称，王小明共1名同志申报授予工程系列建筑工程管理专业高级职称。" in text
    assert "document.several_people" in codes(form)


def test_with_one_group_both_sentences_stay_until_the_employer_leaves_one_out() -> None:
    form = made(URUMQI, "recommendation", kind="initial")
    assert f"，{BLANK}共＿＿名同志申报授予" in docx_text(form)
    assert "document.one_group" in codes(form)
    chosen = made(URUMQI, "recommendation", kind="initial", form__groups="initial")
    assert "授予" not in docx_text(chosen).partition("综上")[2]
    assert "中级职称。" in docx_text(chosen)
    assert "document.one_group" not in codes(chosen)
    assert "授予名单" not in chosen.missing


def test_people_of_one_group_who_differ_leave_a_blank() -> None:
    people = [
        ready("欧阳婉儿", URUMQI, kind="initial"),
        ready("王小明", URUMQI, kind="initial", form__specialty="机械"),
    ]
    text = docx_text(make_form(load_notice(URUMQI), "recommendation", people))
    assert f"共2名同志申报初定工程系列{BLANK}专业中级" in text


def test_what_the_form_prints_stays_and_is_told() -> None:
    long = made(URUMQI, "recommendation", posting_end="2025-03-05")
    assert "工作满一年" in docx_text(long)
    assert "为期5个工作日" in docx_text(long)
    assert "document.printed_workdays" in codes(long)
    changed = made(URUMQI, "recommendation", form__work_years="满三年")
    assert "工作满三年" in docx_text(changed)
    assert "document.wording_changed" in codes(changed)


def test_a_posting_that_is_too_short_is_told_with_its_clause() -> None:
    short = made(REGION, "posting_result", posting_start="2024-09-30", posting_end="2024-10-09")
    assert "document.posting_short" not in codes(short)  # the form has no dates
    short = made(REGION, "posting", posting_start="2024-09-30", posting_end="2024-10-09")
    told = next(one for one in short.findings if one.code == "document.posting_short")
    assert (told.details["count"], told.details["least"]) == (3, 5)
    assert told.details["clause"]


def test_days_of_a_posting_are_days_not_working_days() -> None:
    assert "公示7天，公示期间无投诉" in docx_text(made(REGION, "posting_result"))
    assert "公示9天" in docx_text(made(REGION, "posting_result", form__posting_days="9"))


def test_an_id_number_on_a_posting_comes_with_a_warning() -> None:
    assert "document.id_number_shown" in codes(made(HOTAN, "posting"))
    assert "document.id_number_shown" not in codes(made(HOTAN, "posting_result"))


def test_instructions_may_be_left_out() -> None:
    assert "不少于5个工作日" not in docx_text(made(REGION, "posting", form__keep_hints="no"))


def test_several_lines_and_signs_of_markup_are_text() -> None:
    told = "第一行 <w:t>&amp;\n第二行 {{姓名}}\x01"
    form = made(REGION, "ce_exempt_form", form__exemption_reason=told)
    assert "第一行 <w:t>&amp;\n第二行 " in docx_text(form)
    assert plain("第二行") in plain(pdf_text(form))


@pytest.mark.parametrize("template", ["posting", "ce_exempt_form"])
def test_the_same_case_gives_the_same_bytes(template: str) -> None:
    one, two = made(REGION, template), made(REGION, template)
    assert one.docx == two.docx
    assert one.pdf == two.pdf


def test_a_docx_tells_nothing_of_author_and_time() -> None:
    with zipfile.ZipFile(io.BytesIO(made(REGION, "posting").docx)) as archive:
        assert archive.comment == b""
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            content = archive.read(member)
            assert not re.search(rb"rsid|python-docx|<dc:creator|lastModifiedBy", content)
    properties = Document(io.BytesIO(made(REGION, "posting").docx)).core_properties
    assert not properties.author
    assert properties.created is None


def test_word_may_have_cut_a_blank_into_several_runs(tmp_path: Path) -> None:
    word = Document()
    paragraph = word.add_paragraph("现对")
    for part in ("{", "{姓", "名}", "}同志"):
        paragraph.add_run(part)
    word.core_properties.author = "张三"
    _bring(word, REGION, "pledge")
    form = made(REGION, "pledge")
    assert docx_text(form) == "现对欧阳婉儿同志"
    assert "张三".encode() not in form.docx
    with zipfile.ZipFile(io.BytesIO(form.docx)) as archive:
        assert not any(b"rsid" in archive.read(name) for name in archive.namelist())
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert "document.own_form" in codes(form)


def test_a_brought_form_with_an_unknown_field_says_so() -> None:
    word = Document()
    word.add_paragraph("{{姓名}}{{没有的字段}}")
    _bring(word, REGION, "pledge")
    form = made(REGION, "pledge")
    assert docx_text(form) == "欧阳婉儿{{没有的字段}}"
    assert "document.unknown_fields" in codes(form)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_brought_file_that_is_no_docx_is_refused_by_name(content: bytes) -> None:
    place = forms.own_form(REGION, "pledge")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    try:
        with pytest.raises(forms.UnreadableFormError) as refused:
            made(REGION, "pledge")
        assert "pledge.docx" in spoken(refused.value.finding()).message
    finally:
        place.unlink()


def test_wording_of_another_notice_is_borrowed_only_when_asked_and_says_so() -> None:
    etdz = load_notice("etdz-2024")
    person = ready(notice="etdz-2024")
    with pytest.raises(forms.MissingFormTextError):
        make_form(etdz, "posting", [person])
    form = make_form(etdz, "posting", [person], borrow_from=REGION)
    lender = load_notice(REGION).title
    with pymupdf.open(stream=form.pdf) as paper:
        printed = "".join(paper[0].get_text().split())
    for shown in ("".join(docx_text(form).split()), printed):
        assert f"借用自《{lender}》" in shown  # by its name, on page one
        assert etdz.title in shown
        assert REGION not in shown
    (told,) = [one for one in form.findings if one.code == "document.borrowed"]
    assert lender in spoken(told).message
    assert "document.borrowed" in codes(form)


def test_a_form_that_the_notice_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(forms.NoSuchFormError) as refused:
        forms.form_of(load_notice(REGION), "appraisal")
    assert "posting_result" in spoken(refused.value.finding()).remedy


@pytest.mark.slow
def test_no_finding_holds_a_word_of_the_applicant_and_all_have_sentences() -> None:
    found: list[Finding] = []
    for notice, template in FORMS:
        found += made(notice, template).findings
    for finding in found:
        for language in LANGUAGES:
            told = spoken(finding, language)
            assert "欧阳婉儿" not in told.message + told.remedy


def _bring(word: object, notice: str, template: str) -> None:
    place = forms.own_form(notice, template)
    place.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(place))  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def no_own_forms() -> object:
    yield
    for notice in (REGION,):
        forms.own_form(notice, "pledge").unlink(missing_ok=True)


PRINTED = [
    (notice, one.id)
    for notice in notice_ids()
    for one in load_notice(notice).templates
    if one.lines is not None
]
WITHOUT_TEXT = [
    (notice, one.id)
    for notice in notice_ids()
    for one in load_notice(notice).templates
    if one.lines is None
]

LEVEL = "[×x]+（高、中、初）"
SPECIAL = {
    "级别": f"(?:{LEVEL}|[×x])",
    "初定级别": LEVEL,
    "授予级别": "[×x]+",
    "办理类型": "初定（授予）",
    "基本信息": "（包括：[^）]*）",
    "基本信息和任职资格": "（包括：[^）]*）",
    "思想政治条件": "（突出政治表现[^）]*）",
    "业绩成果": "（简要描述近五年[^）]*）。?",
    "工作年限": "满一年",
    "公示工作日": "5",
    "初定名单": "xx、xx、xx",
    "授予名单": "xx、xx、xx",
    "推荐单位": "推荐单位名称",
    "主管单位": "主管单位名称",
}
"""What a blank stands for in the notice's own form; all others are crosses, lines or nothing."""


def form_text(notice: str, template: str) -> str:
    """Return the form's text without white space; merged passages are opened."""
    form = forms.form_of(load_notice(notice), template)
    word = opened(form.content(), form.path.name)
    text = "".join(text_of(one) for one in paragraphs(word))
    return re.sub(r"\s|\{\{[#/][^{}]*\}\}", "", text)


def notice_text(notice: str, template: str) -> str:
    """Return the notice's form without white space, marks of a template and left-over HTML."""
    entry = next(one for one in load_notice(notice).templates if one.id == template)
    assert entry.lines is not None
    lines = shipped_text(notice)[entry.lines[0] - 1 : entry.lines[1]]
    text = "\n".join(lines)
    text = re.sub(r"<table.*?</table>", "", text, flags=re.DOTALL)
    text = re.sub(r"（模[板版]）", "", text)
    return re.sub(r"\s|\*\*|\[bookmark:[^\]]*\]", "", text)


def as_pattern(text: str) -> re.Pattern[str]:
    parts = BLANK_IN_FORM.split(text)
    told = ""
    for index, part in enumerate(parts):
        told += re.escape(part) if index % 2 == 0 else SPECIAL.get(part, "[×xX_＿]*")
    return re.compile(told)


@pytest.mark.parametrize(
    ("notice", "template"), [f for f in PRINTED if f[1] != "annual_assessment"]
)
def test_a_form_is_the_notices_own_word_for_word(notice: str, template: str) -> None:
    form, original = form_text(notice, template), notice_text(notice, template)
    matcher = SequenceMatcher(None, form, original, autojunk=False)
    assert as_pattern(form).fullmatch(original), matcher.get_opcodes()


def test_the_assessment_form_has_every_word_of_the_notices_form_and_no_html() -> None:
    """Its text came with left-over tags and doubled cells, so the order is the form's own."""
    form = form_text("hotan-private-2025", "annual_assessment")
    original = notice_text("hotan-private-2025", "annual_assessment")
    plain = BLANK_IN_FORM.sub("", form)
    assert sorted(set(original) - set("_")) == sorted(set(plain) - set("_"))
    for words in (
        "聘（任）期自年月至年月", "担任主要专业技术工作及工作业绩简结",
        "基层单位意见负责人签字:", "考核组考核意见及结论", "组长签字", "行政领导审核意见签字",
        "20年度（或任职期满）",
    ):  # fmt: skip
        assert words in original, words
        assert words in plain, words
    assert "<" not in form
    assert [form.count(grade) for grade in ("优秀", "基本合格", "不合格")] == [1, 1, 1]
    assert form.count("合格") == 3  # 合格, 基本合格, 不合格
    assert form.count("签字") == 3
    assert form.count("盖章") == 2


def test_the_exemption_form_has_twelve_blanks_and_three_notes() -> None:
    form = forms.form_of(load_notice("region-senior-2024"), "ce_exempt_form")
    word = opened(form.content(), form.path.name)
    assert len(names_in(word)) == 12
    text = form_text("region-senior-2024", "ce_exempt_form")
    assert all(f"{number}." in text.partition("注：")[2] for number in (1, 2, 3))


@pytest.mark.parametrize(("notice", "template"), PRINTED)
def test_every_blank_of_a_form_is_a_known_field(notice: str, template: str) -> None:
    form = forms.form_of(load_notice(notice), template)
    assert set(names_in(opened(form.content(), form.path.name))) <= set(form_fields())


@pytest.mark.parametrize(("notice", "template"), WITHOUT_TEXT)
def test_a_form_without_a_text_is_never_made_up(notice: str, template: str) -> None:
    with pytest.raises(forms.MissingFormTextError):
        forms.form_of(load_notice(notice), template)
