"""The words by which notices are read; they are data (``resources/notices/reading.toml``,
``resources/things.toml``)."""

from __future__ import annotations

import re
from functools import cache

from zcdesk.resources import table


@cache
def entries(group: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of a group, each with the ways in which it is worded."""
    if group == "targets":
        group_entries = {
            name: thing["asked"] for name, thing in table("things.toml").items() if thing["asked"]
        }
    else:
        group_entries = table("notices", "reading.toml")[group]
    return {str(name): tuple(map(str, words)) for name, words in group_entries.items()}


@cache
def any_of(group: str, row: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Return a pattern of all wordings of one row.

    Args:
        before: Pattern that is before them; ``behind`` that behind.
    """
    return re.compile(f"{before}(?:{'|'.join(entries(group)[row])}){behind}")


LEVEL = str(table("notices", "reading.toml")["bricks"]["level"])
"""A level of titles, as notices print it."""
