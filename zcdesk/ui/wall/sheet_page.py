"""Doubts side by side: up to 24 cut-outs of one kind, exceptions by key or click, then the rest.

Nothing is decided by going through: Enter opens a page, and the one button that decides is pressed
by itself (Ctrl+Enter, Space or the mouse), and only once every tile stood whole on the screen. It
comes at another place than the button that leads through the tiles, so that whoever clicks that
one too often decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.regions import go_round
from zcdesk.ui.kit import Button, ButtonKind
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.kit.top_bar import TopBar
from zcdesk.ui.look import (
    EDGE,
    FLUSH,
    SPRING,
    Explanation,
    Panel,
    Remark,
    beside,
    column,
    filled,
    rule,
    stacked,
)
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.wall.desk import SheetDesk
from zcdesk.ui.wall.tiles import KEYS, Tile, TileList
from zcdesk.ui.words.doubt_words import ICONS, kind_named, rest_told
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.side_by_side.cutting import Likeness
from zcdesk.workflow.side_by_side.doubts import DoubtKind, ExceptionMark, Key
from zcdesk.workflow.side_by_side.sheets import MOST, Sheets


class SheetPage(WindowPage):
    """One sheet at a time.

    Signals:
        opened: A place whose page is wanted.
    """

    opened = Signal(object)

    def __init__(self, desk: SheetDesk, bar: TopBar, pool: WorkerPool) -> None:
        super().__init__()
        self.keys_shown = SHEET
        self.desk, self.bar = desk, bar
        self.sheets = Sheets()
        self.crops = Crops(pool, self)
        self.list = TileList(
            self.crops,
            marked=partial(self._mark, self.sheets.mark),
            alike_marked=partial(self._mark, self.sheets.mark_alike),
            opened=self.opened.emit,
        )
        choosing: dict[str, Any] = {"checkable": True, "autoExclusive": True}
        self.chips = {
            kind: Button("", icon=ICONS[kind], do=partial(self._choose, kind), **choosing)
            for kind in DoubtKind
        }
        self._arranged = False
        self._line = Remark()
        self._empty = Explanation()
        self.lead = Button("", ButtonKind.PRIMARY, do=self.go_on)
        actions = Actions(self, ACTIONS, self)
        self.primary = actions.button("decide", ButtonKind.PRIMARY)
        self.aside = Button("", ButtonKind.LINK, icon="page-review", do=self._open_aside)
        self.back = actions.face("back", do=partial(self._turn, self.sheets.go_back))
        self.next = actions.face("next", do=partial(self._turn, self.sheets.pass_over))
        self.clear = actions.face("clear", do=self._clear)
        self._build()
        self.desk.changed.connect(self._refresh_shown)
        self.bar.back.clicked.connect(self.leave)
        self.crops.arrived.connect(self._take_cuts)
        self.list.looked.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    def focus(self) -> None:
        """Give the keyboard to the tiles."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Show the doubts as they are."""
        before = [doubt.key for doubt in self.sheets.sheet]
        self.sheets.take(self.desk.doubts, self.crops.known)
        if [doubt.key for doubt in self.sheets.sheet] != before:
            self._arranged = False
        self._show()

    def go_on(self) -> None:
        """Go to what was not seen yet, or back where nothing is left to see."""
        if not self.sheets.sheet:
            self.leave()
        elif self._arranged:
            self.list.go_to_unseen()

    def decide(self) -> None:
        """Take the decision over the sheet, once all of it was seen; else lead to what was not."""
        if not self._is_seen:
            self.lead.setFocus()
            return
        if not self.desk.takes_decisions():
            return
        unseen = {doubt.key for doubt in self.sheets.sheet if doubt.key in self.crops.failed}
        decisions = self.sheets.decide(unseen)
        self.list.setFocus()
        if decisions:
            self.desk.decide(decisions)
        else:  # all of it is to be looked at
            self.refresh()

    def mark(self, place: int) -> None:
        """Mark the tile at ``place``, from 0."""
        if place < len(self.list.tiles) and self._arranged and not self.desk.busy:
            self._mark(self.sheets.mark, self.list.tiles[place].doubt.key)

    def mark_alike(self) -> None:
        """Mark all that look like the tile in hand (T)."""
        if self.list.tile is not None:
            self._mark(self.sheets.mark_alike, self.list.tile.doubt.key)

    def close_work(self) -> None:
        """Take no more cut-outs."""
        self.crops.close()

    @property
    def _is_seen(self) -> bool:
        """All tiles stood whole on the screen, and nothing of the sheet is under way."""
        shown = bool(self.sheets.sheet) and self._arranged and not self.desk.busy
        return shown and not self.list.unseen()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed elsewhere."""
        super().showEvent(event)
        self.crops.try_again()
        self.desk.look()
        self.refresh()
        self.list.setFocus()

    def _build(self) -> None:
        column(
            self,
            FLUSH,
            0,
            self.bar,
            filled(
                Panel(),
                beside(*self.chips.values(), SPRING, self.aside, gap=8, margins=(EDGE, 7, EDGE, 7)),
            ),
            rule(),
            (
                filled(
                    QWidget(),
                    stacked(self._empty, (self.list, 1), gap=0, margins=(EDGE - 4, 6, 4, 0)),
                ),
                1,
            ),
            rule(),
            filled(
                Panel(),
                beside(
                    self.lead,
                    (self._line, 1),
                    self.clear,
                    self.back,
                    self.next,
                    self.primary,
                    gap=8,
                    margins=(EDGE, 8, EDGE, 8),
                ),
            ),
        )

    def _take_cuts(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Show the sheet in hand once all its pictures are there; then ask for the next ones'."""
        sheets, cuts = self.sheets, self.crops
        cuts.want(sheets.sheet)
        if not self._arranged and not cuts.waits_for(sheets.sheet):
            sheets.arrange(cuts.known)
            self._arranged = True
        if self._arranged:
            cuts.want(sheets.waiting[: 2 * MOST])
        tiles = self._tiles() if self._arranged else ()
        if tiles and not self.list.tiles and self.lead.hasFocus():
            self.list.setFocus()
        self.list.show_tiles(tiles)
        for kind, chip in self.chips.items():
            chip.setVisible(kind in sheets.kinds)
            chip.setChecked(kind is sheets.kind)
            chip.say(f"{kind_named(kind)} {len(sheets.kinds.get(kind, ()))}")
        self._show_step()

    def _tiles(self) -> tuple[Tile, ...]:
        tiles: list[Tile] = []
        for group in self.sheets.groups:
            keys = KEYS[len(tiles) : len(tiles) + len(group)]
            alike = f"{keys[0]}–{keys[-1]}" if len(group) > 1 else ""
            tiles += [
                Tile(
                    doubt,
                    key,
                    self.desk.whose(doubt),
                    self.desk.where(doubt),
                    self.sheets.marks.get(doubt.key),
                    alike,
                    doubt.key in self.crops.failed,
                )
                for doubt, key in zip(group, keys, strict=True)
            ]
        return tuple(tiles)

    def _show_step(self) -> None:
        """Say what the filled button does, and what was marked."""
        sheets = self.sheets
        sheet, unseen = sheets.sheet, len(self.list.unseen())
        left = sheets.set_aside
        self.aside.setVisible(bool(left))
        self.aside.say(self.tr("要看原页的 %n 处", None, len(left)))
        self.next.setVisible(bool(sheets.waiting))
        self.back.setVisible(sheets.passed)
        marks = [sheets.marks.get(doubt.key) for doubt in sheet]
        self.clear.setVisible(any(marks))
        self._empty.setVisible(not sheet and not self.desk.busy)
        if self._is_seen and self.lead.hasFocus():
            self.list.setFocus()  # there neither Enter nor Space decides
        self.primary.setVisible(self._is_seen)
        self.lead.setVisible(not self._is_seen)
        waits = self.crops.waits_for(sheet)
        if self.desk.busy:
            self._say(self.desk.busy, self.tr("记好以后接着下一张。"))
        elif not sheet:
            self._empty.say(self._nothing_left())
            self._say(self.tr("回去"), "")
            if self.list.hasFocus():
                self.lead.setFocus()
        elif not self._arranged:
            words = self.tr("正在取图 {n} / {m}").format(n=len(sheet) - waits, m=len(sheet))
            self._say(words, "")
        elif unseen:
            words = self.tr("往下看，还有 %n 处没有看到", None, unseen)
            self._say(words, self.tr("每一处都看到以后，才能一起定。"))
        else:
            self._say_decision(marks)

    def _say_decision(self, marks: list[ExceptionMark | None]) -> None:
        kind = self.sheets.kind
        if kind is None:
            return
        failed = sum(tile.failed and tile.mark is None for tile in self.list.tiles)
        own, look = marks.count(ExceptionMark.OWN), marks.count(ExceptionMark.LOOK) + failed
        rest = len(marks) - own - look
        words = rest_told(kind, rest, marked=rest < len(marks))
        if not rest:
            words = self.tr("记下标出的 %n 处", None, own) if own else self.tr("都先不定")
        exceptions = self.tr("标出的：盖上 {n} 处，先不定 {m} 处。").format(n=own, m=look)
        hint = self.tr("按 Ctrl+Enter 或点按钮才算定下，回车不代您决定；那些页还要您确认。")
        self.primary.say(words)
        self._line.say(f"{exceptions if own or look else ''}{hint}")

    def _say(self, words: str, line: str) -> None:
        self.lead.say(words)
        self._line.say(line)

    def _nothing_left(self) -> str:
        if self.sheets.set_aside:
            return self.tr("并排能定的都定了；说要看原页的，请打开那一页。")
        return self.tr("没有可以并排看的疑问处了。")

    def _mark(self, mark: Callable[[Key], None], key: Key) -> None:
        """Mark a tile, or all that look like it."""
        if not self.desk.busy:
            mark(key)
            self._show()

    def _clear(self) -> None:
        self.sheets.clear_marks()
        self.list.setFocus()
        self._show()

    def _choose(self, kind: DoubtKind) -> None:
        self._turn(partial(self.sheets.choose, kind))

    def next_kind(self) -> None:
        """Show doubts of another kind."""
        kinds = tuple(self.sheets.kinds)
        if self.sheets.kind in kinds:
            self._choose(kinds[(kinds.index(self.sheets.kind) + 1) % len(kinds)])

    def _turn(self, turn: Callable[[Mapping[Key, Likeness]], None]) -> None:
        if self.desk.busy:
            return
        before = self.sheets.sheet
        turn(self.crops.known)
        if self.sheets.sheet != before:
            self._arranged = False
        self.list.setFocus()
        self._show()

    def _open_aside(self) -> None:
        left = self.sheets.set_aside
        if left:
            self.opened.emit(left[0])

    def go_round(self, by: int) -> None:
        """Go to the next or previous region."""
        chip = next((chip for chip in self.chips.values() if chip.isChecked()), self.lead)
        go_round(self, [self.list, self.primary if self._is_seen else self.lead, chip], by)


