"""Killed at any moment, a run leaves whole pages and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed

ROOT = Path(__file__).resolve().parents[2]
KILLS = 100
WHO = ("--name", "张伟", "--employer", "新疆云岭智能装备制造有限公司")


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
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance = random.Random(20241120)
    for _ in range(KILLS):
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
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
