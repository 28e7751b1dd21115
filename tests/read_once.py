"""The models read the same picture once in a run of tests: many tests begin with the same sheet.

What they answer depends on the picture alone, so that a second run of them could show nothing new.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
import pytest

from zcdesk.reading import detecting, recognising

Answer = TypeVar("Answer")

LINES = 5_000
"""Lines that are kept; a compact lattice has a few ten kilobytes."""

PAGES = 60
"""Pages whose maps of text are kept; one has a megabyte or two."""


def kept(run: Callable[..., Answer], most: int) -> Callable[..., Answer]:
    """Return ``run`` with its last ``most`` answers kept, by the bytes of its arguments."""
    answers: OrderedDict[bytes, Answer] = OrderedDict()

    def once(*arguments: object) -> Answer:
        key = hashlib.sha256()
        for one in arguments:
            if isinstance(one, np.ndarray):
                key.update(f"{one.shape} {one.dtype}".encode() + one.tobytes())
            else:
                key.update(repr(one).encode())
        known = key.digest()
        if known not in answers:
            answers[known] = run(*arguments)
        answers.move_to_end(known)
        if len(answers) > most:
            answers.popitem(last=False)
        return answers[known]

    return once


@pytest.fixture(scope="session", autouse=True)
def each_picture_is_read_once() -> Iterator[None]:
    """Keep what the models answer, for the rest of the run."""
    patch = pytest.MonkeyPatch()
    patch.setattr(recognising, "_recognised", kept(recognising._recognised, LINES))
    patch.setattr(detecting, "_probability", kept(detecting._probability, PAGES))
    yield
    patch.undo()
