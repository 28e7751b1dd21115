"""The table of a run: one line that counts, numbers that are numbers, links, ready for printing."""

import io
import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.against_schema import against_schema
from tests.batch.desk import opened, said
from tests.batch.drawn import EMPLOYER, NOTICE
from tests.cli.shell import Shell
from tests.given import there
from tools.schemas import FOLDER
from zcdesk.applicant import Applicant
from zcdesk.batch.as_data import batch_data
from zcdesk.batch.results import person_results
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.tasks import Task, WhoseTask
from zcdesk.batch.roster.people import Roster, RosterPerson
from zcdesk.finding_facts import FindingKind

END = ("申报", "2024-10-10T23:59:59+08:00", 300)
LACKING, CLERK = ("check.slot_missing", WhoseTask.APPLICANT), WhoseTask.CLERK
HERS = Task(*LACKING, FindingKind.SEND, {"slot": "学历证书", "clause": "四"})
THEIRS = Task(
    f"{LACKING[0]}_employer",
    WhoseTask.EMPLOYER,
    FindingKind.SEND,
    {"slot": "公示材料", "clause": "四"},
)
OURS = Task("check.pages_unconfirmed", CLERK, FindingKind.LOOK, {"slot": "学历证书", "count": 1})
KNOWN = Task("check.other_year", CLERK, FindingKind.REMIND, {"year": 2024, "today": 2025})
WHOLE = (HERS, THEIRS, OURS, KNOWN)
TASKS = [*([(KNOWN,)] * 7), WHOLE, WHOLE, WHOLE[1:], WHOLE[2:]]


def person(row: int, case: str = "") -> RosterPerson:
    return RosterPerson(row, Applicant(f"某某{row}", EMPLOYER), NOTICE, case=case)


def result(row: int, *tasks: Task, problem: str = "") -> person_results.PersonResult:
    state = "missing" if any(task.kind is FindingKind.SEND for task in tasks) else "satisfied"
    return person_results.PersonResult(
        row, f"{row:04d}", state, {"review": 0, "masked": 3}, deadline=END, returns=(1, 2),
        tasks=tasks, problem=problem,
    )  # fmt: skip


PEOPLE = [person(row) for row in range(2, 14)]
RESULTS = [
    *(result(row, *tasks) for row, tasks in enumerate(TASKS, start=2)),
    result(13, problem="batch.row_changed"),
]


@pytest.fixture(scope="module")
def sheets() -> tuple[Worksheet, Worksheet]:
    content = to_xlsx(PEOPLE, RESULTS, ["谁的"], (), "zh", date(2024, 9, 30))
    first, second = load_workbook(io.BytesIO(content)).worksheets
    return cast(Worksheet, first), cast(Worksheet, second)


def test_one_line_on_top_counts_who_waits_for_whom(sheets: tuple[Worksheet, Worksheet]) -> None:
    line = "12 人：7 人已齐 · 2 人等本人 · 1 人等单位 · 2 人等人事"
    assert sheets[0]["A1"].value == line
    assert said([], [])[0] == "0 人：0 人已齐"


def test_who_does_not_apply_is_counted_apart_and_nothing_of_hers_is_linked() -> None:
    left = person_results.PersonResult(4, "0004", "not_needed")
    told = [replace(result(2, HERS, THEIRS), lettered=False), result(3, HERS, THEIRS), left]
    words, links = said(PEOPLE, told), opened(PEOPLE, told)
    assert words[0] == "3 人：0 人已齐 · 2 人等本人 · 1 人不申报"
    assert {"0002/", "0003/letter.docx"} <= links
    assert "0002/letter.docx" not in links
    assert "读完再写" in words
    assert not any(link.startswith("0004") for link in links)
    assert str(words).count("公示材料”还没有材料") == 1, "once for all who apply"


