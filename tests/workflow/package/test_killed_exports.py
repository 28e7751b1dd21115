"""A kill at any moment of an export leaves the case whole, and the old package or the new one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.setup.checkout import ROOT
from zcdesk.cases.case import Case
from zcdesk.cases.file.repairing import damage
from zcdesk.cases.file.store import open_case
from zcdesk.cli.app import run

KILLS = int(os.environ.get("ZCDESK_EXPORT_KILLS", "100"))
LONGEST = 9.0  # seconds after which an export is surely done on two cores
FACTS = "applicant: {name: 张伟, employer: 新疆云岭智能装备制造有限公司}\n"

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix"),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A case with one confirmed page."""
    scan, facts, decisions = (tmp_path / name for name in ("a.png", "f.yaml", "d.json"))
    page = typed("姓名：张伟，性别：男", "单位：新疆云岭智能装备制造有限公司", "特发此证。")
    Image.fromarray(page).save(scan, dpi=(150, 150))
    facts.write_text(FACTS, encoding="utf-8")
    decisions.write_text('{"schema": 1, "confirm_sure": true}', encoding="utf-8")
    path = tmp_path / "home" / "a.zcase"
    path.parent.mkdir()
    new = ["case", "new", str(path), "--notice", "region-senior-2024", "--facts", str(facts)]
    assert run(new) == 0
    assert run(["case", "add", str(path), "diploma", str(scan)]) == 0
    assert run(["case", "decide", str(path), str(decisions)]) == 0
    return path


def without_deliveries(case: Case) -> tuple[object, ...]:
    return case.pages, case.facts, case.applicant, case.texts


def test_a_kill_while_exporting_loses_nothing(
    made: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance, out, complete = random.Random(9), tmp_path / "out", 0
    with open_case(made) as stored:
        before = without_deliveries(stored.case)
    command = [sys.executable, "-m", "zcdesk", "case", "export", str(made), "--out", str(out)]
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.0, LONGEST))
        os.killpg(process.pid, 9)
        process.wait()
        with open_case(made) as stored:
            assert not stored.read_only
            assert without_deliveries(stored.case) == before
            noted = len(stored.case.deliveries)
        assert sorted(path.name for path in made.parent.iterdir()) == ["a.zcase"]
        if out.exists():  # it has its name only once it is whole
            complete += 1
            assert len(list(out.rglob("*.jpg"))) == 1
            assert (out / "manifest.json").exists() or list(out.rglob("manifest.json"))
        assert noted <= complete
    assert damage(made) == ()
    pictures = []
    for place in (out, tmp_path / "another"):  # over what the kills left, and where nothing was
        assert run(["case", "export", str(made), "--out", str(place)]) == 0
        pictures.append({path.name: path.read_bytes() for path in place.rglob("*.jpg")})
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == 1
    assert not list(tmp_path.glob(".*"))
    record_property("figure", f"{KILLS} kills, 0 lost; the same bytes afterwards")
