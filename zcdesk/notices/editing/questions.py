"""What is asked next, with its ready answers, and what choosing one of them does.

Each topic begins with its list as a whole, then come its sentences that matter; policy comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from zcdesk.applicant import ASKED_ANYWAY
from zcdesk.notices.editing.acts import answered, formed, looked_over, papers_in, spans_in
from zcdesk.notices.editing.draft import (
    ALWAYS,
    SETTLING,
    Asked,
    Draft,
    DraftAnswer,
    PaperRow,
    Span,
    ready,
    topic_of_place,
)
from zcdesk.notices.editing.reading import exempt_in
from zcdesk.notices.sentences import Topic


class Choice(StrEnum):
    """Ready answers to the list of a topic as a whole."""

    ALL = "all"
    SURE = "sure"
    EDIT = "edit"
    COVER_SAID = "cover_said"
    COVER_MORE = "cover_more"
    COVER_NONE = "cover_none"
    APART = "apart"


@dataclass(frozen=True)
class ReadyAnswer:
    """One ready answer.

    Attributes:
        answer: A word of ``Choice`` or ``DraftAnswer``.
        told: What its words name (``editing.option_<answer>``).
    """

    answer: str
    told: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Code of its words."""
        return f"editing.option_{self.answer}"


@dataclass(frozen=True)
class Question:
    """One question: about a topic's list, or about sentences; ``options`` gives its answers.

    Attributes:
        asked: The sentence, or None.
        silent: The notice seems to say nothing of the topic.
        more: Further sentences with the same likeliest answer: all are shown, all take the answer.
    """

    topic: Topic
    asked: Asked | None = None
    silent: bool = False
    more: tuple[Asked, ...] = ()

    @property
    def sentences(self) -> tuple[Asked, ...]:
        """Every sentence that it is about."""
        return () if self.asked is None else (self.asked, *self.more)

    @property
    def always(self) -> tuple[DraftAnswer, ...]:
        """The answers that are beside the ready ones."""
        return ALWAYS if self.asked is not None or self.silent else ALWAYS[-1:]


@dataclass(frozen=True)
class DraftStanding:
    """How far a draft is, in numbers."""

    settled: int
    urgent: int
    policy: int
    aside: int


_ASKED_FOR = frozenset({Topic.WHEN, Topic.WHERE, Topic.PAPERS, Topic.COVERING})
"""Topics on which silence is asked about: no notice is whole without them."""


def questions(draft: Draft) -> tuple[Question, ...]:
    """Return what is to be asked, in its order; what was put off for later is not among it."""
    left = [one for one in draft.asked if one.key not in draft.answers]
    found: list[Question] = []
    for topic in Topic:
        found += _of_list(draft, topic)
        found += _together(draft, [one for one in left if one.topic is topic and one.urgent])
    return (*found, *_together(draft, [one for one in left if not one.urgent]))


MOST_TOGETHER = 6
"""Sentences of one question: as many as are read at a glance."""


def _together(draft: Draft, left: Sequence[Asked]) -> Iterator[Question]:
    """Yield questions about sentences: those with one likeliest answer together, unless a person
    wants each alone."""
    groups: dict[object, list[Asked]] = {}
    for one in left:
        alone = one.key if one.key in draft.apart else ""
        groups.setdefault((alone, _ready(one)[0] if one.urgent else ""), []).append(one)
    for group in groups.values():
        for first in range(0, len(group), MOST_TOGETHER):
            one, *more = group[first : first + MOST_TOGETHER]
            yield Question(one.topic, one, more=tuple(more))


def _ready(one: Asked) -> tuple[DraftAnswer, ...]:
    found = ready(one.topic, one.words)
    return tuple(DraftAnswer.IN_RULES if one.ruled and answer is DraftAnswer.TELL else answer
                 for answer in found)  # fmt: skip


def options(draft: Draft, question: Question) -> tuple[ReadyAnswer, ...]:
    """Return up to three ready answers to a question, the likeliest first."""
    one, topic = question.asked, question.topic
    if one is not None:
        likely = _ready(one) if one.urgent or not question.more else (DraftAnswer.TELL,)
        found = (_option(draft, question.sentences, answer) for answer in likely)
        made = [option for option in found if option is not None]
        return (*made[:2], ReadyAnswer(Choice.APART)) if question.more else tuple(made[:3])
    if topic is Topic.COVERING:
        return (
            ReadyAnswer(Choice.COVER_SAID),
            ReadyAnswer(Choice.COVER_MORE),
            ReadyAnswer(Choice.COVER_NONE),
        )
    if question.silent:
        return (ReadyAnswer(Choice.EDIT),)
    count = counted(draft, topic)
    sure = sum(_taken_of(draft, topic))
    some = (ReadyAnswer(Choice.SURE, {"count": sure}),) if 0 < sure < count else ()
    return (ReadyAnswer(Choice.ALL, {"count": count}), *some, ReadyAnswer(Choice.EDIT))


