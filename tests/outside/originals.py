"""What must stay as it was: bytes, times, rights and marks of files, and the listing of folders."""

import hashlib
import os
from pathlib import Path

MARK = "user.kept"


def mark(folder: Path) -> bool:
    """Give each file a mark of its own and take the right to write; False without such marks."""
    marked = True
    for path in sorted(folder.rglob("*"), reverse=True):
        try:
            os.setxattr(path, MARK, path.name.encode())
        except (OSError, AttributeError):
            marked = False
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    return marked


def release(folder: Path) -> None:
    """Give the right to write back, so that the folder can be removed."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return for a folder and everything below it what no command may change."""
    return {
        path.relative_to(folder).as_posix(): _state(path)
        for path in [folder, *sorted(folder.rglob("*"))]
    }


def _state(path: Path) -> tuple[object, ...]:
    told = path.lstat()
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    try:
        marks = tuple((name, os.getxattr(path, name)) for name in sorted(os.listxattr(path)))
    except (OSError, AttributeError):
        marks = ()
    return content, told.st_mtime_ns, told.st_mode, told.st_uid, told.st_ino, told.st_nlink, marks
