"""The state of a case, in lines: sections, terms, what the notice says about her, open points."""

from __future__ import annotations

from collections.abc import Sequence

from zcdesk.checks.concerning.told import Told, by_place, place_words, told_line
from zcdesk.checks.states import Deadline, Evaluation
from zcdesk.cli.output import language, line_of, say, say_error, text
from zcdesk.findings import Severity
from zcdesk.notices.profile.notice import Notice, told_end


def tell_status(notice: Notice, evaluation: Evaluation, told: Sequence[Told]) -> None:
    """Print states and terms, then what the notice says, place by place, then what is open."""
    for section in evaluation.sections:
        say(f"{section.title}  {text(f'case.slot.{section.word}')}")
        for slot in section.slots:
            say(f"  {slot.id}  {slot.title}  {text(f'case.slot.{slot.word}')}")
    for deadline in evaluation.deadlines:
        say(_said(deadline))
    if told:
        say()
        say(text("told.heading"))
    titles = {slot.id: slot.title for slot in notice.slots()}
    for place, here in by_place(notice, told):
        say(place_words(notice, place, language.code))
        for one in here:
            where = f"{titles[one.slot]}  " if one.slot else ""
            say(f"  {where}{told_line(one, language.code)}")
    for finding in evaluation.findings:
        if finding.severity is not Severity.INFO:
            say_error(line_of(finding.wording(language.code)))
        else:
            say(line_of(finding.wording(language.code)))


def _said(deadline: Deadline) -> str:
    """Return a deadline in Beijing time, with what is left."""
    details = {"what": deadline.what, "moment": told_end(deadline.at)}
    hours = int(deadline.hours_left)
    if deadline.hours_left < 0:
        return text("cli.deadline_over", **details)
    left = text("cli.left_days", days=hours // 24) if hours >= 72 else ""
    return text("cli.deadline", **details, left=left or text("cli.left_hours", hours=hours))
