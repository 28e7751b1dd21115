"""What a notice asks, in the few words of a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from zcdesk.notices.describing import four_told
from zcdesk.notices.interview import counting_answers, last_windows
from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.kit import preferences
from zcdesk.ui.look import Tone

SOON = 14
"""So many days before the end the count is shown in the colour of what waits for a person."""


@dataclass(frozen=True)
class Countdown:
    """Days to the last day of handing in, in words."""

    words: str
    tone: Tone


def last_day(notice: Notice, today: date, answers: Mapping[str, str] | None = None) -> date | None:
    """Return the day by which the applicant hands in, as far as her answers tell: of several levels
    the next one, or the last that was; None without one."""
    windows = last_windows(notice, counting_answers(notice, answers or {}))
    days = [window.last_day for window in windows if window.last_day]
    return next((day for day in days if day >= today), max(days, default=None))


def countdown(notice: Notice, today: date, answers: Mapping[str, str] | None = None) -> Countdown:
    """Return how long there is left, by the Beijing date ``today`` and a person's answers."""
    return days_left(last_day(notice, today, answers), today)


def days_left(last_day: date | None, today: date) -> Countdown:
    """Return how long there is left until ``last_day``, which belongs to the time."""
    if last_day is None:
        return Countdown(_tr("截止日原文未述"), Tone.MUTE)
    days = (last_day - today).days
    if days < 0:
        return Countdown(_tr("已截止"), Tone.TEXT2)
    if days == 0:
        return Countdown(_tr("今天截止"), Tone.YOU)
    return Countdown(_tr("还有 %n 天", days), Tone.YOU if days <= SOON else Tone.TEXT2)


def most_useful_first(notices: Iterable[Notice], today: date) -> list[Notice]:
    """Return the notices that can still be followed first, the nearest end before the others.

    Then come those that are over, the latest first; of equal ones a blind review goes first.
    """

    def key(notice: Notice) -> tuple[bool, int, bool]:
        days = ((last_day(notice, today) or date.min) - today).days
        return days < 0, abs(days), notice.masking is None

    return sorted(notices, key=key)


def is_over(notice: Notice, today: date) -> bool:
    """Tell whether the last day of handing in has passed."""
    return (last_day(notice, today) or today) < today


def about_lines(notice: Notice) -> tuple[str, ...]:
    """Return region and last day, and below them what else decides an application."""
    told = four_told(notice, preferences().settings.language)
    first = filter(None, (notice.region, told.pop("last", "")))
    return ("　·　".join(first), *told.values())


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("notice_words", words, None, n)
