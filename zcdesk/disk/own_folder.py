"""The folder of the user's own data about the program: its secret, and values kept as JSON."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from zcdesk.disk.files import bounded, make_folder, write_atomically

T = TypeVar("T")


class Kept(Generic[T]):
    """Reads and writes a value; what cannot be read is as if it were not there.

    Args:
        kind: Type of the value, which pydantic checks.
        key: Under which it stands.
        schema: Another number is another file.
    """

    def __init__(self, kind: type[T], key: str, schema: int = 1) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)
        self._key, self._schema = key, schema

    def read(self, path: Path) -> T | None:
        """Return the value, None where there is none of this schema that can be read."""
        try:
            known = json.loads(path.read_bytes())
            value = known[self._key] if known["schema"] == self._schema else None
            return self._adapter.validate_python(value)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path, value: T, **beside: object) -> None:
        """Write the value, and what stands ``beside`` it.

        Raises:
            OutputError: It cannot be written.
        """
        told = self._adapter.dump_python(value, mode="json")
        content = {"schema": self._schema, self._key: told, **beside}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomically(path, f"{text}\n".encode())


PORTABLE = "portable"
"""Name of the file beside the frozen program with which all data lies beside it, too."""

_BESIDE = "数据"


def own_folder() -> Path:
    """Return the program's folder in the user's data; it need not exist.

    Where a file ``portable`` lies beside the frozen program (on a stick), it is a folder there.

    Source:
        Windows ``%APPDATA%``, macOS ``~/Library/Application Support``, elsewhere the XDG base
        directory specification (``XDG_DATA_HOME``, absolute paths only).

    Raises:
        RuntimeError: There is no home folder.
    """
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).parent
        if (program / PORTABLE).is_file():
            return program / _BESIDE
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA", "")
        base = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        path = Path(os.environ.get("XDG_DATA_HOME", ""))
        base = path if path.is_absolute() else Path.home() / ".local" / "share"
    return base / "zcdesk"


def settings_file() -> Path:
    """Return the file of the window's settings; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "settings.json"


_FILE = "own-secret"
_LENGTH = 32


def seal(content: bytes) -> bytes:
    """Return 32 bytes that only this user's program on this computer can give for ``content``.

    Raises:
        OSError: The secret can be neither read nor kept.
        OutputError: The same.
        RuntimeError: There is no home folder.
    """
    return hmac.digest(_secret(), content, "sha256")


def is_sealed(content: bytes, sealed: bytes) -> bool:
    """Tell whether ``sealed`` is the seal of ``content``; errors as in :func:`seal`."""
    return hmac.compare_digest(seal(content), sealed)


def _secret() -> bytes:
    path = own_folder() / _FILE
    with suppress(FileNotFoundError):
        kept = bounded(path, _LENGTH)
        if len(kept) == _LENGTH:
            return kept
    make_folder(own_folder())
    write_atomically(path, secrets.token_bytes(_LENGTH))
    return bounded(path, _LENGTH)  # another program may have written its own a moment later
