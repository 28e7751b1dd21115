"""Two profiles held beside each other: what a case made with one would meet in the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from zcdesk.notices.files.consistency import Plain, listed, profile_data, text_block, written
from zcdesk.notices.files.locating import locate
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.profile import Notice
from zcdesk.printable import shortened
from zcdesk.wording import codes, phrase


@dataclass(frozen=True)
class ProfileCopy:
    """The profile that a case was made with, for a computer where it is not installed.

    Attributes:
        id: Id of the notice.
        text: The profile as one file, the notice's own text inside.
        sha256: Of ``text``; two copies of one profile have the same.
    """

    id: str
    text: str
    sha256: str

    def notice(self) -> Notice:
        """Return the notice.

        Raises:
            ProfileError: The copy is at fault; it is checked like any foreign file.
        """
        return _parsed(self)

    @property
    def intact(self) -> bool:
        """The text is the one that was copied."""
        return hashlib.sha256(self.text.encode()).hexdigest() == self.sha256


@lru_cache(maxsize=8)
def _parsed(copy: ProfileCopy) -> Notice:
    """Check a copy once: a case asks for its notice at several places."""
    return parse_profile(copy.text.encode(), f"{copy.id}.yaml")


def profile_copy(notice: Notice, original: tuple[str, ...]) -> ProfileCopy:
    """Return the copy of a notice that a case carries.

    Args:
        original: Lines of its original text (``loading.notice_text``); () when it is not there.
    """
    data = profile_data(notice)
    if original:
        data["text"] = text_block("\n".join(original)) + "\n"
    text = written(data)
    return ProfileCopy(notice.id, text, hashlib.sha256(text.encode()).hexdigest())


class DifferenceKind(StrEnum):
    """What happened between two profiles."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True)
class ProfileDifference:
    """One difference; ``path`` is dotted, with ids for list items, for programs and tests.

    ``before`` and ``after`` are short texts, "" where there is nothing.
    """

    kind: DifferenceKind
    path: str
    where: str
    field: str
    before: str = ""
    after: str = ""

    def told(self) -> str:
        """Return the difference as one line."""
        return phrase(
            f"notice.difference_{self.kind}",
            where=self.where, field=self.field, before=self.before, after=self.after,
        )  # fmt: skip


@lru_cache(maxsize=8)
def differences_since(copy: ProfileCopy, now: Notice) -> tuple[ProfileDifference, ...]:
    """Return what changed since a copy was made; where nothing did, the copy is not even checked.

    Raises:
        ProfileError: The copy is at fault.
    """
    if _untold(locate(copy.text.encode(), f"{copy.id}.yaml").data) == _untold(profile_data(now)):
        return ()
    return differences(copy.notice(), now)


def _untold(data: object) -> Plain:
    """Return the data of a profile without the original text."""
    return {**data, "text": ""} if isinstance(data, dict) else {}


def differences(before: Notice, after: Notice) -> tuple[ProfileDifference, ...]:
    """Return what changed from one profile to another, in the order of the profile.

    Entries are paired by their id (or their rule and words, where they have none); the original
    text itself is not compared.
    """
    old, new = _untold(profile_data(before)), _untold(profile_data(after))
    return tuple(_compared(old, new, "", ""))


def _compared(old: Plain, new: Plain, path: str, where: str) -> Iterator[ProfileDifference]:
    """Yield what two entries differ in, field by field; other values have no fields."""
    if isinstance(old, dict) and isinstance(new, dict):
        here = _name(new) or where
        for name in dict.fromkeys([*old, *new]):
            if old.get(name) != new.get(name):
                inner = f"{path}.{name}".lstrip(".")
                yield from _field(old.get(name), new.get(name), inner, here)


def _field(old: Plain, new: Plain, path: str, where: str) -> Iterator[ProfileDifference]:
    if _entries(old) or _entries(new):
        yield from _listed(listed(old), listed(new), path, where)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _compared(old, new, path, where)
    else:
        field = _spoken(path.rpartition(".")[2])
        yield ProfileDifference(
            DifferenceKind.CHANGED, path, where, field, _short(old), _short(new)
        )


def _listed(
    old: list[Plain], new: list[Plain], path: str, where: str
) -> Iterator[ProfileDifference]:
    olds, news = _keyed(old), _keyed(new)
    field = _spoken(path.rpartition(".")[2])
    for key in dict.fromkeys([*olds, *news]):
        inner = f"{path}.{key}"
        if key not in news:
            yield ProfileDifference(
                DifferenceKind.DROPPED, inner, where, field, before=_name(olds[key])
            )
        elif key not in olds:
            yield ProfileDifference(
                DifferenceKind.ADDED, inner, where, field, after=_name(news[key])
            )
        else:
            yield from _compared(olds[key], news[key], inner, where)


def _keyed(items: list[Plain]) -> dict[str, Plain]:
    """Return list items by what they are paired by; equals are numbered."""
    by_key: dict[str, Plain] = {}
    for item in items:
        key = _key(item)
        number = 2
        while key in by_key:
            key = f"{_key(item)}#{number}"
            number += 1
        by_key[key] = item
    return by_key


def _key(item: Plain) -> str:
    return _first_of(item, ("id", "number", "title", "rule"), str(item))


def _name(item: Plain) -> str:
    """Return how people call an entry."""
    return _cut(_first_of(item, ("title", "what", "question", "sentence", "quote", "id"), ""))


def _first_of(item: Plain, names: Sequence[str], otherwise: str) -> str:
    """Return the first of some fields that an entry has; another word where it has none."""
    entry = item if isinstance(item, dict) else {}
    return next((str(entry[name]) for name in names if name in entry), otherwise)


def _entries(value: Plain) -> bool:
    return any(isinstance(item, dict) for item in listed(value))


def _spoken(name: str) -> str:
    code = f"notice.field_name_{name}"
    return phrase(code) if code in codes() else name


def _short(value: Plain) -> str:
    if value is None:
        return phrase("notice.difference_nothing")
    if isinstance(value, list):
        return _cut("、".join(map(str, value)))
    return _cut("…" if isinstance(value, dict) else str(value))


def _cut(text: str) -> str:
    return shortened(text, 60)
