"""The names and counts of the path's stops; the start page asks before a case is loaded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.workflow.path.stops import Count, Measure, Stop


def stop_name(stop: Stop) -> str:
    """Return the name of a stop."""
    return {
        Stop.FILL: _tr("填写"),
        Stop.MATERIALS: _tr("放材料"),
        Stop.SORT: _tr("归类"),
        Stop.REVIEW: _tr("复核"),
        Stop.CHECK: _tr("检查"),
        Stop.EXPORT: _tr("导出"),
        Stop.AFTER: _tr("上传之后"),
    }[stop]


def count_words(count: Count) -> str:
    """Return the short count of a stop, "" for none."""
    words = {
        Measure.NOTHING: "",
        Measure.PART: "{n}/{m}",
        Measure.PAGES: _tr("%n 页", count.number),
        Measure.TAKEN_IN: _tr("正在收下 {n}/{m}") if count.total else _tr("已收下 {n}"),
        Measure.UNSORTED: _tr("{n} 页未归"),
        Measure.MISSING: _tr("缺 {n} 件"),
        Measure.READING: _tr("正在读 {n}/{m}"),
        Measure.LEFT: _tr("还剩 %n 页", count.number),
        Measure.TO_DO: _tr("{n} 条"),
        Measure.EXPORTED: _tr("已导出 %n 页", count.number),
        Measure.PARTLY_EXPORTED: _tr("已导出 {n}/{m} 页"),
        Measure.CHANGED_SINCE: _tr("导出后改过"),
        Measure.ONLY_CHANGES: _tr("只导改过的"),
        Measure.SUBMITTED: _tr("已提交"),
    }[count.measure]
    return words.format(n=count.number, m=count.total)


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("path_words", words, None, n)
