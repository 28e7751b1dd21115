"""What was taken back or done again, and where, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.notices.profile.notice import Notice
from zcdesk.ui.words.sentences import slot_title
from zcdesk.ui.words.stop_names import stop_name
from zcdesk.workflow.path.history import Change, What


def step_told(change: Change, notice: Notice, *, back: bool) -> str:
    """Return the sentence about an act that was undone (``back``) or done again."""
    words = _tr("已撤回：{what}（{where}）") if back else _tr("已重做：{what}（{where}）")
    return words.format(what=_what(change, notice), where=stop_name(change.stop))


def _what(change: Change, notice: Notice) -> str:
    words = _words(change)
    if len(change.pages) > 1:
        which = _tr("%n 页", len(change.pages))
    elif change.place:
        which = _tr("第 {n} 页").format(n=change.place)
    elif change.pages:
        which = _tr("没有收下的文件")
    else:
        which = ""
    if change.what is What.DECIDED and change.decided > 1:
        words = _tr("{pages}上 %n 处的盖与不盖", change.decided)
    return words.format(pages=which, part=_part(change, notice))


def _words(change: Change) -> str:
    return {
        What.CONFIRMED: _tr("确认{pages}"),
        What.DECIDED: _tr("{pages}的盖与不盖"),
        What.DREW: _tr("{pages}上自己画的遮盖"),
        What.ANSWERED_PAGE: _tr("{pages}在平台上点什么"),
        What.LAID: _tr("{pages}的摆正与裁边"),
        What.CLASSIFIED: _tr("{pages}是什么材料"),
        What.ADDED: _tr("放入{pages}"),
        What.REMOVED: _tr("移走{pages}"),
        What.EXCHANGED: _tr("换掉{pages}"),
        What.SORTED: _tr("{pages}归类"),
        What.ORDERED: _tr("{pages}的先后"),
        What.WORDS: _tr("姓名与单位的写法"),
        What.ANSWERS: _tr("一个回答"),
        What.TEXT: _tr("“{part}”里写的字"),
        What.NOT_APPLICABLE: _tr("“{part}”是否适用"),
        What.LET_STAND: _tr("一条提醒就这样"),
        What.ROUTE: _tr("上传方式"),
        What.LIMIT: _tr("平台的文件限制"),
        What.RETURNED: _tr("退回的登记"),
        What.MENDED: _tr("要改的一处"),
        What.EXPORTED: _tr("一次导出的记录（文件夹还在）"),
        What.SUBMITTED: _tr("已在平台提交"),
        What.STATION: _tr("平台的进展"),
        What.TICKED: _tr("已上传的打勾"),
        What.OTHER: _tr("一处改动"),
    }[change.what]


def _part(change: Change, notice: Notice) -> str:
    for section in notice.sections:
        for field in section.fields:
            if field.id == change.part:
                return field.title
    return slot_title(notice, change.part)


def _tr(words: str, n: int = -1) -> str:
    return QCoreApplication.translate("changes", words, None, n)
