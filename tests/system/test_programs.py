"""What one system has is called in one room; no program is started that lies where one works."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from starting import interpreters
from tests.program import ROOT
from tests.system.as_on_windows import GONE, OF_OS, OF_SIGNAL
from zcdesk.errors import ZcdeskError
from zcdesk.pages.opening import office
from zcdesk.system.processes import end_family, find_program
from zcdesk.workflow.intake import watched_folder

NAMES = ("soffice", "libreoffice", "NAPS2.Console", "naps2.console", "NAPS2", "scanimage",
         "taskkill", "unshare", "true", "py", "python3.12", "python3.13", "xdg-open")  # fmt: skip
ENDINGS = ("", ".exe", ".com", ".bat", ".cmd", ".EXE")

STARTING = {
    "zcdesk/pages/opening/office.py: subprocess",
    "zcdesk/system/processes.py: subprocess",
    "zcdesk/workflow/intake/watched_folder.py: subprocess",
    "zcdesk/ui/kit/outside.py: QDesktopServices",
    "starting/environment.py: subprocess",  # the Python that runs it, or the one that it has made
    "starting/interpreters.py: subprocess",
    "starting/system.py: subprocess",
    "starting/system.py: which",  # each time in SYSTEM_PATH
    "start.py: subprocess",  # the Python that it has made, by its whole path
    "start.py: which",  # whether strace is there to be installed; it is not started
    "start.py: execve",
}
"""What may start a program, and where: each with the whole path that a finder has given it."""

WORDS = {"subprocess", "which", "startfile", "system", "popen", "Popen", "QProcess", "webbrowser",
         "QDesktopServices", "execv", "execve", "execvp", "execvpe", "execl", "execlp", "spawnl",
         "spawnlp", "spawnv", "spawnvp", "spawnve", "posix_spawn", "posix_spawnp", "find_library",
         "ShellExecuteW", "WinExec", "LoadLibrary", "QPluginLoader", "addLibraryPath",
         "create_subprocess_exec", "create_subprocess_shell"}  # fmt: skip

MODULES = {"os", "shutil", "asyncio", "util", "QtCore", "QtGui"}


def of_starting(source: Path) -> Iterator[str]:
    """Yield the words of a module with which programs or libraries are found and started."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", "") or ""
            named = {alias.name.partition(".")[0] for alias in node.names}
            yield from ({module.partition(".")[0]} | named) & WORDS
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from {node.attr} & WORDS if node.value.id in MODULES else ()


@pytest.mark.nightly
def test_programs_are_started_where_the_table_says_and_nowhere_else(tmp_path: Path) -> None:
    sources = [*(ROOT / "zcdesk").rglob("*.py"), *(ROOT / "starting").rglob("*.py")]
    told = {
        f"{source.relative_to(ROOT).as_posix()}: {found}"
        for source in [*sources, ROOT / "start.py"]
        for found in of_starting(source)
    }
    assert told == STARTING
    other = tmp_path / "other.py"
    other.write_text("import os, shutil\nfrom shutil import which\nos.startfile('x')\n", "utf-8")
    assert set(of_starting(other)) == {"which", "startfile"}


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stranger's folder in which one works; each program in it leaves a mark."""
    for place in (tmp_path / "stranger", tmp_path / "stranger" / "bin"):
        place.mkdir(parents=True)
        for name in NAMES:
            for ending in ENDINGS:
                program = place / f"{name}{ending}"
                program.write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/started\n", "utf-8")
                program.chmod(0o755)
    monkeypatch.chdir(tmp_path / "stranger")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", "bin", "./bin", '"."', "..")))
    monkeypatch.setattr(office, "_PLACES", ())
    monkeypatch.setattr(watched_folder, "_PLACES", ())
    return tmp_path


def documents_are_opened() -> None:
    assert office.office_program() is None
    office._without_network()


def pages_are_scanned() -> None:
    with pytest.raises(ZcdeskError, match=r"^scanner\.no_program$"):
        list(watched_folder.scan_into(Path("bin"), datetime(2026, 11, 26)))


def a_program_is_ended() -> None:
    end_family(SimpleNamespace(pid=1 << 30, poll=lambda: None))  # type: ignore[arg-type]


def a_python_is_looked_for() -> None:
    for minor in range(11, 15):
        found = interpreters._installed(f"python3.{minor}")
        assert found is None or not Path(found).is_relative_to(Path.cwd().parent)
    assert interpreters._installed("py") is None


