"""What is handed to people: how large it is, how soon its window stands, and an old computer.

    python -m benchmarks.package FOLDER [--packed RELEASE] [--starts 7] [--old] [--result FILE]

FOLDER is what ``tools/freeze.py`` made, RELEASE what ``tools/release.py`` wrote. A start is the
time from the start of the program until its first window is painted on an X server of its own
(Xvfb, 1366 × 768), by the clock, with the processor time of the program and all below it; as root
both go before all others, so that a busy computer is like an idle one. Warm: it ran before. Cold:
the system has forgotten every file before each start (root; what the disk itself or the host of a
virtual machine remembers stays). ``--old`` reads pages on a computer with 4 GB that has two
processors: told so by ``/proc/meminfo``, held to it by a memory group (root).
Linux only; homes and results lie in folders that are removed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import mmap
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import psutil

from benchmarks.run_record import Figure, ask_for_result, write_run
from tools import freeze

SCREEN = "1366x768x24"
COLOURS = 60
"""As many different ones are on the screen only once letters are painted."""

LOOK_EVERY = 0.01
PATIENCE = 300.0
UNPACKED, PACKED = 420.0, 160.0
"""Bars, in MB."""

WARM, COLD = 2.0, 5.0
"""Bars, in seconds by the clock."""

OLD_MEMORY = 4 << 30

GROUP = Path("/sys/fs/cgroup/memory/zcdesk-old")
SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples" / "region-senior-2024"
PAGES = 6


@dataclass(frozen=True)
class Start:
    """One start: seconds by the clock and of processor time until the window was painted."""

    clock: float
    work: float


class Screen:
    """An X server without a screen, and what it shows."""

    def __init__(self, scratch: Path) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            [*command, "-fbdir", str(scratch)], pass_fds=(writing,), stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        with (scratch / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def painted(self) -> bool:
        """Tell whether a window with letters is shown."""
        pixels = np.frombuffer(self._picture, dtype=np.uint32)[4096::7]
        return np.unique(pixels).size > COLOURS

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()


def start(program: Path, screen: Screen, home: Path) -> Start:
    """Start the program, wait for its window, and ask it to close.

    Raises:
        TimeoutError: No window came.
    """
    environment = _variables(home, DISPLAY=screen.name, QT_QPA_PLATFORM="xcb")
    began = time.monotonic()
    process = subprocess.Popen([str(program)], env=environment, stderr=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    try:
        while not screen.painted():
            if time.monotonic() - began > PATIENCE or process.poll() is not None:
                raise TimeoutError("no window")
            time.sleep(LOOK_EVERY)
        seen = time.monotonic() - began
        return Start(seen, _work(watched))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        while screen.painted():
            time.sleep(LOOK_EVERY)


def _work(process: psutil.Process) -> float:
    """Return the processor seconds of a process and all below it."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            times = one.cpu_times()
            total += times.user + times.system
    return total


def _variables(home: Path, **more: str) -> dict[str, str]:
    """Return the variables of a person who has nothing but the program."""
    kept = {"PATH": os.defpath, "LANG": "zh_CN.UTF-8", "HOME": str(home)}
    return {**kept, **more}


def go_before_others(*, wished: bool) -> bool:
    """Let this process and what it starts go before all others, or not; tell whether they do."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -20 if wished else 0)
        # Linux shares the processors among sessions first.
        Path("/proc/self/autogroup").write_text("-20" if wished else "0", encoding="ascii")
    except OSError:
        return False
    return wished


def forget() -> bool:
    """Let the system forget all files; tell whether it may be done."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    except OSError:
        return False
    return True


