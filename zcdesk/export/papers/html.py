"""The checklist as one HTML page that works offline and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zcdesk.export.papers.checklist import (
    Checklist,
    ChecklistRow,
    OpenLine,
    QuotedSentence,
    about_content,
    word,
)
from zcdesk.export.papers.markup import Markup, element, joined, style
from zcdesk.export.papers.places import CoverLine
from zcdesk.export.plan.manifest import Content
from zcdesk.geometry import bounds
from zcdesk.resources import resource
from zcdesk.wording import sentence

_SMALL, _LARGE = 15, 45
"""Height of a picture in heights of the numbers on it, for a thumbnail and for the guide."""


def to_html(listed: Checklist) -> bytes:
    """Return the page as UTF-8.

    It loads nothing: pictures are data URIs, there is no script, and its own content policy
    forbids everything but these pictures and its one style sheet.
    """
    sections = groupby(listed.rows, key=lambda row: row.section)
    body = element(
        "body",
        None,
        _header(listed),
        *(_section(listed, title, list(rows)) for title, rows in sections),
        *_notice_says(listed),
    )
    return whole_page(word("export.title"), body)


def whole_page(title: str, body: Markup, *sheets: str) -> bytes:
    """Return a page that loads nothing and runs nothing, as UTF-8.

    Args:
        title: Of the page.
        body: What it shows.
        sheets: Names of style sheets that go with that of all our pages.
    """
    names = ("checklist.css", *sheets)
    sheet = "".join(resource("checklist", name).read_text(encoding="utf-8") for name in names)
    page = element("html", {"lang": "zh-CN"}, _head(title, sheet), body)
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(title: str, sheet: str) -> Markup:
    """Return the head; the policy names the style sheet by its hash."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", None, title),
        style(sheet),
    )


def _header(listed: Checklist) -> Markup:
    count = sentence("export.count", count=len(listed.rows)).message
    passages = (*listed.passages, QuotedSentence(word("export.percent")))
    return element(
        "header",
        None,
        element("h1", None, word("export.title")),
        element("p", {"class": "notice"}, listed.notice),
        element("p", None, f"{word('export.platform')}：{listed.platform} · {count}"),
        element("p", {"class": "own"}, own_use(listed.content), about_content(listed)),
        *_below("export.deadlines", [(d.what, d.at, d.left, d.clause) for d in listed.deadlines]),
        element("h2", None, word("export.before")),
        element("ul", {"class": "passages"}, *map(_passage, passages)),
        element("h2", None, word("export.missing")),
        open_lines(listed.open_lines),
        *_below("export.copy_texts", [(c.who, c.text, c.clause) for c in listed.copies]),
        *_papers(listed),
        element("h2", None, word("export.contacts")),
        element("ul", None, *(element("li", None, f"{t}：{v}") for t, v in listed.contacts)),
    )


def own_use(content: Content) -> str:
    """Return the sentence that this is for the person alone, and where the pictures are."""
    return sentence("export.own_use", root=content.pictures).message


def _below(code: str, rows: Sequence[Sequence[str]]) -> tuple[Markup, ...]:
    """Return a table below its heading; nothing where it has no row."""
    return (element("h2", None, word(code)), table(rows, "plain")) if rows else ()


def _papers(listed: Checklist) -> tuple[Markup, ...]:
    """Return the list on paper, and the originals to keep."""
    if not listed.papers:
        return (
            element("h2", None, word("export.papers")),
            element("p", None, word("export.papers_not_stated")),
        )
    rows = (
        (_tick(), paper.title, paper.copies, paper.form, paper.clause, f"“{paper.quote}”")
        for paper in listed.papers
    )
    originals = sentence("export.keep_originals", slots="、".join(listed.keep)).message
    return (
        element("h2", None, word("export.papers")),
        table(rows),
        element("p", None, originals if listed.keep else ""),
    )


def _notice_says(listed: Checklist) -> tuple[Markup, ...]:
    """Return what the notice says beside its demands, behind the pictures, place by place."""
    if not listed.told:
        return ()
    parts = [element("h2", None, word("told.heading"))]
    for place, lines in listed.told:
        items = (element("li", None, line) for line in lines)
        parts += [element("h3", None, place), element("ul", None, *items)]
    return (element("section", {"class": "told"}, *parts),)


def table(rows: Iterable[Iterable[str]], kind: str = "open") -> Markup:
    """Return a table of texts without a head."""
    lines = (element("tr", None, *(element("td", None, cell) for cell in row)) for row in rows)
    return element("table", {"class": kind}, element("tbody", None, *lines))


def _passage(passage: QuotedSentence) -> Markup:
    """Return a sentence with the notice's words beside each other below it."""
    clause = f"（{passage.clause}）" if passage.clause else ""
    quotes = [
        element("blockquote", None, f"{word('export.quote')}：“{quote}”{clause}")
        for quote in passage.quotes
    ]
    beside = element("div", {"class": "quotes"}, *quotes) if quotes else ""
    return element("li", None, passage.text, beside)


def open_lines(lines: tuple[OpenLine, ...]) -> Markup:
    """Return what is still open as a table, or the sentence that nothing is."""
    if not lines:
        return element("p", None, word("export.missing_none"))
    places = groupby(lines, key=lambda line: line.place)
    rows = (row for place, inside in places for row in _open_group(place, list(inside)))
    return element("table", {"class": "open todo"}, element("tbody", None, *rows))


