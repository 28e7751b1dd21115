"""A roster is checked as a whole; every fault is told with its row and column."""

from __future__ import annotations

import csv
import re
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from zcdesk.applicant import Applicant
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.heads import find_roster
from zcdesk.batch.roster.mending import write_mended
from zcdesk.batch.roster.people import RosterPerson, read_roster
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
GOOD = ["张伟", "天山机械厂", NOTICE, "", ""]


def test_a_good_roster_gives_everybody_her_own_words(tmp_path: Path) -> None:
    found = read_roster(write_roster(tmp_path / "r.xlsx"))
    assert found.usable
    assert not found.faults
    assert [one.row for one in found.people] == [2, 3, 4]
    assert found.people[0].applicant.name == "沈知遥"
    assert found.people[0].applicant.id_number == "659900197303165364"
    assert [one.applicant.employer for one in found.people] == [EMPLOYER] * 3


FAULTS = [
    # the row, column, code
    (["", "天山机械厂", NOTICE, "", ""], columns.NAME, "roster.cell_empty"),
    (["张伟", "", NOTICE, "", ""], columns.EMPLOYER, "roster.cell_empty"),
    (["张伟", "天山机械厂", "", "", ""], columns.NOTICE, "roster.cell_empty"),
    (["张伟", "天山机械厂", "no-such", "", ""], columns.NOTICE, "roster.notice_unknown"),
    (["张伟", "天山机械厂", NOTICE, "", "123"], columns.ID_NUMBER, "roster.number_wrong"),
    (["张", "天山机械厂", NOTICE, "", ""], columns.NAME, "roster.words_unusable"),
]


@pytest.mark.parametrize(
    "written",
    ["659900197303165365（就是这样）", "E12345678（护照）", "650102730316123 (15 位旧号)",
     "H12345678（港澳居民来往内地通行证）"],
)  # fmt: skip
def test_a_number_of_another_kind_or_that_a_person_compared_is_taken_as_it_stands(
    tmp_path: Path, written: str
) -> None:
    row = ["张伟", "天山机械厂", NOTICE, "", written]
    found = read_roster(write_roster(tmp_path / "r.xlsx", [row]))
    assert found.usable
    assert written.startswith(found.people[0].applicant.id_number)
    notice, one = load_notice(NOTICE), found.people[0]
    case = replace(begun(notice, one.applicant), facts=one.facts)
    told = [each.code for each in evaluate(notice, case, date(2024, 9, 1)).findings]
    assert not [code for code in told if code.startswith("check.id_number")], "asked once"
    row[-1] = found.people[0].applicant.id_number
    wrong = read_roster(write_roster(tmp_path / "r.xlsx", [row]))
    assert [one.finding.code for one in wrong.faults] == ["roster.number_wrong"]


@pytest.mark.slow
@pytest.mark.parametrize(("row", "column", "code"), FAULTS)
def test_a_fault_is_told_by_row_and_column(
    tmp_path: Path, row: list[str], column: str, code: str
) -> None:
    found = read_roster(write_roster(tmp_path / "r.xlsx", [GOOD, row]))
    assert not found.usable
    told = [(one.row, one.column, one.finding.code) for one in found.faults]
    assert (3, column, code) in told


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = [row for row, _, _ in FAULTS]
    found = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert {one.row for one in found.faults} == {2, 3, 4, 5, 6, 7}


def test_same_named_people_need_numbers_and_nobody_shares_a_folder(tmp_path: Path) -> None:
    same = [GOOD, GOOD]
    codes = [
        one.finding.code for one in read_roster(write_roster(tmp_path / "a.xlsx", same)).faults
    ]
    assert codes == ["roster.same_person"]
    apart = [[*GOOD[:4], "659900197303165364"], [*GOOD[:4], "11010519491231002X"]]
    assert read_roster(write_roster(tmp_path / "b.xlsx", apart)).usable
    shared = [["张伟", "天山机械厂", NOTICE, "x", ""], ["李红", "天山机械厂", NOTICE, "x", ""]]
    codes = [
        one.finding.code for one in read_roster(write_roster(tmp_path / "c.xlsx", shared)).faults
    ]
    assert codes == ["roster.same_folder"]


TOGETHER = [
    # two rows' name, day of birth and number; codes
    ([("张伟", "1980-02-29", ""), ("张伟", "1981年3月1日", "")], []),
    ([("张伟", "1980-02-29", ""), ("张伟", "", "659900197303165364")], []),
    ([("张伟", "", ""), ("张伟", "", "659900197303165364")], ["roster.same_person"]),
    ([("张伟", "19730316", ""), ("张伟", "", "659900197303165364")], ["roster.same_person"]),
    ([("张伟", "", "659900197303165364"), ("张伟", "", "659900197303165364")], ["roster.twice"]),
    (
        [("张伟", "", "659900197303165364"), ("李红", "", "659900197303165364")],
        ["roster.same_number"],
    ),
    ([("张伟", "1980-02-30", ""), ("李红", "", "")], ["roster.day_unclear"]),
    ([("张伟", "1980-02-29", "659900197303165364"), ("李红", "", "")], ["roster.day_differs"]),
]


