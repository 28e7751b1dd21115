"""A case as rows of text and back, without loss; small rows, so that an edit writes little.

Keys: ``order``, one for each field of the case (``notice``, ``applicant``, ``facts``, …) and, for
each page, ``page/<number>/found`` (what the program found) and ``page/<number>/decided`` (what a
person said). The difference of two such tables is an act of the history.

A scan that the case file keeps itself has a path inside it: ``<case file>/<sha256>/<name>``. Such
a path is stored without the case file's own, so that a case may be moved and renamed. No other path
is stored and none is taken from a row: of a file that was refused and not kept there is its name
and a hash of where it lay (:func:`outside`), which nobody can open. The first programs wrote such
paths as they were; they are read as if they had not.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import Answer, Case, CasePage, Decision, Pairs
from zcdesk.cases.deliveries import Delivery, Tick
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.practice import Practice
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cases.tables.bounds import loads, small_enough
from zcdesk.cases.tables.faults import DamagedCaseError
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.findings import Finding
from zcdesk.masking.hits import Hit, Mask
from zcdesk.notices.making.comparing import ProfileCopy
from zcdesk.pages.page import Page
from zcdesk.resources import table
from zcdesk.sorting.told import NOTHING, PageTold

Rows = Mapping[str, str]
Changes = Mapping[str, tuple[str | None, str | None]]
"""By key: text before and after; None where there was or is no such row."""

Value = TypeVar("Value")

_ESSENTIAL: dict[str, Any] = {
    "notice": str,
    "applicant": Applicant,
    "targets": frozenset[Target],
    "facts": Pairs,
}
_NOTED: dict[str, Any] = {
    "texts": Pairs,
    "waivers": tuple[Waiver, ...],
    "rounds": tuple[Round, ...],
    "deliveries": tuple[Delivery, ...],
    "route": Route,
    "slot_routes": tuple[tuple[str, Route], ...],
    "stations": tuple[Station, ...],
    "not_applicable": Pairs,
    "limits": tuple[FileLimit, ...],
    "ticks": tuple[Tick, ...],
    "profile": ProfileCopy | None,
    "exempt": tuple[tuple[str, frozenset[Target]], ...],
}
_MARKS: dict[str, Any] = {
    "practice": Practice | None,
    "by_hand": tuple[tuple[str, tuple[str, ...]], ...],
}
"""Rows that are only where there is something to tell: other cases are the same as ever."""

_FIELDS = {**_ESSENTIAL, **_NOTED, **_MARKS}

ESSENTIAL = ("order", *_ESSENTIAL)
"""Keys of what belongs together: without one of them the others mean something else."""

NOTED = tuple(_NOTED)
"""Keys of what stands for itself: each can be lost or brought back alone."""

MARKS = tuple(_MARKS)
"""Keys of rows that most cases do not have; one that is there is never left out."""

_INSIDE, _OUTSIDE, _PATH = "inside:", "outside:", "path:"
_NOT_KEPT = "not-kept-"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class _Order:
    pages: tuple[int, ...]
    numbered: int
    called: tuple[int, ...] = ()  # older cases have none: there a page was called by its place


@dataclass(frozen=True)
class _FoundRow:
    path: str
    index: int
    page: Page | None
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]
    examined: bool
    told: PageTold = NOTHING


@dataclass(frozen=True)
class _Decided:
    slot: str
    decisions: tuple[tuple[int, Decision], ...]
    drawn: tuple[Mask, ...]
    answer: Answer | None
    confirmed: str
    kind: str = ""
    note: str = ""
    claimed: bool = False
    turned: int | None = None
    looked_for: tuple[str, ...] = ()
    as_is: tuple[str, ...] = ()


def rows_of(case: Case, home: Path, known: tuple[Case, Rows] | None = None) -> Rows:
    """Return a case as rows.

    Args:
        case: The case.
        home: Its file.
        known: An earlier state with its rows; what did not change is taken from there.
    """
    numbers = tuple(page.number for page in case.pages)
    called = tuple(page.called for page in case.pages)
    rows = {"order": text_of(_Order(numbers, case.numbered, called))}
    for key in _FIELDS:
        value = getattr(case, key)
        if key in _MARKS and not value:
            continue
        same = known is not None and getattr(known[0], key) is value
        rows[key] = known[1][key] if known and same else text_of(value)
    before = {page.number: page for page in known[0].pages} if known else {}
    for page in case.pages:
        found_keys, decided = keys(page.number)
        if known and before.get(page.number) is page:
            rows[found_keys], rows[decided] = known[1][found_keys], known[1][decided]
        else:
            rows[found_keys], rows[decided] = _page_rows(page, home)
    return rows


def case_of(rows: Rows, home: Path, known: tuple[Case, Rows] | None = None) -> Case:
    """Return the case that ``rows`` hold.

    Args:
        rows: All rows of the case.
        home: Its file.
        known: An earlier state with its rows; what did not change is taken from there.

    Raises:
        DamagedCaseError: A row is missing, is left over, or is not what it should be.
    """
    before = {page.number: page for page in known[0].pages} if known else {}
    try:
        order = _order(rows["order"])
        expected = {*ESSENTIAL, *NOTED}
        expected.update(key for number in order.pages for key in keys(number))
        expected.update(_MARKS.keys() & rows.keys())
        if expected != rows.keys() or not small_enough(rows):
            raise DamagedCaseError(file=home.name)
        fields: dict[str, Any] = {
            key: getattr(known[0], key)
            if known and known[1].get(key) == rows[key]
            else value_of(kind, rows[key])
            for key, kind in _FIELDS.items()
            if key in rows
        }
        pages = tuple(
            _called(
                before[number]
                if known and number in before and _same(number, rows, known[1])
                else _page(number, rows, home),
                called,
            )
            for number, called in order_in(rows["order"]).items()
        )
        return Case(pages=pages, numbered=order.numbered, **fields)
    except (KeyError, ValidationError, ValueError) as cause:
        raise DamagedCaseError(file=home.name) from cause


def keys(number: int) -> tuple[str, str]:
    """Return the keys of a page's two rows: found, decided."""
    return f"page/{number}/found", f"page/{number}/decided"


