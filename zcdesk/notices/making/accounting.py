"""Whether everything that a new notice says is accounted for: nothing is confirmed unseen.

Letters are settled, not sentences. A clause is settled when it says what the older one said; a
fresh sentence when its letters are in the words of confirmed rules, and every day, hour, number,
title and paper in it is in their values. What a person says of a sentence is the draft's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, chain, islice

from zcdesk.notices.files.consistency import Plain, bare, entries_in, listed
from zcdesk.notices.making.beside import Pair, fresh_letters, has_gap, pairs
from zcdesk.notices.making.data import ProfileData
from zcdesk.notices.making.tokens import NOTHING_CARRIED, EntryTokens, carried_by, not_carried
from zcdesk.notices.sentences import (
    ADDRESSEE,
    ANNEX_LIST,
    SIGNATURE,
    TALK,
    TITLE,
    Clause,
    Demand,
    ProposalKind,
    annexes_missing,
    asks_to_cover,
    cut,
    heads_columns,
    letters,
    papers_named,
    proposals_of,
    row_words,
)
from zcdesk.quantities.numerals import as_number, plain_digits
from zcdesk.resources import Patterns

_FRAME = (TITLE, ADDRESSEE, SIGNATURE, ANNEX_LIST)
_LONGEST_FRAME = 60
_SAYS = Patterns("notices/editing.toml", "accounting", "idle")
"""Words between the words of rules that ask nothing themselves."""

_LONGEST_NAME = 16
_SHORT = 8
"""Letters of words that say something else at each place."""


@dataclass(frozen=True)
class Account:
    """One clause of the new notice, or one of the older that is gone, and what became of it.

    Attributes:
        rules: Ids of the confirmed rules whose words are in it.
        proposals: What its fresh sentences propose.
        open_words: What nothing accounts for.
    """

    pair: Pair
    rules: tuple[str, ...] = ()
    proposals: tuple[Demand, ...] = ()
    open_words: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Nothing of it is open."""
        return not self.open_words


def accounts(profile: ProfileData) -> tuple[Account, ...]:
    """Return every clause of the new notice in its order, and those of the older that are gone."""
    clauses = cut(profile.text)
    proposals = proposals_of(clauses, profile.text, profile.year)
    proposed = dict(zip((clause.first for clause in clauses), proposals, strict=True))
    covered = _Covered(profile.text, profile.data, profile.year)
    rows = []
    for pair in pairs(profile.old_text, profile.text):
        if pair.new is None:
            rows.append(_gone(pair))
            continue
        clause = pair.new
        fresh = _fresh_proposals(pair, proposed[clause.first])
        words = tuple(_open(pair, fresh, covered, clauses, profile.data))
        rows.append(Account(pair, covered.rules(clause), fresh, words))
    return tuple(rows)


