"""F1: the manual at the passage of the page on screen, and its keys; the window goes on beside."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QWidget

from zcdesk.resources import resource
from zcdesk.ui.help.everywhere import FIND, SHEET, WINDOW
from zcdesk.ui.help.topics import FIRST, Passage, chapter_of, contents, found, in_language, of_page
from zcdesk.ui.keys.actions import Action, Actions, KeySheet, key_lines
from zcdesk.ui.kit import Button, ButtonKind, given, preferences, show_outside
from zcdesk.ui.kit.column_page import scroll_area
from zcdesk.ui.kit.top_bar import HELP, PRACTICE
from zcdesk.ui.look import (
    SPRING,
    Label,
    Tone,
    TypeRole,
    beside,
    column,
    filled,
    fonts,
    grid,
    stacked,
    theme,
    tip,
    tokens,
)

USUAL = QSize(1080, 680)
LEAST = QSize(760, 480)
"""A window that is smaller has no room for a sheet of its own size."""


BACK: Action[ManualReader] = Action(
    "back", "后退", "back", ("Alt+Left",), lambda reader: reader.go_back()
)

KEYS = 380
"""Pixels for the table of keys."""


class HelpSheet(QDialog):
    """The manual at the left, the keys of the page at the right.

    Attributes:
        reader: The manual.
        field: What is typed there is looked for in it.
    """

    def __init__(self, parent: QWidget, page: QWidget, anchor: str = "") -> None:
        """Make the sheet of ``page``; with ``anchor`` another passage is shown than the page's."""
        super().__init__(parent, **given(windowTitle=self.tr("快捷键与帮助")))
        self.reader = ManualReader()
        self.field = QLineEdit(
            placeholderText=self.tr("在手册里查找"),
            clearButtonEnabled=True,
            **given(
                accessibleName=self.tr("在手册里查找"),
                textChanged=self.reader.look_for,
                returnPressed=self.reader.setFocus,
            ),
        )
        column(
            self,
            (20, 16, 20, 16),
            12,
            self._head(),
            (beside((self.reader, 1), self._keys(page), gap=20), 1),
            self._foot(),
        )
        Actions(self.field, (FIND,), self, WINDOW)
        self.reader.open(anchor or of_page(page_name(page)))
        self.resize(USUAL.boundedTo(_room(parent.window())))
        self.reader.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press no button that has no focus: whoever types looks for something."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        back = Actions(self.reader, (BACK,), self, WINDOW).button("back", ButtonKind.GHOST)
        whole = Button(
            self.tr("带图的整本"),
            ButtonKind.GHOST,
            icon="book",
            do=lambda: show_outside(resource("manual", "manual.html")),
            toolTip=tip(self.tr("在浏览器里打开，可以打印；文件在这台电脑上")),
        )
        whole.setAccessibleName(f"{whole.text()}，{whole.toolTip()}")
        return beside(
            (self.field, 1),
            back,
            Button(self.tr("目录"), ButtonKind.GHOST, icon="list", do=self.reader.show_contents),
            whole,
            gap=8,
        )

    def _keys(self, page: QWidget) -> QWidget:
        """Return the table of keys; it scrolls where the sheet is low."""
        sheet: KeySheet = getattr(page, "keys_shown", SHEET)
        title = QCoreApplication.translate("keys", sheet.title)
        rows = key_lines((*sheet.rows, *(page.window().property(PRACTICE) or ())))
        cells = grid(gap=(12, 6))
        cells.setColumnStretch(1, 1)
        for line, row in enumerate(rows):
            cells.addWidget(Label(row.keys, TypeRole.STRONG), line, 0, Qt.AlignmentFlag.AlignTop)
            cells.addWidget(Label(row.does, TypeRole.BODY, Tone.TEXT2, wrap=True), line, 1)
        inner = filled(
            QWidget(),
            stacked(Label(title, TypeRole.TITLE, wrap=True), cells, SPRING, margins=(0, 0, 12, 0)),
        )
        return scroll_area(
            inner,
            minimumWidth=KEYS,
            maximumWidth=KEYS,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            focusPolicy=Qt.FocusPolicy.TabFocus,  # the arrow keys scroll it
            accessibleName=title,
        )

    def _foot(self) -> QHBoxLayout:
        caption = self.tr("右手用鼠标，左手用字母键；每一步都可以撤销，随时可以关上窗口。")
        return beside(
            (Label(caption, TypeRole.CAPTION, Tone.TEXT2, wrap=True), 1),
            Button(self.tr("知道了"), key="Esc", do=self.close),
        )


def show_sheet(window: QWidget, page: QWidget, anchor: str = "") -> None:
    """Show the sheet of a page in front of its window, in place of one that is there already."""
    for sheet in window.findChildren(HelpSheet):
        sheet.close()
    sheet = HelpSheet(window, page, anchor)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.show()


def answer_f1(window: QWidget) -> None:
    """Let F1 show the sheet of a window that is beside or in front of the main one."""
    row = Action[QWidget](HELP.name, keys=HELP.keys, do=lambda one: show_sheet(one, one))
    Actions(window, (row,), window, WINDOW)


def _room(window: QWidget) -> QSize:
    """Return what a sheet may take: the window's size, of a slim one what the screen has."""
    if window.width() >= LEAST.width() and window.height() >= LEAST.height():
        return window.size()
    return window.screen().availableSize()


def page_name(page: QWidget) -> str:
    """Return the name by which the help of a page is looked up."""
    return str(getattr(page, "help_name", type(page).__name__))


# --- The manual as text: a chapter at one of its passages, its contents, and what was looked for --
# It is shown by the program itself: a browser opened for it might greet a person with pages of its
# maker, from the network. Pictures are left to the page for browsers: they show what is on screen.


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
        """Show all headings."""
        self.open(CONTENTS)

    def go_back(self) -> None:
        """Show what was on screen before."""
        if self._before:
            self._shown, self._words = self._before.pop(), ""
            self._show_anew()

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
        self.setHtml(_headed("".join(one.body for one in shown)))
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
            f'<h2><a href="#{one.anchor}">{escape(one.title)}</a></h2><p>{escape(around)}</p>'
            for one, around in hits
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
