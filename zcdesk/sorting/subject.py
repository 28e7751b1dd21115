"""Whom a page is about: the value of 姓名, whom it certifies, honours or bills.

Whoever is named otherwise (a principal, who assessed, who signs) is only mentioned. What the labels
and sentences are is data, ``resources/sorting/subjects.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import Any

from zcdesk.geometry import Box, bounds
from zcdesk.han import HAN
from zcdesk.names.spellings import folded, is_han
from zcdesk.names.surnames import LONGEST_HAN_NAME, double_surnames
from zcdesk.reading.line import Reading
from zcdesk.resources import table
from zcdesk.sorting.page_rows import TAB, PrintRow, page_rows
from zcdesk.sorting.person_names import is_person
from zcdesk.sorting.told import AboutWhom

_ONE = rf"(?:[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}})+|[{HAN}]{{2,12}}?)"
_NAMES = rf"(?P<names>{_ONE}(?:[、和及]{_ONE})*)(?P<more>等)?"
_LATIN_NAME = re.compile(
    r"[\s:：]*(?:(?i:mr|mrs|ms|miss|dr|prof)\b[.\s]*)?"
    r"(?P<name>[A-Z][A-Za-z'’\-]*(?:[ \n]+[A-Z][A-Za-z'’\-]+){1,3})"
)
_BELOW, _ROWS = 4.0, 40
"""Line heights from one row of a column to the next; rows that are followed."""

_HEADED = 2
"""Names below a label from which it heads a column, whatever is beside it."""


class PersonPart(StrEnum):
    """What somebody is on a page: whom it is about, one of several, one who helped."""

    SUBJECT = "subject"
    AMONG = "among"
    HELPS = "helps"


@dataclass(frozen=True)
class Subject:
    """Somebody whom a page names in a part.

    Attributes:
        name: As it was read, without spaces where it is Han.
        part: What she is.
        place: Where the name is, pixels of the page.
        worst: Probability of the letter that was read worst.
        best: That of the one that was read best.
        listed: One of several below one label, or the first of more (等).
    """

    name: str
    part: PersonPart
    place: Box
    worst: float = 1.0
    best: float = 1.0
    listed: bool = False


def subjects(reading: Reading) -> tuple[Subject, ...]:
    """Return whom a page names by label or sentence, each with her part."""
    rows = page_rows(reading)
    titles = [row.joined().text for row in rows]
    certificate = any(map(_title("certificates").fullmatch, titles))
    subjects_named = [
        *_labelled(rows),
        *_in_sentences(rows, certificate=certificate),
        *_in_latin(rows),
    ]
    if any(map(_title("lists").fullmatch, titles)):
        subjects_named = [replace(subject, listed=True) for subject in subjects_named]
    return tuple(dict.fromkeys(subjects_named))


def about(
    found: Sequence[Subject],
    is_hers: Callable[[Subject], bool | None],
    *,
    mentioned: bool,
    personal: bool,
) -> AboutWhom:
    """Return whom a page is about.

    Args:
        found: Whom it names.
        is_hers: Tells whether a name is the applicant's, or None where it was read too badly.
        mentioned: Her name is seen anywhere on it.
        personal: It is of a kind that has one owner: taking part in it does not make it hers.
    """
    own = [subject for subject in found if is_hers(subject)]
    if any(subject.part is PersonPart.SUBJECT for subject in own):
        return AboutWhom.OWN
    foreign = [subject for subject in found if is_hers(subject) is False]
    others = {
        folded(subject.name)
        for subject in foreign
        if subject.part is PersonPart.SUBJECT and not subject.listed
    }
    if own and not (personal and others):
        return AboutWhom.OWN
    if others and (len(others) == 1 or personal or not mentioned):
        return AboutWhom.OTHER
    if mentioned:
        return AboutWhom.NAMED
    many = any(subject.listed for subject in found)
    by_others = any(subject.part is PersonPart.AMONG for subject in foreign) and not many
    return AboutWhom.OTHER if by_others else AboutWhom.NOBODY


def _labelled(rows: Sequence[PrintRow]) -> Iterator[Subject]:
    for number, row in enumerate(rows):
        for match in _label().finditer(row.text):
            part = _parts()[match.group("label").replace(TAB, "")]
            value = tuple(_values(row, match.end()))
            below = tuple(_column(rows, number, row.place(*match.span("label")), part))
            if value and len(below) < _HEADED:
                more = row.text[value[-1][1] : value[-1][1] + 1] == "等"
                listed = more or (len(value) > 1 and part is PersonPart.SUBJECT)
                yield from (_subject(row, name, part, listed=listed) for name in value)
            else:
                yield from below


def _values(row: PrintRow, start: int) -> Iterator[tuple[int, int]]:
    """Yield where names are behind a label: several where they are enumerated."""
    while True:
        values = _value(row.text, start)
        if values is None:
            return
        yield values
        more = re.compile(rf"{TAB}?[、,;和及]{TAB}?").match(row.text, values[1])
        if more is None:
            return
        start = more.end()


def _value(text: str, start: int) -> tuple[int, int] | None:
    """Return where the name that begins here is; single letters far apart are one name."""
    begin = start + len(text[start:]) - len(text[start:].lstrip(TAB))
    run = "".join(takewhile(lambda one: is_han(one) or one in TAB + "·", text[begin:]))
    stop = _stops().search(run, 1)
    run = run[: stop.start()] if stop else run
    pieces = run.split(TAB)
    taken = [pieces[0]]
    for piece in pieces[1:]:
        whole = "".join(taken)
        if len(piece) != 1 or len(whole) >= LONGEST_HAN_NAME or not _goes_on(taken):
            break
        taken.append(piece)
    if not is_person("".join(taken)):
        return None
    return begin, begin + len(TAB.join(taken))


def _goes_on(pieces: Sequence[str]) -> bool:
    """Tell whether a name may go on behind a gap: so far its letters are apart."""
    return all(len(piece) == 1 for piece in pieces) or pieces[0] in double_surnames()


def _column(
    rows: Sequence[PrintRow], number: int, label: Box, part: PersonPart
) -> Iterator[Subject]:
    """Yield the names below a label that heads a column; one alone is whom the page is about."""
    in_column: list[Subject] = []
    place = label
    for row in rows[number + 1 : number + 1 + _ROWS]:
        high = place[3] - place[1]
        spans = [span for span in row.cells() if _is_below(label, row.place(*span))]
        if not spans or row.place(*spans[0])[1] - place[3] > _BELOW * high:
            if row.top - place[3] > _BELOW * high:
                break
            continue
        value = _value(row.text[: spans[0][1]], spans[0][0])
        if value is None:
            break
        in_column.append(_subject(row, value, part))
        place = row.place(*value)
    yield from (replace(subject, listed=len(in_column) > 1) for subject in in_column)


def _is_below(label: Box, cell: Box) -> bool:
    left, right = label[0], label[2]
    return min(right, cell[2]) > max(left, cell[0]) and (
        abs(left + right - cell[0] - cell[2]) / 2 <= max(right - left, cell[2] - cell[0]) / 2
    )


def _in_sentences(rows: Sequence[PrintRow], *, certificate: bool) -> Iterator[Subject]:
    for above, apart in zip((None, *rows), rows, strict=False):
        row, goes_on = apart.joined(), above is not None and _is_list(above.text)
        for pattern, usual in _sentences():
            part = PersonPart.SUBJECT if certificate and usual is PersonPart.AMONG else usual
            if TAB in pattern.pattern:  # a name alone: who signs a certificate is so as well
                row, part = apart, PersonPart.AMONG if certificate else PersonPart.HELPS
            for match in pattern.finditer(row.text):
                spans = _people(match)
                listed = len(spans) > 1 or match.group("more") is not None
                listed = listed or (goes_on and match.start("names") == 0)
                yield from (_subject(row, span, part, listed=listed) for span in spans)


def _is_list(row: str) -> bool:
    """Tell whether a row holds nothing but several names, which may go on in the next one."""
    names = [name for name in re.split(rf"[、,;和及{TAB}]+", row) if name]
    return len(names) > 1 and all(map(is_person, names))


def _people(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the people of a sentence are. Who is enumerated with what is longer than a name
    is none (公平、平等、互利的原则), nor is an everyday word with nothing beside it (荣获：)."""
    start, alone = match.start("names"), match.group() == match.group("names") + ":"
    names = [*re.finditer(r"[^、和及]+", match.group("names"))]
    if any(len(one.group()) > LONGEST_HAN_NAME and not is_person(one.group()) for one in names):
        return []
    people = (one for one in names if is_person(one.group(), alone=alone))
    return [(start + one.start(), start + one.end()) for one in people]