def test_what_is_counted_or_sorted_is_no_text(sheets: tuple[Worksheet, Worksheet]) -> None:
    sheet = sheets[0]
    heads = [cell.value for cell in sheet[2]]
    row = dict(zip(heads, sheet[10], strict=True))  # the first who has something to send
    numbers = {"行": 9, "本人要补交": 1, "等单位": 1, "等人事": 1, "剩余天数": 12, "退回": 1}
    assert {head: row[head].value for head in numbers} == numbers
    assert row["行"].data_type == row["本人要补交"].data_type == "n"
    assert row["截止（北京时间）"].value == datetime(2024, 10, 10, 23, 59, 59)
    assert row["请本人交齐"].value == datetime(2024, 9, 30)
    assert row["退回"].number_format == '0" / 2"'
    assert row["要处理的"].value == "缺少 1 样：学历证书；等单位出具 公示材料"


def test_the_table_is_ready_for_filters_and_printing(sheets: tuple[Worksheet, Worksheet]) -> None:
    for sheet, last in zip(sheets, ("X14", f"F{sheets[1].max_row}"), strict=True):
        assert sheet.auto_filter.ref == f"A2:{last}"
        assert sheet.freeze_panes == "C3"
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.page_setup.orientation == "landscape"
        assert there(sheet.sheet_properties.pageSetUpPr).fitToPage
        assert sheet.page_setup.fitToHeight == 0
    assert sheets[0]["A15"].value is None  # what belongs to nobody stays out of the filter
    assert "谁的" in sheets[0]["A16"].value


def test_the_second_sheet_lists_what_others_do(sheets: tuple[Worksheet, Worksheet]) -> None:
    told = [[cell.value for cell in row] for row in sheets[1].iter_rows(min_row=3)]
    wanted = [(row, "用人单位、人事") for row in (9, 10, 11)]
    assert [(row[0], row[2]) for row in told[:-1]] == [*wanted, (12, "人事"), (13, "人事")]
    assert "学历证书”还没有材料" not in str(told)
    assert "另一个人的案卷" in str(told[-2][3])
    assert told[-1][1] == "、".join(map(str, range(2, 13)))  # once, and not for the row that failed
    assert "2024 年度的通知" in str(told[-1][3])


def test_why_pages_are_asked_about_is_counted_for_each_person() -> None:
    doubted = replace(result(2), asked={"hit.unread_seal": 2, "clarity.small": 1})
    seal, small = "此处有印章，印文读不清，请看是不是您的单位", "字太小：清晰度 …，需要 …"
    assert f"2 页：{seal}\n1 页：{small}" in said(PEOPLE, [doubted])


def test_what_all_wait_for_stands_once_on_top_of_the_second_sheet() -> None:
    alike = [result(row, THEIRS, OURS) for row in (2, 3)] + [result(4, THEIRS)]
    for results, wanted in (
        (alike, [("全体", "用人单位"), ("某某2", "人事"), ("某某3", "人事")]),
        (alike[:2], [("全体", "用人单位"), ("全体", "人事")]),
        (alike[2:], [("某某4", "用人单位")]),
    ):
        book = load_workbook(io.BytesIO(to_xlsx(PEOPLE, results)))
        rows = book.worksheets[1].iter_rows(min_row=3, values_only=True)
        assert [(row[1], row[2]) for row in rows] == wanted


def test_a_case_elsewhere_is_linked_and_a_failed_row_has_no_letter(tmp_path: Path) -> None:
    case = tmp_path / "收回 的" / "甲.zcase"
    assert case.as_uri() in opened([person(2, str(case))], [result(2)])
    assert not opened([person(2)], [result(2, problem="batch.row_changed")])


def test_a_row_tells_what_is_whose() -> None:
    before = result(2, HERS, THEIRS, KNOWN)
    assert before.turn is person_results.Turn.APPLICANT
    assert [before.counts[name] for name in ("send", "employer", "clerk")] == [1, 1, 0]


def test_it_opens_with_what_comes_first_and_without_a_day_that_is_over() -> None:
    over = person_results.PersonResult(
        2, "0002", "satisfied", deadline=("缴费", "2024-09-01T18:00:00+08:00", -700)
    )
    book = load_workbook(io.BytesIO(to_xlsx([person(2)], [over], due=date(2024, 9, 30))))
    sheet = cast(Worksheet, book.worksheets[0])
    assert sheet.column_dimensions["J"].hidden
    shown = [cell.value for cell in sheet[2]]
    assert shown[:9] == [
        "行", "姓名", "轮到谁", "要处理的", "本人要补交", "要看的页", "剩余时间", "信", "文件夹",
    ]  # fmt: skip
    row = dict(zip((cell.value for cell in sheet[2]), sheet[3], strict=True))
    assert (row["剩余天数"].value, row["剩余时间"].value) == (None, "—")
    assert any("已截止" in str(each) for each in said([person(2)], [over]))


