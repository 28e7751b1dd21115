"""One station after the upload as one line: its sign, its name, what is known of it, the days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from zcdesk.ui.frame.stop_sign import StopSign
from zcdesk.ui.look import Caption, Label, Remark, Tone, TypeRole, beside
from zcdesk.ui.words.notice_words import Countdown
from zcdesk.workflow.path.stops import Sign

NO_DAY = Countdown("", Tone.TEXT2)
NAME = 180
"""Pixels of the names of stations."""


@dataclass(frozen=True)
class StationLine:
    """One station as one line: what was noted of it, or how long there is until it."""

    title: str
    done: bool
    told: str = ""
    left: Countdown = NO_DAY


def add_line(layout: QVBoxLayout, line: StationLine, *, is_open: bool) -> None:
    """Add a station as one line: its sign, its name, what was noted, and the days until it."""
    size: dict[str, Any] = {"minimumWidth": NAME, "maximumWidth": NAME, "minimumHeight": 36}
    left = "" if is_open or line.done else line.left.words
    row = beside(
        StopSign(Sign.DONE if line.done else Sign.OPEN, present=is_open and not line.done),
        Label(line.title, TypeRole.STRONG, wrap=True, **size),
        (Remark(line.told), 1),
        Caption(left),
        gap=12,
    )
    layout.addLayout(row)
