"""What stands in the place of a comparison: it answers as before, and notes."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.instrumenting.notes import Notes, Question


def compiled(names: Sequence[str], node: ast.expr) -> Callable[..., Any]:
    text = f"lambda {', '.join(names)}: {ast.unparse(ast.fix_missing_locations(node))}"
    made: Callable[..., Any] = eval(text, {"math": math, "np": np})  # of the code it rewrites
    return made


def asking(
    notes: Notes,
    answers: Sequence[Callable[..., Any]],
    questions: Sequence[Question],
    choose: Callable[..., Any] | None,
) -> Callable[..., Any]:
    """Return what stands in the place of a comparison, of ``min`` or of ``max``."""

    def ask(*given: Any) -> Any:
        found = [answer(*given) for answer in answers]
        with np.errstate(all="ignore"):
            notes.note(questions, found, [_wide(one) for one in given])
        if choose is not None:
            return choose(*given)
        return found[0] if len(found) == 1 else all(found)

    return ask


def _wide(value: Any) -> Any:
    """Return a value with which is calculated without running over."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iub":
        return value.astype(np.float64)
    return float(value) if isinstance(value, np.integer | np.floating) else value