def _in_latin(rows: Sequence[PrintRow]) -> Iterator[Subject]:
    """Yield Latin names behind a label or phrase, which may end the row above the name."""
    for number, row in enumerate(rows):
        after = rows[number + 1].latin if number + 1 < len(rows) else ""
        text = f"{row.latin}\n{after}"
        for pattern, part in _latin():
            for match in pattern.finditer(row.latin):
                name = _LATIN_NAME.match(text, match.end())
                if name is not None:
                    name_words = takewhile(
                        _may_be_latin_name, name.group("name").split("\n")[0].split()
                    )
                    given = " ".join(name_words)
                    own_row = name.start("name") < len(row.latin)
                    place = (row if own_row else rows[number + 1]).box
                    if " " in given:
                        yield Subject(given, part, place)


def _subject(
    row: PrintRow, span: tuple[int, int], part: PersonPart, *, listed: bool = False
) -> Subject:
    text = row.text[slice(*span)].replace(TAB, "")
    return Subject(text, part, row.place(*span), *row.probabilities(*span), listed)


def _data() -> dict[str, Any]:
    return table("sorting", "subjects.toml")


@cache
def _parts() -> dict[str, PersonPart]:
    return {label: part for part in reversed(PersonPart) for label in _data()[part]}


@cache
def _label() -> re.Pattern[str]:
    every = sorted(_parts(), key=len, reverse=True)
    words = "|".join(f"{TAB}?".join(map(re.escape, part)) for part in every)
    return re.compile(
        rf"(?<![{HAN}])(?P<label>{words})(?:\([^()]{{0,8}}\))?"
        rf"(?:{TAB}*[:;]|(?={TAB})|$|(?=[{HAN}]))"
    )


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(f"{TAB}?".join(letters) for letters in _data()["stops"]))


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], PersonPart], ...]:
    parts = (PersonPart.SUBJECT, PersonPart.AMONG, PersonPart.HELPS, PersonPart.HELPS)
    keys = ("sentences", "loose_sentences", "helping_sentences", "spaced_sentences")
    return tuple(
        (re.compile(template.replace("{N}", _NAMES).replace("{T}", TAB).replace("{H}", HAN)), part)
        for key, part in zip(keys, parts, strict=True)
        for template in _data()[key]
    )


