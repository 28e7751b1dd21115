"""Ticks of the upload: which picture was handed to the platform already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """One picture that was uploaded.

    Attributes:
        name: Its neutral name in the package (``/`` between folder and name).
        sha256: Hash of the file that was uploaded; one that changed afterwards is no longer
            ticked. "" when only the name was ticked.
    """

    name: str
    sha256: str = ""
