"""From a page to proposed covers: what is hidden, what stays, and why."""

import re
from collections.abc import Sequence

import pytest

from tests.drawn_text import letters, typed
from tests.masking.sheet import Sheet, told
from zcdesk.applicant import Applicant, Target
from zcdesk.geometry import Polygon, bounds
from zcdesk.masking.hits import Hit, Verdict
from zcdesk.masking.own_words.page_search import _lies_in
from zcdesk.masking.proposing import propose
from zcdesk.names.search_words import words
from zcdesk.reading.evening import evened
from zcdesk.reading.page_reading import read_evened
from zcdesk.wording import spoken

BOTH = (Target.NAME, Target.EMPLOYER)
APPLICANT = Applicant("张伟", "新疆云岭智能装备制造有限公司", employer_aliases=("云岭装备",))


def hits_on(
    *rows: str,
    applicant: Applicant = APPLICANT,
    targets: Sequence[Target] = BOTH,
    width: int = 1240,
) -> tuple[Hit, ...]:
    page = typed(*rows, width=width)
    grey = evened(page)
    return propose(page, grey, read_evened(grey), words(applicant), targets)


def covers(hits: Sequence[Hit], cell: Polygon) -> bool:
    left, top, right, bottom = bounds(cell)
    boxes = [bounds(hit.mask.polygon) for hit in hits if hit.covers_by_default]
    return any(
        x0 <= left + 4 and x1 >= right - 4 and y0 <= top + 3 and y1 >= bottom - 3
        for x0, y0, x1, y1 in boxes
    )


def covers_any_of(hits: Sequence[Hit], cell: Polygon) -> bool:
    left, top, right, bottom = bounds(cell)
    return any(
        hit.covers_by_default
        and min(right, bounds(hit.mask.polygon)[2]) - max(left, bounds(hit.mask.polygon)[0]) > 9
        and min(bottom, bounds(hit.mask.polygon)[3]) - max(top, bounds(hit.mask.polygon)[1]) > 9
        for hit in hits
    )


def checked(who: Applicant, text: str) -> tuple[Hit, ...]:
    """Return what is found on a page whose letters in 【】 are covered, and none in 〔〕."""
    lines = [re.sub("[【】〔〕]", "", line) for line in text.splitlines()]
    found = hits_on(*lines, applicant=who, width=1500 if max(map(len, lines)) > 30 else 1240)
    for number, line in enumerate(text.splitlines()):
        for part in re.finditer("[【〔](.*?)[】〕]", line):
            first = len(re.sub("[【】〔〕]", "", line[: part.start()]))
            cell = letters(number, first, first + len(part[1]))
            assert covers(found, cell) if part[0][0] == "【" else not covers_any_of(found, cell)
    return found


