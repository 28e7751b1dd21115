"""Places keep their names, and an answer reaches the place that it names and no other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.acts.test_deciding import CLEAN, DOUBTFUL, SURE, TOLD, case, hit, page
from zcdesk.cases.acts.deciding import decide, draw, rename_applicant
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.exchange.decision_file import apply_decisions, read_decisions
from zcdesk.cases.exchange.doubts import doubts_of, met_by_none, place_names, unknown_places
from zcdesk.errors import ZcdeskError
from zcdesk.findings import warning
from zcdesk.masking.hits import Verdict

TWO = page(2, hit(Verdict.DOUBT, 200), hit(Verdict.DOUBT, 400))


def given(folder: Path, entries: object) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def after(folder: Path, before: Case, unseen: tuple[int, ...] = (), **entries: object) -> Case:
    decisions = read_decisions(given(folder, {"schema": 1, **entries}))
    return apply_decisions(before, decisions, unseen=unseen)


def confirmed(told: Case) -> list[int]:
    return [each.number for each in told.pages if told.is_confirmed(each)]


def test_a_place_keeps_its_name_whatever_else_is_decided() -> None:
    whole = case(SURE, TWO, TOLD)
    first, second = (place.id for place in doubts_of(whole).pages[1].places)
    decided = decide(whole, 2, 0, Decision.LEAVE)
    moved = replace(decided, pages=(decided.page(5), replace(decided.page(2), slot="other")))
    assert [place.id for place in doubts_of(moved).pages[1].places] == [second]
    assert tuple(place_names(moved.page(2)).values()) == (first, second)


def test_two_doubts_about_the_same_place_have_names_of_their_own() -> None:
    names = place_names(page(2, hit(Verdict.DOUBT), hit(Verdict.COVER), hit(Verdict.DOUBT)))
    assert sorted(names) == [0, 2]
    assert len(set(names.values())) == 2


@pytest.mark.parametrize(
    "other",
    [
        page(3, hit(Verdict.DOUBT, 200)),
        page(2, hit(Verdict.DOUBT, 201)),
        page(2, hit(Verdict.DOUBT, 200, 0.5)),
    ],
)
def test_another_page_place_or_evidence_is_another_question(other: object) -> None:
    asked = place_names(page(2, hit(Verdict.DOUBT, 200)))
    assert set(place_names(other).values()).isdisjoint(asked.values())  # type: ignore[arg-type]


def test_places_are_decided_by_name_and_nothing_is_confirmed_that_was_not_named(
    tmp_path: Path,
) -> None:
    whole = case(SURE, TWO, CLEAN, TOLD)
    first, second = (place.id for place in doubts_of(whole).pages[1].places)
    answered = after(tmp_path, whole, places={first: "cover", second: "leave"})
    assert [answered.page(2).decision(n) for n in (0, 1)] == [Decision.COVER, Decision.LEAVE]
    assert confirmed(answered) == []
    assert confirmed(after(tmp_path, answered, confirm=[2])) == [2]
    again = after(tmp_path, answered, places={second: "cover"}, confirm=[f"{2:064d}", 5])
    assert again.page(2).decision(1) is Decision.COVER
    assert confirmed(again) == [2, 5]


def test_what_is_told_and_filled_in_is_taken_and_empty_it_changes_nothing(tmp_path: Path) -> None:
    whole = case(SURE, TWO, CLEAN, TOLD)
    told = json.loads(doubts_of(whole).model_dump_json(by_alias=True))
    untouched = apply_decisions(whole, read_decisions(given(tmp_path, told)))
    assert untouched == whole
    told["places"] = dict.fromkeys(told["places"], "leave")
    told["confirm"] = [each["page"] for each in told["pages"]]
    filled = apply_decisions(whole, read_decisions(given(tmp_path, told)))
    assert confirmed(filled) == [1, 2, 3, 5]
    assert doubts_of(filled).pages == ()


def test_an_answer_in_the_part_that_only_tells_is_refused_by_its_place(tmp_path: Path) -> None:
    told = json.loads(doubts_of(case(SURE, TWO)).model_dump_json(by_alias=True))
    told["pages"][1]["places"][0]["do"] = "cover"
    with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$") as wrong:
        read_decisions(given(tmp_path, told))
    assert wrong.value.details["entries"] == "pages.2.places.1.do"


def test_an_open_place_a_page_read_just_now_and_somebody_elses_are_not_confirmed(
    tmp_path: Path,
) -> None:
    foreign = replace(page(7), findings=(warning("page.no_name"),))
    whole = case(SURE, DOUBTFUL, CLEAN, foreign)
    assert confirmed(after(tmp_path, whole, unseen=(3,), confirm=[1, 2, 3, 7])) == [1]


def test_what_names_nothing_is_known(tmp_path: Path) -> None:
    entries = {"schema": 1, "places": {"p0": "cover", "p1": None}, "confirm": [9, "f" * 64, 1]}
    decisions = read_decisions(given(tmp_path, entries))
    assert unknown_places(case(SURE, TWO), decisions.places) == ("p0",)
    assert met_by_none(case(SURE, TWO), decisions.confirm) == (9, "f" * 64)


@pytest.mark.parametrize(
    "entry", [{"confirm": [True]}, {"confirm": ["3"]}, {"places": {"p": "no"}}]
)
def test_answers_that_cannot_be_meant_are_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$"):
        read_decisions(given(tmp_path, {"schema": 1, **entry}))


def test_only_what_is_open_is_asked(tmp_path: Path) -> None:
    whole = draw(case(TWO), 2, hit(Verdict.COVER, 200).mask)
    assert len(doubts_of(whole).pages[0].places) == 1
    renamed = rename_applicant(whole, whole.applicant)
    waiting = doubts_of(renamed).pages[0]
    assert (waiting.read, waiting.places, waiting.status) == (False, (), "review")
