"""What is known for the blanks of a form, from one case or from several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zcdesk.cases.case import Case
from zcdesk.checks.forms.computed import computed
from zcdesk.checks.forms.fields import GROUPS, KEEP_HINTS, FormField, form_fields
from zcdesk.notices.interview import date_in
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.workdays import WorkingSpan, workdays_in_force

INITIAL, CONFERRAL = "initial", "conferral"
ASSESSMENT_YEAR = "form.assessment_year"
"""Fact: the year of an assessment form, or several, of which each gets a form."""

_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:\s*(?:[-–—~至到]+)\s*((?:19|20)[0-9]{2}))?")
_MOST_YEARS = 12
_OWN = "form."
_NAMES_BETWEEN = "、"
_PARTS_BETWEEN = "，"

_DATE_PARTS: Mapping[str, Callable[[str], str]] = {
    "year": lambda text: str(day.year) if (day := date_in(text)) else "",
    "month": lambda text: str(day.month) if (day := date_in(text)) else "",
    "day": lambda text: str(day.day) if (day := date_in(text)) else "",
    "short": lambda text: text.strip()[-2:] if text.strip().isdecimal() else "",
}


@dataclass(frozen=True)
class Values:
    """Everything that can stand in the blanks of one form.

    Attributes:
        known: Text by key, see ``fields.toml``; the applicant's words are among them.
        kept: Names of the optional passages (``{{#…}}``) that stay in the form.
        posting: Length of the posting in working days, or None without both dates.
        people: How many people the form is for.
    """

    known: Mapping[str, str]
    kept: frozenset[str]
    posting: WorkingSpan | None
    people: int

    def text(self, name: str) -> str | None:
        """Return what stands in a blank, or None while it is not known.

        Raises:
            KeyError: There is no field of this name.
        """
        field = form_fields()[name]
        if field.parts:
            return _PARTS_BETWEEN.join(
                f"{label}：{self.text(part) or form_fields()[part].blank}"
                for label, part in field.labelled_parts()
            )
        return self._of(field) or field.default or None

    def missing(self, name: str) -> tuple[str, ...]:
        """Return the fields that are not known, of the field's parts or itself."""
        field = form_fields()[name]
        if field.parts:
            parts = (part for _, part in field.labelled_parts())
            return tuple(missing for part in parts for missing in self.missing(part))
        return () if self.text(name) else (name,)

    def shown(self, name: str) -> str:
        """Return the text of a blank, or the room that is left for it."""
        return self.text(name) or form_fields()[name].blank

    def each(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield what every source of a field tells, "" where it tells nothing; the first counts."""
        field = form_fields()[name]
        yield from ((key, self._by(field, key)) for key in field.keys)

    def _of(self, field: FormField) -> str:
        return next((value for key in field.keys if (value := self._by(field, key))), "")

    def _by(self, field: FormField, key: str) -> str:
        value = self.known.get(key.partition("#")[0], "").strip()
        part = key.partition("#")[2]
        if part:
            value = _DATE_PARTS[part](value)
        if value and not field.parts:
            value = field.cleaned(value)
            value = field.choices.get(value, "") if field.choices else value
        if field.answers and not key.startswith(_OWN):
            value = field.answers.get(value, "")
        return value


def values_of(cases: Sequence[Case], year: str = "", notice: Notice | None = None) -> Values:
    """Return what is known for a form: of its first person, and the lists of all.

    Args:
        cases: One case a person, at least one; all for the same notice.
        year: The year of a form that is made for each one: what is told under a key with this year
            behind it (``form.year_summary.2023``) goes before what is reported for all.
        notice: Whose tables tell what is not answered; None leaves them out.

    Raises:
        ValueError: No case.

    Source:
        推荐报告 names several people in two groups and counts them: urumqi 2025 附4.
    """
    if not cases:
        raise ValueError("a form is for somebody")
    first = cases[0]
    given = _texts_and_answers(first)
    known = {**given, **_applicant(first), **computed(first, given, notice)}
    if year:
        own = {key.removesuffix(f".{year}"): text for key, text in known.items()
               if key.endswith(f".{year}")}  # fmt: skip
        known |= {**own, ASSESSMENT_YEAR: year}
    span = _posting(known)
    for group in (INITIAL, CONFERRAL):
        known.update(_group(group, cases, notice))
    return Values(known, frozenset(_kept(known)), span, len(cases))


def years_of(case: Case) -> tuple[str, ...]:
    """Return the years that a form of one year is wanted for (2022、2023 or 2022-2024)."""
    text = _texts_and_answers(case).get(ASSESSMENT_YEAR, "")
    found: list[str] = []
    for first, last in _YEARS.findall(text):
        span = range(int(first), int(last or first) + 1)
        found += [str(year) for year in span[:_MOST_YEARS]]
    return tuple(dict.fromkeys(found))


def _texts_and_answers(case: Case) -> dict[str, str]:
    """Return the answers and texts of a case; a text may go without ``form.`` before its id."""
    texts = dict(case.texts)
    return {**{f"{_OWN}{key}": text for key, text in texts.items()}, **dict(case.facts), **texts}


def _applicant(case: Case) -> dict[str, str]:
    applicant = case.applicant
    return {
        "applicant.name": applicant.name,
        "applicant.employer": applicant.employer,
        "applicant.id_number": applicant.id_number,
    }


def kind_of(case: Case) -> str:
    """Return ``initial`` or ``conferral``, or "" when the case does not tell."""
    values = Values(_texts_and_answers(case), frozenset(), None, 1).text("办理类型")
    return {"初定": INITIAL, "授予": CONFERRAL}.get(values or "", "")


def _group(group: str, cases: Sequence[Case], notice: Notice | None) -> dict[str, str]:
    """Return names, number, series, specialty and level of one group of people.

    Where people of one group differ in series, specialty or level nobody can tell what to write:
    the blank stays.
    """
    inside = [case for case in cases if kind_of(case) == group]
    if not inside:
        return {}
    names = [case.applicant.name for case in inside if case.applicant.name.strip()]
    values = {f"{group}.names": _NAMES_BETWEEN.join(names), f"{group}.count": str(len(inside))}
    for key, name in _OF_A_GROUP.items():
        texts = _texts_of(name, inside, notice)
        if len(texts) == 1:
            values[f"{group}.{key}"] = texts.pop()
    return values


_OF_A_GROUP = {"series": "系列", "specialty": "专业", "level": "级别"}


def _texts_of(field: str, cases: Sequence[Case], notice: Notice | None) -> set[str]:
    known = (
        {**(given := _texts_and_answers(case)), **computed(case, given, notice)} for case in cases
    )
    return {Values(one, frozenset(), None, 1).text(field) or "" for one in known}


def differing(cases: Sequence[Case], notice: Notice | None = None) -> dict[str, tuple[str, ...]]:
    """Return, by group, the fields in which its people differ; each is one blank of the form."""
    found = {}
    for group in (INITIAL, CONFERRAL):
        inside = [case for case in cases if kind_of(case) == group]
        names = tuple(
            one for one in _OF_A_GROUP.values() if len(_texts_of(one, inside, notice)) > 1
        )
        if names:
            found[group] = names
    return found


def _kept(known: Mapping[str, str]) -> list[str]:
    """Return the optional passages that stay; only a person leaves one out."""
    kept = [] if known.get(KEEP_HINTS, "").strip().lower() == "no" else ["保留说明"]
    chosen = known.get(GROUPS, "").strip()
    if chosen != CONFERRAL:
        kept.append("初定组")
    if chosen != INITIAL:
        kept.append("授予组")
    if chosen not in (INITIAL, CONFERRAL):
        kept.append("两组")
    return kept


def _posting(known: Mapping[str, str]) -> WorkingSpan | None:
    start, end = date_in(known.get("posting_start", "")), date_in(known.get("posting_end", ""))
    if start is None or end is None or end < start:
        return None
    return workdays_in_force()[0].between(start, end)
