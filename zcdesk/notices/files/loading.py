"""Notices by id: the built-in ones, the user's own, and the folder of those."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from zcdesk.disk.files import bounded, make_folder, write_atomically
from zcdesk.disk.own_folder import notices_folder
from zcdesk.notices.files import own_examples
from zcdesk.notices.files.consistency import text_block, written
from zcdesk.notices.files.locating import (
    LARGEST_FILE,
    ProfileError,
    ProfileFault,
    UnknownNoticeError,
)
from zcdesk.notices.files.packing import examples_of, packed
from zcdesk.notices.files.parsing import (
    LARGEST_TEXT,
    UnreadableTextError,
    lines_of,
    parse_profile,
    profile_schema,
    read_profile,
    text_beside,
)
from zcdesk.notices.profile import Notice
from zcdesk.resources import resource

_MOST_OWN = 200
"""More profiles than one person keeps; a folder of thousands would hold up the start."""


@dataclass(frozen=True)
class OwnProfile:
    """One file of the user's folder: a notice, or what is wrong with it."""

    path: Path
    notice: Notice | None
    faults: tuple[ProfileFault, ...] = ()


def user_folder() -> Path:
    """Return the folder of the user's own notices; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return notices_folder()


def take_profile(path: Path, taken: frozenset[str]) -> Notice:
    """Check a profile that somebody handed over and copy it into the user's folder.

    The notice's text goes along where it is beside it, and the examples in its head join the
    user's own. A profile of the same name that is in
    the folder is kept as ``….yaml.old``: it may have been made by hand.

    Args:
        path: The profile.
        taken: Ids that are not free (those of the built-in notices).

    Raises:
        ProfileError: It cannot be used; nothing was copied.
        ZcdeskError: The folder cannot be written.
        RuntimeError: There is no home folder.
    """
    notice = read_profile(path)
    if notice.id.casefold() in taken:  # one file on a disk that knows no capitals
        raise ProfileError(
            path.name, (ProfileFault(path.name, 1, "id", "notice.id_taken", notice.id),)
        )
    folder = user_folder()
    place = folder / f"{notice.id}.yaml"
    if place.exists() and place.samefile(path):
        return notice
    make_folder(folder)
    text = path.with_name(f"{notice.source}.txt")
    if not notice.text and text_beside(path.parent, notice.source):
        write_atomically(folder / text.name, bounded(text, LARGEST_TEXT))
    content = bounded(path, LARGEST_FILE)
    if place.exists() and place.read_bytes() != content:
        write_atomically(place.with_name(f"{place.name}.old"), place.read_bytes())
    write_atomically(place, content)
    own_examples.keep(examples_with(path, notice).rows)
    return notice


def examples_with(path: Path, notice: Notice) -> own_examples.Read:
    """Return the examples in the head of a profile that are words of its notice; the others are
    left out."""
    brought = own_examples.read_lines(examples_of(bounded(path, LARGEST_FILE)))
    return brought.standing_in("\n".join(lines_of(notice, path.parent)))


def own_profiles(taken: frozenset[str] = frozenset()) -> tuple[OwnProfile, ...]:
    """Return the profiles of the user's folder by file name, broken ones with their faults.

    Args:
        taken: Ids that are not free any more (those of the built-in notices).
    """
    profiles: list[OwnProfile] = []
    used = set(taken)
    for path in yaml_files(user_folder, _MOST_OWN):
        profile = _read(path, *_stamp(path))
        if profile.notice and profile.notice.id.casefold() in used:
            fault = ProfileFault(path.name, 1, "id", "notice.id_taken", profile.notice.id)
            profile = OwnProfile(path, None, (fault,))
        if profile.notice:
            used.add(profile.notice.id.casefold())
        profiles.append(profile)
    return tuple(profiles)


def yaml_files(folder: Callable[[], Path], most: int) -> list[Path]:
    """Return the YAML files of a folder of the user's own by name, none where it is not there."""
    try:
        inside = sorted(folder().iterdir())
    except (OSError, RuntimeError):  # no such folder, or no home at all
        return []
    return [path for path in inside if path.suffix.lower() in (".yaml", ".yml")][:most]