def order_in(row: str) -> dict[int, int]:
    """Return what each page is called, by its key and in their order, from the row ``order``.

    In an older case pages are called by their order, once.

    Raises:
        ValueError: It is none.
    """
    order = _order(row)
    called = order.called or range(1, len(order.pages) + 1)
    return dict(zip(order.pages, called, strict=True))


def order_of(row: str, *pages: int) -> str:
    """Return the row ``order`` of some of its pages, each called as before."""
    called = order_in(row)
    return text_of(_Order(pages, _order(row).numbered, tuple(called[page] for page in pages)))


def with_numbers_kept(row: str, before: str) -> str:
    """Return the row ``order`` that undoing led to, with pages called as in the row ``before``.

    What an act of an older program leads back to does not say what pages are called. One that
    comes back by it is called by its place, as when the case was opened, or by the next free
    number.
    """
    order, known = _order(row), order_in(before)
    if order.called:
        return row
    taken = {called or number for number, called in known.items()}
    for number, place in order_in(row).items():
        if number not in known:
            known[number] = place if place not in taken else max(taken) + 1
            taken.add(known[number])
    return text_of(replace(order, called=tuple(known[number] for number in order.pages)))


def is_readable(key: str, text: str) -> bool:
    """Tell whether a row of the case itself holds what it should; those of pages are not judged."""
    try:
        if key == "order":
            _order(text)
        elif key in _FIELDS:
            value_of(_FIELDS[key], text)
    except ValueError:
        return False
    return True