@pytest.mark.parametrize("windows", [True, False], ids=["Windows", "here"])
@pytest.mark.parametrize(
    "work", [documents_are_opened, pages_are_scanned, a_program_is_ended, a_python_is_looked_for]
)
def test_what_lies_in_the_current_folder_is_never_started(
    work: Callable[[], None], windows: bool, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if windows:  # as it was shown: with the search of Windows, which begins in the current folder
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setenv("PATHEXT", ".COM;.EXE;.BAT;.CMD")
        monkeypatch.setenv("SYSTEMROOT", "stranger")
    work()
    assert not (planted / "started").exists()


def test_an_installed_program_is_found(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = planted / "Program Files" / "LibreOffice"
    (planted / "System32").mkdir()
    shutil.copytree(planted / "stranger" / "bin", installed)
    shutil.copy(installed / "taskkill.exe", planted / "System32")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", f'"{installed}"')))
    assert find_program("soffice") == str(installed / "soffice")
    (installed / "soffice").chmod(0o644)
    assert find_program("soffice", "libreoffice") == str(installed / "libreoffice")
    assert find_program("nothing", places=[str(installed / "NAPS2")]) == str(installed / "NAPS2")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", str(planted))
    assert find_program("soffice") == str(installed / "soffice.exe")
    assert find_program("taskkill") == str(planted / "System32" / "taskkill.exe")


def test_at_its_start_the_program_takes_this_folder_out_of_every_search(planted: Path) -> None:
    """Of its own process and of all that it starts: the desktop's opener looks in ``PATH``, too."""
    code = (
        "import zcdesk, os; print(*(os.environ.get(each) for each in ("
        "'NODEFAULTCURRENTDIRECTORYINEXEPATH', 'PATH', 'QT_PLUGIN_PATH', 'LD_LIBRARY_PATH')));"
        "from PySide6.QtCore import QCoreApplication as Q, QStandardPaths as S;"
        "print(S.findExecutable('soffice'), *Q([]).libraryPaths(), sep='\\n')"
    )
    lists = {
        "PATH": f".:{planted}/installed::bin", "QT_PLUGIN_PATH": ".", "LD_LIBRARY_PATH": ":",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env={**os.environ, **lists},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    told, found, *plugins = done.stdout.splitlines()
    assert told == f"1 {planted}/installed None None"
    assert found == ""
    assert plugins
    assert not [each for each in plugins if Path(each).is_relative_to(Path.cwd())]


ROOM = "zcdesk/system"

OF_ONE_SYSTEM = {*GONE, "msvcrt", "winreg", "_winapi"}
"""Modules of Python that only POSIX or only Windows has."""

PLACES = ("/proc", "/dev/", "/etc/", "/sys/", "/var/", "/run/")

ALLOWED = {
    "zcdesk/disk/paths.py: '/dev/'",  # as a word in a file that somebody wrote
    "zcdesk/disk/paths.py: '/proc/'",
    "zcdesk/disk/paths.py: '/sys/'",
}


def of_one_system(source: Path) -> Iterator[str]:
    """Yield what a module calls, imports or names that only one kind of system has."""
    tree = ast.parse(source.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
            yield from names & (OF_ONE_SYSTEM | {"ctypes"})
        elif isinstance(node, ast.ImportFrom) and node.module in OF_ONE_SYSTEM | {"ctypes", "os"}:
            yield f"from {node.module}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            few = {"os": OF_OS, "signal": OF_SIGNAL}.get(node.value.id, set())
            if node.attr in few or (node.value.id, node.attr) == ("os", "name"):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in OF_OS and node.value.isupper():
                yield repr(node.value)
            if node.value.startswith(PLACES) and id(node) not in said:
                yield repr(node.value)


@pytest.mark.nightly
def test_only_the_room_of_the_systems_calls_what_one_of_them_has(tmp_path: Path) -> None:
    told = {
        f"{name}: {found}"
        for source in (ROOT / "zcdesk").rglob("*.py")
        if not (name := source.relative_to(ROOT).as_posix()).startswith(ROOM)
        for found in of_one_system(source)
    }
    assert told == ALLOWED
    other = tmp_path / "other.py"
    other.write_text(
        '"""/proc in words."""\nimport os, fcntl\nfrom ctypes import CDLL\nos.nice(1)\n'
        'getattr(os, "O_NOFOLLOW", 0)\nopen("/proc/self/maps")\nos.fsync(0)\n',
        "utf-8",
    )
    assert sorted(of_one_system(other)) == [
        "'/proc/self/maps'", "'O_NOFOLLOW'", "fcntl", "from ctypes", "os.nice",
    ]  # fmt: skip


def test_the_room_uses_all_that_it_is_there_for() -> None:
    inside = {found for source in (ROOT / ROOM).rglob("*.py") for found in of_one_system(source)}
    assert {
        "fcntl",
        "msvcrt",
        "resource",
        "ctypes",
        "os.killpg",
        "signal.pidfd_send_signal",
    } <= inside
