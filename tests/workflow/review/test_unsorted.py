"""What sorting is handed of an unsorted page."""

import pytest

from tests.workflow.drawn_case import APPLICANT
from zcdesk.cases.acts.arranging import merge_sides
from zcdesk.cases.case import Case, CasePage
from zcdesk.findings import warning
from zcdesk.notices.files.loading import load_notice
from zcdesk.sorting.told import PageTold
from zcdesk.workflow.review.unsorted import proposed

SHAPE = PageTold(wordless=True, portrait=True)


def test_the_blank_back_of_a_sheet_is_no_photo_though_it_has_the_shape_of_one() -> None:
    photo = CasePage(1, "", "照片.jpg", told=SHAPE, examined=True)
    back = CasePage(2, "", "背面.jpg", told=SHAPE, examined=True, findings=(warning("page.blank"),))
    found = proposed(load_notice("region-senior-2024"), (photo, back))
    assert [(proposal.number, proposal.slot) for proposal in found] == [(1, "photo_1inch")]


@pytest.mark.parametrize(
    ("scanned", "backwards", "read"),
    [("135246", False, "123456"), ("135642", True, "123456"), ("13524", False, "12345")],
)
def test_fronts_and_backs_lie_as_the_sheets_do(scanned: str, backwards: bool, read: str) -> None:
    """Another slot's page between them stays where it is."""
    pages = [CasePage(int(number), "practice_evidence", f"{number}.jpg") for number in scanned]
    pages.insert(2, CasePage(9, "diploma", "9.jpg"))
    case = Case("region-senior-2024", APPLICANT, frozenset(), pages=tuple(pages))
    merged = merge_sides(case, [int(number) for number in scanned], backwards=backwards)
    assert "".join(str(page.number) for page in merged.pages) == f"{read[:2]}9{read[2:]}"
