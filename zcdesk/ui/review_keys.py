"""The review page's keys; F1 shows the same table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from zcdesk.ui.review_page import ReviewPage


@dataclass(frozen=True)
class KeyRow:
    """Keys and what they do, as the help shows them."""

    keys: str
    does: str


def key_table() -> tuple[KeyRow, ...]:
    """Return every key of the review page with its meaning."""
    say = QCoreApplication.translate
    table = (
        ("F、Enter", say("keys", "下一步：与右下角按钮相同")),
        ("E　R", say("keys", "盖上　不盖（当前一处）")),
        ("T", say("keys", "同样文字都盖（整份案卷）")),
        ("W　S", say("keys", "上一处　下一处")),
        ("A　D", say("keys", "上一页　下一页")),
        ("N、F3", say("keys", "下一个未决定处")),
        ("Q", say("keys", "画遮盖，再按放下")),
        ("X、Delete", say("keys", "删去自己画的一处，或不盖")),
        ("1　2", say("keys", "平台上点“是”　“否”")),
        ("C", say("keys", "看成品：不透明的黑")),
        ("V", say("keys", "按住看没有遮盖的原图")),
        ("Z", say("keys", "适宽、整页、100% 轮换")),
        (say("keys", "Ctrl+滚轮"), say("keys", "在指针处放大、缩小")),
        (say("keys", "空格按住"), say("keys", "拖动页面")),
        ("Ctrl+I", say("keys", "放入扫描件；也可以拖进来")),
        ("Ctrl+R　Ctrl+L", say("keys", "顺时针　逆时针转 90°")),
        ("Ctrl+Enter", say("keys", "确认全部有把握的页，先看数目")),
        ("Ctrl+Z　Ctrl+Y", say("keys", "撤销　重做")),
        ("F6", say("keys", "在页面列表、图片、遮盖列表之间移动")),
        ("Esc", say("keys", "放下画笔，再按取消选中")),
        ("F1", say("keys", "这张表")),
    )
    return tuple(KeyRow(*row) for row in table)


class Keys:
    """Connects keys with acts of one page."""

    def __init__(self, page: ReviewPage) -> None:
        self._page = page

    def on(self, act: Callable[[], None], *keys: str, repeats: bool = False) -> None:
        """Let each of ``keys`` do ``act`` while the page or anything on it has the focus."""
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(repeats)
            shortcut.activated.connect(act)

    # Each of the following is one key that needs a word more than an act of the page.

    def previous_hit(self) -> None:
        """W."""
        self._page.move_selection(-1)

    def next_hit(self) -> None:
        """S."""
        self._page.move_selection(1)

    def previous_page(self) -> None:
        """A."""
        self._page.turn_pages(-1)

    def next_page(self) -> None:
        """D."""
        self._page.turn_pages(1)

    def toggle_draw(self) -> None:
        """Q."""
        self._page.set_drawing(not self._page.tools.draw.isChecked())

    def toggle_final(self) -> None:
        """C."""
        self._page.set_final(not self._page.tools.black.isChecked())

    def escape(self) -> None:
        """Esc: end the summary, then the tool, then the selection."""
        if self._page.decisions.asks_bulk:
            self._page.acts.close_bulk()
        elif self._page.tools.draw.isChecked():
            self._page.set_drawing(False)
        else:
            self._page.select(-1)

    def region(self, by: int) -> None:
        """F6 and Shift+F6: go to the next or previous region."""
        page = self._page
        regions = [page.strip.view, page.canvas.view, page.decisions.hits, page.decisions.primary]
        focus = page.focusWidget()
        at = regions.index(focus) if focus in regions else -1
        regions[(at + by) % len(regions)].setFocus(Qt.FocusReason.TabFocusReason)

    def next_region(self) -> None:
        """F6."""
        self.region(1)

    def previous_region(self) -> None:
        """Shift+F6."""
        self.region(-1)


def bind_keys(page: ReviewPage) -> Keys:
    """Give the review page its keys."""
    keys, acts, session = Keys(page), page.acts, page.session
    keys.on(page.advance, "F")
    keys.on(acts.cover, "E")
    keys.on(acts.leave, "R")
    keys.on(acts.cover_same, "T")
    keys.on(acts.delete, "X", "Delete")
    keys.on(keys.previous_hit, "W", repeats=True)
    keys.on(keys.next_hit, "S", repeats=True)
    keys.on(keys.previous_page, "A", "PgUp", repeats=True)
    keys.on(keys.next_page, "D", "PgDown", repeats=True)
    keys.on(page.next_undecided, "N", "F3")
    keys.on(keys.toggle_draw, "Q")
    keys.on(keys.toggle_final, "C")
    keys.on(page.canvas.view.next_fit, "Z")
    keys.on(acts.answer_yes, "1")
    keys.on(acts.answer_no, "2")
    keys.on(acts.choose_scans, "Ctrl+I")
    keys.on(acts.turn_right, "Ctrl+R")
    keys.on(acts.turn_left, "Ctrl+L")
    keys.on(acts.open_bulk, "Ctrl+Return", "Ctrl+Enter")
    keys.on(session.undo, "Ctrl+Z", repeats=True)
    keys.on(session.redo, "Ctrl+Y", "Ctrl+Shift+Z", repeats=True)
    keys.on(keys.escape, "Esc")
    keys.on(keys.next_region, "F6")
    keys.on(keys.previous_region, "Shift+F6")
    page.keys = keys  # type: ignore[attr-defined]  # lives as long as the page
    return keys
