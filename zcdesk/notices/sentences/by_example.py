"""What a sentence says, told by examples: each span with a role becomes a proposal of its kind.

The role comes from the examples; the value is read out of the span by its closed shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.covering import (
    named_targets,
    other_forms,
    spares_words,
    things_in,
)
from zcdesk.notices.sentences.examples import Role, Unit, known
from zcdesk.notices.sentences.lexicon import LEVEL
from zcdesk.notices.sentences.pieces import piece_at, piece_behind
from zcdesk.notices.sentences.proposals import Demand, ProposalKind, ProposalValue
from zcdesk.notices.sentences.roles import BLANK
from zcdesk.notices.sentences.shapes import LETTERS, PHRASE
from zcdesk.notices.sentences.table_rows import MAY_CELL, NO_ROW, Row
from zcdesk.notices.sentences.whom import bracket_behind, for_whom, is_spared, whom_of
from zcdesk.quantities.amounts import unit_of
from zcdesk.quantities.days import all_numbers, written_years
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "by_example")
_ASK: Mapping[str, float] = {ProposalKind.FORMAT: 0.5}
_ASK_PHRASE, _ASK_CLOSED, _BESIDE = 0.15, 0.1, 0.5
"""Votes from which on a phrase (by its kind: what is said of files holds for all of them), and a
closed shape, is proposed; and the share of those of the strongest role of a span that another one
must have."""

_SURE: Mapping[str, float] = {
    ProposalKind.SLOT: 0.6, ProposalKind.COPIES: 0.9, ProposalKind.POSTING_DAYS: 0.75,
}  # fmt: skip
"""Votes that a span has alone from which on it is sure; half of them for other kinds: copies of a
form look like numbers of works, and a list lifts what is no item of it."""

_NO_NAME = 0.1
"""Votes below which words alone are no name of a paper."""

_NEXT_ITEM = re.compile(r"[、和及与]([^，。；：、（]*)")
_IS_SECTION = re.compile(r"(?=.*[\u4e00-\u9fff]{2}).{2,20}")
_IS_NAME = re.compile(r"^[^./]*[\u4e00-\u9fffA-Z]{2}[^./]*$")
_WHOLE = frozenset({ProposalKind.PENALTY, ProposalKind.EXEMPTION, ProposalKind.OUTSIDE,
                    ProposalKind.DEFENCE, ProposalKind.OPINION, ProposalKind.SEAL,
                    ProposalKind.DUTY})  # fmt: skip
"""What is said by all pieces of a sentence that say it, from the first to the last."""


@dataclass(frozen=True)
class Said:
    """A span that says something, in its sentence.

    Attributes:
        words: Its letters; ``first`` and ``last`` where they are.
        papers: What the sentence names to be handed in.
        shape: What it looks like.
    """

    kind: ProposalKind
    words: str
    sentence: str
    clause: Clause
    row: Row
    first: int
    last: int
    shape: str
    papers: Sequence[str]

    @property
    def piece(self) -> str:
        """The words between two stops around it."""
        first = piece_at(self.sentence, self.first, "，。；\t\n")
        return self.sentence[first : piece_behind(self.sentence, self.last)].strip()

    @property
    def level(self) -> str:
        """The level named last before it, in its piece or its row; "" for none."""
        before = self.piece.partition(self.words)[0]
        cell = self.row.cell_at(self.first)[0] + self.row.label
        named = re.findall(LEVEL, before) or re.findall(LEVEL, cell)
        return named[-1] if named else ""

    @property
    def about(self) -> str:
        """The kind of papers that it is about (照片类), else the paper: of its sentence or its
        heading; "" for all."""
        before = self.sentence[piece_at(self.sentence, self.first, "。；") : self.first]
        kinds = _SAYS.of_kind.findall(before)
        if kinds or _SAYS.of_all.search(before):
            return "".join(kinds[-1:])
        heading = self.clause.heading
        own = [heading] if known().names(ProposalKind.SLOT, heading) else []
        return next(iter((*self.papers, *own)), "")

    @property
    def number(self) -> int | None:
        """The one number in it."""
        numbers = all_numbers(self.words)
        return min(numbers) if len(numbers) == 1 else None


def unit_of_sentence(sentence: str, clause: Clause, row: Row = NO_ROW) -> Unit:
    """Return a sentence, or a row of a table, with where it stands."""
    heading = "/".join((*clause.above, clause.heading))
    columns = tuple(head for head, _ in row.cells)
    return Unit(sentence.replace("|", "\t").replace(BLANK, " "), heading, columns)


def said_by(
    roles: Sequence[Role], sentence: str, clause: Clause, row: Row = NO_ROW
) -> Iterator[Demand]:
    """Yield what a sentence says, in the order of its kinds.

    Args:
        roles: What its spans may say.
        sentence: It, with what does not count as NUL.
        row: The row of a table that it is.
    """
    roles = [_spared(role, sentence) for role in roles
             if role.kind in _KINDS and role.odds >= _least(role)]  # fmt: skip
    best = {role.span: role.odds for role in sorted(roles, key=_odds)}
    roles = [role for role in roles if role.odds >= _BESIDE * best[role.span]]
    papers = [role for role in roles if role.kind == ProposalKind.SLOT]
    roles = [role for role in roles if role.kind != ProposalKind.SLOT] + _either(papers, sentence)
    names = [known().named(role.kind, sentence[role.span.first : role.span.last])
             for role in papers]  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for kind, group in groupby(sorted(roles, key=lambda r: (r.kind, r.span.first)), _kind):
        for role in _joined(kind, list(group)):
            words = sentence[role.span.first : role.span.last].strip(" 　，。；、：:\t")
            one = Said(_KINDS[kind], words, sentence, clause, row, role.span.first,
                       role.span.last, role.span.shape, names)  # fmt: skip
            for value, told in _MADE[one.kind](one):
                if (kind, value) not in seen:
                    seen.add((kind, value))
                    certain = one.shape != PHRASE or known().ends_as_known(kind, value)
                    sure = role.alone >= _SURE.get(kind, 0.5) and not told.get("scarce")
                    yield Demand(one.kind, value, sentence, sure and certain, told)


def papers_named(words: str) -> tuple[str, ...]:
    """Return the papers that a sentence surely asks for."""
    (roles,) = known().of([Unit(words)])
    found = said_by(roles, words, Clause("", "", words, 0, 0))
    return tuple(one.value for one in found if one.kind is ProposalKind.SLOT and one.sure)


def _least(role: Role) -> float:
    """Return the votes from which on a role is proposed."""
    return _ASK.get(role.kind, _ASK_PHRASE) if role.span.shape == PHRASE else _ASK_CLOSED


def _spared(role: Role, sentence: str) -> Role:
    """Return a role; of words that let a paper be (可不提交劳动合同) it is no paper's."""
    words = sentence[role.span.first : role.span.last]
    free = role.kind == ProposalKind.SLOT and is_spared(words)
    return role._replace(kind=ProposalKind.EXEMPTION) if free else role


