"""A second run of ``redact`` replaces or continues the first; what is not a run's stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import drawn_scan
from zcdesk.cli.app import run
from zcdesk.workflow.loose.redacting import REPORT, pages_of_earlier_run

pytestmark = pytest.mark.usefixtures("lent_workers")

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


@pytest.mark.slow
def test_a_second_run_continues_or_replaces_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    first = drawn_scan(tmp_path / "a.png", "姓名：张伟")
    second = drawn_scan(tmp_path / "b.png", "毕业证书")
    out = tmp_path / "out"
    assert run(["redact", str(first), str(second), *WHO, "--out", str(out)]) in (0, 1)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run(["redact", str(first), str(second), *WHO, "--out", str(out)]) == 4
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


@pytest.mark.parametrize("given", ["--resume", "--force"])
def test_pages_that_no_report_names_are_told_and_stay(
    tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = drawn_scan(tmp_path / "a.png", "姓名：张伟")
    out = tmp_path / "out"
    out.mkdir()
    (out / "002.review.jpg").write_bytes(b"of a run that was killed")
    command = ["redact", str(scan), *WHO, "--out", str(out)]
    assert run(command) == 4
    assert [path.name for path in out.iterdir()] == ["002.review.jpg"]
    assert "002.review.jpg" in capsys.readouterr().err
    assert run([*command, given]) == 1
    assert {path.name for path in out.iterdir()} == {*reported(out), REPORT, "002.review.jpg"}
    assert "002.review.jpg" in capsys.readouterr().err


@pytest.mark.slow
def test_a_run_whose_report_lies_elsewhere_is_not_mixed_with_another(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["redact", *WHO, "--out", str(out), "--report", str(tmp_path / "r.json")]
    first, second = (drawn_scan(tmp_path / f"{name}.png", "毕业证书", name) for name in "ab")
    assert run([*command, str(first)]) in (0, 1)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run([*command, str(second)]) == 4
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.slow
@pytest.mark.parametrize("given", [(), ("--resume",), ("--force",)])
def test_a_scan_that_an_earlier_report_names_stays(tmp_path: Path, given: tuple[str, ...]) -> None:
    (tmp_path / "out").mkdir()
    scan = drawn_scan(tmp_path / "out" / "001.jpg", "姓名：张伟")
    before = scan.read_bytes()
    (scan.parent / REPORT).write_text(json.dumps({"pages": [{"output": "001.jpg"}]}), "utf-8")
    assert run(["redact", str(scan), *WHO, "--out", str(scan.parent), *given]) in (0, 1)
    assert scan.read_bytes() == before
