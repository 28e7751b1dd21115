"""All questions of a notice as YAML to fill in: what is asked, what may be answered, the clause.

An entry that is left empty changes nothing, so that the file can be given back as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from zcdesk.cases.case import Case
from zcdesk.cases.exchange.facts_file import NOT_APPLICABLE, SCRIPT_WORDS, WORDS
from zcdesk.checks.forms.fields import FormField, form_fields
from zcdesk.cli.output import language, listed
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.notices.interview import assumed_answer
from zcdesk.notices.profile.conditions import AllOf, AnyOf, Condition, FactIs
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.printable import one_line
from zcdesk.wording import sentence

_PARTS = ("year", "month", "day")
"""Of a date that fills several blanks: 落款月 and 落款日 are one 落款."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What stands in YAML as it is; our reader takes ``yes`` and days for text."""


def facts_template(case: Case, notice: Notice) -> str:
    """Return the questions with the answers that the case has; never the applicant's words."""
    return "\n".join(_lines(case, notice)) + "\n"


def _lines(case: Case, notice: Notice) -> Iterator[str]:
    yield from _comment("facts.template_head", notice=notice.title)
    yield "applicant:"
    known = {word for word in WORDS if getattr(case.applicant, word)}
    known |= {
        word
        for word, kept in SCRIPT_WORDS.items()
        if any(map(is_typed_in_arabic, getattr(case.applicant, kept)))
    }
    for word in (*WORDS, *SCRIPT_WORDS):
        yield from _comment(f"facts.word_{word}", "  ")
        if word in known:
            yield from _comment("facts.template_known", "  ")
        yield f"  {word}:"
    answers = dict(case.facts)
    for later in (False, True):
        facts = [fact for fact in notice.facts if fact.later is later]
        if later and facts:
            yield ""
            yield from _comment("facts.template_later")
        for fact in facts:
            yield ""
            yield from _question(notice, fact)
            answer = answers.get(fact.id, "")
            yield f"{fact.id}: {_scalar(answer)}".rstrip()
    yield ""
    slots = listed(f"{slot.id}（{slot.title}）" for slot in notice.slots())
    yield from _comment("facts.template_not_applicable", slots=slots)
    for slot, reason in case.not_applicable:
        yield f"{NOT_APPLICABLE}{slot}: {_scalar(reason)}"
    yield ""
    yield from _comment("facts.template_forms")
    for key, name, field in _only_in_forms():
        known_as = f"{key}: {_scalar(answers[key])}" if answers.get(key) else f"# {key}:"
        choices = listed(f"{answer} {words}" for answer, words in field.choices.items())
        yield f"{known_as}  # {one_line(name)}{f'：{choices}' if choices else ''}"


def _question(notice: Notice, fact: Fact) -> Iterator[str]:
    """Yield what is asked, on what ground, when, and what may be answered."""
    yield from _comment("facts.template_question", question=fact.question, clause=fact.clause)
    if fact.ask_when is not None:
        yield from _comment("facts.template_when", when=_spoken(notice, fact.ask_when))
    if fact.kind is FactKind.CHOICE:
        for option in fact.options:
            yield f"#   {option.id}  {one_line(option.title)}"
    else:
        yield from _comment(f"facts.template_{fact.kind}")
    if assumed := assumed_answer(notice, fact):
        yield from _comment("facts.template_assumed", answer=assumed)


def _spoken(notice: Notice, condition: Condition) -> str:
    """Return a condition as words: which answers to which questions."""
    if isinstance(condition, FactIs):
        details = {"fact": condition.fact, "answers": "/".join(condition.is_)}
        return sentence("facts.when_answer", language.code, **details).message
    if isinstance(condition, AllOf):
        return _joined("facts.when_all", (_spoken(notice, one) for one in condition.all_))
    if isinstance(condition, AnyOf):
        return _joined("facts.when_any", (_spoken(notice, one) for one in condition.any_))
    details = {"condition": _spoken(notice, condition.not_)}
    return sentence("facts.when_not", language.code, **details).message


def _joined(code: str, parts: Iterable[str]) -> str:
    return sentence(code, language.code).message.join(parts)


def _comment(code: str, before: str = "", **details: str) -> Iterator[str]:
    for line in sentence(code, language.code, **details).message.splitlines():
        yield f"{before}# {line}".rstrip()


def _scalar(text: str) -> str:
    """Return a text as YAML takes it for that text and nothing else."""
    return text if not text or _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _only_in_forms() -> Iterator[tuple[str, str, FormField]]:
    """Yield what only forms ask: the key of its answer, what it is called, its blank."""
    listed: set[str] = set()
    for name, field in form_fields().items():
        for key in field.keys:
            whole, _, part = key.partition("#")
            if whole.startswith("form.") and whole not in listed:
                listed.add(whole)
                yield whole, name if part not in _PARTS else name[:-1], field
