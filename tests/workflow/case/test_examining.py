"""Pages of a case are prepared, read and searched in workers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workers import tasks
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.deciding import remove_page, rename_applicant
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Case, PageState
from zcdesk.masking.hits import Verdict
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.examining import examine
from zcdesk.workflow.case.importing import add_scans
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.one_page import showing
from zcdesk.workflow.one_page.showing import render


def test_the_sample_is_found_on_its_pages(examined: Case) -> None:
    assert all(page.examined and page.page is not None for page in examined.pages)
    found = [page for page in examined.pages if any(h.verdict is Verdict.COVER for h in page.hits)]
    assert len(found) >= len(examined.pages) - 1, "all but the photo carry the name"


def test_a_broken_scan_is_refused_and_the_others_go_on(
    pool: WorkerPool, examined: Case, tmp_path: Path
) -> None:
    good = Path(examined.pages[0].path)
    torn = tmp_path / "半张.jpg"
    torn.write_bytes(good.read_bytes()[:9000])
    case = add_scans(replace(examined, pages=(), numbered=0), [torn, tmp_path / "没有.jpg", good])
    for page in examine(pool, case, SessionReadings()):
        case = case.with_page(page)
    assert [case.state(page) for page in case.pages[:2]] == [PageState.REFUSED] * 2
    assert [page.findings[0].code for page in case.pages[:2]] == ["scan.truncated", "scan.missing"]
    assert case.pages[2].page is not None


@pytest.mark.slow
def test_new_words_need_no_new_reading(
    pool: WorkerPool, examined: Case, readings: SessionReadings
) -> None:
    case = rename_applicant(examined, Applicant("无此人", "无此单位有限公司"))
    assert not any(page.examined for page in case.pages)
    page = case.pages[0].page
    assert page is not None
    before = readings.of(page)
    for changed in examine(pool, case, readings, [case.pages[0].number]):
        case = case.with_page(changed)
    assert readings.of(page) is not None
    assert before is not None
    assert [one.mask.matched for one in case.pages[0].hits if one.verdict is Verdict.COVER] == []


@pytest.mark.slow
def test_a_turned_page_is_read_as_it_now_stands(
    pool: WorkerPool, examined: Case, readings: SessionReadings
) -> None:
    number = examined.pages[1].number
    case = turn_page(examined, number, 90)
    (page,) = examine(pool, case, readings, [number])
    before, after = examined.page(number).page, page.page
    assert before is not None
    assert after is not None
    assert (after.width, after.height) == (before.height, before.width)
    assert after.turn == (before.turn + 90) % 360


def test_a_rendered_page_fits_and_shows_the_page(pool: WorkerPool, examined: Case) -> None:
    page = examined.pages[1].page
    assert page is not None
    picture = render(pool, page, 300, 200).result(600)
    assert picture.shape[0] <= 200
    assert picture.shape[1] <= 300
    assert picture.flags["C_CONTIGUOUS"]
    assert picture.std() > 5


@pytest.mark.slow
def test_drawings_that_nobody_waits_for_leave_the_worker_to_the_next_case(
    examined: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, gate = examined.pages[1].page, tmp_path / "gate"
    assert page is not None
    monkeypatch.setattr(showing, "render_page", tasks.draw_slowly)
    monkeypatch.setenv(tasks.GATE, str(gate))
    with WorkerPool(1) as alone:
        before = alone.submit(os.getpid).result(600)
        drawings = [showing.render(alone, page, 90, 90) for _ in range(4)]
        tasks.wait_for(str(gate.with_suffix(".begun")))  # by the first; the others have not begun
        assert all(shown.cancel() for shown in drawings)
        gate.touch()
        assert alone.submit(os.getpid).result(600) == before


def test_a_folder_gives_its_visible_files_by_name(tmp_path: Path, examined: Case) -> None:
    for name in ("b.jpg", "a.jpg", ".versteckt.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "unten").mkdir()
    (tmp_path / "unten" / "c.jpg").write_bytes(b"x")
    case = add_scans(replace(examined, pages=(), numbered=0), [tmp_path], "diploma")
    assert [page.file_name for page in case.pages] == ["a.jpg", "b.jpg", "c.jpg"]
    assert [page.number for page in case.pages] == [1, 2, 3]
    again = add_scans(remove_page(case, 3), [tmp_path / "a.jpg"])
    assert [page.number for page in again.pages] == [1, 2, 4], "no number is given twice"
