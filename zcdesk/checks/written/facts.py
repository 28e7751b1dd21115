"""The facts that a person wrote in several places of a case, and dates held side by side.

Which fact is where is data (``resources/checks/personal_facts.toml``); the work history is read
from the lines that the person typed: ``2010.07-2015.06 单位 职务``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from zcdesk.cases.case import Case
from zcdesk.checks.states import CaseFinding, on_rule, on_slot
from zcdesk.checks.written.same_facts import (
    Dated,
    Spell,
    ToldFact,
    employers_fit,
    in_order,
    same_everywhere,
)
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Detail
from zcdesk.identity_numbers import COMPARED_FACT, birth_day, check_digit, plain_number
from zcdesk.names.spellings import folded
from zcdesk.notices.interview import application_window, date_in
from zcdesk.notices.profile import FactKind, Ladder, Notice, Term, Truth, Window, in_calendar, judge
from zcdesk.resources import table

HISTORY = "resume"
"""Id of the field that holds the work history."""
_IN_HISTORY = frozenset({"check.history_unread", "check.history_silent"})
"""Codes of what is mended in the text of the work history itself."""

_NONE = "无"
"""What a form asks to write where there is nothing to tell; no line of a history."""

_MONTH = r"([0-9]{4})(?:年|[./-])([0-9]{1,2})月?(?:[./-]?[0-9]{1,2}日?)?"
_LINE = re.compile(
    rf"^\s*{_MONTH}\s*(?:至|到|—+|–|-|~|～)\s*(?:{_MONTH}|今|至今|现在)\s*[,，、:：]?\s*([^\s,，、;；。]+)"
)
_YEARLY = re.compile(r"[0-9]{4}")
_ANY_MONTH = re.compile(r"([0-9]{4})(?:年|[./-])([0-9]{1,2})")


def written_fact_findings(notice: Notice, case: Case, today: date) -> Iterator[CaseFinding]:
    """Yield what does not fit together among the facts that the person wrote.

    The ID number with its check digit, days in their order, one fact told differently in two
    places, the employer of a year that the work history does not know.
    """
    fields = {field.id: section.id for section in notice.sections for field in section.fields}
    for finding in _of_facts(case, today):
        if finding.code in _IN_HISTORY and HISTORY in fields:
            finding = replace(finding, section=fields[HISTORY], field=HISTORY)
        yield finding


def _of_facts(case: Case, today: date) -> Iterator[CaseFinding]:
    written = _written(case)
    born = day_of(written.get("birth_date", ""))
    if dict(case.facts).get(COMPARED_FACT, "") != case.applicant.id_number:
        yield from id_number_findings(case.applicant.id_number, today, born)
    yield from same_everywhere(_facts_told(written))
    yield from in_order(tuple(_steps(written)), today)
    history = tuple(work_history(written.get(HISTORY, "")))
    yield from employers_fit(history, tuple(_told_by_year(written)))
    if written.get(HISTORY, "").strip() not in ("", _NONE) and not history:
        yield CaseFinding(finding_of("check.history_unread"))
    yield from _present_employer(case, history)


def work_history(text: str) -> Iterator[Spell]:
    """Yield the spells of a work history typed line by line; lines that tell no time are skipped.

    Args:
        text: ``2010年7月至2015年6月 某某公司 技术员``, one spell a line; the end may be 今.
    """
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        first = _month(match.group(1), match.group(2), 1)
        last = _month(match.group(3), match.group(4), 31) if match.group(3) else None
        if first is not None and (last is None or last >= first):
            yield Spell(match.group(5), first, last)


def _present_employer(case: Case, history: tuple[Spell, ...]) -> Iterator[CaseFinding]:
    """Yield a warning when the present employer of the history is not the applicant's."""
    now = [spell.employer for spell in history if spell.last is None]
    own = {folded(name) for name in (case.applicant.employer, *case.applicant.employer_aliases)}
    if now and case.applicant.employer.strip() and not any(folded(word) in own for word in now):
        yield CaseFinding(finding_of("check.history_other_employer"))


def _facts() -> Mapping[str, Any]:
    return table("checks", "personal_facts.toml")


