"""The marks that begin a line: numbers of every custom, bullets, pictures of messages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zcdesk.resources import table, with_letters


def _marker(row: Sequence[str]) -> tuple[str, re.Pattern[str]]:
    return row[0], re.compile(with_letters(row[1]))


MARKERS = tuple(map(_marker, table("notices", "marks.toml")["marks"]))
"""Styles in the order in which they are tried, and their patterns."""

EMOJI = re.compile(
    "((?:[\u203c\u2049\u2139\u231a-\u23ff\u2600-\u2604\u2607-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3297\u3299\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d]*)+)\\s*(?=\\S)"
)
"""Pictures that begin a line of a message."""

ONE_SIGN = re.compile("^[⑴-⒛㈠-㈩]")
"""Numbers with their brackets or stop in one sign (⒈ ㈠)."""

KEYCAP = re.compile("^\\s*(?:(\\d{1,2})\ufe0f?\u20e3|\U0001f51f)\\s*")
