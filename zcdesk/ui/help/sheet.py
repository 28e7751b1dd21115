"""F1: the manual at the passage of the page on screen, and its keys; the window goes on beside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from zcdesk.resources import resource
from zcdesk.ui.help.everywhere import FIND, SHEET, WINDOW
from zcdesk.ui.help.manual_reader import ManualReader
from zcdesk.ui.help.topics import of_page
from zcdesk.ui.keys.actions import Action, Actions, KeySheet, key_lines
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.kit import Button, ButtonKind, given, show_outside
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.kit.learning import HELP
from zcdesk.ui.kit.top_bar import PRACTICE
from zcdesk.ui.look import (
    SPRING,
    Explanation,
    Label,
    Remark,
    TypeRole,
    beside,
    column,
    filled,
    grid,
    stacked,
    tip,
)

USUAL = QSize(1080, 680)
LEAST = QSize(760, 480)
"""A window that is smaller has no room for a sheet of its own size."""


BACK: Action[ManualReader] = Action(
    "back", "后退", "back", ("Alt+Left",), lambda reader: reader.go_back()
)

KEYS = 380
"""Pixels for the table of keys."""


class HelpSheet(QDialog):
    """The manual at the left, the keys of the page at the right.

    Attributes:
        reader: The manual.
        field: What is typed there is looked for in it.
    """

    def __init__(self, parent: QWidget, page: QWidget, anchor: str = "") -> None:
        """Make the sheet of ``page``; with ``anchor`` another passage is shown than the page's."""
        super().__init__(parent, **given(windowTitle=self.tr("快捷键与帮助")))
        self.reader = ManualReader()
        self.field = QLineEdit(
            placeholderText=self.tr("在手册里查找"),
            clearButtonEnabled=True,
            **given(
                accessibleName=self.tr("在手册里查找"),
                textChanged=self.reader.look_for,
                returnPressed=self.reader.setFocus,
            ),
        )
        column(
            self,
            (20, 16, 20, 16),
            12,
            self._head(),
            (beside((self.reader, 1), self._keys(page), gap=20), 1),
            self._foot(),
        )
        Actions(self.field, (FIND,), self, WINDOW)
        self.reader.open(anchor or of_page(page_name(page)))
        self.resize(USUAL.boundedTo(_room(parent.window())))
        self.reader.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press no button that has no focus: whoever types looks for something."""
        if event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        back = Actions(self.reader, (BACK,), self, WINDOW).button("back", ButtonKind.GHOST)
        whole = Button(
            self.tr("带图的整本"),
            ButtonKind.GHOST,
            icon="book",
            do=lambda: show_outside(resource("manual", "manual.html")),
            toolTip=tip(self.tr("在浏览器里打开，可以打印；文件在这台电脑上")),
        )
        whole.setAccessibleName(f"{whole.text()}，{whole.toolTip()}")
        return beside(
            (self.field, 1),
            back,
            Button(self.tr("目录"), ButtonKind.GHOST, icon="list", do=self.reader.show_contents),
            whole,
            gap=8,
        )

    def _keys(self, page: QWidget) -> QWidget:
        """Return the table of keys; it scrolls where the sheet is low."""
        sheet: KeySheet = getattr(page, "keys_shown", SHEET)
        title = QCoreApplication.translate("keys", sheet.title)
        rows = key_lines((*sheet.rows, *(page.window().property(PRACTICE) or ())))
        cells = grid(gap=(12, 6))
        cells.setColumnStretch(1, 1)
        for line, row in enumerate(rows):
            cells.addWidget(Label(row.keys, TypeRole.STRONG), line, 0, Qt.AlignmentFlag.AlignTop)
            cells.addWidget(Explanation(row.does), line, 1)
        inner = filled(
            QWidget(),
            stacked(Label(title, TypeRole.TITLE, wrap=True), cells, SPRING, margins=(0, 0, 12, 0)),
        )
        return scroll_area(
            inner,
            minimumWidth=KEYS,
            maximumWidth=KEYS,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            focusPolicy=Qt.FocusPolicy.TabFocus,  # the arrow keys scroll it
            accessibleName=title,
        )

    def _foot(self) -> QHBoxLayout:
        caption = self.tr("右手用鼠标，左手用字母键；每一步都可以撤销，随时可以关上窗口。")
        return beside(
            (Remark(caption), 1),
            Button(self.tr("知道了"), key="Esc", do=self.close),
        )


def show_sheet(window: QWidget, page: QWidget, anchor: str = "") -> None:
    """Show the sheet of a page in front of its window, in place of one that is there already."""
    for sheet in window.findChildren(HelpSheet):
        sheet.close()
    sheet = HelpSheet(window, page, anchor)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.show()


def answer_f1(window: QWidget) -> None:
    """Let F1 show the sheet of a window that is beside or in front of the main one."""
    row = Action[QWidget](HELP.name, keys=HELP.keys, do=lambda one: show_sheet(one, one))
    Actions(window, (row,), window, WINDOW)


def _room(window: QWidget) -> QSize:
    """Return what a sheet may take: the window's size, of a slim one what the screen has."""
    if window.width() >= LEAST.width() and window.height() >= LEAST.height():
        return window.size()
    return window.screen().availableSize()


def page_name(page: QWidget) -> str:
    """Return the name by which the help of a page is looked up."""
    return str(getattr(page, "help_name", type(page).__name__))
