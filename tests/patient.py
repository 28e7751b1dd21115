"""Waits at the window: what comes at once on an idle computer comes later on a busy one."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.exceptions import TimeoutError as QtTimeoutError

Thing = TypeVar("Thing")
PATIENCE = 120_000
"""Milliseconds that a slow computer may take for one thing."""


def until(callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
    """Wait until ``callback`` gives True, or None; while it is False or asserts, go on."""
    __tracebackhide__ = True
    end = time.monotonic() + timeout / 1000
    while not _is_so(callback):
        if time.monotonic() > end:
            raise QtTimeoutError(f"{timeout} milliseconds went by")
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def come(ask: Callable[[], Thing | None]) -> Thing:
    """Wait until there is something, and return it."""
    until(lambda: ask() is not None)
    return there(ask())


def there(thing: Thing | None) -> Thing:
    """Return what must be there."""
    assert thing is not None
    return thing


def _is_so(callback: Callable[[], bool | None]) -> bool:
    try:
        result = callback()
    except AssertionError:
        return False
    return result is None or bool(result)
