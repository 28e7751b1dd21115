"""A notice for one person: the questions that matter now, and the windows as they run for her."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from zcdesk.notices.profile import (
    ConditionJudgement,
    Fact,
    FactKind,
    Notice,
    Option,
    Truth,
    Who,
    Window,
    judge,
)
from zcdesk.quantities.moments import date_in, day_or_month_in, moment_in

NOT_ASKED = "not_asked"
"""Stands for the answer to a question that the other answers made pointless."""


def counting_answers(notice: Notice, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that count: to questions that matter, with a value they allow.

    Where the other answers leave a question one possible answer, that one counts; but never in
    place of another that was given, which a person has to look at (``refused_answers``).

    An answer to a question that another answer made pointless stays stored with the case and
    comes back when that other answer changes again; until then ``NOT_ASKED`` stands for it, so
    that no condition waits for it and none is met by it.

    Args:
        answers: Answer by fact id, as stored.
    """
    counting: dict[str, str] = {}
    for fact in notice.facts:
        answer = answers.get(fact.id, "").strip() or assumed_answer(notice, fact)
        matters = judge(fact.ask_when, counting).truth
        if matters is Truth.NO:
            counting[fact.id] = NOT_ASKED
        elif matters is not Truth.YES:
            continue
        elif (only := _only_answer(fact, counting)) and answer in ("", only):
            counting[fact.id] = only
        elif answer and _is_allowed(fact, answer, counting):
            counting[fact.id] = answer
    return counting


def assumed_answer(notice: Notice, fact: Fact) -> str:
    """Return our default for a question that nobody has answered, "" for most."""
    return str(notice.year) if fact.assumes_notice_year else ""


def first_open_question(notice: Notice, fact_id: str, counting: Mapping[str, str]) -> Fact:
    """Return the question to answer first when ``fact_id`` is open: it may hang on another.

    Args:
        counting: The answers that count.
    """
    fact = notice.fact(fact_id)
    above = judge(fact.ask_when, counting)
    if above.truth is Truth.UNKNOWN and above.unanswered[0] != fact_id:
        return first_open_question(notice, above.unanswered[0], counting)
    return fact


