"""Dates from which a notice counts years: asked wherever it counts, as its other questions are."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.notices.profile import AnyOf, Condition, Fact, FactKind, Ladder, Notice, Window
from zcdesk.resources import table


def with_counted_dates(notice: Notice) -> Notice:
    """Return a notice that also asks for the dates that its years are counted from.

    A question of the profile's own on a date stays as it is.
    """
    own = {fact.id for fact in notice.facts}
    more = tuple(fact for fact in _asked(notice) if fact.id not in own)
    return notice.model_copy(update={"facts": (*notice.facts, *more)})


def _asked(notice: Notice) -> Iterator[Fact]:
    counting: dict[str, list[Ladder | Window]] = {}
    all_entries: tuple[Ladder | Window, ...] = (*notice.ladders, *notice.windows)
    for entry in all_entries:
        for key in entry.counted_from:
            counting.setdefault(key, []).append(entry)
    for key, entries in counting.items():
        question = table("notices", "counted_dates.toml").get(key)
        if question is None:
            continue
        first = entries[0]
        yield Fact(
            id=key,
            question=question,
            kind=FactKind.MONTH,
            ask_when=_any_of([entry.when for entry in entries]),
            rule=first.rule,
            clause=first.clause,
            quote=first.quote,
            doubts=first.doubts,
            inferred=first.inferred,
        )


def _any_of(conditions: list[Condition | None]) -> Condition | None:
    """Return when one of some entries holds; None where one always does."""
    stated = [condition for condition in conditions if condition is not None]
    if len(stated) < len(conditions):
        return None
    return stated[0] if len(stated) == 1 else AnyOf(any=tuple(stated))
