"""A draft out of a text or of what was copied: rows, ticks and a list by kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from zcdesk.disk.paths import is_plain_name
from zcdesk.notices.editing.carrying import covering_beside, doubted, fresh, notice_of
from zcdesk.notices.editing.draft import (
    ALL_LEVELS,
    EVERY_PAPER,
    LEVEL_WORDS,
    LEVELS,
    TARGET_OF,
    TICKS,
    UNCOVERED,
    Covering,
    DemandMark,
    Draft,
    Found,
    PaperRow,
    Proposed,
    Span,
    topic_of_words,
)
from zcdesk.notices.making.entries import RULES, piece_of
from zcdesk.notices.making.levels import levels_of
from zcdesk.notices.making.new_profile import started
from zcdesk.notices.making.older import COVERED, OlderValue, older_values
from zcdesk.notices.sentences import (
    Clause,
    Demand,
    ProposalKind,
    ProposalValue,
    Topic,
    amends,
    cut,
    exempt_in,
    is_thing,
    proposals_of,
)
from zcdesk.printable import shortened
from zcdesk.quantities.numerals import ITEM_NUMBER, as_number, plain_digits
from zcdesk.resources import Patterns

_DATES = (ProposalKind.START, ProposalKind.DEADLINE, ProposalKind.COUNTED_FROM)
_SAYS = Patterns("notices/editing.toml", "draft_reading")
_SHORT, _LOGO = re.compile(r"简称"), re.compile(r"[院校厂司台]徽|徽标|标识|logo", re.IGNORECASE)
_CARRIED = re.compile(rf"{_LOGO.pattern}|简称|栏$|被退回", re.IGNORECASE)
"""Words that a tick stands for, and what is no thing to be covered."""
_NAME = 20
"""Letters of a step that has no name of its own."""

_MORE = frozenset({"name", "employer", "short"})


def read(text: str, notice_id: str, year: int | None = None, older: str = "") -> Draft:
    """Return what a text proposes; nothing of it was looked at by a person yet.

    What an older notice had is carried over, each beside what it would be now; proposed is what
    that does not account for. A supplement is read behind the notice that it changes, and is of its
    year.

    Args:
        text: The notice, its annexes behind it.
        notice_id: Id of the profile that is made.
        year: Year of the notice; None takes the one of its title.
        older: The profile of an older notice as one file, its text inside; "" for none.

    Raises:
        ProfileError: The older profile is at fault.
    """
    begun = started(text, notice_id, year)
    behind = 0
    if older and amends(str(begun.data["title"])):  # what it does not mention stays as it was
        before = notice_of(older, notice_id)
        behind = len(before.text.splitlines())
        begun = started(f"{before.text}\n{text}", notice_id, before.year)
    clauses = cut(begun.text)
    rows = list(zip(clauses, proposals_of(clauses, begun.text, begun.year), strict=True))
    covering = _covering(rows)
    carried: tuple[OlderValue, ...] = ()
    if older and begun.year:
        before = notice_of(older, notice_id)
        whole = older_values(before, begun.text, begun.year)
        covering = covering_beside(covering, before, whole)
        changes = [row for row in rows if row[0].first > behind] if behind else []
        carried = doubted([row for row in whole if row.at != COVERED], changes, begun.year)
        rows = list(fresh(before, whole, begun.text, rows))
    return Draft(
        notice_id, begun.year, str(begun.data["title"]), begun.text,
        papers=_formed(tuple(_papers(rows)), rows), spans=tuple(spans_of(rows)), covering=covering,
        found=tuple(_found(rows)), older=older, carried=carried, proposed=tuple(_proposed(rows)),
    )  # fmt: skip


def identifier(name: str) -> str:
    """Return a name of a file or a title as the id of a notice."""
    stem = unicodedata.normalize("NFC", name)
    plain = re.sub(r"[^\w-]+", "-", stem).strip("-_").lower()[:60]
    return plain if is_plain_name(plain) else f"notice-{plain}".strip("-")


Rows = Sequence[tuple[Clause, tuple[Demand, ...]]]


def _of(rows: Rows, kinds: Container[ProposalKind]) -> list[tuple[Clause, Demand]]:
    """Return what is proposed of some kinds, each with its clause, without what is no paper."""
    return [
        (clause, one) for clause, proposals in rows for one in proposals
        if one.kind in kinds
        and not (one.kind is ProposalKind.SLOT and _SAYS.confused.search(one.value))
    ]  # fmt: skip


def _proposed(rows: Rows) -> Iterator[Proposed]:
    for clause, one in _of(rows, {*ProposalKind}):
        places = {words: place for place, words in enumerate(clause.sentences)}
        place = places.get(one.sentence, -1)
        yield Proposed(one.kind, one.value, clause.first, place, one.sure)


def _word(one: Demand, name: str) -> str:
    """Return what a proposal tells under a name, "" where it tells nothing."""
    return str(one.told.get(name) or "")


def _found(rows: Rows) -> Iterator[Found]:
    for clause, proposal in _of(rows, RULES):
        yield Found(
            proposal.kind, proposal.value, clause.label, clause.first, proposal.sentence,
            proposal.sure, dict(proposal.told),
        )  # fmt: skip


def _papers(rows: Rows) -> Iterator[PaperRow]:
    """Yield the papers that are asked for; one that is sure is not asked about again."""
    section = ""
    seen = {(False, "", one.value) for _, one in _of(rows, (ProposalKind.SLOT,)) if one.sure}
    years = {(clause.first, proposal.sentence): proposal.value
             for clause, proposal in _of(rows, (ProposalKind.YEARS,))}  # fmt: skip
    for clause, proposal in _of(rows, (ProposalKind.SECTION_ADDED, ProposalKind.SLOT)):
        if proposal.kind is ProposalKind.SECTION_ADDED:
            section = proposal.value
        else:
            own = years.get((clause.first, proposal.sentence), "")
            row = _paper(proposal, clause, section, own)
            key = (row.sure, row.section * row.sure, row.title)
            if key not in seen:
                seen.add(key)
                yield row


def _paper(proposal: Demand, clause: Clause, section: str, years: str) -> PaperRow:
    values = proposal.told
    condition = _word(proposal, "condition")
    levels = levels_of(condition)
    listed = ",".join(_listed(values.get("years")))
    mark = DemandMark.MAY if values.get("scarce") else DemandMark.MUST
    usual = dict.fromkeys(LEVELS, DemandMark.NO) | dict.fromkeys(levels or LEVELS, mark)
    usual |= dict.fromkeys(levels_of(_word(proposal, "may")), DemandMark.MAY)
    return PaperRow(
        proposal.value, _word(proposal, "section") or section,
        tuple(map(usual.__getitem__, LEVELS)), condition * (not levels), listed or years,
        copies=copies_in(proposal.sentence, proposal.value), rule=clause.label,
        quote=piece_of(proposal, clause.text), sure=proposal.sure,
        stamped=bool(values.get("stamped")), signed=bool(values.get("signed")),
        count=_word(proposal, "count"),
    )  # fmt: skip


def _formed(papers: tuple[PaperRow, ...], rows: Rows) -> tuple[PaperRow, ...]:
    """Return the rows with what the notice says of their files: each value in the paper that it is
    about, in those of its kind or section, or in the row of all papers. What is said of a kind
    that no paper is of is left to a person, and so is the row of all with two sizes."""
    every, sizes = PaperRow(EVERY_PAPER, sure=True), set[str]()
    for clause, proposal in _of(rows, (ProposalKind.FORMAT,)):
        words = piece_of(proposal, clause.text).strip("，。； ")
        name = _word(proposal, "about")
        shown = str(proposal.told["shown"]) if "\t" in words else words
        kinds = [*filter(None, re.split(r"类(?:材料|附件)?|[（()）、等]", name))]
        about = [paper for paper in papers
                 if any(kind in paper.title or paper.title in kind for kind in kinds)]  # fmt: skip
        head = clause.heading
        about = about or [paper for paper in papers if head and not name and paper.section == head]
        papers = tuple(
            with_form(paper, shown, words) if paper in about else paper for paper in papers
        )
        if not (name or about):
            sizes |= {proposal.value} if proposal.told["title"] == "文件大小" else set()
            rule = every.rule or clause.label
            every = with_form(replace(every, rule=rule, sure=len(sizes) < 2), shown, words)
    return (*papers, every) if every.form else papers


def with_form(paper: PaperRow, words: str, quote: str) -> PaperRow:
    """Return a row that says more of its files, with the words that it rests on."""
    form = paper.form if words in paper.form else "，".join(filter(None, (paper.form, words)))
    known = quote in paper.form_quote.split("…")
    said = paper.form_quote if known else "…".join(filter(None, (paper.form_quote, quote)))
    return replace(paper, form=form, form_quote=said)


def copies_in(sentence: str, title: str) -> str:
    """Return how many copies of a paper a sentence asks for, "" for none."""
    place = sentence.find(title)
    count = _SAYS.copies.search(plain_digits(sentence), place) if place >= 0 else None
    if count is None or count.start() - place - len(title) > 6:
        return ""
    return str(as_number(count[1]) or "")


def spans_of(rows: Rows) -> Iterator[Span]:
    """Yield the rows of the time table that clauses propose."""
    made: dict[tuple[object, ...], Span] = {}
    for clause, proposal in _of(rows, _DATES):
        if not proposal.told.get("for_all"):
            told = map(proposal.told.get, ("what", "start", "end"))
            row = replace(span_of(proposal, clause.label), quote=piece_of(proposal, clause.text))
            if row.what in (row.rule, row.what[:1]):  # a label or one letter names no step
                row = replace(row, what=shortened(" ".join(row.quote.split()), _NAME))
            made.setdefault((clause.first, proposal.sentence, *told), row)
    yield from made.values()


def span_of(proposal: Demand, rule: str) -> Span:
    """Return the row of the time table for a proposed day or span of days."""
    values = proposal.told
    start, end = values.get("start"), values.get("end")
    given = values.get("counted")
    counted = bool(given)
    first, last = (day if isinstance(day, date) else None for day in (start, end))
    if counted:
        first, last = None, last or first
    return Span(
        str(values["what"]),
        first,
        last,
        _word(proposal, "end_time"),
        _word(proposal, "start_time"),
        _word(proposal, "level"),
        who=str(values["who"]),
        only_years=counted, rule=rule, quote=proposal.sentence,
        sure=proposal.sure,
        counted=tuple(_listed(given)),
        closing=_word(proposal, "closing"),
        waits="" if first or last else _word(proposal, "start_text"),
    )  # fmt: skip


def _covering(rows: Rows) -> Covering:
    """Return what is covered before anybody looked: what the words say, and rather more."""
    said = [
        (clause, sentence)
        for clause, _ in rows
        for sentence in clause.sentences
        if topic_of_words(sentence) is Topic.COVERING
    ]
    found = _of(rows, (ProposalKind.MASKING,))
    asking = [(clause, one) for clause, one in found
              if one.told.get("targets") or one.told.get("forms")]  # fmt: skip
    named = {"logo" for _, sentence in said if _LOGO.search(sentence)}
    words: list[str] = []
    for _, proposal in asking:
        named |= TARGET_OF.keys() & {*_listed(proposal.told.get("targets"))}
        words += _listed(proposal.told.get("forms"))
    places = ((clause.label, one.sentence) for clause, one in asking)
    rule, quote = next(chain(places, ((clause.label, words) for clause, words in said)), ("", ""))
    exempt = [title for _, sentence in said for title in exempt_in(sentence)]
    covering = Covering(
        _MORE, (), tuple(dict.fromkeys(exempt)), rule, quote,
        sure=any(one.sure for _, one in found),
        scope=_told(found, "scope"), blind=_told(found, "blind"),
    )  # fmt: skip
    return covering_also(covering, named, words)


def _told(found: Iterable[tuple[Clause, Demand]], name: str) -> str:
    """Return what the first proposal tells that tells it, "" where none does."""
    return next(filter(None, (_word(one, name) for _, one in found)), "")


def _listed(value: ProposalValue) -> list[str]:
    return [*map(str, value)] if isinstance(value, tuple | list) else []


def covering_also(covering: Covering, named: Iterable[str], words: Sequence[str]) -> Covering:
    """Return what is covered with further ticks, and with things that words name."""
    logo = {"logo"} if any(_LOGO.search(word) for word in words) else set()
    beside = dict.fromkeys((*covering.words, *words))
    return replace(
        covering, ticks=covering.ticks | (logo.union(named) & {*TICKS}),
        words=tuple(word for word in beside if is_thing(word) and not _CARRIED.search(word)),
    )  # fmt: skip


def uncovered(paper: PaperRow, covering: Covering) -> bool:
    """Tell whether a paper stays as it is: by its own row, or by the exceptions of the notice."""
    if paper.covered == UNCOVERED:
        return True
    named = (paper.title, paper.section)
    return any(
        title in name or name in title for title in covering.exempt for name in named if name
    )


_COLUMNS: Mapping[str, str] = {
    "title": r"材料|名称|项目|内容|证件", "section": r"栏目|分类|类别|模块",
    "only_if": r"备注|条件|适用|说明|人员",
    "years": r"年度|年份", "form": r"格式|要求|大小", "copies": r"份数|份",
    "covered": r"遮", "number": r"^序号$|^编号$|^No",
}  # fmt: skip
_YES, _NO = re.compile(r"^[√✓✔☑是要yY●○]|^必"), re.compile(r"^[—–\-×xX否无/]?$")


def cells(text: str) -> list[list[str]]:
    """Return the cells of a table that was copied: parted by tabs, bars, or runs of blanks."""
    rows = [line for line in text.splitlines() if line.strip(" |\t-—+")]
    mark = r"\t" if "\t" in text else r"\|" if text.count("|") >= len(rows) > 0 else r"\s{2,}"
    return [[cell.strip() for cell in re.split(mark, row.strip("| "))] for row in rows]


def pasted_papers(text: str) -> tuple[PaperRow, ...]:
    """Return rows of the paper table; without a head each line is the name of a paper."""
    rows = cells(text)
    if head := _head(next(iter(rows), [])):
        return tuple(filter(None, (_row(head, row) for row in rows[1:])))
    names = (ITEM_NUMBER.sub("", row[0]) for row in rows)
    return tuple(PaperRow(name.rstrip("；;。"), sure=True) for name in names if len(name) > 1)


def pasted_spans(text: str, year: int) -> tuple[Span, ...]:
    """Return rows of the time table, as the reader of notices finds them."""
    clauses = cut(lines := text.splitlines())
    rows = zip(clauses, proposals_of(clauses, lines, year), strict=True)
    return tuple(replace(span, sure=True) for span in spans_of(list(rows)))


def _head(row: Sequence[str]) -> dict[int, str]:
    """Return what each column of a table is, {} where the first row is no head."""
    heads: dict[int, str] = {}
    for place, cell in enumerate(row):
        plain = re.sub(r"\s|职称", "", cell)
        if plain in LEVEL_WORDS:
            heads[place] = plain
            continue
        for name, words in _COLUMNS.items():
            if name not in heads.values() and re.search(words, plain):
                heads[place] = name
                break
    return heads if "title" in heads.values() and len(heads) > 1 else {}


def _row(head: Mapping[int, str], row: Sequence[str]) -> PaperRow | None:
    values = {head[place]: cell for place, cell in enumerate(row) if place in head}
    title = values.get("title", "")
    if not title:
        return None
    marks = dict(zip(LEVELS, ALL_LEVELS, strict=True))
    for name, cell in values.items():
        marks |= dict.fromkeys(LEVEL_WORDS.get(name, ()), _mark(cell))
    fields = ("section", "only_if", "years", "form", "copies", "covered")
    given = {name: _NO.sub("", values[name]) for name in fields if values.get(name)}
    return replace(PaperRow(title, marks=tuple(marks.values()), sure=True), **given)  # type: ignore[arg-type]


_MARKS = ((_NO.fullmatch, DemandMark.NO), (_YES.search, DemandMark.MUST),
          (_SAYS.may.search, DemandMark.MAY))  # fmt: skip
"""What a cell is that matches, the first that does."""


def _mark(cell: str) -> DemandMark:
    return next((mark for matches, mark in _MARKS if matches(cell)), DemandMark.MUST)
