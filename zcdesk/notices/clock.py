"""This moment, as the platforms count it."""

from __future__ import annotations

from datetime import datetime

from zcdesk.quantities.moments import BEIJING


def now() -> datetime:
    """Return this moment in Beijing time."""
    return datetime.now(BEIJING)
