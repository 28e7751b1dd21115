"""Why a person is asked to look at a page: the one list that every report and table counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from zcdesk.findings import Finding
from zcdesk.masking.hits import Hit
from zcdesk.pages.judging.asking import asks_for_a_look
from zcdesk.pages.page import Page


def reasons_of(
    hits: Iterable[Hit], findings: Iterable[Finding], page: Page | None
) -> tuple[str, ...]:
    """Return the codes of what keeps a page in review, each once: doubtful places come first."""
    doubts = (hit.reason.code for hit in hits if hit.is_doubt)
    looks = (finding.code for finding in findings if asks_for_a_look(finding, page))
    return tuple(dict.fromkeys((*doubts, *looks)))


def counted_reasons(pages: Iterable[Iterable[str] | Mapping[str, int]]) -> dict[str, int]:
    """Return on how many pages each reason stands, the most frequent first.

    Args:
        pages: The reasons of each page, or what was counted of several.
    """
    counts: Counter[str] = Counter()
    for reasons in pages:
        counts.update(reasons)
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
