"""What further columns and comments of a roster say: who does not apply any more, who is which.

The words are data, ``resources/roster/remarks.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from zcdesk.resources import table


def leaving(others: Sequence[tuple[str, str]], comment: str) -> str:
    """Return what says that somebody does not apply, "" where nothing does.

    Args:
        others: Further columns of her row: title and text.
        comment: What is noted at cells of it.
    """
    words = _words()
    for title, text in (*others, ("", comment)):
        looked_at = not title or any(word in title for word in words["columns"])
        if looked_at and _leaves().search(text):
            return text
        if any(word in title for word in words["asks"]) and text in words["no"]:
            return f"{title}：{text}"
    return ""


def counts_rows(title: str) -> bool:
    """Tell whether a column only numbers the people."""
    return re.sub(r"\s", "", title).lower() in _words()["order"]


@cache
def _leaves() -> re.Pattern[str]:
    return re.compile(f"(?<![{_words()['not']}])(?:{'|'.join(_words()['leaves'])})")


def _words() -> dict[str, Any]:
    return table("roster", "remarks.toml")