def questions(notice: Notice, answers: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the questions that matter now, answered or not, in the order of the notice.

    A question that has one possible answer is none, unless another was given to it.
    """
    return questions_beside(notice, counting_answers(notice, answers))


def questions_beside(notice: Notice, counting: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the same beside the answers that count, where these are known already."""
    return tuple(
        fact
        for fact in notice.facts
        if not fact.later
        and judge(fact.ask_when, counting).truth is Truth.YES
        and counting.get(fact.id) != _only_answer(fact, counting)
    )


def later_questions(notice: Notice, answers: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the questions that only an event brings up, as far as they matter, in order."""
    counting = counting_answers(notice, answers)
    return tuple(
        fact
        for fact in notice.facts
        if fact.later and judge(fact.ask_when, counting).truth is Truth.YES
    )


def unanswered(notice: Notice, answers: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the questions that matter now and have no answer that counts."""
    counting = counting_answers(notice, answers)
    return tuple(fact for fact in questions(notice, answers) if fact.id not in counting)


def options(notice: Notice, fact_id: str, answers: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the answers that a question offers in this situation.

    Raises:
        KeyError: No such question.
    """
    return tuple(_possible(notice.fact(fact_id), counting_answers(notice, answers)))


def refused_answers(notice: Notice, answers: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the questions whose stored answer is none that they allow."""
    counting = counting_answers(notice, answers)
    return tuple(
        fact
        for fact in notice.facts
        if answers.get(fact.id, "").strip()
        and fact.id not in counting
        and judge(fact.ask_when, counting).truth is Truth.YES
    )


def because(notice: Notice, judgement: ConditionJudgement) -> str:
    """Return the answers behind a judgement as a Chinese phrase, or "" when there are none."""
    phrases = (option.because for fact, answer in judgement.grounds
               for option in notice.fact(fact).options if option.id == answer)  # fmt: skip
    return "，".join(dict.fromkeys(phrases))


def years_in(answer: str) -> frozenset[int]:
    """Return the years that an answer of kind ``years`` lists."""
    return frozenset(int(year) for year in re.findall(r"[0-9]{4}", answer))


def _possible(fact: Fact, counting: Mapping[str, str]) -> list[Option]:
    """Return the options of a question that the other answers leave, or may leave."""
    return [option for option in fact.options if judge(option.when, counting).truth is not Truth.NO]


def _only_answer(fact: Fact, counting: Mapping[str, str]) -> str:
    """Return the one answer that is possible in this situation, "" with several or none."""
    if sum(option.when is None for option in fact.options) > 1:
        return ""  # asked often, and these are most of them
    possible = _possible(fact, counting)
    sure = len(possible) == 1 and judge(possible[0].when, counting).truth is Truth.YES
    return possible[0].id if sure else ""


def _is_allowed(fact: Fact, answer: str, counting: Mapping[str, str]) -> bool:
    """Tell whether ``answer`` is one that the question takes in this situation."""
    match fact.kind:
        case FactKind.CHOICE:
            return answer in [option.id for option in _possible(fact, counting)]
        case FactKind.DATE:
            return date_in(answer) is not None
        case FactKind.MONTH:
            return day_or_month_in(answer) is not None
        case FactKind.MOMENT:
            return moment_in(answer) is not None
        case FactKind.YEARS:
            return re.fullmatch(r"[0-9]{4}([,，、; ]+[0-9]{4})*", answer) is not None
        case FactKind.NUMBER:
            return answer.isdecimal()


_BEFORE, _AFTER = 2, 5
"""Years before a notice's first day, and behind its last or today, in which its returns may be."""


def is_near(notice: Notice, moment: datetime, now: datetime) -> bool:
    """Tell whether something about an application for ``notice`` may have happened at ``moment``.

    A year mistyped by ten, or the one that a form has where nothing was entered, is far.

    Args:
        now: This moment, for a notice that is used for longer than it was meant.
    """
    days = [
        day for window in notice.windows for day in (window.start, window.end) if day is not None
    ]
    years = [notice.year, *(day.year for day in days)]
    return min(years) - _BEFORE <= moment.year <= max(*years, now.year) + _AFTER


def running_windows(notice: Notice, facts: Mapping[str, str]) -> Iterator[Window]:
    """Yield the windows that the answers do not rule out; an answered last day is in its place.

    What years are only counted to (``counted_from``) is no window that anybody has to keep to.

    Args:
        facts: The answers that count.
    """
    for window in notice.windows:
        if window.counted_from or judge(window.when, facts).truth is Truth.NO:
            continue
        end = date_in(facts.get(window.end_fact, ""))
        yield window.model_copy(update={"end": end}) if end else window


def last_windows(notice: Notice, facts: Mapping[str, str] | None = None) -> tuple[Window, ...]:
    """Return the windows by whose end she hands in: one, or those of several levels as long as
    hers is not answered, the earliest first; () where the notice gives no last day, or leaves it
    to an office and the person has not entered it.

    A profile that names none (``handing_in``) means the first of the applicant's own with an end.

    Args:
        facts: The answers that count; without any, what the notice says for everybody.
    """
    known, named = facts or {}, notice.handing_in
    own = [
        window
        for window in running_windows(notice, known)
        if (window.id in named if named else Who.APPLICANT in window.who)
        and (window.end or window.end_fact)
    ]
    level = [window for window in own if window.when and _holds(window, known)]
    best = (level or own) if named else own[:1]
    return tuple(
        sorted((window for window in best if window.end), key=lambda one: str(one.last_day))
    )


def application_window(notice: Notice, facts: Mapping[str, str] | None = None) -> Window | None:
    """Return the first of the windows by whose end she hands in; None without one."""
    return next(iter(last_windows(notice, facts)), None)


def _holds(window: Window, facts: Mapping[str, str]) -> bool:
    return judge(window.when, facts).truth is Truth.YES
