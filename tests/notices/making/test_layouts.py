"""How notices are laid out: headings without a number, tables with merged cells, days that count.

What is laid out in a way that nobody thought of may stay open; it may not close unseen.
"""

from __future__ import annotations

import pytest

from tests.notices.made_notices import unasked
from zcdesk.notices.files.consistency import text_block
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.proposals import FactProposal
from zcdesk.notices.sentences.proposing import proposals_of
from zcdesk.notices.sentences.table_rows import heads_columns, row_words

HEAD = "某市2026年职称评审通知\n各单位：\n现通知如下。\n"


def read(text: str) -> list[FactProposal]:
    lines = text_block(text).splitlines()
    return [one for row in proposals_of(cut(lines), lines, 2026) for one in row]


def left_open(text: str) -> tuple[str, ...]:
    return tuple(one.words for one in unasked(text, year=2026).asked)


LAYOUTS = [
    # how a part that lists papers begins
    "【申报材料】\n（1）身份证、聘书。",
    "〔申报材料〕身份证、聘书。",
    "§ 申报材料\n身份证、聘书。",
    "第三、申报材料\n1. 身份证、聘书。",
    "三是申报材料。上传身份证、聘书。",
    "丙、申报材料\n身份证、聘书。",
    "▲ 申报材料：身份证、聘书。",
    "三、要交的东西\n▷证件类\n•身份证\n•聘书",
    "C. 申报材料\n身份证、聘书。",
    "申报要准备的材料分两类。第一类是证件，含身份证、聘书。",
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_papers_are_found_however_their_heading_is_marked(body: str) -> None:
    slots = {one.value for one in read(HEAD + body) if str(one.kind) == "slot"}
    assert {"身份证", "聘书"} <= slots


def test_each_line_with_a_mark_is_a_clause_below_its_heading() -> None:
    clauses = cut(
        text_block(f"{HEAD}【日程】\n▲ 申报：7月1日前。\n▲ 缴费：8月1日前。").splitlines()
    )
    assert [(one.label, one.heading, one.above) for one in clauses][-2:] == [
        ("日程▲1", "申报", ("日程",)),
        ("日程▲2", "缴费", ("日程",)),
    ]


@pytest.mark.parametrize("title", ["某市2026年评审须知", "某市2026年职称评审日程"])
def test_a_table_right_below_the_title_is_no_title(title: str) -> None:
    table = "| 阶段 | 时间 |\n|---|---|\n| 个人申报 | 9月1日10:00 至 9月25日16:00 |\n"
    found = {(str(one.kind), one.value) for one in read(f"{title}\n{table}")}
    assert ("deadline", "2026-09-25T16:00") in found


TABLE = (
    "一、材料明细\n"
    "序号\t栏目\t材料名称\t正高\t副高\t中级\t说明\n"
    "1\t学历\t学历证书\t√\t√\t√\t\n"
    "2\t\t学位证书\t√\t√\t—\t\n"
    "3\t业绩\t获奖证书\t√\t√\t√\t如有\n"
    "4\t其他\t委托函\t—\t—\t—\t外单位人员提供\n"
)


def test_a_tables_column_names_the_sections_and_a_merged_cell_goes_on() -> None:
    slots = [one for one in read(HEAD + TABLE) if str(one.kind) == "slot"]
    told = {one.value: (one.told["section"], one.told["condition"]) for one in slots}
    assert told == {
        "学历证书": ("学历", ""), "学位证书": ("学历", "正高、副高"), "获奖证书": ("业绩", ""),
        "委托函": ("其他", "外单位人员"),
    }  # fmt: skip
    assert [one.value for one in slots if not one.sure] == ["获奖证书"]  # 如有


def test_a_row_from_which_everybody_is_freed_asks_for_no_paper() -> None:
    table = "材料\t工程师\t技术员\t备注\n身份证\t必传\t必传\t\n社保证明\t免传\t免传\t自动比对\n"
    slots = [one.value for one in read(f"{HEAD}一、材料\n{table}") if str(one.kind) == "slot"]
    assert slots == ["身份证"]


def test_clauses_beside_each_other_with_headings_are_the_platforms_sections() -> None:
    items = ("1.基本情况：上传身份证。", "2.学历资格：上传毕业证书。", "3.工作经历：上传聘书。")
    body = "\n".join(("四、系统填报内容", *items))
    sections = [one.value for one in read(HEAD + body) if str(one.kind) == "section_added"]
    assert sections == ["基本情况", "学历资格", "工作经历"]


def test_numbers_and_ticks_of_a_row_ask_nothing_and_its_remark_does() -> None:
    words = left_open(HEAD + TABLE.replace("—\t\n3", "—\t需公证\n3"))
    rows = [one for one in words if "证书" in one or "委托函" in one]
    assert [row_words(one) for one in rows] == ["学位证书\t需公证", "业绩\t获奖证书\t如有"]


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("阶段 | 时间 | 责任主体", True),
        ("材料\t工程师\t备注", True),
        ("身份证\t毕业证\t学位证", False),
        ("申报材料的时间和要求见下", False),
    ],
)
def test_only_words_for_columns_head_a_table(line: str, heads: bool) -> None:
    assert heads_columns(line) is heads


