"""What is covered, and the levels of titles, as notices word them (``resources/things.toml``,
``resources/notices/covering.toml``, ``resources/bricks.toml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zcdesk.resources import table

TARGETS: Mapping[str, Sequence[str]] = {
    name: thing["asked"] for name, thing in table("things.toml").items() if thing["asked"]
}
"""Ways in which each target is worded."""

FORMS: Mapping[str, Sequence[str]] = table("notices", "covering.toml")["forms"]
"""Ways in which what no target stands for is worded."""

LEVEL = str(table("bricks.toml")["level"])
"""A level of titles, as notices print it."""
