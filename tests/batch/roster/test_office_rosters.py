"""Rosters as offices have them: titles, feet, two rows of names, what is hidden, other kinds."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE
from tests.cli.shell import Shell
from zcdesk.batch.roster.mending import write_mended
from zcdesk.batch.roster.people import Roster, read_roster
from zcdesk.batch.roster.sheets import RosterUnreadableError
from zcdesk.identity_numbers import plain_number
from zcdesk.wording import spoken

Rows = Sequence[Sequence[object]]
NAMES = [person[0] for person in PEOPLE]
NUMBERS = [person[4] for person in PEOPLE if person[4]]


def saved(path: Path, rows: Rows, change: Callable[[Worksheet], None] = lambda _: None) -> Path:
    """Write a workbook of one sheet, changed in some way."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    change(book.worksheets[0])
    book.save(path)
    return path


def rows_of(roster: Roster) -> list[int]:
    return [person.row for person in roster.people]


def codes(roster: Roster) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.finding.code) for fault in roster.faults]


NUMBERED = [[place, *person] for place, person in enumerate(PEOPLE, start=1)]
LAID_OUT: dict[str, tuple[Rows, list[int]]] = {
    "in English": ([["Name", "Work unit", "NOTICE", "folder", "ID card No."], *PEOPLE], [2, 3, 4]),
    "in two languages": (
        [["姓名 Name", "Employer（工作单位）", "通知/Notice", "材料文件夹\nFolder", "身份证号 ID"],
         *PEOPLE], [2, 3, 4],
    ),
    "in two rows, one for each language": (
        [HEAD, ["Name", "Employer", "Notice", "Folder", "ID number"], *PEOPLE], [3, 4, 5],
    ),
    "in traditional letters": (
        [["姓名", "工作單位", "通知", "材料資料夾", "身份證號"], *PEOPLE], [2, 3, 4],
    ),
    "what must be filled in, below the head": (
        [HEAD, ["必填", "（必填）", "必填", "选填", "选填"], *PEOPLE], [3, 4, 5],
    ),
    "five lines above the head": (
        [["2024年度花名册"], ["填报单位（盖章）：某某公司"], ["填报日期：2024年6月18日"],
         ["联系人：孙一白    电话：0991-0000000"], ["说明：一人一行"], HEAD, *PEOPLE], [7, 8, 9],
    ),
    "twenty lines above the head": ([*([["说明"]] * 20), HEAD, *PEOPLE], [22, 23, 24]),
    "groups above the columns": (
        [["基本情况", "", "申报", "", "证件"], HEAD, *PEOPLE], [3, 4, 5],
    ),
    "titles that span two rows": (
        [["姓名", "工作单位", "申报情况", "", "身份证号"], ["", "", "通知", "材料文件夹", ""],
         *PEOPLE], [3, 4, 5],
    ),
    "titles in two parts": (
        [["申报人", "单位", "申报", "", "身份证"], ["姓名", "名称", "通知", "材料文件夹", "号码"],
         *PEOPLE], [3, 4, 5],
    ),
    "titles in three rows": (
        [["花名册"], ["姓名", "单位信息", "申报", "", "身份证"], ["", "工作单位", "材料", "", ""],
         ["", "", "通知", "材料文件夹", "号码"], *PEOPLE], [5, 6, 7],
    ),
    "titles as offices write them": (
        [["*姓 名", "1.单位名称（全称）", "通\n知", "文件夹", "公民身份证号码："],
         *PEOPLE], [2, 3, 4],
    ),
    "a foot with signatures": (
        [["序号", *HEAD], *NUMBERED, ["合计", "3 人"],
         ["填表人：", "孙一白", "", "审核人：", "李大山"], ["", "单位（盖章）："],
         ["备注：材料齐全"], ["", "", "", "制表日期：2024年6月18日"], ["共 3 人"]], [2, 3, 4],
    ),
    "a foot in the first column": (
        [HEAD, *PEOPLE, ["合 计：3人"], ["填表人：孙一白", "", "审核人：李大山"],
         [f"{EMPLOYER}（公章）"], ["2024年6月18日"], ["以下空白"], ["———"]], [2, 3, 4],
    ),
    "parts with titles and a head on every page": (
        [HEAD, ["一、工程系列"], PEOPLE[0], ["第 1 页 共 2 页"], HEAD, ["（二）教师系列"],
         PEOPLE[1]], [3, 7],
    ),
    "rows that are numbered and empty": (
        [["序号", *HEAD], NUMBERED[0], [2], [3], NUMBERED[1], ["5"]], [2, 5],
    ),
    "empty rows and columns": (
        [[], ["", *HEAD, "", ""], [], ["", *PEOPLE[0]], [], [], ["", *PEOPLE[1]]], [4, 7],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LAID_OUT)
def test_a_table_as_an_office_lays_it_out_holds_its_people_only(kind: str, tmp_path: Path) -> None:
    rows, people = LAID_OUT[kind]
    roster = read_roster(saved(tmp_path / "r.xlsx", rows))
    found = [(person.row, person.applicant.name) for person in roster.people]
    assert (codes(roster), found) == ([], [*zip(people, NAMES, strict=False)])


@pytest.mark.parametrize("cell", ["合计", "填表人：孙一白", "备注：无", f"{EMPLOYER}（盖章）"])
def test_a_row_with_a_name_an_employer_and_a_notice_is_a_person_whatever_stands_beside_it(
    cell: str, tmp_path: Path
) -> None:
    roster = read_roster(saved(tmp_path / "r.xlsx", [["备忘", *HEAD], [cell, *PEOPLE[0]]]))
    assert rows_of(roster) == [2]
    sealed = [PEOPLE[0][1] + "（盖章）", PEOPLE[0][0], *PEOPLE[0][2:]]
    turned = [HEAD[1], HEAD[0], *HEAD[2:]]
    assert [one.row for one in read_roster(saved(tmp_path / "s.xlsx", [turned, sealed])).rows]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_rows_that_end_early_are_told_what_is_empty(kind: str, tmp_path: Path) -> None:
    rows = [HEAD, ["周文海"], ["李红", EMPLOYER], PEOPLE[0]]
    path = tmp_path / f"r.{kind}"
    if kind == "xlsx":
        saved(path, rows)
    else:
        path.write_text("\n".join(",".join(row) for row in rows), "gb18030")
    roster = read_roster(path)
    told = [(2, "工作单位"), (2, "通知"), (3, "通知")]
    assert codes(roster) == [(row, column, "roster.cell_empty") for row, column in told]
    assert rows_of(roster) == [4]


def test_what_is_hidden_is_told_and_counts(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        for row in (3, 4, 9):  # the last one is nobody's
            sheet.row_dimensions[row].hidden = True
        sheet["C2"].font = Font(strike=True)
        name = PEOPLE[1][0]
        sheet["A3"] = CellRichText(name[:1], TextBlock(InlineFont(strike=True), name[1:]))
        sheet["A4"].font = Font(strike=False)
        sheet["H4"].font = Font(strike=True)  # where nothing stands
        sheet.column_dimensions["E"].hidden = True

    path = saved(tmp_path / "r.xlsx", [HEAD, *PEOPLE], hide)
    for written in (path, strict(path), without_places(path)):
        roster = read_roster(written)
        assert rows_of(roster) == [2, 3, 4]
        assert [(one.finding.code, dict(one.finding.details)) for one in roster.faults] == [
            ("roster.rows_hidden", {"rows": "3-4"}),
            ("roster.rows_struck", {"rows": "2-3"}),
            ("roster.columns_hidden", {"columns": "身份证号"}),
        ]


def swap(old: bytes, new: bytes) -> Callable[[str, bytes], tuple[str, bytes]]:
    """Change what stands in the parts of a workbook; the pattern must be in one of them."""
    return lambda name, part: (name, re.sub(old, new, part, flags=re.DOTALL))


NOWHERE = b'<definedName name="_xlnm.Print_Titles" localSheetId="0">#REF!</definedName>'
RULES = b'<dataValidations><dataValidation sqref="A1:#REF!"/></dataValidations>'
ODD: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
    "colours of the web": swap(rb'rgb="FF112233"', b'rgb="#112233"'),
    "colours of five digits": swap(rb'rgb="FF112233"', b'rgb="12345"'),
    "a family of letters that is not there": swap(rb'<family val="\d+"', b'<family val="34"'),
    "an empty fill": swap(rb"<fill>.*?</fill>", b"<fill/>"),
    "an odd border": swap(rb"</borders>", b'<border><left style="x"/></border></borders>'),
    "styles that are not there": swap(rb'(<c r="B2")', rb'\1 s="99"'),
    "titles of printed pages that lead nowhere": swap(
        rb"</sheets>", b"</sheets><definedNames>" + NOWHERE + b"</definedNames><calcPr"
    ),
    "a view that is none": swap(rb'visibility="visible"', b'visibility="odd"'),
    "a size that is none": swap(rb"<dimension[^>]*>", b'<dimension ref="A1:#REF!"/>'),
    "rules for cells that lead nowhere": swap(rb"</sheetData>", b"</sheetData>" + RULES),
    "a day on which it was made that is none": swap(rb"(<dcterms:created[^>]*>)[^<]*", rb"\1?"),
    "backslashes between folders": lambda name, part: (name.replace("/", "\\"), part),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ODD)
def test_a_workbook_is_read_and_mended_whatever_its_looks(kind: str, tmp_path: Path) -> None:
    path, odd = tmp_path / "r.xlsx", tmp_path / "odd.xlsx"
    born = date.fromisoformat(NUMBERS[0][6:14])
    rows: Rows = [[*HEAD, "出生日期"], [*PEOPLE[0], born], [PEOPLE[1][0], "", NOTICE]]
    saved(path, rows, lambda sheet: setattr(sheet["A1"], "font", Font(color="FF112233")))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(odd, "w") as new:
        before = {*map(old.read, old.namelist())}
        for name in old.namelist():
            place = zipfile.ZipInfo()
            place.filename, part = ODD[kind](name, old.read(name))
            new.writestr(place, part)
    with zipfile.ZipFile(odd) as new:
        assert kind.startswith("backslashes") or {*map(new.read, new.namelist())} != before
    assert codes(read_roster(odd)) == [(3, "工作单位", "roster.cell_empty")]
    mended = read_roster(write_mended(odd, {(3, "工作单位"): EMPLOYER}))
    assert [person.applicant.name for person in mended.people] == NAMES[:2]
    assert mended.people[0].born == f"{born}"


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a workbook of which each part went through ``change``."""
    target = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)))
    return target


def strict(path: Path) -> Path:
    """Write a workbook as “Strict Open XML”, as ISO/IEC 29500 names its parts."""

    begin, names = (
        b"http://schemas.openxmlformats.org/",
        {
            b"spreadsheetml/2006/main": b"spreadsheetml/main",
            b"officeDocument/2006/": b"officeDocument/",
            b"drawingml/2006/": b"drawingml/",
        },
    )

    def change(content: bytes) -> bytes:
        for name, iso in names.items():
            content = content.replace(begin + name, b"http://purl.oclc.org/ooxml/" + iso)
        return content

    return changed(path, f"strict-{path.name}", change)


def without_places(path: Path) -> Path:
    """Write a workbook whose rows and cells do not say where they are; they may leave it out."""
    return changed(
        path, f"bare-{path.name}", lambda one: re.sub(rb'(<(?:row|c)\b[^>]*?) r="\w+"', rb"\1", one)
    )


def test_a_strict_workbook_is_read_and_mended(tmp_path: Path) -> None:
    book = strict(saved(tmp_path / "r.xlsx", [HEAD, [*PEOPLE[0][:1], "", *PEOPLE[0][2:]]]))
    copy = write_mended(book, {(2, "工作单位"): EMPLOYER})
    assert read_roster(copy).people[0].applicant.employer == EMPLOYER
    assert load_workbook(copy).worksheets[0]["E2"].value == NUMBERS[0]


def test_the_sheet_with_the_head_is_read_and_mended_wherever_it_is(tmp_path: Path) -> None:
    book = Workbook()
    first = book.worksheets[0]
    first.append(["填写说明"])
    chart = BarChart()
    chart.add_data(Reference(first, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("图", 0).add_chart(chart)
    people = book.create_sheet("名单")
    for row in (HEAD, ["沈知遥", "", NOTICE, "", ""]):
        people.append(row)
    lists = book.create_sheet("选项")
    lists.append(["是", "否"])
    lists.sheet_state = "hidden"
    path = tmp_path / "r.xlsx"
    book.save(path)
    assert codes(read_roster(path)) == [
        (0, "", "roster.sheets_hidden"), (2, "工作单位", "roster.cell_empty"),
    ]  # fmt: skip
    assert read_roster(write_mended(path, {(2, "工作单位"): EMPLOYER})).usable


def test_of_two_sheets_that_hold_people_one_must_be_chosen(tmp_path: Path) -> None:
    book = Workbook()
    for sheet, person in zip((book.worksheets[0], book.create_sheet()), PEOPLE[:2], strict=True):
        sheet.append(HEAD)
        sheet.append(person)
    path = tmp_path / "r.xlsx"
    book.save(path)
    with pytest.raises(RosterUnreadableError) as told:
        read_roster(path)
    assert told.value.code == "roster.sheets_several"
    assert told.value.details["sheets"] == "1、2"
    book.worksheets[0].sheet_state = "hidden"
    book.save(path)
    for code, name in (("sheets_hidden", NAMES[1]), ("sheet_hidden_read", NAMES[0])):
        roster = read_roster(path)
        assert codes(roster) == [(0, "", f"roster.{code}")]
        assert [person.applicant.name for person in roster.people] == [name]
        book.worksheets[1].delete_rows(1, 9)
        book.save(path)


HTML = f"<table><tr><td>{NAMES[0]}</td><td>{NUMBERS[0]}</td></tr></table></html>"


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, NAMES[0])
    return stream.getvalue()


def container(*streams: str) -> bytes:
    names = b"".join(name.encode("utf-16-le") for name in streams)
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1016) + names


PASSWORD = bytes.fromhex("0908100000060500") + bytes(12) + b"\x2f\x00"
KINDS: dict[str, tuple[bytes, str]] = {
    "html.xls": (f"<html><head></head>{HTML}".encode("gbk"), "roster.other_kind"),
    "table.xls": (f"\ufeff\n<table border=1>{HTML}".encode(), "roster.other_kind"),
    "wide.xls": (b"\xff\xfe" + f"<!DOCTYPE html>{HTML}".encode("utf-16-le"), "roster.other_kind"),
    "xhtml.xls": (f'<?xml version="1.0"?>\n<html>{HTML}'.encode(), "roster.other_kind"),
    "mail.xls": (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "roster.other_kind"),
    "2003.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
                 b'spreadsheet">', "roster.other_kind"),
    "open.ods": (packed("mimetype", "content.xml"), "roster.other_kind"),
    "binary.xlsb": (packed("xl/workbook.bin"), "roster.other_kind"),
    "mac.numbers": (packed("Index/Document.iwa"), "roster.other_kind"),
    "old.xls": (container("Workbook"), "roster.old_kind"),
    "wps.et": (container("Workbook", "ETExtData"), "roster.old_kind"),
    "1993.xls": (bytes.fromhex("0904060000001000") + bytes(99), "roster.old_kind"),
    "locked.xls": (container("Workbook")[:1024] + PASSWORD, "roster.locked"),
    "locked.xlsx": (container("EncryptionInfo", "EncryptedPackage"), "roster.locked"),
    "word.docx": (packed("word/document.xml"), "roster.document"),
    "word.doc": (container("WordDocument"), "roster.document"),
    "paper.pdf": (b"%PDF-1.4", "roster.document"),
    "files.zip": (packed("花名册.xlsx"), "roster.unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_another_kind_is_told_by_it_and_nothing_printed(name: str, shell: Shell) -> None:
    content, code = KINDS[name]
    Path(name).write_bytes(content)
    with pytest.raises(RosterUnreadableError) as told:
        read_roster(Path(name))
    assert told.value.code == code
    assert spoken(told.value.finding()).remedy
    Path("材料").mkdir()
    line = f"batch {name} --scans 材料 --dry-run"
    printed = shell(line, 7 if code == "roster.locked" else 3)
    assert len(printed.err.splitlines()) == 1
    assert name in printed.err
    assert not any(word in printed.err + printed.out for word in (NAMES[0], NUMBERS[0]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", ["\t", ",", ";", "，"])
def test_a_title_above_a_text_hides_no_mark_of_it(mark: str, encoding: str, tmp_path: Path) -> None:
    title = ["2024年花名册；单位：某某；日期：六月；第一页"]
    last = [*PEOPLE[1][:3], '"两\n行"', PEOPLE[1][4]]
    rows = [title, HEAD, PEOPLE[0], last, ["合计：2 人"]]
    path = tmp_path / "r.txt"
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    roster = read_roster(path)
    assert not roster.faults
    assert [person.applicant.id_number for person in roster.people] == NUMBERS
    assert roster.people[1].folder == "两\n行"


UNSEEN = "\u200b\u200e\u200f\u202a\u202c\u202d\u2060\ufeff\u00a0\u3000\u00ad\u2066\u2069"


@given(st.lists(st.tuples(st.integers(0, 18), st.sampled_from(UNSEEN)), max_size=4), st.booleans())
def test_a_number_with_unseen_marks_is_the_number(marks: list[tuple[int, str]], wide: bool) -> None:
    written = NUMBERS[0]
    if wide:
        written = written.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    for place, mark in marks:
        written = written[:place] + mark + written[place:]
    assert plain_number(written) == NUMBERS[0]


def test_marks_that_nobody_sees_are_in_no_number_title_and_notice(tmp_path: Path) -> None:
    title, *titles = HEAD
    name, employer, notice, folder, number = PEOPLE[0]
    rows = [
        [f"\u200b{title}", *titles],
        [name, employer, f"{notice}\ufeff", folder, f"'\u202d{number}\u202c"],
    ]
    roster = read_roster(saved(tmp_path / "r.xlsx", rows))
    assert not roster.faults
    assert roster.people[0].applicant.id_number == number


def test_a_number_of_which_fifteen_digits_are_left_is_told_as_such(tmp_path: Path) -> None:
    for cell in (
        int(NUMBERS[0]),
        float(NUMBERS[0]),
        f"{NUMBERS[0][:15]}000",
        "6.59900197303165E+17",
        "6.59900E+17",
    ):
        roster = read_roster(saved(tmp_path / "r.xlsx", [HEAD, [*PEOPLE[0][:4], cell]]))
        assert codes(roster) == [(2, "身份证号", "roster.number_not_text")]
        kept = "659900____________" if cell == "6.59900E+17" else f"{NUMBERS[0][:15]}___"
        assert roster.faults[0].written == kept


SHOWN: dict[str, Rows] = {
    "no head": PEOPLE,
    "a head without the name": [HEAD[1:], *[person[1:] for person in PEOPLE], PEOPLE[0]],
    "a head with data in it": [[*HEAD, NAMES[0], NUMBERS[0], EMPLOYER, "张伟国"], *PEOPLE],
    "columns that were moved": [HEAD, *[[*person[2:], *person[:2]] for person in PEOPLE]],
    "formulas with a name in them": [
        HEAD, *[[f'=VLOOKUP("{person[0]}",{person[0]}!A:B,2)', *person[1:]] for person in PEOPLE],
    ],
    "folders named after their people": [HEAD, *[[*p[:3], p[0], p[4]] for p in PEOPLE]],
    "folders with one letter wrong": [HEAD, *[[*p[:3], p[0][:2] + "某", p[4]] for p in PEOPLE]],
    "cases that are not there": [
        [*HEAD, "案卷"], *[[*person, f"{person[0]}.zcase"] for person in PEOPLE],
    ],
    "answers that are names": [[*HEAD, "degree"], *[[*person, person[0]] for person in PEOPLE]],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", SHOWN)
def test_neither_the_screen_nor_the_data_holds_a_name_or_a_number(kind: str, shell: Shell) -> None:
    for name in (*NAMES, f"01-{NAMES[0]}材料", f"张伟国{NUMBERS[0]}"):
        Path("材料", name).mkdir(parents=True)
    saved(Path("r.xlsx"), SHOWN[kind])
    for kept in ("--dry-run", "--out 结果"):
        printed = shell(f"batch r.xlsx --scans 材料 {kept} --json -", 0, 1, 3)
        data = json.loads(printed.out)
        assert data["faults"] or "folders named" in kind
        for person in data["people"]:
            for path in ("folder", "case", "letters"):
                person.pop(path, None)  # a folder is named by whose results it holds
        shown = json.dumps(data, ensure_ascii=False) + printed.err
        assert not [word for word in (*NAMES, *NUMBERS, "张伟国", EMPLOYER) if word in shown]


def test_a_right_roster_with_a_folder_too_many_is_in_order(shell: Shell) -> None:
    for name in (*NAMES, "王五"):
        Path("材料", name).mkdir(parents=True)
    rows = [[*HEAD, "备注"], *[[*p[:3], p[0], p[4], ""] for p in PEOPLE]]
    saved(Path("r.xlsx"), rows, lambda sheet: sheet.row_dimensions.group(3, 3, hidden=True))
    printed = shell("batch r.xlsx --scans 材料 --dry-run")
    assert "第 3 行被筛选或手动隐藏，也算在内" in printed.err
    assert "不在花名册里的材料：王*" in printed.err
    assert "没有要改的" in printed.out
    Path("材料", NAMES[0]).rmdir()
    shell("batch r.xlsx --scans 材料 --dry-run")  # they may still come
