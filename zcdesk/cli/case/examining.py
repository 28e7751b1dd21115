"""Reads and searches pages of a case, and prints what it finds on each."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.checks.slots.expected_names import nobody_on
from zcdesk.cli.output import say_findings, steps, text
from zcdesk.findings import Severity
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import examine_stored


def examine_pages(stored: CaseFile, numbers: Sequence[int]) -> None:
    """Read and search pages, each stored as soon as it is done."""
    if not numbers:
        return
    with WorkerPool() as pool, steps("demo.reading", len(numbers)) as progress:
        for page in examine_stored(pool, stored, numbers):
            progress.advance(f"{page.file_name} {text(f'page.state.{stored.case.state(page)}')}")
            _tell_findings(stored.case, page)


def _tell_findings(case: Case, page: CasePage) -> None:
    doubts = tuple(hit.reason for hit in page.hits if hit.is_doubt)
    shown = tuple(finding for finding in page.findings if finding.severity is not Severity.INFO)
    silent = nobody_on(case, page)
    shown = shown if silent is None else (*shown, silent)
    say_findings(page.file_name, tuple(dict.fromkeys((*doubts, *shown))))
