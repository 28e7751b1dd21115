"""What reading a file through yields: words that are in it, pictures to see, what is unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from zcdesk.applicant import Word
from zcdesk.picture import Picture
from zcdesk.resources import table

UNREAD_KINDS = table("unread_kinds.toml")
"""What is known and not read through: by bytes, by texts, and what is told of each."""

MOST_BYTES = 64_000_000
"""Of one part of a file that is not a picture, unpacked."""

_MOST_IN_ALL = 256_000_000
_MOST_PARTS = 2000


@dataclass(frozen=True)
class UnreadPart:
    """Something that was not read through; ``kind`` names it, "" where nobody knows what it is."""

    kind: str = ""


@dataclass(frozen=True, eq=False)
class ShownPicture:
    """Something to be looked at: ``draw`` gives the bytes of a picture file, or pixels."""

    draw: Callable[[], bytes | Picture]


Piece = Word | UnreadPart | ShownPicture


@dataclass
class Search:
    """What is looked for, and how much of one file may still be unpacked.

    ``words`` is empty where the texts were searched before and only pictures are wanted.
    """

    words: Sequence[Word]
    left_bytes: int = _MOST_IN_ALL
    left_parts: int = _MOST_PARTS

    def takes(self, size: int) -> bool:
        """Count a part of that many bytes; False when it is more than may be unpacked."""
        self.left_bytes -= size
        self.left_parts -= 1
        return size <= MOST_BYTES and self.left_bytes >= 0 and self.left_parts >= 0


Within = Callable[[bytes], Iterator[Piece]]
"""Reads a part of a file through as a file of its own."""


@dataclass(frozen=True)
class FilePart:
    """The bytes of a file or of a part of one, what is sought, and how to read parts of it."""

    data: bytes = field(repr=False)
    search: Search
    within: Within

    def inner(self, content: bytes, kind: str) -> Iterator[Piece]:
        """Yield what is in a part; of one that is too large, that a file of this kind has it."""
        if self.search.takes(len(content)):
            yield from self.within(content)
        else:
            yield UnreadPart(kind)