def _kind(role: Role) -> str:
    return role.kind


def _odds(role: Role) -> float:
    return role.odds


def _joined(kind: str, roles: Sequence[Role]) -> Sequence[Role]:
    """Return roles of one kind in a sentence; what all pieces say together as one."""
    if kind not in _WHOLE:
        return roles
    span = roles[0].span._replace(last=max(role.span.last for role in roles))
    return [roles[0]._replace(span=span, alone=max(role.alone for role in roles))]


def _either(papers: Sequence[Role], sentence: str) -> list[Role]:
    """Return papers with those that are one: 或 joins them (聘书或劳动合同: two musts would be
    wrong), or 和 what alone is no paper's name (安全生产知识和管理能力考核合格证)."""
    joined: list[Role] = []
    for role in papers:
        last = joined[-1] if joined else None
        between = sentence[last.span.last : role.span.first] if last else ""
        half = last and last.alone < _NO_NAME <= role.alone and between in ("和", "与", "及")
        if last and (half or re.fullmatch(r"[，,》]?或者?《?", between)):
            joined[-1] = role._replace(span=role.span._replace(first=last.span.first))
        else:
            joined.append(role)
    return joined


Values = Iterator[tuple[str, Mapping[str, ProposalValue]]]


class _Around(NamedTuple):
    """What a sentence says of all papers in it."""

    whom: str
    years: tuple[int, ...]
    scarce: bool
    stamped: bool
    signed: bool


