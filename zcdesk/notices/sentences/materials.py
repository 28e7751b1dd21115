"""Sections and slots out of what a notice asks to hand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zcdesk.notices.sentences.annexes import annex_titles, is_frame
from zcdesk.notices.sentences.clauses import TITLE, Clause
from zcdesk.notices.sentences.covering import hides, spares, speaks_of_covering
from zcdesk.notices.sentences.papers import (
    NamedPaper,
    counts_in,
    either_joined,
    papers_in,
)
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.roles import current, restored
from zcdesk.notices.sentences.table_rows import DETAILS, FREE_CELL, LEVELS, NAMES, SKIPS, Row, rows
from zcdesk.quantities.days import written_years
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "materials", "papers")
_COLUMNS = 3
"""Clauses beside each other that ask under headings of their own: each is a section."""


_AT_ONCE = 2
"""Places at which the subject of a sentence begins; what is asked of a paper asks for it."""


@dataclass(frozen=True)
class _Lists:
    """Where a notice lists what is handed in.

    Attributes:
        titles: What its annexes are called.
        uploads: Papers go to a platform; what is brought to a counter has no place there.
        leads: Headings that have clauses below them.
        guide: It tells how a platform's columns are filled in.
    """

    titles: Mapping[str, str]
    uploads: bool
    leads: frozenset[str]
    guide: bool

    def are_in(self, clause: Clause) -> bool:
        """Tell whether a clause is under a heading that lists what is to be handed in."""
        heads = (*clause.above, clause.heading, self.titles.get(clause.annex, ""))
        above = clause.heading or (clause.above[-1] if clause.above else "")
        nearest = re.sub(r"[（(].*$", "", above)  # what is remarked names nothing
        lists = [head for head in heads if head and _SAYS.heads.search(head)]
        if _SAYS.no_heads.search(nearest):
            return nearest in lists and bool(_SAYS.lists_anyway.search(nearest))
        return any(_SAYS.lists_anyway.search(sentence) or not _SAYS.no_heads.search(sentence)
                   for sentence in lists)  # fmt: skip

    def columns_of(self, clause: Clause) -> bool:
        """Tell whether a clause is about one of a platform's columns."""
        heads = (*clause.above, self.titles.get(clause.annex, ""))
        return any(_SAYS.columns.search(head) for head in heads)


def materials(clauses: Sequence[Clause]) -> Iterator[tuple[int, FactProposal]]:
    """Yield sections and slots, each with the place of its clause among ``clauses``.

    A section is a numbered part of a clause that asks for material; where a notice only lists
    papers, the clause itself is the section. Annexes are body; one of blanks is a form.
    """
    whole = "\n".join(clause.text for clause in clauses)
    title = next((clause.text for clause in clauses if clause.label == TITLE), "")
    lists = _Lists(
        annex_titles(clauses), bool(_SAYS.platform_takes.search(whole)),
        frozenset(clause.above[-1] for clause in clauses if clause.above),
        bool(_SAYS.guide.search(title)),
    )  # fmt: skip
    slots = {at: tuple(_slots(clause, lists)) for at, clause in enumerate(clauses)
             if not is_frame(clause)}  # fmt: skip
    done: set[str] = set()
    for at, proposals in slots.items():
        if proposals:
            yield from _in_section(clauses, at, slots, lists, done)
        yield from _bare_sections(clauses[at], at, lists, done)


def _in_section(
    clauses: Sequence[Clause], at: int, slots: Mapping[int, Sequence[FactProposal]],
    lists: _Lists, done: set[str],
) -> Iterator[tuple[int, FactProposal]]:  # fmt: skip
    """Yield the slots of a clause, before them the section that they are in."""
    above = _section_place(clauses, at, slots, lists)
    title = _section_title(clauses[above], slots[at], lists)
    if not title:
        return
    if title not in done and not all(slot.told.get("section") for slot in slots[at]):
        yield above, _section(clauses[above], title, above != at or any(s.sure for s in slots[at]))
        done.add(title)
    for slot in slots[at]:
        own = str(slot.told.get("section") or "")
        if own and own not in done:
            done.add(own)
            row: dict[str, ProposalValue] = {"words": own}
            yield at, FactProposal(ProposalKind.SECTION_ADDED, own, slot.sentence, told=row)
        yield at, replace(slot, told={**slot.told, "section": own or title})


def _section(clause: Clause, title: str, sure: bool) -> FactProposal:
    named = (sentence for sentence in clause.sentences if title in "".join(sentence.split()))
    first = next(named, clause.sentences[0])
    stands = title in "".join(clause.text.split())
    words: dict[str, ProposalValue] = {"words": title if stands else first}
    sure = sure and (stands or len(first) <= 30)
    return FactProposal(ProposalKind.SECTION_ADDED, title, first, sure, words)


