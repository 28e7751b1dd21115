"""One file of the hostile corpus and what must become of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Opens:
    """The file is opened, and each of its pages is given."""

    pages: int = 1  # how many
    told: frozenset[str] = frozenset()  # codes of warnings that must come with them


@dataclass(frozen=True)
class Refused:
    """The file is refused for one of these reasons, and never for another."""

    codes: frozenset[str]


Expected = Opens | Refused


@dataclass(frozen=True)
class Entry:
    """One file."""

    name: str  # under which it lies, the only one of its name in the corpus
    make: Callable[[], bytes]  # alike each time but for keys of a lock and days of an attachment
    expected: Expected  # what must become of it
    heavy: bool = False  # it takes seconds to make or to refuse, and is left to the night


def opens(
    name: str, make: Callable[[], bytes], pages: int = 1, *told: str, heavy: bool = False
) -> Entry:
    """Return a file that must be opened."""
    return Entry(name, make, Opens(pages, frozenset(told)), heavy)


def refused(name: str, make: Callable[[], bytes], *codes: str, heavy: bool = False) -> Entry:
    """Return a file that must be refused; ``codes`` without their ``scan.``."""
    named = frozenset(code if "." in code else f"scan.{code}" for code in codes)
    return Entry(name, make, Refused(named), heavy)


def each(kind: str, made: Mapping[str, Callable[[], bytes]], *codes: str) -> Iterator[Entry]:
    """Yield files of one ending: refused for one of these reasons, opened where there is none."""
    for name, make in made.items():
        yield refused(f"{name}.{kind}", make, *codes) if codes else opens(f"{name}.{kind}", make)


HALF = ("truncated", "unreadable", "damaged_page")
"""Reasons for a file of which a part is missing."""

_CUTS = (0.3, 0.9)
"""Shares of a file at which the corpus cuts it; the promise R3 tries every other place too."""


def whole_and_cut(
    wholes: Mapping[str, bytes], pages: Mapping[str, int], zeros: int = 0
) -> Iterator[Entry]:
    """Yield whole files as they are, cut at some places, and with zeros behind their end, if any;
    ``pages`` tells how many pages a file has, where it is not one."""
    for name, content in wholes.items():
        count = pages.get(name, 1)
        yield opens(f"whole {name}", partial(bytes, content), count)
        for share in _CUTS:
            half = partial(bytes, content[: int(len(content) * share)])
            yield refused(f"cut at {share} {name}", half, *HALF)
        if zeros:
            yield opens(f"zeros behind {name}", partial(bytes, content + bytes(zeros)), count)
