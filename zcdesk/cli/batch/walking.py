"""A run of ``zcdesk batch`` while it is walked: what each of its events lets the terminal say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import singledispatchmethod

from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.results.person_words import unclaimed_words
from zcdesk.batch.shared.scans import SplitStep
from zcdesk.batch.shared_forms import GroupForm
from zcdesk.batch.whole_run import TABLE, Event, RunEnd, RunRequest, ScansLaid, run_whole
from zcdesk.batch.working import FileTold, PageStep
from zcdesk.cli.batch.steps import tell_form, tell_tables
from zcdesk.cli.output import (
    ProgressSteps,
    language,
    line_of,
    say_error,
    say_findings,
    steps,
    text,
)
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool


class _Pages:
    """How many pages this run has done of how many: files at first, then what they hold.

    Pages of an earlier run count in neither, or the time left would jump.

    Attributes:
        totals: Pages by row, as far as they are known.
        done: Pages that are done, by row.
        before: Pages that an earlier run did, by row.
    """

    def __init__(self) -> None:
        self.totals: dict[int, int] = {}
        self.done: dict[int, int] = {}
        self.before: dict[int, int] = {}

    def take(self, step: PageStep) -> None:
        """Count a page."""
        before = self.before.setdefault(step.row, step.done - 1)
        self.done[step.row] = step.done - before
        self.totals[step.row] = max(step.pages, step.done) - before

    def end(self, row: int) -> None:
        """Set a finished row to what it came to."""
        self.totals[row] = self.done.get(row, 0)

    @property
    def counts(self) -> tuple[int, int]:
        """Pages done, and pages in all as far as they are known."""
        return sum(self.done.values()), sum(self.totals.values())


class Walk:
    """A run that is walked.

    Attributes:
        results: How everybody stands, at its end.
        laid: Whose scans are where, once that is known.
        attention: Whether shared scans or forms want attention.
    """

    def __init__(self, pool: WorkerPool, asked: RunRequest) -> None:
        self.results: Sequence[PersonResult] = ()
        self.laid: ScansLaid | None = None
        self.attention = False
        self._asked = asked
        self._refused: list[SplitStep] = []
        self._pages = _Pages()
        self._bar: ProgressSteps | None = None
        # Closed at once on Ctrl-C, while the workers are still there: the pages under way are kept.
        with (
            self._telling_tables(),
            ExitStack() as self._bars,
            closing(run_whole(pool, asked)) as walk,
            _answering(),
        ):
            for event in walk:
                self._take(event)

    @singledispatchmethod
    def _take(self, event: Event) -> None:
        """Say what there is to say of an event."""
        raise TypeError(event)

    @_take.register(SplitStep)
    def _page_split(self, step: SplitStep) -> None:
        if self._bar is None:
            self._begin("batch.splitting", step.total - step.done)
        elif step.said is not None:
            self._bar.advance("")
        else:
            self._refused.append(step)

    @_take.register(ScansLaid)
    def _scans_laid(self, laid: ScansLaid) -> None:
        self._bars.close()
        for step in self._refused:
            say_findings(step.source, step.findings)
        waiting = [page for page in laid.shared if page.open]
        for page in waiting:
            say_error(line_of(unclaimed_words(page, language.code)).behind(f"{page.source}: "))
        only = laid.files if self._asked.only is None else self._asked.only
        self._pages.totals = {row: count for row, count in laid.files.items() if row in only}
        self._begin("batch.working", self._pages.counts[1])
        self.laid, self.attention = laid, bool(self._refused or waiting)

    @_take.register(PageStep)
    def _page_done(self, step: PageStep) -> None:
        self._pages.take(step)
        if self._bar is not None:
            line = text("batch.step", row=step.row, page=step.done, pages=step.pages)
            self._bar.reach(*self._pages.counts, line)

    @_take.register(FileTold)
    def _file_told(self, file: FileTold) -> None:
        row = text("batch.refused_file", row=file.row, file=file.file)
        gap = " " if language.code == "en" else ""
        for finding in file.findings:
            say_error(line_of(spoken(finding, language.code)).behind(f"{row}{gap}"))

    @_take.register(PersonResult)
    def _row_done(self, result: PersonResult) -> None:
        self._pages.end(result.row)

    @_take.register(GroupForm)
    def _form_made(self, form: GroupForm) -> None:
        self.attention |= tell_form(form)

    @_take.register(RunEnd)
    def _ended(self, end: RunEnd) -> None:
        self.results = end.results
        self.attention |= tell_tables(end.findings)

    def _begin(self, title: str, pages: int) -> None:
        self._bar = self._bars.enter_context(steps(title, max(pages, 1)))

    @contextmanager
    def _telling_tables(self) -> Iterator[None]:
        """Say, once a run that was interrupted has ended, where those stand who are done."""
        try:
            yield
        except KeyboardInterrupt:
            if self.laid is not None:
                say_error(text("batch.stopped_tables", table=TABLE))
            raise


@contextmanager
def _answering() -> Iterator[None]:
    """Answer Ctrl-C at once, and say how to go on, before the pages under way are waited for."""
    try:
        yield
    except KeyboardInterrupt:
        say_error(text("batch.go_on"))
        raise
