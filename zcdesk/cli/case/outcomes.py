"""What ``case returned``, ``case export`` and ``case history`` came to, as data for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.cases.file.history import PastAct
from zcdesk.cases.rounds import Round
from zcdesk.checks.dates.returns import RoundTerm
from zcdesk.checks.states import SlotState, State
from zcdesk.cli.output import language
from zcdesk.export.papers.differences import told
from zcdesk.export.plan.layout import Reason
from zcdesk.findings import Finding, Severity
from zcdesk.notices.profile.slots import Who
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.quantities.moments import BEIJING
from zcdesk.vocabulary import FindingCode, one_of
from zcdesk.wording import in_language, spoken
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.package.second_reading import Exported


class ReturnedPoint(DataPart):
    """One thing to mend: section and slot are ids, "" while nobody knows; ``place`` of its page."""

    words: str
    section: str
    slot: str
    page: int | None
    place: int | None


class ReturnedTerm(DataPart):
    """Until when, in Beijing time; of a term in days there are several readings."""

    reading: str
    at: str


class TermOutcome(DataPart):
    """The time that the return's own words leave; ``agrees`` with the notice, null without one."""

    quote: str
    at: str
    agrees: bool | None


class ReturnedCase(DataDocument):
    """A return that was noted: who returned it and when, what is asked for, and until when.

    ``remarks`` are sentences that ask for nothing; ``due`` is the moment to be safe, null where no
    term is known.
    """

    at: str
    level: Annotated[str, one_of(Who)]
    points: tuple[ReturnedPoint, ...]
    terms: tuple[ReturnedTerm, ...]
    remarks: tuple[str, ...]
    note_term: TermOutcome | None
    due: str | None


class LeftOutPage(DataPart):
    """A page that stays out of the package: lasting number, number on screen, and why."""

    page: int
    place: int
    reason: Annotated[str, one_of(Reason)]


class OpenSlot(DataPart):
    """A slot that is not done."""

    slot: str
    title: str
    state: Annotated[str, one_of(State)]
    reason: str


class ExportFinding(DataPart):
    """The findings of a page while it was written."""

    page: int
    place: int
    severity: Annotated[str, one_of(Severity)]
    code: FindingCode
    message: str
    remedy: str


class ExportedCase(DataDocument):
    """The written package, the pages left out of it, and what is still missing."""

    folder: str
    exported: int
    left_out: tuple[LeftOutPage, ...]
    differences: tuple[str, ...]
    open: tuple[OpenSlot, ...]
    findings: tuple[ExportFinding, ...]


class ListedAct(DataPart):
    """One act: its moment is RFC 3339 in Beijing time, ``what`` a code of the program."""

    number: int
    at: str
    what: Annotated[str, one_of(ActCode)]
    undone: bool


class CaseHistory(DataDocument):
    """All acts that are kept, oldest first."""

    acts: tuple[ListedAct, ...]


def returned_data(
    case: Case, noted: Round, terms: Sequence[RoundTerm], remarks: Sequence[str]
) -> ReturnedCase:
    """Return a return as data.

    Args:
        case: The case, for the places of its pages.
        noted: The return.
        terms: Those that it begins.
        remarks: Its sentences that ask for nothing.
    """
    points = [ReturnedPoint.of(item, place=case.places.get(item.page or 0)) for item in noted.items]
    ends = [
        ReturnedTerm(reading=name, at=_beijing(end))
        for term in terms
        for name, end in term.readings
    ]
    said = next((term for term in terms if term.note is not None), None)
    note = None
    if said is not None and said.note is not None:
        agrees = None if said.by_note else not said.differs
        note = TermOutcome(quote=said.note.quote, at=_beijing(said.note.end), agrees=agrees)
    due = min((term.end for term in terms), default=None)
    return ReturnedCase(
        at=_beijing(noted.at),
        level=noted.level,
        points=tuple(points),
        terms=tuple(ends),
        remarks=tuple(remarks),
        note_term=note,
        due=_beijing(due) if due is not None else None,
    )


def exported_data(
    case: Case,
    done: PackageDone,
    lacking: Iterable[SlotState],
    doubted: Iterable[Exported],
) -> ExportedCase:
    """Return a package as data.

    Args:
        case: The case, for the places of its pages.
        done: What was written.
        lacking: Slots of this part that are not done.
        doubted: Pages that came back in doubt.
    """
    return ExportedCase(
        folder=str(done.folder),
        exported=done.exported,
        left_out=tuple(
            LeftOutPage(page=out.number, place=out.place, reason=out.reason)
            for out in done.left_out
        ),
        differences=tuple(map(told, done.differences)),
        open=tuple(
            OpenSlot(
                slot=slot.id,
                title=slot.title,
                state=slot.state,
                reason=in_language(slot.reason, language.code),
            )
            for slot in lacking
        ),
        findings=tuple(
            _finding(case, page.number, finding) for page in doubted for finding in page.findings
        ),
    )


def history_data(acts: Sequence[PastAct]) -> CaseHistory:
    """Return the acts of a case as data."""
    return CaseHistory(
        acts=tuple(
            ListedAct.of(act, at=_beijing(datetime.fromisoformat(act.moment))) for act in acts
        )
    )


def _finding(case: Case, number: int, finding: Finding) -> ExportFinding:
    words = spoken(finding, language.code)
    return ExportFinding.of(
        finding,
        page=number,
        place=case.places.get(number, number),
        message=words.message,
        remedy=words.typed,
    )


def _beijing(moment: datetime) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")