class _Covered:
    """Which letters of the text are in the words of rules that are sure, and what these carry."""

    def __init__(self, text: Sequence[str], data: dict[str, Plain], year: int) -> None:
        self._lines, self.year = tuple(text), year
        bares = [bare(line) for line in text]
        self._starts = [*accumulate(map(len, bares), initial=0)]
        self._whole = "".join(bares)
        self._by: list[list[tuple[str, EntryTokens]]] = [[] for _ in self._whole]
        for rule, quote, carried in _quotes_in(data):
            self._mark_quote(rule, quote, carried)
        for form in entries_in(data, "templates"):
            if "lines" in form and "inferred" not in form:
                first, last = (int(str(line)) for line in listed(form["lines"]))
                end = self._starts[min(last, len(text))]
                self._mark(self._starts[first - 1], end, str(form.get("rule", "")))

    def rules(self, clause: Clause) -> tuple[str, ...]:
        """Return the ids of the rules whose words are in a clause."""
        marks = chain.from_iterable(self._by[slice(*self._ends(clause))])
        return tuple(dict.fromkeys(rule for rule, _ in marks))

    def uncovered(self, clause: Clause, words: str) -> str:
        """Return the letters of a sentence of the clause that no sure rule has."""
        marked = zip(bare(words), self._marks(clause, words), strict=True)
        return letters("".join(letter for letter, marks in marked if not marks))

    def carried(self, clause: Clause, words: str) -> EntryTokens:
        """Return what the rules carry whose words are in a sentence of the clause."""
        marks = chain.from_iterable(self._marks(clause, words))
        return reduce(EntryTokens.also, dict.fromkeys(each for _, each in marks), NOTHING_CARRIED)

    def _marks(self, clause: Clause, words: str) -> Sequence[Sequence[tuple[str, EntryTokens]]]:
        """Return the rules of each letter of a sentence of the clause."""
        size = len(bare(words))
        place = self._whole.find(bare(words), *self._ends(clause))
        return [()] * size if place < 0 else self._by[place : place + size]

    def _ends(self, clause: Clause) -> tuple[int, int]:
        return self._starts[clause.first - 1], self._starts[clause.last]

    def _mark(
        self, first: int, last: int, rule: str, carried: EntryTokens = NOTHING_CARRIED
    ) -> None:
        for marks in self._by[first:last]:
            marks.append((rule, carried))

    def _mark_quote(self, rule: str, quote: str, carried: EntryTokens) -> None:
        place = self._own_place(rule, quote)
        for piece in filter(None, map(bare, quote.split("…"))):
            places = [*islice(self._places(piece, place), _said_again(piece))]
            if not places:
                return
            place = places[0] + len(piece)
            for first in places:
                self._mark(first, first + len(piece), rule, carried)

    def _places(self, piece: str, place: int) -> Iterator[int]:
        """Yield where words are in the text from a place on."""
        while (place := self._whole.find(piece, place)) >= 0:
            yield place
            place += len(piece)

    def _own_place(self, rule: str, quote: str) -> int:
        """Return where to look from: the clause that a rule names, when it has the words."""
        piece = bare(quote.split("…")[0])
        for clause in cut(self._lines):
            if rule == clause.label or rule.startswith(f"{clause.label}-"):
                first, last = self._ends(clause)
                if self._whole.find(piece, first, last) >= 0:
                    return first
        return 0


def _said_again(piece: str) -> int | None:
    """Return how often words may be in a text and be the same: short ones once."""
    return None if len(piece) > _SHORT else 1


def _quotes_in(
    data: Plain, kind: str = "", around: EntryTokens = NOTHING_CARRIED
) -> Iterator[tuple[str, str, EntryTokens]]:
    """Yield rule, words and values of every entry that is sure; what is in it is its own.

    Args:
        kind: The list of the profile that it is in, "" for the profile itself.
        around: What the entry around it carries.
    """
    for value in listed(data):
        yield from _quotes_in(value, kind, around)
    if not isinstance(data, dict) or data.get("inferred"):
        return
    quote = data.get("quote")
    if isinstance(quote, str):
        around = carried_by(data, kind).also(around)
        yield str(data.get("rule", "")), quote, around
    for name, value in data.items():
        own = not kind or name in ("slots", "fields", "rounds", "groups")
        yield from _quotes_in(value, name if own else kind, around)


