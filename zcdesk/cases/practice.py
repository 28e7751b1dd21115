"""The mark of a case that is practice: which lesson it is, which day it is there, which hints were
asked for. Nothing of a practice case may pass for an application of somebody real.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zcdesk.notices.profile.notice import Notice, Stored
from zcdesk.wording import sentence


@dataclass(frozen=True)
class Practice:
    """What makes a case practice (练习).

    Attributes:
        lesson: Id of the lesson.
        number: The number that the case was made from; the same one gives the same case anywhere.
        today: The moment at which the lesson begins, with its time zone.
        truth: SHA-256 of the sealed truth, which is among the originals of the case.
        files: SHA-256 of the scans that belong to it; no other file is let in.
        began: When somebody began to work on it, by the clock of the computer, or None.
        hints: Id of a planted thing and how many of its hints were shown, in the order of asking.
        looks: How often somebody looked how it is going.
        looked: How many acts the case had at the last look.
        again: How often the lesson was begun anew.
        answers: Ids of planted things whose answer was shown while they were open.
    """

    lesson: str
    number: int
    today: Stored
    truth: str
    files: tuple[str, ...] = ()
    began: Stored | None = None
    hints: tuple[tuple[str, int], ...] = ()
    looks: int = 0
    looked: int = -1
    again: int = 0
    answers: tuple[str, ...] = ()

    def moment(self, real: datetime) -> datetime:
        """Return the lesson's moment at ``real``: its clock begins with the work and runs on.

        Args:
            real: What the clock of the computer says, with its time zone.
        """
        if self.began is None:
            return self.today
        return self.today + max(real - self.began, timedelta())

    def begun(self, real: datetime) -> Practice:
        """Return the mark with its clock running; one that runs already goes on as it does."""
        return self if self.began is not None else replace(self, began=real)

    def hinted(self, thing: str) -> Practice:
        """Return the mark with one more hint about a planted thing shown, of three at most."""
        shown = dict(self.hints)
        shown[thing] = min(shown.get(thing, 0) + 1, HINTS)
        return replace(self, hints=tuple(shown.items()))

    def seen(self, acts: int, still_open: Iterable[str]) -> Practice:
        """Return the mark with one more look at the score; the same work twice is one look.

        Args:
            acts: How many acts the case has.
            still_open: Ids of the planted things whose answer the look shows.
        """
        if acts == self.looked:
            return self
        answers = tuple(dict.fromkeys((*self.answers, *still_open)))
        return replace(self, looks=self.looks + 1, looked=acts, answers=answers)

    def shown(self, thing: str) -> int:
        """Return how many hints about a planted thing were shown, 0–3."""
        return dict(self.hints).get(thing, 0)

    def marked(self, notice: Notice) -> Notice:
        """Return the notice under a title that says it is practice: papers bear that title."""
        title = sentence("lesson.practice_title", title=notice.title, number=self.number).message
        return notice.model_copy(update={"title": title})


HINTS = 3
"""Steps of a hint: where to look, what to look for, and the place itself."""
