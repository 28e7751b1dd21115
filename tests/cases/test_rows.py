"""Whatever a case holds comes back from its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cases.made import case, cases, page
from zcdesk.cases.case import Case
from zcdesk.cases.faults import DamagedCaseError
from zcdesk.cases.rows import case_of, changes_between, inside, place_inside, rows_of

HOME = Path("/media/stick/我的申报.zcase")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases)
def test_every_case_comes_back_from_its_rows(made: Case) -> None:
    assert case_of(rows_of(made, HOME), HOME) == made


def test_scans_inside_a_case_follow_the_file_when_it_is_moved() -> None:
    rows = rows_of(case(home=HOME), HOME)
    elsewhere = Path("/home/someone/改名.zcase")
    moved = case_of(rows, elsewhere).pages[0]
    assert place_inside(Path(moved.path)) == (elsewhere, "ab" * 32)
    assert moved.page is not None
    assert moved.page.source.path == moved.path
    assert moved.file_name == "扫描 1.jpg"
    assert not any("stick" in text for text in rows.values())


def test_a_path_outside_is_kept_as_it_is() -> None:
    assert case_of(rows_of(case(), HOME), Path("/x.zcase")).pages[0].path == page(1).path
    assert place_inside(Path("/somewhere/a.jpg")) is None
    assert place_inside(Path(inside(HOME, "ab" * 32, "a.jpg"))) == (HOME, "ab" * 32)


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
