"""What no other place of the window catches: kept as kind and place, never printed with its words.

Qt prints the traceback of a handler that fails and goes on. A desktop keeps what programs print in
its journal, and a message may hold a file's name or a person's.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Generator
from types import TracebackType

from zcdesk.incidents import record
from zcdesk.incidents.record import ProgramPart


@contextlib.contextmanager
def unforeseen_kept() -> Generator[None]:
    """Keep errors that nobody catches, and the beginning and end of this run of the window."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    if not os.environ.get("ZCDESK_TRACE"):  # who looks for a fault wants to see it whole
        sys.excepthook = _keep
        threading.excepthook = _keep_of_thread
        sys.unraisablehook = _keep_unraisable
    record.begin()
    try:
        yield
        record.end()
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def _keep(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    record.keep(error.with_traceback(trace), ProgramPart.WINDOW)


def _keep_of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        record.keep(args.exc_value, ProgramPart.WINDOW)


def _keep_unraisable(args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        record.keep(args.exc_value, ProgramPart.WINDOW)