@pytest.mark.slow
def test_the_command_takes_the_day_and_keeps_it(shell: Shell) -> None:
    shell.write("r.csv", f"姓名,工作单位,通知,材料文件夹\n沈知遥,{EMPLOYER},{NOTICE},甲\n")
    Path("材料", "甲").mkdir(parents=True)
    for further in ("--due 2031-05-06", "--resume"):
        shell(f"batch r.csv --scans 材料 --out 结果 --workers 1 {further}", 1)
        letter = Path("结果", "沈知遥", "letter.txt").read_text("utf-8-sig")
        assert "2031 年 5 月 6 日（星期二）" in letter
    shell("batch r.csv --scans 材料 --out 结果 --resume --due soon", 2)


FOUR = tuple(
    RosterPerson(row, Applicant(f"张伟{row}", "天山机械厂"), NOTICE) for row in range(2, 6)
)
ASKED, SENT = [
    Task("check.id_number_digit", whose, FindingKind.SEND)
    for whose in (WhoseTask.APPLICANT, WhoseTask.EMPLOYER)
]
POINTS = (
    person_results.Point("education", "degree", 7, 3, False),
    person_results.Point("", "", None, None, True),
)
STAND = (
    person_results.PersonResult(
        2, "0002", "missing", returns=(1, 2), points=POINTS, tasks=(ASKED, SENT)
    ),
    person_results.PersonResult(3, "0003", "needs_person", tasks=(SENT,)),
    person_results.PersonResult(4, "0004", "missing", problem="batch.row_changed"),
    person_results.PersonResult(5, "0005", "satisfied", asked={"hit.unread_seal": 2}),
)


def test_turns_counts_and_points_are_in_the_data(tmp_path: Path) -> None:
    data = json.loads(batch_data(Roster(FOUR), STAND, None, tmp_path).as_text())
    assert against_schema("batch", data) == []
    assert data["problem"] is None
    turns = {"applicant": 1, "employer": 1, "clerk": 1, "done": 1, "nobody": 0}
    assert data["counts"]["turns"] == turns
    assert data["counts"]["asked"] == {"hit.unread_seal": 2}
    first, second, third, last = data["people"]
    assert [one["turn"] for one in data["people"]] == ["applicant", "employer", "clerk", "done"]
    assert (first["counts"]["send"], first["counts"]["employer"]) == (1, 1)
    assert (second["counts"]["employer"], third["counts"]["clerk"]) == (1, 1)
    assert not any(last["counts"].values())
    assert first["returned"] == 1
    assert first["points"] == [
        {"section": "education", "slot": "degree", "page": 7, "place": 3, "done": False},
        {"section": "", "slot": "", "page": None, "place": None, "done": True},
    ]


@pytest.mark.parametrize("wrong", [{"turn": "somebody"}, {"problem": "no.such"}, {"more": 1}])
def test_a_word_unknown_to_the_schema_is_found(wrong: dict[str, object], tmp_path: Path) -> None:
    data = json.loads(batch_data(Roster(FOUR), STAND, None, tmp_path).as_text())
    data["people"][0] |= wrong
    assert len(against_schema("batch", data)) == 1


def test_every_code_of_a_roster_or_a_batch_is_one_that_the_schema_knows() -> None:
    told = re.compile(r'\b(?:error|warning|info)\(\s*"((?:roster|batch)\.\w+)"')
    sources = (path.read_text("utf-8") for path in Path("zcdesk").rglob("*.py"))
    codes = {code for source in sources for code in told.findall(source)}
    known = set(json.loads((FOLDER / "codes.json").read_bytes())["$defs"]["problem"]["enum"])
    assert "roster.word_hidden" in codes
    assert codes <= known
