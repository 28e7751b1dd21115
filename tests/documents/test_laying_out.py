"""How a form lies on the paper: nothing that belongs together is parted, nothing crosses a line."""

from __future__ import annotations

from itertools import product

import pymupdf
import pytest

from zcdesk.documents.filling import opened, paragraphs, text_of
from zcdesk.documents.letters import broken, longest_piece, width
from zcdesk.documents.making import MadeForm, make_form
from zcdesk.notices.files.loading import load_notice
from zcdesk.wording import spoken

from .people import case, ready

REGION, URUMQI, HOTAN = "region-senior-2024", "urumqi-private-2025", "hotan-private-2025"


def pages_of(form: MadeForm) -> list[str]:
    with pymupdf.open(stream=form.pdf) as paper:
        return ["".join(page.get_text().split()) for page in paper]


def made(notice: str, template: str, *people: object, **facts: str) -> MadeForm:
    cases = people or (ready(notice=notice, **facts),)
    return make_form(load_notice(notice), template, cases)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("notice", [REGION, URUMQI, HOTAN])
def test_seal_and_date_never_stand_alone_on_a_page(notice: str) -> None:
    for length in range(60, 460, 40):
        form = made(notice, "posting", form__achievements="改" * length, form__date="2025-03-01")
        last = pages_of(form)[-1]
        assert "公章" in last, length
        assert "监督电话" in last, length  # the end of the text stands with them


def test_word_keeps_them_together_as_well() -> None:
    word = opened(made(REGION, "posting").docx, "")
    kept = [one.paragraph_format.keep_with_next for one in word.paragraphs]
    assert kept[-1] is None
    assert kept[-4:-1] == [True, True, True]


def title_lines(form: MadeForm) -> list[str]:
    word = opened(form.docx, "")
    return text_of(word.paragraphs[0]._element).split("\n")


LONG = {"form__specialty": "机械电子装备制造与自动化", "form__series": "工程"}


@pytest.mark.parametrize(
    "name", ["张伟", "欧阳婉儿", "阿依古丽·买买提", "阿布都热合曼·阿布都克里木"]
)
def test_a_title_is_broken_between_words(name: str) -> None:
    person = ready(name, **{key.replace("__", "."): text for key, text in LONG.items()})
    lines = title_lines(make_form(load_notice(REGION), "posting", [person]))
    assert len(lines) > 1
    whole = "".join(lines)
    for word in (name, "机械电子装备制造与自动化", "同志", "工程系列", "申报", "关于"):
        assert word in whole
        assert any(word in line for line in lines), word
    room = max(width(line, "宋体", True, 22) for line in lines)
    assert room <= 442  # points between the margins


def test_a_short_title_stays_as_it_is() -> None:
    short = made(REGION, "posting", form__specialty="采矿")
    assert title_lines(short) == ["关于欧阳婉儿同志申报工程系列采矿专业中级"]


TEXT = "如有异议请电话反映至综合办公室，监督电话："


def test_a_number_is_never_parted() -> None:
    numbers = ("0991—3757772", "13999912345", "0991-3757772", "65010219850712345X")
    for number, before, mark in product(numbers, range(24), ("", "、", "。", "）")):
        text = f"{'字' * before}{TEXT}{number}{mark}其余"
        lines = broken(text, "仿宋", False, 16, 442, 410)
        assert any(number in line for line in lines), text
        assert all(line[0] not in "、。）" for line in lines), text
        assert "".join(lines) == text


def test_a_number_never_crosses_the_line_of_its_cell() -> None:
    form = made(REGION, "ce_exempt_form")
    with pymupdf.open(stream=form.pdf) as paper:
        page = paper[0]
        (found,) = page.search_for("654321199001011234")
        walls = [item[1] for one in page.get_drawings() for item in one["items"] if item[0] == "re"]
        inside = pymupdf.Point(found.x0 + 2, found.y0 + 2)
        (cell,) = [wall for wall in walls if wall.contains(inside) and wall.width < 400]
        assert cell.x0 <= found.x0
        assert found.x1 <= cell.x1
    assert longest_piece("身份证号654321199001011234", "宋体", False, 12) > 90


@pytest.mark.slow
def test_a_form_of_a_year_is_made_for_each_year_that_is_named() -> None:
    years = {"form.assessment_year": "2022-2023、2024", "form.year_summary": "照常工作",
             "form.year_summary.2023": "完成改造"}  # fmt: skip
    form = make_form(load_notice(HOTAN), "annual_assessment", [case(notice=HOTAN, **years)])
    text = "\n".join(text_of(one) for one in paragraphs(opened(form.docx, "")))
    for year in (2022, 2023, 2024):
        assert f"({year} 年 度)" in text
    assert text.count("照常工作") == 2
    assert text.count("完成改造") == 1
    assert len(pages_of(form)) == 6
    assert "考核年度" not in form.missing
    one = made(HOTAN, "annual_assessment", form__assessment_year="2023")
    assert len(pages_of(one)) == 2


def told(*people: object) -> dict[str, str]:
    form = make_form(load_notice(URUMQI), "recommendation", people)  # type: ignore[arg-type]
    return {one.code: spoken(one).message for one in form.findings}


def test_people_of_two_employers_in_one_report_are_told() -> None:
    one, other = ready("欧阳婉儿", URUMQI, kind="initial"), ready("王小明", URUMQI, kind="initial")
    assert "document.several_employers" not in told(one, other)
    moved = other.applicant.__class__("王小明", "昆仑建材有限公司")
    elsewhere = other.__class__(other.notice, moved, other.targets, facts=other.facts)
    assert "2 个人" in told(one, elsewhere)["document.several_employers"]


def test_what_people_of_one_group_differ_in_is_named() -> None:
    people = [
        ready("欧阳婉儿", URUMQI, kind="initial"),
        ready("王小明", URUMQI, kind="initial", form__series="经济", form__specialty="工商"),
        ready("帕提古丽", URUMQI, kind="conferral", form__series="卫生"),
    ]
    found = told(*people)["document.group_differs"]
    assert found.startswith("初定的几个人系列、专业不同")
    assert "document.group_differs" not in told(people[0], people[2])
