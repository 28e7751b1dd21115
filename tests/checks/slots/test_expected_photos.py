"""Pages that should carry the applicant's photo where photos are to be covered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zcdesk.applicant import Target
from zcdesk.checks.slots.expected_names import no_photo_on_page
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.sorting.told import PageTold
from zcdesk.wording import spoken

PHOTO = frozenset({Target.NAME, Target.PHOTO})
DIPLOMA = PageTold(kind="diploma", sure=True, begins=True)


def hit(target: Target, verdict: Verdict) -> Hit:
    return Hit(Mask(target, box(0, 0, 9, 9), "", 0.9, Origin.PHOTO), verdict, info("hit.portrait"))


def test_a_diploma_without_a_photo_is_told_with_its_kind() -> None:
    finding = no_photo_on_page(DIPLOMA, (hit(Target.NAME, Verdict.COVER),), PHOTO)
    assert finding is not None
    assert "毕业证书" in spoken(finding).message


@pytest.mark.parametrize(
    ("told", "hits", "targets"),
    [
        (DIPLOMA, (hit(Target.PHOTO, Verdict.COVER),), PHOTO),
        (DIPLOMA, (hit(Target.PHOTO, Verdict.DOUBT),), PHOTO),
        (DIPLOMA, (), frozenset({Target.NAME})),
        (replace(DIPLOMA, sure=False), (), PHOTO),
        (PageTold(kind="posting", sure=True, begins=True), (), PHOTO),
        (PageTold(kind="title_cert", sure=True, begins=False), (), PHOTO),
    ],
)
def test_other_pages_need_no_photo(
    told: PageTold, hits: tuple[Hit, ...], targets: frozenset[Target]
) -> None:
    assert no_photo_on_page(told, hits, targets) is None


@pytest.mark.parametrize(
    ("told", "hits"),
    [
        (DIPLOMA, (hit(Target.PHOTO, Verdict.LEAVE),)),
        (PageTold(kind="title_cert", sure=True, begins=True), ()),
        (PageTold(kind="id_card_back", sure=True, also=("id_card_front",)), ()),
    ],
)
def test_a_photo_that_was_left_alone_is_none(told: PageTold, hits: tuple[Hit, ...]) -> None:
    assert no_photo_on_page(told, hits, PHOTO) is not None
