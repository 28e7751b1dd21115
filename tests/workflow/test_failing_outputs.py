"""Packages and redacted pages on disks that fill up or fail, written by real workers."""

import errno
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.failing_disk import Fault, acting, let_calls_fail, only_root, small_disk
from tests.given import contents
from tests.lent import Lent
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Case
from zcdesk.disk.files import write_atomically
from zcdesk.errors import OutputError
from zcdesk.export.package.folders import PackageError
from zcdesk.export.pictures.jpeg import encode
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.verification.picture import verified
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.loose.redacting import redact_scans
from zcdesk.workflow.one_page.examining import Redacted, redact_page
from zcdesk.workflow.one_page.finishing import Finished
from zcdesk.workflow.one_page.sought import Sought
from zcdesk.workflow.package.exporting import PackageDone, export_case
from zcdesk.workflow.package.second_reading import Exported

from .drawn_case import NOW, Exports, confirmed, covered, drawn, page_of

NOTICE = "miit-2019"
WHO = Sought(Applicant("欧阳婉儿", "天山岩土勘察有限公司"), frozenset({Target.NAME}))
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENODEV)


@pytest.fixture(scope="module")
def pool(one_worker: WorkerPool) -> WorkerPool:
    return QuickPool(one_worker)


class QuickPool(Lent):
    """A pool whose workers write redacted pages without reading them first."""

    def submit(self, function: Callable[..., Any], *arguments: object, **more: Any) -> Future[Any]:
        quick = written if function is redact_page else function
        return super().submit(quick, *arguments, **more)


def written(place: Any, index: int, sought: Sought, output: str, straighten: bool) -> Redacted:
    """Write a page as ``redact_page`` does, and say that nothing was found."""
    content = encode(drawn(int(Path(place.path).stem), 120, 0))
    write_atomically(Path(output), content)
    page = Page(PageSource(place.path, "0" * 64), 424, 120, 424, 120)
    sha256 = hashlib.sha256(content).hexdigest()
    return Redacted(page, (), (), Finished(sha256, 424, 120, b"", b"", (), verified(())))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def ended_by(work: Callable[[], object], fault: Fault | None = None) -> OutputError | None:
    """Do work on a disk that may fail; return the error that ended it, or None."""
    try:
        with acting(fault) if fault is not None else nullcontext():
            work()
    except OutputError as error:
        return error
    return None


# --- packages ------------------------------------------------------------------------------------


def case_of(folder: Path, count: int = 4) -> Case:
    folder.mkdir(exist_ok=True)
    slots = ("diploma", "id_card")
    pages = [page_of(folder, number, slots[number % 2], 300) for number in range(1, count + 1)]
    return confirmed(NOTICE, [covered(page) for page in pages])


