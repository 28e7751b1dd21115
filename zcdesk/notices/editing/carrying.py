"""An older notice in a draft: each value it had is a row, with what this year's text says there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.editing.draft import TARGET_OF, Carried, Covering, Draft, topic_of_place
from zcdesk.notices.files.consistency import Plain, bare, entries_in, entry_in, listed
from zcdesk.notices.files.locating import dotted
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.interview import last_windows
from zcdesk.notices.making.assembling import referred
from zcdesk.notices.making.beside import pairs
from zcdesk.notices.making.inheriting import Inherited, InheritedKind, Path, ValueOrigin
from zcdesk.notices.making.new_profile import Renewal, confirmed, dropped, renewed, unchanged
from zcdesk.notices.profile import Notice
from zcdesk.notices.sentences import (
    BLANK,
    Clause,
    FactProposal,
    all_numbers,
    current,
    letters,
    typed_day,
    typed_years,
    written_days,
)
from zcdesk.quantities.amounts import as_amount

_COVERED: Path = ("masking", "quote")
"""The words on what is covered: a draft has its own."""

_SHORTEST_PIECE = 4


@lru_cache(maxsize=2)
def notice_of(older: str, notice_id: str) -> Notice:
    """Return an older profile that comes as one file, its text inside.

    Raises:
        ProfileError: It is at fault.
    """
    return parse_profile(older.encode(), f"{notice_id}.yaml")


@lru_cache(maxsize=2)
def started_from(older: str, text: tuple[str, ...], notice_id: str, year: int) -> Renewal:
    """Return this year's notice as far as an older one goes; nobody looked at it yet.

    Args:
        older: The older profile as one file, its text inside.
        text: Lines of the new notice.
        notice_id: Id of the new profile.
        year: Year that it is for.

    Raises:
        ProfileError: The older profile is at fault.
    """
    old = notice_of(older, notice_id)
    begun = renewed(old, tuple(old.text.splitlines()), "\n".join(text), notice_id, year)
    items = (
        replace(item, confirmed=item.path == _COVERED and item.passage is not None)
        for item in begun.items
    )
    return replace(begun, text=text, items=tuple(items))


def carried_rows(renewal: Renewal, old: Notice) -> tuple[Carried, ...]:
    """Return the rows of what an older notice had; words that are what they were are taken."""
    last = {window.id for window in last_windows(old)}
    ends: dict[tuple[str | int, ...], str] = {
        ("windows", place, "end"): window.what
        for place, window in enumerate(old.windows)
        if window.id in last
    }
    return tuple(
        Carried(
            dotted(item.path), _what(item), item.clause, shown(item.old), shown(item.value),
            item.passage.words if item.passage else "", unchanged(item), unchanged(item),
            ends=ends.get(item.path, "") if item.origin is ValueOrigin.READ else "",
        )
        for item in renewal.items
        if item.path != _COVERED
    )  # fmt: skip


def doubted(
    carried: Sequence[Carried], rows: Sequence[tuple[Clause, tuple[FactProposal, ...]]], year: int
) -> tuple[Carried, ...]:
    """Return rows of an older notice, those not taken that a supplement changes: what it says was
    so, or, where it does not say what was, all of its kind.

    Args:
        rows: Clauses of the supplement, with what they propose.
    """
    for clause, proposals in rows:
        for sentence in clause.sentences:
            was = "".join(
                old if new == BLANK else " "
                for old, new in zip(sentence, current(sentence), strict=True)
            )
            days = (day.day.isoformat() for day in written_days(was, year) if day.day)
            values = {*days, *map(str, all_numbers(was))}
            named = re.findall("“([^”]+)”", was)
            fields = {field for proposal in proposals if proposal.sentence == sentence
                      for field in proposal.kind.fields}  # fmt: skip
            carried = [
                replace(row, taken=False)
                if any(bare(name) in row.words for name in named)
                or (row.at.split(".")[0] in fields and (row.value in values or not was.strip()))
                else row
                for row in carried
            ]
    return tuple(carried)


def carried_on(draft: Draft) -> tuple[Renewal, Mapping[str, Finding]]:
    """Return this year's notice with the rows of a draft, and why rows were not taken, by place."""
    begun = started_from(draft.older, draft.text, draft.notice_id, draft.year)
    renewal = replace(begun, data={**begun.data, "title": draft.title})
    items = {dotted(item.path): item for item in renewal.items}
    refused: dict[str, Finding] = {}
    for row in sorted(draft.carried, key=lambda one: not one.at.endswith("quote")):
        item = items.get(row.at)
        if item is None or not (row.taken or row.dropped):
            continue
        try:
            renewal = _dropped(renewal, item) if row.dropped else _taken(renewal, item, row.value)
        except ZcdeskError as error:
            refused[row.at] = error.finding()
    return renewal, refused


