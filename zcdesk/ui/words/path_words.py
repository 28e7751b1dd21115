"""The words of the path: its stops and signs, the next step, the return."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.words.clock_words import moment_words
from zcdesk.ui.words.sentences import clauses, slot_title
from zcdesk.ui.words.stop_names import count_words, stop_name
from zcdesk.workflow.path.case_path import Deed, NextStep, OpenRound
from zcdesk.workflow.path.stops import Sign, Stop, StopState


def stop_spoken(state: StopState, *, present: bool) -> str:
    """Return what a screen reader says of a stop: name, count, how it stands."""
    sign = {
        Sign.DONE: _tr("已完成"),
        Sign.OPEN: _tr("还没有到"),
        Sign.NEEDS_PERSON: _tr("等您处理"),
    }[state.sign]
    here = _tr("现在在这里") if present else ""
    parts = (stop_name(state.stop), count_words(state.count), sign, here)
    return clauses(parts)


def round_told(under_way: OpenRound) -> str:
    """Return the whole of it: to when the return has to be answered."""
    if under_way.end is None:
        return _tr("退回后多久改好，原文未述。")
    return _tr("改好的时限到 {end}。").format(end=moment_words(under_way.end))


def step_words(step: NextStep, notice: Notice, *, at_tray: bool = True) -> str:
    """Return the words of the filled button: what it does, as a verb with its number.

    Args:
        at_tray: The unsorted pages and their proposals are on screen; else the button leads there.
    """
    if step.stop is Stop.SORT and step.deed is not Deed.READ and not at_tray:
        if step.deed is Deed.SORT_AS_PROPOSED:
            return _tr("去看 %n 页的归类建议", step.number)
        return _tr("去归类 {n} 页").format(n=step.number)
    words = {
        Deed.WRITE_WORDS: _tr("先写姓名和单位"),
        Deed.TAKE_IN: _tr("选择文件…"),
        Deed.SORT_AS_PROPOSED: _tr("照建议归类 %n 页", step.number),
        Deed.SORT_BY_HAND: _tr("给第 {place} 页选位置…"),
        Deed.READ: _tr("正在认 {n}/{m}"),
        Deed.TELL_ORGANISATIONS: _tr("核对读到的名称，还有 {n} 处"),
        Deed.REVIEW: _tr("复核，还剩 %n 页", step.number),
        Deed.ANSWER: _tr("答下一题，还有 {n} 题"),
        Deed.MEND: _tr("去改，还有 {n} 处"),
        Deed.ADD_MISSING: _tr("放入“{slot}”…"),
        Deed.CHOOSE_ROUTE: _tr("选择上传方式"),
        Deed.CHECK: _tr("最后检查，导出 %n 页", step.number) if step.number else _tr("最后检查"),
        Deed.EXPORT_AGAIN: _tr("改过了，再导出一次"),
        Deed.UPLOAD: _tr("打开上传助手"),
        Deed.FOLLOW: _tr("记下平台的进展"),
        Deed.EXPORT_CHANGES: _tr("导出改过的 %n 页", step.number),
        Deed.HAND_IN_AGAIN: _tr("记下：已重新提交"),
    }[step.deed]
    return words.format(
        n=step.number,
        m=step.total,
        place=step.place,
        slot=slot_title(notice, step.slot) if step.slot else "",
    )


def step_remark(step: NextStep, *, at_tray: bool) -> str:
    """Return the line beside the filled button, "" where there is nothing to add."""
    return _tr("空格　放大") if step.stop is Stop.SORT and at_tray else ""


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("path_words", words, None, n)
