"""Where there is no network at all, the program does the same, byte for byte."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside.sandbox import Sandbox
from tests.outside.walks import prepare, walk_by_day

ALONE = ("unshare", "--map-root-user", "--net")
Record = Callable[[str, object], None]


def can_be_alone() -> bool:
    """Tell whether this system lets a program have a network of its own, with nothing in it."""
    try:
        return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.nightly
@pytest.mark.skipif(not can_be_alone(), reason="unshare --net is not to be had here")
def test_without_a_network_every_byte_is_the_same(tmp_path: Path, record_property: Record) -> None:
    with_one, without = Sandbox(tmp_path / "with"), Sandbox(tmp_path / "without", before=ALONE)
    for box in (with_one, without):
        walk_by_day(box, prepare(box))
    links = without.run_any(("cat", "/proc/net/dev")).done.stdout.decode()
    assert [line.partition(":")[0].strip() for line in links.splitlines()[2:]] == ["lo"]
    count = 0
    for folder in ("盖好", "遮好"):
        made = files(with_one.work / folder)
        assert files(without.work / folder) == made
        count += len(made)
    assert count >= 10
    record_property("figure", f"{count} files of a package and a redaction: 0 bytes differ")
