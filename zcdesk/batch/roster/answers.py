"""Answers as people write them in a roster: a notice's own words, or codes that stand for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zcdesk.batch.roster import columns
from zcdesk.checks.forms.fields import form_fields
from zcdesk.names.spellings import folded
from zcdesk.notices.interview import date_in, day_or_month_in
from zcdesk.notices.profile.entries import Fact, FactKind, Option
from zcdesk.notices.profile.notice import Notice

_YES, _NO = "yes", "no"
_SPOKEN = {"是": _YES, "有": _YES, "√": _YES, "y": _YES}
_SPOKEN |= {"否": _NO, "不是": _NO, "没有": _NO, "无": _NO, "×": _NO, "n": _NO}
"""How a question with the answers ``yes`` and ``no`` is answered in short."""


def facts_of(
    notice: Notice, cell: Callable[[str], str], day_in: Callable[[str], str]
) -> dict[str, str]:
    """Return a row's answers to the questions of its notice, and what only its forms ask.

    An answer that is none of the possible ones stays as it was written: ``refused_answers`` tells.

    Args:
        notice: The row's notice.
        cell: Text of a column, "" without any.
        day_in: Day that stands in a text, ISO 8601, or "".
    """
    found: dict[str, str] = {}
    for fact in notice.facts:
        if written := cell(fact.id):
            found[fact.id] = _answer(fact, written, day_in)
    fields = form_fields()
    for column, key in columns.of_forms().items():
        written = cell(column)
        code = code_in(notice, columns.question_of(column), written)
        if code:
            found.setdefault(columns.question_of(column), code)
        # “正高级工程师” tells the series; on paper another word stands for it.
        if written and not (code and fields[column].answers):
            found[key] = written
    return found


def code_in(notice: Notice, fact_id: str, written: str) -> str:
    """Return the code of an answer to a question with choices, "" where it is none of them."""
    fact = next((fact for fact in notice.facts if fact.id == fact_id), None)
    return _code(fact, written) if fact is not None and written else ""


def labels(options: tuple[Option, ...]) -> Iterator[str]:
    """Yield what may be written for each option, in the notice's words."""
    yield from (option.title for option in options)


def _answer(fact: Fact, written: str, day_in: Callable[[str], str]) -> str:
    if fact.kind is FactKind.CHOICE:
        return _code(fact, written) or written
    if fact.kind is FactKind.DATE and date_in(written) is None:
        return day_in(written) or written
    if fact.kind is FactKind.MONTH and day_or_month_in(written) is None:
        return day_in(written) or written
    return written


def _code(fact: Fact, written: str) -> str:
    ways = _ways(fact)
    return ways.get(folded(written)) or ways.get(folded(written.partition("=")[0]), "")


def _ways(fact: Fact) -> Mapping[str, str]:
    """Return the codes of a question's answers by every way of writing them."""
    codes = {option.id for option in fact.options}
    spoken = _SPOKEN if codes == {_YES, _NO} else {}
    titles = {folded(option.title): option.id for option in fact.options}
    return {**spoken, **titles, **{folded(code): code for code in codes}}
