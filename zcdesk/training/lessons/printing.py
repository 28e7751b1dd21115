"""Pages of HTML that need no network and print well: certificate, class, a trainer's papers."""

from __future__ import annotations

from collections.abc import Iterable

from zcdesk.export.papers.markup import Markup, element, style

_SHEET = """
body { font-family: "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 24px;
  color: #1d2421; font-size: 14px; }
h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 24px; } h3 { font-size: 15px; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #b9c0ba; padding: 6px 8px; text-align: left; vertical-align: top; }
th { background: #eceee9; } p { margin: 4px 0; } .quiet { color: #55605a; }
.new { page-break-before: always; }
@media print { body { margin: 0; } tr { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def page(title: str, *parts: Markup, sheet: str = "", language: str) -> str:
    """Return a whole page; ``sheet`` changes how it looks."""
    head = (
        element("meta", {"charset": "utf-8"}),
        element("title", {}, title),
        style(_SHEET + sheet),
    )
    whole = element(
        "html",
        {"lang": "zh-CN" if language == "zh" else "en"},
        element("head", {}, *head),
        element("body", {}, *parts),
    )
    return f"<!doctype html>\n{whole}\n"


def table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> Markup:
    """Return a table; its heads are printed again on every sheet of paper."""
    body = (_row("td", row) for row in rows)
    return element("table", {}, element("thead", {}, _row("th", heads)), *body)


def _row(tag: str, cells: Iterable[object]) -> Markup:
    texts = (cell if isinstance(cell, str) else str(cell) for cell in cells)
    return element("tr", {}, *(element(tag, {}, text) for text in texts))
