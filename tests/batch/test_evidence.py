"""Whom of a roster a page names: numbers, names beside 姓名, in the text, with a letter wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.drawn import EMPLOYER, NOTICE
from tests.workflow.drawn_case import page_of
from zcdesk.applicant import Applicant
from zcdesk.batch.roster.people import RosterPerson
from zcdesk.batch.shared.pages import PageSaid, assigned
from zcdesk.batch.whose.copies import CopiedSheet, _same_words, twins
from zcdesk.batch.whose.evidence import NamedRows
from zcdesk.sorting.told import NOTHING, PageTold

ROWS = ("沈知遥", "张伟", "张伟国", "李建华", "買买提·吐尔逊", "高原", "欧阳明", "欧阳明珠")
PEOPLE = [
    RosterPerson(row, Applicant(name, EMPLOYER, id_number=number), NOTICE)
    for row, (name, number) in enumerate(
        zip(ROWS, ("659900197303165364", "11010519491231002X", *[""] * 6), strict=True), 2
    )
]


def evidence(text: str = "", told: PageTold = NOTHING) -> NamedRows:
    return NamedRows(told, text, lambda: None, PEOPLE)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("身份证号659900197303165364", {2}),
        ("身份证号659900197303185364", {2}),  # one digit was read wrong
        ("身份证号659900197303185384", set()),
        ("身份证号6599oo197303165364", {2}),
        ("证件号11010519491231002x性别", {3}),
        ("合同编号20240011", set()),
    ],
)
def test_an_id_number_is_known_with_one_digit_wrong(text: str, rows: set[int]) -> None:
    assert evidence(text).numbered == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("参加人员:沈知遥", {2}),
        ("张伟国参加了培训", {4}),
        ("张伟国、张伟", {3, 4}),
        ("张伟明参加", set()),
        ("设备由张伟负责安装", {3}),
        ("沈知\n遥", {2}),  # a name over two lines
        ("买买提吐尔逊", {6}),
        ("青藏高原地区气候", set()),
        ("主讲人:高原", {7}),
        ("主讲人:欧阳明珠", {9}),
        ("欧阳明珠、欧阳明", {8, 9}),
    ],
)
def test_a_name_in_the_text_is_its_bearers_alone(text: str, rows: set[int]) -> None:
    assert evidence(text).written == rows


@pytest.mark.parametrize(
    ("name", "labelled", "misread"),
    [
        ("李建华", {5}, set()),
        ("李建毕", set(), {5}),
        ("李建军国", set(), set()),
        ("张伟", {3}, set()),
        ("LI Jianhua", {5}, set()),
        ("Zhi-yao SHEN", {2}, set()),
        ("LI Jian", set(), set()),
        ("张韦", set(), set()),
        ("买买提吐尔", set(), {6}),  # the cell was too narrow for the last letter
    ],
)
def test_a_name_beside_its_label_may_have_one_letter_wrong(
    name: str, labelled: set[int], misread: set[int]
) -> None:
    seen = evidence(told=PageTold(names=(name,)))
    assert seen.labelled == labelled
    assert seen.misread == misread


@pytest.mark.parametrize(
    ("text", "rows", "listed"),
    [
        ("同意下列人员:刘杰泽,董飞柏,李建华,陈欣", {5}, True),
        ("沈知遥\n李建华", {2, 5}, True),
        ("设备由李建华负责安装", {5}, False),
        ("项目经理:李建华,验收:合格", {5}, False),
    ],
)
def test_a_list_of_people_is_no_paper_of_one_of_them(
    text: str, rows: set[int], listed: bool
) -> None:
    assert evidence(text).lists(rows) is listed


def test_a_sheet_in_two_folders_has_a_twin_and_one_in_three_is_everybodys() -> None:
    def sheets(*rows: int) -> list[CopiedSheet]:
        return [CopiedSheet(row, 1, ("same", 0), "") for row in rows]

    assert twins(sheets(2, 3), lambda sheet: "") == {2: {1: 3}, 3: {1: 2}}
    assert twins(sheets(2, 3, 4), lambda sheet: "") == {}
    assert twins(sheets(2, 2), lambda sheet: "") == {}


def test_papers_of_one_template_are_no_copies_of_each_other() -> None:
    filled = {
        2: "本人承诺所填报的信息和提交的材料真实准确完整如有不实自愿承担一切后果。承诺人沈知遥",
        3: "本人承诺所填报的信息和提交的材料真实准确完整如有不实自愿承担一切后果。承诺人贺一鸣",
        4: "本人承诺所填报的信息和提交的材料真实准确完整如有不买自愿承担一切后果。承诺人沈知遥",
    }
    for other, same in ((3, False), (4, True)):
        assert _same_words(filled[2], filled[other]) is same
    assert not _same_words(f"{filled[2]}2021年度", f"{filled[2]}2023年度")


@pytest.mark.parametrize(
    ("text", "names", "row", "claims"),
    [
        ("推荐表姓名沈知遥推荐人李建华", ("沈知遥",), 2, ()),
        ("身份证号659900197303185364", (), 2, ()),  # one digit was read wrong
        ("登记表", ("李建毕",), None, (5,)),  # she may be somebody who is in no roster
        ("名单沈知遥李建华", (), None, (2, 5)),
        ("封面", (), None, ()),
    ],
)
def test_a_page_of_a_shared_scan_goes_where_the_same_evidence_says(
    tmp_path: Path, text: str, names: tuple[str, ...], row: int | None, claims: tuple[int, ...]
) -> None:
    page = page_of(tmp_path, 1, "").page
    assert page is not None
    said = PageSaid("a" * 64, 0, text, PageTold(names=names), page, "")
    found = assigned(said, "合.pdf", tmp_path / "1.png", PEOPLE)
    assert (found.row, found.claims) == (row, claims)
