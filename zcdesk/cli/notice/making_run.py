"""What ``zcdesk notice new`` and ``renew`` do: read the text, take answers, tell what is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from zcdesk.cli.arguments import notice_of
from zcdesk.cli.named_files import same_first_key, write_named
from zcdesk.cli.notice.data import NoticeReport, Proposed, ReportedClause, ReportedItem
from zcdesk.cli.output import STANDARD_OUTPUT, say, say_error, text, told_of, write_data
from zcdesk.disk.paths import is_there
from zcdesk.disk.reading import bounded
from zcdesk.notices.editing.reading import identifier
from zcdesk.notices.files import locating
from zcdesk.notices.files.faults import ProfileError
from zcdesk.notices.files.loading import built_in_ids, notice_text
from zcdesk.notices.files.original_texts import text_beside
from zcdesk.notices.files.parsing import parse_profile, read_profile
from zcdesk.notices.files.writing import written
from zcdesk.notices.profile.notice import Notice
from zcdesk.notices.renewing.accounting import Account, accounts, is_whole, profile_of
from zcdesk.notices.renewing.answering import answered, read_confirmed
from zcdesk.notices.renewing.answering import questions as questions_of
from zcdesk.notices.renewing.beginning import started
from zcdesk.notices.renewing.beside import ClauseState
from zcdesk.notices.renewing.profile import Renewal, confirmed_unchanged
from zcdesk.notices.sentences.written_values import all_years

_SHOWN = 60


@dataclass(frozen=True)
class Wish:
    """What comes in beside the text, and what goes where; None where nothing was said."""

    out: Path | None
    json: str | None
    answers: Path | None
    questions: Path | None
    year: int | None
    name: str | None


def new(texts: Sequence[Path], wish: Wish) -> int:
    """Make a profile of a new notice, and return the exit status.

    Raises:
        typer.BadParameter: Its year stands nowhere.
    """
    words = words_of(texts)
    begun = started(words, wish.name or _identifier(wish.out or texts[0]), wish.year)
    if not begun.year:
        raise typer.BadParameter(text("notice.year_missing"))
    from zcdesk.workers.pool import WorkerPool  # with the reader: a second to load
    from zcdesk.workflow.tasks.notice_words import drafted_beside

    with WorkerPool(1) as pool:
        renewal, near, share = drafted_beside(pool, words, begun, texts[0].name)
    if near and wish.json != STANDARD_OUTPUT:
        say(text("notice.nearest", notice=near, share=round(100 * share)))
    return _finish(renewal, wish)


def renew(texts: Sequence[Path], old: str, wish: Wish) -> int:
    """Hold this year's text beside an older notice, and return the exit status."""
    before, lines = _older(old)
    words = words_of(texts)
    year = wish.year or _year(words, before.year + 1)
    stem = re.sub(r"-?[0-9]{4}$", "", before.id)
    chosen = wish.name or (_identifier(wish.out) if wish.out else f"{stem}-{year}")
    from zcdesk.workers.pool import WorkerPool
    from zcdesk.workflow.tasks.notice_words import renewed_beside

    with WorkerPool(1) as pool:
        renewal = renewed_beside(pool, before, lines, words, (chosen, year))
    renewal = read_confirmed(confirmed_unchanged(renewal))
    return _finish(renewal, wish)


def _finish(renewal: Renewal, wish: Wish) -> int:
    """Take the answers, tell what is where, write what was asked for."""
    refused, report, out = 0, wish.json, wish.out
    if wish.answers is not None:
        given = _given(wish.answers)
        renewal, wrong = answered(renewal, given)
        refused = len(wrong)
        for one in wrong:
            say_error(told_of(one.error.finding(), one.at))
    found = accounts(renewal)
    if report is not None:
        write_data(_report(renewal, found), report)
    if report != STANDARD_OUTPUT:
        _tell(renewal, found)
    if wish.questions is not None:
        write_named(wish.questions, written(questions_of(renewal)).encode())
    whole = is_whole(renewal) and not refused
    if out is not None:
        profile = profile_of(renewal)
        try:
            parse_profile(profile.encode(), out.name)
        except ProfileError as error:
            for fault in error.faults:
                say_error(told_of(fault.finding()))
            return 1
        write_named(out, profile.encode(), same_first_key)
    if report != STANDARD_OUTPUT and whole:
        say(text("notice.whole"))
    return 0 if whole else 1


