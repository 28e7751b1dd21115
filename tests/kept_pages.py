"""What workers find on a page is kept like the answers of the models: many tests draw the same.

A page that is prepared, searched or verified gives the same again for the same pixels, the same
words and the same lines of ours; all of these are in the key. Only workers take what is kept: in
its own process a test may have put something else in the place of a part of it.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.kept_answers import kept, surroundings, take_answers
from zcdesk.pages.opening.scan import Scan, decode
from zcdesk.pages.page import PageSource
from zcdesk.pages.preparing import Prepared, upright_picture
from zcdesk.workers import pool

PROGRAM = "ZCDESK_TEST_PROGRAM"
"""The variable with the sum of the program's lines, summed once for all processes of a run."""

ROOMS = (
    *("masking", "names", "pages", "quantities", "reading", "sorting", "verification"),
    "workflow/one_page",
)
"""Rooms of the program whose lines decide what is found on a page."""

_HERE = Path(__file__).resolve().parents[1]
_OF_OTHERS = ("fonts", "manual", "notices", "samples", "translations", "wording")
"""What the program ships and never asks while it looks at a page."""

_PAGES = "zcdesk.workflow.one_page"
_run = pool._run


class Step(NamedTuple):
    """A function of the work on a page, the modules that call it by its name, what is kept of its
    result, and what makes a result of that and the arguments."""

    home: str
    name: str
    users: Sequence[str]
    keep: Callable[..., Any] = lambda result: result
    made: Callable[..., Any] = lambda value, *_: value


def _prepared(value: Any, scan: Scan, index: int = 0, *_: object) -> Prepared:
    page, boxes = value
    page = replace(page, source=PageSource(str(scan.path), scan.sha256, index))
    return Prepared(page, upright_picture(decode(scan, index), page), boxes)


def _examined(value: Any, found: Prepared, *_: object) -> Any:
    return replace(value, page=replace(value.page, source=found.page.source))


STEPS = (
    Step(
        "zcdesk.pages.preparing",
        "prepare",
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


def run_knowing(*arguments: Any) -> Any:
    """Run a task of a worker with what is known: only now what it needs was loaded."""
    take_answers()
    for step in STEPS:
        for module in map(sys.modules.get, (step.home, *step.users)):
            own = getattr(module, step.name, None)
            if own is not None and not isinstance(own, partial):
                setattr(module, step.name, partial(found, step, own))
    return _run(*arguments)


def found(step: Step, own: Callable[..., Any], *arguments: object) -> Any:
    """Return what a step gives, or gave before for the same."""
    key = hashlib.sha256(surroundings() + program().encode() + step.name.encode())
    for piece in plain(arguments):
        key.update(piece)
    value = kept(key.digest(), lambda: step.keep(own(*arguments)))
    return step.made(value, *arguments)


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
    """Return the sum of all files that decide what is found on a page."""
    if not os.environ.get(PROGRAM):
        code, shipped = _HERE / "zcdesk", _HERE / "resources"
        files = [*code.glob("*.py"), *(one for at in ROOMS for one in (code / at).rglob("*.py"))]
        for folder in shipped.iterdir():
            if folder.name not in _OF_OTHERS:
                files += (path for path in (folder, *folder.rglob("*")) if path.is_file())
        total = hashlib.sha256()
        for path in sorted(files):
            total.update(f"{path.relative_to(_HERE)} {path.stat().st_size}".encode())
            total.update(path.read_bytes())
        os.environ[PROGRAM] = total.hexdigest()
    return os.environ[PROGRAM]
