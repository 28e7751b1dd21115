"""The words that a key of data may have, for its schema: what is read is not held against them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from pydantic.fields import FieldInfo

from zcdesk.finding_facts import all_facts
from zcdesk.wording import codes, has_remedy

_PROBLEMS = (
    "batch.", "case.", "cli.no_data_there", "cli.out_is_file", "cli.out_is_folder",
    "cli.out_is_read", "decisions.", "document.", "export.", "facts.", "lesson.", "notice.",
    "output.", "page.", "program.", "roster.", "scan.", "scanner.", "told.",
)  # fmt: skip
"""Begins of the codes of sentences that tell why something was not done, and what to do."""

_WITHOUT_REMEDY = frozenset(
    {"batch.no_scans_folder", "batch.not_ready", "case.opened_to_read", "cli.far_moment"}
    | {"cli.interrupted", "cli.out_unfinished", "cli.out_used", "cli.pledge_open"}
    | {"cli.template_exists", "cli.usage", "cli.words_file"}
    | {"lesson.nothing_chosen", "program.unexpected", "roster.column_unknown"}
    | {"roster.columns_hidden", "roster.rows_hidden"}
    | {"roster.sheet_hidden_read", "roster.sheets_hidden"}
)
"""Further ones, which say all there is to say."""


def one_of(words: Iterable[str]) -> FieldInfo:
    """Return what writes the words that a text may be into its schema."""
    told: FieldInfo = Field(json_schema_extra={"enum": [str(word) for word in words]})
    return told


def _problems() -> frozenset[str]:
    return frozenset(one for one in codes() if one.startswith(_PROBLEMS) and has_remedy(one))


def _tell_problems(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(_problems() | _WITHOUT_REMEDY)


def _tell_findings(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(all_facts().keys() | _problems())


ProblemCode = Annotated[str, Field(json_schema_extra=_tell_problems)]
"""Code of the sentence that tells why something was not done."""

FindingCode = Annotated[str, Field(json_schema_extra=_tell_findings)]
"""Code of the sentence of a finding on a file, a page or a case."""