@pytest.mark.parametrize(("rows", "codes"), TOGETHER)
def test_people_are_told_apart_by_number_or_birthday_never_by_name_alone(
    tmp_path: Path, rows: list[tuple[str, str, str]], codes: list[str]
) -> None:
    cells = [[name, "天山机械厂", NOTICE, "", born, number] for name, born, number in rows]
    head = [*HEAD[:4], columns.BORN, columns.ID_NUMBER]
    found = read_roster(write_roster(tmp_path / "r.xlsx", cells, head))
    assert [one.finding.code for one in found.faults] == codes


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        (("659900197303165364", "659900197303165364"), ["roster.twice"]),
        (("", ""), ["roster.twice"]),
        (("659900197303165364", "11010519491231002X"), ["roster.same_folder"]),
    ],
)
def test_the_same_person_twice_is_one_question_that_names_the_row_to_delete(
    numbers: tuple[str, str], codes: list[str], tmp_path: Path
) -> None:
    rows = [["张伟", "天山机械厂", NOTICE, "甲", number] for number in numbers]
    found = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert [one.finding.code for one in found.faults] == codes
    if codes == ["roster.twice"]:
        assert "删去第 3 行" in spoken(found.faults[0].finding).remedy


def test_the_title_of_the_table_and_spaced_heads_are_understood(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["申报人员一览表"],
        [],
        ["姓　名", "工作 单位", "通知", "材料文件夹", "身份证号码"],
    ):
        book.worksheets[0].append(row)
    book.worksheets[0].append(PEOPLE[0])
    book.worksheets[0].cell(900_000, 1, "远处的一格")
    book.save(tmp_path / "r.xlsx")
    found = read_roster(tmp_path / "r.xlsx")
    assert not found.faults
    assert [(one.row, one.applicant.id_number) for one in found.people] == [(4, PEOPLE[0][4])]


REFUSED = [
    (None, "roster.not_there"),
    (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "roster.old_kind"),
    ("姓名\n" + "张伟\n" * 5_001, "roster.too_long"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_why_a_roster_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | str | None, code: str
) -> None:
    path = tmp_path / "r.xls"
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(RosterUnreadableError) as caught:
        read_roster(path)
    assert caught.value.code == code


def test_a_number_kept_as_text_by_a_mark_is_read(tmp_path: Path) -> None:
    cells = [[*GOOD[:4], "'659900197303165364"]]
    (person,) = read_roster(write_roster(tmp_path / "r.xlsx", cells)).people
    assert person.applicant.id_number == "659900197303165364"


def test_a_number_that_the_spreadsheet_spoilt_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(HEAD)
    book.worksheets[0].append([*GOOD[:4], 659900197303165364])
    book.save(tmp_path / "r.xlsx")
    found = read_roster(tmp_path / "r.xlsx")
    assert [one.finding.code for one in found.faults] == ["roster.number_not_text"]
    shown = write_roster(tmp_path / "s.xlsx", [[*GOOD[:4], "6.59900197303165E+17"]])
    assert [one.finding.code for one in read_roster(shown).faults] == ["roster.number_not_text"]


def test_further_columns_tell_people_apart_without_a_word_and_missing_ones_stop(
    tmp_path: Path,
) -> None:
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
def test_whoever_does_not_apply_any_more_is_known_by_a_remark(
    title: str, said: str, leaves: bool
) -> None:
    assert bool(leaving([(title, said)], "")) is leaves


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_files_of_any_office(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [separator.join(row) for row in (HEAD, ["张伟", *PEOPLE[0][1:]])]
    (tmp_path / "r.csv").write_bytes("\n".join(lines).encode(encoding))
    (person,) = read_roster(tmp_path / "r.csv").people
    assert person.applicant.id_number == "659900197303165364"


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"PK\3\4broken", b"\xff\xfe\x00"])
def test_what_is_no_roster_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    if content:
        with pytest.raises(RosterUnreadableError) as caught:
            read_roster(path)
        assert caught.value.details["file"] == "r.xlsx"
    else:
        assert not read_roster(path).usable


def test_answers_are_checked_against_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    head = "姓名,工作单位,通知,材料文件夹,degree\n"
    path.write_text(f"{head}张伟,天山机械厂,{NOTICE},,yes\n", "utf-8")
    assert read_roster(path).people[0].facts == (("degree", "yes"),)
    path.write_text(f"{head}张伟,天山机械厂,{NOTICE},,vielleicht\n", "utf-8")
    assert [one.finding.code for one in read_roster(path).faults] == ["roster.answer_unknown"]


