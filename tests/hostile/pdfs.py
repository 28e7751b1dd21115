"""Hostile PDFs: structures that never end, swell, hide, run or lie; old revisions; every lock."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.entry import Entry, whole_and_cut
from tests.hostile.pdf_bombs import bombs
from tests.hostile.pdf_contents import active, drawn, hidden
from tests.hostile.pdf_revisions import locked, revisions
from tests.hostile.pdf_trees import trees
from tests.hostile.pdf_wholes import wholes

PAGES = {"object streams.pdf": 2}
"""How many pages a whole file has, where it is not one."""


def entries() -> Iterator[Entry]:
    """Yield the hostile PDFs."""
    yield from whole_and_cut(wholes(), PAGES, zeros=1500)
    yield from trees()
    yield from bombs()
    yield from active()
    yield from hidden()
    yield from revisions()
    yield from locked()
    yield from drawn()
