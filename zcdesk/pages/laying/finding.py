"""What a decoded picture shows: a bare page, one on a desk or beside dark strips, several."""

from __future__ import annotations

from dataclasses import dataclass

from zcdesk.finding_facts import finding_of
from zcdesk.findings import Finding
from zcdesk.geometry import Polygon
from zcdesk.pages.laying.borders import find_border
from zcdesk.pages.laying.grounds import grounds
from zcdesk.pages.laying.outline import Outline, find_outline
from zcdesk.pages.laying.perspective import is_perspective
from zcdesk.pages.laying.two_documents import find_documents
from zcdesk.picture import Picture

_WORTH_OFFERING = 0.9  # share of the weakest side's edge that was seen


@dataclass(frozen=True)
class Laid:
    """The place of a page in its picture.

    Attributes:
        corners: Of the page, where the program is sure; None means the whole picture.
        offered: Outlines that only a person can choose: one in doubt, or several documents.
        findings: What there is to tell about it.
    """

    corners: Polygon | None = None
    offered: tuple[Polygon, ...] = ()
    findings: tuple[Finding, ...] = ()


def laid(picture: Picture) -> Laid:
    """Find the page in a picture; corners are pixels of ``picture``.

    Nothing is ever cut where more than one document lies, where something is written beside the
    outline, or where its edges are in doubt.
    """
    ground = grounds(picture)
    if ground is None:
        return Laid()
    documents = find_documents(ground)
    if documents:
        return Laid(None, documents, (finding_of("page.several_documents", count=len(documents)),))
    outline = find_outline(ground)
    if outline is not None and outline.sure:
        return Laid(outline.corners, (), (finding_of("page.outlined"),))
    border = find_border(ground)
    if border is not None:
        return Laid(border, (), (finding_of("page.border_cut"),))
    if outline is not None and _worth_offering(outline):
        return Laid(None, (outline.corners,), (finding_of("page.outline_unsure"),))
    return Laid()


def _worth_offering(outline: Outline) -> bool:
    """Tell whether a doubtful outline looks like a page seen from aside, as no frame does."""
    return outline.support >= _WORTH_OFFERING and is_perspective(outline.corners)
