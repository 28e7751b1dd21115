"""All that can be done on the review page: a row each; its function is in ``acts.py`` or the page.

A new button is a row here with a ``place``, the function, and the English of its words.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from zcdesk.cases.acts.table import (
    CLAIM,
    CLASSIFY,
    CONFIRM_SURE,
    COVER,
    COVER_WORDS,
    DECIDE_SAME,
    DELETE_DRAWN,
    DRAW,
    LEAVE,
    LOOK_FOR,
    MOVE,
    REPEAT,
    REPLACE_PAGE,
    TURN,
)
from zcdesk.cases.case import Answer
from zcdesk.ui.help.everywhere import NOTICE, OF_CASE
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.preparation.acts import PreparingActs
from zcdesk.ui.review.acts import ReviewActs
from zcdesk.ui.review.desk import ReviewDesk


class Reviewing(ReviewDesk, Protocol):
    """The review page, as far as its table of actions reaches."""

    acts: ReviewActs
    preparing: PreparingActs
    drawing: bool
    final: bool

    def advance(self) -> None:
        """Do the next step."""

    def escape(self) -> None:
        """End what is under way, then go back."""

    def go(self, name: str) -> None:
        """Show another page of the case."""

    def go_round(self, by: int) -> None:
        """Go to the next or previous region."""

    def move_selection(self, by: int) -> None:
        """Take the next or previous place in hand."""

    def next_undecided(self) -> None:
        """Go to the next undecided place."""

    def pick_slot(self) -> None:
        """Ask into which slot the page in hand belongs."""

    def replace(self) -> None:
        """Ask for a file that takes the place of the page in hand."""

    def set_drawing(self, drawing: bool) -> None:
        """Take up or put down the drawing tool."""

    def set_final(self, final: bool) -> None:
        """Show what will be uploaded, or the transparent covers."""

    def toggle_notice(self) -> None:
        """Open or close the notice's own words."""

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""


class ToolPlace(StrEnum):
    """The parts of the tool row, from left to right."""

    HAND = "hand"
    PAGE = "page"
    ZOOM = "zoom"
    LOOK = "look"


_DECIDING: tuple[Action[Reviewing], ...] = (
    Action("advance", keys=("F",), do=lambda page: page.advance(),
           does="下一步：与右下角按钮相同"),
    Action("go-on", does="往下走；没有确认的页不会因此确认", shown="Enter"),
    Action("cover", "盖上", keys=COVER.keys, do=lambda page: page.acts.cover(), does="盖上",
           decides=True),
    Action("leave", "不盖", keys=LEAVE.keys, do=lambda page: page.acts.leave(),
           does="不盖（当前一处）", beside=True, decides=True),
    Action("leave-anyway", "仍不盖", do=lambda page: page.acts.leave_anyway(), decides=True),
    Action("same", "同样都盖", keys=DECIDE_SAME.keys, do=lambda page: page.acts.cover_same(),
           decides=True, does="同样文字都盖（整份案卷）；公章、签字：这一栏都照此"),
    Action("words", "只盖印文", keys=COVER_WORDS.keys, do=lambda page: page.acts.cover_words(),
           does="只盖公章上的字，章还看得见", decides=True),
    Action("learn", does="把下面的字加为写法，别处也找", shown="T，自己画的一处"),
    Action("mine", "这是我的", keys=CLAIM.keys, do=lambda page: page.acts.claim(True), decides=True,
           seen=True, does="像是别人的材料时：这是我的"),
    Action("other", "不是我的，移走", "trash", ("O",), lambda page: page.acts.remove_page(),
           seen=True, does="不是，移走", beside=True, decides=True),
    Action("spelling", keys=("U",), do=lambda page: page.decisions.whose.take_spelling(),
           seen=True, does="“姓名”旁边读到的也是我，加为写法", decides=True),
)  # fmt: skip
"""What decides of the place or the page in hand."""


_MOVING: tuple[Action[Reviewing], ...] = (
    Action("previous-place", keys=("W",), do=lambda page: page.move_selection(-1),
           does="上一处", repeats=True),
    Action("next-place", keys=("S",), do=lambda page: page.move_selection(1), does="下一处",
           beside=True, repeats=True),
    Action("previous-page", keys=("A", "PgUp"), do=lambda page: page.turn_pages(-1),
           does="上一页", shown="A", repeats=True),
    Action("next-page", keys=("D", "PgDown"), do=lambda page: page.turn_pages(1), does="下一页",
           shown="D", beside=True, repeats=True),
    Action("undecided", keys=("N", "F3"), do=lambda page: page.next_undecided(),
           does="下一个未决定处"),
)  # fmt: skip
"""What goes to another place or page."""


