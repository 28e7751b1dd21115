"""``zcdesk case sort``: pages without a slot go where they say that they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

import typer

from zcdesk.cases.acts.asked import Moved
from zcdesk.cases.acts.table import MOVE
from zcdesk.cases.case import Case, CasePage, PageState
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.checks.slots.expected_names import nobody_on
from zcdesk.cli.answering import Reply, answering
from zcdesk.cli.case.access import notice_for, slot_named
from zcdesk.cli.opening import Opening
from zcdesk.cli.output import language, line_of, say, say_error, say_findings, steps, text
from zcdesk.findings import Finding, amiss
from zcdesk.notices.profile.notice import Notice
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.printable import printable
from zcdesk.vocabulary import one_of
from zcdesk.wording import spoken
from zcdesk.workflow.review.unsorted import Sorted, sorted_by_content, without_slot


class SortedPage(DataPart):
    """One page that had no slot; ``slot`` and ``title`` are "" where nothing is known.

    ``state`` is ``filed``, ``proposed`` (a person has to look) or ``unknown``.
    """

    page: int
    place: int
    file: str
    state: Annotated[str, one_of(("filed", "proposed", "unknown"))]
    slot: str
    title: str
    year: int | None
    reason: str


class SortingOutcome(DataDocument):
    """All pages that had no slot."""

    pages: tuple[SortedPage, ...]


@dataclass(frozen=True)
class ByHand:
    """Pages that go into a slot whatever they say."""

    slot: Annotated[
        str | None,
        typer.Option("--slot", help="不看内容，把 --page 的页放到这里：上传位置的编号或名称。"),
    ] = None
    page: Annotated[
        list[int] | None,
        typer.Option("--page", help="第几页，与窗口里一样（case doubts 里的 place），可多次。"),
    ] = None

    def __post_init__(self) -> None:
        """Refuse pages without a slot, and a slot without pages."""
        if (self.slot is None) != (not self.page):
            raise typer.BadParameter(text("cli.sort_both"))


@answering(Opening.TO_CHANGE, data=True)
def sort(
    stored: CaseFile,
    by_hand: ByHand,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="没有把握的也照建议放，与窗口里“全部照建议归类”一样。")
    ] = False,
) -> Reply:
    """把还没有归类的页按内容放到上传位置：有把握的放好，其余列出来由人决定。

    例：zcdesk case sort 我的.zcase
    """
    from zcdesk.workflow.case.case_files import do_stored, words_known

    notice = notice_for(stored.case)
    if by_hand.slot is not None and by_hand.page is not None:
        asked = Moved(tuple(by_hand.page), slot_named(notice, by_hand.slot))
        examine_pages(stored, do_stored(stored, notice, MOVE, asked))
    waiting = [page.number for page in without_slot(stored.case, notice) if not page.examined]
    if waiting and words_known(stored.case):
        examine_pages(stored, waiting)
    elif waiting:
        say_error(text("cli.words_not_known"))
    result = sort_stored(stored, notice, unsure=unsure)
    case = stored.case
    tell_unsorted(case, notice, result)
    return Reply(
        bool(result.open or result.unknown),
        partial(_data, case, notice, result),
        partial(tell_filed, case, notice, result),
    )


def sort_stored(stored: CaseFile, notice: Notice, *, unsure: bool = False) -> Sorted:
    """File the sure pages in one act; search again those whose new slot covers other things."""
    result = sorted_by_content(stored.case, notice, unsure=unsure)
    if result.filed:
        stored.save(result.case, MOVE.code)
    changed = [
        proposal.number
        for proposal in result.filed
        if not stored.case.page(proposal.number).examined
    ]
    examine_pages(stored, changed)
    return result


def tell_filed(case: Case, notice: Notice, found: Sorted) -> None:
    """Tell what went where, or that there was nothing to sort."""
    for filed in found.filed:
        place = {"slot": filed.slot, "title": notice.slot(filed.slot).title}
        say(text("cli.sorted", **_named(case, filed.number), **place))
    if not (found.filed or found.open or found.unknown):
        say(text("cli.sort_nothing"))


def tell_unsorted(case: Case, notice: Notice, found: Sorted) -> None:
    """Tell what a person has to place."""
    for likely in found.open:
        place = {"slot": likely.slot, "title": notice.slot(likely.slot).title}
        reason = _reason(case, likely.reason)
        say_error(text("cli.sort_likely", **_named(case, likely.number), **place, reason=reason))
    for number in found.unknown:
        say_error(text("cli.sort_unknown", **_named(case, number)))


def examine_pages(stored: CaseFile, numbers: Sequence[int]) -> None:
    """Read and search pages, each stored as soon as it is done."""
    if not numbers:
        return
    from zcdesk.workers.pool import WorkerPool  # with all that reads pictures
    from zcdesk.workflow.case.case_files import examine_stored

    with WorkerPool() as pool, steps("demo.reading", len(numbers)) as progress:
        for page in examine_stored(pool, stored, numbers):
            progress.advance(f"{page.file_name} {text(f'page.state.{stored.case.state(page)}')}")
            _tell_findings(stored.case, page)


def wait_for_person(stored: CaseFile, numbers: Iterable[int]) -> bool:
    """Tell whether any of these pages is refused or to be looked at."""
    states = {stored.case.state(stored.case.page(number)) for number in numbers}
    return bool(states & {PageState.REVIEW, PageState.REFUSED})


def _tell_findings(case: Case, page: CasePage) -> None:
    doubts = tuple(hit.reason for hit in page.hits if hit.is_doubt)
    silent = nobody_on(case, page)
    shown = (*doubts, *amiss(page.findings), *filter(None, (silent,)))
    say_findings(page.file_name, tuple(dict.fromkeys(shown)))


def _named(case: Case, number: int) -> dict[str, str | int]:
    return {
        "page": number,
        "place": case.places[number],
        "file": case.page(number).file_name,
    }


def _reason(case: Case, reason: Finding) -> str:
    """Return why a page may belong somewhere; another page in it is called as people call it."""
    number = reason.details.get("page")
    if isinstance(number, int) and number in case.places:
        reason = replace(reason, details={**reason.details, "page": case.places[number]})
    return line_of(spoken(reason, language.code))


_NOTHING_KNOWN: Mapping[str, object] = {
    "state": "unknown", "slot": "", "title": "", "year": None, "reason": "",
}  # fmt: skip


def _data(case: Case, notice: Notice, found: Sorted) -> SortingOutcome:
    rows = {number: dict(_NOTHING_KNOWN) for number in found.unknown}
    for state, proposals in (("filed", found.filed), ("proposed", found.open)):
        for proposal in proposals:
            rows[proposal.number] = {
                "state": state,
                "slot": proposal.slot,
                "title": notice.slot(proposal.slot).title,
                "year": proposal.year,
                "reason": _reason(case, proposal.reason),
            }
    pages = [
        {**_named(case, page.number), "file": printable(page.file_name), **rows[page.number]}
        for page in case.pages
        if page.number in rows
    ]
    return SortingOutcome.model_validate({"pages": pages})