SILENT = [
    # a line that stands alone like a heading and says something
    "（二）页眉页脚　　　没有单位名称",
    "（二）论文不作要求",
    "（二）现职称证和聘任文件",
    "（二）公示五天",
]


@pytest.mark.parametrize("line", SILENT)
def test_a_short_line_that_leads_nothing_is_not_closed_as_a_heading(line: str) -> None:
    body = f"{HEAD}一、其他\n（一）按时。\n{line}\n（三）详见附件。"
    said = {one.sentence for one in read(body) if one.sure}
    words = line[3:]
    assert any(words in one for one in (*left_open(body), *said))


COUNTED = [
    # a sentence with a day that only counts
    "业绩成果、论文著作的认定时间截止到2026年8月31日。",
    "任职年限、教龄算至2026年8月31日。",
    "业绩材料以近3年（2023年9月1日—2026年8月31日）完成的为准。",
    "任职时间按周年计，截止日为2026年8月31日。",
    "科研成果统计时段为任现职以来至2026年8月31日。",
    "申报人年龄以2026年8月31日为界。",
    "2026年8月31日（含）前达到退休年龄的不再申报。",
    "2026年8月31日以后出生的教师申报，须有班主任经历。",
]
TERMS = [
    # a sentence with a day that is a term, though it names what elsewhere only counts
    "学历证书、业绩材料上传截止到2026年8月31日。",
    "继续教育证明2026年8月31日前交到人事科。",
    "资格审核截止到2026年8月31日。",
    "新取得资格的人员报名截止到2026年8月31日。",
]


@pytest.mark.parametrize("sentence", [*COUNTED, *TERMS])
def test_a_day_is_a_term_only_where_something_is_done_by_it(sentence: str) -> None:
    found = [one for one in read(f"{HEAD}一、说明\n{sentence}") if "2026-08-31" in one.value]
    assert found
    assert {bool(one.told.get("counted")) for one in found} == {sentence in COUNTED}


def test_two_days_beside_each_other_are_one_span_and_two_apart_are_not() -> None:
    spans = [one.value for one in read(f"{HEAD}一、答辩\n11月7日、8日，11月20日、27日答辩。")
             if str(one.kind) == "deadline" and one.sure]  # fmt: skip
    assert spans == ["2026-11-08"]


WORDED = [
    # a sentence, its kind, the value or part of its words
    ("材料有缺漏的限期两日补齐，补齐只限一回。", "returns", "1"),
    ("缺材料的，两天之内补上来。", "return_hours", "2 days"),
    ("组织不少于5个工作日的公示。", "posting_days", "5"),
    ("过时按撤回申报对待。", "penalty", "按撤回申报对待"),
    ("编造病历的，三年不准再报。", "penalty", "3"),
    ("同行评议劳务费由院里支付。", "exemption", "费由院里支付"),
    ("县级以下单位减收50%。", "exemption", "减收"),
    ("2026年起取消外语、计算机要求。", "exemption", "取消外语、计算机要求"),
    ("2024年、2025年每年须完成90学时继续教育。", "years", "2024,2025"),
    ("匿名件上传至“匿名评议”模块。", "section_added", "匿名评议"),
    ("发回补正的，补正期3天。", "return_hours", "3 days"),
    ("申报一级教师须担任二级教师4年以上。", "years", "4"),
    ("咨询窗口：5550-8101。", "contact", "5550-8101"),
    ("图框会签栏整栏涂白，姓名抹掉。", "masking", "name,图框"),
]


@pytest.mark.parametrize(("sentence", "kind", "value"), WORDED)
def test_a_sentence_is_read_by_its_grammar(sentence: str, kind: str, value: str) -> None:
    found = [(str(one.kind), one.value) for one in read(f"{HEAD}一、退回修改和收费\n{sentence}")]
    assert (kind, value) in found


NOT_SAID = [
    # a sentence, a kind of which nothing sure may be read out of it
    ("连续两年未通过的，第三年暂停申报一次。", "penalty", "3"),
    ("评审费480元，其中评议费160元。", "fee", "160"),
    ("邮件主题写明学院，不要写姓名。", "masking", "name"),
    ("需要补正的1次告知。", "returns", "1"),
    ("在县以下工作的，可以用技术报告代替论文。", "slot", "技术报告"),
    ("附件为扫描件，一个材料一个PDF。", "slot", "一个材料"),
    ("避免冠名，免冠照片上传。", "exemption", "免"),
]


@pytest.mark.parametrize(("sentence", "kind", "value"), NOT_SAID)
def test_what_only_sounds_like_a_fact_is_none(sentence: str, kind: str, value: str) -> None:
    sure = {(str(one.kind), one.value) for one in read(f"{HEAD}一、材料\n{sentence}") if one.sure}
    assert (kind, value) not in sure
