"""Prepares, reads and searches the pages of a case, for taught words too; keeps the readings."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace

from zcdesk.applicant import MadeOf, Target
from zcdesk.cases.case import Case, CasePage
from zcdesk.errors import ZcdeskError
from zcdesk.masking.hits import Origin
from zcdesk.workers.pool import WorkerPool, run_each
from zcdesk.workflow.case.fixed_forms import FixedForm
from zcdesk.workflow.case.known_forms import known_forms, teach_forms, with_forms
from zcdesk.workflow.case.session_readings import SessionReadings, found
from zcdesk.workflow.one_page.examining import examine_page
from zcdesk.workflow.one_page.sought import Sought

Task = tuple[int, str, Sequence[object]]


def examine(
    pool: WorkerPool,
    case: Case,
    readings: SessionReadings,
    numbers: Sequence[int] | None = None,
) -> Generator[CasePage, None, None]:
    """Yield each page when it was prepared, read and searched, or refused; in order of finishing.

    Args:
        pool: Where the work runs.
        case: The case as it is; pages that changed meanwhile are for the caller to notice.
        readings: Known readings; new ones are added.
        numbers: Which pages, in the order in which they are wanted; by default all that wait.
    """
    waiting = [page.number for page in case.pages if not page.examined]
    wanted = waiting if numbers is None else numbers
    return examine_asked(pool, readings, ((case, case.page(number)) for number in wanted))


def examine_asked(
    pool: WorkerPool,
    readings: SessionReadings,
    asked: Iterable[tuple[Case, CasePage]],
) -> Generator[CasePage, None, None]:
    """Yield pages as ``examine`` does; each is asked for with its case as it is then.

    Args:
        pool: Where the work runs.
        readings: Known readings; new ones are added.
        asked: Is asked for a further page whenever a worker has nothing to do.
    """
    sent: dict[int, tuple[Case, CasePage]] = {}
    taught: object = None
    forms: tuple[FixedForm, ...] = ()
    for outcome in run_each(pool, examine_page, _tasks(asked, readings, sent)):
        case, before = sent.pop(outcome.key)
        if outcome.result is not None:
            readings.keep(outcome.result.page, outcome.result.reading)
            now = [(page.page, covers) for page in case.pages if (covers := teach_forms(page))]
            if now != taught:
                taught, forms = now, known_forms(case, readings.of)
            page = with_forms(found(before, outcome.result), outcome.result.reading, forms)
            yield _without_exempt(page, case.exempt_on(before))
        elif outcome.error is not None:
            yield refused(before, outcome.error)


def _tasks(
    pages: Iterable[tuple[Case, CasePage]],
    readings: SessionReadings,
    sent: dict[int, tuple[Case, CasePage]],
) -> Iterator[Task]:
    for case, page in pages:
        sent[page.number] = case, page
        reading = readings.of(page.page) if page.page else None
        # Whatever a notice asks: others' ID numbers leave with a package only if somebody says so.
        targets = case.targets_on(page) | {Target.OTHERS_ON_LIST}
        sought = Sought(case.applicant, targets)
        yield (
            page.number,
            page.file_name,
            (page.path, page.index, sought, page.page, reading, page.turned),
        )


def _without_exempt(page: CasePage, exempt: frozenset[Target]) -> CasePage:
    """Return a freshly examined page without what its slot leaves to be seen.

    Of seals and signatures a person is asked whether they are targets or not. An unread place keeps
    its doubt: it may hold any word, and bears the target of one.
    """
    things = {target for target in exempt if target.made_of in (MadeOf.DRAWN, MadeOf.ROWS)}
    seals = {Origin.SEAL} if Target.SEAL in things else set[Origin]()
    hits = tuple(
        hit for hit in page.hits if hit.mask.target not in things and hit.mask.origin not in seals
    )
    return page if len(hits) == len(page.hits) else replace(page, hits=hits)


def refused(before: CasePage, error: ZcdeskError) -> CasePage:
    """Return the page as refused, with the reason."""
    return replace(
        before, page=None, hits=(), findings=(error.finding(),), decisions=(), examined=True
    )
