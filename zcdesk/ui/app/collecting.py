"""Collects Python's garbage in the window's thread alone.

Python collects in whichever thread happens to allocate. Widgets that refer to each other are then
destroyed beside the window's thread, which Qt forbids: the program ends without a word (seen with
PySide6 6.9: a thread that fills lists while widgets come and go ends it within seconds).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 250
"""Milliseconds between two looks at how much there is to collect."""


class Collecting(QObject):
    """Takes collecting over from Python, at Python's own thresholds, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What was loaded so far stays to the end, and is not walked through again each time.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed its threshold, if one has."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
