"""What a worker does for one PDF: verified pictures bound, written, and read from the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from zcdesk.disk.files import write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.export.pictures.jpeg import bound
from zcdesk.verification.contents.opening import pieces_of
from zcdesk.verification.contents.pieces import Search, ShownPicture
from zcdesk.workflow.one_page.finishing import decoded

_DECODERS_DIFFER = 4
"""Grey levels; two decoders of one JPEG gave the same on 20 pictures, other builds may round."""


@dataclass(frozen=True)
class BindJob:
    """One PDF to be made.

    Attributes:
        pictures: Path and SHA-256 of each picture, as it was verified, in order.
        output: Path of the PDF; it is written atomically.
    """

    pictures: tuple[tuple[str, str], ...]
    output: str


@dataclass(frozen=True)
class BoundFile:
    """A PDF that was written and read again: SHA-256 and number of its bytes."""

    sha256: str
    size: int


def bind_pictures(job: BindJob) -> BoundFile:
    """Bind pictures into one PDF, write it and read it again.

    The words were searched in each picture already, so it is enough that the file is nothing but
    these pictures and that every page shows its own.

    Raises:
        NotBoundError: A picture is not the one that was verified, or the PDF does not show it.
        OutputError: The PDF cannot be written.
    """
    name = Path(job.output).name
    jpegs = [Path(path).read_bytes() for path, _ in job.pictures]
    known = [sha256 for _, sha256 in job.pictures]
    if [hashlib.sha256(data).hexdigest() for data in jpegs] != known:
        raise ZcdeskError("export.pdf_not_read", file=name)
    write_atomically(Path(job.output), bound(jpegs))
    written = Path(job.output).read_bytes()
    if not shows(written, jpegs):
        raise ZcdeskError("export.pdf_not_read", file=name)
    return BoundFile(hashlib.sha256(written).hexdigest(), len(written))


def shows(written: bytes, jpegs: Sequence[bytes]) -> bool:
    """Tell whether a PDF is these pictures, page by page, and holds nothing else."""
    if written != bound(jpegs):
        return False
    pages = []
    for piece in pieces_of(written, Search(())):
        if not isinstance(piece, ShownPicture):
            return False  # something that cannot be read
        pages.append(piece)
    return len(pages) == len(jpegs) and all(map(_is, pages, jpegs))


def _is(page: ShownPicture, jpeg: bytes) -> bool:
    drawn = page.draw()
    if isinstance(drawn, bytes):
        drawn = decoded(drawn)
    picture = decoded(jpeg)
    if drawn.shape != picture.shape:
        return False
    return int(cv2.absdiff(drawn, picture).max()) <= _DECODERS_DIFFER
