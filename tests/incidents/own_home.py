"""A home folder of its own for one test, and an empty memory of incidents."""

from collections import Counter, deque
from pathlib import Path

import pytest

from tests.settings_kept import settings_written
from zcdesk.incidents import record

VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")


def use_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program keep its data below ``home`` and know of no incident."""
    settings_written()
    home.mkdir(parents=True, exist_ok=True)
    for name in VARIABLES:
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(record, "_kept", deque(maxlen=record.KEPT))
    monkeypatch.setattr(record, "_counted", Counter())
    return home
