"""What may be shown before others of words that an office wrote: no name and no ID number in it.

A terminal is recorded, and data goes to other programs. Folders and case files are mostly named
after their people; such a name is shown as 赵**.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zcdesk.han import HAN, is_han
from zcdesk.names.spellings import MIDDLE_DOTS, folded, surname_length
from zcdesk.names.surnames import surnames
from zcdesk.resources import Patterns, table

_LONGEST_NAME = 3
"""Letters of a Han name with a surname of one letter, nearly always."""
_LONGEST_HEADING = 20
_SAYS = Patterns("characters/patterns.toml", "discretion")
_SHOWN_DIGITS = 2
_DOTTED = re.compile(rf"[{HAN}]+(?:\s*[{MIDDLE_DOTS}]\s*[{HAN}]+)+")
_UNFIT = re.compile(rf"[@/\\{MIDDLE_DOTS}؀-ۿݐ-ݿ]|[A-Z][a-z]+ ?[A-Z]")


def is_like_a_name(text: str) -> bool:
    """Tell whether a text may be a person's name: a surname with a letter or two behind it."""
    plain = folded(text)
    if _DOTTED.search(text):
        return True
    extra = surname_length(plain) - 1
    if len(plain) > _LONGEST_NAME - 1 and set(plain).issubset(_letters("transliterated")):
        return True
    return (
        is_han(plain)
        and 2 <= len(plain) <= _LONGEST_NAME + extra
        and (plain[0] in surnames() or extra > 0)
        and plain not in table("characters", "names.toml")["common"]
        and not _SAYS.heads.search(plain)
    )


def is_heading(text: str) -> bool:
    """Tell whether a cell of a head is the name of a column, and surely nothing about anybody."""
    return (
        0 < len(text) <= _LONGEST_HEADING
        and not is_like_a_name(text)
        and not _SAYS.number.search(text)
        and not _UNFIT.search(text)
        and not (_SAYS.organisation.search(text) and not _SAYS.heads.search(text))
    )


def without_names(text: str, names: Iterable[str] = ()) -> str:
    """Return a text in which of every name only the first letter is left, of numbers the last two.

    Args:
        text: The name of a folder or a file.
        names: Names that are known; others are found by how they are built.
    """
    for name in sorted({folded(name) for name in names} - {""}, key=len, reverse=True):
        first, *rest = map(re.escape, name)
        spaced = "".join(rf"[\s{MIDDLE_DOTS}]*{letter}" for letter in rest)
        text = re.sub(f"({first}){spaced}", r"\1" + "*" * len(rest), text, flags=re.IGNORECASE)
    text = _SAYS.number.sub(lambda found: "*" * 4 + found[0][-_SHOWN_DIGITS:], text)
    text = _DOTTED.sub(lambda found: found[0][0] + "**", text)
    return _SAYS.han.sub(lambda found: _masked(found[0]), text)


def first_letters(text: str) -> str:
    """Return the name of a folder or file of nobody known with the first letter of its words."""
    shown = _SAYS.number.sub(lambda found: "*" * 4 + found[0][-_SHOWN_DIGITS:], text)
    return _SAYS.words.sub(lambda found: found[0][0] + "**", shown)


def _masked(letters: str) -> str:
    name = _SAYS.of_papers.sub("", letters)
    hidden = name[0] + "*" * (len(name) - 1) if is_like_a_name(name) else name
    return hidden + letters[len(name) :]


def _letters(kind: str) -> str:
    return str(table("characters", "names.toml")[kind])
