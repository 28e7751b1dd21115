"""A held file is removed by whoever holds it: that one, no other, and also from a shaky disk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.disk.files import HeldFile


def hold_case(path: Path) -> Callable[[], None]:
    lock = CaseLock.acquire(path)
    assert isinstance(lock, CaseLock)
    return lock.release


def hold_place(path: Path) -> Callable[[], None]:
    held = HeldFile.take(lock_path(path))
    assert held is not None
    return held.release


HOLDS = pytest.mark.parametrize("hold", [hold_case, hold_place])


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody can move an open file")
@HOLDS
def test_what_has_taken_the_place_of_a_held_file_stays(
    hold: Callable[[Path], Callable[[], None]], tmp_path: Path
) -> None:
    place = tmp_path / "a.zcase"
    release = hold(place)
    lock = lock_path(place)
    lock.rename(tmp_path / "moved")
    lock.write_bytes(b"another's")
    release()
    assert lock.read_bytes() == b"another's"


@HOLDS
def test_a_disk_that_fails_once_keeps_no_held_file(
    hold: Callable[[Path], Callable[[], None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = hold(tmp_path / "a.zcase")
    original, calls = Path.unlink, []

    def shaky(path: Path, *, missing_ok: bool = False) -> None:
        calls.append(path)
        if len(calls) == 1:
            raise OSError(5, "shaky")
        original(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", shaky)
    release()
    assert len(calls) == 2
    assert not list(tmp_path.iterdir())
