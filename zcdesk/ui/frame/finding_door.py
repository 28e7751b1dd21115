"""Which page of the case mends a finding that is about no slot and no page."""

from __future__ import annotations

from zcdesk.checks.states import CaseFinding
from zcdesk.ui.frame.door import Door

_IDENTITY = ("id_number", "nothing_found")
_TRAY = ("pages_unsorted",)
_QUESTIONS = (
    "questions_open", "answer_unknown", "answer_assumed", "ladder", "end_set_elsewhere",
    "seniority", "term_",
)  # fmt: skip
"""How the names of codes begin, behind their first point."""


def door_of(finding: CaseFinding) -> Door | None:
    """Return the page of the case where a finding is mended, or None where it says itself."""
    name = finding.code.partition(".")[2]
    if finding.page is not None or (finding.slot and not name.startswith(_IDENTITY)):
        return None
    for door, codes in (
        (Door.IDENTITY, _IDENTITY),
        (Door.UNSORTED, _TRAY),
        (Door.INTERVIEW, _QUESTIONS),
    ):
        if name.startswith(codes):
            return door
    return None
