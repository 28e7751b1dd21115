"""What was read of the pages of a case in this session, and what was found in it."""

from __future__ import annotations

from dataclasses import replace

from zcdesk.cases.acts.deciding import COVERING_CHANGED
from zcdesk.cases.case import CasePage
from zcdesk.pages.page import Page
from zcdesk.reading.line import Reading
from zcdesk.workflow.one_page.examining import Examined


class SessionReadings:
    """The readings of this session, so that new words need no new reading.

    They hold the text of identity papers: in memory only, gone with the program.
    """

    def __init__(self) -> None:
        self._readings: dict[tuple[object, ...], Reading] = {}

    def of(self, page: Page) -> Reading | None:
        """Return the reading of a page as it is, or None."""
        return self._readings.get(_key(page))

    def keep(self, page: Page, reading: Reading) -> None:
        """Remember the reading of a page."""
        self._readings[_key(page)] = reading


def _key(page: Page) -> tuple[object, ...]:
    return page.source.sha256, page.source.index, page.transform, page.even_light


def found(before: CasePage, examined: Examined) -> CasePage:
    """Return the page with what was found; decisions about other hits are gone."""
    lasting = (finding for finding in before.findings if finding.code == COVERING_CHANGED)
    return replace(
        before,
        page=examined.page,
        hits=examined.hits,
        # Why it is looked at again stays until somebody confirms it.
        findings=(*lasting, *examined.page.findings),
        decisions=(),
        examined=True,
        told=examined.told,
    )
