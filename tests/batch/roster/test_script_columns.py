"""Name and employer in Uyghur have columns of their own, equal in effect to other spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.batch.drawn import HEAD, NOTICE, write_roster
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import read_roster
from zcdesk.batch.roster.template import template
from zcdesk.cases.exchange.facts_file import read_facts
from zcdesk.names.arabic_typing import is_typed_in_arabic

ROW = ["艾克然·苏莱曼", "天山机械厂", NOTICE, "", ""]
NAME, EMPLOYER = "ئەكرەم سۇلايمان", "تەڭرىتاغ ماشىنا زاۋۇتى"


def test_the_columns_are_looked_for_as_aliases_are(tmp_path: Path) -> None:
    head = [*HEAD, "维吾尔文姓名", "维吾尔文单位", "别名"]
    row = [*ROW, f"\u202b{NAME}\u202c；ئـەكرەم", EMPLOYER, "阿克然"]
    path = write_roster(tmp_path / "a.xlsx", [row], head)
    person = read_roster(path).people[0]
    told = write_roster(
        tmp_path / "b.xlsx",
        [[*ROW, f"阿克然；{NAME}；ئەكرەم", EMPLOYER]],
        [*HEAD, "别名", "单位简称"],
    )
    assert person.applicant == read_roster(told).people[0].applicant
    assert person.applicant.aliases == ("阿克然", NAME, "ئەكرەم")


def test_a_column_of_another_script_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows = [[*ROW, NAME], [*ROW[:3], "", "659900197303165364", "Ekrem"]]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows, [*HEAD, "哈萨克文姓名"]))
    told = [(fault.row, fault.column, fault.finding.code) for fault in roster.faults]
    assert (3, columns.SCRIPT_NAMES, "roster.script_wrong") in told
    assert all(row != 2 for row, _, code in told if code == "roster.script_wrong")


@pytest.mark.slow
def test_the_template_shows_both_columns_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template())
    sheet = load_workbook(path).worksheets[0]
    cells = {sheet.cell(1, at).value: sheet.cell(2, at).value for at in range(1, 20)}
    assert is_typed_in_arabic(str(cells["维吾尔文姓名"]))
    assert is_typed_in_arabic(str(cells["维吾尔文单位"]))
    assert read_roster(path).people == ()


def test_a_file_of_facts_tells_the_same_and_leaves_other_spellings(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(
        f"姓名: 艾克然·苏莱曼\n工作单位: 天山机械厂\n别名: 阿克然\n维吾尔文姓名: [{NAME}]\n"
        f"applicant:\n  script_employers: {EMPLOYER}\n",
        encoding="utf-8",
    )
    told = read_facts(path).words()
    assert told.aliases == ("阿克然", NAME)
    assert told.employer_aliases == (EMPLOYER,)
    path.write_text("applicant:\n  维吾尔文姓名: ئەكرەم\n", encoding="utf-8")
    changed = read_facts(path).words_over(told)
    assert changed.aliases == ("阿克然", "ئەكرەم")
    assert changed.employer_aliases == (EMPLOYER,)
