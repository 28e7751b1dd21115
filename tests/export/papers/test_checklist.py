"""The checklist says what each picture showed, what it still shows, and what to click."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.export import sample
from tests.tables import rows_beside
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import reviewed
from zcdesk.cases.acts.secrecy import Classified, note_classified
from zcdesk.cases.case import Case
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation, SectionState, SlotState, State, TextState
from zcdesk.export.papers.checklist import Checklist, ChecklistRow, checklist
from zcdesk.export.papers.guide import guide_page
from zcdesk.export.papers.html import to_html
from zcdesk.export.papers.markup import element, style
from zcdesk.export.papers.open_points import open_points
from zcdesk.export.papers.xlsx import to_xlsx
from zcdesk.export.plan.layout import PlannedPage, plan
from zcdesk.export.plan.manifest import Finished, FinishedPicture, OpenPoint
from zcdesk.findings import error, info, warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.wording import codes

TABLES = rows_beside(__file__)


def finished(planned: tuple[PlannedPage, ...]) -> Finished:
    told = {}
    for page in planned:
        shows = frozenset({Target.SEAL} if page.slot == "posting" else ())
        small = sample.picture_bytes(page.reviewed.covers)[1]
        told[page.file] = FinishedPicture("0" * 64, sample.WIDTH, sample.HEIGHT, small, shows)
    return told


def listed(told: Notice | None = None, planned: tuple[PlannedPage, ...] | None = None) -> Checklist:
    pages = sample.planned_pages() if planned is None else planned
    return checklist(
        told or sample.notice(), pages, finished(pages), sample.LEFT_OUT, sample.OPEN_POINTS
    )


def row(page: int, told: Checklist | None = None) -> ChecklistRow:
    return next(one for one in (told or listed()).rows if one.page == page)


@pytest.mark.parametrize(("page", "column", "told"), TABLES["a_row_tells_of_its"])
def test_a_row_tells_of_its_page(page: int, column: str, told: object) -> None:
    assert getattr(row(page), column) == told


def test_an_answer_that_is_missing_is_never_guessed() -> None:
    pages = [replace(page, answer=None) for page in sample.reviewed_pages()]
    told = listed(planned=plan(sample.notice(), pages))
    assert {one.click for one in told.rows if one.page != 4} == {"需您选择：【是】或【否】"}


def test_both_sentences_of_the_notice_stand_beside_each_other_where_it_is_silent() -> None:
    (gap,) = [passage for passage in listed().passages if "原文未述" in passage.text]
    assert len(gap.quotes) == 2
    assert all("本人姓名" in quote for quote in gap.quotes)


def test_every_cover_is_told_by_target_and_place() -> None:
    first, second = row(1).covers
    assert (first.target, first.place) == ("姓名", "左上，横 10%–30%，纵 10%–20%")
    assert (second.target, second.number) == ("工作单位", 2)
    assert first.outline == ((10, 10), (30, 10), (30, 20), (10, 20))


def test_the_second_look_the_route_and_the_pledge_are_told_with_the_notices_words() -> None:
    texts = {passage.text: passage for passage in listed().passages}
    look = next(text for text in texts if "我的主页-我的申请书-检查本人姓名掩盖" in text)
    assert texts[look].clause == "四（一）14"
    route = next(text for text in texts if "在平台内遮盖" in text)
    assert "在系统内" in texts[route].quotes[0]
    assert any("真实性负责" in text for text in texts)


def items_listed() -> Checklist:
    """Return the checklist for a platform on which covered items are ticked."""
    pages = [
        replace(page, classified=CLASSIFIED.get(page.page.number))
        for page in sample.reviewed_pages()
    ]
    return listed(load_notice("hotan-private-2025"), plan(sample.notice(), pages))


CLASSIFIED = {1: Classified.NO, 2: Classified.CLEARED, 3: Classified.NO}


def test_items_to_tick_and_the_answer_on_secret_material_are_told_for_every_picture() -> None:
    told = items_listed()
    assert row(1, told).click == "遮盖项目【姓名】【工作单位】"
    assert row(3, told).click == "不勾选遮盖项目"
    assert [(row(n, told).classified, row(n, told).classified_open) for n in (1, 2, 4)] == [
        ("不涉密", False), ("涉密，已脱密", False), ("需您回答：是否涉密", True),
    ]  # fmt: skip
    quotes = {quote for passage in told.passages for quote in passage.quotes}
    assert {"按照系统提示勾选遮盖项目", "涉密材料需经过脱密处理后上传"} <= quotes
    page = Page(to_html(told))
    assert "遮盖项目【姓名】【工作单位】" in page.text
    assert ("class", "classified open") in page.attributes
    rows = list(book(to_xlsx(told)).worksheets[0].iter_rows(values_only=True))
    at = rows[0].index("是否涉密")
    assert [line[at] for line in rows[1:]].count("需您回答：是否涉密") == 2
    assert "是否涉密：涉密，已脱密" in Page(guide_page(told)).text
    assert "是否涉密" not in to_html(listed()).decode()


def test_a_reviewed_page_carries_what_was_said_of_secret_material() -> None:
    told = note_classified(
        sample.confirmed([sample.case_page(1, "diploma")], {}), 1, Classified.CLEARED
    )
    assert [page.classified for page in reviewed(told)] == [Classified.CLEARED]


def test_a_notice_without_blind_review_asks_no_click() -> None:
    told = listed(sample.notice().model_copy(update={"masking": None}))
    assert not told.asks_clicks
    assert {one.click for one in told.rows} == {""}
    assert "本通知未提出遮盖要求。" in {passage.text for passage in told.passages}
    page = to_html(told).decode()
    assert "平台上点选" not in page
    assert "本通知未提出遮盖要求，图片没有遮盖。" in page
    assert "都是已遮盖好的图片" not in page
    # Nobody looked for anything: that it was not recognised would be another thing.
    assert "没有查找" in {one.upload_shows for one in told.rows}
    assert "未认出" not in page


def test_open_points_and_pages_left_out_are_told() -> None:
    lines = [(line.state, line.what, line.who) for line in listed().open_lines]
    assert lines == [
        ("缺少", "继续教育 · 公需科目培训合格证书", "申报人"),
        ("需您确认", "其他附件或证明材料 · 公示结果", "用人单位"),
        ("未导出", "一个文件", "申报人"),
        ("未导出", "第 7 页", "申报人"),
    ]


def test_a_slot_whose_pages_were_arranged_by_hand_says_so() -> None:
    pages = plan(sample.notice(), sample.reviewed_pages()[::-1], given={4: "004", 5: "005"})
    assert listed(planned=pages).slot_order == {"07-2 公需科目培训合格证书"}
    assert "请照清单从上到下逐张选" in to_html(listed(planned=pages)).decode()
    assert "请照清单从上到下逐张选" not in to_html(listed()).decode()


def test_all_words_that_a_checklist_may_need_exist() -> None:
    states = ("satisfied", "missing", "needs_person", "not_needed", "waived", "not_stated")
    needed = {
        *(f"export.who.{who}" for who in Who),
        *(f"export.state.{state}" for state in (*states, "could_not_check")),
        *(f"export.region.{down}{across}" for down in range(3) for across in range(3)),
    }
    assert needed <= codes()


class Page(HTMLParser):
    """Collects what a browser would load and run."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = Page(to_html(listed()))
    assert set(page.tags) & {"script", "link", "iframe", "object", "form", "base", "a"} == set()
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if name in {"src", "href"}:
            assert value.startswith("data:image/jpeg;base64,")
    policy = next(value for name, value in page.attributes if "default-src" in value)
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_the_page_shows_every_picture_with_its_numbered_outlines() -> None:
    page = Page(to_html(listed()))
    assert page.tags.count("image") == len(sample.SLOTS)
    assert page.tags.count("polygon") == 5
    corners = [value for name, value in page.attributes if name == "points"]
    assert "12.4,17.5 37.2,17.5 37.2,35.0 12.4,35.0" in corners


