"""The files that the program cannot work without: models and fonts, each with its hash."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdesk.doctor.check import Check, attention, fine
from zcdesk.resources import resource

_NOTES = "SOURCES.toml"


def check_parts() -> Check:
    """Compare each model and font with the hash in its note."""
    count = 0
    for place, hashed in _wanted():
        if not place.is_file():
            return attention("parts", "doctor.parts_missing", file=place.name)
        if hashed and hashlib.sha256(place.read_bytes()).hexdigest() != hashed:
            return attention("parts", "doctor.parts_changed", file=place.name)
        count += 1
    return fine("parts", "doctor.parts", count=count)


def _wanted() -> Iterator[tuple[Path, str]]:
    """Yield each file and its SHA-256 (hexadecimal), "" where nobody tells it."""
    models = resource("models", _NOTES)
    for name, model in _notes_of(models).items():
        yield models.parent / name, str(model["sha256"])
    fonts = resource("fonts", _NOTES)
    for font in _notes_of(fonts)["font"]:
        yield fonts.parent / str(font["file"]), str(font["sha256"])


def _notes_of(notes: Path) -> dict[str, Any]:
    return tomllib.loads(notes.read_text(encoding="utf-8"))
