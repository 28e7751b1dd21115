"""A sheet of many people's doubts: each case keeps its own record, whole or not at all."""

from pathlib import Path

import pytest

from tests.sealed_people import lay_out_people
from zcdesk.batch.side_by_side import KeptDecision, doubts_of_people, keep_decisions, take_back
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.deciding import decide
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.store import open_case
from zcdesk.errors import OutputError
from zcdesk.workflow.side_by_side import doubts


@pytest.fixture
def cases(tmp_path: Path) -> dict[int, Path]:
    return lay_out_people(tmp_path, 2)


def seals(cases: dict[int, Path]) -> tuple[doubts.DoubtPlace, ...]:
    found = [doubt for one in doubts_of_people(cases) for doubt in one.doubts]
    return doubts.by_kind(found)[doubts.DoubtKind.SEAL]


def stored(path: Path) -> Case:
    with open_case(path, writing=False) as case_file:
        return case_file.case


@pytest.mark.slow
def test_doubts_of_all_people_stand_in_the_order_of_the_roster(cases: dict[int, Path]) -> None:
    assert [one.row for one in doubts_of_people(cases)] == [2, 3, 4]
    assert [doubt.owner for doubt in seals(cases)] == [2] * 4 + [3] * 4 + [4] * 4


@pytest.mark.slow
def test_each_case_keeps_its_own_record_as_one_act(cases: dict[int, Path]) -> None:
    sheet = seals(cases)
    marks = {sheet[5].key: doubts.ExceptionMark.OWN, sheet[9].key: doubts.ExceptionMark.LOOK}
    kept = list(keep_decisions(cases, doubts.decisions_of(sheet, marks)))
    assert [(one.row, one.count) for one in kept] == [(2, 4), (3, 4), (4, 3)]
    assert not any(one.problem for one in kept)
    for doubt in sheet:
        with open_case(cases[doubt.owner], writing=False) as case_file:
            expected = {sheet[5].key: Decision.COVER, sheet[9].key: None}
            wanted = expected.get(doubt.key, Decision.LEAVE)
            assert case_file.case.page(doubt.number).decision(doubt.hit) is wanted
            assert [act.what for act in case_file.acts()] == [ActCode.DECIDE_PLACE]


@pytest.mark.slow
def test_a_case_that_is_open_elsewhere_is_told_and_left(cases: dict[int, Path]) -> None:
    sheet = seals(cases)
    before = stored(cases[3])
    with open_case(cases[3]):
        kept = list(keep_decisions(cases, doubts.decisions_of(sheet, {})))
    assert [one.count for one in kept] == [4, 0, 4]
    assert kept[1].problem is not None
    assert kept[1].problem.code == "case.opened_elsewhere_since"
    assert stored(cases[3]) == before
    assert {doubt.owner for doubt in seals(cases)} == {3}


@pytest.mark.slow
def test_a_case_not_written_is_kept(
    cases: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, save = stored(cases[2]), CaseFile.save

    def fail(self: CaseFile, case: Case, what: str) -> None:
        if self.path == cases[2]:
            raise OutputError(file=self.path.name)
        save(self, case, what)

    monkeypatch.setattr(CaseFile, "save", fail)
    kept = list(keep_decisions(cases, doubts.decisions_of(seals(cases), {})))
    assert [one.count for one in kept] == [0, 4, 4]
    assert kept[0].problem is not None
    assert stored(cases[2]) == before


@pytest.mark.slow
def test_a_sheet_is_taken_back_in_every_case(cases: dict[int, Path]) -> None:
    def standing() -> list[Case]:
        return [stored(path) for path in cases.values()]

    before = standing()
    assert list(take_back(cases, [KeptDecision(2), KeptDecision(3)])) == []  # nothing was kept
    assert standing() == before
    kept = list(keep_decisions(cases, doubts.decisions_of(seals(cases), {})))
    assert standing() != before
    assert [one.count for one in take_back(cases, kept)] == [4, 4, 4]
    assert standing() == before


@pytest.mark.slow
def test_what_was_changed_since_is_not_taken_back(cases: dict[int, Path]) -> None:
    kept = list(keep_decisions(cases, doubts.decisions_of(seals(cases), {})))
    with open_case(cases[4]) as case_file:
        case_file.save(decide(case_file.case, 1, 2, Decision.LEAVE), ActCode.DECIDE_PLACE)
    after = stored(cases[4])
    back = list(take_back(cases, kept))
    assert [one.count for one in back] == [4, 4, 0]
    assert back[2].problem is not None
    assert back[2].problem.code == "case.changed_elsewhere"
    assert stored(cases[4]) == after


def test_a_case_that_cannot_be_read_gives_no_doubts(cases: dict[int, Path]) -> None:
    cases[3].write_bytes(b"nothing")
    assert [len(one.doubts) for one in doubts_of_people(cases)] == [6, 0, 6]


@pytest.mark.slow
def test_a_place_that_was_decided_meanwhile_is_told(cases: dict[int, Path]) -> None:
    sheet = seals(cases)
    with open_case(cases[2]) as case_file:
        case_file.save(decide(case_file.case, 1, 0, Decision.COVER), ActCode.DECIDE_PLACE)
    kept = list(keep_decisions(cases, doubts.decisions_of(sheet, {})))
    assert kept[0].count == 3
    assert kept[0].gone == (sheet[0].key,)
    assert stored(cases[2]).page(1).decision(0) is Decision.COVER
