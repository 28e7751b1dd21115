"""Names of people are told from titles of columns, and stand in nothing that is shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.han import is_han
from zcdesk.names.discretion import first_letters, is_heading, is_like_a_name, without_names


@pytest.mark.parametrize("letter", ["张", "䶮", "𠮷", "𬭎", "〇", "\uf9d1", "\ufa0e", "\U00030edd"])
def test_a_han_letter_is_one(letter: str) -> None:
    assert is_han(letter)


@pytest.mark.parametrize("text", ["", "a", "张3", "·", "ئ", "\ue000"])
def test_what_is_no_han_letter_is_none(text: str) -> None:
    assert not is_han(text)


HEADINGS = """
爱好 备注 序号 性别 民族 学历 学位 专业 手机号 联系电话 部门 科室 职务 现任职务 现职称 申报级别
党派 党员 年龄 工龄 论文 成果 公示 审核人 经办人 结论 车牌 单价 方向 高级 班组 车间 项目 任务 时间
颜色 宿舍 金额 安排 简历 计划 文号 应聘 季度 万元 经历 Remarks No. #REF!
"""
PERSONS = """
赵启明 古丽米热·阿不都 古丽米热 阿依古丽买买提 欧阳修文 李红 ZhangWei 650104198001011018 13999123456
"""


def test_the_name_of_a_column_is_told_from_a_person() -> None:
    assert [word for word in HEADINGS.split() if not is_heading(word)] == []
    assert [word for word in PERSONS.split() if is_heading(word)] == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2-阿依古丽·买买提", "2-阿**"), ("５－顾行舟", "５－顾**"), ("赵启明的材料", "赵**的材料"),
        ("01张 伟材料", "01张**材料"), ("赵启明.zcase", "赵**.zcase"), ("谁的", "谁的"),
        ("650104198001011018", "****18"), ("工程系", "工程系"), ("01 xu  jing", "01 x*****"),
    ],
)  # fmt: skip
def test_a_folder_is_called_without_the_name_in_it(written: str, shown: str) -> None:
    assert without_names(written, ["XU Jing"]) == shown


@pytest.mark.parametrize("written", ["王䶮𬭎的材料", "李𠮷", "２-赵\U00031350华"])
def test_letters_of_rare_names_are_letters_of_names(written: str) -> None:
    assert is_han(re.sub("[２-]", "", written))
    shown = without_names(written)
    assert "*" in shown
    assert not set(shown) & set("䶮𬭎𠮷\U00031350")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("马晓燕毕业证", "马**"), ("2-阿依古丽·买买提", "2-阿**"), ("Ma Xiaoyan毕业证", "M**"),
        ("扫描/王晓红.zcase", "扫**/王**.zcase"), ("650104198001011018", "****18"),
    ],
)  # fmt: skip
def test_of_a_folder_of_nobody_known_the_first_letter_is_left(written: str, shown: str) -> None:
    assert first_letters(written) == shown


@given(st.text(st.sampled_from("赵启明张伟国王小红"), min_size=2, max_size=3))
def test_what_is_like_a_name_never_stands_in_what_is_shown(name: str) -> None:
    if is_like_a_name(name):
        assert name not in without_names(f"03-{name}材料")
