"""The command ``zcdesk`` of the environment, so that what the README shows can be typed.

It finds the program from its own place: a folder that was moved goes on working, and so does a
link to the command. It sets the variables under which ``start.py run`` starts the program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from starting.environment import ENVIRONMENT, environment_python

POSIX = """#!/bin/sh
# Runs zcdesk of the folder in which this environment lies. Made by start.py.
program=$0
while [ -L "$program" ]; do
    target=$(readlink "$program")
    case $target in
        /*) program=$target ;;
        *) program=$(dirname "$program")/$target ;;
    esac
done
here=$(CDPATH= cd -- "$(dirname "$program")" && pwd) || exit 1
unset PYTHONHOME PYTHONSTARTUP
export PYTHONPATH="${here%/*/*}" PYTHONUTF8=1 PYTHONNOUSERSITE=1
exec "$here/python" -P -m zcdesk "$@"
"""

WINDOWS = """@echo off
rem Runs zcdesk of the folder in which this environment lies. Made by start.py.
setlocal
set PYTHONHOME=
set PYTHONSTARTUP=
set "PYTHONPATH=%~dp0..\\.."
set PYTHONUTF8=1
set PYTHONNOUSERSITE=1
"%~dp0python.exe" -P -m zcdesk %*
"""


def provide_command() -> str | None:
    """Put the command into the environment; does nothing when it is there already.

    Returns:
        What to type in the folder of the program; None where nothing may be written, for then
        ``start.py run`` does the same.
    """
    windows = sys.platform == "win32"
    path = environment_python().with_name("zcdesk.cmd" if windows else "zcdesk")
    text = WINDOWS.replace("\n", "\r\n") if windows else POSIX
    try:
        _write(path, text.encode("ascii"))
    except OSError:
        return None
    return str(path.with_suffix("").relative_to(ENVIRONMENT.parent))


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}")  # two may start at the same time
    fresh.write_bytes(content)
    fresh.chmod(0o755)
    fresh.replace(path)
