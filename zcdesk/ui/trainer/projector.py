"""The projector mode: the whole screen, larger text, pressed keys shown, black screen, pen."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from zcdesk.ui.help.everywhere import EVERYWHERE, WINDOW
from zcdesk.ui.keys.actions import Action, Actions, KeySheet
from zcdesk.ui.kit.preferences import preferences
from zcdesk.ui.lessons.strip import ACTIONS as PRACTISING
from zcdesk.ui.trainer.overlay import BlackScreen, KeyShown, PenLayer

SIZE = 125
"""Percent of the usual text size: what still fits 1024 × 768, the screen of an old projector."""

_ALONE = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
     Qt.Key.Key_CapsLock, Qt.Key.Key_unknown}
)  # fmt: skip
"""Keys that say nothing alone."""

_LOUD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class HasProjector(Protocol):
    """What begins and ends the mode."""

    def toggle_projector(self) -> None:
        """Begin the mode, or end it."""


class Projector(QObject):
    """Begins and ends the mode for one window.

    Signals:
        changed: It began or ended.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = Qt.WindowState.WindowNoState
        self.on = False
        self.keys = KeyShown(window)
        self.black = BlackScreen(window)
        self.black.ended.connect(self._give_back)
        self.pen = PenLayer(window)
        self.pen.ended.connect(self.put_pen_away)
        self._focus: QWidget | None = None
        Actions(self, ACTIONS, window, WINDOW)

    def toggle(self) -> None:
        """Begin, or end."""
        if self.on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Show everything larger, on the whole screen where there is one, with the keys."""
        if self.on:
            return
        self.on = True
        self._before = self._window.windowState()
        preferences().lend_size(max(SIZE, preferences().size))
        if _has_screen():
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        self._application().installEventFilter(self)
        self.changed.emit()

    def end(self) -> None:
        """Show everything as it was."""
        if not self.on:
            return
        self.on = False
        self._application().removeEventFilter(self)
        for layer in (self.keys, self.black):
            layer.hide()
        self.pen.end()
        preferences().lend_size(None)
        if _has_screen():
            self._window.setWindowState(self._before)
        self.changed.emit()

    def go_black(self) -> None:
        """Let everybody look at the trainer."""
        self._focus = QApplication.focusWidget()
        self.keys.hide()
        self.black.begin()

    def take_pen(self) -> None:
        """Draw on top of whatever is shown."""
        self._focus = QApplication.focusWidget()
        self.pen.begin()

    def put_pen_away(self) -> None:
        """Give the pointer back to the page."""
        self.pen.end()
        self._give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show each key once, before anybody takes it; what is typed into a field is not shown."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.isAutoRepeat()
            and watched is QApplication.focusWidget()  # it goes on to those around it
            and not isinstance(watched, BlackScreen | PenLayer)
            and (words := key_words(event))
        ):
            self.keys.tell(words)
        return False

    def _give_back(self) -> None:
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    def _application(self) -> QCoreApplication:
        found = QCoreApplication.instance()
        assert found is not None
        return found


def key_words(event: QKeyEvent) -> str:
    """Return a pressed key as keyboards name it; "" for what says nothing, or is being typed."""
    key = event.key()
    if key in _ALONE:
        return ""
    typed = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    if typed and event.text().isprintable() and event.text() and not event.modifiers() & _LOUD:
        return ""
    say = QCoreApplication.translate
    named = {
        Qt.Key.Key_Space: say("projector", "空格"),
        Qt.Key.Key_Return: "Enter", Qt.Key.Key_Enter: "Enter",
        Qt.Key.Key_Left: say("projector", "向左键"), Qt.Key.Key_Right: say("projector", "向右键"),
        Qt.Key.Key_Up: say("projector", "向上键"), Qt.Key.Key_Down: say("projector", "向下键"),
        Qt.Key.Key_PageUp: "PageUp", Qt.Key.Key_PageDown: "PageDown",
    }  # fmt: skip
    words = named.get(Qt.Key(key)) or QKeySequence(key).toString()
    modifiers = event.modifiers()
    for modifier, name in (
        (Qt.KeyboardModifier.ShiftModifier, "Shift"), (Qt.KeyboardModifier.AltModifier, "Alt"),
        (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    ):  # fmt: skip
        if modifiers & modifier:
            words = f"{name}+{words}"
    return words


def _has_screen() -> bool:
    return QGuiApplication.platformName() not in ("offscreen", "minimal")


PROJECTOR: Action[HasProjector] = Action(
    "projector", keys=("Shift+F11",), do=lambda door: door.toggle_projector(),
    does="投影模式：全屏、大字、写出按下的键；再按结束",
)  # fmt: skip

ACTIONS: tuple[Action[Projector], ...] = (
    Action("black", keys=("F8",), do=lambda shown: shown.go_black(), when=lambda shown: shown.on,
           does="投影时黑屏；按任意键回来"),
    Action("pen", keys=("F12",), do=lambda shown: shown.take_pen(), when=lambda shown: shown.on,
           does="投影时拿起画笔，再按或 Esc 放下；画的几秒后消失"),
)  # fmt: skip

SLIDES: tuple[Action[object], ...] = (
    Action("next", does="放映：下一张", shown="空格、→、PageDown"),
    Action("previous", does="放映：上一张", shown="PageUp、向左键"),
    Action("line", does="放映：画给大家看", shown="按住鼠标"),
    Action("dark", does="放映：黑屏", shown="B、句号"),
    Action("end", does="放映：擦去画的，再按结束", shown="Esc"),
)
"""Keys of the slides, which handle them themselves."""

PROJECTED: tuple[Action[Any], ...] = (PROJECTOR, *ACTIONS, *SLIDES)

SHEET = KeySheet("讲师的快捷键", (*PROJECTED, *PRACTISING, *EVERYWHERE))
