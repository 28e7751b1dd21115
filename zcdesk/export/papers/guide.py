"""The cover guide (遮盖位置图): each picture with numbered outlines, as a page and as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.documents.blocks import Block, FormSheet, TextLine
from zcdesk.documents.pdf import Figure, drawn
from zcdesk.export.papers.checklist import Checklist, ChecklistRow, word
from zcdesk.export.papers.html import drawn_guide, whole_page
from zcdesk.export.papers.markup import Markup, element
from zcdesk.export.plan.manifest import Content
from zcdesk.wording import sentence

A4 = (595.3, 841.9)
MARGINS = (51.0, 51.0, 51.0, 51.0)
_TITLE, _HEADING, _TEXT = 16.0, 12.0, 10.5
_TALLEST = 560.0
"""Points that a picture may take of a sheet, so that its places are below it."""


def needs_guide(listed: Checklist) -> bool:
    """Tell whether anything is, or is to be, covered."""
    return any(True for _ in _covered(listed))


def _covered(listed: Checklist) -> Iterator[ChecklistRow]:
    """Yield the pictures, and pages of PDFs, on which something is, or is to be, covered."""
    yield from (drawn for row in listed.rows for drawn in row.drawn if drawn.covers)


def guide_page(listed: Checklist) -> bytes:
    """Return the guide as one HTML page that works offline and prints on A4."""
    body = element("body", None, _header(listed), *map(_shown, _covered(listed)))
    return whole_page(word("export.guide"), body, "guide.css")


def guide_pdf(listed: Checklist) -> bytes:
    """Return the guide as PDF: one sheet a picture, its places in percent below."""
    blocks: list[Block | Figure] = [
        line(word("export.guide"), _TITLE, bold=True),
        line(listed.notice),
        line(about(listed.content)),
        line(word("export.percent")),
    ]
    for row in _covered(listed):
        blocks += _figure(row)
    return drawn(empty_sheet(), blocks)


def empty_sheet() -> FormSheet:
    """Return an A4 sheet with narrow margins."""
    return FormSheet(*A4, MARGINS, (), 0)


def about(content: Content) -> str:
    """Return what the guide is, and what its pictures are."""
    return word("export.guide_about") + word(f"export.content.{content}")


def line(text: str, size: float = _TEXT, *, bold: bool = False, before: float = 4.0) -> TextLine:
    """Return one paragraph of a sheet of ours."""
    return TextLine(text, "宋体", size, bold, before=before, leading=size * 1.6)


def told(row: ChecklistRow) -> Sequence[str]:
    """Return the places of a picture's covers, one sentence each."""
    return [
        sentence("export.cover", number=c.number, target=c.target, place=c.place).message
        for c in row.covers
    ]


def _figure(row: ChecklistRow) -> list[Block | Figure]:
    picture = row.picture
    outlines = tuple((str(cover.number), cover.outline) for cover in row.covers)
    heading = f"{row.slot}  {row.folder} / {row.file}  {row.pages}"
    shown = picture.guide or picture.thumbnail
    places = [line(text, before=1) for text in told(row)]
    return [
        line(heading, _HEADING, bold=True, before=14),
        *map(line, _asked(row)),
        Figure(shown, picture.width, picture.height, outlines, _TALLEST),
        *places[:-1],
        *(replace(place, ends_page=True) for place in places[-1:]),
    ]


def _asked(row: ChecklistRow) -> list[str]:
    """Return what the platform and the notice want for a picture; its state where nothing."""
    asked = {"click": row.click, "classified": row.classified}
    lines = [f"{word(f'export.column.{name}')}：{text}" for name, text in asked.items() if text]
    return lines or [row.state]


def _header(listed: Checklist) -> Markup:
    return element(
        "header",
        None,
        element("h1", None, word("export.guide")),
        element("p", {"class": "notice"}, listed.notice),
        element("p", {"class": "own"}, about(listed.content)),
        element("p", None, word("export.percent")),
    )


def _shown(row: ChecklistRow) -> Markup:
    return element(
        "section",
        {"class": "guide"},
        element("h2", None, f"{row.slot} · {row.folder} / {row.file}"),
        element("p", {"class": "facts"}, " · ".join((row.pages, *_asked(row)))),
        element("div", {"class": "large"}, drawn_guide(row, large=True)),
        element("ul", None, *(element("li", None, text) for text in told(row))),
    )
