"""Answers in a file reach exactly the pages and places that they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.acts.test_deciding import CLEAN, DOUBTFUL, NEAR, SURE, TOLD, case
from zcdesk.cases.acts.deciding import answer, confirm, decide, reviewed
from zcdesk.cases.acts.noting import answer_questions, mark_not_applicable, write_text
from zcdesk.cases.acts.secrecy import Classified, classified_of, note_classified
from zcdesk.cases.case import Answer, Case, Decision
from zcdesk.cases.exchange.decision_file import (
    DecisionFile,
    apply_decisions,
    read_decisions,
)
from zcdesk.cases.upload_route import Route
from zcdesk.errors import ZcdeskError

HASH = f"{2:064d}"


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def exported(folder: Path, text: str) -> list[int]:
    decisions = read_decisions(written(folder, text))
    after = apply_decisions(case(SURE, DOUBTFUL, CLEAN, TOLD), decisions)
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
    "place",
    [
        "{target: name, at: [80.0, 80.0], do: cover}",
        "{target: seal, at: [22.0, 2.0], do: cover}",
    ],
)
def test_an_answer_about_another_place_leaves_the_page_open(tmp_path: Path, place: str) -> None:
    text = f"schema: 1\npages: [{{sha256: '{HASH}', places: [{place}]}}]"
    assert exported(tmp_path, text) == []


def test_an_answer_never_meets_another_picture(tmp_path: Path) -> None:
    text = f"schema: 1\npages: [{{sha256: '{'e' * 64}', places: []}}]"
    assert exported(tmp_path, text) == []


def test_a_finding_must_be_seen_before_its_page_is_confirmed(tmp_path: Path) -> None:
    page = f"sha256: '{5:064d}'"
    assert exported(tmp_path, f"schema: 1\npages: [{{{page}}}]") == []
    seen = f"schema: 1\npages: [{{{page}, seen: [page.turn_unsure]}}]"
    assert exported(tmp_path, seen) == [5]


def test_answers_about_the_platforms_question_are_kept(tmp_path: Path) -> None:
    decisions = read_decisions(written(tmp_path, "schema: 1\nanswer: 'no'\nconfirm_sure: true"))
    after = apply_decisions(case(SURE), decisions)
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
    after = apply_decisions(case(DOUBTFUL), read_decisions(written(tmp_path, text)))
    assert after.facts == (("level", "senior"), ("since", "2020-01-02"))
    assert after.texts == (("work_summary", "总结"),)
    assert after.not_applicable == (("papers", "没有论文"),)
    assert after.route_of("diploma") is Route.INSIDE_PLATFORM
    assert after.route_of("papers") is Route.COVERED
    waiver = after.waiver_of("check.seal_missing", slot="diploma", page=2)
    assert waiver is not None
    assert waiver.at.tzinfo is not None
    assert (after.page(2).kind, after.page(2).note) == ("diploma", "复印件")
    assert reviewed(after) == ()
    emptied = '{schema: 1, texts: {work_summary: "", resume: "无"}}'
    blank = apply_decisions(after, read_decisions(written(tmp_path, emptied)))
    assert blank.texts == (("resume", "无"), ("work_summary", ""))
    taken_back = "{schema: 1, texts: {work_summary: null}}"
    without = apply_decisions(blank, read_decisions(written(tmp_path, taken_back)))
    assert without.texts == (("resume", "无"),)


def confirmed_case() -> Case:
    """A case whose pages are decided, answered and confirmed, one of them claimed."""
    whole = case(SURE, DOUBTFUL, CLEAN, NEAR, TOLD)
    whole = decide(whole, 2, 1, Decision.COVER)
    whole = note_classified(whole, 3, Classified.NO)
    for page in whole.pages:
        given = (Answer.YES, Answer.NO, None)[page.number % 3]
        whole = confirm(answer(whole, page.number, given), page.number)
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
    after = apply_decisions(before, read_decisions(written(tmp_path, f"schema: 1\n{left}")))
    assert after == before


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
    for page in before.pages:
        if page.number not in named:
            assert after.page(page.number) == page
            assert after.is_confirmed(after.page(page.number))
            assert classified_of(after, page.number) == classified_of(before, page.number)


def test_answers_about_more_pages_than_anybody_has_are_refused_before_they_are_built(
    tmp_path: Path,
) -> None:
    page = (
        f"- sha256: {'a' * 64}\n  index: 0\n  places: [{{at: [1, 2], target: name, do: cover}}]\n"
    )
    path = tmp_path / "d.yaml"
    path.write_text("pages:\n" + page * 40_000, "utf-8")
    with pytest.raises(ZcdeskError, match=r"^told\.too_many$"):
        read_decisions(path)
