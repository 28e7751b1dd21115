"""A page that stays out is told with the reason that fits it."""

from __future__ import annotations

from dataclasses import replace

from tests.export.sample import case, case_page
from zcdesk.applicant import Target
from zcdesk.cases.acts.deciding import confirm, confirm_sure, draw, reviewed
from zcdesk.export.plan.layout import LeftOut, Reason, pages_left_out
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking.hits import Hit, Mask, Verdict
from zcdesk.wording import codes

COVER = Mask(Target.NAME, box(1, 1, 9, 9))


def test_every_page_that_is_not_exported_is_told_with_its_reason() -> None:
    doubt = Hit(COVER, Verdict.DOUBT, info("hit.spotted"))
    told = case(
        [
            case_page(1, "diploma"),
            replace(case_page(2, "diploma"), page=None),
            replace(case_page(3, "diploma"), page=None, examined=False),
            replace(case_page(4, "diploma"), hits=(doubt,)),
            case_page(5, "diploma"),
            case_page(6, "diploma"),
            case_page(7, "diploma"),
        ]
    )
    for number in (1, 5, 6):
        told = confirm(told, number)
    told = draw(told, 5, COVER)
    assert [page.page.number for page in reviewed(told)] == [1, 6]
    assert pages_left_out(told, {1}) == (
        LeftOut(2, Reason.REFUSED, 0),
        LeftOut(3, Reason.UNREAD, 3),
        LeftOut(4, Reason.DOUBT, 4),
        LeftOut(5, Reason.CHANGED, 5),
        LeftOut(6, Reason.NOT_VERIFIED, 6),
        LeftOut(7, Reason.UNCONFIRMED, 7),
    )
    assert [page.number for page in pages_left_out(confirm_sure(told), {1, 6, 7})] == [2, 3, 4, 5]


def test_every_reason_has_a_sentence() -> None:
    for language in ("zh", "en"):
        assert {f"export.left_out.{reason}" for reason in Reason} <= codes(language)
