"""What was found on a page is kept for its pixels, its words and our lines, for nothing else."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.kept_answers import VARIABLE
from tests.kept_pages import PROGRAM, ROOMS, STEPS, found, plain
from tests.program import drawn_scan
from tests.setup.checkout import ROOT
from zcdesk.applicant import Applicant, Target
from zcdesk.pages.opening.scan import open_content, read_scan
from zcdesk.pages.preparing import prepare
from zcdesk.verification.picture import verify_pixels
from zcdesk.workflow.one_page.examining import search_page
from zcdesk.workflow.one_page.sought import Sought

SOUGHT = Sought(
    Applicant("张伟", "新疆云岭智能装备制造有限公司"), frozenset((Target.NAME, Target.EMPLOYER))
)
PREPARE, SEARCH, VERIFY = STEPS
LOADING = """
import sys
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.verification.picture import verify_pixels
print(*(name for name in sys.modules if name.startswith("zcdesk.") and name.count(".") > 1))
"""
OUTSIDE = {"cases", "disk", "notices", "export", "checks", "system", "incidents", "workers"}
"""Rooms that are loaded with the steps: where scans lie and what is written, not what is found."""


def refuse(*_: object) -> object:
    raise AssertionError("worked out anew")


def pieces(value: object) -> bytes:
    return b"".join(plain(value))


@pytest.mark.nightly
def test_a_step_is_known_wherever_the_program_calls_it_by_its_name() -> None:
    calls: dict[str, set[str]] = {step.name: set() for step in STEPS}
    for path in (ROOT / "zcdesk").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                for name in calls.keys() & {one.name for one in node.names}:
                    calls[name].add(module)
    assert calls == {step.name: set(step.users) for step in STEPS}


@pytest.mark.nightly
def test_the_rooms_in_the_key_are_those_that_decide_what_is_found() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert loaded - OUTSIDE == {room.split("/")[0] for room in ROOMS}


@pytest.mark.nightly
def test_a_page_from_another_folder_is_found_as_before_and_says_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    path = drawn_scan(tmp_path / "a.png", "姓名：张伟", "特此发证。")
    scan = open_content(path, read_scan(path))
    elsewhere = replace(scan, path=Path("/elsewhere/a.png"))
    whole = prepare(elsewhere, 0)
    found(PREPARE, prepare, scan, 0)
    known = found(PREPARE, refuse, elsewhere, 0)
    assert (known.page, known.boxes) == (whole.page, whole.boxes)
    assert np.array_equal(known.picture, whole.picture)
    examined = found(SEARCH, search_page, prepare(scan, 0), SOUGHT)
    again = found(SEARCH, refuse, known, SOUGHT)
    assert (again.page, again.hits) == (search_page(whole, SOUGHT).page, examined.hits)
    assert pieces(again.reading) == pieces(examined.reading)
    asked = known.picture, SOUGHT.applicant, SOUGHT.targets
    assert found(VERIFY, verify_pixels, *asked) == found(VERIFY, refuse, *asked)
    monkeypatch.setenv(PROGRAM, "other lines")
    with pytest.raises(AssertionError, match="worked out anew"):
        found(VERIFY, refuse, *asked)


def test_what_differs_in_anything_that_counts_is_another_question() -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    pixel = picture.copy()
    pixel[3, 5, 2] = 1
    name = replace(SOUGHT.applicant, name="张炜")
    asked = [picture, pixel, picture.reshape(6, 4, 3), SOUGHT, replace(SOUGHT, applicant=name)]
    asked += [replace(SOUGHT, targets=frozenset((Target.NAME,))), Path("a.png"), Path("b.png")]
    assert len({pieces([one]) for one in asked}) == len(asked)
    assert pieces([Path("/elsewhere/a.png")]) == pieces([Path("a.png")])
