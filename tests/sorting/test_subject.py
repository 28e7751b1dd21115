"""Whom a page is about: the subject decides, whoever else is mentioned."""

from __future__ import annotations

import pytest

from tests.sorting.set_lines import reading_of
from zcdesk.applicant import Applicant
from zcdesk.cases.acts.whose import is_named
from zcdesk.cases.case import NO_NAME, OTHER_NAME
from zcdesk.checks.slots.expected_names import no_name_on_page
from zcdesk.sorting.subject import is_person, subjects
from zcdesk.sorting.telling import told_by
from zcdesk.sorting.told import PageTold
from zcdesk.workflow.tasks.whose import with_whose

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


FOREIGN = [
    ("年度考核登记表", "姓名：张建军 性别：男", "考核负责人：赵启明"),
    ("被考核人：张建军   考核人：赵启明",),
    ("姓 名 邓 慧 性 别 女", "工作单位 喀什某某有限公司"),
    ("姓   名   邓   慧   性   别   女",),
    ("姓名", "张建军", "单位"),
    ("姓名   性别   出生年月", "张建军   男   1985.3", "审批人   赵启明"),
    ("毕业证书", "学生张建军，性别男，一九八五年三月一日生", "校长：赵启明"),
    ("学位证书", "张建军，男，1985年3月生。授予工学学士学位", "校长 赵启明"),
    ("聘書", "茲聘請張建軍先生為本會顧問", "會長：趙啟明"),
    ("聘书", "聘 张 建 军 为高级顾问", "院长 赵启明"),
    ("兹证明 阿不都·热合曼 同志系我单位职工", "证明人：赵启明"),
    ("兹证明古丽娜尔同志系我单位职工",),
    ("荣誉证书", "张建军同学：", "在竞赛中荣获一等奖"),
    ("授予张建军同志“先进个人”称号", "局长：赵启明"),
    ("任命：张建军同志为副院长", "签发：赵启明"),
    ("CERTIFICATE", "This is to certify that", "Mr. ZHANG Jianjun", "has completed the course"),
    ("Name: ZHANG JIANJUN   Date: 2020",),
    ("电子发票", "购买方信息 名称：张建军", "销售方 名称：新疆天山桥梁工程有限公司"),
    ("发票抬头：张建军   金额：100元", "开票人：赵启明"),
    ("甲方：新疆天山桥梁工程有限公司", "法定代表人：赵启明", "乙方（劳动者）：张建军"),
    ("参保人姓名   张建军   性别   男", "经办人：赵启明"),
    ("学员：张建军", "负责人：赵启明"),
    ("持证人姓名：张建军", "签发人：赵启明"),
    ("发明人：张建军；李小明", "专利权人：喀什某某公司"),
    ("作者：张建军，李小明", "摘要：略"),
    ("信息表", f"身份证号{ANOTHER_NUMBER}", "性别：女"),
    ("姓名：赵启朋",),
    ("结业证书", "李春梅 同志于2022年5月参加培训", "校长 赵启明"),
    ("奖状", "李春梅同学", "荣获一等奖"),
    ("推荐表", "被推荐人：李春梅", "推荐人：赵启明"),
    ("工作证", "张 建 军", "新疆天山桥梁工程有限公司"),
    ("胸 牌", "李 春 梅", "质检部"),
    ("乌鲁木齐   K9786   喀什", "6501041983****0013 张建军", "限乘当日当次车"),
    ("准考证", "李春梅   650104198306120029", "考场：三"),
    ("授予：张建军", "二〇二三年度先进工作者", "赵启明   总经理"),
    ("奖给李春梅", "先进个人", "局长：赵启明"),
    ("颁给：古丽娜尔", "优秀学员"),
    ("本人张建军，1983年6月出生，现在工程部工作", "证明人：赵启明"),
    ("承诺书", "本人李春梅（身份证号略）承诺如下"),
    ("本人（张建军）", "委托赵启明办理"),
    ("推荐信", "我推荐张建军同志参加评审", "推荐人：赵启明"),
    ("介绍信", "兹介绍我单位李春梅同志前往贵处联系工作"),
    ("我证明张建军自2015年起在我单位工作", "证明人：赵启明"),
]

OWN = [
    ("姓名：赵启明 性别：男", "考核负责人：张建军"),
    ("姓   名   赵   启   明   性   别   女",),
    ("校长：张建军", "学生赵启明，性别男，"),
    ("茲聘請趙啟明先生為本會顧問", "會長：張建軍"),
    ("This is to certify that", "ZHAO Qiming", "has completed"),
    ("Name: Zhao Qi-ming",),
    ("荣誉证书", "李小明同学：", "在竞赛中荣获一等奖", "指导教师：赵启明"),
    ("病历", "姓名：张建军", "主治医师：赵启明"),
    ("发明人：张建军；李小明；赵启明",),
    ("作者：张建军，赵启明，李小明",),
    ("序号   姓名   单位", "1   张建军   某某公司", "2   赵启明   某某公司"),
    ("任命：张建军同志为副院长；赵启明同志为总工",),
    ("兹证明张建军、李小明、赵启明等同志参加了项目",),
    ("参加人员：张建军、李小明、赵启明",),
    ("竣工验收报告", "项目负责人：赵启明", "施工单位负责人：张建军"),
    ("姓名：赵启明", f"身份证号：{ME.id_number}", f"配偶身份证号：{ANOTHER_NUMBER}"),
    ("身份证号：659900197303165364", "法定代表人：张建军"),
    # Nobody is whom these are about.
    ("设备说明书", "额定电压三百八十伏"),
    ("购买方 名称：新疆天山桥梁工程有限公司", "开票人：张建军"),
    ("技术服务合同", "甲方：新疆天山桥梁工程有限公司", "乙方：喀什路桥有限公司"),
    ("乙方应按照甲方的要求完成工作", "乙方不得转让"),
    ("项目负责人：张建军   审核：李小明",),
    ("联系人姓名：张建军   电话：",),
    ("通过人员名单", "序号   姓名   单位", "1   李春梅   喀什某某公司"),
    ("李春梅同志在大会上作了报告，赵启明同志参加了会议",),
    ("各部门要高度重视，明确责任，细化措施",),
    ("尊敬的各位同志：", "全体同志：", "该同志：工作认真"),
    ("姓名：   性别：", "单位："),
    ("工作证", "赵 启 明", "新疆天山桥梁工程有限公司"),
    ("聘书", "兹聘请赵启明同志为顾问", "院长", "张 建 军"),
    ("工作总结", "本人赵启明，1983年6月出生", "推荐张建军同志为组长"),
    ("本人高度重视，男女同工", "本人郑重承诺以上属实", "本人经过，系统学习"),
    ("我推荐赵启明同志参加评审", "推荐人：张建军"),
    ("6501041983****0013 赵启明", "限乘当日当次车"),
    ("施工日志", "张 建 军", "今日完成桩基三根"),
    ("授予：高级工程师", "授予高工资格"),
    ("经验介绍", "会上介绍了张建军同志的做法，赵启明同志发言"),
]


@pytest.mark.parametrize("rows", FOREIGN)
def test_a_page_about_somebody_else_is_asked_about_whoever_signs_it(rows: tuple[str, ...]) -> None:
    assert asked(*rows) == OTHER_NAME


@pytest.mark.parametrize("rows", OWN)
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
