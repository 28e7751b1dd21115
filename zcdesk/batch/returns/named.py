"""Whom the sentences of a note of a return name: at their begin, at their end, in lines of names.

How notes are worded is data, ``resources/returns/note.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, is_han, surname_length
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.sentences.written_values import han_number
from zcdesk.resources import resource, table
from zcdesk.sorting.kinds import kinds

_LONG = 3
"""Letters from which a name ends whatever follows it; of two the next may be a third."""

_TAIL, _SHORT = 4, 2
_SPEAKS = 3
"""Lines that begin alike from which it is who says them."""

EVERYBODY = (0,)
"""Rows of a sentence to everybody, before it is known who that is."""


class Heads:
    """Who is named at the begin of a sentence."""

    def __init__(self, people: Sequence[RosterPerson]) -> None:
        self._people = people
        self._by_name: dict[str, list[RosterPerson]] = {}
        for person in people:
            for name in (person.applicant.name, *person.applicant.aliases):
                if len(_key(name)) > 1:
                    self._by_name.setdefault(_key(name), []).append(person)
        self._whole = frozenset(self._by_name)
        for person in people:
            for name in _short(person.applicant.name):
                if name not in self._whole:
                    self._by_name.setdefault(name, []).append(person)
        employers = {re.escape(person.applicant.employer) for person in people}
        parts = {
            "one": "|".join(map(_written, sorted(self._by_name, key=len, reverse=True))),
            "employer": "|".join(sorted(employers, key=len, reverse=True)),
        }
        words = {name: words or r"(?!)" for name, words in parts.items()}
        self._name, self._begin, self._behind, self._anywhere, self._inside, self._last = (
            _made(name, words) for name in ("name", "begin", "behind", "one", "inside", "last")
        )
        self._only = _made("only", words)
        short = [name for name in self._whole if len(name) < _LONG]
        self._touching = _made("name", {**words, "one": "|".join(short) or r"(?!)"})
        self._titles = _titles(people)

    def laid_out(self, lines: Sequence[str]) -> tuple[list[str], Mapping[int, str], frozenset[int]]:
        """Return the lines as they are split by names, what begins some, and those that go on from
        nobody; lines by number.

        Who says a line in a chat is left out: a name or a title that is nobody's of the roster and
        begins line after line. Names in lines of their own below a fault come to be behind it.
        The paper that a line is about may begin it, before a name.
        """
        begins = [pattern("speaker").match(line) for line in lines]
        told = Counter(found[0] for found in begins if found)
        said = {
            line: text
            for line, found in enumerate(begins, start=1)
            if found and told[text := found[0]] >= _SPEAKS and not self._of_people(text)
            and not self._is_paper(text)
        }  # fmt: skip
        found = [text.removeprefix(said.get(line, "")) for line, text in enumerate(lines, start=1)]
        labels = self._papers(found)
        return self._below_faults(found), labels, frozenset((*said, *labels))

    def _papers(self, lines: Sequence[str]) -> Mapping[int, str]:
        """Return what begins lines, by number, where the first that names somebody begins so."""
        found = {
            line: label[0]
            for line, text in enumerate(lines, start=1)
            if (label := pattern("begin_of_paper").match(text))
            and (label["section"] or self._is_paper(label["paper"]))
            and not (self._of_people(label[0]) or pattern("fault").search(label[0]))
        }
        first = next((line for line, text in enumerate(lines, start=1) if self._of_people(text)), 0)
        begun = first in found and self.of(lines[first - 1].removeprefix(found[first]))
        return found if begun else {}

    def _below_faults(self, lines: list[str]) -> list[str]:
        """Return lines with names behind the fault above them, unless it is points that follow the
        name of whom they are."""
        told = [
            place
            for place, text in enumerate(lines)
            if text.strip() and not pattern("signed").fullmatch(text)
        ]
        names = {place for place in told if self._only.fullmatch(lines[place])}
        way = pattern("anything" if told and told[-1] in names else "of_names")
        headed: dict[int, list[int]] = {}
        head = -1
        for place, after in zip(told, [*told[1:], -1], strict=True):
            if place not in names:
                head = place
                continue
            of_fault = way.match(lines[head]) and pattern("fault").search(lines[head])
            if head < 0 or not of_fault or (after >= 0 and pattern("first").match(lines[after])):
                return lines
            headed.setdefault(head, []).append(place)
        for head, places in headed.items():
            who = "、".join(lines[place].strip(" 。；;，,、") for place in places)
            lines[head] = f"{lines[head].rstrip('：:。 ')}：{who}"
        below = {place for places in headed.values() for place in places}
        return ["" if place in below else text for place, text in enumerate(lines)]

    def everybody(self, unit: str) -> tuple[int, ...]:
        """Return the rows of a sentence to everybody, none where it names somebody."""
        return () if self.names_another(unit, ()) else EVERYBODY

    def _of_people(self, text: str) -> bool:
        return self._anywhere.search(text) is not None

    def _is_paper(self, label: str) -> bool:
        plain = re.sub(r"\W", "", label)
        return any(plain in title for title in (self._titles, _papers()))

    def units(self, line: str) -> Iterator[str]:
        """Yield the sentences of a line; one ends where another's name and a colon follow, too."""
        for unit in pattern("unit").split(line):
            begin = 0
            for found in self._inside.finditer(unit):
                before = unit[begin : found.start()].rstrip("，,、 \t")
                head = self.of(before)
                if head[1] if head else pattern("fault").search(before):
                    yield before
                    begin = found.start()
            if unit[begin:].strip():
                yield unit[begin:]

    def is_heading(self, unit: str) -> bool:
        """Tell whether a sentence only says what follows it."""
        return pattern("heading").match(unit) is not None and not self._anywhere.search(unit)

    def at_its_end(self, unit: str) -> tuple[tuple[int, ...], str, bool] | None:
        """Return who is named behind a fault, the fault, and whether by whole names; None where a
        sentence is no such."""
        found = self._last.fullmatch(unit)
        what = pattern("who_have").sub("", found["what"]) if found else ""
        if found is None or self._anywhere.search(what) or not pattern("fault").search(what):
            return None
        names = [one[0] for one in self._anywhere.finditer(found["who"])]
        if not names:
            return EVERYBODY, unit, True
        meant = [self._meant(name, found["who"]) for name in names]
        if not all(len(rows) == 1 for rows in meant):
            return (), unit, True
        return tuple(dict.fromkeys(row for (row,) in meant)), what, all(map(self._is_whole, names))

    def of(self, unit: str) -> tuple[tuple[int, ...], str, bool] | None:
        """Return who is named at the begin, what follows, and whether by whole names; None without
        any name there.

        The rows are empty where the name is of nobody in the roster, or of several.
        """
        place = self._begin.match(unit)
        at = begin = place.end() if place else 0
        rows: list[int] = []
        clear, sure, found = True, True, self._found(unit, at)
        if not found and (numbers := pattern("number").findall(unit[:at])):
            rows = [p.row for p in self._people if p.applicant.id_number == numbers[0].upper()]
            rest = self._behind.sub("", unit[at:], count=1)
            return (tuple(rows), rest, True) if len(rows) == 1 else ((), unit, True)
        while found:
            meant = self._meant(found["name"], unit)
            clear &= len(meant) == 1
            sure &= self._is_whole(found["name"])
            rows += meant if len(meant) == 1 else ()
            at = found.end()
            joint = pattern("joint").match(unit, at)
            found = self._found(unit, joint.end()) if joint else None
        if at > begin:
            others = pattern("others_count").match(unit, at)
            if others:
                at = others.end()
                clear &= _number(others[1] or "") == len(rows)
            rest = self._behind.sub("", unit[at:], count=1)
            counted = pattern("of_several").match(rest)
            clear &= counted is None or told_count(counted) == len(rows)
            return (tuple(dict.fromkeys(rows)) if clear else ()), rest, sure
        return ((), unit, True) if self._of_a_stranger(unit) else None

    def _found(self, unit: str, at: int) -> re.Match[str] | None:
        """Return the name that is at a place; of two letters it may touch a word of ours."""
        found = self._name.match(unit, at)
        touching = None if found else self._touching.match(unit, at)
        word = unit[touching.end() :][:_SHORT] if touching else ""
        return (
            touching if len(word) == _SHORT and is_han(word) and word in common_words() else found
        )

    def _is_whole(self, name: str) -> bool:
        return _key(name) in self._whole

    def names_another(self, unit: str, now: tuple[int, ...]) -> bool:
        """Tell whether somebody else's name is in a sentence that follows these people's."""
        rest, own = _key(unit), []
        for name in self._whole:
            if not {person.row for person in self._by_name[name]}.isdisjoint(now):
                own.append(name)
        for name in sorted(own, key=len, reverse=True):
            rest = rest.replace(name, " ")
        return any(name in rest for name in self._whole)

    def _meant(self, name: str, unit: str) -> list[int]:
        meant = self._by_name[_key(name)]
        if len(meant) > 1:
            named = [
                person
                for person in meant
                if (tail := person.applicant.id_number[-_TAIL:]) and tail in unit.upper()
            ]
            meant = named if len(named) == 1 else meant
        numbers = {number.upper() for number in pattern("number").findall(unit)}
        if numbers and len(meant) == 1 and (own := meant[0].applicant.id_number):
            meant = meant if own in numbers else []
        return [person.row for person in meant]

    def _of_a_stranger(self, unit: str) -> bool:
        own = {person.applicant.id_number for person in self._people}
        if any(is_identity_number(n.upper()) and n.upper() not in own
               for n in pattern("number").findall(unit)):  # fmt: skip
            return True
        if (found := pattern("unknown").match(unit)) and (
            self._may_be_name(found[1]) or any(found[1] in name for name in self._whole)
        ):  # a part of somebody's name is hers, or another's
            return True
        place = self._begin.match(unit)
        at = place.end() if place else 0
        # No colon says that it is a name: it is one unless it begins as a word of ours does.
        return any(
            found
            and self._may_be_name(found[1])
            and found[1][:2] not in common_words()
            and not self._anywhere.search(found[0])
            for found in (
                pattern("stranger").match(unit, at),
                pattern("last_stranger").search(unit),
            )
        )

    def _may_be_name(self, name: str) -> bool:
        if any(dot in name for dot in "·•‧"):
            return True
        if name.startswith(tuple(note_words()["no_name"])):
            return False
        return name[0] in _surnames() and name not in self._titles


