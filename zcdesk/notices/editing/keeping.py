"""A draft as one file: kept after every act, opened again, taken by the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.errors import ZcdeskError
from zcdesk.notices.editing.draft import Draft, DraftAnswer
from zcdesk.notices.files.loading import user_folder
from zcdesk.notices.files.text_files import MOST_LETTERS

ENDING = ".draft.json"
LARGEST_DRAFT = 10 * MOST_LETTERS
"""Bytes: the text, and each of its sentences once more."""
_MOST = 50
_ADAPTER = TypeAdapter(Draft)


def drafts_folder() -> Path:
    """Return where drafts are kept; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return user_folder() / "drafts"


def kept_drafts() -> tuple[Path, ...]:
    """Return the drafts that are on their way, the one touched last first."""
    try:
        paths = list(drafts_folder().glob(f"*{ENDING}"))
        return tuple(sorted(paths, key=lambda one: -one.stat().st_mtime)[:_MOST])
    except (OSError, RuntimeError):
        return ()


def place_of(draft: Draft) -> Path:
    """Return the file that a draft is kept in."""
    return drafts_folder() / f"{draft.notice_id}{ENDING}"


def draft_text(draft: Draft) -> str:
    """Return a draft as one file (JSON)."""
    return _ADAPTER.dump_json(draft, indent=1).decode() + "\n"


def keep(draft: Draft, path: Path | None = None) -> Path:
    """Write a draft whole, or leave the one before as it was.

    Raises:
        ZcdeskError: It cannot be written.
        RuntimeError: There is no home folder.
    """
    path = path or place_of(draft)
    make_folder(path.parent)
    write_atomically(path, draft_text(draft).encode())
    return path


def opened(path: Path) -> Draft:
    """Return the draft of a file.

    Raises:
        DraftFileError: It is none.
    """
    try:
        draft = _ADAPTER.validate_json(bounded(path, LARGEST_DRAFT))
        known = {key: said for key, said in draft.answers.items() if said in set(DraftAnswer)}
        return replace(draft, answers=known)  # one of an older program is asked anew
    except (OSError, ValidationError) as error:
        raise ZcdeskError("notice.draft_broken", file=path.name) from error
