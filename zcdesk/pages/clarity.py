"""Whether a reader can make out the smallest text of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zcdesk.findings import Finding
from zcdesk.pages.page import Clarity
from zcdesk.picture import Picture


@dataclass(frozen=True)
class Legibility:
    """The verdict and what it rests on."""

    clarity: Clarity = Clarity.CLEAR
    measures: Mapping[str, float] = field(default_factory=dict)
    text_height: float | None = None
    findings: tuple[Finding, ...] = ()


def legibility(picture: Picture) -> Legibility:
    """Judge an upright page."""
    return Legibility()