def _section_place(
    clauses: Sequence[Clause], at: int, slots: Mapping[int, Sequence[FactProposal]], lists: _Lists
) -> int:
    """Return the place of the clause that is the section of a clause's papers: itself, the list
    that it is an item of, or the main list where it asks for papers elsewhere."""
    asked = [place for place, proposals in slots.items() if proposals]
    clause = clauses[at]
    beside = [place for place in asked if (clauses[place].above, clauses[place].annex)
              == (clause.above, clause.annex)]  # fmt: skip
    headed = [place for place in beside if _has_own_heading(clauses[place])]
    main = next((place for place in asked if lists.are_in(clauses[place])), at)
    column = any(_SAYS.heads.search(heading) for heading in clause.above) or (
        bool(clause.above) and len(headed) >= _COLUMNS
    )
    if not (column or lists.are_in(clause)):
        at, clause = main, clauses[main]
        return _list_above(clauses, at) if clause.above and _is_item(clause, lists) else at
    item = clause.above and len(headed) * 2 < len(beside)
    return (
        _list_above(clauses, at) if item and (at not in headed or _is_item(clause, lists)) else at
    )


def _list_above(clauses: Sequence[Clause], at: int) -> int:
    """Return the place of the clause whose list an item belongs to."""
    wanted = clauses[at].above[:-1]
    return next((place for place in range(at - 1, -1, -1) if clauses[place].above == wanted), at)


def _has_own_heading(clause: Clause) -> bool:
    """Tell whether a heading is before what a clause asks for (基本信息。上传…)."""
    paper = papers_in(clause.heading) and not _SAYS.upload.search(clause.text)
    return bool(clause.heading) and not paper and len(clause.text) > len(clause.heading) + 6


def _is_item(clause: Clause, lists: _Lists) -> bool:
    """Tell whether a clause is one item of a list of papers: it begins with the paper itself."""
    paper = papers_in(clause.heading)
    return bool(clause.above and clause.heading and paper and not lists.columns_of(clause))


def _section_title(clause: Clause, slots: Sequence[FactProposal], lists: _Lists) -> str:
    page = _SAYS.page.match(clause.text)
    if page:
        return page[1]
    if clause.heading and not clause.heading.startswith("《"):
        return re.sub(r"\s+", "", clause.heading)
    title = lists.titles.get(clause.annex, "") if clause.label == clause.annex else ""
    own = slots[0].value if slots else ""
    if title or not clause.above:
        return title or own
    return own if _SAYS.heads.search(clause.above[-1]) and own else clause.above[-1]


def _bare_sections(
    clause: Clause, at: int, lists: _Lists, done: set[str]
) -> Iterator[tuple[int, FactProposal]]:
    """Yield columns of a platform that a guide names, and names no paper in (2.3 工作经历)."""
    called = [match[1] or match[2] for match in _SAYS.called.finditer(clause.text)]
    counted = lists.guide or _SAYS.column.fullmatch(clause.label)
    numbered = counted and lists.columns_of(clause)
    if numbered and _SAYS.column_name.fullmatch(clause.heading):
        called += [clause.heading]
    for title in called:
        if title not in done:
            done.add(title)
            yield at, _section(clause, title, True)


def _slots(clause: Clause, lists: _Lists) -> Iterator[FactProposal]:
    listed = lists.are_in(clause) or (lists.guide and lists.columns_of(clause))
    own = clause.annex and clause.label == clause.annex
    heads = (clause.sentences[0], lists.titles.get(clause.annex, "")) if own else ()
    table = {row.sentence: row for row in rows(clause.text)}
    seen: set[str] = set()
    level, announced, below = "", False, False
    for sentence in clause.sentences:
        row = next((row for line, row in table.items() if line.startswith(sentence)), None)
        if row or any(sentence in line for line in table):
            yield from _of_row(row, clause, listed, seen)
            continue
        words = _not_covering(current(sentence))
        listing = below or (announced and bool(_SAYS.lists.search(words)))
        announced = announced or bool(_SAYS.announces.search(words))
        below = below or (announced and words.endswith(("：", ":")))  # its lines are the list
        if sentence in heads or not _asks(words, clause, lists, listed or listing):
            continue
        head = _SAYS.level_head.match(sentence)
        level = head[1] if head else level
        several = len(clause.sentences) > 1 or clause.heading in lists.leads
        leads = words == clause.heading and several
        required = bool(_SAYS.requires.search(words) or _SAYS.upload.search(words))
        wide = (listed or listing or required) and not leads
        papers = papers_in(words, clause.heading, wide)
        if listed and not papers and not seen and _SAYS.length.search(words):
            name = clause.heading if _SAYS.bare_name.fullmatch(clause.heading) else ""
            papers = (NamedPaper(name, name, asked=True),) if name else ()
        slots = [
            paper if paper.condition or not level else replace(paper, condition=level)
            for paper in either_joined(words, papers)
            if listed
            or listing
            or paper.words.startswith("《")
            or (paper.asked and not paper.inside)
        ]
        if not slots and required:
            slots = [replace(paper, inside=True) for paper in papers[:1] if paper.place < _AT_ONCE]
        shown = _restored(slots, words, sentence)
        yield from _slots_of(sentence, shown, clause, seen, listed or listing)


