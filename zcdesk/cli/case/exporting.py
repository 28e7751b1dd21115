"""``zcdesk case export``: what it asks first, and what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

from zcdesk.cases.case import Case
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import at, told_line
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import UNFINISHED
from zcdesk.cli.answering import Reply
from zcdesk.cli.case.access import can_be_asked
from zcdesk.cli.case.outcomes import exported_data
from zcdesk.cli.output import language, say, say_error, say_findings, text
from zcdesk.cli.packing import packed, why_left_out
from zcdesk.export.papers.differences import told
from zcdesk.export.plan.manifest import Content
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.stored_export import export_stored, part_of


def pledged(notice: Notice, case: Case) -> bool | None:
    """Tell what the applicant has to confirm before anything leaves, and ask where one can answer.

    What the notice says happens to false or careless material is reported with it.

    Args:
        notice: What it wants confirmed.
        case: Whose material.

    Returns:
        True where the notice wants nothing confirmed or the person at the terminal did, None where
        she declined, False where nobody is there to be asked: a script says it by an option.
    """
    for passage in at(concerning(notice, case), Moment.CHECK):
        say(told_line(passage, language.code))
    if notice.pledge is None:
        return True
    pledge = notice.pledge
    say(text("cli.pledge", sentence=pledge.sentence, clause=pledge.clause))
    if can_be_asked():
        return True if typer.confirm(text("cli.pledge_ask")) else None
    say_error(text("cli.pledge_open"))
    return False


def export_pages(
    stored: CaseFile,
    notice: Notice,
    out: Path,
    section: str | None,
    slot: str | None,
    content: Content,
) -> Reply:
    """Write the package; print which pages stayed out, and why, and what is still missing."""
    try:
        part = part_of(stored.case, notice, section, slot)
    except KeyError as cause:
        raise typer.BadParameter(text("cli.no_such_part", part=slot or section or "")) from cause
    now = datetime.now(UTC)
    total = sum(part.is_confirmed(page) for page in part.pages)
    with WorkerPool(alone=True) as pool:
        walk = export_stored(pool, stored, part, notice, out, now, content)
        doubted, done = packed(walk, total, stored.case.places)
    for left in done.left_out:
        page = stored.case.page(left.number)
        say_error(why_left_out(left, page.file_name))
        if page.refused:
            say_findings(page.file_name, page.findings)
    if done.left_out and notice.masking is not None and notice.masking.consequence is not None:
        warned = notice.masking.consequence
        say_error(text("cli.left_out_warning", sentence=warned.quote, clause=warned.clause))
    for line in done.differences:
        say(told(line))
    say(text("demo.done", folder=str(done.folder), count=done.exported))
    lacking = [
        slot_state
        for state in evaluate(notice, stored.case, now).sections
        for slot_state in state.slots
        if section in (None, state.id)
        and slot in (None, slot_state.id)
        and slot_state.state in UNFINISHED
    ]
    for slot_state in lacking:
        word = text(f"case.slot.{slot_state.state}")
        say_error(
            text("cli.slot_open", slot=slot_state.title, state=word, reason=slot_state.reason)
        )
    return Reply(
        bool(done.left_out or lacking),
        partial(exported_data, stored.case, done, lacking, doubted),
    )
