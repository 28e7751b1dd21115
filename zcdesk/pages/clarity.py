"""Whether a reader can make out the smallest text of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import cv2
import numpy as np

from zcdesk.findings import Finding
from zcdesk.pages.page import Clarity
from zcdesk.pages.text_boxes import TextBox
from zcdesk.picture import GreyPicture, Picture

_SAMPLES = 24  # lines that are looked at closely
_PATCH = 320  # px of a line that is looked at


@dataclass(frozen=True)
class Legibility:
    """The verdict and what it rests on."""

    clarity: Clarity = Clarity.CLEAR
    measures: Mapping[str, float] = field(default_factory=dict)
    text_height: float | None = None
    findings: tuple[Finding, ...] = ()


def line_measures(page: GreyPicture, box: TextBox) -> tuple[float, ...]:
    """Return height, edge width in px, contrast and noise (shares) of one line."""
    middle = (box.left + box.right) // 2
    left = max(box.left, middle - _PATCH // 2)
    patch = page[max(0, box.top - 2) : box.bottom + 2, left : min(box.right, left + _PATCH)]
    values = patch.astype(np.float32)
    paper, ink = np.percentile(values, (90, 3))
    span = max(float(paper - ink), 1.0)
    steps = np.abs(np.diff(values, axis=1))
    edge = span / max(float(np.percentile(steps, 98)), 1e-3)
    bright = values > paper - 0.25 * span
    both = bright[:, 1:] & bright[:, :-1]
    noise = 1.05 * float(np.median(steps[both])) if both.any() else 0.0
    rest = patch.astype(np.float32) - cv2.GaussianBlur(values, (0, 0), 1.0)
    fine = float(np.abs(rest).mean())
    return box.height, edge, span / max(float(paper), 1.0), noise / span, fine / span


def legibility(picture: Picture) -> Legibility:
    """Judge an upright page."""
    return Legibility()
