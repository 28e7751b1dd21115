"""Profiles from files to values, with their original texts: all faults of a file at once."""

from __future__ import annotations

import codecs
import difflib
import errno
import re
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zcdesk.disk.files import bounded
from zcdesk.notices.counted_dates import with_counted_dates
from zcdesk.notices.files import consistency, locating
from zcdesk.notices.files.known_fields import fields_at
from zcdesk.notices.files.locating import Located, ProfileError, ProfileFault
from zcdesk.notices.files.packing import is_whole
from zcdesk.notices.profile import Notice
from zcdesk.printable import shortened
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


Model = TypeVar("Model", bound=BaseModel)


def read_profile(path: Path) -> Notice:
    """Read and check one profile file.

    Raises:
        ProfileError: The file is at fault; the error holds all faults at once.
    """
    try:
        raw = bounded(path, locating.LARGEST_FILE)
    except OSError as error:
        code = "notice.not_there" if error.errno == errno.ENOENT else "notice.not_readable"
        fault = ProfileFault(path.name, 0, "", code)
        raise ProfileError(path.name, (fault,)) from error
    return parse_profile(raw, path.name, path.parent)


def parse_profile(raw: bytes, file: str, folder: Path | None = None) -> Notice:
    """Check the bytes of a profile.

    Args:
        raw: Content of the file, UTF-8.
        file: Its name, for the faults.
        folder: Where its original text may be beside it; a text inside the profile goes first,
            a shipped one last.

    Raises:
        ProfileError: The content is at fault; the error holds all faults at once.
    """
    if not is_whole(raw):
        raise ProfileError(file, (ProfileFault(file, 1, "", "notice.pack_changed"),))
    located = locating.locate(raw, file)
    if located.data is None:
        empty = ProfileFault(file, 0, "", "notice.empty")
        raise ProfileError(file, tuple(located.faults) or (empty,))
    notice = _validated(located)
    if notice is not None:
        text = _text(notice, folder, located)
        for path, code, details in consistency.contradictions(notice, text):
            located.add(code, located.line(path), path, **details)
    if notice is None or located.faults:
        raise ProfileError(file, tuple(located.faults))
    return with_counted_dates(_without_old_question(notice))


def _without_old_question(notice: Notice) -> Notice:
    """Return a notice without the question of earlier versions whether covering by hand was done.

    Every page asks for itself now; one answer for all of them would let out what nobody saw.
    """
    facts = tuple(fact for fact in notice.facts if fact.id != consistency.BY_HAND)
    return notice.model_copy(update={"facts": facts})


def profile_schema() -> dict[str, object]:
    """Return the JSON Schema of the profile language, for editors."""
    return Notice.model_json_schema(by_alias=True)


def lines_of(notice: Notice, folder: Path | None = None) -> tuple[str, ...]:
    """Return the lines of a notice's text; () without one.

    A text inside the profile goes first, then one beside it, then a shipped one.

    Raises:
        UnreadableTextError: The text in the folder cannot be used.
    """
    if notice.text:
        return tuple(notice.text.splitlines())
    beside = text_beside(folder, notice.source) if folder else ()
    return beside or shipped_text(notice.source)


def _text(notice: Notice, folder: Path | None, located: Located) -> tuple[str, ...]:
    """Return the lines that the quotes of a profile are looked up in; () without a text."""
    try:
        return lines_of(notice, folder)
    except UnreadableTextError as error:
        path: locating.Path = ("source",)
        located.add("notice.text_unreadable", located.line(path), path, found=str(error))
        return ()


def _validated(located: Located) -> Notice | None:
    """Build the notice, or note every fault that pydantic finds."""
    data = located.data
    notice_id = data.get("id") if isinstance(data, dict) else None
    return validated(Notice, located, {"notice": notice_id or ""})


def validated(
    model: type[Model], located: Located, context: dict[str, object] | None = None
) -> Model | None:
    """Build a value from a file, or note every fault that pydantic finds, by line and field.

    Args:
        model: What the file holds.
        located: Its plain values; faults are added to it.
        context: Handed on to the model's validators.
    """
    try:
        return model.model_validate(located.data, context=context)
    except ValidationError as error:
        for fault in error.errors(include_url=False)[: locating.MOST_FAULTS]:
            _note(model, fault, located)
        return None


_WANTED = {
    "int": "notice.value_wrong_integer",
    "string": "notice.value_wrong_text",
    "bool": "notice.value_wrong_truth",
    "date": "notice.value_wrong_day",
    "tuple": "notice.value_wrong_list",
    "list": "notice.value_wrong_list",
    "set": "notice.value_wrong_list",
    "frozen": "notice.value_wrong_list",
    "dict": "notice.value_wrong_mapping",
    "model": "notice.value_wrong_mapping",
    "mapping": "notice.value_wrong_mapping",
}
"""What pydantic's errors begin with, and the sentence that tells what is wanted there."""


def _note(model: type[BaseModel], details: ErrorDetails, located: Located) -> None:
    """Translate one of pydantic's errors into a fault of the file."""
    path = _path_in_file(details["loc"], located)
    kind = details["type"]
    if kind == "extra_forbidden":
        wrong = str(path[-1])
        near = difflib.get_close_matches(wrong, fields_at(model, details["loc"][:-1]), 1, 0.55)
        about = {"found": wrong, "suggestion": "".join(near)}
        located.add("notice.field_unknown", located.line(path), path, **about)
    elif kind == "missing":
        name = str(details["loc"][-1])
        located.add("notice.field_missing", located.line(path), (*path, name), found=name)
    else:
        shown = _shown(details.get("input"))
        allowed = re.findall(r"'([^']+)'", str((details.get("ctx") or {}).get("expected", "")))
        near = difflib.get_close_matches(shown, allowed, 1, 0.5)
        allowed = allowed or re.findall(r"one of: (.+)", details["msg"])
        about = {"found": shown, "suggestion": "".join(near), "reason": "、".join(allowed)}
        if not allowed:
            about["closer"] = _WANTED.get(kind.partition("_")[0], "notice.value_wrong_plain")
        located.add("notice.value_wrong", located.line(path), path, **about)


def _path_in_file(loc: tuple[int | str, ...], located: Located) -> locating.Path:
    """Keep the parts of pydantic's location that are in the file (it adds union tags)."""
    path: locating.Path = ()
    for part in loc:
        if (*path, part) in located.lines:
            path = (*path, part)
    return path


def _shown(value: object) -> str:
    """Return a short text of a faulty value."""
    if isinstance(value, dict | list | BaseModel):
        return "…"
    text = "" if value is None else str(value)
    return shortened(text, 40)
