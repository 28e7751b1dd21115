"""Killed at any moment, a run leaves whole pages and nothing else."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.batch.desk import pages_in
from tests.batch.drawn import draw_people, write_roster
from tests.drawn_text import typed
from tests.program import ROOT, WHO
from zcdesk.cases.file.repairing import damage

KILLS = 100
STEP = re.compile(r"第 (\d+) 行 (\d+)/\d+ 页")
PAGES = 6
"""Of all people together, those that are used."""

BATCH_KILLS = int(os.environ.get("ZCDESK_BATCH_KILLS", "60"))


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="no process groups to kill at once")
def test_a_killed_redaction_leaves_whole_pages_and_the_next_run_tidies_up(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scans = []
    for number in range(6):
        path = tmp_path / f"{number}.jpg"
        page = typed(f"第{number}页", "姓名：张伟", "新疆云岭智能装备制造有限公司")
        Image.fromarray(page).save(path)
        scans.append(str(path))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "zcdesk", "redact", *scans, *WHO, "--out", str(out)]
    command.append("--resume")  # without it pages of a killed run are told and nothing is done
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance, quiet = random.Random(20241120), subprocess.DEVNULL
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, 9.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for path in out.glob("*.jpg") if out.exists() else []:
            with Image.open(path) as picture:
                picture.load()
    done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("*.jpg"))) == len(scans)
    assert sorted(p.name for p in out.iterdir() if p.suffix != ".jpg") == ["report.json"]
    record_property("figure", f"{KILLS} kills, 0 torn pages, 0 files left")


def told_pages(
    command: list[str], most: int, seconds: float = 0.0
) -> tuple[list[tuple[str, ...]], bool]:
    """Run a batch that is killed some seconds after so many pages were told.

    Returns:
        The pages told, each as row and number, and whether the run came to its end.
    """
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    lines: list[str] = []
    while most and (line := process.stderr.readline()):
        lines.append(line.decode())
        most -= bool(STEP.search(lines[-1]))
    if not most:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
    said = "".join(lines) + process.communicate()[1].decode()
    return STEP.findall(said), process.returncode >= 0


def is_whole(out: Path) -> None:
    """Whatever has its final name is whole."""
    for path in out.rglob("*") if out.exists() else ():
        if any(part.startswith(".") for part in path.relative_to(out).parts) or path.is_dir():
            continue
        if path.suffix == ".jpg":
            with Image.open(path) as picture:
                picture.load()
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as packed:
                assert packed.testzip() is None
        elif path.suffix == ".zcase":
            assert damage(path) == ()


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="no process groups to kill at once")
def test_a_killed_batch_does_no_told_page_again_and_ends_with_the_same_bytes(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scans, roster = draw_people(tmp_path / "材料"), write_roster(tmp_path / "r.xlsx")
    out, whole = tmp_path / "结果", tmp_path / "whole"

    def command(place: Path) -> list[str]:
        return [sys.executable, "-m", "zcdesk", "batch", str(roster), "--scans", str(scans),
                "--out", str(place), "--workers", "2", "--resume"]  # fmt: skip

    pages, ended = told_pages(command(whole), -1)
    assert ended
    assert len(pages) == PAGES
    names = {path.relative_to(whole).as_posix() for path in whole.rglob("*")}
    chance, kills, known = random.Random(20241124), 0, set[tuple[str, ...]]()
    while kills < BATCH_KILLS:
        told, ended = told_pages(command(out), chance.randint(0, 3), chance.uniform(0.0, 2.0))
        kills += not ended
        is_whole(out)
        assert not known & set(told)  # what was told is not to be done again
        known |= set(told)
        if ended:
            assert known <= set(pages)  # one that was kept may not have been told any more
            assert pages_in(out) == pages_in(whole)
            assert {path.relative_to(out).as_posix() for path in out.rglob("*")} == names
            shutil.rmtree(out)
            known.clear()
    _, ended = told_pages(command(out), -1)
    assert ended
    assert pages_in(out) == pages_in(whole)
    record_property("figure", f"{kills} kills, 0 torn files, 0 told pages done again")
