"""Answers in a file reach exactly the pages and places that they name."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.acts.test_deciding import CLEAN, DOUBTFUL, NEAR, SURE, TOLD, case, hit, page
from tests.given import there
from zcdesk.cases.acts.deciding import answer, confirm, decide, draw, rename_applicant, reviewed
from zcdesk.cases.acts.noting import answer_questions, mark_not_applicable, write_text
from zcdesk.cases.acts.secrecy import Classified, classified_of, note_classified
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.exchange.decision_file import DecisionFile, apply_decisions, read_decisions
from zcdesk.cases.exchange.doubts import doubts_of, met_by_none, place_names, unknown_places
from zcdesk.cases.upload_route import Route
from zcdesk.errors import ZcdeskError
from zcdesk.findings import warning
from zcdesk.masking.hits import Verdict

HASH = f"{2:064d}"


def written(folder: Path, text: str, name: str = "decisions.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def applied(folder: Path, before: Case, text: str) -> Case:
    return apply_decisions(before, read_decisions(written(folder, text)))


def exported(folder: Path, text: str) -> list[int]:
    after = applied(folder, case(SURE, DOUBTFUL, CLEAN, TOLD), text)
    return [one.page.number for one in reviewed(after)]


def test_an_answer_that_meets_its_place_confirms_the_page(tmp_path: Path) -> None:
    text = f"""
schema: 1
confirm_sure: true
answer: 'no'
pages:
  - sha256: '{HASH}'
    places: [{{target: name, at: [22.0, 2.0], do: cover}}]
"""
    assert exported(tmp_path, text) == [1, 2, 3]


@pytest.mark.parametrize(
    ("picture", "places"),
    [
        (HASH, "[{target: name, at: [80.0, 80.0], do: cover}]"),
        (HASH, "[{target: seal, at: [22.0, 2.0], do: cover}]"),
        ("e" * 64, "[]"),
    ],
    ids=["place", "target", "picture"],
)
def test_an_answer_about_another_place_or_picture_leaves_the_page_open(
    tmp_path: Path, picture: str, places: str
) -> None:
    text = f"schema: 1\npages: [{{sha256: '{picture}', places: {places}}}]"
    assert exported(tmp_path, text) == []


def test_a_finding_must_be_seen_before_its_page_is_confirmed(tmp_path: Path) -> None:
    page = f"sha256: '{5:064d}'"
    assert exported(tmp_path, f"schema: 1\npages: [{{{page}}}]") == []
    seen = f"schema: 1\npages: [{{{page}, seen: [page.turn_unsure]}}]"
    assert exported(tmp_path, seen) == [5]


def test_answers_about_the_platforms_question_are_kept(tmp_path: Path) -> None:
    after = applied(tmp_path, case(SURE), "schema: 1\nanswer: 'no'\nconfirm_sure: true")
    assert after.page(1).answer is Answer.NO


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "decisions.unreadable"),
        ("[1, 2]", "decisions.unreadable"),
        ("a: [", "told.unreadable_line"),
        ("schema: 2", "decisions.wrong_entries"),
        ("schema: 1\nunknown: 3", "decisions.wrong_entries"),
        ("schema: 1\npages: [{sha256: short}]", "decisions.wrong_entries"),
        ("schema: 1\nanswer: maybe", "decisions.wrong_entries"),
        ("schema: 1\npages: &a [*a]", "told.unreadable_line"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ZcdeskError, match=f"^{re.escape(code)}$"):
        read_decisions(written(tmp_path, text))


TOLD_PLACE = (
    "{{schema: 1, pages: [{{page: 2, place: 2, file: a, sha256: '', index: 0, slot: '',"
    " status: review, read: true, findings: [], places: [{{id: p1, target: name,"
    " code: hit.read, message: '', polygon: [[{x}, 1]], at: [1, {y}]}}]}}]}}"
)


@pytest.mark.parametrize(
    "number", [".nan", "NaN", ".inf", "-.inf", "Infinity", "1.0e+308", "-1e300"]
)
def test_a_number_that_no_page_has_is_refused(tmp_path: Path, number: str) -> None:
    answered = f"{{sha256: '{HASH}', places: [{{target: name, at: [{number}, 2.0], do: leave}}]}}"
    read_decisions(written(tmp_path, TOLD_PLACE.format(x=1, y=1)))
    for text in (
        f"{{schema: 1, pages: [{answered}]}}",
        TOLD_PLACE.format(x=number, y=1),
        TOLD_PLACE.format(x=1, y=number),
    ):
        with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$"):
            read_decisions(written(tmp_path, text))


def test_an_entry_at_fault_is_called_as_it_stands_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$") as told:
        read_decisions(written(tmp_path, "schema: 1\nconfirm: [1, '2']"))
    assert told.value.details["entries"] == "confirm.2"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZcdeskError, match=r"^facts\.missing$"):
        read_decisions(tmp_path / "nothing.yaml")


def test_answers_about_the_whole_case_reach_it(tmp_path: Path) -> None:
    text = f"""
