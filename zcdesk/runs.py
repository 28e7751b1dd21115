"""Runs of what is true in a row of values: inked columns, white gaps, bands of a profile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def runs_of(found: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    """Return where each run of true values begins, and ends behind its last one."""
    edges = np.flatnonzero(np.diff(np.pad(found, 1).astype(np.int8)))
    return tuple(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
