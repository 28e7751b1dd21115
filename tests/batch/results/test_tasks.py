"""Each thing that is found is in her letter or on the list of the office, never in both."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from tests.checks.making_cases import NOTICE, prepared, told_open, unseen_case_of
from zcdesk.batch.results.due_day import due_of, keep_due
from zcdesk.batch.results.letters import as_docx, as_text, called, letter_to, write_letter
from zcdesk.batch.results.person_results import PersonResult, Turn
from zcdesk.batch.results.person_words import clerk_words
from zcdesk.batch.results.tasks import RETURNED, HeldBack, Task, WhoseTask, tasks_of
from zcdesk.cases.case import ANOTHER_PERSON, ANOTHER_ROW, Case, CasePage
from zcdesk.cases.rounds import Round
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import CaseFinding, Evaluation
from zcdesk.finding_facts import About, Facts, FindingKind, all_facts, facts_of
from zcdesk.findings import Detail, Finding, Severity, error, warning
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.page import Clarity
from zcdesk.wording import sentence

NOW = datetime(2024, 9, 28, 2, tzinfo=UTC)
TODAY = date(2024, 9, 28)
HERS, EMPLOYERS = "diploma", "posting"
FACTS = all_facts()
LETTER = [code for code, known in FACTS.items() if known.zh.letter]


def waits_for_others(code: str, known: Facts) -> bool:
    """Tell whether a finding is nothing that she can do, and has a task of its own."""
    if known.zh.letter or known.asked_elsewhere or known.severity is Severity.INFO:
        return False
    if known.of_one_page:  # a warning comes with the review of its page
        return known.severity is Severity.ERROR or code in (ANOTHER_ROW, ANOTHER_PERSON)
    return known.about not in (About.HIT, About.PICTURE) and not code.startswith("reuse.")


NEVER_IN_A_BATCH = {"scan.not_of_the_lesson"}  # a lesson is no row of a roster
OFFICE = [
    code
    for code, known in FACTS.items()
    if waits_for_others(code, known) and code not in NEVER_IN_A_BATCH
]

_BLANKS = "count lack given wanted page other year least most size paragraph limit used number"
_NUMBERS = frozenset(_BLANKS.split(" "))


def details_of(code: str) -> dict[str, Detail]:
    """Something for each blank of a sentence, of the kind that it holds."""
    told: dict[str, Detail] = {}
    while True:
        try:
            sentence(code, "zh", **told)
        except KeyError as missing:
            name = str(missing.args[0])
            told[name] = 2 if name in _NUMBERS else f"某{name}"
        else:
            if code == "check.no_seal_on_some":
                told["pages"] = "1"
            return told


LOST = ("page.worker_lost", "page.too_slow", "page.unforeseen")


def of_a_page(code: str) -> bool:
    return facts_of(code).of_one_page


def page_with(finding: Finding, slot: str, *, whole: bool = True) -> CasePage:
    """A page on which a finding stands; a refused one has no picture."""
    page = replace(prepared(1, slot), path="证书.jpg", findings=(finding,))
    refused = finding.code.startswith("scan.") or finding.code in LOST
    if refused and finding.severity == "error":
        return replace(page, page=None)
    clarity = Clarity.UNREADABLE if whole else Clarity.BORDERLINE
    return replace(page, page=replace(page.page, clarity=clarity)) if page.page else page


def tasks_with(code: str, slot: str) -> tuple[Case, tuple[Task, ...]]:
    """A case of one file in which a code is found, and what is to be done about it."""
    if of_a_page(code) and code != "page.another_person":
        mild = code in ("scan.page_doubtful", "scan.value_not_drawn")
        mild |= not code.startswith("scan.")
        mild &= code not in LOST
        found = (warning if mild else error)(code, **details_of(code))
        case = told_open(unseen_case_of(page_with(found, slot)))
        evaluation = Evaluation(NOTICE.id, (), (), ())
        return case, tasks_of(NOTICE, case, evaluation)
    case = told_open(unseen_case_of(replace(prepared(1, slot), path="证书.jpg")))
    if code == "page.another_person":
        return case, tasks_of(NOTICE, case, Evaluation(NOTICE.id, (), (), ()), {1: 3})
    section = NOTICE.section_of(slot).id
    named = CaseFinding(error(code, **details_of(code)), section=section, slot=slot)
    return case, tasks_of(NOTICE, case, Evaluation(NOTICE.id, (), (named,), ()))


def due_of_case(case: Case) -> tuple[Task, ...]:
    """What is to be done about a case today."""
    return tasks_of(NOTICE, case, evaluate(NOTICE, case, TODAY))


def letter_of(case: Case, tasks: tuple[Task, ...], due: date | None = None) -> str:
    result = PersonResult(2, "0002", "missing", tasks=tasks)
    return as_text(letter_to(result, NOTICE, case, NOW, due))


def test_whatever_she_can_do_has_a_line_in_her_letter() -> None:
    hers = {code for code, known in FACTS.items() if known.is_hers}
    others = {"check.slot_missing_employer", "check.slot_missing_supervising_unit"}
    assert hers == {*LETTER} | others  # those two slots are never hers to fill


WINDOW = re.compile(
    "案卷|上传位置|复核|遮盖|程序|窗口|导入|疑问|草稿|花名册|归类|待|栏目|点击|界面|识别|清晰度"
)
"""Words of the window and of our own trade; her letter has none of them."""


@pytest.mark.parametrize("code", LETTER)
def test_what_she_can_do_is_in_her_letter_and_not_with_the_office(code: str) -> None:
    case, tasks = tasks_with(code, HERS)
    (task,) = tasks
    assert task.whose is WhoseTask.APPLICANT
    text = letter_of(case, tasks)
    words = sentence(f"letters.{code}", "zh", **{"slot": "学历证书", **task.details})
    assert words.message in text
    assert words.remedy in text
    if task.kind is FindingKind.SCAN_AGAIN or of_a_page(code):
        assert "“证书.jpg”" in text
        (page,) = case.pages
        assert task.places == (() if page.refused else (1,))  # a refused file is no page
    row = PersonResult(2, "0002", "missing", tasks=tasks)
    assert not any(row.counts[name] for name in ("employer", "supervising_unit", "clerk"))
    assert row.turn is (Turn.APPLICANT if task.counted else Turn.CLERK)
    assert WINDOW.findall(text) == []


@pytest.mark.parametrize("code", [code for code in LETTER if not code.startswith("check.text_no")])
def test_with_a_paper_of_the_employer_it_waits_for_the_employer(code: str) -> None:
    case, tasks = tasks_with(code, EMPLOYERS)
    (task,) = tasks
    if code == "check.classified_open":
        return  # one question about all that she sent
    assert task.whose is WhoseTask.EMPLOYER
    assert "请补交" not in letter_of(case, tasks)
    assert clerk_words(task).message


@pytest.mark.parametrize("code", OFFICE)
def test_what_others_do_is_on_their_list_and_not_in_her_letter(code: str) -> None:
    slot = EMPLOYERS if code.startswith("check.slot_missing_") else HERS
    case, tasks = tasks_with(code, slot)
    (task,) = tasks
    assert task.whose is not WhoseTask.APPLICANT
    words = clerk_words(task)
    text = letter_of(case, tasks)
    assert words.message not in text
    assert "证书.jpg" not in text
    assert "请重新扫描" not in text


def test_a_page_is_asked_for_once_whatever_is_wrong_with_it() -> None:
    found = warning("clarity.blurred", value="0.2", needed="0.5"), warning("clarity.glare", count=1)
    page = replace(page_with(found[0], HERS), findings=found)
    case = told_open(unseen_case_of(page))
    evaluation = evaluate(NOTICE, case, TODAY)
    assert "check.page_in_review" in {one.code for one in evaluation.findings}
    tasks = tasks_of(NOTICE, case, evaluation)
    assert not [task for task in tasks if task.code == "check.page_in_review"]
    text = letter_of(case, tasks)
    assert text.count("“证书.jpg”") == 1
    assert "字迹模糊，看不清。有反光，那里的字看不见。" in text
    assert PersonResult(2, "0002", "missing", tasks=tasks).counts["scan_again"] == 1


DIM = warning("clarity.blurred", value="0.4", needed="0.5")


def test_a_page_that_can_just_be_read_is_looked_at_by_the_clerk_first() -> None:
    page = page_with(DIM, HERS, whole=False)
    case = told_open(unseen_case_of(page))
    tasks = due_of_case(case)
    assert "证书.jpg" not in letter_of(case, tasks)
    review = [task for task in tasks if task.code == "check.page_in_review"]
    assert [(task.whose, task.pages) for task in review] == [(WhoseTask.CLERK, (1,))]


def test_a_page_whose_covers_are_sure_is_the_clerks_to_look_at_though_it_is_dim() -> None:
    page = page_with(DIM, HERS, whole=False)
    assert page.page is not None
    page = replace(page, page=replace(page.page, measures={"height": 20.0}))
    case = told_open(unseen_case_of(page))
    for one in (case, case.with_page(replace(page, confirmed=case.fingerprint(page)))):
        tasks = due_of_case(one)
        unclear = [task for task in tasks if task.code == "check.page_unclear"]
        assert [(task.whose, task.pages) for task in unclear] == [(WhoseTask.CLERK, (1,))]


def test_a_page_that_somebody_took_is_not_asked_for_again() -> None:
    page = page_with(warning("clarity.glare", count=1), HERS)
    case = told_open(unseen_case_of(page))
    taken = case.with_page(replace(page, confirmed=case.fingerprint(page)))
    assert taken.is_confirmed(taken.pages[0])
    tasks = due_of_case(taken)
    assert not [task for task in tasks if 1 in task.pages and task.kind is FindingKind.SCAN_AGAIN]


def test_loose_pages_are_counted_without_those_that_have_a_task_of_their_own() -> None:
    loose = prepared(1, ""), replace(prepared(2, ""), findings=(error("scan.empty"),), page=None)
    stranger = prepared(3, "")
    case = told_open(unseen_case_of(*loose, stranger))
    tasks = tasks_of(NOTICE, case, evaluate(NOTICE, case, TODAY), {3: 5})
    assert [task.pages for task in tasks if task.code == "check.pages_unsorted"] == [(1,)]
    assert [task.pages for task in tasks if task.code == "scan.empty"] == [(2,)]
    assert [task.pages for task in tasks if task.code == "page.another_person"] == [(3,)]


def test_she_is_asked_for_the_years_that_do_not_lie_elsewhere() -> None:
    case = told_open(unseen_case_of())
    here = HeldBack(warning("batch.perhaps_elsewhere", row=5, place=2), frozenset({2022}))
    evaluated, whole = evaluate(NOTICE, case, TODAY), replace(here, years=frozenset())
    tasks = tasks_of(NOTICE, case, evaluated, {}, {"annual_assessment": here})
    asked = {task.whose: task for task in tasks if task.slot == "annual_assessment"}
    assert asked[WhoseTask.APPLICANT].details["unseen"] == "2021、2023"
    assert asked[WhoseTask.CLERK].code == "batch.perhaps_elsewhere"
    held = tasks_of(NOTICE, case, evaluated, {}, {"annual_assessment": whole})
    assert [task.whose for task in held if task.slot == "annual_assessment"] == [WhoseTask.CLERK]


def test_each_open_question_is_asked_once_with_its_choices() -> None:
    case = unseen_case_of(degree="", title_origin="moon")
    tasks = due_of_case(case)
    asked = [task.question for task in tasks if task.kind is FindingKind.TELL]
    assert asked == ["degree", "title_origin"]  # no answer, and one that there is not
    text = letter_of(case, tasks)
    assert "1. 您取得学位了吗？\n□ 有学位　□ 没有学位" in text
    assert text.count("您的现职称在哪里取得？") == 1
    assert "您回答以后，如果还要别的材料，我们再告诉您。" in text


NOW_LETTERS = datetime(2024, 9, 27, 17, tzinfo=UTC)
"""The 28th of September in Beijing."""

ASKED = Task(
    "check.slot_missing", WhoseTask.APPLICANT, FindingKind.SEND, {"slot": "学历证书"}, "diploma"
)
EMPLOYERS_LETTERS = Task(
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
    return as_text(letter_to(result, NOTICE, case or unseen_case_of(), NOW_LETTERS, due))


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
        ((EMPLOYERS_LETTERS, CLERKS), "剩下的由单位办理，不用您操心。"),
        ((CLERKS,), "我们正在逐页核对"),
    ],
)
def test_who_has_nothing_to_do_is_told_of_no_time_limit(tasks: tuple[Task, ...], told: str) -> None:
    text = letter(*tasks, due=date(2024, 9, 30))
    assert told in text
    assert "截止" not in text
    assert "9 月 30 日" not in text
    assert "公示材料" not in text


def test_a_return_that_asks_nothing_of_her_does_not_promise_its_words() -> None:
    back = Round(NOW_LETTERS, Who.REVIEW_COMMITTEE, "公示缺页。")
    case = replace(unseen_case_of(), rounds=(back,))
    hers = Task(RETURNED, WhoseTask.APPLICANT, FindingKind.MEND, {"number": 1})
    others = replace(hers, whose=WhoseTask.EMPLOYER)
    for point, promised in ((hers, True), (others, False)):
        result = PersonResult(
            2, "0002", "missing", tasks=(point, ASKED), deadline=END, returned=True
        )
        text = as_text(letter_to(result, NOTICE, case, NOW_LETTERS, unread=promised))
        assert ("别的申报人的材料没有看完" in text) == promised
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
    result = PersonResult(2, "0002", "missing", tasks=(ASKED, EMPLOYERS_LETTERS), deadline=END)
    made = letter_to(result, NOTICE, unseen_case_of(), NOW_LETTERS, date(2024, 9, 30))
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
    write_letter(folder, result, NOTICE, unseen_case_of(), NOW_LETTERS)
    assert sorted(path.name for path in folder.iterdir()) == ["letter.docx", "letter.txt"]
    assert "9 月 30 日（星期一）" in (folder / "letter.txt").read_text("utf-8-sig")
    (tmp_path / "due.txt").write_text("soon")
    assert due_of(tmp_path) is None
