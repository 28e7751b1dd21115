"""A robot at the window that gives a slow computer time, also where a test names none.

What a test waits for comes at once on an idle computer. Five seconds, as the library has it, are
little for one whose cores work on other tests; what never comes is noticed late enough.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from pytestqt.qtbot import SignalInstance
    from pytestqt.wait_signal import CheckParamsCb, SignalBlocker

PATIENCE = 120_000
"""Milliseconds that a slow computer may take for one thing."""


class PatientBot(QtBot):
    """Waits for ``PATIENCE`` where no time is named, by a clock that nobody sets."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Wait until ``callback`` gives True, or None; while it is False or asserts, go on."""
        __tracebackhide__ = True
        end = time.monotonic() + timeout / 1000
        while not _is_so(callback):
            if time.monotonic() > end:
                raise QtTimeoutError(f"{timeout} milliseconds went by")
            self.wait(10)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: CheckParamsCb | None = None,
    ) -> SignalBlocker:
        """Wait for a signal; see ``QtBot.waitSignal``."""
        return super().waitSignal(
            signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
        )


def _is_so(callback: Callable[[], bool | None]) -> bool:
    try:
        result = callback()
    except AssertionError:
        return False
    return result is None or bool(result)
