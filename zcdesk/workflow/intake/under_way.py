"""What is under way in an open case, noted in its file: whoever opens it next goes on or is told.

The note names files of this computer. It is sealed with a secret of this user's own, so that no
path from somebody else's case is ever looked for; of such a note only the names are shown.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from zcdesk.cases.file.case_file import IDENTITY, UNDER_WAY, CaseFile
from zcdesk.cases.tables.rows import text_of, value_of
from zcdesk.disk.own_secret import is_sealed, seal
from zcdesk.errors import ZcdeskError
from zcdesk.export.package.packing import clear_up
from zcdesk.printable import printable
from zcdesk.workflow.intake.taking_in import Wanted

_FILES, _EXPORT = "files", "export"
_SEAL = 32
_HEX = re.compile(rb"[0-9a-f]{32}")
_PART = re.compile(r"[\w.-]{0,200}")
Value = TypeVar("Value")

_MOST = 20_000  # files of one note that are gone through


@dataclass(frozen=True)
class _Group:
    """Files that were given together; where they go, as in ``Wanted``."""

    slot: str
    paths: tuple[str, ...]
    before: int = 0
    instead_of: int = 0
    watched: bool = False


@dataclass(frozen=True)
class LeftOver:
    """What was under way when the program ended.

    Attributes:
        wanted: Files that are where they lay, to be taken in now.
        missing: Names of those that do not, or whose place is not known here.
        unplaced: Hashes of files that the case keeps and no page uses.
        export: Id of the section or slot whose export was being written, "" for the whole case;
            None when there was none.
    """

    wanted: tuple[Wanted, ...] = ()
    missing: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    export: str | None = None


NOTHING_LEFT = LeftOver()


def note_files(stored: CaseFile, wanted: Sequence[Wanted], missing: Sequence[str] = ()) -> None:
    """Note which files are still to be taken in, in place of what was noted before.

    Args:
        stored: The case file.
        wanted: Files, folders and archives; pasted pictures have no place and are left out.
        missing: Names of files of an earlier time that the person has not given again yet.
    """
    groups = tuple(
        _Group(drop.slot, paths, drop.before, drop.instead_of, drop.watched)
        for drop in wanted
        if (paths := tuple(str(path.absolute()) for path in drop.paths))
    )
    _keep(stored, _FILES, (tuple(missing), groups) if groups or missing else None)


def note_export(stored: CaseFile, part: str, folder: Path) -> None:
    """Note that the export of a section or slot ("" for all) into ``folder`` is being written."""
    _keep(stored, _EXPORT, (part, str(folder)))


def forget_export(stored: CaseFile) -> None:
    """Note that no export is being written any more."""
    _keep(stored, _EXPORT, None)


def left_over(stored: CaseFile) -> LeftOver:
    """Return what was under way in a case that has just been opened.

    What an export that was killed left on the disk is cleared away.
    """
    if stored.read_only:
        return LeftOver()
    left = LeftOver(unplaced=stored.unplaced_originals())
    exporting, ours = _noted(stored, _EXPORT, tuple[str, str])
    if exporting is not None:
        part, folder = exporting
        left = replace(left, export=part if _PART.fullmatch(part) else "")
        if ours:
            clear_up(Path(folder))
    noted, ours = _noted(stored, _FILES, tuple[tuple[str, ...], tuple[_Group, ...]])
    if noted is None:
        return left
    missing, groups = noted
    gone = list(missing)
    wanted = []
    for group in groups:
        lying = {path: None for path in group.paths[:_MOST] if ours and _lies_at(path)}
        gone += (path for path in group.paths if path not in lying)
        if lying:
            paths = tuple(map(Path, lying))
            wanted.append(
                Wanted(
                    group.slot,
                    paths,
                    group.before,
                    group.instead_of,
                    watched=group.watched,
                    resumed=True,
                )
            )
    names = tuple(printable(re.split(r"[/\\]", path)[-1]) for path in gone)
    return replace(left, wanted=tuple(wanted), missing=names)


def identity_of(stored: CaseFile) -> str:
    """Return the identity that a case shares with its copies; "" when it has none.

    It is chance alone and is given to a case when it is first opened for writing.
    """
    known = stored.cached(IDENTITY, "")
    if known is not None and _HEX.fullmatch(known):
        return known.decode("ascii")
    if stored.read_only:
        return ""
    made = secrets.token_hex(16)
    with suppress(ZcdeskError):  # a full disk must not keep anybody from looking
        stored.keep_cached(IDENTITY, "", made.encode("ascii"))
        return made
    return ""


def _keep(stored: CaseFile, key: str, value: object) -> None:
    """Keep a note, sealed; None removes it."""
    if value is None:
        stored.forget_note(UNDER_WAY, key)
        return
    content = text_of(value).encode("ascii")
    sealed = bytes(_SEAL)
    with suppress(OSError, RuntimeError, ZcdeskError):  # then only the names are reported
        sealed = seal(content)
    stored.keep_cached(UNDER_WAY, key, sealed + content)


def _noted(stored: CaseFile, key: str, kind: type[Value]) -> tuple[Value | None, bool]:
    """Return a note, and whether this user's program on this computer wrote it."""
    sealed = stored.cached(UNDER_WAY, key)
    if sealed is None:
        return None, False
    try:
        value = value_of(kind, sealed[_SEAL:].decode("ascii"))
    except ValueError:
        return None, False
    with suppress(OSError, RuntimeError, ZcdeskError):
        return value, is_sealed(sealed[_SEAL:], sealed[:_SEAL])
    return value, False


def _lies_at(path: str) -> bool:
    with suppress(OSError, ValueError):
        return Path(path).exists()
    return False
