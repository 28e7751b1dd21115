"""What a worker knows and keeps: one key, for one task; no dump, no file for others."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.program import ROOT
from tests.workers.tasks import knows, limits
from tests.workflow.drawn_case import APPLICANT, confirmed, covered, page_of
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.notices.files.loading import load_notice
from zcdesk.pages.page import Page, PageSource
from zcdesk.workers.held_memory import held_memory, sweep_memory
from zcdesk.workers.pool import WorkerPool
from zcdesk.workers.told import forget, needed_by, tell
from zcdesk.workflow.case.case_files import import_scans
from zcdesk.workflow.one_page.found_scans import ScanPlace
from zcdesk.workflow.one_page.showing import render
from zcdesk.workflow.package.exporting import PackageDone, export_case


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as made:
        yield made


def test_a_worker_is_told_the_key_of_its_tasks_case_alone(pool: WorkerPool, tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.zcase", "b.zcase", "a.zcase.old")]
    for name in names:
        tell(name, name.encode())
    try:
        inside = str(Path(names[0], "0" * 64, "scan.png"))
        assert pool.submit(knows, inside, tuple(names)).result() == [True, False, False]
        assert pool.submit(knows, str(tmp_path / "scan.png"), tuple(names)).result() == [False] * 3
        page = Page(PageSource(inside, "0" * 64), 1, 1, 1, 1)
        for argument in (inside, Path(inside), ScanPlace(inside), page):
            assert set(needed_by([7, argument, None])) == {names[0]}
        assert needed_by([{"case": names[1]}, 7, Case("a", APPLICANT, frozenset())]) == {}
    finally:
        for name in names:
            forget(name)


@pytest.mark.slow
def test_pages_are_shown_and_exported_with_the_key_alone(pool: WorkerPool, tmp_path: Path) -> None:
    drawn = [covered(page_of(tmp_path, number, "diploma")) for number in (1, 2)]
    case = Case("region-senior-2024", APPLICANT, frozenset())
    with (
        create_case(tmp_path / "a.zcase", case, "p") as stored,
        create_case(tmp_path / "other.zcase", case, "q"),
    ):
        list(import_scans(pool, stored, [Path(page.path) for page in drawn]))
        pages = []
        for page, kept in zip(drawn, stored.case.pages, strict=True):
            assert page.page is not None
            source = replace(page.page.source, path=kept.path)
            pages.append(replace(page, path=kept.path, page=replace(page.page, source=source)))
        assert pages[0].page is not None
        assert render(pool, pages[0].page, 90, 90).result().any()
        case = confirmed("region-senior-2024", pages)
        notice = load_notice(case.notice)
        steps = list(export_case(pool, case, notice, tmp_path / "包", datetime.now(UTC)))
    done = steps[-1]
    assert isinstance(done, PackageDone)
    assert done.exported == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_a_worker_makes_files_for_its_owner_and_no_dump_holds_its_memory(pool: WorkerPool) -> None:
    assert pool.submit(limits).result() == {
        "mask": "077", "core": "(0, 0)", "dumped": "00000000", "dumpable": "0"
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the system's list of limits")
@pytest.mark.parametrize("window", [False, True], ids=["command line", "window"])
def test_no_dump_of_the_program_holds_its_memory_and_a_dialog_can_still_ask(window: bool) -> None:
    shown = "hide_memory(hidden=False)" if window else "pass"
    code = (
        "import ctypes, sys\nfrom pathlib import Path\nimport zcdesk.__main__ as start\n"
        "from zcdesk.cli import app\nfrom zcdesk.system.privacy import hide_memory\n"
        "def told(_):\n"
        f"    {shown}\n"
        "    print(Path('/proc/self/limits').read_text().split('core file size')[1].split()[:2],\n"
        "          Path('/proc/self/coredump_filter').read_text().strip(),\n"
        "          ctypes.CDLL(None).prctl(3))\n"
        "app.run = told\nstart.main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["['0',", "'0']", "00000000", str(int(window))]


@pytest.mark.skipif(sys.platform != "linux", reason="there shared memory cannot be listed")
def test_memory_that_nobody_holds_is_swept_with_its_semaphores() -> None:
    left = Path("/dev/shm") / f"zcdesk-{secrets.token_hex(6)}"
    semaphore = left.with_name(f"sem.{left.name}-1")
    memory, lock = held_memory(100)
    assert lock is not None
    try:
        left.write_bytes(b"pixels")
        semaphore.write_bytes(b"")
        sweep_memory()
        assert not left.exists()
        assert not semaphore.exists()
        assert (left.parent / memory.name).exists()
    finally:
        os.close(lock)
        memory.close()
        memory.unlink()
        left.unlink(missing_ok=True)
        semaphore.unlink(missing_ok=True)
