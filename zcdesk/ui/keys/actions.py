"""What a page can do, each act in one row: its button, keys, tooltip and line of F1 follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from zcdesk.ui.kit import Button, ButtonKind, given
from zcdesk.ui.look import tip

Owner = TypeVar("Owner", contravariant=True)
AnyButton = TypeVar("AnyButton", bound=QAbstractButton)

ACT = "act"
"""Property of a button: the name of the act that it does."""

CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut


@dataclass(frozen=True)
class Action(Generic[Owner]):
    """One act of a page, or a line of F1 alone where the page itself handles a gesture.

    The words are Chinese; ``tools/translations.py`` finds them in the tables.

    Attributes:
        name: By which the page asks for it.
        text: Words on its button; a page may say others.
        icon: On its button.
        keys: All keys that do it; its button shows the first.
        do: The act itself, done to the owner of the table.
        seen: The keys work only while its button is on screen and can be pressed, wherever the
            focus is; the button itself always does the act.
        does: What F1 says of it; "" leaves it out.
        shown: What F1 writes for the keys, where that is not simply all of them.
        beside: F1 writes it on the line of the row above.
        tip: Tooltip; ``{name}`` becomes the key of that act.
        place: Where on the page its button is, where that is built from the table.
        repeats: A key that is held down does it again and again.
        decides: See ``Button``.
        checkable: Its button stays down.
        plain: Its button does not show the key.
        by_page: The page handles the keys itself, as their meaning hangs on where the focus is.
    """

    name: str
    text: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    do: Callable[[Owner], object] | None = None
    seen: bool = False
    does: str = ""
    shown: str = ""
    beside: bool = False
    tip: str = ""
    place: str = ""
    repeats: bool = False
    decides: bool = False
    checkable: bool = False
    plain: bool = False
    by_page: bool = False

    @property
    def key(self) -> str:
        """The key as its button shows it, or ""."""
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True)
class KeyLine:
    """Keys and what they do, as F1 and the manual show them."""

    keys: str
    does: str


@dataclass(frozen=True)
class KeySheet:
    """What F1 shows of a page: a title (Chinese) and the rows, in this order."""

    title: str
    rows: tuple[Action[Any], ...]


def key_lines(rows: Sequence[Action[Any]]) -> tuple[KeyLine, ...]:
    """Return what F1 and the manual show of ``rows``, in the language of the window."""
    lines: list[KeyLine] = []
    for row in rows:
        if row.does or row.beside:
            line = KeyLine(_tr(row.shown) or "、".join(row.keys), _tr(row.does))
            if row.beside:
                first = lines.pop()
                line = KeyLine(f"{first.keys}　{line.keys}", f"{first.does}　{line.does}".strip())
            lines.append(line)
    return tuple(lines)


class Actions(Generic[Owner]):
    """The rows of one page as Qt's actions: their keys are bound, buttons are made of them."""

    def __init__(
        self,
        owner: Owner,
        rows: Sequence[Action[Owner]],
        widget: QWidget,
        context: Qt.ShortcutContext = CONTEXT,
    ) -> None:
        """Bind the keys of ``rows`` to ``widget``; by default they work while it has the focus."""
        self.rows = tuple(rows)
        self._widget = widget
        self._bound = {
            row.name: _Bound(row, partial(row.do, owner), widget, context) for row in rows if row.do
        }
        self._named = {row.name: row for row in rows}

    def key(self, name: str) -> str:
        """Return the key of an act as buttons show it."""
        return self._named[name].key

    def face(self, name: str, kind: ButtonKind = ButtonKind.SECONDARY, **given: Any) -> Button:
        """Return the button of an act that consists in pressing it; the page says what follows.

        What else is ``given`` is what a ``Button`` takes.
        """
        return button_of(self._named[name], kind, **given)

    def button(self, name: str, kind: ButtonKind = ButtonKind.SECONDARY, **given: Any) -> Button:
        """Return a button that does an act and shows its words, icon, key and tooltip."""
        made = button_of(self._named[name], kind, **given)
        if self._named[name].tip:
            keys = {row.name: row.key for row in self.rows}
            made.setToolTip(tip(said(self._named[name].tip).format(**keys)))
        return self.bind(made, name)

    def icon_button(self, name: str) -> Button:
        """Return a button that shows only its icon; words and key are in name and tooltip."""
        return self.bind(icon_of(self._named[name]), name)

    def bind(self, button: AnyButton, name: str) -> AnyButton:
        """Let a button that was made elsewhere do an act, and return it."""
        if name in self._bound:
            button.clicked.connect(self._bound[name].trigger)
            button.setProperty(ACT, name)
            if self._named[name].seen:  # Qt asks of a shortcut whether its widget is visible
                button.addAction(self._bound[name])
        return button


class _Bound(QAction):
    """One act, bound to its keys on a widget."""

    def __init__(
        self,
        row: Action[Any],
        do: Callable[[], object],
        widget: QWidget,
        context: Qt.ShortcutContext,
    ) -> None:
        super().__init__(
            said(row.text),
            widget,
            shortcutContext=Qt.ShortcutContext.WindowShortcut if row.seen else context,
            autoRepeat=row.repeats,
            **given(objectName=row.name, triggered=self._run),
        )
        self._do = do
        self.setShortcuts([QKeySequence(key) for key in row.keys if not row.by_page])
        if not row.seen:
            widget.addAction(self)

    def _run(self) -> None:
        self._do()


def button_of(row: Action[Any], kind: ButtonKind = ButtonKind.SECONDARY, **given: Any) -> Button:
    """Return a button with words, icon and key of ``row``; it does what is ``given`` to do."""
    row_given = {"icon": row.icon, "key": "" if row.plain else row.key, "decides": row.decides}
    return Button(said(row.text), kind, **{"checkable": row.checkable, **row_given, **given})


def icon_of(row: Action[Any], **given: Any) -> Button:
    """Return the same with its icon alone."""
    made = button_of(row, ButtonKind.GHOST, **given)
    made.set_compact(True)
    return made


def said(words: str) -> str:
    """Return the words of a button or tooltip in the language of the window."""
    return QCoreApplication.translate("actions", words) if words else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("keys", words) if words else ""
