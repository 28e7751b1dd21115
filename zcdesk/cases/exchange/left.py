"""What of a decision file could not be done, each entry with a status of its own, and those entries
as a file: what was not done is never taken for done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zcdesk.cases.case import Case, Decision
from zcdesk.cases.exchange.decision_file import DecisionFile, met_by_no_page
from zcdesk.cases.exchange.doubts import Named, met_by_none, pages_named, unknown_places


class Why(StrEnum):
    """Why a decision was not done."""

    NO_SUCH_PAGE = "no_such_page"
    NO_SUCH_PLACE = "no_such_place"
    NO_SUCH_SPELLING = "no_such_spelling"
    NOT_SEEN = "not_seen"
    STILL_OPEN = "still_open"
    REFUSED = "refused"


@dataclass(frozen=True)
class LeftDecision:
    """One entry of the file that was not done: its key, what stands there, and why."""

    key: str
    entry: int | str
    why: Why


def left_of(
    before: Case,
    after: Case,
    decisions: DecisionFile,
    refused: Collection[int] = (),
    spellings: Collection[str] = (),
    unseen: Collection[int] = (),
) -> tuple[LeftDecision, ...]:
    """Return which entries of a file were not done.

    Args:
        before: The case as it was when it was answered.
        after: The case as it is.
        decisions: The file.
        refused: Which of its acts could not be done, from 0.
        spellings: Names of spellings that the case did not know.
        unseen: Numbers of pages that were read a moment ago: to name one confirms nothing.
    """
    return tuple(_left(before, after, decisions, refused, spellings, unseen))


def _left(
    before: Case,
    after: Case,
    decisions: DecisionFile,
    refused: Collection[int],
    spellings: Collection[str],
    unseen: Collection[int],
) -> Iterator[LeftDecision]:
    for number in refused:
        yield LeftDecision("acts", number, Why.REFUSED)
    unmet = met_by_no_page(before, decisions)
    for number, page in enumerate(decisions.pages):
        if page in unmet:
            yield LeftDecision("pages", number, Why.NO_SUCH_PAGE)
    for key in ("places", "same_again"):
        for name in unknown_places(before, getattr(decisions, key)):
            yield LeftDecision(key, name, Why.NO_SUCH_PLACE)
    for name in unknown_places(before, dict.fromkeys(decisions.reopen, Decision.LEAVE)):
        yield LeftDecision("reopen", name, Why.NO_SUCH_PLACE)
    for name in spellings:
        yield LeftDecision("spellings", name, Why.NO_SUCH_SPELLING)
    for number, waiver in enumerate(decisions.waivers):
        if waiver.page is not None and met_by_none(before, (waiver.page,)):
            yield LeftDecision("waivers", number, Why.NO_SUCH_PAGE)
    for page_name in met_by_none(before, decisions.by_hand):
        yield LeftDecision("by_hand", page_name, Why.NO_SUCH_PAGE)
    yield from _unconfirmed(before, after, decisions.confirm, unseen)


def _unconfirmed(
    before: Case, after: Case, named: Sequence[Named], unseen: Collection[int]
) -> Iterator[LeftDecision]:
    for name in named:
        numbers = pages_named(before, (name,))
        open_ = [page.number for page in after.pages if not after.is_confirmed(page)]
        if not numbers:
            yield LeftDecision("confirm", name, Why.NO_SUCH_PAGE)
        elif numbers & set(open_):
            why = Why.NOT_SEEN if numbers & set(unseen) else Why.STILL_OPEN
            yield LeftDecision("confirm", name, why)


def rest_of(decisions: DecisionFile, left: Collection[LeftDecision]) -> str:
    """Return a decision file of those entries alone, as JSON."""
    by_key: dict[str, set[int | str]] = {}
    for entry in left:
        by_key.setdefault(entry.key, set()).add(entry.entry)
    kept = {key: _some(getattr(decisions, key), names) for key, names in by_key.items()}
    rest = DecisionFile.model_validate({"schema": 1}).model_copy(update=kept)
    return rest.model_dump_json(by_alias=True, exclude_defaults=True, indent=1)


def _some(entries: object, names: set[int | str]) -> object:
    """Return the entries of one key that are named, by their places, their names or themselves."""
    if isinstance(entries, dict):
        return {name: answer for name, answer in entries.items() if name in names}
    assert isinstance(entries, tuple)
    return tuple(
        entry
        for number, entry in enumerate(entries)
        if (entry if isinstance(entry, (int, str)) else number) in names
    )
