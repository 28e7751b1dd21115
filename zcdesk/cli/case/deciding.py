"""``zcdesk case decide``: the answers of a file, and what of them could not be done."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.case import Answer, Case
from zcdesk.cases.exchange.act_entries import ActEntryBase
from zcdesk.cases.exchange.decision_file import DecisionFile
from zcdesk.cases.exchange.doubts import pages_named, unknown_spellings, with_spellings
from zcdesk.cases.exchange.left import LeftDecision, Why, left_of, rest_of
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cli.answering import Reply
from zcdesk.cli.case.access import notice_for
from zcdesk.cli.case.facts import recorded, tell_unused
from zcdesk.cli.case.sorting import examine_pages
from zcdesk.cli.output import (
    language,
    line_of,
    listed,
    say,
    say_error,
    say_states,
    text,
    write_json,
)
from zcdesk.errors import ZcdeskError
from zcdesk.notices.profile.notice import Notice
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.vocabulary import one_of
from zcdesk.wording import spoken, thing_word
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.case.case_files import decide_stored, do_stored, words_known
from zcdesk.workflow.side_by_side.same_again import same_again


class LeftEntry(DataPart):
    """A decision that was not done: its key in the file, the name or (from 0) the number there."""

    key: str
    entry: int | str
    why: Annotated[str, one_of(Why)]


class DecidedCase(DataDocument):
    """What became of a file of decisions; what is not among ``left`` was done."""

    recorded: bool
    left: tuple[LeftEntry, ...]


def decide_pages(stored: CaseFile, decisions: DecisionFile, rest: Path | None) -> Reply:
    """Do the acts, take spellings, examine what waits, give the answers, and print what is open.

    Args:
        stored: The case.
        decisions: The answers.
        rest: Where those are written that were not done; there is none where all were.
    """
    known = stored.case
    notice = notice_for(known)
    refused = _acts_done(stored, notice, decisions.acts)
    unmet_spellings = unknown_spellings(stored.case, decisions.spellings)
    spelled = with_spellings(stored.case, decisions.spellings)
    if spelled != stored.case:
        stored.save(spelled, ActCode.APPLICANT)
    unseen = {page.number for page in stored.case.pages if not page.examined}
    if words_known(stored.case):
        examine_pages(stored, sorted(unseen))
    before = stored.case
    decisions = with_same_again(before, decisions)
    decide_stored(stored, decisions, unseen, notice)
    left = left_of(before, stored.case, decisions, refused, unmet_spellings, unseen)
    _tell_answers(notice, before, stored.case)
    _tell_left(decisions, left)
    slots = (*decisions.not_applicable, *decisions.slot_routes)
    unused = tell_unused(notice, decisions.facts, slots)
    still_open = _tell_open(stored.case, decisions, unseen)
    say_states([stored.case.state(page) for page in stored.case.pages])
    changed = stored.case != known
    if rest is not None and left:
        write_json(rest_of(decisions, left), str(rest))
    nowhere = any(entry.why not in (Why.NOT_SEEN, Why.STILL_OPEN) for entry in left)
    entries = tuple(LeftEntry.model_validate(entry) for entry in left)
    return Reply(
        recorded(changed, unused or nowhere) or still_open,
        lambda: DecidedCase(recorded=changed, left=entries),
    )


def _acts_done(
    stored: CaseFile, notice: Notice, entries: Collection[ActEntryBase]
) -> tuple[int, ...]:
    """Do the acts of a file one after the other; tell and return which cannot be done."""
    refused = []
    for number, entry in enumerate(entries):
        try:
            do_stored(stored, notice, entry.row, entry.asked())
        except ZcdeskError as error:
            refused.append(number)
            why = line_of(spoken(error.finding(), language.code))
            say_error(text("cli.act_left", number=number + 1, act=entry.act, why=why))
    return tuple(refused)


_TOLD = (
    (("places", "same_again", "reopen", "spellings"), "cli.places_unknown"),
    (("confirm", "by_hand", "waivers"), "cli.confirm_unknown"),
)
"""Which keys are told of together, and how, where the case has not what they name."""


def _tell_left(decisions: DecisionFile, left: Collection[LeftDecision]) -> None:
    """Tell which decisions are about what the case does not have."""
    gone = [entry for entry in left if entry.why not in (Why.NOT_SEEN, Why.STILL_OPEN)]
    for entry in gone:
        if entry.key == "pages":
            page = decisions.answered_at(int(entry.entry))
            say_error(text("cli.decision_no_page", sha256=page.name, page=page.index + 1))
    for keys, code in _TOLD:
        names = [_shown(decisions, entry) for key in keys for entry in gone if entry.key == key]
        if names:
            say_error(text(code, names=listed(names)))


def _shown(decisions: DecisionFile, entry: LeftDecision) -> str:
    """Return what an entry names: of a waiver the page that it is about."""
    if entry.key == "waivers":
        return str(decisions.waivers[int(entry.entry)].page)
    return str(entry.entry)[:13]


def _tell_open(case: Case, decisions: DecisionFile, unseen: Collection[int]) -> bool:
    """Tell which pages nobody has confirmed yet, and why; return whether there are any."""
    still_open = [page for page in case.pages if not case.is_confirmed(page)]
    confirmed = pages_named(case, decisions.confirm)
    for page in still_open:
        code, place = "cli.page_open", case.places[page.number]
        if page.refused:
            code = "cli.file_refused"
        elif page.whose_open:
            code = "cli.page_foreign"
        elif case.left_by_hand(page) and not page.open_doubts():
            code = "cli.page_by_hand"
        elif page.number in confirmed:
            code = "cli.page_unseen" if page.number in unseen else "cli.page_places_open"
        left, what = len(page.open_doubts()), listed(case.left_by_hand(page))
        say_error(text(code, page=place, file=page.file_name, count=left, what=what))
    return bool(still_open)


def _tell_answers(notice: Notice, before: Case, after: Case) -> None:
    """Tell what to click on the platform for pages that were just answered."""
    asked = notice.page_answer
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