def _asks(words: str, clause: Clause, lists: _Lists, listed: bool) -> bool:
    """Tell whether a sentence asks for papers: by where it is, or by its verb."""
    upload = bool(_SAYS.upload.search(words))
    sheet = _SAYS.on_sheets.search(words) and _SAYS.wants.search(words)
    no_paper = _SAYS.forged.search(words) or _SAYS.office.search(words)
    required = _SAYS.requires.search(words)
    if not (listed or upload or sheet or required) or spares(words, clause) or no_paper:
        return False
    if lists.uploads and not upload and _SAYS.on_paper.search(words):
        return False  # handed in at a counter: no place to upload
    return upload or not _SAYS.no_asking.search(words) or bool(_SAYS.written_one.search(words))


def _not_covering(words: str) -> str:
    """Return a sentence with the pieces blanked that tell what is covered: they name no paper."""
    plain = _SAYS.brackets.sub(lambda found: "\0" * len(found[0]), words)
    for piece in _SAYS.pieces.finditer(plain):
        said = piece[0].replace("\0", "")
        if speaks_of_covering(said) and (hides(said) or not _SAYS.upload.search(said)):
            first, last = piece.span()
            words = words[:first] + "\0" * (last - first) + words[last:]
    return words


def _slots_of(
    sentence: str, papers: Sequence[NamedPaper], clause: Clause, seen: set[str], listed: bool
) -> Iterator[FactProposal]:
    lists = _year_lists(sentence) if _SAYS.years_asked.search(clause.heading + sentence) else ()
    several = len(papers) > 1 or len(clause.sentences) > 1
    others = any(paper.name != clause.heading for paper in papers)
    vague = several and others and _SAYS.vague.search(clause.heading)
    fresh = [
        paper
        for paper in papers
        if paper.name not in seen and not (vague and paper.name == clause.heading)
    ]
    claimed = {_own_years(paper, (), 0) for paper in fresh}
    unclaimed = [listing for listing in lists if listing not in claimed]
    for at, paper in enumerate(fresh):
        seen.add(paper.name)
        own = _SAYS.optional.sub("", sentence)
        scarce = bool(_SAYS.scarce.search(own) or _SAYS.spared.search(sentence)
                      or _SAYS.optional.search(paper.words))  # fmt: skip
        years = _own_years(paper, lists, len(fresh))
        values: dict[str, ProposalValue] = {
            "years": years, "condition": paper.condition, "scarce": scarce,
            "words": _quoted(sentence, paper),
            "stamped": bool(_SAYS.stamped.search(sentence)),
            "signed": bool(_SAYS.signed.search(sentence)),
            "count": counts_in(sentence) if at == 0 else "",
        }  # fmt: skip
        doubted = (
            paper.inside or scarce or _SAYS.parts.fullmatch(paper.name)
            or _SAYS.either.search(sentence[: paper.place + len(paper.words)])
            or _SAYS.instead.search(sentence[paper.place :])
        )  # fmt: skip
        sure = (paper.asked or listed) and not doubted and (len(unclaimed) < 2 or bool(years))
        yield FactProposal(ProposalKind.SLOT, paper.name, sentence, sure, values)
    for listing in lists:
        yield FactProposal(
            ProposalKind.YEARS,
            ",".join(map(str, listing)),
            sentence,
            len(lists) == 1,
            {"years": listing},
        )


def _restored(papers: Iterable[NamedPaper], seen: str, sentence: str) -> tuple[NamedPaper, ...]:
    """Return papers that a sentence without its marks names, with the words that it has."""
    return tuple(
        replace(paper, words=restored(paper.words, seen, sentence),
                condition=restored(paper.condition, seen, sentence))
        for paper in papers
    )  # fmt: skip


def _quoted(sentence: str, paper: NamedPaper) -> str:
    """Return the words of a paper, with those of its condition where they are before it."""
    before = paper.condition and paper.condition in sentence[: paper.place]
    return f"{paper.condition}…{paper.words}" if before else paper.words


