"""The data of a profile on its way: what is in it, and what is put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import ascii_lowercase

from zcdesk.notices.files.consistency import Plain, bare, entries_in, listed, profile_data
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.making.standing import shares

Path = tuple[str | int, ...]
"""Place in a profile; list items count from 0."""

Entry = dict[str, Plain]
_SHORTEST_NAME = 3
"""Letters of a name that is part of another one's: 照片 is in many."""

SINGLE = frozenset({"masking", "corrections", "pledge", "platform"})
"""What a notice has once."""


def parts(data: Plain, at: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield every mapping of a profile's data with its place as people write it (``windows.2``),
    what is around before what is in it."""
    if isinstance(data, dict):
        yield at, data
    inner = data.items() if isinstance(data, dict) else enumerate(listed(data), 1)
    for name, value in inner:
        yield from parts(value, f"{at}.{name}".lstrip("."))


def names_in(data: Plain) -> frozenset[str]:
    """Return all ids of a part of a profile."""
    return frozenset(str(part["id"]) for _, part in parts(data) if "id" in part)


@dataclass
class ProfileData:
    """A profile on its way, beside the text that it rests on.

    Attributes:
        text: Lines of the notice, its annexes behind it.
        year: Year that it is for.
        data: The profile as plain data; entries are put into it one after another.
        old_text: Lines of an older notice that it was begun with, () without one.
        mark: What the ids of a draft's rows have in them so that they are free.
    """

    text: tuple[str, ...]
    year: int
    data: Entry
    old_text: tuple[str, ...] = ()
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        """Find letters that no id of an older notice has."""
        used = set(re.findall(r"_([a-z]?)\d+(?:_\d+)?$", "\n".join(names_in(self.data)), re.M))
        self.mark = next(letter for letter in ("", *ascii_lowercase) if letter not in used)

    def add(self, place: Path, entry: Entry) -> None:
        """Put an entry into its list, or into its own place where a notice has one only."""
        *around, name = place
        holder: Plain = self.data
        for part in around:
            holder = holder[part]  # type: ignore[index]
        assert isinstance(holder, dict)
        single = name in SINGLE
        holder[str(name)] = entry if single else [*listed(holder.get(str(name))), entry]

    def entries(self, name: str) -> list[Entry]:
        """Return the entries of a list of the profile."""
        return entries_in(self.data, name)

    def slots(self) -> list[Entry]:
        """Return the slots of all sections."""
        return slots_in(self.data)

    def fresh_id(self, kind: str) -> str:
        """Return an id that nothing of the profile has."""
        used, number = names_in(self.data), 1
        while f"{kind}_{number}" in used:
            number += 1
        return f"{kind}_{number}"


def slots_in(data: Mapping[str, Plain]) -> list[Entry]:
    """Return the slots of all sections of a profile."""
    return [slot for section in entries_in(data, "sections")
            for slot in entries_in(section, "slots")]  # fmt: skip


def filled(entry: Entry) -> Entry:
    """Return an entry without the fields in which nothing is."""
    return {name: value for name, value in entry.items() if value}


@cache
def _shipped_slots() -> tuple[Entry, ...]:
    """Return the slots of the notices that come with the program, for what their papers carry."""
    shipped = (profile_data(load_notice(notice_id)) for notice_id in built_in_ids())
    return tuple(slot for data in shipped for slot in slots_in(data))


def known_slot(title: str) -> Mapping[str, Plain]:
    """Return the shipped slot for the same paper, {} when none has its name."""
    own = bare(title)
    for slot in _shipped_slots():
        other = bare(str(slot["title"]))
        if own == other or (len(own) >= _SHORTEST_NAME and shares(own, other)):
            return slot
    return {}
