"""Rows of the paper table and the time table out of what was copied: a notice's table, a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zcdesk.notices.editing.draft import ALL_LEVELS, LEVEL_WORDS, LEVELS, DemandMark, PaperRow, Span
from zcdesk.notices.editing.reading import spans_of
from zcdesk.notices.sentences.clauses import cut
from zcdesk.notices.sentences.proposing import proposals_of

_COLUMNS: Mapping[str, str] = {
    "title": r"材料|名称|项目|内容|证件", "section": r"栏目|分类|类别|模块",
    "only_if": r"备注|条件|适用|说明|人员",
    "years": r"年度|年份", "form": r"格式|要求|大小", "copies": r"份数|份",
    "covered": r"遮", "number": r"^序号$|^编号$|^No",
}  # fmt: skip
_YES, _NO = re.compile(r"^[√✓✔☑是要yY●○]|^必"), re.compile(r"^[—–\-×xX否无/]?$")
_MAY = re.compile(r"可|选|如有")


def cells(text: str) -> list[list[str]]:
    """Return the cells of a table that was copied: parted by tabs, bars, or runs of blanks."""
    rows = [line for line in text.splitlines() if line.strip(" |\t-—+")]
    mark = "\t" if "\t" in text else "|" if text.count("|") >= len(rows) > 0 else r"\s{2,}"
    pattern = re.compile(re.escape(mark) if mark in "\t|" else mark)
    return [[cell.strip() for cell in pattern.split(row.strip("| "))] for row in rows]


def pasted_papers(text: str) -> tuple[PaperRow, ...]:
    """Return rows of the paper table; without a head each line is the name of a paper."""
    rows = cells(text)
    if not rows:
        return ()
    head = _head(rows[0])
    if head:
        return tuple(filter(None, (_row(head, row) for row in rows[1:])))
    names = (re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）).、．]\s*", "", row[0]) for row in rows)
    return tuple(PaperRow(name.rstrip("；;。"), sure=True) for name in names if len(name) > 1)


def pasted_spans(text: str, year: int) -> tuple[Span, ...]:
    """Return rows of the time table, as the reader of notices finds them."""
    clauses = cut(lines := text.splitlines())
    rows = zip(clauses, proposals_of(clauses, lines, year), strict=True)
    return tuple(replace(span, sure=True) for span in spans_of(list(rows)))


def _head(row: Sequence[str]) -> dict[int, str]:
    """Return what each column of a table is, {} where the first row is no head."""
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        plain = re.sub(r"\s|职称", "", cell)
        if plain in LEVEL_WORDS:
            found[place] = plain
            continue
        for name, words in _COLUMNS.items():
            if name not in found.values() and re.search(words, plain):
                found[place] = name
                break
    return found if "title" in found.values() and len(found) > 1 else {}


def _row(head: Mapping[int, str], row: Sequence[str]) -> PaperRow | None:
    values = {head[place]: cell for place, cell in enumerate(row) if place in head}
    title = values.get("title", "")
    if not title:
        return None
    marks = list(ALL_LEVELS)
    for name, cell in values.items():
        for level in LEVEL_WORDS.get(name, ()):
            marks[LEVELS.index(level)] = _mark(cell)
    fields = ("section", "only_if", "years", "form", "copies", "covered")
    given = {name: values[name] for name in fields if values.get(name)}
    given = {name: "" if _NO.fullmatch(cell) else cell for name, cell in given.items()}
    return replace(PaperRow(title, marks=tuple(marks), sure=True), **given)  # type: ignore[arg-type]


def _mark(cell: str) -> DemandMark:
    if _NO.fullmatch(cell):
        return DemandMark.NO
    return (
        DemandMark.MUST
        if _YES.search(cell)
        else DemandMark.MAY
        if _MAY.search(cell)
        else DemandMark.MUST
    )
