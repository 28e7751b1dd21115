"""What the case itself tells for a blank of a form: from dates, the ID number, the notice's tables.

Each is a key ``computed.…`` that ``fields.toml`` may name behind what a person wrote for the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from zcdesk.cases.case import Case
from zcdesk.checks.forms.fields import form_fields
from zcdesk.checks.written.facts import day_of
from zcdesk.checks.written.seniority import full_months
from zcdesk.identity_numbers import birth_day, is_identity_number, plain_number
from zcdesk.notices.interview import counting_answers, date_in
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.entries import Fact, FactKind, Ladder
from zcdesk.notices.profile.notice import Notice

COMPUTED = "computed."
LEVEL = "级别"
_GENDERS = ("女", "男")
_MONTHS = 12
_GENDER_DIGIT = 16
"""Place in an ID number of the digit that is odd for men (GB 11643)."""


def computed(case: Case, known: Mapping[str, str], notice: Notice | None) -> dict[str, str]:
    """Return what follows from a case, by key; nothing where it is not known.

    Args:
        case: Whose form it is.
        known: Answers and texts of the case.
        notice: Its notice, whose tables tell the level; None leaves them out.
    """
    found = {f"{COMPUTED}{name}": tell(case, known) for name, tell in _KNOWN.items()}
    if notice is not None:
        levels = ladder_levels(notice, known)
        found[f"{COMPUTED}level"] = levels.pop() if len(levels) == 1 else ""
    return {key: text for key, text in found.items() if text}


def ladder_levels(notice: Notice, known: Mapping[str, str]) -> set[str]:
    """Return the levels, as forms write them, that the notice's table has for these answers.

    Rows that fit the answers go first; else those of the way of applying that was chosen.
    """
    facts = counting_answers(notice, known)
    rows = [row for row in notice.ladders if judge(row.when, facts).truth is Truth.YES]
    rows = rows or [row for row in notice.ladders if _is_chosen(notice, row, facts)]
    shown = form_fields()[LEVEL].choices
    return {level for row in rows if (level := shown.get(row.level, ""))}


def _is_chosen(notice: Notice, row: Ladder, facts: Mapping[str, str]) -> bool:
    chosen = (_title(fact, facts) for fact in notice.facts)
    open_ = judge(row.when, facts).truth is Truth.UNKNOWN
    return open_ and any(title == row.kind for title in chosen)


def _title(fact: Fact, facts: Mapping[str, str]) -> str:
    if fact.kind is not FactKind.CHOICE:
        return ""
    return next((option.title for option in fact.options if option.id == facts.get(fact.id)), "")


def _posting_days(_: Case, known: Mapping[str, str]) -> str:
    """Days of the posting, both ends counted."""
    start, end = (date_in(known.get(key, "")) for key in ("posting_start", "posting_end"))
    return str((end - start).days + 1) if start and end and end >= start else ""


def _birth_month(case: Case, _: Mapping[str, str]) -> str:
    born = _born(case)
    return f"{born.year}年{born.month}月" if born else ""


def _gender(case: Case, _: Mapping[str, str]) -> str:
    return (
        _GENDERS[int(plain_number(case.applicant.id_number)[_GENDER_DIGIT]) % 2]
        if _born(case)
        else ""
    )


def _born(case: Case) -> date | None:
    number = plain_number(case.applicant.id_number)
    return birth_day(number) if is_identity_number(number) else None


def _term_years(_: Case, known: Mapping[str, str]) -> str:
    """Years of an appointment, from its first to its last month."""
    first, last = (day_of(known.get(key, "")) for key in ("form.term_from", "form.term_to"))
    if first is None or last is None or last <= first:
        return ""
    months = full_months(first, last)
    near = round(months / _MONTHS)
    return f"{near}年" if near and abs(months - near * _MONTHS) <= 1 else ""


_KNOWN: Mapping[str, Callable[[Case, Mapping[str, str]], str]] = {
    "posting_days": _posting_days,
    "birth_month": _birth_month,
    "gender": _gender,
    "term_years": _term_years,
}
