"""How the printed papers of a lesson look: widths, colours, style sheet."""

from __future__ import annotations

WIDTH = 300
"""Pixels of a page's picture on paper: places are seen, print is not read."""

RED = (192, 32, 32)
STEPS = 10
"""Steps of a walk through an open case that a trainer talks about, in ``lesson.papers_walk``."""

ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
