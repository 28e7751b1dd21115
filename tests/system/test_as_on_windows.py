"""All of the program loads, and works on the disk, where nothing is that only POSIX has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT
from zcdesk.system.memory import with_own_settings


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform == "win32", reason="there it is no play")
def test_every_module_loads_and_a_case_is_kept_without_anything_of_posix(tmp_path: Path) -> None:
    script = ROOT / "tests" / "system" / "as_on_windows.py"
    place, temporary = tmp_path / "place", tmp_path / "temporary"
    place.mkdir()
    temporary.mkdir()
    # A temporary folder of its own: played locks see nobody else's, and would sweep what lives.
    apart = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    done = subprocess.run(
        [sys.executable, str(script), str(place)],
        env={**os.environ, **apart, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults"] == []
    assert told["modules"] > 500
    assert set(told["left"]) == {
        "Roaming", "Roaming/zcdesk", "Roaming/zcdesk/incidents",
        "Roaming/zcdesk/incidents/record.jsonl",
        "案卷 一", "案卷 一/a.json", "案卷 一/我的.zcase",
    }  # fmt: skip


def test_settings_are_asked_for_once_and_others_stay() -> None:
    once = with_own_settings("glibc.malloc.check=3")
    assert once.startswith("glibc.malloc.check=3:glibc.malloc.hugetlb=1:")
    assert with_own_settings(once) == once


def test_what_a_person_set_stays() -> None:
    settings = with_own_settings("glibc.malloc.hugetlb=0")
    assert "glibc.malloc.hugetlb=1" not in settings
    assert settings.startswith("glibc.malloc.hugetlb=0:glibc.malloc.mmap_threshold=")
