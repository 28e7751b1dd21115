"""``zcdesk verify``: reads finished pictures again and prints what is left in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import typer

from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.arguments import AskedWords, Files, require_there, tell_sought
from zcdesk.cli.output import language, say, say_error, say_findings, steps, text
from zcdesk.cli.statuses import ExitStatus
from zcdesk.findings import amiss

if TYPE_CHECKING:  # what reads pictures is loaded by the command itself: --help answers at once
    from zcdesk.workflow.loose.verifying import VerifiedFile


@answering(data=True)
def verify(files: Files, asked: AskedWords) -> Reply:
    """再读一遍已经遮好的图片：还能不能认出、恢复出姓名和单位。

    给的是整个材料包时，“自用”里要签字的文书和填报文字本来就写着姓名，不在检查之列，会另外说明。

    例：zcdesk verify 遮好的 --name 张三 --employer 某某有限公司
    """
    applicant = asked.applicant()
    from zcdesk.verification.folder import neutral_name
    from zcdesk.verification.picture import Status
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.loose.redacting import REPORT
    from zcdesk.workflow.loose.report import sought_counts, verification_report
    from zcdesk.workflow.loose.verifying import files_to_verify, verify_files
    from zcdesk.workflow.one_page.sought import Sought

    sought = Sought(applicant, asked.targets())
    require_there(files)
    tell_sought(applicant)
    meant = files_to_verify(files)
    candidates, own = meant.files, [neutral_name(file, applicant) for file in meant.own]
    if not candidates:
        raise typer.BadParameter(text("cli.nothing_to_verify"))
    results: list[VerifiedFile] = []
    with (
        WorkerPool() as pool,
        steps("cli.verifying", len(candidates)) as progress,
    ):
        for file in verify_files(pool, candidates, sought):
            results.append(file)
            progress.advance(f"{file.name} {text(f'verified.{file.verified.status}')}")
    # The report of ``redact`` in which nothing was found was read, and is no result.
    whole = [f for f in results if f.name != REPORT or f.verified.status is not Status.CLEAN]
    results = sorted(whole, key=lambda file: file.number)
    for result in results:
        say_findings(result.name, amiss(result.verified.findings))
    counts = {
        status: sum(result.verified.status is status for result in results) for status in Status
    }
    if own:
        say_error(text("cli.verify_own_use", count=len(own), file=own[0]))
    said = text("cli.verified", **{str(status): count for status, count in counts.items()})
    return Reply(
        ExitStatus.LEAK if counts[Status.LEAK] else bool(counts[Status.REVIEW]),
        lambda: verification_report(results, own, language.code, sought_counts(applicant)),
        partial(say, said),
    )
