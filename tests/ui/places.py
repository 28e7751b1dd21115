"""The pages of an open case besides its sections, by the names that the router knows."""

from __future__ import annotations

PAGES = (
    "identity", "organisations", "interview", "route", "review", "gallery", "preparation",
    "side-by-side", "check", "upload", "after",
)  # fmt: skip
