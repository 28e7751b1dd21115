"""What ``zcdesk notice new`` and ``renew`` do: read the text, take answers, print what is open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from zcdesk.cli.answering import Reply
from zcdesk.cli.arguments import notice_of, same_first_key, write_named
from zcdesk.cli.notice.data import NoticeReport, Proposed, RefusedRow, ReportedClause, ReportedItem
from zcdesk.cli.notice.options import NoticeWish
from zcdesk.cli.output import language, say, say_error, say_findings, text, told_of
from zcdesk.cli.statuses import ExitStatus
from zcdesk.disk.paths import is_there
from zcdesk.notices.editing.acts import surely_read
from zcdesk.notices.editing.building import Built
from zcdesk.notices.editing.draft import Draft
from zcdesk.notices.editing.reading import identifier
from zcdesk.notices.files import own_examples
from zcdesk.notices.files.loading import built_in_ids, notice_text
from zcdesk.notices.files.locating import ProfileError
from zcdesk.notices.files.parsing import lines_of, parse_profile, read_profile
from zcdesk.notices.making.beside import ClauseState
from zcdesk.notices.making.comparing import profile_copy
from zcdesk.notices.profile.notice import Notice
from zcdesk.printable import shortened
from zcdesk.quantities.days import all_years
from zcdesk.workers.pool import WorkerPool
from zcdesk.workflow.notice_text.draft import built_beside, drafted_anew, most_like

_SHOWN = 60


def made(texts: Sequence[Path], old: str, wish: NoticeWish) -> Reply:
    """Make a profile of a notice, and return what became of each clause.

    Args:
        texts: The files of the notice.
        old: Id or file of an older notice; "" for none.
        wish: What comes in beside, and what goes where.
    """
    words = words_of(texts)
    named = wish if old else replace(wish, out=wish.out or texts[0])
    near, share = "", 0.0
    with WorkerPool(1) as pool:
        draft = drafted(pool, words, old, named)
        built = built_beside(pool, surely_read(draft))
        if not old and not language.taken:
            near, share = most_like(pool, words, texts[0].name)
    if near:
        say(text("notice.nearest", notice=near, share=round(100 * share)))
    return finished(built, wish.out)


def drafted(pool: WorkerPool, words: str, old: str, wish: NoticeWish) -> Draft:
    """Return the draft of a notice.

    Raises:
        typer.BadParameter: Its year is nowhere.
    """
    tell_left_out(own_examples.NAME, own_examples.kept().left_out)
    year, name, older = wish.year, wish.name or (identifier(wish.out.stem) if wish.out else ""), ""
    if old:
        before, lines = _older(old)
        older = profile_copy(before, lines).text
        year = year or _year(words, before.year + 1)
        name = name or f"{re.sub(r'-?[0-9]{4}$', '', before.id)}-{year}"
    draft = drafted_anew(pool, words, name, year, older)
    if not draft.year:
        raise typer.BadParameter(text("notice.year_missing"))
    return draft


def tell_left_out(file: str, lines: int) -> None:
    """Say how many lines of examples in a file are none, and that the others count."""
    if lines:
        say_error(text("notice.examples_left_out", file=file, count=lines))


def finished(built: Built, out: Path | None) -> Reply:
    """Write a profile where that was asked for, and return what became of each clause."""
    refused = {at: told_of(finding) for at, finding in built.refused.items()}
    whole = not (built.waiting or built.asked or refused)
    status = ExitStatus(not whole)
    if out is not None:
        try:
            parse_profile(built.profile.encode(), out.name)
        except ProfileError as error:
            say_findings("", error.findings())
            status = ExitStatus.NOT_DONE
        else:
            write_named(out, built.profile.encode(), same_first_key)
    data = partial(_report, built, refused)
    return Reply(status, data, partial(_tell, built, refused, status))


def _tell(built: Built, refused: Mapping[str, str], status: ExitStatus) -> None:
    """Print the clauses that are not the same, what is open, and how many are."""
    found = built.accounts
    for account in found:
        clause, state = account.pair.clause, str(account.pair.state)
        if state == ClauseState.SAME and account.pair.moved:
            state = "moved"
        if state == ClauseState.SAME and account.settled:
            continue
        head = " ".join(clause.text.split())
        say(f"{text(f'notice.clause_{state}')}  {clause.printed}  {_cut(head)}")
        for proposal in account.proposals:
            code = "notice.proposed" if proposal.sure else "notice.proposed_unsure"
            kind = text(f"notice.kind_{proposal.kind}")
            say(f"    {text(code, kind=kind, value=proposal.value or _cut(proposal.sentence))}")
        for words in account.pair.lost:
            say(f"    {text('notice.sentence_gone', words=_cut(words))}")
        for words in account.open_words:
            say(f"    {text('notice.clause_open', words=_cut(words))}")
    for row in built.waiting:
        say(text("notice.item_open", clause=row.rule, old=_cut(_listed(row.before)),
                 value=_cut(_listed(row.value))))  # fmt: skip
    count = Counter(str(account.pair.state) for account in found)
    say(text("notice.clause_counts", **(dict.fromkeys(map(str, ClauseState), 0) | count)))
    clauses = sum(not account.settled for account in found)
    if clauses or built.waiting:
        say_error(text("notice.still_open", clauses=clauses, items=len(built.waiting)))
    for at, why in refused.items():
        say_error(text("notice.not_taken", at=at, why=why))
    if status is ExitStatus.DONE:
        say(text("notice.whole"))


def _report(built: Built, refused: Mapping[str, str]) -> NoticeReport:
    """Return what scripts get: every clause, what it proposes, which are open, what was not
    taken."""
    clauses = (
        ReportedClause(
            text=account.pair.clause.text,
            clause=account.pair.clause.printed,
            state=str(account.pair.state),
            lost=tuple(account.pair.lost),
            rules=tuple(f"{built.notice_id}/{rule}" for rule in account.rules),
            proposals=tuple(map(Proposed.model_validate, account.proposals)),
        )
        for account in built.accounts
    )
    items = (
        ReportedItem(at=row.at, clause=row.rule, old=_listed(row.before), found=_listed(row.value))
        for row in built.waiting
    )
    return NoticeReport(
        clauses=tuple(clauses),
        open=tuple(place for place, account in enumerate(built.accounts) if not account.settled),
        unconfirmed=tuple(items),
        refused=tuple(RefusedRow(at=at, why=why) for at, why in refused.items()),
    )


def words_of(texts: Sequence[Path]) -> str:
    """Return the text of all files, annexes behind the notice."""
    for path in texts:
        if not is_there(path):
            raise typer.BadParameter(text("notice.not_there", file=path.name))
    from zcdesk.workflow.notice_text.words_of_file import words_of_notice

    with WorkerPool() as pool:
        return "\n\n".join(words_of_notice(pool, path).rstrip() for path in texts) + "\n"


def _older(given: str) -> tuple[Notice, tuple[str, ...]]:
    """Return the older notice and the lines of its text; its id, or a profile file."""
    path = Path(given)
    if given not in built_in_ids() and path.is_file():
        before = read_profile(path)
        return before, lines_of(before, path.parent) or notice_text(before)
    before = notice_of(given)
    return before, notice_text(before)


def _year(words: str, otherwise: int) -> int:
    years = all_years("\n".join(words.splitlines()[:12]))
    return max((year for year in years if year >= otherwise), default=otherwise)


def _listed(value: str) -> str:
    """Return a value of an older notice with its years listed as in a sentence."""
    return re.sub(r"(?<=\d),(?=\d{4})", "、", value)


def _cut(words: str) -> str:
    return shortened(words, _SHOWN)