def fact_keys() -> frozenset[str]:
    """Return the keys of texts and facts that are compared here."""
    return frozenset(
        key for fact in _facts().values() for place in fact["places"] for key in place["keys"]
    )


def _written(case: Case) -> dict[str, str]:
    return {**dict(case.facts), **dict(case.texts), "applicant.employer": case.applicant.employer}


def name_of_key(key: str) -> str:
    """Return what people call the fact that is under a key."""
    named = (
        what
        for what, fact in _facts().items()
        if any(key in place["keys"] for place in fact["places"])
    )
    return next(named, key)


def told_in(case: Case, key: str) -> str:
    """Return what the person wrote under a key, in the form of the application or in a document."""
    written = _written(case)
    return written.get(key, "") or written.get(f"form.{key}", "")


def _facts_told(written: Mapping[str, str]) -> Iterator[ToldFact]:
    for what, fact in _facts().items():
        if fact.get("by_year"):
            continue
        for place in fact["places"]:
            for key in place["keys"]:
                yield ToldFact(what, written.get(key, ""), place["title"])


def _told_by_year(written: Mapping[str, str]) -> Iterator[ToldFact]:
    for what, fact in _facts().items():
        for place in fact["places"] if fact.get("by_year") else ():
            for key in place["keys"]:
                for name, value in written.items():
                    year = name.removeprefix(f"{key}.")
                    if name.startswith(f"{key}.") and _YEARLY.fullmatch(year):
                        yield ToldFact(what, value, place["title"], int(year))


def _steps(written: Mapping[str, str]) -> Iterator[Dated]:
    ordered = sorted(
        (fact["order"], what, fact) for what, fact in _facts().items() if "order" in fact
    )
    for _, what, fact in ordered:
        days = (day_of(written.get(key, "")) for place in fact["places"] for key in place["keys"])
        day = next((day for day in days if day is not None), None)
        if day is not None:
            yield Dated(what, day)


def day_of(text: str) -> date | None:
    """Return a day as typed; a month alone counts as its first day."""
    whole = date_in(text)
    if whole is not None:
        return whole
    match = _ANY_MONTH.match("".join(text.split()))
    return _month(match.group(1), match.group(2), 1) if match else None


def _month(year: str, month: str, day: int) -> date | None:
    try:
        last = monthrange(int(year), int(month))[1]
        named_day = date(int(year), int(month), min(day, last))
        return named_day if in_calendar(named_day) else None
    except ValueError:  # month 13, year 0
        return None


# --- What is wrong with an ID number that was typed ----------------------------------------------


def id_number_findings(number: str, today: date, born: date | None = None) -> Iterator[CaseFinding]:
    """Yield what is wrong with an ID number; nothing for an empty one.

    Args:
        number: As typed; spaces and full-width digits do not count.
        today: Nobody is born later.
        born: Day of birth as the form has it, or None.
    """
    plain = plain_number(number)
    if not plain:
        return
    if re.fullmatch(r"[0-9]{15}", plain):
        yield CaseFinding(finding_of("check.id_number_old"))
        return
    if not re.fullmatch(r"[0-9]{17}[0-9X]", plain):
        yield CaseFinding(finding_of("check.id_number_form", count=len(plain)))
        return
    day = birth_day(plain)
    if day is None or day > today:
        yield CaseFinding(finding_of("check.id_number_birth"))
    elif born is not None and born != day:
        yield CaseFinding(finding_of("check.id_number_other_birth"))
    if plain[-1] != check_digit(plain[:17]):
        yield CaseFinding(finding_of("check.id_number_digit"))


_MONTHS = 12


def seniority_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield how many years are full on the day to which the notice counts, and what is not told.

    How many years are enough stands in the conditions that a notice only names; nothing is judged.
    """
    for window in notice.windows:
        if window.counted_from and window.end:
            yield from _counted(case, window, window.end)


def _counted(case: Case, window: Window, end: date) -> Iterator[CaseFinding]:
    untold = []
    counted = {"what": window.what, "end": str(end), "clause": window.clause}
    for key in window.counted_from:
        began = day_of(told_in(case, key))
        since = {"since": name_of_key(key), "day": str(began)}
        if began is None:
            untold.append(name_of_key(key))
        elif began > end:
            yield on_rule(finding_of("check.seniority_after", **counted, **since), window)
        else:
            years, months = divmod(full_months(began, end), _MONTHS)
            finding = finding_of("check.seniority", **counted, **since, years=years, months=months)
            yield on_rule(finding, window)
    if untold:
        finding = finding_of("check.seniority_open", names="、".join(untold), **counted)
        yield on_rule(finding, window)


def full_months(first: date, last: date) -> int:
    """Return how many months are full on ``last``; the day of the month itself fills one."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return months if last.day >= first.day else months - 1


