"""Writing files so that a kill or a full disk at any moment leaves the old state or the new one.

What is written is its owner's alone, whatever mask the process has, and so are the folders that
are made for it: a scan or a roster on a shared computer is nobody else's business. A folder that
is there already keeps its mode. A file that is replaced does not hand its mode on: what the new
one holds may be more than what its owner once showed to others.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from zcdesk.errors import DiskFullError, OutputError

_FILE = 0o600
_FOLDER = 0o700


def new_file(path: Path) -> BinaryIO:
    """Return a new file to write to that only its owner can read.

    Raises:
        FileExistsError: Something lies there, if only a link.
        OSError: It cannot be made.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _FILE), "wb")


def copy_file(source: Path, copy: Path) -> None:
    """Copy the bytes of a file into a new one that only its owner can read.

    Raises:
        OSError: One cannot be read or the other cannot be made.
    """
    with source.open("rb") as old, new_file(copy) as new:
        shutil.copyfileobj(old, new)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for their owner alone.

    Raises:
        OSError: It cannot be made, or something else lies there.
    """
    try:
        _make(path)
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_folder(path.parent)
        _make(path)


def new_folder(path: Path) -> None:
    """Make a folder that must not be there yet, for its owner alone.

    Raises:
        OSError: It cannot be made, or something lies there.
    """
    path.mkdir(_FOLDER)


def _make(path: Path) -> None:
    try:
        new_folder(path)
    except FileNotFoundError:
        raise
    except OSError:  # of several kinds where it is there already
        if not path.is_dir():
            raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: temporary file beside it, flush, rename, flush the folder.

    Raises:
        DiskFullError: There is no room; nothing of the new content is left.
        OutputError: The file cannot be written for another reason; nothing is left either.
    """
    partial = path.with_name(f".{secrets.token_hex(6)}.partial")
    try:
        with new_file(partial) as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        flush_folder(path.parent)
    except OSError as cause:
        partial.unlink(missing_ok=True)
        raise output_error(cause, path.name) from cause


def flush_folder(folder: Path) -> None:
    """Make a rename inside ``folder`` durable where the system offers it (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def output_error(cause: OSError, file_name: str) -> OutputError | DiskFullError:
    """Return the error with a sentence for a failed write of ``file_name``."""
    if cause.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return DiskFullError(file=file_name)
    return OutputError(file=file_name)
