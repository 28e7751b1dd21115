"""Where a roster begins: its sheet, the rows that name the columns, and rows that are nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path

from zcdesk.batch.roster import columns
from zcdesk.batch.roster.sheets import RosterSheet, RosterUnreadableError, Row, SheetCell, TitledRow
from zcdesk.batch.roster.tables import read_sheets
from zcdesk.batch.roster.workbooks import MOST_ROWS
from zcdesk.findings import Finding, error, info, warning
from zcdesk.names.discretion import is_heading
from zcdesk.names.spellings import folded
from zcdesk.quantities.numerals import HAN_ORDINALS

_SEARCHED = 30
"""The columns are named in one of so many rows that are not empty: titles are above."""

_ALIKE = 0.7
"""Likeness (difflib) from which a title is one of ours misspelt: 身份证好 for 身份证号."""

_DEEPEST = 3
"""Rows of which a head may be made: groups of columns above the columns."""

_EXAMPLES = ("示例", "例:", "example")

_SIGNED = (
    "填表|制表|填报|制单|经办|审核|复核|审批|批准|负责|联系|报送|上报|核对|校对|签发|分管|主管|统计"
)
_BELOW = re.compile(
    r"(?:人数)?(?:合计|总计|小计|共计)(?:人数)?(?:[:(\d共人—-].*)?|共\d+(?:人|名|位).*|总人数.*|本页.*|第\d+页.*"
    rf"|(?:单位|部门|人事|科室|本表)*(?:{_SIGNED})(?:人员?|领导|单位|部门|日期|时间|电话|意见)?"
    r"(?:[:(].*|签[字名章].*|_*)"
    r"|(?:制表|填表|填报|打印|上报|联系)?(?:日期|时间|电话)[:(].*|(?:备注|说明|注|附注|附)\d*[:].*|备注"
    r"|\(?(?:必填|选填|非必填|可不填|可空|自动生成|填写(?:要求|说明|示例)|required|optional)(?:项|列)?\)?"
    r"|注意事项.*|.*\((?:盖章|公章|签章|签字|签名)\).*|.*(?:盖章|公章)[:_]*|\(?以下(?:空白|无正文)\)?"
    r"|\d{4}年\d{1,2}月\d{1,2}日|年月日|[—\-_/*=]+"
)
"""What is below a roster instead of a person, without spaces, NFKC."""
_SECTION = re.compile(rf"\(?[{HAN_ORDINALS}]{{1,3}}[)、.].+")
"""The title of a part of the table: “一、工程系列”."""


@dataclass(frozen=True)
class Head:
    """The rows that name the columns.

    Attributes:
        row: Number of the last of them, 0 where no row names any.
        titles: Our name of each column, else its own words.
        ours: Those that are columns of a roster.
    """

    row: int = 0
    titles: tuple[str, ...] = ()
    ours: frozenset[str] = frozenset()

    @property
    def sure(self) -> bool:
        """It names the column that every roster has, so that its other cells are names, too."""
        return columns.NAME in self.ours

    def people(self, sheet: RosterSheet) -> Iterator[TitledRow]:
        """Yield the rows that somebody may be in, each with a cell for every column."""
        for number, cells in sheet.rows:
            if number <= self.row:
                continue
            padded = (*cells, *[SheetCell("")] * len(self.titles))
            written = dict(zip(self.titles, padded, strict=False))
            ours = {title: cell.text for title, cell in written.items() if title in self.ours}
            if not any(ours.values()) or self._repeated(ours) or _is_nobody(cells, ours):
                continue
            yield number, written

    def shown(self, place: int, sheet: RosterSheet) -> str:
        """Return what a column is called before others: its title, unless that may be data.

        Args:
            place: Place of the column, from 0.
            sheet: The sheet of the roster; what is in its rows is no title.
        """
        title = self.titles[place]
        below = {cell.text for number, cells in sheet.rows if number > self.row for cell in cells}
        plain = self.sure and is_heading(title) and title not in below
        return title if title in self.ours or plain else f"第 {place + 1} 列"

    def _repeated(self, ours: Mapping[str, str]) -> bool:
        """Tell whether the columns are named again, as on each page that is printed."""
        texts = [text for text in ours.values() if text]
        first = columns.titles_of([ours.get(columns.NAME) or texts[0]])[0]
        return first in self.titles and self.ours.issuperset(columns.titles_of(texts))


def find_roster(path: Path) -> tuple[RosterSheet, Head, list[Finding]]:
    """Return the sheet that holds a roster, its head, and what a person may not see of it.

    A visible sheet goes before a hidden one. Where no row names columns, the head has none.

    Raises:
        RosterUnreadableError: The file is of another kind, too long, or two sheets hold a roster.
    """
    sheets = [sheet for sheet in read_sheets(path) if sheet.rows or sheet.beyond]
    heads = {sheet.place: head_of(sheet.rows) for sheet in sheets}
    holding = [sheet for sheet in sheets if heads[sheet.place].row < _last_row(sheet)]
    named = [sheet for sheet in holding if heads[sheet.place].sure]
    seen = [sheet for sheet in named if not sheet.hidden]
    if len(seen) > 1:
        tabs = "、".join(str(sheet.tab) for sheet in seen)
        raise RosterUnreadableError("roster.sheets_several", file=path.name, sheets=tabs)
    order = [
        *seen,
        *named,
        *(sheet for sheet in sheets if not sheet.hidden),
        *sheets,
        RosterSheet(()),
    ]
    sheet = order[0]
    if sheet.beyond:
        raise RosterUnreadableError(
            "roster.too_long", file=path.name, row=sheet.beyond, most=MOST_ROWS
        )
    head = heads.get(sheet.place, Head())
    return sheet, head, [*_unseen_sheets(sheets, sheet), *_unseen_parts(sheet, head)]


def head_of(rows: Sequence[Row]) -> Head:
    """Return the head of a table: of all rows that may be it the ones that name most columns.

    Groups of columns may be above them (申报人 over 姓名 and 身份证号), or a title that spans
    both rows beside such a group.
    """
    used = columns.used()
    likely = [
        head
        for place in range(min(len(rows), _SEARCHED))
        for head in _heads_at(rows, place, used)
        if _names_columns(head)
    ]
    return max(likely, key=lambda head: (head.sure, len(head.ours)), default=Head())


def head_faults(
    head: Head, sheet: RosterSheet, given: Collection[str]
) -> Iterator[tuple[int, str, Finding]]:
    """Yield what is wrong with the columns, but for those given: row, column and what is wrong."""
    for column in columns.REQUIRED:
        if column not in (*head.titles, *given):
            yield head.row, column, error("roster.column_missing", column=column)
    counts = Counter(title for title in head.titles if title)
    for column, count in counts.items():
        shown = head.shown(head.titles.index(column), sheet)
        if column not in head.ours:
            near = get_close_matches(column, set(columns.KNOWN) - head.ours, 1, _ALIKE)
            if near and shown == column:
                yield head.row, shown, warning("roster.column_near", column=shown, near=near[0])
        elif count > 1:
            yield head.row, shown, error("roster.column_twice", column=shown)


def is_example(name: str) -> bool:
    """Tell whether a row shows how a roster is filled in: its name says so."""
    return folded(name).startswith(_EXAMPLES)


def _last_row(sheet: RosterSheet) -> int:
    return sheet.rows[-1][0] if sheet.rows else 0


def _names_columns(head: Head) -> bool:
    """Tell whether titles are those of a roster: two of ours, or two that must be there."""
    return (head.sure and len(head.ours) > 1) or len(
        head.ours & {*columns.REQUIRED, columns.FOLDER}
    ) > 1


def _heads_at(rows: Sequence[Row], place: int, used: frozenset[str]) -> Iterator[Head]:
    """Yield the head that a row is, and those that it makes with the rows right below."""
    texts: list[str] = []
    before: list[str] = []
    for number, cells in rows[place : place + _DEEPEST]:
        lower = [cell.text for cell in cells]
        texts = [_below(*pair, used) for pair in zip_longest(texts, lower, fillvalue="")]
        titles = columns.titles_of(texts)
        data = any(
            title in used and under not in used
            for title, under in zip(before, titles, strict=False)
        )
        if data or not used.intersection(titles) > used.intersection(before):
            return
        yield Head(number, tuple(titles), frozenset(used.intersection(titles)))
        before = titles


def _below(upper: str, lower: str, used: frozenset[str]) -> str:
    """Return the title of a column out of two rows: 单位 over 名称 is 单位名称."""
    both = f"{upper}{lower}"
    return both if not lower or columns.titles_of([both])[0] in used else lower


def _is_nobody(cells: Sequence[SheetCell], ours: Mapping[str, str]) -> bool:
    """Tell whether a row is a sum, a signature, a remark or the title of a part of the table."""
    filled = [plain for cell in cells if (plain := columns.without_spaces(cell.text))] or [""]
    if len(filled) == 1 and _SECTION.fullmatch(filled[0]):
        return True
    name, employer, notice = (
        columns.without_spaces(ours.get(column, ""))
        for column in (columns.NAME, columns.EMPLOYER, columns.NOTICE)
    )
    if _BELOW.fullmatch(name):
        return True
    person = name and employer and notice and not _BELOW.fullmatch(notice)
    return _BELOW.fullmatch(filled[0]) is not None and not person


def _unseen_sheets(sheets: Sequence[RosterSheet], used: RosterSheet) -> Iterator[Finding]:
    if used.hidden:
        yield info("roster.sheet_hidden_read", sheet=used.tab)
    others = [str(sheet.tab) for sheet in sheets if sheet.hidden and sheet is not used]
    if others:
        yield info("roster.sheets_hidden", sheets="、".join(others))


def _unseen_parts(sheet: RosterSheet, head: Head) -> Iterator[Finding]:
    """Yield which rows of people are hidden or struck out and which of our columns are hidden: all
    of them count all the same."""
    people = [number for number, _ in head.people(sheet)]
    for code, numbers in (("rows_hidden", sheet.hidden_rows), ("rows_struck", sheet.struck)):
        if rows := [number for number in people if number in numbers]:
            yield info(f"roster.{code}", rows="、".join(_spans(rows)))
    hidden = [
        title
        for place, title in enumerate(head.titles, start=1)
        if place in sheet.hidden_columns and title in head.ours
    ]
    if hidden:
        yield info("roster.columns_hidden", columns="、".join(hidden))


def _spans(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers in order, those that follow each other as one span: 4、7-9."""
    begin = last = numbers[0]
    for number in (*numbers[1:], 0):
        if number != last + 1:
            yield str(begin) if begin == last else f"{begin}-{last}"
            begin = number
        last = number
