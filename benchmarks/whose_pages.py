"""Pages of the applicant and pages of others that mention her, with the truth of whose each is.

Half of them are drawn by the kinds of document that training knows, for the applicant or for somebody
else; the others are typed: forms, certificates, contracts, invoices and lists with labels set
apart, in which she signs, heads or assesses, or whom they are about. Own pages are also those that
name nobody, those of her employer, and those with several people among whom she is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.misplaced_pages import invented_people
from zcdesk.picture import Picture
from zcdesk.training.damage import PRESETS, damage
from zcdesk.training.documents import KINDS, UNSEEN_KINDS, draw_page
from zcdesk.training.fonts import Face, font
from zcdesk.training.marks import DrawnPage, Role
from zcdesk.training.people import Person, invent_colleagues

PEOPLE = 12
_SHEET, _EM = (1240, 1754), 40
_DAMAGES = tuple(name for name in PRESETS if name not in ("turned", "fax"))
_FACES = (Face.SONG, Face.KAI, Face.HEI, Face.FANGSONG)

_OWNED = (
    "id_card", "diploma", "degree_certificate", "education_check", "title_certificate",
    "award_certificate", "training_certificate", "appraisal_form", "pledge", "contract_page",
    "insurance_statement", "bilingual_card",
)  # fmt: skip
"""Kinds of drawn pages that are about one person."""

# {p} whom it is about, {P} in Latin letters, {i} her ID number, {e} her employer; {n} who is only
# mentioned, {a} {b} strangers.
_OF_ONE = (
    ("年度考核登记表", "姓名：{p}    性别：{s}", "工作单位：{e}", "考核等次：合格", "考核负责人：{n}"),
    ("年度考核登记表", "被考核人：{p}    岗位：工程部", "个人总结：完成全年任务", "审核人：{n}"),
    ("职称证书", "姓    名    {_p}", "性    别    {s}", "工作单位    {e}", "专业名称    土木工程", "评审委员会主任    {n}"),
    ("毕业证书", "学生{p}，性别{s}，一九八五年三月六日生，", "在本校工程管理专业四年制本科学习，", "准予毕业。", "校长：{n}"),
    ("学士学位证书", "{p}，{s}，1986年3月15日生。在我校完成了", "学业，经审核授予工学学士学位。", "校长    {n}"),
    ("聘    书", "兹聘请{p}同志为本单位技术顾问，", "聘期三年。", "院长：{n}"),
    ("聘任书", "兹聘 {_p} 为高级工程师", "聘期自2021年1月1日起", "总经理：{n}"),
    ("专业科目培训合格证书", "学员：{p}", "参加2023年度专业科目继续教育培训，", "考核合格，学时九十。", "负责人：{n}"),
    ("公需科目培训合格证书", "{p} 同志：", "参加公需科目学习，学时三十，成绩合格。", "经办人：{n}"),
    ("荣誉证书", "{p}同志：", "在二〇二二年度工作中成绩突出，特发此证，", "以资鼓励。"),
    ("荣誉证书", "授予{p}同志", "“先进工作者”称号。", "局长：{n}"),
    ("劳动合同书", "甲方：{o}", "法定代表人：{n}", "乙方（劳动者）：{p}", "身份证号码：{i}", "合同期限三年。"),
    ("社会保险个人参保证明", "参保人姓名    {p}    性别    {s}", "公民身份号码    {i}", "缴费单位    {o}", "经办人：{n}"),
    ("电子发票（普通发票）", "购买方    名称：{p}", "销售方    名称：{o}", "项目名称：培训费    金额：800.00", "开票人：{n}"),
    ("收款收据", "交款人：{p}", "金额：叁佰元整", "收款人：{n}"),
    ("CERTIFICATE", "This is to certify that", "{P}", "has completed the training course on", "Bridge Engineering, 40 hours."),
    ("CERTIFICATE OF COMPLETION", "Name: {P}", "Course: Quality Management", "Date: 2021-05-18"),
    ("工作证明", "兹证明{p}同志系我单位职工，", "自2015年7月起从事技术工作。", "特此证明。", "证明人：{n}"),
    ("学历证书电子注册备案表", "姓名  {p}    性别  {s}", "学校名称  某某大学    层次  本科", "校（院）长姓名  {n}"),
    ("专业技术人员登记表", "姓名    性别    出生年月    民族", "{p}    {s}    1985.03    汉", "审批人：{n}"),
    ("职业资格证书", "持证人姓名：{p}", "证件号码：{i}", "签发人：{n}"),
    ("居民户口簿", "姓名    {p}    户主或与户主关系    本人", "公民身份号码    {i}"),
    ("学员登记表", "姓  名：{_p}", "工作单位：{e}", "审核：{n}    批准：{a}"),
    ("继续教育证书", "持证人    {p}", "发证机关    某某市人力资源和社会保障局", "负责人    {n}"),
)  # fmt: skip

_OF_SEVERAL = (
    ("发明专利证书", "发 明 人：{a}；{p}；{b}", "专 利 权 人：{o}", "授权公告日：2021年3月2日"),
    ("桥梁监测数据处理方法研究", "作者：{a}，{p}，{b}", "摘要：本文介绍了一种监测数据处理方法。", "关键词：桥梁；监测"),
    ("关于任职的通知", "经研究决定：任命{a}同志为总工程师，", "{p}同志为副总工程师，", "{b}同志为工程部主任。"),
    ("获奖证书", "获奖项目：桥梁施工关键技术", "主要完成人：{a}、{p}、{b}", "奖励等级：二等奖"),
    ("参加培训人员名单", "序号    姓名    部门", "1    {a}    工程部", "2    {p}    质检部", "3    {b}    安全部"),
    ("工作证明", "兹证明{a}、{p}、{b}等同志参加了该项目的", "设计工作。"),
    ("项目任务书", "项目负责人：{a}", "参加人员：{b}、{p}", "起止时间：2020年至2022年"),
)  # fmt: skip

_OTHERWISE = (
    ("设备使用说明书", "额定电压三百八十伏，转速一千转。", "请在通风处使用，定期检查。"),
    ("关于设备采购的通知", "{o}：", "经研究，同意采购监测设备两套。"),
    ("竣工验收报告", "建设单位：{o}", "工程名称：某某大桥加固工程", "项目负责人：{p}", "监理工程师：{a}"),
    ("技术服务合同", "甲方：{o}", "乙方：喀什天山路桥建设有限责任公司", "乙方应按时完成工作，不得转让。", "签订人：{a}"),
    ("荣誉证书", "{a}同学：", "在全国竞赛中荣获一等奖。", "指导教师：{p}"),
    ("施工日志", "日期：2021年5月6日    天气：晴", "今日完成桩基三根。", "记录人：{p}    审核：{a}"),
    ("会议纪要", "主持人：{a}", "出席：{b}、{p}", "会议研究了桥梁加固方案。"),
    ("技术交底记录", "交底人：{p}", "接收人：{a}", "交底内容：钢筋绑扎"),
    ("电子发票（普通发票）", "购买方    名称：{o}", "销售方    名称：某某设备有限公司", "开票人：{a}"),
    ("检测报告", "委托单位：{o}", "检测：{a}    审核：{b}    批准：{p}"),
)  # fmt: skip


@dataclass(frozen=True)
class WhosePage:
    """A page in the applicant's case.

    Attributes:
        picture: As it was scanned.
        owner: Place of the applicant among the people.
        about: Place of the one whom it is about; the applicant's own for all that is hers.
        what: Which page it is.
    """

    picture: Picture
    owner: int
    about: int
    what: str

    @property
    def foreign(self) -> bool:
        """It is somebody else's."""
        return self.owner != self.about


