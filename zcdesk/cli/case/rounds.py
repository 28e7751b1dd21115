"""The commands of ``zcdesk case`` for what happens after the upload: rounds, papers, limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.cases.acts.asked import Dated, Returned
from zcdesk.cases.acts.following import stood_now
from zcdesk.cases.acts.table import RETURN
from zcdesk.cases.case import Case
from zcdesk.cases.exchange.naming import as_in_case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.returns import RoundTerm, return_findings, round_terms
from zcdesk.cli.answering import Read, Reply, answering
from zcdesk.cli.arguments import ReturnedBy, ReturnLevel, same_beginning, write_named
from zcdesk.cli.case.access import moment_of, notice_for
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import (
    language,
    line_of,
    say,
    say_error,
    say_findings,
    say_weighed,
    text,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.files import bounded
from zcdesk.export.papers.differences import pictures_of, sent_page
from zcdesk.notices.profile.notice import Notice, told_end
from zcdesk.notices.profile.slots import Who
from zcdesk.printable import printable

if TYPE_CHECKING:
    from zcdesk.plain_data import DataDocument

_LARGEST = 200_000
"""Bytes of a return's words; the longest that a platform shows has a few thousand."""

Moment = Annotated[
    datetime,
    Read(str, moment_of),
    typer.Option("--at", help="时间，北京时间，如 2024-10-12 09:30。"),
]


def words_in(file: Path) -> str:
    """Return the words of a return.

    Raises:
        typer.BadParameter: The file cannot be read, is far too long, or holds none.
    """
    from zcdesk.batch.roster.tables import decoded  # a command that reads no words does without

    try:
        raw = bounded(file, _LARGEST)
        said = printable(decoded(raw)[0].removeprefix("\ufeff"))
    except (OSError, ValueError) as cause:
        raise typer.BadParameter(text("cli.words_file", file=file.name)) from cause
    if len(raw) > _LARGEST:
        raise typer.BadParameter(text("cli.words_file", file=file.name))
    if not said.strip():
        raise typer.BadParameter(text("cli.words_empty", file=file.name))
    return said


@answering(Opening.TO_CHANGE, data=True)
def returned(
    stored: CaseFile,
    words: Annotated[
        str,
        Read(Path, words_in),
        typer.Option(
            "--words", help="退回意见，文本文件，整段贴进去；- 为标准输入。", readable=False
        ),
    ],
    at: Moment,
    level: ReturnLevel = ReturnedBy.REVIEW_COMMITTEE,
    term: Annotated[
        Agreed,
        typer.Option(
            "--term",
            help="意见里写的时限与通知不同时，按哪个算：notice、note；不写时按较早的提醒。",
        ),
    ] = Agreed.NOT_ASKED,
) -> Reply:
    """登记一次退回：列出要改的每一条归到哪个上传位置，开始倒计时。

    例：zcdesk case returned 我的.zcase --at "2024-10-12 09:30" --words 退回意见.txt
    """
    from zcdesk.workflow.case.case_files import do_stored  # with all that reads pictures

    notice = notice_for(stored.case)
    asked = as_in_case(stored.case, notice, Dated(at))
    points = points_of(notice, stored.case, words)
    items, stood = points.items, stood_now(stored.case)
    noted = Round(asked.at, Who(level), words, items, stood, term)
    do_stored(stored, notice, RETURN, Returned(noted))
    case = stored.case
    _tell_items(notice, case, items)
    terms = [term for term in round_terms(notice, case) if term.returned == at]
    for remark in points.remarks:
        say(text("cli.return_remark", words=remark))
    for round_term in terms:
        _tell_term(round_term, datetime.now(UTC))
    for finding in return_findings(notice, case):
        say_weighed(finding, line_of(finding.wording(language.code)))
    unplaced = any(not item.slot for item in items)
    return Reply(unplaced, partial(_data, case, noted, terms, points.remarks))


def _data(
    case: Case, noted: Round, terms: Sequence[RoundTerm], remarks: Sequence[str]
) -> DataDocument:
    from zcdesk.cli.case.outcomes import returned_data  # by what writes data alone

    return returned_data(case, noted, terms, remarks)


def _tell_items(notice: Notice, case: Case, items: Sequence[ToDo]) -> None:
    """Say where each thing to mend belongs and which pictures of the package it concerns."""
    titles = notice.slot_titles()
    for number, item in enumerate(items, start=1):
        where = titles.get(item.slot) or item.section or text("cli.todo_open")
        page = ""
        if item.page in case.places:
            page = text("cli.page", page=case.places[item.page])
        say(f"{number}. {item.words} → {where} {page}".rstrip())
        names = "、".join(pictures_of(case, item))
        if names:
            say(text("cli.todo_pictures", names=names))


def _tell_term(term: RoundTerm, now: datetime) -> None:
    if term.note is not None and not term.by_note:
        code = "cli.term_differs" if term.differs else "cli.term_agrees"
        say(text(code, quote=term.note.quote, at=told_end(term.note.end)))
    for name, end in term.readings:
        reading = text(f"check.reading_{name}")
        say(f"{text('check.round_name', number=term.number)} {told_end(end)} {reading}")
    # A term in days has several readings and is never judged.
    if len(term.readings) == 1 and term.left(now).total_seconds() < 0:
        say_error(text("check.round_over", number=term.number, at=f"{term.end:%m-%d %H:%M}"))


@answering(Opening.TO_READ)
def sent(
    stored: CaseFile,
    out: Annotated[Path, typer.Option("--out", help="写到哪个 HTML 文件。", readable=False)],
) -> Reply:
    """交送记录：什么时候导出、提交了哪些文件，各自的校验码。

    例：zcdesk case sent 我的.zcase --out 交送记录.html
    """
    return _written(out, sent_page(stored.case))


@answering(Opening.TO_READ)
def paper(
    stored: CaseFile,
    out: Annotated[Path, typer.Option("--out", help="写到哪个 PDF 文件。", readable=False)],
) -> Reply:
    """纸质材料：封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF（未遮盖）。

    例：zcdesk case paper 我的.zcase --out 纸质材料.pdf
    """
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.package.paper import PaperDone, print_paper

    attention = False
    with WorkerPool() as pool:
        case, notice = stored.case, notice_for(stored.case)
        for step in print_paper(pool, case, notice, out, datetime.now(UTC), _write):
            if isinstance(step, PaperDone):
                say(text("cli.paper_written", file=str(step.file), sheets=step.sheets))
                for title in step.by_hand:
                    say(text("cli.paper_by_hand", title=title))
            elif step.error is not None:
                attention = True
                place = case.places[step.key]
                say_findings(text("cli.page", page=place), (step.error.finding(),))
    return Reply(attention)


_write = partial(write_named, over=same_beginning)


def _written(out: Path, content: bytes) -> Reply:
    """Write a file that a person asked for, its folder too, and say where it is."""
    _write(out, content)
    say(text("cli.written", file=str(out)))
    return Reply(ExitStatus.DONE)
