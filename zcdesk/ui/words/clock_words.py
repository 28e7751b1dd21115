"""Moments and terms as the window says them: always Beijing time, by its name.

Many computers in Xinjiang run two hours behind; there the computer's own time is beside it, so
that nobody has to guess which of the two a deadline goes by.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.dates.returns import RoundCount
from zcdesk.notices.profile.notice import Notice
from zcdesk.quantities.moments import BEIJING, moment_in
from zcdesk.ui.words.sentences import worded

DAY, CLOCK = "%Y-%m-%d", "%H:%M"


def moment_words(moment: datetime, *, day: bool = True) -> str:
    """Return a moment (with a time zone) in Beijing time, named; with its day unless told not to.

    Where this computer goes by another time, that is beside it.
    """
    beijing, here = moment.astimezone(BEIJING), moment.astimezone()
    shape = f"{DAY} {CLOCK}" if day else CLOCK
    if here.utcoffset() == beijing.utcoffset():
        return _tr("{t}（北京时间）").format(t=f"{beijing:{shape}}")
    same_day = here.date() == beijing.date()
    own = f"{here:{CLOCK if same_day else f'{DAY} {CLOCK}'}}"
    return _tr("{t}（北京时间，这台电脑 {own}）").format(t=f"{beijing:{shape}}", own=own)


def short_moment(moment: datetime) -> str:
    """Return a moment in Beijing time for a page that names its clock once (``clock_told``)."""
    beijing = moment.astimezone(BEIJING)
    return _tr("{m} 月 {d} 日 {t}").format(m=beijing.month, d=beijing.day, t=f"{beijing:{CLOCK}}")


def far_told(notice: Notice, typed: str) -> str:
    """Return that a typed moment has nothing to do with a notice; "" for no moment at all."""
    moment = moment_in(typed.strip())
    if moment is None:
        return ""
    return worded("cli.far_moment", at=f"{moment:%Y-%m-%d}", year=notice.year).message


def clock_told(moment: datetime) -> str:
    """Return by which clock the times of a page go, and what this computer shows meanwhile."""
    beijing, here = moment.astimezone(BEIJING), moment.astimezone()
    note = _tr("时间都按北京时间。")
    if here.utcoffset() != beijing.utcoffset():
        words = _tr("现在北京时间 {t}，这台电脑显示 {own}。")
        note += words.format(t=f"{beijing:{DAY} {CLOCK}}", own=f"{here:{DAY} {CLOCK}}")
    return note


def own_clock(moment: datetime) -> str:
    """Return the time of day by this computer's clock, where no deadline goes by what is said."""
    return f"{moment.astimezone():{CLOCK}}"


def moment_to_type(moment: datetime) -> str:
    """Return a moment as people type it into a field, in Beijing time."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def left_words(left: timedelta) -> str:
    """Return what is left: hours and minutes as terms are counted, days from four days on."""
    minutes = int(left.total_seconds()) // 60
    hours, minutes = divmod(max(minutes, 0), 60)
    if hours >= 96:
        days, hours = divmod(hours, 24)
        return _tr("{d} 天 {h} 小时").format(d=days, h=hours)
    return _tr("{h} 小时 {m} 分").format(h=hours, m=minutes)


def round_words(count: RoundCount, left: timedelta | None, *, short: bool = False) -> str:
    """Return which round of how many it is and how long it leaves.

    Args:
        count: Which round of how many the notice allows.
        left: The time that is left; None where no term is known.
        short: Whether there is room for the least alone.
    """
    if left is None:
        clock = "" if short else _tr("时限原文未述")
    elif not left:
        clock = _tr("时限已过")
    elif short:
        clock = left_words(left)
    else:
        clock = _tr("还剩 {left}（北京时间）").format(left=left_words(left))
    title = _tr("补正 {n}/{m}") if count.allowed else _tr("补正第 {n} 次")
    words = title.format(n=count.number, m=count.allowed)
    return f"{words} · {clock}" if clock else words


def _tr(words: str) -> str:
    return QCoreApplication.translate("clock_words", words)
