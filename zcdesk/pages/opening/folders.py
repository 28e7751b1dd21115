"""Which files of a folder or archive are meant, and in which order they come."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from pathlib import Path, PurePath

from zcdesk.disk.paths import is_folder

_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx"}
_IN_CLOUD = ".icloud"
_NUMBER = re.compile(r"(\d+)")


def files_of(paths: Iterable[Path]) -> Generator[Path, None, None]:
    """Yield the files; a folder gives all of its files by name, those of its folders too.

    What the system put there itself (hidden files, preview stores) is passed over. Whatever else
    cannot be used is yielded like a file, so that it is refused by name: a broken link, a pipe, a
    folder that may not be read, a link to a folder (which is not followed).
    """
    for path in paths:
        if is_folder(path):
            yield from _files_below(path)
        else:
            yield path


def _files_below(folder: Path) -> Generator[Path, None, None]:
    try:
        inner = sorted(folder.iterdir(), key=lambda path: by_name(path.name))
    except OSError:
        yield folder
        return
    for path in inner:
        if is_passed_over(PurePath(path.name)):
            continue
        if is_folder(path) and not path.is_symlink():
            yield from _files_below(path)
        else:
            yield path


def is_passed_over(inner: PurePath) -> bool:
    """Whether a path below a folder is the system's own: hidden, a preview store, a lock file."""
    return any(_is_systems_own(part) for part in inner.parts)


def _is_systems_own(name: str) -> bool:
    if name == "..":
        return False
    if name.startswith(".") and name.endswith(_IN_CLOUD):  # hidden, but a photo is meant
        return False
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


def by_name(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return what to sort names by, as people count: ``2.jpg`` comes before ``10.jpg``."""
    parts = (part for part in _NUMBER.split(name.casefold()) if part)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)
