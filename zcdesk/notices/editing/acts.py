"""What a person does to a draft; every act gives the draft that follows, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from zcdesk.notices.editing.draft import Asked, Draft, Found, PaperRow, Span
from zcdesk.notices.making.older import OlderValue

STEPS = 200


@dataclass(frozen=True)
class DraftSteps:
    """The present draft, those before it and those undone."""

    draft: Draft
    before: tuple[Draft, ...] = ()
    after: tuple[Draft, ...] = ()

    def then(self, draft: Draft) -> DraftSteps:
        """Go on to the draft that an act led to."""
        if draft == self.draft:
            return self
        return DraftSteps(draft, (*self.before, self.draft)[-STEPS:])

    def undone(self) -> DraftSteps:
        """Take back one act."""
        if not self.before:
            return self
        return DraftSteps(self.before[-1], self.before[:-1], (*self.after, self.draft))

    def redone(self) -> DraftSteps:
        """Do again what was taken back."""
        if not self.after:
            return self
        return DraftSteps(self.after[-1], (*self.before, self.draft), self.after[:-1])

    def asking(self, asked: tuple[Asked, ...]) -> DraftSteps:
        """Take the sentences that the profile leaves open, and let go of those that rows account
        for by now; no act, so undoing leaves it."""
        both = {question.key: question for question in asked} | {
            question.key: question for question in self.draft.asked
            if question.key in self.draft.answers
        }  # fmt: skip
        now = tuple(sorted(both.values(), key=lambda one: one.line))
        return replace(self, draft=replace(self.draft, asked=now))


def surely_read(draft: Draft) -> Draft:
    """Take what the words leave no choice about and nothing else, as nobody is asked."""
    covering = draft.covering
    if not (covering.settled or draft.older):
        covering = replace(covering, settled=covering.sure, wanted=bool(covering.quote))
    papers = tuple(paper for paper in draft.papers if paper.sure)
    spans = tuple(span for span in draft.spans if span.sure)
    return replace(draft, papers=papers, spans=spans, covering=covering)


Row = PaperRow | Span | Found | OlderValue


def with_row(draft: Draft, table: str, place: int | None, row: Row | None) -> Draft:
    """Put a row of a table of a draft in place of another, behind all (None), or take it out.

    Args:
        table: ``papers``, ``spans``, ``found`` or ``carried``.
    """
    rows = getattr(draft, table)
    kept = () if row is None else (row,)
    made = (*rows, *kept) if place is None else (*rows[:place], *kept, *rows[place + 1 :])
    changed: dict[str, Any] = {table: made}
    return replace(draft, **changed)
