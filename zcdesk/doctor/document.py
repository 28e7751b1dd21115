"""What ``doctor --json`` writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from zcdesk import __version__
from zcdesk.doctor.check import Check, Standing
from zcdesk.vocabulary import one_of


class CheckedPart(BaseModel):
    """One thing that was looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    state: Annotated[str, one_of(Standing)]
    code: str
    title: str
    message: str
    remedy: str
    values: dict[str, str | int | float | None]


class Examination(BaseModel):
    """All that ``doctor`` looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_number: int = Field(default=1, alias="schema")
    version: str
    checks: tuple[CheckedPart, ...]


def document_of(found: Sequence[Check], language: str) -> Examination:
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
