"""The report of ``redact`` and of ``inspect`` for scripts: stable keys, no word of the applicant.

Schema 1, described in the command line's contract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import PageState
from zcdesk.cases.reasons import counted_reasons, reasons_of
from zcdesk.checks.words_found import places_of, words_found
from zcdesk.disk.paths import is_file
from zcdesk.finding_facts import About, facts_of
from zcdesk.findings import Finding, Severity
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Origin
from zcdesk.names.search_words import words
from zcdesk.pages.page import Clarity, Page
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.printable import printable
from zcdesk.problems import FindingData, finding_data
from zcdesk.verification.words.identity import neutral, words_in_text
from zcdesk.vocabulary import FindingCode, one_of
from zcdesk.workflow.loose.redacting import RedactedPage, searched
from zcdesk.workflow.loose.verifying import VerifiedFile


class ReportMask(DataPart):
    """A burnt cover; ``polygon`` in pixels of the output picture."""

    target: Annotated[str, one_of(Target)]
    polygon: Polygon
    matched: str
    confidence: float
    origin: Annotated[str, one_of(Origin)]


class ReportPage(DataPart):
    """One page of one input file."""

    source: str
    page: int
    output: str | None
    status: Annotated[str, one_of(PageState)]
    width: int | None
    height: int | None
    turn: int | None
    skew: float | None
    transform: tuple[tuple[float, float, float], ...] | None
    masks: tuple[ReportMask, ...]
    findings: tuple[FindingData, ...]


class ReportWord(DataPart):
    """A word that was looked for, by kind and number, and at how many places on how many pages."""

    word: str
    target: Annotated[str, one_of(Target)]
    found: int
    pages: int


class Report(DataDocument):
    """The whole report of ``redact``.

    ``words`` are those that a person told; ``found`` counts the places of each target, those of
    forms made from the words among them; ``findings`` concern no single page. ``asked`` tells why
    pages are to be looked at: on how many of them each reason stands.
    """

    pages: tuple[ReportPage, ...]
    words: tuple[ReportWord, ...] = ()
    found: dict[str, int] = Field({})
    asked: dict[FindingCode, int] = Field({})
    findings: tuple[FindingData, ...] = ()


class InspectedPage(DataPart):
    """One page of ``inspect``; ``corners``, ``offered`` and ``unclear`` in pixels of the scan."""

    source: str
    page: int
    status: Annotated[str, one_of(("accepted", "refused"))]
    width: int | None
    height: int | None
    dpi: float | None
    turn: int | None
    turn_sure: bool | None
    skew: float | None
    corners: Polygon | None
    offered: tuple[Polygon, ...]
    clarity: Annotated[str, one_of(Clarity)] | None
    measures: dict[str, float]
    text_height: float | None
    unclear: tuple[Polygon, ...]
    findings: tuple[FindingData, ...]


class Inspection(DataDocument):
    """The whole report of ``inspect``."""

    pages: tuple[InspectedPage, ...]


class VerifiedEntry(DataPart):
    """One file of ``verify``."""

    file: str
    status: Annotated[str, one_of(("clean", "leak", "review"))]
    findings: tuple[FindingData, ...]


class Verification(DataDocument):
    """The whole report of ``verify``.

    ``own_use`` are files of whole packages that carry the applicant's words on purpose: they were
    not read, and nothing is promised of them. ``sought`` counts the words looked for, by kind.
    """

    files: tuple[VerifiedEntry, ...]
    own_use: tuple[str, ...] = ()
    sought: dict[str, int] = Field({})


def sought_counts(applicant: Applicant) -> dict[str, int]:
    """Return how many words of each kind are looked for; never the words themselves."""
    return dict(Counter(str(word.kind) for word in words(applicant)))


def verification_report(
    files: Iterable[VerifiedFile],
    own_use: Sequence[str] = (),
    language: str = "zh",
    sought: Mapping[str, int] = MappingProxyType({}),
) -> Verification:
    """Return the report of ``verify``.

    Args:
        files: What was read.
        own_use: Names of files that were not, because they carry the words on purpose.
        language: Of the sentences.
        sought: How many words of each kind were looked for.
    """
    return Verification(
        sought=dict(sought),
        own_use=tuple(own_use),
        files=tuple(
            VerifiedEntry(
                file=checked.name,
                status=checked.verified.status,
                findings=tuple(finding_data(f, language) for f in checked.verified.findings),
            )
            for checked in files
        ),
    )


def told_apart(paths: Sequence[Path]) -> dict[str, str]:
    """Return for each path (as text) the shortest end of it that no other of them shares."""
    shown: dict[str, str] = {}
    depth = 1
    waiting = list(dict.fromkeys(paths))
    while waiting:
        ends = {path: "/".join(path.parts[-depth:]) for path in waiting}
        times = Counter(end.casefold() for end in ends.values())
        for path, end in ends.items():
            if times[end.casefold()] == 1 or depth >= len(path.parts):
                shown[str(path)] = printable(end)
        waiting = [path for path in waiting if str(path) not in shown]
        depth += 1
    return shown


def redaction_report(
    pages: Iterable[RedactedPage],
    order: Sequence[Path],
    applicant: Applicant,
    language: str = "zh",
    *,
    beside: bool,
    nowhere: Iterable[Finding] = (),
) -> Report:
    """Return the report of some redacted pages in the order of the input.

    A file is told by its path; beside the pictures by its name, one of several same-named files by
    as much of its path as tells them apart. One whose name carries the identity is told by its
    number, see :func:`shown_names`.

    Args:
        pages: Pages as they came.
        order: The input files.
        applicant: Whose words no name may tell.
        language: Of the sentences.
        beside: Whether the report is beside the pictures.
        nowhere: Words that were found on none of the pages.
    """
    place = {str(path): number for number, path in enumerate(order)}
    shown, whole = shown_names(order, applicant), _whole_names(order, applicant)
    ordered = sorted(pages, key=lambda page: (place[page.source], page.page))
    seen = searched(ordered)
    return Report(
        words=tuple(
            ReportWord(word=word.label, target=word.target, found=word.places, pages=word.pages)
            for word in words_found(words(applicant), seen)
        ),
        found={str(target): count for target, count in places_of(seen).items()},
        asked=_asked(ordered),
        findings=tuple(finding_data(finding, language) for finding in nowhere),
        pages=tuple(
            _page(page, shown[page.source] if beside else whole[page.source], language)
            for page in ordered
        ),
    )


def _asked(pages: Iterable[RedactedPage]) -> dict[str, int]:
    """Return on how many pages in review each reason stands, the most frequent first."""
    asked = [(page, page.redacted) for page in pages if page.state is PageState.REVIEW]
    return counted_reasons(
        reasons_of(done.hits if done else (), page.findings, done.page if done else None)
        for page, done in asked
    )


def is_reason(finding: Finding) -> bool:
    """Tell whether a finding is why a person has to look; the reasons of doubtful hits are."""
    return finding.severity is not Severity.INFO or facts_of(finding.code).about is About.HIT


def shown_names(order: Sequence[Path], applicant: Applicant) -> dict[str, str]:
    """Return what each input file is called, by its path as text.

    That is as much of its path as tells it apart, or its number where that carries the identity.

    Args:
        order: The input files; the first has number 1.
        applicant: Whose words no name may tell.
    """
    every = words(applicant)
    ends = told_apart(order)
    return {str(path): neutral(ends[str(path)], n, every) for n, path in enumerate(order, start=1)}


def named_in_progress(source: str, number: int, applicant: Applicant) -> str:
    """Return what the ``number``-th file is called while it is worked on; others may follow."""
    return neutral(printable(Path(source).name), number, words(applicant))


def _whole_names(order: Sequence[Path], applicant: Applicant) -> dict[str, str]:
    """Return the whole path of each input file, or its number where its name has the identity."""
    every = words(applicant)
    names = {path: _name_from_archive(path) for path in order}
    return {
        str(path): neutral(name, n, every) if words_in_text(name, every) else str(path)
        for n, (path, name) in enumerate(names.items(), start=1)
    }


def _name_from_archive(path: Path) -> str:
    """Return the name of a file; inside an archive that begins with the archive's own."""
    around = next((parent for parent in reversed(path.parents) if is_file(parent)), path)
    return path.relative_to(around.parent).as_posix()


