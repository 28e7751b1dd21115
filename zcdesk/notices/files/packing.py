"""A profile as people give it to each other: one file, its head says whose, whence and when.

The head is comments of YAML, so a pack is read like any profile. Its checksum counts all lines but
its own, with plain line ends: a file that was cut off or changed on its way is refused. The
examples of how its notice is read, as a person corrected it, are lines of the head, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from zcdesk.notices.clock import now

if TYPE_CHECKING:
    from zcdesk.notices.files.own_examples import OwnExample

_MARK = "# zcdesk-notice-pack 1"
_SUM = "# sha256: "
_EXAMPLE = "# example: "


def packed(profile: str, head: Mapping[str, str], examples: Iterable[OwnExample] = ()) -> str:
    """Return a profile's text below its head; a head from before goes.

    Args:
        profile: The file as it is.
        head: Words by what they say: ``by`` whom it was settled, ``from`` where its text is.
        examples: How its notice is read, as a person corrected it.
    """
    _, rest = _parted(_lines(profile.encode()))
    head = {**head, "day": now().date().isoformat()}
    head_lines = [f"# {name}: {' '.join(words.split())}" for name, words in head.items() if words]
    told = (_EXAMPLE + example.model_dump_json() for example in examples)
    lines = [_MARK, *head_lines, *told, *rest]
    return "\n".join([_MARK, _SUM + _digest(lines), *lines[1:]])


def head_of(raw: bytes) -> dict[str, str]:
    """Return what the head of a pack says; nothing for any other file."""
    head, _ = _parted(_lines(raw))
    return {name[2:]: words for name, _, words in (line.partition(": ") for line in head) if words}


def examples_of(raw: bytes) -> list[str]:
    """Return the lines of examples that a pack brings; none of any other file."""
    head, _ = _parted(_lines(raw))
    return [line.removeprefix(_EXAMPLE) for line in head if line.startswith(_EXAMPLE)]


def is_whole(raw: bytes) -> bool:
    """Tell whether a pack is as it was made; any other file is."""
    head, rest = _parted(_lines(raw))
    sums = [line for line in head if line.startswith(_SUM)]
    others = [line for line in head if line not in sums]
    return sums in ([], [_SUM + _digest([*others, *rest])])


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the head, [] where there is none, and all that is below it."""
    head = [*takewhile(lambda line: line[:1] == "#", lines)] if lines[0] == _MARK else []
    return head, lines[len(head) :]


def _lines(raw: bytes) -> list[str]:
    return [*map(str.rstrip, raw.decode("utf-8-sig", "replace").split("\n"))]


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).rstrip().encode()).hexdigest()