schema: 1
facts: {{level: senior, since: 2020-01-02}}
texts: {{work_summary: 总结}}
not_applicable: {{papers: 没有论文}}
route: covered
slot_routes: {{diploma: inside_platform}}
waivers: [{{code: check.seal_missing, reason: 单位已撤销, slot: diploma, page: 2}}]
pages: [{{sha256: '{HASH}', kind: diploma, note: 复印件}}]
"""
    after = applied(tmp_path, case(DOUBTFUL), text)
    assert after.facts == (("level", "senior"), ("since", "2020-01-02"))
    assert after.texts == (("work_summary", "总结"),)
    assert after.not_applicable == (("papers", "没有论文"),)
    assert after.route_of("diploma") is Route.INSIDE_PLATFORM
    assert after.route_of("papers") is Route.COVERED
    waiver = there(after.waiver_of("check.seal_missing", slot="diploma", page=2))
    assert waiver.at.tzinfo is not None
    assert (after.page(2).kind, after.page(2).note) == ("diploma", "复印件")
    assert reviewed(after) == ()
    blank = applied(tmp_path, after, '{schema: 1, texts: {work_summary: "", resume: "无"}}')
    assert blank.texts == (("resume", "无"), ("work_summary", ""))
    without = applied(tmp_path, blank, "{schema: 1, texts: {work_summary: null}}")
    assert without.texts == (("resume", "无"),)


def confirmed_case() -> Case:
    """A case whose pages are decided, answered and confirmed, one of them claimed."""
    whole = case(SURE, DOUBTFUL, CLEAN, NEAR, TOLD)
    whole = decide(whole, 2, 1, Decision.COVER)
    whole = note_classified(whole, 3, Classified.NO)
    for one in whole.pages:
        said = (Answer.YES, Answer.NO, None)[one.number % 3]
        whole = confirm(answer(whole, one.number, said), one.number)
    whole = write_text(whole, "work_summary", "总结")
    return answer_questions(mark_not_applicable(whole, "papers", "没有论文"), {"level": "senior"})


LEFT_EMPTY = [
    "pages: []", "confirm: []", "places: {}", "spellings: {}", "same_again: {}", "reopen: []",
    "texts: {}", "waivers: []", "not_applicable: {}", "facts: {}", "slot_routes: {}",
    "facts: {level: null}", "facts: {level: }", "not_applicable: {papers: null}",
    "places: {p0123456789ab: null}", "confirm_sure: false", "answer: null", "classified: null",
    "route: null", "confirm_sure: true", "pages:", "confirm: null", "places: null", "texts:",
    "spellings: null", "same_again: null", "reopen: null", "facts: null", "waivers: null",
    "not_applicable: null", "slot_routes: null", "confirm_sure: null",
]  # fmt: skip


@pytest.mark.parametrize("left", LEFT_EMPTY)
def test_what_a_file_leaves_empty_stays_as_it_was(tmp_path: Path, left: str) -> None:
    before = confirmed_case()
    assert applied(tmp_path, before, f"schema: 1\n{left}") == before


ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "places": st.just([{"target": "name", "at": [22.0, 2.0], "do": "leave"}]),
        "seen": st.just(["page.turn_unsure"]),
        "answer": st.sampled_from(["yes", "no", None]),
        "classified": st.sampled_from(["no", "cleared", None]),
        "kind": st.just("diploma"),
        "note": st.just("复印件"),
        "whose": st.sampled_from(["mine", "other", None]),
    },
)


@given(st.dictionaries(st.integers(1, 5), ENTRIES), st.sets(st.integers(1, 5)))
def test_pages_that_a_file_does_not_name_keep_all_that_was_said_of_them(
    named: dict[int, dict[str, object]], confirmed: set[int]
) -> None:
    before = confirmed_case()
    pages = [{"sha256": f"{number:064d}", **entry} for number, entry in named.items()]
    told = {"schema": 1, "pages": pages, "confirm": sorted(confirmed)}
    after = apply_decisions(before, DecisionFile.model_validate(told))
    for one in before.pages:
        if one.number not in named:
            assert after.page(one.number) == one
            assert after.is_confirmed(after.page(one.number))
            assert classified_of(after, one.number) == classified_of(before, one.number)


def test_answers_about_more_pages_than_anybody_has_are_refused_at_once(tmp_path: Path) -> None:
    place = "{at: [1, 2], target: name, do: cover}"
    page = f"- sha256: {'a' * 64}\n  index: 0\n  places: [{place}]\n"
    with pytest.raises(ZcdeskError, match=r"^told\.too_many$"):
        read_decisions(written(tmp_path, "pages:\n" + page * 40_000))


TWO = page(2, hit(Verdict.DOUBT, 200), hit(Verdict.DOUBT, 400))


def answers(folder: Path, entries: object) -> Path:
    return written(folder, json.dumps(entries), "answers.json")


def after(folder: Path, before: Case, unseen: tuple[int, ...] = (), **entries: object) -> Case:
    decisions = read_decisions(answers(folder, {"schema": 1, **entries}))
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


def test_places_are_decided_by_name_and_only_named_pages_confirmed(tmp_path: Path) -> None:
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
    untouched = apply_decisions(whole, read_decisions(answers(tmp_path, told)))
    assert untouched == whole
    told["places"] = dict.fromkeys(told["places"], "leave")
    told["confirm"] = [each["page"] for each in told["pages"]]
    filled = apply_decisions(whole, read_decisions(answers(tmp_path, told)))
    assert confirmed(filled) == [1, 2, 3, 5]
    assert doubts_of(filled).pages == ()


def test_an_answer_in_the_part_that_only_tells_is_refused_by_its_place(tmp_path: Path) -> None:
    told = json.loads(doubts_of(case(SURE, TWO)).model_dump_json(by_alias=True))
    told["pages"][1]["places"][0]["do"] = "cover"
    with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$") as wrong:
        read_decisions(answers(tmp_path, told))
    assert wrong.value.details["entries"] == "pages.2.places.1.do"


def test_open_places_unseen_pages_and_somebody_elses_are_not_confirmed(tmp_path: Path) -> None:
    foreign = replace(page(7), findings=(warning("page.no_name"),))
    whole = case(SURE, DOUBTFUL, CLEAN, foreign)
    assert confirmed(after(tmp_path, whole, unseen=(3,), confirm=[1, 2, 3, 7])) == [1]


def test_what_names_nothing_is_known(tmp_path: Path) -> None:
    entries = {"schema": 1, "places": {"p0": "cover", "p1": None}, "confirm": [9, "f" * 64, 1]}
    decisions = read_decisions(answers(tmp_path, entries))
    assert unknown_places(case(SURE, TWO), decisions.places) == ("p0",)
    assert met_by_none(case(SURE, TWO), decisions.confirm) == (9, "f" * 64)


@pytest.mark.parametrize(
    "entry", [{"confirm": [True]}, {"confirm": ["3"]}, {"places": {"p": "no"}}]
)
def test_answers_that_cannot_be_meant_are_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    with pytest.raises(ZcdeskError, match=r"^decisions\.wrong_entries$"):
        read_decisions(answers(tmp_path, {"schema": 1, **entry}))


def test_only_what_is_open_is_asked(tmp_path: Path) -> None:
    whole = draw(case(TWO), 2, hit(Verdict.COVER, 200).mask)
    assert len(doubts_of(whole).pages[0].places) == 1
    renamed = rename_applicant(whole, whole.applicant)
    waiting = doubts_of(renamed).pages[0]
    assert (waiting.read, waiting.places, waiting.status) == (False, (), "review")
