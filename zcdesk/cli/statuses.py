"""The exit statuses, what each says, and which sentence ends a command with which of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from zcdesk.resources import table


class ExitStatus(IntEnum):
    """What a script learns without reading a word; the words of each are in
    ``resources/help/statuses.toml``."""

    DONE = 0
    ATTENTION = 1
    USAGE = 2
    NOT_THERE = 3
    KEPT = 4
    NO_DISPLAY = 5
    LEAK = 6
    NOT_DONE = 7
    INTERRUPTED = 130


_ENDS: Mapping[ExitStatus, tuple[str, ...]] = MappingProxyType({
    ExitStatus.USAGE: (
        "act.needs_quarter", "cli.far_moment", "cli.join_or_split", "cli.no_such_page",
        "cli.unknown_slot", "document.no_such_form", "lesson.number", "lesson.unknown",
    ),
    ExitStatus.NOT_THERE: (
        "batch.busy", "batch.busy_since", "batch.folders_mixed", "batch.no_scans_folder",
        "batch.no_results", "batch.not_ready", "batch.out_inside",
        "case.foreign", "case.newer", "case.not_a_case", "case.not_there",
        "case.password_file", "case.unsafe", "cli.is_folder", "cli.is_no_case",
        "cli.words_file", "decisions.unreadable", "decisions.wrong_entries",
        "facts.missing", "facts.unreadable", "facts.wrong_entries", "lesson.no_lesson",
        "notice.draft_broken", "notice.file_kind", "notice.file_unreadable",
        "notice.not_readable", "notice.not_there", "notice.unknown", "roster.document",
        "roster.not_there", "roster.old_kind", "roster.other_kind", "roster.unreadable",
        "scan.missing", "told.unreadable_line",
    ),
    ExitStatus.KEPT: (
        "batch.occupied", "batch.template_exists", "case.already_there",
        "cli.no_data_there", "cli.out_is_file", "cli.out_is_folder", "cli.out_is_read",
        "cli.out_unfinished", "cli.out_used", "cli.template_exists",
        "export.changed_package", "export.foreign_folder", "export.other_content",
    ),
    ExitStatus.NO_DISPLAY: ("cli.no_display",),
    ExitStatus.INTERRUPTED: ("cli.interrupted",),
})  # fmt: skip

_STATUS = {code: status for status, codes in _ENDS.items() for code in codes}


def ends_with(code: str, otherwise: ExitStatus = ExitStatus.NOT_DONE) -> ExitStatus:
    """Return the status of a command that ends with the sentence ``code``: whatever ended it, it
    did not do what it was called for."""
    return _STATUS.get(code, otherwise)


def told(language: str) -> dict[ExitStatus, str]:
    """Return what each status says, in a language."""
    return {
        ExitStatus[row["name"]]: row[language] for row in table("help", "statuses.toml")["status"]
    }


def in_brief(language: str) -> str:
    """Return all statuses with a word or two for each, as the overview of the commands ends."""
    rows = table("help", "statuses.toml")["status"]
    return " · ".join(f"{row['number']} {row['brief'][language]}" for row in rows)


def coded() -> frozenset[str]:
    """Return the codes whose sentences have a status of their own."""
    return frozenset(_STATUS)