def fresh(
    renewal: Renewal, rows: Sequence[tuple[Clause, tuple[FactProposal, ...]]]
) -> Iterator[tuple[Clause, tuple[FactProposal, ...]]]:
    """Yield proposals from words that are new this year and that no carried value covers; a person
    looks at each."""
    beside = {pair.new.first: pair for pair in pairs(renewal.old_text, renewal.text) if pair.new}
    held = [
        (topic_of_place(dotted(item.path)), piece)
        for item in renewal.items if item.passage
        for piece in map(bare, item.passage.words.split("…")) if len(piece) >= _SHORTEST_PIECE
    ]  # fmt: skip
    for clause, proposals in rows:
        before = beside[clause.first].old
        known = letters(before.text) if before else ""
        yield (
            clause,
            tuple(
                replace(proposal, sure=False)
                for proposal in proposals
                if not (known and letters(proposal.sentence) in known)
                and not any(
                    topic is proposal.kind.topic
                    and (piece in bare(proposal.sentence) or bare(proposal.sentence) in piece)
                    for topic, piece in held
                )
            ),
        )


def covering_beside(covering: Covering, renewal: Renewal) -> Covering:
    """Return what is covered: what the new text says, and all that the older notice said.

    Where the words did not change it is as settled as it was.
    """
    masking = entry_in(renewal.data, "masking")
    if not masking:
        return replace(covering, wanted=bool(covering.quote))
    targets = set(map(str, listed(masking.get("targets"))))
    before = {tick for tick, target in TARGET_OF.items() if target in targets}
    words = [
        str(entry["what"]) for entry in entries_in(masking, "by_hand") if not entry.get("slots")
    ]
    same = any(inherited.path == _COVERED and unchanged(inherited) for inherited in renewal.items)
    settled = same and covering.ticks <= before | {"name", "employer", "short"}
    return replace(
        covering, ticks=frozenset(before) if settled else covering.ticks | before,
        words=tuple(dict.fromkeys((*covering.words, *words))),
        settled=settled, sure=False,
    )  # fmt: skip


def shown(value: Plain) -> str:
    """Return a value of a profile as a person reads and types it."""
    if isinstance(value, list):
        return ",".join(map(shown, value))
    return "" if value is None else str(value)


def _what(item: Inherited) -> str:
    named = item.path[-1] if item.kind in _NUMBERS else item.kind
    return "full_years" if item.kind is InheritedKind.COUNT and named == "years" else str(named)


_NUMBERS = (InheritedKind.COUNT, InheritedKind.HOURS)


def _taken(renewal: Renewal, item: Inherited, words: str) -> Renewal:
    value = None if words == shown(item.value) else _typed(item, words, renewal.year)
    return confirmed(renewal, item.path, value)


def _typed(item: Inherited, words: str, year: int) -> Plain:
    """Return what a person typed as a value of the item's kind.

    Raises:
        ZcdeskError: It is none.
    """
    typed_value: Plain = words.strip()
    if item.kind is InheritedKind.DATE:
        typed_value = typed_day(words, year)
    elif item.kind is InheritedKind.YEARS:
        typed_value = [*typed_years(words)]
    elif item.kind in _NUMBERS:
        typed_value = as_amount(words)
    if typed_value in (None, "", []):
        raise ZcdeskError("notice.value_kind", found=words)
    return typed_value


def _dropped(renewal: Renewal, item: Inherited) -> Renewal:
    """Leave out what the new notice has no more: the entry of a value, or a remark alone.

    Raises:
        ZcdeskError: Something else of the notice needs it.
    """
    path: Path = item.entry or item.path
    if item.path[0] == "open_questions":
        path = item.path[:2]
    elif item.kind is InheritedKind.WORDS and item.entry and item.path[-1] in ("hint", "note"):
        path = item.path
    if not _spared(path) or referred(dict(renewal.data), path):
        raise ZcdeskError("notice.still_needed", clause=item.clause or shown(item.old))
    return dropped(renewal, path)


def _spared(path: Path) -> bool:
    """Tell whether a profile can be without an entry: one of a list, or what it may lack."""
    alone = path in (("corrections",), ("pledge",)) or path[-1] in ("hint", "note")
    of_masking = path[0] == "masking" and len(path) == 2 and path[1] != "blind_review"
    return isinstance(path[-1], int) or alone or of_masking
