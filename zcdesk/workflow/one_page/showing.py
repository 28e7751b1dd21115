"""Pictures for the screen: drawn by a worker, handed over in shared memory."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from zcdesk.pages.opening.sketching import sketch
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import thumbnail
from zcdesk.picture import Picture
from zcdesk.workers.pool import WorkerPool, outcome_of
from zcdesk.workers.shared_pixels import SharedPixels, filling
from zcdesk.workflow.one_page.found_scans import ScanPlace, bytes_at, pixels_of


def render(pool: WorkerPool, page: Page, width: int, height: int) -> Future[Picture]:
    """Draw an upright page, fitted into ``width`` × ``height`` pixels, never enlarged.

    Returns:
        A future of the picture, RGB, contiguous. Its callbacks run on a thread of the pool. It
        carries the ``ZcdeskError`` when the scan cannot be drawn any more. Cancelling it is safe.
    """
    memory = SharedPixels(min(width, page.width) or 1, min(height, page.height) or 1)
    # Closing one case must not cost the next one both workers.
    drawn: Future[tuple[int, int]] = pool.submit(
        render_page, page, width, height, memory.name, short=True
    )
    shown: Future[Picture] = Future()

    def hand_over(done: Future[tuple[int, int]]) -> None:
        if done.cancelled() or not shown.set_running_or_notify_cancel():
            memory.release()
            shown.cancel()
            return
        outcome = outcome_of("", done, page.source.path)
        if outcome.result is None:
            memory.release()
            shown.set_exception(outcome.error)
        else:
            shown.set_result(memory.take(*outcome.result))

    def give_up(outer: Future[Picture]) -> None:
        # The pool may be stopped before it looks at a task again; cancelled, it answers at once.
        if outer.cancelled():
            drawn.cancel()

    drawn.add_done_callback(hand_over)
    shown.add_done_callback(give_up)
    return shown


def get_ready(pool: WorkerPool) -> None:
    """Let a worker load what drawing needs, so that the first page need not wait for that."""
    pool.submit(_load, short=True)


def _load() -> None:
    """Nothing: a worker that was given it has loaded this module."""


def render_page(page: Page, width: int, height: int, memory: str) -> tuple[int, int]:
    """Draw a page, reduced to fit, into shared memory and return its width and height.

    Raises:
        ScanError: The scan cannot be used any more.
        FileNotFoundError: Nobody waits for it; told before drawing.
    """
    with filling(memory) as fill:
        small = thumbnail(pixels_of(page), width, height)
        fill(small)
        return small.shape[1], small.shape[0]


def sketch_pages(path: str, indices: Sequence[int]) -> tuple[bytes, ...]:
    """Return small JPEGs of pages of one scan that nobody read yet; b"" for one that has none.

    Raises:
        ScanError: The scan cannot be read.
        CaseFileError: The case file no longer has it.
    """
    content = bytes_at(ScanPlace(path))
    return tuple(sketch(content, index) for index in indices)
