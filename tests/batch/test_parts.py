"""A roster for several computers: parts are stable, together everybody, and gathered only whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import cast

import pytest

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, draw_people, write_roster
from tests.batch.halting import HALTING
from tests.batch.pages_in import pages_in
from tests.program import KNOWING, ROOT, answered
from zcdesk.applicant import Applicant
from zcdesk.batch.parts import PARTS, Part
from zcdesk.batch.results.held_results import held_part, held_results
from zcdesk.batch.roster.people import RosterPerson, read_roster


def many(count: int) -> list[RosterPerson]:
    return [
        RosterPerson(row, Applicant(f"某{row:04d}", EMPLOYER), NOTICE)
        for row in range(2, count + 2)
    ]


@pytest.mark.parametrize("words", ["2/8", " 2 / 8 ", "２／８", "02/08"])
def test_a_part_is_written_as_people_write_it(words: str) -> None:
    assert Part.written(words) == Part(2, 8)


@pytest.mark.parametrize(
    "words", ["", "2", "0/8", "9/8", "2/0", "2/100", "-1/2", "1/2/3", "二/八", "1.5/2"]
)
def test_what_is_no_part_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(words) + "$"):
        Part.written(words)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 40, 133])
@pytest.mark.parametrize("of", [1, 2, 3, 8])
def test_the_parts_are_equally_large_and_hold_everybody_once(count: int, of: int) -> None:
    people = many(count)
    parts = [Part(number, of).rows(people) for number in range(1, of + 1)]
    assert sorted(row for part in parts for row in part) == [person.row for person in people]
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def whose(people: list[RosterPerson], of: int) -> dict[str, int]:
    by_row = {person.row: person.applicant.name for person in people}
    return {
        by_row[row]: number for number in range(1, of + 1) for row in Part(number, of).rows(people)
    }


def test_another_order_moves_nobody_and_a_new_row_at_most_one_at_each_cut() -> None:
    people, of = many(60), 6
    before = whose(people, of)
    shuffled = Random(3).sample(people, len(people))
    assert whose([replace(one, row=row) for row, one in enumerate(shuffled, 2)], of) == before
    for place in (0, 17, 60):
        new = RosterPerson(0, Applicant(f"新人{place}", EMPLOYER), NOTICE)
        more = [*people[:place], new, *people[place:]]
        after = whose([replace(one, row=row) for row, one in enumerate(more, 2)], of)
        assert sum(after[name] != number for name, number in before.items()) < of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Roster, scans, what one computer made of all (``whole``), and what two made (``one``)."""
    folder = tmp_path_factory.mktemp("单位")
    draw_people(folder / "材料")
    write_roster(folder / "r.xlsx")
    called(folder, "--scans", "材料", "--out", "whole")
    told = called(folder, "--scans", "材料", "--out", "one", "--part", "1/2", "--json", "1.json")
    assert told.returncode == 1, told.stderr
    assert not (folder / "one" / "results.xlsx").exists()
    called(folder, "--scans", "材料", "--out", "two", "--part", "2/2")
    return folder


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KNOWING, "batch", "r.xlsx", *arguments], cwd=folder, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip


def gathered(folder: Path, *more: str) -> tuple[int, str, dict[str, object]]:
    there = Path.cwd()
    os.chdir(folder)
    try:
        told = answered("batch", "r.xlsx", "--out", "out", "--gather", "--json", "g.json", *more)
        return told.returncode, told.stderr, json.loads(Path("g.json").read_bytes())
    finally:
        os.chdir(there)


@pytest.fixture
def brought(office: Path, tmp_path: Path) -> Path:
    """Roster, scans and the first part's results, as a computer that gathers has them."""
    shutil.copy(office / "r.xlsx", tmp_path)
    shutil.copytree(office / "one", tmp_path / "out")
    return tmp_path


def test_two_parts_gathered_are_the_whole(office: Path, brought: Path) -> None:
    shutil.copytree(office / "two", brought / "out", dirs_exist_ok=True)
    for kept in brought.glob("out/*/result.json"):
        kept.unlink()  # the case tells all of it
    status, told, data = gathered(brought, "--scans", str(office / "材料"))
    assert (status, data["problem"], data["part"]) == (1, None, ""), told
    assert [one["row"] for one in data["people"]] == [2, 3, 4]  # type: ignore[attr-defined]
    whole = office / "whole"
    names = [
        path.relative_to(whole)
        for path in whole.rglob("*")
        if path.is_file() and path.suffix != ".zcase"
    ]
    assert Path("results.xlsx") in names
    differ = [
        name
        for name in names
        if (whole / name).read_bytes() != (brought / "out" / name).read_bytes()
    ]
    assert differ == []
    again, _, _ = gathered(brought, "--scans", str(office / "材料"))
    assert again == 1


def test_a_part_tells_its_own_people_only(office: Path) -> None:
    data = json.loads((office / "1.json").read_bytes())
    people = read_roster(office / "r.xlsx").people
    assert data["part"] == "1/2"
    assert {one["row"] for one in data["people"]} == Part(1, 2).rows(people)
    for one in data["people"]:
        for path in ("folder", "case", "letters"):
            del one[path]  # names are in paths alone
    words = json.dumps(data, ensure_ascii=False) + "".join(
        path.read_text("utf-8") for path in (office / "one" / PARTS).iterdir()
    )
    assert not any(person.applicant.name in words for person in people)


