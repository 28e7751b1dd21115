"""What lies in a file's place when it is written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from zcdesk.cli.app import run
from zcdesk.errors import OutputError
from zcdesk.files import write_atomically

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")


@pipes
def test_a_pipe_or_a_device_keeps_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(OutputError):
        write_atomically(pipe, b"x")
    assert run(["batch", "--template", str(pipe)]) == 1
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
