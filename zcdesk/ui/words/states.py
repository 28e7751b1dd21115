"""Word, icon and colour of every state; always all three together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zcdesk.cases.case import PageState
from zcdesk.checks.states import AWAITED, AWAITED_SEAL, SectionState, SlotState, State
from zcdesk.notices.profile.slots import Who
from zcdesk.pages.judging.asking import PictureVerdict
from zcdesk.ui.look import (
    RADIUS_CHIP,
    Look,
    Tone,
    TypeRole,
    fonts,
    icons,
    inside,
    paint_box,
    paint_words,
    pen,
    smooth_painter,
    tokens,
)
from zcdesk.workflow.review.overview import Standing


@dataclass(frozen=True)
class StateLook:
    """How a state is shown."""

    word: str
    icon: str
    tone: Tone


def page_look(state: PageState) -> StateLook:
    """Return the look of a page that has been read."""
    say = QCoreApplication.translate
    return {
        PageState.CLEAN: StateLook(say("states", "无需遮盖"), "page-clean", Tone.NONE),
        PageState.MASKED: StateLook(say("states", "已遮盖"), "page-masked", Tone.OK),
        PageState.REVIEW: StateLook(say("states", "待复核"), "page-review", Tone.YOU),
        PageState.REFUSED: StateLook(say("states", "未收下"), "page-refused", Tone.MISS),
    }[state]


def waiting_look(*, reading: bool) -> StateLook:
    """Return the look of a page that has not been read yet."""
    say = QCoreApplication.translate
    word = say("states", "正在读") if reading else say("states", "等候中")
    return StateLook(word, "clock" if reading else "page-wait", Tone.TEXT3)


def verdict_look(verdict: PictureVerdict | None, *, kept: bool) -> StateLook:
    """Return how is shown what a page's picture comes to; ``kept``: the person keeps it so.

    Nobody has judged a page that is not read, or that has nothing to be read: it has no word.
    """
    say = QCoreApplication.translate
    clear, unread, cut_off = PictureVerdict.CLEAR, PictureVerdict.UNREADABLE, PictureVerdict.CUT_OFF
    good = StateLook(say("states", "清楚"), "check", Tone.OK)
    looks: dict[tuple[PictureVerdict | None, bool], StateLook] = {
        (clear, False): good,
        (clear, True): good,
        (unread, False): StateLook(say("states", "读不清，重拍"), "warn", Tone.YOU),
        (unread, True): StateLook(say("states", "读不清，留用"), "minus", Tone.TEXT2),
        (cut_off, False): StateLook(say("states", "少一边"), "warn", Tone.YOU),
        (cut_off, True): StateLook(say("states", "少一边，留用"), "minus", Tone.TEXT2),
    }
    return looks.get((verdict, kept), StateLook("", "minus", Tone.TEXT3))


def stranger_words() -> str:
    """Return what pages are called that seem to be somebody else's."""
    return QCoreApplication.translate("states", "不像您的材料")


def look_of(standing: Standing, *, reading: bool = False) -> StateLook:
    """Return the look of any page of a case; one that seems to be somebody else's is apart."""
    if standing.page.whose_open:
        return StateLook(stranger_words(), "people", Tone.YOU)
    return page_look(standing.state) if standing.page.examined else waiting_look(reading=reading)


def slot_look(state: State, detail: str = "") -> StateLook:
    """Return the look of a slot or section; the word is followed by a number or by what."""
    say = QCoreApplication.translate
    look = {
        State.SATISFIED: StateLook(say("states", "已齐"), "check-circle", Tone.OK),
        State.MISSING: StateLook(say("states", "缺少"), "box-plus", Tone.MISS),
        State.NEEDS_PERSON: StateLook(say("states", "需您确认"), "person", Tone.YOU),
        State.NOT_NEEDED: StateLook(say("states", "不需要"), "ring-dash", Tone.NONE),
        State.WAIVED: StateLook(say("states", "已注明不适用"), "ring-slash", Tone.WAIVE),
        State.NOT_STATED: StateLook(say("states", "原文未述"), "ring-dots", Tone.MUTE),
        State.COULD_NOT_CHECK: StateLook(say("states", "未能检查"), "lens-cross", Tone.CANT),
    }[state]
    return StateLook(f"{look.word} {detail}", look.icon, look.tone) if detail else look


def standing_look(known: SlotState | SectionState, detail: str = "") -> StateLook:
    """Return the look of a slot or section as it is: grey where somebody else's turn it is."""
    if not known.awaited:
        own = known.own_state if isinstance(known, SectionState) else known.state
        return slot_look(own, detail)
    say = QCoreApplication.translate
    words = {
        AWAITED_SEAL: say("states", "等单位盖章"),
        f"{AWAITED}.{Who.EMPLOYER}": say("states", "等单位出具"),
        f"{AWAITED}.{Who.SUPERVISING_UNIT}": say("states", "等主管单位"),
    }
    word = words.get(known.word, say("states", "等别人"))
    return StateLook(word, "seal" if known.word == AWAITED_SEAL else "clock", Tone.NONE)


def asks_to_act(known: SlotState | SectionState) -> bool:
    """Tell whether a state is said: it waits for somebody, or is done; silence is no state."""
    own = known.own_state if isinstance(known, SectionState) else known.state
    return known.awaited or own not in (State.NOT_STATED, State.NOT_NEEDED, State.WAIVED)


class Chip(QWidget):
    """A state as icon and word on its soft colour."""

    def __init__(self, look: StateLook | None = None) -> None:
        super().__init__(sizePolicy=QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed))
        self._look: StateLook | None = look
        if look is not None:
            self.setAccessibleName(look.word)

    def show_state(self, look: StateLook) -> None:
        """Show another state."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon and word."""
        word = self._look.word if self._look else ""
        return QSize(round(fonts.metrics(TypeRole.CAPTION).horizontalAdvance(word)) + 36, 23)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._look is None:
            return
        table = tokens()
        painter = smooth_painter(self)
        contrast = table.look is Look.CONTRAST
        edge = pen(table.colour(self._look.tone)) if contrast else Qt.PenStyle.NoPen
        box = inside(self, 0.5)
        paint_box(painter, box, RADIUS_CHIP, edge, table.soft(self._look.tone))
        colour = table.colour(self._look.tone)
        icons.paint(painter, self._look.icon, colour, QRectF(7, 3.5, 16, 16))
        words = QRectF(27, 0, self.width() - 27, self.height())
        paint_words(painter, words, self._look.word, TypeRole.CAPTION, colour)
