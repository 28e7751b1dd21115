"""What was found on a page is kept for its pixels, its words and our lines, for nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests import kept_pages
from tests.kept_pages import ROOMS, STEPS, key_of, once, plain
from tests.program import drawn_scan
from tests.setup.checkout import ROOT
from tests.shelf import Shelf
from zcdesk.applicant import Applicant, Target
from zcdesk.pages.opening.scan import Scan, open_content, read_scan
from zcdesk.pages.preparing import prepare
from zcdesk.verification.picture import verify_pixels
from zcdesk.workflow.one_page.examining import search_page
from zcdesk.workflow.one_page.sought import Sought

NAME, EMPLOYER = "张伟", "新疆云岭智能装备制造有限公司"
SOUGHT = Sought(Applicant(NAME, EMPLOYER), frozenset((Target.NAME, Target.EMPLOYER)))
PREPARE, SEARCH, VERIFY = STEPS


@pytest.mark.slow
def test_a_step_is_known_wherever_the_program_calls_it_by_its_name() -> None:
    calls: dict[str, set[str]] = {step.name: set() for step in STEPS}
    for path in (ROOT / "zcdesk").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                for name in calls.keys() & {one.name for one in node.names}:
                    calls[name].add(module)
    assert calls == {step.name: set(step.users) for step in STEPS}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "kept")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Scan:
    return opened(drawn_scan(tmp_path_factory.mktemp("a") / "a.png", f"姓名：{NAME}", "特发此证。"))


def opened(path: Path) -> Scan:
    return open_content(path, read_scan(path))


def pieces(value: object) -> bytes:
    return b"".join(plain(value))


def refuse(*_: object) -> object:
    raise AssertionError("worked out anew")


@pytest.mark.slow
def test_a_page_from_another_folder_is_found_as_before_and_says_where_it_lies(
    scan: Scan, shelf: Shelf
) -> None:
    elsewhere = replace(scan, path=Path("/elsewhere") / scan.path.name)
    whole = prepare(elsewhere, 0)
    once(PREPARE, prepare, shelf)(scan, 0)
    found = once(PREPARE, refuse, shelf)(elsewhere, 0)
    assert (found.page, found.boxes) == (whole.page, whole.boxes)
    assert np.array_equal(found.picture, whole.picture)
    examined = search_page(whole, SOUGHT)
    once(SEARCH, search_page, shelf)(prepare(scan, 0), SOUGHT)
    again = once(SEARCH, refuse, shelf)(found, SOUGHT)
    assert (again.page, again.hits, again.told) == (examined.page, examined.hits, examined.told)
    assert pieces(again.reading) == pieces(examined.reading)
    seen = verify_pixels(whole.picture, SOUGHT.applicant, SOUGHT.targets)
    once(VERIFY, verify_pixels, shelf)(found.picture, SOUGHT.applicant, SOUGHT.targets)
    asked = once(VERIFY, refuse, shelf)
    assert asked(whole.picture, SOUGHT.applicant, SOUGHT.targets) == seen


OTHERS: dict[str, Callable[[Scan], list[object]]] = {
    "another file": lambda scan: [replace(scan, sha256="0" * 64), 0, None],
    "another name": lambda scan: [replace(scan, path=scan.path.with_name("b.png")), 0, None],
    "another page": lambda scan: [scan, 1, None],
    "turned by a person": lambda scan: [scan, 0, 0],
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_what_differs_in_anything_that_counts_is_worked_out_anew(
    scan: Scan, other: Callable[[Scan], list[object]]
) -> None:
    assert key_of(PREPARE, other(scan)) != key_of(PREPARE, [scan, 0, None])


@pytest.mark.parametrize(
    "other",
    [
        Sought(replace(SOUGHT.applicant, name="张炜"), SOUGHT.targets),
        Sought(replace(SOUGHT.applicant, aliases=("张卫",)), SOUGHT.targets),
        replace(SOUGHT, targets=frozenset((Target.NAME,))),
    ],
)
def test_other_words_and_targets_are_asked_anew(other: Sought) -> None:
    assert key_of(SEARCH, [other]) != key_of(SEARCH, [SOUGHT])


def test_one_other_pixel_is_asked_anew_and_another_step_is_another_key() -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    other = picture.copy()
    other[3, 5, 2] = 1
    keys = {key_of(VERIFY, [picture]), key_of(VERIFY, [other]), key_of(SEARCH, [picture])}
    assert len(keys | {key_of(VERIFY, [picture.reshape(6, 4, 3)])}) == 4


def test_other_lines_of_ours_are_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(SEARCH, [SOUGHT])
    monkeypatch.setenv(kept_pages.PROGRAM, "other lines")
    assert key_of(SEARCH, [SOUGHT]) != before


LOADING = """
import sys
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.verification.picture import verify_pixels
print(*(name for name in sys.modules if name.startswith("zcdesk.") and name.count(".") > 1))
"""
OUTSIDE = {"cases", "disk", "notices", "export", "checks", "system", "incidents", "workers"}
"""Rooms that are loaded with the steps: where scans lie and what is written, not what is found."""


@pytest.mark.slow
def test_the_rooms_in_the_key_are_those_that_decide_what_is_found() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert loaded - OUTSIDE == {room.split("/")[0] for room in ROOMS}
