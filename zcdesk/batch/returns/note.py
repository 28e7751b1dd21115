"""One note of a return that speaks of several people, split by their names.

A sentence belongs to whom it names, and so do further ones of its line; below a name what is
numbered or indented. **What names nobody belongs to nobody**: the clerk gets it with its heading in
the table that is shown before anything is written, and says there whose it is. What is unnumbered
below a name alone in its line, and a given name alone, are proposed. To whom it says that all is
well, nothing is returned. How notes are worded is data, ``resources/returns/note.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zcdesk.batch.returns.named import NamedPeople, Names, common_words, note_words, papers, pattern
from zcdesk.batch.roster.apart import roster_facts
from zcdesk.batch.roster.people import RosterPerson, people_by_row
from zcdesk.errors import ZcdeskError
from zcdesk.han import HAN
from zcdesk.quantities.numerals import HAN_ORDINALS

MOST_SENTENCES = 200
"""A return that a person writes has thirty; each is held against everybody in the roster."""

_SHORT = 12
"""Letters of a heading that tells what the lines below are about; longer ones introduce all."""

_SENTENCE = 100
"""Letters that make a sentence, ended or not."""

_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("Ｘ"): "X"}
_GAP = re.compile(r"(?<=\S)[^\S\r\n]{2,}")
_LEAD = re.compile(r"^\s+(?=\s{40})")
"""Spaces before a line beyond forty: nobody counts them."""

_EDGES = re.compile(r"^\s*\||\|\s*$")
"""Bars around a row of a table."""

_ENDS = " 。；;，,、：:"
_NUMBERED = re.compile(
    rf"\s*(?:(?P<han>[{HAN_ORDINALS}]{{1,3}}[、.．])|(?P<dot>\d{{1,3}}(?:[、.．:：)）]|\s))|(?P<ring>[①-⑳])"
    rf"|(?P<bracket>[（(](?:\d{{1,2}}|[{HAN_ORDINALS}]{{1,3}})[)）])|(?P<dash>[-·•*])|(?P<mark>[【\[■●◆▲#]))"
)
"""How a line is numbered: below a name it is hers, unless the name's own line is so, too."""

_FIRST = re.compile(r"\s*[（(]?(?:一|1|①)(?![\d十])")
"""The first of numbered lines: a list begins."""

_MARK = "mark"
"""Style of a heading in brackets or behind a square: it is below nobody."""

_LABEL = re.compile(rf"\s*(?:[^\s:：|，。]{{2,12}}[:：]|[【\[][{HAN}]{{2,10}}[】\]])\s*")
"""What may be before a name: the paper, or who says it."""

_OWN = re.compile(r"[（(]?\s*(?:身份证(?:号码?)?[:：]?\s*)?(?<!\d)\d{17}[\dXx](?!\d)\s*[)）]?")
"""An ID number in a sentence: it is no word of a letter."""


@dataclass(frozen=True)
class NoteSentence:
    """A sentence of a note.

    Attributes:
        line: Its line, from 1.
        rows: Whom it is for; none for nobody.
        words: What it says, without the names before it; of nobody's with its heading.
        sure: The name is there; else a person has to agree.
    """

    line: int
    rows: tuple[int, ...]
    words: str
    sure: bool = True


@dataclass(frozen=True)
class _Below:
    """Whose the lines below a name may be.

    Attributes:
        named: Whom that line names.
        style: How it is numbered, "" if not.
        indent: How far it is from the edge.
        alone: Nothing is in it but the names.
    """

    named: NamedPeople
    style: str
    indent: int
    alone: bool

    def taken(self, style: str, indent: int) -> NamedPeople | None:
        """Return the person of a line below: surely hers where it is indented or numbered
        otherwise."""
        if indent > self.indent or style not in ("", _MARK, self.style):
            return self.named
        return replace(self.named, sure=False) if self.alone and not style else None


