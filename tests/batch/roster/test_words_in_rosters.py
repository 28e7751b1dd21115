"""What stands in the cells of a roster: own words, 同上, other scripts; mended, or asked of all."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.batch.drawn import EMPLOYER, HEAD, NOTICE, PEOPLE, write_roster
from zcdesk.applicant import Applicant
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.mending import WHOLE_ROW, copy_place, write_mended
from zcdesk.batch.roster.open_questions import open_questions
from zcdesk.batch.roster.people import Roster, RosterPerson, read_roster
from zcdesk.batch.roster.template import template
from zcdesk.cases.exchange.facts_file import read_facts
from zcdesk.names.arabic_typing import is_typed_in_arabic
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile.entries import FactKind


def told(roster: Roster) -> list[tuple[int, str, str, str]]:
    return [
        (one.row, one.column, str(one.finding.severity), one.finding.code) for one in roster.faults
    ]


def merged(path: Path, rows: list[list[str]], *places: str) -> Path:
    """Write a roster in which these cells are one each."""
    book = load_workbook(write_roster(path, rows))
    for place in places:
        book.worksheets[0].merge_cells(place)
    book.save(path)
    return path


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
    other = "昆仑建设有限公司"
    told_rows = f"赵启明 {EMPLOYER} {NOTICE}|钱小文 同上 〃|孙一白 ” {NOTICE}|周文海 {other} 同上"
    rows = [row.split() for row in f"{told_rows}|吴静 同上 {NOTICE}".split("|")]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows))
    assert [one.applicant.employer for one in roster.people] == [*[EMPLOYER] * 3, *[other] * 2]
    assert {one.notice for one in roster.people} == {NOTICE}
    above = [(row, column) for row, column, _, code in told(roster) if code == "roster.as_above"]
    assert above == [(3, "工作单位"), (3, "通知"), (4, "工作单位"), (5, "通知"), (6, "工作单位")]
    assert roster.usable


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    rows = [["赵启明", EMPLOYER, NOTICE], ["钱小文"], ["孙一白", "", NOTICE]]
    roster = read_roster(merged(tmp_path / "r.xlsx", rows, "B2:B4", "C2:C3"))
    assert [(one.applicant.employer, one.notice) for one in roster.people] == [
        (EMPLOYER, NOTICE)
    ] * 3
    assert (3, "工作单位", "info", "roster.as_above") in told(roster)


def test_further_words_that_say_none_are_none(tmp_path: Path) -> None:
    head = [*HEAD[:4], "别名", "单位简称", "曾任单位"]
    row = ["赵启明", EMPLOYER, NOTICE, "", "无", "—", "/"]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", [row], head))
    person = roster.people[0].applicant
    assert (person.aliases, person.employer_aliases, person.former_employers) == ((), (), ())
    assert roster.usable


# Name and employer in Uyghur have columns of their own, equal in effect to other spellings.

ROW = ["艾克然·苏莱曼", "天山机械厂", NOTICE, "", ""]
NAME, UYGHUR = "ئەكرەم سۇلايمان", "تەڭرىتاغ ماشىنا زاۋۇتى"


def test_the_columns_are_looked_for_as_aliases_are(tmp_path: Path) -> None:
    head = [*HEAD, "维吾尔文姓名", "维吾尔文单位", "别名"]
    row = [*ROW, f"\u202b{NAME}\u202c；ئـەكرەم", UYGHUR, "阿克然"]
    person = read_roster(write_roster(tmp_path / "a.xlsx", [row], head)).people[0]
    row, head = [*ROW, f"阿克然；{NAME}；ئەكرەم", UYGHUR], [*HEAD, "别名", "单位简称"]
    same = read_roster(write_roster(tmp_path / "b.xlsx", [row], head)).people[0]
    assert person.applicant == same.applicant
    assert person.applicant.aliases == ("阿克然", NAME, "ئەكرەم")


def test_a_column_of_another_script_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    rows = [[*ROW, NAME], [*ROW[:3], "", "659900197303165364", "Ekrem"]]
    roster = read_roster(write_roster(tmp_path / "r.xlsx", rows, [*HEAD, "哈萨克文姓名"]))
    wrong = [one[:2] for one in told(roster) if one[3] == "roster.script_wrong"]
    assert wrong == [(3, columns.SCRIPT_NAMES)]


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
        f"applicant:\n  script_employers: {UYGHUR}\n",
        "utf-8",
    )
    words = read_facts(path).words()
    assert (words.aliases, words.employer_aliases) == (("阿克然", NAME), (UYGHUR,))
    path.write_text("applicant:\n  维吾尔文姓名: ئەكرەم\n", "utf-8")
    changed = read_facts(path).words_over(words)
    assert (changed.aliases, changed.employer_aliases) == (("阿克然", "ئەكرەم"), (UYGHUR,))


# Mended in a copy: the cells that were meant, and the file itself keeps its bytes.


def written(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig") -> Path:
    """Write a roster as a workbook, or as text under a title, by the name of its file."""
    if path.suffix == ".xlsx":
        return write_roster(path, rows)
    text = "\n".join(",".join(row) for row in (["一览表"], HEAD, *rows)) + "\n"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "csv", "gb18030"])
def test_mended_cells_stand_in_a_copy_and_the_roster_stays(tmp_path: Path, kind: str) -> None:
    rows = [["沈知遥", "", NOTICE, "一号", PEOPLE[0][4]], ["贺一鸣", EMPLOYER, "x", "", ""]]
    suffix, first = ("xlsx", 2) if kind == "xlsx" else ("csv", 3)
    encoding = "gb18030" if kind == "gb18030" else "utf-8-sig"
    path = written(tmp_path / f"花名册.{suffix}", rows, encoding)
    before, second = path.read_bytes(), first + 1
    mends = {(first, "工作单位"): EMPLOYER, (second, "通知"): NOTICE, (second, "别名"): "沈遥"}
    copy = write_mended(path, {**mends, (second, "出生日期"): "1980-02-29"})
    assert path.read_bytes() == before
    assert copy.name == f"花名册-改好.{suffix}"
    one, other = read_roster(copy).rows
    assert (one.applicant.employer, one.applicant.id_number) == (EMPLOYER, PEOPLE[0][4])
    assert (other.notice, other.born, one.folder) == (NOTICE, "1980-02-29", "一号")
    again = write_mended(copy, {})
    assert (again.name, copy_place(again).name) == (
        f"花名册-改好.2.{suffix}",
        f"花名册-改好.3.{suffix}",
    )


def test_a_merged_cell_is_taken_apart_where_it_is_mended(tmp_path: Path) -> None:
    path = merged(tmp_path / "r.xlsx", PEOPLE[:2], "B2:B3")
    assert [(one.row, one.column) for one in read_roster(path).faults] == [(3, "工作单位")]
    copy = write_mended(path, {(3, "工作单位"): EMPLOYER})
    assert not read_roster(copy).faults
    assert not load_workbook(copy).worksheets[0].merged_cells.ranges


@pytest.mark.parametrize(("kind", "first"), [("xlsx", 2), ("csv", 3)])
def test_a_deleted_row_leaves_those_below_their_row(tmp_path: Path, kind: str, first: int) -> None:
    path = written(tmp_path / f"花名册.{kind}", [PEOPLE[0], PEOPLE[0], PEOPLE[1]])
    assert [fault.finding.code for fault in read_roster(path).faults] == ["roster.twice"]
    copy = read_roster(write_mended(path, {(first + 1, WHOLE_ROW): "", (first + 1, "别名"): "沈"}))
    left = [(one.row, one.applicant.name) for one in copy.people]
    assert left == [(first, "沈知遥"), (first + 2, "贺一鸣")]
    assert not copy.faults


# What several people leave open is asked once; what one leaves open, or a case answers, is not.


def person(row: int, case: str = "", **facts: str) -> RosterPerson:
    given = tuple(sorted(facts.items()))
    return RosterPerson(row, Applicant("阿依古丽", "云岭公司"), NOTICE, case=case, facts=given)


def rows_of(*people: RosterPerson) -> dict[str, tuple[int, ...]]:
    return {question.fact.id: question.rows for question in open_questions(people)}


def test_a_question_is_asked_for_the_rows_that_leave_it_open() -> None:
    no = next(fact.options[0].id for fact in load_notice(NOTICE).facts if fact.id == "degree")
    people = person(2, degree=no), person(3), person(4), person(5, case="甲.zcase")
    assert rows_of(*people)["degree"] == (3, 4)
    assert "degree" not in rows_of(person(2, degree=no), person(3)), "hers alone: no column's"
    assert "degree" not in rows_of(person(3), person(4, case="甲.zcase")), "the case answers"


def test_only_choices_are_asked_for_a_column_and_what_most_leave_open_first() -> None:
    asked = open_questions([person(2), person(3), person(4)])
    assert {question.fact.kind for question in asked} == {FactKind.CHOICE}
    assert all(question.fact.options for question in asked)
    lengths = [len(question.rows) for question in asked]
    assert lengths == sorted(lengths, reverse=True)
