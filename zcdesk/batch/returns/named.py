"""Whom a sentence of a note of a return names: at its begin, at its end, anywhere in it.

How notes are worded is data, ``resources/returns/note.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from zcdesk.batch.roster.apart import in_name, meant
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
        sure: Whole names are there; else only given names are.
    """

    rows: tuple[int, ...]
    rest: str
    sure: bool = True


class Names:
    """The names of a roster as they are looked for in a note."""

    def __init__(self, people: Sequence[RosterPerson]) -> None:
        self._people = people
        self._by_name: dict[str, list[RosterPerson]] = {}
        for person in people:
            for name in person.applicant.names:
                if len(_key(name)) > 1:
                    self._by_name.setdefault(_key(name), []).append(person)
        self._whole = frozenset(self._by_name)
        for person in people:
            for name in _given(person.applicant.name):
                if name not in self._whole:
                    self._by_name.setdefault(name, []).append(person)
        employers = {re.escape(person.applicant.employer) for person in people}
        parts = {
            "one": "|".join(map(_written, sorted(self._by_name, key=len, reverse=True))),
            "employer": "|".join(sorted(employers, key=len, reverse=True)),
        }
        words = {name: found or r"(?!)" for name, found in parts.items()}
        self._begin, self._behind, self._inside, self._last = (
            _made(name, words) for name in ("begin", "behind", "inside", "last")
        )
        self._joint = re.compile(_parts()["joint"])
        self._name = re.compile(f"(?P<name>{words['one']})(?P<aside>{_parts()['aside']})"
                                f"{_parts()['address']}{_parts()['aside']}")  # fmt: skip
        self._anywhere = re.compile(words["one"])

    def at_begin(self, unit: str) -> NamedPeople | None:
        """Return who is named at the begin of a sentence and what follows; None without a name.

        A name of nobody in the roster is one, too.
        """
        place = self._begin.match(unit)
        at = begin = place.end() if place else 0
        rows: list[int] = []
        clear = sure = True
        name = self._name_at(unit, at)
        if not name and (number := pattern("number").search(unit, 0, at)):
            rows = [p.row for p in self._people if p.applicant.id_number == number[0].upper()]
            rest = self._behind.sub("", unit[at:], count=1)
            return NamedPeople(tuple(rows), rest if rows else unit)
        while name:
            who = self.meant(name["name"], unit)
            clear &= len(who) == 1
            sure &= _key(name["name"]) in self._whole
            rows += who[:1]
            at = name.end()
            joint = self._joint.match(unit, at)
            name = self._name_at(unit, joint.end()) if joint else None
        if at == begin:
            return NamedPeople((), unit) if self._of_a_stranger(unit[begin:], unit) else None
        counted = pattern("counted").match(unit, at)
        clear &= counted is None or told_count(counted) == len(rows)
        rest = self._behind.sub("", unit[counted.end() if counted else at :], count=1)
        return NamedPeople(tuple(dict.fromkeys(rows)) if clear else (), rest, sure)

    def at_end(self, unit: str) -> NamedPeople | None:
        """Return who is named behind a fault, and the fault."""
        found = self._last.fullmatch(unit)
        if found is None or self.anywhere(found["what"]):
            return None
        if not pattern("fault").search(found["what"]):
            return None
        names = [match[0] for match in self._anywhere.finditer(found["who"])]
        who = [self.meant(name, found["who"]) for name in names]
        if not who or any(len(rows) != 1 for rows in who):
            return NamedPeople((), unit)
        sure = all(_key(name) in self._whole for name in names)
        return NamedPeople(tuple(dict.fromkeys(row for (row,) in who)), found["what"], sure)

    def units(self, line: str) -> Iterator[str]:
        """Yield the sentences of a line; one ends where another's name and a colon follow, too."""
        for unit in re.split(r"(?<=[。；;])", line):
            begin = 0
            for match in self._inside.finditer(unit):
                before = unit[begin : match.start()].rstrip("，,、 \t")
                head = self.at_begin(before)
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
            named = self.at_begin(cell)
            if named is not None and named.rows and not named.rest.strip(" ：:"):
                return place, named
            names = [match[0] for match in self._anywhere.finditer(cell)]
            if named is not None and names and _key(names[0]) == _key(cell):
                rows = self.meant(names[0], " ".join(cells))
                return place, NamedPeople(tuple(rows) if len(rows) == 1 else (), "")
        return -1, None

    def anywhere(self, unit: str) -> bool:
        """Tell whether anybody is named, by her given name perhaps."""
        return self._anywhere.search(unit) is not None

    def another(self, unit: str, rows: Sequence[int]) -> bool:
        """Tell whether somebody else's whole name is in what is said to these."""
        rest, own = _key(unit), []
        for name in self._whole:
            if not {person.row for person in self._by_name[name]}.isdisjoint(rows):
                own.append(name)
        for name in sorted(own, key=len, reverse=True):
            rest = rest.replace(name, " ")
        return any(name in rest for name in self._whole)

    def meant(self, name: str, around: str) -> list[int]:
        """Return the rows that a name may mean, by what the roster says of each of them."""
        people = self._by_name[_key(name)]
        rows = meant(people, in_name(around)) if len(people) > 1 else people
        numbers = {number.upper() for number in pattern("number").findall(around)}
        if numbers and len(rows) == 1 and (own := rows[0].applicant.id_number):
            rows = rows if own in numbers else ()
        return [person.row for person in rows]

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
        numbers = map(str.upper, pattern("number").findall(unit))
        if any(is_identity_number(number) and number not in own for number in numbers):
            return True
        match = pattern("stranger").match(begin)
        name = (match["name"] or match["last"]) if match else ""
        return bool(name) and self._may_be_name(name) and not self.anywhere(begin[: match.end()])  # type: ignore[union-attr]

    def _may_be_name(self, name: str) -> bool:
        if any(dot in name for dot in "·•‧") or any(name in whole for whole in self._whole):
            return True  # a part of somebody's name is hers, or another's
        if name.startswith(tuple(note_words()["no_name"])) or name[:_WORD] in common_words():
            return False
        return name[0] in surnames()


def told_count(found: re.Match[str]) -> int:
    """Return how many people a sentence speaks of."""
    return as_count(found["count"])


def _given(name: str) -> tuple[str, ...]:
    """Return the parts of a name by which somebody may be called: the given name."""
    pieces = [_key(piece) for piece in re.split("[·•‧∙⋅・.．]", name)]
    if len(pieces) > 1:
        return tuple(piece for piece in pieces if len(piece) > 1)
    given = _key(name)[surname_length(_key(name)) :]
    return (given,) if 1 < len(given) < len(_key(name)) else ()


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