def starts(program: Path, times: int) -> Iterator[Figure]:
    """Yield how soon the window stands, warm and cold."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        screen = Screen(scratch)
        try:
            start(program, screen, scratch)
            warm = [start(program, screen, scratch) for _ in range(times)]
            cold = [start(program, screen, scratch) for _ in range(times) if forget()]
        finally:
            screen.close()
    for kind, taken, bar in (("warm", warm, WARM), ("cold", cold, COLD)):
        if taken:
            clock, work = ([getattr(one, part) for one in taken] for part in ("clock", "work"))
            print(
                f"{kind}: {len(taken)} starts, by the clock {_spread(clock)}, work {_spread(work)}"
            )
            what = f"folder for Linux: first window, {kind}, median of {len(taken)}"
            yield _figure(f"{what}, by the clock", statistics.median(clock), "s", bar)
            yield _figure(f"{what}, processor time", statistics.median(work), "s", None)


def _spread(values: list[float]) -> str:
    return f"{min(values):.2f}, {statistics.median(values):.2f}, {max(values):.2f} s"


def sizes(folder: Path, packed: Path | None) -> Iterator[Figure]:
    """Yield what the folder takes, unpacked and packed."""
    yield _figure("folder for Linux, unpacked", freeze.size(folder) / 1e6, "MB", UNPACKED)
    for kind in ("tar.xz", "deb", "zip"):
        for path in packed.glob(f"*.{kind}") if packed else ():
            yield _figure(f"folder for Linux, as {kind}", path.stat().st_size / 1e6, "MB", PACKED)


def old_computer(program: Path) -> Iterator[Figure]:
    """Yield what pages take on a computer with 4 GB.

    Raises:
        OSError: Memory groups or mounts are not allowed here.
    """
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        told = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        for place, value in ((0, OLD_MEMORY), (1, OLD_MEMORY // 2), (2, OLD_MEMORY * 5 // 8)):
            told[place] = f"{told[place].partition(':')[0]}: {value >> 10} kB"
        (scratch / "meminfo").write_text("\n".join([*told, ""]), encoding="ascii")
        GROUP.mkdir(exist_ok=True)
        (GROUP / "memory.limit_in_bytes").write_text(str(OLD_MEMORY), encoding="ascii")
        (GROUP / "memory.max_usage_in_bytes").write_text("0", encoding="ascii")
        inside = (
            'echo $$ > "$1/cgroup.procs"; mount --bind "$2/meminfo" /proc/meminfo; cd "$2"; '
            'shift 2; exec "$@"'
        )
        scans = sorted(SAMPLES.glob("*.jpg"))[:PAGES]
        command = [str(program), "redact", *map(str, scans), "--name", "苗昱澄"]
        command += ["--employer", "新疆砺垣智能装备制造有限公司", "--out", "遮"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        try:
            subprocess.run(
                ["unshare", "--mount", "taskset", "-c", "0,1", "sh", "-c", inside, "sh",
                 str(GROUP), str(scratch), *command],
                env=_variables(scratch), check=False, capture_output=True,
            )  # fmt: skip
            clock = time.monotonic() - began
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            peak = int((GROUP / "memory.max_usage_in_bytes").read_text(encoding="ascii"))
        finally:
            _leave_group()
        report = json.loads((scratch / "遮" / "report.json").read_text(encoding="utf-8"))
        pages = len(report["pages"])
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"4 GB: {pages} pages, {clock:.1f} s by the clock, {work:.1f} s of work, {peak >> 20} MiB"
    )
    what = f"two processors, 4 GB: {pages} pages"
    yield _figure(f"{what}, a page, processor time", work / pages, "s", None)
    yield _figure(f"{what}, peak of all memory, file cache included", peak / 2**20, "MiB", None)


def _leave_group() -> None:
    """Remove the memory group once the last helper of the program has gone."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            GROUP.rmdir()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(LOOK_EVERY)
        else:
            return


def _figure(what: str, value: float, unit: str, at_most: float | None) -> Figure:
    rounded = round(value, 2 if unit == "s" else 0)
    return Figure(promise="handed", what=what, value=rounded, unit=unit, at_most=at_most)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packed", type=Path, metavar="RELEASE", help="of tools/release.py")
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--old", action="store_true", help="read pages with 4 GB; root")
    ask_for_result(parser)
    given = parser.parse_args()
    program = given.folder.resolve() / "zcdesk"
    found = [*sizes(given.folder, given.packed)]
    for one in found:
        print(f"{one.what}: {one.value:g} {one.unit}")
    load, first = os.getloadavg()[0], False
    if given.starts:
        first = go_before_others(wished=True)
        found += starts(program, given.starts)
        go_before_others(wished=False)
    if given.old:
        found += old_computer(program)
    if given.result:
        note = "starts before all others; " if first else ""
        note += f"load {load:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end"
        write_run(given.result, "package", found, note=note)


if __name__ == "__main__":
    main()
