"""All that a text proposes, clause by clause: times, amounts, covering, whom to call.

Every pattern is one of the ways in which notices word a thing; what fits none is not proposed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zcdesk.notices.sentences.amounts import (
    amounts,
    fees_of_table,
    paid_for,
    piece_at,
    piece_behind,
)
from zcdesk.notices.sentences.annexes import forms, is_frame
from zcdesk.notices.sentences.clauses import ANNEX_LIST, UNREAD, Clause
from zcdesk.notices.sentences.covering import (
    asks_to_cover,
    covering,
    named_targets,
    spares,
    speaks_of_covering,
)
from zcdesk.notices.sentences.materials import materials
from zcdesk.notices.sentences.papers import papers_in
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.roles import current, restored
from zcdesk.notices.sentences.table_rows import rows
from zcdesk.notices.sentences.times import Calendar, calendar_of, times
from zcdesk.quantities.days import written_days
from zcdesk.quantities.numerals import HAN_ORDINALS, as_number, plain_digits
from zcdesk.resources import Patterns

_N = rf"(\d{{1,5}}|[{HAN_ORDINALS}两廿卅]{{1,3}})"
_SAYS = Patterns("notices/reading.toml", "proposing", "told", "roles")
_LONGEST_NAME = 10
"""Letters of a heading that only names what the sentences below it say (免了什么)."""


def facts_of(clause: Clause, calendar: Calendar) -> Iterator[FactProposal]:
    """Yield what the sentences of a clause propose, in their order."""
    title, covered = "", False
    yield from fees_of_table(clause)
    table = {row.sentence: row for row in rows(clause.text)}
    for sentence in clause.sentences:
        row = table.get(sentence)
        seen = current(sentence, row)
        proposals = [*times(seen, clause, calendar, row)]
        for reader in READERS:
            proposals += reader(seen, clause)
        proposals += covering(seen, clause, covered)
        covered = covered or speaks_of_covering(seen)
        proposals += _contacts(seen, plain_digits(seen), title, clause)
        yield from (whole(proposal, seen, sentence) for proposal in proposals)
        title = sentence if len(sentence) < 30 else ""


def whole(one: FactProposal, seen: str, sentence: str) -> FactProposal:
    """Return what was read out of a blanked sentence with the words of the sentence itself."""
    if seen == sentence:
        return one
    values = {name: restored(value, seen, sentence) if isinstance(value, str) else value
            for name, value in one.told.items()}  # fmt: skip
    value = restored(one.value, seen, sentence)
    return replace(one, value=value, sentence=sentence, told=values)


def _penalties(sentence: str, clause: Clause) -> Iterator[FactProposal]:
    if sentence == clause.heading and len(sentence) <= _LONGEST_NAME:
        return
    penalty, consequence = _SAYS.penalties.search(sentence), _SAYS.consequence.search(sentence)
    if penalty and _SAYS.grave.search(sentence):
        words = sentence[penalty.start() :].strip("，。；、 ")
        values: dict[str, ProposalValue] = {
            "list": "penalties",
            "words": words,
            "title": penalty[0],
        }
        for at, one in enumerate(_years_out(sentence) or [""]):
            yield FactProposal(ProposalKind.PENALTY, one, sentence, not at, values)
    elif consequence and not speaks_of_covering(
        sentence[piece_at(sentence, consequence.start()) : consequence.end()]
    ):
        values = {"list": "consequences", **_around(sentence, consequence)}
        value = next(iter(_years_out(sentence)), consequence[0])
        yield FactProposal(ProposalKind.PENALTY, value, sentence, told=values)
    exempt = _SAYS.exempt.search(sentence)
    covers = speaks_of_covering(sentence) or spares(sentence, clause)
    costs = consequence and exempt and consequence.start() <= exempt.start() < consequence.end()
    if exempt and not (covers or costs or re.search(r"不可免|不得免", sentence)):
        sure = not re.search(r"不要求|不限|代替", exempt[0])
        yield FactProposal(
            ProposalKind.EXEMPTION, exempt[0], sentence, sure, _around(sentence, exempt)
        )
    listed = clause.above and _SAYS.outside_list.search(clause.above[-1])
    outside = _SAYS.outside.search(sentence) or listed
    if outside and not penalty and "年内" not in sentence:
        yield FactProposal(ProposalKind.OUTSIDE, "", sentence, told=_around(sentence, outside))
    if not asks_to_cover(sentence):
        yield from _defence(sentence, clause.heading)
    opinion = _SAYS.opinion.search(sentence)
    if opinion and not _SAYS.beside_pages.search(sentence[: opinion.start()]):
        yield FactProposal(ProposalKind.OPINION, opinion[opinion.lastindex or 0], sentence)
    elif _SAYS.duty.search(sentence):
        yield FactProposal(ProposalKind.DUTY, "", sentence)
    seal = _SAYS.seal.search(sentence)
    if seal and not speaks_of_covering(sentence):
        words = sentence[
            piece_at(sentence, seal.start()) : piece_behind(sentence, seal.end())
        ].strip()
        yield FactProposal(
            ProposalKind.SEAL,
            "、".join(dict.fromkeys(_SAYS.seal.findall(sentence))),
            sentence,
            False,
            {"words": words},
        )


def _defence(sentence: str, heading: str) -> Iterator[FactProposal]:
    match = _SAYS.defence.search(sentence)
    if not match or re.search(r"答辩费|面试费|答辩委员", sentence[match.start() :][:5]):
        return
    says = re.search(
        r"参加|须|应|需|抽取|进行|均|全部|实行|分钟|组织|安排|开始|加|负责|统一|迟到|[日旬]|另|免|不|对象",
        sentence,
    )
    if says:
        sure = not re.search(r"抽取|比例|另行|不少于|免于|可以|不参加|约|视情况", sentence)
        words = sentence[
            piece_at(sentence, match.start(), "。；\t") : piece_behind(
                sentence, match.end(), "。；\t"
            )
        ]
        yield FactProposal(
            ProposalKind.DEFENCE, words.strip()[:60], sentence, sure, {"words": words.strip()}
        )


def _around(sentence: str, found: re.Match[str]) -> dict[str, ProposalValue]:
    """Return the pieces of a sentence that a find needs: its own, and the one it depends on."""
    first = piece_at(sentence, found.start(), "，。；、：\t")
    last = piece_behind(sentence, found.end(), "，。；\t")
    own = sentence[first:last]
    if len(own) < 8 and first > 0:
        first = piece_at(sentence, first - 1, "，。；、：\t")
    return {"words": sentence[first:last].strip(), "title": own.strip()}


def _years_out(sentence: str) -> list[str]:
    """Return for how many years nobody may apply, or the marks that it costs, as they come."""
    matches = re.finditer(
        rf"(?<!第){_N}\s*年(?:[之以]?内|[不停]|取消|暂停)|扣(?:减|除)?{_N}分",
        plain_digits(sentence),
    )
    return [*dict.fromkeys(str(as_number(match[1] or match[2])) for match in matches)]


def _contacts(
    sentence: str, plain: str, title_before: str, clause: Clause
) -> Iterator[FactProposal]:
    place = _SAYS.place.search(sentence)
    about = place or _SAYS.calls.search(sentence) or re.search(r"联系|咨询", clause.heading)
    taken: list[tuple[int, int]] = []
    for pattern in (
        _SAYS.phone,
        _SAYS.group,
        _SAYS.mail,
        _SAYS.short_line,
        *((_SAYS.local,) if about else ()),
    ):
        for match in pattern.finditer(plain):
            group = next((number for number, group in enumerate(match.groups(), 1) if group), 0)
            first, last = match.span(group)
            if any(start < last and first < end for start, end in taken):
                continue
            taken.append((first, last))
            value = sentence[first:last]
            yield FactProposal(
                ProposalKind.CONTACT,
                value,
                sentence,
                told=_called(sentence, match, last, title_before),
            )
    named = re.search(
        r"联系人\s*[:：]\s*((?:(?!，?电话|，?手机)[\u4e00-\u9fff、，\s]){2,20})", sentence
    )
    if named:
        values: dict[str, ProposalValue] = {"title": "联系人", "words": named[0].strip()}
        yield FactProposal(ProposalKind.CONTACT, named[1].strip("、， "), sentence, told=values)
    if place:
        values = {
            "title": place[0].split("：")[0].strip(),
            "words": place[0].strip(),
        }
        yield FactProposal(ProposalKind.CONTACT, place[1].strip("， "), sentence, told=values)
    url = _SAYS.url.search(sentence)
    called = _SAYS.called_platform.search(sentence)
    if called and not url:
        values = {"name": called["name"], "words": called["name"]}
        yield FactProposal(ProposalKind.PLATFORM, called["name"], sentence, False, values)
    if url and not any(start <= url.start() < end for start, end in taken):
        name = _SAYS.platform.search(sentence)
        quoted = _SAYS.quoted_platform.search(sentence)
        title = quoted[1] if quoted else (name[1] or name[2]).strip() if name else ""
        values = {"name": title, "words": url[0]}
        sure = bool(title) and bool(re.search(r"申报|填报|填写|注册|登[录陆]|上传|采集", sentence))
        yield FactProposal(ProposalKind.PLATFORM, url[0].rstrip(".),"), sentence, sure, values)


def _called(
    sentence: str, found: re.Match[str], last: int, before: str
) -> dict[str, ProposalValue]:
    """Return whom a number or an address reaches, and who answers."""
    marks = sentence.replace("：", "\0").replace(":", "\0")
    start = piece_at(marks, found.start(), "，。；、\t　")
    row = re.match(r"\s*(\S{2,24})\s{2,}(\S{2,12})\s{2,}$", sentence[: found.start()])
    if row and not re.search(r"电话|系统|监督", row[1]):
        return {"title": row[1], "person": row[2], "words": sentence[:last].strip()}
    title = re.sub(r"[:：\s（(]+$", "", sentence[start : found.start()]).strip()
    title = re.sub(r"^问[:：][^答]*答[:：]", "", title).strip("：: ")
    if not title:  # the piece before it names the office
        head = re.split(r"[。；]", sentence[: found.start()])[-1]
        parts = [word for word in re.split(r"[\s，、：:（）()\d\-]+", head) if len(word) > 1]
        offices = [part for part in parts if not _SAYS.person.fullmatch(part)]
        title = (offices or [before.strip("：: ") or "联系电话"])[-1]
        start = sentence.find(offices[-1]) if offices else start
    behind = re.match(r"\s*[（(]([^（）()]{1,20})[）)]", sentence[last:])
    person = _SAYS.person.search(sentence[start:last] + (behind[0] if behind else ""))
    words = sentence[start : last + (behind.end() if behind else 0)].strip()
    return {"title": title[-30:], "person": person[1] if person else "", "words": words}


READERS: tuple[Callable[[str, Clause], Iterator[FactProposal]], ...] = (amounts, _penalties)
"""What is read in each sentence alone, in this order."""

_ONCE = {ProposalKind.PLATFORM, ProposalKind.MASKING}


def proposals_of(
    clauses: Sequence[Clause], lines: Sequence[str], year: int
) -> tuple[tuple[FactProposal, ...], ...]:
    """Return what each clause proposes, in the clauses' order.

    Of a thing that a notice has once (its platform, what is covered) only the first sure
    proposal stays sure.
    """
    by_clause: list[list[FactProposal]] = [[] for _ in clauses]
    for at, proposal in (*materials(clauses), *forms(clauses, lines)):
        by_clause[at].append(proposal)
    calendar = calendar_of(clauses, year)
    corrected = {
        match["label"] for clause in clauses for match in _SAYS.corrects.finditer(clause.text)
    }
    for at, clause in enumerate(clauses):
        if clause.label not in UNREAD and not (clause.annex and is_frame(clause)):
            by_clause[at] += facts_of(clause, calendar)
        by_clause[at] = [*_postponed(by_clause[at], clause.label in corrected)]
    once: set[ProposalKind] = set()
    seen: set[tuple[object, ...]] = set()
    result = []
    for row in by_clause:
        proposals: list[FactProposal] = []
        for proposal in row:
            if (key := (proposal.kind, proposal.value, proposal.sentence)) in seen:
                continue
            seen.add(key)
            sure = proposal.sure and not (proposal.kind in _ONCE and proposal.kind in once)
            once |= {proposal.kind} if sure else set()
            proposals.append(replace(proposal, sure=sure))
        result.append(tuple(proposals))
    return tuple(result)


def _postponed(found: Sequence[FactProposal], corrected: bool) -> Iterator[FactProposal]:
    """Yield proposals: days unsure where another sentence of the clause moves one to later, or a
    later clause corrects this one by its number; sums where there are two for one thing."""
    moving = [proposal.sentence for proposal in found if _SAYS.moved.search(proposal.sentence)]
    fees = [one for one in found if one.kind is ProposalKind.FEE]
    sums = Counter(what for what, _ in {(paid_for(one), one.value) for one in fees})
    for proposal in found:
        moves = (
            proposal.kind is ProposalKind.DEADLINE and moving and proposal.sentence not in moving
        )
        twice = proposal in fees and sums[paid_for(proposal)] > 1
        yield replace(proposal, sure=proposal.sure and not (moves or corrected or twice))


def looks_whole(clauses: Sequence[Clause]) -> bool:
    """Tell whether a text can be a whole notice: sentences, and a day, a paper or a target."""
    body = [clause for clause in clauses if clause.label not in UNREAD]
    words = [sentence for clause in body for sentence in clause.sentences]
    said = any(written_days(word, 2000) or papers_in(word) or named_targets(word) for word in words)
    return said and (len(words) > 1 or len(clauses) > 1)


def annexes_missing(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the annexes that the notice lists and that are not in the text."""
    listed = [clause for clause in clauses if clause.label == ANNEX_LIST]
    there = {clause.annex for clause in clauses if clause.annex}
    if there == {"附"} or not listed:
        return ()
    numbers = re.findall(r"(?:^|\n|[:：])\s*(\d{1,2})\s*[.．、]\s*([^\n]+)", listed[0].text)
    return tuple(
        f"附{number} {title.strip()}" for number, title in numbers if f"附{number}" not in there
    )
