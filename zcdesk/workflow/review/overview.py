"""The state of every page of a case; computed once for each page that changed.

The fingerprint behind a confirmation takes about 0.1 ms; a case of 300 pages would stall the
window for half a second at every key if each widget asked for it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.checks.slots.answers import lacks_answer
from zcdesk.notices.profile.notice import Notice


@dataclass(frozen=True)
class Standing:
    """The state of one page.

    Attributes:
        page: The page.
        confirmed: A person's confirmation stands for what the page shows.
        lapsed: There was a confirmation, and a change took it back.
        state: The page's word.
        sure: The program alone is sure of it.
        doubts: Places that a person has to decide.
        covers: How many places would be covered now.
        unanswered: Only a person can answer the platform's question, and has not.
        by_hand: What is to be covered by hand, and nobody said that it is done.
    """

    page: CasePage
    confirmed: bool
    lapsed: bool
    state: PageState
    sure: bool
    doubts: tuple[int, ...]
    covers: int
    unanswered: bool
    by_hand: tuple[str, ...] = ()

    @property
    def place(self) -> int:
        """The number by which people call it."""
        return self.page.place

    @property
    def readable(self) -> bool:
        """Tell whether the page has been read and can be worked on."""
        return self.page.examined and self.page.page is not None


class Overview:
    """The standings of all pages, by number, in the order of the case."""

    def __init__(self, case: Case, notice: Notice, before: Overview | None = None) -> None:
        self.case = case
        self.notice = notice
        known: dict[int, Standing] = {}
        if before is not None and _same_words(case, before.case):
            known = before.standings
        self.standings: dict[int, Standing] = {
            page.number: _standing(self, page, known.get(page.number)) for page in case.pages
        }

    def of(self, number: int) -> Standing:
        """Return the standing of page ``number``."""
        return self.standings[number]

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings.values())

    @property
    def confirmed(self) -> tuple[Standing, ...]:
        """The pages that would go into a package now."""
        return tuple(standing for standing in self if standing.confirmed)

    @property
    def unconfirmed(self) -> tuple[Standing, ...]:
        """The pages that still need a person's agreement; refused ones cannot have it."""
        return tuple(
            standing for standing in self if not standing.confirmed and not standing.page.refused
        )

    @property
    def waiting(self) -> tuple[int, ...]:
        """Numbers of the pages that have not been read yet."""
        return tuple(standing.page.number for standing in self if not standing.page.examined)

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Numbers of the pages that a person has to look at, as far as they are read."""
        return tuple(
            standing.page.number
            for standing in self
            if standing.page.examined and standing.state is PageState.REVIEW
        )

    @property
    def lapsed(self) -> frozenset[int]:
        """Numbers of the pages whose confirmation was taken back by a change."""
        return frozenset(standing.page.number for standing in self if standing.lapsed)

    def from_page(self, number: int) -> tuple[Standing, ...]:
        """Return all pages once, starting with ``number`` and going round."""
        everyone = tuple(self)
        start = self.at(number) if number in self.standings else 0
        return everyone[start:] + everyone[:start]

    def at(self, number: int) -> int:
        """Return where page ``number`` lies in the case, from 0; no number that people see."""
        return [*self.standings].index(number)


def _same_words(case: Case, other: Case) -> bool:
    words = case.applicant, case.targets, case.by_hand
    return words == (other.applicant, other.targets, other.by_hand)


def _standing(overview: Overview, page: CasePage, known: Standing | None) -> Standing:
    if known is not None and known.page is page:
        return known
    confirmed = overview.case.is_confirmed(page)
    sure = overview.case.is_sure(page)
    return Standing(
        page,
        confirmed,
        bool(page.confirmed) and not confirmed,
        _state(page, confirmed=confirmed, sure=sure),
        sure,
        page.open_doubts(),
        len(page.covers()),
        lacks_answer(page, overview.notice),
        overview.case.left_by_hand(page),
    )


def _state(page: CasePage, *, confirmed: bool, sure: bool) -> PageState:
    """Return what ``Case.state`` says, without working out the fingerprint again."""
    if page.refused:
        return PageState.REFUSED
    if not confirmed and not sure:
        return PageState.REVIEW
    return PageState.MASKED if page.covers() else PageState.CLEAN
