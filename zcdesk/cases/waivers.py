"""Findings that a person lets stand, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.notices.profile.notice import Stored


@dataclass(frozen=True)
class Waiver:
    """One finding that was looked at and left as it is.

    Attributes:
        code: Code of the finding.
        reason: Why, as typed; never empty.
        at: When it was decided, in Beijing time.
        rule: Id of the notice's rule that the finding rests on, or "".
        slot: Slot that it is about, or "".
        page: Number of the page that it is about, or None.
        who: Who decided, as typed, or "".
    """

    code: str
    reason: str
    at: Stored
    rule: str = ""
    slot: str = ""
    page: int | None = None
    who: str = ""

    @property
    def finding(self) -> tuple[str, str, str, int | None]:
        """What finding it is about: code, rule, slot and page; there is one waiver for each."""
        return self.code, self.rule, self.slot, self.page
