"""The rules that Windows has for names, as a list of what is wrong with some.

Source: Microsoft, "Naming Files, Paths, and Namespaces"; NTFS and exFAT compare without case.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
LONGEST_NAME = 255
"""UTF-16 units of one name."""
LONGEST_PATH = 150
"""UTF-16 units below the folder that the person chose; 260 hold the whole path."""


def below(folder: Path) -> list[str]:
    """Return the names of everything below a folder, with /."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def faults(names: Iterable[str]) -> list[str]:
    """Return what is wrong with names below one folder (with / between their parts)."""
    found, alike = [], defaultdict(set)
    for name in names:
        for part in PurePosixPath(name).parts:
            found += [f"{name!r}: {fault}" for fault in _faults(part)]
        if units(name) > LONGEST_PATH:
            found.append(f"{name!r}: {units(name)} units")
        alike[unicodedata.normalize("NFC", name).casefold()].add(name)
    return found + [f"alike: {sorted(same)}" for same in alike.values() if len(same) > 1]


def units(name: str) -> int:
    """Return how long Windows takes a name to be."""
    return len(name.encode("utf-16-le", errors="surrogatepass")) // 2


def _faults(part: str) -> Iterable[str]:
    if FORBIDDEN.search(part):
        yield "a forbidden character"
    if RESERVED.fullmatch(part.partition(".")[0].rstrip(" ")):
        yield "a reserved name"
    if part.endswith((" ", ".")) or part.startswith(" "):
        yield "a blank or full stop at its end"
    if unicodedata.normalize("NFC", part) != part:
        yield "letters that are put together (not NFC)"
    if any("\ud800" <= letter <= "\udfff" for letter in part):
        yield "half a letter"
    if any(unicodedata.category(letter) == "Cf" for letter in part):
        yield "a letter that cannot be seen"
    if units(part) > LONGEST_NAME:
        yield "too long"