_TOOLS: tuple[Action[Reviewing], ...] = (
    Action("select", "选择", "cursor", do=lambda page: page.set_drawing(False),
           place=ToolPlace.HAND, checkable=True),
    Action("draw", "画遮盖", "draw", DRAW.keys, lambda page: page.set_drawing(not page.drawing),
           place=ToolPlace.HAND, checkable=True, does="画遮盖，再按放下"),
    Action("move", does="选中一处时移动 1 像素，按住 Shift 10 像素", shown="方向键"),
    Action("resize", does="选中一处时改大小", shown="Ctrl+方向键"),
    Action("repeat", "重复", "repeat", REPEAT.keys, lambda page: page.acts.repeat(),
           place=ToolPlace.HAND, does="在同一表格的其他页重复这一处",
           tip="在同一表格的其他页同一位置重复这一处"),
    Action("duplicate", keys=("Ctrl+D",), do=lambda page: page.acts.duplicate(),
           does="复制这一处"),
    Action("gallery", "一览", "grid", ("G",), lambda page: page.go("gallery"),
           place=ToolPlace.LOOK, does="遮盖一览"),
    Action("sheet", keys=("K",), do=lambda page: page.go("side-by-side"),
           does="同一类疑问处并排看，一起定"),
    Action("delete", "删去", keys=DELETE_DRAWN.keys, do=lambda page: page.acts.delete(),
           does="删去自己画的一处，或不盖", decides=True),
    Action("yes", keys=("1",), do=lambda page: page.acts.answer(Answer.YES),
           does="平台上点“是”"),
    Action("no", keys=("2",), do=lambda page: page.acts.answer(Answer.NO), does="“否”",
           beside=True),
    Action("secret", keys=CLASSIFY.keys, do=lambda page: page.decisions.items.next_answer(),
           does="这一页是否涉密，通知问到时"),
    Action("looked", "都遮好了，或没有这些", "check", LOOK_FOR.keys,
           lambda page: page.acts.note_looked_for(), decides=True,
           does="程序找不到、要您遮的：这一页都遮好了，或没有"),
    Action("bare", "对照原图", "compare", ("V",), place=ToolPlace.LOOK,
           does="按住看没有遮盖的原图"),
    Action("final", "成品黑", "black", ("C",), lambda page: page.set_final(not page.final),
           place=ToolPlace.LOOK, checkable=True, does="看成品：不透明的黑"),
    Action("fit", "100%", "zoom", ("Z",), lambda page: page.canvas.view.next_fit(),
           place=ToolPlace.ZOOM, does="适宽、整页、100% 轮换"),
    Action("word", does="只盖这个词", shown="双击"),
    Action("zoom", does="在指针处放大、缩小", shown="Ctrl+滚轮"),
    Action("pan", does="拖动页面", shown="空格按住"),
    Action("slot", keys=MOVE.keys, do=lambda page: page.pick_slot(),
           does="移到别的上传位置：再按一个数字，或打字找"),
    Action("add", "放入扫描件", "import", ("Ctrl+I",), lambda page: page.acts.choose_scans(),
           does="放入扫描件；也可以拖进来"),
    Action("turn-right", "向右转", "rotate", TURN.keys, lambda page: page.preparing.turn(90),
           place=ToolPlace.PAGE, plain=True, decides=True, does="向右转",
           tip="向右转 90°，{turn-right}；向左转，{turn-left}"),
    Action("turn-left", keys=("Ctrl+L",), do=lambda page: page.preparing.turn(270),
           does="向左转 90°", beside=True),
    Action("lie", "裁边", "fit", ("P",), lambda page: page.go("preparation"),
           place=ToolPlace.PAGE, does="裁边、拉平、匀光：原图与摆正后对照",
           tip="四个角、倾斜、匀光，原图与摆正后对照"),
)  # fmt: skip
"""What is drawn, changed and looked at."""


_PAGE_ACTS: tuple[Action[Reviewing], ...] = (
    Action("agree", keys=CONFIRM_SURE.keys, do=lambda page: page.acts.open_bulk(),
           does="确认全部没有疑问的页，先看数目", shown="Ctrl+Enter"),
    replace(NOTICE, keys=("F7", "Y"), shown="F7"),
    Action("next-region", keys=("F6",), do=lambda page: page.go_round(1),
           does="在页面列表、图片、遮盖列表之间移动"),
    Action("previous-region", keys=("Shift+F6",), do=lambda page: page.go_round(-1)),
    Action("escape", keys=("Esc",), do=lambda page: page.escape(),
           does="放下画笔，取消选中，再按回到栏目"),
    Action("replace", "换这一页…", "file", REPLACE_PAGE.keys, lambda page: page.replace(),
           place=ToolPlace.PAGE, does="换这一页；把新的扫描件拖到这一页上也是换"),
    Action("remove", "移走这一页", "trash", do=lambda page: page.acts.remove_page(),
           decides=True),
    Action("identity", "姓名与单位", "person", do=lambda page: page.go("identity")),
    Action("check", icon="export", do=lambda page: page.go("check")),
)  # fmt: skip
"""What concerns the whole page, and the ways on from it."""


ACTIONS = (*_DECIDING, *_MOVING, *_TOOLS, *_PAGE_ACTS)

SHEET = KeySheet("逐页复核的快捷键", (*ACTIONS, *OF_CASE))
