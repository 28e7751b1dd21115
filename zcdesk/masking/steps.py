"""One search that fails must cost a look at the page, never the page or the other searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from zcdesk.applicant import Target
from zcdesk.geometry import box
from zcdesk.incidents.record import ProgramPart, keep
from zcdesk.masking.hits import Hit, Mask, Origin

Found = TypeVar("Found")


class Steps:
    """Runs the searches of one page and remembers whether one of them failed."""

    def __init__(self) -> None:
        self._failed: list[str] = []

    def taken(self, name: str, look: Callable[[], Iterable[Found]]) -> tuple[Found, ...]:
        """Return what a search finds; nothing when it fails, and :meth:`hits` tells of it."""
        try:
            return tuple(look())
        except Exception as fault:  # the border of one search: whatever it is, a person looks
            keep(fault, ProgramPart.WORKER, "hit.search_failed")
            self._failed.append(name)
            return ()

    def hits(self, width: int, height: int) -> tuple[Hit, ...]:
        """Return a doubt about the whole page when a search failed; it points and never covers."""
        if not self._failed:
            return ()
        return (
            Mask(Target.NAME, box(0, 0, width, height), "", 0.0, Origin.SCRIPT).hit(
                "hit.search_failed"
            ),
        )
