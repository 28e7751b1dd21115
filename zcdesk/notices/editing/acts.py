"""What a person does to a draft; every act gives the draft that follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from zcdesk.notices.editing.draft import LEVELS, Asked, Covering, Draft, Found, Mark, Paper, Span
from zcdesk.notices.editing.kinds import Answer, topic_of
from zcdesk.notices.editing.reading import (
    copies_in,
    exempt_in,
    span_of,
    ticks_in,
    who_of,
)
from zcdesk.notices.renewing.levels import levels_of
from zcdesk.notices.renewing.rules import Topic
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.proposals import Proposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.written_values import written_days, written_spans, written_years

_TAKEN_APART = re.compile(r"[、；;\t]|\s{2,}|(?:以及|和|及|或|与)(?=[\u4e00-\u9fff《])")
_BEFORE = re.compile(
    r"^.*?(?:上传|提交|提供|附有?|报送|出具|须有|包括|另附|需交|交)|^[^：:，]{2,14}[：:]|"
    r"^(?:其中|另外?|同时|并|还)"
)
_BEHIND = re.compile(
    r"(?:各?[一二两三四五\d]+[份篇件张个本项].*|（.*|\(.*|每年.*|等.*|[，。：:；].*)$"
)
_NAMES = re.compile(
    r"(?:表|书|证|证明|报告|材料|总结|小结|论文|著作|文件|复印件|原件|证件|合同|协议|照片?|"
    r"单|页|案|记录|凭证|票据|函|手续|结果|业绩|代表作|稿|成绩|图纸?|说明|意见|信|全文|截图|登记|备案|名册|公告)$"
)
_NONE = re.compile(
    r"填|登录|提交|公章|不得|不少于|不低于|不超过|可以|期间|申报|每年\d|学[时分]\d|\d学[时分]|代替|^(?:在|援|对|按|由|其中|每项)|"
    r"^(?:正高|副高|高级|中级|初级|一式|高中级)级?$|"
    r"^(?:申报|全部|各类|所有|上述)?(?:材料|文件|说明|意见|证明|报告|手续|结果|记录|登记|证件|公告)$"
)
_YEARS = re.compile(r"^(?:近[一二三四五六七八九十\d]+年度?|\d{4}[\d年度\-—–~至、]*)")
_LONGEST_NAME = 24


def looked_over(draft: Draft, topic: Topic, *, only_sure: bool = False) -> Draft:
    """Take everything that a topic proposes, or only what its words leave no choice about."""
    papers, spans, covering, found = draft.papers, draft.spans, draft.covering, draft.found
    if topic is Topic.PAPERS:
        papers = tuple(replace(paper, sure=True) for paper in papers if paper.sure or not only_sure)
    elif topic is Topic.WHEN:
        spans = tuple(replace(span, sure=True) for span in spans if span.sure or not only_sure)
    elif topic is Topic.COVERING:
        covering = replace(covering, settled=True)
    if not only_sure:
        found = tuple(
            replace(one, taken=True) if topic_of(one.kind) is topic else one for one in found
        )
    return replace(
        draft, papers=papers, spans=spans, covering=covering, found=found,
        looked=draft.looked | {topic},
    )  # fmt: skip


def all_sure(draft: Draft, topics: Iterable[Topic]) -> Draft:
    """Take, of these topics, what their words leave no choice about; what is covered is asked."""
    for topic in topics:
        if topic is not Topic.COVERING and topic not in draft.looked:
            draft = looked_over(draft, topic, only_sure=True)
    return draft


def with_paper(draft: Draft, place: int | None, paper: Paper | None) -> Draft:
    """Put a row of the paper table in place of another, behind all (None), or take it out."""
    return replace(draft, papers=_put(draft.papers, place, paper))


def with_span(draft: Draft, place: int | None, span: Span | None) -> Draft:
    """Put a row of the time table in place of another, behind all (None), or take it out."""
    return replace(draft, spans=_put(draft.spans, place, span))


def with_found(draft: Draft, place: int, found: Found) -> Draft:
    """Put a line of the list in place of another."""
    return replace(draft, found=_put(draft.found, place, found))


def answered(draft: Draft, asked: Asked, answer: Answer) -> Draft:
    """Answer a sentence; what an answer makes rows of stands in the tables afterwards."""
    if answer is Answer.PAPERS or answer is Answer.PAPERS_IF:
        rows = papers_in(draft, asked, may=answer is Answer.PAPERS_IF)
        draft = replace(draft, papers=(*draft.papers, *rows))
    elif answer is Answer.TIME or answer is Answer.ONLY_YEARS:
        spans = spans_in(draft, asked, only_years=answer is Answer.ONLY_YEARS)
        others = (span for span in draft.spans if span.quote != asked.words)
        draft = replace(draft, spans=(*others, *spans))
    elif answer is Answer.COVER or answer is Answer.LEAVE:
        draft = replace(draft, covering=_covered(draft, asked, leave=answer is Answer.LEAVE))
    return draft.with_answer(asked.key, answer)


def waved_through(draft: Draft, asked: Asked) -> Draft:
    """Say of a sentence, and of the policy around it, that none of it is the applicant's.

    Sentences that she may have to keep to are waved through in the same clause only.
    """
    chapter = _chapter(asked.rule)
    for one in draft.asked:
        near = one.line == asked.line or (_chapter(one.rule) == chapter and not one.urgent)
        if near and one.key not in draft.answers and one.topic is not Topic.COVERING:
            draft = draft.with_answer(one.key, Answer.NOT_MINE)
    return draft.with_answer(asked.key, Answer.NOT_MINE)


def papers_in(draft: Draft, asked: Asked, *, may: bool = False) -> tuple[Paper, ...]:
    """Return the papers that a sentence lists, as rows; those that stand in the table are not."""
    section = _section_of(draft, asked)
    there = {paper.title for paper in draft.papers if paper.section == section}
    years = written_years(asked.words)
    listed = f"{years[0]}-{years[-1]}" if len(years) > 1 else ""
    condition = _condition(asked.words)
    levels, mark = levels_of(condition), Mark.MAY if may else Mark.MUST
    marks = tuple(mark if not levels or one in levels else Mark.NO for one in LEVELS)
    return tuple(
        Paper(title, section, marks, "" if levels else condition, listed,
              copies=copies_in(asked.words, title), rule=asked.rule, quote=asked.words, sure=True)
        for title in names_in(asked.words)
        if not any(title in one or one in title for one in there)
    )  # fmt: skip


def names_in(words: str) -> tuple[str, ...]:
    """Return what a sentence lists, each a name of at most two dozen letters."""
    names = re.findall(r"《([^》]{2,40})》", words)
    plain = re.sub(r"[（(][^）)]*[）)]|《[^》]*》", "", words).strip("。；;")
    for piece in re.split(r"[，。；]", plain):
        for one in _TAKEN_APART.split(_BEFORE.sub("", piece)):
            name = _YEARS.sub("", _BEHIND.sub("", one.strip())).strip("“”\"' 的")
            if 2 <= len(name) <= _LONGEST_NAME and _NAMES.search(name) and not _NONE.search(name):
                names.append(name)
    return tuple(dict.fromkeys(names))


def spans_in(draft: Draft, asked: Asked, *, only_years: bool = False) -> tuple[Span, ...]:
    """Return the spans and days that a sentence names, as rows of the time table."""
    rows: list[Span] = []
    for span in written_spans(asked.words, draft.year):
        values: dict[str, ProposalValue] = {
            "what": _what(asked),
            "start": span.start.day if span.start else None,
            "end": span.end.day if span.end else None,
        }
        row = span_of(Proposal(ProposalKind.DEADLINE, "", asked.words, told=values), asked.rule, "")
        last = span.end or span.start
        hour = "00:00" if getattr(span, "before", False) else last.time if last else ""
        rows.append(replace(row, hour=hour, only_years=only_years, sure=True))
    if not rows:
        days = [day for day in written_days(asked.words, draft.year) if day.day]
        rows = [
            Span(_what(asked), None, day.day, day.time, who=who_of(asked.words),
                 only_years=only_years, rule=asked.rule, quote=asked.words, sure=True)
            for day in days[-1:]
        ]  # fmt: skip
    return tuple(rows)


def _covered(draft: Draft, asked: Asked, *, leave: bool) -> Covering:
    covering = draft.covering
    if leave:
        kept = exempt_in(asked.words) or names_in(asked.words)
        return replace(covering, exempt=tuple(dict.fromkeys((*covering.exempt, *kept))))
    return replace(covering, ticks=covering.ticks | ticks_in(asked.words), wanted=True)


def _what(asked: Asked) -> str:
    plain = re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、]\s*", "", asked.words)
    pieces = [one.strip() for one in re.split(r"[，。；：:\d]", plain)]
    return next((piece[:20] for piece in pieces if len(piece) > 2), asked.words[:20])


def _condition(words: str) -> str:
    found = re.match(
        r"^(?:[^：:，]{0,12}[：:])?([^，。；：:]{3,30}?(?:的|者|人员))(?:，|须|应|需|另|还)", words
    )
    return found[1] if found else ""


def _section_of(draft: Draft, asked: Asked) -> str:
    """Return the section of a sentence: its clause's, the heading before it, or that above."""
    own = [paper.section for paper in draft.papers if paper.rule == asked.rule]
    head = re.match(r"([^，。；：:]{2,14})[：:]", asked.words)
    clause = next((one for one in cut(draft.text) if one.first == asked.line), None)
    heading = clause.heading if clause is not None else ""
    above = [paper.section for paper in draft.papers if asked.rule.startswith(paper.rule)]
    found = (*own[-1:], head[1] if head else "", heading[:14], *above[-1:])
    return next((one for one in found if one), "")


def _chapter(rule: str) -> str:
    found = re.match(r"附\d*|[一二三四五六七八九十]+|\D+", rule)
    return found[0] if found else rule


Row = TypeVar("Row")


def _put(rows: tuple[Row, ...], place: int | None, row: Row | None) -> tuple[Row, ...]:
    kept = () if row is None else (row,)
    return (*rows, *kept) if place is None else (*rows[:place], *kept, *rows[place + 1 :])
