"""What may be in a record of incidents: an allow-list, for messages hold people's words.

A message, a value or a path never comes in. What does come in was looked up first: a module of the
program, a function that is in that module, a kind of error that Python or a library of ours
has, a code that has a sentence.
"""

from __future__ import annotations

import builtins
import errno
import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from traceback import walk_tb
from types import CodeType, TracebackType

from zcdesk import wording
from zcdesk.resources import table

LONGEST = 12
"""Frames that are kept of one error, the innermost ones."""

OTHER = "other"
"""What is told of a kind or library that is not on the list."""

_MOST_LINES = 5000

LIBRARIES: Mapping[str, str] = table("libraries.toml")
"""Libraries of the program: import name to the package that brings it."""

_OWN = re.compile(r"zcdesk(\.[a-z_]+)+")


@dataclass(frozen=True)
class Frame:
    """A place in the program's own code: module, function with its class, line."""

    module: str
    function: str
    line: int


def known_code(code: str) -> str | None:
    """Return a code that has a sentence, or None."""
    return code if code in wording.codes() else None


def known_frame(module: object, function: object, line: object) -> Frame | None:
    """Return a place in our own code, or None for what is none."""
    if not isinstance(module, str) or not isinstance(function, str) or not isinstance(line, int):
        return None
    if function not in names_in(module) or not 0 < line <= _MOST_LINES:
        return None
    return Frame(module, function, int(line))


def known_kind(kind: object) -> str:
    """Return the name of one of Python's own kinds of error; OTHER for everything else."""
    kind_named = getattr(builtins, kind, None) if isinstance(kind, str) else None
    is_error = isinstance(kind_named, type) and issubclass(kind_named, BaseException)
    return str(kind) if is_error else OTHER


def known_library(library: object) -> str:
    """Return the library that a kind of error is from, "" for Python itself and for the program."""
    if not isinstance(library, str) or library in ("", "builtins", "zcdesk"):
        return ""
    known = library in LIBRARIES or library in sys.stdlib_module_names
    return library if known else OTHER


def known_errno(name: object) -> str:
    """Return the system's name of an error (``ENOSPC``), or ""."""
    return name if isinstance(name, str) and name in errno.errorcode.values() else ""


def kind_of(error: BaseException) -> tuple[str, str]:
    """Return the nearest of Python's own kinds of an error, and the library that it comes from."""
    library = type(error).__module__.partition(".")[0]
    nearest = next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return known_kind(nearest.__name__), known_library(library)


def errno_of(error: BaseException) -> str:
    """Return the system's name of what went wrong, or ""."""
    number = error.errno if isinstance(error, OSError) else None
    return errno.errorcode.get(number, "") if isinstance(number, int) else ""


def frames_of(trace: TracebackType | None) -> tuple[Frame, ...]:
    """Return the frames of a traceback that are ours; names and lines come from the code itself."""
    frames = (
        known_frame(frame.f_globals.get("__name__"), frame.f_code.co_qualname, line)
        for frame, line in walk_tb(trace)
    )
    return tuple(frame for frame in frames if frame is not None)[-LONGEST:]


@cache
def names_in(module: str) -> frozenset[str]:
    """Return the functions of one of our modules, with their classes; nothing for any other."""
    if not _OWN.fullmatch(module):
        return frozenset()
    try:
        spec = importlib.util.find_spec(module)
        code = getattr(spec and spec.loader, "get_code", lambda name: None)(module)
    except (ImportError, ValueError, OSError, SyntaxError, EOFError):
        # The program was replaced or taken away while it runs: the place is lost, the rest is not.
        return frozenset()
    return frozenset(_names(code)) if isinstance(code, CodeType) else frozenset()


def _names(code: CodeType) -> Iterator[str]:
    yield code.co_qualname
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
