"""A finished folder put where its package belongs, and what can keep it from that.

A package NAME is built in ``.NAME.partial`` beside it. To replace an older package that one is
renamed to ``.NAME.old``, the new one takes the name, and only then the old one is removed. Renames
are the one step that all our systems do as a whole; ``recover`` finishes what a kill interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdesk.errors import OutputError
from zcdesk.export.plan.manifest import (
    MANIFEST,
    OPEN_PICTURES,
    OWN_USE,
    PICTURES,
    Content,
    manifest_of,
    sha256_of,
)
from zcdesk.system.files import AS_BYTES, flush_folder, is_too_long

_REASONS = {
    "export.disk_full": {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG},
    "export.forbidden": {errno.EACCES, errno.EPERM, errno.EROFS},
    "export.disk_gone": {
        errno.EIO,
        errno.ENODEV,
        errno.ENXIO,
        errno.ENOENT,
        errno.ENOTCONN,
        getattr(errno, "ESTALE", errno.EIO),
    },
}
"""What the numbers of the system mean for a package."""


class PackageError(OutputError):
    """The package could not be written; the package before it, if any, is untouched."""

    code = "export.not_written"


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
    numbers = {"output.disk_full": errno.ENOSPC, "output.too_long": errno.ENAMETOOLONG}
    return OSError(numbers.get(error.code, 0), "")


def _package_error(cause: OSError, target: Path) -> PackageError:
    """Return the error whose sentence fits ``cause``."""
    folder = os.fspath(target)
    if is_too_long(cause):
        return PackageError("export.too_long", folder=folder)
    if cause.errno == errno.ENOENT and target.parent.is_dir():
        return PackageError("export.vanished", folder=folder)
    codes = (code for code, numbers in _REASONS.items() if cause.errno in numbers)
    return PackageError(next(codes, ""), folder=folder)


_OWN_NAMES = {MANIFEST, PICTURES, OPEN_PICTURES, OWN_USE}
_MOST_NAMES = 100
_LEFT_BY_SYSTEMS = {"Thumbs.db", "desktop.ini", ".DS_Store"}


def partial_folder(target: Path) -> Path:
    """Return where the package ``target`` is built."""
    return target.with_name(f".{target.name}.partial")


def lock_file(target: Path) -> Path:
    """Return what is held beside ``target`` while a package is built for it."""
    return target.with_name(f".{target.name}.lock")


def aside_folder(target: Path) -> Path:
    """Return where the older package ``target`` waits while the new one takes its name."""
    return target.with_name(f".{target.name}.old")


def recover(target: Path) -> None:
    """Finish or undo what an interrupted export of ``target`` left beside it.

    Afterwards ``target`` is the old package, the new one or absent, and nothing is beside it.

    Raises:
        ForeignFolderError: A folder with one of our side names holds files of somebody else.
        OSError: The disk refuses.
    """
    partial, aside = partial_folder(target), aside_folder(target)
    if os.path.lexists(aside):
        if not _taken(target) and _is_whole(aside):
            _rename_over_nothing(aside, target)
        else:
            remove_own(aside)
    if os.path.lexists(partial):
        remove_own(partial)


def require_replaceable(target: Path, content: Content = Content.COVERED) -> None:
    """Check that nothing but an untouched package of ours, of the same content, is at ``target``.

    Raises:
        OtherContentError: A package is there that holds something else: covered pictures and
            those for covering inside the platform never take each other's place.
        ForeignFolderError: Something else is there.
        ChangedPackageError: A file in the package was added or changed after its export.
        OSError: The disk refuses.
    """
    if not _taken(target):
        return
    manifest = None if target.is_symlink() else manifest_of(target)
    if manifest is None:
        raise ForeignFolderError(folder=os.fspath(target))
    if manifest.content is not content:
        raise PackageError("export.other_content", folder=os.fspath(target))
    known = {file.path: file.sha256 for file in manifest.files}
    for path in files_below(target):
        name = name_below(target, path)
        if name == MANIFEST or path.name in _LEFT_BY_SYSTEMS:
            continue
        if path.is_symlink() or known.get(name) != sha256_of(path):
            raise PackageError("export.changed_package", folder=os.fspath(target), file=name)


def free_place(target: Path, content: Content = Content.COVERED) -> Path:
    """Return ``target``, or the first free name beside it when something else has its name."""
    for number in range(1, _MOST_NAMES):
        place = target if number == 1 else target.with_name(f"{target.name} ({number})")
        with contextlib.suppress(PackageError, OSError):
            require_replaceable(place, content)
            return place
    return target


def put_in_place(staged: Path, target: Path, content: Content = Content.COVERED) -> bool:
    """Give the finished folder ``staged`` its final name; return whether a package was replaced.

    Raises:
        PackageError: As ``require_replaceable``; nothing was moved.
        OSError: The disk refuses; the package that was there is there again, or comes back with
            the next ``recover``.
    """
    require_replaceable(target, content)
    aside = aside_folder(target)
    replaces = _taken(target)
    if replaces:
        target.rename(aside)
    try:
        _rename_over_nothing(staged, target)
    except BaseException:
        if replaces:
            aside.rename(target)
        raise
    flush_folder(target.parent)
    if replaces:
        # The new package stands; the next export removes what is left, or says what is in it.
        with contextlib.suppress(OSError, ForeignFolderError):
            remove_own(aside)
    return replaces


def remove_own(folder: Path) -> None:
    """Remove a folder of ours; what a kill leaves of it is no longer whole to ``recover``.

    Raises:
        ForeignFolderError: It is no folder, or holds more than a package does.
        OSError: The disk refuses.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise ForeignFolderError(folder=os.fspath(folder))
    names = {path.name for path in folder.iterdir()} - _LEFT_BY_SYSTEMS
    if any(name not in _OWN_NAMES and not is_write_leftover(name) for name in names):
        raise ForeignFolderError(folder=os.fspath(folder))
    shutil.rmtree(folder)


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file, link and device below ``folder``, sorted by path."""
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted([*names, *links]))


def name_below(folder: Path, path: Path) -> str:
    """Return a file's path below ``folder`` as plans and manifests write it.

    Some disks on macOS give names back decomposed (Uyghur ئ as two characters).
    """
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def flush_tree(folder: Path) -> None:
    """Make every file and every name below ``folder`` durable.

    Raises:
        OSError: The disk refuses.
    """
    for parent, _, names in os.walk(folder, topdown=False, onerror=_raise):
        for name in names:
            handle = os.open(Path(parent, name), os.O_RDWR | AS_BYTES)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        flush_folder(Path(parent))


def is_write_leftover(name: str) -> bool:
    """Tell whether a file of this name is what a killed ``files.write_atomically`` leaves."""
    return name.startswith(".") and name.endswith(".partial")


def _taken(target: Path) -> bool:
    """Return whether ``target`` is there and has content; an empty folder does not count."""
    if not os.path.lexists(target):
        return False
    if target.is_symlink() or not target.is_dir():
        return True
    return any(True for _ in target.iterdir())


def _is_whole(folder: Path) -> bool:
    """Tell whether a package of ours is complete and untouched."""
    manifest = manifest_of(folder)
    return manifest is not None and all(
        (folder / file.path).is_file() and sha256_of(folder / file.path) == file.sha256
        for file in manifest.files
    )


def _rename_over_nothing(folder: Path, target: Path) -> None:
    """Rename ``folder`` to ``target``, which is absent or an empty folder."""
    if os.path.lexists(target):
        target.rmdir()  # Windows renames onto nothing, not even onto an empty folder
    folder.rename(target)


def _raise(error: OSError) -> None:
    """Let a folder that cannot be listed end the walk instead of being passed over."""
    raise error
