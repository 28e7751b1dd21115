"""What a span of a notice says, told by the most alike of labelled ones.

A span is known by the letters in it, before and behind it, the heading above and the head of its
column, as pairs of letters. A pair weighs as much as it tells one role from the others among the
examples (its information gain); the nearest examples vote with their likeness, and the items of one
list speak for each other. Nothing here knows a word: more examples read more.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from zcdesk.notices.files import own_examples
from zcdesk.notices.files.own_examples import NONE
from zcdesk.notices.sentences.shapes import PHRASE, Candidate, candidates
from zcdesk.quantities.numerals import plain_digits
from zcdesk.resources import resource

_DIGIT, _ANY_DIGIT = re.compile(r"\d"), re.compile(r"\d+")
_NEAREST = 7
_LONGEST_END = 6
"""Letters behind the name of a thing in its phrase (各一份复印件)."""

_USUAL = 3
"""In how many examples something must stand beside a value to be no part of one."""

_ALIKE = 2
"""How many examples must end as a value does for it to be sure; what she said counts twice."""

_POWER = 3
"""How much more the likeliest examples count."""

_TOGETHER = 0.35
"""Share of what an item of a list is told by the whole list."""

_BEFORE, _BESIDE = "，。；：\t（《》“”", 8


class Unit(NamedTuple):
    """A sentence, or a row of a table with its cells between tabs, and where it stands.

    Attributes:
        heading: Headings above it, the nearest last.
        columns: What the columns of its table are called, () for a sentence.
    """

    words: str
    heading: str = ""
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """What its row is called: the first cell of a row that is no number; "" for a sentence."""
        cells = self.words.split("\t")[:-1]
        return next((cell for cell in cells if not re.fullmatch(r"\s*[A-Z]?\d*\s*", cell)), "")

    @property
    def above(self) -> str:
        """The nearest heading that its words do not begin with themselves; "" without one."""
        headings = reversed(self.heading.split("/"))
        return next((one for one in headings if one and not self.words.startswith(one)), "")

    def column(self, place: int) -> str:
        """Return what the column of a letter is called, "" for none."""
        at = self.words.count("\t", 0, place)
        return self.columns[at] if at < len(self.columns) else ""


class Role(NamedTuple):
    """What a span says, and how much of the vote it has (0–1): with its list, and ``alone``."""

    kind: str
    span: Candidate
    odds: float
    alone: float


class Example(NamedTuple):
    """One labelled span: a unit, what it says (``NONE``: nothing), and which letters say it."""

    notice: str
    unit: Unit
    kind: str
    value: str


def examples_in(lines: Iterable[str]) -> Iterator[Example]:
    """Yield the examples of a file, one a line (JSON)."""
    for line in filter(str.strip, lines):
        row = json.loads(line)
        columns = tuple(row.get("columns", "").split("\t"))
        unit = Unit(row["words"], row.get("heading", ""), columns)
        yield Example(row.get("notice", ""), unit, row["kind"], row["value"])


def known() -> Roles:
    """Return the roles as the shipped examples tell them, and the person's own."""
    return known_at(own_examples.written_at())


@lru_cache(maxsize=2)
def known_at(_written: object) -> Roles:
    """Return the roles as they are while a person's own examples are those of one writing."""
    path = resource("notices", own_examples.NAME)
    own = (*examples_in(row.model_dump_json() for row in own_examples.kept().rows),)
    return Roles([*examples_in(path.read_text(encoding="utf-8").splitlines()), *own], own)