def draw_pages(count: int, seed: int) -> tuple[list[Person], Iterator[WhosePage]]:
    """Return people, and ``count`` pages of others and as many own ones, in turns."""
    chance = Random(seed)
    people = invented_people(PEOPLE, chance)
    return people, _pages(people, count, chance)


def _pages(people: Sequence[Person], count: int, chance: Random) -> Iterator[WhosePage]:
    for number in range(2 * count):
        owner, other = chance.sample(range(len(people)), 2)
        foreign = number % 2 == 0
        drawn = chance.random() < 0.4
        make = _drawn if drawn else _typed
        yield make(people, owner, other if foreign else owner, chance)


def _drawn(people: Sequence[Person], owner: int, about: int, chance: Random) -> WhosePage:
    """Draw a page of a kind; of somebody else's the applicant may sign as one of the heads."""
    person, foreign = people[about], owner != about
    kind = chance.choice(_OWNED if foreign else (*KINDS, *UNSEEN_KINDS))
    while True:
        near = invent_colleagues(person, chance)
        heads = [people[owner]] * 4 if foreign else []
        page = draw_page(kind, person, (*near[:3], *heads, *near[3:]), chance, 150)
        if not foreign or page.having(Role.NAME):
            return WhosePage(_scanned(page, chance), owner, about, kind)


def _typed(people: Sequence[Person], owner: int, about: int, chance: Random) -> WhosePage:
    foreign = owner != about
    plans = _OF_ONE if foreign else (*_OF_ONE, *_OF_SEVERAL, *_OTHERWISE)
    plan = chance.choice(plans)
    person, head = people[about], people[owner]
    others = invent_colleagues(person, chance)[4:]
    if not foreign:
        head = others[0]
    name = person.name
    told = {
        "p": name, "_p": (" " * chance.choice((1, 2, 3))).join(name), "P": " ".join(person.latin),
        "i": person.id_number, "e": person.employer.name, "o": people[owner].employer.name,
        "n": head.name, "a": others[1].name, "b": others[2].name, "s": person.gender,
    }  # fmt: skip
    lines = [line.format(**told) for line in plan]
    page = DrawnPage(_sheet(lines, chance), (), plan[0], 150)
    return WhosePage(_scanned(page, chance), owner, about, f"typed {plan[0]} {plan[1]}")


def _sheet(lines: Sequence[str], chance: Random) -> Picture:
    sheet = Image.new("RGB", _SHEET, "white")
    pen = ImageDraw.Draw(sheet)
    face, em = chance.choice(_FACES), chance.choice((34, 40, 46))
    pen.text((_SHEET[0] // 3, 140), lines[0], fill=(20, 20, 20), font=font(face, em * 3 // 2))
    for place, line in enumerate(lines[1:]):
        top, left = 330 + place * 2 * em, 140
        for part in line.replace("    ", "\t").split("\t"):
            pen.text((left, top), part, fill=(25, 25, 25), font=font(face, em))
            left += em * (len(part) + chance.choice((1, 2, 3)))
    return np.asarray(sheet)


def _scanned(page: DrawnPage, chance: Random) -> Picture:
    return damage(page, (chance.choice(_DAMAGES),), chance).picture
