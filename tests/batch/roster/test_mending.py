"""A roster mended in a copy: the cells that were meant, and the file itself keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from zcdesk.batch.roster.mending import WHOLE_ROW, copy_place, write_mended
from zcdesk.batch.roster.people import read_roster


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "csv", "gb18030"])
def test_mended_cells_stand_in_a_copy_and_the_roster_is_as_it_was(
    tmp_path: Path, kind: str
) -> None:
    rows = [["沈知遥", "", NOTICE, "一号", PEOPLE[0][4]], ["贺一鸣", EMPLOYER, "x", "", ""]]
    if kind == "xlsx":
        path = write_roster(tmp_path / "花名册.xlsx", rows)
    else:
        path = tmp_path / "花名册.csv"
        text = "\n".join(",".join(row) for row in [["一览表"], HEAD, *rows]) + "\n"
        path.write_bytes(text.encode("gb18030" if kind == "gb18030" else "utf-8-sig"))
    first = 2 if kind == "xlsx" else 3
    before = path.read_bytes()
    mends = {
        (first, "工作单位"): EMPLOYER,
        (first + 1, "通知"): NOTICE,
        (first + 1, "出生日期"): "1980-02-29",
        (first + 1, "别名"): "沈遥",
    }
    copy = write_mended(path, mends)
    assert path.read_bytes() == before
    assert copy.name == f"花名册-改好{path.suffix}"
    one, other = read_roster(copy).rows
    assert (one.applicant.employer, one.applicant.id_number) == (EMPLOYER, PEOPLE[0][4])
    assert (other.notice, other.born, one.folder) == (NOTICE, "1980-02-29", "一号")
    assert write_mended(copy, {}).name == f"花名册-改好.2{path.suffix}"
    assert (
        copy_place(tmp_path / f"花名册-改好.2{path.suffix}").name == f"花名册-改好.3{path.suffix}"
    )


def test_a_merged_cell_is_taken_apart_where_it_is_mended(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, PEOPLE[0], PEOPLE[1]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "r.xlsx")
    assert [(one.row, one.column) for one in read_roster(tmp_path / "r.xlsx").faults] == [
        (3, "工作单位")
    ]
    copy = write_mended(tmp_path / "r.xlsx", {(3, "工作单位"): EMPLOYER})
    assert not read_roster(copy).faults
    assert not load_workbook(copy).worksheets[0].merged_cells.ranges


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_row_that_is_deleted_leaves_those_below_their_numbers(tmp_path: Path, kind: str) -> None:
    rows = [
        ["沈知遥", EMPLOYER, NOTICE, "一号", PEOPLE[0][4]],
        ["贺一鸣", EMPLOYER, NOTICE, "二", ""],
    ]
    rows.insert(1, rows[0])
    path = tmp_path / f"花名册.{kind}"
    if kind == "xlsx":
        write_roster(path, rows)
    else:
        path.write_text("\n".join(",".join(row) for row in [HEAD, *rows]) + "\n", "utf-8-sig")
    assert [fault.finding.code for fault in read_roster(path).faults] == ["roster.twice"]
    copy = read_roster(write_mended(path, {(3, WHOLE_ROW): "", (3, "别名"): "沈遥"}))
    assert [(one.row, one.applicant.name) for one in copy.people] == [(2, "沈知遥"), (4, "贺一鸣")]
    assert not copy.faults