class Roles:
    """The examples, ready to be compared with."""

    def __init__(self, examples: Sequence[Example], hers: Iterable[Example] = ()) -> None:
        """Compare with examples; what a person's own among them call a thing is called so."""
        labels: dict[Unit, list[Example]] = defaultdict(list)
        for example in examples:
            labels[example.unit].append(example)
        by_shape: dict[str, list[tuple[frozenset[str], Set[str]]]] = defaultdict(list)
        for unit, said in labels.items():
            plain = plain_digits(unit.words)
            closed: set[str] = set()
            for span in candidates(unit.words):  # closed shapes first: a phrase has what they leave
                own = unit.words[span.first : span.last]
                values = {one.value for one in said if one.value and one.value in own}
                if span.shape == PHRASE:
                    values -= closed
                closed |= values
                kinds = frozenset(one.kind for one in said if one.value in values)
                by_shape[span.shape].append((_traits(unit, plain, span), kinds or {NONE}))
        self._by_shape = {shape: _Shape(rows) for shape, rows in by_shape.items()}
        self._values = {(one.kind, one.value) for one in examples}
        self._around = _Around(examples, hers)
        self._ends = Counter((one.kind, one.value[-2:]) for one in (*examples, *hers))

    def of(self, units: Sequence[Unit]) -> list[list[Role]]:
        """Return what each span of each unit may say, every kind that has votes.

        The items of a list speak for each other: those between two stops, and the beginnings of the
        units that stand under one heading.
        """
        spans = [(at, span) for at, unit in enumerate(units) for span in candidates(unit.words)
                 if span.shape in self._by_shape]  # fmt: skip
        plain = [plain_digits(unit.words) for unit in units]
        votes = [self._by_shape[span.shape].votes(_traits(units[at], plain[at], span))
                 for at, span in spans]  # fmt: skip
        alone = list(votes)
        lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, (at, span) in enumerate(spans):
            if span.shape == PHRASE:
                begins = max(units[at].words.rfind(mark, 0, span.first) for mark in _BEFORE)
                lists[at, begins].append(place)
                if begins < 0:
                    lists["", units[at].heading.rpartition("/")[0]].append(place)
        for items in lists.values():
            for place, own in zip(items, _together([votes[at] for at in items]), strict=True):
                votes[place] = own
        roles: list[list[Role]] = [[] for _ in units]
        for (at, span), own, first in zip(spans, votes, alone, strict=True):
            roles[at] += [Role(kind, span, odds, first.get(kind, 0.0))
                          for kind, odds in own.items() if kind != NONE]  # fmt: skip
        return roles

    def names(self, kind: str, words: str) -> bool:
        """Tell whether words hold what an example says a kind by (论文)."""
        return any(of == kind and value in words for of, value in self._values)

    def ends_as_known(self, kind: str, name: str) -> bool:
        """Tell whether a name ends as several that examples say a kind by (…证书)."""
        return self._ends[kind, name[-2:]] >= _ALIKE

    def named(self, kind: str, phrase: str, behind: str = "") -> str:
        """Return the thing in a phrase that says a kind, without what examples have around it.

        Args:
            behind: The next item of its list, whose end it may share (学历、学位证书).
        """
        name = self._around.name(kind, phrase)
        shared = name + behind[len(name) :]
        return shared if (kind, shared) in self._values else name


class _Around:
    """What is before and behind the labelled value in the phrases of the examples (提供…复印件)."""

    def __init__(self, examples: Iterable[Example], own: Iterable[Example]) -> None:
        self._before: dict[str, Counter[str]] = defaultdict(Counter)
        self._behind: dict[str, Counter[str]] = defaultdict(Counter)
        self._names: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        for kind, value, phrase in _phrases(examples):
            before, _, behind = phrase.partition(value)
            self._before[kind][before[-2:]] += len(before) > 0
            self._behind[kind][behind[:2]] += len(behind) > 1
        for kind, value, phrase in _phrases(own):
            first = phrase.index(value)
            self._names[kind, phrase].add((first, first + len(value)))

    def name(self, kind: str, phrase: str) -> str:
        """Return a phrase from behind the last known beginning to before the next known end."""
        words = phrase.strip()
        plain = _DIGIT.sub("0", words)
        names = self._names.get((kind, plain), ())
        for first, last in names if len(names) == 1 else ():  # she has said so of this phrase
            return words[first:last]
        before, behind = self._before[kind], self._behind[kind]
        begins = (at for at in range(1, len(words) - 2)
                  if before[plain[max(0, at - 2) : at]] >= _USUAL)  # fmt: skip
        first = max(begins, default=0)
        least = max(first + 2, len(words) - _LONGEST_END)
        ends = (at for at in range(least, len(words) - 1)
                if behind[plain[at : at + 2]] >= _USUAL)  # fmt: skip
        last = min(ends, default=len(words))
        return words[first:last]


def _phrases(examples: Iterable[Example]) -> Iterator[tuple[str, str, str]]:
    """Yield each phrase that has the value of its example: kind, value, phrase, digits as 0."""
    for one in examples:
        for span in candidates(one.unit.words):
            phrase = _DIGIT.sub("0", one.unit.words[span.first : span.last].strip())
            value = _DIGIT.sub("0", one.value)
            if span.shape == PHRASE and value and value in phrase:
                yield one.kind, value, phrase


