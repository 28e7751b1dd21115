"""All covered places of a case at one glance, grouped by word; G opens it from the review."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QWidget

from zcdesk.cases.acts.asked import Drawn, Place
from zcdesk.cases.acts.table import COVER, DRAW, LEAVE
from zcdesk.cases.case import Decision
from zcdesk.ui.frame.case_bar import CaseBar
from zcdesk.ui.frame.sheet_door import SheetDoor
from zcdesk.ui.help.everywhere import OF_CASE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.keys.router import At, go
from zcdesk.ui.kit import ButtonKind
from zcdesk.ui.kit.column_page import WindowPage
from zcdesk.ui.look import (
    FLUSH,
    SPRING,
    Caption,
    Explanation,
    Label,
    Panel,
    Remark,
    TypeRole,
    beside,
    column,
    filled,
    rule,
    tokens,
)
from zcdesk.ui.picture import Pictures, covers
from zcdesk.ui.session.label_finds import LabelFinds
from zcdesk.ui.session.session import Session
from zcdesk.ui.wall.crops import Crops
from zcdesk.ui.wall.gallery_cells import Cell, cells_of, label_cells
from zcdesk.ui.wall.gallery_list import GalleryList
from zcdesk.workflow.review import reviewing
from zcdesk.workflow.side_by_side.cutting import STRIP

PREVIEW = 400
NARROW = 1120
CLOSER = 1.7
"""The preview shows this part of the page's width enlarged."""


class Preview(QWidget):
    """The surroundings of the cell in hand."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._cell: Cell | None = None
        self.setMinimumHeight(60)  # all that a low window leaves
        pictures.arrived.connect(self.update)

    def show_cell(self, cell: Cell | None) -> None:
        """Show another cell."""
        self._cell = cell
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part of the page around the place, and the place itself."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().canvas)
        page = self._cell.page.page if self._cell else None
        if self._cell is None or page is None:
            return
        image = self._pictures.get(page, 1200, 1200)
        scale = max(CLOSER * self.width() / page.width, 0.05)
        box = covers.shape(self._cell.entry, QTransform()).boundingRect()
        top = box.center().y() * scale - self.height() / 2
        top = min(max(top, 0.0), max(page.height * scale - self.height(), 0.0))
        left = box.center().x() * scale - self.width() / 2
        left = min(max(left, 0.0), max(page.width * scale - self.width(), 0.0))
        sheet = QRectF(-left, -top, page.width * scale, page.height * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(sheet, "#f7f6f3")
        if image is not None:
            painter.drawImage(sheet, image)
        to_screen = QTransform.fromTranslate(-left, -top).scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        screen = QRectF(self.rect())
        entry = self._cell.entry
        covers.draw_cover(painter, entry, to_screen, screen, selected=True, hovered=False)


class GalleryPage(WindowPage):
    """Crops at the left, the one in hand at the right with its reason and acts."""

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__()
        self.keys_shown = SHEET
        self.session = session
        self.bar = CaseBar(session, self.tr("全部遮盖一览"), back=self.tr("回到复核"))
        actions = Actions(self, ACTIONS, self, WINDOW)
        shown: dict[str, Any] = {"checkable": True, "autoExclusive": True, "do": self.refresh}
        self.covered = actions.face("covered", **shown, checked=True)
        self.open, self.labels = actions.face("open", **shown), actions.face("labels", **shown)
        self.door = actions.bind(SheetDoor(session.overview, actions.key("sheet")), "sheet")
        self.crops = Crops(pictures.pool, self, STRIP)
        self.list = GalleryList(self.crops, current=self._show, doubleClicked=self.open_page)
        self.black = actions.face("final", do=self.list.set_final)
        self.finds = LabelFinds(session, self)
        self._preview = Preview(pictures)
        self._title = Label("", TypeRole.TITLE)
        self._why = Explanation()
        self._file = Remark()
        self.primary = actions.button("page", ButtonKind.PRIMARY)
        self.cover, self.left_open = actions.button("cover"), actions.button("leave")
        self._build()
        self.session.changed.connect(self._refresh_shown)
        self.session.reading_changed.connect(self._look_shown)
        self.finds.changed.connect(self._look_shown)
        self.bar.back.clicked.connect(self.leave)

    def refresh(self) -> None:
        """Show the places as they are."""
        case, overview = self.session.case, self.session.overview
        self.door.count(overview)
        places = cells_of(case, overview)
        covered = tuple(cell for cell in places if not cell.is_open)
        still_open = tuple(cell for cell in places if cell.is_open)
        self.covered.say(self.tr("盖住的 {n}").format(n=len(covered)))
        self.open.say(self.tr("没有盖的 {n}").format(n=len(still_open)))
        labelled = label_cells(overview, self.finds)
        words = self.tr("姓名、单位、签字旁没有盖的 {n}")
        if self.finds.looking:
            words = self.tr("姓名、单位、签字旁没有盖的 {n}…")
        self.labels.say(words.format(n=len(labelled)))
        pages = len({cell.page.number for cell in covered})
        words = self.tr("{m} 页上 %n 处遮盖", None, len(covered)).format(m=pages)
        self.bar.subtitle.say(words)
        shown = labelled if self.labels.isChecked() else still_open
        self.list.show_cells(covered if self.covered.isChecked() else shown)
        self._show(self.list.cell)

    def decide(self, decision: Decision) -> None:
        """Decide about the place in hand and go on."""
        cell, left = self.list.cell, decision is Decision.LEAVE
        assert cell is not None  # without one nothing can be pressed
        if left and reviewing.is_own_word(cell.page, cell.entry.index):
            # Her own word is left open on its page only, where the row asks her.
            go(self, At("review", *cell.key))
            return
        words = self.tr("第 {n} 页　{what}　{how}")
        how = self.tr("已盖上") if decision is Decision.COVER else self.tr("不盖")
        words = words.format(n=cell.place, what=cell.entry.title, how=how)
        number = cell.page.number
        if cell.label is None:
            self.session.do(LEAVE if left else COVER, Place(number, cell.entry.index), words)
        else:  # a cover over the value beside a label: a person says so, so it is hers
            self.session.do(DRAW, Drawn(number, cell.entry.polygon, cell.entry.target), words)

    def _build(self) -> None:
        self._hint = Caption(self.tr("黑色用半透明显示，好核对盖的是什么"))
        self._side = Panel()
        column(
            self._side,
            (16, 14, 16, 14),
            8,
            self._title,
            self._file,
            (self._preview, 1),
            Label(self.tr("为什么"), TypeRole.STRONG),
            self._why,
            beside((self.cover, 1), (self.left_open, 1), gap=6),
            self.primary,
        )
        column(
            self,
            FLUSH,
            0,
            self.bar,
            filled(
                Panel(),
                beside(
                    self.covered,
                    self.open,
                    self.labels,
                    self.door,
                    SPRING,
                    self._hint,
                    self.black,
                    gap=8,
                    margins=(24, 7, 24, 7),
                ),
            ),
            rule(),
            (beside(16, (self.list, 1), rule(upright=True), self._side, gap=0), 1),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed elsewhere."""
        self.crops.try_again()
        self.finds.look()
        self.refresh()
        self.list.setFocus()
        narrow = self.width() < NARROW
        self._side.setFixedWidth(300 if narrow else PREVIEW)
        self._hint.setVisible(not narrow or self.door.isHidden())

    def close_work(self) -> None:
        """Look no further."""
        self.finds.close()
        self.crops.close()

    def _look_shown(self) -> None:
        """Look at what was read since, and show it."""
        if self.isVisible():
            self.finds.look()
            self.refresh()

    def _show(self, cell: Cell | None) -> None:
        self._preview.show_cell(cell)
        decided = cell is not None and cell.entry.drawn is None  # an own cover always covers
        self.primary.setEnabled(cell is not None)
        self.cover.setEnabled(decided)
        self.left_open.setEnabled(decided and cell is not None and cell.label is None)
        if cell is None:
            self._title.say(self.tr("这里没有要看的"))
            self._why.say("")
            self._file.say("")
            return
        self._title.say(self.tr("第 {n} 页").format(n=cell.place))
        self._file.say(cell.page.file_name)
        self._why.say(cell.entry.reason)

    def open_page(self) -> None:
        """Open the page of the place in hand, at that place."""
        cell = self.list.cell
        assert cell is not None  # without one nothing can be pressed
        labelled = cell.label is not None
        go(self, At("review", *((cell.page.number, cell.entry) if labelled else cell.key)))


