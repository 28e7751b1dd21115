"""Undo and redo over frozen cases, and how much more of it the case file knows."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.cases.acts.deciding import decided_before
from zcdesk.cases.acts.whose import with_whose_asked
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.practice import Practice

STEPS = 200


class History:
    """The present case, the ones before it and the ones undone.

    Acts that a person gave as one, many files for example that come in by portions, are taken back
    as one: each but the first *joins* the one before.

    ``older`` and ``newer`` count the acts that only the case file can take back or do again,
    because they were done before it was opened.
    """

    def __init__(self, case: Case, older: int = 0, newer: int = 0) -> None:
        self.case = case
        self.older, self.newer = older, newer
        self._before: list[Case] = []
        self._after: list[Case] = []
        self._joins: list[bool] = []
        self._joined_after: list[bool] = []

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a case before."""
        return bool(self._before) or self.older > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether something was undone."""
        return bool(self._after) or self.newer > 0

    @property
    def knows_before(self) -> bool:
        """Tell whether the case before is at hand, without the file."""
        return bool(self._before)

    @property
    def knows_after(self) -> bool:
        """Tell whether the case that was undone is at hand, without the file."""
        return bool(self._after)

    def push(self, case: Case, *, joins: bool = False) -> None:
        """Take the case that an act led to; ``joins`` tells that it goes on with the one before."""
        if len(self._before) >= STEPS:
            self._before.pop(0)
            self._joins.pop(0)
            self.older += 1
        self._before.append(self.case)
        self._joins.append(joins)
        self._after, self._joined_after = [], []
        self.newer = 0
        self.case = case

    def undo(self) -> bool:
        """Go back one act; tell whether it joins the one before, which should go too."""
        self._after.append(self.case)
        self._joined_after.append(self._joins.pop())
        self.case = self._before.pop()
        return self._joined_after[-1] and self.knows_before

    def redo(self) -> bool:
        """Take back one undoing; tell whether the next one joins it, and should come too."""
        self._before.append(self.case)
        self._joins.append(self._joined_after.pop())
        self.case = self._after.pop()
        return self.knows_after and self._joined_after[-1]

    def stepped_back(self, case: Case) -> None:
        """Take the case that the file went back to."""
        self._after.append(self.case)
        self._joined_after.append(False)
        self.older = max(self.older - 1, 0) if case != self.case else 0
        self.case = case

    def stepped_forward(self, case: Case) -> None:
        """Take the case that the file went forward to."""
        self._before.append(self.case)
        self._joins.append(False)
        self.newer = max(self.newer - 1, 0) if case != self.case else 0
        self.case = case

    def take_mark(self, practice: Practice) -> None:
        """Put what a lesson notes of itself into every case: undoing gives no hint back."""
        self._before = [replace(case, practice=practice) for case in self._before]
        self._after = [replace(case, practice=practice) for case in self._after]
        self.case = replace(self.case, practice=practice)

    def take_result(self, sent: CasePage, result: CasePage) -> bool:
        """Put a finished reading wherever exactly the waiting page ``sent`` stands.

        A reading is no act of the person: it belongs into every case that still waits for it, so
        that undoing an earlier act never undoes the reading. A page that was turned or replaced
        meanwhile is another page and keeps waiting; one that only moved to another slot takes the
        reading along, unless other things are covered there.
        """
        before = self.case
        searched_for = before.exempt_on(sent)

        def merged(case: Case) -> Case:
            if case.applicant != before.applicant or case.targets != before.targets:
                return case  # other words: the page waits there to be searched for those
            for page in case.pages:
                if page.number != sent.number or case.exempt_on(page) != searched_for:
                    continue
                if _reads_alike(page, sent):
                    read = case.with_page(_with_result(page, result))
                    return with_whose_asked(decided_before(read, page.number))
            return case

        self._before = [merged(case) for case in self._before]
        self._after = [merged(case) for case in self._after]
        self.case = merged(self.case)
        return self.case is not before


def _reads_alike(page: CasePage, sent: CasePage) -> bool:
    """Tell whether a reading of ``sent`` holds for ``page``: all but its place is the same."""
    return page is sent or _placed(page, sent.slot) == sent


def _placed(page: CasePage, slot: str) -> CasePage:
    return replace(page, slot=slot)


def _with_result(page: CasePage, result: CasePage) -> CasePage:
    return _placed(result, page.slot)
