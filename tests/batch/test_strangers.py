"""Whose a page is: what names others, copies, namesakes; each is named, and none is sure (R25)."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.misplaced import figures, run_batch
from benchmarks.misplaced_pages import draw_batch
from tests.batch.desk import NOW, Desk, results_of
from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.drawn_text import typed
from tests.given import there
from tests.workflow.drawn_case import page_of
from zcdesk.applicant import Applicant
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.roster.columns import BORN_FACT, WORK_NUMBER_FACT
from zcdesk.batch.roster.people import RosterPerson, read_roster
from zcdesk.batch.shared.pages import PageSaid, assigned
from zcdesk.batch.strangers import Stranger, marked, strangers, unanswered, with_copies
from zcdesk.batch.whose.bearer import contradicts, told_of
from zcdesk.batch.whose.copies import CopiedSheet, _same_words, twins
from zcdesk.batch.whose.evidence import NamedRows
from zcdesk.batch.working import look_again
from zcdesk.cases.case import ANOTHER_ROW, WHICH_NAMESAKE, CasePage, PageState
from zcdesk.findings import warning
from zcdesk.sorting.told import NOTHING, PageTold
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool

OTHER_EMPLOYER = "喀什天山路桥建设有限责任公司"

Lines = tuple[str, ...]
Record = Callable[[str, object], None]

SHEN, NUMBER = "沈知遥", "659900197303165364"
PLANTED: dict[str, Lines] = {
    "label": ("登记表", f"姓名：{SHEN}", "性别：女"),
    "number": ("信息表", f"身份证号{NUMBER}", "性别：女"),
    "certified": ("证明", f"兹证明{SHEN}同志参加了培训。"),
    "spelled": ("CERTIFICATE", "This is to certify that", "SHEN Zhiyao", "has passed the course."),
    "assessed": ("年度考核登记表", f"姓名：{SHEN}", "考核负责人：贺明", "审核人：陆听澜"),
    "in text": ("说明", f"设备由{SHEN}负责安装调试。"),
    "employer": ("合同", f"甲方：{EMPLOYER}", "乙方签字："),
}
"""What another person's page says, by the way in which it tells her."""


def rows_with(*folders: str) -> list[list[str]]:
    """The roster of three people, with these folders."""
    people = [SHEN, EMPLOYER, NUMBER], ["贺明", EMPLOYER, "11010519491231002X"]
    rows = zip((*people, ["陆听澜", OTHER_EMPLOYER, ""]), folders, strict=True)
    return [[name, employer, NOTICE, folder, number] for (name, employer, number), folder in rows]


def right_pages(name: str, employer: str, other: str) -> tuple[Lines, ...]:
    """Return pages that are the owner's, or nobody's: a list with a colleague among them."""
    return (
        ("承诺书", "本人郑重承诺：材料真实。", f"承诺人：{name}"),
        ("参加人员名单", f"{other}　{name}", f"单位：{employer}"),
        ("设备说明书", "额定电压三百八十伏，转速一千转。"),
        ("工作证明", f"兹证明{name}同志是{employer}职工。"),
    )


