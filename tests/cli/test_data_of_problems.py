"""Data of the commands: as the schemas tell it, and also where the command cannot do its work."""

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
from pydantic import BaseModel

import zcdesk
from tests.against_schema import against_schema
from tests.batch.drawn import HEAD, NOTICE, PEOPLE, write_roster
from tests.program import Program, drawn_scan, waited_for
from tests.setup.checkout import ROOT
from tests.tables import rows_beside
from tests.test_finding_facts import given_codes
from tools.schemas import PRINTED, TAKEN, differing
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


NOTICE_SCHEMAS = "region-senior-2024"
WHO = ["--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司"]


def test_the_schemas_are_what_their_command_writes() -> None:
    assert differing() == []


@pytest.fixture(scope="module")
def place_schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scan, a covered picture of it, and a case that holds it unsorted."""
    folder = tmp_path_factory.mktemp("输出")
    scan = drawn_scan(folder / "a.jpg", "姓名：张伟，性别：男")
    (folder / "facts.yaml").write_text("name: 张伟\nemployer: 某某有限公司\n", encoding="utf-8")
    facts = ["--facts", str(folder / "facts.yaml")]
    run(["case", "new", str(folder / "a.zcase"), "--notice", NOTICE_SCHEMAS, *facts])
    run(["case", "add", str(folder / "a.zcase"), str(scan), "--later"])
    notice = "一、申报时间：2027年3月1日至2027年4月30日。\n二、材料要求：学历证书原件扫描件。\n"
    (folder / "通知.txt").write_text(notice, encoding="utf-8")
    (folder / "答复.json").write_text(
        '{"schema": 1, "acts": [{"act": "turn", "page": 9, "degrees": 90}]}', encoding="utf-8"
    )
    (folder / "退回.txt").write_text("学历证书不清晰。", encoding="utf-8")
    run(["train", "new", "text-fields", "--number", "7", "--out", str(folder)])
    mine = folder / "材料" / "1-张伟"
    mine.mkdir(parents=True)
    drawn_scan(mine / "a.jpg", "姓名：张伟，性别：男")
    (mine / "坏.pdf").write_bytes(b"no picture")
    (folder / "材料" / "谁的").mkdir()
    rows = [
        "姓名,工作单位,通知,材料文件夹",
        f"张伟,{WHO[3]},{NOTICE_SCHEMAS},1-张伟",
        f"李红,{WHO[3]},{NOTICE_SCHEMAS},后补",
    ]
    (folder / "花名册.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


COMMANDS = {
    "batch": "batch {0}/花名册.csv --scans {0}/材料 --out {0}/结果 --json -",
    "redact": "redact {0}/a.jpg --out {0}/out --report -",
    "verify": "verify {0}/a.jpg --json -",
    "inspect": "inspect {0}/a.jpg --json -",
    "case-status": "case status {0}/a.zcase --json -",
    "case-doubts": "case doubts {0}/a.zcase --json -",
    "case-decide": "case decide {0}/a.zcase {0}/答复.json --json -",
    "case-history": "case history {0}/a.zcase --json -",
    "case-returned": "case returned {0}/a.zcase --at 2024-10-12 --words {0}/退回.txt --json -",
    "case-sort": "case sort {0}/a.zcase --json -",
    "notice-list": "notice list --json -",
    "notice-show": f"notice show {NOTICE_SCHEMAS} --json -",
    "notice-new": "notice new {0}/通知.txt --json -",
    "doctor": "doctor --json -",
    "train-list": "train list --json -",
    "train-score": "train score {0}/text-fields-7.zcase --json -",
}


_LONG = {"doctor"}  # it tries the whole program

_ELSEWHERE = {"case-export"}  # the office's day has pages that somebody confirmed

NAMES = [
    pytest.param(name, marks=[pytest.mark.nightly] if name in _LONG else [])
    for name in PRINTED
    if name not in _ELSEWHERE
]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_is_what_the_schema_tells(
    name: str, place_schemas: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = COMMANDS[name].format(place_schemas).split()
    run([*words, *(WHO if name in {"redact", "verify"} else [])])
    printed = capsys.readouterr().out
    told = PRINTED[name].model_validate_json(printed)
    again = told.model_dump_json(by_alias=True)
    assert json.loads(again) == json.loads(printed)
    assert json.loads(printed)["schema"] == 1
    assert against_schema(name, json.loads(printed)) == []


@pytest.mark.parametrize("model", [*PRINTED.values(), *TAKEN.values()])
def test_a_key_that_the_schema_does_not_know_is_none(model: type[BaseModel]) -> None:
    told = model.model_json_schema(mode="serialization")
    parts = [told, *told.get("$defs", {}).values()]
    loose = [part["title"] for part in parts if "properties" in part
             and part.get("additionalProperties") is not False]  # fmt: skip
    assert loose in ([], ["FactsFile"])  # whose further keys are the ids of questions
