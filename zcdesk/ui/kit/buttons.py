"""The buttons: drawn from the tokens, with icon, words and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from zcdesk.ui.keys.enter import ENTER_KEYS, TAKES, FilledKey, is_typed_into
from zcdesk.ui.look import (
    BUTTON,
    PRIMARY,
    RADIUS_BUTTON,
    RADIUS_CHIP,
    Look,
    TypeRole,
    fonts,
    icons,
    inside,
    paint_box,
    paint_choice,
    paint_own_focus,
    paint_words,
    pen,
    smooth_painter,
    tip,
    tokens,
)

GAP = 6
PADDING = 12
DENSE_PADDING = 6

Slot = Callable[..., object] | SignalInstance
"""What a signal can be connected to."""


def given(**properties: Any) -> dict[str, Any]:
    """Return properties and signals for a widget of Qt: its own types know but a class's own."""
    return properties


def wire(*rows: tuple[SignalInstance, Slot]) -> None:
    """Connect the signal of each row with what it calls."""
    for signal, slot in rows:
        signal.connect(slot)


class ButtonKind(StrEnum):
    """How loud a button is; each screen has exactly one primary."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    LINK = "link"


class Button(QPushButton):
    """A button that shows icon, words and key, and speaks all of them to a screen reader.

    Attributes:
        decides: What it does is an answer, a confirmation or an export. Enter leads on everywhere,
            so it presses no such button: whoever presses Enter again and again decides nothing.
            On an answer (a checkable one) it presses the filled button of the page instead.

    ``do`` is what a click calls; ``properties`` and signals are given by Qt's own names, as to its
    own widgets.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        dense: bool = False,
        decides: bool = False,
        do: Slot | None = None,
        **properties: Any,
    ) -> None:
        self.decides = decides
        fixed = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        usual = given(cursor=Qt.CursorShape.PointingHandCursor, sizePolicy=fixed)
        super().__init__(**properties | usual)
        if do is not None:
            self.clicked.connect(do)
        self._kind, self._icon, self._key = kind, icon, key
        self._padding = DENSE_PADDING if dense else PADDING
        self._compact = False
        self._prints = True
        self._filled: FilledKey | None = None
        self.setProperty(TAKES, kind is not ButtonKind.PRIMARY)
        if self.isCheckable():
            self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self.updateGeometry)  # a chosen answer is drawn in stronger letters
        self.say(text)

    def say(self, text: str, key: str | None = None, icon: str | None = None) -> None:
        """Change the words, and key and icon when given; the same again costs no layout."""
        before = self.text(), self._key, self._icon
        self._key = self._key if key is None else key
        self._icon = self._icon if icon is None else icon
        self.setText(text)
        if self._filled is not None:
            self._filled.follow()
        self._name()
        if self._compact:
            self.setToolTip(tip(self.accessibleName()))
        if (text, self._key, self._icon) != before:
            self.updateGeometry()
            self.update()

    @property
    def is_filled(self) -> bool:
        """Tell whether it is the loud one of its page."""
        return self._kind is ButtonKind.PRIMARY

    @property
    def key(self) -> str:
        """Its key, printed or not."""
        return self._key

    @property
    def printed_key(self) -> str:
        """The key that it prints now, or ""; no letter while one would be written into a field."""
        heard = len(self._key) != 1 or not is_typed_into(QApplication.focusWidget())
        return self._key if self._prints and not self._compact and heard else ""

    def print_key(self, printed: bool) -> None:
        """Print its key, or do not where something else has the focus that takes it."""
        if printed != self._prints:
            self._prints = printed
            self._name()
            self.update()

    def setCheckable(self, checkable: bool) -> None:
        """Make it an answer, which Enter does not give: there it leads on."""
        super().setCheckable(checkable)
        self.setProperty(TAKES, not (self.decides and checkable))

    def showEvent(self, event: QShowEvent) -> None:
        """Let the page's Enter press a filled button."""
        super().showEvent(event)
        if self._kind is ButtonKind.PRIMARY and self._filled is None:
            self._filled = FilledKey(self, self)

    def _name(self) -> None:
        key = self._key if self._prints or self._compact else ""
        self.setAccessibleName(f"{self.text()}，{key}" if key else self.text())

    def set_compact(self, compact: bool) -> None:
        """Show only the icon; the words go to the tooltip."""
        if compact != self._compact:
            self._compact = compact
            self.setToolTip(tip(self.accessibleName() if compact else ""))
            self.updateGeometry()
            self.update()

    def words_width(self) -> int:
        """Return the pixels that icon and words take, whether they are shown now or not."""
        return round(self._content_width(with_key=False)) + 2 * self._padding

    def sizeHint(self) -> QSize:
        """Return room for everything that is shown."""
        height = PRIMARY if self._kind is ButtonKind.PRIMARY else BUTTON
        width = round(self._content_width(with_key=True)) + 2 * self._padding
        return QSize(height if self._compact else width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; words are elided below the size hint."""
        height = PRIMARY if self._kind is ButtonKind.PRIMARY else BUTTON
        if self._compact or self._kind is ButtonKind.PRIMARY:
            return QSize(height, height)
        return QSize(round(self._content_width(with_key=False)) + 2 * self._padding, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button that leads on, as Space does; held down, it presses once."""
        if event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)
        elif self.decides and self.isCheckable():
            event.ignore()
        elif self.decides or not event.isAutoRepeat():
            self.lead()

    def lead(self) -> None:
        """Press it for a key that only leads on; of what decides say which key does it."""
        if self.decides:
            self.setFocus()
            advice = self.tr("这个键不代您决定。要“{what}”，请按空格键。").format(what=self.text())
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip(advice), self)
        else:
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        painter = smooth_painter(self)
        self._paint_ground(painter)
        self._paint_content(painter)

    def _content_width(self, *, with_key: bool) -> float:
        width = fonts.metrics(self._role()).horizontalAdvance(self.text())
        if self._icon:
            width += icons.SIZE + (GAP if self.text() else 0)
        if with_key:
            width += self._key_room()
        return width

    def _key_room(self) -> float:
        if not self._key:
            return 0.0
        return GAP + 2 + key_width(self._key, framed=self.framed)

    @property
    def framed(self) -> bool:
        """Tell whether it looks like a button, and is no link and no answer."""
        return self._kind in (ButtonKind.PRIMARY, ButtonKind.SECONDARY) and not self.isCheckable()

    def _role(self) -> TypeRole:
        loud = self._kind is ButtonKind.PRIMARY or (self.isCheckable() and self.isChecked())
        return TypeRole.STRONG if loud else TypeRole.BODY

    def _ink(self) -> str:
        table = tokens()
        if not self.isEnabled():
            return table.text3
        if self._kind is ButtonKind.PRIMARY:
            return table.on_accent
        if self._kind is ButtonKind.LINK or (self.isCheckable() and self.isChecked()):
            return table.accent
        return table.text

    def _paint_ground(self, painter: QPainter) -> None:
        table = tokens()
        box = inside(self, 0.75)
        fill = edge = "transparent"
        width = 1.0
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._kind is ButtonKind.PRIMARY and self.isEnabled():
            fill = table.pressed if self.isDown() else table.hover if hot else table.accent
        elif self.isCheckable() and self.isChecked():
            fill, edge, width = table.accent_soft, table.accent, 1.5
        else:
            if self._kind in (ButtonKind.SECONDARY, ButtonKind.PRIMARY):
                fill, edge = table.surface, table.field
            if hot:
                fill = table.line if self.isDown() else table.sunken
            if hot and table.look is Look.CONTRAST:
                edge, width = table.text, 3.0
        paint_box(painter, box, RADIUS_BUTTON, pen(edge, width), fill)
        if self.hasFocus():
            self._paint_focus(painter, box)

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        """Draw a ring: inside a filled button with a gap, on the border of the others."""
        primary = self._kind is ButtonKind.PRIMARY
        inset = 3.0 if primary else 0.5
        ring = box.adjusted(inset, inset, -inset, -inset)
        paint_box(
            painter,
            ring,
            RADIUS_BUTTON - inset / 2,
            pen(tokens().on_accent if primary else tokens().accent, 2),
            Qt.BrushStyle.NoBrush,
        )

    def _paint_content(self, painter: QPainter) -> None:
        ink = self._ink()
        metric = fonts.metrics(self._role())
        room = self.width() - 2 * (0 if self._compact else self._padding)
        words = "" if self._compact else self.text()
        with_key = bool(self.printed_key)
        with_key = with_key and self._content_width(with_key=True) <= room + 1
        icon_room = icons.SIZE + (GAP if words else 0) if self._icon else 0
        words = metric.elidedText(words, Qt.TextElideMode.ElideMiddle, room - icon_room + 1)
        key_room = self._key_room() if with_key else 0.0
        width = icon_room + metric.horizontalAdvance(words) + key_room
        left = max((self.width() - width) / 2, 0)
        middle = self.height() / 2
        if self._icon:
            box = QRectF(left, middle - icons.SIZE / 2, icons.SIZE, icons.SIZE)
            icons.paint(painter, self._icon, ink, box)
        text_box = QRectF(left + icon_room, 0, self.width(), self.height())
        paint_words(painter, text_box, words, self._role(), ink)
        if with_key:
            paint_key(painter, self._key, left + width, middle, ink, framed=self.framed)


