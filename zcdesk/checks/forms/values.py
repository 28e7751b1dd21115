"""What is known for the blanks of a form, from the case or computed, and what contradicts it.

Each is a key ``computed.…`` that ``fields.toml`` may name behind what a person wrote for the form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zcdesk.cases.case import Case, Facts
from zcdesk.checks.forms.fields import GROUPS, KEEP_HINTS, FormField, form_fields
from zcdesk.checks.states import CaseFinding
from zcdesk.checks.written.years_full import MONTHS, full_months
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity, error
from zcdesk.identity_numbers import birth_day, is_identity_number, plain_number
from zcdesk.notices.interview import counting_answers
from zcdesk.notices.profile import Fact, FactKind, Ladder, Notice, Option, Truth, judge
from zcdesk.notices.workdays import WorkingSpan, workdays_in_force
from zcdesk.quantities.moments import date_in, day_of

COMPUTED = "computed."
LEVEL = "级别"
_GENDERS = ("女", "男")
_GENDER_DIGIT = 16
"""Place in an ID number of the digit that is odd for men (GB 11643)."""


def computed(case: Case, known: Facts, notice: Notice | None) -> dict[str, str]:
    """Return what follows from a case, by key; nothing where it is not known.

    Args:
        case: Whose form it is.
        known: Answers and texts of the case.
        notice: Its notice, whose tables tell the level; None leaves them out.
    """
    texts = {f"{COMPUTED}{name}": tell(case, known) for name, tell in _KNOWN.items()}
    if notice is not None:
        levels = ladder_levels(notice, known)
        texts[f"{COMPUTED}level"] = levels.pop() if len(levels) == 1 else ""
    return {key: text for key, text in texts.items() if text}


def ladder_levels(notice: Notice, known: Facts) -> set[str]:
    """Return the levels, as forms write them, that the notice's table has for these answers.

    Rows that fit the answers go first; else those of the way of applying that was chosen.
    """
    facts = counting_answers(notice, known)
    rows = [row for row in notice.ladders if judge(row.when, facts).truth is Truth.YES]
    rows = rows or [row for row in notice.ladders if _is_chosen(notice, row, facts)]
    shown = form_fields()[LEVEL].choices
    return {level for row in rows if (level := shown.get(row.level, ""))}


def _is_chosen(notice: Notice, row: Ladder, facts: Facts) -> bool:
    chosen = (_title(fact, facts) for fact in notice.facts)
    open_ = judge(row.when, facts).truth is Truth.UNKNOWN
    return open_ and any(title == row.kind for title in chosen)


def _title(fact: Fact, facts: Facts) -> str:
    if fact.kind is not FactKind.CHOICE:
        return ""
    return fact.title_of(facts.get(fact.id, ""))


def _posting_days(_: Case, known: Facts) -> str:
    """Days of the posting, both ends counted."""
    start, end = (date_in(known.get(key, "")) for key in ("posting_start", "posting_end"))
    return str((end - start).days + 1) if start and end and end >= start else ""


def _birth_month(case: Case, _: Facts) -> str:
    born = _born(case)
    return f"{born.year}年{born.month}月" if born else ""


def _gender(case: Case, _: Facts) -> str:
    return (
        _GENDERS[int(plain_number(case.applicant.id_number)[_GENDER_DIGIT]) % 2]
        if _born(case)
        else ""
    )


def _born(case: Case) -> date | None:
    number = plain_number(case.applicant.id_number)
    return birth_day(number) if is_identity_number(number) else None


def _term_years(_: Case, known: Facts) -> str:
    """Years of an appointment, from its first to its last month."""
    first, last = (day_of(known.get(key, "")) for key in ("form.term_from", "form.term_to"))
    if first is None or last is None or last <= first:
        return ""
    months = full_months(first, last)
    near = round(months / MONTHS)
    return f"{near}年" if near and abs(months - near * MONTHS) <= 1 else ""


_KNOWN: Mapping[str, Callable[[Case, Facts], str]] = {
    "posting_days": _posting_days,
    "birth_month": _birth_month,
    "gender": _gender,
    "term_years": _term_years,
}


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
    """Everything that can be in the blanks of one form.

    Attributes:
        known: Text by key, see ``fields.toml``; the applicant's words are among them.
        kept: Names of the optional passages (``{{#…}}``) that stay in the form.
        posting: Length of the posting in working days, or None without both dates.
        people: How many people the form is for.
    """

    known: Facts
    kept: frozenset[str]
    posting: WorkingSpan | None
    people: int

    def text(self, name: str) -> str | None:
        """Return what is in a blank, or None while it is not known.

        Raises:
            KeyError: There is no field of this name.
        """
        field = form_fields()[name]
        if field.parts:
            return _PARTS_BETWEEN.join(
                f"{label}：{self.text(part) or form_fields()[part].blank}"
                for label, part in field.labelled_parts()
            )
        return next((value for _, value in self.each(name) if value), field.default) or None

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
    years: list[str] = []
    for first, last in _YEARS.findall(text):
        span = range(int(first), int(last or first) + 1)
        years += [str(year) for year in span[:_MOST_YEARS]]
    return tuple(dict.fromkeys(years))


def _texts_and_answers(case: Case) -> dict[str, str]:
    """Return the answers and texts of a case; a text may go without ``form.`` before its id."""
    texts = dict(case.texts)
    return {**{f"{_OWN}{key}": text for key, text in texts.items()}, **case.answers, **texts}


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
    return {Values(person, frozenset(), None, 1).text(field) or "" for person in known}


def differing(cases: Sequence[Case], notice: Notice | None = None) -> dict[str, tuple[str, ...]]:
    """Return, by group, the fields in which its people differ; each is one blank of the form."""
    texts = {}
    for group in (INITIAL, CONFERRAL):
        inside = [case for case in cases if kind_of(case) == group]
        names = tuple(
            field for field in _OF_A_GROUP.values() if len(_texts_of(field, inside, notice)) > 1
        )
        if names:
            texts[group] = names
    return texts


def _kept(known: Facts) -> list[str]:
    """Return the optional passages that stay; only a person leaves one out."""
    passages = [] if known.get(KEEP_HINTS, "").strip().lower() == "no" else ["保留说明"]
    chosen = known.get(GROUPS, "").strip()
    if chosen != CONFERRAL:
        passages.append("初定组")
    if chosen != INITIAL:
        passages.append("授予组")
    if chosen not in (INITIAL, CONFERRAL):
        passages.append("两组")
    return passages


def _posting(known: Facts) -> WorkingSpan | None:
    start, end = date_in(known.get("posting_start", "")), date_in(known.get("posting_end", ""))
    if start is None or end is None or end < start:
        return None
    return workdays_in_force()[0].between(start, end)


_FORM = "form."
_DIGITS = re.compile(r"[0-9]+")


def form_findings(notice: Notice, case: Case) -> Iterator[CaseFinding]:
    """Yield what a person wrote for the forms of a notice and the case tells otherwise.

    It is reported before a form is made; the form says what she wrote.
    """
    if notice.templates and any(key.startswith(_FORM) for key, _ in (*case.facts, *case.texts)):
        values = values_of([case], notice=notice)
        for name in form_fields():
            yield from map(CaseFinding, contradictions(notice, name, values))


def told_before(
    notice: Notice, names: Sequence[str], values: Values, case: Case
) -> Iterator[Finding]:
    """Yield the same for the blanks of one form that is being made: an error, unless let stand."""
    for name in dict.fromkeys(names):
        field = form_fields().get(name)
        inside = [name, *(part for _, part in field.labelled_parts())] if field else []
        for person in inside:
            for contradiction in contradictions(notice, person, values):
                stands = case.waiver_of(contradiction.code) is not None
                severity = Severity.INFO if stands else Severity.ERROR
                yield replace(contradiction, severity=severity)
    if "公示起年" in names:
        yield from _posting_findings(values)


def contradictions(notice: Notice, name: str, values: Values) -> Iterator[Finding]:
    """Yield that a blank holds something else than the case tells, or what the notice has not."""
    field = form_fields()[name]
    given = [(key, text) for key, text in values.each(name) if text]
    if not given:
        return
    written = given[0][1]
    others = (text for key, text in given[1:] if not key.startswith(_FORM))
    known = next((text for text in others if not _same(written, text)), "")
    if known and not field.may_differ:
        yield finding_of("check.form_differs", field=name, written=written, known=known)
    elif not _is_offered(notice, name, field, written, values):
        yield finding_of("check.form_not_offered", field=name, written=written)


def _posting_findings(values: Values) -> Iterator[Finding]:
    start, end = (date_in(values.known.get(key, "")) for key in ("posting_start", "posting_end"))
    if start is not None and end is not None and end < start:
        yield error("document.posting_backwards", start=str(start), end=str(end))


def _same(one: str, other: str) -> bool:
    """Compare as far as both tell: a year and month against a day, else letter by letter."""
    first, second = (list(map(int, _DIGITS.findall(text))) for text in (one, other))
    dated = min(len(first), len(second)) > 1
    return first[: len(second)] == second[: len(first)] if dated else one == other


def _is_offered(notice: Notice, name: str, field: FormField, written: str, values: Values) -> bool:
    """Tell whether the notice has what is written in this situation; it may not say at all."""
    if name == LEVEL:
        levels = ladder_levels(notice, values.known)
        if levels and written not in levels:
            return False
    facts = counting_answers(notice, values.known)
    shown = field.choices or field.answers
    asked = next((fact for fact in notice.facts if fact.id in field.keys and fact.options), None)
    if asked is None or not shown:
        return True
    open_: list[Option] = [
        option for option in asked.options if judge(option.when, facts).truth is not Truth.NO
    ]
    return any(shown.get(option.id, written) == written for option in open_)