def counted(draft: Draft, topic: Topic) -> int:
    """Return how many rows and lines a topic has."""
    covers = topic is Topic.COVERING and draft.covering.wanted and bool(draft.covering.quote)
    return covers + len(_taken_of(draft, topic))


def standing(draft: Draft) -> DraftStanding:
    """Return how much is settled and how much is left."""
    answers = [draft.answers.get(one.key) for one in draft.asked]
    left = [one for one in draft.asked if draft.answers.get(one.key) not in SETTLING]
    urgent = sum(one.urgent for one in left)
    settled = len(answers) - len(left) + len(draft.looked)
    return DraftStanding(settled, urgent, len(left) - urgent, answers.count(DraftAnswer.NOT_MINE))


def chosen(draft: Draft, question: Question, answer: str, reason: str = "") -> Draft:
    """Return the draft after an answer, for a reason where the person gives one of hers;
    ``Choice.EDIT`` only looks the list over by hand."""
    if answer == Choice.APART:
        return replace(draft, apart=draft.apart | {one.key for one in question.sentences})
    if question.asked is not None:
        for one in question.sentences:
            draft = answered(draft, one, DraftAnswer(answer), reason)
        return draft
    if answer in set(DraftAnswer):  # 没有写 · 不归我管 · 以后再问, of a whole topic
        looked = draft if answer == DraftAnswer.LATER else looked_over(draft, question.topic)
        if question.topic is Topic.COVERING and answer != DraftAnswer.LATER:
            looked = replace(looked, covering=replace(looked.covering, wanted=False))
        return looked.with_answer(question.topic, answer)
    if question.topic is Topic.COVERING:
        draft = _covering_chosen(draft, answer)
    return looked_over(draft, question.topic, only_sure=answer == Choice.SURE)


def marked(span: Span, draft: Draft, today: date) -> str:
    """Return what is odd about a row of the times: past, before, backwards, or nothing."""
    if span.only_years:
        return ""
    if span.start and span.end and span.end < span.start:
        return "backwards"
    begins = [span.start for span in draft.spans if span.start and span.who == "applicant"
              and not span.only_years]  # fmt: skip
    if span.end and span.who != "applicant" and begins and span.end < min(begins):
        return "before"
    return "past" if span.end and span.end < today else ""


def _of_list(draft: Draft, topic: Topic) -> Iterator[Question]:
    if topic in draft.looked or topic in draft.answers:
        return
    if topic is Topic.COVERING:
        yield Question(topic, silent=not draft.covering.quote)
    elif counted(draft, topic):
        yield Question(topic)
    elif topic in _ASKED_FOR:
        yield Question(topic, silent=True)


def _taken_of(draft: Draft, topic: Topic) -> list[bool]:
    """Return, of every row and line of a topic, whether it is taken."""
    rows: Sequence[PaperRow | Span] = draft.papers if topic is Topic.PAPERS else draft.spans
    rows = rows if topic in (Topic.PAPERS, Topic.WHEN) else ()
    found = [one.taken for one in draft.found if one.kind.topic is topic]
    found += [one.taken or one.dropped for one in draft.carried if topic_of_place(one.at) is topic]
    return [*(row.sure for row in rows), *found]


def _covering_chosen(draft: Draft, answer: str) -> Draft:
    covering = draft.covering
    if answer == Choice.COVER_NONE:
        return replace(draft, covering=replace(covering, wanted=False))
    more = {*map(str, ASKED_ANYWAY)} if answer == Choice.COVER_MORE else set()
    return replace(draft, covering=replace(covering, ticks=covering.ticks | more, wanted=True))


def _option(draft: Draft, sentences: Sequence[Asked], answer: DraftAnswer) -> ReadyAnswer | None:
    """Return a ready answer with what it would make; None where their words give nothing."""
    details: dict[str, str | int] = {}
    found: list[str] = []
    if answer in (DraftAnswer.PAPERS, DraftAnswer.PAPERS_IF):
        found = [paper.title for one in sentences for paper in papers_in(draft, one)]
        details = {"names": "、".join(found)}
    elif answer in (DraftAnswer.TIME, DraftAnswer.ONLY_YEARS):
        details = {"days": "；".join(_days(row) for one in sentences
                                    for row in spans_in(draft, one))}  # fmt: skip
    elif answer is DraftAnswer.LEAVE:
        found = [name for one in sentences for name in exempt_in(one.words)]
        details = {"names": "、".join(found)}
    elif answer is DraftAnswer.FORM:
        found = [row.title for one in sentences for row in formed(draft, one)]
        details = {"names": "、".join(dict.fromkeys(found))}
    return None if details and not all(details.values()) else ReadyAnswer(answer, details)


def _days(span: Span) -> str:
    days = [f"{day.month}-{day.day}" for day in (span.start, span.end) if day]
    hour = f" {span.hour}" if span.hour else ""
    return f"{'—'.join(days)}{hour}"
