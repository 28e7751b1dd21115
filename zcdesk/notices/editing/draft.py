"""A notice on its way, as a person sees it: rows, open sentences, how each is asked, answers.

Everything is a frozen value; an act gives the draft that follows, so that undoing is the one
before. What a profile needs besides is worked out from here (``building.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer

from zcdesk.applicant import OWN_WORDS, MadeOf, Target
from zcdesk.notices.making.older import OlderValue
from zcdesk.notices.profile import Moment
from zcdesk.notices.sentences import ProposalKind, ProposalValue, Topic
from zcdesk.resources import Patterns, table
from zcdesk.wording import sentence, thing_word


def topic_of_place(at: str) -> Topic:
    """Return where a value of a profile is asked about, by its place (``windows.2.end``)."""
    name = at.partition(".")[0]
    return next((kind.topic for kind in ProposalKind if name in kind.fields), Topic.PEOPLE)


class DraftAnswer(StrEnum):
    """What a person says of a sentence; what she says nothing of stays open."""

    TELL = "tell"
    DUTY = "duty"
    ELIGIBILITY = "eligibility"
    CONSEQUENCE = "consequence"
    EXEMPTION = "exemption"
    IN_RULES = "in_rules"
    NOT_MINE = "not_mine"
    NOT_WRITTEN = "not_written"


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
    (
        Topic.COVERING,
        r"遮|隐[去匿蔽]|不隐|涂[黑掉抹盖]|[别不]涂|抹去|删去|去掉|匿名|盲[评审]|打码|不得出现",
    ),
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
_SAYS = Patterns("notices/editing.toml", "draft")


_NARROWER: Mapping[Topic, Sequence[tuple[re.Pattern[str], Moment]]] = {
    Topic.WHAT_IF: ((_SAYS.returns, Moment.RETURNS),),
    Topic.PEOPLE: ((_SAYS.employer, Moment.EMPLOYER),),
}
"""A step of its own for sentences of a topic that say so."""


def topic_of_words(words: str, heading: str = "") -> Topic:
    """Return what a sentence is about: by its own words, else by its heading."""
    found = (topic for text in (words, heading) for topic, pattern in _TOPIC_PATTERNS
             if pattern.search(text))  # fmt: skip
    return next(found, Topic.PEOPLE)


def is_urgent(words: str) -> bool:
    """Tell whether a sentence holds what somebody may have to keep to: asked before policy is."""
    return bool(_SAYS.urgent.search(words))


def moment_of(topic: Topic, words: str) -> Moment:
    """Return the step at which an applicant meets a sentence."""
    own = (moment for says, moment in _NARROWER.get(topic, ()) if says.search(words))
    return next(own, MOMENT_OF[topic])


IN_ORDER = PlainSerializer(sorted)
"""Sets are in a file in one order: the same draft is the same file."""


class DemandMark(StrEnum):
    """What a notice wants of one paper at one level."""

    MUST = "√"
    MAY = "可"
    NO = "—"


LEVELS = ("junior", "intermediate", "associate_senior", "full_senior")
"""Ids of the answers to the question for the level, as the shipped profiles have them."""

LEVEL_WORDS: Mapping[str, Sequence[str]] = table("notices", "levels.toml")
"""Levels that a word of a notice, or of a column, means."""

ALL_LEVELS = (DemandMark.MUST,) * len(LEVELS)

EVERY_PAPER = "所有材料"
"""A row of this name says how the files of every paper that has no form of its own must be."""

UNCOVERED = "不遮"
"""What is in the column for covering where a paper stays as it is."""


@dataclass(frozen=True)
class PaperRow:
    """One row of the paper table.

    Attributes:
        title: Name of the paper.
        section: Title of the section that it is uploaded in; 纸质 in it: handed in on paper.
        marks: What is wanted, by level (``LEVELS``).
        only_if: Whose it is, in the notice's words (破格人员); "" for everybody.
        years: Years that each need one: ``2021-2025``, or by level:
            ``中级 2023-2025；其余 2021-2025``.
        form: What its files must be (PDF，不超过10M); ``form_quote`` the words that say it.
        covered: "" covers what the notice says; ``UNCOVERED``, or what is covered besides.
        copies: Copies on paper, "" for none.
        rule: Label of the clause.
        quote: The sentence that asks for it.
        sure: The words leave nothing to choose, or a person looked at the row.
        stamped: It carries a seal; ``signed``: a signature.
        count: How many of them, in the notice's words.
    """

    title: str
    section: str = ""
    marks: tuple[DemandMark, ...] = ALL_LEVELS
    only_if: str = ""
    years: str = ""
    form: str = ""
    form_quote: str = ""
    covered: str = ""
    copies: str = ""
    rule: str = ""
    quote: str = ""
    sure: bool = False
    stamped: bool = False
    signed: bool = False
    count: str = ""


@dataclass(frozen=True)
class Span:
    """One row of the time table.

    Attributes:
        start: First day, or None; ``end`` the last one.
        hour: Closing hour ``HH:MM``, "" for the end of the day; 00:00 ends it before the day.
        opens: Hour from which it runs on its first day, or "".
        level: For whom it holds, in the words of a level (高级); "" for everybody.
        who: Whose step it is (a word of ``Who``).
        only_years: Years are counted to ``end``; nobody has to keep to it.
        counted: What they are counted from, as a profile calls it; () for the title's day.
        closing: The sentence that gives the hour of all days, "" for none.
        waits: What the notice says in place of a day that is still to come (另行通知), or "".
        hers: A person said that the applicant hands in by its end.
    """

    what: str
    start: date | None = None
    end: date | None = None
    hour: str = ""
    opens: str = ""
    level: str = ""
    who: str = "applicant"
    only_years: bool = False
    rule: str = ""
    quote: str = ""
    sure: bool = False
    counted: tuple[str, ...] = ()
    closing: str = ""
    waits: str = ""
    hers: bool = False

    @property
    def whom(self) -> str:
        """For whom it is: a level, else the step."""
        return self.level or self.what


_CLOCK = re.compile(r"(?P<hour>\d+)(?::(?P<minute>0*[0-5]?\d)?)?")
"""17, 17:, 17:5 and 17:30."""


def clock_of(words: str) -> str | None:
    """Return an hour as a profile has it, "" for none; None where the words are no hour."""
    plain = words.strip().replace("：", ":")
    if not plain.partition(":")[0]:
        return ""
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return None
    clock = f"{int(found['hour']):02d}:{int(found['minute'] or 0):02d}"
    return clock if clock <= "24:00" else None


_FURTHER = (target for target in Target if target.made_of in (MadeOf.DRAWN, MadeOf.NUMBER))
TICKS = (*map(str, OWN_WORDS), "short", "logo", *map(str, _FURTHER))
"""What a notice may want covered, in the order of the ticks."""


def tick_word(tick: str, language: str = "zh") -> str:
    """Return what a tick covers."""
    if tick in set(Target):
        return thing_word(tick, language, "tick")
    return sentence(f"editing.tick_{tick}", language).message


TARGET_OF = {tick: tick for tick in TICKS if tick in set(Target)} | {"short": Target.EMPLOYER.value}
"""What is searched for by each tick; what has none (徽标) is told to whoever looks at the page."""


@dataclass(frozen=True)
class Covering:
    """What is covered.

    Attributes:
        ticks: Those of ``TICKS`` that are covered.
        words: What is covered besides, in the notice's words (基金号).
        exempt: Titles of sections and papers that stay as they are.
        rule: Label of the clause; "" where the notice says nothing of it.
        quote: Its sentence.
        settled: A person looked at it; until then more is covered, and told as assumed.
        wanted: The notice asks to cover anything at all.
        sure: The words leave nothing to choose.
        scope: Where it holds, in the notice's words; ``blind`` its words on the blind review.
    """

    ticks: Annotated[frozenset[str], IN_ORDER] = frozenset()
    words: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    rule: str = ""
    quote: str = ""
    settled: bool = False
    wanted: bool = True
    sure: bool = False
    scope: str = ""
    blind: str = ""


@dataclass(frozen=True)
class Found:
    """One demand of any other kind; ``taken`` makes a rule of it.

    Attributes:
        value: Its value, as a reader or a person writes it.
        rule: Label of its clause.
        line: First line of its clause; 0 for one that a person wrote: its clause is the one that
            has its words, and what it tells is read out of them.
        quote: Its sentence; "" takes the one that has the value.
        told: What it tells besides; of one that a person wrote only its name (``title``).
    """

    kind: ProposalKind
    value: str = ""
    rule: str = ""
    line: int = 0
    quote: str = ""
    taken: bool = True
    told: Mapping[str, ProposalValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposed:
    """What a sentence was read to say before anybody looked; her rows differ where she decided.

    Attributes:
        line: First line of its clause; ``place`` that of its sentence in the clause, from 0.
    """

    kind: ProposalKind
    value: str
    line: int
    place: int
    sure: bool


@dataclass(frozen=True)
class Asked:
    """A sentence that nothing accounts for.

    Attributes:
        line: First line of its clause.
        urgent: It holds what an applicant may have to keep to.
        before: The older notice's clause in its place, "" where there is none.
    """

    topic: Topic
    rule: str
    line: int
    words: str
    urgent: bool
    before: str = ""

    @property
    def key(self) -> str:
        """Name by which its answer is kept."""
        return f"{self.line}/{self.words}"


@dataclass(frozen=True)
class Draft:
    """A notice on its way.

    Attributes:
        text: Lines of the notice, its annexes behind it.
        answers: What a person said of a sentence (by ``Asked.key``), or of one of the four
            (``four/last``): a word of ``DraftAnswer``.
        reasons: What a person wrote of it, by the same key: why a sentence was put aside, who may
            apply, for whom the last day is that she chose.
        asked: Sentences that nothing accounts for, as far as the profile was worked out; those
            that were answered since stay among them.
        older: The profile of an older notice as one file, its text inside; "" without one.
        carried: What the older notice had.
        proposed: What the rows were as the text was read; () of a draft of an older program.
    """

    notice_id: str
    year: int
    title: str
    text: tuple[str, ...]
    papers: tuple[PaperRow, ...] = ()
    spans: tuple[Span, ...] = ()
    covering: Covering = Covering()
    found: tuple[Found, ...] = ()
    asked: tuple[Asked, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    older: str = ""
    carried: tuple[OlderValue, ...] = ()
    proposed: tuple[Proposed, ...] = ()

    def with_answer(self, key: str, answer: str, reason: str = "") -> Draft:
        """Return the draft with an answer kept, and its reason where the person gave one; ""
        takes the answer back."""
        answers, reasons = {**self.answers, key: answer}, {**self.reasons, key: reason.strip()}
        return replace(self, answers=_given(answers), reasons=_given(reasons))


def _given(words: Mapping[str, str]) -> dict[str, str]:
    return {key: said for key, said in words.items() if said}
