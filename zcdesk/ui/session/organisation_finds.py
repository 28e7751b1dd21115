"""Gathers the organisations that the pages name, page by page, beside the window."""

from __future__ import annotations

from collections.abc import Generator

from zcdesk.cases.acts.spelling import ProposedSpelling, open_spellings, proposed_spellings
from zcdesk.cases.case import Case, CasePage
from zcdesk.pages.page import Page
from zcdesk.ui.session.page_finds import PageFinds
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.examining import SessionReadings
from zcdesk.workflow.case.organisations import CaseOrganisation, Naming, namings_on, organisations

Known = tuple[int, Page, tuple[Naming, ...]]


class OrganisationFinds(PageFinds):
    """Knows what each read page names; looks at further pages while nothing else is read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, session)
        self._known: dict[int, tuple[Page, tuple[Naming, ...]]] = {}
        self._told: tuple[Case, tuple[CaseOrganisation, ...]] | None = None
        session.reading_changed.connect(self.look)

    @property
    def found(self) -> tuple[CaseOrganisation, ...]:
        """The organisations that the person has to tell about, or told about."""
        case = self._session.case
        if self._told is None or self._told[0] is not case:
            shown = {page.number for page in case.pages}
            namings = (
                naming
                for number, (_, on_page) in self._known.items()
                if number in shown
                for naming in on_page
            )
            self._told = case, organisations(case, namings)  # everything around a page asks for it
        return self._told[1]

    @property
    def spellings(self) -> tuple[ProposedSpelling, ...]:
        """What pages show in Uyghur beside the own name or employer, answered or not."""
        return proposed_spellings(self._session.case)

    @property
    def open(self) -> int:
        """How many of all these have no answer yet."""
        unanswered = sum(organisation.belonging is None for organisation in self.found)
        return unanswered + len(open_spellings(self._session.case))

    @property
    def pressing(self) -> int:
        """How many of those stand in a field like 工作单位 or beside the own name."""
        in_fields = sum(
            organisation.belonging is None and organisation.in_fields > 0
            for organisation in self.found
        )
        return in_fields + len(open_spellings(self._session.case))

    @property
    def settled(self) -> int:
        """How many of those in such places have an answer."""
        in_fields = sum(organisation.in_fields > 0 for organisation in self.found)
        return in_fields + len(self.spellings) - self.pressing

    def _seen(self, number: int) -> Page | None:
        known = self._known.get(number)
        return known[0] if known is not None else None

    def _steps(self, pages: list[CasePage]) -> Generator[Known, None, None]:
        return _looked_at(pages, self._session.readings)

    def _take(self, known: Known) -> None:  # type: ignore[override]
        number, page, namings = known
        self._known[number] = (page, namings)
        self._told = None


def _looked_at(pages: list[CasePage], readings: SessionReadings) -> Generator[Known, None, None]:
    for page in pages:
        if page.page is not None:
            reading = readings.of(page.page)
            namings = namings_on(reading, page.number) if reading is not None else ()
            yield page.number, page.page, namings