def test_the_page_holds_every_word_of_every_row() -> None:
    text = Page(to_html(listed())).text
    for one in listed().rows:
        shown = (one.section, one.slot, one.folder, one.file, one.state, one.click, one.clause)
        assert all(word in text for word in shown)
        assert one.original_shows in text
        assert all(line.place in text for line in one.covers)


EVIL = "<script>alert(1)</script>\"'&=cmd|calc"


def evil() -> Checklist:
    """Return a checklist of a hostile profile: every text of the notice tries to break out."""
    points = (OpenPoint("missing", EVIL, EVIL, "=1+1", (), EVIL),)
    pages = tuple(
        replace(page, section_title=EVIL, slot_title="=1+1", clause="@SUM(A1)")
        for page in sample.planned_pages()
    )
    told = sample.notice().model_copy(update={"title": "=HYPERLINK(0)" + EVIL})
    return checklist(told, pages, finished(pages), (), points)


def test_texts_of_a_profile_stay_texts_on_the_page() -> None:
    page = Page(to_html(evil()))
    assert "script" not in page.tags
    assert EVIL in page.text


def test_a_style_sheet_cannot_end_its_element_and_attributes_are_escaped() -> None:
    with pytest.raises(ValueError, match="style sheet"):
        style("</style><script>")
    assert element("p", {"class": '"><b>'}) == '<p class="&quot;&gt;&lt;b&gt;"></p>'


