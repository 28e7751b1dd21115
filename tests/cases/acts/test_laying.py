"""How a page lies is changed by acts: undoable, stored, and to be confirmed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made import kept
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import confirm, reviewed
from zcdesk.cases.acts.laying import (
    cut_out_page,
    documents_on,
    level_page,
    light_page,
    split_page,
    turn_page,
)
from zcdesk.cases.case import Case, CasePage
from zcdesk.cases.tables.rows import case_of, rows_of
from zcdesk.findings import info, warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Mask
from zcdesk.pages.laying.standing import straightened
from zcdesk.pages.page import Clarity, FoundLaying, Page, PageSource

OUTLINE = ((100.0, 80.0), (880.0, 120.0), (900.0, 1300.0), (90.0, 1280.0))
CARDS = (box(100, 100, 900, 600), box(100, 800, 900, 1300))


def laid(corners: tuple[tuple[float, float], ...] | None, **more: object) -> Page:
    bare = Page(PageSource("1.jpg", "a" * 64), 1000, 1400, 1000, 1400, corners=corners)
    judged = replace(
        bare,
        clarity=Clarity.BORDERLINE,
        measures={"legibility": 0.4},
        look="look",
        findings=(info("page.outlined"), warning("clarity.blurred"), warning("scan.sent_by_chat")),
    )
    return straightened(replace(judged, **more))  # type: ignore[arg-type]


def case(page: Page, *drawn: Mask) -> Case:
    one = CasePage(1, "diploma", "1.jpg", page=page, drawn=drawn, examined=True)
    other = CasePage(2, "diploma", "2.jpg", page=laid(None), examined=True)
    applicant = Applicant("张伟", "云岭化工有限公司")
    return Case("region-senior-2024", applicant, frozenset({Target.NAME}), (one, other), numbered=5)


ACTS: dict[str, Callable[[Case], Case]] = {
    "turned": lambda one: turn_page(one, 1, 90),
    "cut out": lambda one: cut_out_page(one, 1, box(50, 50, 950, 1350)),
    "the whole picture": lambda one: cut_out_page(one, 1, None),
    "not levelled": lambda one: level_page(one, 1, 0.0),
    "lit evenly": lambda one: light_page(one, 1, even=True),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_page_that_lies_otherwise_is_read_judged_and_confirmed_again(
    act: Callable[[Case], Case],
) -> None:
    before = confirm(case(laid(OUTLINE, skew=1.5)), 1)
    after = act(before).page(1)
    assert reviewed(act(before)) == ()
    assert not after.examined
    assert after.page is not None
    assert (after.page.measures, after.page.look, after.page.clarity) == (
        {},
        "",
        Clarity.UNMEASURED,
    )
    codes = [one.code for one in after.findings]
    assert "clarity.blurred" not in codes
    assert "scan.sent_by_chat" in codes


def test_the_outline_found_can_be_left_and_taken_again() -> None:
    page = laid(OUTLINE, skew=0.8, found=FoundLaying(OUTLINE, 0, 0.8))
    start = case(page)
    whole = cut_out_page(start, 1, None)
    assert whole.page(1).page == replace(
        whole.page(1).page,  # type: ignore[type-var]
        corners=None, skew=0.0, width=1000, height=1400,
    )  # fmt: skip
    again = cut_out_page(whole, 1, OUTLINE).page(1).page
    assert again is not None
    assert (again.transform, again.skew) == (page.transform, 0.8)


def test_covers_drawn_by_hand_stay_on_what_they_hide() -> None:
    mark = box(300, 300, 360, 330)
    page = laid(None)
    after = cut_out_page(case(page, Mask(Target.NAME, mark)), 1, OUTLINE).page(1)
    assert after.page is not None
    back = after.page.transform.inverse().apply_all(after.drawn[0].polygon)
    assert [x for point in back for x in point] == pytest.approx([x for p in mark for x in p])


def test_two_documents_become_two_pages_each_with_its_own_covers() -> None:
    covers = (
        Mask(Target.NAME, box(200, 200, 260, 230)),
        Mask(Target.NAME, box(200, 900, 260, 930)),
    )
    page = laid(None, offered=CARDS, found=FoundLaying(offered=CARDS))
    before = case(page, *covers)
    assert documents_on(before.page(1)) == CARDS
    after = split_page(before, 1)
    assert [(one.number, one.slot) for one in after.pages] == [
        (1, "diploma"),
        (6, "diploma"),
        (2, "diploma"),
    ]
    assert after.numbered == 6
    for number, corners in ((1, CARDS[0]), (6, CARDS[1])):
        part = after.page(number)
        assert part.page is not None
        assert (part.page.corners, part.examined, len(part.drawn)) == (corners, False, 1)
        assert documents_on(part) == ()
    with pytest.raises(ValueError, match="one document"):
        split_page(after, 1)


def test_how_a_page_was_laid_is_kept_in_the_case_file(tmp_path: Path) -> None:
    home = tmp_path / "案卷.zcase"
    page = laid(None, offered=CARDS, found=FoundLaying(offered=CARDS))
    stored = light_page(split_page(case(page), 1), 6, even=True)
    assert case_of(rows_of(stored, home), home) == kept(stored, home)
    older = {
        key: text.replace('"found":', '"unknown":') for key, text in rows_of(stored, home).items()
    }
    assert [one.number for one in case_of(older, home).pages] == [1, 6, 2]
