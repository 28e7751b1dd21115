"""Profiles from files to values: all faults of a file at once, each with its line and field."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zcdesk.notices import consistency, locating
from zcdesk.notices.faults import Fault, ProfileError, UnknownNoticeError
from zcdesk.notices.fields import fields_at
from zcdesk.notices.locating import Located
from zcdesk.notices.notice import Notice
from zcdesk.resources import resource


def notice_ids() -> tuple[str, ...]:
    """Return the ids of the built-in notices, sorted."""
    return tuple(sorted(path.stem for path in resource("notices").glob("*.yaml")))


@cache
def load_notice(notice_id: str) -> Notice:
    """Return a built-in notice.

    Raises:
        UnknownNoticeError: No profile of that name.
        ProfileError: The profile is at fault.
    """
    if notice_id not in notice_ids():
        near = difflib.get_close_matches(notice_id, notice_ids(), 1, 0.5)
        raise UnknownNoticeError(notice=notice_id, known="、".join(near or notice_ids()))
    return read_profile(resource("notices", f"{notice_id}.yaml"))


def read_profile(path: Path) -> Notice:
    """Read and check one profile file.

    Raises:
        ProfileError: The file is at fault; the error holds all faults at once.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(locating.LARGEST_FILE + 1)
    except OSError as error:
        fault = Fault(path.name, 0, "", "notice.not_readable", reason=error.strerror or "")
        raise ProfileError(path.name, (fault,)) from error
    return parse_profile(raw, path.name)


def parse_profile(raw: bytes, file: str) -> Notice:
    """Check the bytes of a profile.

    Args:
        raw: Content of the file, UTF-8.
        file: Its name, for the faults.

    Raises:
        ProfileError: The content is at fault; the error holds all faults at once.
    """
    located = locating.locate(raw, file)
    if located.data is None and not located.faults:
        located.add("notice.empty", 0)
    if located.data is None:
        raise ProfileError(file, tuple(located.faults))
    notice = _validated(located)
    if notice is not None:
        for path, code, told in consistency.contradictions(notice, notice_text_of(notice.source)):
            located.add(code, located.line(path), path, **told)
    if notice is None or located.faults:
        raise ProfileError(file, tuple(located.faults))
    return notice


def notice_text(notice: Notice) -> tuple[str, ...]:
    """Return the lines of the notice's original text as it was published; () when not there."""
    return notice_text_of(notice.source)


@cache
def notice_text_of(source: str) -> tuple[str, ...]:
    """Return the lines of an original text by its id; () when the text is not shipped."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", source):
        return ()
    try:
        path = resource("notices", "texts", f"{source}.txt")
    except FileNotFoundError:
        return ()
    return tuple(path.read_text(encoding="utf-8").splitlines())


def profile_schema() -> dict[str, object]:
    """Return the JSON Schema of the profile language, for editors."""
    return Notice.model_json_schema(by_alias=True)


def _validated(located: Located) -> Notice | None:
    """Build the notice, or note every fault that pydantic finds."""
    data = located.data
    notice_id = data.get("id") if isinstance(data, dict) else None
    try:
        return Notice.model_validate(data, context={"notice": notice_id or ""})
    except ValidationError as error:
        for one in error.errors(include_url=False)[: locating.MOST_FAULTS]:
            _note(one, located)
        return None


def _note(one: ErrorDetails, located: Located) -> None:
    """Translate one of pydantic's errors into a fault of the file."""
    path = _path_in_file(one["loc"], located)
    kind = one["type"]
    if kind == "extra_forbidden":
        wrong = str(path[-1])
        near = difflib.get_close_matches(wrong, fields_at(Notice, one["loc"][:-1]), 1, 0.55)
        told = {"found": wrong, "suggestion": "".join(near)}
        located.add("notice.field_unknown", located.line(path), path, **told)
    elif kind == "missing":
        name = str(one["loc"][-1])
        located.add("notice.field_missing", located.line(path), (*path, name), found=name)
    else:
        found = _shown(one.get("input"))
        allowed = re.findall(r"'([^']+)'", str((one.get("ctx") or {}).get("expected", "")))
        near = difflib.get_close_matches(found, allowed, 1, 0.5)
        reason = "、".join(allowed) or one["msg"]
        told = {"found": found, "suggestion": "".join(near), "reason": reason}
        located.add("notice.value_wrong", located.line(path), path, **told)


def _path_in_file(loc: tuple[int | str, ...], located: Located) -> locating.Path:
    """Keep the parts of pydantic's location that stand in the file (it adds union tags)."""
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
    return text if len(text) <= 40 else f"{text[:39]}…"
