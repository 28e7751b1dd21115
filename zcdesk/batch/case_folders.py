"""A folder of case files as a roster: what colleagues worked on themselves comes back to HR."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Roster, RosterFault, RosterPerson, read_roster
from zcdesk.batch.scan_folders import CASE_SUFFIX
from zcdesk.cases.file.store import open_case
from zcdesk.disk.paths import is_folder
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding, Severity, error, warning
from zcdesk.notices.files.loading import notice_ids
from zcdesk.workflow.case.case_files import words_known


def read_people(path: Path, notice: str = "") -> Roster:
    """Read a roster, or take a folder of case files as one; all faults at once.

    In a folder the rows are the files by name, from 1. One that cannot be opened is told and keeps
    nobody else waiting. Rows of a file that name no notice are for ``notice``.

    Raises:
        RosterUnreadableError: It is a file and no roster.
    """
    if not is_folder(path):
        return read_roster(path, notice)
    files = sorted(
        one
        for one in path.iterdir()
        if one.suffix.lower() == CASE_SUFFIX and not one.name.startswith(".")
    )
    if not files:
        return Roster((), (RosterFault(0, "", error("roster.no_cases", folder=path.name)),))
    people, faults = [], []
    for row, file in enumerate(files, start=1):
        person = _person(row, file)
        if isinstance(person, RosterPerson):
            people.append(person)
        else:
            faults.append(RosterFault(0, columns.CASE, person))
    return Roster(tuple(people), tuple(faults))


def _person(row: int, file: Path) -> RosterPerson | Finding:
    try:
        with open_case(file, writing=False) as stored:
            case = stored.case
    except ZcdeskError as cause:
        return replace(cause.finding(), severity=Severity.WARNING)
    if case.notice not in notice_ids():
        return warning("roster.case_notice", file=file.name, notice=case.notice)
    if not words_known(case):
        return warning("roster.case_nameless", file=file.name)
    return RosterPerson(row, case.applicant, case.notice, case=str(file.absolute()))
