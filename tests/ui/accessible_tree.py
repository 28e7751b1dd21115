"""What a screen reader is told of a page: role, name, whether it can be used, and its key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from zcdesk.ui.kit.buttons import Button

Node = tuple[int, str, str, bool, str]
"""Depth, role, name, whether it is enabled, key."""

FRAMES = {"Client", "LayeredPane", "ScrollBar", "Separator", "Grip"}
"""Roles of what only holds others, or of what nobody is told: left out while they have no name."""


def tree_of(window: QWidget) -> list[Node]:
    """Return what can be heard of a window, from above to below."""
    for _ in range(4):  # a page that was filled anew has its children after two rounds
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return list(_walked(QAccessible.queryAccessibleInterface(window), 0))


def _walked(node: QAccessibleInterface, depth: int) -> Iterator[Node]:
    state = node.state()
    if state.invisible:  # type: ignore[attr-defined]
        return
    role, name = node.role().name, node.text(QAccessible.Text.Name)
    widget = node.object()
    key = widget.key if isinstance(widget, Button) else node.text(QAccessible.Text.Accelerator)
    heard = bool(name) or role not in FRAMES
    if heard:
        yield depth, role, _settled(name), not state.disabled, str(key or "")  # type: ignore[attr-defined]
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None:
            yield from _walked(child, depth + heard)


def _settled(name: str) -> str:
    """Return a name without what is another in each run: the folders of a test."""
    return re.sub(
        r"(/tmp)?/pytest-of-[^/]+/pytest-\d+/[^/]+", "…", name.replace(str(Path.home()), "~")
    )


def written(tree: list[Node]) -> str:
    """Return a tree as lines that two runs can be compared by."""
    return "".join(
        f"{'  ' * depth}{role} {name!r}{f' [{key}]' if key else ''}{'' if enabled else ' (off)'}\n"
        for depth, role, name, enabled, key in tree
    )
