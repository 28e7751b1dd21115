"""The words of a return, cut into what each of its sentences is: a fault, or said beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zcdesk.applicant import Applicant
from zcdesk.quantities.numerals import HAN_NUMERALS, HAN_ORDINALS, as_count
from zcdesk.resources import Patterns, table
from zcdesk.sorting.person_names import is_person

_STYLES = (
    r"(?<![\d.第附件图、-])(\d{1,2})[.、．)）](?!\d(?!\d{3}年))(?!jpg)",
    r"[（(](\d{1,2})[)）]",
    r"([①-⑳])",
    r"([⑴-⒇])",
    r"([❶-❿])",
    rf"(?<![第附件{HAN_NUMERALS}])([{HAN_NUMERALS}]{{1,3}})[、．.]",
    rf"[（(]([{HAN_NUMERALS}]{{1,3}})[)）]",
    rf"(?<![第附件])第([{HAN_ORDINALS}])[，,、：:]",
)
"""How points are counted: 1、 (1) ① ⑴ ❶ 一、 （一） 第一，; only what counts on is taken."""

_SAYS = Patterns("checks/patterns.toml", "return_words")


@dataclass(frozen=True)
class ReturnSentence:
    """One sentence of a return.

    Attributes:
        words: As written, without its number.
        lead: The heading or the sentence before, whose place it shares where it names none.
        shown: The whole sentence, where ``words`` are the part of it that tells the place.
    """

    words: str
    lead: str = ""
    shown: str = ""


@dataclass(frozen=True)
class ReturnWords:
    """A return: its faults, and what is no fault (courtesy, a period, who signs)."""

    faults: tuple[ReturnSentence, ...]
    remarks: tuple[str, ...] = ()


def read_return(words: str, applicant: Applicant, is_place: Callable[[str], bool]) -> ReturnWords:
    """Return what a return says, sentence by sentence.

    Where its lines begin with people's names and one of them is the applicant, only hers count.

    Args:
        words: What the platform says, whole.
        applicant: Whose application it is.
        is_place: Tells whether words are the name of a section or slot and nothing else.
    """
    reader = _Reader(_speakers(words, applicant), applicant, is_place)
    for line in re.split(r"[\r\n]+", words):
        reader.read_line(line)
    faults, remarks = reader.faults, reader.remarks
    if not faults:
        remarks_asking = [
            remark for remark in remarks if not _SAYS.times.search(remark) and _asks(remark)
        ]
        faults, remarks = (
            [*map(ReturnSentence, remarks_asking)],
            [remark for remark in remarks if remark not in remarks_asking],
        )
    return ReturnWords(tuple(faults), tuple(remarks))


class _Reader:
    """Reads a return line by line; who speaks and which place is meant goes on."""

    def __init__(
        self, named: frozenset[str], applicant: Applicant, is_place: Callable[[str], bool]
    ) -> None:
        self.faults: list[ReturnSentence] = []
        self.remarks: list[str] = []
        self._named, self._is_place = named, is_place
        self._own = set(applicant.names) & named
        self._speaker = self._heading = ""

    def read_line(self, line: str) -> None:
        """Read one line; a sentence without a place shares that of the one before it there."""
        before, counted = self._heading, False
        for piece, by_number in _points(line):
            begun = _begun(piece, self._named)
            self._speaker = begun.speaker or self._speaker
            self.remarks += [begun.remark] if begun.remark else []
            words, further = _without_courtesy(begun.words)
            if by_number or not counted:
                before = self._heading
            counted = counted or by_number
            if self._own and self._speaker in self._named - self._own:
                self.remarks += [words] if words else []
                continue
            if begun.head:
                self._heading = before = begun.head
            self.remarks += [further] if further else []
            if not words:
                continue
            if self._is_place(words):
                self._heading = before = words
            elif is_remark(words):
                self.remarks.append(words)
            else:
                self.faults.append(ReturnSentence(words, before))
                before = before if before and before == self._heading else words


def plain(words: str) -> str:
    """Return words with full-width digits and Latin letters as usual ones, letter for letter."""
    return "".join(
        chr(ord(letter) - 0xFEE0) if "！" <= letter <= "～" and letter.isalnum() else letter
        for letter in words
    )


def says(words: str, what: str) -> bool:
    """Tell whether words hold one of a list of ``resources/checks/returns.toml``."""
    return any(word in words for word in said(what))


@cache
def said(what: str) -> tuple[str, ...]:
    """Return a list of ``resources/checks/returns.toml``."""
    return tuple(table("checks", "returns.toml")["said"][what])


def is_remark(words: str) -> bool:
    """Tell whether a sentence asks for nothing: courtesy, a term, a telephone number."""
    left = _SAYS.times.sub("", plain(words))
    for word in sorted(said("courtesy"), key=len, reverse=True):
        left = left.replace(word, "")
    return not left.strip(" \t　，,：:、-—（）()“”\"'")


def _without_courtesy(words: str) -> tuple[str, str]:
    """Return a sentence without the term that ends it, and that: …，请在48小时内修改."""
    parts = re.split(r"([，,])", words)
    for place in range(2, len(parts), 2):
        rest = "".join(parts[place:])
        timed = _SAYS.timed.search(plain(rest)) or "逾期" in rest
        if timed and all(is_remark(part) for part in parts[place::2]):
            return "".join(parts[: place - 1]).strip(), rest.strip()
    return words, ""


def _asks(words: str) -> bool:
    return any(word in words for word in ("修改", "补充", "完善", "补正", "整改", "更正", "核实"))


def _points(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences of a line, and whether each begins with a number of its own."""
    line = _SAYS.bullet.sub("", line)
    starts = _numbered(plain(line))
    cuts = sorted({0, *(start for start, _ in starts)})
    ends = dict(starts)
    for begin, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
        inside = line[ends.get(begin, begin) : end]
        first = begin in ends
        for part in _SAYS.ends.split(inside):
            if part.strip(" \t　，,、"):
                yield part.strip(" \t　，,、"), first
                first = False


