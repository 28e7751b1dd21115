"""Opens, checks, repairs and locks up case files in one process with little memory and little time.

Called with a folder; writes one line of JSON for each file in it: what each act said, and the
seconds of processor time that all of them took.
"""

import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import zcdesk  # noqa: F401  (its switches stand before every other import)
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import change_password, open_case
from zcdesk.errors import ZcdeskError

MEMORY = 1_200 << 20
"""Bytes of address space for all acts on all files."""

SECONDS = 120
"""Of processor time for all acts on all files; then the system ends the process."""

STACK = 256 << 10
"""Bytes of the thread's stack; threads have a megabyte on Windows, the first one eight on Linux."""


def _opened(path: Path, writing: bool) -> None:
    with open_case(path, writing=writing) as stored:
        assert not stored.read_only or not writing
        stored.acts()
        for page in stored.case.pages:
            assert Path(page.path).is_relative_to(path)


def _said(act: Callable[[], object]) -> str:
    try:
        act()
    except ZcdeskError as error:
        return error.code
    except BaseException as error:
        return f"{type(error).__name__}: {str(error)[:200]}"
    return ""


def look(path: Path, aside: Path) -> dict[str, object]:
    """Do everything to a file that may be done to one of a stranger."""
    begun = time.process_time()
    told: dict[str, object] = {
        "read": _said(lambda: _opened(path, False)),
        "write": _said(lambda: _opened(path, True)),
        "damage": [one.code for one in damage(path)],
        "repair": _said(lambda: repair(path, aside / path.name)),
    }
    if told["read"]:
        told["password"] = _said(lambda: change_password(path, None, "p"))
    if (aside / path.name).exists():
        told["rescued"] = _said(lambda: _opened(aside / path.name, True))
    return {"name": path.stem, **told, "seconds": round(time.process_time() - begun, 1)}


def main(folder: Path) -> None:
    """Look at every file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for path in sorted(folder.glob("*.zcase")):
        sys.stdout.write(json.dumps(look(path, folder / "aside")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    threading.stack_size(STACK)
    worker = threading.Thread(target=main, args=(Path(sys.argv[1]),))
    worker.start()
    worker.join()
