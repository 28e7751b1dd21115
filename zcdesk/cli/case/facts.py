"""``zcdesk case facts``: the answers of a case, shown or changed, and all questions to fill in.

An entry that is left empty changes nothing, so that the file can be given back as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from zcdesk.cases.acts.deciding import rename_applicant
from zcdesk.cases.acts.noting import answer_questions, mark_not_applicable
from zcdesk.cases.case import Case, Facts
from zcdesk.cases.exchange.facts_file import NOT_APPLICABLE, SCRIPT_WORDS, WORDS, FactsFile
from zcdesk.checks.forms.fields import FormField, form_fields
from zcdesk.cli.arguments import taken_words
from zcdesk.cli.output import language, listed, say, say_error, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.names.typed_words import same_words
from zcdesk.notices.interview import (
    assumed_answer,
    later_questions,
    options,
    questions,
    refused_answers,
)
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.sources import AllOf, AnyOf, Condition, FactIs
from zcdesk.printable import one_line
from zcdesk.wording import sentence

_PARTS = ("year", "month", "day")
"""Of a date that fills several blanks: 落款月 and 落款日 are one 落款."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What is in YAML as it is; our reader takes ``yes`` and days for text."""


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
    answers = case.answers
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
        return _joined("facts.when_all", (_spoken(notice, part) for part in condition.all_))
    if isinstance(condition, AnyOf):
        return _joined("facts.when_any", (_spoken(notice, part) for part in condition.any_))
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


_YEAR = re.compile(r"(?<=[a-z])[.](?:19|20)[0-9]{2}$")
"""Behind a key: what is reported for one year only (``form.year_summary.2023``)."""


def with_facts(case: Case, file: FactsFile) -> Case:
    """Return the case with the facts of a file; what it does not name stays.

    Other words for name or employer drop what was found by the old ones.
    """
    applicant = file.words_over(case.applicant)
    if applicant != case.applicant:
        applicant = taken_words(applicant)
    if not same_words(applicant, case.applicant):
        case = rename_applicant(case, applicant)
    case = answer_questions(case, file.given_answers())
    for slot, reason in file.given_not_applicable().items():
        case = mark_not_applicable(case, slot, reason)
    return case


def recorded(changed: bool, unused: bool) -> ExitStatus:
    """Return the status of a command that took answers: all, some or none of them.

    Args:
        changed: Whether something was recorded.
        unused: Whether some of the answers have no effect.
    """
    if not unused:
        return ExitStatus.DONE  # what was known before is recorded as well
    return ExitStatus.ATTENTION if changed else ExitStatus.NOT_DONE


def show_facts(case: Case, notice: Notice) -> None:
    """Tell each answer and each question that is still open; never the words themselves."""
    applicant = case.applicant
    if applicant.name and applicant.employer:
        spellings = (*applicant.aliases, *applicant.employer_aliases, *applicant.former_employers)
        say(text("cli.words_known", count=2 + len(spellings)))
    else:
        say_error(text("cli.words_missing"))
    answers = case.answers
    for fact in (*questions(notice, answers), *later_questions(notice, answers)):
        given = answers.get(fact.id, "")
        assumed = assumed_answer(notice, fact)
        if not given and assumed:
            say(text("cli.fact_assumed", question=fact.question, answer=assumed, fact=fact.id))
        elif given:
            shown = fact.title_of(given) or given
            say(text("cli.fact_answered", question=fact.question, answer=shown))
        else:
            code = "cli.fact_later" if fact.later else "cli.fact_open"
            say(text(code, question=fact.question, fact=fact.id))


def tell_unused(notice: Notice, answers: Facts, slots: Iterable[str]) -> bool:
    """Tell which answers and slots have no effect; return whether there are any.

    Args:
        notice: Whose questions and slots they are.
        answers: By id of the question, as given.
        slots: Ids of slots, as given.
    """
    from zcdesk.checks.forms.fields import fact_keys
    from zcdesk.checks.written import facts as written_facts

    known = {fact.id for fact in notice.facts} | fact_keys() | written_facts.fact_keys()
    unknown = [key for key in answers if not {key, _YEAR.sub("", key)} & known]
    if unknown:
        say_error(text("cli.facts_unknown", names=listed(unknown)))
    refused = [fact for fact in refused_answers(notice, answers) if answers.get(fact.id)]
    for fact in refused:
        allowed = listed(option.id for option in options(notice, fact.id, answers))
        code = "cli.fact_refused_of" if allowed else "cli.fact_refused"
        details = {"answer": answers[fact.id], "question": fact.question, "allowed": allowed}
        say_error(text(code, fact=fact.id, **details))
    nowhere = sorted(set(slots) - notice.slots_by_id().keys())
    if nowhere:
        say_error(text("cli.slots_unknown", names=listed(nowhere)))
    return bool(unknown or refused or nowhere)
