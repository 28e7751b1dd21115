"""A case file from anybody: refused with one sentence or harmless, and it stays as it is."""

import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cases.hostile import DAMAGED, HOSTILE, Hostile, bomb
from tests.cases.made import case, resting
from tests.setup.checkout import ROOT
from zcdesk.cases.acts.noting import write_text
from zcdesk.cases.file import store
from zcdesk.cases.file.originals import original_bytes
from zcdesk.cases.tables import bounds, faults, schema
from zcdesk.cases.tables.accepting import own_schema
from zcdesk.cases.tables.engine import sqlite3
from zcdesk.wording import codes
from zcdesk.workflow.case.known_forms import unpacked

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs limits of Unix")
FILES = ROOT / "tests" / "cases" / "files"


def good(path: Path) -> Path:
    """Write a case with a scan, a history and backups, without the seal that tells any change."""
    with store.create_case(path, case(1, path)) as stored:
        stored.keep_original(SCAN)
        stored.save(write_text(stored.case, "summary", "一年的工作"), "text")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM cache WHERE kind = 'seal'")
    return path


SCAN = b"scan" * 2_000
SUM = hashlib.sha256(SCAN).hexdigest()


def hostile(path: Path, name: str) -> Path:
    next(one for one in HOSTILE if one.name == name).make(path)
    return path


def started(
    home: Path, *command: object, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home)}
    given = [sys.executable, *map(str, command)]
    return subprocess.run(
        given, env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )


