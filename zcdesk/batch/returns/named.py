"""Whom a sentence of a note of a return names: at its begin, at its end, anywhere in it.

How notes are worded is data, ``resources/returns/note.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import Any

from zcdesk.batch.roster.apart import in_name, meant, roster_facts
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.han import HAN, is_han
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, surname_length
from zcdesk.names.surnames import surnames
from zcdesk.quantities.numerals import as_count
from zcdesk.resources import resource, table
from zcdesk.sorting.kinds import kinds

_LONG = 3
"""Letters from which a name ends whatever follows it; of two the next may be a third."""

_WORD = 2
"""Letters of a word by which one sees that a short name has ended."""


@dataclass(frozen=True)
class NamedPeople:
    """Whom a sentence names, and what it says of them.

    Attributes:
        rows: Their rows; empty where the name is of nobody in the roster, or of several.
        rest: What is said, without the names.
        sure: Whole names are there, or given names that nobody else has.
    """

    rows: tuple[int, ...]
    rest: str
    sure: bool = True


class Names:
    """The names of a roster as they are looked for in a note."""

    def __init__(self, people: Sequence[RosterPerson], note: str = "") -> None:
        self._people = people
        self._by_name: dict[str, list[RosterPerson]] = {}
        for person in people:
            for name in person.applicant.names:
                if len(_key(name)) > 1:
                    self._by_name.setdefault(_key(name), []).append(person)
        self._whole = frozenset(self._by_name)
        for person in people:
            for name in {*_given(person.applicant.name)} - self._whole:
                self._by_name.setdefault(name, []).append(person)
        given = self._by_name.keys() - self._whole
        self._sure = self._whole.union(name for name in given if self._is_hers(name, note))
        short = {person.row: _short_parts(person) for person in people}
        self._parts = {row: re.compile(called) for row, called in short.items()}
        parts = {
            "one": map(_written, self._by_name),
            "employer": (re.escape(person.applicant.employer) for person in people),
            "part": short.values(),
            "paper": map(re.escape, paper_names()),
        }
        words = {name: "|".join(sorted({*found}, key=len, reverse=True)) or r"(?!)"
                 for name, found in parts.items()}  # fmt: skip
        self._begin, self._behind, self._inside, self._last, self._name, self._bare = (
            _made(name, words) for name in ("begin", "behind", "inside", "last", "name", "bare")
        )
        self._joint = re.compile(_parts()["joint"])
        self._anywhere = re.compile(words["one"])

    def at_begin(self, unit: str, around: str = "") -> NamedPeople | None:
        """Return who is named at the begin of a sentence and what follows; None without a name.

        A name of nobody in the roster is one, too. What is ``around`` tells people of one name
        apart; else the sentence does.
        """
        begin = len(unit) - len(self._begin.sub("", unit, count=1))
        names = [*self._names_at(unit, begin)]
        number = pattern("number").search(unit, 0, begin)
        if not names and number:
            rows = [p.row for p in self._people if p.applicant.id_number == number[0].upper()]
            rest = self._behind.sub("", unit[begin:], count=1)
            return NamedPeople(tuple(rows), rest if rows else unit)
        if not names:
            return NamedPeople((), unit) if self._of_a_stranger(unit[begin:], unit) else None
        counted = pattern("counted").match(unit, names[-1].end())
        rest = self._behind.sub("", unit[(counted or names[-1]).end() :], count=1)
        if counted and told_count(counted) != len(names):
            return NamedPeople((), rest)
        return self._whom(names, around or unit, rest)

    def at_end(self, unit: str) -> NamedPeople | None:
        """Return who is named behind a fault, and the fault."""
        found = self._last.fullmatch(unit)
        if not found or self.anywhere(found["what"]) or not pattern("fault").search(found["what"]):
            return None
        whom = self._whom([*self._name.finditer(found["who"])], found["who"], found["what"])
        return whom if whom.rows else NamedPeople((), unit)

    def _whom(self, names: Sequence[re.Match[str]], around: str, rest: str) -> NamedPeople:
        """Return the people of some names; nobody where one of them may be several."""
        who = [self.meant(name, around) for name in names]
        rows = tuple(dict.fromkeys(chain(*who))) if {*map(len, who)} == {1} else ()
        return NamedPeople(rows, rest, self._sure.issuperset(_key(name["name"]) for name in names))

    def units(self, line: str) -> Iterator[str]:
        """Yield the sentences of a line; one ends where another's name and a colon follow, too."""
        for unit in re.split(r"(?<=[。；;])", line):
            begin = 0
            for match in self._inside.finditer(unit):
                before = unit[begin : match.start()].rstrip("，,、 \t")
                head = self.at_begin(before)
                if match["begins"] is not None and not self._bare.fullmatch(before):
                    continue  # the first name is parted from what is said, this one is not
                if head.rest if head else pattern("fault").search(before):
                    yield before
                    begin = match.start()
            if unit[begin:].strip():
                yield unit[begin:]

    def in_row(self, cells: Sequence[str]) -> tuple[int, NamedPeople | None]:
        """Return which cell of a row of a table is a name, and whose; -1 where none is.

        Whatever else is in the row tells people of one name apart.
        """
        for place, cell in enumerate(cells):
            named = self.at_begin(cell, " ".join(cells))
            if named is not None and not named.rest.strip(" ：:"):
                return place, named
        return -1, None

    def anywhere(self, unit: str) -> bool:
        """Tell whether anybody is named, by her given name perhaps."""
        return self._anywhere.search(unit) is not None

    def another(self, unit: str, rows: Sequence[int]) -> bool:
        """Tell whether somebody else's name is in what is said to these."""
        names = map(_key, self._anywhere.findall(_key(unit)))
        return any(
            {person.row for person in self._by_name[name]}.isdisjoint(rows)
            for name in self._sure.intersection(names)
        )

    def meant(self, name: re.Match[str], around: str) -> list[int]:
        """Return the rows that a name may mean, by what the roster says of each of them.

        A department beside the name is hers.
        """
        people: Sequence[RosterPerson] = self._by_name[_key(name["name"])]
        people = meant(people, in_name(around)) if len(people) > 1 else people
        beside = name["part"] or name["beside"]
        of_part = [p for p in people if self._parts[p.row].fullmatch(beside or "")]
        numbers = {"", *map(str.upper, pattern("number").findall(around))}
        return [
            person.row
            for person in (of_part if beside else people)
            if len(numbers) == 1 or person.applicant.id_number in numbers
        ]

    def _is_hers(self, name: str, note: str) -> bool:
        """Tell whether a part of a name is no word, and never has another surname before it."""
        letters = "".join(note_words()["joins"])
        before = re.findall(f"[^{letters}](?={name})", note)
        strange = {letter + name for letter in surnames().intersection(before)} - self._whole
        return not strange and name not in common_words()

    def _names_at(self, unit: str, at: int) -> Iterator[re.Match[str]]:
        """Yield the names that begin at a place, with what joins them between."""
        name = self._name_at(unit, at)
        while name:
            yield name
            joint = self._joint.match(unit, name.end())
            name = self._name_at(unit, joint.end()) if joint else None

    def _name_at(self, unit: str, at: int) -> re.Match[str] | None:
        """Return the name at a place; a short one ends before a word of ours, or a mark."""
        match = self._name.match(unit, at)
        if match is None or len(_key(match["name"])) >= _LONG or match["aside"]:
            return match
        word = unit[match.end() :][:_WORD]
        ended = re.match(_parts()["ends"], unit[match.end() :]) is not None
        return match if ended or (is_han(word) and word in common_words()) else None

    def _of_a_stranger(self, begin: str, unit: str) -> bool:
        own = {person.applicant.id_number for person in self._people}
        numbers = {*map(str.upper, pattern("number").findall(unit))}
        if any(map(is_identity_number, numbers - own)):
            return True
        match = pattern("stranger").match(begin)
        name = (match["name"] or match["last"]) if match else ""
        return bool(name) and self._may_be_name(name) and not self.anywhere(begin[: match.end()])  # type: ignore[union-attr]

    def _may_be_name(self, name: str) -> bool:
        if {*"·•‧"}.intersection(name) or any(name in whole for whole in self._whole):
            return True  # a part of somebody's name is hers, or another's
        if name.startswith(tuple(note_words()["no_name"])) or name[:_WORD] in common_words():
            return False
        return name[0] in surnames()


