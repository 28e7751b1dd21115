"""The commands of ``zcdesk case`` that read pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Answer, Case, Decision, PageState
from zcdesk.cases.exchange.decision_file import DecisionFile, met_by_no_page
from zcdesk.cases.exchange.doubts import (
    is_named,
    met_by_none,
    unknown_places,
    unknown_spellings,
    with_spellings,
)
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cli.arguments import tell_empty_folders
from zcdesk.cli.case.access import notice_for
from zcdesk.cli.case.facts import recorded, tell_unused
from zcdesk.cli.case.sorting import examine_pages, sort_stored, tell_sorted
from zcdesk.cli.output import (
    language,
    listed,
    say,
    say_error,
    say_findings,
    say_states,
    steps,
    text,
)
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_there
from zcdesk.findings import Severity
from zcdesk.notices.profile.notice import Notice
from zcdesk.pages.opening.folders import files_of
from zcdesk.wording import thing_word
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import (
    decide_stored,
    import_scans,
    words_known,
)
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
    """Import files, read and search them unless ``later``, and print what needs a person.

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
    if old in {page.number for page in stored.case.pages}:
        return ExitStatus.NOT_DONE
    say(text("cli.replaced", place=place))
    return status


def decide_pages(stored: CaseFile, decisions: DecisionFile) -> int:
    """Take spellings, examine what waits, give the answers, and print what is still open."""
    known = stored.case
    unmet_spellings = unknown_spellings(known, decisions.spellings)
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
        if page.refused:
            code = "cli.file_refused"
        elif page.whose_open:
            code = "cli.page_foreign"
        elif stored.case.left_by_hand(page) and not page.open_doubts():
            code = "cli.page_by_hand"
        elif is_named(page, decisions.confirm):
            code = "cli.page_unseen" if page.number in unseen else "cli.page_places_open"
        left, what = len(page.open_doubts()), listed(stored.case.left_by_hand(page))
        say_error(text(code, page=place, file=page.file_name, count=left, what=what))
    say_states([stored.case.state(page) for page in stored.case.pages])
    without_effect = bool(unmet or unused or unknown)
    changed = spelled != known or stored.case != before
    return recorded(changed, without_effect) or ExitStatus(bool(still_open))


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


def with_same_again(case: Case, decisions: DecisionFile) -> DecisionFile:
    """Return the answers with those about places that show the same as a place that was answered
    for all of them, and tell each: the sheet of what one answer decided."""
    if not decisions.same_again:
        return decisions
    with WorkerPool() as pool:
        again = same_again(pool, case, decisions.same_again)
    say(text("cli.same_again", count=len(again)))
    for like in again:
        what = thing_word(like.target, language.code, "paper")
        do = text(f"cli.decided.{like.decision}")
        words = text("cli.same_again_place", id=like.name, page=like.place, file=like.file,
                    what=what, do=do, like=like.like)  # fmt: skip
        say(f"  {words}")
    places = {like.name: like.decision for like in again} | decisions.places
    return decisions.model_copy(update={"places": places})


def _tell_unknown(case: Case, decisions: DecisionFile, spellings: Sequence[str]) -> bool:
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
