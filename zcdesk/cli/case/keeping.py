"""The commands of ``zcdesk case`` that look after the file: history, repair, password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.cases.acts.following import far_moments
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.file.history import PastAct
from zcdesk.cases.file.repairing import damage, repair
from zcdesk.cases.file.store import change_password, open_case
from zcdesk.cases.tables.faults import CaseFileError
from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.case.access import (
    can_be_asked,
    case_to_read,
    password_in,
    password_of,
    refuse_other_ending,
)
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import (
    CaseFilePath,
    say,
    say_error,
    say_findings,
    text,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_file
from zcdesk.quantities.moments import BEIJING
from zcdesk.wording import codes

if TYPE_CHECKING:
    from zcdesk.plain_data import DataDocument


@answering(Opening.TO_READ, data=True)
def history(stored: CaseFile) -> Reply:
    """列出可以撤销的每一步。

    例：zcdesk case history 我的.zcase
    """
    acts = stored.acts()
    return Reply(ExitStatus.DONE, data=partial(_data, acts), tell=partial(_tell, acts))


def _data(acts: Sequence[PastAct]) -> DataDocument:
    from zcdesk.cli.case.outcomes import history_data

    return history_data(acts)


def _tell(acts: Sequence[PastAct]) -> None:
    for line in [*map(_line, acts)] or [text("cli.nothing_to_undo")]:
        say(line)


def _line(act: PastAct) -> str:
    mark = text("cli.act_undone") if act.undone else ""
    moment = f"{datetime.fromisoformat(act.moment).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    return f"{act.number}  {moment}  {_named(act.what)}  {mark}".rstrip()


@answering(Opening.TO_CHANGE)
def undo(stored: CaseFile) -> Reply:
    """撤销最近一步，和窗口里的 Ctrl+Z 一样；再用一次就再退一步，哪些步能撤销见 case history。

    例：zcdesk case undo 我的.zcase
    """
    what = stored.undo()
    if what is None:
        say_error(text("cli.nothing_to_undo"))
        return Reply(ExitStatus.NOT_DONE)
    say(text("cli.undone", what=_named(what)))
    return Reply(ExitStatus.DONE)


@answering()
def repair_case(
    path: CaseFilePath,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="救回的内容存成哪个新案卷；不给时放在旁边。", readable=False),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(
            "--journal",
            help="把这个写入日志（名字里有 -journal）用到副本上，另存成新案卷；完好的案卷也存。",
            readable=False,
        ),
    ] = None,
) -> Reply:
    """检查整个案卷；有损坏时把还能读出的存成新案卷，原来的不动。

    例：zcdesk case repair 我的.zcase
    """
    if journal is not None and not is_file(journal):
        raise CaseFileError("case.not_there", file=journal.name)
    if out is not None:
        refuse_other_ending(out)
    password = password_of(path)
    findings = damage(path, password)
    if not findings and journal is None:
        say(text("cli.case_whole", file=path.name))
        with case_to_read(path) as stored:
            far, notes = far_moments(stored.case), stored.notes
        if far:
            say_error(text("cli.case_far_moments", count=far))
        return Reply(bool(far or notes))
    say_findings(path.name, findings)
    target = out or path.with_name(f"{path.stem}-repaired{path.suffix}")
    rescued = repair(path, target, password, journal)
    say_findings(rescued.path.name, rescued.lost)
    say(text("cli.case_rescued", file=str(rescued.path)))
    return Reply(ExitStatus.ATTENTION)


@answering()
def password(
    path: CaseFilePath,
    new: Annotated[
        Path | None,
        typer.Option(
            "--new-password-file",
            help="新密码写在这个文件的第一行；不给时在终端里问。",
            readable=False,
        ),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="去掉密码。")] = False,
) -> Reply:
    """给案卷加密码、改密码或去掉密码；密码忘了谁也打不开。

    例：zcdesk case password 我的.zcase
    """
    if remove and new is not None:
        raise typer.BadParameter(text("cli.password_or_remove"))
    old = password_of(path)
    if remove:
        change_password(path, old, None)
        say(text("cli.password_removed", file=path.name))
        return Reply(ExitStatus.DONE)
    if new is None:
        with open_case(path, password=old) as stored:
            stored.require_writable()  # what is in the way is reported before anybody is asked
        if not can_be_asked():
            say_error(text("cli.new_password_needed"))
            return Reply(ExitStatus.NOT_DONE)
    chosen = password_in(new) if new is not None else _asked()
    if chosen is None:
        say_error(text("cli.password_differs"))
        return Reply(ExitStatus.NOT_DONE)
    change_password(path, old, chosen)
    say(text("cli.password_set", file=path.name))
    return Reply(ExitStatus.DONE)


def _asked() -> str | None:
    """Ask for a new password twice; None when the two differ."""
    first, again = (
        str(typer.prompt(text(code), hide_input=True, default="", show_default=False))
        for code in ("cli.password_new", "cli.password_again")
    )
    return first if first == again else None


def _named(act: str) -> str:
    """Return the name of an act; one of another version shows its code."""
    return text(f"act.{act}") if f"act.{act}" in codes() else act
