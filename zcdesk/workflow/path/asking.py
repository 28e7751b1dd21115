"""The screens of a notice's questions, and what each answer would lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from zcdesk.cases.case import Facts
from zcdesk.checks.needs import ASKED, demand
from zcdesk.notices.interview import counting_answers, options, questions, questions_beside
from zcdesk.notices.profile.entries import Eligibility, Fact, FactKind, Notable, Says
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Need
from zcdesk.notices.profile.sources import Truth, judge


@dataclass(frozen=True)
class Consequence:
    """What one answer leads to and another of the same question does not.

    Attributes:
        wanted: Slots that have to be filled, each group of which one is enough as one tuple.
        not_needed: Slots that need no document.
        not_stated: Slots of which the notice says nothing in this situation.
        outside: What the notice says of who may not apply, in its titles.
        told: Titles of exemptions and other passages that come to hold.
        next_questions: Ids of the questions that are asked next.
    """

    wanted: tuple[tuple[str, ...], ...] = ()
    not_needed: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    next_questions: tuple[str, ...] = ()

    @property
    def papers(self) -> bool:
        """It changes which papers are asked for."""
        return bool(self.wanted or self.not_needed or self.not_stated)

    @property
    def only_adds(self) -> bool:
        """It asks for papers, takes none away, and bars from nothing."""
        return bool(self.wanted) and not (self.not_needed or self.not_stated or self.outside)

    @property
    def only_spares(self) -> bool:
        """It asks for nothing, tells nothing and brings up no question."""
        return replace(self, not_needed=(), not_stated=()) == Consequence()


def consequences(notice: Notice, answers: Facts, fact: str) -> dict[str, Consequence]:
    """Return what each answer of a question leads to, by option id; what all share is left out.

    Args:
        answers: The answers as stored; that to ``fact`` itself does not matter.

    Raises:
        KeyError: No such question.
    """
    offered = [option.id for option in options(notice, fact, answers)]
    situations = {answer: _Situation(notice, {**answers, fact: answer}) for answer in offered}
    everywhere = [situation.items for situation in situations.values()]
    shared = frozenset.intersection(*everywhere) if everywhere else frozenset()
    return {answer: situation.beside(shared) for answer, situation in situations.items()}


class _Situation:
    """A case in which one answer is taken as given."""

    def __init__(self, notice: Notice, answers: Facts) -> None:
        facts = counting_answers(notice, answers)
        needs: dict[tuple[str, ...], Need] = {}
        for section in notice.sections:
            for slot in section.slots:
                asked = demand(notice, section, slot, facts)
                if asked.need is not None:
                    needs[asked.one_of or (slot.id,)] = asked.need
        self._needs = needs
        self._outside = [
            eligibility.title
            for eligibility in notice.eligibility
            if eligibility.says is Says.OUTSIDE
            and judge(eligibility.when, facts).truth is Truth.YES
        ]
        passages: tuple[Eligibility | Notable, ...] = (
            *notice.eligibility, *notice.exemptions, *notice.consequences, *notice.duties,
        )  # fmt: skip
        held = [
            passage.title for passage in passages if judge(passage.when, facts).truth is Truth.YES
        ]
        self._told = [title for title in dict.fromkeys(held) if title not in self._outside]
        self._next = [question.id for question in questions_beside(notice, facts)]

    @property
    def items(self) -> frozenset[object]:
        """Everything that holds here, to be compared with what holds elsewhere."""
        listed = (*self._outside, *self._told, *self._next)
        return frozenset((*self._needs.items(), *listed))

    def beside(self, shared: frozenset[object]) -> Consequence:
        """Return what holds here without what holds everywhere."""
        own = {slots: need for slots, need in self._needs.items() if (slots, need) not in shared}

        def single(*needs: Need) -> tuple[str, ...]:
            return tuple(slot for slots, need in own.items() if need in needs for slot in slots)

        return Consequence(
            tuple(slots for slots, need in own.items() if need in ASKED),
            single(Need.NOT_NEEDED, Need.WAIVED),
            single(Need.NOT_STATED),
            tuple(change for change in self._outside if change not in shared),
            tuple(passage for passage in self._told if passage not in shared),
            tuple(step for step in self._next if step not in shared),
        )


YES, NO = "yes", "no"
FEWEST = 2
"""Lines to tick; a single one is a question like others."""
DIGITS = 9
"""Lines that have a key of their own: where there are more, those with papers are a list apart."""


@dataclass(frozen=True)
class Screen:
    """Questions that are answered together.

    Attributes:
        facts: Their ids, in the order shown.
        ticked: Each is a line that holds for the person or not; else each has its own answers.
    """

    facts: tuple[str, ...]
    ticked: bool = False


@dataclass(frozen=True)
class AskedLine:
    """A question of yes and no as a line to tick.

    Attributes:
        fact: Its id.
        ticked: The answer that a tick gives; the other one is that of most people.
        leads_to: What the tick leads to.
    """

    fact: str
    ticked: str
    leads_to: Consequence

    @property
    def otherwise(self) -> str:
        """The answer where the line does not hold."""
        return NO if self.ticked == YES else YES


def lines_to_tick(notice: Notice) -> dict[str, AskedLine]:
    """Return the questions that can be put as a line, by id: those that add papers first, those
    that bar from applying last.

    A line left alone asks for nothing: where both answers ask for papers, or the one that adds some
    also spares some, the question is put by itself.
    """
    lines = [line for fact in notice.facts if (line := _line(notice, fact)) is not None]
    lines.sort(key=lambda line: (bool(line.leads_to.outside), not line.leads_to.papers))
    return {line.fact: line for line in lines}


def screens(notice: Notice, answers: Facts, lines: Mapping[str, AskedLine]) -> tuple[Screen, ...]:
    """Return the screens for the questions that matter now.

    Args:
        answers: The answers as stored.
        lines: What can be ticked (``lines_to_tick``).
    """
    asked = questions(notice, answers)
    first = [fact.id for fact in takewhile(_is_what, asked)]
    ticked = [line for line in lines if any(fact.id == line for fact in asked)]
    lists = [ticked]
    if len(ticked) > DIGITS:
        lists = [[line for line in ticked if lines[line].leads_to.papers is papers]
                 for papers in (False, True)]  # fmt: skip
    lists = [listed for listed in lists if len(listed) >= FEWEST]
    rest = [fact.id for fact in asked if fact.id not in {*first, *chain(*lists)}]
    ticks = [Screen(tuple(listed), ticked=True) for listed in lists]
    return tuple(
        screen for screen in (Screen(tuple(first)), *ticks, Screen(tuple(rest))) if screen.facts
    )


def _is_what(fact: Fact) -> bool:
    """Tell whether a question asks what is applied for, and where: one of several."""
    return fact.kind is FactKind.CHOICE and not _is_yes_or_no(fact)


def _is_yes_or_no(fact: Fact) -> bool:
    return {option.id for option in fact.options} == {YES, NO}


def _line(notice: Notice, fact: Fact) -> AskedLine | None:
    led_to = consequences(notice, {}, fact.id) if _is_yes_or_no(fact) and not fact.later else {}
    if len(led_to) < FEWEST:
        return None
    if any(consequence.papers for consequence in led_to.values()):
        adds = led_to[YES].only_adds and led_to[NO].only_spares
        return AskedLine(fact.id, YES, led_to[YES]) if adds else None
    changing = [answer for answer in (YES, NO) if led_to[answer] != Consequence()]
    if len(changing) == FEWEST:
        return None
    ticked = changing[0] if changing else YES
    return AskedLine(fact.id, ticked, led_to[ticked])
