"""What lies in a file's place when it is written; who holds a file; where the program's own lie."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zcdesk.cases.file.locking import CaseLock, lock_path
from zcdesk.cli.app import run
from zcdesk.disk.files import HeldFile, copy_file, new_file, write_atomically
from zcdesk.disk.own_folder import own_folder, settings_file
from zcdesk.errors import OutputError
from zcdesk.system.files import hold

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")


@pipes
def test_a_pipe_or_a_device_keeps_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(OutputError):
        write_atomically(pipe, b"x")
    assert run(["batch", "--template", str(pipe)]) == 4
    assert "pipe.xlsx" in capsys.readouterr().err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [one.name for one in tmp_path.iterdir()] == ["pipe.xlsx"]


def test_a_file_and_a_link_are_replaced_and_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept", tmp_path / "link"
    kept.write_bytes(b"kept")
    link.symlink_to(kept)
    write_atomically(link, b"new")
    write_atomically(tmp_path / "other", b"a")
    write_atomically(tmp_path / "other", b"b")
    assert (link.read_bytes(), kept.read_bytes()) == (b"new", b"kept")
    assert (tmp_path / "other").read_bytes() == b"b"


@pytest.mark.parametrize(
    "make",
    [lambda path: new_file(path).close(), lambda path: copy_file(path.with_name("source"), path)],
    ids=["made", "copied"],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_new_file_is_not_written_through_a_link_that_lies_there(
    tmp_path: Path, make: Callable[[Path], None], there: bool
) -> None:
    (tmp_path / "source").write_bytes(b"words")
    kept, link = tmp_path / "kept", tmp_path / "link"
    if there:
        kept.write_bytes(b"kept")
    link.symlink_to(kept)
    with pytest.raises(FileExistsError):
        make(link)
    assert link.is_symlink()
    assert kept.read_bytes() == b"kept" if there else not kept.exists()


@pytest.mark.skipif(os.name == "nt", reason="files cannot be held there; their age counts")
def test_what_another_program_is_writing_is_no_leftover_of_a_kill(tmp_path: Path) -> None:
    written, left = tmp_path / ".0123456789ab.partial", tmp_path / ".ba9876543210.partial"
    left.write_bytes(b"half")
    with new_file(written) as stream:
        assert hold(stream.fileno())
        write_atomically(tmp_path / "other", b"whole")
        assert {one.name for one in tmp_path.iterdir()} == {written.name, "other"}
    write_atomically(tmp_path / "other", b"whole again")
    assert [one.name for one in tmp_path.iterdir()] == ["other"]


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
def test_what_took_its_place_stays(
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


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program on a stick; its user has a home elsewhere."""
    program = tmp_path / "U盘 一" / "zcdesk"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "zcdesk"))
    return program


def test_a_portable_program_keeps_its_data_beside_itself(frozen: Path) -> None:
    (frozen / "portable").touch()
    assert own_folder().parent == frozen
    assert settings_file().is_relative_to(frozen)


def test_an_installed_program_keeps_nothing_beside_itself(frozen: Path) -> None:
    assert not own_folder().is_relative_to(frozen)


def test_the_marker_is_nothing_here(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (frozen / "portable").touch()
    monkeypatch.delattr(sys, "frozen")
    assert not own_folder().is_relative_to(frozen)
