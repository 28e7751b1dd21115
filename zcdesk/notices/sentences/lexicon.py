"""What is covered, and the levels of titles, as notices word them (``resources/things.toml``,
``resources/notices/covering.toml``, ``resources/bricks.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zcdesk.resources import table


def _worded(ways: Mapping[str, Sequence[str]]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile("|".join(words)) for name, words in ways.items() if words}


TARGETS = _worded({name: thing["asked"] for name, thing in table("things.toml").items()})
"""How each target is worded."""

FORMS = _worded(table("notices", "covering.toml")["forms"])
"""How what no target stands for is worded."""

LEVEL = str(table("bricks.toml")["level"])
"""A level of titles, as notices print it."""
