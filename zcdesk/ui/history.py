"""Undo and redo over frozen cases."""

from __future__ import annotations

from collections.abc import Callable

from zcdesk.cases.case import Case, CasePage

STEPS = 200


class History:
    """The present case, the ones before it and the ones undone."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._before: list[Case] = []
        self._after: list[Case] = []

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a case before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Tell whether something was undone."""
        return bool(self._after)

    def push(self, case: Case) -> None:
        """Take the case that an act led to."""
        self._before = [*self._before[-STEPS + 1 :], self.case]
        self._after = []
        self.case = case

    def undo(self) -> None:
        """Go back one act."""
        self._after.append(self.case)
        self.case = self._before.pop()

    def redo(self) -> None:
        """Take back one undoing."""
        self._before.append(self.case)
        self.case = self._after.pop()

    def take_result(self, sent: CasePage, result: CasePage) -> bool:
        """Put a finished reading wherever exactly the waiting page ``sent`` stands.

        A reading is no act of the person: it belongs into every case that still waits for it, so
        that undoing an earlier act never undoes the reading. A page that was turned or replaced
        meanwhile is another page and keeps waiting.
        """

        def merged(case: Case) -> Case:
            return case.with_page(result) if holds(case) else case

        def holds(case: Case) -> bool:
            return any(page.number == sent.number and page == sent for page in case.pages)

        known = holds(self.case)
        self._map(merged)
        return known

    def _map(self, change: Callable[[Case], Case]) -> None:
        self._before = [change(case) for case in self._before]
        self._after = [change(case) for case in self._after]
        self.case = change(self.case)
