"""A folder of case files as a roster: how somebody stands goes with her, not with her row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zcdesk.applicant import Applicant
from zcdesk.batch.case_folders import read_people
from zcdesk.batch.person_folders import folders_of
from zcdesk.batch.results.person_results import PersonResult, write_result
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.roster.person_marks import mark_of
from zcdesk.cases.case import Case
from zcdesk.cases.file.store import create_case
from zcdesk.ui.batch.plan import Plan, planning

NOTICE = "region-senior-2024"
EMPLOYER = "新疆云岭智能装备制造有限公司"


def people_of(cases: Path) -> tuple[RosterPerson, ...]:
    return read_people(cases).people


def add_case(cases: Path, file: str, name: str) -> None:
    cases.mkdir(exist_ok=True)
    create_case(cases / file, Case(NOTICE, Applicant(name, EMPLOYER), frozenset())).close()


def planned(cases: Path, out: Path) -> Plan:
    return planning(cases, people_of(cases), cases, out)


def leave_results(people: Sequence[RosterPerson], out: Path) -> None:
    """What a run leaves: each has as many missing things as her row says."""
    for person in people:
        folder = folders_of(people, out)[person.row]
        folder.mkdir(parents=True)
        missing = tuple(f"材料{n}" for n in range(person.row))
        strangers = ((1, 2),) if person.row == 1 else ()
        result = PersonResult(
            person.row, folder.name, "missing", missing=missing, strangers=strangers
        )
        write_result(folder, result, mark_of(person))


def standing(plan: Plan) -> dict[str, str]:
    """Whose results are in which folder; each says what her own case says."""
    names = {person.row: person.applicant.name for person in plan.people}
    assert all(result.row == row for row, result in plan.earlier.items())
    return {names[row]: result.folder for row, result in plan.earlier.items()}


def test_states_follow_the_case_files_when_one_comes_before_them_or_goes(tmp_path: Path) -> None:
    cases, out = tmp_path / "案卷", tmp_path / "结果"
    for file, name in (("b.zcase", "沈知遥"), ("c.zcase", "贺一鸣"), ("d.zcase", "陆听澜")):
        add_case(cases, file, name)
    leave_results(people_of(cases), out)
    known = {name: name for name in ("沈知遥", "贺一鸣", "陆听澜")}
    assert standing(planned(cases, out)) == known
    assert (out / "沈知遥" / "result.json").read_text(encoding="utf-8").count("沈知遥") == 0

    add_case(cases, "a.zcase", "巴合提")
    plan = planned(cases, out)
    assert standing(plan) == known
    assert {row: result.row for row, result in plan.earlier.items()} == {2: 2, 3: 3, 4: 4}
    assert plan.folders[3] == out / "贺一鸣"  # where her case is looked at again after it was open

    (cases / "c.zcase").unlink()
    assert standing(planned(cases, out)) == {"沈知遥": "沈知遥", "陆听澜": "陆听澜"}


def test_a_renamed_case_file_and_a_mended_name_keep_their_state(tmp_path: Path) -> None:
    cases, out = tmp_path / "案卷", tmp_path / "结果"
    add_case(cases, "b.zcase", "沈知遥")
    add_case(cases, "c.zcase", "贺一鸣")
    leave_results(people_of(cases), out)
    (cases / "b.zcase").rename(cases / "z.zcase")
    (cases / "c.zcase").unlink()
    add_case(cases, "c.zcase", "贺一明")
    assert standing(planned(cases, out)) == {"沈知遥": "沈知遥", "贺一明": "贺一鸣"}
