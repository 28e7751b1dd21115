"""Places whose papers all carry the owner's name."""

from __future__ import annotations

from collections.abc import Iterator

from zcdesk.cases.acts.named_on_page import is_named
from zcdesk.cases.case import Case, CasePage
from zcdesk.resources import table
from zcdesk.sorting.kinds import kind_of


def titles() -> dict[str, str]:
    """Return what places of papers without a name are called, by the place."""
    listed = table("sorting", "subjects.toml")
    return {**listed["places"], **listed["long_places"]}


def unnamed_in_place(case: Case) -> Iterator[CasePage]:
    """Yield pages that show no name where all papers do, and go on from no page that does."""
    long = table("sorting", "subjects.toml")["long_places"]
    before: dict[str, CasePage] = {}
    for page in case.pages:
        if page.slot not in titles() or page.page is None or not page.examined:
            continue
        first = before.get(page.slot)
        if is_named(page.told, page.hits) or page.claimed:
            before[page.slot] = page
        elif first is not None and (page.slot in long or first.path == page.path):
            continue
        elif not page.told.wordless and not _carries_none(page):
            yield page


def _carries_none(page: CasePage) -> bool:
    """Tell whether a page is of a kind that belongs into its place and need not carry the name."""
    names = (page.kind,) if page.kind else (page.told.kind, *page.told.also)
    kinds = [kind for kind in map(kind_of, names) if kind is not None and page.slot in kind.slots]
    named = table("sorting", "named.toml")["pages"]
    return any(kind.id not in named for kind in kinds)
