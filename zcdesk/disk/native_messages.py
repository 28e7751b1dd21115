"""Keeps what decoders written in C print on the terminal, so that it can be judged instead."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

_STANDARD_ERROR = 2
_MOST_PRINTED = 100_000


def _place_for_messages() -> BinaryIO:
    """Return a file without a name; where the system has no room for one, messages are lost."""
    try:
        return cast(BinaryIO, tempfile.TemporaryFile())
    except OSError:
        return Path(os.devnull).open("w+b")


@contextmanager
def kept_messages() -> Generator[list[str], None, None]:
    """Collect what is printed on the standard error inside; the list holds its lines afterwards.

    A worker does one thing at a time, so that nobody else's messages are caught.
    """
    lines: list[str] = []
    try:
        before = os.dup(_STANDARD_ERROR)
    except OSError:  # a program without a terminal has none
        yield lines
        return
    with _place_for_messages() as printed:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(printed.fileno(), _STANDARD_ERROR)
        try:
            yield lines
        finally:
            os.dup2(before, _STANDARD_ERROR)
            os.close(before)
            printed.seek(0)
            lines += printed.read(_MOST_PRINTED).decode("utf-8", "replace").splitlines()
