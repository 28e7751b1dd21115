"""``-`` where a file is read: what comes in on standard input."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typer

from zcdesk.cli.output import language, text
from zcdesk.disk.files import new_file

DASH = "-"

_MOST, _PART = 500 << 20, 1 << 20
"""Bytes of a scan at most, and of one reading: what comes in may never end."""

_READ: Mapping[str, str] = MappingProxyType({
    "files": "", "texts": ".txt", "words": ".txt", "roster": ".csv", "decisions": ".yaml",
    "facts": ".yaml", "answers": ".yaml", "file": ".yaml",
})  # fmt: skip
"""What commands read, by the name of their parameter: the ending of words that come in."""

_BEGIN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", ".pdf"), (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"), (b"\xd0\xcf\x11\xe0", ".doc"),
)  # fmt: skip
_PACKED = (("word/", ".docx"), ("xl/", ".xlsx"), ("", ".zip"))


def take_standard_input(command: Any) -> None:
    """Let ``-`` stand for standard input wherever a command reads a file.

    Args:
        command: As ``typer.main.get_command`` makes it; it is changed.
    """
    for parameter in command.params:
        if parameter.name in _READ:
            parameter.process_value = partial(_taken, parameter, parameter.process_value)


def _taken(parameter: Any, taken: Callable[..., Any], context: Any, given: Any) -> Any:
    """Return what a parameter makes of its values, with a file in the place of ``-``."""
    several = isinstance(given, list | tuple)
    values = list(given) if several else [given]
    if values.count(DASH) > 1:
        raise typer.BadParameter(text("cli.input_twice"), ctx=context, param=parameter)
    if DASH in values and not getattr(context, "resilient_parsing", False):
        values[values.index(DASH)] = str(_file_of_input(_READ[parameter.name]))
        given = type(given)(values) if several else values[0]
    return taken(context, given)


def _file_of_input(ending: str) -> Path:
    """Write standard input into a file that is removed with the program; return its path.

    Raises:
        typer.BadParameter: Nothing comes in.
    """
    path = Path(tempfile.mkdtemp(prefix="input-")) / "stdin"
    language.unsaid = str(path.parent) + os.sep
    with new_file(path) as file:
        if sys.stdin is not None and not sys.stdin.closed:
            while part := sys.stdin.buffer.read(_PART):
                if file.tell() + len(part) > _MOST:
                    raise typer.BadParameter(text("cli.input_too_large", megabytes=_MOST >> 20))
                file.write(part)
    if not path.stat().st_size:
        raise typer.BadParameter(text("cli.input_empty"))
    return path.rename(path.with_suffix(_ending(path) or ending))


def _ending(path: Path) -> str:
    """Return the ending of a file by its first bytes; "" for plain words."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
        return next(end for begin, end in _PACKED if any(n.startswith(begin) for n in [*names, ""]))
    with path.open("rb") as file:
        begin = file.read(8)
    return next((end for letters, end in _BEGIN if begin.startswith(letters)), "")
