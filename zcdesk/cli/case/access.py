"""How a command opens a case: its password, its notice, the slot that is meant, and why the case
cannot be changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

import typer

from zcdesk.cases.case import Case
from zcdesk.cases.exchange.naming import plain, slots_called
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.cases.profiles import changes_since, notice_of
from zcdesk.cases.tables.faults import CaseFileError, PasswordNeededError, ReadOnlyCaseError
from zcdesk.cases.tables.keys import looks_encrypted
from zcdesk.cli.environment import environment
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import listed, say_error, say_findings, text
from zcdesk.disk.files import bounded
from zcdesk.disk.paths import is_there
from zcdesk.notices.files.loading import notice_ids
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.profile.slots import Slot
from zcdesk.quantities.moments import moment_in

_DATA = frozenset({".yaml", ".yml", ".json", ".csv", ".xlsx", ".txt"})
"""Endings of what is written by hand or read by another program."""

_LARGEST = 100_000
"""Bytes of a password file that are looked at; the password is its first line."""


def can_be_asked() -> bool:
    """Tell whether somebody sits at a terminal; without any standard input nobody does."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def password_of(path: Path) -> str | None:
    """Return the password of a case; None when it has none.

    Raises:
        PasswordNeededError: It has one, and nobody can be asked.
        PasswordFileError: The password file cannot be read.
    """
    try:
        if not path.is_file() or not looks_encrypted(path):
            return None
    except OSError:
        return None  # whoever opens it tells why it cannot be read
    if environment.password_file is not None:
        return password_in(environment.password_file)
    if given := environment.password:
        return given
    if not can_be_asked():
        raise PasswordNeededError(file=path.name)
    return str(typer.prompt(text("cli.password_prompt"), hide_input=True))


def password_in(path: Path) -> str:
    """Return the first line of a password file.

    Raises:
        PasswordFileError: It cannot be read, or the line is empty.
    """
    try:
        lines = bounded(path, _LARGEST)[:_LARGEST].decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise CaseFileError("case.password_file", file=path.name) from cause
    if not lines or not lines[0]:
        raise CaseFileError("case.password_file", file=path.name)
    return lines[0]


def refuse_other_ending(path: Path) -> None:
    """Refuse to make a case called like a scan or a table; any ending of one's own may be.

    Raises:
        typer.BadParameter: It is called so.
    """
    from zcdesk.pages.opening.decoding import OPENED  # by whoever makes a case alone

    if path.suffix.lower() in OPENED | _DATA and not is_there(path):
        case = path.with_suffix(".zcase").name
        raise typer.BadParameter(text("cli.case_ending", file=path.name, case=case))


def case_to_read(path: Path) -> CaseFile:
    """Open a case that stays as it is.

    Raises:
        CaseFileError: It cannot be opened.
    """
    stored = open_case(path, writing=False, password=password_of(path))
    say_findings(path.name, stored.notes)
    return stored


def case_for_export(path: Path) -> CaseFile:
    """Open a case that takes notes of an export where it can be written.

    Raises:
        CaseFileError: It cannot be opened.
    """
    from zcdesk.cases.file.cleaning import clean_stored_words
    from zcdesk.workflow.case.reusing import follow_installed

    stored = open_case(path, password=password_of(path))
    say_findings(path.name, stored.notes)
    try:
        cut = clean_stored_words(stored)
        touched = follow_installed(stored)
    except BaseException:
        stored.close()
        raise
    if cut:
        say_error(text("word.cut_in_old_case"))
    if touched:
        say_error(text("cli.covering_changed", count=len(touched)))
    return stored


def case_to_change(path: Path) -> CaseFile:
    """Open a case that is going to change.

    Raises:
        ReadOnlyCaseError: It can only be read; the error tells why.
    """
    stored = case_for_export(path)
    try:
        stored.require_writable()
    except ReadOnlyCaseError:
        stored.close()
        raise
    return stored


OPENINGS: Mapping[Opening, Callable[[Path], CaseFile]] = MappingProxyType({
    Opening.TO_READ: case_to_read,
    Opening.FOR_EXPORT: case_for_export,
    Opening.TO_CHANGE: case_to_change,
})  # fmt: skip


def notice_for(case: Case) -> Notice:
    """Return the notice of a case; print where it comes from when that is worth knowing.

    Raises:
        UnknownNoticeError: It is not installed, and the case carries no copy that is whole.
    """
    notice = notice_of(case)
    if case.notice not in notice_ids():
        say_error(text("cli.made_with", notice=notice.short_title))
    elif changed := changes_since(case):
        say_error(text("cli.profile_changed", count=len(changed)))
    return notice


def slot_named(notice: Notice, word: str) -> str:
    """Return the id of the slot that is called by its id or its title.

    Raises:
        typer.BadParameter: None is called so, or several are.
    """
    found = slots_called(notice, word)
    if len(found) == 1:
        return found[0].id
    if found:
        raise typer.BadParameter(text("cli.slot_several", slot=word, known=_shown(found)))
    slots = notice.slots()
    names = {plain(name): slot for slot in slots for name in (slot.id, slot.title)}
    near = get_close_matches(plain(word), names, n=3)
    if near:
        meant = _shown(list({names[name].id: names[name] for name in near}.values()))
        said = text("cli.unknown_slot_but", slot=word, near=meant, notice=notice.id)
        raise typer.BadParameter(said)
    raise typer.BadParameter(text("cli.unknown_slot", slot=word, notice=notice.id))


def moment_of(at: str) -> datetime:
    """Return a moment in Beijing.

    Raises:
        typer.BadParameter: It is none.
    """
    moment = moment_in(at.strip())
    if moment is None:
        raise typer.BadParameter(text("cli.no_moment", at=at))
    return moment


def _shown(slots: Sequence[Slot]) -> str:
    return listed(f"{slot.id}（{slot.title}）" for slot in slots)
