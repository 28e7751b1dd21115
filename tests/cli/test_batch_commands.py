"""The commands below ``batch`` do what its options do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zcdesk.batch.results.person_results import PersonResult, write_result
from zcdesk.batch.roster.person_marks import PersonMark
from zcdesk.cli.app import _BELOW_BATCH, every_command, run
from zcdesk.cli.batch.commands import batch_below

ROSTER = "姓名,工作单位,通知,材料文件夹\n赵启明,乌鲁木齐晨光建设有限公司,region-senior-2024,一\n"


def written(folder: Path) -> tuple[str, str]:
    """Write a roster and a folder of scans that holds none; return both."""
    roster, scans = folder / "花名册.csv", folder / "材料"
    roster.write_text(ROSTER, encoding="utf-8")
    scans.mkdir()
    return str(roster), str(scans)


def test_the_commands_below_batch_are_known_before_they_are_loaded() -> None:
    below = [command.name for command in batch_below().registered_commands]
    assert below == list(_BELOW_BATCH)
    assert {f"batch {name}" for name in below} <= set(every_command())


@pytest.mark.parametrize("command", [["template"], ["--template"]])
def test_an_empty_roster_is_made_by_either_name(command: list[str], tmp_path: Path) -> None:
    made = tmp_path / "空表.xlsx"
    assert run(["batch", *command, str(made), "--notice", "region-senior-2024"]) == 0
    assert made.stat().st_size > 5_000
    assert run(["batch", *command, str(made)]) == 4  # it may be filled in


def test_a_check_says_what_a_dry_run_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, scans = written(tmp_path)
    told = []
    for command in (["check", roster], [roster, "--dry-run"]):
        status = run(["batch", *command, "--scans", scans, "--json", "-"])
        shown = capsys.readouterr()
        told.append((status, json.loads(shown.out), shown.err))
    assert told[0] == told[1]


def test_a_folder_of_scans_may_have_the_name_of_a_command(tmp_path: Path) -> None:
    roster, _ = written(tmp_path)
    (tmp_path / "check").mkdir()
    assert run(["batch", "--scans", str(tmp_path / "check"), roster, "--dry-run"]) == 0


def test_forms_are_written_only_of_a_run_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, _ = written(tmp_path)
    out, data = tmp_path / "结果", tmp_path / "j.json"
    for command in (["forms", roster], [roster]):
        words = ["batch", *command, "--out", str(out), "--form", "posting", "--json", str(data)]
        assert run(words) == 3
        assert json.loads(data.read_bytes())["problem"]["code"] == "batch.no_results"
        assert not out.exists()
    (out / "某人").mkdir(parents=True)
    write_result(out / "某人", PersonResult(2, "某人", "missing", notice="x"), PersonMark())
    assert run(["batch", "forms", roster, "--out", str(out), "--form", "posting"]) == 0
    assert run(["batch", "forms", roster, "--out", str(out), "--form", "letters"]) == 2
    assert "posting_result" in capsys.readouterr().err


def test_a_return_for_a_row_that_nobody_worked_on_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, _ = written(tmp_path)
    out, note, data = tmp_path / "结果", tmp_path / "note.txt", tmp_path / "j.json"
    out.mkdir()
    note.write_text("赵启明：公示缺页。", encoding="utf-8")
    words = [
        "batch",
        roster,
        "--out",
        str(out),
        "--returned",
        str(note),
        "--yes",
        "--json",
        str(data),
    ]
    assert run(words) == 1
    assert "第 2 行还没有案卷" in capsys.readouterr().err
    assert json.loads(data.read_bytes())["problem"]["code"] == "batch.no_case"


@pytest.mark.slow
def test_a_person_without_scans_stays_in_the_table_when_only_others_are_worked_on_or_returned(
    tmp_path: Path,
) -> None:
    roster, scans = written(tmp_path)
    row = ROSTER.splitlines()[1].replace("赵启明", "周文海").replace(",一", ",")
    Path(roster).write_text(f"{ROSTER}{row}\n", encoding="utf-8")
    (Path(scans) / "一").mkdir()
    (Path(scans) / "一" / "a.jpg").write_bytes(b"refused at once")
    out, data, note = str(tmp_path / "结果"), tmp_path / "j.json", tmp_path / "note.txt"
    note.write_text("赵启明：公示缺页。", encoding="utf-8")
    words = ["batch", roster, "--out", out, "--json", str(data)]
    once, back = ("--scans", scans), ("--returned", str(note), "--at", "2024-10-12", "--yes")
    for further in (once, (*once, "--resume", "--only", "2"), back, back):
        assert run([*words, *further]) == (0 if further == back else 1)
        people = json.loads(data.read_bytes())["people"]
        assert [(one["row"], one["problem"]) for one in people] == [(2, ""), (3, "")]


@pytest.mark.parametrize("name", _BELOW_BATCH)
def test_each_has_a_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["batch", name, "--help"]) == 0
    assert f"例：zcdesk batch {name} " in capsys.readouterr().out
