"""What ``zcdesk redact`` does: find, cover, write pages and report, and print them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from zcdesk.applicant import Applicant, Target
from zcdesk.batch.results.held_results import held_results
from zcdesk.cases.case import PageState
from zcdesk.checks.words_found import found_nowhere, places_of
from zcdesk.cli.arguments import AskedWords, require_there, scans_of, tell_empty_folders
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    ToldError,
    language,
    listed,
    say,
    say_error,
    say_findings,
    say_states,
    steps,
    tell_asked,
    text,
    told_of,
    write_data,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_folder, resolved, shown_name
from zcdesk.findings import Finding
from zcdesk.pages.judging.asking import is_only_unclear
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.loose.redacting import (
    REPORT,
    RedactedPage,
    pages_of_earlier_run,
    pages_without_report,
    redact_scans,
    remove_pages,
    searched,
)
from zcdesk.workflow.loose.report import (
    Report,
    is_reason,
    named_in_progress,
    page_findings,
    redaction_report,
    shown_names,
)
from zcdesk.workflow.one_page.sought import Sought


@dataclass(frozen=True)
class Ways:
    """How pages are covered, and what becomes of those of an earlier run."""

    straighten: bool
    passwords: tuple[str, ...]
    force: bool
    resume: bool


def run(
    files: Sequence[Path],
    asked: AskedWords,
    sought: Sought,
    out: str,
    report: str | None,
    ways: Ways,
) -> ExitStatus:
    """Cover the pages of all files; return the status that says what came of it.

    Raises:
        typer.BadParameter: The folder cannot be taken.
        BusyResultsError: Another run writes into the folder.
        OutputError: The folder cannot be made or written to.
    """
    folder = _folder_for(out, files)
    _earlier(folder, scans_of(files), ways)  # before a folder is made for nothing
    require_there(files)
    with held_results(folder):
        return _run(files, asked, sought, folder, report, ways)


def _run(
    files: Sequence[Path],
    asked: AskedWords,
    sought: Sought,
    folder: Path,
    report: str | None,
    ways: Ways,
) -> ExitStatus:
    applicant, paths = sought.applicant, scans_of(files)
    earlier, unknown = _earlier(folder, paths, ways)
    if any(resolved(path).parent == resolved(folder) for path in paths):
        say_error(text("cli.out_beside", folder=shown_name(folder)))
    empty = tell_empty_folders(files)
    pages: list[RedactedPage] = []
    if paths:
        with WorkerPool() as pool, steps("cli.redacting", len(paths)) as progress:
            for done in redact_scans(
                pool,
                files,
                sought,
                folder,
                ways.straighten,
                ways.passwords,
                earlier if ways.force else (),
            ):
                pages += done
                state = text(f"page.state.{done[0].state}")
                shown = named_in_progress(done[0].source, done[0].file + 1, applicant)
                progress.advance(f"{shown} {state}")
    pages.sort(key=lambda page: (page.file, page.page))
    left = _swept(folder, pages, earlier, unknown)
    open_points = _reported(pages, sought, folder, report)
    if left:
        say_error(_of_pages("cli.out_left", folder, left))
    by_hand = asked.by_hand()
    if by_hand:
        say_error(text("cli.cover_by_hand", what=listed(by_hand)))
    if not any(page.output for page in pages):
        return ExitStatus.NOT_DONE
    return ExitStatus(any((empty, left, by_hand, open_points)))


def _swept(
    folder: Path, pages: Sequence[RedactedPage], earlier: Sequence[Path], unknown: Sequence[Path]
) -> list[Path]:
    """Remove what is left of an earlier run; return the pages that no report names."""
    paths = {folder / page.output for page in pages if page.output}
    remove_pages(page for page in earlier if page not in paths)
    return [page for page in unknown if page not in paths]


def _reported(pages: list[RedactedPage], sought: Sought, folder: Path, report: str | None) -> bool:
    """Write the report and print what was found; return whether something needs a person."""
    sources = [Path(source) for source in dict.fromkeys(page.source for page in pages)]
    seen = searched(pages)
    nowhere = found_nowhere(seen, sought.targets)
    made = _write_report(pages, sources, folder, report, sought.applicant, nowhere)
    _tell(pages, shown_names(sources, sought.applicant))
    tell_asked(made.asked)
    if sought.targets & places_of(seen).keys():
        tell_found(places_of(seen), sought.targets)
    for finding in nowhere:
        say_error(told_of(finding))
    return bool(nowhere) or any(map(needs_attention, pages))


def _folder_for(out: str, files: Sequence[Path]) -> Path:
    """Return the folder for the results.

    Raises:
        typer.BadParameter: It has no name, or is where its pictures would be input next time.
    """
    if not out.strip():
        raise typer.BadParameter(text("cli.out_empty"))
    folder = Path(out)
    whole = resolved(folder)
    for given in files:
        if is_folder(given) and whole.is_relative_to(resolved(given)):
            raise typer.BadParameter(text("cli.out_inside", folder=shown_name(given)))
    return folder


def _earlier(
    folder: Path, given: Sequence[Path], ways: Ways
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the pages of an earlier run in the folder, and those that no report names.

    Two runs are never mixed there; what is given as a scan stays, whatever a report says of it.

    Raises:
        typer.BadParameter: There are some, and nobody said what is to become of them.
    """
    if ways.force and ways.resume:
        raise typer.BadParameter(text("cli.force_or_resume"))
    scans = {resolved(path) for path in given}
    named = pages_of_earlier_run(folder)
    earlier, unknown = (
        tuple(page for page in pages if resolved(page) not in scans)
        for pages in (named, pages_without_report(folder, named))
    )
    if (earlier or unknown) and not (ways.force or ways.resume):
        code = "cli.out_used" if earlier else "cli.out_unfinished"
        raise typer.BadParameter(_of_pages(code, folder, earlier or unknown))
    return earlier, unknown


