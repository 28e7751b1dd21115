"""Pages of many people decided together: doubts on one sheet, and all that nothing is open about.

Every person's decision is one act of her own case, written whole or not at all. A case that
another program has open is told and left; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from zcdesk.batch.roster.people import Folders
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.workflow.review.overview import Overview
from zcdesk.workflow.review.reviewing import accept_all_undoubted, bulk_summary
from zcdesk.workflow.side_by_side.doubts import (
    DecidedSheet,
    Key,
    Places,
    open_doubts,
    with_decisions,
)


@dataclass(frozen=True)
class PersonsDoubts:
    """The open doubts of one person's case that can be judged side by side."""

    row: int
    doubts: Places


@dataclass(frozen=True)
class KeptDecision:
    """What became of a decision in one person's case.

    Attributes:
        row: Her row of the roster.
        count: Places that were decided or pages that were confirmed, or taken back.
        revision: State of her case after it: only an untouched one is taken back.
        gone: Places that no longer stood open as they were shown.
        problem: Why nothing was changed, or None.
    """

    row: int
    count: int = 0
    revision: int = 0
    gone: tuple[Key, ...] = ()
    problem: Finding | None = None


def doubts_of_people(cases: Folders) -> Generator[PersonsDoubts, None, None]:
    """Gather the open doubts of people, a person a step; a case that cannot be read has none.

    Args:
        cases: Case file of each row.
    """
    for row, path in cases.items():
        try:
            with open_case(path, writing=False) as stored:
                doubts = open_doubts(stored.case, row)
        except ZcdeskError:  # the table of the batch tells what is wrong with her case
            doubts = ()
        yield PersonsDoubts(row, doubts)


def keep_decisions(
    cases: Folders, decisions: Mapping[Key, Decision]
) -> Generator[KeptDecision, None, None]:
    """Keep the decision about each place in the case that it belongs to, a person a step.

    Args:
        cases: Case file of each row that a place is of.
        decisions: Decision by owner and name of the place.
    """
    for row in dict.fromkeys(owner for owner, _ in decisions):
        hers = {name: decision for (owner, name), decision in decisions.items() if owner == row}
        decide = partial(with_decisions, decisions=hers)
        yield _kept(row, cases[row], decide, ActCode.DECIDE_PLACE)


def confirm_sure(cases: Folders) -> Generator[KeptDecision, None, None]:
    """Confirm the pages of people that nothing is open about, a person a step.

    Args:
        cases: Case file of each row.
    """
    for row, path in cases.items():
        yield _kept(row, path, _confirmed, ActCode.CONFIRM_SURE)


def _confirmed(case: Case) -> DecidedSheet:
    overview = Overview(case, notice_of(case))
    return DecidedSheet(accept_all_undoubted(overview), bulk_summary(overview).pages, ())


def _kept(
    row: int, path: Path, decide: Callable[[Case], DecidedSheet], act: ActCode
) -> KeptDecision:
    """Keep in a person's case what ``decide`` makes of it, or say why nothing was changed."""
    try:
        with open_case(path) as stored:
            stored.require_writable()
            outcome = decide(stored.case)
            stored.save(outcome.case, act)
            gone = tuple((row, name) for name in outcome.gone)
            return KeptDecision(row, outcome.count, stored.revision, gone)
    except ZcdeskError as error:
        return KeptDecision(row, problem=error.finding())


def take_back(cases: Folders, kept: Sequence[KeptDecision]) -> Generator[KeptDecision, None, None]:
    """Take a decision back in every case where nothing was changed after it, a person a step.

    Args:
        cases: Case file of each row.
        kept: What became of the decision when it was made.
    """
    for before in kept:
        if before.problem is not None or not before.count:
            continue
        try:
            yield _taken_back(cases[before.row], before)
        except ZcdeskError as error:
            yield KeptDecision(before.row, problem=error.finding())


def _taken_back(path: Path, before: KeptDecision) -> KeptDecision:
    with open_case(path) as stored:
        stored.require_writable()
        if stored.revision != before.revision:
            raise CaseFileError("case.changed_elsewhere", file=path.name)
        stored.undo()
        return KeptDecision(before.row, before.count, stored.revision)