@cache
def _title(key: str) -> re.Pattern[str]:
    return re.compile(rf"[{HAN}0-9()]{{0,24}}(?:{'|'.join(_data()[key])})")


@cache
def _latin() -> tuple[tuple[re.Pattern[str], PersonPart], ...]:
    def labels(key: str) -> str:
        words = "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in _data()[key])
        return rf"(?i)(?<![A-Za-z])(?:{words})\s*[:：]"

    phrases = "(?i)(?:" + "|".join(_data()["latin_phrases"]) + ")"
    phrases = phrases.replace(" ", r"\s*")
    return (
        (re.compile(labels("latin")), PersonPart.SUBJECT),
        (re.compile(phrases), PersonPart.SUBJECT),
        (re.compile(labels("latin_among")), PersonPart.AMONG),
    )


def _may_be_latin_name(word: str) -> bool:
    """Tell whether a word is none of those of organisations and sentences."""
    return word.lower() not in _data()["latin_not_names"]


def within(place: Box, polygon: Sequence[tuple[float, float]]) -> bool:
    """Tell whether most of what a polygon covers is at a place."""
    left, top, right, bottom = bounds(polygon)
    wide = min(right, place[2]) - max(left, place[0])
    high = min(bottom, place[3]) - max(top, place[1])
    return wide > 0.5 * min(right - left, place[2] - place[0]) and high > 0.3 * (bottom - top)
