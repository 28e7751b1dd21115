"""The text of a notice out of any file that it comes as: text, Word, web page, PDF, scans.

A page of a PDF is read as a picture like any scan, its own letters held against that. Rows become
paragraphs again by where they begin and end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median

from zcdesk.notices.document.blocks import gap, typed
from zcdesk.notices.files.text_files import (
    TEXTS,
    NoticeFileError,
    NoticeKindError,
    require_notice,
    text_of_file,
)
from zcdesk.pages.preparing import prepare
from zcdesk.quantities.numerals import HAN_NUMERALS, HAN_ORDINALS
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.notice_text.layout import NoticeRow, columns_of
from zcdesk.workflow.notice_text.print_seen import seen
from zcdesk.workflow.one_page.found_scans import ScanPlace, find_scans, in_worker, scan_at

_MARKER = re.compile(
    rf"\s*(?:第[{HAN_NUMERALS}]+[章条]|[{HAN_ORDINALS}]{{1,3}}、|[（(][{HAN_ORDINALS}\d]{{1,3}}[）)]|"
    r"\d{1,2}(?:\.\d{1,2})*[.．、\s]|[①-⑳【〔§▲▶●■◆★※•□]|"
    rf"[{HAN_ORDINALS}]是|附\s*[件表录]?\s*\d*\s*[:：]?\s*$|附件\s*[\d{HAN_ORDINALS}])"
)
_PAGE_NUMBER = re.compile(
    r"\s*[-—–·]*\s*(?:第\s*)?\d{1,3}\s*页?(?:\s*[/／，,]?\s*共?\s*\d{1,3}\s*页)?\s*[-—–·]*\s*"
)
_STOPS = ("。", "；", "：", ":", "！")
_NUMBER_ALONE = re.compile(r"\d{1,2}(?:[.．]\d{1,2})?[、\s](?=\d|[日月])|\d{1,2}\.\d")
_UNENDED = re.compile(
    r"[，、（“《至和及与或于为]$|[，；。][^，；。]{0,12}，[^，；。：]*$|\d[^，；。]{4,}，[^，；。：]*$"
)
"""Ends of a row that end no paragraph, however short the row is."""

_NO_BEGIN = re.compile(r"[，。；、）”》：]|\d{1,2}[日号](?!\s*[，、]?\s*$)|[日月年][，。前至起止]")
"""Beginnings of a row that begin no paragraph."""

_PLAIN = "".join(map(chr, range(33, 127)))
"""Letters of an address, none of them a blank."""

_FEW = 2
"""Rows of a page or column that show no margin of their own."""

_SHORT = 2.5  # letters by which a row may end before the margin and still go on
_INDENT = 1.2  # letters by which a paragraph's first row is set in


PageRows = tuple[tuple[tuple[NoticeRow, ...], ...], tuple[tuple[str, str], ...]]
"""Of a page its columns, each as its rows, and what does not count, with why."""


def words_of_notice(pool: WorkerPool, path: Path) -> str:
    """Return the text of a notice, one paragraph a line; see ``reading_notice``.

    Raises:
        ZcdeskError: It cannot be read, or holds no text.
    """
    steps = reading_notice(pool, path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return str(end.value)


def reading_notice(pool: WorkerPool, path: Path) -> Generator[tuple[str, int, int], None, str]:
    """Read the text of a notice, one paragraph a line, and return it.

    Args:
        pool: Where PDF pages and scans are opened.

    Yields:
        The file, the page of it that is read next, from 1, and how many there are; a text has none.

    Raises:
        ZcdeskError: It cannot be read, or holds no text.
    """
    try:
        return require_notice(in_worker(pool, text_of_file, path, name=path.name), path.name)
    except NoticeKindError:
        scans = list(find_scans(pool, [path]))
    pages: list[tuple[NoticeRow, ...]] = []
    left: dict[str, list[str]] = {}
    number = 0
    count = sum(scan.page_count for scan in scans)
    for scan in scans:
        if scan.error is not None:
            a_text = path.suffix.lower() in TEXTS  # nobody takes such a file for a picture
            raise NoticeFileError(file=path.name) if a_text else scan.error
        for index in range(scan.page_count):
            number += 1
            yield path.name, number, count
            columns, out = in_worker(pool, rows_of_page, scan.place, index, name=scan.name)
            pages += columns
            for code, words in out:
                left.setdefault(code, []).append(words)
    text = typed("\n".join(paragraphs(pages)))
    gaps = [gap(code, " ".join(words), len(words)).text for code, words in left.items()]
    text = "\n".join((text, *gaps))
    if not text.strip():
        raise NoticeFileError(file=path.name)
    return require_notice(text, path.name)


def rows_of_page(place: ScanPlace, index: int) -> PageRows:
    """Return the columns of one page, and what of it does not count (in a worker).

    Raises:
        ScanError: The page cannot be used.
    """
    scan = scan_at(place)
    page = seen(prepare(scan, index), scan.content if scan.kind == "PDF" else b"", index)
    return columns_of(page), page.left


def paragraphs(pages: Sequence[Sequence[NoticeRow]]) -> Iterator[str]:
    """Yield the paragraphs of pages of rows, over the ends of pages.

    Page numbers are left out, and heads and feet that come again; so is the head of a table that
    goes on.
    """
    lines: list[list[str]] = []
    before, heads = _NO_ROW, set[str]()
    again = Counter(row_end for page in pages for row_end in {_masked(row) for row in _ends(page)})
    for page in pages:
        out = [row for row in _ends(page) if _PAGE_NUMBER.fullmatch(row.text) or (
            again[_masked(row)] * 2 > max(5, len(pages)) and not _MARKER.match(row.text)
        )]  # fmt: skip
        text_rows = [row for row in page if row not in out]
        if not text_rows:
            continue
        letter = median(row.height for row in text_rows)
        left = sorted(row.left for row in text_rows)[len(text_rows) // 4]
        rows = text_rows if len(text_rows) > _FEW else chain.from_iterable(pages)
        right = max(row.right for row in rows)
        for at, row in enumerate(text_rows):
            if at == 0 and "\t" in row.text and row.text in heads:
                continue
            heads.add(row.text)
            if _goes_on(before, row, (left, letter)):
                lines[-1][0] += row.text.strip()
            else:
                lines.append([row.text.rstrip()])
            lines[-1] += [gap("differs", row.doubt).text] if row.doubt else []
            before = replace(row, right=row.right - right + _SHORT * letter)
    yield from chain.from_iterable(lines)


_NO_ROW = NoticeRow("。", 0, 0, 0, 0)
"""Stands before the first row: nothing goes on from there."""


def _goes_on(before: NoticeRow, row: NoticeRow, page: tuple[float, float]) -> bool:
    """Tell whether a paragraph goes on in a row; ``before.right`` is what it is over the margin."""
    left, letter = page
    words, more = before.text.strip(), row.text.strip()
    if "\t" in before.text + row.text or words.endswith(_STOPS):
        return False
    unbroken = len(more) - len(more.lstrip(_PLAIN))  # an address goes down as a whole
    full = before.right + 0.6 * letter * unbroken >= 0 and row.left <= left + _INDENT * letter
    if _MARKER.match(row.text):
        return full and bool(_NUMBER_ALONE.match(row.text))
    # a title in several rows
    large = min(before.height, row.height) > 1.2 * letter and abs(before.height - row.height) < 1
    opened = any(words.count(opening) > words.count(end) for opening, end in ("（）", "《》", "“”"))
    return full or large or opened or bool(_UNENDED.search(words) or _NO_BEGIN.match(more))


def _ends(page: Sequence[NoticeRow]) -> tuple[NoticeRow, ...]:
    """Return the rows at the top and the foot of a page."""
    return (*page[:2], *page[-2:])


def _masked(row: NoticeRow) -> str:
    return re.sub(r"[\d\s]+", "#", row.text.strip())
