"""The screens of a notice's questions: what is applied for, which lines are hers, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from zcdesk.notices.interview import questions
from zcdesk.notices.profile.entries import Fact, FactKind
from zcdesk.notices.profile.notice import Notice
from zcdesk.workflow.open_case.what_follows import Consequence, consequences

YES, NO = "yes", "no"
FEWEST = 2
"""Lines to tick; a single one is a question like others."""


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
    """Return the questions that can be put as a line, by id; those that bar from applying last.

    One answer of such a question changes nothing, and neither asks for a paper: those that do are
    put one by one, so that each is answered by itself.
    """
    found = [line for fact in notice.facts if (line := _line(notice, fact)) is not None]
    return {line.fact: line for line in sorted(found, key=lambda line: bool(line.leads_to.outside))}


def screens(
    notice: Notice, answers: Mapping[str, str], lines: Mapping[str, AskedLine]
) -> tuple[Screen, ...]:
    """Return the screens for the questions that matter now.

    Args:
        answers: The answers as stored.
        lines: What can be ticked (``lines_to_tick``).
    """
    asked = questions(notice, answers)
    first = [fact.id for fact in takewhile(_is_what, asked)]
    ticked = [one for one in lines if any(fact.id == one for fact in asked)]
    if len(ticked) < FEWEST:
        ticked = []
    rest = [fact.id for fact in asked if fact.id not in {*first, *ticked}]
    put = (Screen(tuple(first)), Screen(tuple(ticked), ticked=True), Screen(tuple(rest)))
    return tuple(screen for screen in put if screen.facts)


def _is_what(fact: Fact) -> bool:
    """Tell whether a question asks what is applied for, and where: one of several."""
    return fact.kind is FactKind.CHOICE and not _is_yes_or_no(fact)


def _is_yes_or_no(fact: Fact) -> bool:
    return {option.id for option in fact.options} == {YES, NO}


def _line(notice: Notice, fact: Fact) -> AskedLine | None:
    led_to = consequences(notice, {}, fact.id) if _is_yes_or_no(fact) and not fact.later else {}
    if len(led_to) < FEWEST or any(one.papers for one in led_to.values()):
        return None
    changing = [answer for answer in (YES, NO) if led_to[answer] != Consequence()]
    if len(changing) == FEWEST:
        return None
    ticked = changing[0] if changing else YES
    return AskedLine(fact.id, ticked, led_to[ticked])
