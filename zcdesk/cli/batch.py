"""``zcdesk batch``: many applicants from one roster."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.batch.case_folders import read_people
from zcdesk.batch.cluster import ClusterPool
from zcdesk.batch.readiness import look_over
from zcdesk.batch.results.due_day import keep_due
from zcdesk.batch.results.held_results import held_results
from zcdesk.batch.results.person_results import PersonResult
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.template import template
from zcdesk.batch.row_folders import folder_of
from zcdesk.batch.running import OccupiedError
from zcdesk.batch.shared_forms import KINDS
from zcdesk.cli import batch_run
from zcdesk.cli.arguments import notice_of
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    JsonFile,
    language,
    listed,
    say,
    say_error,
    text,
    write_json,
)
from zcdesk.disk.files import write_atomically
from zcdesk.disk.paths import is_folder
from zcdesk.errors import ZcdeskError
from zcdesk.workers.pool import WorkerPool, default_workers


class TemplateExistsError(ZcdeskError):
    """An empty roster is not written over a file."""

    code = "batch.template_exists"


def batch(
    roster: Annotated[
        Path | None,
        typer.Argument(
            help="花名册（xlsx 或 csv，空表用 --template 生成），或者放着案卷的文件夹。",
            readable=False,
        ),
    ] = None,
    scans: Annotated[
        Path | None,
        typer.Option("--scans", help="放材料文件夹的文件夹；花名册里的按它找。", readable=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="结果放在哪里，每人一个文件夹。", readable=False)
    ] = None,
    shared: Annotated[
        list[Path] | None,
        typer.Option("--shared", help="多人合在一起的扫描件，按姓名、身份证号分给各人，可多次。"),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=64, help="同时处理几页，默认按内存和核数。"),
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", help="Dask 调度器地址，用它的各台电脑。")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="接着上次没有做完的做。")] = False,
    due: Annotated[
        datetime | None,
        typer.Option(
            "--due",
            formats=["%Y-%m-%d"],
            help="请本人在哪一天以前交齐，写进信里；接着做时不必再写。",
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form",
            help="写出全体的表：recommendation 推荐报告、posting 公示、posting_result 公示结果，"
            "可多次；不写 --scans 就只写表。",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="--form 写的表有人改过也盖掉；不加就另起名字。")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只核对花名册和材料文件夹，什么都不写；有要改的以 1 结束。"),
    ] = False,
    only: Annotated[
        str | None, typer.Option("--only", help="只做这几行，如 3,5-8；其余的保持原样。")
    ] = None,
    empty: Annotated[
        Path | None, typer.Option("--template", help="生成空的花名册后退出。", readable=False)
    ] = None,
    notice: Annotated[
        str, typer.Option("--notice", help="空表只列这份通知的问题（编号），下拉选项也是它的。")
    ] = "",
    json: JsonFile = None,
) -> int:
    """按花名册逐人导入、查找、检查，写出草稿和总表；每人只用本人的词。

    例：zcdesk batch 花名册.xlsx --scans 材料 --out 结果 --resume
    """
    if empty is not None:
        _write_template(empty, notice)
        say(text("batch.template_made", file=empty.name))
        return 0
    speak = say_error if json == STANDARD_OUTPUT else say  # standard output is for the data alone
    if roster is not None and is_folder(roster):
        scans = scans or roster
    only_forms = scans is None and bool(form) and not dry_run
    wanting = out is None and not dry_run
    if roster is None or wanting or (scans is None and not only_forms):
        raise typer.BadParameter(text("batch.needed"))
    for kind in form or ():
        if kind not in KINDS:
            known = listed(KINDS)
            raise typer.BadParameter(text("batch.form_unknown", form=kind, known=known))
    if scans is not None and not is_folder(scans):
        raise typer.BadParameter(text("batch.no_scans_folder", folder=str(scans)))
    # Workers may stand in another folder: what they are told is whole paths.
    roster, out = roster.absolute(), out.absolute() if out is not None else None
    whole_roster = read_people(roster)
    if scans is None:
        batch_run.tell_faults(whole_roster)
        if not whole_roster.usable or out is None:
            _write_json(json, batch_run.not_begun(whole_roster, None, roster.parent))
            return 1
        people = whole_roster.people
        with held_results(out), WorkerPool(workers) as pool:
            blanks = batch_run.write_forms(pool, people, out, form or (), speak, force=force)
        _write_json(json, batch_run.data(whole_roster, [], None, out))
        return 1 if blanks else 0
    ready = look_over(whole_roster, scans.absolute(), out, roster)
    whole_roster, matched = ready.roster, ready.matched
    rows = batch_run.chosen_rows(only, whole_roster) if whole_roster.usable else None
    results: list[PersonResult] = []
    if dry_run or out is None:
        status = batch_run.tell_ready(ready, speak)
        _write_json(json, batch_run.data(whole_roster, results, matched, roster.parent))
        return status
    batch_run.tell_faults(whole_roster, whole=False)
    if not whole_roster.usable:
        _write_json(json, batch_run.not_begun(whole_roster, matched, out))
        return 1
    people = whole_roster.people
    with held_results(out):
        begun = [one for one in people if rows is None or one.row in rows]
        if not resume and any(folder_of(person, out).exists() for person in begun):
            raise OccupiedError(folder=out.name)
        if due is not None:
            keep_due(out, due.date())
        with ClusterPool(dask) if dask else WorkerPool(workers or default_workers()) as pool:
            if isinstance(pool, ClusterPool):
                pool.require_sight(scans.absolute(), out)
            split, refused = batch_run.split(pool, shared or (), people, out)
            matched = matched.with_shared(split)
            results = batch_run.work(pool, people, matched, out, resume=resume, only=rows)
            results = batch_run.with_earlier(people, results, out)
            batch_run.write(out, people, results, matched)  # whatever becomes of the forms
            blanks = batch_run.write_forms(pool, people, out, form or (), speak, force=force)
    open_points = batch_run.tell(whole_roster, results, matched, speak)
    _write_json(json, batch_run.data(whole_roster, results, matched, out))
    left_out = any(fault.column == columns.CASE for fault in whole_roster.faults)
    unclear = refused or any(page.open for page in split)
    return 1 if unclear or open_points or blanks or left_out else 0


def _write_json(target: str | None, content: str) -> None:
    if target is not None:
        write_json(content, target)


def _write_template(empty: Path, notice: str) -> None:
    """Write an empty roster; one that is there may be filled in and is left alone.

    Raises:
        typer.BadParameter: Its name says another kind of file, or there is no such notice.
        TemplateExistsError: Something has that name.
    """
    if empty.suffix.lower() != ".xlsx":
        raise typer.BadParameter(text("batch.template_ending"))
    if empty.exists():
        raise TemplateExistsError(file=empty.name)
    write_atomically(empty, template(language.code, notice_of(notice).id if notice else ""))
