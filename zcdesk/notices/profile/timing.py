"""Windows, terms and rounds of a notice; all in Beijing time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from zcdesk.notices.profile.conditions import Condition
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.sources import Entry, NotStated, Source

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Every term runs in this time, whatever the computer says."""


class Window(Entry):
    """A span of time for one thing.

    ``start`` or ``end`` is None when the notice gives none, or gives one that is no date; its own
    words then stand in ``start_text`` or ``end_text``. Both days belong to the window.

    Attributes:
        end_fact: The question for the last day where an office sets it and the notice does not.
        counted_from: Dates of the person from which years are counted to ``end``, by their key
            (``title_date``); nobody has to keep to such a window.
    """

    id: str
    what: str
    start: date | None = None
    end: date | None = None
    start_text: str = ""
    end_text: str = ""
    who: tuple[Who, ...] = (Who.APPLICANT,)
    when: Condition | None = None
    overdue: Source | None = None
    end_fact: str = ""
    counted_from: tuple[str, ...] = ()

    def last_moment(self) -> datetime | None:
        """Return the last second of the window's last day in Beijing, or None without an end."""
        return datetime.combine(self.end, time(23, 59, 59), BEIJING) if self.end else None


class Term(Entry):
    """A least number of working days, counted between two answers of the person."""

    id: str
    what: str
    workdays: int
    start_fact: str
    end_fact: str
    who: tuple[Who, ...]


class Round(Entry):
    """One round of mending (补正) and its time, as worded: hours or days, never converted.

    ``returned_at`` names the fact that holds the moment the platform shows for the return.
    """

    number: int
    hours: int | None = None
    days: int | None = None
    returned_at: str


class Corrections(Entry):
    """How often and how fast a returned application may be mended.

    ``unit`` is the notice's own counting unit: returns, corrections or submissions; they must
    never be compared with each other.
    """

    unit: str
    limit: int | NotStated
    rounds: tuple[Round, ...]
    overdue: Source | NotStated
    over_limit: Source | NotStated
    reasons: Source | None = None
