"""The folder of the user's own profiles, and what lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zcdesk.disk.own_folder import own_folder
from zcdesk.notices.files.faults import Fault, ProfileError
from zcdesk.notices.files.parsing import read_profile
from zcdesk.notices.profile.notice import Notice

_MOST_OWN = 200
"""More profiles than one person keeps; a folder of thousands would hold up the start."""


@dataclass(frozen=True)
class OwnProfile:
    """One file of the user's folder: a notice, or what is wrong with it."""

    path: Path
    notice: Notice | None
    faults: tuple[Fault, ...] = ()


def user_folder() -> Path:
    """Return the folder of the user's own notices; it need not exist.

    Raises:
        RuntimeError: There is no home folder.
    """
    return own_folder() / "notices"


def own_profiles(taken: frozenset[str] = frozenset()) -> tuple[OwnProfile, ...]:
    """Return the profiles of the user's folder by file name, broken ones with their faults.

    Args:
        taken: Ids that are not free any more (those of the built-in notices).
    """
    found: list[OwnProfile] = []
    used = set(taken)
    for path in _files():
        profile = _read(path, *_stamp(path))
        if profile.notice and profile.notice.id in used:
            fault = Fault(path.name, 1, "id", "notice.id_taken", profile.notice.id)
            profile = OwnProfile(path, None, (fault,))
        if profile.notice:
            used.add(profile.notice.id)
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
