"""The acts of the page on which a page is laid straight: one row for button, key and F1."""

from __future__ import annotations

from typing import Protocol

from zcdesk.ui.help.everywhere import OF_CASE
from zcdesk.ui.keys.actions import Action, KeySheet
from zcdesk.ui.preparation.acts import PreparingActs


class Preparing(Protocol):
    """What the rows ask of their page."""

    acts: PreparingActs

    def advance(self) -> None:
        """Take the corners that were moved, else go back to the review."""

    def drop(self) -> None:
        """Forget corners that were moved; without such, go back."""

    def turn_pages(self, by: int) -> None:
        """Go ``by`` pages on or back."""

    def leave(self) -> None:
        """Go back to the review; corners that were moved count."""


TAKE: Action[Preparing] = Action(
    "take", keys=("Enter", "Return"), do=lambda page: page.advance(), shown="Enter",
    does="用移动过的四个角；没有移动就回到复核",
)  # fmt: skip
"""Bound to the picture alone: on a button Enter presses that."""


ACTIONS: tuple[Action[Preparing], ...] = (
    Action("drop", keys=("Esc",), do=lambda page: page.drop(),
           does="放弃移动过的四个角，再按回到复核"),
    Action("corner", does="选一个角，从左上起顺时针", shown="1 – 4"),
    Action("move", does="移动这个角 1 像素，按住 Shift 10 像素", shown="方向键"),
    Action("left", "向左转", "undo", ("Q", "Ctrl+L"), lambda page: page.acts.turn(270),
           does="向左转", shown="Q", decides=True),
    Action("right", "向右转", "rotate", ("E", "Ctrl+R"),
           lambda page: page.acts.turn(90),
           does="向右转 90°", shown="E", beside=True, decides=True),
    Action("level", icon="minus", keys=("S",), do=lambda page: page.acts.switch_skew(),
           does="拉平、不拉平", decides=True),
    Action("found", "用找到的轮廓", "fit", ("O",), lambda page: page.acts.use_found(),
           does="用找到的轮廓", decides=True),
    Action("whole", "用整张图片", "grid", ("W",), lambda page: page.acts.use_whole(),
           does="用整张图片", beside=True, decides=True),
    Action("light", icon="black", keys=("L",), do=lambda page: page.acts.switch_light(),
           does="匀光、不匀光", decides=True),
    Action("split", icon="copy", keys=("T",), do=lambda page: page.acts.split(),
           does="按找到的几份材料分成几页", decides=True),
    Action("before", keys=("A", "PgUp"), do=lambda page: page.turn_pages(-1), does="上一页",
           shown="A"),
    Action("after", keys=("D", "PgDown"), do=lambda page: page.turn_pages(1), does="下一页",
           shown="D", beside=True),
    Action("leave", keys=("P",), do=lambda page: page.leave()),
)  # fmt: skip


SHEET = KeySheet("摆正与裁边的快捷键", (TAKE, *ACTIONS, *OF_CASE))