class _Shape:
    """The examples of one shape: what each pair of letters weighs, and in which it is."""

    def __init__(self, rows: Sequence[tuple[frozenset[str], Set[str]]]) -> None:
        self._kinds = [kinds for _, kinds in rows]
        usual = Counter(kind for kinds in self._kinds for kind in kinds)
        beside: dict[str, Counter[str]] = defaultdict(Counter)
        places: dict[str, list[int]] = defaultdict(list)
        for at, (traits, kinds) in enumerate(rows):
            for trait in traits:
                beside[trait].update(kinds)
                places[trait].append(at)
        self._weights = {
            trait: _weight(len(places[trait]), beside[trait], usual, len(rows)) for trait in places
        }
        lengths = np.array([self._length(traits) for traits, _ in rows], dtype=np.float32)
        self._shares = {
            trait: (where := np.array(at, dtype=np.int32), self._weights[trait] / lengths[where])
            for trait, at in places.items()
        }

    def _length(self, traits: Iterable[str]) -> float:
        return math.sqrt(sum(self._weights.get(trait, 1.0) ** 2 for trait in traits)) + 1e-9

    def votes(self, traits: frozenset[str]) -> Mapping[str, float]:
        """Return what the nearest examples say, each with its share of their likeness."""
        alike = np.zeros(len(self._kinds), dtype=np.float32)
        for trait in traits & self._weights.keys():
            where, shares = self._shares[trait]
            alike[where] += self._weights[trait] * shares
        nearest = np.argsort(-alike)[:_NEAREST]
        weights = (alike[nearest] / self._length(traits)) ** _POWER
        votes: Counter[str] = Counter()
        for at, weight in zip(nearest, weights, strict=True):
            votes.update(dict.fromkeys(self._kinds[at], float(weight)))
        whole = float(weights.sum()) + 1e-9
        return {kind: vote / whole for kind, vote in votes.items()}


def _weight(count: int, beside: Counter[str], usual: Counter[str], whole: int) -> float:
    """Return what a trait tells: by how much it changes what is likely, more where it is rare."""
    gain = 0.0
    for kind, times in beside.items():
        expected = usual[kind] / whole
        share = (times + expected / 2) / (count + 0.5)
        gain += share * math.log(share / expected)
    return (0.2 + max(gain, 0.0)) * math.sqrt(math.log((whole + 1) / (count + 0.5)))


def _together(votes: Sequence[Mapping[str, float]]) -> Iterator[Mapping[str, float]]:
    """Yield the votes on each item of a list, with a share of those on the whole list."""
    kinds = dict.fromkeys(kind for own in votes for kind in own)
    mean = {kind: sum(own.get(kind, 0.0) for own in votes) / len(votes) for kind in kinds}
    for own in votes:
        yield {
            kind: (1 - _TOGETHER) * own.get(kind, 0.0) + _TOGETHER * mean[kind] for kind in kinds
        }


def _traits(unit: Unit, plain: str, span: Candidate) -> frozenset[str]:
    """Return what is known of a span: letters and pairs of them, each with where it is.

    Args:
        plain: The words of the unit with plain digits.
    """
    first, last = span.first, span.last
    own = plain[first:last]
    traits = {f"begins {own[:2]}", f"ends {own[-2:]}", f"last {own[-1:]}"}
    traits.update(_pairs("in", own, 1), _pairs("under", unit.above, 2))
    traits.update(_pairs("before", plain[max(0, first - _BESIDE) : first], 1))
    traits.update(_pairs("behind", plain[last : last + _BESIDE], 1))
    traits.update(_pairs("column", unit.column(first), 1), _pairs("row", unit.row, 1))
    if span.shape != PHRASE:  # what is counted may stand far from its number
        traits.update(_pairs("beside", plain, 2))
    return frozenset(traits)


def _pairs(where: str, words: str, least: int) -> Iterator[str]:
    """Yield the letters of words in ones (where they count) and twos; a digit is any digit."""
    plain = _ANY_DIGIT.sub("0", words)
    for length in range(least, 3):
        for at in range(len(plain) - length + 1):
            yield f"{where} {plain[at : at + length]}"