FORM = """申报人：【张伟】，男，1980年生
单位：【新疆云岭智能装备制造有限公司】【第二分公司】
获奖人员：〔李明〕、〔王芳〕、【张伟】、〔张伟国〕、〔陈静〕
项目由【云岭装备】与〔新疆云山智能装备制造有限公司〕完成
联系人：【張】　【偉】　同志"""
BELOW = """为满足设计和规范的要求，试验方案由本单位张伟
{}在阿克苏完成，各测点位移均小于预警值，
结构稳定。"""
ROWS = [
    # a form with other people and a similar company
    (
        APPLICANT,
        FORM,
        "cover read, cover read, cover read, leave longer_name, cover read, cover read",
    ),
    # a name broken over two lines
    (
        APPLICANT,
        """经单位研究并报上级主管部门批准，同意推荐我单位职工【张】
【伟】同志申报高级工程师职称，公示期满，群众没有异议。特此""",
        "cover broken, cover broken",
    ),
    # a dotted name with any dot and with none
    (
        Applicant("买买提·吐尔逊", "和田某某水利工程有限公司"),
        """姓名：【买买提•吐尔逊】
姓名：【买买提吐尔逊】
姓名：【买买提．吐尔逊】
同事：〔艾力〕·吐尔逊""",
        "cover read, cover read, cover read",
    ),
    # initials
    (APPLICANT, "References: Zhang W., Li M. 2021\nAuthors: Zheng W., Li M.", "doubt initials"),
    # a former employer
    (
        Applicant("张伟", APPLICANT.employer, former_employers=("昌吉沐源化工厂",)),
        "2010年至2015年在昌吉沐源化工厂工作",
        "doubt former_employer",
    ),
    # a namesake whose last letter is also a word
    (
        Applicant("李玥", APPLICANT.employer),
        "参加人员：〔李玥月〕、【李玥】、王芳\n【李玥】和王芳负责，【李玥】，女",
        "leave longer_name, cover read, cover read, cover read",
    ),
    # a namesake who is broken over two lines
    (
        APPLICANT,
        """经单位研究并报上级主管部门批准，同意推荐我单位职工张
伟国同志申报高级工程师职称，公示期满，群众没有异议。同意推荐张伟国
同志申报。""",
        "leave longer_name, leave longer_name, leave longer_name",
    ),
    # a namesake of a compound surname
    (
        Applicant("上官赟", APPLICANT.employer),
        "经〔上官赟国〕等人研究，由【上官赟】负责",
        "leave longer_name, cover read",
    ),
    # an author who is cited with others
    (Applicant("上官赟", "新疆某公司"), "上官赟等[3]提出了修正的计算模型", "cover read"),
    # before what somebody says
    (APPLICANT, "这个要问张伟说。先放着，张伟说，下周再看", "cover read, cover read"),
    # a word that is no surname begins a sentence
    (
        APPLICANT,
        "按张伟意见办理。\n许张伟意见办理。\n受张伟和李国委托，",
        "cover read, doubt maybe_longer_name, cover read",
    ),
    # verbs of two letters
    (
        APPLICANT,
        "方案由张伟作为负责人提出，\n张伟认为可行，张伟亲自负责，\n张伟不在，张伟正在路上，",
        "cover read, cover read, cover read, cover read, cover read",
    ),
    # a form of address may end a longer name
    (
        APPLICANT,
        "感谢张伟君，也感谢王芳\n听张伟哥、李娜姐说\n请张伟君同志参加",
        "doubt longer_name, doubt longer_name, leave longer_name",
    ),
    # what ends a longer name in a line without any stop
    (
        APPLICANT,
        "试验由张伟国等人在阿克苏地区同期完成\n参加者：王芳、张伟国等。记录：张伟",
        "leave longer_name, leave longer_name, cover read",
    ),
    # something new of somebody
    (APPLICANT, "这是张伟新的方案，\n这是张伟国的方案，", "doubt longer_name, leave longer_name"),
    # what leads to a verb
    (
        APPLICANT,
        "总工程师张伟作汇报，\n张伟刚完成试验，\n由张伟刚同志，张伟刚等\n张伟刚、何丽",
        "doubt longer_name, doubt longer_name" + 3 * ", leave longer_name",
    ),
    # a letter that is no surname, apart
    (APPLICANT, "姓 名 张伟", "cover read"),
    # a letter that is no surname, an institute
    (APPLICANT, "院张伟同志为工程提供设备", "cover read"),
    # a letter that is no surname, 名
    (APPLICANT, "名张伟", "cover read"),
    # a surname before a name
    (APPLICANT, "李张伟同志", "doubt maybe_longer_name"),
    # a long item of a list that ends before the margin
    (
        APPLICANT,
        """一、公示期间如有异议，请以书面形式向单位人事部门反映，联系电话公布如下
二、本单位材料审核人及联系人：张伟国
三、本单位材料复核人及联系人：张伟""",
        "leave longer_name, cover read",
    ),
    # a line before a long word is no item
    (
        APPLICANT,
        """一、公示期间如有异议，请以书面形式向单位人事部门反映，联系电话公布如下
二、本单位材料审核人及联系人是张伟于
2023-2024/abcdefg-hijklmn 立项""",
        "cover read",
    ),
    # a misread place before a short form
    (
        Applicant("张伟", "奎屯岱泰地质环境监测中心"),
        "【奎电岱泰地质环境监测中心】\n〔喀什〕岱泰地质环境监测中心",
        "cover short_form, doubt other_place",
    ),
    # names side by side
    (APPLICANT, "编写：张伟　李国\n审核：张　伟　国", "cover read, leave longer_name"),
    # a label before a common word
    (
        Applicant("李想", APPLICANT.employer),
        "姓名 李想 性别 男\n申报人 李想",
        "cover read, cover read",
    ),
    # a heading about somebody
    (
        Applicant("高远", APPLICANT.employer),
        "关于高远同志申报职称的公示\n关于高远规划的通知\n树立高远同志们的志向",
        "cover read, leave common_word, doubt maybe_longer_name",
    ),
]
SLOW_ROWS = [
    # words that break off behind a name
    (
        APPLICANT,
        """经本单位研究并在单位内部公示，一致同意推荐【张伟】同
志申报高级工程师职称。经本单位研究，同意推荐【张伟】申
报。""",
        "cover read, cover read",
    ),
    # a verb ends a name and tells a longer one
    (
        APPLICANT,
        "本章由张伟复核，数据由张伟国复核，附表由张伟编写",
        "cover read, leave longer_name, cover read",
    ),
    # a list whose next item begins with a place
    (
        APPLICANT,
        """乌鲁木齐昆锐新能源开发集团有限公司：张伟国
石河子鼎禹农业机械推广服务有限公司：李明和
阿克苏沐岭建筑安装工程技术有限公司：张伟
喀什岳桥矿业有限公司：王芳""",
        "leave longer_name, cover read",
    ),
    # the last letter begins the next line; 国 is a surname as well: 国等人 may be others
    (APPLICANT, BELOW.format("国等人"), "doubt longer_name"),
    (APPLICANT, BELOW.format("刚等人"), "leave longer_name"),
    (APPLICANT, BELOW.format("刚等三"), "doubt longer_name"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "text", "said"),
    [*ROWS, *(pytest.param(*row, marks=pytest.mark.slow) for row in SLOW_ROWS)],
)
def test_words_and_longer_ones_are_told_apart(who: Applicant, text: str, said: str) -> None:
    assert told(checked(who, text)) == said


