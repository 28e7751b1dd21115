"""What a new notice inherits from an older one, value by value, each beside its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zcdesk.notices.files.consistency import Plain, bare
from zcdesk.notices.making.passages import FoundPassage, PassageFinder
from zcdesk.notices.profile import NOT_STATED, clause_of
from zcdesk.notices.sentences import all_years, written_days
from zcdesk.quantities.numerals import as_count
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "inheriting")


def read_date(old: date, old_words: str, new_words: str, year: int) -> date | None:
    """Return the day that is where ``old`` stood, or None when that cannot be told.

    Args:
        year: Year of a day that is printed without one.
    """
    before, after = _days(old_words, old.year), _days(new_words, year)
    places = {index for index, day in enumerate(before) if day == old}
    if len(before) != len(after) or len(places) != 1:
        return None
    return after[places.pop()]


def read_lost_date(old_words: str, new_words: str, year: int) -> date | None:
    """Return the day that is where the old words have one that is no day (8月2308日)."""
    before, after = _days(old_words, year), _days(new_words, year)
    if len(before) != len(after) or before.count(None) != 1:
        return None
    return after[before.index(None)]


def read_number(old: int, old_words: str, new_words: str) -> int | None:
    """Return the number that is where ``old`` stood, or None when that cannot be told."""
    before, after = _numbers(old_words), _numbers(new_words)
    if len(before) != len(after):
        return None
    new_numbers = {new for old_number, new in zip(before, after, strict=True) if old_number == old}
    return new_numbers.pop() if len(new_numbers) == 1 else None


def read_years(old: tuple[int, ...], old_words: str, new_words: str) -> tuple[int, ...] | None:
    """Return the years that the new words list, when the old words listed exactly the old ones."""
    if _years(old_words) != old:
        return None
    return _years(new_words) or None


def shifted_date(old: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where it must."""
    try:
        return old.replace(year=old.year + years)
    except ValueError:
        return old.replace(year=old.year + years, day=28)


def _days(words: str, year: int) -> list[date | None]:
    """Return the days that words name; a day without a month belongs to the month before it."""
    return [day.day for day in written_days("".join(words.split()), year)]


def _numbers(words: str) -> list[int]:
    return [as_count(number) for number in _SAYS.number.findall(words)]


def _years(words: str) -> tuple[int, ...]:
    return tuple(sorted(all_years("".join(words.split()))))


Path = tuple[str | int, ...]


class InheritedKind(StrEnum):
    """What kind of thing is inherited."""

    DATE = "date"
    YEARS = "years"
    COUNT = "count"
    HOURS = "hours"
    SLOT = "slot"
    WORDS = "words"
    PASSAGE = "passage"
    TEXT = "text"


class ValueOrigin(StrEnum):
    """Where a proposed value comes from."""

    READ = "read"
    SHIFTED = "shifted"
    KEPT = "kept"
    ENTERED = "entered"


@dataclass(frozen=True)
class Inherited:
    """One thing that the older notice had.

    Attributes:
        path: The value in the profile.
        entry: The entry with the clause and the words that it rests on; () for the notice itself.
        kind: What it is. For a slot or a passage the value is the words themselves.
        clause: Clause of the older notice.
        quote: Words of the older notice.
        old: Value in the older notice.
        value: Value that is proposed for the new one.
        origin: Where the proposal comes from.
        passage: The matching passage of the new text, or None.
        confirmed: A person has confirmed it.
    """

    path: Path
    entry: Path
    kind: InheritedKind
    clause: str
    quote: str
    old: Plain
    value: Plain
    origin: ValueOrigin
    passage: FoundPassage | None
    confirmed: bool = False


_COUNTS = frozenset({"workdays", "limit", "pages", "at_least", "at_most", "amount", "copies"})
_LITERAL = frozenset({"contacts", "file_rules"})
"""Lists whose values are words of the notice itself."""

