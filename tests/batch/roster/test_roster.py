"""A roster is checked as a whole; every fault is told with its row and column."""

import csv
import re
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from zcdesk.applicant import Applicant
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.heads import find_roster
from zcdesk.batch.roster.mending import write_mended
from zcdesk.batch.roster.people import Roster, RosterPerson, read_roster
from zcdesk.batch.roster.remarks import leaving
from zcdesk.batch.roster.sheets import RosterUnreadableError
from zcdesk.batch.roster.template import template
from zcdesk.batch.scan_folders import ResultsInsideError, match_folders
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.cli.app import run
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.loading import load_notice
from zcdesk.wording import sentence, spoken

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs links")
NUMBER, OTHER = "659900197303165364", "11010519491231002X"
GOOD = ["张伟", "天山机械厂", NOTICE, "", ""]


def made(folder: Path, rows: list[list[str]], head: list[str] | None = None) -> Roster:
    """Write a roster and read it."""
    return read_roster(write_roster(folder / "r.xlsx", rows, head))


def codes(roster: Roster) -> list[str]:
    return [one.finding.code for one in roster.faults]


def test_a_good_roster_gives_everybody_her_own_words(tmp_path: Path) -> None:
    found = read_roster(write_roster(tmp_path / "r.xlsx"))
    assert found.usable
    assert not found.faults
    assert [one.row for one in found.people] == [2, 3, 4]
    assert found.people[0].applicant.name == "沈知遥"
    assert found.people[0].applicant.id_number == NUMBER
    assert [one.applicant.employer for one in found.people] == [EMPLOYER] * 3


@pytest.mark.parametrize(
    "written",
    ["659900197303165365（就是这样）", "E12345678（护照）", "650102730316123 (15 位旧号)",
     "H12345678（港澳居民来往内地通行证）"],
)  # fmt: skip
def test_a_number_of_another_kind_or_compared_is_taken_as_it_is(
    tmp_path: Path, written: str
) -> None:
    row = [*GOOD[:4], written]
    found = made(tmp_path, [row])
    assert found.usable
    assert written.startswith(found.people[0].applicant.id_number)
    notice, one = load_notice(NOTICE), found.people[0]
    case = replace(begun(notice, one.applicant), facts=one.facts)
    told = [each.code for each in evaluate(notice, case, date(2024, 9, 1)).findings]
    assert not [code for code in told if code.startswith("check.id_number")], "asked once"
    row[-1] = found.people[0].applicant.id_number
    assert codes(made(tmp_path, [row])) == ["roster.number_wrong"]


def test_all_faults_are_told_at_once_by_row_and_column(tmp_path: Path) -> None:
    rows = {
        # what is wrong in a row, and how it is told
        (columns.NAME, "roster.cell_empty"): ["", *GOOD[1:]],
        (columns.EMPLOYER, "roster.cell_empty"): ["张伟", "", *GOOD[2:]],
        (columns.NOTICE, "roster.cell_empty"): [*GOOD[:2], "", "", ""],
        (columns.NOTICE, "roster.notice_unknown"): [*GOOD[:2], "no-such", "", ""],
        (columns.ID_NUMBER, "roster.number_wrong"): [*GOOD[:4], "123"],
        (columns.NAME, "roster.words_unusable"): ["张", *GOOD[1:]],
    }
    found = made(tmp_path, [*rows.values()])
    assert not found.usable
    told = {(one.row, one.column, one.finding.code) for one in found.faults}
    assert told >= {(row, *fault) for row, fault in enumerate(rows, start=2)}
    assert {row for row, _, _ in told} == {2, 3, 4, 5, 6, 7}