def draw(folder: Path, pages: dict[str, Lines]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in pages.items():
        Image.fromarray(typed(*lines)).save(folder / f"{name}.jpg", quality=92, dpi=(150, 150))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two people of one employer and one of another; five pages of the first lie at the others'."""
    home = tmp_path_factory.mktemp("批量")
    rows = rows_with("一号", "二号", "三号")
    scans = home / "材料"
    for (name, employer, _, folder, _), other in zip(rows, ("贺明", "沈知遥", "贺明"), strict=True):
        pages = right_pages(name, employer, other)
        draw(scans / folder, {f"right{place}": lines for place, lines in enumerate(pages)})
    wrong = {f"planted {way}": lines for way, lines in PLANTED.items()}
    draw(scans / "三号", wrong)
    right = {"right longer": ("名单", "贺明辉参加了培训。"), "right nobody": ("说明", "略。")}
    draw(scans / "二号", wrong | right)
    (scans / "二号" / "planted employer.jpg").unlink()
    plan = "总平面图", "图号十七，比例尺一比五百。", "道路、管线、绿化"
    draw(scans / "一号", {"mine": ("图纸", "比例尺一比一百。"), "plan": plan})
    shutil.copy(scans / "一号" / "mine.jpg", scans / "三号" / "planted copy.jpg")
    with Image.open(scans / "一号" / "plan.jpg") as picture:
        picture.save(scans / "三号" / "planted saved again.jpg", quality=60)
    shutil.copy(scans / "一号" / "right0.jpg", scans / "二号" / "planted named copy.jpg")
    return write_roster(home / "r.xlsx", rows), scans


@pytest.mark.nightly
def test_pages_of_another_row_are_named_and_never_sure(
    pool: WorkerPool, planted: tuple[Path, Path], tmp_path: Path, record_property: Record
) -> None:
    roster, scans = planted
    people = read_roster(roster).people
    desk = Desk(pool, people, scans, tmp_path)
    results = results_of(desk.steps(resume=False))
    asked = found = right = 0
    for person in people:
        strange = dict(results[person.row].strangers)
        case = desk.case(person.row)
        for page in case.pages:
            if page.file_name.startswith("planted"):
                found += 1
                assert strange.get(page.number) == 2, page.file_name
                assert case.state(page) is PageState.REVIEW, page.file_name
            elif page.file_name.startswith("right"):
                right += 1
                asked += page.number in strange
        again = look_again(person, people, folders_of(people, tmp_path), NOW)
        assert again.strangers == results[person.row].strangers
        assert again.copies == results[person.row].copies
    hers = desk.case(2)
    told = {hers.page(page).file_name: row for page, row in results[2].strangers}
    assert told == {"mine.jpg": 4, "plan.jpg": 4}
    names = {page.place: page.file_name for page in hers.pages}
    assert [(names[place], row) for place, row in results[2].copies] == [("right0.jpg", 3)]
    assert (found, asked) == (16, 0)
    record_property("figure", f"{found} of 16 planted pages named, {asked} of {right} right asked")


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("people", "pages", "misplaced", "seed", "least", "most"),
    [(7, 18, 6, 960_000, 6, 0), (12, 100, 18, 970_000, 17, 2)],
    ids=["six ways", "a hundred pages"],
)
def test_misplaced_pages_are_found(
    pool: WorkerPool, tmp_path: Path, record_property: Record,
    people: int, pages: int, misplaced: int, seed: int, least: int, most: int,
) -> None:  # fmt: skip
    batch = draw_batch(tmp_path / "drawn", people, pages, misplaced, seed)
    found, _, asked, *_ = figures(run_batch(pool, batch, tmp_path / "out"))
    told = f"{found.count} of {misplaced} misplaced pages found"
    record_property("figure", f"{told}, {asked.count} of {pages - misplaced} right asked")
    assert there(found.count) >= least
    assert there(asked.count) <= most


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("3-贺明", [("2", "3"), ("3", "2")]),
        ("贺明的材料", [("2", "3"), ("3", "2")]),
        ("11010519491231002x", [("2", "3"), ("3", "2")]),
        ("陆听澜材料", [("2", "4"), ("4", "2")]),
        ("贺明辉（沈知遥）", []),
        ("祝贺明珠项目", []),
        ("一号", []),
        ("沈知遥和贺明", []),
    ],
)
def test_a_folder_with_another_rows_name_is_a_fault_before_the_run(
    tmp_path: Path, folder: str, told: list[tuple[str, str]]
) -> None:
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows_with(folder, "", "")))
    found = [(str(one.row), str(*one.finding.details.values())) for one in roster.faults]
    assert found == told
    assert roster.usable == (not told)
    for one in roster.faults:
        assert spoken(one.finding).message
        assert spoken(one.finding, "en").remedy


def test_one_folder_written_in_two_ways_is_told(tmp_path: Path) -> None:
    rows = rows_with("一号", "./一号/", "")
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert [one.finding.code for one in roster.faults] == ["roster.same_folder"]


ROWS = ("沈知遥", "张伟", "张伟国", "李建华", "買买提·吐尔逊", "高原", "欧阳明", "欧阳明珠")
NUMBERS = NUMBER, "11010519491231002X", *[""] * 6
PEOPLE = [
    RosterPerson(row, Applicant(name, EMPLOYER, id_number=number), NOTICE)
    for row, name, number in zip(range(2, 10), ROWS, NUMBERS, strict=True)
]


