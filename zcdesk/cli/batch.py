"""``zcdesk batch``: many applicants from one roster."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from zcdesk.batch.case_folders import read_people
from zcdesk.batch.cluster import ClusterPool
from zcdesk.batch.results.dashboard import to_html, to_xlsx, todo
from zcdesk.batch.results.held_results import held_results
from zcdesk.batch.results.person_results import PersonResult, write_results
from zcdesk.batch.roster import columns
from zcdesk.batch.roster.people import Person, Roster
from zcdesk.batch.roster.template import template
from zcdesk.batch.row_folders import folder_of
from zcdesk.batch.running import OccupiedError, run
from zcdesk.batch.scan_folders import Matched, match_folders
from zcdesk.batch.shared.folder import SHARED, UNCLEAR, lay_out
from zcdesk.batch.shared.pages import SharedPage
from zcdesk.batch.shared.scans import SplitStep, split_shared
from zcdesk.batch.shared_forms import KINDS, make_group_forms
from zcdesk.batch.working import Step
from zcdesk.cli.output import language, line_of, listed, say, say_error, say_findings, steps, text
from zcdesk.disk.files import write_atomically
from zcdesk.disk.paths import is_folder
from zcdesk.errors import ZcdeskError
from zcdesk.pages.opening.folders import files_of
from zcdesk.wording import spoken
from zcdesk.workers.pool import WorkerPool, default_workers

TABLE, PAGE = "results.xlsx", "results.html"


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
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form",
            help="写出全体的表：recommendation 推荐报告、posting 公示、posting_result 公示结果，"
            "可多次；不写 --scans 就只写表。",
        ),
    ] = None,
    empty: Annotated[
        Path | None, typer.Option("--template", help="生成空的花名册后退出。", readable=False)
    ] = None,
) -> int:
    """按花名册逐人导入、查找、检查，写出草稿和总表；每人只用本人的词。

    例：zcdesk batch 花名册.xlsx --scans 材料 --out 结果 --resume
    """
    if empty is not None:
        _write_template(empty)
        say(text("batch.template_made", file=empty.name))
        return 0
    if roster is not None and is_folder(roster):
        scans = scans or roster
    only_forms = scans is None and bool(form)
    if roster is None or out is None or (scans is None and not only_forms):
        raise typer.BadParameter(text("batch.needed"))
    for kind in form or ():
        if kind not in KINDS:
            known = listed(KINDS)
            raise typer.BadParameter(text("batch.form_unknown", form=kind, known=known))
    if scans is not None and not is_folder(scans):
        raise typer.BadParameter(text("batch.no_scans_folder", folder=str(scans)))
    whole_roster = read_people(roster)
    tell_faults(whole_roster)
    if not whole_roster.usable:
        return 1
    if scans is None:
        with WorkerPool(workers) as pool:
            return 1 if _forms(pool, whole_roster.people, out, form or ()) else 0
    matched = match_folders(whole_roster.people, scans, out, roster)
    with held_results(out):
        if not resume and any(folder_of(person, out).exists() for person in whole_roster.people):
            raise OccupiedError(folder=out.name)
        with ClusterPool(dask) if dask else WorkerPool(workers or default_workers()) as pool:
            split, refused = _shared(pool, shared or (), whole_roster.people, out)
            matched = matched.with_shared(split)
            results = _run(pool, whole_roster.people, matched, out, resume=resume)
            _write(out, whole_roster.people, results, matched)  # whatever becomes of the forms
            blanks = _forms(pool, whole_roster.people, out, form or ())
    open_points = _tell(whole_roster.people, results, matched)
    left_out = any(fault.column == columns.CASE for fault in whole_roster.faults)
    unclear = refused or any(page.open for page in split)
    return 1 if unclear or open_points or blanks or left_out else 0


def _write_template(empty: Path) -> None:
    """Write an empty roster; one that is there may be filled in and is left alone.

    Raises:
        typer.BadParameter: Its name says another kind of file.
        TemplateExistsError: Something has that name.
    """
    if empty.suffix.lower() != ".xlsx":
        raise typer.BadParameter(text("batch.template_ending"))
    if empty.exists():
        raise TemplateExistsError(file=empty.name)
    write_atomically(empty, template(language.code))


def _forms(pool: WorkerPool, people: Sequence[Person], out: Path, kinds: Sequence[str]) -> bool:
    """Write the forms of the whole roster; return whether something is left to do on them."""
    attention = False
    for made in make_group_forms(pool, people, out, kinds) if kinds else ():
        for finding in made.findings:
            say_error(line_of(spoken(finding, language.code)))
        details: dict[str, str | int] = {
            "form": text(f"batch.form.{made.kind}"),
            "people": len(made.rows),
        }
        if made.docx is None:
            say_error(text("batch.form_not_made", **details))
        else:
            file = made.docx.relative_to(out).as_posix()
            say(text("batch.form_made", **details, file=file))
        attention |= made.docx is None or bool(made.missing)
    return attention


def tell_faults(roster: Roster) -> None:
    """Say what is wrong with a roster, each fault with its row and column."""
    for fault in roster.faults:
        line = line_of(spoken(fault.finding, language.code))
        place = text("roster.place", row=fault.row, column=fault.column) if fault.row else ""
        gap = " " if language.code == "en" and place else ""
        say_error(f"{place}{gap}{line}")


def _shared(
    pool: WorkerPool, scans: Sequence[Path], people: Sequence[Person], out: Path
) -> tuple[list[SharedPage], bool]:
    """Split shared scans; return the pages, and whether some could not be used.

    Pages of earlier runs are among them, whether or not their scans are given again.
    """
    refused: list[SplitStep] = []
    # Closed at once on Ctrl-C, while the workers are still there: what was read is kept.
    with closing(split_shared(pool, scans, out)) as walk:
        begun = next(walk, None)
        if begun is None:
            return [], False
        with steps("batch.splitting", max(begun.total - begun.done, 1)) as progress:
            for step in walk:
                if step.said is not None:
                    progress.advance("")
                else:
                    refused.append(step)
    for step in refused:
        say_findings(step.source, step.findings)
    split = lay_out(people, out)
    for page in split:
        if page.open:
            line = text("batch.shared_unclear", page=page.said.index + 1,
                        folder=f"{SHARED}/{UNCLEAR}")  # fmt: skip
            say_error(f"{page.source}: {line}")
    return split, bool(refused)


def _run(
    pool: WorkerPool, people: Sequence[Person], matched: Matched, out: Path, *, resume: bool
) -> list[PersonResult]:
    results: dict[int, PersonResult] = {}  # some come again, once all folders were read
    total = sum(1 for person in people for _ in files_of(matched.scans(person.row)))
    walk = run(pool, people, matched, out, datetime.now(UTC), resume=resume)
    # Closed at once on Ctrl-C, while the workers are still there: the pages under way are kept.
    with steps("batch.working", max(total, 1)) as progress, closing(walk):
        for event in walk:
            if isinstance(event, Step):
                line = text("batch.step", row=event.row, page=event.done, pages=event.pages)
                progress.advance(line)
            else:
                results[event.row] = event
    return list(results.values())


def _write(
    out: Path, people: Sequence[Person], results: Sequence[PersonResult], matched: Matched
) -> None:
    write_results(out, results, matched.left_over, matched.unclear)
    contents = people, results, matched.left_over, matched.unclear, language.code
    write_atomically(out / TABLE, to_xlsx(*contents))
    write_atomically(out / PAGE, to_html(*contents).encode())


def _tell(people: Sequence[Person], results: Sequence[PersonResult], matched: Matched) -> bool:
    """Say how everybody stands, by row; names stand in the table only."""
    by_row = {person.row: replace(person) for person in people}
    attention = bool(matched.left_over or matched.unclear)
    for name in matched.left_over:
        say_error(text("batch.left_over", names=name))
    for name in matched.unclear:
        say_error(text("batch.unclear", names=name))
    rows = {row: _numbered(person) for row, person in by_row.items()}
    for result in sorted(results, key=lambda each: each.row):
        if result.needs_attention:
            attention = True
            state = text(f"case.slot.{result.state}")
            say_error(text("batch.person", row=result.row, state=state,
                           todo=todo(result, rows, language.code)))  # fmt: skip
    counts = [result.needs_attention for result in results]
    say(text("batch.done", people=len(results), open=sum(counts), table=TABLE))
    return attention


def _numbered(person: Person) -> Person:
    """Return a person who is called by her row: what a terminal shows names nobody."""
    called = text("roster.row", row=person.row)
    case = called if person.case else ""
    return replace(
        person, applicant=replace(person.applicant, name=called, id_number=""), case=case
    )
