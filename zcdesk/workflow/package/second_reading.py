"""What the second reading of a finished picture comes to: for its page, and for the package."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import ReviewedPage
from zcdesk.cases.case import CasePage, Decision
from zcdesk.cases.tables.faults import DamagedOriginalError, OutsideOriginalError
from zcdesk.errors import ZcdeskError
from zcdesk.export.plan.layout import PlannedPage, Reason
from zcdesk.export.plan.manifest import FinishedPicture
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.opening.refusals import ChangedScanError
from zcdesk.verification.covers.left_open import Find, LeftOpen
from zcdesk.verification.picture import Status, Verified
from zcdesk.workflow.tasks.finishing import Finished, LimitTooSmallError

_LOST = (DamagedOriginalError, OutsideOriginalError, ChangedScanError)
"""What tells that the case has no whole scan of a page any more."""

_SECOND_LOOK = "hit.second_look"
"""Why a place is shown that only the reading of the finished picture found."""


@dataclass(frozen=True)
class Exported:
    """One picture written and read again.

    ``page`` is the page with the places that the second reading doubts as new hits, or None when
    it doubts nothing; such a page stays out until a person has looked.
    """

    number: int
    findings: tuple[Finding, ...]
    page: CasePage | None = None


def left_open(page: CasePage) -> tuple[LeftOpen, ...]:
    """Return the places of a page that a person left open, each for what she was shown there.

    What the masking itself left open, a near miss, is none of them: the second reading judges it
    by its own lights, and where it sees more a person is asked.
    """
    return tuple(
        _left_open(page.hits[index])
        for index, decision in page.decisions
        if decision is Decision.LEAVE
    )


def _left_open(hit: Hit) -> LeftOpen:
    mask = hit.mask
    if hit.reason.code == _SECOND_LOOK and not mask.matched:
        return LeftOpen(mask.polygon, frozenset(Target))  # an outline of the second reading's own
    targets = {mask.target} if mask.kind is None else {mask.target, mask.kind.target}
    if mask.target is Target.SIGNATURE:
        targets.add(Target.NAME)
    return LeftOpen(
        mask.polygon,
        frozenset(targets),
        named=bool(mask.matched) and hit.verdict is not Verdict.LEAVE,
    )


def exported_of(planned: PlannedPage, made: Finished | None, error: ZcdeskError | None) -> Exported:
    """Return the verdict on a picture: it passed, or its page is to be looked at again."""
    page = planned.reviewed.page
    if made is None:
        findings = (error.finding(),) if error else ()
        return Exported(planned.number, findings, page)
    seen = made.verified
    return Exported(planned.number, seen.findings, doubted_page(page, seen))


def doubted_page(page: CasePage, seen: Verified) -> CasePage | None:
    """Return a page with the places that its second reading doubts, or None where it passed."""
    if seen.status is Status.CLEAN:
        return None
    doubts = tuple(map(second_look, seen.finds))
    findings = (*page.findings, *(() if doubts else (finding_of("page.second_look"),)))
    return replace(page, hits=(*page.hits, *doubts), findings=findings)


def second_look(find: Find) -> Hit:
    """Return what the second reading doubts as a hit for a person to decide."""
    mask = Mask(find.target or Target.NAME, find.place, find.word, 0.5, Origin.SPOTTED)
    return Hit(mask, Verdict.DOUBT, finding_of(_SECOND_LOOK))


def reason_of(made: Finished | None, error: ZcdeskError | None) -> Reason:
    """Return why the pages of a picture stay out."""
    if isinstance(error, LimitTooSmallError):
        return Reason.LIMIT
    if isinstance(error, _LOST):
        return Reason.ORIGINAL_LOST
    if made is None:
        return Reason.NOT_VERIFIED
    if made.verified.status is Status.CLEAN:
        return Reason.UNCHANGED
    leaks = any(finding.severity is Severity.ERROR for finding in made.verified.findings)
    return Reason.STILL_READABLE if leaks else Reason.TO_LOOK_AT


def finished_picture(planned: PlannedPage, made: Finished) -> FinishedPicture:
    """Return a picture that passed, as package and checklist know it."""
    return FinishedPicture(
        made.sha256,
        made.width,
        made.height,
        made.thumbnail,
        frozenset().union(*map(_still_shows, planned.pages)),
        made.covers,
        made.guide,
        made.checked,
    )


def _still_shows(page: ReviewedPage) -> frozenset[Target]:
    """Return what the person decided to leave open, beyond what the program itself left."""
    return frozenset(
        page.page.hits[index].mask.target
        for index, decision in page.page.decisions
        if decision is Decision.LEAVE
        and page.page.hits[index].verdict is not Verdict.LEAVE
        and page.page.hits[index].mask.matched
    )
