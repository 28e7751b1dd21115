"""Pages by what they say of themselves, held against their slot and against what she wrote.

What a page says is read by a machine, so every finding here is a question, never a verdict. A
person answers it by saying what the page is.

Only pages in use count, and only what was read of them already. Sentences name pages and dates,
never an organisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from zcdesk.cases.case import Case, CasePage, CasePages, Facts
from zcdesk.checks.needs import ASKED, demand
from zcdesk.checks.states import CaseFinding, on_rule, on_slot
from zcdesk.checks.written.facts import HISTORY, name_of_key, told_in, work_history
from zcdesk.checks.written.same_facts import same_value
from zcdesk.checks.written.years_full import full_months
from zcdesk.finding_facts import finding_of
from zcdesk.identity_numbers import plain_number
from zcdesk.names.spellings import folded
from zcdesk.notices.profile import Hours, Notice, Section, Slot, Source
from zcdesk.quantities.moments import day_of
from zcdesk.sorting.kinds import kind_of
from zcdesk.sorting.proposing import fits, slots_for
from zcdesk.sorting.told import HOURS, PAID_MONTHS, PAYING_UNIT

_ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "总公司", "公司")


def stated_findings(notice: Notice, case: Case, facts: Facts, today: date) -> Iterator[CaseFinding]:
    """Yield what papers of a case state otherwise than the person wrote.

    Args:
        facts: The answers that count.
        today: Until when years of work are counted.
    """
    pages = [page for page in case.pages if not page.refused and not page.whose_open]
    for page in pages:
        yield from (*_dates(case, page), *_paying(case, page), *_months(case, page, today))
    for section in notice.sections:
        yield from _hours(notice, section, pages, facts)


def _dates(case: Case, page: CasePage) -> Iterator[CaseFinding]:
    for fact in page.told.stated:
        written = told_in(case, fact.key)
        if fact.key in (HOURS, PAYING_UNIT, PAID_MONTHS) or not written.strip():
            continue
        if day_of(fact.value) and day_of(written) and not same_value(fact.value, written):
            what = name_of_key(fact.key)
            finding = finding_of(
                "check.paper_differs", page=page.number, what=what, stated=fact.value,
                written=written,
            )  # fmt: skip
            yield CaseFinding(finding, slot=page.slot, page=page.number)


def _paying(case: Case, page: CasePage) -> Iterator[CaseFinding]:
    """Yield that another unit paid: neither the employer nor one of the work history."""
    applicant = case.applicant
    history = work_history(told_in(case, HISTORY))
    own = [applicant.employer, *applicant.employer_aliases, *applicant.former_employers]
    known = {folded(name) for name in (*own, *(spell.employer for spell in history)) if name}
    units = [fact.value for fact in page.told.stated if fact.key == PAYING_UNIT]
    strange = [unit for unit in units if folded(unit) not in known]
    if not strange or not known:
        return
    related = any(_related(unit, name) for unit in strange for name in own if name)
    code = "check.paying_unit_related" if related else "check.paying_unit_differs"
    yield CaseFinding(finding_of(code, page=page.number), slot=page.slot, page=page.number)


def _related(unit: str, employer: str) -> bool:
    """Tell whether one is a branch of the other by name: it begins as the other does."""
    unit_letters, other = "".join(folded(unit)), "".join(folded(employer))
    short, long_ = sorted((unit_letters, other), key=len)
    stem = next((short.removesuffix(end) for end in _ENDINGS if short.endswith(end)), short)
    return long_.startswith(stem)


def _months(case: Case, page: CasePage, today: date) -> Iterator[CaseFinding]:
    """Yield that fewer months were paid than are between the first work and now."""
    began = day_of(told_in(case, "work_began"))
    paid = [int(fact.value) for fact in page.told.stated if fact.key == PAID_MONTHS]
    if began is None or not paid or began > today:
        return
    worked = full_months(began, today)
    if max(paid) < worked:
        finding = finding_of("check.paid_months", page=page.number, paid=max(paid), worked=worked)
        yield CaseFinding(finding, slot=page.slot, page=page.number)


def _hours(
    notice: Notice, section: Section, pages: Sequence[CasePage], facts: Facts
) -> Iterator[CaseFinding]:
    """Yield years whose certificates together state fewer hours than the notice asks."""
    asked = [slot for slot in section.slots if demand(notice, section, slot, facts).need in ASKED]
    for slot in asked:
        if slot.hours is not None:
            yield from _short(slot.hours, slot.title, section, [slot], pages)
    if section.hours is not None and asked:
        yield from _short(section.hours, section.title, section, asked, pages)


def _short(
    hours: Hours, title: str, section: Section, slots: Sequence[Slot], pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    ids = [slot.id for slot in slots]
    sums: dict[int, float] = defaultdict(float)
    unknown: set[int] = set()
    given: dict[int, set[str]] = defaultdict(set)
    for page in pages:
        if page.slot not in ids or not page.told.years:
            continue
        year, stated = page.told.years[0], [fact for fact in page.told.stated if fact.key == HOURS]
        given[year].add(page.slot)
        sums[year] += max((float(fact.value) for fact in stated), default=0.0)
        if not stated:
            unknown.add(year)
    for year, total in sorted(sums.items()):
        # What some page does not say, or another slot still lacks, nobody can sum up.
        if year in unknown or len(given[year]) < len(ids) or total >= hours.least:
            continue
        finding = finding_of(
            "check.hours_short", what=title, year=year, count=f"{total:g}", least=hours.least,
            clause=hours.clause,
        )  # fmt: skip
        yield on_rule(finding, hours, section.id, ids[0] if len(ids) == 1 else "")


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
            called, words = kind.title if kind else "", "、".join(page.told.words)
            yield on_slot(
                section, slot, "check.kind_differs", page=page.number, kind=called, words=words
            )
    yield from _card(notice, case, section, slot, pages)
    yield from _copies(notice, section, slot, pages)


def _copies(
    notice: Notice, section: Section, slot: Slot, pages: Sequence[CasePage]
) -> Iterator[CaseFinding]:
    """Yield pages that say they are photocopies, where the notice wants scans of originals."""
    wanted = next((rule for rule in notice.file_rules if rule.id == ORIGINAL), None)
    for page in pages if wanted is not None else ():
        if page.told.copied and not page.refused:
            yield on_slot(section, slot, "check.photocopy", wanted, page.number)


def useless_pages(
    case: Case, slot: Slot, rule: str, wanted: Sequence[int], pages: Sequence[CasePage]
) -> CasePages:
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
        year, asked = page.told.years[0], "、".join(map(str, wanted))
        yield on_slot(section, slot, OTHER_YEAR, source, page.number, told=year, years=asked)


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
        finding = finding_of("check.id_card_side", side=lacking.title if lacking else "")
        yield on_rule(finding, slot, section.id, slot.id)
    typed = plain_number(case.applicant.id_number)
    numbers = {number for page in read for number in page.told.id_numbers}
    if typed and numbers and typed not in numbers:
        yield on_rule(finding_of("check.id_number_on_card"), slot, section.id, slot.id)
