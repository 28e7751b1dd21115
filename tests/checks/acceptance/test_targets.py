"""The acceptance list on what is covered: 19, 21–24 and 37."""

from __future__ import annotations

import pytest

from tests.checks.acceptance.making import (
    ETDZ,
    HOTAN,
    MIIT,
    REGION,
    URUMQI,
)
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.case import CasePage
from zcdesk.checks.exempt_slots import begun
from zcdesk.notices.files.loading import load_notice


def covered_in(notice: str, slot: str) -> frozenset[Target]:
    """Return what a new case covers on a page of a slot."""
    case = begun(load_notice(notice), Applicant("努尔兰", "和田地区林业公司"))
    return case.targets_on(CasePage(1, slot, "一.jpg"))


PHOTOS = [(19, URUMQI, set()), (19, REGION, {Target.NAME, Target.EMPLOYER}),
          (19, MIIT, set()), (19, HOTAN, {Target.NAME, Target.EMPLOYER})]  # fmt: skip


@pytest.mark.parametrize(("item", "notice", "targets"), PHOTOS)
def test_the_passport_photo_is_never_covered(item: int, notice: str, targets: set[Target]) -> None:
    found = load_notice(notice)
    assert covered_in(notice, "photo_1inch") == targets
    assert Target.PHOTO in found.slot("photo_1inch").mask_exempt


@pytest.mark.parametrize(("item", "notice"), [(24, URUMQI), (24, MIIT)])
def test_a_notice_without_blind_review_covers_nothing_and_says_so(item: int, notice: str) -> None:
    found = load_notice(notice)
    assert found.masking is None
    assert covered_in(notice, "diploma") == set()
    assert "A-36" in [question.id for question in found.open_questions]


@pytest.mark.parametrize(("item", "notice", "asked"), [(37, HOTAN, True), (37, REGION, False),
                                                       (37, ETDZ, False)])  # fmt: skip
def test_only_one_notice_asks_about_secret_material(item: int, notice: str, asked: bool) -> None:
    masking = load_notice(notice).masking
    assert masking
    assert bool(masking.classified) is asked
    assert not asked or "脱密处理后上传" in str(masking.classified)


BLIND = [
    (21, ETDZ, {Target.NAME, Target.EMPLOYER}),
    (22, REGION, {Target.NAME, Target.EMPLOYER}),
    (23, HOTAN, {Target.NAME, Target.PHOTO, Target.EMPLOYER}),
]


@pytest.mark.parametrize(("item", "notice", "targets"), BLIND)
def test_what_a_blind_notice_asks_to_cover(item: int, notice: str, targets: set[Target]) -> None:
    found = load_notice(notice)
    assert found.masking
    assert set(found.masking.targets) == targets
    assert covered_in(notice, "diploma") == targets
