"""What can be done on the page of a notice, by key, by button and in the help: one row an act."""

from __future__ import annotations

from typing import Any

from zcdesk.ui.help.everywhere import EVERYWHERE
from zcdesk.ui.keys.actions import Action, KeySheet


def _digit(number: int, does: str = "", shown: str = "") -> Action[Any]:
    return Action(f"answer-{number}", keys=(str(number),), does=does, shown=shown, decides=True,
                  do=lambda page: page.card.press(number))  # fmt: skip


ACTIONS: tuple[Action[Any], ...] = (
    _digit(1, "现成的回答", "1　2　3"), _digit(2), _digit(3),
    _digit(4, "没有写　不归我管　以后再问", "4　5　6"), _digit(5), _digit(6),
    Action("next", keys=("F",), do=lambda page: page.go_on(), does="下一题：与右下角按钮相同"),
    Action("wave", "整段与申报人无关", keys=("X",), do=lambda page: page.wave(), decides=True,
           does="这一段都与申报人无关"),
    Action("all", "各类有把握的都收下", keys=("Ctrl+Enter", "Ctrl+Return"), shown="Ctrl+Enter",
           do=lambda page: page.take_all(), decides=True, does="各类有把握的都收下；遮盖另问"),
    Action("before", keys=("A",), do=lambda page: page.beside(-1), does="上一类"),
    Action("behind", keys=("D",), do=lambda page: page.beside(1), does="下一类", beside=True),
    Action("edit", does="改这一格", shown="表格里 Enter、F2"),
    Action("tick", does="打勾、换一个", shown="表格里空格，或按住拖动"),
    Action("paste", keys=("Ctrl+V",), do=lambda page: page.sheet.paste(),
           does="表格里：把复制的通知表格填进来"),
    Action("add", keys=("Insert",), do=lambda page: page.sheet.add_row(), does="加一行"),
    Action("add-other", keys=("Shift+Insert",), do=lambda page: page.sheet.add_other(),
           does="补一条没有找到的（电话、公示、字数…）"),
    Action("reason", keys=("R",), do=lambda page: page.card.reason.setFocus(),
           does="写放在一边的理由；Enter 为不归我管"),
    Action("remove", does="去掉这一行", shown="Delete", beside=True),
    Action("undo", "撤销", "undo", ("Ctrl+Z",), lambda page: page.undo(), does="撤销",
           decides=True, repeats=True),
    Action("redo", "重做", "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), lambda page: page.redo(),
           does="重做", shown="Ctrl+Y", beside=True, decides=True, repeats=True),
    Action("hand-on", "交给别人…", keys=("Ctrl+E",), does="写成一个文件交给别人",
           do=lambda page: page.hand_on_wanted.emit()),
    Action("region", keys=("F6",), do=lambda page: page.next_region(1),
           does="在原文、表格、问题、按钮之间移动"),
    Action("region-back", keys=("Shift+F6",), do=lambda page: page.next_region(-1)),
    Action("escape", keys=("Esc",), do=lambda page: page.leave(),
           does="回到开始页；都已存盘"),
)  # fmt: skip

_OTHERS: tuple[Action[Any], ...] = tuple(one for one in EVERYWHERE if one.name not in {
    "undo", "redo", "saved", "stops"
})  # fmt: skip

SHEET = KeySheet("做通知的快捷键", (*ACTIONS, *_OTHERS))
