"""What can keep a package from being made, each with a sentence that says what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdesk.errors import DiskFullError, OutputError, PathTooLongError
from zcdesk.system.files import is_too_long

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOENT,
    errno.ENOTCONN,
    getattr(errno, "ESTALE", errno.EIO),
}


class PackageError(OutputError):
    """The package could not be written; the package before it, if any, is untouched."""

    code = "export.not_written"


class PackageDiskFullError(PackageError, DiskFullError):
    """The disk of the package has no room."""

    code = "export.disk_full"


class PackagePathTooLongError(PackageError, PathTooLongError):
    """A path inside the package would be longer than the system takes."""

    code = "export.too_long"


class ForeignFolderError(PackageError):
    """Something that is not a package of ours is where the package would go."""

    code = "export.foreign_folder"


@contextmanager
def told_for(target: Path) -> Iterator[None]:
    """Turn failures of the system inside the block into errors that name the package's place."""
    try:
        yield
    except PackageError:
        raise
    except OutputError as error:
        raise _package_error(_cause_of(error), target) from error
    except OSError as cause:
        raise _package_error(cause, target) from cause


def _cause_of(error: OutputError) -> OSError:
    """Return what the system said; of a worker's error only its kind comes through."""
    if isinstance(error.__cause__, OSError):
        return error.__cause__
    kinds = {DiskFullError: errno.ENOSPC, PathTooLongError: errno.ENAMETOOLONG}
    numbers = (number for kind, number in kinds.items() if isinstance(error, kind))
    return OSError(next(numbers, 0), "")


def _package_error(cause: OSError, target: Path) -> PackageError:
    """Return the error whose sentence fits ``cause``."""
    folder = os.fspath(target)
    if is_too_long(cause):
        return PackagePathTooLongError(folder=folder)
    if cause.errno in _FULL:
        return PackageDiskFullError(folder=folder)
    if cause.errno in _FORBIDDEN:
        return PackageError("export.forbidden", folder=folder)
    if cause.errno == errno.ENOENT and target.parent.is_dir():
        return PackageError("export.vanished", folder=folder)
    if cause.errno in _GONE:
        return PackageError("export.disk_gone", folder=folder)
    return PackageError(folder=folder)
