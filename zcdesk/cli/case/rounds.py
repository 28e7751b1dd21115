"""The commands of ``zcdesk case`` for what happens after the upload: rounds, papers, limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.following import begin_round, hand_in, stood_now
from zcdesk.cases.acts.noting import limit_files
from zcdesk.cases.case import Case
from zcdesk.cases.file_limits import KILOBYTE, Arrangement, FileLimit
from zcdesk.cases.rounds import Agreed, Round, ToDo
from zcdesk.checks.dates.mending import points_of
from zcdesk.checks.dates.returns import RoundTerm, return_findings, round_terms
from zcdesk.cli.arguments import ReturnedBy, ReturnLevel, same_beginning, write_named
from zcdesk.cli.case.access import case_to_change, case_to_read, notice_for, slot_named
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
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.files import bounded
from zcdesk.export.papers.differences import pictures_of, sent_page
from zcdesk.findings import Severity
from zcdesk.notices.interview import is_near, moment_in
from zcdesk.notices.profile.notice import BEIJING, Notice, told_end
from zcdesk.notices.profile.slots import Who
from zcdesk.printable import printable


def limit(
    path: CaseFilePath,
    slot: Annotated[
        str, typer.Option("--slot", help="上传位置的编号或名称；不给时对没有单独限制的全部位置。")
    ] = "",
    kilobytes: Annotated[
        int | None, typer.Option("--kb", min=1, help="一张图片最多多少 KB。")
    ] = None,
    pixels: Annotated[
        int | None, typer.Option("--pixels", min=1, help="一张图片长边最多多少像素。")
    ] = None,
    pictures: Annotated[
        int | None, typer.Option("--pictures", min=1, help="这个位置最多几张图片。")
    ] = None,
    join: Annotated[bool, typer.Option("--join", help="几页拼成一张长图。")] = False,
    split: Annotated[bool, typer.Option("--split", help="一页太大时分成几张。")] = False,
) -> int:
    """平台不收时，登记它的限制；再导出时只有这些图片重做。一个限制也不给，就是取消。

    例：zcdesk case limit 我的.zcase --slot diploma --kb 500 --split
    """
    if join and split:
        raise typer.BadParameter(text("cli.join_or_split"))
    how = Arrangement.JOINED if join else Arrangement.SPLIT if split else Arrangement.ONE_EACH
    most = kilobytes * KILOBYTE if kilobytes else None
    with case_to_change(path) as stored:
        if slot:
            slot = slot_named(notice_for(stored.case), slot)
        entered = FileLimit(slot, most, pixels, pictures, how)
        stored.save(limit_files(stored.case, entered), ActCode.LIMIT)
    say(text("cli.limit_removed" if entered == FileLimit(slot) else "cli.limit_entered"))
    return 0


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
    moment = moment_of(at)
    said = words_in(words)
    with case_to_change(path) as stored:
        notice = notice_for(stored.case)
        require_near(notice, stored.case, moment)
        points = points_of(notice, stored.case, said)
        items, stood = points.items, stood_now(stored.case)
        noted = Round(moment, Who(level), said, items, stood, term)
        stored.save(begin_round(stored.case, noted), ActCode.ROUND)
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
    """Say of each thing to mend where it belongs, and which pictures of the package it is about."""
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


def handed_in(path: CaseFilePath, at: Moment) -> int:
    """登记最近一次导出的材料已在平台提交。

    例：zcdesk case handed-in 我的.zcase --at "2024-10-08 16:00"
    """
    moment = moment_of(at)
    with case_to_change(path) as stored:
        if not stored.case.deliveries:
            say_error(text("cli.nothing_sent"))
            return ExitStatus.NOT_DONE
        require_near(notice_for(stored.case), stored.case, moment)
        stored.save(hand_in(stored.case, moment), ActCode.SUBMIT)
    say(text("cli.handed_in", at=f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"))
    return 0


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


def moment_of(at: str) -> datetime:
    """Return a moment in Beijing.

    Raises:
        typer.BadParameter: It is none.
    """
    moment = moment_in(at.strip())
    if moment is None:
        raise typer.BadParameter(text("cli.no_moment", at=at))
    return moment


def require_near(notice: Notice, case: Case, moment: datetime) -> None:
    """Refuse a moment that has nothing to do with the notice: stored, it would only be in the way.

    Raises:
        typer.BadParameter: It is far from the notice's own days.
    """
    if not is_near(notice, moment, case.moment(datetime.now(BEIJING))):
        raise typer.BadParameter(text("cli.far_moment", at=f"{moment:%Y-%m-%d}", year=notice.year))
