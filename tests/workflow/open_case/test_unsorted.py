"""What sorting is handed of an unsorted page."""

from __future__ import annotations

from zcdesk.cases.case import CasePage
from zcdesk.findings import warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.sorting.told import PageTold
from zcdesk.workflow.open_case.unsorted import proposed

SHAPE = PageTold(wordless=True, portrait=True)


def test_the_blank_back_of_a_sheet_is_no_photo_though_it_has_the_shape_of_one() -> None:
    photo = CasePage(1, "", "照片.jpg", told=SHAPE, examined=True)
    back = CasePage(2, "", "背面.jpg", told=SHAPE, examined=True, findings=(warning("page.blank"),))
    found = proposed(load_notice("region-senior-2024"), (photo, back))
    assert [(proposal.number, proposal.slot) for proposal in found] == [(1, "photo_1inch")]
