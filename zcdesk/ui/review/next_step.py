"""The one filled button of the review page: what it says, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from zcdesk.workflow.review import reviewing
from zcdesk.workflow.review.overview import Overview


class Way(StrEnum):
    """What the next step is."""

    WAIT = "wait"
    WHOSE = "whose"
    DOUBT = "doubt"
    BY_HAND = "by_hand"
    ANSWER = "answer"
    SECRECY = "secrecy"
    CONFIRM = "confirm"
    GO = "go"
    CHECK = "check"


@dataclass(frozen=True)
class Step:
    """The next step: its way, its words, a line below, and the page or place it leads to."""

    way: Way
    words: str
    remark: str = ""
    number: int = 0
    hit: int = 0


def next_step(overview: Overview, number: int, selected: int) -> Step:
    """Return the next step from page ``number`` with place ``selected`` in hand (-1 for none)."""
    standing = overview.of(number)
    if standing.readable and standing.page.whose_open:
        return Step(Way.WHOSE, _tr("请先说明这一页是谁的"), _tr("像是别人的材料"))
    if standing.readable and standing.doubts:
        return _doubt(standing.doubts, selected)
    silent = reviewing.silent_on_secrecy(overview)
    if standing.readable and standing.by_hand and not standing.page.drawn:
        return Step(
            Way.BY_HAND, _tr("请看这一页有没有要您遮的"), _tr("程序找不到这些；看过以后按 4")
        )
    if standing.readable and not standing.confirmed and standing.unanswered:
        return Step(Way.ANSWER, _tr("请选这一页点“是”还是“否”"), _tr("仅见工作单位，原文未述"))
    if number in silent:
        remark = _tr("还有 %n 页没答，没答的不导出", len(silent))
        return Step(Way.SECRECY, _tr("请选这一页是否涉密"), remark, number)
    if not standing.readable or standing.confirmed:
        return _elsewhere(overview, number)
    ahead = reviewing.next_page(overview, number)
    words = _tr("确认本页，到下一页待复核") if ahead else _tr("确认本页")
    return Step(Way.CONFIRM, words, _tr("本页没有未决定的地方"), ahead or 0)


def looking_step(overview: Overview, number: int) -> Step:
    """Return the next step from a page of a case that can only be looked at: the next page."""
    numbers = [page.number for page in overview.case.pages]
    behind = numbers[numbers.index(number) + 1 :]
    if behind:
        return Step(Way.GO, _tr("看下一页"), _tr("这份案卷只能看，不能确认"), behind[0])
    return Step(Way.CHECK, _tr("最后检查"), _tr("这份案卷只能看，不能确认"))


def _doubt(doubts: tuple[int, ...], selected: int) -> Step:
    later = [index for index in doubts if index > selected]
    hit = selected if selected in doubts and len(doubts) == 1 else (later or list(doubts))[0]
    place, count = doubts.index(hit) + 1, len(doubts)
    if hit == selected:
        words = _tr("请决定这一处：盖上或不盖（{n}/{m}）").format(n=place, m=count)
    else:
        words = _tr("去看未决定的 {m} 处中的第 {n} 处").format(n=place, m=count)
    return Step(Way.DOUBT, words, _tr("全部决定后，同一个键确认本页"), hit=hit)


def _elsewhere(overview: Overview, number: int) -> Step:
    ahead = reviewing.next_page(overview, number)
    if ahead is not None:
        remark = _tr("还剩 %n 页", len(overview.unconfirmed))
        return Step(Way.GO, _tr("到下一页待复核"), remark, ahead)
    if overview.waiting:
        return Step(Way.WAIT, _tr("等后面的页读完"), _tr("读完一页，就可以看一页"))
    silent = reviewing.silent_on_secrecy(overview)
    if silent:
        remark = _tr("还有 %n 页没答，没答的不导出", len(silent))
        return Step(Way.GO, _tr("去答是否涉密"), remark, silent[0])
    return Step(Way.CHECK, _tr("最后检查"), _tr("全部看完了，最后检查以后导出"))


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("next_step", words, None, n)
