"""Where a page belongs, in two keys: M, then a digit or the first letters of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from zcdesk.names.spellings import syllables_of
from zcdesk.notices.profile.notice import Notice
from zcdesk.sorting.proposing import proposals
from zcdesk.ui.keys.enter import ENTER_KEYS
from zcdesk.ui.kit import Card, field, paint_key
from zcdesk.ui.look import (
    AT_RIGHT,
    ROW,
    Index,
    Label,
    PaintedSpot,
    RowDelegate,
    RowList,
    Rows,
    ShownRow,
    Tone,
    TypeRole,
    column,
    paint_row_ground,
    paint_words,
    tokens,
)
from zcdesk.ui.session.session import Session
from zcdesk.ui.words.sentences import clauses, slot_title
from zcdesk.workflow.review.unsorted import loose

WIDTH, LINE, MARGIN = 480, 34, 24
DIGITS = "123456789"
_WIDE = {ord(wide): plain for wide, plain in zip("１２３４５６７８９", DIGITS, strict=True)}
_SHORTENED = Qt.TextElideMode.ElideMiddle


@dataclass(frozen=True)
class PickRow(ShownRow):
    """One place that a page may go to: a slot, or "" for the unsorted pages."""

    slot: str
    title: str
    section: str = ""
    proposed: bool = False
    digit: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.digit, self.title, self.section if self.section != self.title else "")
        return clauses(parts)


def pick_rows(notice: Notice, here: str, proposed: Sequence[str]) -> tuple[PickRow, ...]:
    """Return where pages may go: what their own words propose first, then the notice's order.

    Args:
        notice: The notice.
        here: Slot where they are now; it is left out.
        proposed: Slots that their words propose, the likeliest first.
    """
    order = [(slot.id, section.title) for section in notice.sections for slot in section.slots]
    sections = dict(order)
    first = [slot for slot in dict.fromkeys(proposed) if slot in sections]
    rest = [slot for slot, _ in order if slot not in first]
    ids = [slot for slot in (*first, *rest, "") if slot != here]
    return tuple(
        PickRow(slot, slot_title(notice, slot), sections.get(slot, ""), slot in first)
        for slot in ids
    )


def matches(row: PickRow, typed: str) -> bool:
    """Tell whether a place is meant by what was typed: part of its name, or its pinyin.

    Whoever types letters need not switch the input method for a name.
    """
    wanted = "".join(typed.split()).casefold()
    names = (row.title, row.section)
    if any(wanted in name.casefold() for name in names):
        return True
    return wanted.isascii() and any(
        _begins(name[at:], wanted) for name in names for at in range(len(name))
    )


def _begins(name: str, letters: str) -> bool:
    """Tell whether the characters of ``name``, from the first, may be typed as ``letters``.

    Each by its first letter or by its whole syllable, and the last one may be unfinished.
    """
    if not letters:
        return True
    return bool(name) and any(
        way.startswith(letters)
        or (letters.startswith(way) and _begins(name[1:], letters[len(way) :]))
        for way in _ways(name[0])
    )


@lru_cache(maxsize=2000)
def _ways(character: str) -> tuple[str, ...]:
    """Return how a character may be typed."""
    plain = character.casefold()
    syllables = [syllable for syllable in syllables_of(character) if syllable]
    return tuple(dict.fromkeys((plain, *syllables, *(syllable[0] for syllable in syllables))))


def pick_slot(session: Session, over: QWidget, numbers: Sequence[int]) -> SlotPicker:
    """Ask where pages belong; the answer comes by ``picked``.

    Args:
        session: The open case.
        over: Page of the window on which the question stands.
        numbers: The pages; at least one.
    """
    pages = [session.case.page(number) for number in numbers]
    read = [loose(page) for page in pages if page.page is not None]
    proposed = [proposal.slot for proposal in proposals(session.notice, read)]
    slots = {page.slot for page in pages}
    here = slots.pop() if len(slots) == 1 else "?"
    return SlotPicker(over, pick_rows(session.notice, here, proposed), len(pages))


class _Painter(RowDelegate):
    """Draws one place: digit, name, section, and whether it is proposed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(80, LINE)

    def paint_row(self, painter: QPainter, spot: PaintedSpot, row: PickRow) -> None:
        """Draw one place."""
        table, box = tokens(), spot.box
        paint_row_ground(painter, spot)
        if row.digit:
            paint_key(
                painter, row.digit, box.left() + 34, box.center().y(), table.text2, framed=True
            )
        right = box.adjusted(0, 0, -12, 0)
        note = self.tr("建议") if row.proposed else row.section if row.section != row.title else ""
        tone = table.accent if row.proposed else table.text3
        side = QRectF(right.left() + right.width() * 0.6, right.top(), right.width() * 0.4, LINE)
        paint_words(painter, side, note, TypeRole.CAPTION, tone, align=AT_RIGHT, elide=_SHORTENED)
        name = QRectF(box.left() + 46, box.top(), box.width() * 0.6 - 50, LINE)
        role = TypeRole.STRONG if row.proposed else TypeRole.BODY
        paint_words(painter, name, row.title, role, table.text, elide=_SHORTENED)