def _numbered(line: str) -> list[tuple[int, int]]:
    """Return where points begin and where their words do: counted on from one, or first in line."""
    spans: list[tuple[int, int]] = []
    for style in _STYLES:
        due, mine = 1, []
        for hit in re.finditer(style, line):
            value = as_count(hit.group(1))
            leads = not line[: hit.start()].strip()
            if value == due or leads or value == 1:
                mine.append((hit.start(), hit.end(), leads))
                due = value + 1
        if len(mine) > 1 or (mine and (mine[0][2] or _is_free(line, mine[0][0]))):
            spans += [(start, end) for start, end, _ in mine]
    return spans


def _is_free(line: str, start: int) -> bool:
    """Tell whether a lone number is where a point may begin."""
    return line[:start].rstrip()[-1:] in tuple("：:；;。，,")


@dataclass(frozen=True)
class _Begun:
    """A sentence without what is before its colon: a place, a person, or a remark."""

    words: str
    head: str = ""
    speaker: str = ""
    remark: str = ""


def _begun(piece: str, named: frozenset[str]) -> _Begun:
    bracketed = _SAYS.bracketed.match(piece)
    if bracketed is not None and _is_role(bracketed.group(1)):
        piece = piece[bracketed.end() :].strip()
    match = _SAYS.head.match(piece)
    if match is None:
        return _Begun(piece)
    head, rest = match.group(1).strip(), piece[match.end() :].strip()
    bare = _SAYS.inside.sub("", head).strip(" （(【[")
    if bare in said("notes"):
        return _Begun("", remark=piece)
    if bare in named:
        return replace(_begun(rest, named), speaker=bare)
    if bare in said("heads") or _is_role(bare):
        return _begun(rest, named)
    if is_remark(head):
        return replace(_begun(rest, named), remark=head)
    return _Begun(piece) if says(head, "fault") else _Begun(rest, head)


def _is_role(head: str) -> bool:
    """Tell whether a head says who speaks (初审意见, 李老师), and is no place's name."""
    short = len(head) <= 8
    return short and any(head.endswith(speaker) or head == speaker for speaker in said("speakers"))


def _speakers(words: str, applicant: Applicant) -> frozenset[str]:
    """Return the people with whose names lines of a return begin."""
    own = set(applicant.names)
    heads: set[str] = set()
    for line in re.split(r"[\r\n；;。]+", words):
        bare = re.sub(r"^\s*(?:[（(]?\d{1,2}[.、．)）]|[①-⑳]|[-·•])\s*", "", plain(line))
        match = _SAYS.head.match(bare)
        if match is not None:
            heads.add(_SAYS.inside.sub("", match.group(1)).strip())
    names = [name for _, name in every_short_name()]
    return frozenset(
        head
        for head in heads
        if head in own or (is_person(head) and not any(name in head for name in names))
    )


@cache
def every_short_name() -> tuple[tuple[str, str], ...]:
    """Return slots and sections of any notice with what people call them."""
    names: dict[str, Sequence[str]] = table("checks", "returns.toml")["names"]
    return tuple((place, name) for place, several in names.items() for name in several)


def short_names(slot: str) -> tuple[str, ...]:
    """Return what people call a slot beside its title."""
    return tuple(table("checks", "returns.toml")["names"].get(slot, ()))
