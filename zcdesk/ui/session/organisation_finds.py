"""Gathers the organisations that the pages name, page by page, beside the window."""

from __future__ import annotations

from zcdesk.cases.acts.spelling import ProposedSpelling, open_spellings, proposed_spellings
from zcdesk.cases.case import Case, CasePage
from zcdesk.reading.line import Reading
from zcdesk.ui.session.finds import PageFinds
from zcdesk.ui.session.session import Session
from zcdesk.workflow.case.organisations import CaseOrganisation, Naming, namings_on, organisations


class OrganisationFinds(PageFinds[tuple[Naming, ...]]):
    """Knows what each read page names; looks at further pages while nothing else is read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, session)
        self._told: tuple[Case, tuple[CaseOrganisation, ...]] | None = None
        session.reading_changed.connect(self.look)

    @property
    def found(self) -> tuple[CaseOrganisation, ...]:
        """The organisations that the person has to tell about, or told about."""
        case = self._session.case
        if self._told is None or self._told[0] is not case:
            shown = case.places.keys()
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

    def _take(self, looked: tuple[CasePage, tuple[Naming, ...]]) -> None:
        super()._take(looked)
        self._told = None

    @staticmethod
    def _look_at(page: CasePage, reading: Reading | None) -> tuple[Naming, ...]:
        return namings_on(reading, page.number) if reading is not None else ()