def _short_parts(person: RosterPerson) -> str:
    """Return as a pattern what somebody's departments are called, whole or short."""
    unit, short = _parts()["unit"], partial(pattern("every_other").sub, r"\1\2")
    return (
        "|".join(
            f"(?:{said}|{stem}|{stem[-_WORD:]}{end}|{short(stem)}){unit}?"
            for said in roster_facts(person).values()
            for stem, end in pattern("department").findall(said)
        )
        or "(?!)"
    )


def told_count(found: re.Match[str]) -> int:
    """Return how many people a sentence speaks of."""
    return as_count(found["count"])


def _given(name: str) -> Iterator[str]:
    """Return the parts of a name by which somebody may be called: the given name, a surname of
    two letters. A father's name calls nobody."""
    first, *fathers = re.split("[·•‧∙⋅・.．]", name)
    own, ends = _key(first), 0 if fathers else surname_length(_key(name))
    return (part for part in (own[ends:], own[:ends]) if 1 < len(part) < len(_key(name)))


def _key(name: str) -> str:
    """Return the letters by which a name is known, however its parts are parted."""
    return re.sub(_parts()["dots"], "", folded(name))


def _written(name: str) -> str:
    return rf"{_parts()['dots'].join(re.escape(letter) for letter in name)}(?![·•‧])"


@cache
def common_words() -> str:
    """Return the words of all notices and kinds of documents, and names that are words as well."""
    places = [*resource("notices", "texts").glob("*.txt"), resource("sorting", "kinds.toml")]
    texts = (place.read_text(encoding="utf-8") for place in places)
    return "\n".join((*texts, *table("characters", "names.toml")["common"]))


def paper_names() -> Iterator[str]:
    """Return what papers are called in a return."""
    return chain(*table("checks", "returns.toml")["names"].values())


@cache
def papers() -> str:
    """Return what papers are called."""
    return "\n".join(word for kind in kinds() for word in (kind.title, *kind.strong))


def note_words() -> dict[str, Any]:
    """Return the data of how notes are worded."""
    return table("returns", "note.toml")


def _parts() -> dict[str, str]:
    return {**note_words()["parts"], "han": f"[{HAN}]"}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the data."""
    return _made(name, {})


def _made(name: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of the data, with the parts that it names, and ``words`` of this roster."""
    made: str = note_words()["patterns"][name]
    for part, written in (*_parts().items(), *words.items()):
        made = made.replace(f"{{{part}}}", f"(?:{written})")
    return re.compile(made)
