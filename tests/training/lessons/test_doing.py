"""Beginning, hints that cost points, beginning again; and nothing real comes in or goes out."""

import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from tests.given import there
from tests.training.lessons.working import confirmed, settle, worked
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.cli.app import run
from zcdesk.documents.making import make_form
from zcdesk.notices.files.loading import load_notice
from zcdesk.training.lessons import making
from zcdesk.training.lessons.scoring import HINT, score_of
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.exporting import PackageDone, export_case


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> WorkerPool:
    return one_worker


def test_three_hints_about_one_thing_then_the_next_and_each_costs_points(
    walk: making.MadeLesson,
) -> None:
    case, truth = walk.case, walk.truth
    steps = []
    for _ in range(4):
        case, hint = making.hinted(case, truth)
        assert hint is not None
        steps.append((hint.thing, hint.step, bool(hint.places)))
    assert steps == [("1", 1, False), ("1", 2, False), ("1", 3, True), ("1", 3, True)]
    assert score_of(worked(case, truth), truth, 0).score == 100 - HINT[3]
    case, hint = making.hinted(settle(case, truth.things[0]), truth)
    assert hint is not None
    assert (hint.thing, hint.step) == ("2", 1)
    undone = replace(case, pages=walk.case.pages)
    _, hint = making.hinted(undone, truth)
    assert hint is not None
    assert (hint.thing, hint.step) == ("2", 2)  # what was asked about last
    done = worked(case, truth)
    answered = replace(done, practice=there(walk.case.practice).seen(0, ("1", "2")))
    assert score_of(answered, truth, 0).score == round(100 - 200 / len(truth.things))
    assert not making.open_things(done, truth)
    assert making.hinted(done, truth) == (done, None)


def test_points_for_hints_do_not_come_back_by_undo(walk: making.MadeLesson, tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    shutil.copy(walk.path, path)
    with open_case(path) as stored:
        stored.save(settle(stored.case, walk.truth.things[0]), "decide")
        case, _ = making.hinted(stored.case, walk.truth)
        stored.keep_found(case)
        stored.undo()
    with open_case(path) as stored:
        assert stored.case.practice is not None
        assert stored.case.practice.hints == (("2", 1),)
        stored.save(settle(stored.case, walk.truth.things[0]), "decide")
        assert stored.original(stored.case.practice.truth)  # acts drop what nothing names


def test_the_clock_of_a_lesson_begins_with_the_work_and_only_once(walk: making.MadeLesson) -> None:
    real = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    case = making.began(walk.case, real)
    assert case.moment(real) == walk.case.practice.today if walk.case.practice else None
    assert making.began(case, real + timedelta(hours=1)) == case


@pytest.mark.slow
def test_beginning_again_gives_the_case_as_it_was(walk: making.MadeLesson, tmp_path: Path) -> None:
    path = tmp_path / "a.zcase"
    shutil.copy(walk.path, path)
    with open_case(path) as stored:
        case, _ = making.hinted(making.began(stored.case, datetime.now(UTC)), walk.truth)
        stored.save(worked(case, walk.truth), "decide")
    *_, again = making.make_again(path)
    assert isinstance(again, making.MadeLesson)
    assert again.truth == walk.truth
    assert again.case.practice is not None
    assert replace(again.case.practice, again=0) == walk.case.practice
    assert [page.hits for page in again.case.pages] == [page.hits for page in walk.case.pages]
    assert [file.name for file in tmp_path.iterdir()] == ["a.zcase"]


@pytest.mark.nightly
def test_a_file_that_the_generator_did_not_make_is_refused_kindly(
    walk: making.MadeLesson, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, scan = tmp_path / "a.zcase", tmp_path / "毕业证.jpg"
    shutil.copy(walk.path, path)
    with open_case(path) as stored:
        page = stored.case.pages[1].page
        assert page is not None
        own = stored.original(page.source.sha256)
    scan.write_bytes(own + b"\0")  # anything else, however like it is
    assert run(["case", "add", str(path), "diploma", str(scan)]) == 1
    said = capsys.readouterr().err
    assert "毕业证.jpg" in said
    assert "练习" in said
    with open_case(path) as stored:
        refused = [page for page in stored.case.pages if page.refused]
        assert [page.findings[0].code for page in refused] == ["scan.not_of_the_lesson"]
        assert len(stored.case.pages) == len(walk.case.pages) + 1
    scan.write_bytes(own)
    assert run(["case", "add", str(path), "diploma", str(scan), "--later"]) == 0


def test_every_paper_of_a_lesson_says_that_it_is_practice(walk: making.MadeLesson) -> None:
    notice = notice_of(walk.case)
    with pymupdf.open(stream=make_form(notice, "posting", [walk.case]).pdf) as paper:
        assert "练习2718" in "".join(paper[0].get_text().split())
    real = replace(walk.case, practice=None)
    with pymupdf.open(stream=make_form(notice, "posting", [real]).pdf, filetype="pdf") as paper:
        assert "练习" not in paper[0].get_text()


def test_each_scan_bears_in_its_pixels_above_and_below_that_it_is_practice(
    walk: making.MadeLesson,
) -> None:
    with open_case(walk.path, writing=False) as stored:
        for page in stored.case.pages:
            content = stored.original(there(page.page).source.sha256)
            grey = np.asarray(Image.open(io.BytesIO(content)).convert("L"))
            middle = grey[:, grey.shape[1] * 3 // 8 : grey.shape[1] * 5 // 8]
            for strip in (middle[6:47], middle[-47:-6]):  # 9 mm are 53 pixels
                ink = strip < np.median(strip) - 60
                assert 0.04 < ink.mean() < 0.3  # words, neither bare grey nor a picture
                assert ink.any(axis=0).mean() > 0.5


@pytest.mark.nightly
def test_the_package_of_a_lesson_names_itself_practice(
    walk: making.MadeLesson, pool: WorkerPool, tmp_path: Path
) -> None:
    case = worked(walk.case, walk.truth)
    for page in case.pages:
        case = confirmed(case, page.number)
    notice = load_notice(walk.case.notice)
    *_, done = export_case(pool, case, notice, tmp_path / "out", datetime.now(UTC))
    assert isinstance(done, PackageDone)
    assert "练习 2718" in done.checklist.read_text(encoding="utf-8")
    assert done.exported >= 4
    assert there(done.delivery).at.year == 2024


def test_practice_lies_in_a_folder_of_its_own(own_home: Path) -> None:
    assert making.practice_folder().name == "practice"
    assert str(making.practice_folder()).startswith(str(own_home))
