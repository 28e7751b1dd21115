"""What an older notice had, value by value, beside what this year's text says in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zcdesk.notices.files.consistency import Plain, bare, profile_data
from zcdesk.notices.files.locating import dotted
from zcdesk.notices.interview import last_windows
from zcdesk.notices.making.data import Path
from zcdesk.notices.making.passages import NOT_FOUND, FoundPassage, PassageFinder
from zcdesk.notices.making.standing import said_of, shown, stands
from zcdesk.notices.profile import NOT_STATED, Notice, clause_of
from zcdesk.notices.sentences import all_years, written_days
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/editing.toml", "inheriting")
COVERED = "masking.quote"
"""The words on what is covered: a draft has its own."""


@dataclass(frozen=True)
class OlderValue:
    """One value of an older notice, as a row.

    Attributes:
        at: Its place in the profile (``windows.2.end``).
        what: What it is, as ``editing.value_…`` names it.
        rule: Its clause there.
        before: What it was, "" for nothing.
        value: What it would be now, as a person types it.
        words: The passage of the new text that its words have become, "" for none.
        sure: The words are what they were.
        taken: It holds; what is neither taken nor dropped stays in the profile, marked as assumed.
        dropped: The new notice has it no more.
        ends: Of the day by which one handed in: what ends then.
        line: First line of the passage, from 1; 0 without one.
    """

    at: str
    what: str
    rule: str
    before: str
    value: str
    words: str = ""
    sure: bool = False
    taken: bool = False
    dropped: bool = False
    ends: str = ""
    line: int = 0

    @property
    def entry(self) -> str:
        """Place of the entry that it is in."""
        return self.at.rpartition(".")[0] or self.at


def field_of(at: str) -> str:
    """Return the name by which the value of a place is read (``contacts.1.value``: ``contact``)."""
    field = at.rpartition(".")[2]
    return {"value": at.partition(".")[0].rstrip("s")}.get(field, field)


def older_data(old: Notice) -> dict[str, Plain]:
    """Return what a notice of this year has of an older one: all but its text and its answers."""
    data = profile_data(old)
    data.pop("text", None)
    data.pop("who_may_apply", None)  # nobody said so of the new one
    return data


def older_values(old: Notice, text: Sequence[str], year: int) -> tuple[OlderValue, ...]:
    """Return the rows of what an older notice had, in its order; words that are what they were are
    taken.

    Args:
        old: The older notice, its text inside.
        text: Lines of the new one.
        year: Year of the new one.
    """
    last = {window.id for window in last_windows(old)}
    ends = {
        dotted(("windows", place, "end")): window.what
        for place, window in enumerate(old.windows) if window.id in last
    }  # fmt: skip
    own = tuple(old.text.splitlines())
    walk = _Walk(PassageFinder(text), own, bare(old.text), tuple(text), old.year, year, ends)
    return tuple(walk.inside(older_data(old), (), _Entry("", "")))


def later(value: Plain, years: int) -> Plain:
    """Return a day, or years, some years later; what time does not move on stays."""
    if isinstance(value, date):
        feast = (value.month, value.day) == (2, 29)
        return value.replace(year=value.year + years, day=28 if feast else value.day)
    if isinstance(value, list):
        return [year + years for year in value if isinstance(year, int)]
    return value


@dataclass(frozen=True)
class _Entry:
    """An entry of the older notice, and the passage that its words have become."""

    clause: str
    quote: str
    passage: FoundPassage = NOT_FOUND

    @property
    def words(self) -> str:
        return self.passage.words

    @property
    def same(self) -> bool:
        return self.passage.verbatim


_WHAT = {name: name for name in ("hours", "days", "workdays", "limit", "pages", "at_least",
                                 "at_most", "amount", "copies")}  # fmt: skip
_WHAT |= {"start": "date", "end": "date"}
"""What the values of a profile are that each year has anew, by the name of their field."""

_DAYS = ("start", "end")

_OUR_WORDS = frozenset(
    {"title", "short_title", "question", "because", "what", "hint", "note", "treatment", "who_has"}
)


@dataclass(frozen=True)
class _Walk:
    finder: PassageFinder
    old_text: tuple[str, ...]
    old_letters: str
    text: tuple[str, ...]
    old_year: int
    year: int
    ends: dict[str, str]

    def inside(self, data: dict[str, Plain], path: Path, around: _Entry) -> Iterator[OlderValue]:
        """Yield the rows of a mapping and of everything below it."""
        entry = around
        if isinstance(data.get("quote"), str):
            entry = self._entry(data)
            words = entry.quote if entry.same or not entry.words else entry.words
            what = "slot" if path[-2:-1] == ("slots",) else "passage"
            yield self._row((*path, "quote"), what, entry.quote, words, entry, sure=True)
        for name, value in data.items():
            yield from self._value((*path, name), value, entry)
        if path[:-1] == ("windows",):
            yield from self._windows(data, path, entry)

    def _entry(self, data: dict[str, Plain]) -> _Entry:
        quote = str(data["quote"])
        clause = str(data.get("clause") or clause_of(str(data.get("rule"))))
        at = max(0, self.old_letters.find(bare(quote.split("…")[0])))
        where = at / max(1, len(self.old_letters))
        found = self.finder.find(quote, where, self.old_letters)
        return _Entry(clause, quote, found or NOT_FOUND)

    def _value(self, path: Path, value: Plain, entry: _Entry) -> Iterator[OlderValue]:
        if isinstance(value, dict):
            yield from self.inside(value, path, entry)
        elif what := _what(path, value, entry):
            yield from self._renewed(path, what, value, entry)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from self._value((*path, index), inner, entry)
        elif isinstance(value, str) and path[-1] in _OUR_WORDS and path != ("title",):
            yield from self._own_words(path, value, entry)

    def _renewed(self, path: Path, what: str, before: Plain, entry: _Entry) -> Iterator[OlderValue]:
        """Yield a value with what a reader reads in its place, else the one that stands there, else
        moved on by time."""
        moved = later(before, self.year - self.old_year)
        there = [value for value in (before, moved) if _is_in(value, entry.words, moved)]
        value = self._read(path, before, entry) or [*there, moved][0]
        if value != NOT_STATED:
            sure = _is_in(value, entry.words, moved)
            yield self._row(path, what, before, value, entry, sure=sure)

    def _read(self, path: Path, before: Plain, entry: _Entry) -> Plain:
        """Return what is read where the older notice had another value; None where words did not
        change, or more than one value could be it."""
        if entry.same:
            return None
        is_day, years = path[-1] in _DAYS, self.year - self.old_year
        if is_day:
            own = before.year if isinstance(before, date) else self.old_year
            old, new = days_in(entry.quote, own), days_in(entry.words, own + years)
        else:
            field = field_of(dotted(path))
            old = said_of(field, entry.quote, self.old_text, self.old_year)
            new = said_of(field, entry.words, self.text, self.year)
        beside = [now for was, now in zip(old, new, strict=False) if was == before]
        found = [] if is_day else new
        if beside and len(old) == len(new):
            found = beside
        return found[0] if len({*map(shown, found)}) == 1 else None

    def _windows(self, data: dict[str, Plain], path: Path, entry: _Entry) -> Iterator[OlderValue]:
        """Yield days that the older notice could not give (8月2308日), and hours that are new in
        the words of a window."""
        for name in _DAYS:
            printed, at = data.get(f"{name}_text"), f"{name}_time"
            day = self._read((*path, name), data.get(name), entry)
            if printed and name not in data:
                yield (
                    self._row((*path, name), "date", None, day, entry, sure=True) if day
                    else self._row((*path, f"{name}_text"), "words", printed, printed, entry)
                )  # fmt: skip
            hour = _hour_of(day, entry.words) if isinstance(day, date) else None
            if hour is not None and hour != data.get(at, ""):
                yield self._row((*path, at), "text", data.get(at), hour, entry)

    def _own_words(self, path: Path, value: str, entry: _Entry) -> Iterator[OlderValue]:
        """Yield remarks of ours that may have been true of the older notice only: they tell a year,
        a day, or quote what the new notice does not have."""
        years = self.year - self.old_year
        moved = _SAYS.year.sub(lambda found: str(int(found.group()) + years), value)
        quoted = map(bare, _SAYS.quoted.findall(value))
        gone = any(words in self.old_letters and not self.finder.has(words) for words in quoted)
        if gone or _SAYS.year.search(value) or _SAYS.named_day.search(value):
            yield self._row(path, "words", value, moved, entry)

    def _row(
        self, path: Path, what: str, before: Plain, value: Plain, entry: _Entry, *,
        sure: bool = False,
    ) -> OlderValue:  # fmt: skip
        at, same = dotted(path), sure and entry.same
        return OlderValue(
            at, what, entry.clause, shown(before), shown(value), entry.words, same, same,
            ends=self.ends.get(at, "") if sure else "",
            line=entry.passage.line,
        )  # fmt: skip


def days_in(words: str, year: int) -> list[Plain]:
    """Return the days that words name, None for one that is none (8月2308日)."""
    return [day.day for day in written_days("".join(words.split()), year)]


def _hour_of(day: date, words: str) -> str | None:
    """Return the hour behind a day in words, "" for none; None where they do not name the day."""
    there = [one for one in written_days(words, day.year) if one.day == day]
    if not there:
        return None
    over = words[there[-1].last :].strip().startswith("之前")
    return there[-1].until or there[-1].time or ("00:00" if over else "")


def _is_in(value: Plain, words: str, moved: Plain) -> bool:
    """Tell whether words write a value out; one without a year is of the year it moved to."""
    if isinstance(value, date) and isinstance(moved, date):
        return value in days_in(words, moved.year)
    if isinstance(value, list):
        return {*value} <= all_years(words)
    return stands(value, words, 0)


def _what(path: Path, value: Plain, entry: _Entry) -> str:
    """Return what a value is that each year has anew, "" for another."""
    name = str(path[-1])
    if name == "value":
        return "text" if bare(str(value)) in bare(entry.quote) else ""
    if name == "years":
        return "years" if isinstance(value, list) else "full_years"
    return _WHAT.get(name, "")