def book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_headings_are_bold_and_every_cell_wraps_and_has_its_frame() -> None:
    for sheet in book(to_xlsx(listed())).worksheets:
        heading, *rows = sheet.iter_rows()
        assert all(cell.font.bold and cell.fill.fill_type == "solid" for cell in heading)
        assert not any(cell.font.bold or cell.fill.fill_type for row in rows for cell in row)
        cells = [cell for row in (heading, *rows) for cell in row]
        assert all(cell.alignment.wrap_text and cell.border.left.style for cell in cells)


def test_the_workbook_holds_one_row_a_picture() -> None:
    sheet = book(to_xlsx(listed())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        "办好", "栏目", "上传位置", "文件夹", "文件", "页", "状态", "原件上有",
        "这次上传的图上还看得见", "平台上点选", "盖住了什么、在哪里", "写好后复查过",
        "条款", "谁办",
    )  # fmt: skip
    assert len(rows) == 1 + len(sample.SLOTS)
    assert rows[1][3:10] == (
        "01-1 身份证扫描件", "002.jpg", "第 2 页", "已遮盖", "姓名", "未再认出",
        "【是】，并进行【遮盖】",
    )  # fmt: skip
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")
    assert sheet.page_setup.orientation == "landscape"


def test_the_second_sheet_tells_what_to_know_before() -> None:
    sheet = book(to_xlsx(listed())).worksheets[1]
    text = "\n".join(str(cell) for line in sheet.iter_rows(values_only=True) for cell in line)
    parts = ("我的主页-我的申请书-检查本人姓名掩盖", "0991-3689900", "缺少", "未导出", "真实性")
    assert all(part in text for part in parts)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    content = to_xlsx(evil())
    for sheet in book(content).worksheets:
        for line in sheet.iter_rows():
            assert {cell.data_type for cell in line} <= {"s", "n", "inlineStr"}
            assert all(cell.value is None or isinstance(cell.value, str) for cell in line)
            for cell in line:
                assert cell.quotePrefix == str(cell.value or "").startswith(("=", "@", "+", "-"))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


def test_characters_that_a_workbook_cannot_hold_become_blanks() -> None:
    told = sample.notice().model_copy(update={"title": "通知\x07\ud800\x00"})
    sheet = book(to_xlsx(listed(told))).worksheets[1]
    assert sheet["B2"].value == "通知 ? "


def test_nothing_tells_who_made_the_workbook_or_when() -> None:
    content = to_xlsx(listed())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        core = packed.read("docProps/core.xml").decode()
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(m.create_system, m.extra, m.comment) for m in packed.infolist()} == {(0, b"", b"")}
        assert packed.comment == b""
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}


def slot(name: str, state: State) -> SlotState:
    return SlotState(name, f"标题 {name}", state, (Who.EMPLOYER,), (), "", "四", "", "原因", 0, 1)