TOGETHER = [
    # two rows' name, day of birth and number; codes
    ([("张伟", "1980-02-29", ""), ("张伟", "1981年3月1日", "")], []),
    ([("张伟", "1980-02-29", ""), ("张伟", "", NUMBER)], []),
    ([("张伟", "", NUMBER), ("张伟", "", OTHER)], []),
    ([("张伟", "", ""), ("张伟", "", "")], ["roster.same_person"]),
    ([("张伟", "", ""), ("张伟", "", NUMBER)], ["roster.same_person"]),
    ([("张伟", "19730316", ""), ("张伟", "", NUMBER)], ["roster.same_person"]),
    ([("张伟", "", NUMBER), ("张伟", "", NUMBER)], ["roster.twice"]),
    ([("张伟", "", NUMBER), ("李红", "", NUMBER)], ["roster.same_number"]),
    ([("张伟", "1980-02-30", ""), ("李红", "", "")], ["roster.day_unclear"]),
    ([("张伟", "1980-02-29", NUMBER), ("李红", "", "")], ["roster.day_differs"]),
]


@pytest.mark.parametrize(("rows", "told"), TOGETHER)
def test_people_are_told_apart_by_number_or_birthday_never_by_name_alone(
    tmp_path: Path, rows: list[tuple[str, str, str]], told: list[str]
) -> None:
    cells = [[name, "天山机械厂", NOTICE, "", born, number] for name, born, number in rows]
    assert codes(made(tmp_path, cells, [*HEAD[:4], columns.BORN, columns.ID_NUMBER])) == told


@pytest.mark.parametrize(
    ("names", "numbers", "told"),
    [
        ("张伟 张伟", (NUMBER, NUMBER), "roster.twice"),
        ("张伟 张伟", ("", ""), "roster.twice"),
        ("张伟 张伟", (NUMBER, OTHER), "roster.same_folder"),
        ("张伟 李红", ("", ""), "roster.same_folder"),
    ],
)
def test_the_same_person_twice_is_one_question_that_names_the_row_to_delete(
    names: str, numbers: tuple[str, str], told: str, tmp_path: Path
) -> None:
    people = zip(names.split(), numbers, strict=True)
    found = made(tmp_path, [[name, "天山机械厂", NOTICE, "甲", number] for name, number in people])
    assert codes(found) == [told]
    if told == "roster.twice":
        assert "删去第 3 行" in spoken(found.faults[0].finding).remedy


def test_the_title_of_the_table_and_spaced_heads_are_understood(tmp_path: Path) -> None:
    head = ["姓　名", "工作 单位", "通知", "材料文件夹", "身份证号码"]
    path = write_roster(tmp_path / "r.xlsx", [[], head, PEOPLE[0]], ["申报人员一览表"])
    book = load_workbook(path)
    book.worksheets[0].cell(900_000, 1, "远处的一格")
    book.save(path)
    found = read_roster(path)
    assert not found.faults
    assert [(one.row, one.applicant.id_number) for one in found.people] == [(4, PEOPLE[0][4])]


