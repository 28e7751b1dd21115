"""A verdict is a row of a table: the first one of which all conditions hold.

``resources/characters/verdicts.toml`` has the tables. A row names its conditions, each a fact of
what is judged, or with ``!`` before it that it does not hold; the last row of a table has none.
"""

from __future__ import annotations

from typing import Any

from zcdesk.resources import table


def first_row(name: str, facts: object) -> dict[str, Any]:
    """Return the first row of a table that holds.

    Args:
        name: Of the table.
        facts: Has each condition of the rows as an attribute; those of later rows are not asked.
    """
    rows: list[dict[str, Any]] = table("characters", "verdicts.toml")[name]
    return next(row for row in rows if all(_holds(facts, one) for one in row["if"].split()))


def _holds(facts: object, condition: str) -> bool:
    return bool(getattr(facts, condition.lstrip("!"))) is not condition.startswith("!")
