"""The steps of masking: two tables whose order is data, and one step run by itself."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.masking.one_step import judged, put_in_place, reread, viewed
from tests.masking.sheet import Sheet, all_covered
from zcdesk.applicant import Applicant, Target
from zcdesk.findings import info
from zcdesk.geometry import box
from zcdesk.masking import proposing
from zcdesk.masking.hits import Hit, Mask, Origin, Verdict
from zcdesk.masking.judges import ALL, JUDGES, Hits, Judge, checked
from zcdesk.masking.page_view import PageView, Readings
from zcdesk.masking.rereads import REREADS

NAMES = [*(row.name for row in REREADS), *(row.name for row in JUDGES)]
SOMEBODY = Applicant("潘鹏荣", "新疆昆仑水利水电工程有限公司")


def hit(left: int) -> Hit:
    mask = Mask(Target.NAME, box(left, 20, left + 20, 40), "", 0.0, Origin.SCRIPT)
    return Hit(mask, Verdict.DOUBT, info("hit.unreadable"))


@pytest.mark.parametrize("sees", ["below", "itself", "nowhere"])
def test_a_step_sees_only_the_hits_of_steps_above_it(sees: str) -> None:
    steps = Judge("itself", lambda *_: (), "", sees), Judge("below", lambda *_: (), "")
    with pytest.raises(ValueError, match=sees):
        checked(steps)


def test_two_steps_have_two_names() -> None:
    with pytest.raises(ValueError, match="twice"):
        checked((Judge("twice", lambda *_: (), ""), Judge("twice", lambda *_: (), "")))
    assert len(set(NAMES)) == len(NAMES)


def test_every_re_reading_adds_to_readings_that_there_are() -> None:
    assert {row.gives for row in REREADS} == {field.name for field in fields(Readings)}


def test_steps_are_given_the_hits_that_they_name(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, list[float]] = {}

    def step(name: str, left: int, sees: str, replaces: bool = False) -> Judge:
        def call(_: PageView, readings: Readings, hits: Hits) -> list[Hit]:
            seen[name] = [each.mask.polygon[0][0] for each in hits]
            if not left:
                raise RuntimeError("this step fails")
            return [hit(left)]

        return Judge(name, call, "", sees, replaces)

    steps = (
        step("first", 100, ALL),
        step("second", 200, "first"),
        step("fails", 0, "first", replaces=True),
        step("third", 300, "first"),
        step("instead", 400, ALL, replaces=True),
        step("last", 500, "second"),
    )
    monkeypatch.setattr(proposing, "JUDGES", checked(steps))
    found = Sheet(800, 200).hits(SOMEBODY)
    assert seen == {
        "first": [],
        "second": [100],
        "fails": [100],
        "third": [100],
        "instead": [100, 200, 300],
        "last": [100, 200],
    }
    places = [(each.mask.polygon[0][0], each.reason.code) for each in found]
    assert places == [
        (400, "hit.unreadable"),
        (500, "hit.unreadable"),
        (0, "hit.search_failed"),
    ]


def test_what_is_not_to_be_covered_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Judge("photos", lambda *_: [hit(100)], "", only_for=Target.PHOTO),)
    monkeypatch.setattr(proposing, "JUDGES", steps)
    sheet = Sheet(800, 200)
    assert sheet.hits(SOMEBODY) == ()
    assert len(sheet.hits(SOMEBODY, Target.PHOTO)) == 1


def test_one_step_runs_by_itself() -> None:
    sheet = Sheet(900, 300)
    letters = sheet.write("申报人：潘鹏荣", 60, 100)
    view = viewed(sheet, SOMEBODY)
    assert reread("split columns", view).again == ()
    (found,) = judged("words", view)
    assert all_covered((found,), letters[4:])
    assert judged("codes", view) == ()


def test_a_failing_step_that_would_replace_hits_leaves_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> tuple[Hit, ...]:
        raise ValueError("shape")

    sheet = Sheet(900, 300)
    letters = sheet.write("申报人：潘鹏荣", 60, 100)
    put_in_place(monkeypatch, "across seals", fails)
    assert all_covered(sheet.hits(SOMEBODY), letters[4:])
