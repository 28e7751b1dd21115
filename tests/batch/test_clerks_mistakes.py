"""What clerks get wrong in a roster, and the words that lead them out of it; all told at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.batch.drawn import EMPLOYER, NOTICE, write_roster
from tests.cli.shell import Shell
from zcdesk.batch.readiness import look_over
from zcdesk.batch.roster.people import read_roster

pytestmark = pytest.mark.slow

HEAD = ["姓名", "工作单位", "通知", "材料文件夹", "身份证号", "出生日期", "案卷", "degree", "系列"]
FOLDERS = (
    "1-沈知遥",
    "2-阿依古丽·买买提",
    "3-贺一鸣",
    "４－陆 听澜",
    "5-顾行舟",
    "张伟",
    "科室/七号",
)
GOOD = "自治区五系列职称评审 2024"
NUMBER = "659900197303165364"


@dataclass(frozen=True)
class Mistake:
    """Cells of one row that differ from a good one, and what must be said of them."""

    cells: dict[str, str]  # text by column
    words: tuple[str, ...]  # what the line of the fault holds; the first is its column
    before: tuple[dict[str, str], ...] = ()  # rows that stand before it
    stops: bool = True  # whether nobody is worked on before it is mended


def cells(**given: str) -> dict[str, str]:
    """A row by short names of its columns."""
    keys = ("name", "employer", "notice", "folder", "number", "born", "case", "degree", "series")
    names = dict(zip(keys, HEAD, strict=True))
    return {names[key]: text for key, text in given.items()}


MISTAKES = {
    "a name without its middle dot": Mistake(
        cells(folder="2-阿依古丽买买提"),
        ("材料文件夹", "没有这样写的文件夹", "是不是“2-阿**”"),
    ),
    "full width and a space": Mistake(
        cells(folder="4-陆听澜"), ("材料文件夹", "没有这样写的文件夹", "是不是“４－陆**”"),
    ),
    "one letter wrong": Mistake(
        cells(folder="5-顾行周"), ("材料文件夹", "是不是“5-顾**”", "把文件夹改名"), stops=False,
    ),
    "a folder within a folder misspelt": Mistake(
        cells(folder="科室/７号"), ("材料文件夹", "没有这个文件夹"), stops=False,
    ),
    "a folder that has not come": Mistake(
        cells(folder="后补"), ("材料文件夹", "没有这个文件夹", "材料到齐"), stops=False,
    ),
    "a folder outside": Mistake(
        cells(folder="../别处"), ("材料文件夹", "不在所选的“材料”里面"),
    ),
    "a folder on another computer": Mistake(
        cells(folder="//server/x"), ("材料文件夹", "别的电脑"),
    ),
    "somebody else's folder": Mistake(
        cells(name="李红", folder="3-贺一鸣"), ("材料文件夹", "写的是第 2 行的人"),
        before=(cells(name="贺一鸣", folder="x"),),
    ),
    "one folder for two": Mistake(
        cells(name="张伟", folder="张伟"), ("材料文件夹", "第 2、3 行写了同一个"),
        before=(cells(name="李红", folder="张伟"),),
    ),
    "no name": Mistake(cells(name=""), ("姓名", "没有填", "请补上")),
    "no employer": Mistake(cells(employer=""), ("工作单位", "没有填")),
    "a notice by half its name": Mistake(
        cells(notice="五系列职称评审2024"), ("通知", "是不是“自治区五系列职称评审 2024”"),
    ),
    "a notice of nobody": Mistake(cells(notice="xyz"), ("通知", "没有这份通知", "现有：", GOOD)),
    "a number with a digit wrong": Mistake(
        cells(number="659900197303165365"), ("身份证号", "校验码", "逐位核对"),
    ),
    "a number as a spreadsheet shows it": Mistake(
        cells(number="6.59900197303165E+17"), ("身份证号", "当成了数字", "文本"),
    ),
    "a day that is none": Mistake(cells(born="1980-02-30"), ("出生日期", "看不出是哪一天")),
    "a day that the number denies": Mistake(
        cells(number=NUMBER, born="1973-03-17"), ("出生日期", "与身份证号里的出生日期不同"),
    ),
    "the same person twice": Mistake(
        cells(number=NUMBER), ("姓名", "第 2、3 行是同一个人", "只留一行"),
        before=(cells(number=NUMBER),),
    ),
    "one name and nothing to tell them apart": Mistake(
        cells(), ("身份证号", "第 2、3 行同名", "出生日期"), before=(cells(),),
    ),
    "one number for two names": Mistake(
        cells(name="李红", number=NUMBER), ("身份证号", "第 2、3 行姓名不同"),
        before=(cells(number=NUMBER),),
    ),
    "an answer that is none": Mistake(
        cells(degree="大概"), ("degree", "这不是可以填的答案", "有学位、没有学位"),
    ),
    "a case that is not there": Mistake(
        cells(case="旧/a.zcase"), ("案卷", "没有这份案卷", "花名册所在的文件夹"),
    ),
    "a formula that came to nothing": Mistake(
        cells(employer="#REF!"), ("工作单位", "公式没有得出内容", "#REF!"),
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _scans(shell: Shell) -> None:
    """Folders as they came, each with a file."""
    for name in FOLDERS:
        Path("材料", name).mkdir(parents=True)
        Path("材料", name, "a.jpg").write_bytes(b"x")


def row_of(given: dict[str, str]) -> list[str]:
    """A row of the roster; what is not given is good."""
    row = {"姓名": "沈知遥", "工作单位": EMPLOYER, "通知": GOOD, **given}
    return [row.get(column, "") for column in HEAD]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_by_its_row_with_the_way_out(mistake: str, shell: Shell) -> None:
    wrong = MISTAKES[mistake]
    rows = [row_of(row) for row in (*wrong.before, wrong.cells)]
    roster = write_roster(Path("r.xlsx").absolute(), rows, HEAD)
    # Scans may still be on their way.
    told = shell("batch r.xlsx --scans 材料 --dry-run", int(wrong.stops)).err
    column, *words = wrong.words
    begin = f"第 {len(rows) + 1} 行“{column}”："
    lines = [line for line in told.splitlines() if line.startswith(begin)]
    assert [line for line in lines if all(word in line for word in words)], lines
    ready = look_over(read_roster(roster), Path("材料").absolute(), path=roster)
    assert ready.roster.usable is not wrong.stops


def test_all_mistakes_of_all_kinds_are_told_at_once_in_the_order_of_the_rows(
    shell: Shell, record_property: Callable[[str, object], None]
) -> None:
    alone = [one for one in MISTAKES.values() if not one.before and "姓名" not in one.cells]
    rows = [
        row_of({"姓名": f"苗昱{chr(ord('丁') + place)}", **wrong.cells})
        for place, wrong in enumerate(alone)
    ]
    write_roster(Path("r.xlsx"), rows, HEAD)
    data = shell.data("batch r.xlsx --scans 材料 --out 结果", 3)
    faults = [(one["row"], one["column"]) for one in data["faults"]]
    for row, wrong in enumerate(alone, start=2):
        assert (row, wrong.words[0]) in faults
    assert [row for row, _ in faults] == sorted(row for row, _ in faults)
    assert data["people"] == []
    assert not Path("结果").exists()
    record_property("figure", f"{len(MISTAKES)} mistakes, {len(alone)} of them told in one go")


def test_labels_codes_and_short_answers_say_the_same(tmp_path: Path) -> None:
    head = ["姓名（必填）", "单位名称", "申报通知", "文件夹", "您取得学位了吗？", "系列", "level"]
    answers = [
        ("有学位", "正高级工程师", "正高级"),
        ("yes", "senior_engineer", "full_senior"),
        ("是", "正高级工程师 ", "full_senior=正高级"),
    ]
    people = zip("甲乙丙", answers, strict=True)
    rows = [[f"张伟{n}", EMPLOYER, NOTICE, "", *given] for n, given in people]
    found = read_roster(write_roster(tmp_path / "r.xlsx", rows, head))
    assert not found.faults
    assert {person.facts for person in found.people} == {
        (("degree", "yes"), ("level", "full_senior"), ("series", "senior_engineer"))
    }


@pytest.mark.parametrize("notice", ["", f" --notice {NOTICE}"])
def test_the_template_offers_what_the_notice_says_without_its_example(
    shell: Shell, notice: str
) -> None:
    path = shell.folder / "空表.xlsx"
    shell(f"batch --template 空表.xlsx{notice}")
    book = load_workbook(path)
    sheet, offered = book.worksheets[0], book.worksheets[2]
    heads = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    lists = {
        str(column[0]): [one for one in column[1:] if one]
        for column in offered.iter_cols(values_only=True)
    }
    assert "正高级工程师" in lists[f"{GOOD}|series"]
    assert lists[f"{GOOD}|degree"] == ["有学位", "没有学位"]
    ranges = " ".join(str(one.sqref) for one in sheet.data_validations.dataValidation)
    for title in ("通知", "您取得学位了吗"):
        assert f"{get_column_letter(heads[title])}2:" in ranges
    row = {"姓名": "沈知遥", "工作单位": EMPLOYER, "通知": GOOD, "您取得学位了吗": "没有学位"}
    for title, text in row.items():
        sheet.cell(3, heads[title], text)
    book.save(path)
    found = read_roster(path)
    assert not found.faults
    assert [(one.row, one.facts) for one in found.people] == [(3, (("degree", "no"),))]


@pytest.mark.parametrize("wrong", ["7", "x", "2,99", "0", ""])
def test_rows_are_chosen_as_people_write_them(shell: Shell, wrong: str) -> None:
    write_roster(Path("r.xlsx"), [row_of({"姓名": "沈知遥"})], HEAD)
    told = shell(f"batch r.xlsx --scans 材料 --out o --only {wrong}", 2).err
    assert "不是花名册里有人的行" in told
    assert not Path("o").exists()
