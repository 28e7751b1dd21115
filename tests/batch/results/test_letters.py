"""The letter of the office: by when, in whose file names, and what it looks like as a file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from tests.checks.making_cases import NOTICE, prepared, unseen_case_of
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.batch.results.letters import as_docx, as_text, called, letter_to, write_letter
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.tasks import RETURNED, Task, WhoseTask
from zcdesk.cases.case import Case
from zcdesk.cases.rounds import Round
from zcdesk.finding_facts import FindingKind
from zcdesk.findings import Detail
from zcdesk.notices.profile.slots import Who

NOW = datetime(2024, 9, 27, 17, tzinfo=UTC)
"""The 28th of September in Beijing."""

ASKED = Task(
    "check.slot_missing", WhoseTask.APPLICANT, FindingKind.SEND, {"slot": "学历证书"}, "diploma"
)
EMPLOYERS = Task(
    "check.slot_missing_employer", WhoseTask.EMPLOYER, FindingKind.SEND, {"slot": "公示材料"}
)
CLERKS = Task(
    "check.pages_unconfirmed", WhoseTask.CLERK, FindingKind.LOOK, {"slot": "学历证书", "count": 1}
)
END = ("申报", "2024-10-10T23:59:59+08:00", 300)
PASSED = ("申报", "2024-09-20T23:59:59+08:00", -170)


def letter(
    *tasks: Task,
    due: date | None = None,
    deadline: tuple[str, str, int] | None = END,
    case: Case | None = None,
) -> str:
    state = "missing" if tasks else "satisfied"
    result = PersonResult(2, "0002", state, tasks=tasks, deadline=deadline)
    return as_text(letter_to(result, NOTICE, case or unseen_case_of(), NOW, due))


@pytest.mark.parametrize(
    ("due", "deadline", "told"),
    [
        (date(2024, 9, 30), END, "请在 2024 年 9 月 30 日（星期一）以前交来（还有 2 天）。"),
        (date(2024, 9, 28), END, "请在今天（2024 年 9 月 28 日）交来"),
        (date(2024, 9, 27), END, "原定在 2024 年 9 月 27 日（星期五）以前交齐。请尽快交来"),
        (None, END, "请尽早交来"),
        (None, END, "申报截止时间是 2024 年 10 月 10 日（星期四）24:00（北京时间）"),
        (None, PASSED, "申报时间已在 2024 年 9 月 20 日（星期五）24:00（北京时间）截止"),
    ],
)
def test_a_letter_says_by_when(due: date | None, deadline: tuple[str, str, int], told: str) -> None:
    text = letter(ASKED, due=due, deadline=deadline)
    assert told in text
    assert text.endswith("人事（职改）部门\n2024 年 9 月 28 日\n")  # the day in Beijing


@pytest.mark.parametrize(
    ("tasks", "told"),
    [
        ((), "您的材料已经齐了，不用再补什么。"),
        ((EMPLOYERS, CLERKS), "剩下的由单位办理，不用您操心。"),
        ((CLERKS,), "我们正在逐页核对"),
    ],
)
def test_who_has_nothing_to_do_is_told_so_and_of_no_time_limit(
    tasks: tuple[Task, ...], told: str
) -> None:
    text = letter(*tasks, due=date(2024, 9, 30))
    assert told in text
    assert "截止" not in text
    assert "9 月 30 日" not in text
    assert "公示材料" not in text


def test_a_return_that_asks_nothing_of_her_does_not_promise_its_words() -> None:
    back = Round(NOW, Who.REVIEW_COMMITTEE, "公示缺页。")
    case = replace(unseen_case_of(), rounds=(back,))
    hers = Task(RETURNED, WhoseTask.APPLICANT, FindingKind.MEND, {"number": 1})
    others = replace(hers, whose=WhoseTask.EMPLOYER)
    for point, promised in ((hers, True), (others, False)):
        result = PersonResult(
            2, "0002", "missing", tasks=(point, ASKED), deadline=END, returned=True
        )
        text = as_text(letter_to(result, NOTICE, case, NOW))
        assert "被退回" in text
        assert ("审核意见原文写在下面" in text) == promised
        assert ("公示缺页。" in text) == promised
        assert ("不用您改" in text) != promised


def test_her_files_are_called_by_their_names_and_pages() -> None:
    pages = [
        replace(prepared(number, "diploma"), path=path, index=index)
        for number, (path, index) in enumerate(
            (("1/证书.pdf", 0), ("1/证书.pdf", 1), ("2/学历.jpg", 0), ("3/贺一鸣.jpg", 0)), start=1
        )
    ]
    case = unseen_case_of(*pages)
    assert called(case, (1, 3), ()) == "“证书.pdf”第 1 页、“学历.jpg”"
    assert called(case, (1, 2), ()) == "“证书.pdf”"
    assert called(case, (4,), ("贺一鸣",)) == "您交来的第 4 页"
    many = [replace(prepared(number, ""), path=f"{number}/{number}.jpg") for number in range(1, 9)]
    assert called(unseen_case_of(*many), range(1, 9), ()).endswith("“6.jpg”等 8 页")


def test_the_first_letter_does_not_speak_as_if_something_had_come() -> None:
    text = letter(ASKED)
    assert "我们还没有收到您的材料。\n要请您准备的有下面这些，一样一样来就可以：" in text
    sent = letter(ASKED, case=unseen_case_of(prepared(1, "diploma")))
    assert "您交来的 1 个文件已经收到，都看过了。\n还有下面这些要请您帮忙" in sent


def test_years_that_are_there_already_are_told_by_her_files() -> None:
    page = replace(prepared(1, "annual_assessment"), path="1/考核2021.jpg")
    details: dict[str, Detail] = {"slot": "年度考核表", "years": "2021、2022", "lack": 1}
    task = Task(
        "check.years_missing",
        WhoseTask.APPLICANT,
        FindingKind.SEND,
        details,
        "annual_assessment",
        (1,),
        (1,),
    )
    text = letter(task, case=unseen_case_of(page))
    assert "1. 年度考核表：2021、2022 年度每年一份，还缺 1 份。已经收到 “考核2021.jpg”。\n" in text
    another = Task(
        "page.another_person", WhoseTask.CLERK, FindingKind.LOOK, {}, task.slot, (1,), (1,)
    )
    assert "考核2021.jpg" not in letter(task, another, case=unseen_case_of(page))


def test_the_word_file_says_the_same_and_nobody_made_it() -> None:
    result = PersonResult(2, "0002", "missing", tasks=(ASKED, EMPLOYERS), deadline=END)
    made = letter_to(result, NOTICE, unseen_case_of(), NOW, date(2024, 9, 30))
    content = as_docx(made)
    assert content == as_docx(made)
    lines = [one.text for one in Document(io.BytesIO(content)).paragraphs]
    assert lines == [line for line in as_text(made).split("\n") if line]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        times = {member.date_time for member in archive.infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert "creator" not in core
    assert "python-docx" not in core


def test_the_day_that_the_office_named_stays_for_the_runs_that_go_on(tmp_path: Path) -> None:
    assert due_of(tmp_path) is None
    keep_due(tmp_path, date(2024, 9, 30))
    assert due_of(tmp_path) == date(2024, 9, 30)
    folder = tmp_path / "0002"
    folder.mkdir()
    result = PersonResult(2, "0002", "missing", tasks=(ASKED,), deadline=END)
    write_letter(folder, result, NOTICE, unseen_case_of(), NOW)
    assert sorted(path.name for path in folder.iterdir()) == ["letter.docx", "letter.txt"]
    assert "9 月 30 日（星期一）" in (folder / "letter.txt").read_text("utf-8-sig")
    (tmp_path / "due.txt").write_text("soon")
    assert due_of(tmp_path) is None
