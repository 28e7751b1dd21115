"""The commands of ``zcdesk case`` for what happens after the upload: rounds, papers, limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.acts.asked import Dated, Returned
from zcdesk.cases.acts.following import stood_now
from zcdesk.cases.acts.table import RETURN
from zcdesk.cases.case import Case
from zcdesk.cases.exchange.naming import as_in_case
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.returns import RoundTerm, return_findings, round_terms
from zcdesk.cli.arguments import ReturnedBy, ReturnLevel, same_beginning, write_named
from zcdesk.cli.case.access import case_to_change, case_to_read, moment_of, notice_for
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    CaseFilePath,
    JsonFile,
    language,
    line_of,
    say,
    say_error,
    say_findings,
    text,
    write_data,
)
from zcdesk.disk.files import bounded
from zcdesk.export.papers.differences import pictures_of, sent_page
from zcdesk.findings import Severity
from zcdesk.notices.profile.notice import Notice, told_end
from zcdesk.notices.profile.slots import Who
from zcdesk.printable import printable

_LARGEST = 200_000
"""Bytes of a return's words; the longest that a platform shows has a few thousand."""

Moment = Annotated[str, typer.Option("--at", help="时间，北京时间，如 2024-10-12 09:30。")]


def returned(
    path: CaseFilePath,
    words: Annotated[
        Path,
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
    json: JsonFile = None,
) -> int:
    """登记一次退回：列出要改的每一条归到哪个上传位置，开始倒计时。

    例：zcdesk case returned 我的.zcase --at "2024-10-12 09:30" --words 退回意见.txt
    """
    from zcdesk.workflow.case.case_files import do_stored  # with all that reads pictures

    moment = moment_of(at)
    said = words_in(words)
    with case_to_change(path) as stored:
        notice = notice_for(stored.case)
        asked = as_in_case(stored.case, notice, Dated(moment))
        points = points_of(notice, stored.case, said)
        items, stood = points.items, stood_now(stored.case)
        noted = Round(asked.at, Who(level), said, items, stood, term)
        do_stored(stored, notice, RETURN, Returned(noted))
        speak = say_error if json == STANDARD_OUTPUT else say
        _tell_items(notice, stored.case, items, speak)
        now = datetime.now(UTC)
        terms = [
            round_term
            for round_term in round_terms(notice, stored.case)
            if round_term.returned == moment
        ]
        for remark in points.remarks:
            speak(text("cli.return_remark", words=remark))
        for round_term in terms:
            _tell_term(round_term, now, speak)
        for finding in return_findings(notice, stored.case):
            tell = speak if finding.severity is Severity.INFO else say_error
            tell(line_of(finding.wording(language.code)))
        if json is not None:
            from zcdesk.cli.case.outcomes import returned_data

            write_data(returned_data(stored.case, noted, terms, points.remarks), json)
    return 1 if any(not item.slot for item in items) else 0


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


def _tell_items(
    notice: Notice, case: Case, items: Sequence[ToDo], speak: Callable[[str], None]
) -> None:
    """Say where each thing to mend belongs and which pictures of the package it concerns."""
    titles = {slot.id: slot.title for slot in notice.slots()}
    for number, item in enumerate(items, start=1):
        where = titles.get(item.slot) or item.section or text("cli.todo_open")
        place = case.places.get(item.page or 0)
        page = text("cli.page", page=place) if place is not None else ""
        speak(f"{number}. {item.words} → {where} {page}".rstrip())
        names = "、".join(pictures_of(case, item))
        if names:
            speak(text("cli.todo_pictures", names=names))


def _tell_term(term: RoundTerm, now: datetime, speak: Callable[[str], None]) -> None:
    if term.note is not None and not term.by_note:
        code = "cli.term_differs" if term.differs else "cli.term_agrees"
        speak(text(code, quote=term.note.quote, at=told_end(term.note.end)))
    for name, end in term.readings:
        reading = text(f"check.reading_{name}")
        speak(f"{text('check.round_name', number=term.number)} {told_end(end)} {reading}")
    # A term in days has several readings and is never judged.
    if len(term.readings) == 1 and term.left(now).total_seconds() < 0:
        say_error(text("check.round_over", number=term.number, at=f"{term.end:%m-%d %H:%M}"))


def plan(
    path: CaseFilePath,
    out: Annotated[Path, typer.Option("--out", help="写到哪个 PDF 文件。", readable=False)],
) -> int:
    """把全部日期排在一页纸上：截止时间、倒排计划、退回与补正。

    例：zcdesk case plan 我的.zcase --out 日程.pdf
    """
    from zcdesk.export.papers.plan_paper import plan_paper

    with case_to_read(path) as stored:
        now = stored.case
    return _written(out, plan_paper(notice_for(now), now, datetime.now(UTC)))


def sent(
    path: CaseFilePath,
    out: Annotated[Path, typer.Option("--out", help="写到哪个 HTML 文件。", readable=False)],
) -> int:
    """交送记录：什么时候导出、提交了哪些文件，各自的校验码。

    例：zcdesk case sent 我的.zcase --out 交送记录.html
    """
    with case_to_read(path) as stored:
        content = sent_page(stored.case)
    return _written(out, content)


def paper(
    path: CaseFilePath,
    out: Annotated[Path, typer.Option("--out", help="写到哪个 PDF 文件。", readable=False)],
) -> int:
    """纸质材料：封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF（未遮盖）。

    例：zcdesk case paper 我的.zcase --out 纸质材料.pdf
    """
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.package.paper import PaperDone, print_paper

    attention = False
    with case_to_read(path) as stored, WorkerPool() as pool:
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
    return 1 if attention else 0


_write = partial(write_named, over=same_beginning)


def _written(out: Path, content: bytes) -> int:
    """Write a file that a person asked for, its folder too, and say where it is."""
    _write(out, content)
    say(text("cli.written", file=str(out)))
    return 0