def _open_group(place: str, lines: list[OpenLine]) -> Iterable[Markup]:
    """Yield a heading with the place where things are mended, then one row for each of them."""
    if place:
        count = sentence("export.open_count", count=len(lines)).message
        head = element("th", {"colspan": "6", "scope": "rowgroup"}, f"{place}（{count}）")
        yield element("tr", {"class": "place"}, head)
    for line in lines:
        what = line.what.removeprefix(f"{place} · ")
        cells = (_tick(), line.state, "" if what == place else what, line.message, line.who)
        yield element("tr", None, *(element("td", None, cell) for cell in (*cells, line.clause)))


def _section(listed: Checklist, title: str, rows: list[ChecklistRow]) -> Markup:
    slots = groupby(rows, key=lambda row: row.folder)
    return element(
        "section",
        None,
        element("h2", None, title),
        *(_slot(listed, folder, list(inside)) for folder, inside in slots),
    )


def _slot(listed: Checklist, folder: str, rows: list[ChecklistRow]) -> Markup:
    """Return one slot: its heading and a table with one row a picture."""
    first = rows[0]
    facts = [
        sentence("export.folder", root=listed.content.pictures, folder=folder).message,
        sentence("export.count", count=len(rows)).message,
        sentence("export.acts", who=first.who).message,
    ]
    if first.clause:
        facts.append(sentence("export.clause", clause=first.clause).message)
    by_hand = folder in listed.slot_order
    columns = ["done", "picture", "file", "original_shows", "upload_shows"]
    columns += [*_asked(listed), "covers"]
    heads = (element("th", {"class": name}, word(f"export.column.{name}")) for name in columns)
    return joined(
        (
            element("h3", None, first.slot),
            element("p", {"class": "facts"}, " · ".join(facts)),
            element("p", {"class": "byhand"}, word("export.by_hand")) if by_hand else "",
            element(
                "table",
                {"class": "pages"},
                element("thead", None, element("tr", None, *heads)),
                element("tbody", None, *(_page(row, _asked(listed)) for row in rows)),
            ),
        )
    )


def _asked(listed: Checklist) -> list[str]:
    """Return the columns that only some notices need."""
    asked = {"click": listed.asks_clicks, "classified": listed.asks_classified}
    return [name for name, is_asked in asked.items() if is_asked]


def _page(row: ChecklistRow, asked: Sequence[str]) -> Markup:
    lines = (element("b", None, row.file), element("br"), row.pages, element("br"), row.state)
    checked = sentence("export.checked", checks=row.checked).message if row.checked else ""
    file = joined((*lines, element("div", {"class": "facts"}, checked)))
    cells = {
        "click": (row.click, row.click_open),
        "classified": (row.classified, row.classified_open),
    }
    answers = [
        element("td", {"class": f"{name} open" if cells[name][1] else name}, cells[name][0])
        for name in asked
    ]
    covers: list[str] = [element("p", None, line) for line in cover_words(row)]
    return element(
        "tr",
        None,
        element("td", {"class": "done"}, _tick()),
        element("td", {"class": "picture"}, *map(drawn_guide, row.drawn)),
        element("td", None, file),
        element("td", None, row.original_shows),
        element("td", None, row.upload_shows),
        *answers,
        element("td", {"class": "covers"}, *(covers or [word("export.covers_none")])),
    )


def cover_words(row: ChecklistRow) -> Iterator[str]:
    """Yield where the covers of a file are, one sentence each; of a PDF page by page."""
    for drawn in row.drawn:
        if row.sheets and drawn.covers:
            yield f"{drawn.file}："
        for line in drawn.covers:
            yield sentence(
                "export.cover", number=line.number, target=line.target, place=line.place
            ).message


def drawn_guide(row: ChecklistRow, *, large: bool = False) -> Markup:
    """Return the picture of a row with numbered outlines, for covering inside the platform."""
    width, height = row.picture.width, row.picture.height
    shown = row.picture.guide if large and row.picture.guide else row.picture.thumbnail
    source = "data:image/jpeg;base64," + base64.b64encode(shown).decode()
    label = sentence("export.picture_of", page=row.page).message
    frame = {"x": "0", "y": "0", "width": str(width), "height": str(height)}
    return element(
        "svg",
        {"viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": label},
        element("image", {"href": source, "preserveAspectRatio": "none", **frame}),
        *(_outline(line, width, height, _LARGE if large else _SMALL) for line in row.covers),
    )


def _outline(line: CoverLine, width: int, height: int, share: int) -> Markup:
    drawn = [(x * width / 100, y * height / 100) for x, y in line.outline]
    size = max(width, height) / share
    _, top, right, _ = bounds(drawn)
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
    place = {
        "x": f"{min(right + size * 0.15, width - size):.1f}",
        "y": f"{max(top + size * 0.8, size):.1f}",
        "font-size": f"{size:.1f}",
    }
    return joined(
        (
            element("polygon", {"points": corners}),
            element("text", place, str(line.number)),
        )
    )


def _tick() -> Markup:
    return element("input", {"type": "checkbox", "aria-label": word("export.column.done")})
