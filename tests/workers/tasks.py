"""Module-level tasks for workers: good ones and bad ones."""

from __future__ import annotations

import os
import socket
import sys
import time

from zcdesk.errors import EmptyScanError


def double(number: int) -> int:
    return 2 * number


def die(number: int) -> int:
    os._exit(3)


def die_on(number: int, bad: int) -> int:
    if number == bad:
        os._exit(9)
    return number


def hang(number: int) -> int:
    while True:
        time.sleep(0.05)


def wait_patiently(seconds: float) -> str:
    time.sleep(seconds)
    return "came back"


def burn(number: int) -> int:
    while True:
        number = (number * 3 + 1) % 1_000_003


def refuse(name: str) -> int:
    raise EmptyScanError(file=name)


def stumble(name: str) -> int:
    return len(name) // 0


def open_socket() -> str:
    try:
        socket.socket()
    except PermissionError as error:
        return str(error)
    return "opened"


def loaded() -> list[str]:
    return sorted(name for name in ("PySide6", "typer", "requests") if name in sys.modules)


def niceness() -> int:
    return os.nice(0)


def eat_memory() -> int:
    return len(bytearray(3 << 30))


def dawdle(seconds: float) -> float:
    """Be busy in small steps, so that a process that is stopped stands still."""
    for _ in range(round(seconds / 0.05)):
        time.sleep(0.05)
    return seconds