def evidence(text: str = "", told: PageTold = NOTHING) -> NamedRows:
    return NamedRows(told, text, lambda: None, PEOPLE)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("身份证号659900197303165364", {2}),
        ("身份证号659900197303185364", {2}),  # one digit was read wrong
        ("身份证号659900197303185384", set()),
        ("身份证号6599oo197303165364", {2}),
        ("证件号11010519491231002x性别", {3}),
        ("合同编号20240011", set()),
    ],
)
def test_an_id_number_is_known_with_one_digit_wrong(text: str, rows: set[int]) -> None:
    assert evidence(text).numbered == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("参加人员:沈知遥", {2}),
        ("张伟国参加了培训", {4}),
        ("张伟国、张伟", {3, 4}),
        ("张伟明参加", set()),
        ("设备由张伟负责安装", {3}),
        ("沈知\n遥", {2}),  # a name over two lines
        ("买买提吐尔逊", {6}),
        ("青藏高原地区气候", set()),
        ("主讲人:高原", {7}),
        ("主讲人:欧阳明珠", {9}),
        ("欧阳明珠、欧阳明", {8, 9}),
    ],
)
def test_a_name_in_the_text_is_its_bearers_alone(text: str, rows: set[int]) -> None:
    assert evidence(text).written == rows


@pytest.mark.parametrize(
    ("name", "labelled", "misread"),
    [
        ("李建华", {5}, set()),
        ("李建毕", set(), {5}),
        ("李建军国", set(), set()),
        ("张伟", {3}, set()),
        ("LI Jianhua", {5}, set()),
        ("Zhi-yao SHEN", {2}, set()),
        ("LI Jian", set(), set()),
        ("张韦", set(), set()),
        ("买买提吐尔", set(), {6}),  # the cell was too narrow for the last letter
    ],
)
def test_a_labelled_name_may_be_misread(name: str, labelled: set[int], misread: set[int]) -> None:
    seen = evidence(told=PageTold(names=(name,)))
    assert seen.labelled == labelled
    assert seen.misread == misread


@pytest.mark.parametrize(
    ("text", "rows", "listed"),
    [
        ("同意下列人员:刘杰泽,董飞柏,李建华,陈欣", {5}, True),
        ("沈知遥\n李建华", {2, 5}, True),
        ("设备由李建华负责安装", {5}, False),
        ("项目经理:李建华,验收:合格", {5}, False),
    ],
)
def test_a_list_of_people_is_no_paper_of_one(text: str, rows: set[int], listed: bool) -> None:
    assert evidence(text).lists(rows) is listed


def test_a_sheet_in_two_folders_has_a_twin_and_one_in_three_is_everybodys() -> None:
    def sheets(*rows: int) -> list[CopiedSheet]:
        return [CopiedSheet(row, 1, ("same", 0), "") for row in rows]

    assert twins(sheets(2, 3), lambda sheet: "") == {2: {1: 3}, 3: {1: 2}}
    assert twins(sheets(2, 3, 4), lambda sheet: "") == {}
    assert twins(sheets(2, 2), lambda sheet: "") == {}


def test_papers_of_one_template_are_no_copies_of_each_other() -> None:
    filled = {
        2: "本人承诺所填报的信息和提交的材料真实准确完整如有不实自愿承担一切后果。承诺人沈知遥",
        3: "本人承诺所填报的信息和提交的材料真实准确完整如有不实自愿承担一切后果。承诺人贺一鸣",
        4: "本人承诺所填报的信息和提交的材料真实准确完整如有不买自愿承担一切后果。承诺人沈知遥",
    }
    for other, same in ((3, False), (4, True)):
        assert _same_words(filled[2], filled[other]) is same
    assert not _same_words(f"{filled[2]}2021年度", f"{filled[2]}2023年度")


@pytest.mark.parametrize(
    ("text", "names", "row", "claims"),
    [
        ("推荐表姓名沈知遥推荐人李建华", ("沈知遥",), 2, ()),
        ("身份证号659900197303185364", (), 2, ()),  # one digit was read wrong
        ("登记表", ("李建毕",), None, (5,)),  # she may be somebody who is in no roster
        ("名单沈知遥李建华", (), None, (2, 5)),
        ("封面", (), None, ()),
    ],
)
def test_a_page_of_a_shared_scan_goes_where_the_same_evidence_says(
    tmp_path: Path, text: str, names: tuple[str, ...], row: int | None, claims: tuple[int, ...]
) -> None:
    page = page_of(tmp_path, 1, "").page
    assert page is not None
    said = PageSaid("a" * 64, 0, text, PageTold(names=names), page, "")
    found = assigned(said, "合.pdf", tmp_path / "1.png", PEOPLE)
    assert (found.row, found.claims) == (row, claims)


