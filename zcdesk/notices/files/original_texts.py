"""The original texts of notices: shipped, in the user's folder, beside a profile, or in it."""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path

from zcdesk.disk.reading import bounded
from zcdesk.resources import resource

LARGEST_TEXT = 2_000_000
"""Bytes. The longest notice of the five has 30 thousand."""

_NAME = re.compile(r"[\w-]{1,100}")


class UnreadableTextError(ValueError):
    """The file of an original text is there and cannot be used."""


@cache
def shipped_text(source: str) -> tuple[str, ...]:
    """Return the lines of a text by its id; () when the text is not shipped."""
    if not _NAME.fullmatch(source):
        return ()
    try:
        path = resource("notices", "texts", f"{source}.txt")
    except FileNotFoundError:
        return ()
    return tuple(path.read_text(encoding="utf-8").splitlines())


def text_beside(folder: Path, source: str) -> tuple[str, ...]:
    """Return the lines of ``<source>.txt`` in ``folder``; () when there is no such file.

    Raises:
        UnreadableTextError: The file is too large, or neither UTF-8 nor GB 18030.
    """
    path = folder / f"{source}.txt"
    if not _NAME.fullmatch(source) or not path.is_file():
        return ()
    try:
        raw = bounded(path, LARGEST_TEXT)
    except OSError as error:
        raise UnreadableTextError(path.name) from error
    if len(raw) > LARGEST_TEXT:
        raise UnreadableTextError(path.name)
    return tuple(decoded(raw, path.name).splitlines())


def decoded(raw: bytes, name: str) -> str:
    """Return a text file's content: UTF-8, GB 18030 as older Chinese editors save it, or UTF-16.

    Raises:
        UnreadableTextError: It is none of them.
    """
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTextError(name)
