"""F1: the keys of the page on screen, on one sheet that does not block the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.key_tables import (
    KeyRow,
    KeySheet,
    everywhere,
    in_batch,
    in_gallery,
    in_preparation,
    in_review,
    in_sections,
    in_shared,
)
from zcdesk.ui.look.text import Label, column
from zcdesk.ui.look.tokens import Role, Tone


class HelpSheet(QDialog):
    """The table of keys, in two columns."""

    def __init__(self, parent: QWidget, page: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键与帮助"))
        layout = column(self, (24, 20, 24, 20), 12)
        title, rows = self._of(page)
        layout.addWidget(Label(title, Role.TITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        half = (len(rows) + 1) // 2
        for place, row in enumerate(rows):
            line, side = place % half, place // half
            grid.addWidget(Label(row.keys, Role.STRONG), line, side * 3)
            grid.addWidget(Label(row.does, Role.BODY, Tone.TEXT2), line, side * 3 + 1)
        grid.setColumnMinimumWidth(2, 24)
        layout.addLayout(grid)
        told = self.tr("右手用鼠标，左手用字母键；每一步都可以撤销，随时可以关上窗口。")
        layout.addWidget(Label(told, Role.CAPTION, Tone.TEXT2))
        close = Button(self.tr("知道了"), key="Esc")
        close.clicked.connect(self.close)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _of(self, page: QWidget) -> tuple[str, tuple[KeyRow, ...]]:
        sheet = getattr(page, "key_sheet", None)  # the classes of the pages load too much
        if sheet is KeySheet.REVIEW:
            return self.tr("逐页复核的快捷键"), in_review()
        if sheet is KeySheet.PREPARATION:
            return self.tr("摆正与裁边的快捷键"), in_preparation()
        if sheet is KeySheet.GALLERY:
            return self.tr("遮盖一览的快捷键"), in_gallery()
        if sheet is KeySheet.SECTIONS:
            return self.tr("栏目页的快捷键"), (*in_sections(), *everywhere())
        if sheet is KeySheet.BATCH:
            return self.tr("单位批量的快捷键"), (*in_batch(), *everywhere())
        if sheet is KeySheet.SHARED:
            return self.tr("合订扫描件的快捷键"), in_shared()
        return self.tr("到处都能用的快捷键"), everywhere()
