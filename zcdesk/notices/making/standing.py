"""Values and names in the data of a profile: whether they rest on the words said for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import (
    Plain,
    bare,
    entries_in,
    listed,
    profile_data,
    quote_stands_in,
)
from zcdesk.notices.files.loading import built_in_ids, load_notice
from zcdesk.notices.sentences import (
    Clause,
    FactProposal,
    ProposalKind,
    all_numbers,
    all_years,
    cut,
    proposals_of,
    written_days,
)
from zcdesk.quantities.numerals import HAN_DIGITS, HAN_ORDINALS, as_number, plain_digits


def walk(data: Plain) -> Iterator[dict[str, Plain]]:
    """Yield every entry of a profile's data, what is around before what is in it."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from walk(value)


def names_in(data: Mapping[str, Plain]) -> frozenset[str]:
    """Return all ids of a profile."""
    return frozenset(str(entry["id"]) for entry in walk(dict(data)) if "id" in entry)


def fresh_id(data: Mapping[str, Plain], kind: str) -> str:
    """Return an id that nothing of the notice has."""
    used = names_in(data)
    number = 1
    while f"{kind}_{number}" in used:
        number += 1
    return f"{kind}_{number}"


def slots_in(data: Mapping[str, Plain]) -> list[dict[str, Plain]]:
    """Return the slots of all sections of a profile."""
    sections = entries_in(data, "sections")
    return [slot for section in sections for slot in entries_in(section, "slots")]


@cache
def _shipped_slots() -> tuple[Mapping[str, Plain], ...]:
    """Return the slots of the notices that come with the program, for what their papers carry."""
    shipped = (profile_data(load_notice(notice_id)) for notice_id in built_in_ids())
    return tuple(slot for data in shipped for slot in slots_in(data))


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
    clauses = [
        clause for clause in cut(text) if any(piece in bare(clause.text) for piece in pieces)
    ]
    if clauses:
        return tuple(clauses)
    whole = Clause("", "", quote, 0, 0)
    return (whole,)


_RECENT = re.compile(rf"近\s*([\d{HAN_ORDINALS}两]{{1,3}})\s*(?:个)?年")
_SHOWN = 120
_NUMBERS = frozenset({"workdays", "limit", "at_least", "at_most", "amount", "hours", "days"})


class NotInClauseError(ZcdeskError):
    """A value is not in the words of the clause that it is to rest on."""

    code = "notice.not_in_clause"


class NoWordsError(ZcdeskError):
    """A value is given before the words that it rests on."""

    code = "notice.no_words_yet"


def must_stand(quote: str, text: Sequence[str]) -> None:
    """Let words pass that the notice has.

    Raises:
        NotInNoticeError: They do not stand in it.
    """
    if not quote.strip() or not quote_stands_in(quote, bare("\n".join(text))):
        raise ZcdeskError("notice.not_in_text", quote=quote[:40])


def value_must_stand(value: Plain, quote: str, text: Sequence[str], year: int) -> None:
    """Let a day, years or a number pass that the clause of ``quote`` has.

    Args:
        year: Year of the notice, for days that are printed without one.

    Raises:
        NoWordsError: The quote itself does not stand in the text.
        NotInClauseError: The value does not stand in its clause.
    """
    clauses = clauses_with(quote, text)
    if not clauses:
        raise NoWordsError(found=_shown(value), quote=quote[:40])
    if not any(_stands(value, clause.text, year) for clause in clauses):
        first = clauses[0]
        words = " ".join(first.text.split())
        raise NotInClauseError(
            found=_shown(value), clause=first.printed,
            words=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        )  # fmt: skip