def _of_pages(code: str, folder: Path, pages: Sequence[Path]) -> ToldError:
    return text(code, folder=shown_name(folder), count=len(pages), file=pages[0].name)


def needs_attention(page: RedactedPage) -> bool:
    """Tell whether there is something to do about a page: to look at it, or to scan it again."""
    known = page.redacted.page if page.redacted else None
    unclear = any(is_only_unclear(finding, known) for finding in page.findings)
    return unclear or page.state in (PageState.REVIEW, PageState.REFUSED)


def _write_report(
    pages: list[RedactedPage],
    paths: list[Path],
    out: Path,
    target: str | None,
    applicant: Applicant,
    nowhere: Sequence[Finding],
) -> Report:
    place = target or str(out / REPORT)
    beside = place != STANDARD_OUTPUT and Path(place).absolute().is_relative_to(out.absolute())
    report = redaction_report(
        pages, paths, applicant, language.code, beside=beside, nowhere=nowhere
    )
    write_data(report, place)
    return report


def tell_found(found: Mapping[Target, int], targets: Collection[Target]) -> None:
    """Tell how often name and employer were found: a 0 is seen at one glance."""
    counts = [
        text("word.count", field=text(f"word.field.{target}"), count=count)
        for target, count in found.items()
        if target in targets
    ]
    say(text("word.found", counts=listed(counts)))


def _tell(pages: list[RedactedPage], shown: Mapping[str, str]) -> None:
    for page in pages:
        if needs_attention(page):
            called = shown[page.source]
            reasons = tuple(f for f in page_findings(page, called) if is_reason(f))
            say_findings(called, reasons)
    say_states([page.state for page in pages])
    if waiting := [page.output for page in pages if page.state is PageState.REVIEW]:
        say(text("cli.redacted_review", count=len(waiting), file=waiting[0]))
        if any(page.state in (PageState.MASKED, PageState.CLEAN) for page in pages):
            say(text("cli.redacted_rest"))
