"""Starts the program as a user starts it, and tells through a socket what can be seen of it.

    python -m tests.walks.observed SOCKET

It only looks: where a button stands, what has the keyboard, which page is shown. Whatever is done
to the window is done by the X server's events.
"""

import json
import socket
import sys
from pathlib import Path
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import QSocketNotifier, Qt

from zcdesk.__main__ import main as run
from zcdesk.ui.app import application

Told = dict[str, Any]

MOST_ROWS = 400
"""Rows of a list that are told."""


def told_of_all() -> Told:
    """Return what stands on the screen now (in the window's thread)."""
    front = QtWidgets.QApplication.activePopupWidget() or QtWidgets.QApplication.activeModalWidget()
    active = QtWidgets.QApplication.activeWindow()
    focus = QtWidgets.QApplication.focusWidget()
    pages, things, rows = [], [], []
    for widget in QtWidgets.QApplication.allWidgets():
        if not widget.isVisible() or (front is not None and widget.window() is not front.window()):
            continue
        if isinstance(widget, QtWidgets.QStackedWidget) and widget.parentWidget() is not None:
            pages.append((_depth(widget), type(widget.currentWidget()).__name__))
        if isinstance(widget, QtWidgets.QAbstractItemView):
            rows += _rows(widget)
        things.append(_thing(widget))
        things[-1]["focus"] = widget is focus
    return {
        "pages": [name for _depth_of, name in sorted(pages)],
        "window": type(active).__name__ if active is not None else "",
        "front": type(front).__name__ if front is not None else "",
        "focus": _thing(focus) if focus is not None else {},
        "things": [one for one in things if one["name"] or one["words"]],
        "rows": rows,
    }


def _depth(widget: QtWidgets.QWidget) -> int:
    """Return how many widgets lie around one."""
    around = widget.parentWidget()
    return 0 if around is None else 1 + _depth(around)


def _thing(widget: Any) -> Told:
    """Return a widget: its words, where it stands on the screen, and whether a click reaches it."""
    words = (
        widget.text() if isinstance(widget, QtWidgets.QAbstractButton | QtWidgets.QLabel) else ""
    )
    seen = widget.visibleRegion().boundingRect()
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QtWidgets.QScrollArea):
        area = area.parentWidget() if not area.isWindow() else None
    middle = widget.mapToGlobal(seen.center())
    there = QtWidgets.QApplication.widgetAt(middle) if not seen.isEmpty() else None
    return {
        "name": widget.accessibleName(),
        "words": words,
        "kind": [one.__name__ for one in type(widget).__mro__[:-4]],
        "place": _place(widget, widget.rect()),
        "seen": _place(widget, seen),
        "area": _place(area.viewport(), area.viewport().rect()) if area is not None else [],
        "reached": there is not None and (there is widget or widget.isAncestorOf(there)),
        "checked": isinstance(widget, QtWidgets.QAbstractButton) and widget.isChecked(),
        "typed": _typed(widget),
    }


def _typed(widget: QtWidgets.QWidget) -> str:
    if isinstance(widget, QtWidgets.QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QtWidgets.QLineEdit) else ""


def _rows(view: Any) -> list[Told]:
    """Return the rows of a list: what they say to a screen reader, and where they stand."""
    model, root = view.model(), view.rootIndex()
    port = view.viewport()
    found = []
    for number in range(min(model.rowCount(root), MOST_ROWS) if model is not None else 0):
        index = model.index(number, view.modelColumn() if hasattr(view, "modelColumn") else 0, root)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
        box = view.visualRect(index)
        found.append({
            "list": type(view).__name__,
            "name": str(said),
            "place": _place(port, box),
            "seen": _place(port, box.intersected(port.rect())),
            "area": _place(port, port.rect()),
            "current": index == view.currentIndex(),
            "picked": view.selectionModel().isSelected(index),
        })  # fmt: skip
    return found


def _place(widget: Any, box: Any) -> list[int]:
    if box.isEmpty():
        return [0, 0, 0, 0]
    corner = widget.mapToGlobal(box.topLeft())
    return [corner.x(), corner.y(), box.width(), box.height()]


def answer(path: Path) -> QSocketNotifier:
    """Answer whoever connects to the socket, between two turns of the window's own loop."""
    listening = socket.socket(socket.AF_UNIX)
    begun = path.with_name(f"{path.name}.begun")
    listening.bind(str(begun))
    listening.listen(1)
    begun.rename(path)  # whoever sees it can connect: between the two calls above nobody could
    heard = QSocketNotifier(listening.fileno(), QSocketNotifier.Type.Read)

    def tell() -> None:
        with listening.accept()[0] as asking:
            asking.sendall(json.dumps(told_of_all(), ensure_ascii=False).encode())

    heard.activated.connect(tell)
    return heard


def main(path: Path) -> int:
    """Run the program without arguments, with a window that can be asked."""
    prepare = application.prepare_application
    kept = []

    def prepared() -> QtWidgets.QApplication:
        found = prepare()
        kept.append(answer(path))
        return found

    application.prepare_application = prepared
    sys.argv[1:] = []
    return run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
