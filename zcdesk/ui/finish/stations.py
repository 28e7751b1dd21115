"""The stations of an application after its upload, as far as its notice tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from zcdesk.notices.profile.notice import NOT_STATED, Notice
from zcdesk.notices.profile.slots import Who
from zcdesk.notices.profile.timing import Window

FEE, PAPER = "缴费", "纸质"
"""Words by which notices name these spans of time."""


@dataclass(frozen=True)
class StationPlan:
    """One station.

    Attributes:
        id: Stable word, as the case keeps it.
        title: Its name.
        told: What the notice says of it: last day, amount, or that it says nothing.
        last_day: Last day, where the notice gives one.
        clause: Clause of that.
        quote: The notice's words.
        consequence: What the notice says happens otherwise, or "".
    """

    id: str
    title: str
    told: str
    last_day: date | None = None
    clause: str = ""
    quote: str = ""
    consequence: str = ""


def stations_of(notice: Notice) -> tuple[StationPlan, ...]:
    """Return the stations in their usual order; those that the notice never mentions say so."""
    steps = [
        _by_window(notice, "employer", _tr("单位审核"), Who.EMPLOYER),
        _by_window(notice, "supervising_unit", _tr("主管单位审核"), Who.SUPERVISING_UNIT),
        _by_window(notice, "committee", _tr("评审委员会接收"), Who.REVIEW_COMMITTEE),
        _fee(notice),
        _defence(notice),
        _paper(notice),
        StationPlan("posting", _tr("评审结果公示"), _silent()),
        StationPlan("certificate", _tr("领取证书"), _silent()),
    ]
    return tuple(steps)


def _by_window(notice: Notice, name: str, title: str, who: Who) -> StationPlan:
    for window in notice.windows:
        if who in window.who and window.end is not None:
            return _with_window(StationPlan(name, title, ""), window)
    return StationPlan(name, title, _silent())


def _with_window(station: StationPlan, window: Window) -> StationPlan:
    words = _tr("{what}，最后一天 {day}").format(what=window.what, day=window.end)
    consequence = window.overdue.quote if window.overdue else ""
    return StationPlan(
        station.id, station.title, words, window.end, window.clause, window.quote, consequence
    )


def _fee(notice: Notice) -> StationPlan:
    title = _tr("缴费")
    if not notice.fees:
        return StationPlan("fee", title, _silent())
    fee = notice.fees[0]
    amounts = [str(one.amount) for one in notice.fees if one.amount != NOT_STATED]
    told = _tr("缴费金额原文未述。")
    if amounts:
        told = _tr("{n} 元").format(n=_tr("、").join(amounts))
    if fee.status:
        told += _tr("平台显示“{status}”后缴。").format(status=fee.status)
    end, consequence = None, ""
    for window in notice.windows:
        if FEE in window.what:
            end = window.end
            consequence = window.overdue.quote if window.overdue else ""
            told += _tr("最后一天 {day}。").format(day=window.end)
    return StationPlan("fee", title, told, end, fee.clause, fee.quote, consequence)


def _defence(notice: Notice) -> StationPlan:
    title = _tr("答辩")
    if not notice.defence:
        return StationPlan("defence", title, _silent())
    one = notice.defence[0]
    return StationPlan("defence", title, one.title, None, one.clause, one.quote)


def _paper(notice: Notice) -> StationPlan:
    title = _tr("纸质材料")
    for window in notice.windows:
        if PAPER in window.what and window.end is not None:
            return _with_window(StationPlan("paper", title, ""), window)
    if notice.papers == NOT_STATED or not notice.papers:
        return StationPlan("paper", title, _silent())
    count = len(notice.papers)
    first = notice.papers[0]
    words = _tr("{n} 项").format(n=count)
    clause, quote = getattr(first, "clause", ""), getattr(first, "quote", "")
    return StationPlan("paper", title, words, None, clause, quote)


def _silent() -> str:
    return _tr("原文未述，请留意平台和主管单位的消息。")


def _tr(words: str) -> str:
    return QCoreApplication.translate("stations", words)
