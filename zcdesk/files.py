"""Writing files so that a kill or a full disk at any moment leaves the old state or the new one."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

from zcdesk.errors import DiskFullError, OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: temporary file beside it, flush, rename, flush the folder.

    A file or link that lies there is replaced. Anything else stays: a device whose place were taken
    by a file would be lost to the whole computer.

    Raises:
        DiskFullError: There is no room; nothing of the new content is left.
        OutputError: The file cannot be written for another reason; nothing is left either.
    """
    if _is_no_file(path):
        raise OutputError(file=path.name)
    partial = path.with_name(f".{secrets.token_hex(6)}.partial")
    try:
        with partial.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        flush_folder(path.parent)
    except OSError as cause:
        partial.unlink(missing_ok=True)
        raise output_error(cause, path.name) from cause


def _is_no_file(path: Path) -> bool:
    """Tell whether something lies there that is neither a file nor a link: a device, a pipe."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):  # nothing there, or nothing to be written there: told later
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


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
