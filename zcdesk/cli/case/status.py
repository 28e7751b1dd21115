"""``zcdesk case status``, by itself: it is asked often, and loads nothing that only others need.

What opens and checks a case is imported inside the command, so that its help answers at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from zcdesk.cli.case.group import group
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    CaseFilePath,
    JsonFile,
    language,
    write_data,
)
from zcdesk.findings import Severity

if TYPE_CHECKING:
    from zcdesk.checks.states import Evaluation


def status_alone() -> typer.Typer:
    """Return the commands of a case with none but this one."""
    alone = group()
    alone.command("status")(status)
    return alone


def status(
    path: CaseFilePath,
    json: JsonFile = None,
) -> int:
    """按通知看这份案卷：每个上传位置还缺什么、轮到谁、截止时间，以及通知里与您有关的话。

    例：zcdesk case status 我的.zcase --json 状态.json
    """
    from zcdesk.checks.concerning.gathering import concerning
    from zcdesk.checks.evaluating import evaluate
    from zcdesk.cli.case.access import case_to_read, notice_for
    from zcdesk.cli.case.standing import tell_status

    with case_to_read(path) as stored:
        now = stored.case
    notice = notice_for(now)
    evaluation = evaluate(notice, now, datetime.now(UTC))
    concerned = concerning(notice, now)
    if json is not None:
        from zcdesk.checks.reporting import status_document

        write_data(status_document(evaluation, language.code, concerned), json)
    if json != STANDARD_OUTPUT:
        tell_status(notice, evaluation, concerned)
    return 1 if _needs_attention(evaluation) else 0


def _needs_attention(evaluation: Evaluation) -> bool:
    from zcdesk.checks.states import UNFINISHED

    open_slots = any(
        slot.state in UNFINISHED for section in evaluation.sections for slot in section.slots
    )
    return open_slots or any(
        finding.severity is not Severity.INFO for finding in evaluation.findings
    )
