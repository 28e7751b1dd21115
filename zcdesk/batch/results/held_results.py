"""One run at a time into a folder of results: each writes the table of all people at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdesk.disk.files import HeldFile, make_folder, reported
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Detail

_LOCK = ".zcdesk.lock"


class BusyResultsError(ZcdeskError):
    """Another run writes into the folder at this moment."""

    code = "batch.busy"

    def __init__(self, **details: Detail) -> None:
        if "host" in details:
            self.code = "batch.busy_since"
        super().__init__(**details)


@contextmanager
def held_results(out: Path) -> Iterator[None]:
    """Make the folder of the results and keep other runs out of it.

    Raises:
        BusyResultsError: Another run is in it.
        OutputError: There is no room for it.
        OutputError: It cannot be written to.
    """
    make_folder(out)
    held = _taken(out, _LOCK)
    try:
        held.sign()
        yield
    finally:
        held.release()


def _taken(out: Path, name: str) -> HeldFile:
    with reported(out.name):
        held = HeldFile.take(out / name)
    if held is None:
        by = dict(zip(("host", "since"), HeldFile.holder(out / name) or (), strict=False))
        raise BusyResultsError(folder=out.name, **by)
    return held
