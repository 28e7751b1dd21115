"""The stations of an application after its upload, as far as its notice tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from zcdesk.checks.concerning.gathering import window_place
from zcdesk.checks.concerning.told import Told, at
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice

IDS = (
    Moment.EMPLOYER, Moment.SUPERVISING_UNIT, Moment.COMMITTEE, Moment.FEE, Moment.DEFENCE,
    Moment.PAPER, Moment.POSTING, Moment.CERTIFICATE,
)  # fmt: skip
"""The stations in their usual order, as the case keeps them."""


@dataclass(frozen=True)
class StationPlan:
    """One station.

    Attributes:
        id: Stable word, as the case keeps it.
        title: Its name.
        told: What the notice says of it to this case; () where it says nothing.
        last_day: Last day, where the notice gives one.
    """

    id: str
    title: str
    told: tuple[Told, ...] = ()
    last_day: date | None = None


def stations_of(notice: Notice, told: Sequence[Told]) -> tuple[StationPlan, ...]:
    """Return the stations in their usual order; what the notice never mentions concerns nobody.

    Args:
        told: What the notice tells the case, from ``concerning``.
    """
    plans = (
        StationPlan(moment, station_title(moment), at(told, moment), _last_day(notice, moment))
        for moment in IDS
    )
    return tuple(plan for plan in plans if plan.told or plan.last_day is not None)


def station_title(station: str) -> str:
    """Return the name of a station by its stable word."""
    titles = {
        Moment.EMPLOYER: _tr("单位审核"),
        Moment.SUPERVISING_UNIT: _tr("主管单位审核"),
        Moment.COMMITTEE: _tr("评审委员会接收"),
        Moment.FEE: _tr("缴费"),
        Moment.DEFENCE: _tr("答辩"),
        Moment.PAPER: _tr("纸质材料"),
        Moment.POSTING: _tr("评审结果公示"),
        Moment.CERTIFICATE: _tr("领取证书"),
    }
    return titles[Moment(station)]


def station_sentence(plan: StationPlan) -> str:
    """Return what is to be waited for or done at a station, and by when, in one sentence."""
    what = {
        Moment.EMPLOYER: _tr("等单位在平台上审核"),
        Moment.SUPERVISING_UNIT: _tr("等主管单位在平台上审核"),
        Moment.COMMITTEE: _tr("等评审委员会在平台上接收"),
        Moment.FEE: _tr("照通知缴费"),
        Moment.DEFENCE: _tr("要答辩的，等通知哪一天"),
        Moment.PAPER: _tr("照通知交纸质材料"),
        Moment.POSTING: _tr("等公示的结果"),
        Moment.CERTIFICATE: _tr("照通知领证书"),
    }[Moment(plan.id)]
    last = plan.last_day
    if last is None:
        return _tr("{what}。").format(what=what)
    return _tr("{what}，最晚 {m} 月 {d} 日。").format(what=what, m=last.month, d=last.day)


def _last_day(notice: Notice, station: Moment) -> date | None:
    """Return the last day of the first span of time that belongs to a station and has an end."""
    for window in notice.windows:
        if window_place(window) is station and window.last_day is not None:
            return window.last_day
    return None


def _tr(words: str) -> str:
    return QCoreApplication.translate("stations", words)
