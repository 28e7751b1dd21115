"""A room may only get smaller, and who raises a row says why in a commit of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.house import HOUSE, ROWS, above, counted, lowered, raised_beside, read, rose, written

ROOM = "decisions zcdesk/masking"
needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (HOUSE / ".git").exists(), reason="no history here"
)


def commit(house: Path, *lines: str, masking: int) -> None:
    """Write the row of a room, and what else the commit does."""
    for name, text in (
        (ROWS, written({"decisions zcdesk": 90, ROOM: masking})),
        *((line, line) for line in lines),
    ):
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(text, "utf-8")
    for words in (("add", "."), ("commit", "-qm", "A step")):
        subprocess.run(
            ["git", "-C", house, "-c", "user.name=n", "-c", "user.email=n@e", *words], check=True
        )


def test_each_folder_with_python_is_counted(tmp_path: Path) -> None:
    files = {
        "zcdesk/masking/covers/a.py": "if a and b:\n    pass\n" + "\n" * 2_000,
        "zcdesk/picture.py": "x = 1 if a else 2\n",
        "tools/b.py": "[x for x in y]\n",
        "start.py": "with a:\n    pass\n",
        "tests/test_c.py": "if a:\n    pass\n",
        "tests/rows.toml": "a = 1\n",
        "docs/a.md": "a" * 3_000,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert counted(tmp_path) == {
        "decisions start.py": 1,
        "decisions tools": 1,
        "decisions zcdesk": 3,
        "decisions zcdesk/masking": 2,
        "decisions zcdesk/masking/covers": 2,
        "expressions start.py": 1,
        "expressions tools": 4,
        "expressions zcdesk": 8,
        "kilobytes docs": 3,
        "lines tests": 3,
    }


def test_what_grew_stands_above_its_row_and_is_never_written_higher() -> None:
    rows = {"decisions zcdesk": 10, ROOM: 4}
    there = {"decisions zcdesk": 9, ROOM: 5, "decisions zcdesk/names": 1}
    assert above(there, rows) == {ROOM: 4, "decisions zcdesk/names": 0}
    assert lowered(there, rows) == {"decisions zcdesk": 9, ROOM: 4, "decisions zcdesk/names": 1}
    assert read(written(rows)) == rows


def test_a_row_that_is_new_is_no_rise_while_its_room_has_one() -> None:
    before = {"decisions zcdesk": 10, ROOM: 4}
    after = {**before, "decisions zcdesk/names": 2, "decisions scripts": 1, ROOM: 5}
    assert sorted(rose(before, after)) == ["decisions scripts", ROOM]


@needs_git
def test_a_row_rises_only_in_a_commit_of_its_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    commit(tmp_path, "zcdesk/a.py", masking=5)
    commit(tmp_path, "zcdesk/b.py", masking=4)
    commit(tmp_path, masking=6)
    assert raised_beside(tmp_path) == []
    commit(tmp_path, "zcdesk/c.py", masking=7)
    (found,) = raised_beside(tmp_path)
    assert found.endswith(f": {ROOM}")


@needs_git
def test_no_commit_of_this_house_raised_a_row_beside_something_else() -> None:
    assert raised_beside(HOUSE) == []
