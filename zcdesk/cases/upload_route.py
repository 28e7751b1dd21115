"""How the pictures of a blind notice leave: covered here, or to be covered on the platform."""

from __future__ import annotations

from enum import StrEnum


class Route(StrEnum):
    """A person's answer; nothing is preset (A-03)."""

    NOT_ASKED = ""
    COVERED = "covered"
    INSIDE_PLATFORM = "inside_platform"
    UNKNOWN = "unknown"
