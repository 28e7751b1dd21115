"""The verdict on a page once it was read: the only place where all that is told of it is put
together, in the order in which people see it.

What was told before stands as long as it holds: of the file, of how the page lies, of its look.
What follows from the reading takes its place, whatever an earlier search of the page has told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from zcdesk.applicant import Target
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.checks.slots.expected_photos import NO_PHOTO, no_photo_on_page
from zcdesk.finding_facts import About, codes_about
from zcdesk.masking.hits import Hit
from zcdesk.masking.presence import is_portrait
from zcdesk.pages.judging.app_marks import APP_MARK, app_marks
from zcdesk.pages.judging.clarity import NO_TEXT
from zcdesk.pages.judging.legible import judge_legibility
from zcdesk.pages.page import Page
from zcdesk.pages.preparing import TURN_UNSURE, Prepared
from zcdesk.picture import GreyPicture, Picture
from zcdesk.reading.line import Reading
from zcdesk.reading.other_side import OtherSide
from zcdesk.sorting.told import PageTold


@dataclass(frozen=True, eq=False)
class Seen:
    """What was read and found on a page: ``grey`` are its pixels, evened out."""

    grey: GreyPicture
    reading: Reading
    behind: OtherSide
    told: PageTold
    hits: tuple[Hit, ...]


def judge_read_page(found: Prepared, seen: Seen, targets: Collection[Target]) -> Page:
    """Return a page with its verdict.

    Args:
        found: The page as it was prepared.
        seen: What was read and found on it.
        targets: What was looked for; where it is not, nothing is missing.
    """
    picture = found.picture
    page = judge_legibility(found.page, picture, seen.grey, seen.reading, found.boxes, seen.behind)
    settled = _settled_by_portrait(page, picture)
    # What follows from a search: that of an earlier one no longer holds.
    over = settled | codes_about(About.WHOSE) | {APP_MARK, NO_PHOTO}
    missing = (look(seen.told, seen.hits, targets) for look in (no_name_on_page, no_photo_on_page))
    findings = (
        *(finding for finding in page.findings if finding.code not in over),
        *app_marks(seen.reading),
        *filter(None, missing),
    )
    return replace(page, findings=findings, turn_sure=page.turn_sure or TURN_UNSURE in settled)


def shows_no_text(page: Page) -> bool:
    """Tell whether the page is said to hold none; one that is one portrait deserves no such word,
    nor does one whose letters are set so far apart that only a reader sees the lines.
    """
    return any(each.code == NO_TEXT for each in page.findings)


def _settled_by_portrait(page: Page, picture: Picture) -> frozenset[str]:
    """Return the codes about a page without text that do not apply to a portrait.

    A portrait that is none when it is turned stands upright, whatever shade lies along its edge.
    """
    if not shows_no_text(page) or not is_portrait(picture):
        return frozenset()
    if any(is_portrait(np.ascontiguousarray(np.rot90(picture, k))) for k in (1, 2, 3)):
        return frozenset({NO_TEXT})
    return frozenset({NO_TEXT, TURN_UNSURE})
