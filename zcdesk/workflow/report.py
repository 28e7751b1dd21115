"""The report of ``redact`` and of ``inspect`` for scripts: stable keys, no word of the applicant.

Schema 1, described in the command line's contract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from zcdesk.applicant import Applicant
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Mask
from zcdesk.pages.page import Page
from zcdesk.printable import printable
from zcdesk.spellings import words
from zcdesk.verification.identity import words_in_text
from zcdesk.wording import spoken
from zcdesk.workflow.redacting import RedactedPage
from zcdesk.workflow.verifying import VerifiedFile


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ReportFinding(_Part):
    """A finding with its sentence."""

    severity: str
    code: str
    message: str
    remedy: str


class ReportMask(_Part):
    """A burnt cover; ``polygon`` in pixels of the output picture."""

    target: str
    polygon: Polygon
    matched: str
    confidence: float
    origin: str


class ReportPage(_Part):
    """One page of one input file."""

    source: str
    page: int
    output: str | None
    status: str
    width: int | None
    height: int | None
    turn: int | None
    skew: float | None
    transform: tuple[tuple[float, float, float], ...] | None
    masks: tuple[ReportMask, ...]
    findings: tuple[ReportFinding, ...]


class Report(_Part):
    """The whole report of ``redact``."""

    schema_number: int = Field(default=1, alias="schema")
    pages: tuple[ReportPage, ...]


class InspectedPage(_Part):
    """One page of ``inspect``; ``corners``, ``offered`` and ``unclear`` in pixels of the scan."""

    source: str
    page: int
    status: str
    width: int | None
    height: int | None
    dpi: float | None
    turn: int | None
    turn_sure: bool | None
    skew: float | None
    corners: Polygon | None
    offered: tuple[Polygon, ...]
    clarity: str | None
    measures: dict[str, float]
    text_height: float | None
    unclear: tuple[Polygon, ...]
    findings: tuple[ReportFinding, ...]


class Inspection(_Part):
    """The whole report of ``inspect``."""

    schema_number: int = Field(default=1, alias="schema")
    pages: tuple[InspectedPage, ...]


class VerifiedEntry(_Part):
    """One file of ``verify``."""

    file: str
    status: str
    findings: tuple[ReportFinding, ...]


class Verification(_Part):
    """The whole report of ``verify``."""

    schema_number: int = Field(default=1, alias="schema")
    files: tuple[VerifiedEntry, ...]


def verification_report(files: Iterable[VerifiedFile], language: str = "zh") -> Verification:
    """Return the report of ``verify``."""
    return Verification(
        files=tuple(
            VerifiedEntry(
                file=one.name,
                status=one.verified.status,
                findings=tuple(report_finding(f, language) for f in one.verified.findings),
            )
            for one in files
        )
    )


def to_json(report: BaseModel) -> str:
    """Return a report as indented JSON."""
    return report.model_dump_json(by_alias=True, indent=1, ensure_ascii=False) + "\n"


def report_finding(finding: Finding, language: str = "zh") -> ReportFinding:
    """Return a finding with its sentence in ``language``."""
    told = spoken(finding, language)
    return ReportFinding(
        severity=finding.severity,
        code=finding.code,
        message=printable(told.message),
        remedy=printable(told.typed),
    )


def told_apart(paths: Sequence[Path]) -> dict[str, str]:
    """Return for each path (as text) the shortest end of it that no other of them shares."""
    told: dict[str, str] = {}
    depth = 1
    waiting = list(dict.fromkeys(paths))
    while waiting:
        ends = {path: "/".join(path.parts[-depth:]) for path in waiting}
        times = Counter(end.casefold() for end in ends.values())
        for path, end in ends.items():
            if times[end.casefold()] == 1 or depth >= len(path.parts):
                told[str(path)] = printable(end)
        waiting = [path for path in waiting if str(path) not in told]
        depth += 1
    return told


def redaction_report(
    pages: Iterable[RedactedPage],
    order: Sequence[Path],
    language: str = "zh",
    hide: Applicant | None = None,
) -> Report:
    """Return the report of some redacted pages in the order of the input.

    Beside the pictures a file is named by its name, one of several same-named files by as much of
    its path as tells them apart.

    Args:
        pages: Pages as they came.
        order: The input files.
        language: Of the sentences.
        hide: When the report lies beside the pictures: names of files that hold this applicant's
            words are replaced by the number of the file.
    """
    place = {str(path): number for number, path in enumerate(order)}
    short = told_apart(order)
    ordered = sorted(pages, key=lambda one: (place[one.source], one.page))
    return Report(
        pages=tuple(
            _page(one, _shown_name(one.source, short, place[one.source] + 1, hide), language)
            for one in ordered
        )
    )


def _page(page: RedactedPage, source: str, language: str) -> ReportPage:
    redacted = page.redacted
    known = redacted.page if redacted else None
    shown = {Path(page.source).name: source}
    return ReportPage(
        source=printable(source),
        page=page.page,
        output=page.output or None,
        status=page.state,
        width=known.width if known else None,
        height=known.height if known else None,
        turn=known.turn if known else None,
        skew=round(known.skew, 3) if known else None,
        transform=known.transform.rows if known else None,
        masks=tuple(_mask(mask) for mask in redacted.covers) if redacted else (),
        findings=tuple(
            report_finding(_renamed(finding, shown), language) for finding in page_findings(page)
        ),
    )


def page_findings(page: RedactedPage) -> tuple[Finding, ...]:
    """Return the reasons of a page: those of doubtful hits, then what else there is to tell."""
    doubts = tuple(
        hit.reason for hit in (page.redacted.hits if page.redacted else ()) if hit.is_doubt
    )
    return (*doubts, *page.findings)


def _mask(mask: Mask) -> ReportMask:
    return ReportMask(
        target=mask.target,
        polygon=mask.polygon,
        matched=mask.matched,
        confidence=mask.confidence,
        origin=mask.origin,
    )


def _renamed(finding: Finding, shown: dict[str, str]) -> Finding:
    details = {
        key: shown.get(value, value) if isinstance(value, str) else value
        for key, value in finding.details.items()
    }
    return Finding(finding.severity, finding.code, details)


def _shown_name(source: str, short: dict[str, str], number: int, hide: Applicant | None) -> str:
    if hide is None:
        return source
    name = short[source]
    if words_in_text(name, words(hide)):
        return f"file-{number:03d}{Path(source).suffix.lower()}"
    return name


def inspected(
    source: str, index: int, page: Page | None, findings: Iterable[Finding], language: str = "zh"
) -> InspectedPage:
    """Return one page of the report of ``inspect``; without a page the file was refused."""
    return InspectedPage(
        source=printable(source),
        page=index,
        status="accepted" if page else "refused",
        width=page.width if page else None,
        height=page.height if page else None,
        dpi=page.dpi if page else None,
        turn=page.turn if page else None,
        turn_sure=page.turn_sure if page else None,
        skew=round(page.skew, 3) if page else None,
        corners=page.corners if page else None,
        offered=page.offered if page else (),
        clarity=page.clarity if page else None,
        measures=dict(page.measures) if page else {},
        text_height=page.text_height if page else None,
        unclear=page.unclear if page else (),
        findings=tuple(report_finding(finding, language) for finding in findings),
    )
