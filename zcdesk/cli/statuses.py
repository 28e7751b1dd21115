"""The exit statuses, what each says, and which sentence ends a command with which of them."""

from __future__ import annotations

from enum import IntEnum

from zcdesk.resources import table


class ExitStatus(IntEnum):
    """What a script learns without reading a word; the words of each are in
    ``resources/help/statuses.toml``."""

    DONE = 0
    ATTENTION = 1
    USAGE = 2
    NOT_THERE = 3
    KEPT = 4
    NO_DISPLAY = 5
    LEAK = 6
    NOT_DONE = 7
    INTERRUPTED = 130


_ROWS = table("help", "statuses.toml")["status"]
_STATUS = {code: ExitStatus[row["name"]] for row in _ROWS for code in row.get("codes", ())}


def ends_with(code: str, otherwise: ExitStatus = ExitStatus.NOT_DONE) -> ExitStatus:
    """Return the status of a command that ends with the sentence ``code``: whatever ended it, it
    did not do what it was called for."""
    return _STATUS.get(code, otherwise)


def told(language: str) -> dict[ExitStatus, str]:
    """Return what each status says, in a language."""
    return {ExitStatus[row["name"]]: row[language] for row in _ROWS}


def in_brief(language: str) -> str:
    """Return all statuses with a word or two for each, as the overview of the commands ends."""
    return " · ".join(f"{row['number']} {row['brief'][language]}" for row in _ROWS)


def coded() -> frozenset[str]:
    """Return the codes whose sentences have a status of their own."""
    return frozenset(_STATUS)
