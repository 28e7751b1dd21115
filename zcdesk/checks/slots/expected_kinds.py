"""Which kinds of document carry something: the lists that the expectations of a page rest on."""

from __future__ import annotations

import tomllib
from functools import cache

from zcdesk.resources import resource
from zcdesk.sorting.told import PageTold


def carries(listed: str, page_told: PageTold, kind: str = "") -> bool:
    """Tell whether a page is of a kind that carries what a list is about.

    Args:
        listed: File of the list in ``resources/sorting``: under ``pages`` the kinds whose every
            page carries it, under ``first_pages`` those whose first page does.
        told: What the page says of itself; where its kind is not sure, nothing is expected.
        kind: Id of the kind that a person gave, which may be any page of the document; by default
            the page's own.
    """
    kinds = _kinds(listed)
    if kind:
        return kind in kinds["pages"]
    if not page_told.sure:
        return False
    # Both sides of a card on one sheet are one kind and another.
    whole = any(one in kinds["pages"] for one in (page_told.kind, *page_told.also))
    return whole or (page_told.kind in kinds["first_pages"] and page_told.begins)


@cache
def _kinds(listed: str) -> dict[str, frozenset[str]]:
    text = resource("sorting", listed).read_text(encoding="utf-8")
    return {name: frozenset(kinds) for name, kinds in tomllib.loads(text).items()}
