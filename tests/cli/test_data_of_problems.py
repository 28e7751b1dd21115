"""Data of the commands: as the schemas tell it, and also where the command cannot do its work."""

import ast
import importlib
import json
import pkgutil
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import zcdesk
from tests.against_schema import against_schema
from tests.batch.drawn import HEAD, PEOPLE, write_roster
from tests.cli.shell import EMPLOYER, NOTICE, WHO, Shell
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
def place(shell: Shell) -> Shell:
    """A folder with a roster that is right, one that is not, and no scans."""
    Path("s").mkdir()
    shell.write("note.txt", "赵铁柱：请补交身份证。\n")
    write_roster(Path("r.xlsx"), [[*PEOPLE[0][:3], "", ""]])
    Path("e.csv").touch()
    write_roster(Path("f.xlsx"), [["", *PEOPLE[0][1:]]])
    shell.write("j.json", YESTERDAY)
    return shell


def kept(schema: str) -> Any:
    """What lies in the file of data, which is as its schema tells it."""
    data = json.loads(Path("j.json").read_bytes())
    assert against_schema(schema, data) == []
    return data


@pytest.mark.slow
@pytest.mark.parametrize("kind", FAILING)
@pytest.mark.parametrize("target", ["j.json", "-"])
def test_a_command_that_fails_says_so_in_its_data(kind: str, target: str, place: Shell) -> None:
    typed, schema, code, status = FAILING[kind]
    said = place(f"{typed} --json {target}", status)
    if target == "-":
        place.write("j.json", said.out)
    data = kept(schema)
    assert data["problem"]["code"] == code
    assert data["problem"]["message"]
    assert "yesterday" not in json.dumps(data)
    assert f"[{code}]" in said.err, "the code on the screen"


def test_a_report_that_cannot_be_made_says_why(place: Shell) -> None:
    place("redact a.jpg --report=j.json --out o", 2)
    assert kept("redact")["problem"]["code"] == "cli.name_and_employer"


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 a scan", b"PK\x03\x04"])
def test_after_a_slip_a_file_that_is_no_data_keeps_its_bytes(content: bytes, place: Shell) -> None:
    Path("scan.jpg").write_bytes(content)
    place("inspect --json scan.jpg", 2)
    assert Path("scan.jpg").read_bytes() == content
    place("inspect --json", 2)


@pytest.mark.nightly
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


@pytest.mark.nightly
def test_every_error_of_the_program_is_among_the_problems_of_the_schemas() -> None:
    for module in pkgutil.walk_packages(zcdesk.__path__, "zcdesk."):
        if not module.name.startswith("zcdesk.ui") and "__main__" not in module.name:
            importlib.import_module(module.name)
    known = _problems() | _WITHOUT_REMEDY | _USAGE
    assert coded() - known == {"cli.no_display"}, "a window is no data"
    ours = {kind.code for kind in every_error() if kind.__module__.startswith("zcdesk.")}
    assert (ours | given_codes()) - known == set()


def test_a_return_and_a_history_are_told_as_data(shell: Shell) -> None:
    drawn_scan(Path("a.jpg"), "姓名：张伟，性别：男")
    shell.write("note.txt", "1. 学历证书不清晰；2. 第 1 页请重新扫描。")
    shell.new()
    shell("case add a.zcase a.jpg --later")
    noted = shell.data("case returned a.zcase --at 2024-10-12T09:30 --words note.txt", 0, 1)
    history = shell.data("case history a.zcase", 0, 1)
    assert against_schema("case-returned", noted) == against_schema("case-history", history) == []
    assert noted["at"] == "2024-10-12T09:30:00+08:00"
    assert noted["level"] == "review_committee"
    assert [point["words"] for point in noted["points"]] == ["学历证书不清晰", "第 1 页请重新扫描"]
    assert noted["points"][1]["page"] == 1
    assert noted["terms"]
    assert [act["what"] for act in history["acts"]][-1] == "round"


@pytest.mark.nightly
def test_a_case_that_is_open_elsewhere_says_where_and_since_when(place: Shell) -> None:
    place.new()
    with open_case(Path("a.zcase")) as stored:
        assert isinstance(stored.case, Case)
        done = Program(place.folder).run("case", "sort", "a.zcase", "--json", "j.json")
        held = signed(Path(".a.zcase.lock").read_bytes())
    assert held is not None
    assert done.returncode == 7
    assert all(word in done.stderr for word in held)
    assert kept("case-sort")["problem"]["code"] == "case.opened_elsewhere_since"
    assert signed(b"") is signed(b"[]") is signed(b'{"host": 1, "at": "x"}') is None


def test_the_schemas_are_what_their_command_writes() -> None:
    assert differing() == []


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder with a scan, a covered picture of it, and a case that holds it unsorted."""
    texts = {
        "facts.yaml": "name: 张伟\nemployer: 某某有限公司\n",
        "通知.txt": "一、申报时间：2027年3月1日至2027年4月30日。\n二、材料要求：学历证书。\n",
        "答复.json": '{"schema": 1, "acts": [{"act": "turn", "page": 9, "degrees": 90}]}',
        "退回.txt": "学历证书不清晰。",
        "材料/1-张伟/坏.pdf": "no picture",
        "花名册.csv": f"姓名,工作单位,通知,材料文件夹\n张伟,{EMPLOYER},{NOTICE},1-张伟\n"
        f"李红,{EMPLOYER},{NOTICE},后补\n",
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tmp_path_factory.mktemp("输出"))
        for name in ("材料/1-张伟", "材料/谁的"):
            Path(name).mkdir(parents=True)
        for name, text in texts.items():
            Path(name).write_text(text, "utf-8")
        for name in ("a.jpg", "材料/1-张伟/a.jpg"):
            drawn_scan(Path(name), "姓名：张伟，性别：男")
        run(["case", "new", "a.zcase", "--notice", NOTICE, "--facts", "facts.yaml"])
        run(["case", "add", "a.zcase", "a.jpg", "--later"])
        run(["train", "new", "text-fields", "--number", "7", "--out", "."])
        yield


COMMANDS = {
    "batch": "batch 花名册.csv --scans 材料 --out 结果",
    "redact": f"redact a.jpg --out out {WHO}",
    "verify": f"verify a.jpg {WHO}",
    "inspect": "inspect a.jpg",
    "case-decide": "case decide a.zcase 答复.json",
    "case-returned": "case returned a.zcase --at 2024-10-12 --words 退回.txt",
    "notice-show": f"notice show {NOTICE}",
    "notice-new": "notice new 通知.txt",
    "train-score": "train score text-fields-7.zcase",
}
COMMANDS |= {
    f"case-{one}": f"case {one} a.zcase" for one in ["status", "doubts", "history", "sort"]
}
COMMANDS |= {"notice-list": "notice list", "doctor": "doctor", "train-list": "train list"}

_LONG = {"doctor"}  # it tries the whole program

_ELSEWHERE = {"case-export"}  # the office's day has pages that somebody confirmed

NAMES = [
    pytest.param(name, marks=[pytest.mark.nightly] if name in _LONG else [])
    for name in PRINTED
    if name not in _ELSEWHERE
]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_all_is_as_the_schema_tells(
    name: str, begun: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run([*COMMANDS[name].split(), "--report" if name == "redact" else "--json", "-"])
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
