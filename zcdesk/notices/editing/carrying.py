"""An older notice in a draft: its rows beside this year's text, and the profile they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, starmap

from zcdesk.errors import ZcdeskError
from zcdesk.findings import Finding
from zcdesk.notices.editing.draft import TARGET_OF, Covering, Draft, clock_of, topic_of_place
from zcdesk.notices.files.consistency import Plain, bare, entries_in, entry_in, listed
from zcdesk.notices.files.parsing import parse_profile
from zcdesk.notices.making.beside import pairs
from zcdesk.notices.making.data import Entry, ProfileData, names_in, parts
from zcdesk.notices.making.older import COVERED, OlderValue, field_of, later, older_data
from zcdesk.notices.making.passages import PassageFinder
from zcdesk.notices.making.standing import (
    clauses_with,
    must_stand,
    printed_day,
    said_of,
    shares,
    stands,
    value_must_stand,
)
from zcdesk.notices.profile import NOT_STATED, Notice, clause_of
from zcdesk.notices.sentences import (
    BLANK,
    Clause,
    Demand,
    all_numbers,
    current,
    cut,
    forms,
    letters,
    typed_day,
    typed_years,
    written_days,
)
from zcdesk.quantities.amounts import as_amount

_SHORTEST_PIECE = 4


@lru_cache(maxsize=2)
def notice_of(older: str, notice_id: str) -> Notice:
    """Return an older profile that comes as one file, its text inside.

    Raises:
        ProfileError: It is at fault.
    """
    return parse_profile(older.encode(), f"{notice_id}.yaml")


def doubted(
    carried: Sequence[OlderValue],
    rows: Sequence[tuple[Clause, tuple[Demand, ...]]],
    year: int,
) -> tuple[OlderValue, ...]:
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


def fresh(
    old: Notice,
    carried: Sequence[OlderValue],
    text: Sequence[str],
    rows: Sequence[tuple[Clause, tuple[Demand, ...]]],
) -> Iterator[tuple[Clause, tuple[Demand, ...]]]:
    """Yield proposals from words that are new this year and that no row of the older notice covers;
    a person looks at each."""
    beside = pairs(old.text.splitlines(), text)
    before = {pair.new.first: letters(pair.old.text) for pair in beside if pair.new and pair.old}
    held = [(topic_of_place(row.at), piece) for row in carried for piece in row.words.split("…")
            if len(bare(piece)) >= _SHORTEST_PIECE]  # fmt: skip
    for clause, proposals in rows:
        known = before.get(clause.first, "")
        new = [one for one in proposals if letters(one.sentence) not in known]
        yield clause, tuple(
            replace(one, sure=False) for one in new
            if not any(one.kind.topic is topic and shares(piece, one.sentence)
                       for topic, piece in held)
        )  # fmt: skip


def covering_beside(covering: Covering, old: Notice, carried: Sequence[OlderValue]) -> Covering:
    """Return what is covered: what the new text says, and all that the older notice said.

    Where the words did not change it is as settled as it was.
    """
    masking = entry_in(older_data(old), "masking")
    if not masking:
        return replace(covering, wanted=bool(covering.quote))
    targets = set(map(str, listed(masking.get("targets"))))
    before = {tick for tick, target in TARGET_OF.items() if target in targets}
    words = [
        str(entry["what"]) for entry in entries_in(masking, "by_hand") if not entry.get("slots")
    ]
    same = any(row.at == COVERED and row.sure for row in carried)
    settled = same and covering.ticks <= before | {"name", "employer", "short"}
    return replace(
        covering, ticks=frozenset(before) if settled else covering.ticks | before,
        words=tuple(dict.fromkeys((*covering.words, *words))),
        settled=settled, sure=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Renewed:
    """This year's profile as far as an older notice goes.

    Attributes:
        profile: Its data; what nobody took is marked as assumed.
        waiting: Rows that nobody took or dropped, and those that were refused.
        refused: Why rows were not taken, by place.
        last: Ids of the windows by whose end one hands in, as far as their ends were taken.
    """

    profile: ProfileData
    waiting: tuple[OlderValue, ...] = ()
    refused: Mapping[str, Finding] = field(default_factory=dict)
    last: tuple[str, ...] = ()


def carried_on(draft: Draft) -> Renewed:
    """Return this year's profile with the rows of an older notice: as they are taken, or marked;
    what was dropped is left out."""
    old = notice_of(draft.older, draft.notice_id)
    rows = _Rows(draft, old, older_data(old))
    refused: dict[str, Finding] = {}
    order = sorted(rows.known(), key=lambda row: not row.at.endswith("quote"))
    dropped = [row for row in reversed(order) if row.dropped]  # what is named before who names it
    for act, some in ((rows.put, order), (rows.drop, dropped)):
        for row in some:
            try:
                act(row)
            except ZcdeskError as error:
                refused[row.at] = error.finding()
    open_rows = [row for row in order if row.at in refused or not (row.taken or row.dropped)]
    waiting = [row for row in open_rows if not rows.is_gone(row.at)]
    for row in waiting:
        rows.entry_of(row).update(inferred=True)
    masking = entry_in(rows.profile.data, "masking")
    if masking and not draft.covering.settled:
        clause, quote = clause_of(str(masking["rule"])), str(masking["quote"])
        waiting.append(OlderValue(COVERED, "passage", clause, quote, quote))
    _print_days(rows.profile)
    _place_forms(rows.profile)
    _prune(rows.profile.data)
    last = (str(rows.entry_of(row)["id"]) for row in order if row.ends and row.taken)
    return Renewed(rows.profile, tuple(waiting), refused, tuple(last))


class _Rows:
    """The rows of an older notice as they go into this year's profile."""

    def __init__(self, draft: Draft, old: Notice, data: Entry) -> None:
        self._old, self._rows = old, draft.carried
        self.profile = ProfileData(draft.text, draft.year, data, tuple(old.text.splitlines()))
        self._was, self._now = dict(parts(older_data(old))), dict(parts(data))
        self._gone: list[str] = []

    def known(self) -> list[OlderValue]:
        """Return the rows whose place the older notice has."""
        return [row for row in self._rows if row.at.rpartition(".")[0] in self._now]

    def entry_of(self, row: OlderValue) -> Entry:
        """Return the entry of this year's profile that a value rests on, {} for none."""
        return self._now[at] if (at := self._entry_at(row)) else {}

    def is_gone(self, at: str) -> bool:
        """Tell whether a place was dropped, or is in one that was."""
        return any(f"{at}.".startswith(f"{gone}.") for gone in self._gone)

    def _entry_at(self, row: OlderValue) -> str:
        at = row.at.rpartition(".")[0]
        while at and "quote" not in self._was.get(at, {}):
            at = at.rpartition(".")[0]
        return at

    def put(self, row: OlderValue) -> None:
        """Put a value in its place; what is refused leaves there what time made of the older one,
        or the passage that its words have become.

        Raises:
            ZcdeskError: It is no value of its kind, or is taken and does not stand in its clause.
        """
        profile, around, name = self.profile, row.at.rpartition(".")[0], row.at.rpartition(".")[2]
        part, before = self._now[around], self._was[around].get(name)
        part[name] = later(before, profile.year - self._old.year)
        if name == "quote" and row.words:
            part[name] = row.words
            _renumber(part, row, profile)
        value = _typed(row, profile.year)
        if row.taken:
            self._must_hold(row, value, before)
        part[name] = value

    def _must_hold(self, row: OlderValue, value: Plain, before: Plain) -> None:
        text, year = self.profile.text, self.profile.year
        if row.what in ("passage", "slot"):
            must_stand(str(value), text)
        elif row.what != "words" and value not in ("", "00:00", NOT_STATED):
            quote, at = str(self.entry_of(row).get("quote", "")), self._entry_at(row)
            if not clauses_with(quote, text):
                raise ZcdeskError("notice.no_words_yet", found=row.value, quote=quote[:40])
            older = clauses_with(str(self._was[at].get("quote", "")), self.profile.old_text)
            found = any(stands(before, clause.text, self._old.year) for clause in older)
            worked_out = older and before is not None and not found  # 上一年度和当年
            if not (worked_out or value in said_of(field_of(row.at), quote, text, year)):
                value_must_stand(value, quote, text, year)

    def drop(self, row: OlderValue) -> None:
        """Leave out what the new notice has no more: the entry of a value, or a remark alone.

        Raises:
            ZcdeskError: Something else of the notice needs it.
        """
        alone = _ALONE.match(row.at)
        at = alone[0] if alone else self._entry_at(row) or row.at
        around, _, name = at.rpartition(".")
        item = self._now.get(at, {})
        if not _SPARED.fullmatch(at) or self._is_named(item):
            raise ZcdeskError("notice.still_needed", clause=row.rule or row.before)
        self._gone.append(at)
        if name.isdecimal():
            holder, _, listed_in = around.rpartition(".")
            owner = self._now[holder]
            owner[listed_in] = [one for one in listed(owner[listed_in]) if one is not item]
        else:
            self._now[around].pop(name, None)

    def _is_named(self, item: Entry) -> bool:
        """Tell whether something else of the profile names what is in an entry, by its id."""
        names = names_in(item) - {"yes", "no"}
        own = {id(part) for _, part in parts(item)}
        return any(
            names & {*map(str, listed(value) or [value])}
            for _, part in parts(self.profile.data) if id(part) not in own
            for name, value in part.items() if name not in _NO_REFERENCE
        )  # fmt: skip