REFUSED = [
    (None, "roster.not_there"),
    *((odd, "roster.unreadable") for odd in (b"\0\1\2", b"PK\3\4broken", b"\xff\xfe\x00")),
    (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "roster.old_kind"),
    ("姓名\n" + "张伟\n" * 5_001, "roster.too_long"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_unreadable_ones_tell_why(tmp_path: Path, content: bytes | str | None, code: str) -> None:
    path = tmp_path / "r.xls"
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(RosterUnreadableError) as caught:
        read_roster(path)
    assert caught.value.code == code
    assert caught.value.details["file"] == "r.xls"


def test_a_number_kept_as_text_by_a_mark_is_read(tmp_path: Path) -> None:
    (person,) = made(tmp_path, [[*GOOD[:4], f"'{NUMBER}"]]).people
    assert person.applicant.id_number == NUMBER


def test_further_columns_tell_people_apart_and_missing_ones_stop(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    head = "姓名,工作单位,通知,材料文件夹,爱好,身份证好"
    path.write_text(f"{head}\n张伟,天山机械厂,{NOTICE},,棋,1\n", "utf-8")
    found = read_roster(path)
    assert found.usable
    assert found.people[0].others == (("爱好", "棋"), ("身份证好", "1"))
    assert [(one.column, one.finding.code) for one in found.faults] == [
        ("身份证好", "roster.column_near")
    ]
    path.write_text("姓名,通知\n张伟,x\n", "utf-8")
    told = [(one.row, one.column) for one in read_roster(path).faults]
    assert told == [(1, "工作单位"), (2, "通知")]  # rows, too


LEAVES = [
    ("备注", "已离职", True), ("备注", "未离职", False), ("情况说明", "此人已调走", True),
    ("是否申报", "否", True), ("岗位", "离退休管理", False), ("备注", "退休返聘前已离岗", True),
]  # fmt: skip


@pytest.mark.parametrize(("title", "said", "leaves"), LEAVES)
def test_who_does_not_apply_is_known_by_a_remark(title: str, said: str, leaves: bool) -> None:
    assert bool(leaving([(title, said)], "")) is leaves


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_files_of_any_office(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [separator.join(row) for row in (HEAD, ["张伟", *PEOPLE[0][1:]])]
    (tmp_path / "r.csv").write_bytes("\n".join(lines).encode(encoding))
    (person,) = read_roster(tmp_path / "r.csv").people
    assert person.applicant.id_number == NUMBER


def test_answers_are_checked_against_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    head = "姓名,工作单位,通知,材料文件夹,degree\n"
    path.write_text(f"{head}张伟,天山机械厂,{NOTICE},,yes\n", "utf-8")
    assert read_roster(path).people[0].facts == (("degree", "yes"),)
    path.write_text(f"{head}张伟,天山机械厂,{NOTICE},,vielleicht\n", "utf-8")
    assert codes(read_roster(path)) == ["roster.answer_unknown"]


@pytest.mark.nightly
def test_the_template_is_a_roster_without_people_whose_cells_are_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template())
    time.sleep(1.1)  # office files tell their second
    assert path.read_bytes() == template()
    head = [cell.text for cell in find_roster(path)[0].rows[0][1]]
    assert head[: len(columns.KNOWN)] == list(columns.KNOWN)
    sheet = load_workbook(path).worksheets[0]
    assert sheet["H3"].number_format == "@"
    assert codes(read_roster(path)) == ["roster.empty"]


def person(row: int, name: str, number: str = "", folder: str = "", born: str = "") -> RosterPerson:
    facts = ((columns.BORN_FACT, born),) if born else ()
    return RosterPerson(
        row, Applicant(name, "天山机械厂", id_number=number), NOTICE, folder, facts=facts
    )


HE = person(2, "张伟")
FOLDERS = [
    # people, folders, folders by row, left over, unclear
    ([HE], ["张伟"], {2: "张伟"}, (), ()),
    ([HE], ["01张 伟材料"], {2: "01张 伟材料"}, (), ()),
    ([HE, person(3, "张伟国")], ["张伟国", "张伟"], {2: "张伟", 3: "张伟国"}, (), ()),
    ([HE, person(3, "张伟国")], ["张伟国"], {3: "张伟国"}, (), ()),
    ([HE], ["李红"], {}, ("李红",), ()),
    ([person(2, "张伟", NUMBER), person(3, "张伟", OTHER)], ["张伟"], {}, (), ("张伟",)),
    ([person(2, "张伟", NUMBER), person(3, "张伟", OTHER)],
     ["张伟002X", NUMBER], {2: NUMBER, 3: "张伟002X"}, (), ()),
    ([person(2, "张伟", folder="x")], ["x", "张伟"], {2: "x、张伟"}, (), ()),
    ([person(2, "张伟", NUMBER), person(3, "张伟", born="1980-02-29")],
     ["张伟", "张伟（1980.2.29）"], {3: "张伟（1980.2.29）"}, (), ("张伟",)),
    ([person(2, "张伟", folder="x"), person(3, "李红", folder="x/")], ["x"], {}, (), ("x",)),
    ([person(2, "张伟", folder="x/..")], ["x"], {}, (), ("..",)),
    ([person(2, "张伟", OTHER)], ["张伟", "张伟补交", "微信002X", "2024"],
     {2: "张伟、张伟补交、微信002X"}, (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("people", "names", "found", "left_over", "unclear"), FOLDERS)
def test_folders_find_their_people(
    tmp_path: Path, people: list[RosterPerson], names: list[str], found: dict[int, str],
    left_over: tuple[str, ...], unclear: tuple[str, ...],
) -> None:  # fmt: skip
    for name in names:
        (tmp_path / name).mkdir()
    matched = match_folders(people, tmp_path)
    given = {row: "、".join(path.name for path in ones) for row, ones in matched.places.items()}
    assert given == found
    assert matched.left_over == left_over
    assert matched.unclear == unclear
    assert set(matched.without) == {one.row for one in people} - set(found)


OUTSIDE = ["../别处", "一号/../../别处", "..", "{top}/别处", "/", "link", "file", "nowhere/../../x"]


@unix
@pytest.mark.parametrize("place", OUTSIDE)
def test_a_folder_outside_the_chosen_one_is_refused_by_its_row(place: str, tmp_path: Path) -> None:
    scans, other = tmp_path / "材料", tmp_path / "别处"
    (scans / "一号").mkdir(parents=True)
    other.mkdir()
    (other / "a.jpg").write_bytes(b"x")
    (scans / "link").symlink_to(other)
    (scans / "file").symlink_to(other / "a.jpg")
    told = place.format(top=tmp_path)
    people = [person(2, "张伟", folder="一号"), person(3, "李红", folder=told)]
    with pytest.raises(ZcdeskError, match=r"^roster\.folder_outside$") as raised:
        match_folders(people, scans)
    assert raised.value.details == {"rows": "3", "folder": "材料"}


def test_a_batch_whose_roster_leads_outside_is_told_row_by_row_and_begins_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "材料").mkdir()
    (tmp_path / "别处").mkdir()
    rows = [[*PEOPLE[0][:3], "../别处", ""], PEOPLE[1], [*PEOPLE[2][:3], str(tmp_path), ""]]
    roster = write_roster(tmp_path / "r.xlsx", rows)
    out = tmp_path / "结果"
    given = ["batch", str(roster), "--scans", str(tmp_path / "材料"), "--out", str(out)]
    assert run(given) == 3
    *lines, held = capsys.readouterr().err.splitlines()
    assert held.endswith("[batch.not_ready]")
    for line, row, place in zip(lines, (2, 4), ("../别处", str(tmp_path)), strict=True):
        told = sentence("roster.folder_not_inside", place=place, folder="材料")
        assert line == f"第 {row} 行“材料文件夹”：{told.message} {told.remedy} [{told.code}]"
    assert not out.exists()


@unix
def test_a_folder_may_be_written_as_a_path_that_ends_in_the_chosen_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans = tmp_path / "材料"
    for name in ("一号", "科室/二号"):
        (scans / name).mkdir(parents=True)
    (scans / "link").symlink_to(scans / "一号")
    (tmp_path / "door").symlink_to(scans)
    (scans / "三号.pdf").write_bytes(b"%PDF")
    for place in (f"{scans}/一号", "../材料/一号", "link", "科室/二号", "三号.pdf"):
        for chosen in (scans, tmp_path / "door"):
            assert set(match_folders([person(2, "张伟", folder=place)], chosen).places) == {2}
    # What lies where the program was started is not meant.
    monkeypatch.chdir(scans / "科室")
    assert match_folders([person(2, "张伟", folder="二号")], scans).without == (2,)


def test_results_never_lie_where_they_would_be_taken_for_scans(tmp_path: Path) -> None:
    people = [person(2, "张伟")]
    roster = write_roster(tmp_path / "r.xlsx")
    (tmp_path / "张伟").mkdir()
    (tmp_path / "结果").mkdir()
    matched = match_folders(people, tmp_path, tmp_path / "结果", roster)
    assert matched.left_over == ()  # neither the results nor the roster are anybody's scans
    for out in (tmp_path, tmp_path / "张伟", tmp_path / "张伟" / "结果"):
        with pytest.raises(ResultsInsideError):
            match_folders(people, tmp_path, out)


def test_a_hidden_sheet_before_the_roster_is_passed_over(tmp_path: Path) -> None:
    path = write_roster(tmp_path / "r.xlsx")
    book = load_workbook(path)
    hidden = book.create_sheet("旧", 0)
    hidden.append(["别的"])
    hidden.sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert [person.row for person in read_roster(path).people] == [2, 3, 4]


EVERY = [*columns.KNOWN, *columns.of_forms(), "series", "dispatch_term"]
ROW = {"姓名": "张伟国", "工作单位": "天山机械厂", "通知": NOTICE}


@pytest.mark.parametrize("kind", ["workbook", "csv"])
@pytest.mark.parametrize(
    "formula", ["=A1", '=IF(A1="","",B1)', "#REF!", "#N/A", "Err:502", "=" + "A1&" * 99]
)
def test_a_formula_without_a_result_is_told_once(formula: str, kind: str, tmp_path: Path) -> None:
    """Not dropped: an alias that is left out is not looked for in the scans."""
    rows = [[formula if name == one else ROW.get(name, "") for name in EVERY] for one in EVERY]
    if kind == "csv":
        path = tmp_path / "r.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([EVERY, *rows])
    else:
        path = write_roster(tmp_path / "r.xlsx", rows, EVERY)
    roster = read_roster(path)
    assert [(one.row, one.column) for one in roster.faults] == list(enumerate(EVERY, start=2))
    assert ({*codes(roster)}, roster.usable) == ({"roster.cell_error"}, False)
    assert all(formula.startswith(str(one.finding.details["shown"])) for one in roster.faults)
    assert max(len(str(one.finding.details["shown"])) for one in roster.faults) <= 40


def test_a_formula_that_came_to_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    """Offices prepare rows with formulas; what they came to is saved with them."""
    path = write_roster(tmp_path / "r.xlsx", [[*PEOPLE[0][:3], "=A9", "=B9"], *PEOPLE[1:]])
    saved = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for place, formula, came_to in (("D2", "A9", ""), ("E2", "B9", NUMBER)):
                    cell = f'<c r="{place}" t="str"><f>{formula}</f><v>{came_to}</v></c>'
                    before = f'<c r="{place}"><f>{formula}</f><v.*?</c>'
                    content, changed = re.subn(before.encode(), cell.encode(), content)
                    assert changed == 1
            new.writestr(name, content)
    roster = read_roster(saved)
    assert not roster.faults
    assert (roster.people[0].folder, roster.people[0].applicant.id_number) == ("", PEOPLE[0][4])


def test_a_chart_before_the_roster_or_one_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    book = load_workbook(write_roster(tmp_path / "r.xlsx"))
    book.create_chartsheet("图", 0)
    book.worksheets[0]["A2"].comment = Comment("此人已调走，不再申报", "人事")
    book.worksheets[0]["B3"].comment = Comment("请核对", "人事")
    book.save(tmp_path / "chart.xlsx")
    roster = read_roster(tmp_path / "chart.xlsx")
    assert [bool(person.leaves) for person in roster.people] == [True, False, False]
    assert [(one.row, one.finding.code) for one in roster.faults] == [(3, "roster.comment")]
    mended = write_mended(tmp_path / "chart.xlsx", {(2, columns.NAME): "沈知远"})
    assert read_roster(mended).people[0].applicant.name == "沈知远"
