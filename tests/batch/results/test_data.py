"""A batch as data: whose turn it is, what is left to do, what a return asks for; no words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.against_schema import against_schema
from tools.schemas import FOLDER
from zcdesk.applicant import Applicant
from zcdesk.batch.as_data import batch_data
from zcdesk.batch.results.person_results import (
    PersonResult,
    Point,
    marked_for,
    read_result,
    write_result,
)
from zcdesk.batch.results.tasks import Task, WhoseTask
from zcdesk.batch.roster.people import Roster, RosterPerson
from zcdesk.batch.roster.person_marks import PersonMark
from zcdesk.finding_facts import FindingKind

NOTICE = "region-senior-2024"
PEOPLE = tuple(
    RosterPerson(row, Applicant(f"张伟{row}", "天山机械厂"), NOTICE) for row in (2, 3, 4, 5)
)
RESULTS = (
    PersonResult(
        2,
        "0002",
        "missing",
        returns=(1, 2),
        points=(Point("education", "degree", 7, 3, False), Point("", "", None, None, True)),
        tasks=(
            Task("check.id_number_digit", WhoseTask.APPLICANT, FindingKind.SEND),
            Task("check.id_number_digit", WhoseTask.EMPLOYER, FindingKind.SEND),
        ),
    ),
    PersonResult(
        3,
        "0003",
        "needs_person",
        tasks=(Task("check.id_number_digit", WhoseTask.EMPLOYER, FindingKind.SEND),),
    ),
    PersonResult(4, "0004", "missing", problem="batch.row_changed"),
    PersonResult(5, "0005", "satisfied", asked={"hit.unread_seal": 2}),
)


def test_turns_counts_and_points_are_in_the_data(tmp_path: Path) -> None:
    data = json.loads(batch_data(Roster(PEOPLE), RESULTS, None, tmp_path).as_text())
    assert against_schema("batch", data) == []
    assert data["problem"] is None
    assert data["counts"]["turns"] == {
        "applicant": 1,
        "employer": 1,
        "clerk": 1,
        "done": 1,
        "nobody": 0,
    }
    assert data["counts"]["asked"] == {"hit.unread_seal": 2}
    first, second, third, last = data["people"]
    assert [one["turn"] for one in data["people"]] == ["applicant", "employer", "clerk", "done"]
    assert (first["counts"]["send"], first["counts"]["employer"]) == (1, 1)
    assert (second["counts"]["employer"], third["counts"]["clerk"]) == (1, 1)
    assert not any(last["counts"].values())
    assert first["returned"] == 1
    assert first["points"] == [
        {"section": "education", "slot": "degree", "page": 7, "place": 3, "done": False},
        {"section": "", "slot": "", "page": None, "place": None, "done": True},
    ]


def test_a_result_of_an_earlier_version_tells_whose_it_is_and_no_more(tmp_path: Path) -> None:
    folder = tmp_path / RESULTS[0].folder
    folder.mkdir()
    whose = PersonMark(name="hash")
    write_result(folder, RESULTS[0], whose)
    assert read_result(folder) == RESULTS[0]
    path = folder / "result.json"
    kept = json.loads(path.read_bytes())
    kept["person"] = kept.pop("stands")
    path.write_text(json.dumps(kept), "utf-8")
    assert read_result(folder) is None
    assert marked_for(folder) == whose


@pytest.mark.parametrize("wrong", [{"turn": "somebody"}, {"problem": "no.such"}, {"more": 1}])
def test_a_word_that_the_schema_does_not_know_is_found(
    wrong: dict[str, object], tmp_path: Path
) -> None:
    data = json.loads(batch_data(Roster(PEOPLE), RESULTS, None, tmp_path).as_text())
    data["people"][0] |= wrong
    assert len(against_schema("batch", data)) == 1


def test_every_code_of_a_roster_or_a_batch_is_one_that_the_schema_knows() -> None:
    told = re.compile(r'\b(?:error|warning|info)\(\s*"((?:roster|batch)\.\w+)"')
    sources = (path.read_text("utf-8") for path in Path("zcdesk").rglob("*.py"))
    codes = {code for source in sources for code in told.findall(source)}
    known = set(json.loads((FOLDER / "codes.json").read_bytes())["$defs"]["problem"]["enum"])
    assert "roster.word_hidden" in codes
    assert codes <= known
