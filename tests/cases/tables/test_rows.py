"""Whatever a case holds comes back from its rows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cases.made import case, cases, hit, kept, page
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.tables.bounds import LARGEST_ROW
from zcdesk.cases.tables.faults import DamagedCaseError, OutsideOriginalError
from zcdesk.cases.tables.rows import (
    case_of,
    changes_between,
    inside,
    is_outside,
    lay_at,
    outside,
    place_inside,
    rows_of,
)
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.workflow.one_page.found_scans import scan_at

HOME = Path("/media/stick/我的申报.zcase")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases)
def test_every_case_comes_back_from_its_rows(made: Case) -> None:
    assert case_of(rows_of(made, HOME), HOME) == kept(made, HOME)


def test_numbers_stay_and_an_older_case_gets_them_by_its_order_once() -> None:
    refused = CasePage(-1, "", "b.jpg", examined=True)
    told = replace(case(), pages=(page(4), refused, page(2), replace(page(5), called=3)))
    rows = rows_of(told, HOME)
    assert list(case_of(rows, HOME).places.values()) == [4, 0, 2, 3]
    order = {**json.loads(rows["order"]), "called": []}
    older = case_of({**rows, "order": json.dumps(order)}, HOME)
    assert list(older.places.values()) == [1, 0, 3, 4]
    older = replace(older, pages=older.pages[::-1])
    assert list(case_of(rows_of(older, HOME), HOME).places.values()) == [4, 3, 0, 1]


@pytest.mark.parametrize(
    ("before", "now"), [("hit.maybe_own_seal", "hit.own_seal"), ("words_only", "parts")]
)
def test_what_is_called_otherwise_by_now_is_read_as_what_it_is(before: str, now: str) -> None:
    seal = replace(hit(), reason=info("hit.own_seal"), parts=(box(20, 10, 30, 40),))
    made = replace(case(1), pages=(replace(page(1), hits=(seal,)),))
    rows = rows_of(made, HOME)
    older = {key: text.replace(f'"{now}"', f'"{before}"') for key, text in rows.items()}
    assert older != rows
    assert case_of(older, HOME) == case_of(rows, HOME)
    assert case_of(older, HOME).pages[0].hits == (seal,)


def test_scans_inside_a_case_follow_the_file_when_it_is_moved() -> None:
    rows = rows_of(case(home=HOME), HOME)
    elsewhere = Path("/home/someone/改名.zcase")
    moved = case_of(rows, elsewhere).pages[0]
    assert place_inside(Path(moved.path)) == (elsewhere, "ab" * 32)
    assert moved.page is not None
    assert moved.page.source.path == moved.path
    assert moved.file_name == "扫描 1.jpg"
    assert not any("stick" in text for text in rows.values())


def test_no_path_outside_the_case_is_stored_or_taken_from_a_row() -> None:
    made = case()
    rows = rows_of(made, HOME)
    assert not any("somewhere" in text for text in rows.values())
    here = Path(case_of(rows, Path("/x.zcase")).pages[0].path)
    assert is_outside(here)
    assert place_inside(here) is None
    assert here.name == "扫描 1.jpg"
    assert lay_at(str(here), made.pages[0].path)
    assert not lay_at(str(here), "/elsewhere/扫描 1.jpg")


def test_a_scan_inside_is_found_by_its_hash() -> None:
    assert place_inside(Path("/somewhere/a.jpg")) is None
    assert place_inside(Path(inside(HOME, "ab" * 32, "a.jpg"))) == (HOME, "ab" * 32)


@pytest.mark.parametrize(
    "named",
    [
        "/etc/hostname",
        "\\\\host\\share\\a.jpg",
        "//host/share/a.jpg",
        "C:\\Users\\a.jpg",
        "/dev/zero",
        "../../a.jpg",
        "/other.zcase/" + "ab" * 32 + "/a.jpg",
    ],
)
def test_a_row_of_an_early_program_that_names_a_file_leads_nowhere(named: str) -> None:
    rows = dict(rows_of(case(1, HOME), HOME))
    inside_row = json.dumps(f"inside:{'ab' * 32}/扫描 1.jpg")
    assert inside_row in rows["page/1/found"]
    rows["page/1/found"] = rows["page/1/found"].replace(inside_row, json.dumps(f"path:{named}"))
    page = case_of(rows, HOME).pages[0]
    assert page.page is not None
    assert page.path == page.page.source.path == outside(HOME, named)
    assert Path(page.path).parent.parent == HOME
    assert page.file_name == "a.jpg" or named in ("/etc/hostname", "/dev/zero")
    with pytest.raises(OutsideOriginalError):
        scan_at(page.path)


@pytest.mark.parametrize(
    "named",
    [
        f"inside:{'ab' * 32}/../../../etc/passwd",
        f"inside:{'ab' * 32}/..",
        f"inside:{'ab' * 32}/",
        f"inside:{'ab' * 32}//host/share/a.jpg",
        f"inside:{'AB' * 32}/a.jpg",
        "inside:../a.jpg",
        "outside:a/a.jpg",
        "/etc/passwd",
        "",
    ],
)
def test_a_path_that_no_program_stored_is_refused(named: str) -> None:
    rows = dict(rows_of(case(1, HOME), HOME))
    inside_row = json.dumps(f"inside:{'ab' * 32}/扫描 1.jpg")
    rows["page/1/found"] = rows["page/1/found"].replace(inside_row, json.dumps(named))
    with pytest.raises(DamagedCaseError):
        case_of(rows, HOME)


def test_an_edit_of_one_page_changes_one_row() -> None:
    before = case(300)
    rows = rows_of(before, HOME)
    after = before.with_page(page(7, hits=3))
    changed = changes_between(rows, rows_of(after, HOME, (before, rows)))
    assert list(changed) == ["page/7/found"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("notice", None),
        ("page/2/found", None),
        ("page/9/found", "{}"),
        ("page/2/decided", "{}"),
        ("order", "[1"),
        ("applicant", '{"name": 3}'),
        ("order", '{"pages":[1,2,2],"numbered":3}'),
        ("order", '{"pages":[1,2,3],"numbered":1' + "0" * 4000 + "}"),
        ("texts", "[" * 20_000 + "]" * 20_000),
        ("texts", "[" * 200_000),
        ("notice", '"' + "a" * LARGEST_ROW + '"'),
    ],
)
def test_rows_that_are_no_whole_case_are_refused(key: str, text: str | None) -> None:
    rows = dict(rows_of(case(), HOME))
    if text is None:
        del rows[key]
    else:
        rows[key] = text
    with pytest.raises(DamagedCaseError):
        case_of(rows, HOME)
