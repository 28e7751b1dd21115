"""The notice's own words, with the places of sentences lit in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser

from zcdesk.ui.look import TypeRole, fonts, theme, tokens

NUMBERS = "①②③④⑤"


class LitText(QTextBrowser):
    """Each place is lit, with the number of its sentence; what has none is folded to a count."""

    def __init__(self, *, whole: bool = False) -> None:
        """Begin empty; ``whole`` folds nothing and numbers nothing."""
        super().__init__(openLinks=False)
        self.setAccessibleName(self.tr("通知的原文"))
        self.setFont(fonts.font(TypeRole.BODY))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(20)
        self._whole = whole
        self._given: tuple[tuple[str, ...], tuple[tuple[str, ...], ...], int] = (("",), (), 0)
        self._opened: set[int] = set()
        self.anchorClicked.connect(self._open)
        theme().changed.connect(self._show)

    def show_lit(
        self, lines: tuple[str, ...], quotes: tuple[tuple[str, ...], ...], here: int = 0
    ) -> None:
        """Show a text with the places of sentences; ``here`` is the one in hand."""
        if self._given != (lines, quotes, here):
            self._opened = set() if self._given[0] != lines else self._opened
            self._given = (lines, quotes, here)
            self._show()

    def _open(self, at: QUrl) -> None:
        first, last = map(int, at.toString().split("-"))
        self._opened.update(range(first, last + 1))
        self._show()

    def _show(self) -> None:
        lines, quotes, here = self._given
        places, first = sorted(_places("\n".join(lines), quotes)), 0
        lit = list[str]()
        for line in lines:
            lit.append(self._lit(line, first, places, here))
            first += len(line) + 1
        lit[0] = f"<b>{lit[0]}</b>"
        shown = {at for at, words in enumerate(lit) if self._whole or "<span" in words}
        parts = list[str]()
        for seen, run in groupby(range(len(lines)), ({0} | shown | self._opened).__contains__):
            rows = [*run]
            parts += (f"<p>{lit[at]}</p>" for at in rows) if seen else (self._fold(rows),)
        self.setHtml("".join(parts))
        self.scrollToAnchor("here")

    def _fold(self, folded: list[int]) -> str:
        """Return the line that stands for lines which hold nothing of the sentences."""
        count = sum(bool(self._given[0][at].strip()) for at in folded)
        words, at = self.tr("{n} 行").format(n=count), f"{folded[0]}-{folded[-1]}"
        link = f'<a style="color:{tokens().text2};text-decoration:none" href="{at}">〉{words}</a>'
        return f'<p style="background:{tokens().sunken}">{link}</p>' if count else ""

    def _lit(self, line: str, first: int, places: list[tuple[int, int, int]], here: int) -> str:
        """Return a line, which begins at ``first`` of the text, with what is lit of it marked."""
        words, end = "", first
        for begin, stop, at in places:
            start, last = max(begin, end), min(stop, first + len(line))
            if start >= last:
                continue
            own = "text-decoration:underline;" if at == here else ""
            anchor = '<a name="here"></a>' if at == here else ""
            number = "" if self._whole else f"{NUMBERS[at]} "
            before, lit = line[end - first : start - first], line[start - first : last - first]
            style = f"background:{tokens().you_soft};{own}"
            words += f"{html.escape(before)}{anchor}"
            words += f'<span style="{style}">{number}{html.escape(lit)}</span>'
            end = last
        return words + html.escape(line[end - first :])


def _places(text: str, quotes: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, int, int]]:
    """Yield where quotes begin and end in a text, and the number of each."""
    for at, own in enumerate(quotes):
        for pattern in filter(None, map(_anywhere, own)):
            yield from ((match.start(), match.end(), at) for match in pattern.finditer(text))


@lru_cache(maxsize=256)
def _anywhere(quote: str) -> re.Pattern[str] | None:
    """Return what finds the pieces of a quote however they are parted by blanks and lines."""
    pieces = ["".join(piece.split()) for piece in quote.split("…")]
    words = "|".join(r"\s*".join(map(re.escape, piece)) for piece in pieces if piece)
    return re.compile(words) if words else None