def sentences_of(words: str, people: Sequence[RosterPerson]) -> tuple[NoteSentence, ...]:
    """Return the sentences of a note with whom each is for, in their order.

    Args:
        words: The note, whole.
        people: Everybody in the roster.

    Raises:
        ZcdeskError: It has more than :data:`MOST_SENTENCES`.
    """
    words = _GAP.sub(lambda gap: "\t" if "\t" in gap[0] else "  ", words).translate(_DIGITS)
    lines = [_LEAD.sub("", line) for line in words.splitlines()]
    units = (unit for line in lines for unit in re.split("[。；;]", line))
    count = sum(1 + len(unit) // _SENTENCE for unit in units if unit.strip())
    if count > MOST_SENTENCES:
        raise ZcdeskError("batch.returned_too_long", count=count, most=MOST_SENTENCES)
    said = _Reader(lines, people).said()
    cleaned = (replace(entry, words=_OWN.sub("", entry.words).strip(" \t|")) for entry in said)
    return tuple(
        entry for entry in cleaned if entry.words.strip(_ENDS) and not _is_well(entry.words)
    )


class _Reader:
    """Goes through a note line by line; knows whose the next line may be, and the heading above."""

    def __init__(self, lines: Sequence[str], people: Sequence[RosterPerson]) -> None:
        self._lines = lines
        self._people = people_by_row(people)
        self._names = Names(people, "\n".join(lines))
        self._below: _Below | None = None
        self._heading = ""
        self._sections: set[str] = set()  # styles by which the note itself is numbered

    def said(self) -> Iterator[NoteSentence]:
        """Yield the sentences with whom each is for."""
        for line, whole in enumerate(self._lines, start=1):
            if not whole.strip():
                self._heading = ""
                self._below = replace(self._below, alone=False) if self._below else None
            elif pattern("besides").fullmatch(whole):
                self._below, self._heading = None, ""
            elif len(cells := re.split(r"[|\t]", _EDGES.sub("", whole))) > 1:
                yield from self._row(line, [cell.strip() for cell in cells])
            else:
                yield from self._line(line, whole)

    def _row(self, line: int, cells: Sequence[str]) -> Iterator[NoteSentence]:
        """Yield what a table's row says of the person it names; without a name, of the row
        above's."""
        place, named = self._names.in_row(cells)
        if named is None and not cells[0] and self._below:
            named = self._below.named  # the cell with the name was merged
        whole = "　".join(filter(None, cells))
        if named is None:
            self._below = None
            if not any(pattern(kind).fullmatch(whole) for kind in ("heading", "besides")):
                yield NoteSentence(line, (), whole)
            return
        known = {said for row in named.rows for said in roster_facts(self._people[row]).values()}
        cells_left = [cell for at, cell in enumerate(cells) if at != place and cell not in known]
        cells_left = [cell for cell in cells_left if cell and not cell.isdecimal()]
        self._below = _Below(named, "", 0, alone=False)
        if cells_left and not _is_well(cells_left[-1]):
            text = "；".join(cells_left)
            yield NoteSentence(
                line, self._clear(text, named), text if named.rows else whole, named.sure
            )

    def _line(self, line: int, whole: str) -> Iterator[NoteSentence]:
        spoken = pattern("speaker").match(whole)
        text = whole[spoken.end() if spoken else 0 :]
        indent, style = len(whole) - len(whole.lstrip()), _style(text)
        label, text, begun = self._begun(text)
        if begun and begun.rows and not begun.rest.strip(_ENDS):
            self._below = None
            if pattern("fault").search(self._heading) and not self._points_follow(line):
                yield NoteSentence(line, begun.rows, self._heading, begun.sure)
            elif len(text) < len(whole.strip()) and not label:
                yield NoteSentence(line, (), whole)  # who signs, or speaks
            else:
                self._below = _Below(begun, style, indent, alone=True)
            return
        taken = self._below.taken(style, indent) if self._below and begun is None else None
        if _FIRST.match(text) is not None:
            self._sections -= {style} if taken else set()
        elif style in self._sections:
            taken = None  # the next section, whoever is named in the one before
        if begun is None and taken is None:
            self._sections.add(style or _MARK)
        if begun is None and taken is None and self._heads(line, text):
            short = len(text) <= _SHORT and not text.rstrip(_ENDS).endswith("下")
            shown = short or pattern("fault").search(text)
            self._below, self._heading = None, text.strip(_ENDS) if shown else ""
            return
        for said in self._of_line(line, text, label, begun or taken):
            heading = f"{self._heading}：" if self._heading and not said.rows else ""
            yield replace(said, words=heading + said.words)
        if taken and taken.sure and self._below:
            self._below = replace(self._below, alone=False)  # the others are told apart from these
        elif not taken:
            below = _Below(begun, style, indent, alone=False) if begun and begun.rows else None
            self._below = below

    def _begun(self, text: str) -> tuple[str, str, NamedPeople | None]:
        """Return the paper before a name, the rest of the line, and whom that names.

        Who says it is left out.
        """
        named = self._names.at_begin(text)
        label = _LABEL.match(text)
        if label and not (named and named.rows) and not self._names.anywhere(label[0]):
            rest = text[label.end() :]
            behind = self._names.at_begin(rest)
            if behind and behind.rows and not pattern("fault").search(label[0]):
                plain = re.sub(r"\W", "", label[0])
                paper = plain in papers() or label[0].lstrip()[0] in "【["
                return label[0] if paper else "", rest, behind
        return "", text, named

    def _points_follow(self, line: int) -> bool:
        following = self._next(line)
        style = _style(following)
        of_list = not style or style == _style(self._heading)  # the next heading of that kind
        return not of_list and self._names.at_begin(following) is None

    def _heads(self, line: int, text: str) -> bool:
        """Tell whether a line only says of what those below it are told."""
        if self._names.anywhere(text):
            return False
        if pattern("fault").search(text):
            named = self._names.at_begin(self._next(line))
            return named is not None and bool(named.rows) and not named.rest.strip(_ENDS)
        return pattern("heading").fullmatch(text) is not None

    def _next(self, line: int) -> str:
        return next((text for text in self._lines[line:] if text.strip()), "")

    def _of_line(
        self, line: int, text: str, label: str, now: NamedPeople | None
    ) -> Iterator[NoteSentence]:
        """Yield the sentences of a line; ``now`` says whose its first is, if anybody's."""
        same = ""  # what those have, too, whose names follow at the end of a sentence
        for unit in self._names.units(text):
            head, last = self._names.at_begin(unit), self._names.at_end(unit)
            now, same = head or last or now, last.rest if last else same
            words = now.rest if now and (head or last) else unit
            words = words if words.strip(_ENDS) else same
            rows = self._clear(words, now) if now else ()
            yield NoteSentence(
                line, rows, label + words if rows else unit, now.sure if now else True
            )

    def _clear(self, words: str, named: NamedPeople) -> tuple[int, ...]:
        """Return whom a sentence is for; nobody where it speaks of others, too, or as of above."""
        others = self._names.another(words, named.rows)
        return () if others or _is_same(words) or pattern("general").search(words) else named.rows


def _style(text: str) -> str:
    """Return how a line is numbered, "" if not."""
    match = _NUMBERED.match(text)
    return (match.lastgroup or "") if match else ""


def _is_well(text: str) -> bool:
    """Tell whether nothing is asked."""
    words = note_words()
    plain = text
    for word in sorted((*words["well"], *words["filler"]), key=len, reverse=True):
        plain = plain.replace(word, "")
    left = re.sub(r"[\W_]", "", plain)
    of_paper = left in common_words() and not pattern("fault").search(text)
    return any(word in text for word in words["well"]) and (not left or of_paper)


def _is_same(text: str) -> bool:
    """Tell whether a sentence only says that it is as the one above."""
    cells = (re.sub(r"[\s。；;]", "", cell) for cell in re.split(r"[|\t，,]", text))
    return any(_NUMBERED.sub("", cell) in note_words()["same"] for cell in cells)
