"""Work beside the window that stands still when something came, until it is asked to end.

Whoever stops it finds it under way, however late a busy computer lets him come to it.
"""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

from PySide6.QtCore import QThread

Walk = Callable[..., Generator[Any, None, None]]


def standing_still(own: Walk, came: Callable[[Any], bool]) -> Walk:
    """Return what walks as ``own`` does, and stands still after a step of which ``came`` is true.

    It is walked by a ``Job``, which is then stopped.
    """

    def walk(*arguments: object, **named: object) -> Generator[Any, None, None]:
        with closing(own(*arguments, **named)) as steps:
            for step in steps:
                yield step
                while came(step):
                    if QThread.currentThread().isInterruptionRequested():
                        return
                    time.sleep(0.01)

    return walk
