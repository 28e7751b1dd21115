"""Whom a paper is for: by brackets, by the beginning of a sentence, by the ticks of a row."""

from __future__ import annotations

import re

from zcdesk.notices.sentences.table_rows import EMPTY_CELL, FREE_CELL, LEVEL_CELL, Row
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "whom")


def whom_of(sentence: str) -> str:
    """Return for whom a sentence is, by its beginning; "" for everybody."""
    given = _SAYS.given_by.search(sentence)
    match = _SAYS.some.match(given[0] if given else sentence)
    who = match["who"].strip("，, ") if match else ""
    everybody = _SAYS.everybody.fullmatch(who) or _SAYS.acting.search(who)
    return "" if everybody or len(who) < 2 else who


def bracket_behind(sentence: str, place: int) -> str:
    """Return for whom the brackets behind a place say that a paper is; "" for none such."""
    match = re.compile(r"\s*[（(]([^（）()]{2,30})[）)]").match(sentence, place)
    words = match[1].strip() if match else ""
    whom = _SAYS.for_whom.search(words) and not _SAYS.not_for.search(words)
    return _SAYS.hands_in.sub("", words) if whom else ""


def for_whom(row: Row) -> tuple[str, str, bool]:
    """Return a row's remark, whom it is for, and whether everybody is freed from it (免传)."""
    wanted, spared = row.levels(LEVEL_CELL), row.levels(EMPTY_CELL)
    remark, whom = row.under(_SAYS.remarks), row.under(_SAYS.whom_column)
    condition = "、".join(wanted) if wanted and spared else ""
    if _SAYS.spared.search(remark) or FREE_CELL.fullmatch(remark):
        condition = ""
    elif whom and not _SAYS.everyone.match(whom):
        condition = whom
    elif not condition and _SAYS.some_only.search(remark):
        condition = _SAYS.hands_in.sub("", remark)
    freed = spared or any(_SAYS.freed_cell.fullmatch(cell) for _, cell in row.cells)
    free = any(FREE_CELL.fullmatch(cell) for _, cell in row.cells)
    return remark, condition, bool(freed and not (wanted or free or condition))


def is_spared(words: str) -> bool:
    """Tell whether words say that something need not be handed in."""
    return bool(_SAYS.spared.search(words))