def _tell(renewal: Renewal, found: Sequence[Account]) -> None:
    """Print the clauses that are not the same, what is open, and how many are."""
    for account in found:
        moved = account.pair.moved and account.pair.state is ClauseState.SAME
        if account.pair.state is ClauseState.SAME and account.settled and not moved:
            continue
        clause = account.pair.clause
        state = (
            text("notice.clause_moved") if moved else text(f"notice.clause_{account.pair.state}")
        )
        head = " ".join(clause.text.split())
        say(f"{state}  {clause.printed}  {_cut(head)}")
        for proposal in account.proposals:
            code = "notice.proposed" if proposal.sure else "notice.proposed_unsure"
            kind = text(f"notice.kind_{proposal.kind}")
            say(f"    {text(code, kind=kind, value=proposal.value or _cut(proposal.sentence))}")
        for words in account.pair.lost:
            say(f"    {text('notice.sentence_gone', words=_cut(words))}")
        for words in account.open_words:
            say(f"    {text('notice.clause_open', words=_cut(words))}")
    for item in renewal.unconfirmed():
        say(text("notice.item_open", clause=item.clause, old=_cut(_value(item.old)),
                 value=_cut(_value(item.value))))  # fmt: skip
    count = {
        str(state): sum(account.pair.state is state for account in found) for state in ClauseState
    }
    say(text("notice.clause_counts", **count))
    clauses = sum(not account.settled for account in found)
    if clauses or renewal.unconfirmed():
        say_error(text("notice.still_open", clauses=clauses, items=len(renewal.unconfirmed())))


def _report(renewal: Renewal, found: Sequence[Account]) -> NoticeReport:
    """Return what scripts get: every clause, what it proposes, which are open."""
    clauses = (
        ReportedClause(
            text=account.pair.clause.text,
            clause=account.pair.clause.printed,
            state=str(account.pair.state),
            lost=tuple(account.pair.lost),
            rules=tuple(f"{renewal.notice_id}/{rule}" for rule in account.rules),
            proposals=tuple(
                Proposed(
                    kind=str(each.kind), value=each.value, sentence=each.sentence, sure=each.sure
                )
                for each in account.proposals
            ),
        )
        for account in found
    )
    items = (
        ReportedItem(
            at=locating.dotted(item.path),
            clause=item.clause,
            old=_value(item.old),
            found=_value(item.value),
        )
        for item in renewal.unconfirmed()
    )
    return NoticeReport(
        clauses=tuple(clauses),
        open=tuple(place for place, account in enumerate(found) if not account.settled),
        unconfirmed=tuple(items),
    )


def words_of(texts: Sequence[Path]) -> str:
    """Return the text of all files, annexes behind the notice."""
    for path in texts:
        if not is_there(path):
            raise typer.BadParameter(text("notice.not_there", file=path.name))
    from zcdesk.workers.pool import WorkerPool  # with the reader: a second to load
    from zcdesk.workflow.tasks.notice_words import words_of_notice

    with WorkerPool() as pool:
        return "\n\n".join(words_of_notice(pool, path).rstrip() for path in texts) + "\n"


def _older(given: str) -> tuple[Notice, tuple[str, ...]]:
    """Return the older notice and the lines of its text; its id, or a profile file."""
    path = Path(given)
    if given not in built_in_ids() and path.is_file():
        before = read_profile(path)
        beside = () if before.text else text_beside(path.parent, before.source)
        return before, beside or notice_text(before)
    before = notice_of(given)
    return before, notice_text(before)


def _year(words: str, otherwise: int) -> int:
    years = all_years("\n".join(words.splitlines()[:12]))
    return max((year for year in years if year >= otherwise), default=otherwise)


def _given(path: Path) -> dict[str, object]:
    """Return the answers of a file.

    Raises:
        ProfileError: It is no such file.
    """
    try:
        raw = bounded(path, locating.LARGEST_FILE)
    except OSError as error:
        raise typer.BadParameter(text("notice.not_there", file=path.name)) from error
    located = locating.locate(raw, path.name)
    if located.faults:
        raise ProfileError(path.name, tuple(located.faults))
    return {str(k): v for k, v in located.data.items()} if isinstance(located.data, dict) else {}


def _identifier(path: Path) -> str:
    return identifier(path.stem)


def _value(value: object) -> str:
    return (
        "、".join(map(str, value))
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
