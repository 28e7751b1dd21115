"""What papers state, held against what the person wrote; it asks, and never accuses.

Only pages in use count, and only what was read of them already. Sentences name pages and dates,
never an organisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zcdesk.cases.case import Case, CasePage
from zcdesk.checks.needs import ASKED, demand
from zcdesk.checks.states import CaseFinding, on_rule
from zcdesk.checks.written.facts import (
    HISTORY,
    day_of,
    full_months,
    name_of_key,
    told_in,
    work_history,
)
from zcdesk.checks.written.same_facts import same_value
from zcdesk.finding_facts import finding_of
from zcdesk.names.spellings import folded
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Hours, Section, Slot
from zcdesk.sorting.stated import HOURS, PAID_MONTHS, PAYING_UNIT

_ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "总公司", "公司")


def stated_findings(
    notice: Notice, case: Case, facts: Mapping[str, str], today: date
) -> Iterator[CaseFinding]:
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
    for one in page.told.stated:
        written = told_in(case, one.key)
        if one.key in (HOURS, PAYING_UNIT, PAID_MONTHS) or not written.strip():
            continue
        if day_of(one.value) and day_of(written) and not same_value(one.value, written):
            what = name_of_key(one.key)
            finding = finding_of(
                "check.paper_differs", page=page.number, what=what, stated=one.value,
                written=written,
            )  # fmt: skip
            yield CaseFinding(finding, slot=page.slot, page=page.number)


def _paying(case: Case, page: CasePage) -> Iterator[CaseFinding]:
    """Yield that another unit paid: neither the employer nor one of the work history."""
    applicant = case.applicant
    history = work_history(told_in(case, HISTORY))
    own = [applicant.employer, *applicant.employer_aliases, *applicant.former_employers]
    known = {folded(name) for name in (*own, *(spell.employer for spell in history)) if name}
    units = [one.value for one in page.told.stated if one.key == PAYING_UNIT]
    strange = [unit for unit in units if folded(unit) not in known]
    if not strange or not known:
        return
    related = any(_related(unit, name) for unit in strange for name in own if name)
    code = "check.paying_unit_related" if related else "check.paying_unit_differs"
    yield CaseFinding(finding_of(code, page=page.number), slot=page.slot, page=page.number)


def _related(unit: str, employer: str) -> bool:
    """Tell whether one is a branch of the other by name: it begins as the other does."""
    one, other = "".join(folded(unit)), "".join(folded(employer))
    short, long_ = sorted((one, other), key=len)
    stem = next((short.removesuffix(end) for end in _ENDINGS if short.endswith(end)), short)
    return long_.startswith(stem)


def _months(case: Case, page: CasePage, today: date) -> Iterator[CaseFinding]:
    """Yield that fewer months were paid than lie between the first work and now."""
    began = day_of(told_in(case, "work_began"))
    paid = [int(one.value) for one in page.told.stated if one.key == PAID_MONTHS]
    if began is None or not paid or began > today:
        return
    worked = full_months(began, today)
    if max(paid) < worked:
        finding = finding_of("check.paid_months", page=page.number, paid=max(paid), worked=worked)
        yield CaseFinding(finding, slot=page.slot, page=page.number)


def _hours(
    notice: Notice, section: Section, pages: Sequence[CasePage], facts: Mapping[str, str]
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
        year, stated = page.told.years[0], [one for one in page.told.stated if one.key == HOURS]
        given[year].add(page.slot)
        sums[year] += max((float(one.value) for one in stated), default=0.0)
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
