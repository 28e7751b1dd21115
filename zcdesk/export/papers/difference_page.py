"""The page of a correction round (改动对照), and the history of what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from zcdesk.cases.case import Case
from zcdesk.cases.records import DeliveredFile, Delivery, Round
from zcdesk.cases.sent import Sent, below_root
from zcdesk.export.papers.checklist import Checklist, about_content, word
from zcdesk.export.papers.differences import Difference, PlatformChange
from zcdesk.export.papers.html import drawn_guide, open_lines, whole_page
from zcdesk.export.papers.markup import Markup, element
from zcdesk.notices.profile.notice import BEIJING
from zcdesk.resources import resource
from zcdesk.wording import sentence

_HASH_SHOWN = 12


def difference_page(listed: Checklist, lines: Sequence[Difference], latest: Round | None) -> bytes:
    """Return the page: one line a picture, what was, what is, what to click; then what is open."""
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
        element("p", {"class": "own"}, word("export.own_only"), about_content(listed)),
        *_returned(latest),
        table,
        element("h2", None, word("export.missing")),
        open_lines(listed.open_lines),
    )
    return whole_page(word("export.differences"), body, sheet)


def _returned(latest: Round | None) -> tuple[Markup, ...]:
    if latest is None:
        return ()
    heading = sentence("export.returned", at=_beijing(latest.at)).message
    loose = [item.words for item in latest.items if not item.slot]
    listed = (element("li", None, one) for one in loose)
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
    sheet = resource("checklist", "checklist.css").read_text(encoding="utf-8")
    parts: list[Markup] = [element("h1", None, word("export.history"))]
    parts.append(element("p", {"class": "own"}, word("export.own_only")))
    for delivery in case.deliveries:
        parts.append(element("h2", None, f"{delivery.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"))
        parts.append(element("p", None, " · ".join(_about(delivery))))
        rows = (
            element("tr", None, *(element("td", None, cell) for cell in _cells(file)))
            for file in delivery.files
        )
        parts.append(element("table", {"class": "open"}, element("tbody", None, *rows)))
    return whole_page(word("export.history"), element("body", None, *parts), sheet)


def _cells(file: DeliveredFile) -> tuple[str, str]:
    return file.name, file.sha256 or word("export.deleted_there")


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
