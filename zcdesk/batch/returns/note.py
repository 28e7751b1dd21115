"""One note of a return that speaks of several people, split by their names.

A line belongs to whom its begin names, else to whom the line before it does; a fault may stand
before those who have it. A given name alone is proposed, and a person agrees. What nobody is named
for, what two people could be meant by, what also names a colleague, 同上, and what the name of
somebody outside of the roster begins is left to the clerk: it is nobody's, and in no letter. To
whom it says that all is well, nothing is returned. How notes are worded is data,
``resources/returns/note.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from zcdesk.batch.roster.people import RosterPerson
from zcdesk.errors import ZcdeskError
from zcdesk.identity_numbers import is_identity_number
from zcdesk.names.spellings import folded, surname_length
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.sentences.written_values import han_number
from zcdesk.resources import resource, table

_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("Ｘ"): "X"}

MOST_SENTENCES = 200
"""A return that a person writes has thirty; each is held against everybody in the roster."""

_SENTENCE = 100
"""Letters that make a sentence, ended or not."""

_UNIT = re.compile(r"(?<=[。；;])")
_GAP = re.compile(r"[^\S\r\n]{2,}")

_LONG = 3
"""Letters from which a name ends whatever follows it; of two the next may be a third."""

_TAIL = 4


@dataclass(frozen=True)
class NotePart:
    """What a note says to the same people.

    Attributes:
        rows: Their rows; empty where nobody can be told for sure.
        words: The sentences, without the names before them.
        lines: Numbers of the lines in which they stand, from 1.
        sure: Their names stand there; else only given names do, and a person has to agree.
    """

    rows: tuple[int, ...]
    words: str
    lines: tuple[int, ...]
    sure: bool = True


Said = tuple[int, tuple[int, ...], str, bool]
"""A sentence: its line, the rows that it is for, its words, and whether that is sure."""


def split_note(words: str, people: Sequence[RosterPerson]) -> tuple[NotePart, ...]:
    """Return the parts of a note: one for each of whom it speaks, then what is nobody's.

    Args:
        words: The note, whole.
        people: Everybody in the roster.

    Raises:
        LongNoteError: It has more than :data:`MOST_SENTENCES`.
    """
    words = _GAP.sub(lambda gap: "\t" if "\t" in gap[0] else "  ", words)
    units = (unit for line in words.splitlines() for unit in _UNIT.split(line) if unit.strip())
    count = sum(1 + len(unit) // _SENTENCE for unit in units)
    if count > MOST_SENTENCES:
        raise ZcdeskError("batch.returned_too_long", count=count, most=MOST_SENTENCES)
    by_row: dict[tuple[bool, int], list[tuple[int, str]]] = {}
    nobodys: list[tuple[int, str]] = []
    for line, rows, text, sure in _attributed(words.translate(_DIGITS), _Heads(people)):
        if rows and _is_well(text):
            continue
        if len(rows) > 1 and _re("apart").search(text):
            rows = ()
        for row in rows:
            by_row.setdefault((not sure, row), []).append((line, text))
        if not rows and text:
            nobodys.append((line, text))
    parts = [_part((row,), found, not asked) for (asked, row), found in sorted(by_row.items())]
    parts = [part for part in parts if part.words]  # of a name alone nothing is asked
    return (*parts, *([_part((), nobodys)] if nobodys else []))


def _part(rows: tuple[int, ...], found: Sequence[tuple[int, str]], sure: bool = True) -> NotePart:
    said: dict[int, str] = {}
    for line, text in found:
        said[line] = said.get(line, "") + text
    words = (text.strip(" \t|") for text in said.values())
    return NotePart(rows, "\n".join(text for text in words if text), tuple(said), sure)


def _is_well(text: str) -> bool:
    """Tell whether nothing is asked: the last cell of a table says so, or the whole sentence."""
    cells = [cell for cell in re.split(r"[|\t]", text) if cell.strip()]
    plain = cells[-1] if cells else ""
    found = [word for word in _data()["well"] if word in plain]
    for word in sorted((*_data()["well"], *_data()["filler"]), key=len, reverse=True):
        plain = plain.replace(word, "")
    left = re.sub(r"[\W_]", "", plain)
    of_paper = left in _common_words() and not _re("fault").search(text)
    return bool(found) and (not left or of_paper)


def _is_same(text: str) -> bool:
    """Tell whether a sentence only says that it is as the one above."""
    cells = [re.sub(r"[\s。；;]", "", cell) for cell in re.split(r"[|\t]", text)]
    return any(cell in _data()["same"] for cell in cells)


def _attributed(words: str, heads: _Heads) -> Iterator[Said]:
    """Yield each sentence with its line and the rows that it is for; none for nobody."""
    now: tuple[int, ...] = ()
    group: tuple[int, ...] = ()  # who were named together last
    sure = True
    named: dict[int, bool] = {}
    filled = parted = False  # something was said to them; an empty line followed
    sections = _sections_of_people(words.splitlines(), heads)
    for line, whole in enumerate(words.splitlines(), start=1):
        same = ""  # what those have who are named at the end of a sentence
        if line in sections:
            now, parted = (), False
            continue
        if _re("rule").fullmatch(whole) or not whole.strip():
            parted = filled
            continue
        if _re("apart_line").match(whole):  # a message or a row of its own goes on from nobody
            now = ()
        for unit in heads.units(whole):
            head, last = heads.of(unit), heads.at_its_end(unit)
            counted = _re("of_several").match(unit)
            if head is not None:
                now, rest, sure = head
                rest = rest if rest.strip(" 。；;") else same
                group = now
                named |= dict.fromkeys(now, sure)
                filled, parted = bool(rest), False
                clerks = heads.names_another(rest, now) or _is_same(rest)
                yield line, *(((), unit, True) if clerks else (now, rest, sure))
                if clerks and heads.of(rest):  # who else is meant nobody can tell, nor below it
                    now = ()
            elif last is not None:
                group, same, sure = last
                named |= dict.fromkeys(group, sure)
                now, parted = (), False
                yield line, group, same, sure
            elif _re("of_others").match(unit):
                yield line, (), unit, True
            elif counted and group and not heads.names_another(unit, group):
                meant = [one for one in (group, tuple(named)) if len(one) == _count(counted)]
                now = meant[0] if meant else ()
                yield line, now, unit, all(named[row] for row in now)
            elif _re("of_all").match(unit) and named:
                yield line, tuple(named), unit, all(named.values())
            elif _re("signed").fullmatch(unit) or (not named and heads.is_heading(unit)):
                now, parted = (), False
            elif (parted and not _re("numbered").match(unit)) or _is_same(unit):
                now, parted = (), False  # what stands below all of them is said to none
                yield line, (), unit, True
            else:
                filled = True
                yield line, () if heads.names_another(unit, now) else now, unit, sure


def _sections_of_people(lines: Sequence[str], heads: _Heads) -> frozenset[int]:
    """Return the numbers of lines that only say of what the people below them are told.

    Below each of them somebody is named: else they are points of a person's own list.
    """
    told = [(line, text) for line, text in enumerate(lines, start=1) if text.strip()]
    pairs = [
        (line, heads.of(following) or _re("of_all").match(following))
        for (line, text), (_, following) in pairwise(told)
        if _re("section").fullmatch(text) and not (_re("fault").search(text) or heads.of(text))
    ]
    return frozenset(line for line, _ in pairs if len(pairs) > 1 and all(one for _, one in pairs))


class _Heads:
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
        self._titles = _titles(people)

    def units(self, line: str) -> Iterator[str]:
        """Yield the sentences of a line; one ends where another's name and a colon follow, too."""
        for unit in _re("unit").split(line):
            begin = 0
            for found in self._inside.finditer(unit):
                before = unit[begin : found.start()].rstrip("，,、 \t")
                head = self.of(before)
                if head[1] if head else _re("fault").search(before):
                    yield before
                    begin = found.start()
            if unit[begin:].strip():
                yield unit[begin:]

    def is_heading(self, unit: str) -> bool:
        """Tell whether a sentence only says what follows it."""
        return _re("heading").match(unit) is not None and not self._anywhere.search(unit)

    def at_its_end(self, unit: str) -> tuple[tuple[int, ...], str, bool] | None:
        """Return who is named behind a fault, the fault, and whether by whole names; None where a
        sentence is no such."""
        found = self._last.fullmatch(unit)
        what = _re("who_have").sub("", found["what"]) if found else ""
        if found is None or self._anywhere.search(what) or not _re("fault").search(what):
            return None
        names = [one[0] for one in self._anywhere.finditer(found["who"])]
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
        clear, sure, found = True, True, self._name.match(unit, at)
        if not found and (numbers := _re("number").findall(unit[:at])):
            rows = [p.row for p in self._people if p.applicant.id_number == numbers[0].upper()]
            rest = self._behind.sub("", unit[at:], count=1)
            return (tuple(rows), rest, True) if len(rows) == 1 else ((), unit, True)
        while found:
            meant = self._meant(found["name"], unit)
            clear &= len(meant) == 1
            sure &= self._is_whole(found["name"])
            rows += meant if len(meant) == 1 else ()
            at = found.end()
            joint = _re("joint").match(unit, at)
            found = self._name.match(unit, joint.end()) if joint else None
        if at > begin:
            others = _re("others_count").match(unit, at)
            if others:
                at = others.end()
                clear &= _number(others[1] or "") == len(rows)
            rest = self._behind.sub("", unit[at:], count=1)
            counted = _re("of_several").match(rest)
            clear &= counted is None or _count(counted) == len(rows)
            return (tuple(dict.fromkeys(rows)) if clear else ()), rest, sure
        return ((), unit, True) if self._of_a_stranger(unit) else None

    def _is_whole(self, name: str) -> bool:
        return _key(name) in self._whole

    def names_another(self, unit: str, now: tuple[int, ...]) -> bool:
        """Tell whether somebody else's name stands in a sentence that follows these people's."""
        return any(
            not {person.row for person in self._by_name[_key(found[0])]}.intersection(now)
            for found in self._anywhere.finditer(unit)
            if self._is_whole(found[0])
        )

    def _meant(self, name: str, unit: str) -> list[int]:
        meant = self._by_name[_key(name)]
        if len(meant) > 1:
            named = [
                person
                for person in meant
                if (tail := person.applicant.id_number[-_TAIL:]) and tail in unit.upper()
            ]
            meant = named if len(named) == 1 else meant
        numbers = {number.upper() for number in _re("number").findall(unit)}
        if numbers and len(meant) == 1 and (own := meant[0].applicant.id_number):
            meant = meant if own in numbers else []
        return [person.row for person in meant]

    def _of_a_stranger(self, unit: str) -> bool:
        own = {person.applicant.id_number for person in self._people}
        if any(is_identity_number(n.upper()) and n.upper() not in own
               for n in _re("number").findall(unit)):  # fmt: skip
            return True
        if (found := _re("unknown").match(unit)) and (
            self._may_be_name(found[1]) or any(found[1] in name for name in self._whole)
        ):  # a part of somebody's name is hers, or another's
            return True
        place = self._begin.match(unit)
        at = place.end() if place else 0
        # No colon says that it is a name: it is one unless it begins as a word of ours does.
        return any(
            found
            and self._may_be_name(found[1])
            and found[1][:2] not in _common_words()
            and not self._anywhere.search(found[0])
            for found in (_re("stranger").match(unit, at), _re("last_stranger").search(unit))
        )

    def _may_be_name(self, name: str) -> bool:
        if any(dot in name for dot in "·•‧"):
            return True
        if name.startswith(tuple(_data()["no_name"])):
            return False
        return name[0] in _surnames() and name not in self._titles


def _count(found: re.Match[str]) -> int:
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
def _common_words() -> str:
    """Return the words of all notices and kinds of documents, and names that are words as well."""
    places = [*resource("notices", "texts").glob("*.txt"), resource("sorting", "kinds.toml")]
    texts = (place.read_text(encoding="utf-8") for place in places)
    return "\n".join((*texts, *_names()["common"]))


@cache
def _names() -> dict[str, Any]:
    return table("characters", "names.toml")


def _data() -> dict[str, Any]:
    return table("returns", "note.toml")


def _parts() -> dict[str, str]:
    found: dict[str, str] = _data()["parts"]
    return found


@cache
def _re(name: str) -> re.Pattern[str]:
    return _made(name, {})


def _made(name: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of the data, with the parts that it names, and ``words`` of this roster."""
    pattern: str = _data()["patterns"][name]
    for part, written in (*_parts().items(), *words.items()):
        pattern = pattern.replace(f"{{{part}}}", written)
    return re.compile(pattern)
