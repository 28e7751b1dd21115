"""A lock whose case was renamed before its program was killed does not stay for good."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT
from zcdesk.applicant import Applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.cases.file.store import create_case, open_case

OPENING = """
import sys, time
from pathlib import Path
from zcdesk.cases.file.store import open_case
stored = open_case(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(600)
"""


def new_case(path: Path) -> Path:
    create_case(path, Case("miit-2019", Applicant("张伟", "一家公司"), frozenset())).close()
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not renamed there")
def test_the_lock_of_a_renamed_case_goes_once_its_program_is_gone(tmp_path: Path) -> None:
    path, renamed = new_case(tmp_path / "k.zcase"), tmp_path / "张伟.zcase"
    process = subprocess.Popen(
        [sys.executable, "-c", OPENING, str(path)],
        stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    path.rename(renamed)
    open_case(renamed).close()
    assert lock_path(path).exists(), "its program lives"
    process.kill()
    process.communicate()
    assert lock_path(path).exists()
    open_case(renamed, writing=False).close()
    assert lock_path(path).exists(), "who only reads changes nothing"
    open_case(renamed).close()
    assert [each.name for each in tmp_path.iterdir()] == [renamed.name]


def test_what_is_held_strange_or_another_computers_stays(tmp_path: Path) -> None:
    path = new_case(tmp_path / "a.zcase")
    held = CaseLock.acquire(tmp_path / "b.zcase")
    assert isinstance(held, CaseLock)
    strange = tmp_path / ".c.zcase.lock"
    strange.write_text("somebody's notes", encoding="utf-8")
    host = f"not-{socket.gethostname()}"
    elsewhere = tmp_path / ".d.zcase.lock"
    elsewhere.write_text(f'{{"pid": 1, "host": "{host}"}}', encoding="utf-8")
    other = tmp_path / ".e.lock"
    other.touch()
    open_case(path).close()
    assert {each.name for each in tmp_path.iterdir()} == {
        "a.zcase", ".b.zcase.lock", strange.name, elsewhere.name, other.name,
    }  # fmt: skip
    held.release()
