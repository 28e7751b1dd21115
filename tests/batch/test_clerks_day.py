"""A run from the command line adds up: files, pages, table and data tell the same numbers."""

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.batch.desk import pages_in
from tests.batch.drawn import PEOPLE, draw_people, write_roster
from tests.cli.shell import Shell
from zcdesk.cli.app import run


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster and scans: a file twice in one folder, one that is no picture, one cut short."""
    folder = tmp_path_factory.mktemp("单位")
    scans = draw_people(folder / "材料")
    shutil.copy(scans / "一号" / "a.jpg", scans / "一号" / "又一份.jpg")
    half = (scans / "一号" / "a.jpg").read_bytes()[:900]
    (scans / "贺一鸣" / f"坏的{PEOPLE[1][0]}.jpg").write_bytes(half)
    (scans / "贺一鸣" / "坏.pdf").write_bytes(b"no picture")
    write_roster(folder / "花名册.xlsx")
    return folder


@pytest.mark.nightly
def test_files_that_are_there_twice_or_of_no_use_are_named_once_and_all_counts_add_up(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = office / "结果"
    given = ["batch", str(office / "花名册.xlsx"), "--scans", str(office / "材料"),
             "--out", str(out), "--workers", "2"]  # fmt: skip
    assert run([*given, "--only", "2-3", "--json", "-"]) == 1
    told = capsys.readouterr()
    lines = told.err.splitlines()
    assert sum("又一份.jpg" in line and "“a.jpg”是同一个文件" in line for line in lines) == 1
    refused = [line for line in lines if re.match(r"第 3 行 (坏\.pdf|refused-\d{3}\.jpg)：", line)]
    assert len(refused) == 2, lines
    assert not any(person[0] in told.err for person in PEOPLE if person[0] != "贺一鸣")
    progress = [line for line in lines if line.startswith("处理 ")]
    last = re.match(r"处理 (\d+)/(\d+)", progress[-1])
    assert last is not None
    assert last[1] == last[2], progress

    data = json.loads(told.out)
    assert [one["row"] for one in data["people"]] == [2, 3]
    for state, count in data["counts"]["pages"].items():
        assert count == sum(one["pages"][state] for one in data["people"])
    assert data["people"][0]["pages"]["refused"] == 0
    assert sum(data["people"][0]["pages"].values()) == 2, "a file that is there twice counts once"
    second = data["people"][1]
    assert second["pages"]["refused"] == 2
    assert second["unsorted"] == 0, "what is refused is not counted again as unsorted"
    for one in data["people"]:
        good = [page for page in pages_in(out)[one["folder"]] if page[2] is not None]
        assert len(good) == sum(one["pages"].values()) - one["pages"]["refused"]
        assert (out / one["case"]).is_file()
    kept = data["people"]
    cells = load_workbook(out / "results.xlsx").worksheets[0].iter_rows(values_only=True)
    shown = " ".join(str(cell) for row in cells for cell in row if cell)
    assert "2 个文件打不开" in shown
    assert not (out / "陆听澜").exists()

    before = pages_in(out)
    assert run([*given, "--only", "4", "--json", str(office / "j.json")]) == 1
    data = json.loads((office / "j.json").read_bytes())
    assert [one["row"] for one in data["people"]] == [2, 3, 4], "those of before are told, too"
    assert [one["pages"] for one in data["people"]][:2] == [one["pages"] for one in kept]
    assert {folder: pages_in(out)[folder] for folder in before} == before
    assert run([*given, "--only", "4"]) == 4
    assert "--resume" in capsys.readouterr().err


def test_a_look_before_the_run_writes_nothing(office: Path, shell: Shell) -> None:
    shutil.copytree(office / "材料", "材料")
    shutil.rmtree("材料/李红")
    write_roster(Path("花名册.xlsx"))
    before = sorted(Path().rglob("*"))
    told = shell("batch 花名册.xlsx --scans 材料 --dry-run").out
    assert "3 人，3 人有材料，9 个文件" in told
    assert sorted(Path().rglob("*")) == before
