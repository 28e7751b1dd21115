"""Ctrl-C at moments when it must wait: a worker that starts, a file that is put in its place."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Generator, Iterable

HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Tells that the terminal was closed; Windows has no such signal."""

ASKS_TO_END = tuple(asked for asked in (signal.SIGINT, signal.SIGTERM, HANGUP) if asked is not None)
"""Signals with which a system, or a person at a terminal, asks a program to end."""


@contextlib.contextmanager
def interrupts_held(*, termination: bool = False) -> Generator[None]:
    """Hold Ctrl-C back until the block is over, also from threads that start in it.

    A worker inherits the mask of the thread that starts it. Until it has set its own answer to
    Ctrl-C it would end with a traceback on the person's terminal.

    Args:
        termination: Hold the requests to end back too (also that of a terminal that is closed);
            never where workers may start.
    """
    if sys.platform == "win32":
        yield
        return
    ending = {signal.SIGTERM, signal.SIGHUP} if termination else set()
    held = {signal.SIGINT, *ending}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        with _answers_held(held):
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _answers_held(held: Iterable[signal.Signals]) -> Generator[None]:
    """Put the main thread's answers to some signals off until the block is over.

    A mask is one thread's; a signal that the system gives to another thread, one of a library's
    for example, is answered in the main thread all the same.
    """
    arrived: list[int] = []
    answers = {}
    if threading.current_thread() is threading.main_thread():
        answers = {
            signals: signal.getsignal(signals)
            for signals in held
            if callable(signal.getsignal(signals))
        }
    for signals in answers:
        signal.signal(signals, lambda number, frame: arrived.append(number))
    try:
        yield
    finally:
        for signals, answer in answers.items():
            signal.signal(signals, answer)
        for number in arrived[:1]:
            signal.raise_signal(number)
