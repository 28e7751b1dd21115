"""Words that people put on a photocopy: 仅供…使用, 与原件相符."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from zcdesk.resources import resource
from zcdesk.sorting.page_words import PageWords


def is_marked_copy(words: PageWords) -> bool:
    """Tell whether a page says of itself that it is a photocopy."""
    return bool(_marks().search(words.body))


@cache
def _marks() -> re.Pattern[str]:
    listed = tomllib.loads(resource("sorting", "copy_marks.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{one})" for one in listed["marks"]))