def is_complete(package: Path, pages: int) -> None:
    """A package that has its name holds all its pages, with the bytes that it tells."""
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    for one in manifest["files"]:
        assert hashlib.sha256((package / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    assert len(manifest["pages"]) == pages


@pytest.mark.nightly
@only_root
def test_a_package_that_does_not_fit_leaves_nothing(pool: WorkerPool, tmp_path: Path) -> None:
    """At some sizes a worker meets the full disk, at others the process that adds the lists."""
    case, full, fits = case_of(tmp_path / "scans"), 0, 0
    for kilobytes in (16, 48, 80, 112, 144, 200, 280, 2000):
        with small_disk(tmp_path / "disk", kilobytes) as disk:
            package = disk / "包"
            told = ended_by(partial(Exports(pool, disk), case))
            if told is None:
                fits += 1
                is_complete(package, 4)
                assert names(disk) == {"包"}
            else:
                full += 1
                assert told.code == "export.disk_full"
                assert str(package) in spoken(told.finding()).message
                assert names(disk) == set()
    assert full >= 5
    assert fits


@pytest.mark.slow
@only_root
def test_a_package_stays_when_the_new_one_does_not_fit(pool: WorkerPool, tmp_path: Path) -> None:
    few, many = case_of(tmp_path / "few", 1), case_of(tmp_path / "many", 12)
    with small_disk(tmp_path / "disk", 400) as disk:
        package = disk / "包"
        export = Exports(pool, disk)
        export(few)
        before = contents(package)
        with pytest.raises(PackageError, match="disk_full"):
            export(many)
        assert contents(package) == before
        assert [path.name for path in disk.iterdir()] == ["包"]


@pytest.mark.slow
def test_a_worker_that_cannot_write_ends_the_export_and_doubts_no_page(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page whose picture met a broken disk is none that stayed out by itself."""
    from zcdesk.workers import pool as pool_module
    from zcdesk.workflow.package import exporting

    def failing(running: Any, task: Any, tasks: Any) -> Any:
        for place, outcome in enumerate(pool_module.run_each(running, task, tasks)):
            lost = OutputError(file="002.jpg") if place == 1 else None
            yield replace(outcome, result=None, error=lost) if lost else outcome

    monkeypatch.setattr(exporting, "run_each", failing)
    walk = export_case(pool, case_of(tmp_path / "scans"), load_notice(NOTICE), tmp_path / "包", NOW)
    steps: list[Exported | PackageDone] = []
    with pytest.raises(PackageError) as told:
        steps.extend(walk)
    assert str(tmp_path / "包") in spoken(told.value.finding()).message
    assert all(isinstance(one, Exported) and one.page is None for one in steps)
    assert [path.name for path in tmp_path.iterdir()] == ["scans"]


# --- redacted pages ------------------------------------------------------------------------------


def scans_in(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{number}.png" for number in (1, 2)]
    for number, path in enumerate(paths, start=1):
        Image.fromarray(drawn(number, 120, 0)).save(path)
    return paths


def redact(pool: WorkerPool, paths: list[Path], out: Path) -> None:
    list(redact_scans(pool, paths, WHO, out))


def unfinished(folder: Path) -> set[str]:
    """Return what is hidden in a folder; a lock that could not be signed is taken over later."""
    return {one for one in names(folder) if one.startswith(".") and not one.endswith(".lock")}


@pytest.mark.nightly
def test_a_disk_that_fails_at_any_call_of_redact_leaves_whole_pages_and_nothing_else(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_calls_fail(monkeypatch)
    paths = scans_in(tmp_path / "scans")
    redact(pool, paths, tmp_path / "whole")
    whole = {path.name: path.read_bytes() for path in (tmp_path / "whole").iterdir()}
    assert whole.keys() == {"001.jpg", "002.jpg"}
    for at in range(1, 200):
        out = tmp_path / f"disk {at}" / "结果"
        lasting = at % 2 == 0
        number = ERRORS[at % len(ERRORS)]
        fault = Fault(str(out.parent), at, partial(OSError, number, "no"), lasting)
        told = ended_by(partial(redact, pool, paths, out), fault)
        if told is not None:
            assert told.details["file"] in ("结果", "001.jpg", "002.jpg"), at
            assert isinstance(told, OutputError), at
            assert (told.code == "output.disk_full") == (number == errno.ENOSPC), at
        for path in out.glob("*.jpg") if out.is_dir() else ():
            assert path.read_bytes() == whole[path.name], at
        if told is not None and not lasting:  # else removing it failed, which the next run does
            assert not unfinished(out), (at, fault.event)
        redact(pool, paths, out)
        assert names(out) == set(whole), at
        if not fault.struck:
            break
    else:
        pytest.fail("it never came to an end")
    assert at > 20


@pytest.mark.slow
@only_root
def test_a_full_disk_is_told_by_redact_at_every_size(pool: WorkerPool, tmp_path: Path) -> None:
    paths, full = scans_in(tmp_path / "scans"), 0
    for kilobytes in range(4, 80, 8):
        with small_disk(tmp_path / "disk", kilobytes) as disk:
            told = ended_by(partial(redact, pool, paths, disk / "结果"))
            assert not unfinished(disk / "结果")
            if told is None:
                assert names(disk / "结果") == {"001.jpg", "002.jpg"}
            else:
                full += 1
                assert told.code == "output.disk_full"
                assert told.details["file"] == "结果"
    assert full >= 3
