"""``zcdesk batch``: many applicants from one roster, and the commands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.batch.options import (
    KINDS_TOLD,
    Force,
    Forms,
    OfNotice,
    Only,
    OtherCommands,
    Out,
    Pace,
    Places,
    ReturnNote,
    Roster,
    Scans,
)
from zcdesk.cli.output import language, listed, say, say_error, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_folder
from zcdesk.errors import ZcdeskError
from zcdesk.findings import error
from zcdesk.notices.profile.slots import Who


@answering(data=True)
def batch(
    places: Places,
    pace: Pace,
    forms: Forms,
    others: OtherCommands,
    back: ReturnNote,
    roster: Annotated[
        Path | None,
        typer.Argument(
            help="花名册（xlsx 或 csv，空表用 batch template 生成），或者放着案卷的文件夹。",
            readable=False,
        ),
    ] = None,
    only: Only = None,
) -> Reply:
    """按花名册逐人导入、查找、检查，写出各人的案卷、信和总表；每人只用本人的词。

    另有 batch template 生成空的花名册，batch check 只核对，batch forms 只写全体的表。

    收到退回意见：--out 结果 --returned 退回.txt 先列出哪一句是谁的；再加 --yes 登记。

    例：zcdesk batch 花名册.xlsx --scans 材料 --out 结果 --resume
    """
    if others.empty is not None:
        return empty_roster(others.empty, others.notice)
    scans = places.scans
    if back.returned is not None and roster is not None and places.out is not None:
        return note_return(roster, places.out, back, others.notice)
    if roster is not None and is_folder(roster):
        scans = scans or roster
    without_scans = forms.form and not others.dry_run
    needed = {
        text("roster.sheet"): roster,
        "--scans": scans or without_scans or back.returned,
        "--out": places.out or (others.dry_run and not back.returned),
    }
    if lacking := [name for name, given in needed.items() if not given]:
        raise typer.BadParameter(text("batch.needed", what=listed(lacking)))
    assert roster is not None
    _require_known(forms.form or ())
    if others.dry_run or places.out is None:
        return check(roster, scans, places.out, only, others.notice)
    if scans is None:
        return write_forms(roster, places.out, forms.form, forms.force, others.notice)
    from zcdesk.cli.batch.runs import run

    return run(roster, replace(places, scans=scans), pace, forms, only, others.notice)


def empty_roster(
    file: Annotated[Path, typer.Argument(help="写到哪里，一个 xlsx 文件。", readable=False)],
    notice: OfNotice = "",
) -> Reply:
    """生成空的花名册；第二个工作表写着每一列填什么。

    例：zcdesk batch template 花名册.xlsx
    """
    from zcdesk.batch.roster.template import write_template
    from zcdesk.cli.batch import steps

    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(text("batch.template_ending"))
    if file.exists():  # it may be filled in
        raise ZcdeskError("batch.template_exists", file=file.name)
    write_template(file, language.code, steps.id_of(notice))
    say(text("batch.template_made", file=file.name))
    return Reply(ExitStatus.DONE)


def check(
    roster: Roster,
    scans: Scans = None,
    out: Out = None,
    only: Only = None,
    notice: OfNotice = "",
) -> Reply:
    """只核对花名册和材料文件夹，什么都不写；有要改的以 1 结束。

    例：zcdesk batch check 花名册.xlsx --scans 材料
    """
    from zcdesk.cli.batch import steps

    roster, ready = steps.made_ready(roster, scans, out, steps.id_of(notice))
    if ready.roster.usable:
        steps.chosen_rows(only, ready.roster)
    return Reply(
        steps.tell_ready(ready),
        partial(steps.data, ready.roster, [], ready.matched, roster.parent),
    )


def write_forms(
    roster: Roster,
    out: Annotated[Path, typer.Option("--out", help="结果在哪里。", readable=False)],
    form: Annotated[
        list[str] | None, typer.Option("--form", help=f"只写这些：{KINDS_TOLD}。")
    ] = None,
    force: Force = False,
    notice: OfNotice = "",
) -> Reply:
    """为已经做过的人写出全体的表；不写 --form 就三种都写。

    例：zcdesk batch forms 花名册.xlsx --out 结果 --form recommendation
    """
    from zcdesk.batch.case_folders import read_people
    from zcdesk.batch.person_folders import whose_folders
    from zcdesk.batch.results.held_results import held_results
    from zcdesk.batch.shared_forms import KINDS, make_group_forms
    from zcdesk.cli.batch import steps
    from zcdesk.workers.pool import WorkerPool

    kinds = form or KINDS
    _require_known(kinds)
    roster, out = roster.absolute(), out.absolute()
    whole = read_people(roster, steps.id_of(notice))
    steps.tell_faults(whole)
    if not whole.usable:
        return steps.not_begun(whole, None, roster.parent)
    if not whose_folders(whole.people, out) and not any(person.case for person in whole.people):
        raise typer.BadParameter(text("batch.no_results", folder=out.name))
    with held_results(out), WorkerPool() as pool:
        made = make_group_forms(pool, whole.people, out, kinds, force=force)
        blanks = [steps.tell_form(form) for form in made]
    return Reply(any(blanks), partial(steps.data, whole, [], None, out))


def note_return(roster: Path, out: Path, back: ReturnNote, notice: str) -> Reply:
    """Note in the cases of all whom a note speaks of that they were returned."""
    from zcdesk.batch.case_folders import read_people
    from zcdesk.batch.results.held_results import held_results
    from zcdesk.batch.returns.noting import Returning
    from zcdesk.batch.returns.plan import planned
    from zcdesk.batch.scan_folders import MatchedFolders
    from zcdesk.batch.whole_run import everybody, write_tables
    from zcdesk.cli.batch import steps
    from zcdesk.cli.case.access import moment_of
    from zcdesk.cli.case.rounds import words_in
    from zcdesk.notices.clock import now

    assert back.returned is not None
    said = words_in(back.returned)
    moment = moment_of(back.at) if back.at else None
    roster, out = roster.absolute(), out.absolute()
    whole = read_people(roster, steps.id_of(notice))
    steps.tell_faults(whole)
    if not whole.usable:
        return steps.not_begun(whole, None, roster.parent)
    if not is_folder(out):
        raise typer.BadParameter(text("batch.no_results", folder=out.name))
    points = planned(said, whole.people)
    amiss = steps.tell_planned(points)
    if not back.yes:
        say_error(text("batch.returned_not_yet"))
        amiss = amiss or error("batch.returned_not_yet")
    else:
        with held_results(out):
            returning = Returning(moment, Who(back.level), now())
            amiss = steps.note_returned(points, whole.people, out, returning) or amiss
            results = everybody(whole.people, (), out)
            nothing = MatchedFolders({}, (), (), ())
            steps.tell_tables(write_tables(out, whole.people, results, nothing, language.code))
    results = everybody(whole.people, (), out)
    return Reply(amiss is not None, partial(steps.data, whole, results, None, out, amiss))


def batch_below() -> typer.Typer:
    """Return the commands below ``batch``."""
    below = typer.Typer(no_args_is_help=True)
    below.command("template")(answering()(empty_roster))
    below.command("check")(answering(data=True)(check))
    below.command("forms")(answering(data=True)(write_forms))
    return below


def _require_known(kinds: Sequence[str]) -> None:
    from zcdesk.batch.shared_forms import KINDS

    for kind in kinds:
        if kind not in KINDS:
            known = listed(KINDS)
            raise typer.BadParameter(text("batch.form_unknown", form=kind, known=known))
