"""The window from outside: two minutes in a home of her own, every call watched."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.export.jpeg_markers import foreign_segments, pictures_below
from tests.outside import originals, windows_names
from tests.outside.sandbox import WITHOUT_STRACE, ZCDESK, Ran, Sandbox
from tests.outside.sentinel import NOTICE
from tests.outside.walks import ORIGINALS, Walk, hunter, must, prepare

SECONDS = float(os.environ.get("ZCDESK_WINDOW_SECONDS", "120"))
Record = Callable[[str, object], None]

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform == "win32", reason="made for the folders of Unix"),
    pytest.mark.skipif(shutil.which("strace") is None, reason=WITHOUT_STRACE),
]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a screen that nobody sees."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed; on Debian, Ubuntu: apt-get install xvfb")
    told = tmp_path_factory.mktemp("screen") / "number"
    with told.open("wb") as stream:
        options = ["-displayfd", str(stream.fileno()), "-nolisten", "tcp", "-screen", "0"]
        running = subprocess.Popen(
            [program, *options, "1600x1000x24"],
            pass_fds=[stream.fileno()],
            stderr=subprocess.DEVNULL,
        )
    try:
        end = time.monotonic() + 60
        while not told.read_text().strip():
            assert running.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)
        yield f":{told.read_text().strip()}"
    finally:
        running.terminate()
        running.wait()


@pytest.fixture(scope="module", params=["offscreen", "xcb"])
def walk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """The window in which the scripted person did her work."""
    box = Sandbox(tmp_path_factory.mktemp("window") / "box")
    prepare(box)
    originals.mark(box.work / ORIGINALS)
    before = originals.state(box.work / ORIGINALS)
    variables = {"QT_QPA_PLATFORM": request.param}
    if request.param == "xcb":
        variables["DISPLAY"] = request.getfixturevalue("screen")
    box.run_any((sys.executable, "-m", "tests.outside.window_walk", str(SECONDS)), **variables)
    if "Could not load the Qt platform plugin" in box.ran[0].said:
        pytest.skip("Qt's plugin for X11 lacks libraries; see docs/dependencies.md")
    assert box.ran[0].done.returncode == 0, box.ran[0].said
    yield Walk(box, before, hunter())
    originals.release(box.work / ORIGINALS)


def test_the_work_was_done_and_the_clipboard_holds_nothing(walk: Walk) -> None:
    told = json.loads(walk.box.ran[0].done.stdout.splitlines()[-1])
    assert told == {"exported": 3, "left_out": ["refused"], "clipboard": [], "windows": []}


def test_nothing_of_hers_lies_where_it_may_not(walk: Walk, record_property: Record) -> None:
    assert walk.finds() == []
    looked = f"{walk.hunter.files} files, {walk.hunter.looked_at} pictures"
    record_property("figure", f"window, {SECONDS:.0f} s, {looked}: 0 hits")


def test_what_the_window_writes_to_its_terminal_names_nobody(walk: Walk) -> None:
    said = walk.box.ran[0].said.encode()  # a desktop keeps it in its log
    assert list(walk.hunter.in_bytes("terminal", said)) == []


def test_the_window_opens_no_way_to_the_network(walk: Walk, record_property: Record) -> None:
    ran = walk.box.ran[0]
    assert ran.sockets() == []
    record_property("figure", f"window, {SECONDS:.0f} s, {len(ran.calls)} calls: 0 sockets")


def test_the_window_writes_nowhere_else_and_starts_nobody_with_her_words(walk: Walk) -> None:
    assert walk.box.strays() == []
    assert walk.arguments_with_words() == []
    assert list(walk.box.temp.rglob("*")) == []
    foreign = [name for name in walk.box.foreign() if not name.endswith(".zcase")]
    assert foreign == []


def test_dropped_and_chosen_files_stay_as_they_were(walk: Walk) -> None:
    assert originals.state(walk.scans) == walk.before


def test_its_package_holds_pixels_only_under_names_that_work(walk: Walk) -> None:
    folder = walk.box.work / "窗口"
    found = list(pictures_below(folder))
    assert len(found) >= 9
    assert [name for name, data in found if foreign_segments(data)] == []
    assert windows_names.faults(windows_names.below(folder)) == []


@pytest.mark.parametrize("command", [(), ("open", "我.zcase")])
def test_the_command_for_the_window_opens_no_way_to_the_network(
    command: tuple[str, ...], tmp_path: Path, record_property: Record
) -> None:
    box = Sandbox(tmp_path / "box")
    prepare(box)
    must(box.run("case", "new", "我.zcase", "--notice", NOTICE, "--facts", "facts.yaml"))
    ended = ("timeout", "--preserve-status", "-s", "TERM", str(SECONDS / 4))
    ran: Ran = box.run_any((*ended, *ZCDESK, *command), QT_QPA_PLATFORM="offscreen")
    assert ran.done.returncode == 0, ran.said
    assert ran.sockets() == []
    assert box.strays() == []
    record_property("figure", f"zcdesk {' '.join(command)}: {len(ran.calls)} calls, 0 sockets")
