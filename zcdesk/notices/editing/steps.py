"""Undo and redo over drafts: each is the one before, or the one that was taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zcdesk.notices.editing.draft import Asked, Draft

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
        return DraftSteps(
            self._with_open_sentences(self.before[-1]), self.before[:-1], (*self.after, self.draft)
        )

    def redone(self) -> DraftSteps:
        """Do again what was taken back."""
        if not self.after:
            return self
        return DraftSteps(
            self._with_open_sentences(self.after[-1]), (*self.before, self.draft), self.after[:-1]
        )

    def asking(self, asked: tuple[Asked, ...]) -> DraftSteps:
        """Take the sentences that the profile leaves open, and let go of those that rows account
        for by now; no act, so undoing leaves it."""
        told = {one.key: one for one in self.draft.asked if one.key in self.draft.answers}
        now = _in_order((*told.values(), *(one for one in asked if one.key not in told)))
        same = now == self.draft.asked
        return self if same else replace(self, draft=replace(self.draft, asked=now))

    def _with_open_sentences(self, draft: Draft) -> Draft:
        """Return a draft with every sentence that is known to be open by now."""
        known = {one.key for one in draft.asked}
        later = tuple(one for one in self.draft.asked if one.key not in known)
        return replace(draft, asked=_in_order((*draft.asked, *later))) if later else draft


def _in_order(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    return tuple(sorted(asked, key=lambda one: one.line))
