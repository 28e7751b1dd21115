"""Pages held against their slot by what they say of themselves: kind, years, number of the card.

What a page says is read by a machine, so every finding here is a question, never a verdict. A
person answers it by saying what the page is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.identity_numbers import plain_number
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Section, Slot
from zcdesk.notices.profile.sources import Source
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.proposing import fits, slots_for

ORIGINAL = "original"
"""Id of the rule of a notice that every picture is the scan of an original."""

OTHER_YEAR = "check.year_not_asked"
"""Code of the finding about a page of a year that nobody asked for."""

CARD_FRONT, CARD_BACK = "id_card_front", "id_card_back"


def kind_findings(
    notice: Notice, case: Case, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield a question for each page whose kind does not fit its slot, and for a card's missing
    side."""
    for page in pages:
        if not page.kind and not fits(notice, slot.id, page.told):
            kind = kind_of(page.told.kind)
            found = finding_of(
                "check.kind_differs",
                page=page.number,
                slot=slot.title,
                kind=kind.title if kind else "",
                words="、".join(page.told.words),
            )
            yield on_rule(found, slot, section.id, slot.id, page.number)
    yield from _card(notice, case, section, slot, pages)
    yield from _copies(notice, section, slot, pages)


def _copies(
    notice: Notice, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield pages that say they are photocopies, where the notice wants scans of originals."""
    wanted = next((rule for rule in notice.file_rules if rule.id == ORIGINAL), None)
    for page in pages if wanted is not None else ():
        if page.told.copied and not page.refused:
            found = finding_of("check.photocopy", page=page.number, slot=slot.title)
            yield on_rule(found, wanted or slot, section.id, slot.id, page.number)


def useless_pages(
    case: Case, slot: Slot, rule: str, wanted: Sequence[int], pages: Sequence[CasePage]
) -> tuple[CasePage, ...]:
    """Return the pages that speak of other years only than the wanted ones, so that they fill none.

    Where somebody lets that stand, with a reason, the page counts.
    """
    return tuple(
        page
        for page in pages
        if wanted
        and not page.refused
        and page.told.years
        and not set(page.told.years) & set(wanted)
        and case.waiver_of(OTHER_YEAR, rule, slot.id, page.number) is None
    )


def useless_findings(
    section: Section, slot: Slot, source: Source, wanted: Sequence[int], pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield of each useless page for which year it is, and which ones are asked."""
    for page in pages:
        asked = "、".join(map(str, wanted))
        details: dict[str, Detail] = {
            "page": page.number,
            "slot": slot.title,
            "years": asked,
        }
        found = finding_of(OTHER_YEAR, told=page.told.years[0], **details)
        yield on_rule(found, source, section.id, slot.id, page.number)


def unseen_years(wanted: Sequence[int], pages: Sequence[CasePage]) -> tuple[int, ...]:
    """Return the years that no page of a slot is for, each page being for one of its years.

    A page whose years cannot be read may be for any: as long as there are enough of them, nothing
    is said.
    """
    seen, silent = _seen_years(wanted, pages)
    unseen = tuple(year for year in wanted if year not in seen)
    return unseen if len(unseen) > silent else ()


def filled_years(wanted: Sequence[int], pages: Sequence[CasePage]) -> int:
    """Return for how many of the years there may be a page, one that says none being for any."""
    seen, silent = _seen_years(wanted, pages)
    return min(len(wanted), len(seen) + silent)


def _seen_years(wanted: Sequence[int], pages: Sequence[CasePage]) -> tuple[set[int], int]:
    """Return the years that have a page of their own, and how many pages say none."""
    taken = [page for page in pages if not page.refused]
    page_years = [page.told.years for page in taken if page.told.years]
    page_of: dict[int, int] = {}
    for page in range(len(page_years)):
        _give_year(page, page_years, set(wanted), page_of, set())
    return set(page_of), len(taken) - len(page_years)


def _give_year(
    page: int,
    page_years: Sequence[Sequence[int]],
    wanted: set[int],
    page_of: dict[int, int],
    tried: set[int],
) -> bool:
    """Give a page one of its years, moving others to theirs where that makes room."""
    for year in page_years[page]:
        if year not in wanted or year in tried:
            continue
        tried.add(year)
        if year not in page_of or _give_year(page_of[year], page_years, wanted, page_of, tried):
            page_of[year] = page
            return True
    return False


def _card(
    notice: Notice, case: Case, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield what is missing or different on the pages of an ID card."""
    front = kind_of(CARD_FRONT)
    if front is None or slot not in slots_for(notice, front):
        return
    read = [page for page in pages if page.examined and not page.refused]
    seen = {kind for page in read for kind in (page.kind or page.told.kind, *page.told.also)}
    sides = seen & {CARD_FRONT, CARD_BACK}
    if len(sides) == 1:
        lacking = kind_of((({CARD_FRONT, CARD_BACK}) - sides).pop())
        found = finding_of("check.id_card_side", side=lacking.title if lacking else "")
        yield on_rule(found, slot, section.id, slot.id)
    typed = plain_number(case.applicant.id_number)
    numbers = {number for page in read for number in page.told.id_numbers}
    if typed and numbers and typed not in numbers:
        yield on_rule(finding_of("check.id_number_on_card"), slot, section.id, slot.id)
