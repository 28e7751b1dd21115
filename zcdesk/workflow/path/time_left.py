"""How long a walk through many equal things will still take; nothing is said before one can know.

Source:
    The window's design, 8: time left only after five measured steps, rounded.
"""

from __future__ import annotations

from collections import deque

LEAST = 5
"""Steps that must have been measured: the first ones hold the start of the workers."""

_LATEST = 20
"""Steps that the pace is taken from, the latest ones: files and pages differ along the way."""


class TimeLeft:
    """Estimates the rest of a walk's time by the pace of its latest steps.

    Moments are seconds of any clock that only goes forward.
    """

    def __init__(self) -> None:
        self._moments: deque[tuple[int, float]] = deque(maxlen=_LATEST + 1)

    def note(self, done: int, now: float) -> None:
        """Note how many steps are done; fewer than before is another walk."""
        if self._moments and done < self._moments[-1][0]:
            self._moments.clear()
        if not self._moments or done > self._moments[-1][0]:
            self._moments.append((done, now))

    def rest(self) -> None:
        """Forget the pace: the walk was stopped, and standing still is no work."""
        self._moments.clear()

    def seconds(self, total: int, now: float) -> float | None:
        """Return the seconds left of ``total`` steps, or None while nobody can know.

        A step that takes longer than the ones before makes the rest longer, not shorter.
        """
        if not self._moments:
            return None
        (first, begun), (done, last) = self._moments[0], self._moments[-1]
        steps = done - first
        if steps < LEAST:
            return None
        pace = (last - begun) / steps
        waited = max(now - last, 0.0)
        left = max(total - done, 0) * pace
        return max(left - min(waited, pace), 0.0) + max(waited - pace, 0.0)


def rounded(seconds: float) -> tuple[int, bool]:
    """Return a time as one says it: tens of seconds below 90, else minutes; True for minutes."""
    if seconds < 90:
        return max(10, round(seconds / 10) * 10), False
    return round(seconds / 60), True
