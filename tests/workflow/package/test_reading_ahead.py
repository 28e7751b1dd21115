"""A confirmed page is made and read before anybody exports it; an export asks for the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.drawn_text import typed
from tests.setup.checkout import ROOT
from tests.workflow.drawn_case import APPLICANT, page_of
from tests.workflow.package.test_kept_pictures import (
    NOTICE,
    NOW,
    PASSWORD,
    CountingPool,
    case_of,
    kept_names,
    made_for,
    stored_case,
    tree,
    with_cover,
)
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import confirm, rename_applicant
from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.cases.file_limits import Arrangement, FileLimit
from zcdesk.cases.upload_route import Route
from zcdesk.export.package.packing import Staging
from zcdesk.export.plan.layout import content_of
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.verification.picture import Status
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.one_page.finishing import PictureJob
from zcdesk.workflow.package import exporting
from zcdesk.workflow.package.exporting import export_case
from zcdesk.workflow.package.jobs import ReadingAhead, ahead_job, make_ahead
from zcdesk.workflow.package.second_reading import COVERED, KeptPictures, unpacked


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> CountingPool:
    return CountingPool(one_worker)


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[CaseFile]:
    with stored_case(tmp_path / "案卷") as case_file:
        yield case_file


def read_all(ahead: ReadingAhead, case: Case) -> int:
    """Read ahead until nothing is left; return how many walks it took."""
    walks = 0
    numbers = [page.number for page in case.pages if case.is_confirmed(page)]
    while left := ahead.left(case, numbers):
        assert not list(ahead.read(case, load_notice(NOTICE), left))
        walks += 1
    return walks


@pytest.mark.slow
def test_an_export_of_pages_that_were_read_ahead_reads_nothing_and_gives_the_same_bytes(
    pool: CountingPool, stored: CaseFile, tmp_path: Path
) -> None:
    list(export_case(pool, stored.case, load_notice(NOTICE), tmp_path / "前", NOW))
    ahead = ReadingAhead(pool, stored)
    assert read_all(ahead, stored.case) == 3
    assert made_for(pool, stored, tmp_path / "后") == 0
    assert tree(tmp_path / "后") == tree(tmp_path / "前")
    assert read_all(ahead, stored.case) == 0
    stored.save(with_cover(stored.case, 2), "draw")
    assert read_all(ahead, stored.case) == 1
    assert len(kept_names(stored.path)) == 3  # the picture in whose place it came is gone


@pytest.mark.slow
def test_pictures_do_not_pile_up_however_often_a_case_is_changed_and_exported_in_part(
    pool: CountingPool, tmp_path: Path
) -> None:
    with stored_case(tmp_path / "案卷", 2) as stored:
        path = stored.path
    for name in ("张伟", "张维", "张炜"):  # a day each
        with open_case(path) as again_open:
            changed = rename_applicant(again_open.case, replace(APPLICANT, aliases=(name,)))
            again_open.save(again(changed), "rename")
            read_all(ReadingAhead(pool, again_open), again_open.case)
            assert len(kept_names(path)) <= 4
    with open_case(path) as last:
        last.save(last.case.with_page(replace(last.case.page(1), confirmed="")), "reopen")
        for times in range(3):
            last.save(replace(last.case, limits=(FileLimit("", 90_000 + times),)), "limit")
            made_for(pool, last, tmp_path / f"包{times}")
        assert len(kept_names(path)) <= 5
        walks = ReadingAhead(pool, last)
        for _ in range(2):  # in one open window
            last.save(with_cover(last.case, 2), "draw")
            read_all(walks, last.case)
        assert len(kept_names(path)) <= 5


CHANGES: dict[str, tuple[Callable[[Case], Case], int]] = {
    "nothing": (lambda case: case, 0),
    "a cover on one page": (lambda case: with_cover(case, 3), 1),
    "words": (lambda case: again(rename_applicant(case, replace(APPLICANT, aliases=("张伟",)))), 3),
    "targets": (
        lambda case: again(replace(case, targets=frozenset({Target.NAME, Target.EMPLOYER}))),
        3,
    ),
    "a limit of bytes": (lambda case: replace(case, limits=(FileLimit("", 90_000),)), 3),
    "pages joined": (
        lambda case: replace(case, limits=(FileLimit("diploma", arrangement=Arrangement.JOINED),)),
        1,
    ),
    "not covered here": (lambda case: replace(case, route=Route.INSIDE_PLATFORM), 3),
    "a page before the others": (lambda case: replace(case, pages=case.pages[::-1]), 0),
    "a page that is gone": (lambda case: replace(case, pages=case.pages[1:]), 0),
}


def again(case: Case) -> Case:
    """Confirm every page as it is now."""
    for page in case.pages:
        case = case.with_page(replace(page, examined=True))
        case = confirm(case, page.number)
    return case


@pytest.mark.parametrize(("change", "read"), CHANGES.values(), ids=CHANGES)
def test_what_changed_after_it_was_read_ahead_is_read_again_in_the_export_and_nothing_else(
    pool: CountingPool,
    stored: CaseFile,
    change: Callable[[Case], Case],
    read: int,
    tmp_path: Path,
) -> None:
    """Keys only: every picture would be made; the kept ones are those that need not."""
    notice, before = load_notice(NOTICE), stored.case
    kept = KeptPictures(stored)
    for number in before.places:
        job = ahead_job(before.marked(notice), before, number)
        assert job is not None
        finished, picture = make_ahead(job)
        kept.keep(job, finished, picture)
    asked = jobs_of_export(pool, change(before), tmp_path / "包")
    assert sum(not kept.holds(job) for job in asked) == read


def jobs_of_export(pool: WorkerPool, case: Case, folder: Path) -> list[PictureJob]:
    """Return what an export of the case asks of its workers for pictures."""
    notice, content = case.marked(load_notice(NOTICE)), content_of(case)
    asked = exporting._Export(pool, case, case, notice, folder, NOW, content)
    with Staging.start(folder, content) as staging:
        return [job for _, _, (job,) in exporting._tasks(asked, asked.planned(), staging)]


def test_a_page_that_still_shows_the_name_comes_back_and_nothing_of_it_is_kept(
    pool: CountingPool, tmp_path: Path
) -> None:
    with with_the_name(tmp_path) as stored:
        case = stored.case
        found = list(ReadingAhead(pool, stored).read(case, load_notice(NOTICE), (1, 2)))
        assert kept_names(stored.path) == []
        ((before, doubted),) = found
        assert before == case.page(1)
        assert [hit.mask.target for hit in doubted.hits] == [Target.NAME]
        assert not case.with_page(doubted).is_confirmed(doubted)


def with_the_name(folder: Path) -> CaseFile:
    """Return a case whose first page still shows the name, though a person confirmed it."""
    page, other = (page_of(folder, number, "diploma") for number in (1, 2))
    shown = typed(f"兹证明{APPLICANT.name}同志成绩合格。")
    Image.fromarray(shown).save(page.path)
    sha256 = hashlib.sha256(Path(page.path).read_bytes()).hexdigest()
    high, wide = shown.shape[:2]
    upright = Page(PageSource(page.path, sha256), wide, high, wide, high)
    return case_of(folder, [replace(page, page=upright), other])


def test_what_is_not_settled_before_an_export_is_left_to_it(stored: CaseFile) -> None:
    notice, case = load_notice(NOTICE), stored.case
    number = case.pages[0].number
    open_again = case.with_page(replace(case.page(number), confirmed=""))
    assert ahead_job(notice, case, number) is not None
    for changed in (
        open_again,
        replace(case, route=Route.INSIDE_PLATFORM),
        replace(case, limits=(FileLimit("", most_pictures=2),)),
        replace(case, limits=(FileLimit("", arrangement=Arrangement.SPLIT),)),
    ):
        assert ahead_job(notice, changed, number) is None


def test_nothing_is_read_ahead_while_an_export_holds_the_reading(
    pool: CountingPool, stored: CaseFile
) -> None:
    ahead = ReadingAhead(pool, stored)
    with ahead.alone:
        walk = threading.Thread(target=read_all, args=(ahead, stored.case))
        walk.start()
        walk.join(0.5)
        assert walk.is_alive()
        assert kept_names(stored.path) == []
        ahead.stop()  # as a window that closes
    walk.join()
    assert kept_names(stored.path) == []


@pytest.mark.slow
def test_what_was_read_ahead_lies_behind_the_password_of_its_case(
    pool: CountingPool, tmp_path: Path
) -> None:
    with stored_case(tmp_path / "案卷", 1, PASSWORD) as stored:
        assert read_all(ReadingAhead(pool, stored), stored.case) == 1
        assert made_for(pool, stored, tmp_path / "包") == 0
        path = stored.path
    (picture,) = (tmp_path / "包").rglob("*.jpg")
    assert picture.read_bytes()[2000:2064] not in path.read_bytes()
    assert [one.name for one in path.parent.glob(".*")] == []


AHEAD = """
import sys
from pathlib import Path
from zcdesk.cases.file.store import open_case
from zcdesk.notices.files.loading import load_notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.package.jobs import ReadingAhead
if __name__ == "__main__":
    with WorkerPool(1) as pool, open_case(Path(sys.argv[1])) as stored:
        ahead, case = ReadingAhead(pool, stored), stored.case
        for number in case.places:
            list(ahead.read(case, load_notice(case.notice), [number]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_a_kill_while_reading_ahead_leaves_each_verdict_with_its_bytes(
    pool: CountingPool, tmp_path: Path
) -> None:
    with stored_case(tmp_path / "案卷", 4) as stored:
        path = stored.path
    script = tmp_path / "ahead.py"
    script.write_text(AHEAD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(path)], cwd=ROOT, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    while not kept_names(path) and process.poll() is None:
        time.sleep(0.02)
    with suppress(ProcessLookupError):  # it came to its end meanwhile
        os.killpg(process.pid, 9)
    process.wait()
    with open_case(path) as again_open:
        names = kept_names(path)
        assert names
        for name in names:
            content = again_open.cached(COVERED, name)
            assert content is not None
            finished, picture = unpacked(content, bytes.fromhex(name))
            assert finished.verified.status is Status.CLEAN
            assert picture[:2] == b"\xff\xd8"
        assert made_for(pool, again_open, tmp_path / "包") == 4 - len(names)
