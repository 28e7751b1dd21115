"""What the pages of a notice say of ticks, rows and answers."""

from __future__ import annotations

from zcdesk.notices.editing import draft
from zcdesk.ui.kit import preferences
from zcdesk.wording import sentence


def in_words(code: str, **told: str | int) -> str:
    """Return a sentence of ``resources/wording`` in the language of the window."""
    return sentence(code, preferences().settings.language, **told).message


def tick_word(tick: str) -> str:
    """Return what a tick covers."""
    return draft.tick_word(tick, preferences().settings.language)


def answer_word(answer: str) -> str:
    """Return what a sentence is said to be, "" for nothing."""
    return in_words(f"editing.option_{answer}") if answer else ""


def who_word(who: str) -> str:
    """Return whose step a row of the time table is."""
    return in_words(f"editing.who_{who}")
