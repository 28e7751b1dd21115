"""What of a sentence counts: not the old half of a change, not what is taken back, no question,
no mark of a note.

What does not count is blanked out at its place, so that every reader passes over it and the words
that rules quote stay where they are.
"""

from __future__ import annotations

import re

from zcdesk.notices.sentences.table_rows import NO_ROW, Row
from zcdesk.quantities.numerals import MARK, without_marks
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "roles", "words")
BLANK = "\0"
_BLANKS = {ord(BLANK): None, ord(MARK): None}


def current(sentence: str, row: Row = NO_ROW) -> str:
    """Return a sentence, or a table's row, with what does not count as NUL; its length stays.

    A mark of a note is a blank: the words beside it belong together (72¹学时).
    """
    if _SAYS.asked.search(sentence):
        return BLANK * len(sentence)
    current_words = without_marks(sentence)
    for pattern in (_SAYS.from_old, _SAYS.was_old, _SAYS.in_brackets, _SAYS.not_this,
                    _SAYS.before_change, _SAYS.other_year, _SAYS.quoted_off, _SAYS.off_quoted,
                    _SAYS.requoted,
                    _SAYS.hearsay):  # fmt: skip
        current_words = pattern.sub(_blanked, current_words)
    for first, last in _old_cells(row):
        current_words = current_words[:first] + BLANK * (last - first) + current_words[last:]
    return current_words


def restored(words: str, seen: str, sentence: str) -> str:
    """Return words that were read out of a blanked sentence as the sentence itself has them."""
    place = seen.find(words)
    return sentence[place : place + len(words)] if place >= 0 else words.translate(_BLANKS)


def amends(title: str) -> bool:
    """Tell whether a notice of that title only adds to an older one, or corrects it."""
    return bool(_SAYS.amends.search(title))


def _blanked(found: re.Match[str]) -> str:
    first, last = (place - found.start() for place in found.span("old"))
    return found[0][:first] + BLANK * (last - first) + found[0][last:]


def _old_cells(row: Row) -> list[tuple[int, int]]:
    """Return the places of a row's old values in a table that sets old beside new."""
    now = [cell for head, cell, _ in row.places() if _SAYS.now_column.search(head)]
    stays = all(map(_SAYS.unchanged.fullmatch, now))  # of no such column as well
    old = ((at, at + len(cell)) for head, cell, at in row.places() if _SAYS.old_column.search(head))
    return [] if stays else [*old]