def _stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes when the profile or a text beside it does."""
    stamps = []
    for file in (path, *sorted(path.parent.glob("*.txt"))):
        try:
            state = file.stat()
        except OSError:
            continue
        stamps.append((state.st_mtime_ns, state.st_size))
    return tuple(stamps)


@lru_cache(maxsize=_MOST_OWN)
def _read(path: Path, *stamps: tuple[int, int]) -> OwnProfile:
    try:
        return OwnProfile(path, read_profile(path))
    except ProfileError as error:
        return OwnProfile(path, None, error.faults)


__all__ = [
    "built_in_ids",
    "load_notice",
    "notice_ids",
    "notice_text",
    "own_notices",
    "parse_profile",
    "profile_schema",
    "read_profile",
    "users_own",
]


@cache
def built_in_ids() -> tuple[str, ...]:
    """Return the ids of the built-in notices, sorted."""
    return tuple(sorted(path.stem for path in resource("notices").glob("*.yaml")))


def users_own() -> tuple[OwnProfile, ...]:
    """Return the profiles of the user's folder, broken ones with their faults."""
    return own_profiles(frozenset(built_in_ids()))


def broken_own() -> tuple[OwnProfile, ...]:
    """Return the profiles of the user's folder that cannot be used."""
    return tuple(profile for profile in users_own() if profile.notice is None)


def notice_ids() -> tuple[str, ...]:
    """Return the ids of all notices that can be used: built-in ones first, then the user's own."""
    return (*built_in_ids(), *own_notices())


def own_notices() -> dict[str, Notice]:
    """Return the notices of the user's folder that can be used, by their ids."""
    return {profile.notice.id: profile.notice for profile in users_own() if profile.notice}


def add_profile(path: Path) -> Notice:
    """Take a profile that somebody handed over; see ``take_profile``."""
    return take_profile(path, frozenset(built_in_ids()))


def packed_profile(path: Path, head: Mapping[str, str]) -> tuple[Notice, str]:
    """Return a profile as one file for others: its text inside, below a head that says more and has
    the examples that the user has of it.

    Raises:
        ProfileError: It cannot be used.
    """
    notice = read_profile(path)
    profile = bounded(path, LARGEST_FILE).decode("utf-8-sig")
    lines = text_beside(path.parent, notice.source) or notice_text(notice)
    if lines and not notice.text:
        text = text_block("\n".join(lines)) + "\n"
        profile = f"{profile.rstrip()}\n{written({'text': text})}"
    own = own_examples.kept().standing_in("\n".join(lines)).rows
    examples = own_examples.merged(examples_with(path, notice).rows, own)
    content = packed(profile, head, examples)
    return parse_profile(content.encode(), path.name), content


def load_notice(notice_id: str) -> Notice:
    """Return a notice by its id.

    Raises:
        UnknownNoticeError: No usable profile of that name.
        ProfileError: A built-in profile is at fault.
    """
    if notice_id in built_in_ids():
        return _built_in(notice_id)
    own = own_notices()
    if notice_id in own:
        return own[notice_id]
    known = notice_ids()
    near = difflib.get_close_matches(notice_id, known, 1, 0.5)
    raise UnknownNoticeError(notice=notice_id, known="、".join(near or known))


def notice_text(notice: Notice) -> tuple[str, ...]:
    """Return the lines of the notice's original text as it was published; () when not there.

    A text inside the profile goes first, then one in the user's folder (for a notice that is not
    built in), then a shipped one.
    """
    try:
        return lines_of(notice, None if notice.id in built_in_ids() else user_folder())
    except (OSError, RuntimeError, UnreadableTextError):
        return lines_of(notice)


@cache
def _built_in(notice_id: str) -> Notice:
    return read_profile(resource("notices", f"{notice_id}.yaml"))
