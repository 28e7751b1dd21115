"""Notices by id: the built-in ones and the user's own, with their original texts."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zcdesk.disk.reading import bounded
from zcdesk.notices.files.faults import UnknownNoticeError
from zcdesk.notices.files.locating import LARGEST_FILE
from zcdesk.notices.files.original_texts import UnreadableTextError, shipped_text, text_beside
from zcdesk.notices.files.own import OwnProfile, own_profiles, take_profile, user_folder
from zcdesk.notices.files.packing import packed
from zcdesk.notices.files.parsing import parse_profile, profile_schema, read_profile
from zcdesk.notices.files.writing import text_block, written
from zcdesk.notices.profile.notice import Notice
from zcdesk.resources import resource

__all__ = [
    "built_in_ids",
    "load_notice",
    "notice_ids",
    "notice_text",
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


def notice_ids() -> tuple[str, ...]:
    """Return the ids of all notices that can be used: built-in ones first, then the user's own."""
    return (*built_in_ids(), *(profile.notice.id for profile in users_own() if profile.notice))


def add_profile(path: Path) -> Notice:
    """Take a profile that somebody handed over; see ``take_profile``."""
    return take_profile(path, frozenset(built_in_ids()))


def packed_profile(path: Path, head: Mapping[str, str]) -> tuple[Notice, str]:
    """Return a profile as one file for others: its text inside, below a head that says more.

    Raises:
        ProfileError: It cannot be used.
    """
    notice = read_profile(path)
    profile = bounded(path, LARGEST_FILE).decode("utf-8-sig")
    lines = text_beside(path.parent, notice.source) or notice_text(notice)
    if lines and not notice.text:
        text = text_block("\n".join(lines)) + "\n"
        profile = f"{profile.rstrip()}\n{written({'text': text})}"
    content = packed(profile, head)
    return parse_profile(content.encode(), path.name), content


def load_notice(notice_id: str) -> Notice:
    """Return a notice by its id.

    Raises:
        UnknownNoticeError: No usable profile of that name.
        ProfileError: A built-in profile is at fault.
    """
    if notice_id in built_in_ids():
        return _built_in(notice_id)
    for profile in users_own():
        if profile.notice and profile.notice.id == notice_id:
            return profile.notice
    known = notice_ids()
    near = difflib.get_close_matches(notice_id, known, 1, 0.5)
    raise UnknownNoticeError(notice=notice_id, known="、".join(near or known))


def notice_text(notice: Notice) -> tuple[str, ...]:
    """Return the lines of the notice's original text as it was published; () when not there.

    A text inside the profile goes first, then one in the user's folder (for a notice that is not
    built in), then a shipped one.
    """
    if notice.text:
        return tuple(notice.text.splitlines())
    beside: tuple[str, ...] = ()
    if notice.id not in built_in_ids():
        try:
            beside = text_beside(user_folder(), notice.source)
        except (OSError, RuntimeError, UnreadableTextError):
            beside = ()
    return beside or shipped_text(notice.source)


@cache
def _built_in(notice_id: str) -> Notice:
    return read_profile(resource("notices", f"{notice_id}.yaml"))