def key_width(key: str, *, framed: bool) -> float:
    """Return the room that a key takes, with its cap or plain."""
    return fonts.metrics(TypeRole.CAPTION).horizontalAdvance(key) + (14 if framed else 2)


def paint_key(
    painter: QPainter, key: str, right: float, middle: float, ink: str, *, framed: bool
) -> None:
    """Draw a key so that it ends at ``right``, framed like a cap or plain."""
    width = key_width(key, framed=framed)
    cap = QRectF(right - width, middle - 9, width, 18)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if framed:
        painter.setPen(pen(ink))
        painter.drawRoundedRect(cap, RADIUS_CHIP, RADIUS_CHIP)
    paint_words(painter, cap, key, TypeRole.CAPTION, ink, align=Qt.AlignmentFlag.AlignCenter)


class Radio(QRadioButton):
    """One of several answers."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(
            text,
            parent,
            **given(
                accessibleName=f"{text}，{key}" if key else text,
                cursor=Qt.CursorShape.PointingHandCursor,
                minimumHeight=BUTTON,
            ),
        )

    def sizeHint(self) -> QSize:
        """Return room for ring and words."""
        words = fonts.metrics(TypeRole.BODY).horizontalAdvance(self.text())
        return QSize(round(18 + 10 + words) + 8, BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and words."""
        table = tokens()
        painter = smooth_painter(self)
        ring = QRectF(4, self.height() / 2 - 9, 18, 18).adjusted(1, 1, -1, -1)
        paint_choice(painter, ring, chosen=self.isChecked())
        words = QRectF(32, 0, self.width(), self.height())
        role = TypeRole.STRONG if self.isChecked() else TypeRole.BODY
        paint_words(painter, words, self.text(), role, table.text)
        paint_own_focus(self, painter, inside(self, 1))
