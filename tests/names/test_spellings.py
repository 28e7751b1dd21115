"""Forms of a name that are looked for, words of an applicant, names told from headings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdesk.applicant import Applicant, Matched, WordKind
from zcdesk.han import is_han
from zcdesk.names.discretion import first_letters, is_heading, is_like_a_name, without_names
from zcdesk.names.search_words import words
from zcdesk.names.spellings import folded, initial_forms, latin_forms, written_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("欧阳修", {"OUYANG xiu", "xiu OUYANG"}),
        ("单欣", {"DAN xin", "SHAN xin"}),  # every reading of a letter counts
        ("仇月行", {"QIU yuexing", "yuexing QIU"}),
        ("解放", {"XIE fang"}),
        ("吕布", {"LV bu", "LYU bu", "LU bu", "LÜ bu"}),
    ],
)
def test_a_name_is_spelled_in_both_orders_and_in_every_reading(name: str, forms: set[str]) -> None:
    assert forms <= set(latin_forms(name))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("孙颖倩", {"SUN y q", "y q SUN", "SUN y", "S yingqian", "yingqian S"}),
        ("Memet Tursun", {"M Tursun", "Tursun M", "Memet T"}),
    ],
)
def test_initials_are_made_of_either_part_of_the_name(name: str, forms: set[str]) -> None:
    assert forms <= set(initial_forms(name))


def test_the_english_name_that_was_told_as_a_further_form_is_shortened_too() -> None:
    person = Applicant(
        "张伟", "云岭化工有限公司", employer_aliases=("Yunling Chemical Industry Co., Ltd.", "云化")
    )
    found = {word.text for word in words(person)}
    assert "Yunling Chemical Industry" in found
    assert "云化" in found


def test_simplified_and_traditional_forms_stand_for_each_other() -> None:
    assert "張" in written_forms("张")
    assert "张" in written_forms("張")
    assert written_forms("A") == frozenset()


@pytest.mark.parametrize(
    ("name", "employer"), [("孙", "某某公司"), ("···", "某某公司"), ("孙某", "厂"), ("·", " ")]
)
def test_a_word_that_could_never_be_found_is_refused(name: str, employer: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        words(Applicant(name, employer))


def test_a_transliterated_name_is_spelled_part_by_part_and_others_turn_round() -> None:
    spelled = latin_forms("买买提·吐尔逊")
    assert spelled[:2] == ("maimaiti tuerxun", "tuerxun maimaiti")
    assert latin_forms("阿卜杜热合曼")[:1] == ("abodureheman",)
    assert latin_forms("Abliz Rahman") == ("Rahman Abliz",)
    assert latin_forms("张伟") == ("ZHANG wei", "wei ZHANG")


def test_dots_spaces_width_and_case_do_not_count() -> None:
    assert folded("买买提 · 吐尔逊") == folded("买买提•吐尔逊") == "买买提吐尔逊"
    assert folded("ＺＨＡＮＧ Wei") == "zhangwei"
    assert folded("（新疆）") == folded("(新疆)")


def test_no_form_stands_twice_and_labels_are_unique() -> None:
    found = words(Applicant("张伟", "云岭化工有限公司", aliases=("张 伟", "ZHANG Wei")))
    assert len({folded(word.text) for word in found}) == len(found)
    assert len({word.label for word in found}) == len(found)


@given(st.text(max_size=12), st.text(min_size=2, max_size=30))
def test_any_typed_text_gives_words_or_a_refusal(name: str, employer: str) -> None:
    try:
        found = words(Applicant(name, employer))
    except ValueError:
        return
    assert all(word.label and word.text for word in found)
    assert all(word.kind in WordKind for word in found)


APPLICANT = Applicant("欧阳哲", "新疆云岭智能装备制造有限公司", ("欧阳喆",))


def test_each_word_is_named_by_kind_and_number_and_known_again_by_that() -> None:
    found = words(APPLICANT)
    labels = [word.label for word in found]
    assert len(set(labels)) == len(labels) > 10
    assert [Matched.of(label) for label in labels] == [(word.kind, word.number) for word in found]
    assert Matched.of("employer:short:3") == (WordKind.EMPLOYER_SHORT, 3)


@pytest.mark.parametrize("label", ["", "name", "name:", "name:one", ":1", "somebody:1"])
def test_what_names_no_word_is_none(label: str) -> None:
    assert Matched.of(label) is None


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