_ALONE = re.compile(r"open_questions\.\d+|.*\.(?:hint|note)$")
"""What goes alone, without the entry that it is in."""

_SPARED = re.compile(r".*\.\d+|.*\.(?:hint|note)|corrections|pledge|masking\.(?!blind_review)[^.]+")
"""Places that a profile can be without: an item of a list, or what it may lack."""

_PRUNED = frozenset({"doubts", "handing_in"})
_NO_REFERENCE = _PRUNED | {"id", "title", "rule", "quote", "clause", "source"}


def _typed(row: OlderValue, year: int) -> Plain:
    """Return what a person typed as a value of its kind.

    Raises:
        ZcdeskError: It is none.
    """
    kind = "hour" if row.at.endswith("_time") else row.what
    value = _READ_AS.get(kind, _number)(row.value.strip(), year)
    if value in (None, "", []) and (kind, value) != ("hour", ""):
        raise ZcdeskError("notice.value_kind", found=row.value)
    return value


def _number(words: str, _year: int) -> Plain:
    return words if words == NOT_STATED else as_amount(words)


_READ_AS: Mapping[str, Callable[[str, int], Plain]] = {
    **dict.fromkeys(("passage", "slot", "text", "words"), lambda words, _: words),
    "date": typed_day, "years": lambda words, _: [*typed_years(words)],
    "hour": lambda words, _: clock_of(words),
}  # fmt: skip
"""How what a person typed is read, by what the row is; every other one is a number."""


