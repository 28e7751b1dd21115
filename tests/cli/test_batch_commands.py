"""The commands below ``batch`` do what its options do."""

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from zcdesk.applicant import Applicant
from zcdesk.batch.results.person_results import CASE_FILE
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.cli.app import _BELOW_BATCH, every_command
from zcdesk.cli.batch.commands import batch_below

ROSTER = "姓名,工作单位,通知,材料文件夹\n赵启明,乌鲁木齐晨光建设有限公司,region-senior-2024,一\n"


@pytest.fixture(autouse=True)
def _laid(shell: Shell) -> None:
    """A roster and a folder of scans that holds none."""
    shell.write("花名册.csv", ROSTER)
    Path("材料").mkdir()


def test_the_commands_below_batch_are_known_before_they_are_loaded() -> None:
    below = [command.name for command in batch_below().registered_commands]
    assert below == list(_BELOW_BATCH)
    assert {f"batch {name}" for name in below} <= set(every_command())


@pytest.mark.slow
@pytest.mark.parametrize("command", ["template", "--template"])
def test_an_empty_roster_is_made_by_either_name(command: str, shell: Shell) -> None:
    shell(f"batch {command} 空表.xlsx --notice region-senior-2024")
    assert Path("空表.xlsx").stat().st_size > 5_000
    shell.write("空表.xlsx", "filled in")
    assert "已经存在" in shell(f"batch {command} 空表.xlsx", 4).err
    assert Path("空表.xlsx").read_bytes() == b"filled in"


def test_a_check_says_what_a_dry_run_says(shell: Shell) -> None:
    commands = "check 花名册.csv", "花名册.csv --dry-run"
    told = [shell(f"batch {command} --scans 材料 --json -", 0) for command in commands]
    assert json.loads(told[0].out) == json.loads(told[1].out)
    assert told[0].err == told[1].err


def test_a_folder_of_scans_may_have_the_name_of_a_command(shell: Shell) -> None:
    Path("check").mkdir()
    shell("batch --scans check 花名册.csv --dry-run")


def test_forms_are_written_only_of_a_run_that_is_there(shell: Shell) -> None:
    for command in ("forms 花名册.csv", "花名册.csv"):
        data = shell.data(f"batch {command} --out 结果 --form posting", 3)
        assert data["problem"]["code"] == "batch.no_results"
        assert not Path("结果").exists()
    Path("结果", "某人").mkdir(parents=True)
    nobodys = Case("x", Applicant("某人", ""), frozenset())
    create_case(Path("结果", "某人", CASE_FILE), nobodys).close()
    shell("batch forms 花名册.csv --out 结果 --form posting")
    assert "posting_result" in shell("batch forms 花名册.csv --out 结果 --form letters", 2).err


def test_a_return_for_a_row_that_nobody_worked_on_says_so(shell: Shell) -> None:
    Path("结果").mkdir()
    shell.write("note.txt", "赵启明：公示缺页。")
    said = shell("batch 花名册.csv --out 结果 --returned note.txt --yes --json -", 1)
    assert "第 2 行还没有案卷" in said.err
    assert json.loads(said.out)["problem"]["code"] == "batch.no_case"


@pytest.mark.slow
def test_who_has_no_scans_stays_in_the_table_when_only_others_are_worked_on(shell: Shell) -> None:
    row = ROSTER.splitlines()[1].replace("赵启明", "周文海").replace(",一", ",")
    shell.write("花名册.csv", f"{ROSTER}{row}\n")
    Path("材料", "一").mkdir()
    Path("材料", "一", "a.jpg").write_bytes(b"refused at once")
    shell.write("note.txt", "赵启明：公示缺页。")
    once, back = "--scans 材料", "--returned note.txt --at 2024-10-12 --yes"
    for further in (once, f"{once} --resume --only 2", back, back):
        line = f"batch 花名册.csv --out 结果 {further}"
        people = shell.data(line, 0 if further == back else 1)["people"]
        assert [(one["row"], one["problem"]) for one in people] == [(2, ""), (3, "")]


@pytest.mark.parametrize("name", _BELOW_BATCH)
def test_each_has_a_help_with_an_example(name: str, shell: Shell) -> None:
    assert f"例：zcdesk batch {name} " in shell(f"batch {name} --help").out