@pytest.mark.slow
def test_no_reason_holds_a_word_of_hers_and_a_near_miss_is_told_by_its_letter() -> None:
    for hit in hits_on(*re.sub("[【】〔〕]", "", FORM).splitlines()):
        said = spoken(hit.reason).message
        assert not any(word in said + hit.mask.matched for word in ("张伟", "云岭"))
        assert hit.verdict is not Verdict.LEAVE or "E" in said


def test_pinyin_is_found_in_both_orders_and_other_people_stay() -> None:
    found = hits_on("Wei ZHANG, Ming LI, ZhangWei", "Weiguo Zhang, Zhang Weiguo")
    labels = [hit.mask.matched for hit in found if hit.covers_by_default]
    assert sorted(labels) == ["name:latin:1", "name:latin:2"]


@pytest.mark.slow
def test_what_is_no_target_is_not_looked_for() -> None:
    found = hits_on("张伟，新疆云岭智能装备制造有限公司", targets=(Target.EMPLOYER,))
    assert {hit.mask.target for hit in found} == {Target.EMPLOYER}
    assert hits_on("张伟，新疆云岭智能装备制造有限公司", targets=()) == ()


def test_a_slanting_cover_hides_nothing_in_the_corners_of_its_box() -> None:
    slanting = ((492.0, 1266.0), (1083.0, 1000.0), (1119.0, 1101.0), (528.0, 1367.0))
    assert not _lies_in(((560, 1020), (680, 1020), (680, 1060), (560, 1060)), slanting)
    assert _lies_in(((780, 1160), (830, 1160), (830, 1200), (780, 1200)), slanting)


def test_letters_of_small_print_that_lie_unevenly_are_no_space_between_two_names() -> None:
    sheet = Sheet(900, 120)
    sheet.write("改进的遗传算法求解。余刚云等人在昌吉朔泰职业技术学院作了类似试验。", 66, 40, em=11)
    found = sheet.hits(Applicant("余刚", "昌吉朔桥职业技术学院"))
    assert [hit.verdict for hit in found] == [Verdict.LEAVE]
