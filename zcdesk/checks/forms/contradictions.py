"""Where an answer that was written for a form is another than what the case tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.cases.case import Case
from zcdesk.checks.forms.computed import LEVEL, ladder_levels
from zcdesk.checks.forms.fields import FormField, form_fields
from zcdesk.checks.forms.values import Values, values_of
from zcdesk.checks.states import CaseFinding
from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding, Severity, error
from zcdesk.notices.interview import counting_answers, date_in
from zcdesk.notices.profile.conditions import Truth, judge
from zcdesk.notices.profile.entries import Option
from zcdesk.notices.profile.notice import Notice

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
        for one in inside:
            for found in contradictions(notice, one, values):
                stands = case.waiver_of(found.code) is not None
                severity = Severity.INFO if stands else Severity.ERROR
                yield replace(found, severity=severity)
    if "公示起年" in names:
        yield from _posting(values)


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


def _posting(values: Values) -> Iterator[Finding]:
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
    return any(shown.get(one.id, written) == written for one in open_)