PEOPLE_MARKED_PAGES = [
    RosterPerson(row, Applicant(name, EMPLOYER), NOTICE)
    for row, name in enumerate(("沈知遥", "贺一鸣", "陆听澜"), 2)
]
OWNER = PEOPLE_MARKED_PAGES[0]


def told_pages(folder: Path, *said: tuple[str, str]) -> list[CasePage]:
    """Pages without a hit, each of a file, with a name beside 姓名 or none."""
    return [
        replace(
            page_of(folder, number, ""),
            path=file,
            hits=(),
            findings=(),
            confirmed="",
            told=PageTold(names=(name,) if name else ()),
        )
        for number, (file, name) in enumerate(said, 1)
    ]


def rows(pages: Sequence[CasePage]) -> dict[int, int]:
    found = strangers(pages, OWNER, PEOPLE_MARKED_PAGES, lambda page: None, lambda page: None)
    return {stranger.page: stranger.row for stranger in found}


HE, LU = "贺一鸣", "陆听澜"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # pages of a file that names one other person go with it
        (
            [("a.pdf", HE), ("a.pdf", ""), ("b.pdf", SHEN), ("b.pdf", ""), ("c.pdf", "")],
            {1: 3, 2: 3},
        ),
        ([("a.pdf", HE), ("a.pdf", ""), ("a.pdf", SHEN)], {1: 3}),
        # a folder in which nothing names its owner is another's as a whole
        ([("a.jpg", HE), ("b.jpg", ""), ("c.jpg", HE)], {1: 3, 2: 3, 3: 3}),
        ([("a.jpg", HE), ("b.jpg", "")], {1: 3}),
        ([("a.jpg", HE), ("b.jpg", ""), ("c.jpg", LU)], {1: 3, 3: 4}),
    ],
)
def test_pages_of_a_file_and_of_a_folder_go_with_what_names_one_other_person(
    said: list[tuple[str, str]], found: dict[int, int], tmp_path: Path
) -> None:
    assert rows(told_pages(tmp_path, *said)) == found


def test_a_page_with_nothing_but_the_name_of_two_is_said_to_be_eithers(tmp_path: Path) -> None:
    two = [*PEOPLE_MARKED_PAGES, RosterPerson(5, Applicant("贺一鸣", EMPLOYER), NOTICE)]

    def told(*said: tuple[str, str]) -> list[tuple[int, int]]:
        pages = told_pages(tmp_path, *said)
        found = strangers(pages, OWNER, two, lambda page: None, lambda page: None)
        return [(stranger.page, stranger.row) for stranger in found]

    own = ("b.pdf", "沈知遥")
    assert told(("a.jpg", "贺一鸣"), own) == [(1, 3), (1, 5)]
    assert told(("a.pdf", "贺一鸣"), ("a.pdf", ""), own) == [(1, 3), (1, 5), (2, 3), (2, 5)]
    pages = told_pages(tmp_path, ("a.jpg", "贺一鸣"), own)
    found = strangers(pages, OWNER, two, lambda page: None, lambda page: None)
    first, second = asked = marked(pages, tuple(found))
    assert first.findings[0] == warning(ANOTHER_ROW, row="3/5")
    assert second.findings == ()
    answered = replace(first, claimed=True)
    either = Stranger(1, 3), Stranger(1, 5)
    assert marked([answered], either) == (answered,)
    assert unanswered([answered], either) == ()
    assert with_copies(asked, either) == either


def test_an_answer_stands_until_another_question_comes(tmp_path: Path) -> None:
    (page,) = told_pages(tmp_path, ("a.jpg", ""))
    (asked,) = marked([replace(page, claimed=True)], [Stranger(1, 3)])
    assert asked.whose_open  # what she said before was about something else
    assert asked.findings[0] == warning(ANOTHER_ROW, row=3)
    answered = replace(asked, claimed=True)
    assert marked([answered], [Stranger(1, 3)]) == (answered,)
    assert unanswered([answered], [Stranger(1, 3)]) == ()
    assert unanswered([asked], [Stranger(1, 3)]) == (Stranger(1, 3),)
    assert not marked([asked], [])[0].nameless


def test_a_copy_stays_marked_while_the_other_folder_is_not_looked_at(tmp_path: Path) -> None:
    (page,) = told_pages(tmp_path, ("a.jpg", ""))
    copy = Stranger(1, 4, copied=True)
    assert with_copies(marked([page], [copy]), []) == (copy,)
    assert with_copies(marked([page], [Stranger(1, 4)]), []) == ()


