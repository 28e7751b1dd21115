"""What lies in a file's place when it is written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from zcdesk.cli.app import run
from zcdesk.disk.files import copy_file, new_file, write_atomically
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
