"""Whom a page is about: the subject decides, whoever else is mentioned."""

import numpy as np
import pytest

from tests.tables import rows_beside
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.named_on_page import is_named
from zcdesk.cases.case import NO_NAME, OTHER_NAME
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.geometry import box
from zcdesk.reading.lattice import Lattice, symbol_numbers
from zcdesk.reading.line import Line, Reading
from zcdesk.sorting.person_names import is_person
from zcdesk.sorting.subject import subjects
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.workflow.one_page.whose import with_whose

EM, STEP, LEFT = 40.0, 80.0, 100.0
_COLUMNS = 6  # of a Han letter


def reading_of(*rows: str, probability: float = 0.99) -> Reading:
    """Return a reading of rows; two spaces or more begin another line in the same row."""
    lines = []
    for number, row in enumerate(rows):
        at = LEFT
        for cell in row.replace("   ", "\n").split("\n"):
            if cell.strip():
                lines.append(line_of(cell.strip(), at, 100.0 + number * STEP, probability))
            at += EM * (len(cell) + 2)
    return Reading(1240, 1754, tuple(lines))


def line_of(text: str, left: float, top: float, probability: float = 0.99) -> Line:
    """Return a line of letters, each read with a probability."""
    numbers = symbol_numbers()
    table = np.full((_COLUMNS * len(text), max(numbers.values()) + 1), 1e-9, np.float32)
    table[:, 0] = 1.0
    for place, letter in enumerate(text):
        column = table[_COLUMNS * place + _COLUMNS // 2]
        column[0], column[numbers[letter]] = 1 - probability, probability
    quad = box(left, top, left + EM * len(text), top + EM)
    lattice = Lattice.from_probabilities(table)
    return Line(quad, lattice, np.ones(8 * len(table), np.uint8))


TABLES = rows_beside(__file__)

ME = Applicant("赵启明", "新疆天山桥梁工程有限公司", id_number="659900197303165364")
ANOTHER_NUMBER = "11010519491231002X"


def told(rows: tuple[str, ...], applicant: Applicant = ME, probability: float = 0.99) -> PageTold:
    reading = reading_of(*rows, probability=probability)
    people = subjects(reading)
    return with_whose(told_by(reading, people), reading, people, (), applicant)


def asked(*rows: str, applicant: Applicant = ME, probability: float = 0.99) -> str:
    """Return the code of what is asked about a page where nothing is to be covered, or ""."""
    finding = no_name_on_page(told(rows, applicant, probability), (), frozenset())
    return finding.code if finding is not None else ""


@pytest.mark.parametrize("rows", TABLES["foreign"])
def test_a_page_about_somebody_else_is_asked_about_whoever_signs_it(rows: tuple[str, ...]) -> None:
    assert asked(*rows) == OTHER_NAME


@pytest.mark.parametrize("rows", TABLES["own"])
def test_a_page_about_her_or_several_or_nobody_is_not_asked_about(rows: tuple[str, ...]) -> None:
    assert asked(*rows) == ""


def test_a_name_that_was_read_badly_is_nobody_elses() -> None:
    assert asked("姓名：赵启朋", probability=0.6) == ""
    assert asked("姓名：张建军", probability=0.6) == ""


def test_a_kind_that_carries_the_name_is_asked_about_even_where_nothing_is_covered() -> None:
    assert asked("毕业证书", "准予毕业", "普通高等学校") == NO_NAME


def test_a_namesake_is_told_by_the_number_on_her_card() -> None:
    card = ("姓名 赵启明", "性别 男 民族 汉", "出生 1949年12月31日", "住址 某地")
    assert asked(*card, f"公民身份号码 {ANOTHER_NUMBER}") == OTHER_NAME
    assert asked(*card, f"公民身份号码 {ME.id_number}") == ""
    unknown = Applicant(ME.name, ME.employer)
    assert asked(*card, f"公民身份号码 {ANOTHER_NUMBER}", applicant=unknown) == ""
    trained = f"{ME.name}（身份证号：{ANOTHER_NUMBER}，工作单位：某公司）于2022年参加培训"
    assert asked("专业技术人员继续教育", "专业科目培训合格证书", trained, applicant=unknown) == ""


def test_a_transliterated_name_may_be_spelled_in_latin_letters_in_any_way() -> None:
    her = Applicant("买买提·吐尔逊", ME.employer)
    assert asked("Name: MEMET TURSUN", applicant=her) == ""
    assert asked("Name: MEMET TURSUN") == OTHER_NAME


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("张伟", True), ("欧阳明珠", True), ("阿依古丽·买买提", True), ("阿布都热合曼", True),
        ("有限公司", False), ("工程", False), ("张伟有限公司", False), ("各位", False),
    ],
)  # fmt: skip
def test_what_can_be_a_name(text: str, person: bool) -> None:
    assert is_person(text) is person


def test_she_is_named_where_her_name_is_read() -> None:
    assert not is_named(told(("设备说明书", "额定电压三百八十伏")), ())
    assert is_named(told(("施工日志", "记录人：赵启明")), ())