def test_a_part_that_is_not_there_is_named_and_nothing_is_changed(brought: Path) -> None:
    before = sorted(brought.rglob("*"))
    status, told, data = gathered(brought)
    assert status == 3
    assert "2/2" in told
    assert data["problem"]["code"] == "batch.parts_missing"  # type: ignore[index]
    assert sorted(path for path in brought.rglob("*") if path.name != "g.json") == before


def row_changed(rows: list[list[str]]) -> None:
    rows[2][1] = "新疆云岭另一家有限公司"


def row_added(rows: list[list[str]]) -> None:
    rows.insert(1, ["程疏影", EMPLOYER, NOTICE, "", ""])


def everybody_else(rows: list[list[str]]) -> None:
    rows[:] = [["程疏影", EMPLOYER, NOTICE, "", ""], ["韩既白", EMPLOYER, NOTICE, "", ""]]


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (row_changed, "batch.parts_rows", "第 4 行"),
        (row_added, "batch.parts_rows", "第 3 行"),
        (everybody_else, "batch.parts_other_roster", "另一份花名册"),
    ],
)
def test_parts_of_another_table_are_refused(
    office: Path, brought: Path, change: object, code: str, said: str
) -> None:
    shutil.copytree(office / "two", brought / "out", dirs_exist_ok=True)
    rows = [list(row) for row in PEOPLE]
    change(rows)  # type: ignore[operator]
    write_roster(brought / "r.xlsx", rows, HEAD)
    status, told, data = gathered(brought)
    assert (status, data["problem"]["code"]) == (3, code)  # type: ignore[index]
    assert said in told
    assert not (brought / "out" / "results.xlsx").exists()


def test_a_folder_that_was_not_brought_is_told_by_its_row(office: Path, brought: Path) -> None:
    shutil.copytree(office / "two" / PARTS, brought / "out" / PARTS, dirs_exist_ok=True)
    status, told, _ = gathered(brought)
    assert status == 3
    assert "第 2、4 行" in told


def test_a_roster_that_was_sorted_since_is_gathered_by_whom_the_folders_are(
    office: Path, brought: Path
) -> None:
    shutil.copytree(office / "two", brought / "out", dirs_exist_ok=True)
    write_roster(brought / "r.xlsx", [list(row) for row in reversed(PEOPLE)], HEAD)
    mine = pages_in(brought / "out")
    status, _, data = gathered(brought, "--due", "2031-05-06")
    assert (status, data["problem"]) == (1, None)
    told = {one["row"]: one["strangers"] for one in data["people"]}  # type: ignore[attr-defined]
    assert told == {2: [[2, 3], [3, 4]], 3: [], 4: []}
    assert pages_in(brought / "out") == mine
    assert "2031" in (brought / "out" / "陆听澜" / "letter.txt").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "more",
    [
        ("--part", "1/2", "--gather"), ("--part", "1/2", "--only", "2"), ("--part", "3/2"),
        ("--gather", "--only", "2"), ("--part", "1/2", "--form", "posting"),
        ("--gather", "--shared", "r.xlsx"), ("--part", "1/2", "--dry-run"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused_before_anything_is_done(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    roster = write_roster(tmp_path / "r.xlsx")
    told = answered("batch", roster, "--scans", tmp_path, "--out", tmp_path / "o", *more)
    assert told.returncode == 2, told.stderr
    assert not (tmp_path / "o").exists()


def test_parts_run_beside_each_other_but_not_beside_the_whole_or_themselves(
    brought: Path, office: Path
) -> None:
    out, scans = brought / "out", office / "材料"
    common = ("batch", brought / "r.xlsx", "--scans", scans, "--out", out, "--resume")
    with held_part(out, "2-of-2"):
        for more in (("--part", "2/2"), (), ("--gather",)):
            told = answered(*common, *more)
            assert told.returncode == 3, (more, told.stderr)
        with held_part(out, "1-of-2"):
            pass
    with held_results(out):
        told = answered(*common, "--part", "2/2")
        assert told.returncode == 3
        assert "另一次处理" in told.stderr
    assert not list(out.glob(".zcdesk*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_part_that_was_killed_is_not_gathered_and_goes_on(office: Path, brought: Path) -> None:
    command = ["batch", "r.xlsx", "--scans", str(office / "材料"), "--out", "out",
               "--part", "2/2", "--workers", "1"]  # fmt: skip
    running = subprocess.Popen(
        [*HALTING, "1", *command], cwd=brought, env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert running.stderr is not None
    assert running.stderr.readline().startswith("处理 ")
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    status, told, data = gathered(brought)
    assert (status, data["problem"]["code"]) == (3, "batch.parts_rows")  # type: ignore[index]
    assert "2/2" in told
    done = subprocess.run([*KNOWING, *command, "--resume"], cwd=brought, capture_output=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)  # fmt: skip
    assert done.returncode == 1
    status, _, data = gathered(brought)
    assert (status, data["problem"]) == (1, None)
    assert (brought / "out" / "results.xlsx").exists()


def test_who_does_not_apply_any_more_keeps_no_gathering_from_its_end(
    brought: Path, office: Path
) -> None:
    more = [*HEAD, "备注"]
    gone = ["李正一", EMPLOYER, NOTICE, "", "", "放弃申报"]
    write_roster(brought / "r.xlsx", [*([*row, ""] for row in PEOPLE), gone], more)
    for part in ("1/2", "2/2"):
        told = called(
            brought, "--scans", str(office / "材料"), "--out", "out", "--part", part, "--resume"
        )
        assert told.returncode == 1, told.stderr
    status, said, data = gathered(brought)
    assert status == 1, said
    people = cast(list[dict[str, object]], data["people"])
    assert [person["state"] for person in people][-1] == "not_needed"
