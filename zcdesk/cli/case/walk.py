"""The commands of ``zcdesk case`` that read pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Answer, Case, Decision, PageState
from zcdesk.cases.exchange.decision_file import Decisions, met_by_no_page
from zcdesk.cases.exchange.doubts import is_named, met_by_none, unknown_places
from zcdesk.cases.exchange.spellings import unknown_spellings, with_spellings
from zcdesk.cases.file.store import CaseFile
from zcdesk.checks.concerning.gathering import concerning
from zcdesk.checks.concerning.told import at, told_line
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.states import UNFINISHED
from zcdesk.cli.arguments import tell_empty_folders
from zcdesk.cli.case.access import can_be_asked, notice_for
from zcdesk.cli.case.examining import examine_pages
from zcdesk.cli.case.facts import tell_unused
from zcdesk.cli.case.sorting import sort_stored, tell_sorted
from zcdesk.cli.output import (
    STANDARD_OUTPUT,
    language,
    listed,
    say,
    say_error,
    say_findings,
    say_states,
    steps,
    text,
    write_data,
)
from zcdesk.disk.paths import is_there
from zcdesk.export.papers.differences import told
from zcdesk.export.plan.manifest import Content
from zcdesk.findings import Finding, Severity
from zcdesk.notices.profile.entries import Moment
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.opening.folders import files_of
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import (
    decide_stored,
    export_stored,
    import_scans,
    part_of,
    words_known,
)
from zcdesk.workflow.package.exporting import PackageDone
from zcdesk.workflow.side_by_side.same_again import same_again


def add_files(
    stored: CaseFile,
    slot: str,
    paths: Sequence[Path],
    passwords: Sequence[str] = (),
    *,
    later: bool,
    instead_of: int = 0,
) -> int:
    """Import files, read and search them unless ``later``, and tell what needs a person.

    Pages that an earlier run imported and did not come to search are searched with them. Without a
    slot ("") they are then sorted by what they say. ``instead_of`` is the number of a page that the
    first file replaces.
    """
    attention = tell_empty_folders(paths)
    count = sum(1 for _ in files_of(paths))
    with WorkerPool() as pool, steps("cli.importing", count) as progress:
        taken = import_scans(pool, stored, paths, slot, passwords, instead_of=instead_of)
        for imported in taken:
            progress.advance(imported.name)
            say_findings(imported.name, imported.findings)
            attention |= any(finding.severity is not Severity.INFO for finding in imported.findings)
    waiting = [page.number for page in stored.case.pages if not page.examined]
    if waiting and not later and not words_known(stored.case):
        say_error(text("cli.words_not_known"))
        return 1
    if not later:
        examine_pages(stored, waiting)
        if not slot:
            notice = notice_for(stored.case)
            attention |= bool(tell_sorted(stored.case, notice, sort_stored(stored, notice)))
    say_states([stored.case.state(page) for page in stored.case.pages])
    if later:
        return 1 if attention else 0
    states = {stored.case.state(stored.case.page(number)) for number in waiting}
    return 1 if attention or states & {PageState.REVIEW, PageState.REFUSED} else 0


def replace_by_files(
    stored: CaseFile,
    place: int,
    paths: Sequence[Path],
    passwords: Sequence[str] = (),
    *,
    later: bool,
) -> int:
    """Put a scan in the place of the page that people call by this number.

    Raises:
        typer.BadParameter: There is no such page, or it is not one scan.
    """
    numbers = {at: number for number, at in stored.case.places.items()}
    if place not in numbers:
        raise typer.BadParameter(text("cli.no_page_there", place=place))
    if len(paths) != 1 or not is_there(paths[0]):
        raise typer.BadParameter(text("cli.replace_alone"))
    old = numbers[place]
    slot = stored.case.page(old).slot
    status = add_files(stored, slot, paths, passwords, later=later, instead_of=old)
    if old not in {page.number for page in stored.case.pages}:
        say(text("cli.replaced", place=place))
    return status


def decide_pages(stored: CaseFile, decisions: Decisions) -> int:
    """Take spellings, examine what waits, give the answers, and tell what is still open."""
    unmet_spellings = unknown_spellings(stored.case, decisions.spellings)
    spelled = with_spellings(stored.case, decisions.spellings)
    if spelled != stored.case:
        stored.save(spelled, ActCode.APPLICANT)
    unseen = {page.number for page in stored.case.pages if not page.examined}
    if words_known(stored.case):
        examine_pages(stored, sorted(unseen))
    before = stored.case
    decisions = with_same_again(before, decisions)
    unmet = met_by_no_page(before, decisions)
    notice = notice_for(before)
    decide_stored(stored, decisions, unseen, notice)
    _tell_answers(notice, before, stored.case)
    for decision in unmet:
        say_error(
            text("cli.decision_no_page", sha256=decision.sha256[:12], page=decision.index + 1)
        )
    unknown = _tell_unknown(before, decisions, unmet_spellings)
    slots = (*decisions.not_applicable, *decisions.slot_routes)
    unused = tell_unused(notice, decisions.facts, slots)
    still_open = [page for page in stored.case.pages if not stored.case.is_confirmed(page)]
    for page in still_open:
        code, place = "cli.page_open", stored.case.places[page.number]
        if page.whose_open:
            code = "cli.page_foreign"
        elif is_named(page, decisions.confirm) and not page.refused:
            code = "cli.page_unseen" if page.number in unseen else "cli.page_places_open"
        left = len(page.open_doubts())
        say_error(text(code, page=place, file=page.file_name, count=left))
    say_states([stored.case.state(page) for page in stored.case.pages])
    return 1 if still_open or unmet or unused or unknown else 0


def _tell_answers(notice: Notice, before: Case, after: Case) -> None:
    """Tell what to click on the platform for pages that were just answered."""
    asked = notice.masking.page_answer if notice.masking else None
    known = {page.number: page.answer for page in before.pages}
    given = [page for page in after.pages if page.answer not in (None, known.get(page.number))]
    if asked is None or not given:
        return
    say(text("cli.platform_answers", question=asked.question))
    for page in given:
        word = asked.yes.word if page.answer is Answer.YES else asked.no.word
        say(text("cli.platform_answer", page=after.places[page.number], word=word))


def with_same_again(case: Case, decisions: Decisions) -> Decisions:
    """Return the answers with those about places that show the same as a place that was answered
    for all of them, and tell each: the sheet of what one answer decided."""
    if not decisions.same_again:
        return decisions
    with WorkerPool() as pool:
        found = same_again(pool, case, decisions.same_again)
    say(text("cli.same_again", count=len(found)))
    for one in found:
        what, do = text(f"export.target.{one.target}"), text(f"cli.decided.{one.decision}")
        told = text("cli.same_again_place", id=one.name, page=one.place, file=one.file,
                    what=what, do=do, like=one.like)  # fmt: skip
        say(f"  {told}")
    places = {one.name: one.decision for one in found} | decisions.places
    return decisions.model_copy(update={"places": places})


def _tell_unknown(case: Case, decisions: Decisions, spellings: Sequence[str]) -> bool:
    """Tell which names of places and pages the case does not know; return whether there are any.
    ``spellings``: names of spellings that it did not know."""
    named = {**decisions.places, **decisions.same_again}
    named |= dict.fromkeys(decisions.reopen, Decision.LEAVE)
    places = (*unknown_places(case, named), *spellings)
    if places:
        say_error(text("cli.places_unknown", names=listed(places)))
    let_stand = [waiver.page for waiver in decisions.waivers if waiver.page is not None]
    strange = [number for number in let_stand if number not in case.places]
    pages = (*met_by_none(case, decisions.confirm), *strange)
    if pages:
        say_error(text("cli.confirm_unknown", names=listed(str(page)[:12] for page in pages)))
    return bool(places or pages)


def pledged(notice: Notice, case: Case, speak: Callable[[str], None] = say) -> bool | None:
    """Tell what the applicant has to confirm before anything leaves, and ask where one can answer.

    What the notice says happens to false or careless material is told with it.

    Args:
        notice: What it wants confirmed.
        case: Whose material.
        speak: Says a line that needs no attention.

    Returns:
        True where the notice wants nothing confirmed or the person at the terminal did, None where
        she declined, False where nobody is there to be asked: a script says it by an option.
    """
    for one in at(concerning(notice, case), Moment.CHECK):
        speak(told_line(one, language.code))
    if notice.pledge is None:
        return True
    pledge = notice.pledge
    speak(text("cli.pledge", sentence=pledge.sentence, clause=pledge.clause))
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
    json: str | None = None,
) -> int:
    """Write the package; tell which pages stayed out, and why, and what is still missing."""
    try:
        part = part_of(stored.case, notice, section, slot)
    except KeyError as cause:
        raise typer.BadParameter(text("cli.no_such_part", part=slot or section or "")) from cause
    done: PackageDone | None = None
    now = datetime.now(UTC)
    total = sum(part.is_confirmed(page) for page in part.pages)
    findings: list[tuple[int, Finding]] = []
    with WorkerPool() as pool, steps("demo.exporting", total) as progress:
        for step in export_stored(pool, stored, part, notice, out, now, content):
            if isinstance(step, PackageDone):
                done = step
                continue
            progress.advance("")
            if step.page is not None:
                place = stored.case.places[step.number]
                say_findings(text("cli.page", page=place), step.findings)
                findings += ((step.number, found) for found in step.findings)
    assert done is not None
    for left in done.left_out:
        reason = text(f"export.left_out.{left.reason}")
        say_error(text("demo.left_out", page=left.shown, reason=reason))
    if done.left_out and notice.masking is not None and notice.masking.consequence is not None:
        warned = notice.masking.consequence
        say_error(text("cli.left_out_warning", sentence=warned.quote, clause=warned.clause))
    speak = say_error if json == STANDARD_OUTPUT else say
    for line in done.differences:
        speak(told(line))
    speak(text("demo.done", folder=str(done.folder), count=done.exported))
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
    if json is not None:
        from zcdesk.cli.case.outcomes import exported_data

        write_data(exported_data(stored.case, done, lacking, findings), json)
    return 1 if done.left_out or lacking else 0
