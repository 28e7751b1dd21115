"""Forms of a run on the disk: what somebody finished by hand is never written over.

What was written is remembered by its hash, in the folder above. A file that has another one was
worked on since; a file that nobody remembers counts as such, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from zcdesk.disk.files import output_error, write_atomically

WRITTEN = ".written.json"
_WRITTEN = TypeAdapter(dict[str, str])


def keep_form(folder: Path, name: str, docx: bytes, pdf: bytes, *, force: bool) -> tuple[Path, str]:
    """Write a form as a Word file and a PDF, under a new name where somebody worked on either.

    Args:
        folder: Where forms of its notice lie; it is there.
        name: Name without an ending.
        docx: The Word file.
        pdf: The same, drawn.
        force: Write over what somebody worked on.

    Returns:
        The Word file, and the name of the form that was kept, or "".

    Raises:
        OutputError: It cannot be written, or what lies there cannot be looked at.
    """
    known = _known(folder.parent)
    pair = {".docx": docx, ".pdf": pdf}
    chosen = name
    if not force:
        names = (name if number == 0 else f"{name}.{number}" for number in count())
        chosen = next(name for name in names if not _worked_on(folder, name, pair, known))
    for ending, content in pair.items():
        write_atomically(folder / f"{chosen}{ending}", content)
        known[f"{folder.name}/{chosen}{ending}"] = _hash(content)
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(folder.parent / WRITTEN, text.encode())
    return folder / f"{chosen}.docx", f"{name}.docx" if chosen != name else ""


def _worked_on(
    folder: Path, name: str, pair: Mapping[str, bytes], known: Mapping[str, str]
) -> bool:
    """Tell whether a file lies there that is neither what was written nor what is to be."""
    for ending, content in pair.items():
        path = folder / f"{name}{ending}"
        try:
            there = _hash(path.read_bytes()) if path.exists() else ""
        except OSError as cause:
            raise output_error(cause, path.name) from cause
        if there not in ("", known.get(f"{folder.name}/{path.name}"), _hash(content)):
            return True
    return False


def _known(folder: Path) -> dict[str, str]:
    try:
        return _WRITTEN.validate_json((folder / WRITTEN).read_bytes())
    except (OSError, ValueError, ValidationError):
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
