"""What changed since the package that was handed in: which picture to delete, which to upload."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.cases.sent import Sent, below_root, sent_files
from zcdesk.export.papers.checklist import Checklist, ChecklistRow, about_content, checklist, word
from zcdesk.export.papers.html import drawn_guide, open_lines, table, whole_page
from zcdesk.export.papers.markup import Markup, element
from zcdesk.export.plan.layout import PlannedPage
from zcdesk.export.plan.manifest import Content, Finished, FinishedPicture
from zcdesk.notices.profile.notice import Notice
from zcdesk.quantities.moments import BEIJING
from zcdesk.wording import sentence


class PlatformChange(StrEnum):
    """What is to be done on the platform; each has a sentence ``export.change.…``."""

    DELETE = "delete"
    REPLACE = "replace"
    ADD = "add"
    CLICK = "click"


@dataclass(frozen=True)
class Difference:
    """One line: what to do on the platform with one picture.

    Attributes:
        change: Delete, upload anew, replace, or only click otherwise.
        section: Title of the section, or "".
        slot: Title of the slot, or its id where the notice has it no more.
        old: What was sent, or None.
        row: What is to be uploaded or clicked, or None.
        reasons: Words of the return that belong to it.
    """

    change: PlatformChange
    section: str
    slot: str
    old: Sent | None
    row: ChecklistRow | None
    reasons: tuple[str, ...] = ()


def gone_files(case: Case, planned: Sequence[PlannedPage]) -> tuple[Sent, ...]:
    """Return the pictures that are to be deleted on the platform without others in their place.

    Their page was removed, or belongs to another slot, or goes out under another name (joined,
    split). A page that only waits for its confirmation stays on the platform for now, and so does
    one that is no longer in the case while a newer page of its slot waits: that may take its place.

    Args:
        case: The whole case, with its deliveries.
        planned: Every picture that the package is made from, also those that did not change.
    """
    slots = {page.number: page.slot for page in case.pages}
    names = {below_root(page.file.as_posix()) for page in planned}
    drawn = {reviewed_page.page.number for page in planned for reviewed_page in page.pages}
    before = sorted(sent_files(case).items())
    handed_in = [number for _, sent in before for number in (sent.file.page, *sent.file.joined)]
    newest = max((number for number in handed_in if number is not None), default=0)
    waiting = {
        page.slot
        for page in case.pages
        if page.number > newest and page.number not in drawn and not page.refused
    }
    return tuple(
        sent
        for name, sent in before
        if name not in names
        and (
            sent.file.page is None
            or (sent.file.page in slots and slots[sent.file.page] != sent.file.slot)
            or (sent.file.page not in slots and sent.file.slot not in waiting)
            or sent.file.page in drawn
        )
    )


def differences(
    case: Case,
    notice: Notice,
    rows: Sequence[ChecklistRow],
    gone: Sequence[Sent],
    again: Sequence[ChecklistRow] = (),
) -> tuple[Difference, ...]:
    """Return what is to be done on the platform, in its order; deletions of a slot come first.

    Args:
        case: The whole case, with its deliveries; its last return gives the reasons.
        notice: Whose slots.
        rows: The pictures of this package, which differ from those sent.
        gone: What ``gone_files`` returned.
        again: Pictures that stay as they are and are to be clicked otherwise.
    """
    deleted = [_deleted(notice, sent, case) for sent in gone]
    uploaded = [_drawn(row, case) for row in rows]
    clicked = (replace(_drawn(row, case), change=PlatformChange.CLICK) for row in again)
    return tuple(sorted([*_paired(deleted, uploaded), *clicked], key=_order))


def _paired(deleted: list[Difference], uploaded: Sequence[Difference]) -> list[Difference]:
    """Join what goes and what comes in one slot: that picture is replaced, not only deleted."""
    paired, left = [], list(deleted)
    for line in uploaded:
        inside = [gone for gone in left if line.row and _slot_of(gone) == line.row.slot_id]
        alike = [gone for gone in inside if line.row and _stem(gone)[:3] == line.row.file[:3]]
        gone = next(iter((*alike, *inside)), None) if line.change is PlatformChange.ADD else None
        if gone is None:
            paired.append(line)
            continue
        left.remove(gone)
        reasons = tuple(dict.fromkeys((*line.reasons, *gone.reasons)))
        paired.append(replace(line, change=PlatformChange.REPLACE, old=gone.old, reasons=reasons))
    return [*paired, *left]


def _slot_of(line: Difference) -> str:
    return line.old.file.slot if line.old is not None else ""


def _stem(line: Difference) -> str:
    return PurePosixPath(line.old.file.name).stem if line.old is not None else ""


def _order(line: Difference) -> tuple[str, bool, str]:
    name = below_root(line.old.file.name) if line.old is not None else ""
    if line.row is not None:
        name = f"{line.row.folder}/{line.row.file}"
    return name.partition("/")[0], line.change is not PlatformChange.DELETE, name


def _deleted(notice: Notice, sent: Sent, case: Case) -> Difference:
    titles = {slot.id: (part.title, slot.title) for part in notice.sections for slot in part.slots}
    folder = below_root(sent.file.name).partition("/")[0]
    section, slot = titles.get(sent.file.slot, ("", folder))
    reasons = _reasons(sent.file.slot, _pages_of(sent), case)
    return Difference(PlatformChange.DELETE, section, slot, sent, None, tuple(reasons))


def _drawn(row: ChecklistRow, case: Case) -> Difference:
    """Return the line of a picture of this package: it replaces what was sent, or is new."""
    old = sent_files(case).get(f"{row.folder}/{row.file}")
    change = PlatformChange.ADD if old is None else PlatformChange.REPLACE
    reasons = tuple(_reasons(row.slot_id, {row.page, *_pages_of(old)}, case))
    return Difference(change, row.section, row.slot, old, row, reasons)


def _pages_of(sent: Sent | None) -> frozenset[int]:
    """Return the numbers of the pages in a file that was sent."""
    if sent is None or sent.file.page is None:
        return frozenset()
    return frozenset((sent.file.page, *sent.file.joined))


def _reasons(slot: str, pages: Collection[int], case: Case) -> Iterator[str]:
    """Yield the words of the last return that a file answers."""
    items: Sequence[ToDo] = case.rounds[-1].items if case.rounds else ()
    for item in items:
        same_page = item.page is not None and item.page in pages
        if same_page or (item.page is None and item.slot and item.slot == slot):
            yield item.words


def told(line: Difference) -> str:
    """Return one line: on the platform delete which, upload which instead, click what."""
    where = " · ".join(dict.fromkeys(part for part in (line.section, line.slot) if part))
    old = below_root(line.old.file.name) if line.old is not None else ""
    row = line.row
    new = f"{row.folder}/{row.file}" if row is not None else ""
    words = sentence(f"export.do.{line.change}", where=where, old=old, new=new).message
    if row is not None and row.click:
        words += sentence("export.do.and_click", click=row.click).message
    return words


def pictures_of(case: Case, item: ToDo) -> tuple[str, ...]:
    """Return the pictures on the platform that one thing of a return is about, by name."""
    return tuple(
        name
        for name, sent in sorted(sent_files(case).items())
        if (item.page is not None and item.page in _pages_of(sent))
        or (item.page is None and item.slot and sent.file.slot == item.slot)
    )


def changes_of(
    case: Case,
    notice: Notice,
    planned: Sequence[PlannedPage],
    kept: Sequence[PlannedPage],
    pictures: Finished,
    same: Finished,
) -> tuple[Difference, ...]:
    """Return what is to be done on the platform since the package that was handed in.

    Args:
        case: The whole case, with its deliveries and returns.
        notice: What is asked.
        planned: Every picture that was made, also those that did not change.
        kept: Those that changed.
        pictures: Finished pictures of ``kept``.
        same: Finished pictures that are the very ones that were handed in.
    """
    again = [page for page in planned if page.file in same and _clicks_otherwise(case, page)]

    listed = checklist(notice, kept, pictures, content=Content.CHANGES)
    clicked = checklist(notice, again, same, content=Content.CHANGES)
    return differences(case, notice, listed.rows, gone_files(case, planned), clicked.rows)


def _clicks_otherwise(case: Case, page: PlannedPage) -> bool:
    """Tell whether another answer is to be clicked than the one that was handed in."""
    before = sent_files(case).get(below_root(page.file.as_posix()))
    if before is None or not before.file.answer:
        return False
    return page.answer is not None and page.answer != before.file.answer


def delivered(
    planned: Sequence[PlannedPage], finished: Finished, lines: Sequence[Difference] = ()
) -> tuple[DeliveredFile, ...]:
    """Return what to note about a package: its pictures, what is deleted, what is clicked anew.

    Args:
        planned: Every picture that was made.
        finished: Those that are in the package, and those that are only to be clicked otherwise.
        lines: What is to be done on the platform, for a package of changes.
    """
    written = {below_root(page.file.as_posix()) for page in planned if page.file in finished}
    gone = [
        line.old.file
        for line in lines
        if line.change in (PlatformChange.DELETE, PlatformChange.REPLACE)
        and line.old is not None
        and below_root(line.old.file.name) not in written
    ]
    return (
        *(_delivered(page, finished[page.file]) for page in planned if page.file in finished),
        *(DeliveredFile(old.name, "", old.slot, old.page) for old in gone),
    )


def _delivered(page: PlannedPage, picture: FinishedPicture) -> DeliveredFile:
    name = page.file.as_posix()
    joined = tuple(part.page.number for part in page.joined)
    return DeliveredFile(
        name, picture.sha256, page.slot, page.number, str(page.answer or ""), joined
    )


_HASH_SHOWN = 12


def difference_page(listed: Checklist, lines: Sequence[Difference], latest: Round | None) -> bytes:
    """Return the page: one line a picture, what was, what is, what to click; then what is open."""
    heads = ("done", "where", "delete", "upload", "click", "reason")
    head = element(
        "tr", None, *(element("th", None, word(f"export.difference.{h}")) for h in heads)
    )
    lists = element(
        "table",
        {"class": "open"},
        element("thead", None, head),
        element("tbody", None, *map(_line, lines)),
    )
    body = element(
        "body",
        None,
        element("h1", None, word("export.differences")),
        element("p", {"class": "notice"}, listed.notice),
        element("p", {"class": "own"}, word("export.own_only"), about_content(listed)),
        *_returned(latest),
        lists,
        element("h2", None, word("export.missing")),
        open_lines(listed.open_lines),
    )
    return whole_page(word("export.differences"), body)


def _returned(latest: Round | None) -> tuple[Markup, ...]:
    if latest is None:
        return ()
    heading = sentence("export.returned", at=_beijing(latest.at)).message
    loose = [item.words for item in latest.items if not item.slot]
    listed = (element("li", None, name) for name in loose)
    more = [element("p", None, word("export.loose_reasons")), element("ul", None, *listed)]
    return (element("h2", None, heading), *(more if loose else ()))


def _line(line: Difference) -> Markup:
    where = " · ".join(dict.fromkeys(part for part in (line.section, line.slot) if part))
    upload: list[str] = [element("b", None, word(f"export.change.{line.change}"))]
    if line.row is not None:
        shown = f"{line.row.folder} / {line.row.file}"
        upload += [element("br"), shown, element("br"), line.row.pages, drawn_guide(line.row)]
        upload += [_hash(line.row.picture.sha256)]
    cells = (
        element("input", {"type": "checkbox", "aria-label": word("export.column.done")}),
        where,
        word("export.difference.keep") if line.change is PlatformChange.CLICK else _old(line.old),
        element("span", None, *upload),
        line.row.click if line.row is not None else word("export.difference.no_click"),
        "；".join(line.reasons),
    )
    return element("tr", None, *(element("td", None, cell) for cell in cells))


def _old(old: Sent | None) -> Markup:
    """Return the picture that is to be deleted on the platform: its name, when it went, hash."""
    if old is None:
        return element("span", None, word("export.difference.nothing"))
    moment = old.delivery.submitted or old.delivery.at
    return element(
        "span",
        None,
        below_root(old.file.name),
        element("br"),
        sentence("export.sent_at", at=_beijing(moment)).message,
        _hash(old.file.sha256),
    )


def _hash(sha256: str) -> Markup:
    return element("div", {"class": "facts"}, f"SHA-256 {sha256[:_HASH_SHOWN]}…")


def sent_page(case: Case) -> bytes:
    """Return the history: every package that was written out, its files and their hashes."""
    body = element(
        "body",
        None,
        element("h1", None, word("export.history")),
        element("p", {"class": "own"}, word("export.own_only")),
        *(part for delivery in case.deliveries for part in _package(delivery)),
    )
    return whole_page(word("export.history"), body)


def _package(delivery: Delivery) -> tuple[Markup, ...]:
    return (
        element("h2", None, f"{delivery.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"),
        element("p", None, " · ".join(_about(delivery))),
        table((file.name, file.sha256 or word("export.deleted_there")) for file in delivery.files),
    )


def _about(delivery: Delivery) -> Iterator[str]:
    yield word(f"export.kind.{delivery.kind}")
    yield sentence("export.count", count=len(delivery.files)).message
    if delivery.submitted is not None:
        yield sentence("export.handed_in", at=_beijing(delivery.submitted)).message
    else:
        yield word("export.not_handed_in")
    if delivery.note:
        yield delivery.note


def _beijing(moment: datetime) -> str:
    """Return a moment as Beijing's clock shows it; the sentence around it names that clock."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
