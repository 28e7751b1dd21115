"""The script of docs/office-day.sh takes an office through its day, as it stands there."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.against_schema import against_schema
from tests.batch.desk import pages_in
from tests.batch.office import Office, draw_office
from tests.program import ROOT, Program, waited_for

SCRIPT = ROOT / "docs" / "office-day.sh"
WRONG = re.compile(r"第 (\d+) 行“(.+?)”：")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for sh")


def begun(office: Office, *arguments: object) -> subprocess.Popen[str]:
    """Start the script in a process group of its own, as a terminal does."""
    known = Program(office.folder)
    command = office.folder.with_name("zcdesk.sh")  # its words are parted at blanks
    command.write_text(f'exec "{sys.executable}" -m zcdesk "$@"\n', "utf-8")
    variables = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    variables |= {
        "PYTHONPATH": str(ROOT),
        "ZCDESK": f"sh {command}",
        "DUE": "2024-09-20",
        "HOME": str(known.home),
        "TMPDIR": str(known.temporary),
    }
    return subprocess.Popen(
        ["sh", str(SCRIPT), *map(str, arguments)],
        cwd=office.folder, env=variables, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for the script; return its exit status and what it said."""
    said, complained = process.communicate(timeout=1500)
    return process.returncode, said, complained


@pytest.mark.nightly
def test_a_script_takes_an_office_from_the_empty_roster_to_a_package_that_was_read_again(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    office = draw_office(tmp_path / "单位")
    given = "材料", "结果"
    status, _, complained = ended(begun(office, "空表.xlsx", *given))
    assert status == 1, complained
    assert load_workbook(office.folder / "空表.xlsx").worksheets[0].cell(1, 1).value == "姓名"

    status, _, complained = ended(begun(office, office.roster.name, *given))
    assert status == 1
    told = {(int(row), column) for row, column in WRONG.findall(complained)}
    assert told == office.mistakes.keys()
    assert len(told) == 15
    assert not (office.folder / "结果").exists()
    checked = json.loads((office.folder / f"{office.roster.name}.json").read_bytes())
    assert against_schema("batch", checked) == []
    assert {(one["row"], one["column"]) for one in checked["faults"]} == office.mistakes.keys()

    shutil.copy(office.mended, office.roster)  # the clerk has mended it
    out = office.folder / "结果"
    process = begun(office, office.roster.name, *given)
    assert waited_for(lambda: list(out.glob("*/person.zcase")), process), ended(process)
    os.killpg(process.pid, signal.SIGINT)  # Ctrl-C reaches the whole group
    status, _, complained = ended(process)
    assert status == 130, complained
    assert "再运行一次就接着做" in complained
    assert "信等全部读完再写" in complained
    assert not list(out.glob("*/letter.*"))
    rows = load_workbook(out / "results.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True)
    assert {str(row[8]) for row in rows} <= {path.name for path in out.iterdir()}
    before = {path.parent.name: pages_in(path.parent)["."] for path in out.glob("*/person.zcase")}
    assert before

    status, said, complained = ended(begun(office, office.roster.name, *given))
    assert status == 1, complained
    assert pages_in(out).items() >= before.items(), "what was done stays"
    data = json.loads((office.folder / "结果.json").read_bytes())
    people = sorted(one["folder"] for one in data["people"])
    assert len(people) == 12
    for file in ("doubts.json", "letter.docx", "letter.txt", "person.zcase"):
        assert sorted(path.parent.name for path in out.glob(f"*/{file}")) == people
    place = out / data["people"][1]["folder"]
    assert "9 月 20 日" in (place / "letter.txt").read_text("utf-8")
    assert against_schema("batch", data) == []
    assert sum(data["counts"]["turns"].values()) == len(people)
    assert [one["row"] for one in data["people"]] == list(range(2, 14))
    forms = {path.stem for path in out.glob("forms/*/*.docx")}
    assert forms == {"recommendation", "posting"}
    doubtful = sum(one["pages"]["review"] for one in data["people"])
    assert doubtful > 0, "a day without a doubt shows nothing"
    asked = [json.loads(path.read_bytes()) for path in out.glob("*/doubts.json")]
    assert [fault for one in asked for fault in against_schema("case-doubts", one)] == []
    assert sum(bool(one["pages"]) for one in asked) > 0

    (place / "decided.json").write_text('{"schema": 1, "confirm_sure": true}', "utf-8")
    one = office.people[1]
    status, said, complained = ended(
        begun(office, office.roster.name, *given, place.name, one.name, one.employer.name)
    )
    assert status == 1, complained
    assert "—— 再读一遍" in said
    assert (place / "posting.docx").is_file()
    assert list((place / "package").rglob("*.jpg"))
    assert (place / "decided.done.json").is_file()
    exported = json.loads((place / "export.json").read_bytes())
    assert against_schema("case-export", exported) == []
    assert exported["exported"] == len(list((place / "package").rglob("*.jpg")))
    told_of = f"12 people, 15 mistakes, interrupted once, {doubtful} doubtful pages"
    record_property("figure", told_of)


def test_the_script_is_short_enough_to_be_read() -> None:
    lines = SCRIPT.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 120
