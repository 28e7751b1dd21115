"""What a notice asks, in the few words of a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from zcdesk.applicant import Target
from zcdesk.notices.interview import application_window, counting_answers
from zcdesk.notices.profile.notice import Notice, Window
from zcdesk.notices.profile.sources import NOT_STATED
from zcdesk.ui.look import Tone
from zcdesk.ui.words.sentences import target_named

SOON = 14
"""So many days before the end the count is shown in the colour of what waits for a person."""


@dataclass(frozen=True)
class Countdown:
    """Days to the last day of handing in, in words."""

    words: str
    tone: Tone


def handing_in(notice: Notice, answers: Mapping[str, str] | None = None) -> Window | None:
    """Return the window in which the applicant hands in, as far as her answers tell."""
    return application_window(notice, counting_answers(notice, answers or {}))


def countdown(notice: Notice, today: date, answers: Mapping[str, str] | None = None) -> Countdown:
    """Return how long there is left, by the Beijing date ``today`` and a person's answers."""
    window = handing_in(notice, answers)
    return days_left(window.last_day if window else None, today)


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
        window = handing_in(notice)
        end = window.end if window is not None and window.end is not None else date.min
        days = (end - today).days
        return days < 0, abs(days), notice.masking is None

    return sorted(notices, key=key)


def preselected(notices: Iterable[Notice], today: date) -> str:
    """Return the id of the notice that a new case is most likely for, "" without any.

    That is the first that still runs; when all are over, the newest that asks for covers, since
    that is what can be tried out with it.
    """
    ordered = most_useful_first(notices, today)
    running = [notice for notice in ordered if not is_over(notice, today)]
    blind = [notice for notice in ordered if notice.masking is not None]
    best = running or blind or ordered
    return best[0].id if best else ""


def is_over(notice: Notice, today: date) -> bool:
    """Tell whether the last day of handing in has passed."""
    window = handing_in(notice)
    last = window.last_day if window is not None else None
    return last is not None and last < today


def place_and_end(notice: Notice) -> str:
    """Return region and last day."""
    window = handing_in(notice)
    last = window.last_day if window is not None else None
    if last is None:
        return notice.region
    end = _tr("申报截止 {y} 年 {m} 月 {d} 日").format(y=last.year, m=last.month, d=last.day)
    return f"{notice.region}　·　{end}"


def asks(notice: Notice) -> tuple[str, ...]:
    """Return what the notice asks, in at most three short pieces."""
    if notice.masking is None:
        return (_tr("未提盲评，不要求遮盖"),)
    order = [target for target in Target if target in notice.masking.targets]
    words = _tr("、").join(target_named(target) for target in order)
    pieces = [_tr("要盲评：遮盖{what}").format(what=words)]
    values = [rule.value for rule in notice.file_rules if rule.value != NOT_STATED]
    if values:
        known = {"正向": _tr("正向"), "清晰": _tr("清晰")}
        pieces.append(_tr("图片") + _tr("、").join(known.get(value, value) for value in values[:2]))
    if notice.masking.page_answer is not None:
        pieces.append(_tr("每页要答“{q}”").format(q=notice.masking.page_answer.question))
    return tuple(pieces)


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("notice_words", words, None, n)
