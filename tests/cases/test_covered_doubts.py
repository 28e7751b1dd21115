"""A doubt that lies wholly below a cover of the person's is no question while that cover stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.made import case, hit
from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.case import CasePage, Decision
from zcdesk.geometry import Polygon, box, contains, lies_within
from zcdesk.masking.hits import Mask, Origin, Verdict

DOUBT = hit(100.0).mask.polygon  # 100, 10 to 150, 40


def _page(cover: Polygon | None = None, *others: tuple[Polygon, Verdict, Decision]) -> CasePage:
    made = case(1).pages[0]
    hits = [hit(100.0)]
    decisions = []
    for place, (polygon, verdict, decision) in enumerate(others, start=1):
        one = hit(0.0, verdict)
        hits.append(replace(one, mask=replace(one.mask, polygon=polygon)))
        decisions.append((place, decision))
    drawn = () if cover is None else (Mask(Target.NAME, cover, "", 1.0, Origin.SPOTTED),)
    return replace(made, hits=tuple(hits), decisions=tuple(decisions), drawn=drawn)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (_page(), True),
        (_page(box(90, 5, 160, 45)), False),
        (_page(DOUBT), False),
        (_page(box(90, 5, 149, 45)), True),  # a pixel looks out
        (_page(((90, 5), (160, 5), (160, 45), (125, 8), (90, 45))), True),  # dented
        (_page(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.COVER)), False),
        (_page(None, (box(90, 5, 160, 45), Verdict.DOUBT, Decision.COVER)), False),
        (_page(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.LEAVE)), True),
        (_page(None, (box(90, 5, 160, 45), Verdict.COVER, Decision.WORDS)), True),
    ],
)
def test_only_a_whole_cover_of_the_person_answers_for_what_lies_below(
    page: CasePage, asked: bool
) -> None:
    assert (0 in page.open_doubts()) is asked


def test_the_question_is_back_and_the_confirmation_gone_when_the_cover_goes() -> None:
    page = _page(box(90, 5, 160, 45))
    made = replace(case(1), pages=(page,))
    made = deciding.confirm(made, page.number)
    assert made.pages[0].confirmed
    bare = replace(made.pages[0], drawn=())
    assert bare.open_doubts() == (0,)
    assert made.pages[0].decisions == ()  # nobody was answered for


@given(
    st.tuples(*[st.floats(-50, 150)] * 4),
    st.lists(st.tuples(st.floats(-60, 160), st.floats(-60, 160)), min_size=3, max_size=6),
)
def test_what_lies_within_has_every_corner_inside(
    outer: tuple[float, float, float, float], inner: list[tuple[float, float]]
) -> None:
    left, top, wide, high = outer
    place = box(left, top, left + abs(wide) + 1, top + abs(high) + 1)
    wider = box(left - 1, top - 1, left + abs(wide) + 2, top + abs(high) + 2)
    if lies_within(inner, place):
        assert all(contains(wider, point) for point in inner)
    assert lies_within(inner, place) == lies_within(inner, tuple(reversed(place)))
