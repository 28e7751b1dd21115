"""Every act that can be taken back is called by its name and its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.checks.making_cases import NOTICE, answered, doubtful, mask, prepared
from zcdesk.applicant import Applicant, Target
from zcdesk.cases.acts import deciding, following, noting
from zcdesk.cases.acts.arranging import move_pages, remove_pages, shift_page
from zcdesk.cases.acts.laying import turn_page
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.deliveries import Delivery, DeliveryKind
from zcdesk.cases.file_limits import FileLimit
from zcdesk.cases.rounds import Round
from zcdesk.cases.stations import Station
from zcdesk.cases.upload_route import Route
from zcdesk.cases.waivers import Waiver
from zcdesk.notices.clock import now
from zcdesk.notices.profile.slots import Who
from zcdesk.workflow.path.history import What, change_between
from zcdesk.workflow.path.stops import Stop

FIRST, SECOND = (slot.id for slot in NOTICE.slots()[:2])
CASE = Case(
    NOTICE.id,
    Applicant("阿依古丽", "某某机械厂"),
    frozenset({Target.NAME}),
    (
        answered(prepared(4, FIRST), Answer.NO),
        doubtful(7, FIRST),
        prepared(9, SECOND),
    ),
)
SENT = following.record_delivery(CASE, Delivery(now(), DeliveryKind.COVERED))
BACK = following.begin_round(CASE, Round(now(), Who.EMPLOYER, "x"))

Act = Callable[[Case], Case]

ACTS: dict[What, tuple[Case, Act, Stop, tuple[int, ...], str]] = {
    What.CONFIRMED: (CASE, lambda c: deciding.confirm(c, 4), Stop.REVIEW, (4,), FIRST),
    What.DECIDED: (
        CASE, lambda c: deciding.decide(c, 7, 0, Decision.LEAVE), Stop.REVIEW, (7,), FIRST,
    ),
    What.DREW: (
        CASE, lambda c: deciding.draw(c, 9, mask(Target.NAME)), Stop.REVIEW, (9,), SECOND,
    ),
    What.ANSWERED_PAGE: (
        CASE, lambda c: deciding.answer(c, 9, Answer.YES), Stop.REVIEW, (9,), SECOND,
    ),
    What.LAID: (CASE, lambda c: turn_page(c, 4, 90), Stop.REVIEW, (4,), FIRST),
    What.CLASSIFIED: (
        CASE,
        lambda c: c.with_page(replace(c.page(9), kind="diploma")),
        Stop.REVIEW, (9,), SECOND,
    ),
    What.ADDED: (
        CASE,
        lambda c: replace(c, pages=(*c.pages, prepared(10, SECOND))),
        Stop.MATERIALS, (10,), SECOND,
    ),
    What.REMOVED: (CASE, lambda c: remove_pages(c, [7]), Stop.MATERIALS, (7,), FIRST),
    What.EXCHANGED: (
        CASE,
        lambda c: replace(c, pages=(*c.pages[:2], prepared(11, SECOND))),
        Stop.MATERIALS, (11,), SECOND,
    ),
    What.SORTED: (
        CASE, lambda c: move_pages(c, NOTICE, [4], SECOND), Stop.SORT, (4,), SECOND,
    ),
    What.ORDERED: (CASE, lambda c: shift_page(c, 7, -1), Stop.MATERIALS, (4, 7), FIRST),
    What.WORDS: (
        CASE,
        lambda c: deciding.rename_applicant(c, Applicant("阿依古丽", "某某电厂")),
        Stop.FILL, (), "",
    ),
    What.ANSWERS: (
        CASE, lambda c: noting.answer_questions(c, {"degree": "yes"}), Stop.FILL, (), "degree",
    ),
    What.TEXT: (
        CASE,
        lambda c: noting.write_text(c, "work_summary", "字"),
        Stop.MATERIALS, (), "work_summary",
    ),
    What.NOT_APPLICABLE: (
        CASE,
        lambda c: noting.mark_not_applicable(c, SECOND, "没有"),
        Stop.MATERIALS, (), SECOND,
    ),
    What.LET_STAND: (
        CASE,
        lambda c: noting.waive(c, Waiver("check.photocopy", "x", now(), slot=SECOND)),
        Stop.CHECK, (), SECOND,
    ),
    What.ROUTE: (CASE, lambda c: noting.choose_route(c, Route.COVERED), Stop.FILL, (), ""),
    What.LIMIT: (
        CASE,
        lambda c: noting.limit_files(c, FileLimit(SECOND, 500)),
        Stop.MATERIALS, (), SECOND,
    ),
    What.RETURNED: (
        CASE, lambda c: following.begin_round(c, BACK.rounds[0]), Stop.AFTER, (), "",
    ),
    What.EXPORTED: (
        CASE, lambda c: following.record_delivery(c, SENT.deliveries[0]), Stop.EXPORT, (), "",
    ),
    What.SUBMITTED: (
        SENT, lambda c: following.mark_submitted(c, 0, now()), Stop.AFTER, (), "",
    ),
    What.STATION: (
        CASE, lambda c: following.reach_station(c, Station("fee", now())), Stop.AFTER, (), "",
    ),
    What.TICKED: (CASE, lambda c: following.tick(c, "001.jpg"), Stop.AFTER, (), ""),
}  # fmt: skip


@pytest.mark.parametrize("what", ACTS)
def test_an_act_is_called_by_what_it_did_and_where(what: What) -> None:
    before, act, stop, pages, part = ACTS[what]
    found = change_between(before, act(before))
    assert (found.what, found.stop, set(found.pages)) == (what, stop, set(pages))
    assert (found.place, found.part) == ((found.pages or (0,))[0], part)


def test_a_page_that_was_decided_and_confirmed_with_one_key_was_confirmed() -> None:
    both = deciding.confirm(deciding.decide(CASE, 7, 0, Decision.COVER), 7)
    assert change_between(CASE, both).what is What.CONFIRMED


def test_every_act_has_its_name_but_what_is_left_over() -> None:
    assert set(What) - set(ACTS) == {What.MENDED, What.OTHER}
    item = following.begin_round(CASE, replace(BACK.rounds[0], items=()))
    changed = replace(item, rounds=(replace(item.rounds[0], words="y"),))
    assert change_between(item, changed).what is What.MENDED
