"""What ``zcdesk batch`` does and says, step by step; names are in the table only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from zcdesk.applicant import Applicant
from zcdesk.batch.as_data import BatchData, batch_data, called_before_others, said_before_others
from zcdesk.batch.case_folders import read_people
from zcdesk.batch.person_folders import whose_folders
from zcdesk.batch.readiness import NO_FOLDERS, ReadyRoster, look_over
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_words import state_word, todo
from zcdesk.batch.returns.noting import Returning, note_returns
from zcdesk.batch.returns.plan import PlannedPoint
from zcdesk.batch.roster.people import Roster, RosterPerson
from zcdesk.batch.scan_folders import MatchedFolders
from zcdesk.batch.shared_forms import FORMS, GroupForm
from zcdesk.batch.whole_run import TABLE
from zcdesk.cases.reasons import counted_reasons
from zcdesk.cli.answering import Reply
from zcdesk.cli.arguments import notice_of
from zcdesk.cli.output import (
    language,
    line_of,
    listed,
    say,
    say_error,
    say_findings,
    tell_asked,
    text,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_folder
from zcdesk.findings import Finding, error
from zcdesk.pages.opening.folders import files_of
from zcdesk.wording import spoken


def id_of(notice: str) -> str:
    """Return the id of a notice that was named, "" where none was.

    Raises:
        typer.BadParameter: There is none of this id.
    """
    return notice_of(notice).id if notice else ""


def tell_faults(roster: Roster, *, whole: bool = True) -> None:
    """Say what is wrong with a roster, each fault with its row and column.

    Args:
        roster: The roster.
        whole: Also rows that have no scans yet; a run tells those by their results.
    """
    for fault in sorted(
        roster.faults, key=lambda one: not one.to_mend
    ):  # the others are good to know
        if fault.finding.code == NO_FOLDERS and not whole:
            continue
        line = line_of(spoken(said_before_others(fault, roster), language.code))
        place = text("roster.place", row=fault.row, column=fault.column) if fault.row else ""
        gap = " " if language.code == "en" and place else ""
        say_error(line.behind(f"{place}{gap}"))


def tell_folders(roster: Roster, matched: MatchedFolders) -> bool:
    """Name folders of nobody and of several; return whether there are any of several."""
    for name in matched.left_over:
        say_error(text("batch.left_over", names=called_before_others(name, roster)))
    for name in matched.unclear:
        say_error(text("batch.unclear", names=called_before_others(name, roster)))
    return bool(matched.unclear)


def tell_ready(ready: ReadyRoster) -> bool:
    """Say what a look at roster and folders came to; return whether something is to be mended.

    What is only good to know (a folder too many, a hidden row) is reported and mended by nobody.
    """
    roster, matched = ready.roster, ready.matched
    tell_faults(roster)
    tell_folders(roster, matched)
    finding = _not_ready(roster, matched)
    if any(finding.details.values()):
        say_error(text(finding.code, **finding.details))
        return bool(finding.details["errors"])
    files = sum(1 for person in roster.people for _ in files_of(matched.scans(person.row)))
    folders = len(matched.places)
    say(text("batch.ready", people=len(roster.people), folders=folders, files=files))
    return False


def _not_ready(roster: Roster, matched: MatchedFolders | None) -> Finding:
    """Return how much must be mended, and how much is only to be looked at."""
    errors = sum(fault.finding.severity == "error" for fault in roster.faults)
    warnings = sum(fault.finding.severity == "warning" for fault in roster.faults)
    warnings += len(matched.unclear) if matched else 0  # a folder of several is nobody's so far
    return error("batch.not_ready", errors=errors, warnings=warnings)


def chosen_rows(only: str | None, roster: Roster) -> frozenset[int] | None:
    """Return the rows that are wanted, None for all.

    Raises:
        typer.BadParameter: A part of ``only`` is no row that somebody is in.
    """
    if only is None:
        return None
    try:
        return rows_named(only, frozenset(person.row for person in roster.people))
    except ValueError as wrong:
        raise typer.BadParameter(text("batch.only_unclear", part=str(wrong))) from wrong


def tell_form(made: GroupForm) -> bool:
    """Say what became of a form on everybody; return whether something is left to do on it."""
    say_findings("", made.findings)
    details: dict[str, str | int] = {
        "form": text(f"batch.form.{made.kind}"),
        "people": len(made.rows),
    }
    if made.docx is None:
        say_error(text("batch.form_not_made", **details))
        return True
    if made.kept:
        say_error(text("batch.form_kept", kept=made.kept, file=made.docx.name))
    file = f"{FORMS}/{made.docx.parent.name}/{made.docx.name}"
    say(text("batch.form_made", **details, file=file))
    return bool(made.missing or made.kept)


def tell_tables(findings: Sequence[Finding]) -> bool:
    """Say which tables have another name this time; return whether there are any."""
    say_findings("", findings)
    return bool(findings)


def note_returned(
    points: Sequence[PlannedPoint],
    people: Sequence[RosterPerson],
    out: Path,
    back: Returning,
) -> Finding | None:
    """Note a return of several people in their cases; return why one could not be noted."""
    amiss: Finding | None = None
    for noted in note_returns(points, people, out, back):
        row = {"row": noted.row, "points": noted.points, "unplaced": noted.unplaced}
        if noted.problem is not None:
            amiss = amiss or noted.problem
            place = text("roster.row", row=noted.row)
            say_error(line_of(spoken(noted.problem, language.code)).behind(f"{place}: "))
        elif noted.before:
            say(text("batch.returned_before", **row))
        else:
            say(text("batch.returned_noted", **row))
    return amiss


def tell_planned(points: Sequence[PlannedPoint]) -> Finding | None:
    """Say who is told about what, and what a person has to give out; return that.

    What is nobody's, or hers by a given name alone, is told by its lines in the note: the terminal
    shows nobody's words.
    """
    for point in points:
        if point.row is not None and point.sure:
            slots = point.slots or "—"
            say(text("batch.return_planned", row=point.row, line=point.line, slots=slots))
    amiss: Finding | None = None
    proposed = {f"{point.line}（{point.row}）" for point in points if point.row and not point.sure}
    nobodys = dict.fromkeys(str(point.line) for point in points if point.row is None)
    if nobodys or not points:
        amiss = error("batch.returned_nobody", lines=listed(nobodys) or "1")
        say_error(text(amiss.code, **amiss.details))
    if proposed:
        amiss = amiss or error("batch.returned_proposed", lines=listed(sorted(proposed)))
        say_error(text("batch.returned_proposed", lines=listed(sorted(proposed))))
    return amiss


def data(
    roster: Roster,
    results: Sequence[PersonResult],
    matched: MatchedFolders | None,
    out: Path,
    problem: Finding | None = None,
) -> BatchData:
    """Return everything as data, in the person's language."""
    return batch_data(roster, results, matched, out, language.code, problem)