HERS, ANOTHERS = "659900198503165363", "659900199105213416"

OF_ANOTHER = {
    "birthday": ("年度考核登记表", "姓名：王芳　性别：男", "出生年月：1991.05"),
    "day in Han": ("毕业证书", "学生王芳，一九九一年五月二十一日生，准予毕业。"),
    "employer": ("证明", f"兹证明王芳同志是{OTHER_EMPLOYER}职工。"),
    "row of a list": ("名册", "姓名 性别 出生年月", "王芳 男 1991.05", "李明 男 1980.01"),
}
WRITTEN = (
    "证明\n王芳,男,在本校学习。", "参保证明\n姓名:王芳\n证件号码:6599001991****3416",
    "收据\n姓名:王芳\n身份证后四位:3416", "工作证\n姓名:王芳\n工号:B0207",
    "工作证\n姓名:王芳\n部门:工程部\n编号:B0207", "姓名:王芳\n身份证号:659900910521341",
    "this is to certify that 王芳,male,born on May 21,1991,has passed", "尊敬的王芳先生:\n谢谢。",
    "推荐表\n姓名:王芳\n年龄:33\n2024年8月12日", "论文\n作者简介:王芳(1991—),工程师",
)  # fmt: skip
"""What tells the same of the other one, in words that need not be read from a picture."""

OF_HER = {
    "birthday": ("年度考核登记表", "姓名：王芳　性别：女", "出生年月：1985年3月"),
    "number": ("信息表", "姓名：王芳", f"身份证号：{HERS}"),
    "employer": ("承诺书", f"单位：{EMPLOYER}", "承诺人：王芳"),
    "row of a list": ("名册", "姓名 性别 出生年月", "王芳 女 1985.03", "王芳 男 1991.05"),
    "nobody": ("设备说明书", "额定电压三百八十伏，转速一千转。"),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_whatever_a_page_tells_of_a_person_is_held_against_the_roster(text: str) -> None:
    """Of her the roster may know the birthday alone: a number of ID tells another one's."""
    facts = {HERS: ((WORK_NUMBER_FACT, "A0101"),), ANOTHERS: ((WORK_NUMBER_FACT, "B0207"),)}
    hers, other = (
        RosterPerson(row, Applicant("王芳", EMPLOYER, id_number=number), NOTICE, facts=told)
        for row, (number, told) in enumerate(facts.items(), start=2)
    )
    told = told_of(tuple(text.splitlines()), ["王芳"])
    assert [all(contradicts(one, each) for one in told) for each in (hers, other)] == [True, False]
    born = replace(hers, applicant=Applicant("王芳", EMPLOYER), facts=((BORN_FACT, "1985-03-16"),))
    (number,) = told_of((f"王芳{ANOTHERS}",), ["王芳"])
    assert contradicts(number, born)


@pytest.mark.nightly
def test_what_parts_namesakes_decides_and_a_bare_name_is_asked(
    pool: WorkerPool, tmp_path: Path
) -> None:
    head = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号", "工号"]
    rows = [
        ["王芳", EMPLOYER, NOTICE, "一号", HERS, "A0101"],
        ["王芳", OTHER_EMPLOYER, NOTICE, "二号", ANOTHERS, "B0207"],
    ]
    roster, scans = write_roster(tmp_path / "r.xlsx", rows, head), tmp_path / "材料"
    pages = {f"other {way}": lines for way, lines in OF_ANOTHER.items()}
    pages |= {f"own {way}": lines for way, lines in OF_HER.items()}
    draw(scans / "一号", pages | {"asked": ("荣誉证书", "王芳同志：", "被评为先进工作者。")})
    draw(scans / "二号", {"own": ("信息表", "姓名：王芳", f"身份证号：{ANOTHERS}")})
    desk, told = Desk(pool, read_roster(roster).people, scans, tmp_path / "结果"), {}
    strange = dict(results_of(desk.steps(resume=False))[2].strangers)
    case = desk.case(2)
    for page in case.pages:
        asked = any(finding.code == WHICH_NAMESAKE for finding in page.findings)
        told[page.file_name] = "asked" if asked else strange.get(page.number)
        if told[page.file_name]:
            assert case.state(page) is PageState.REVIEW
    assert told == {
        "asked.jpg": "asked",
        **{f"other {way}.jpg": 3 for way in OF_ANOTHER},
        **{f"own {way}.jpg": None for way in OF_HER},
    }