def _fresh_proposals(pair: Pair, proposed: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """Return what the fresh sentences propose; numbers that changed in them without a name too."""
    old = letters(pair.before)
    proposals = [proposal for proposal in proposed if letters(proposal.sentence) not in old]
    if pair.old and pair.clause.label not in _FRAME:
        read = (f"{proposal.value} {proposal.told}" for proposal in proposals)
        known = {*_numbers("\n".join((pair.before, *read)))}
        proposals += [
            Demand(ProposalKind.NUMBER_MOVED, number, words, sure=False)
            for words in pair.fresh for number in dict.fromkeys(_numbers(words))
            if number not in known
        ]  # fmt: skip
    return (*proposals, *_moved(pair))


def _numbers(words: str) -> list[str]:
    """Return the numbers in a text as digits; Chinese ones where they count something."""
    plain = plain_digits(words)
    counted = map(as_number, _SAYS.counted.findall(plain))
    return [
        *_SAYS.numbers.findall(plain),
        *(str(number) for number in counted if number is not None),
    ]


def _moved(pair: Pair) -> tuple[Demand, ...]:
    if not (pair.new and pair.old and pair.moved):
        return ()
    words, before = pair.new.sentences[0], {"before": pair.old.printed}
    return (Demand(ProposalKind.NUMBER_MOVED, pair.new.printed, words, True, before),)


def _open(
    pair: Pair, proposals: tuple[Demand, ...], covered: _Covered, clauses: Sequence[Clause],
    data: dict[str, Plain],
) -> Iterator[str]:  # fmt: skip
    """Yield the sentences of a clause that nothing accounts for."""
    clause = pair.new
    assert clause
    if clause.label == ANNEX_LIST:
        yield from annexes_missing(clauses)
        return
    leads = any(other.above[-1:] == (clause.heading,) for other in clauses)
    if _is_frame(clause, proposals, data) or _is_heading(clause, leads):
        return
    for words in pair.fresh:
        head = heads_columns(words) and not (re.search(r"\d", words) or papers_named(words))
        named = _names_only(words, clause, leads) or _SAYS.annex_head.fullmatch(words)
        if head or named or not re.search(r"\w", words):
            continue
        left = covered.uncovered(clause, words)
        if pair.old is None:
            left = _SAYS.idle.sub("", _beside_row(words, left))
        elif not has_gap(words, pair.before):
            fresh = fresh_letters(words, pair.before)
            left = "".join(letter for letter in left if letter in fresh)
        else:
            left = words  # nothing that is there tells that something was taken out
        carried = covered.carried(clause, words)
        if left or not_carried(row_words(words), pair.before, carried, covered.year):
            yield words


def _beside_row(words: str, left: str) -> str:
    """Return what is left of a row without its number and ticks; of other sentences all."""
    if row_words(words) == words:
        return left
    number = re.match(r"[|\s]*([A-Z]?\d{1,3})\s*[\t|]", words)
    plain = left.removeprefix(number[1]) if number else left
    return re.sub(r"[√✓●○×/|]|必[须备交传填报选]", "", plain)


def _is_frame(clause: Clause, fresh: tuple[Demand, ...], data: dict[str, Plain]) -> bool:
    """Tell whether a clause is only the frame of the letter: title, addressee, signature."""
    if clause.label == TALK:
        return True
    if clause.label == TITLE:
        return bare(str(data.get("title"))) in bare(clause.text) and "。" not in clause.text
    frame = clause.label in (ADDRESSEE, SIGNATURE) and "。" not in clause.text and not fresh
    return frame and max(map(len, clause.sentences), default=0) <= _LONGEST_FRAME


def _is_heading(clause: Clause, leads: bool) -> bool:
    """Tell whether a clause is a heading and nothing else; a sentence with its stop is more."""
    return "。" not in clause.text and _names_only(clause.text, clause, leads)


def _names_only(words: str, clause: Clause, leads: bool) -> bool:
    """Tell whether words are the name of a clause that goes on, or that leads others."""
    if not clause.heading or letters(words) != letters(clause.heading):
        return False
    goes_on = len(clause.sentences) > 1 or (leads and "。" not in clause.text)
    short = len(clause.heading) <= _LONGEST_NAME and not _SAYS.asks.search(clause.heading)
    return goes_on and short and not asks_to_cover(clause.heading)


def _gone(pair: Pair) -> Account:
    clause = pair.clause
    dropped = Demand(ProposalKind.SECTION_DROPPED, clause.heading or clause.printed,
                       clause.sentences[0])  # fmt: skip
    return Account(pair, proposals=(dropped,))
