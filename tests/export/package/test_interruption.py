"""A kill, a full disk or a pulled stick at any call leaves the old package or the new one."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import pytest

from tests.export.sample import export, names, tree
from tests.failing_disk import Fault, Killed, acting, let_calls_fail
from zcdesk.export.package import packing
from zcdesk.export.package.folders import PackageError, recover
from zcdesk.export.package.packing import Staging
from zcdesk.export.papers.checklist import Checklist
from zcdesk.export.papers.xlsx import to_xlsx
from zcdesk.export.plan.layout import PlannedPage
from zcdesk.wording import spoken

OLD, NEW = 250, 200
OVER_OR_NEW = [
    pytest.param(True, id="over an old package"),
    pytest.param(False, id="new", marks=pytest.mark.nightly),  # the same calls, but two
]


@pytest.fixture(autouse=True)
def disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here acts on a disk that may fail."""
    let_calls_fail(monkeypatch)


@cache
def written_once(listed: Checklist) -> bytes:
    """Make a workbook, in memory, once for the same list: hundreds of packages are exported."""
    return to_xlsx(listed)


@pytest.fixture(autouse=True)
def workbooks_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "to_xlsx", written_once)


def whole(folder: Path) -> dict[str, bytes]:
    return tree(folder) if folder.is_dir() else {}


@pytest.fixture
def states(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the old and the new package as they must look."""
    old = tree(export(tmp_path / "a" / "package", OLD, 2).folder)
    return old, tree(export(tmp_path / "b" / "package", NEW, 2).folder)


def each_call(
    tmp_path: Path,
    with_old: bool,
    error: Callable[[int], Callable[[], BaseException]],
    lasting: bool,
) -> Iterator[tuple[int, Path, Fault]]:
    """Yield a disk of its own for each call that fails, with the old package there if wanted."""
    for at in range(1, 1000):
        target = tmp_path / f"disk {at}" / "package"
        target.parent.mkdir()
        if with_old:
            shutil.copytree(tmp_path / "a" / "package", target)
        struck = Fault(str(target.parent), at, error(at), lasting=lasting)
        yield at, target, struck
        if struck.calls < at:
            break
    else:
        pytest.fail("the export never came to an end")
    assert at > 40


@pytest.mark.nightly
@pytest.mark.parametrize("with_old", OVER_OR_NEW)
@pytest.mark.parametrize(
    "error", [Killed, lambda: OSError(errno.ENODEV, "gone")], ids=["killed", "stick pulled"]
)
def test_whatever_ends_the_export_the_package_is_old_or_new(
    tmp_path: Path,
    states: tuple[dict[str, bytes], dict[str, bytes]],
    error: Callable[[], BaseException],
    with_old: bool,
) -> None:
    old, new = states
    allowed = [old if with_old else {}, new]
    for at, target, struck in each_call(tmp_path, with_old, lambda _: error, lasting=True):
        with acting(struck), suppress(Killed, PackageError):
            export(target, NEW, 2)
        aside = whole(target.with_name(".package.old"))
        assert whole(target) in allowed or (not target.exists() and aside == old), at
        recover(target)
        assert whole(target) in allowed, at
        export(target, NEW, 2)
        assert names(target.parent) == ["package"], at
        assert whole(target) == new, at


@pytest.mark.nightly
@pytest.mark.parametrize("with_old", OVER_OR_NEW)
def test_one_failing_call_leaves_the_old_state_and_no_trace(
    tmp_path: Path, states: tuple[dict[str, bytes], dict[str, bytes]], with_old: bool
) -> None:
    old, new = states
    told = ((errno.ENOSPC, "空间"), (errno.EIO, "U 盘"), (errno.EACCES, "不允许写入"))

    def trouble(at: int) -> Callable[[], OSError]:
        return partial(OSError, told[at % 3][0], "no")

    for at, target, struck in each_call(tmp_path, with_old, trouble, lasting=False):
        failed: PackageError | None = None
        with acting(struck):
            try:
                export(target, NEW, 2)
            except PackageError as error:
                failed = error
        sides = set(names(target.parent)) - {"package"}
        if failed is None:
            assert whole(target) == new, at
            assert sides <= {".package.old"}, at
        else:
            assert whole(target) in ([old, new] if with_old else [{}, new]), at
            assert whole(target) == new or sides == set(), at
            assert told[at % 3][1] in spoken(failed.finding()).message
            assert str(target) in spoken(failed.finding()).message


@pytest.mark.parametrize("limit", [0, 1024, 8 * 1024])
def test_a_disk_that_takes_no_more_bytes_leaves_the_old_package(tmp_path: Path, limit: int) -> None:
    resource = pytest.importorskip("resource")
    target = tmp_path / "package"
    old = tree(export(target, OLD).folder)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(PackageError):
            export(target, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert tree(target) == old
    assert names(tmp_path) == ["package"]


def written_without_flush(staging: Staging, planned: PlannedPage, content: bytes) -> None:
    """Write a picture as a worker may that leaves flushing to the package."""
    staging.picture_path(planned).write_bytes(content)


def test_all_is_flushed_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: set[int] = set()
    at_naming: list[set[int]] = []
    rename = Path.rename

    def noted_rename(self: Path, target: Path) -> Path:
        at_naming.append(set(flushed))
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", lambda handle: flushed.add(os.fstat(handle).st_ino))
    monkeypatch.setattr(Path, "rename", noted_rename)
    monkeypatch.setattr(Staging, "add", written_without_flush)
    folder = export(tmp_path / "package").folder
    everything = {path.stat().st_ino for path in (folder, *folder.rglob("*"))}
    assert len(at_naming) == 1
    assert everything <= at_naming[0]
    assert tmp_path.stat().st_ino in flushed
