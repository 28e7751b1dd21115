"""What only an open case or a batch needs: loaded beside the window, never before it is up.

Together these modules (and PyMuPDF, onnxruntime, python-docx, openpyxl below them) take longer to
load than everything that the start page needs. ``load_ahead`` uses the time in which the person
looks at that page; whoever is quicker waits in a ``Job``, and the window goes on meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from zcdesk.applicant import Applicant

if TYPE_CHECKING:
    from zcdesk.ui.lessons.beginning import KnownLessons
    from zcdesk.ui.session.opening import Ready
    from zcdesk.workers.pool import WorkerPool

Opening = Generator["Ready", None, None]


def opening(pool: WorkerPool, path: Path, password: str | None = None) -> Opening:
    """Open a case file; see ``zcdesk.ui.session.opening``."""
    from zcdesk.workflow.case.looking_over import look_over

    looking = look_over(pool, path, password)  # while the rest is loaded
    from zcdesk.ui.case import case_room  # noqa: F401  (its pages are shown next)
    from zcdesk.ui.lessons import lessons_room  # noqa: F401  (it may be practice)
    from zcdesk.ui.session import opening as cases

    yield from cases.opening(looking, password)


def making(folder: Path, notice: str, applicant: Applicant, paths: tuple[Path, ...]) -> Opening:
    """Make a case; see ``zcdesk.ui.session.opening``."""
    from zcdesk.ui.case import case_room  # noqa: F401
    from zcdesk.ui.session import opening as cases

    yield from cases.making(folder, notice, applicant, paths)


def practising() -> Opening:
    """Open the fictional applicant; see ``zcdesk.ui.session.opening``."""
    from zcdesk.ui.case import case_room  # noqa: F401
    from zcdesk.ui.session import opening as cases

    yield from cases.practising()


def known_lessons() -> Generator[KnownLessons, None, None]:
    """Read the lessons; see ``zcdesk.ui.lessons.beginning``."""
    from zcdesk.ui.lessons import (
        beginning,
        lessons_room,  # noqa: F401
    )

    yield from beginning.known_lessons()


def batch_pages() -> Generator[None, None, None]:
    """Load what the batch needs."""
    from zcdesk.ui.batch import batch_room  # noqa: F401

    yield None


def batch_is_loaded() -> bool:
    """Tell whether the batch can be shown at once."""
    return hasattr(sys.modules.get("zcdesk.ui.batch.batch_room"), "BatchRoom")


def load_ahead() -> Thread:
    """Begin to load everything; the thread ends by itself."""
    thread = Thread(target=_load, name="ahead")
    thread.start()
    return thread


def _load() -> None:
    # Where the window is closed meanwhile, Python takes no more wishes for its end.
    with suppress(RuntimeError):
        from zcdesk.ui.batch import batch_room  # noqa: F401
        from zcdesk.ui.case import case_room  # noqa: F401
        from zcdesk.ui.lessons import lessons_room  # noqa: F401
        from zcdesk.ui.session import opening  # noqa: F401
        from zcdesk.ui.trainer import trainer_room  # noqa: F401
