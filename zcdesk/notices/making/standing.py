"""Values and names in the data of a profile: whether they rest on the words said for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.consistency import (
    Plain,
    bare,
    entries_in,
    quote_stands_in,
)
from zcdesk.notices.sentences import (
    Clause,
    Demand,
    ProposalKind,
    all_numbers,
    all_years,
    cut,
    proposals_of,
    written_days,
)
from zcdesk.printable import shortened
from zcdesk.quantities.numerals import HAN_ORDINALS, as_number, plain_digits


def clauses_with(quote: str, text: Sequence[str]) -> tuple[Clause, ...]:
    """Return the clauses that hold a quote, or its pieces; () when it does not stand there."""
    if not quote.strip() or not quote_stands_in(quote, bare("\n".join(text))):
        return ()
    pieces = [*filter(None, map(bare, quote.split("…")))]
    around = Clause("", "", quote, 0, 0)  # words that go on from clause to clause are in none
    having = [one for one in cut(text) for piece in pieces if piece in bare(one.text)]
    return tuple(dict.fromkeys(having)) or (around,)


_RECENT = re.compile(rf"近\s*([\d{HAN_ORDINALS}两]{{1,3}})\s*(?:个)?年")
_SHOWN = 120
"""Letters of a clause that a refusal shows."""
_NUMBERS = frozenset({"workdays", "limit", "at_least", "at_most", "amount", "hours", "days"})


def must_stand(quote: str, text: Sequence[str]) -> None:
    """Let words pass that the notice has.

    Raises:
        ZcdeskError: They do not stand in it (``notice.not_in_text``).
    """
    if not clauses_with(quote, text):
        raise ZcdeskError("notice.not_in_text", quote=quote[:40])


def value_must_stand(value: Plain, quote: str, text: Sequence[str], year: int) -> None:
    """Let a day, years or a number pass that the clause of ``quote`` has; the text has the quote.

    Args:
        year: Year of the notice, for days that are printed without one.

    Raises:
        ZcdeskError: The value does not stand in its clause (``notice.not_in_clause``).
    """
    clauses = clauses_with(quote, text)
    if not any(stands(value, clause.text, year) for clause in clauses):
        words = shortened(" ".join(clauses[0].text.split()), _SHOWN)
        raise ZcdeskError("notice.not_in_clause", found=shown(value).replace(",", "、"),
                          clause=clauses[0].printed, words=words)  # fmt: skip


_READ: Mapping[str, tuple[ProposalKind, str]] = {
    field: (kind, reader) for kind in ProposalKind for field, reader in kind.reads.items()
}
"""By what kind of proposal a field of a profile is read, and under which name it has the value."""


def said_of(name: str, quote: str, text: Sequence[str], year: int) -> list[Plain]:
    """Return what the words of a quote surely say of a field, in their order; [] when they say
    nothing of it.

    Args:
        name: The field, as profiles call it (``end``, ``at_most``).
        year: Year of the notice.
    """
    kind, key = _READ.get(name, (None, ""))
    words = [*filter(None, map(bare, quote.split("…")))]
    values = [
        one.told.get(key) if key else one.value
        for one in _proposed(tuple(text), year)
        if one.kind is kind and one.sure and any(shares(word, one.sentence) for word in words)
    ]
    return [[*value] if isinstance(value, tuple) else value for value in values if value]


def shares(words: str, sentence: str) -> bool:
    """Tell whether words are in a sentence, or the sentence in them."""
    own, other = bare(words), bare(sentence)
    return own in other or other in own


@lru_cache(maxsize=4)
def _proposed(text: tuple[str, ...], year: int) -> tuple[Demand, ...]:
    return tuple(chain.from_iterable(proposals_of(cut(text), text, year)))


def entry_must_stand(entry: Mapping[str, Plain], text: Sequence[str], year: int) -> None:
    """Let an entry pass whose words and values the notice has, and what is in it.

    Raises:
        ZcdeskError: As with :func:`must_stand` and :func:`value_must_stand`.
    """
    quote = str(entry["quote"])
    must_stand(quote, text)
    for name, value in entry.items():
        if name in _NUMBERS and isinstance(value, int):
            value_must_stand(value, quote, text, year)
        for inner in entries_in(entry, name):
            if "quote" in inner:
                entry_must_stand(inner, text, year)


def printed_day(day: date, quote: str, text: Sequence[str], year: int) -> str:
    """Return how the clause of ``quote`` prints a day; "" when it does not."""
    near = [quote, *(clause.text for clause in clauses_with(quote, text))]
    printed = ("".join(one.words.split()) for words in near for one in written_days(words, year)
               if str(one.day)[5:] == str(day)[5:])  # fmt: skip
    return next(printed, "")


def stands(value: Plain, words: str, year: int) -> bool:
    """Tell whether words have a day, years, a number or other words, in whatever writing.

    Args:
        year: Year of the notice; a day that is printed without one may be of the year beside it.
    """
    if isinstance(value, date):
        near = (year, value.year) if abs(value.year - year) <= 1 else (year,)
        return any(day.day == value for other in near for day in written_days(words, other))
    if isinstance(value, list):
        recent = {as_number(number) for number in _RECENT.findall(plain_digits(words))}
        return len(value) in recent or all_years(words) >= {*value} > set()
    if isinstance(value, str):
        return bare(value) in bare(words)
    return value in all_numbers(words)


def shown(value: Plain) -> str:
    """Return a value of a profile as a person reads and types it."""
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "" if value is None else str(value)
