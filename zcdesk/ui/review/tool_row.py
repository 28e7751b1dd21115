"""The tools above the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zcdesk.ui.kit.buttons import Button, Kind
from zcdesk.ui.look.text import rule
from zcdesk.ui.look.tips import tip

APART = 60
"""Pixels of the row that lie between and beside the buttons."""


class ToolRow(QWidget):
    """Select, draw, turn, zoom, compare, final.

    Signals:
        drawing: The drawing tool was taken up (True) or put down.
        turned: The page is to be turned clockwise by 90 degrees.
        fit_pressed: The next way to fit the page.
        bare: The bare original is to be shown (True) or no longer.
        final: The finished look is to be shown (True) or no longer.
        gallery_pressed: All covered places are to be shown at one glance.
        preparation_pressed: How the page lies is to be changed.
        repeat_pressed: The cover in hand is to be drawn on the other pages of the form.
    """

    drawing = Signal(bool)
    turned = Signal()
    fit_pressed = Signal()
    bare = Signal(bool)
    final = Signal(bool)
    gallery_pressed = Signal()
    preparation_pressed = Signal()
    repeat_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(44)
        self._narrow = False
        self.select = Button(self.tr("选择"), Kind.GHOST, icon="cursor")
        self.draw = Button(self.tr("画遮盖"), Kind.GHOST, icon="draw", key="Q")
        self.repeat = Button(self.tr("重复"), Kind.GHOST, icon="repeat", key="B")
        self.repeat.setToolTip(tip(self.tr("在同一表格的其他页同一位置重复这一处")))
        self.gallery = Button(self.tr("一览"), Kind.GHOST, icon="grid", key="G")
        self.turn = Button(self.tr("转正"), Kind.GHOST, icon="rotate", decides=True)
        self.turn.setToolTip(tip(self.tr("顺时针转 90°，Ctrl+R；逆时针，Ctrl+L")))
        self.lie = Button(self.tr("裁边"), Kind.GHOST, icon="fit", key="P")
        self.lie.setToolTip(tip(self.tr("四个角、倾斜、匀光，原图与摆正后对照")))
        self.zoom = Button("100%", Kind.GHOST, icon="zoom", key="Z")
        self.compare = Button(self.tr("对照原图"), Kind.GHOST, icon="compare", key="V")
        self.black = Button(self.tr("成品黑"), Kind.GHOST, icon="black", key="C")
        self._all = (
            self.select, self.draw, self.repeat, self.turn, self.lie, self.zoom, self.gallery,
            self.compare, self.black,
        )  # fmt: skip
        for button in (self.select, self.draw, self.black):
            button.setCheckable(True)
        self.select.setChecked(True)
        self._lay_out()
        self.select.clicked.connect(self._take_select)
        self.draw.clicked.connect(self._take_draw)
        self.turn.clicked.connect(self.turned)
        self.zoom.clicked.connect(self.fit_pressed)
        self.compare.pressed.connect(self._show_bare)
        self.compare.released.connect(self._hide_bare)
        self.black.clicked.connect(self.final)
        self.gallery.clicked.connect(self.gallery_pressed)
        self.lie.clicked.connect(self.preparation_pressed)
        self.repeat.clicked.connect(self.repeat_pressed)

    def set_drawing(self, drawing: bool) -> None:
        """Show which tool is in hand."""
        self.draw.setChecked(drawing)
        self.select.setChecked(not drawing)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only; so it does by itself where the words have no room."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words whole, or show none."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = sum(button.words_width() + 2 for button in self._all) + APART
        compact = self._narrow or self.width() < room
        for button in self._all:
            button.set_compact(compact and button is not self.zoom)

    def show_zoom(self, scale: float) -> None:
        """Show how large the page is drawn."""
        self.zoom.say(f"{round(scale * 100)}%")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        for button in (self.select, self.draw, self.repeat):
            row.addWidget(button)
        for group in ((self.turn, self.lie), (self.zoom,)):
            line = rule(upright=True)
            line.setFixedHeight(20)
            row.addSpacing(4)
            row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addSpacing(4)
            for button in group:
                row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.gallery)
        row.addWidget(self.compare)
        row.addWidget(self.black)

    def _take_select(self) -> None:
        self.set_drawing(False)
        self.drawing.emit(False)

    def _take_draw(self) -> None:
        self.set_drawing(True)
        self.drawing.emit(True)

    def _show_bare(self) -> None:
        self.bare.emit(True)

    def _hide_bare(self) -> None:
        self.bare.emit(False)
