"""``zcdesk case status``, by itself: it is asked often, and loads nothing that only others need.

What opens and checks a case is imported inside the command, so that its help answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.case.group import group
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import ToldError, language, line_of, say, say_weighed, text
from zcdesk.findings import amiss

if TYPE_CHECKING:
    from zcdesk.cases.case import Case
    from zcdesk.cases.file.case_file import CaseFile
    from zcdesk.checks.concerning.told import Told
    from zcdesk.checks.states import Deadline, Evaluation
    from zcdesk.notices.profile.notice import Notice
    from zcdesk.plain_data import DataDocument


def status_alone() -> typer.Typer:
    """Return the commands of a case with none but this one."""
    alone = group()
    alone.command("status")(status)
    return alone


@answering(Opening.TO_READ, data=True)
def status(stored: CaseFile) -> Reply:
    """按通知看这份案卷：每个上传位置还缺什么、轮到谁、截止时间，以及通知里与您有关的话。

    例：zcdesk case status 我的.zcase --json 状态.json
    """
    from zcdesk.checks.concerning.gathering import concerning
    from zcdesk.checks.evaluating import evaluate
    from zcdesk.checks.states import UNFINISHED
    from zcdesk.cli.case.access import notice_for

    notice = notice_for(stored.case)
    evaluation = evaluate(notice, stored.case, datetime.now(UTC))
    concerned = concerning(notice, stored.case)
    undone = any(slot.state in UNFINISHED for slot in evaluation.slots())
    return Reply(
        undone or bool(amiss(evaluation.findings)),
        partial(_data, evaluation, concerned),
        partial(tell_status, notice, stored.case, evaluation, concerned),
    )


def _data(evaluation: Evaluation, told: Sequence[Told]) -> DataDocument:
    from zcdesk.checks.reporting import status_document

    return status_document(evaluation, language.code, told)


def tell_status(notice: Notice, case: Case, evaluation: Evaluation, told: Sequence[Told]) -> None:
    """Print states and terms, then what the notice says, place by place, then what is open.

    A file that was refused has no number on screen, so its name stands before what is said of it.
    """
    from zcdesk.checks.concerning.told import by_place, place_words, told_line

    for section in evaluation.sections:
        say(f"{section.title}  {text(f'case.slot.{section.word}')}")
        for slot in section.slots:
            say(f"  {slot.id}  {slot.title}  {text(f'case.slot.{slot.word}')}")
    for deadline in evaluation.deadlines:
        say(_said(deadline))
    if told:
        say()
        say(text("told.heading"))
    titles = notice.slot_titles()
    for place, here in by_place(notice, told):
        say(place_words(notice, place, language.code))
        for passage in here:
            where = f"{titles[passage.slot]}  " if passage.slot else ""
            say(f"  {where}{told_line(passage, language.code)}")
    names = {page.number: page.file_name for page in case.pages if page.refused}
    for finding in evaluation.findings:
        line = line_of(finding.wording(language.code))
        if finding.page in names:
            line = ToldError(f"{names[finding.page]}: {line}", line.code)
        say_weighed(finding, line)


def _said(deadline: Deadline) -> str:
    """Return a deadline in Beijing time, with what is left."""
    from zcdesk.notices.profile.notice import told_end

    details = {"what": deadline.what, "moment": told_end(deadline.at)}
    hours = int(deadline.hours_left)
    if deadline.hours_left < 0:
        return text("cli.deadline_over", **details)
    left = text("cli.left_days", days=hours // 24) if hours >= 72 else ""
    return text("cli.deadline", **details, left=left or text("cli.left_hours", hours=hours))