@lru_cache(maxsize=64)
def _around(sentence: str) -> _Around:
    return _Around(
        whom_of(sentence), written_years(sentence), bool(_SAYS.scarce.search(sentence)),
        bool(_SAYS.stamped.search(sentence)), bool(_SAYS.signed.search(sentence)),
    )  # fmt: skip


def _slot(one: Said) -> Values:
    item = _NEXT_ITEM.match(one.sentence, one.last)
    named = known().named(one.kind, one.words, item[1] if item else "")
    name = _SAYS.copies_behind.sub("", named)
    no_paper = _SAYS.no_paper.fullmatch(name) or spares_words(name)
    leads = one.words == one.clause.heading and "\t" in one.clause.text
    if leads or not _IS_NAME.search(name) or no_paper:
        return
    around = _around(one.sentence)
    remark, condition, freed = for_whom(one.row)
    condition = condition or bracket_behind(one.sentence, one.last) or around.whom
    if freed or name in condition:
        return
    own = written_years(one.piece)
    years = own if len(own) > 1 else around.years
    if len(one.papers) > 1 and own != years:
        years = ()
    words = one.words if len(one.papers) > 1 else one.piece
    before = [said for said in (one.row.section, condition) if said in one.sentence[: one.first]]
    behind = [said for said in (condition,) if said in one.sentence[one.last :]]
    yield name, {
        "section": one.row.section,
        "may": "、".join(one.row.levels(MAY_CELL)) if "√" in one.sentence else "",
        "years": years if len(years) > 1 else (), "condition": condition,
        "scarce": around.scarce or bool(_SAYS.scarce.search(remark)),
        "words": "…".join(filter(None, (*before, words, *behind))),
        "stamped": around.stamped, "signed": around.signed,
        "count": "，".join(match[0].strip() for match in _SAYS.count.finditer(one.piece)),
    }  # fmt: skip


def _section(one: Said) -> Values:
    name = re.sub(r"[（(].*", "", one.words).strip("“”")
    if _IS_SECTION.fullmatch(name):
        yield name, {"words": one.words}


def _years(one: Said) -> Values:
    years = written_years(one.words)
    if len(years) > 1:
        yield ",".join(map(str, years)), {"years": years, "words": one.piece}
    elif one.number and one.number < 41:
        yield str(one.number), {"words": one.words}


def _copies(one: Said) -> Values:
    if one.shape == "copies":
        title = one.about or one.sentence.split("\t")[0]
        yield str(one.number), {"copies": one.number, "title": title[-24:], "words": one.piece}


def _form(one: Said) -> Values:
    name = re.sub(
        r"^附\s*[件表录]?\s*[\dA-Z一二三四五]*\s*[.．:：、]?\s*|[《》]|^\d+[.．]", "", one.words
    )
    if len(name) > 1:
        yield name.strip(), {"words": one.words}


_TITLES = {PHRASE: "图片要求", "format": "格式", "size": "文件大小"}
"""What is said of files, by what it looks like."""


def _format(one: Said) -> Values:
    value = one.words.lower() if one.shape == "format" else re.sub(r"\s", "", one.words)
    if one.shape == "size":
        value = re.sub(r"(?i)(?<=[MK])B?$", "B", value.replace("兆", "M"))
    words = one.words if one.shape == PHRASE else one.piece
    title = _TITLES.get(one.shape, _TITLES[PHRASE])
    yield value, {"title": title, "shown": one.words, "about": one.about, "words": words}


def _text_limit(one: Said) -> Values:
    """Of one level of several its own numbers count, else all that its sentence has (不少于…)."""
    several = len(re.findall(LEVEL, one.sentence)) > 1
    around = one.piece if several else one.sentence
    numbers = sorted(number for said in LETTERS.findall(around) for number in all_numbers(said))
    if not numbers:
        return
    low, high = numbers[0] if len(numbers) > 1 else None, numbers[-1]
    if low is None and _SAYS.at_least.search(around):
        low, high = high, 0
    yield f"{low}-{high or ''}" if low else str(high), {
        "level": one.level, "at_least": low, "at_most": high or None,
        "about": one.about or one.clause.heading, "words": one.piece,
    }  # fmt: skip