def dates_held(notice: Notice, case: Case, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield what cannot both be so: a posting that outlasts the application, one of another year,
    a way of applying that the table of the notice does not have, years that are not full yet.

    Args:
        facts: The answers that count.
    """
    for term in notice.terms:
        yield from _outlasts(notice, term, facts)
    yield from _of_another_year(notice, case)
    for row in notice.ladders:
        if judge(row.when, facts).truth is Truth.YES:
            yield from _other_kind(notice, row, facts)
            yield from _reckoned(notice, row, case, facts)


def _outlasts(notice: Notice, term: Term, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield a posting that ends after the last day for handing in: its result comes too late."""
    window = application_window(notice, facts)
    last = date_in(facts.get(term.end_fact, ""))
    end = window.last_day if window is not None else None
    if window is None or end is None or last is None or last <= end:
        return
    finding = finding_of(
        "check.term_outlasts",
        what=term.what,
        day=str(last),
        window=window.what,
        end=str(end),
        clause=window.clause,
    )
    yield on_rule(finding, term)


def _of_another_year(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield scanned forms of the notice that speak of years, and none of them is the notice's.

    A posting may well be begun in the year before; two years apart it is another one.
    """
    posted = {slot.id: slot for slot in notice.slots() if slot.template and slot.id in _DATED}
    for page in case.pages:
        years = page.told.years
        slot = posted.get(page.slot)
        if slot is None or page.refused or not years or max(years) >= notice.year:
            continue
        section, listed = notice.section_of(slot.id), "、".join(map(str, years))
        code = "check.form_of_other_year"
        yield on_slot(section, slot, code, page=page.number, years=listed, year=notice.year)


_DATED = ("posting", "posting_result")
"""Forms that are written for one application and say when."""


def _other_kind(notice: Notice, row: Ladder, facts: Mapping[str, str]) -> Iterator[CaseFinding]:
    """Yield that the table has another way for these answers than the one that was chosen."""
    for fact in notice.facts:
        titles = {option.id: option.title for option in fact.options}
        chosen = titles.get(facts.get(fact.id, ""), "")
        if fact.kind is FactKind.CHOICE and row.kind in titles.values() and chosen:
            if chosen != row.kind:
                details = {"who_has": row.who_has, "kind": row.kind, "level": row.level}
                finding = finding_of(
                    "check.ladder_kind", chosen=chosen, clause=row.clause, **details
                )
                yield on_rule(finding, row)
            return


def _reckoned(
    notice: Notice, row: Ladder, case: Case, facts: Mapping[str, str]
) -> Iterator[CaseFinding]:
    """Yield whether the years of a row are full on the last day for handing in, or what it lacks.

    Years of work begin with the latest of the dates they are counted from, so that they are surely
    full only when all of these are reported.
    """
    window = application_window(notice, facts)
    if not row.years or not row.counted_from or window is None or window.end is None:
        return
    days = {key: day_of(told_in(case, key)) for key in row.counted_from}
    known = [day for day in days.values() if day is not None]
    details: dict[str, Detail] = {
        "since": row.since, "end": str(window.end), "years": row.years, "clause": row.clause,
    }  # fmt: skip
    if known and _years_after(max(known), row.years) > window.end:
        finding = finding_of("check.ladder_not_full", day=str(max(known)), **details)
    elif len(known) < len(days):
        names = "、".join(name_of_key(key) for key, day in days.items() if day is None)
        finding = finding_of("check.ladder_open", names=names, **details)
    else:
        full, months = divmod(full_months(max(known), window.end), _MONTHS)
        day = str(max(known))
        finding = finding_of("check.ladder_full", day=day, full=full, months=months, **details)
    yield on_rule(finding, row)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)