def _renumber(entry: Entry, row: OlderValue, profile: ProfileData) -> None:
    """Give an entry the number that its clause has now, where the older one told it rightly."""
    label = row.rule.replace("（", "(").replace("）", ")")
    stood = label in [clause.label for clause in clauses_with(row.before, profile.old_text)]
    for clause in cut(profile.text):
        if clause.first <= row.line <= clause.last and stood and clause.label != label:
            entry["clause"] = clause.printed


def _print_days(profile: ProfileData) -> None:
    """Write days as the new notice prints them, or not at all where it does not."""
    for window in profile.entries("windows"):
        for name in {"start", "end"} & {*window}:
            day, quote, printed = window[name], str(window["quote"]), f"{name}_text"
            if printed in window and isinstance(day, date):
                window[printed] = printed_day(day, quote, profile.text, profile.year) or None


def _place_forms(profile: ProfileData) -> None:
    """Find the official forms in the new text by their titles, else their first and last line."""
    there = {bare(one.value): one.told for _, one in forms(cut(profile.text), profile.text)}
    finder, old = PassageFinder(profile.text), [bare(line) for line in profile.old_text]
    letters_before = [*accumulate(map(len, old), initial=0)]
    for form in profile.entries("templates"):
        lines = [int(str(line)) for line in listed(form.pop("lines", None))]
        words = [(old[line - 1], letters_before[line - 1] / letters_before[-1])
                 for line in lines if line <= len(old)]  # fmt: skip
        found = [passage.line for passage in starmap(finder.find, words) if passage]
        told = there.get(bare(str(form.get("title"))), {})
        span = [int(str(told[end])) for end in ("first", "last") if end in told] or found
        if lines and len(span) == 2 and span == sorted(span):
            form["lines"] = [*span]


def _prune(data: Entry) -> None:
    """Take out what names open questions and windows that were dropped, and days that nobody gave;
    what else is named stays."""
    known = names_in(data)
    for _, part in parts(data):
        for name in [name for name in _PRUNED & {*part} if part[name] != NOT_STATED]:
            part[name] = [one for one in listed(part[name]) if one in known] or None
        for name in [name for name, value in part.items() if value is None]:
            del part[name]
