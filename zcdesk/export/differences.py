"""What changed since the package that was handed in: which picture to delete, which to upload."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from zcdesk.cases.case import Case
from zcdesk.cases.deliveries import DeliveredFile, Delivery, DeliveryKind
from zcdesk.cases.rounds import Round, ToDo
from zcdesk.export.checklist import Checklist, ChecklistRow, word
from zcdesk.export.html import drawn_guide, whole_page
from zcdesk.export.layout import PlannedPage
from zcdesk.export.markup import Markup, element
from zcdesk.resources import resource
from zcdesk.wording import sentence

_HASH_SHOWN = 12


class Change(StrEnum):
    """What is to be done on the platform; each has a sentence ``export.change.…``."""

    REPLACE = "replace"
    ADD = "add"
    DELETE = "delete"


@dataclass(frozen=True)
class Sent:
    """A file that was sent, with the delivery that it went out with."""

    file: DeliveredFile
    delivery: Delivery


@dataclass(frozen=True)
class Difference:
    """One line: what to do on the platform with one picture.

    Attributes:
        change: Delete, upload anew or replace.
        section: Title of the section, or "".
        slot: Title of the slot, or its id where the notice has it no more.
        old: What was sent, or None.
        row: What is to be uploaded, or None.
        reasons: Words of the return that belong to it.
    """

    change: Change
    section: str
    slot: str
    old: Sent | None
    row: ChecklistRow | None
    reasons: tuple[str, ...] = ()


def sent_files(case: Case) -> dict[str, Sent]:
    """Return the newest file of each name among the packages that count as sent.

    What was handed in counts; before anything was, what was written out does. A name counts by
    slot folder and picture, whatever the folder of the package above is called.
    """
    written = [one for one in case.deliveries if one.kind is not DeliveryKind.PAPER]
    handed = [one for one in written if one.submitted is not None] or written
    return {
        below_root(file.name): Sent(file, delivery)
        for delivery in handed
        for file in delivery.files
    }


def below_root(name: str) -> str:
    """Return a picture's path below the folder of pictures: slot folder and name."""
    return "/".join(PurePosixPath(name).parts[1:]) or name


def differences(
    case: Case, listed: Checklist, planned: Sequence[PlannedPage], latest: Round | None
) -> tuple[Difference, ...]:
    """Return what is to be done on the platform, in its order; deletions of a slot come first.

    Args:
        case: The whole case, with its deliveries.
        listed: The pictures of this package, which differ from those sent.
        planned: Every picture that the package was made from, also those that did not change.
        latest: The return that is being answered, or None.
    """
    sent = sent_files(case)
    rows = {f"{row.folder}/{row.file}": row for row in listed.rows}
    gone = [name for name, one in sent.items() if _is_gone(name, one.file, case, planned)]
    lines = [*_deleted(gone, sent, listed), *_uploaded(rows, sent, latest)]
    order = {name: place for place, name in enumerate(sorted({*sent, *rows}))}
    return tuple(sorted(lines, key=lambda line: order[_name_of(line)]))


def _is_gone(name: str, file: DeliveredFile, case: Case, planned: Sequence[PlannedPage]) -> bool:
    """Tell whether a picture on the platform is to be deleted without another in its place.

    Its page was removed, or belongs to another slot, or goes out under another name (joined,
    split). A page that only waits for its confirmation stays on the platform for now.
    """
    slots = {page.number: page.slot for page in case.pages}
    if file.page is None or slots.get(file.page) != file.slot:
        return True
    names = {below_root(page.file.as_posix()) for page in planned}
    drawn = {one.page.number for page in planned for one in page.pages}
    return file.page in drawn and name not in names


def _name_of(line: Difference) -> str:
    if line.row is not None:
        return f"{line.row.folder}/{line.row.file}"
    assert line.old is not None
    return below_root(line.old.file.name)


def _deleted(
    gone: Sequence[str], sent: Mapping[str, Sent], listed: Checklist
) -> Iterator[Difference]:
    titles = {row.folder: (row.section, row.slot) for row in listed.rows}
    for name in gone:
        folder = name.partition("/")[0]
        section, slot = titles.get(folder, ("", folder))
        yield Difference(Change.DELETE, section, slot, sent[name], None)


