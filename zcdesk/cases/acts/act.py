"""An act: all that is known of one thing that a person can do to a case, in one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Case
from zcdesk.errors import ZcdeskError

Asked = TypeVar("Asked")


class RefusedActError(ZcdeskError):
    """An act cannot be done to the case as it is; nothing was changed."""

    code = "act.refused"


@dataclass(frozen=True)
class Act(Generic[Asked]):
    """One act.

    Attributes:
        name: By which a decision file calls it; no two rows have one name.
        code: What the history keeps, and undo names; its words are the sentence ``act.<code>``.
        do: The case that follows. It knows no file and no window.
        asks: What it has to be told.
        when: Gives the code of the sentence that says why it cannot be done now, or "".
        keys: That do it in the window, the one that its button shows first.
        command: The command of ``zcdesk case`` by which it is done, or "" for ``decide`` alone.
        example: Of the command, where it is made of this row alone: what the act asks are its
            options.
        entry: The key of a decision file under which it is answered; "" where it cannot be, as
            what it asks comes of long work. ``acts`` takes every other act by its name.
    """

    name: str
    code: ActCode
    do: Callable[[Case, Asked], Case]
    asks: type[Asked]
    when: Callable[[Case, Asked], str] = lambda _case, _asked: ""
    keys: tuple[str, ...] = ()
    command: str = ""
    example: str = ""
    entry: str = "acts"

    @property
    def key(self) -> str:
        """The key that its button shows, or ""."""
        return self.keys[0] if self.keys else ""

    def done(self, case: Case, asked: Asked) -> Case:
        """Return the case after the act.

        Raises:
            RefusedActError: It cannot be done to this case; the code says why.
            ZcdeskError: The act itself found out that it cannot.
        """
        if why := self.when(case, asked):
            raise RefusedActError(why)
        return self.do(case, asked)
