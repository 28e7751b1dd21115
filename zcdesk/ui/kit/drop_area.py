"""Where scans are dropped or chosen; nothing is opened here."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from zcdesk.pages.opening.decoding import OPENED, patterns
from zcdesk.ui.keys.actions import Action, Actions
from zcdesk.ui.kit.asking import ask_files, ask_folder
from zcdesk.ui.kit.buttons import Button
from zcdesk.ui.kit.last_folder import last_folder
from zcdesk.ui.kit.marks import Drawing
from zcdesk.ui.look import (
    RADIUS_CARD,
    SPRING,
    Label,
    Tone,
    beside,
    column,
    inside,
    paint_box,
    pen,
    smooth_painter,
    tokens,
)


class TakesFiles:
    """Mixed into a widget that accepts drops: takes files anywhere on it."""

    @abstractmethod
    def take(self, paths: tuple[Path, ...]) -> None:
        """Take files or folders."""

    def hang(self, over: bool) -> None:
        """Show whether files hang over it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what has files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.hang(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back."""
        self.hang(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.hang(False)
        event.acceptProposedAction()
        self.take(local_paths(event.mimeData()))


class DropGround(TakesFiles, QWidget):
    """A dashed place that files are dropped on."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(acceptDrops=True, **properties)
        self._over = False

    def hang(self, over: bool) -> None:
        """Show whether files hang over it."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border."""
        table = tokens()
        painter = smooth_painter(self)
        edge = table.accent if self._over or self.hasFocus() else table.field
        paint_box(
            painter,
            inside(self, 1),
            RADIUS_CARD,
            pen(edge, 1.4, Qt.PenStyle.DashLine),
            table.accent_soft if self._over else table.surface,
        )


class DropArea(DropGround):
    """Takes files and folders.

    Attributes:
        paths: What was taken.
        handed_on: Takes what comes still once ``paths`` are used: a dialog may be open meanwhile.
        stops: Its buttons, where Tab stops.

    Signals:
        changed: Other files were chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paths: tuple[Path, ...] = ()
        self.handed_on: Callable[[tuple[Path, ...]], object] | None = None
        icon = Drawing()
        icon.show_icon("import")
        self._words = Label("", tone=Tone.TEXT2, alignment=Qt.AlignmentFlag.AlignCenter)
        files = Actions(self, (FILES,), self, Qt.ShortcutContext.WindowShortcut).button("files")
        folder = Button(self.tr("选文件夹…"), icon="folder", do=self.choose_folder)
        self._clear = Button(self.tr("清空"), icon="stop", do=self._empty)
        self.stops = (files, folder, self._clear)
        column(
            self,
            (16, 16, 16, 16),
            8,
            icon,
            self._words,
            beside(SPRING, files, folder, self._clear, SPRING, gap=8),
        )
        self._show()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Add files or folders; one that is there already is not added twice."""
        if self.handed_on is not None:
            self.handed_on(paths)
            return
        last_folder.note(paths)
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self._show()
        self.changed.emit()

    def choose_files(self) -> None:
        """Ask for files."""
        ask_for_scans(self, self.take)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        ask_folder(self, self.tr("选放扫描件的文件夹"), lambda folder: self.take((folder,)))

    def hang(self, over: bool) -> None:
        """Say that letting go puts the files in."""
        super().hang(over)
        self._show()

    def _empty(self) -> None:
        self.paths = ()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._clear.setVisible(bool(self.paths))
        if self._over:
            self._words.say(self.tr("松开即放入"), Tone.ACCENT)
        elif not self.paths:
            self._words.say(self.tr("把扫描件或文件夹拖到这里"), Tone.TEXT2)
        else:
            first = "、".join(path.name for path in self.paths[:3])
            more = self.tr(" 等") if len(self.paths) > 3 else ""
            words = self.tr("已选 {n} 项：{names}{more}")
            self._words.say(words.format(n=len(self.paths), names=first, more=more), Tone.TEXT)
        self.update()


def ask_for_scans(parent: QWidget, take: Callable[[tuple[Path, ...]], object]) -> None:
    """Ask for scan files."""
    title = QCoreApplication.translate("drop_area", "选扫描件")
    ask_files(parent, title, take, kinds=kinds_of_scans())


def kinds_of_scans() -> str:
    """Return what the choice of files shows first; everything can be tried, the content decides."""
    words = QCoreApplication.translate("drop_area", "扫描件 ({endings});;所有文件 (*)")
    return words.format(endings=patterns(OPENED))


def local_paths(given: QMimeData | None) -> tuple[Path, ...]:
    """Return the files and folders that were dropped or copied.

    Args:
        given: What was; some systems give None for a clipboard that is empty.
    """
    urls = given.urls() if given else ()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


FILES: Action[DropArea] = Action(
    "files", "选文件…", "file", ("Ctrl+I",), lambda area: area.choose_files()
)
