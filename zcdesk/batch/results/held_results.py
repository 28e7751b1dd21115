"""One run at a time into a folder of results: each writes the table of all people at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdesk.disk.files import make_folder, output_error
from zcdesk.disk.holding import HeldFile
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
        DiskFullError: There is no room for it.
        OutputError: It cannot be written to.
    """
    make_folder(out)
    try:
        held = HeldFile.take(out / _LOCK)
    except OSError as cause:
        raise output_error(cause, out.name) from cause
    if held is None:
        by = dict(zip(("host", "since"), HeldFile.holder(out / _LOCK) or (), strict=False))
        raise BusyResultsError(folder=out.name, **by)
    try:
        held.sign()
        yield
    finally:
        held.release()