def sums(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What was said about each hostile file, by its name; all by one process that lived on."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "aside").mkdir()
    model = good(folder / "model").read_bytes()
    for one in HOSTILE:
        path = folder / f"{one.name}.zcase"
        path.write_bytes(model)
        one.make(path)
    before = sums(folder)
    told = started(folder, ROOT / "tests" / "cases" / "opening_hostile.py", folder)
    found = {line["name"]: line for line in map(json.loads, told.stdout.splitlines())}
    ended = f"ended after {list(found)[-1:]}: {told.stderr[-2000:]}"
    assert (told.returncode, len(found)) == (0, len(HOSTILE)), ended
    assert sums(folder) == before
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["aside"]
    return found


@pytest.mark.slow
@unix
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_is_refused_with_one_sentence_or_harmless(
    hostile: Hostile, looked: dict[str, dict[str, Any]]
) -> None:
    told = looked[hostile.name]
    assert told["read"] == told["write"] == told.get("password", "") == hostile.said
    said = [told["repair"], told.get("rescued", ""), *told["damage"]]
    assert not [code for code in said if code and code not in codes()]
    assert told["seconds"] < 30  # of processor time


@pytest.mark.slow
@unix
def test_what_is_rescued_of_a_hostile_file_is_a_case_of_ours(
    looked: dict[str, dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    rescued = [one for one in looked.values() if "rescued" in one]
    assert len(rescued) > len(HOSTILE) // 2
    assert {one["rescued"] for one in rescued} == {""}
    assert {one["repair"] for one in looked.values()} <= {"", "case.nothing_left", DAMAGED}
    most = max(one["seconds"] for one in looked.values())
    record_property(
        "figure", f"{len(looked)} hostile files, 1.2 GB: 0 harmful, at most {most} s of processor"
    )


@pytest.mark.slow
@unix
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("endless view", ["status"]),
        ("endless view", ["history"]),
        ("endless view", ["export", "--out", "package"]),
        ("odd table name", ["password", "--remove"]),
        ("deep tree", ["status"]),
        ("deep row", ["facts"]),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_each_command_answers_a_hostile_file(name: str, words: list[str], tmp_path: Path) -> None:
    path = hostile(good(tmp_path / "a.zcase"), name)
    before = sums(tmp_path)
    command = ("-m", "zcdesk", "case", words[0], path, *words[1:])
    told = started(tmp_path / "home", *command, cwd=tmp_path)
    assert told.returncode in (1, 2, 3, 7)
    assert told.stdout == ""
    assert len(told.stderr.strip().splitlines()) == 1
    assert path.name in told.stderr
    assert "Traceback" not in told.stderr
    assert sums(tmp_path) == before


def test_cases_of_all_earlier_programs_have_the_tables_that_are_accepted(tmp_path: Path) -> None:
    query = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
    for path in (resting(tmp_path), FILES / "schema_1.zcase"):
        opened = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        with closing(opened) as connection:
            assert tuple(connection.execute(query)) == own_schema()
    assert len(own_schema()) == 13


def test_an_encrypted_case_of_a_stranger_is_held_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    with store.create_case(path, case(), "p") as stored:
        key = stored.key
    connection = schema.connect(path, "rw", key)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON acts BEGIN DELETE FROM originals; END")
    connection.close()
    for writing in (False, True):
        with pytest.raises(faults.ForeignCaseError):
            store.open_case_with(path, key, writing=writing)


def test_a_worker_reads_no_scan_from_a_file_with_other_tables(tmp_path: Path) -> None:
    path = good(tmp_path / "a.zcase")
    assert original_bytes(path, SUM) == SCAN
    with pytest.raises(faults.ForeignCaseError):
        original_bytes(hostile(path, "one view more"), SUM)


def test_a_scan_in_a_tree_without_end_is_told_as_damaged(tmp_path: Path) -> None:
    path = hostile(good(tmp_path / "a.zcase"), "endless tree of originals")
    with pytest.raises(faults.DamagedOriginalError):
        original_bytes(path, SUM)


def test_pieces_behind_the_end_of_a_scan_are_told_and_not_gathered(tmp_path: Path) -> None:
    path = good(tmp_path / "a.zcase")
    connection = schema.connect(path, "rw", None)
    last = "(SELECT max(id) FROM chunks)"
    for _ in range(20):
        connection.execute(f"INSERT INTO chunks VALUES ({last} + 1, zeroblob(2000000))")
    connection.close()
    tracemalloc.start()
    try:
        with pytest.raises(faults.DamagedOriginalError):
            original_bytes(path, SUM)
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_case_that_got_other_tables_while_it_was_open_is_not_copied(tmp_path: Path) -> None:
    path = good(tmp_path / "a.zcase")
    with store.open_case(path) as stored:
        hostile(path, "one view more")
        with pytest.raises(faults.ForeignCaseError):
            store.save_copy(stored, stored.case, tmp_path / "b.zcase")
    assert [one.name for one in tmp_path.iterdir()] == ["a.zcase"]


def test_a_tree_without_end_is_not_copied_until_the_disk_is_full(tmp_path: Path) -> None:
    path = hostile(good(tmp_path / "a.zcase"), "endless tree of originals")
    before = sums(tmp_path)
    with pytest.raises(faults.DamagedCaseError):
        store.change_password(path, None, None)
    with store.open_case(path) as stored, pytest.raises(faults.DamagedCaseError):
        store.save_copy(stored, stored.case, tmp_path / "b.zcase")
    assert sums(tmp_path) == before


def test_a_packed_bomb_in_place_of_a_reading_is_no_reading() -> None:
    packed = bomb(3000)
    assert len(packed) < 4_000_000
    assert unpacked(packed) is None
    with pytest.raises(ValueError, match="too long"):
        bounds.unpacked(packed, 1_000_000)


def test_what_could_not_open_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST_ROW", 100_000)
    with store.create_case(tmp_path / "a.zcase", case()) as stored:
        before = stored.case
        with pytest.raises(faults.CaseFileError, match=r"^case\.too_large$"):
            stored.save(write_text(stored.case, "summary", "长" * 50_000), "text")
        assert stored.case == before
        stored.save(write_text(stored.case, "summary", "短"), "text")


def test_half_characters_in_a_row_are_shown_as_question_marks() -> None:
    assert bounds.loads(r'"a\udce4b \ud83d\ude00 \\udce4"') == "a?b 😀 \\udce4"


def test_brackets_in_words_are_no_depth() -> None:
    assert bounds.loads(json.dumps(["[" * 1_000])) == ["[" * 1_000]
    deepest = "[" * bounds.DEEPEST + "]" * bounds.DEEPEST
    assert bounds.loads(deepest)
    with pytest.raises(ValueError, match="too deep"):
        bounds.loads(f"[{deepest}]")
