"""Rosters and answers that are broken, hostile or odd: one sentence with the file's name each."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from zcdesk.applicant import Applicant
from zcdesk.batch.results.dashboard import to_xlsx
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster.heads import find_roster
from zcdesk.batch.roster.people import RosterFault, RosterPerson, read_roster
from zcdesk.batch.roster.sheets import RosterUnreadableError
from zcdesk.batch.scan_folders import match_folders
from zcdesk.cases.exchange.decision_file import read_decisions
from zcdesk.cases.exchange.facts_file import read_facts
from zcdesk.disk.paths import leads_elsewhere
from zcdesk.errors import ZcdeskError
from zcdesk.printable import printable
from zcdesk.wording import spoken


def book(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a good workbook of which each part went through ``change``; None drops it."""
    made = Workbook()
    for row in (HEAD, *PEOPLE):
        made.worksheets[0].append(row)
    stream, out = io.BytesIO(), io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    return book(lambda name, content: content.replace(old, new) if "sheet1" in name else content)


def without(part: str) -> bytes:
    return book(lambda name, content: None if part in name else content)


def padded(size: int) -> bytes:
    """Return a workbook whose strings unpack to ``size`` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr("xl/sharedStrings.xml", b" " * size)
    return out.getvalue()


def _members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for number in range(3000):
            target.writestr(f"xl/{number}.xml", b"")
    return out.getvalue()


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><x>&m;</x>"
)

BROKEN: dict[str, bytes] = {
    "empty.xlsx": b"",
    "zip start.xlsx": b"PK\x03\x04",
    "cut.xlsx": book(lambda _, content: content)[:900],
    "half.xlsx": book(lambda _, content: content)[:2500],
    "no sheet.xlsx": without("worksheets/sheet1"),
    "no book.xlsx": without("xl/workbook.xml"),
    "no types.xlsx": without("Content_Types"),
    "no rels.xlsx": without("workbook.xml.rels"),
    "open tag.xlsx": in_sheet(b"</row>", b"<row>"),
    "no xml.xlsx": book(lambda name, c: b"\x00\x01" if "sheet1" in name else c),
    "laughs.xlsx": book(lambda name, c: _LAUGHS if "sheet1" in name else c),
    "laughs in book.xlsx": book(lambda name, c: _LAUGHS if "workbook.xml" in name else c),
    "bad place.xlsx": in_sheet(b'r="A1"', b'r="!!"'),
    "bad row.xlsx": in_sheet(b'<row r="1"', b'<row r="x"'),
    "unpacks.xlsx": padded(200_000_000),
    "members.xlsx": _members(),
    "ole.xls": bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600,
    "field.csv": "姓名,工作单位\n".encode() + b"x" * 200_000,
    "quote.csv": '姓名,"工作'.encode() + b"y" * 150_000,
    "nul.csv": b"a\0b,c\n",
    "utf32.csv": "姓名,工作单位\n".encode("utf-32"),
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "no text.csv": bytes(range(128, 256)) * 3,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_roster_is_told_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    told = [fault.finding for fault in faults_of(tmp_path / name)]
    assert told
    assert all(name in spoken(one).message for one in told if "file" in one.details)


def faults_of(path: Path) -> tuple[RosterFault, ...]:
    try:
        roster = read_roster(path)
    except ZcdeskError as error:
        return (RosterFault(0, "", error.finding()),)
    return () if roster.usable else roster.faults


def test_a_roster_of_an_old_mac_and_a_sheet_that_says_it_is_wide_are_read(tmp_path: Path) -> None:
    rows = [",".join(row) for row in (HEAD, *PEOPLE)]
    (tmp_path / "mac.csv").write_bytes("\r".join(rows).encode())
    assert len(read_roster(tmp_path / "mac.csv").people) == 3
    wide = in_sheet(b'<dimension ref="A1:E4"', b'<dimension ref="A1:XFD1048576"')
    (tmp_path / "wide.xlsx").write_bytes(wide)
    assert max(len(cells) for _, cells in find_roster(tmp_path / "wide.xlsx")[0].rows) == len(HEAD)


def test_a_roster_that_is_a_loop_or_has_an_impossible_name_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("长" * 200), tmp_path / "no\0name.csv"):
        with pytest.raises(RosterUnreadableError):
            find_roster(path)


ELSEWHERE = (
    r"\\host\share\x", "//host/share", r"\\?\UNC\host\share", r"\\.\PhysicalDrive0", "smb://host/x",
    "file://host/x", "http:\\\\host", "CON", "nul.txt", r"a\COM1", "b/aux.pdf", "LPT9", "/dev/zero",
    "/proc/self/mem", " //host/x", "a\0b",
)  # fmt: skip


HERE = "一号", "材料/一号", r"D:\材料\一号", "/home/li/材料", "console", ""


@pytest.mark.parametrize("place", [*ELSEWHERE, *HERE])
def test_a_place_on_another_computer_or_a_device_is_told_apart(place: str) -> None:
    assert leads_elsewhere(place) is (place not in HERE)


def test_a_roster_that_names_another_computer_is_refused_by_its_row(tmp_path: Path) -> None:
    rows = [["沈知遥", EMPLOYER, NOTICE, r"\\host\share\a", ""], PEOPLE[1]]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert not roster.usable
    assert [(one.row, one.column) for one in roster.faults] == [(2, "材料文件夹")]
    rows = [[*PEOPLE[1], "//host/x.zcase"]]
    assert not read_roster(write_roster(tmp_path / "c.xlsx", rows, [*HEAD, "案卷"])).usable


def test_a_good_workbook_that_unpacks_to_more_than_any_roster_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    for megabytes in (1, 101):
        path.write_bytes(book(lambda name, content: content))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/media/image1.png", bytes(megabytes * 1_000_000))
        if megabytes == 1:
            assert find_roster(path)
    with pytest.raises(RosterUnreadableError):
        find_roster(path)


_ANCHORS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)

TOLD: dict[str, str] = {
    "anchors": _ANCHORS,
    "tag": "x: !!int abc",
    "python": "!!python/object/apply:os.system ['true']",
    "deep": "[" * 5000, "deep json": '{"a":' * 3000, "cut": 'applicant: {name: "沈',
    "tab": "a:\n\t- b", "control": "a: \x07", "twice": "a: 1\na: 2",
    "documents": "a: 1\n---\nb: 2", "list": "- a", "text": "只是一句话",
    "key": "? [a, b]\n: c", "applicant": "applicant: [1, 2]",
    "nested": "applicant: {name: {a: b}}",
}  # fmt: skip


@pytest.mark.parametrize("read", [read_facts, read_decisions])
@pytest.mark.parametrize("name", TOLD)
def test_broken_answers_are_told_by_the_name_of_their_file(
    read: Callable[[Path], object], name: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(TOLD[name], "utf-8")
    with pytest.raises(ZcdeskError) as told:
        read(path)
    assert path.name in spoken(told.value.finding()).message
    assert told.value.code.startswith(("told.", "facts.", "decisions."))


@pytest.mark.parametrize(
    "content",
    [bytes(100), "答: 是\n".encode("utf-16"), b"a: b\0\n"],
    ids=["zeros", "two bytes a letter", "one zero"],
)
def test_answers_that_are_no_text_are_not_blamed_on_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(content)
    with pytest.raises(ZcdeskError, match=r"^decisions\.unreadable$"):
        read_decisions(path)


def test_a_day_that_is_none_and_a_long_number_stay_as_they_were_typed(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    answers = {"born": "1990-02-30", "phone": "9" * 5000, "term": "yes"}
    lines = [f"{name}: {answer}\n" for name, answer in answers.items()]
    path.write_text("".join([*lines, "name: 沈\n"]), "utf-8")
    assert read_facts(path).given_answers() | {"name": ""} == {**answers, "name": ""}


@pytest.mark.parametrize("name", ["𠮷田", "a\\ud842\\udfb7", "😀", '"𠮷"'])
def test_json_may_write_a_rare_letter_as_two_halves(tmp_path: Path, name: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"applicant": {"name": name}}), encoding="ascii")
    assert read_facts(path).applicant.name == name


@pytest.mark.parametrize("turning", ["\u202a", "\u202e", "\u2066", "\u2067", "\u2069"])
def test_nothing_that_is_shown_turns_the_direction_of_its_text(turning: str) -> None:
    assert printable(f"证书{turning}gpj.exe") == "证书 gpj.exe"


def test_a_file_of_answers_that_never_ends_or_is_huge_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"#" * 8_000_001)
    with pytest.raises(ZcdeskError, match=r"^told\.too_large$"):
        read_facts(tmp_path / "big.yaml")
    with pytest.raises(ZcdeskError):
        read_facts(Path("/dev/zero"))


ODD = "\udcff\udcfe", "软\x0b换行", "回\x1b[31m头", "\u202egpj.exe", "\ufffe", "行\u2028列", "\x00"


@pytest.mark.slow
@given(st.text())
def test_what_is_printable_can_be_written_everywhere(text: str) -> None:
    clean = printable(text)
    clean.encode()
    assert printable(clean) == clean
    assert json.loads(json.dumps(clean)) == clean
    sheet = Workbook().worksheets[0]
    sheet.append([clean])


def test_odd_names_pass_every_table_that_is_written(tmp_path: Path) -> None:
    row = ["沈\x0b知遥", f"{EMPLOYER}{ODD[1]}", NOTICE, f"夹{ODD[1]}", ""]  # no workbook takes it
    text = "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in (HEAD, row))
    (tmp_path / "r.csv").write_text(text, "utf-8")
    people = read_roster(tmp_path / "r.csv").people
    assert [one.applicant.name for one in people] == ["沈 知遥"]
    results = [PersonResult(one.row, "0002", "missing", problem="batch.busy") for one in people]
    content = to_xlsx(people, results, ODD, ODD)
    assert load_workbook(io.BytesIO(content)).worksheets[0].max_row == 6


def test_a_loop_and_names_of_no_encoding_among_the_folders_are_left_over(tmp_path: Path) -> None:
    scans = tmp_path / "材料"
    (scans / "一号").mkdir(parents=True)
    (scans / "loop").symlink_to(scans / "loop")
    odd = Path(f"{scans}/\udcff.jpg")
    odd.write_bytes(b"x")
    words = Applicant("沈知遥", EMPLOYER)
    people = (RosterPerson(2, words, NOTICE, "一号"), RosterPerson(3, words, NOTICE, "loop"))
    matched = match_folders(people, scans)
    assert set(matched.places) == {2}
    assert matched.without == (3,)
    assert matched.left_over == (odd.name,)
