"""Sections and slots out of what a notice asks to hand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.notices.sentences.annexes import annex_titles, is_frame
from zcdesk.notices.sentences.clauses import Clause
from zcdesk.notices.sentences.covering import hides, spares, speaks_of_covering
from zcdesk.notices.sentences.list_items import (
    IN_BRACKETS,
    LENGTH,
    counted_items,
    for_whom,
    items,
    of_remark,
    row_quote,
    unnamed_items,
)
from zcdesk.notices.sentences.papers import (
    NamedPaper,
    condition_of,
    counts_in,
    either_joined,
    papers_in,
)
from zcdesk.notices.sentences.proposals import FactProposal, ProposalKind, ProposalValue
from zcdesk.notices.sentences.roles import current
from zcdesk.notices.sentences.table_rows import DETAILS, FREE_CELL, LEVELS, NAMES, SKIPS, Row, rows
from zcdesk.notices.sentences.written_values import written_years
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/reading.toml", "materials", "papers")
_COLUMNS = 3
"""Clauses beside each other that ask under headings of their own: each is a section."""

_CALLED = r"“([^”]{2,10})”\s*(?:页签?|栏目?|模块|板块)"
_COLUMN = re.compile(
    rf"(?:^|[在到至于][^，。；“]{{0,8}}){_CALLED}(?=[^。；]{{0,8}}(?:上传|提交)|[：:\s]|$)"
    rf"|(?:上传|提交)[在到至于]{_CALLED}"
)


def materials(clauses: Sequence[Clause]) -> Iterator[tuple[int, FactProposal]]:
    """Yield sections and slots, each with the place of its clause among ``clauses``.

    A section is a numbered part of a clause that asks for material; where a notice only lists
    papers, the clause itself is the section. Annexes are body; one of blanks is a form.
    """
    titles = annex_titles(clauses)
    uploads = any(re.search(r"上传|网上申报|无纸化", clause.text) for clause in clauses)
    kin = Counter(one.above for one in clauses if len(one.text) < 40 and papers_in(one.text))
    slots = {
        at: tuple(_slot_proposals(clause, titles, uploads, kin[clause.above] > _COLUMNS))
        for at, clause in enumerate(clauses)
        if not is_frame(clause)
    }
    asked = [at for at, found in slots.items() if found]
    named = {at for at in asked if _has_own_heading(clauses[at])}
    main = next((at for at in asked if lists_papers(clauses[at], titles)), None)
    done: set[str] = set()
    for at in asked:
        clause = clauses[at]
        beside = [
            one
            for one in asked
            if clauses[one].above == clause.above and clauses[one].annex == clause.annex
        ]
        listed = clause.above and len(named & set(beside)) * 2 < len(beside)
        above = (
            _place_above(clauses, at) if listed and (at not in named or _is_item(clause)) else at
        )
        column = any(_SAYS.heads.search(one) for one in clause.above) or (
            bool(clause.above) and len(named & set(beside)) >= _COLUMNS
        )
        if main is not None and not column and not lists_papers(clause, titles):
            above = (
                _place_above(clauses, main)
                if clauses[main].above and _is_item(clauses[main])
                else main
            )
        title = _section_title(clauses[above], slots[at], titles)
        if not title:
            continue
        if title not in done and not all(slot.told.get("section") for slot in slots[at]):
            done.add(title)
            first = _naming(clauses[above], title)
            sure = above != at or any(slot.sure for slot in slots[at])
            stands = title in "".join(clauses[above].text.split())
            sure = sure and (stands or len(first) <= 30)
            values: dict[str, ProposalValue] = {"words": title if stands else first}
            yield above, FactProposal(ProposalKind.SECTION_ADDED, title, first, sure, values)
        for slot in slots[at]:
            own = str(slot.told.get("section") or "")
            if own and own not in done:
                done.add(own)
                row: dict[str, ProposalValue] = {"words": own}
                yield at, FactProposal(ProposalKind.SECTION_ADDED, own, slot.sentence, told=row)
            yield at, replace(slot, told={**slot.told, "section": own or title})
    yield from _bare_sections(clauses, titles, done)


def _naming(clause: Clause, title: str) -> str:
    """Return the first sentence of a clause that names a title, else the first of all."""
    named = (one for one in clause.sentences if title in "".join(one.split()))
    return next(named, clause.sentences[0])


def _bare_sections(
    clauses: Sequence[Clause], titles: dict[str, str], done: set[str]
) -> Iterator[tuple[int, FactProposal]]:
    """Yield headings of columns in a guide that name no paper themselves (2.3 工作经历)."""
    for at, clause in enumerate(clauses):
        if is_frame(clause) or not clause.heading or clause.heading in done:
            continue
        called = [one[1] or one[2] for one in _COLUMN.finditer(clause.text)]
        if (
            not called
            and re.fullmatch(r"2\.\d{1,2}|\d\.\d{1,2}", clause.label)
            and re.fullmatch(r"[\u4e00-\u9fff、（）]{2,14}", clause.heading)
        ):
            column = [
                one
                for one in (*clause.above, titles.get(clause.annex, ""))
                if re.search(r"栏目|怎样填|填报(?:指南|规范|说明)|模块", one)
            ]
            called = (
                [clause.heading] if column and not _SAYS.no_heads.search(clause.heading) else []
            )
        for title in called:
            if title not in done:
                done.add(title)
                words = next(one for one in (*clause.sentences, clause.text) if title in one)
                values: dict[str, ProposalValue] = {"words": title}
                yield at, FactProposal(ProposalKind.SECTION_ADDED, title, words, True, values)


def _has_own_heading(clause: Clause) -> bool:
    """Tell whether a heading is before what a clause asks for (基本信息。上传…)."""
    paper = papers_in(clause.heading) and not _SAYS.upload.search(clause.text)
    return bool(clause.heading) and not paper and len(clause.text) > len(clause.heading) + 6


def _is_item(clause: Clause) -> bool:
    """Tell whether a clause is one item of a list of papers: it begins with the paper itself."""
    paper = papers_in(clause.heading) or condition_of(f"{clause.heading}：")
    return bool(clause.above and clause.heading and paper and not re.match(r"2\.\d", clause.label))


def _place_above(clauses: Sequence[Clause], at: int) -> int:
    """Return the place of the clause whose list an item belongs to."""
    wanted = clauses[at].above[:-1]
    for place in range(at - 1, -1, -1):
        if clauses[place].above == wanted and clauses[place].heading == clauses[at].above[-1]:
            return place
        if clauses[place].annex != clauses[at].annex:
            break
    for place in range(at - 1, -1, -1):
        if clauses[place].above == wanted:
            return place
    return at


def lists_papers(clause: Clause, titles: dict[str, str]) -> bool:
    """Tell whether a clause is under a heading that lists what is to be handed in."""
    heads = [one for one in (*clause.above, clause.heading, titles.get(clause.annex, "")) if one]
    nearest = clause.heading or (clause.above[-1] if clause.above else "")
    nearest = re.sub(r"[（(].*$", "", nearest)  # what is remarked names nothing
    if _SAYS.no_heads.search(nearest) and not (
        _SAYS.heads.search(nearest) and re.search(r"材料|资料", nearest)
    ):
        return False
    return any(
        _SAYS.heads.search(head)
        and (not _SAYS.no_heads.search(head) or re.search(r"材料|清单|目录|自查", head))
        for head in heads
    )


def _section_title(clause: Clause, slots: Sequence[FactProposal], titles: dict[str, str]) -> str:
    page = re.match(r"“([^”]{2,10})”\s*(?:页|栏目?|模块)", clause.text)
    if page:
        return page[1]
    if clause.heading and not re.match(r"[《]", clause.heading) and len(clause.heading) <= 24:
        return re.sub(r"\s+", "", clause.heading)
    title = titles.get(clause.annex, "") if clause.label == clause.annex else ""
    own = slots[0].value if slots else ""
    if title or not clause.above:
        return title or own
    return own if _SAYS.heads.search(clause.above[-1]) and own else clause.above[-1]


def _slot_proposals(
    clause: Clause, titles: dict[str, str], on_paper: bool, among: bool
) -> Iterator[FactProposal]:
    listed = lists_papers(clause, titles)
    own = clause.annex and clause.label == clause.annex
    heads = (clause.sentences[0], titles.get(clause.annex, "")) if own else ()
    table = {row.sentence: row for row in rows(clause.text)}
    seen: set[str] = set()
    level, announced = "", False
    for sentence in clause.sentences:
        if any(sentence in one for one in table):
            row = next((row for line, row in table.items() if line.startswith(sentence)), None)
            yield from _of_row(row, clause, listed, seen)
            continue
        upload = bool(_SAYS.upload.search(sentence))
        listing = announced and bool(_SAYS.lists.search(sentence))
        announced = announced or bool(_SAYS.announces.search(sentence))
        verb = (
            upload
            or listing
            or bool(re.search(r"一式|纸质|《[^》]+》", sentence) and _SAYS.wants.search(sentence))
        )
        said = IN_BRACKETS.sub("", sentence)  # （姓名涂掉） beside a paper asks for it all the same
        covers = speaks_of_covering(said) and (hides(said) or not upload)
        covers = covers or spares(sentence, clause)
        if re.search(r"伪造|虚假|假[病证材]|弄虚|造假", sentence):
            continue
        if not (listed or verb) or covers or _SAYS.office.search(sentence) or sentence in heads:
            continue
        if on_paper and not upload and _SAYS.on_paper.search(sentence):
            continue  # handed in at a counter: no place to upload
        if (
            _SAYS.no_asking.search(sentence)
            and not upload
            and not re.search(r"^[^，。]{0,12}(?:报告|总结)\d?篇?", sentence)
        ):
            continue
        head = re.match(rf"({LEVELS.pattern[1:-1]})[^，。；]{{0,6}}[:：]$", sentence)
        level = head[1] if head else level
        found = either_joined(sentence, papers_in(current(sentence), clause.heading))
        if (
            listed
            and not found
            and not seen
            and LENGTH.search(sentence)
            and _SAYS.bare.fullmatch(clause.heading)
        ):
            found = (
                NamedPaper(clause.heading, clause.heading, asked=True),
            )  # what has a length is written
        if listed and not found and (among or sentence != clause.heading):
            found = tuple(unnamed_items(clause, sentence, among))
        if listed and found:
            found = (*found, *counted_items(sentence, found))
        kept = [
            one for one in found if one.asked or listed or listing or one.words.startswith("《")
        ]
        yield from _slots_of(sentence, kept, clause, seen, listed or listing)


def _slots_of(
    sentence: str, papers: Sequence[NamedPaper], clause: Clause, seen: set[str], listed: bool
) -> Iterator[FactProposal]:
    lists = _year_lists(sentence) if _SAYS.years_asked.search(clause.heading + sentence) else ()
    vague = (len(papers) > 1 or len(clause.sentences) > 1) and re.search(
        r"材料$|信息$|情况$|成果$", clause.heading
    )
    fresh = [
        paper
        for paper in papers
        if paper.name not in seen and not (vague and paper.name == clause.heading)
    ]
    for at, paper in enumerate(fresh):
        seen.add(paper.name)
        scarce = bool(
            _SAYS.scarce.search(_SAYS.optional.sub("", sentence)) or _SAYS.spared.search(sentence)
        )
        scarce = scarce or bool(_SAYS.optional.search(paper.words))
        either = re.search(
            r"可以?(?:为|是)|包括|如[^果有实]", sentence[: paper.place + len(paper.words)]
        )
        years = _own_years(paper, lists, len(fresh))
        values: dict[str, ProposalValue] = {
            "years": years, "condition": paper.condition, "scarce": scarce,
            "words": _quoted(sentence, paper),
            "stamped": bool(_SAYS.stamped.search(sentence)),
            "signed": bool(_SAYS.signed.search(sentence)),
            "count": counts_in(sentence) if at == 0 else "",
        }  # fmt: skip
        claimed = {_own_years(one, (), 0) for one in fresh}
        unclaimed = [one for one in lists if one not in claimed]
        asked = paper.asked or listed
        sure = (
            asked
            and not paper.inside
            and not scarce
            and not either
            and not _SAYS.parts.fullmatch(paper.name)
            and not _SAYS.instead.search(sentence[paper.place :])
            and (len(unclaimed) < 2 or bool(years))
        )
        yield FactProposal(ProposalKind.SLOT, paper.name, sentence, sure, values)
    for one in lists:
        yield FactProposal(
            ProposalKind.YEARS, ",".join(map(str, one)), sentence, len(lists) == 1, {"years": one}
        )


def _quoted(sentence: str, paper: NamedPaper) -> str:
    """Return the words of a paper, with those of its condition where they are before it."""
    before = (
        paper.condition
        and paper.condition in sentence[: paper.place]
        and paper.condition not in paper.words
    )
    return f"{paper.condition}…{paper.words}" if before else paper.words


def _own_years(paper: NamedPaper, lists: Sequence[tuple[int, ...]], count: int) -> tuple[int, ...]:
    """Return the years of which a paper is wanted: those of its piece, else the one list."""
    own = written_years(paper.words)
    if len(own) > 1:
        return own
    return lists[0] if len(lists) == 1 and count == 1 else ()


def _year_lists(sentence: str) -> tuple[tuple[int, ...], ...]:
    """Return the lists of several years in a sentence, each piece of it for itself."""
    whole = written_years(sentence)
    pieces = [written_years(piece) for piece in re.split(r"[，；。]|、(?!\s*[12]\d{3})", sentence)]
    found = tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1))
    return found or ((whole,) if len(whole) > 1 else ())


def _of_row(
    row: Row | None, clause: Clause, listed: bool, seen: set[str]
) -> Iterator[FactProposal]:
    """Yield the papers of one row: under the name, in the wording of its format, for whom."""
    if row is None or not row.cells:
        return
    if speaks_of_covering(row.sentence) and not any(head for head, _ in row.cells):
        return
    timed = any(re.search(r"时间|日期", head) for head, _ in row.cells)
    remark, condition, freed = for_whom(row)
    found: list[NamedPaper] = []
    for head, cell in () if freed else row.cells:
        skip = (
            (SKIPS.search(head) and not NAMES.search(head))
            or LEVELS.search(head)
            or (head and re.search(r"备注|适用|对象", head))
        )
        if skip or re.search(r"^\d{0,3}$", cell):
            continue
        papers = either_joined(cell, papers_in(cell))
        if cell == row.papers and not timed:
            found += items(cell, papers)
            continue
        if timed or not (listed or head):
            papers = tuple(paper for paper in papers if paper.asked)
        elif DETAILS.search(head):
            papers = tuple(
                paper
                for paper in papers
                if paper.asked
                or paper.name in re.findall(r"《([^》]+)》", cell)
                or (cell.startswith(paper.words) and not _SAYS.parts.fullmatch(paper.name))
            )
        found += papers
    found += () if freed else of_remark(remark, found)
    kept = [replace(one, condition=one.condition or condition, place=0) for one in found]
    named = {one.name for one in found if papers_in(one.name)}
    for slot in _slots_of(row.sentence, kept, clause, seen, True):
        free = _SAYS.optional.search(remark) or any(
            FREE_CELL.fullmatch(cell) for _, cell in row.cells
        )
        scarce = bool(slot.told.get("scarce") or free)
        values: dict[str, ProposalValue] = {"section": row.section, "scarce": scarce}
        words = str(slot.told.get("words") or "")
        if words:
            values["words"] = row_quote(row, words, slot)
        yield replace(
            slot,
            sure=slot.sure and not scarce and slot.value in named,
            told={**slot.told, **values},
        )