def _own_years(paper: NamedPaper, lists: Sequence[tuple[int, ...]], count: int) -> tuple[int, ...]:
    """Return the years of which a paper is wanted: those of its piece, else the one list."""
    own = written_years(paper.words)
    if len(own) > 1:
        return own
    return lists[0] if len(lists) == 1 and count == 1 else ()


def _year_lists(sentence: str) -> tuple[tuple[int, ...], ...]:
    """Return the lists of several years in a sentence, each piece of it for itself."""
    pieces = (written_years(piece) for piece in _SAYS.year_pieces.split(sentence))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1))


def _of_row(
    row: Row | None, clause: Clause, listed: bool, seen: set[str]
) -> Iterator[FactProposal]:
    """Yield the papers of one row: under the name, in the wording of its format, for whom."""
    if row is None or not row.cells:
        return
    if speaks_of_covering(row.sentence) and not any(head for head, _ in row.cells):
        return
    remark, condition, freed = for_whom(row)
    timed = any(_SAYS.time_column.search(head) for head, _ in row.cells)
    row_papers: list[NamedPaper] = []
    for head, cell in () if freed else row.cells:
        named = cell == row.papers and not timed
        skip = SKIPS.search(head) and not NAMES.search(head)
        if skip or LEVELS.search(head) or _SAYS.remark_column.search(head) or cell.isdecimal():
            continue
        shown = current(cell)
        named_papers = either_joined(shown, papers_in(shown, listing=named))
        papers = _restored(named_papers, shown, cell)
        if timed or not (listed or head):
            papers = tuple(paper for paper in papers if paper.asked)
        elif DETAILS.search(head) and not named:
            papers = tuple(paper for paper in papers if _asked_in(cell, paper))
        row_papers += papers
    row_papers += () if freed else _of_remark(remark, row_papers)
    conditioned = [
        replace(paper, condition=paper.condition or condition, place=0) for paper in row_papers
    ]
    free = _SAYS.optional.search(remark) or any(FREE_CELL.fullmatch(cell) for _, cell in row.cells)
    for slot in _slots_of(row.sentence, conditioned, clause, seen, True):
        scarce = bool(slot.told.get("scarce") or free)
        words = str(slot.told.get("words") or "")
        values: dict[str, ProposalValue] = {"section": row.section, "scarce": scarce}
        values |= {"words": _row_quote(row, words, slot)} if words else {}
        sure = slot.sure and not scarce
        yield replace(slot, sure=sure, told={**slot.told, **values})


def _asked_in(cell: str, paper: NamedPaper) -> bool:
    """Tell whether a cell of requirements asks for a paper of its own."""
    whole = cell.startswith(paper.words) and not _SAYS.parts.fullmatch(paper.name)
    return paper.asked or f"《{paper.name}》" in cell or whole


def _of_remark(remark: str, known: Sequence[NamedPaper]) -> Iterator[NamedPaper]:
    """Yield what a remark asks for besides (不一致的附说明（派遣协议）), under its condition."""
    for piece in re.split(r"[，。；]", remark):
        asked = _SAYS.asked_besides.fullmatch(piece.strip())
        for name in filter(None, (asked["name"], asked["more"]) if asked else ()):
            if not any(name in paper.name for paper in known):
                whom = asked["who"].strip() if asked else ""
                yield NamedPaper(name, name, condition=whom, asked=True)


def for_whom(row: Row) -> tuple[str, str, bool]:
    """Return a row's remark, whom it is for, and whether everybody is freed from it (免传)."""
    wanted, spared = row.levels(True), row.levels(False)
    remark = next((cell for head, cell in row.cells if _SAYS.remarks.search(head)), "")
    whom = next((cell for head, cell in row.cells if _SAYS.whom_column.search(head)), "")
    condition = "、".join(wanted) if wanted and spared else ""
    if _SAYS.spared.search(remark) or FREE_CELL.fullmatch(remark):
        condition = ""
    elif whom and not _SAYS.everyone.match(whom):
        condition = whom
    elif not condition and _SAYS.some_only.search(remark):
        condition = _SAYS.hands_in.sub("", remark)
    freed = spared or any(_SAYS.freed_cell.fullmatch(cell) for _, cell in row.cells)
    free = any(FREE_CELL.fullmatch(cell) for _, cell in row.cells)
    return remark, condition, bool(freed and not (wanted or free or condition))


def _row_quote(row: Row, words: str, slot: FactProposal) -> str:
    """Return the words of a row that a slot carries: its section, name, years and condition."""
    before, _, behind = row.sentence.partition(words)
    years = _SAYS.series.search(behind) if slot.told.get("years") else None
    condition = str(slot.told.get("condition") or "\0")
    pieces = (row.section if row.section in before else "", words, years[0] if years else "",
              condition if condition in behind else "")  # fmt: skip
    return "…".join(filter(None, pieces))
