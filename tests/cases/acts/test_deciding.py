"""A confirmation belongs to this picture, these words, these targets and these covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts.deciding import (
    answer,
    confirm,
    confirm_sure,
    decide,
    decide_alike,
    delete_drawn,
    draw,
    rename_applicant,
    reviewed,
)
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Answer, Case, CasePage, Decision, PageState
from zcdesk.errors import ZcdeskError
from zcdesk.findings import info, warning
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.pages.page import Page, PageSource

BOTH = frozenset({Target.NAME, Target.EMPLOYER})


def hit(verdict: Verdict, left: int = 10, evidence: float = 0.9) -> Hit:
    mask = Mask(Target.NAME, box(left, 10, left + 50, 40), "name:1", evidence, Origin.SPOTTED)
    return Hit(mask, verdict, info("hit.read", line=1))


def page(number: int, *hits: Hit, told: bool = False) -> CasePage:
    source = PageSource(f"{number}.jpg", f"{number:064d}")
    upright = Page(source, 1000, 1400, 1000, 1400)
    findings = (warning("page.turn_unsure"),) if told else ()
    return CasePage(number, "diploma", f"{number}.jpg", 0, upright, hits, findings, examined=True)


def case(*pages: CasePage) -> Case:
    return Case("region-senior-2024", Applicant("张伟", "云岭化工有限公司"), BOTH, pages)


SURE = page(1, hit(Verdict.COVER))
DOUBTFUL = page(2, hit(Verdict.COVER), hit(Verdict.DOUBT, 200))
CLEAN = page(3)
NEAR = page(4, hit(Verdict.LEAVE))
TOLD = page(5, told=True)


def test_states_follow_from_what_was_found() -> None:
    whole = case(SURE, DOUBTFUL, CLEAN, NEAR, TOLD)
    assert [whole.state(one) for one in whole.pages] == [
        PageState.MASKED,
        PageState.REVIEW,
        PageState.CLEAN,
        PageState.CLEAN,
        PageState.REVIEW,
    ]


def test_a_waiting_page_is_in_review_and_a_refused_one_refused() -> None:
    waiting = CasePage(1, "", "a.jpg")
    assert case(waiting).state(waiting) is PageState.REVIEW
    refused = replace(waiting, examined=True)
    assert case(refused).state(refused) is PageState.REFUSED


def test_all_sure_pages_are_confirmed_at_once_and_doubtful_ones_are_not() -> None:
    after = confirm_sure(case(SURE, DOUBTFUL, CLEAN, TOLD))
    assert [one.page.number for one in reviewed(after)] == [1, 3]


def test_a_page_with_an_open_doubt_cannot_be_confirmed() -> None:
    with pytest.raises(ZcdeskError, match=r"^page\.open_doubt$"):
        confirm(case(DOUBTFUL), 2)


def test_a_decided_page_can_be_confirmed_and_shows_what_was_decided() -> None:
    left = confirm(decide(case(DOUBTFUL), 2, 1, Decision.LEAVE), 2)
    assert len(reviewed(left)[0].covers) == 1
    covered = confirm(decide(case(DOUBTFUL), 2, 1, Decision.COVER), 2)
    assert len(reviewed(covered)[0].covers) == 2


def test_a_doubt_without_evidence_is_shown_and_not_covered() -> None:
    pointed = page(1, hit(Verdict.DOUBT, evidence=0.0))
    assert pointed.covers() == ()
    assert pointed.open_doubts() == (0,)


CHANGES: dict[str, Callable[[Case], Case]] = {
    "a cover was drawn": lambda c: draw(c, 1, Mask(Target.NAME, box(300, 300, 350, 330))),
    "a cover was dropped": lambda c: decide(c, 1, 0, Decision.LEAVE),
    "the answer changed": lambda c: answer(c, 1, Answer.YES),
    "another spelling came": lambda c: replace(
        c, applicant=replace(c.applicant, aliases=("ZHANG Wei",))
    ),
    "the words were entered anew": lambda c: rename_applicant(c, Applicant("李明", "某某厂")),
    "the targets changed": lambda c: replace(c, targets=frozenset({Target.NAME})),
    "the page was turned": lambda c: turn_page(c, 1, 90),
    "another picture came": lambda c: c.with_page(
        replace(
            c.page(1),
            page=replace(SURE.page, source=PageSource("1.jpg", "f" * 64)),  # type: ignore[type-var]
        )
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_takes_the_confirmation_back(change: Callable[[Case], Case]) -> None:
    confirmed = confirm(case(SURE, CLEAN), 1)
    assert confirmed.state(confirmed.page(1)) is PageState.MASKED
    changed = change(confirmed)
    assert reviewed(changed) == ()
    assert changed.page(1).confirmed
    assert not changed.is_confirmed(changed.page(1))
    assert changed.state(changed.page(1)) is PageState.REVIEW


def test_a_change_undone_by_hand_brings_the_same_page_back() -> None:
    confirmed = confirm(case(SURE), 1)
    drawn = draw(confirmed, 1, Mask(Target.NAME, box(300, 300, 350, 330)))
    again = delete_drawn(drawn, 1, 0)
    assert again.is_confirmed(again.page(1))


def test_covers_drawn_by_hand_turn_with_the_page() -> None:
    drawn = draw(case(SURE), 1, Mask(Target.NAME, box(0, 0, 10, 20)))
    turned = turn_page(drawn, 1, 90).page(1)
    assert turned.page is not None
    assert (turned.page.width, turned.page.height) == (1400, 1000)
    assert set(turned.drawn[0].polygon) == {(1400, 0), (1400, 10), (1380, 0), (1380, 10)}


acts = st.lists(
    st.sampled_from(["cover", "leave", "draw", "confirm", "sure", "yes", "no", "turn"]),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_what_is_exported_is_always_what_was_confirmed_last(names: list[str]) -> None:
    now = case(DOUBTFUL)
    shown = None
    for name in names:
        if name in ("cover", "leave") and now.page(2).hits:
            now = decide(now, 2, 1, Decision(name))
        elif name == "draw":
            now = draw(now, 2, Mask(Target.NAME, box(5, 5, 9 + len(now.page(2).drawn), 9)))
        elif name in ("yes", "no"):
            now = answer(now, 2, Answer(name))
        elif name == "turn":
            now = turn_page(now, 2, 90)
        elif name == "sure":
            now = confirm_sure(now)
        elif name == "confirm" and now.page(2).examined and not now.page(2).open_doubts():
            now = confirm(now, 2)
            shown = (now.page(2).covers(), now.page(2).answer, now.page(2).page)
        for one in reviewed(now):
            assert shown == (one.covers, one.answer, one.page.page)
            assert not one.page.open_doubts()


def sealed(number: int, slot: str = "diploma", key: str = "seal:employer") -> CasePage:
    return replace(page(number, replace(hit(Verdict.DOUBT), key=key)), slot=slot)


def test_one_decision_is_given_to_the_same_seal_on_all_pages_of_the_slot() -> None:
    pages = (sealed(1), sealed(2), sealed(3, "contract"), sealed(4, key="seal:name"), sealed(5))
    changed = decide(case(*pages), 5, 0, Decision.LEAVE)
    covered = decide_alike(changed, 1, 0, Decision.COVER)
    answers = [one.decision(0) for one in covered.pages]
    assert answers == [Decision.COVER, Decision.COVER, None, None, Decision.LEAVE]
    left = decide_alike(covered, 2, 0, Decision.LEAVE)
    assert [one.decision(0) for one in left.pages][:2] == [Decision.LEAVE, Decision.LEAVE]


def test_a_place_without_a_key_is_decided_alone() -> None:
    alone = decide_alike(case(sealed(1, key=""), sealed(2, key="")), 1, 0, Decision.COVER)
    assert [one.decision(0) for one in alone.pages] == [Decision.COVER, None]