def test_every_slot_that_is_not_complete_is_told_with_its_findings_or_its_reason() -> None:
    slots = tuple(slot(state.value, state) for state in State)
    section = SectionState("s", "栏目", State.MISSING, (), slots)
    findings = (
        CaseFinding(error("export.nothing"), slot="missing"),
        CaseFinding(info("export.nothing"), slot="not_stated"),
        CaseFinding(info("export.nothing"), slot="satisfied"),
    )
    told = open_points(Evaluation("n", (section,), findings, ()))
    assert [point.state for point in told] == [
        "awaited.employer", "waived", "needs_person", "not_stated", "could_not_check",
    ]  # fmt: skip
    assert told[0].message == "还没有可以导出的页。请先看完并确认至少一页，再导出。"
    assert {point.message for point in told[1:]} == {"原因"}
    assert (told[0].section, told[0].slot) == ("栏目", "标题 missing")
    assert (told[0].who, told[0].clause) == ((Who.EMPLOYER,), "四")


def told_of(*findings: CaseFinding, texts: tuple[TextState, ...] = ()) -> list[OpenPoint]:
    slots = (slot("done", State.SATISFIED),)
    section = SectionState("s", "栏目", State.SATISFIED, (), slots, texts)
    return list(open_points(Evaluation("n", (section,), findings, ())))


def test_what_belongs_to_no_section_is_told_by_where_it_is_mended() -> None:
    told = told_of(
        CaseFinding(warning("check.pages_unsorted", count=2), who=(Who.APPLICANT,)),
        CaseFinding(warning("check.id_number_old")),
        CaseFinding(error("check.told_differently", what="学历取得时间", places="申报表、公示")),
        CaseFinding(error("check.id_number_digit")),
        CaseFinding(info("check.profile_carried")),
        CaseFinding(warning("case.nothing_found", count=3)),
        CaseFinding(warning("document.id_number_shown")),
    )
    assert [(point.section, point.state) for point in told] == [
        ("姓名、单位和证件号", "error"),
        ("姓名、单位和证件号", "warning"),
        ("姓名、单位和证件号", "warning"),
        ("填写的内容", "error"),
        ("各页", "warning"),
        ("整份申报", "warning"),
    ]
    assert told[0].message.startswith("身份证号的校验位不对")
    assert told[4].who == (Who.APPLICANT,)


def test_a_text_of_a_section_is_told_under_its_title() -> None:
    finding = error("check.text_name", paragraph=2, field="业务工作总结")
    found = CaseFinding(finding, section="s", field="work_summary")
    (told,) = told_of(found, texts=(TextState("work_summary", "业务工作总结", State.MISSING),))
    assert (told.section, told.slot, told.state) == ("栏目", "业务工作总结", "error")
    assert told.message.startswith("“业务工作总结”第 2 段出现了本人姓名。")


def test_a_complete_slot_with_a_warning_is_told() -> None:
    told = told_of(CaseFinding(warning("check.photo_covered", page=3, slot="照片"), slot="done"))
    assert [(point.state, point.slot) for point in told] == [("warning", "标题 done")]


def test_what_a_person_lets_stand_is_told_as_such() -> None:
    found = (
        CaseFinding(error("check.id_number_digit"), waived="核对过"),
        CaseFinding(warning("check.id_card_side", side="背面"), slot="done", waived="同一张"),
    )
    told = told_of(*found)
    assert [point.state for point in told] == ["let_stand", "let_stand"]
    assert all("核对过" not in point.message for point in told)


def test_the_checklist_of_a_case_with_a_wrong_digit_never_says_that_nothing_is_open() -> None:
    number = "65432119900101123" + "5"
    case = Case("region-senior-2024", Applicant("张伟", "某某公司", id_number=number), frozenset())
    told = open_points(evaluate(load_notice(case.notice), case, date(2024, 9, 1)))
    listed = checklist(load_notice(case.notice), (), {}, (), told[:1])
    page = to_html(listed).decode()
    assert "身份证号的校验位不对" in page
    assert "检查没有发现未办的事项" not in page