def _rows() -> tuple[Action[SheetPage], ...]:
    return (
        Action("mark", does="标这一处：盖上，再按先不定、要看原页，再按不标", shown="1 – 9　A – O"),
        *(
            Action(f"mark-{key}", keys=(key,), do=partial(SheetPage.mark, place=place))
            for place, key in enumerate(KEYS)
        ),
        Action("press", does="标选中的一处；点一下也一样", shown="空格"),
        Action("alike", keys=("T",), do=lambda page: page.mark_alike(), does="样子相同的一起标"),
        Action("clear", "去掉标记", keys=("X",), do=lambda page: page.clear.click(),
               does="去掉这一张上的标记"),
        Action("decide", keys=("Ctrl+Enter", "Ctrl+Return"), do=lambda page: page.decide(),
               does="没有标的都按按钮上的话定下；每一处都看到以后才行", shown="Ctrl+Enter",
               decides=True),
        Action("open", does="打开选中的一处的那一页；什么也不定", shown="Enter"),
        Action("next", "先看下一张", keys=("S",), do=lambda page: page.next.click(),
               does="先看下一张"),
        Action("back", "上一张", keys=("W",), do=lambda page: page.back.click(), does="回到上一张",
               beside=True),
        Action("kind", keys=("Q",), do=lambda page: page.next_kind(), does="换一类疑问"),
        Action("undo", does="撤销：一整张一起撤回", shown="Ctrl+Z"),
        Action("next-region", keys=("F6",), do=lambda page: page.go_round(1),
               does="在各处、按钮、类别之间移动"),
        Action("previous-region", keys=("Shift+F6",), do=lambda page: page.go_round(-1)),
        Action("leave", keys=("Esc",), do=lambda page: page.leave(), does="回去"),
    )  # fmt: skip


ACTIONS = _rows()

SHEET = KeySheet("并排看的快捷键", ACTIONS)