def told_count(found: re.Match[str]) -> int:
    """Return how many people a sentence speaks of."""
    return _number(found["count"].replace("俩", "二"))


def _number(written: str) -> int:
    return han_number(written.replace("两", "二")) or 0


def _short(name: str) -> tuple[str, ...]:
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
    letters = _parts()["dots"].join(re.escape(letter) for letter in name)
    ends = "" if len(name) >= _LONG else _parts()["ends"]
    return rf"{letters}(?![·•‧]){ends}"


def _titles(people: Sequence[RosterPerson]) -> str:
    """Return all titles of what the people's notices ask for: a label may be one of these."""
    notices = [load_notice(notice) for notice in sorted({person.notice for person in people})]
    return "\n".join(slot.title for notice in notices for slot in notice.slots())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_names()["surnames"])


@cache
def common_words() -> str:
    """Return the words of all notices and kinds of documents, and names that are words as well."""
    places = [*resource("notices", "texts").glob("*.txt"), resource("sorting", "kinds.toml")]
    texts = (place.read_text(encoding="utf-8") for place in places)
    return "\n".join((*texts, *_names()["common"]))


@cache
def _papers() -> str:
    return "\n".join(word for kind in kinds() for word in (kind.title, *kind.strong))


@cache
def _names() -> dict[str, Any]:
    return table("characters", "names.toml")


def note_words() -> dict[str, Any]:
    """Return the data of how notes are worded."""
    return table("returns", "note.toml")


def _parts() -> dict[str, str]:
    found: dict[str, str] = note_words()["parts"]
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the data."""
    return _made(name, {})


def _made(name: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of the data, with the parts that it names, and ``words`` of this roster."""
    made: str = note_words()["patterns"][name]
    for part, written in (*_parts().items(), *words.items()):
        made = made.replace(f"{{{part}}}", written)
    return re.compile(made)
