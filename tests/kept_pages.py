"""What workers find on a page is kept like the answers of the models: many tests draw the same.

A page that is prepared, searched or verified gives the same again for the same pixels, the same
words and the same lines of ours; all of these are in the key. Only workers take what is kept: in
its own process a test may have put something else in the place of a part of it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.kept_answers import shelf_of_tests, surroundings, take_answers
from tests.shelf import Shelf
from zcdesk.pages.opening.scan import Scan, decode
from zcdesk.pages.page import PageSource
from zcdesk.pages.preparing import Prepared, prepare, upright_picture
from zcdesk.workers import pool

PROGRAM = "ZCDESK_TEST_PROGRAM"
"""The variable with the sum of the program's lines, summed once for all processes of a run."""

ROOMS = (
    "masking", "names", "pages", "quantities", "reading", "sorting",
    "verification", "workflow/one_page",
)  # fmt: skip
"""Rooms of the program whose lines decide what is found on a page."""

_HERE = Path(__file__).resolve().parents[1]
_OF_OTHERS = ("fonts", "manual", "notices", "samples", "translations", "wording")
"""What the program ships and never asks while it looks at a page."""

_run = pool._run
_placed: set[Callable[..., Any]] = set()


@dataclass(frozen=True)
class Step:
    """A step of the work on a page.

    Attributes:
        home: The module of the function.
        name: Of the function there.
        users: Further modules that call it by its name.
        kept: What of its result is kept.
        made: Its result, from what was kept and the arguments.
    """

    home: str
    name: str
    users: Sequence[str]
    kept: Callable[..., Any] = lambda result: result
    made: Callable[..., Any] = lambda kept, *_: kept

    def put_in_place(self) -> None:
        """Let the modules that were loaded by now call the step that knows what was kept."""
        for module in map(sys.modules.get, (self.home, *self.users)):
            own = getattr(module, self.name, None)
            if own is not None and own not in _placed:
                setattr(module, self.name, once(self, own))


def _prepared(kept: Any, scan: Scan, index: int = 0, *_: object) -> Prepared:
    page, boxes = kept
    page = replace(page, source=PageSource(str(scan.path), scan.sha256, index))
    return Prepared(page, upright_picture(decode(scan, index), page), boxes)


def _examined(kept: Any, found: Prepared, *_: object) -> Any:
    return replace(kept, page=replace(kept.page, source=found.page.source))


_PAGES = "zcdesk.workflow.one_page"
STEPS = (
    Step(
        "zcdesk.pages.preparing",
        prepare.__name__,
        (
            f"{_PAGES}.examining",
            "zcdesk.workflow.notice_text.words_of_file",
            "zcdesk.batch.shared.scans",
        ),
        lambda result: (result.page, result.boxes),
        _prepared,
    ),
    Step(f"{_PAGES}.examining", "search_page", (), made=_examined),
    Step(
        "zcdesk.verification.picture",
        "verify_pixels",
        ("zcdesk.verification.folder", f"{_PAGES}.finishing", f"{_PAGES}.examining"),
    ),
)


def once(step: Step, own: Callable[..., Any], shelf: Shelf | None = None) -> Callable[..., Any]:
    """Return a step that is taken once for the same arguments.

    Args:
        step: What it is.
        own: The program's function.
        shelf: Where all results are kept; the tests' own unless it is given.
    """
    kept_on = shelf or shelf_of_tests()
    if kept_on is None:
        return own

    def found(*arguments: object) -> object:
        key = key_of(step, arguments)
        try:
            kept = kept_on.find(key)
        except KeyError:
            result = own(*arguments)
            kept_on.put(key, step.kept(result))
            return result
        return step.made(kept, *arguments)

    _placed.add(found)
    return found


def take_pages() -> None:
    """Let this worker take what was found on a page before."""
    setattr(pool, "_run", _run_once)  # noqa: B010


def _run_once(*arguments: Any) -> Any:
    """Run a task of a worker: only now what it needs was loaded."""
    take_answers()
    for step in STEPS:
        step.put_in_place()
    return _run(*arguments)


def key_of(step: Step, arguments: object) -> str:
    """Return what a step's result hangs on."""
    key = hashlib.sha256(surroundings() + program().encode() + step.name.encode())
    for piece in plain(arguments):
        key.update(piece)
    return key.hexdigest()


def plain(value: object) -> Iterator[bytes]:
    """Return a value in pieces that are equal in all processes; a file counts by its content."""
    if isinstance(value, np.ndarray):
        yield f"{value.shape} {value.dtype}".encode()
        yield np.ascontiguousarray(value).tobytes()
    elif isinstance(value, PageSource):
        yield os.fsencode(f"{Path(value.path).name} {value.sha256} {value.index}")
    elif is_dataclass(value):
        yield type(value).__qualname__.encode()
        for field in fields(value):
            yield from plain(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from plain(sorted(value.items()))
    elif isinstance(value, set | frozenset):
        yield from plain(sorted(value))
    elif isinstance(value, list | tuple):
        yield f"{len(value)}".encode()
        for one in value:
            yield from plain(one)
    else:
        yield os.fsencode(f"{value.name if isinstance(value, Path) else value!r};")


def program() -> str:
    """Return the sum of all files that decide."""
    known = os.environ.get(PROGRAM)
    if not known:
        known = os.environ[PROGRAM] = _summed()
    return known


def _summed() -> str:
    total = hashlib.sha256()
    for path in sorted(_deciding()):
        total.update(f"{path.relative_to(_HERE)} {path.stat().st_size}".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _deciding() -> Iterator[Path]:
    """Return the files that decide what is found on a page."""
    code, shipped = _HERE / "zcdesk", _HERE / "resources"
    yield from code.glob("*.py")
    for room in ROOMS:
        yield from (code / room).rglob("*.py")
    for folder in shipped.iterdir():
        if folder.name not in _OF_OTHERS:
            yield from (path for path in (folder, *folder.rglob("*")) if path.is_file())
