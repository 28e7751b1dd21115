"""One value kept in a file of ours as JSON, with the number of its schema beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from zcdesk.disk.files import write_atomically

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
        """Write the value, and what is ``beside`` it.

        Raises:
            OutputError: It cannot be written.
        """
        plain = self._adapter.dump_python(value, mode="json")
        content = {"schema": self._schema, self._key: plain, **beside}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomically(path, f"{text}\n".encode())
