"""HTML built from elements, so that every text is escaped because there is no other way in."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from zcdesk.printable import printable

_VOID = {"meta", "img", "input", "br"}


class Markup(str):
    """Text that is HTML already; only ``element`` and ``joined`` make it."""

    __slots__ = ()


def element(tag: str, attributes: Mapping[str, str] | None = None, /, *children: str) -> Markup:
    """Return one element; attribute values and plain strings among the children are escaped."""
    inside = "".join(f' {name}="{_escaped(value)}"' for name, value in (attributes or {}).items())
    if tag in _VOID:
        return Markup(f"<{tag}{inside}>")
    return Markup(f"<{tag}{inside}>{joined(children)}</{tag}>")


def joined(children: Iterable[str]) -> Markup:
    """Return children one after another, plain strings escaped."""
    return Markup("".join(c if isinstance(c, Markup) else _escaped(c) for c in children))


def _escaped(text: str) -> str:
    return html.escape(printable(text))


def style(sheet: str) -> Markup:
    """Return a style element.

    Raises:
        ValueError: The sheet could end the element early.
    """
    if "<" in sheet:
        raise ValueError("a style sheet must not hold '<'")
    return Markup(f"<style>{sheet}</style>")
