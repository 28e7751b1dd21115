"""The facts that a person wrote in several places of a case, held side by side.

Which fact is where is data (``resources/checks/personal_facts.toml``); the work history is read
from the lines that the person typed: ``2010.07-2015.06 单位 职务``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from zcdesk.cases.case import Case, Facts
from zcdesk.checks.states import CaseFinding
from zcdesk.checks.written.id_number import id_number_findings
from zcdesk.checks.written.same_facts import (
    LifeStep,
    Spell,
    ToldFact,
    employers_fit,
    in_order,
    same_everywhere,
)
from zcdesk.finding_facts import finding_of
from zcdesk.identity_numbers import COMPARED_FACT
from zcdesk.names.spellings import folded
from zcdesk.notices.profile import Notice
from zcdesk.quantities.moments import day_of, in_calendar
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
    if case.answers.get(COMPARED_FACT, "") != case.applicant.id_number:
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
    return {**case.answers, **dict(case.texts), "applicant.employer": case.applicant.employer}


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


def _facts_told(written: Facts) -> Iterator[ToldFact]:
    for what, fact in _facts().items():
        if fact.get("by_year"):
            continue
        for place in fact["places"]:
            for key in place["keys"]:
                yield ToldFact(what, written.get(key, ""), place["title"])


def _told_by_year(written: Facts) -> Iterator[ToldFact]:
    for what, fact in _facts().items():
        for place in fact["places"] if fact.get("by_year") else ():
            for key in place["keys"]:
                for name, value in written.items():
                    year = name.removeprefix(f"{key}.")
                    if name.startswith(f"{key}.") and _YEARLY.fullmatch(year):
                        yield ToldFact(what, value, place["title"], int(year))


def _steps(written: Facts) -> Iterator[LifeStep]:
    ordered = sorted(
        (fact["order"], what, fact) for what, fact in _facts().items() if "order" in fact
    )
    for _, what, fact in ordered:
        days = (day_of(written.get(key, "")) for place in fact["places"] for key in place["keys"])
        day = next((day for day in days if day is not None), None)
        if day is not None:
            yield LifeStep(what, day)


def _month(year: str, month: str, day: int) -> date | None:
    try:
        last = monthrange(int(year), int(month))[1]
        named_day = date(int(year), int(month), min(day, last))
        return named_day if in_calendar(named_day) else None
    except ValueError:  # month 13, year 0
        return None
