"""What ``doctor --json`` writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from zcdesk import __version__
from zcdesk.doctor.check import DoctorCheck, DoctorStanding
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.vocabulary import one_of


class CheckedPart(DataPart):
    """One thing that was looked at."""

    name: str
    state: Annotated[str, one_of(DoctorStanding)]
    code: str
    title: str
    message: str
    remedy: str
    values: dict[str, str | int | float | None]


class Examination(DataDocument):
    """All that ``doctor`` looked at."""

    version: str
    checks: tuple[CheckedPart, ...]


def document_of(found: Sequence[DoctorCheck], language: str) -> Examination:
    """Return what was looked at, in words of a language."""
    return Examination(
        version=__version__,
        checks=tuple(
            CheckedPart(
                name=check.name,
                state=str(check.standing),
                code=check.code,
                title=check.title(language),
                message=check.wording(language).message,
                remedy=check.wording(language).typed,
                values=dict(check.details),
            )
            for check in found
        ),
    )
