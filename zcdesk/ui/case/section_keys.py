"""All that the keys do where the pages of a case are put in their places: a row each."""

from __future__ import annotations

from typing import Any

from zcdesk.cases.acts.table import MOVE
from zcdesk.ui.help.everywhere import EVERYWHERE, NOTICE
from zcdesk.ui.keys.actions import Action, KeySheet

ACTIONS: tuple[Action[Any], ...] = (
    Action("rows", does="上一栏　下一栏", shown="↑　↓"),
    Action("enter", does="进入栏目；打开选中的一页", shown="Enter"),
    Action("advance", keys=("F", "F3"), do=lambda page: page.next_step(),
           does="下一步：与右下角填充的按钮相同"),
    Action("next-region", keys=("F6",), do=lambda page: page.go_round(1),
           does="在列表、材料、原文、按钮之间移动"),
    Action("previous-region", keys=("Shift+F6",), do=lambda page: page.go_round(-1)),
    Action("add", "放入更多文件…", keys=("Ctrl+I",), do=lambda page: page.acts.choose_files(""),
           does="放入扫描件；也可以拖进来"),
    Action("paste", keys=("Ctrl+V",), do=lambda page: page.acts.paste(""),
           does="粘贴复制好的文件或图片"),
    Action("group", does="未归类：把这一组放进去", shown="1–9"),
    Action("slot", "选栏目…", keys=MOVE.keys, do=lambda page: page.area.pick_slot(),
           does="移到别的上传位置：再按一个数字，或打字找"),
    Action("replace", keys=("H",), do=lambda page: page.area.replace_page(),
           does="给选中的页换一个文件，页号和位置不变"),
    Action("keep", keys=("K",), do=lambda page: page.area.keep_pages(),
           does="读不清、少一边的页就这样用，不再问", decides=True),
    Action("enlarge", does="放大选中的页，再按一次还原；放大时 A、D 看前后页", shown="空格"),
    Action("menu", does="替换、插入、转动、移走", shown="菜单键"),
    Action("order", does="在同一位置里调换先后", shown="Ctrl+方向键"),
    Action("remove", does="移走选中的页，可以撤销", shown="Delete"),
    NOTICE,
    Action("judge", keys=("F5",), do=lambda page: page.judge.ask(), does="重新检查"),
    Action("export", "导出这一栏", "export", ("Ctrl+E",), lambda page: page.export_here(),
           does="导出这一栏"),
    Action("escape", keys=("Esc",), do=lambda page: page.step_out()),
)  # fmt: skip

SHEET = KeySheet("栏目页的快捷键", (*ACTIONS, *EVERYWHERE))
