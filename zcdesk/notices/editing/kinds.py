"""How a sentence is asked about: its topic, the ways to answer it (a row each), its step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.sentences.proposals import ProposalKind, Topic


def topic_of_place(at: str) -> Topic:
    """Return where a value of a profile is asked about, by its place (``windows.2.end``)."""
    name = at.partition(".")[0]
    return next((kind.topic for kind in ProposalKind if name in kind.fields), Topic.PEOPLE)


class DraftAnswer(StrEnum):
    """What a person says of a sentence, or of a topic that the notice says nothing of."""

    TIME = "time"
    ONLY_YEARS = "only_years"
    PAPERS = "papers"
    PAPERS_IF = "papers_if"
    FILE_RULE = "file_rule"
    COVER = "cover"
    LEAVE = "leave"
    DUTY = "duty"
    ELIGIBILITY = "eligibility"
    FEE = "fee"
    CONSEQUENCE = "consequence"
    EXEMPTION = "exemption"
    TELL = "tell"
    IN_RULES = "in_rules"
    NOT_WRITTEN = "not_written"
    NOT_MINE = "not_mine"
    LATER = "later"


READY: Mapping[Topic, tuple[DraftAnswer, ...]] = {
    Topic.WHEN: (DraftAnswer.ONLY_YEARS, DraftAnswer.TIME, DraftAnswer.TELL),
    Topic.WHERE: (DraftAnswer.TELL,),
    Topic.PAPERS: (DraftAnswer.PAPERS_IF, DraftAnswer.PAPERS, DraftAnswer.TELL),
    Topic.FILES: (DraftAnswer.FILE_RULE, DraftAnswer.TELL),
    Topic.COVERING: (DraftAnswer.COVER, DraftAnswer.LEAVE, DraftAnswer.TELL),
    Topic.PEOPLE: (DraftAnswer.DUTY, DraftAnswer.ELIGIBILITY, DraftAnswer.TELL),
    Topic.MONEY: (DraftAnswer.FEE, DraftAnswer.TELL),
    Topic.WHAT_IF: (DraftAnswer.CONSEQUENCE, DraftAnswer.EXEMPTION, DraftAnswer.TELL),
}
"""Up to three ready answers to a sentence of each topic."""

_FITS: Mapping[DraftAnswer, re.Pattern[str]] = {
    answer: re.compile(words)
    for answer, words in {
        DraftAnswer.TIME: r"\d\s*[日号]|\d\s*月|[上中下]旬|月底",
        DraftAnswer.ONLY_YEARS: r"计算|年限|周岁|资历|业绩.{0,8}截[止至]",
        DraftAnswer.PAPERS: r"上传|提交|提供|附|交|份|√|●|套|材料[:：]|必备",
        DraftAnswer.PAPERS_IF: r"如有|可以?(?:上传|提交|提供|另)|选择性|"
        r"有[^，。；]{1,8}的[，、]?(?:上传|提[交供])",
        DraftAnswer.FILE_RULE: r"",
        DraftAnswer.COVER: r"(?<!不必)(?<!不用)(?<!不要)(?<!不)(?:遮|隐|涂|抹|删|去掉|匿名)|"
        r"不得出现",
        DraftAnswer.LEAVE: r"不(?:必|用|需|要|作|再)?(?:遮|隐)|除外",
        DraftAnswer.DUTY: r"(?:单位|主管部门|学校|各[市州县区校]|人事|受理点|评委会|机构)"
        r"[^，。；]{0,14}(?:应|须|要|负责|公示|审核|核实|报送|发布|推荐)",
        DraftAnswer.ELIGIBILITY: r"申报(?:人员|对象|范围|条件)|(?:不得|可以?|均可|方可|不能)申报|"
        r"满\s*[\d一二三四五六七八九十]+年|不得参加|人员[^，。；]{0,8}[可须应]",
        DraftAnswer.FEE: r"\d\s*元|收费|收取",
        DraftAnswer.CONSEQUENCE: r"取消|不予|视为|责任|弃权|记入|撤销|退回|无效|作废|不再受理|扣",
        DraftAnswer.EXEMPTION: r"可不|免|不作|不要求|放宽|不受|代替|不限",
    }.items()
}


@lru_cache(maxsize=2048)
def ready(topic: Topic, words: str) -> tuple[DraftAnswer, ...]:
    """Return up to three ready answers to a sentence, the likeliest by its words first; to tell it
    as it stands comes before what its words do not speak of."""
    fit = [one for one in READY[topic] if one in _FITS and _FITS[one].search(words)]
    return (
        *fit,
        DraftAnswer.TELL,
        *(one for one in READY[topic] if one not in (*fit, DraftAnswer.TELL)),
    )


ALWAYS = (DraftAnswer.NOT_WRITTEN, DraftAnswer.NOT_MINE, DraftAnswer.LATER)
"""Answers that every question has."""

SETTLING = frozenset(DraftAnswer) - {DraftAnswer.LATER}
"""Answers after which nothing of a sentence is open."""

MOMENT_OF: Mapping[Topic, Moment] = {
    Topic.WHEN: Moment.DATES,
    Topic.WHERE: Moment.START,
    Topic.PAPERS: Moment.PICTURES,
    Topic.FILES: Moment.PICTURES,
    Topic.COVERING: Moment.COVERING,
    Topic.PEOPLE: Moment.START,
    Topic.MONEY: Moment.FEE,
    Topic.WHAT_IF: Moment.CHECK,
}
"""The step at which the applicant meets a sentence of each topic."""

_TOPICS = (
    (Topic.COVERING, r"遮|隐去|隐匿|隐蔽|涂黑|抹去|删去|去掉|匿名|盲评|盲审|打码|不得出现"),
    (Topic.MONEY, r"\d\s*元|收费|缴费|费用|评审费|答辩费|减半收取|免收"),
    (
        Topic.FILES,
        r"jpe?g|pdf|word|dpi|像素|扫描件?[^，。]{0,8}清晰|\d\s*(?:MB|M|KB|K)(?![A-Za-z])|文件名|命名|合并|翻拍|正向",
    ),
    (
        Topic.WHAT_IF,
        r"退回|补正|补齐|补充材料|修改后|弄虚作假|虚假|造假|抄袭|撤销|取消[^，。]{0,6}资格|"
        r"责任|不予|不再受理|不再接收|逾期|过期|作弃权|无效|零分|不作要求|可不|免于|可免|处理",
    ),
    (
        Topic.PAPERS,
        r"上传|提交|提供|附[^件]|材料|证书|证明|报告|表》|复印件|原件|论文|总结|业绩|合同|审批手续|一式|学时|学分|函",
    ),
    (Topic.WHEN, r"\d{1,2}\s*月|月底|上旬|中旬|下旬|截止|截至|期限|工作日|当日|小时|一周内"),
    (Topic.WHERE, r"平台|系统|网址|https?:|www\.|电话|邮箱|地址|窗口|登录|咨询|\.example"),
)
_TOPIC_PATTERNS = tuple((topic, re.compile(words, re.IGNORECASE)) for topic, words in _TOPICS)
_URGENT = re.compile(r"[\d０-９]|须|必须|不得|不能|元|《|应当?(?!届)|一律")
_RETURNS = re.compile(r"退回|补正|补齐|补充|修改")
_EMPLOYER = re.compile(r"单位|主管部门|人事部门")


def topic_of_words(words: str, heading: str = "") -> Topic:
    """Return what a sentence is about: by its own words, else by its heading."""
    for text in (words, heading):
        for topic, pattern in _TOPIC_PATTERNS:
            if pattern.search(text):
                return topic
    return Topic.PEOPLE


def is_urgent(words: str) -> bool:
    """Tell whether a sentence holds what somebody may have to keep to: asked before policy is."""
    return bool(_URGENT.search(words))


def moment_of(topic: Topic, words: str) -> Moment:
    """Return the step at which an applicant meets a sentence."""
    if topic is Topic.WHAT_IF and _RETURNS.search(words):
        return Moment.RETURNS
    if topic is Topic.PEOPLE and _EMPLOYER.search(words):
        return Moment.EMPLOYER
    return MOMENT_OF[topic]
