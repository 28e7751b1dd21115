"""Pictures that were made and read again, kept in the case: what did not change is not read anew.

They are kept with what can be made anew at any time, each with a hash of all that it depends on. A
seal that only this computer can set tells them from pictures that somebody else put into a case.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter

import zcdesk
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.tables.bounds import loads
from zcdesk.cases.tables.rows import place_inside, text_of, value_of
from zcdesk.disk.files import write_atomically
from zcdesk.disk.own_secret import is_sealed, seal
from zcdesk.errors import ZcdeskError
from zcdesk.pages.page import Page
from zcdesk.resources import resource
from zcdesk.verification.picture import Status
from zcdesk.workflow.tasks.finishing import Finished, PagePart, PictureJob

COVERED, OPEN = "picture/1", "open-picture/1"
"""Kinds of the entries in the cache; another number for another layout."""

_HASH, _SIZE = 32, 4  # bytes
_ENGINES = ("numpy", "onnxruntime", "opencv-python-headless", "pillow", "pymupdf", "rapidocr")
_FINISHED = TypeAdapter(Finished)
_FAULTS = (ZcdeskError, OSError, RuntimeError, ValueError)
"""Of the case file, the own folder, or what is kept. None ends an export: a picture that cannot be
taken is made, and the worker that makes it meets what is wrong with the disk."""


class KeptPictures:
    """Finished pictures in a case file, for one export; nothing where there is no file."""

    def __init__(self, stored: CaseFile | None) -> None:
        self._stored = stored
        self._whole: set[str] = set()  # hashes of scans that were compared with their bytes
        self._used: dict[str, set[str]] = {}  # names by kind

    def take(self, job: PictureJob) -> Finished | None:
        """Write a kept picture to its place, read it back and compare it; None if it is to be made.

        The scans that it was made of must still be in the case, whole, as for making it.
        """
        with suppress(*_FAULTS):
            kind, name = _entry(job)
            content = self._stored.cached(kind, name) if self._stored else None
            if content is None or not all(self._is_there(part.page) for part in job.parts):
                return None
            finished, picture = unpacked(content, key_of(job))
            output = Path(job.output)
            write_atomically(output, picture)
            if _is(output.read_bytes(), finished):
                self._used.setdefault(kind, set()).add(name)
                return replace(finished, unchanged=finished.sha256 == job.known)
        return None

    def keep(self, job: PictureJob, finished: Finished) -> None:
        """Keep a picture that passed; one in doubt is read again until somebody decided."""
        if finished.verified.status is not Status.CLEAN:
            return
        with suppress(*_FAULTS):
            kind, name = _entry(job)
            picture = Path(job.output).read_bytes()
            if self._stored and not self._stored.read_only and _is(picture, finished):
                self._stored.keep_cached(kind, name, packed(finished, picture, key_of(job)))
                self._used.setdefault(kind, set()).add(name)

    def forget_others(self) -> None:
        """Drop what was neither taken nor kept: of pages that are gone or have another name."""
        with suppress(*_FAULTS):
            for kind, names in self._used.items():
                if self._stored is not None:
                    self._stored.keep_only_cached(kind, names)

    def _is_there(self, page: Page) -> bool:
        sha256 = page.source.sha256
        if sha256 not in self._whole:
            kept = place_inside(Path(page.source.path))
            if self._stored is None or kept is None or kept[1] != sha256:
                return False
            self._stored.original(sha256)  # raises when it is lost or damaged
            self._whole.add(sha256)
        return True


def key_of(job: PictureJob) -> bytes:
    """Return a hash of all that a finished picture and the verdict on it depend on.

    All of the job but the folder of its output and of the case, the slot that its limit is for,
    and what was handed in before. Numbers count as they are after saving and loading.
    """
    plain = replace(
        job,
        parts=tuple(map(_without_path, job.parts)),
        limit=replace(job.limit, slot=""),
        output=Path(job.output).name,
        known="",
    )
    text = text_of(value_of(PictureJob, text_of(plain)))
    return hashlib.sha256(f"{_program()}\n{text}".encode()).digest()


def packed(finished: Finished, picture: bytes, key: bytes) -> bytes:
    """Return a finished picture as bytes, sealed; errors as in :func:`own_secret.seal`."""
    plain = {name: value for name, value in vars(finished).items() if not isinstance(value, bytes)}
    parts = [text_of(plain).encode(), finished.thumbnail, finished.guide]
    sizes = [len(part).to_bytes(_SIZE, "big") for part in parts]
    body = b"".join([key, *sizes, *parts, picture])
    return seal(body) + body


def unpacked(content: bytes, key: bytes) -> tuple[Finished, bytes]:
    """Return a finished picture and its bytes.

    Raises:
        ValueError: They were not sealed here, have another key or another hash.
    """
    sealed, body = content[:_HASH], content[_HASH:]
    if body[:_HASH] != key or not is_sealed(body, sealed):
        raise ValueError("not kept for this picture")
    start = _HASH + 3 * _SIZE
    parts = []
    for place in range(_HASH, start, _SIZE):
        end = start + int.from_bytes(body[place : place + _SIZE], "big")
        parts.append(body[start:end])
        start = end
    plain = loads(parts[0].decode())
    if not isinstance(plain, dict):
        raise ValueError("no picture")
    finished = _FINISHED.validate_python({**plain, "thumbnail": parts[1], "guide": parts[2]})
    return finished, body[start:]


def _entry(job: PictureJob) -> tuple[str, str]:
    return COVERED if job.covered else OPEN, Path(job.output).name


def _is(picture: bytes, finished: Finished) -> bool:
    return hashlib.sha256(picture).hexdigest() == finished.sha256


def _without_path(part: PagePart) -> PagePart:
    return replace(part, page=replace(part.page, source=replace(part.page.source, path="")))


@cache
def _program() -> str:
    """Return a hash of what makes and reads pictures: program, engines, models.

    A model is compared with its note whenever it is loaded, so the notes stand for the models. The
    source is part of it where there is source: a checkout changes without another version.
    """
    home = Path(zcdesk.__file__).parent
    found = hashlib.sha256(zcdesk.__version__.encode())
    for package in _ENGINES:
        with suppress(PackageNotFoundError):  # frozen, packages have no such note
            found.update(f"{package} {version(package)}".encode())
    notes = resource("models", "SOURCES.toml")
    tables = notes.parent.parent.rglob("*.toml")
    for path in (*sorted(home.rglob("*.py")), *sorted(tables)):
        found.update(path.read_bytes())
    return found.hexdigest()
