"""What a command prints is what its schema in ``docs/schemas`` says, to the last key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.against_schema import against_schema
from tests.program import drawn_scan
from tools.schemas import PRINTED, TAKEN, differing
from zcdesk.cli.app import run

NOTICE = "region-senior-2024"
WHO = ["--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司"]


def test_the_schemas_are_what_their_command_writes() -> None:
    assert differing() == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scan, a covered picture of it, and a case that holds it unsorted."""
    folder = tmp_path_factory.mktemp("输出")
    scan = drawn_scan(folder / "a.jpg", "姓名：张伟，性别：男")
    (folder / "facts.yaml").write_text("name: 张伟\nemployer: 某某有限公司\n", encoding="utf-8")
    facts = ["--facts", str(folder / "facts.yaml")]
    run(["case", "new", str(folder / "a.zcase"), "--notice", NOTICE, *facts])
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
        f"张伟,{WHO[3]},{NOTICE},1-张伟",
        f"李红,{WHO[3]},{NOTICE},后补",
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
    "notice-show": f"notice show {NOTICE} --json -",
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
    name: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = COMMANDS[name].format(place).split()
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
