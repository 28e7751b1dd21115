"""What is reached from nowhere: deleted pages, pictures taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping

_REFERENCE = re.compile(r"\b(\d{1,8}) \d{1,5} R\b")
_STRUCTURE = re.compile(r"/Type\s*/(XRef|ObjStm)\b")


def unreached(objects: Mapping[int, str], trailer: str) -> frozenset[int]:
    """Return the numbers of the objects that no page and no entry of the trailer leads to.

    Args:
        objects: Every object as it is written, by number.
        trailer: Where the walk begins.
    """
    waiting, seen = [trailer], set[int]()
    while waiting:
        for number in map(int, _REFERENCE.findall(waiting.pop())):
            if number not in seen and number in objects:
                seen.add(number)
                waiting.append(objects[number])
    return frozenset(
        number
        for number, written in objects.items()
        if number not in seen and not _STRUCTURE.search(written) and written != "null"
    )
