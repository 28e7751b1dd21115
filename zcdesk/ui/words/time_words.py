"""How a time that is left is said: rounded, and only when it is known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from zcdesk.workflow.path.time_left import rounded


def about(seconds: float | None) -> str:
    """Return “约 20 秒” or “约 2 分钟”, "" while nobody can know."""
    if seconds is None:
        return ""
    count, minutes = rounded(seconds)
    words = _tr("约 {n} 分钟") if minutes else _tr("约 {n} 秒")
    return words.format(n=count)


def _tr(words: str) -> str:
    return QCoreApplication.translate("time_words", words)