@pytest.mark.slow
def test_the_template_is_a_roster_without_people_whose_cells_are_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template())
    time.sleep(1.1)  # office files tell their second
    assert path.read_bytes() == template()
    head = [cell.text for cell in find_roster(path)[0].rows[0][1]]
    assert head[: len(columns.KNOWN)] == list(columns.KNOWN)
    sheet = load_workbook(path).worksheets[0]
    assert sheet["H3"].number_format == "@"
    assert [one.finding.code for one in read_roster(path).faults] == ["roster.empty"]


def person(row: int, name: str, number: str = "", folder: str = "", born: str = "") -> RosterPerson:
    facts = ((columns.BORN_FACT, born),) if born else ()
    return RosterPerson(
        row, Applicant(name, "天山机械厂", id_number=number), NOTICE, folder, facts=facts
    )


FOLDERS = [
    # people, folders, folders by row, left over, unclear
    ([person(2, "张伟")], ["张伟"], {2: "张伟"}, (), ()),
    ([person(2, "张伟")], ["01张 伟材料"], {2: "01张 伟材料"}, (), ()),
    (
        [person(2, "张伟"), person(3, "张伟国")], ["张伟国", "张伟"],
        {2: "张伟", 3: "张伟国"}, (), (),
    ),
    ([person(2, "张伟"), person(3, "张伟国")], ["张伟国"], {3: "张伟国"}, (), ()),
    ([person(2, "张伟")], ["李红"], {}, ("李红",), ()),
    (
        [person(2, "张伟", "659900197303165364"), person(3, "张伟", "11010519491231002X")],
        ["张伟"], {}, (), ("张伟",),
    ),
    (
        [person(2, "张伟", "659900197303165364"), person(3, "张伟", "11010519491231002X")],
        ["张伟002X", "659900197303165364"], {2: "659900197303165364", 3: "张伟002X"}, (), (),
    ),
    ([person(2, "张伟", folder="x")], ["x", "张伟"], {2: "x"}, ("张伟",), ()),
    (
        [person(2, "张伟", "659900197303165364"), person(3, "张伟", born="1980-02-29")],
        ["张伟", "张伟（1980.2.29）"], {3: "张伟（1980.2.29）"}, (), ("张伟",),
    ),
    (
        [person(2, "张伟", folder="x"), person(3, "李红", folder="x/")],
        ["x"], {}, (), ("x",),
    ),
    ([person(2, "张伟", folder="x/..")], ["x"], {}, ("x",), ("..",)),
]  # fmt: skip


@pytest.mark.parametrize(("people", "names", "found", "left_over", "unclear"), FOLDERS)
def test_folders_find_their_people(
    tmp_path: Path, people: list[RosterPerson], names: list[str], found: dict[int, str],
    left_over: tuple[str, ...], unclear: tuple[str, ...],
) -> None:  # fmt: skip
    for name in names:
        (tmp_path / name).mkdir()
    matched = match_folders(people, tmp_path)
    assert {row: path.name for row, path in matched.folders.items()} == found
    assert matched.left_over == left_over
    assert matched.unclear == unclear
    assert set(matched.without) == {one.row for one in people} - set(found)


OUTSIDE = ["../别处", "一号/../../别处", "..", "{top}/别处", "/", "link", "file", "nowhere/../../x"]


@unix
@pytest.mark.parametrize("place", OUTSIDE)
def test_a_folder_outside_of_the_chosen_one_is_refused_by_its_row(
    place: str, tmp_path: Path
) -> None:
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
            assert set(match_folders([person(2, "张伟", folder=place)], chosen).folders) == {2}
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


def test_a_formula_that_failed_is_nobodys_name(tmp_path: Path) -> None:
    rows = [["#REF!", EMPLOYER, NOTICE, "", "#N/A"], PEOPLE[1]]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    told = [(one.row, one.column, one.finding.code) for one in roster.faults]
    assert told == [(2, "姓名", "roster.cell_error"), (2, "身份证号", "roster.cell_error")]
    assert not roster.usable


EVERY = [*columns.KNOWN, *columns.of_forms(), "series", "dispatch_term"]
ROW = {"姓名": "张伟国", "工作单位": "天山机械厂", "通知": NOTICE}


@pytest.mark.parametrize("kind", ["workbook", "csv"])
@pytest.mark.parametrize(
    "formula", ["=A1", '=IF(A1="","",B1)', "#REF!", "Err:502", "=" + "A1&" * 99]
)
def test_a_formula_that_came_to_nothing_is_told_once_in_whatever_column(
    formula: str, kind: str, tmp_path: Path
) -> None:
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
    assert {one.finding.code for one in roster.faults} == {"roster.cell_error"}
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
                cell = b'<c r="D2"><f>A9</f><v></v></c><c r="E2"><f>B9</f><v></v></c>'
                assert cell in content.replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>")
                content = re.sub(
                    b'<c r="D2">.*?</c>', b'<c r="D2" t="str"><f>A9</f><v></v></c>', content
                )
                content = re.sub(
                    b'<c r="E2">.*?</c>',
                    b'<c r="E2" t="str"><f>B9</f><v>659900197303165364</v></c>',
                    content,
                )
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