def read_values(name: str, quote: str, text: Sequence[str], year: int) -> tuple[Plain, ...]:
    """Return what the words of a quote surely say of a field, () when they say nothing of it.

    Args:
        name: The field, as profiles call it (``end``, ``at_most``).
        year: Year of the notice.
    """
    kind, key = _READ.get(name, (None, ""))
    pieces = [piece for piece in map(bare, quote.split("…")) if piece]
    plains: list[Plain] = []
    for proposal in _proposed(tuple(text), year) if kind else ():
        own = bare(proposal.sentence)
        if proposal.kind is not kind or not proposal.sure:
            continue
        if any(piece in own or own in piece for piece in pieces):
            value = proposal.told.get(key) if key else proposal.value
            plains.append([*value] if isinstance(value, tuple) else value)
    return tuple(plain for plain in plains if plain not in (None, "", []))


def must_read_alike(name: str, value: Plain, quote: str, text: Sequence[str], year: int) -> None:
    """Let a value pass that its words do not surely say differently.

    Raises:
        ReadsDifferentlyError: They do.
    """
    read = read_values(name, quote, text, year)
    alike = any(
        value_read == value
        or (isinstance(value_read, str) and isinstance(value, str) and value_read in value)
        for value_read in read
    )
    if read and not alike:
        raise ZcdeskError(
            "notice.reads_differently",
            found=_shown(value),
            read="、".join(map(_shown, read)),
            words=" ".join(quote.split())[:_SHOWN],
        )


_READ: Mapping[str, tuple[ProposalKind, str]] = {
    field: (kind, reader) for kind in ProposalKind for field, reader in kind.reads.items()
}
"""By what kind of proposal a field of a profile is read, and under which name it has the value."""


@lru_cache(maxsize=4)
def _proposed(text: tuple[str, ...], year: int) -> tuple[FactProposal, ...]:
    return tuple(proposal for row in proposals_of(cut(text), text, year) for proposal in row)


def entry_must_stand(entry: Mapping[str, Plain], text: Sequence[str], year: int) -> None:
    """Let an entry pass whose words and values the notice has.

    Raises:
        ZcdeskError: As with :func:`must_stand` and :func:`value_must_stand`.
    """
    quote = str(entry["quote"])
    must_stand(quote, text)
    for value in _values(entry):
        value_must_stand(value, quote, text, year)
    for inner in _inner(entry):
        entry_must_stand(inner, text, year)


def printed_day(day: date, quote: str, text: Sequence[str], year: int) -> str:
    """Return how the clause of ``quote`` prints a day; "" when it does not."""
    near = [quote, *(clause.text for clause in clauses_with(quote, text))]
    for words in near:
        for day_found in written_days(words, year):
            if day_found.day and (day_found.day.month, day_found.day.day) == (day.month, day.day):
                return "".join(day_found.words.split())
    return ""


def _values(entry: Mapping[str, Plain]) -> Iterator[Plain]:
    for name, value in entry.items():
        number = name in _NUMBERS and isinstance(value, int) and not isinstance(value, bool)
        if isinstance(value, date) or number:
            yield value


def _inner(entry: Mapping[str, Plain]) -> Iterator[Mapping[str, Plain]]:
    for value in entry.values():
        for inner in listed(value) or [value]:
            if isinstance(inner, dict) and "quote" in inner:
                yield inner


def _stands(value: Plain, words: str, year: int) -> bool:
    if isinstance(value, date):
        return any(_is_day(value, day.day, words[day.first : day.last], year)
                   for day in written_days(words, year))  # fmt: skip
    if isinstance(value, list):
        years = [one for one in value if isinstance(one, int)]
        recent = {as_number(number) for number in _RECENT.findall(plain_digits(words))}
        return bool(years) and (set(years) <= all_years(words) or len(years) in recent)
    return isinstance(value, int) and value in all_numbers(words)


def _is_day(wanted: date, found: date | None, printed: str, year: int) -> bool:
    if found is None or (found.month, found.day) != (wanted.month, wanted.day):
        return False
    if wanted == found:
        return True
    match = re.search(rf"\d{{4}}|[{HAN_DIGITS}]{{4}}年", plain_digits(printed))
    return not match and abs(wanted.year - year) <= 1


def _shown(value: Plain) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
