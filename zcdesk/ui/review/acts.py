"""A person's acts on the page in review; each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from zcdesk.applicant import Target
from zcdesk.cases.acts import deciding
from zcdesk.cases.acts.asked import (
    Answered,
    Claimed,
    Drawn,
    DrawnPlace,
    Fitted,
    LookedFor,
    Place,
    Reshaped,
    Secret,
)
from zcdesk.cases.acts.secrecy import Classified
from zcdesk.cases.acts.table import (
    ANSWER,
    CLAIM,
    CLASSIFY,
    CONFIRM,
    CONFIRM_SURE,
    COVER,
    COVER_WORDS,
    DECIDE_SAME,
    DELETE_DRAWN,
    DRAW,
    FIT,
    LEAVE,
    LOOK_FOR,
    REMOVE_PAGES,
    REPEAT,
    RESHAPE,
)
from zcdesk.cases.case import Answer, Decision
from zcdesk.checks.slots.answers import asks_answer
from zcdesk.geometry import Polygon, bounds, box
from zcdesk.pages.page import Page
from zcdesk.ui.kit import Work
from zcdesk.ui.kit.drop_area import ask_for_scans
from zcdesk.ui.review.desk import ReviewDesk
from zcdesk.ui.words.entries import CoverKind, WordEntry
from zcdesk.ui.words.sentences import listed, page_name, target_named
from zcdesk.workflow.case.session_readings import SessionReadings
from zcdesk.workflow.review import reviewing
from zcdesk.workflow.review.word_at import word_at

BESIDE = 24.0
"""Pixels of the page between a cover and its copy."""


_DECIDES = {Decision.COVER: COVER, Decision.LEAVE: LEAVE, Decision.WORDS: COVER_WORDS}


class ReviewActs(QObject):
    """Acts on the place in hand, on the page, and on all sure pages.

    ``asking`` is True while the row in hand asks whether a word of the applicant's own is really
    to stay open.

    Signals:
        files_wanted: Files are to be added.
        word_wanted: A page, and an own cover on it whose word is to be found everywhere.
        form_wanted: A target, and a further written form of it.
    """

    files_wanted = Signal(object)
    word_wanted = Signal(object, object)
    form_wanted = Signal(object, str)

    def __init__(self, page: ReviewDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._page = page
        self._session = page.session
        self._lost: tuple[int, ...] = ()
        self.asking = False
        self._looking = Work(self)

    def cover(self) -> None:
        """Cover the place in hand and go to the next one of the page."""
        self._decide(Decision.COVER, self.tr("已盖上第 {n} 处　{what}"))

    def cover_words(self) -> None:
        """Cover only the words of the seal in hand, so that a seal remains to be seen."""
        entry = self._found()
        if entry is not None and not entry.divisible:
            self._session.refuse("act.needs_seal")
        elif entry is not None:
            self._decide(Decision.WORDS, self.tr("第 {n} 处只盖印文　{what}"))

    def leave(self) -> None:
        """Leave the place in hand open; one with the applicant's own word asks first."""
        entry = self._found()
        if entry is None:
            return
        if reviewing.is_own_word(self._page.page, entry.index) and not self.asking:
            self.asking = True
            self._page.refresh()
            return
        self.leave_anyway()

    def leave_anyway(self) -> None:
        """Leave the place in hand open."""
        self._decide(Decision.LEAVE, self.tr("第 {n} 处不盖　{what}"))

    def cover_same(self) -> None:
        """Cover every undecided place with the same word, in the whole case.

        What was decided about a seal or signature here is decided so on all pages of the slot. The
        word below an own cover is added to the words and found everywhere.
        """
        entry = self._in_hand()
        if entry is None:
            return
        if entry.drawn is not None:
            self.word_wanted.emit(self._page.page, entry)
            return
        case, number = self._session.case, self._session.current
        if entry.alike > 1:
            decision = self._page.page.decision(entry.index) or Decision.COVER
            if decision is Decision.LEAVE and reviewing.is_own_word(self._page.page, entry.index):
                self._session.refuse("act.one_by_one")  # never left open in bulk
                return
            words = self.tr("{what}：这一栏的 %n 处都这样办", None, entry.alike)
            words = words.format(what=entry.title)
            decided = deciding.decide_everywhere(case, number, entry.index, decision)
            self._session.act(decided, words, DECIDE_SAME.code)
            self._to_next_doubt()
            return
        places = reviewing.same_places(case, self._session.current, entry.index)
        words = self.tr("同样文字，已盖上 %n 处", None, len(places))
        self._session.act(reviewing.cover_places(case, places), words, DECIDE_SAME.code)
        self._to_next_doubt()

    def same_count(self) -> int:
        """Return how many places ``cover_same`` would cover, this one among them."""
        entry = self._entry()
        if entry is None or entry.drawn is not None:
            return 0
        return len(reviewing.same_places(self._session.case, self._session.current, entry.index))

    def delete(self) -> None:
        """Remove an own cover, or leave a found place open."""
        entry = self._in_hand()
        if entry is None:
            return
        if entry.drawn is None:
            self.leave()
            return
        asked = DrawnPlace(self._session.current, entry.drawn)
        self._session.do(DELETE_DRAWN, asked, self.tr("已删去第 {n} 处").format(n=entry.index + 1))

    def draw(self, left: float, top: float, right: float, bottom: float) -> None:
        """Add an own cover (pixels of the upright page) and take it in hand."""
        asked = Drawn(self._session.current, box(left, top, right, bottom))
        count = len(self._page.shown_entries)
        self._session.do(DRAW, asked, self.tr("画上了第 {n} 处").format(n=count + 1))
        self._page.select(count)

    def reshape(self, index: int, polygon: Polygon) -> None:
        """Give the cover at ``index`` another outline."""
        shown = self._page.shown_entries
        if not 0 <= index < len(shown):
            return
        number, entry = self._session.current, shown[index]
        words = self.tr("改了第 {n} 处的范围").format(n=index + 1)
        if entry.drawn is None:
            self._session.do(FIT, Fitted(number, entry.index, polygon), words)
        else:
            asked = Reshaped(number, entry.drawn, polygon, entry.target)
            self._session.do(RESHAPE, asked, words)

    def repeat(self) -> None:
        """Draw the cover in hand on the other pages of the same form, at the same place."""
        entry = self._in_hand()
        if entry is None:
            return
        if entry.kind is CoverKind.OPEN:
            self._session.refuse("act.needs_cover")
            return
        case, number = self._session.case, self._session.current
        asked = Drawn(number, entry.polygon, entry.target)
        repeated = REPEAT.done(case, asked)
        count = sum(a is not b for a, b in zip(repeated.pages, case.pages, strict=True))
        if count:
            words = self.tr("在同一表格的 %n 页上重复了这一处", None, count)
            self._session.do(REPEAT, asked, words)
        else:
            self._page.toast.say(self.tr("同一位置没有别的页可以重复。"), undo=False)

    def cover_word(self, x: float, y: float) -> None:
        """Cover the word at a point of the page, from what was read; the file may have to be asked.

        Args:
            x: Pixels of the upright page from the left.
            y: Pixels of the upright page from the top.
        """
        page = self._page.page
        if page.page is None or not page.examined or self._looking.busy:
            return
        self._looking.begin(_word(self._session.readings, page.page, x, y), self._draw_word)

    def _draw_word(self, found: tuple[Page, Polygon | None]) -> None:
        page, outline = found
        if self._page.page.page != page:
            return
        if outline is None:
            self._page.toast.say(self.tr("这里没有读到字。按 Q 可以自己画一处。"), undo=False)
        else:
            self.draw(*bounds(outline))

    def duplicate(self) -> None:
        """Draw a copy of the cover in hand beside it."""
        entry = self._in_hand()
        if entry is not None:
            left, top, far, low = bounds(entry.polygon)
            self.draw(left + BESIDE, top + BESIDE, far + BESIDE, low + BESIDE)

    def retarget(self, target: Target) -> None:
        """Say what the own cover in hand hides."""
        entry = self._entry()
        if entry is None or entry.drawn is None or entry.target is target:
            return
        words = self.tr("第 {n} 处记为{what}").format(n=entry.index + 1, what=target_named(target))
        asked = Reshaped(self._session.current, entry.drawn, entry.polygon, target)
        self._session.do(RESHAPE, asked, words)

    def answer(self, given: Answer) -> None:
        """Answer the platform's question for the page."""
        page, asked = self._page.page, asks_answer(self._session.notice)
        if not asked or not page.examined or page.page is None:
            self._session.refuse("act.not_asked")
        elif page.answer is not given:
            self._session.do(ANSWER, Answered(page.number, given))

    def note_classified(self, classified: Classified) -> None:
        """Note what the person says of secret material on the page."""
        page = self._page.page
        if self._session.notice.classified is None or not page.examined:
            self._session.refuse("act.not_asked")
        else:
            asked = Secret(page.number, classified)
            self._session.do(CLASSIFY, asked, self.tr("已记下这一页是否涉密"))

    def note_looked_for(self, done: bool = True) -> None:
        """Note that what only a person can find is covered on the page, or is not on it; or not
        ``done``, any more."""
        page = self._page.page
        if page.examined and bool(self._session.case.left_by_hand(page)) is done:
            asked = LookedFor(page.number, done)
            self._session.do(LOOK_FOR, asked, self.tr("已记下这一页看过了"))
        else:
            self._session.refuse("act.not_asked")
        self._page.canvas.view.setFocus()

    def note_none_secret(self) -> None:
        """Note that none of the pages on which nothing was said is secret material."""
        count = len(reviewing.silent_on_secrecy(self._session.overview))
        case = reviewing.none_is_secret(self._session.overview)
        self._session.act(case, self.tr("%n 页记为不涉密", None, count), CLASSIFY.code)
        self._page.canvas.view.setFocus()

    def claim(self, claimed: bool) -> None:
        """Note that the page is the applicant's, although it seems to be somebody else's; or take
        that answer back."""
        words = self.tr("第 {n} 页记为您的材料") if claimed else self.tr("第 {n} 页重新问是谁的")
        asked = Claimed(self._session.current, claimed)
        self._session.do(CLAIM, asked, words.format(n=self._page.place))
        self._page.canvas.view.setFocus()

    def confirm(self, ahead: int) -> None:
        """Confirm the page and turn to page ``ahead`` (0 for none)."""
        number, place = self._session.current, self._page.place
        case = reviewing.accept(self._session.case, number, self._session.notice)
        if ahead:
            self._session.current = ahead
        self._session.act(case, self.tr("已确认第 {n} 页").format(n=place), CONFIRM.code)
        doubts = self._page.page.open_doubts()
        if ahead and doubts:
            self._page.select(doubts[0])

    def choose_scans(self) -> None:
        """Ask for files and add them."""
        ask_for_scans(self._parent, self.add_scans)

    def add_scans(self, paths: tuple[Path, ...]) -> None:
        """Add files and folders to the slot of the page on screen; they are read at once."""
        if paths:
            self.files_wanted.emit(paths)

    def remove_page(self) -> None:
        """Take the page out of the case and turn to the next; the file stays where it is."""
        if not self._session.takes_acts():
            return
        case, name = self._session.case, page_name(self._page.page)
        at = self._session.overview.at(self._session.current)
        removed = deciding.remove_page(case, self._session.current)
        if removed.pages:
            self._session.current = removed.pages[min(at, len(removed.pages) - 1)].number
        words = self.tr("已移走{pages}").format(pages=name)
        self._session.act(removed, words, REMOVE_PAGES.code)

    def open_bulk(self) -> None:
        """Show what agreeing to everything sure would do."""
        if not self._session.takes_acts():
            return
        overview = self._session.overview
        summary = reviewing.bulk_summary(overview)
        proposed = reviewing.proposed_summary(overview, reviewing.accept_all_proposed(overview))
        if summary.pages or proposed.covers:
            self._page.decisions.open_bulk(summary, proposed)
        else:
            self._session.refuse("act.none_to_agree")

    def agree_bulk(self) -> None:
        """Agree to everything sure."""
        summary = reviewing.bulk_summary(self._session.overview)
        case = reviewing.accept_all_undoubted(self._session.overview)
        self.close_bulk()
        words = self.tr("盖上 %n 处，确认 {m} 页", None, summary.covers).format(m=summary.pages)
        self._session.act(case, words, CONFIRM_SURE.code)

    def agree_all(self) -> None:
        """Cover every doubtful place that has a proposed cover, too."""
        overview = self._session.overview
        case = reviewing.accept_all_proposed(overview)
        summary = reviewing.proposed_summary(overview, case)
        self.close_bulk()
        words = self.tr("疑问处照建议盖上 {n} 处，确认 {m} 页，还剩 {k} 页")
        words = words.format(n=summary.covers, m=summary.pages, k=summary.left)
        self._session.act(case, words, CONFIRM_SURE.code)

    def close_bulk(self) -> None:
        """Go back to the list of places."""
        self._page.decisions.close_bulk()
        self._page.refresh()
        self._page.canvas.view.setFocus()

    def note_lapsed(self, numbers: tuple[int, ...]) -> None:
        """Say once that confirmations were taken back."""
        self._lost = numbers
        self._page.toast.say(self._lost_words())

    def tell(self, words: str) -> None:
        """Say beside the page what an act did and which confirmations it took back."""
        if not self._parent.isVisible():
            return
        if self._lost:
            words = f"{words}；{self._lost_words()}"
            self._lost = ()
        self._page.toast.say(words)

    def _lost_words(self) -> str:
        places = [str(self._session.overview.of(number).place) for number in self._lost]
        if len(places) > 5:
            return self.tr("%n 页的确认已收回，请再看一眼", None, len(places))
        return self.tr("第 {n} 页的确认已收回，请再看一眼").format(n=listed(places))

    def _entry(self) -> WordEntry | None:
        shown = self._page.shown_entries
        return shown[self._page.selected] if 0 <= self._page.selected < len(shown) else None

    def _in_hand(self) -> WordEntry | None:
        """Return the place in hand; without one, say that one is to be chosen first."""
        entry = self._entry()
        if entry is None:
            self._session.refuse("act.needs_hand")
        return entry

    def _found(self) -> WordEntry | None:
        """Return the place in hand that was found; of an own cover say what can be done with it."""
        entry = self._in_hand()
        if entry is not None and entry.drawn is not None:
            self._session.refuse("act.drawn_is_covered")
            return None
        return entry

    def _decide(self, decision: Decision, words: str) -> None:
        entry = self._found()
        if entry is None:
            return
        self.asking = False
        case, number, page = self._session.case, self._session.current, self._page.page
        act = _DECIDES[decision]
        line = words.format(n=entry.index + 1, what=entry.title)
        own = decision is Decision.LEAVE and reviewing.is_own_word(page, entry.index)
        if entry.alike > 1 and not entry.decided and not own:
            # A seal is decided once for its slot; what is changed later is changed here alone.
            case = deciding.decide_alike(case, number, entry.index, decision)
            line += self.tr("，这一栏的 %n 处都照此", None, entry.alike)
        else:
            case = act.done(case, Place(number, entry.index))
        self._session.act(case, line, act.code)
        self._to_next_doubt()

    def _to_next_doubt(self) -> None:
        """Take the next undecided place of the page in hand, or keep the present one."""
        doubts = self._page.page.open_doubts()
        later = [index for index in doubts if index > self._page.selected]
        if doubts:
            self._page.select((later or list(doubts))[0])
        else:
            self._page.refresh()


def _word(
    readings: SessionReadings, page: Page, x: float, y: float
) -> Generator[tuple[Page, Polygon | None], None, None]:
    """Look a word up beside the window: the reading may be in the case file."""
    reading = readings.of(page)
    yield page, word_at(reading, x, y) if reading is not None else None
