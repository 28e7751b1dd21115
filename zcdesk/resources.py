"""Where the files are that ship with the program."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from zcdesk.han import HAN, MIDDLE_DOTS
from zcdesk.quantities.numerals import HAN_DIGITS, HAN_NUMERALS, HAN_ORDINALS

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parent.parent / "resources"

_HEAD = re.compile(r'^\["?([a-z0-9_.-]+)"?\]$', re.MULTILINE)
"""The head of a table in a shipped file of many tables."""

_LETTERS = {
    "han_letters": HAN,
    "han_digits": HAN_DIGITS,
    "han_ordinals": HAN_ORDINALS,
    "han_numerals": HAN_NUMERALS,
    "middle_dots": MIDDLE_DOTS,
}
"""What every table of patterns may name within the brackets of a letter."""

_OTHER_ROW = re.compile(r"\{([a-z]\w*)\}")


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, in an installation as in a checkout.

    Args:
        parts: Path below ``resources``, for example ``("notices", "region-senior-2024.yaml")``.

    Raises:
        FileNotFoundError: The installation lacks the file; the program cannot repair that itself.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resource missing from this installation: {'/'.join(parts)}")
    return path


def guide(name: str) -> str:
    """Return a text that tells how to write something, for example ``notices``.

    Raises:
        FileNotFoundError: The installation lacks it.
    """
    if _INSTALLED.is_dir():
        return resource("guides", f"{name}.md").read_text(encoding="utf-8")
    return (_CHECKOUT.parent / "docs" / f"{name}.md").read_text(encoding="utf-8")


@cache
def table(*parts: str) -> dict[str, Any]:
    """Return what a shipped TOML file holds; it is read once and not to be changed."""
    data: dict[str, Any] = tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
    return data


def with_letters(pattern: str) -> str:
    """Return a pattern of a table with the letters that it names, ``{han_digits}`` and the like."""
    return _OTHER_ROW.sub(lambda found: _LETTERS[found[1]], pattern)


class Patterns:
    """The rows of some tables of a shipped file as patterns, each made when it is asked for.

    A row is an attribute: a pattern, or a list of wordings any of which may be there. ``{name}``
    in it means another row, of the same tables, of the table ``bricks`` or of the file's head, of
    ``resources/bricks.toml``, and ``{han_letters}``, ``{han_digits}``, ``{han_ordinals}``,
    ``{han_numerals}`` and ``{middle_dots}`` the letters of those names.
    """

    def __init__(self, file: str, *groups: str) -> None:
        tables = table(*file.split("/"))
        self._tables = [
            *map(tables.__getitem__, groups),
            tables.get("bricks", {}),
            tables,
            table("bricks.toml"),
            _LETTERS,
        ]

    def __getattr__(self, name: str) -> re.Pattern[str]:
        pattern = re.compile(self._text(name))
        setattr(self, name, pattern)
        return pattern

    def _text(self, name: str) -> str:
        row = next((rows[name] for rows in self._tables if name in rows), None)
        if row is None:
            raise AttributeError(name)
        text = row if isinstance(row, str) else f"(?:{'|'.join(row)})"
        return _OTHER_ROW.sub(lambda found: self._text(found[1]), text)


@cache
def table_texts(*parts: str) -> dict[str, str]:
    """Return the text of each table of the TOML files in a shipped folder, by the table's name.

    To read one of them takes no time, all the sentences of the program a tenth of a second.
    """
    texts: dict[str, str] = {}
    for path in sorted(resource(*parts).glob("*.toml")):
        _, *pieces = _HEAD.split(path.read_text(encoding="utf-8"))
        texts |= zip(pieces[::2], pieces[1::2], strict=True)
    return texts