def _rows() -> tuple[Action[GalleryPage], ...]:
    return (
        Action("page", "打开这一页", keys=("Enter",), do=lambda page: page.open_page(),
               by_page=True, does="打开这一页，停在这一处"),
        Action("cover", "盖上", keys=COVER.keys, do=lambda page: page.decide(Decision.COVER),
               seen=True, does="盖上", decides=True),
        Action("leave", "不盖", keys=LEAVE.keys, do=lambda page: page.decide(Decision.LEAVE),
               seen=True, does="不盖（当前一处）", beside=True, decides=True),
        Action("up", keys=("W",), do=lambda page: page.list.step(0, -1), repeats=True,
               does="上、左、下、右一格", shown="W A S D、方向键"),
        Action("left", keys=("A",), do=lambda page: page.list.step(-1, 0), repeats=True),
        Action("down", keys=("S",), do=lambda page: page.list.step(0, 1), repeats=True),
        Action("right", keys=("D",), do=lambda page: page.list.step(1, 0), repeats=True),
        Action("covered", keys=("1",), do=lambda page: page.covered.click(), does="盖住的"),
        Action("open", keys=("2",), do=lambda page: page.open.click(), does="没有盖的",
               beside=True),
        Action("labels", keys=("3",), do=lambda page: page.labels.click(),
               does="姓名、单位、签字旁没有盖的"),
        Action("sheet", keys=("K",), do=lambda page: go(page, At("side-by-side")),
               does="同一类疑问处并排看，一起定"),
        Action("final", "成品黑", "black", ("C",), lambda page: page.black.click(), checkable=True,
               does="看成品：不透明的黑"),
        Action("back", keys=("G", "Esc"), do=lambda page: page.leave(), does="回到复核"),
    )  # fmt: skip


ACTIONS = _rows()

SHEET = KeySheet("遮盖一览的快捷键", (*ACTIONS, *OF_CASE))