def _posting(one: Said) -> Values:
    if one.number:
        workdays = unit_of(one.words) == "工作日"
        yield str(one.number) if workdays else one.words, {
            "workdays": one.number if workdays else None,
            "results": bool(_SAYS.results.search(one.piece)), "words": one.piece,
        }  # fmt: skip


def _returns(one: Said) -> Values:
    if one.number:
        yield str(one.number), {"limit": one.number, "words": one.piece}
    elif "不限" in one.words:
        yield "不限", {"limit": None, "words": one.piece}


_LENGTHS = {"小时": "{}", "工作日": "{} workdays", "天": "{} days"}


def _return_hours(one: Said) -> Values:
    if one.number:
        unit = unit_of(one.words)
        value = _LENGTHS[unit].format(one.number)
        yield value, {"number": one.number, "unit": unit, "words": one.piece}
    elif one.shape == PHRASE:
        yield one.words, {"number": None, "unit": "", "words": one.piece}


def _fee(one: Said) -> Values:
    before = one.sentence[: one.first]
    column = one.row.cell_at(one.first)[0]
    around = f"{one.clause.heading}{one.sentence}{column}"
    if one.number is None or _SAYS.part.search(before) or not _SAYS.priced.search(around):
        return
    own = re.findall(r"[\u4e00-\u9fff]{2,6}费", f"{one.clause.heading} {before}")
    title = f"{one.row.label}{column}" or "".join(own[-1:])
    yield str(one.number), {
        "amount": one.number, "title": title[-16:] or "评审费",
        "status": "缴费", "level": one.level, "words": one.piece,
    }  # fmt: skip


def _contact(one: Said) -> Values:
    line = one.sentence[: one.last].rpartition("。")[2].rpartition("；")[2].strip()
    named = re.findall(r"[\u4e00-\u9fff（）]{2,16}", line.replace(one.words, ""))
    person = _SAYS.person.search(one.sentence)
    yield one.words, {
        "title": "".join(named[:1]) or one.clause.heading or "联系电话",
        "person": person[0] if person else "", "words": line[-60:],
    }  # fmt: skip


def _platform(one: Said) -> Values:
    quoted = re.search(r"“([^”]{2,30})”", one.sentence)
    yield one.words.rstrip(".),"), {"name": quoted[1] if quoted else "", "words": one.words}


def _masking(one: Said) -> Values:
    if spares_words(one.words):
        yield f"除外：{one.words}", {
            "except": one.sentence.strip(), "words": one.words, "left": named_targets(one.words),
        }  # fmt: skip
        return
    name = known().named(one.kind, one.words)
    forms = other_forms(one.words)
    targets = named_targets(one.words)
    if not (forms or targets):
        forms = (*things_in(name),)
    yield one.words, {"targets": targets, "forms": forms, "words": one.piece, "blind": "",
                      "scope": "", "level": one.level, "others": False}  # fmt: skip


def _worded(one: Said) -> Values:
    yield one.words, {"words": one.words, "title": one.words}


_MADE: Mapping[ProposalKind, Callable[[Said], Values]] = {
    ProposalKind.SLOT: _slot, ProposalKind.SECTION_ADDED: _section, ProposalKind.YEARS: _years,
    ProposalKind.COPIES: _copies, ProposalKind.FORM: _form, ProposalKind.FORMAT: _format,
    ProposalKind.TEXT_LIMIT: _text_limit, ProposalKind.POSTING_DAYS: _posting,
    ProposalKind.RETURNS: _returns, ProposalKind.RETURN_HOURS: _return_hours,
    ProposalKind.FEE: _fee, ProposalKind.CONTACT: _contact, ProposalKind.PLATFORM: _platform,
    ProposalKind.MASKING: _masking, **dict.fromkeys(_WHOLE, _worded),
}  # fmt: skip
"""What a role of each kind becomes: its value, and what it tells besides."""

_KINDS: Mapping[str, ProposalKind] = {str(kind): kind for kind in _MADE}