def _page(page: RedactedPage, source: str, language: str) -> ReportPage:
    redacted = page.redacted
    known = redacted.page if redacted else None
    return ReportPage(
        source=printable(source),
        page=page.page,
        output=page.output or None,
        status=page.state,
        **_measures(known, "width", "height", "turn"),
        skew=round(known.skew, 3) if known else None,
        transform=known.transform.rows if known else None,
        masks=tuple(map(ReportMask.model_validate, redacted.covers)) if redacted else (),
        findings=tuple(finding_data(finding, language) for finding in page_findings(page, source)),
    )


def _measures(page: Page | None, *names: str) -> dict[str, Any]:
    """Return what is known of a page by these names; of a refused one nothing is."""
    return {name: getattr(page, name, None) for name in names}


def page_findings(page: RedactedPage, shown: str) -> tuple[Finding, ...]:
    """Return the reasons of a page, each once: those of doubtful hits, then what else there is.

    Args:
        page: The page.
        shown: What its file is called in them.
    """
    doubts = tuple(
        hit.reason for hit in (page.redacted.hits if page.redacted else ()) if hit.is_doubt
    )
    name = Path(page.source).name
    names = {name: shown, printable(name): shown}
    return tuple(dict.fromkeys(_renamed(doubt, names) for doubt in (*doubts, *page.findings)))


def _renamed(finding: Finding, shown: dict[str, str]) -> Finding:
    details = {
        key: shown.get(value, value) if isinstance(value, str) else value
        for key, value in finding.details.items()
    }
    return Finding(finding.severity, finding.code, details)


def inspected(
    source: str, index: int, page: Page | None, findings: Iterable[Finding], language: str = "zh"
) -> InspectedPage:
    """Return one page of the report of ``inspect``; without a page the file was refused."""
    return InspectedPage(
        source=printable(source),
        page=index,
        status="accepted" if page else "refused",
        **_measures(page, "width", "height", "dpi", "turn", "turn_sure"),
        **_measures(page, "corners", "clarity", "text_height"),
        skew=round(page.skew, 3) if page else None,
        offered=page.offered if page else (),
        measures=dict(page.measures) if page else {},
        unclear=page.unclear if page else (),
        findings=tuple(finding_data(finding, language) for finding in findings),
    )