def _uploaded(
    rows: Mapping[str, ChecklistRow], sent: Mapping[str, Sent], latest: Round | None
) -> Iterator[Difference]:
    for name, row in rows.items():
        old = sent.get(name)
        change = Change.ADD if old is None else Change.REPLACE
        reasons = tuple(_reasons(row, latest))
        yield Difference(change, row.section, row.slot, old, row, reasons)


def _reasons(row: ChecklistRow, latest: Round | None) -> Iterator[str]:
    items: Sequence[ToDo] = latest.items if latest is not None else ()
    for item in items:
        if item.page == row.page or (item.page is None and item.slot and item.slot == row.slot_id):
            yield item.words


def difference_page(listed: Checklist, lines: Sequence[Difference], latest: Round | None) -> bytes:
    """Return the page: one line a picture, what was, what is, what to click."""
    sheet = resource("checklist", "checklist.css").read_text(encoding="utf-8")
    heads = ("done", "where", "delete", "upload", "click", "reason")
    head = element(
        "tr", None, *(element("th", None, word(f"export.difference.{h}")) for h in heads)
    )
    table = element(
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
        element("p", {"class": "own"}, word("export.own_only"), word("export.content.changes")),
        *_returned(latest),
        table,
    )
    return whole_page(word("export.differences"), body, sheet)


def _returned(latest: Round | None) -> tuple[Markup, ...]:
    if latest is None:
        return ()
    told = sentence("export.returned", at=f"{latest.at:%Y-%m-%d %H:%M}").message
    loose = [item.words for item in latest.items if not item.slot]
    listed = (element("li", None, one) for one in loose)
    more = [element("p", None, word("export.loose_reasons")), element("ul", None, *listed)]
    return (element("h2", None, told), *(more if loose else ()))


def _line(line: Difference) -> Markup:
    where = " · ".join(dict.fromkeys(part for part in (line.section, line.slot) if part))
    upload: list[str] = [word(f"export.change.{line.change}")]
    if line.row is not None:
        shown = f"{line.row.folder} / {line.row.file}"
        upload = [shown, element("br"), line.row.pages, drawn_guide(line.row)]
        upload += [_hash(line.row.picture.sha256)]
    cells = (
        element("input", {"type": "checkbox", "aria-label": word("export.column.done")}),
        where,
        _old(line.old),
        element("span", None, *upload),
        line.row.click if line.row is not None else "",
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
        sentence("export.sent_at", at=f"{moment:%Y-%m-%d %H:%M}").message,
        _hash(old.file.sha256),
    )


def _hash(sha256: str) -> Markup:
    return element("div", {"class": "facts"}, f"SHA-256 {sha256[:_HASH_SHOWN]}…")


def sent_page(case: Case) -> bytes:
    """Return the history: every package that was written out, its files and their hashes."""
    sheet = resource("checklist", "checklist.css").read_text(encoding="utf-8")
    parts: list[Markup] = [element("h1", None, word("export.history"))]
    parts.append(element("p", {"class": "own"}, word("export.own_only")))
    for delivery in case.deliveries:
        parts.append(element("h2", None, f"{delivery.at:%Y-%m-%d %H:%M:%S}"))
        parts.append(element("p", None, " · ".join(_about(delivery))))
        rows = (
            element("tr", None, *(element("td", None, cell) for cell in (file.name, file.sha256)))
            for file in delivery.files
        )
        parts.append(element("table", {"class": "open"}, element("tbody", None, *rows)))
    return whole_page(word("export.history"), element("body", None, *parts), sheet)


def _about(delivery: Delivery) -> Iterator[str]:
    yield word(f"export.kind.{delivery.kind}")
    yield sentence("export.count", count=len(delivery.files)).message
    if delivery.submitted is not None:
        yield sentence("export.handed_in", at=f"{delivery.submitted:%Y-%m-%d %H:%M}").message
    else:
        yield word("export.not_handed_in")
    if delivery.note:
        yield delivery.note
