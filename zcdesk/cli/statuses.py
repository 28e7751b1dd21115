"""The exit statuses, and which sentence ends a command with which of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType


class ExitStatus(IntEnum):
    """What a script learns without reading a word (docs/commands.md)."""

    DONE = 0
    """All done, nothing needs attention."""
    ATTENTION = 1
    """Done, but something was refused or needs a person; or it could not be done."""
    USAGE = 2
    """The command line is not understood, or an option's value is none that it takes."""
    NOT_THERE = 3
    """Nothing was begun: what was named is not there, is none that this program reads, or must be
    mended or set free first (a roster with faults, results in which another run is)."""
    KEPT = 4
    """Something is where the result was to go; it was not overwritten."""
    NO_DISPLAY = 5
    """A window was asked for, and there is no screen."""
    INTERRUPTED = 130
    """Ctrl-C, the terminal closed, or a request to end; nothing half-written is left."""


_ENDS: Mapping[ExitStatus, tuple[str, ...]] = MappingProxyType({
    ExitStatus.USAGE: ("document.no_such_form", "lesson.number", "lesson.unknown"),
    ExitStatus.NOT_THERE: (
        "batch.busy", "batch.busy_since", "batch.folders_mixed", "batch.no_scans_folder",
        "batch.no_results", "batch.not_ready", "batch.out_inside", "batch.parts_missing",
        "batch.parts_moved", "batch.parts_none", "batch.parts_other_roster", "batch.parts_rows",
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


def ends_with(code: str, otherwise: ExitStatus = ExitStatus.ATTENTION) -> ExitStatus:
    """Return the status of a command that ends with the sentence ``code``."""
    return _STATUS.get(code, otherwise)


def coded() -> frozenset[str]:
    """Return the codes whose sentences have a status of their own."""
    return frozenset(_STATUS)