def changes_between(before: Rows, after: Rows) -> Changes:
    """Return what differs, by key."""
    return {
        key: (before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    }


def digest(*texts: str | None) -> str:
    """Return a short hash that tells a damaged row from a whole one."""
    text = json.dumps(texts).encode("ascii")
    return hashlib.sha256(text).hexdigest()[:16]


def is_sound(key: object, text: object, stored: object) -> bool:
    """Tell whether a stored row still has the digest that was stored with it."""
    return isinstance(key, str) and isinstance(text, str) and digest(key, text) == stored


def inside(home: Path, sha256: str, name: str) -> str:
    """Return the path of a scan that the case file at ``home`` keeps."""
    # Joined as text: on Windows a name that begins like a drive or a share would replace the rest.
    return f"{home}{os.sep}{sha256}{os.sep}{_plain_name(name)}"


def outside(home: Path, path: str) -> str:
    """Return what is in the case at ``home`` for a file that it does not keep.

    It leads nowhere; :func:`lay_at` tells whether it stands for a certain file.
    """
    place = hashlib.sha256(path.encode(errors="surrogatepass")).hexdigest()
    return inside(home, _NOT_KEPT + place, re.split(r"[/\\]", path)[-1])


def lay_at(path: str, source: str) -> bool:
    """Tell whether a page's path stands for the file at ``source``, which the case did not keep."""
    parts = Path(path).parts
    return len(parts) > 2 and outside(Path(*parts[:-2]), source) == path


def is_outside(path: Path) -> bool:
    """Tell whether a page's path stands for a file that its case does not keep."""
    return path.parent.name.startswith(_NOT_KEPT)


def place_inside(path: Path) -> tuple[Path, str] | None:
    """Return the case file and the hash that a path inside a case file names, or None."""
    if not _HASH.fullmatch(path.parent.name) or not path.parent.parent.name:
        return None
    return path.parent.parent, path.parent.name


def _order(row: str) -> _Order:
    order = value_of(_Order, row)
    if len(set(order.pages)) != len(order.pages):
        raise ValueError("a page that stands twice")
    return order


def _called(page: CasePage, number: int) -> CasePage:
    return page if page.called == number else replace(page, called=number)


def _page_rows(page: CasePage, home: Path) -> tuple[str, str]:
    stored = _with_paths(page, lambda path: _stored(path, home))
    return text_of(_part(_FoundRow, stored)), text_of(_part(_Decided, stored))


def _part(kind: type[_FoundRow | _Decided], page: CasePage) -> _FoundRow | _Decided:
    """Return the fields of a page that belong to one of its rows."""
    return kind(**{field.name: getattr(page, field.name) for field in fields(kind)})


def _same(number: int, rows: Rows, other: Rows) -> bool:
    return all(rows[key] == other[key] for key in keys(number))


def _page(number: int, rows: Rows, home: Path) -> CasePage:
    found_key, decided_key = keys(number)
    text = rows[found_key]  # as another release may have written it, in the history too
    for before, now in table("case_rows.toml").items():
        text = text.replace(f'"{before}"', f'"{now}"')
    row = value_of(_FoundRow, text)
    decided = value_of(_Decided, rows[decided_key])
    page = CasePage(number, **vars(row), **vars(decided))
    return _with_paths(page, lambda path: _located(path, home))


def _with_paths(page: CasePage, renamed: Callable[[str], str]) -> CasePage:
    if page.page is None:
        return replace(page, path=renamed(page.path))
    source = replace(page.page.source, path=renamed(page.page.source.path))
    return replace(page, path=renamed(page.path), page=replace(page.page, source=source))


def _stored(path: str, home: Path) -> str:
    """Return a path as it is in a row: without the case file's own."""
    lies = Path(path)
    kind = _OUTSIDE if is_outside(lies) else _INSIDE
    place = lies.parent.name.removeprefix(_NOT_KEPT if kind == _OUTSIDE else "")
    short = f"{kind}{place}/{lies.name}"
    with suppress(ValueError):
        if _located(short, home) == path:
            return short
    hidden = Path(outside(home, path))
    return f"{_OUTSIDE}{hidden.parent.name.removeprefix(_NOT_KEPT)}/{hidden.name}"


def _located(path: str, home: Path) -> str:
    """Return where a path of a row is inside the case at ``home``.

    Raises:
        ValueError: No program ever stored it.
    """
    if path.startswith(_PATH):
        return outside(home, path.removeprefix(_PATH))
    place, _, name = path.removeprefix(_INSIDE).removeprefix(_OUTSIDE).partition("/")
    if not _HASH.fullmatch(place) or "/" in name or name in ("", ".", ".."):
        raise ValueError("not inside the case")
    return inside(home, place if path.startswith(_INSIDE) else _NOT_KEPT + place, name)


def _plain_name(name: str) -> str:
    """Return a name as one component of a path, whatever it is."""
    for separator in {"/", os.sep}:
        name = name.replace(separator, "_")
    return "_" if name in ("", ".", "..") else name


def text_of(value: object) -> str:
    """Return a value of frozen dataclasses as compact JSON; equal values give the same text."""
    return json.dumps(_plain(value), separators=(",", ":"))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(inner) for inner in value)  # type: ignore[type-var]
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime) else value


def empty_row(key: str) -> str:
    """Return the row of ``NOTED`` in a case where nothing was noted yet."""
    blank = next(field.default for field in fields(Case) if field.name == key)
    return text_of(blank)


def value_of(kind: type[Value], text: str) -> Value:
    """Return the value of a class that a row of JSON holds.

    Raises:
        ValueError: It holds none.
    """
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        adapter = _ADAPTERS[kind] = TypeAdapter(kind)
    value: Value = adapter.validate_python(loads(text))
    return value


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}
