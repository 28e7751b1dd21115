"""Whatever becomes of a command, ``--json`` says it: never nothing, never yesterday's data."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import zcdesk
from tests.against_schema import against_schema
from tests.batch.drawn import HEAD, NOTICE, PEOPLE, write_roster
from tests.program import Program, drawn_scan, waited_for
from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from tests.test_finding_facts import given_codes
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run
from zcdesk.cli.statuses import coded
from zcdesk.disk.files import signed
from zcdesk.errors import ZcdeskError
from zcdesk.vocabulary import _USAGE, _WITHOUT_REMEDY, _problems
from zcdesk.wording import codes

TABLES = rows_beside(__file__)

YESTERDAY = '{"schema": 1, "people": ["yesterday"]}'

FAILING = TABLES["failing"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a roster that is right, one that is not, and no scans."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s").mkdir()
    (tmp_path / "note.txt").write_text("赵铁柱：请补交身份证。\n", "utf-8")
    write_roster(tmp_path / "r.xlsx", [[*PEOPLE[0][:3], "", ""]])
    (tmp_path / "e.csv").touch()
    write_roster(tmp_path / "f.xlsx", [["", *PEOPLE[0][1:]]])
    return tmp_path


@pytest.mark.parametrize("kind", FAILING)
@pytest.mark.parametrize("target", ["j.json", "-"])
def test_a_command_that_cannot_do_its_work_says_so_in_its_data(
    kind: str, target: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed, schema, code, status = FAILING[kind]
    (place / "j.json").write_text(YESTERDAY, "utf-8")
    assert run([*typed.split(" "), "--json", target]) == status
    printed = capsys.readouterr()
    data = json.loads(printed.out if target == "-" else (place / "j.json").read_bytes())
    assert data["problem"]["code"] == code
    assert data["problem"]["message"]
    assert "yesterday" not in json.dumps(data)
    assert against_schema(schema, data) == []
    assert f"[{code}]" in printed.err, "the code on the screen"


def test_a_report_that_cannot_be_made_says_why(place: Path) -> None:
    (place / "r.json").write_text(YESTERDAY, "utf-8")
    assert run(["redact", "a.jpg", "--report=r.json", "--out", "o"]) == 2
    data = json.loads((place / "r.json").read_bytes())
    assert data["problem"]["code"] == "cli.name_and_employer"
    assert against_schema("redact", data) == []


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 a scan", b"PK\x03\x04"])
def test_after_a_slip_in_the_command_a_file_that_is_no_data_keeps_its_bytes(
    content: bytes, place: Path
) -> None:
    (place / "scan.jpg").write_bytes(content)
    assert run(["inspect", "--json", "scan.jpg"]) == 2
    assert (place / "scan.jpg").read_bytes() == content
    assert run(["inspect", "--json"]) == 2


@pytest.mark.slow
def test_an_interrupted_batch_says_so_in_its_data(tmp_path: Path) -> None:
    program = Program(tmp_path)
    rows = [[*PEOPLE[0][:3], "a", ""]]
    write_roster(tmp_path / "r.xlsx", rows, HEAD)
    (tmp_path / "s" / "a").mkdir(parents=True)
    for number in range(3):
        drawn_scan(tmp_path / "s" / "a" / f"{number}.jpg", f"第{number}页")
    (tmp_path / "j.json").write_text(YESTERDAY, "utf-8")
    command = "batch r.xlsx --scans s --out o --workers 1 --json j.json"
    process = program.start(*command.split())
    assert waited_for(lambda: list((tmp_path / "o").glob("*/person.zcase")), process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=600)
    assert process.returncode == 130
    data = json.loads((tmp_path / "j.json").read_bytes())
    assert data["problem"]["code"] == "cli.interrupted"


def every_error(base: type[ZcdeskError] = ZcdeskError) -> Iterator[type[ZcdeskError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from every_error(kind)


def test_every_refusal_of_a_command_is_among_the_problems_of_the_schemas() -> None:
    refused = set()
    for path in (ROOT / "zcdesk" / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("BadParameter"):
                refused |= set(re.findall(r"text\('([a-z_.]+)'", ast.unparse(node)))
    assert len(refused) > 30
    assert refused - _problems() - _WITHOUT_REMEDY - _USAGE == set()
    assert (_problems() | _USAGE) - codes() == set()


@pytest.mark.slow
def test_every_error_of_the_program_is_among_the_problems_of_the_schemas() -> None:
    for module in pkgutil.walk_packages(zcdesk.__path__, "zcdesk."):
        if not module.name.startswith("zcdesk.ui") and "__main__" not in module.name:
            importlib.import_module(module.name)
    known = _problems() | _WITHOUT_REMEDY | _USAGE
    assert coded() - known == {"cli.no_display"}, "a window is no data"
    ours = {kind.code for kind in every_error() if kind.__module__.startswith("zcdesk.")}
    assert (ours | given_codes()) - known == set()


def test_a_return_and_a_history_are_told_as_data(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn_scan(place / "a.jpg", "姓名：张伟，性别：男")
    (place / "facts.yaml").write_text("name: 张伟\nemployer: 某某有限公司\n", "utf-8")
    (place / "note.txt").write_text("1. 学历证书不清晰；2. 第 1 页请重新扫描。", "utf-8")
    run(["case", "new", "a.zcase", "--notice", NOTICE, "--facts", "facts.yaml"])
    run(["case", "add", "a.zcase", "a.jpg", "--later"])
    capsys.readouterr()
    shown = {}
    for name, typed in {
        "returned": "returned a.zcase --at 2024-10-12T09:30 --words note.txt",
        "history": "history a.zcase",
    }.items():
        run(["case", *typed.split(), "--json", "-"])
        shown[name] = json.loads(capsys.readouterr().out)
        assert against_schema(f"case-{name}", shown[name]) == []
    noted = shown["returned"]
    assert noted["at"] == "2024-10-12T09:30:00+08:00"
    assert noted["level"] == "review_committee"
    assert [point["words"] for point in noted["points"]] == ["学历证书不清晰", "第 1 页请重新扫描"]
    assert noted["points"][1]["page"] == 1
    assert noted["terms"]
    assert [act["what"] for act in shown["history"]["acts"]][-1] == "round"


@pytest.mark.slow
def test_a_case_that_is_open_elsewhere_says_where_and_since_when(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "facts.yaml").write_text("name: 张伟\nemployer: 某某有限公司\n", "utf-8")
    run(["case", "new", "a.zcase", "--notice", NOTICE, "--facts", "facts.yaml"])
    with open_case(place / "a.zcase") as stored:
        assert isinstance(stored.case, Case)
        capsys.readouterr()
        done = Program(place).run("case", "sort", "a.zcase", "--json", "j.json")
        held = signed((place / ".a.zcase.lock").read_bytes())
    assert held is not None
    assert done.returncode == 7
    assert all(word in done.stderr for word in held)
    data = json.loads((place / "j.json").read_bytes())
    assert data["problem"]["code"] == "case.opened_elsewhere_since"
    assert signed(b"") is signed(b"[]") is signed(b'{"host": 1, "at": "x"}') is None
