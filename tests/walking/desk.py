"""Where the acts of a walk are done."""

from __future__ import annotations

from typing import Protocol

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.file.case_file import CaseFile


class Desk(Protocol):
    """Where the acts are done: on the file itself, or in the window."""

    @property
    def case(self) -> Case:
        """The case as it is shown."""

    @property
    def stored(self) -> CaseFile:
        """Its file."""

    def act(self, case: Case, what: ActCode) -> None:
        """Do an act."""

    def found(self, before: CasePage, after: CasePage) -> None:
        """Take what the program found."""

    def undo(self) -> None:
        """Take the last act back."""

    def redo(self) -> None:
        """Do it again."""

    def reopen(self) -> None:
        """Close the case and open it again."""

    def check(self) -> None:
        """Look at what the desk promises besides."""

    def close(self) -> None:
        """End the walk."""
