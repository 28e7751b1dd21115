"""What a case without pages shows: one place to bring the scans to, and nothing besides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.ui.case.wishes import SlotWishes
from zcdesk.ui.intake.watch_card import Scanner
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.kit.drop_area import DropGround
from zcdesk.ui.look import FLUSH, SPRING, Label, Tone, TypeRole, column, icons, tokens
from zcdesk.ui.session.folder_watch import FolderWatch

ICON = 44


class EmptyCase(QWidget):
    """The drop area; scanner and watched folder are behind one link below it."""

    def __init__(self, wishes: SlotWishes, watch: FolderWatch) -> None:
        super().__init__()
        self.area = BigDrop(wishes)
        column(self, FLUSH, 8, (self.area, 1), Scanner(watch))


class BigDrop(DropGround):
    """Takes files that are dropped; a click, Enter or Space chooses some."""

    def __init__(self, wishes: SlotWishes) -> None:
        growing = QSizePolicy.Policy.Expanding
        super().__init__(
            focusPolicy=Qt.FocusPolicy.StrongFocus,
            cursor=Qt.CursorShape.PointingHandCursor,
            sizePolicy=QSizePolicy(growing, growing),
            minimumHeight=220,
        )
        self._wishes = wishes
        middle = Qt.AlignmentFlag.AlignCenter
        head = self._head = Label(self.tr("把扫描件放进来"), TypeRole.HEAD, alignment=middle)
        words = Label(
            self.tr("照片、PDF、Word、微信压缩包都可以，原件不动"),
            tone=Tone.TEXT2,
            alignment=middle,
        )
        self.setAccessibleName(f"{head.accessibleName()}，{words.accessibleName()}")
        column(self, (16, 16, 16, 16), 8, SPRING, ICON + 12, head, words, SPRING)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Put files among the unsorted pages."""
        self._wishes.files_dropped.emit("", paths, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose files."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose files for Enter and Space."""
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            self._ask()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon on the ground."""
        super().paintEvent(event)
        spot = QRectF(self.width() / 2 - ICON / 2, self._head.y() - ICON - 8, ICON, ICON)
        icons.paint(QPainter(self), "import", tokens().accent, spot)

    def _ask(self) -> None:
        self._wishes.files_wanted.emit("")
