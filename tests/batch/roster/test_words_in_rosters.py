"""What stands beside a name in a roster, 同上 and merged cells: told by row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.batch.drawn import HEAD, NOTICE, write_roster
from zcdesk.batch.roster.people import Roster, read_roster

EMPLOYER = "新疆天山桥梁工程有限公司"


def told(roster: Roster) -> list[tuple[int, str, str, str]]:
    return [
        (one.row, one.column, str(one.finding.severity), one.finding.code) for one in roster.faults
    ]


@pytest.mark.parametrize(
    ("name", "employer", "found"),
    [
        ("赵启明（女）", EMPLOYER, ("姓名", "warning", "roster.word_cut")),
        ("赵启明1", EMPLOYER, ("姓名", "warning", "roster.word_cut")),
        ("赵启明\n（退休返聘）", EMPLOYER, ("姓名", "warning", "roster.word_cut")),
        ("赵\u200b启明", EMPLOYER, ("姓名", "info", "roster.word_hidden")),
        ("赵 启明", EMPLOYER, ("姓名", "info", "roster.word_hidden")),
        ("\u202d赵启明\u202c", EMPLOYER, ("姓名", "info", "roster.word_hidden")),
        ("赵启明", f"单位：{EMPLOYER}", ("工作单位", "warning", "roster.word_cut")),
        ("赵启明（曾用名：赵其明）", EMPLOYER, ("姓名", "warning", "roster.word_forms")),
        ("赵启明", f"{EMPLOYER}（原新疆昆仑厂）", ("工作单位", "warning", "roster.word_forms")),
        ("赵*明", EMPLOYER, ("姓名", "error", "word.wild_card")),
        ("同上", EMPLOYER, ("姓名", "error", "word.no_word")),
        ("赵启明、钱小文", EMPLOYER, ("姓名", "error", "word.two_names")),
        ("赵启明", "无", ("工作单位", "error", "word.no_word")),
        ("赵启明", "同上", ("工作单位", "error", "roster.nothing_above")),
    ],
)
def test_a_word_with_something_beside_it_is_named_by_its_cell(
    tmp_path: Path, name: str, employer: str, found: tuple[str, str, str]
) -> None:
    roster = read_roster(write_roster(tmp_path / "r.xlsx", [[name, employer, NOTICE, "", ""]]))
    assert (2, *found) in told(roster)
    if found[1] != "error":
        person = roster.people[0].applicant
        assert (person.name.replace(" ", ""), person.employer) == ("赵启明", EMPLOYER)


def test_the_same_as_above_is_what_stands_above_and_a_name_never_is(tmp_path: Path) -> None:
    rows = [
        ["赵启明", EMPLOYER, NOTICE, "", ""],
        ["钱小文", "同上", "〃", "", ""],
        ["孙一白", "”", NOTICE, "", ""],
        ["周文海", "昆仑建设有限公司", "同上", "", ""],
        ["吴静", "同上", NOTICE, "", ""],
    ]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert [one.applicant.employer for one in roster.people] == [
        *[EMPLOYER] * 3, *["昆仑建设有限公司"] * 2,
    ]  # fmt: skip
    assert {one.notice for one in roster.people} == {NOTICE}
    above = [(row, column) for row, column, _, code in told(roster) if code == "roster.as_above"]
    assert above == [(3, "工作单位"), (3, "通知"), (4, "工作单位"), (5, "通知"), (6, "工作单位")]
    assert roster.usable


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEAD,
        ["赵启明", EMPLOYER, NOTICE],
        ["钱小文", None, None],
        ["孙一白", None, NOTICE],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "r.xlsx")
    roster = read_roster(tmp_path / "r.xlsx")
    assert [one.applicant.employer for one in roster.people] == [EMPLOYER] * 3
    assert [one.notice for one in roster.people] == [NOTICE] * 3
    assert (3, "工作单位", "info", "roster.as_above") in told(roster)


def test_further_words_that_say_none_are_none(tmp_path: Path) -> None:
    head = [*HEAD[:4], "别名", "单位简称", "曾任单位"]
    row = ["赵启明", EMPLOYER, NOTICE, "", "无", "—", "/"]
    book = Workbook()
    book.worksheets[0].append(head)
    book.worksheets[0].append(row)
    book.save(tmp_path / "r.xlsx")
    roster = read_roster(tmp_path / "r.xlsx")
    person = roster.people[0].applicant
    assert (person.aliases, person.employer_aliases, person.former_employers) == ((), (), ())
    assert roster.usable
