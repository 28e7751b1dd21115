"""A home of its own for the real program, and a watch on all that it asks of the system."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.setup.checkout import ROOT

WITHOUT_STRACE = "strace is not installed; on Debian, Ubuntu: apt-get install strace"
ZCDESK = (sys.executable, "-m", "zcdesk")
PATIENCE = 1800
"""Seconds that a slow computer may take for one command."""

_WATCHED = (
    "socket,socketpair,connect,io_uring_setup,execve,memfd_create,"
    "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
)
_LOCAL = ("AF_UNIX", "AF_LOCAL")
_MAKES = re.compile(r"\b(open|creat|mkdir|rename|link|symlink)(at)?2?\(")
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OWN_PLACES = re.compile(r"/dev/(null|tty|shm/|urandom|ptmx|dri/)|/proc/(self|\d+)/")


@dataclass(frozen=True)
class Ran:
    """A finished command: its process and the calls that the watch saw, as strace writes them."""

    command: tuple[str, ...]
    done: subprocess.CompletedProcess[bytes]
    calls: tuple[str, ...]

    @property
    def said(self) -> str:
        """What it wrote to the terminal."""
        return (self.done.stdout + self.done.stderr).decode(errors="replace")

    def sockets(self) -> list[str]:
        """Return the calls that reach beyond this computer, or could without being seen."""
        asked = re.compile(r"\b(socket|socketpair|connect|io_uring_setup)\(")
        calls = [call for call in self.calls if asked.search(call)]
        return [call for call in calls if not any(one in call for one in _LOCAL)]

    def programs(self) -> list[str]:
        """Return the calls that started a program, with its arguments and variables.

        What takes root's rights away before the command starts is the sandbox's own.
        """
        started = [call for call in self.calls if "execve(" in call and " = 0" in call]
        return [call for call in started if '/setpriv", [' not in call]


@dataclass
class Sandbox:
    """Folders of its own, and nothing of the caller's variables."""

    root: Path  # holds everything below
    cores: int = 2  # on how many processors the program runs: as many workers read pages
    before: tuple[str, ...] = ()  # written before each command, as to take the network away
    ran: list[Ran] = field(default_factory=list)  # every finished command

    def __post_init__(self) -> None:
        for folder in (self.home, self.work, self.temp, self.root / "runtime"):
            folder.mkdir(parents=True)
        (self.root / "runtime").chmod(0o700)

    @property
    def home(self) -> Path:
        """The person's home folder, empty at first."""
        return self.root / "home"

    @property
    def work(self) -> Path:
        """Where she keeps her files and runs commands."""
        return self.root / "work"

    @property
    def temp(self) -> Path:
        """The folder for temporary files."""
        return self.root / "tmp"

    def variables(self, **more: str) -> Mapping[str, str]:
        """Return the least that a program needs: no CI, no opt-out of anybody's telemetry."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "XDG_RUNTIME_DIR": str(self.root / "runtime"),  # for sockets of a session
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        }

    def run(self, *arguments: str, **variables: str) -> Ran:
        """Run the program to its end."""
        return self.run_any((*ZCDESK, *arguments), **variables)

    def run_any(self, command: Sequence[str], **variables: str) -> Ran:
        """Run any program, watched, to its end."""
        trace = self.root / "calls.txt"
        done = subprocess.run(
            # The watch keeps root's rights: what hides its memory shows it no paths otherwise.
            [*self.before, *self.watch(trace), *as_plain_user(), *command],
            cwd=self.work,
            env=self.variables(**variables),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
        calls = trace.read_text("utf-8").splitlines() if trace.exists() else []
        trace.unlink(missing_ok=True)
        ran = Ran(tuple(command), done, tuple(calls))
        self.ran.append(ran)
        return ran

    def kill(self, arguments: Sequence[str], seconds: float) -> None:
        """Start the program and kill it with all its processes, unless it ended before."""
        with subprocess.Popen(
            [*ZCDESK, *arguments],
            cwd=self.work,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            try:
                running.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)

    def watch(self, trace: Path) -> list[str]:
        """Return what to write before a command so that it is watched, on as many processors."""
        strace, taskset = shutil.which("strace"), shutil.which("taskset")
        told = ("-qq", "-v", "-s", "65536", "-e", f"trace={_WATCHED}", "-e", "signal=none")
        # Stopping at each call of another kind as well would cost several times the run's own time.
        watch = [strace, "-f", "--seccomp-bpf", *told, "-o", str(trace)] if strace else []
        cores = f"0-{self.cores - 1}" if self.cores > 1 else "0"
        return [*([taskset, "-c", cores] if taskset else []), *watch]

    def strays(self) -> list[str]:
        """Return what was written outside of the sandbox, deleted again or not."""
        found: dict[str, None] = {}
        for ran in self.ran:
            for path in written(ran.calls):
                inside = path.startswith(f"{self.root}/") or path == str(self.root)
                if path.startswith("/") and not inside and not _OWN_PLACES.match(path):
                    found[path] = None
        return list(found)

    def foreign(self) -> list[str]:
        """Return the files in the home folder that lie in no folder of the program's own."""
        files = (path.relative_to(self.home) for path in self.home.rglob("*") if path.is_file())
        return [str(path) for path in files if not any("zcdesk" in part for part in path.parts)]


def as_plain_user() -> tuple[str, ...]:
    """Return what to write before a command so that rights of files hold for it: root has none."""
    setpriv = shutil.which("setpriv")
    if setpriv is None or os.geteuid() != 0:
        return ()
    return setpriv, "--bounding-set=-all", "--inh-caps=-all"


def written(calls: Sequence[str]) -> Iterator[str]:
    """Yield the paths that calls opened for writing, made or renamed to."""
    for call in calls:
        if " = -1 " in call or not _MAKES.search(call):
            continue
        if "open" in call and not _WRITES.search(call):
            continue
        paths = [plain(one) for one in _PATH.findall(call.partition("(")[2])]
        yield from paths[-1:] if "rename" in call or "link" in call else paths[:1]


def plain(quoted: str) -> str:
    """Return a path as strace quotes it: bytes beyond ASCII stand in octal."""
    return quoted.encode().decode("unicode_escape").encode("latin-1").decode(errors="replace")
