"""Files that a person names and a command writes: a former one of that name is not lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from zcdesk.cli.output import say_error, text
from zcdesk.disk.files import make_folder, output_error, write_atomically
from zcdesk.disk.reading import bounded
from zcdesk.errors import OutputError

_BEGINNING, _ALIKE = 64, 32  # bytes


def write_named(
    path: Path, content: bytes, over: Callable[[bytes, bytes], bool] = lambda there, new: False
) -> None:
    """Write a file, its folder too; a former one is kept under another name, which is printed.

    Somebody may have completed it by hand, or a slip of the hand names a scan.

    Args:
        path: Where.
        content: What is written.
        over: Tells of the beginnings of what lies there and of what is new whether it is an
            earlier one of the same, which is replaced.

    Raises:
        OutputError: The file cannot be written, or what lies there not be renamed.
    """
    make_folder(path.parent)
    kept = _moved_aside(path, content, over)
    try:
        write_atomically(path, content)
    except OutputError:
        if kept is not None:
            with suppress(OSError):  # where it cannot go back it stays whole under its new name
                kept.rename(path)
        raise
    if kept is not None:
        say_error(text("cli.document_kept", file=path.name, kept=kept.name))


def same_first_key(there: bytes, new: bytes) -> bool:
    """Tell whether two texts begin with the same word before a colon, as YAML of one kind does."""
    return b":" in there and there.partition(b":")[0] == new.partition(b":")[0]


def same_first_line(there: bytes, new: bytes) -> bool:
    """Tell whether two texts have the first line in common."""
    return there.partition(b"\n")[0] == new.partition(b"\n")[0]


def same_beginning(there: bytes, new: bytes) -> bool:
    """Tell whether two papers begin alike: what writes our PDF files names itself there."""
    return there[:_ALIKE] == new[:_ALIKE]


def _moved_aside(path: Path, content: bytes, over: Callable[[bytes, bytes], bool]) -> Path | None:
    try:
        if not path.exists() or bounded(path, len(content)) == content:
            return None
        with path.open("rb") as file:
            there = file.read(_BEGINNING)
        if not there or over(there, content[:_BEGINNING]):
            return None
        number = next(n for n in count(1) if not _earlier(path, n).exists())
        return path.rename(_earlier(path, number))
    except OSError as cause:
        raise output_error(cause, path.name) from cause


def _earlier(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.{number}{path.suffix}")
