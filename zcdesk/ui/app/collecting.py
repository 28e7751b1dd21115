"""Collects Python's garbage in the window's thread alone, and never long.

Python collects in whichever thread happens to allocate. Widgets that refer to each other are then
destroyed beside the window's thread, which Qt forbids: the program ends without a word (seen with
PySide6 6.9: a thread that fills lists while widgets come and go ends it within seconds).

While a case is open only what is young is walked through: with 300 pages each walk through all
would stop the window for more than a tenth of a second. What was there before any case was opened
is set aside, so that of cases that are closed one after the other, as in a batch, no walk goes
through more than they left behind; all is walked through where no case is open any more.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject

from zcdesk.ui.kit import Timer

COLLECT_EVERY = 250
"""Milliseconds between two looks at how much there is to collect."""

AFTER_CLOSING = 4.0
"""Seconds after which everything is collected when a case was closed: cases that are closed one
after the other, as in a batch, are collected together."""

FORGOTTEN = 20
"""Times the oldest generation's threshold after which it is walked through in an open case, too."""

_closed: list[float] = []
_open: list[bool] = []


class Collecting(QObject):
    """Takes collecting over from Python, at Python's own thresholds, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was loaded so far stays to the end
        self._timer = Timer(self, collect_what_is_due, COLLECT_EVERY, once=False)
        self._timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has passed its threshold, if one has."""
    if _closed and monotonic() - _closed[0] > AFTER_CLOSING:
        _closed.clear()
        if not _open:
            gc.unfreeze()
        _collect_all()
        return
    counts, thresholds = gc.get_count(), gc.get_threshold()
    if counts[2] > thresholds[2] * (FORGOTTEN if _open else 1):
        _collect_all()
        return
    for generation in (1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


def _collect_all() -> None:
    """Walk through everything that is not set aside; what belongs to a case never is."""
    gc.collect()
    if not _open:
        gc.freeze()


def spare_open_case() -> None:
    """Walk through little as long as a case is open: it is large, and stays."""
    _open[:] = [True]


def collect_after_closing() -> None:
    """Collect everything soon: the widgets of a case that was closed refer to each other."""
    _open.clear()
    if not _closed:
        _closed.append(monotonic())
