"""Rows of earlier schemas as rows of this one; pure, so that a medium need not be written to."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from zcdesk.cases.exchange.facts_file import NOT_APPLICABLE
from zcdesk.cases.tables.bounds import loads
from zcdesk.cases.tables.rows import NOTED, Changes, Rows, empty_row

_FACTS = TypeAdapter(list[tuple[str, str]])


def upgraded(rows: Rows, schema: int) -> Rows:
    """Return the rows of a case as this program writes them.

    Schema 1 had none of the rows ``NOTED``; that a slot does not apply stood among the facts.
    Schema 2 knew of no slot that leaves something to be seen: its cases go on covering everything.

    Args:
        rows: Whole rows of a case; others than the essential ones may be missing.
        schema: The schema that they were written in.

    Raises:
        ValueError: The facts are no facts.
    """
    if schema > 2:
        return rows
    rows = {"exempt": empty_row("exempt"), **rows}
    if schema > 1:
        return rows
    new = {**{key: empty_row(key) for key in NOTED}, **rows}
    if "facts" in rows:
        new["facts"], new["not_applicable"] = _apart(rows["facts"])
    return new


def upgraded_change(key: str, before: str | None, after: str | None, schema: int) -> Changes:
    """Return what one change of an act is in this schema, by key.

    Raises:
        ValueError: The facts are no facts.
    """
    if schema > 1 or key != "facts" or before is None or after is None:
        return {key: (before, after)}
    (facts, noted), (new_facts, new_noted) = _apart(before), _apart(after)
    changes = {"facts": (facts, new_facts), "not_applicable": (noted, new_noted)}
    return {key: pair for key, pair in changes.items() if pair[0] != pair[1]} or {
        "facts": (facts, new_facts)
    }


def _apart(facts: str) -> tuple[str, str]:
    """Return the rows ``facts`` and ``not_applicable`` of a row of facts of schema 1."""
    pairs = _FACTS.validate_python(loads(facts))
    answered = [pair for pair in pairs if not pair[0].startswith(NOT_APPLICABLE)]
    noted = [
        (key.removeprefix(NOT_APPLICABLE), text)
        for key, text in pairs
        if key.startswith(NOT_APPLICABLE) and text.strip()
    ]
    return _row(answered), _row(noted)


def _row(pairs: list[tuple[str, str]]) -> str:
    return json.dumps(sorted(pairs), separators=(",", ":"))
