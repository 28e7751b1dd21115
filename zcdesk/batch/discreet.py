"""Faults and folders of a roster as they are said where others may read along."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Roster, RosterFault
from zcdesk.findings import Finding
from zcdesk.names.discretion import without_names

_NAMED_AFTER_PEOPLE = {columns.FOLDER: "near", columns.CASE: "file"}
"""Details of faults that are names of folders and case files, by the column of the fault."""


def said_before_others(fault: RosterFault, roster: Roster) -> Finding:
    """Return what is wrong, without the name and the ID number of anybody in it."""
    finding = fault.finding
    key = _NAMED_AFTER_PEOPLE.get(fault.column, "")
    if key not in finding.details:
        return finding
    shown = called_before_others(str(finding.details[key]), roster)
    return replace(finding, details={**finding.details, key: shown})


def called_before_others(place: str, roster: Roster) -> str:
    """Return the name of a folder or a file, without that of anybody in it."""
    applicants = [person.applicant for person in roster.rows or roster.people]
    return without_names(
        place, [name for applicant in applicants for name in (applicant.name, *applicant.aliases)]
    )
