"""The manual as text: a chapter at one of its passages, its contents, and what was looked for.

It is shown by the program itself: a browser opened for it might greet a person with pages of
its maker, from the network. Pictures are left to the page for browsers: they show what is on
screen.
"""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextBrowser

from zcdesk.ui.help.topics import FIRST, Passage, chapter_of, contents, found, in_language
from zcdesk.ui.kit import given, preferences
from zcdesk.ui.look import TypeRole, fonts, theme, tokens

CONTENTS = "contents"

_KEYS = 'class="keys"'


class ManualReader(QTextBrowser):
    """Shows passages in the language of the window."""

    def __init__(self) -> None:
        super().__init__(
            openLinks=False,
            **given(
                accessibleName=self.tr("手册"),
                anchorClicked=lambda link: self.open(link.fragment()),
            ),
        )
        self.setProperty("panel", "reading")
        self._shown = FIRST
        self._before: list[str] = []
        self._words = ""
        theme().changed.connect(self._show_anew)

    @property
    def shown(self) -> str:
        """Anchor of the passage on screen, ``contents``, or "" while something is looked for."""
        return "" if self._words else self._shown

    def open(self, anchor: str) -> None:
        """Show a passage, among the others of its chapter; unknown ones lead to the beginning."""
        if self._shown != anchor or self._words:
            self._before.append(self._shown)
        self._shown, self._words = anchor, ""
        self._show_anew()

    def show_contents(self) -> None:
        """Show all headings, and give them the keyboard."""
        self.open(CONTENTS)
        self.setFocus()

    def go_back(self) -> None:
        """Show what was on screen before; at the beginning all headings, to choose from."""
        if self._before:
            self._shown, self._words = self._before.pop(), ""
            self._show_anew()
        else:
            self.show_contents()

    def look_for(self, words: str) -> None:
        """Show the passages that hold ``words``; with none, what was on screen before."""
        self._words = words.strip()
        self._show_anew()

    def _show_anew(self) -> None:
        language = preferences().settings.language
        self.document().setDefaultFont(fonts.font(TypeRole.BODY))
        self.document().setDefaultStyleSheet(_style())
        if self._words:
            self.setHtml(self._hits(self._words, language))
        elif self._shown == CONTENTS:
            self.setHtml(self._headings(language))
        else:
            self._show_passage(in_language(self._shown, language))

    def _show_passage(self, passage: Passage) -> None:
        # The keys of the page are beside the manual; a second table of them is only asked for.
        shown = [one for one in chapter_of(passage) if one == passage or _KEYS not in one.body]
        self.setHtml(_headed("".join(passage.body for passage in shown)))
        self.scrollToAnchor(passage.anchor)
        # The width, and so where lines end, is known only when it has been laid out.
        QTimer.singleShot(0, self, lambda: self.scrollToAnchor(passage.anchor))

    def _headings(self, language: str) -> str:
        rows = []
        for content in contents(language):
            link = f'<a href="#{content.anchor}">{escape(content.title)}</a>'
            rows.append(f"<h2>{link}</h2>" if content.level == 1 else f"<p>　{link}</p>")
        return _headed(f"<h1>{escape(self.tr('目录'))}</h1>{''.join(rows)}")

    def _hits(self, words: str, language: str) -> str:
        hits = found(words, language)
        if not hits:
            caption = self.tr("没有找到“{words}”。换个词试试，例如“公章”“退回”。")
            return f"<p>{escape(caption.format(words=words))}</p>"
        rows = "".join(
            f'<h2><a href="#{passage.anchor}">{escape(passage.title)}</a></h2>'
            f"<p>{escape(around)}</p>"
            for passage, around in hits
        )
        caption = self.tr("找到 %n 段", None, len(hits))
        return _headed(f"<h1>{escape(caption)}</h1>{rows}")


def _headed(html: str) -> str:
    """Return HTML whose headings are paragraphs: Qt enlarges headings, whatever size is asked."""
    opened = re.sub(r"<(h[12])\b", r'<p class="\1"', html)
    return re.sub(r"</h[12]>", "</p>", opened)


def _style() -> str:
    table = tokens()
    line = f"line-height: {fonts.line(TypeRole.BODY)}px; -qt-line-height-type: fixed"
    return f"""
    p, li, td, th, pre {{ color: {table.text}; {line}; }}
    p {{ margin: 6px 0; }}
    .h1 {{ font-size: {fonts.points(TypeRole.HEAD)}pt; font-weight: {fonts.weight(TypeRole.HEAD)};
        line-height: {fonts.line(TypeRole.HEAD)}px; margin: 4px 0 8px 0; }}
    .h2 {{ font-size: {fonts.points(TypeRole.TITLE)}pt; font-weight: {fonts.weight(TypeRole.TITLE)};
        line-height: {fonts.line(TypeRole.TITLE)}px; margin: 18px 0 4px 0; }}
    th {{ text-align: left; padding: 3px 14px 3px 0; }}
    td {{ padding: 3px 14px 3px 0; }}
    a {{ color: {table.accent}; text-decoration: none; }}
    code, pre {{ background: {table.sunken}; }}
    """