_HOURS = frozenset({"hours", "days"})
_OUR_WORDS = frozenset(
    {"title", "short_title", "question", "because", "what", "hint", "note", "treatment", "who_has"}
)


def inherited(
    data: dict[str, Plain], old_text: Sequence[str], new_text: Sequence[str], year: int
) -> tuple[Inherited, ...]:
    """Return everything that a notice of ``year`` inherits from a profile, in its order.

    Args:
        data: The older profile as plain data.
        old_text: Lines of its original text; () when it is not there.
        new_text: Lines of the new notice.
        year: Year of the new notice.
    """
    old_year = data["year"]
    assert isinstance(old_year, int)
    walker = _Walker(PassageFinder(new_text), bare("\n".join(old_text)), year - old_year, year)
    return tuple(walker.inside(data, (), _Entry((), "", "", None)))


@dataclass(frozen=True)
class _Entry:
    path: Path
    clause: str
    quote: str
    passage: FoundPassage | None

    @property
    def new_words(self) -> str:
        return self.passage.words if self.passage else ""


@dataclass(frozen=True)
class _Walker:
    finder: PassageFinder
    old_text: str
    years: int
    year: int

    def inside(self, data: dict[str, Plain], path: Path, around: _Entry) -> Iterator[Inherited]:
        """Yield what a mapping and everything below it hands down."""
        entry = around
        if isinstance(data.get("quote"), str):
            entry = self._entry(data, path)
            kind = InheritedKind.PASSAGE
            if len(path) >= 2 and path[-2] == "slots":
                kind = InheritedKind.SLOT
            yield self._passage(entry, kind)
        for name in ("start", "end"):
            if f"{name}_text" in data and name not in data:
                yield self._lost_date((*path, name), str(data[f"{name}_text"]), entry)
        for name, value in data.items():
            yield from self._value((*path, name), value, entry)
            if path[:1] == ("windows",) and name in ("start", "end") and isinstance(value, date):
                yield from self._hour(
                    (*path, name), value, str(data.get(f"{name}_time", "")), entry
                )

    def _value(self, path: Path, value: Plain, entry: _Entry) -> Iterator[Inherited]:
        name = path[-1]
        if isinstance(value, dict):
            yield from self.inside(value, path, entry)
        elif isinstance(value, date):
            yield self._date(path, value, entry)
        elif path[0] in _LITERAL and name == "value" and bare(str(value)) in bare(entry.quote):
            there = bare(str(value)) in bare(entry.new_words)
            origin = ValueOrigin.READ if there else ValueOrigin.KEPT
            yield self._item(path, InheritedKind.TEXT, value, value, origin, entry)
        elif path[0] == "fees" and name == "amount" and value == NOT_STATED:
            yield self._item(path, InheritedKind.COUNT, value, value, ValueOrigin.KEPT, entry)
        elif name == "years" and isinstance(value, list):
            yield self._years(path, value, entry)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                if isinstance(inner, dict):
                    yield from self.inside(inner, (*path, index), entry)
        elif isinstance(value, int) and not isinstance(value, bool):
            if name in _COUNTS or name in _HOURS or (name == "years" and entry.path):
                yield self._count(path, value, entry)
        elif isinstance(value, str) and name in _OUR_WORDS:
            yield from self._own_words(path, value, entry)

    def _own_words(self, path: Path, value: str, entry: _Entry) -> Iterator[Inherited]:
        """Yield remarks of ours that may have been true of the older notice only."""
        if path == ("title",):
            return  # the new notice has its own
        if _SAYS.year.search(value):
            shifted = _SAYS.year.sub(lambda found: str(int(found.group()) + self.years), value)
            yield self._item(path, InheritedKind.WORDS, value, shifted, ValueOrigin.SHIFTED, entry)
        elif self._is_stale(value):
            yield self._item(path, InheritedKind.WORDS, value, value, ValueOrigin.KEPT, entry)

    def _is_stale(self, words: str) -> bool:
        """Tell whether words of ours tell a day, or quote what the new notice does not have."""
        if _SAYS.named_day.search(words):
            return True
        quoted = [bare(words_quoted) for words_quoted in _SAYS.quoted.findall(words)]
        return any(
            words_quoted in self.old_text and not self.finder.has(words_quoted)
            for words_quoted in quoted
        )

    def _entry(self, data: dict[str, Plain], path: Path) -> _Entry:
        quote, rule = str(data["quote"]), str(data.get("rule", ""))
        clause = str(data.get("clause", "")) or clause_of(rule)
        at = self.old_text.find(bare(quote.split("…")[0])) if self.old_text else 0
        where = max(0, at) / max(1, len(self.old_text))
        return _Entry(path, clause, quote, self.finder.find(quote, where, self.old_text))

    def _passage(self, entry: _Entry, kind: InheritedKind) -> Inherited:
        words = entry.passage.words if entry.passage else entry.quote
        if entry.passage and entry.passage.verbatim:
            words = entry.quote
        origin = ValueOrigin.READ if entry.passage else ValueOrigin.KEPT
        return self._item((*entry.path, "quote"), kind, entry.quote, words, origin, entry)

    def _date(self, path: Path, old: date, entry: _Entry) -> Inherited:
        year = self.year + old.year - (self.year - self.years)
        day = read_date(old, entry.quote, entry.new_words, year)
        value, origin = (
            (day, ValueOrigin.READ) if day else (shifted_date(old, self.years), ValueOrigin.SHIFTED)
        )
        return self._item(path, InheritedKind.DATE, old, value, origin, entry)

    def _hour(self, path: Path, old: date, before: str, entry: _Entry) -> Iterator[Inherited]:
        """Yield the hour of a day where the new notice says another than the older one."""
        day = self._date(path, old, entry).value
        written = [one for one in written_days(entry.new_words, self.year) if one.day == day]
        hour = (written[-1].until or written[-1].time) if written else before
        if written and not hour and entry.new_words[written[-1].last :].strip().startswith("之前"):
            hour = "00:00"
        if hour != before:
            at = (*path[:-1], f"{path[-1]}_time")
            yield self._item(at, InheritedKind.TEXT, before or None, hour, ValueOrigin.READ, entry)

    def _lost_date(self, path: Path, printed: str, entry: _Entry) -> Inherited:
        """Return the day that the old notice could not give, or its words when none is found."""
        day = read_lost_date(entry.quote, entry.new_words, self.year)
        if day:
            return self._item(path, InheritedKind.DATE, None, day, ValueOrigin.READ, entry)
        words = (*path[:-1], f"{path[-1]}_text")
        return self._item(words, InheritedKind.WORDS, printed, printed, ValueOrigin.KEPT, entry)

    def _years(self, path: Path, old: list[Plain], entry: _Entry) -> Inherited:
        before = tuple(year for year in old if isinstance(year, int))
        years = read_years(before, entry.quote, entry.new_words)
        value: list[Plain] = [*(years or (year + self.years for year in before))]
        origin = ValueOrigin.READ if years else ValueOrigin.SHIFTED
        return self._item(path, InheritedKind.YEARS, old, value, origin, entry)

    def _count(self, path: Path, old: int, entry: _Entry) -> Inherited:
        number = read_number(old, entry.quote, entry.new_words)
        kind = InheritedKind.HOURS if path[-1] in _HOURS else InheritedKind.COUNT
        value, origin = (old, ValueOrigin.KEPT) if number is None else (number, ValueOrigin.READ)
        return self._item(path, kind, old, value, origin, entry)

    def _item(
        self, path: Path, kind: InheritedKind, old: Plain, value: Plain, origin: ValueOrigin,
        entry: _Entry,
    ) -> Inherited:  # fmt: skip
        return Inherited(
            path, entry.path, kind, entry.clause, entry.quote, old, value, origin, entry.passage
        )
