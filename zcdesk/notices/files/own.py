"""The folder of the user's own profiles, and what lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zcdesk.disk.files import make_folder, write_atomically
from zcdesk.disk.own_folder import own_folder
from zcdesk.disk.reading import bounded
from zcdesk.notices.files.faults import ProfileError, ProfileFault
from zcdesk.notices.files.locating import LARGEST_FILE
from zcdesk.notices.files.original_texts import LARGEST_TEXT, text_beside
from zcdesk.notices.files.parsing import read_profile
from zcdesk.notices.profile.notice import Notice

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
    return own_folder() / "notices"


def take_profile(path: Path, taken: frozenset[str]) -> Notice:
    """Check a profile that somebody handed over and copy it into the user's folder.

    The notice's text goes along where it lies beside it. A profile of the same name that lies in
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
    return notice


def own_profiles(taken: frozenset[str] = frozenset()) -> tuple[OwnProfile, ...]:
    """Return the profiles of the user's folder by file name, broken ones with their faults.

    Args:
        taken: Ids that are not free any more (those of the built-in notices).
    """
    found: list[OwnProfile] = []
    used = set(taken)
    for path in _files():
        profile = _read(path, *_stamp(path))
        if profile.notice and profile.notice.id.casefold() in used:
            fault = ProfileFault(path.name, 1, "id", "notice.id_taken", profile.notice.id)
            profile = OwnProfile(path, None, (fault,))
        if profile.notice:
            used.add(profile.notice.id.casefold())
        found.append(profile)
    return tuple(found)


def _files() -> list[Path]:
    try:
        inside = sorted(user_folder().iterdir())
    except (OSError, RuntimeError):  # no such folder, or no home at all
        return []
    return [path for path in inside if path.suffix.lower() in (".yaml", ".yml")][:_MOST_OWN]


def _stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes when the profile or a text beside it does."""
    stamps = []
    for one in (path, *sorted(path.parent.glob("*.txt"))):
        try:
            state = one.stat()
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
