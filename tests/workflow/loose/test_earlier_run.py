"""A second run of ``redact`` replaces or continues the first; what is not a run's stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import drawn_scan
from zcdesk.cli.app import run
from zcdesk.workflow.loose.earlier_run import REPORT, pages_of_earlier_run

WHO = ("--name", "张伟", "--employer", "云岭化工有限公司")


def reported(out: Path) -> list[str]:
    told = json.loads((out / REPORT).read_text("utf-8"))
    return [page["output"] for page in told["pages"]]


@pytest.mark.parametrize("name", ["../a.jpg", "/etc/x.jpg", "notes.jpg", "001.png", "1.jpg", "con"])
def test_only_names_that_a_run_gives_are_of_an_earlier_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "001.jpg").write_bytes(b"x")
    (tmp_path / "notes.jpg").write_bytes(b"x")
    pages = [{"output": name}, {"output": "001.jpg"}, {"output": "009.jpg"}, {"output": None}]
    (tmp_path / REPORT).write_text(json.dumps({"pages": pages}), "utf-8")
    assert pages_of_earlier_run(tmp_path) == (tmp_path / "001.jpg",)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pages": 3}', "{" * 9000])
def test_a_report_that_is_none_tells_of_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / "001.jpg").write_bytes(b"x")
    (tmp_path / REPORT).write_text(content, "utf-8")
    assert pages_of_earlier_run(tmp_path) == ()


def test_a_second_run_continues_or_replaces_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    first = drawn_scan(tmp_path / "a.png", "姓名：张伟")
    second = drawn_scan(tmp_path / "b.png", "毕业证书")
    out = tmp_path / "out"
    assert run(["redact", str(first), str(second), *WHO, "--out", str(out)]) in (0, 1)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run(["redact", str(first), str(second), *WHO, "--out", str(out)]) == 2
    again = ["redact", str(first), str(second), *WHO, "--out", str(out), "--resume"]
    assert run(again) in (0, 1)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    (out / "notes.txt").write_text("mine", "utf-8")
    (out / "photo.jpg").write_bytes(b"mine")
    assert run(["redact", str(second), *WHO, "--out", str(out), "--force"]) in (0, 1)
    kept = {path.name for path in out.iterdir()}
    assert kept == {*reported(out), REPORT, "notes.txt", "photo.jpg"}
    assert len(reported(out)) == 1
    assert reported(out)[0].startswith("001.")
