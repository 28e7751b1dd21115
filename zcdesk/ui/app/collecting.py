"""Collects Python's garbage in the window's thread alone, and never long.

Python collects in whichever thread happens to allocate. Widgets that refer to each other are then
destroyed beside the window's thread, which Qt forbids: the program ends without a word (seen with
PySide6 6.9: a thread that fills lists while widgets come and go ends it within seconds).

What outlived a collection of everything is not walked through again until a case is closed: with
300 pages open each such walk would stop the window for more than a tenth of a second.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, QTimer

COLLECT_EVERY = 250
"""Milliseconds between two looks at how much there is to collect."""

AFTER_CLOSING = 4.0
"""Seconds after which everything is collected when a case was closed: cases that are closed one
after the other, as in a batch, are collected together."""

_closed: list[float] = []


class Collecting(QObject):
    """Takes collecting over from Python, at Python's own thresholds, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was loaded so far stays to the end
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_EVERY)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed its threshold, if one has."""
    if _closed and monotonic() - _closed[0] > AFTER_CLOSING:
        _closed.clear()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            if generation == 2:
                gc.freeze()
            return


def collect_after_closing() -> None:
    """Collect everything soon: the widgets of a case that was closed refer to each other."""
    if not _closed:
        _closed.append(monotonic())
