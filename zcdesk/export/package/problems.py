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


class PackageDiskGoneError(PackageError):
    """The disk of the package was removed or does not answer."""

    code = "export.disk_gone"


class PackageVanishedError(PackageError):
    """Something that was being written vanished, while the disk answers: somebody tidied up."""

    code = "export.vanished"


class NoTemporaryFolderError(PackageError):
    """Tables need a folder for temporary files, and nothing can be written there."""

    code = "export.no_temporary"


class PackagePathTooLongError(PackageError, PathTooLongError):
    """The package's folder and what is to lie in it make a path longer than the system takes."""

    code = "export.too_long"


class PackageForbiddenError(PackageError):
    """The system does not let the program write there, or a file in it is open."""

    code = "export.forbidden"


class ForeignFolderError(PackageError):
    """Something that is not a package of ours stands where the package would go."""

    code = "export.foreign_folder"


class BusyPlaceError(PackageError):
    """Another run of the program is building a package for the same place at this moment."""

    code = "export.busy_place"


class ChangedPackageError(PackageError):
    """The package that stands there holds a file that was added or changed after its export."""

    code = "export.changed_package"


class OtherContentError(PackageError):
    """A package with another content (covered, not covered …) stands at the place."""

    code = "export.other_content"


class PersonalWordError(PackageError):
    """Something in the finished package holds the applicant's words where none may be."""

    code = "export.personal_word"


class ChangedPictureError(PackageError):
    """A finished picture is missing or is not the one that was verified."""

    code = "export.changed_picture"


class NothingToExportError(PackageError):
    """No page is ready to be exported."""

    code = "export.nothing"


class ColumnOpenError(NothingToExportError):
    """Nothing is left to export but PDFs that wait for others of their pages."""

    code = "export.column_open"


class OriginalsLostError(NothingToExportError):
    """Every page that was to be exported has no whole scan in the case any more."""

    code = "export.originals_lost"


class NonePassedError(NothingToExportError):
    """Pages were confirmed, and the finished picture of none passed the second reading."""

    code = "export.none_passed"


class SecrecyNotToldError(PackageError):
    """Of no page it was said whether it is secret material, which the notice wants cleared."""

    code = "export.secrecy_not_told"


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
        return PackageForbiddenError(folder=folder)
    if cause.errno == errno.ENOENT and target.parent.is_dir():
        return PackageVanishedError(folder=folder)
    if cause.errno in _GONE:
        return PackageDiskGoneError(folder=folder)
    return PackageError(folder=folder)
