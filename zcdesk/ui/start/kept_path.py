"""How far a listed case is, from what the list keeps of it; the case itself is not loaded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.ui.kit import Recent
from zcdesk.ui.words.stop_names import count_words, stop_name
from zcdesk.workflow.path.stops import Count, Measure, Sign, Stop, StopState

ASKED = frozenset({
    Measure.PART, Measure.UNSORTED, Measure.MISSING, Measure.LEFT, Measure.TO_DO,
})  # fmt: skip
"""Counts of what is left to a person; the others tell what there is."""


def kept_stops(recent: Recent) -> tuple[StopState, ...]:
    """Return all seven stops; open where another version kept nothing that is known."""
    try:
        return tuple(
            StopState(stop, Sign(sign), Count(Measure(measure), number, total))
            for stop, (sign, measure, number, total) in zip(Stop, recent.stops, strict=True)
        )
    except ValueError:
        return tuple(StopState(stop, Sign.OPEN) for stop in Stop)


def kept_place(recent: Recent) -> Stop | None:
    """Return the stop at which the case was left, None for one of another version."""
    return Stop(recent.stop) if recent.stop in tuple(Stop) else None


def place_words(recent: Recent) -> str:
    """Return where the case was left: the stop and what is left there, in today's language."""
    place = kept_place(recent)
    if place is None:
        return recent.where
    state = next(state for state in kept_stops(recent) if state.stop is place)
    return f"{stop_name(place)} {count_words(state.count)}".strip()


def going_on(recent: Recent) -> str:
    """Return the verb of the filled button: what is gone on with, and how much of it there is."""
    place = kept_place(recent)
    if place is None:
        return _tr("继续")
    count = next(state.count for state in kept_stops(recent) if state.stop is place)
    number = Count(Measure.PAGES, count.number) if count.measure is Measure.LEFT else count
    words = count_words(number) if count.measure in ASKED else ""
    return _tr("继续{stop} {count}").format(stop=stop_name(place), count=words).strip()


def _tr(words: str) -> str:
    return QCoreApplication.translate("kept_path", words)
