"""The watches see a socket, a stray file, a word in an argument and a touched file."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside import originals
from tests.outside.sandbox import WITHOUT_STRACE, Sandbox
from tests.outside.sentinel import NAME
from tests.outside.walks import Walk, hunter

WATCHED = pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="made for the folders of Unix")


@pytest.fixture
def box(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "box")


def run(box: Sandbox, script: str) -> None:
    ran = box.run_any((sys.executable, "-c", script))
    assert ran.done.returncode == 0, ran.said


@WATCHED
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_a_socket_is_seen_also_in_a_child(box: Sandbox, family: str) -> None:
    opens = f"import socket; socket.socket(socket.{family}).close()"
    run(box, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {opens!r}])")
    assert box.ran[0].sockets()


@WATCHED
def test_a_local_socket_and_what_is_written_inside_or_only_read_are_none(box: Sandbox) -> None:
    run(box, "import socket; socket.socketpair(); socket.socket(socket.AF_UNIX)")
    run(box, "open('a', 'w').close(); open('/etc/hosts').close()")
    assert (box.ran[0].sockets(), box.strays()) == ([], [])


@WATCHED
def test_a_file_outside_is_seen_although_it_was_removed(box: Sandbox, tmp_path: Path) -> None:
    stray = tmp_path / f"{NAME}.tmp"
    run(box, f"import pathlib; p = pathlib.Path({str(stray)!r}); p.write_text(''); p.unlink()")
    assert box.strays() == [str(stray)]


@WATCHED
@pytest.mark.parametrize("how", ["argument", "variable"])
def test_a_word_of_hers_handed_to_another_program_is_seen(box: Sandbox, how: str) -> None:
    told = f"['echo', {NAME!r}]" if how == "argument" else f"['true'], env={{'X': {NAME!r}}}"
    run(box, f"import subprocess; subprocess.run({told})")
    found = Walk(box, {}, hunter()).arguments_with_words()
    assert [call for call in found if "echo" in call or "true" in call]


def test_a_foreign_file_at_home_is_seen(box: Sandbox) -> None:
    for name in (".config/Qt.conf", ".local/share/zcdesk/settings.json"):
        (box.home / name).parent.mkdir(parents=True)
        (box.home / name).write_text("", "utf-8")
    assert box.foreign() == [".config/Qt.conf"]


def test_a_folder_that_may_not_be_written_in_is_not(box: Sandbox) -> None:
    (box.work / "hers").mkdir()
    originals.mark(box.work / "hers")
    ran = box.run_any((sys.executable, "-c", "open('hers/a', 'w')"))
    assert ran.done.returncode != 0
    assert "PermissionError" in ran.said


def _mark(path: Path) -> None:
    try:
        os.setxattr(path, "user.other", b"1")
    except OSError:
        pytest.skip("this disk keeps no marks")


CHANGES: dict[str, Callable[[Path], object]] = {
    "bytes": lambda path: path.write_text("b", "utf-8"),
    "time": lambda path: os.utime(path, (1, 1)),
    "rights": lambda path: path.chmod(0o600),
    "mark": _mark,
    "listing": lambda path: path.with_name("new").touch(),
    "gone": lambda path: path.unlink(),
    "another file of the same bytes": lambda path: shutil.copy2(path, path.with_name("n")) and (
        path.with_name("n").replace(path)
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_change_of_her_files_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    path = tmp_path / "a"
    path.write_text("a", "utf-8")
    before = originals.state(tmp_path)
    assert originals.state(tmp_path) == before
    change(path)
    assert originals.state(tmp_path) != before