def not_begun(roster: Roster, matched: MatchedFolders | None, out: Path) -> Reply:
    """Say why a run that was wanted worked on nobody: the roster must be mended first."""
    faults = roster.faults
    if len(faults) == 1 and not faults[0].row:  # no roster at all: that was said
        why = faults[0].finding
    else:
        why = _not_ready(roster, matched)
        say_error(text(why.code, **why.details))
    return Reply(
        ExitStatus.NOT_THERE,
        partial(batch_data, roster, [], matched, out, language.code, why),
    )


def tell(
    roster: Roster,
    results: Sequence[PersonResult],
    matched: MatchedFolders,
    out: Path,
) -> bool:
    """Say how everybody stands, by row; names are in the table only."""
    tell_folders(roster, matched)
    if aside := sum(row is None for row in whose_folders(roster.people, out).values()):
        say(text("batch.left_roster", count=aside))
    attention = bool(matched.left_over or matched.unclear)
    people = roster.people
    rows = {person.row: _numbered(person) for person in people}
    for result in sorted(results, key=lambda each: each.row):
        if result.needs_attention:
            attention = True
            state = state_word(result, language.code)
            say_error(text("batch.person", row=result.row, state=state,
                           todo=todo(result, rows, language.code)))  # fmt: skip
    counts = {"people": len(results), "open": sum(result.needs_attention for result in results)}
    say(text("batch.done", **counts, table=TABLE))
    tell_asked(counted_reasons(result.asked for result in results))
    return attention


def _numbered(person: RosterPerson) -> RosterPerson:
    """Return a person who is called by her row: what a terminal shows names nobody."""
    called = text("roster.row", row=person.row)
    return RosterPerson(
        person.row, Applicant(called, ""), person.notice, case=called if person.case else ""
    )


def made_ready(
    roster: Path, scans: Path | None, out: Path | None, notice: str
) -> tuple[Path, ReadyRoster]:
    """Return the roster's whole path, and what a look at it and the folders of scans came to.

    Workers may be in another folder: what they are told is whole paths.

    Raises:
        typer.BadParameter: There is no such folder of scans.
    """
    scans = scans or (roster if is_folder(roster) else None)
    if scans is None:
        raise typer.BadParameter(text("batch.needed", what="--scans"))
    if not is_folder(scans):
        raise typer.BadParameter(text("batch.no_scans_folder", folder=str(scans)))
    roster, out = roster.absolute(), out.absolute() if out is not None else None
    return roster, look_over(read_people(roster, notice), scans.absolute(), out, roster)


_PART = re.compile(r"([1-9][0-9]{0,6})(?:[-~–—至到]([1-9][0-9]{0,6}))?")
_BETWEEN = re.compile(r"[,、;\s]+")


def rows_named(written: str, known: frozenset[int]) -> frozenset[int]:
    """Return the rows that ``written`` names.

    Args:
        written: Numbers of rows and spans of them, with commas between.
        known: Rows of the roster that somebody is in; a span may hold others, too.

    Raises:
        ValueError: It names no rows, or a row by itself that nobody is in; its text is the
            part at fault.
    """
    chosen: set[int] = set()
    for part in filter(None, _BETWEEN.split(unicodedata.normalize("NFKC", written))):
        matched = _PART.fullmatch(part)
        if matched is None:
            raise ValueError(part)
        first, last = int(matched[1]), int(matched[2] or matched[1])
        inside = {row for row in known if first <= row <= last}
        if not inside:
            raise ValueError(part)
        chosen |= inside
    if not chosen:
        raise ValueError(written)
    return frozenset(chosen)
