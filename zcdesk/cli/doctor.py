"""``zcdesk doctor``: what this computer has and lacks, a trial, and the diagnostic file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.environment import has_display
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    language,
    line_of,
    say,
    say_error,
    steps,
    text,
    write_json,
)
from zcdesk.doctor.check import DoctorCheck, DoctorStanding, attention

if TYPE_CHECKING:  # what the trial needs is loaded by it: --help answers at once
    from zcdesk.workers.pool import WorkerPool

GLYPHS = {DoctorStanding.FINE: "✓", DoctorStanding.NOTE: "·", DoctorStanding.ATTENTION: "▲"}


@answering(data=True)
def doctor(
    report: Annotated[
        str | None,
        typer.Option(
            "--report", help="把诊断信息写进文件（不含姓名、材料和文件名）；- 为标准输出。"
        ),
    ] = None,
) -> Reply:
    """看这台电脑能不能用好本程序：缺什么、怎么办，并试着遮盖一页样例。

    例：zcdesk doctor --report 诊断.json
    """
    from zcdesk.doctor.examination_data import document_of
    from zcdesk.doctor.examining import checks_for, examine
    from zcdesk.doctor.report import report_of, write_report
    from zcdesk.doctor.stored_settings import chosen_case_folder
    from zcdesk.incidents.record import ProgramPart
    from zcdesk.workers.pool import WorkerPool

    doctor_checks: list[DoctorCheck] = []
    with WorkerPool(1) as pool:
        checks = checks_for(chosen_case_folder(), lambda: _screen(pool), pool)
        with steps("doctor.checking", len(checks)) as progress:
            for check in examine(checks, ProgramPart.COMMAND):
                doctor_checks.append(check)
                progress.advance(check.title(language.code))
    if report == STANDARD_OUTPUT:
        write_json(report_of(doctor_checks, language.code), report)
    elif report is not None:
        write_report(Path(report), doctor_checks, language.code)
    return Reply(
        any(check.standing is DoctorStanding.ATTENTION for check in doctor_checks),
        lambda: document_of(doctor_checks, language.code),
        partial(_tell, doctor_checks, report),
    )


def _screen(pool: WorkerPool) -> DoctorCheck:
    """Look at the screen in a worker: where a library of it is missing, Qt ends its process."""
    from zcdesk.doctor.examining import check_screen

    if not has_display():
        return check_screen(None)
    from zcdesk.ui.support.screens import screen_seen_alone
    from zcdesk.workers.pool import run_each

    for outcome in run_each(pool, screen_seen_alone, [(0, "", ())]):
        if outcome.error is None:
            return check_screen(outcome.result)
    return attention("screen", "doctor.screen_fails")


def _tell(found: list[DoctorCheck], report: str | None) -> None:
    for check in found:
        words = line_of(check.wording(language.code))
        state = f"{GLYPHS[check.standing]} {check.word(language.code)}"
        tell = say_error if check.standing is DoctorStanding.ATTENTION else say
        tell(words.behind(f"{state}  {check.title(language.code)}: "))
    count = sum(check.standing is DoctorStanding.ATTENTION for check in found)
    say(text("doctor.some_attention", count=count) if count else text("doctor.all_well"))
    if report is not None:
        say(text("doctor.written", file=Path(report).name))
