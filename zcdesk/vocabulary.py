"""The words that a key of data may have, for its schema: what is read is not held against them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from pydantic.fields import FieldInfo

from zcdesk.finding_facts import all_facts
from zcdesk.wording import codes, has_remedy

_PROBLEMS = (
    "batch.", "case.", "cli.is_folder", "cli.is_no_case", "cli.no_data_there", "cli.out_is_file",
    "cli.out_is_folder", "cli.out_is_read", "decisions.", "document.", "export.", "facts.",
    "lesson.", "notice.",
    "output.", "page.", "program.", "roster.", "scan.", "scanner.", "told.",
)  # fmt: skip
"""Begins of the codes of sentences that tell why something was not done, and what to do."""

_WITHOUT_REMEDY = frozenset(
    {
        "act.needs_documents",
        "act.needs_one_slot",
        "act.needs_picture",
        "act.needs_place",
        "act.needs_quarter",
        "act.needs_reason",
        "act.needs_return",
        "act.refused",
    }
    | {"batch.no_scans_folder", "batch.not_ready", "case.opened_to_read", "cli.far_moment"}
    | {"cli.interrupted", "cli.out_unfinished", "cli.out_used", "cli.pledge_open"}
    | {"cli.template_exists", "cli.usage", "cli.words_file"}
    | {"lesson.nothing_chosen", "program.unexpected"}
)
"""Further ones, which say all there is to say."""

_USAGE = frozenset(
    {"batch.needed", "batch.template_ending", "cli.document_notices", "cli.document_suffix"}
    | {
        "cli.case_ending",
        "cli.facts_or_old",
        "cli.files_missing",
        "cli.force_or_resume",
        "cli.id_number_short",
    }
    | {"cli.input_empty", "cli.input_too_large", "cli.input_twice", "cli.join_or_split"}
    | {
        "cli.name_and_employer",
        "cli.no_dash",
        "cli.no_moment",
        "cli.no_page_there",
        "cli.no_such_page",
    }
    | {"cli.no_such_part", "cli.nothing_to_verify", "cli.one_output", "cli.out_empty"}
    | {"cli.out_inside", "cli.password_or_remove", "cli.path_empty", "cli.replace_alone"}
    | {"cli.slot_several", "cli.sort_both", "cli.unknown_language", "cli.unknown_notice"}
    | {"cli.unknown_slot", "cli.unknown_slot_but", "cli.words_empty", "notice.year_missing"}
)
"""What a command says of an option or a name that it cannot use."""


def one_of(words: Iterable[str]) -> FieldInfo:
    """Return what writes the words that a text may be into its schema."""
    field: FieldInfo = Field(json_schema_extra={"enum": [str(word) for word in words]})
    return field


def _problems() -> frozenset[str]:
    """Return the codes with a remedy, and all of a roster: what is only told of it has none."""
    problem_codes = (code for code in codes() if code.startswith(_PROBLEMS))
    return frozenset(
        code for code in problem_codes if has_remedy(code) or code.startswith("roster.")
    )


def _tell_problems(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(_problems() | _WITHOUT_REMEDY | _USAGE)


def _tell_findings(schema: dict[str, Any]) -> None:
    schema["enum"] = sorted(all_facts().keys() | _problems())


ProblemCode = Annotated[str, Field(json_schema_extra=_tell_problems)]
"""Code of the sentence that tells why something was not done."""

FindingCode = Annotated[str, Field(json_schema_extra=_tell_findings)]
"""Code of the sentence of a finding on a file, a page or a case."""
