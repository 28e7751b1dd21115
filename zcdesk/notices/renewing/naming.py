"""Names in the data of a profile: free ids, slots of the same paper, where its words stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from zcdesk.notices.files.consistency import bare, quote_stands_in
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.files.writing import Plain, profile_data
from zcdesk.notices.sentences.clauses import Clause, cut


def walk(data: Plain) -> Iterator[dict[str, Plain]]:
    """Yield every entry of a profile's data, what is around before what is in it."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from walk(value)


def listed(value: Plain) -> list[Plain]:
    """Return a list as it is, and an empty one for what is none (原文未述)."""
    return [*value] if isinstance(value, list) else []


def slots_of(section: Mapping[str, Plain]) -> list[Mapping[str, Plain]]:
    """Return the slots of a section."""
    return [one for one in listed(section.get("slots")) if isinstance(one, dict)]


def names_in(data: Mapping[str, Plain]) -> frozenset[str]:
    """Return all ids of a profile."""
    return frozenset(str(one["id"]) for one in walk(dict(data)) if "id" in one)


def fresh_id(data: Mapping[str, Plain], kind: str) -> str:
    """Return an id that nothing of the notice has."""
    used = names_in(data)
    number = 1
    while f"{kind}_{number}" in used:
        number += 1
    return f"{kind}_{number}"


@cache
def _shipped_slots() -> tuple[Mapping[str, Plain], ...]:
    """Return the slots of the notices that come with the program, for what their papers carry."""
    found: list[Mapping[str, Plain]] = []
    for notice_id in built_in_ids():
        data = profile_data(load_notice(notice_id))
        sections = data.get("sections")
        for section in sections if isinstance(sections, list) else []:
            if isinstance(section, dict):
                found += slots_of(section)
    return tuple(found)


def known_slot(title: str) -> Mapping[str, Plain]:
    """Return the shipped slot for the same paper, {} when none has its name."""
    own = bare(title)
    for slot in _shipped_slots():
        other = bare(str(slot["title"]))
        if own == other or (len(own) >= 3 and (own in other or other in own)):
            return slot
    return {}


def clauses_with(quote: str, text: Sequence[str]) -> tuple[Clause, ...]:
    """Return the clauses that hold a quote, or its pieces; () when it does not stand there."""
    if not quote.strip() or not quote_stands_in(quote, bare("\n".join(text))):
        return ()
    pieces = [piece for piece in map(bare, quote.split("…")) if piece]
    found = [clause for clause in cut(text) if any(piece in bare(clause.text) for piece in pieces)]
    if found:
        return tuple(found)
    whole = Clause("", "", quote, 0, 0)
    return (whole,)
