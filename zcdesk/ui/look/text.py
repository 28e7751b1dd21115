"""Labels in the type roles, and the few shapes that every page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zcdesk.ui.look import fonts
from zcdesk.ui.look.theme import theme
from zcdesk.ui.look.tips import tip
from zcdesk.ui.look.tokens import Tone, TypeRole


class Label(QLabel):
    """Plain text in one role and tone; ``wrap`` sets it in lines of the role's own height.

    ``properties`` and signals are given by Qt's own names, as to its own widgets.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        tone: Tone = Tone.TEXT,
        *,
        wrap: bool = False,
        **properties: Any,
    ) -> None:
        super().__init__(**properties)
        self._role = role
        self._wrap = wrap
        self.setProperty("role", str(role))
        self.setProperty("tone", str(tone))
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            theme().changed.connect(self._set_anew)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        """Return one line; the layout asks for the height of the width that there is."""
        if not self._wrap:
            return super().minimumSizeHint()
        return QSize(60, fonts.line(self._role))

    def _set_anew(self) -> None:
        """Take the line height of another text size."""
        self.say(self._text)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show ``text``, in another tone when one is given."""
        if tone is not None and self.property("tone") != str(tone):
            self.setProperty("tone", str(tone))
            self.style().unpolish(self)
            self.style().polish(self)
        self._text = text
        self.setAccessibleName(text)
        if self._wrap:
            line = fonts.line(self._role)
            text = (
                f'<p style="margin:0;line-height:{line}px;-qt-line-height-type:fixed">'
                f"{escape(text).replace(chr(10), '<br>')}</p>"
            )
        self.setText(text)


class Explanation(Label):
    """What explains a matter: of its size, grey, in as many lines as it needs."""

    def __init__(self, text: str = "", **properties: Any) -> None:
        super().__init__(text, tone=Tone.TEXT2, wrap=True, **properties)


class Caption(Label):
    """What is said beside the matter in one line: small and grey."""

    def __init__(self, text: str = "", **properties: Any) -> None:
        super().__init__(text, TypeRole.CAPTION, Tone.TEXT2, **properties)


class Remark(Label):
    """What is said beside the matter: small and grey, in as many lines as it needs."""

    def __init__(self, text: str = "", tone: Tone = Tone.TEXT2, **properties: Any) -> None:
        super().__init__(text, TypeRole.CAPTION, tone, wrap=True, **properties)


class ElidedLabel(Label):
    """One line that gives way in its middle: the tail of 分公司 matters."""

    def __init__(
        self, text: str, role: TypeRole = TypeRole.BODY, tone: Tone = Tone.TEXT, **properties: Any
    ) -> None:
        super().__init__(text, role, tone, **properties)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show ``text``; the whole of it is in the tooltip."""
        super().say(text, tone)
        self.setToolTip(tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)


class Sheet(QWidget):
    """What is in a scroll area: as high as its width makes it, and no higher.

    A layout's least height is that of its narrowest form; a scroll area would take that for the
    least height of the sheet and scroll over nothing.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from it where any words wrap."""
        least, layout = super().minimumSizeHint(), self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0 if wraps else least.height())


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; what goes is hidden at once, not when Qt deletes it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def rule(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """Return a hairline, lying or upright."""
    line = QFrame(parent)
    line.setProperty("rule", "true")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


class Panel(QWidget):
    """An area filled with the colour ``surface`` or ``bg``."""

    def __init__(self, kind: str = "surface", **properties: Any) -> None:
        super().__init__(**properties)
        self.setProperty("panel", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


@dataclass(frozen=True)
class Spring:
    """Empty room in a layout that grows with it, by ``weight`` against its neighbours."""

    weight: int = 1


SPRING = Spring()

Align = Qt.AlignmentFlag
Child = QWidget | QLayout
Part = Child | Spring | int | tuple[Child, int] | tuple[Child, int, Align]
"""What a layout takes: a child, with stretch and alignment; a gap in pixels; room that grows."""

Box = TypeVar("Box", bound=QBoxLayout)
Area = TypeVar("Area", bound=QWidget)

Margins = tuple[int, int, int, int]
"""Pixels left, above, right and below."""

FLUSH: Margins = (0, 0, 0, 0)
"""Right up to the edge."""


def fill(layout: Box, *parts: Part) -> Box:
    """Put ``parts`` at the end of ``layout`` and return it."""
    for part in parts:
        if isinstance(part, Spring):
            layout.addStretch(part.weight)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            _put(layout, *(part if isinstance(part, tuple) else (part,)))
    return layout


def _put(layout: QBoxLayout, child: Child, stretch: int = 0, align: Align | None = None) -> None:
    if isinstance(child, QLayout):
        layout.addLayout(child, stretch)
    elif align is None:
        layout.addWidget(child, stretch)
    else:
        layout.addWidget(child, stretch, align)


def beside(
    *parts: Part,
    on: QWidget | None = None,
    gap: int | None = None,
    margins: Margins | None = None,
) -> QHBoxLayout:
    """Return ``parts`` beside each other, as the layout of ``on`` or to go into another one.

    Args:
        gap: Pixels between the parts; the style's where it is not given.
        margins: Pixels around them; those of the style for a whole widget, none inside a layout.
    """
    return fill(_spaced(QHBoxLayout(on) if on is not None else QHBoxLayout(), gap, margins), *parts)


def stacked(
    *parts: Part,
    on: QWidget | None = None,
    gap: int | None = None,
    margins: Margins | None = None,
) -> QVBoxLayout:
    """Return ``parts`` below each other; the rest is as in ``beside``."""
    return fill(_spaced(QVBoxLayout(on) if on is not None else QVBoxLayout(), gap, margins), *parts)


def column(area: QWidget, margins: Margins, gap: int, *parts: Part) -> QVBoxLayout:
    """Give ``area`` an upright layout of ``parts``."""
    return stacked(*parts, on=area, gap=gap, margins=margins)


def grid(
    on: QWidget | None = None, *, gap: tuple[int, int], margins: Margins | None = None
) -> QGridLayout:
    """Return a layout of rows and columns; ``gap`` is across and down."""
    made = QGridLayout(on) if on is not None else QGridLayout()
    made.setHorizontalSpacing(gap[0])
    made.setVerticalSpacing(gap[1])
    if margins is not None:
        made.setContentsMargins(*margins)
    return made


def filled(area: Area, layout: QLayout) -> Area:
    """Return ``area`` with ``layout`` in it."""
    area.setLayout(layout)
    return area


def _spaced(layout: Box, gap: int | None, margins: Margins | None) -> Box:
    if margins is not None:
        layout.setContentsMargins(*margins)
    if gap is not None:
        layout.setSpacing(gap)
    return layout
