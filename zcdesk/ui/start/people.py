"""Whose the listed cases are: read out of their files, since the list itself names nobody."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from zcdesk.errors import ZcdeskError
from zcdesk.ui.kit import Recent


def named(listed: Sequence[Recent]) -> Generator[tuple[str, str], None, None]:
    """Yield the path of each case that can be read, and its applicant's name.

    Another case that lies at the place of a listed one names nobody.
    """
    # What opens a case is heavy: the start page is up before it is loaded.
    from zcdesk.cases.file.store import open_case
    from zcdesk.workflow.intake.under_way import identity_of

    for recent in listed:
        name = ""
        with (
            suppress(ZcdeskError, OSError),
            open_case(Path(recent.path), writing=False) as stored,
        ):
            if recent.identity in ("", identity_of(stored)):
                name = stored.case.applicant.name
        yield recent.path, name
