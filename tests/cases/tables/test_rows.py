"""Whatever a case holds comes back from its rows, also the mark of practice."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cases.made import case, cases, hit, kept, page
from tests.given import there
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.repairing import repair
from zcdesk.cases.file.store import create_case, open_case
from zcdesk.cases.practice import Practice
from zcdesk.cases.tables import rows as tabled
from zcdesk.cases.tables.bounds import LARGEST_ROW
from zcdesk.cases.tables.faults import DamagedCaseError, OutsideOriginalError
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.notices.files.loading import load_notice
from zcdesk.quantities.moments import BEIJING
from zcdesk.workflow.one_page.found_scans import scan_at

HOME = Path("/media/stick/我的申报.zcase")
INSIDE = "inside:" + "ab" * 32


@pytest.mark.nightly
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases)
def test_every_case_comes_back_from_its_rows(made: Case) -> None:
    assert tabled.case_of(tabled.rows_of(made, HOME), HOME) == kept(made, HOME)


def test_numbers_stay_and_an_older_case_gets_them_by_its_order_once() -> None:
    refused = CasePage(-1, "", "b.jpg", examined=True)
    told = replace(case(), pages=(page(4), refused, page(2), replace(page(5), called=3)))
    rows = tabled.rows_of(told, HOME)
    assert list(tabled.case_of(rows, HOME).places.values()) == [4, 0, 2, 3]
    order = {**json.loads(rows["order"]), "called": []}
    older = tabled.case_of({**rows, "order": json.dumps(order)}, HOME)
    assert list(older.places.values()) == [1, 0, 3, 4]
    older = replace(older, pages=older.pages[::-1])
    assert list(tabled.case_of(tabled.rows_of(older, HOME), HOME).places.values()) == [4, 3, 0, 1]


@pytest.mark.parametrize(
    ("before", "now"), [("hit.maybe_own_seal", "hit.own_seal"), ("words_only", "parts")]
)
def test_what_is_called_otherwise_by_now_is_read_as_what_it_is(before: str, now: str) -> None:
    seal = replace(hit(), reason=info("hit.own_seal"), parts=(box(20, 10, 30, 40),))
    made = replace(case(1), pages=(replace(page(1), hits=(seal,)),))
    rows = tabled.rows_of(made, HOME)
    older = {key: text.replace(f'"{now}"', f'"{before}"') for key, text in rows.items()}
    assert older != rows
    assert tabled.case_of(older, HOME) == tabled.case_of(rows, HOME)
    assert tabled.case_of(older, HOME).pages[0].hits == (seal,)


def test_scans_inside_a_case_follow_the_file_when_it_is_moved() -> None:
    rows = tabled.rows_of(case(home=HOME), HOME)
    elsewhere = Path("/home/someone/改名.zcase")
    moved = tabled.case_of(rows, elsewhere).pages[0]
    assert tabled.place_inside(Path(moved.path)) == (elsewhere, "ab" * 32)
    assert there(moved.page).source.path == moved.path
    assert moved.file_name == "扫描 1.jpg"
    assert not any("stick" in text for text in rows.values())


def naming(place: str) -> dict[str, str]:
    """Return the rows of a case whose first page names another place for its scan."""
    rows, own = dict(tabled.rows_of(case(1, HOME), HOME)), json.dumps(f"{INSIDE}/扫描 1.jpg")
    assert own in rows["page/1/found"]
    return {**rows, "page/1/found": rows["page/1/found"].replace(own, json.dumps(place))}


def test_no_path_outside_the_case_is_stored_or_taken_from_a_row() -> None:
    made = case()
    rows = tabled.rows_of(made, HOME)
    assert not any("somewhere" in text for text in rows.values())
    here = Path(tabled.case_of(rows, Path("/x.zcase")).pages[0].path)
    assert tabled.is_outside(here)
    assert tabled.place_inside(here) is tabled.place_inside(Path("/somewhere/a.jpg")) is None
    assert tabled.place_inside(Path(tabled.inside(HOME, "ab" * 32, "a.jpg"))) == (HOME, "ab" * 32)
    assert here.name == "扫描 1.jpg"
    assert tabled.lay_at(str(here), made.pages[0].path)
    assert not tabled.lay_at(str(here), "/elsewhere/扫描 1.jpg")


OUTSIDE = (
    r"/etc/hostname \\host\share\a.jpg //host/share/a.jpg C:\Users\a.jpg /dev/zero ../../a.jpg"
)


@pytest.mark.parametrize("named", [*OUTSIDE.split(), "/other.zcase/" + "ab" * 32 + "/a.jpg"])
def test_a_row_of_an_early_program_that_names_a_file_leads_nowhere(named: str) -> None:
    page = tabled.case_of(naming(f"path:{named}"), HOME).pages[0]
    assert page.path == there(page.page).source.path == tabled.outside(HOME, named)
    assert Path(page.path).parent.parent == HOME
    assert page.file_name == "a.jpg" or named in ("/etc/hostname", "/dev/zero")
    with pytest.raises(OutsideOriginalError):
        scan_at(page.path)


@pytest.mark.parametrize(
    "named",
    [
        *(f"{INSIDE}/{rest}" for rest in ("../../../etc/passwd", "..", "", "/host/share/a.jpg")),
        *(f"inside:{'AB' * 32}/a.jpg", "inside:../a.jpg", "outside:a/a.jpg", "/etc/passwd", ""),
    ],
)
def test_a_path_that_no_program_stored_is_refused(named: str) -> None:
    with pytest.raises(DamagedCaseError):
        tabled.case_of(naming(named), HOME)


def test_an_edit_of_one_page_changes_one_row() -> None:
    before = case(300)
    rows = tabled.rows_of(before, HOME)
    after = before.with_page(page(7, hits=3))
    changed = tabled.changes_between(rows, tabled.rows_of(after, HOME, (before, rows)))
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
    rows = {**tabled.rows_of(case(), HOME), key: text}
    with pytest.raises(DamagedCaseError):
        tabled.case_of({one: told for one, told in rows.items() if told is not None}, HOME)


LESSON = Path("/media/stick/练习.zcase")
NOON = datetime(2024, 9, 2, 12, 0, tzinfo=BEIJING)
MARK = Practice("first-walk", 2718, NOON, "ab" * 32, ("cd" * 32,), None, (("1", 2),))


def test_the_mark_of_practice_comes_back_from_its_row_and_other_cases_have_none() -> None:
    practice = replace(case(), practice=MARK)
    assert tabled.case_of(tabled.rows_of(practice, LESSON), LESSON) == kept(practice, LESSON)
    assert "practice" not in tabled.rows_of(case(), LESSON)
    rows = tabled.rows_of(practice, LESSON)
    assert tabled.case_of(rows, LESSON, (practice, rows)).practice is MARK


def test_a_lesson_begins_at_its_own_moment_and_its_clock_runs_with_the_work() -> None:
    real = datetime(2031, 3, 4, 9, 0, tzinfo=BEIJING)
    assert MARK.moment(real) == NOON
    working = MARK.begun(real)
    assert working.moment(real + timedelta(hours=3)) == NOON + timedelta(hours=3)
    assert working.begun(real + timedelta(hours=5)) is working
    assert working.moment(real - timedelta(days=9)) == NOON  # somebody set the clock back


def test_no_term_of_a_lesson_is_over_whatever_the_computers_clock_says() -> None:
    notice = load_notice("region-senior-2024")
    real = datetime(2031, 3, 4, 9, 0, tzinfo=BEIJING)
    plain = begun(notice, case().applicant)
    assert all(term.hours_left < 0 for term in evaluate(notice, plain, real).deadlines)
    lesson = evaluate(notice, replace(plain, practice=MARK), real)
    assert all(term.hours_left > 0 for term in lesson.deadlines)


def test_a_hint_is_counted_up_to_three() -> None:
    mark = replace(MARK, hints=())
    for shown in (1, 2, 3, 3):
        mark = mark.hinted("4")
        assert (mark.shown("4"), mark.shown("1")) == (shown, 0)


def test_a_repaired_lesson_is_still_practice_and_has_its_truth(tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    with create_case(path, begun(load_notice("region-senior-2024"), case().applicant)) as stored:
        truth, _ = stored.keep_original(b"sealed")
        mark = replace(MARK, truth=truth)
        stored.save(replace(stored.case, practice=mark), "change")
    repair(path, tmp_path / "b.zcase")
    with open_case(tmp_path / "b.zcase") as repaired:
        assert repaired.case.practice == mark
        assert repaired.original(truth) == b"sealed"