class SlotPicker(Card):
    """Stands over a page of the window until a place was picked or Esc was pressed.

    No place is marked before something was typed or an arrow pressed, so Enter alone moves nothing.

    Signals:
        picked: Id of the slot that was picked, "" for the unsorted pages.
    """

    picked = Signal(str)

    def __init__(self, over: QWidget, rows: Sequence[PickRow], count: int) -> None:
        super().__init__()
        self.setParent(over)
        self._over, self._all = over, tuple(rows)
        self._before = over.window().focusWidget()
        self.field = field(
            self.tr("上传位置"),
            self.tr("按数字，或打字、打拼音首字母找"),
            textChanged=self._narrow_down,
        )
        self.list = RowList(self.tr("可以移到的位置"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._rows = Rows(self)
        self.list.draw_by(self._rows, _Painter(self.list))
        keys = self.tr("数字选，↑ ↓ 和 Enter 也可以，Esc 不移")
        column(
            self,
            (14, 12, 14, 12),
            8,
            Label(self.tr("{n} 页移到哪里？").format(n=count), TypeRole.TITLE),
            self.field,
            (self.list, 1),
            Label(keys, TypeRole.CAPTION, Tone.TEXT3),
        )
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._pick(index.data(ROW)))
        over.installEventFilter(self)
        self._narrow_down("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    @property
    def rows(self) -> tuple[PickRow, ...]:
        """The places that are shown now."""
        return self._rows.rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field that pick, stay in place, go when the field is left."""
        if watched is self._over:
            if event.type() is QEvent.Type.Resize:
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)  # else the page goes back, too
            return event.isAccepted()
        if event.type() is QEvent.Type.FocusOut and self.window().isActiveWindow():
            self.leave(give_back=False)
        return False

    def leave(self, *, give_back: bool = True) -> None:
        """Go, and give the keyboard back to what had it."""
        if self.isHidden():
            return
        self.hide()
        self._over.removeEventFilter(self)
        if give_back and self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def _press(self, event: QKeyEvent) -> bool:
        typed = event.text().translate(_WIDE)
        if typed and typed in DIGITS:
            self._pick(next((row for row in self.rows if row.digit == typed), None))
        elif event.key() in ENTER_KEYS:
            self._pick(self.list.currentIndex().data(ROW))
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if event.key() == Qt.Key.Key_Down else -1)
        else:  # nothing else here takes the keyboard
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _go(self, by: int) -> None:
        last, index = len(self.rows) - 1, self.list.currentIndex()
        row = index.row() + by if index.isValid() else 0 if by > 0 else last
        self.list.setCurrentIndex(self._rows.at(min(max(row, 0), last)))

    def _narrow_down(self, typed: str) -> None:
        rows = [row for row in self._all if matches(row, typed)]
        digits = (*DIGITS, *("" for _ in rows))
        numbered = [
            PickRow(row.slot, row.title, row.section, row.proposed, digit)
            for row, digit in zip(rows, digits, strict=False)
        ]
        self._rows.show_anew(tuple(numbered))
        if typed.strip() and rows:
            self.list.setCurrentIndex(self._rows.at(0))

    def _pick(self, row: object) -> None:
        if isinstance(row, PickRow):
            self.leave()
            self.picked.emit(row.slot)

    def _place(self) -> None:
        over = self._over
        wide = min(WIDTH, over.width() - 2 * MARGIN)
        high = min(150 + LINE * len(self._all), over.height() - 4 * MARGIN)
        left = over.width() - wide - MARGIN  # at the right: the thumbnails begin at the left
        self.setGeometry(left, (over.height() - high) // 2, wide, high)
