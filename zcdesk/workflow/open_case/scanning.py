"""A page from the scanner, by the program that this computer has for it: NAPS2 or SANE.

Drivers of scanners are theirs; this program only starts them and takes the picture. It is made in
the temporary folder of the run and comes into the folder of scans as a whole, under a new name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zcdesk.disk.files import new_file, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.system.processes import end_family, started_alone
from zcdesk.system.programs import find_program

SCANNING_SECONDS = 300.0
"""Lamps warm up for a minute, and a feeder takes ten seconds a sheet."""

DPI = 300
_PAUSE = 0.1
_NOT_UNDERSTOOD = 1
"""Exit status of scanimage for an option that the driver does not have, and for some faults."""

_NAPS2 = ("NAPS2.Console", "naps2.console")
_PLACES = (
    r"C:\Program Files\NAPS2\NAPS2.Console.exe",
    r"C:\Program Files (x86)\NAPS2\NAPS2.Console.exe",
    "/Applications/NAPS2.app/Contents/MacOS/NAPS2",
)


@dataclass(frozen=True)
class ScanProgram:
    """What fetches a page.

    Attributes:
        name: As people know it.
        ending: Of the file that it makes.
        command: Gives the words that start it, by where the file is to lie.
        prints: It writes the file to its standard output instead.
    """

    name: str
    ending: str
    command: Callable[[Path], list[str]]
    prints: bool = False


def scan_program() -> ScanProgram | None:
    """Return the program that fetches pages on this computer, None where there is none.

    Source:
        NAPS2: https://www.naps2.com/doc/command-line (``-o``, with the profile used last);
        SANE: scanimage(1) (``--format``, the picture on standard output).
    """
    found = find_program(*_NAPS2, places=_PLACES)
    if found is not None:
        console = ["console"] if sys.platform == "darwin" else []
        return ScanProgram(
            "NAPS2", ".pdf", lambda file: [found, *console, "-o", str(file), "--force"]
        )
    sane = find_program("scanimage")
    if sane is not None:
        return ScanProgram("SANE", ".png", lambda _: [sane, "--format=png"], prints=True)
    return None


def scan_into(
    folder: Path, now: datetime, seconds: float = SCANNING_SECONDS
) -> Generator[Path | None, None, None]:
    """Fetch a page and put it into ``folder``; each step is a moment at which one may stop.

    Args:
        folder: Where scans are taken from.
        now: For the name of the file.
        seconds: Longest time.

    Yields:
        None while the scanner works, at last the file.

    Raises:
        ZcdeskError: There is nothing to scan with.
        ScannerError: No picture came.
        ZcdeskError: The folder cannot be written.
    """
    program = scan_program()
    if program is None:
        raise ZcdeskError("scanner.no_program")
    with tempfile.TemporaryDirectory(prefix="scan-") as own:
        file = Path(own) / f"page{program.ending}"
        for command in _commands(program, file):
            printed = file if program.prints else None
            status = yield from _run(command, Path(own), printed, seconds)
            if status != _NOT_UNDERSTOOD or not program.prints:
                break
        if status or not file.is_file() or not file.stat().st_size:
            raise ZcdeskError("scanner.nothing_came", program=program.name)
        place = _free(folder, f"scan-{now:%Y%m%d-%H%M%S}", program.ending)
        write_atomically(place, file.read_bytes())
        yield place


def _commands(program: ScanProgram, file: Path) -> tuple[list[str], ...]:
    """Return what to try: with a resolution first, which not every driver of SANE knows."""
    command = program.command(file)
    if not program.prints:
        return (command,)
    sharp = f"--resolution={DPI}"
    return [*command, sharp, "--mode=Color"], [*command, sharp], command


def _run(
    command: list[str], own: Path, printed: Path | None, seconds: float
) -> Generator[None, None, int | None]:
    """Run a program to its end in a folder of ``own``; whoever stops earlier ends all of it.

    Returns:
        Its exit status; None when it could not be started or took too long.
    """
    if printed is not None:
        printed.unlink(missing_ok=True)  # of a try with other options
    with nullcontext(subprocess.DEVNULL) if printed is None else new_file(printed) as out:
        try:
            running = subprocess.Popen(
                command,
                cwd=own,  # its drivers are libraries, looked for in the current folder, too
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                **started_alone(),  # type: ignore[call-overload]
            )
        except OSError:
            return None
        with running:
            try:
                until = time.monotonic() + seconds
                while running.poll() is None:
                    if time.monotonic() > until:
                        return None
                    time.sleep(_PAUSE)
                    yield None
            finally:
                end_family(running)
        return int(running.returncode)


def _free(folder: Path, name: str, ending: str) -> Path:
    """Return a free path in ``folder``."""
    place, number = folder / f"{name}{ending}", 2
    while os.path.lexists(place):
        place, number = folder / f"{name}-{number}{ending}", number + 1
    return place
