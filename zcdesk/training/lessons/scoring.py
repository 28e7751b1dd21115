"""How well somebody did: what was found, missed, covered too much, wrongly confirmed, and how fast.

A score is 100 for all hidden things settled; one whose answer was shown before counts nothing. What
was covered too much, wrongly confirmed, opened again, not confirmed at all, each hint and each
minute beyond the lesson's time take points off it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from zcdesk.applicant import DRAWN
from zcdesk.cases.case import Case, CasePage, Decision
from zcdesk.cases.file.case_file import CaseFile
from zcdesk.cases.practice import Practice
from zcdesk.cases.profiles import notice_of
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon
from zcdesk.masking.hits import Mask
from zcdesk.notices.profile import Notice
from zcdesk.plain_data import DataDocument, DataPart
from zcdesk.training.lessons import telling
from zcdesk.training.lessons.ink_covered import is_covered, letters_below, share
from zcdesk.training.lessons.lesson import Trap
from zcdesk.training.lessons.settled import SettledLesson
from zcdesk.training.lessons.truth import (
    Ink,
    LessonTruth,
    Thing,
    WhoseInk,
    as_shown,
    on_page,
    page_in,
    truth_of,
)
from zcdesk.wording import sentence, thing_word

OVER, WRONG, OPENED = 5, 10, 5
"""Points for a cover too much, a page wrongly confirmed or removed, a place that was opened."""

UNCONFIRMED, MOST_UNCONFIRMED = 2, 20
"""Points for each page of a slot that was right and never confirmed, and at most."""

HINT = (0, 2, 5, 10)
"""Points for the hints shown about one thing, by their number."""

LATE, MOST_LATE = 1, 10
"""Points for each minute begun beyond the lesson's time, and at most."""

_HIDDEN = 0.6
"""Share of somebody else's word that a cover hides when it covers too much."""

_MOST_WORDS = 12
"""Plain words below one cover of something own: a cover that takes in a whole paragraph."""

_MOST_LETTERS = 6
"""Plain letters below a drawn cover of something own: a pen takes in a label, no sentence."""

_LEAST_LETTERS = 1.5
"""Plain letters below a drawn cover of nothing: less is an edge that a pen touched."""

_LEAVES = frozenset({Trap.FOREIGN_PAGE, Trap.UNREADABLE, Trap.WRONG_YEAR, Trap.DOUBLE})
"""Traps whose page may leave the case."""


@dataclass(frozen=True)
class Mistake:
    """One thing that is not as it should be.

    Attributes:
        thing: Id of the hidden thing, or "" for a mistake that nobody planted.
        page: Number of the page in the case, or None.
        place: Outline in pixels of the page as it is now, or None.
        what: One sentence on what is wrong.
        act: One sentence on what should be done.
        why: One sentence of explanation.
        rule: Id of the notice's rule.
        clause: Its clause, as printed.
        quote: The notice's own words.
    """

    thing: str
    page: int | None
    place: Polygon | None
    what: str
    act: str
    why: str
    rule: str = ""
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Score:
    """A result.

    Attributes:
        lesson: Id of the lesson.
        number: Its number.
        found: Hidden things that are settled.
        missed: Those that are not, and own words that were opened.
        over_covered: Covers that hide what has to stay.
        wrong: Pages that were confirmed or removed and must not be.
        seconds: From the beginning to the last act.
        hints: How many hints were shown.
        unconfirmed: Pages that are right and were never confirmed.
        looks: How often somebody looked how it is going.
        began: When the work began, ISO 8601; "" before any act.
        score: 0–100.
        mistakes: What is not as it should be, page by page.
        settled: Ids of the hidden things that are settled.
        again: How often the lesson was begun anew.
        answered: Hidden things that are settled, but whose answer was shown before.
    """

    lesson: str
    number: int
    found: int
    missed: int
    over_covered: int
    wrong: int
    seconds: int
    hints: int
    score: int
    mistakes: tuple[Mistake, ...]
    settled: tuple[str, ...] = ()
    unconfirmed: int = 0
    looks: int = 0
    began: str = ""
    again: int = 0
    answered: int = 0


def told(score: Score, language: str = "zh") -> str:
    """Return one line on what came of it."""
    minutes = -(-score.seconds // 60)
    return sentence("train.scored", language, **vars(score), minutes=minutes).message


def score_stored(stored: CaseFile, language: str = "zh") -> Score:
    """Return the result of a case file as it is.

    Raises:
        NoLessonError: It is none of a lesson.
        ZcdeskError: Its truth cannot be read any more.
    """
    truth = truth_of(stored)
    moments = [act.moment for act in stored.acts()]
    score = score_of(stored.case, truth, seconds_of(stored.case.practice, moments), language)
    return replace(score, began=score.began or "".join(moments[:1]))


def seconds_of(practice: Practice | None, moments: list[str]) -> int:
    """Return how long somebody worked: from the beginning, else the first act, to the last act.

    Args:
        practice: The mark of the case.
        moments: When each act was done, ISO 8601, the oldest first.
    """
    if not moments:
        return 0
    acts = [datetime.fromisoformat(moment) for moment in moments]
    began = practice.began if practice is not None and practice.began is not None else acts[0]
    return max(0, round((acts[-1] - began).total_seconds()))


def score_of(case: Case, truth: LessonTruth, seconds: int, language: str = "zh") -> Score:
    """Return the result of a lesson's case.

    Args:
        case: The case as it is.
        truth: What is hidden in it.
        seconds: How long it took so far.
        language: In which language mistakes are reported.

    Raises:
        NoLessonError: The case is none of a lesson.
    """
    if case.practice is None:
        raise ZcdeskError("lesson.no_lesson", file="")
    return _Judge(case, truth, notice_of(case), language).score(case.practice, seconds)


class _Judge:
    """One look at a case."""

    def __init__(self, case: Case, truth: LessonTruth, notice: Notice, language: str) -> None:
        self._case, self._truth, self._notice = case, truth, notice
        self._language = language
        work = SettledLesson(case, notice)
        self._settled = {thing.id: work.settled(thing) for thing in truth.things}

    def score(self, practice: Practice, seconds: int) -> Score:
        """Return the result."""
        open_things = [thing for thing in self._truth.things if not self._settled[thing.id]]
        opened, over = list(self._opened()), list(self._over_covered())
        removed = list(self._removed())
        wrong = len(removed) + len(self._wrongly_confirmed(open_things, opened))
        unconfirmed = self._unconfirmed(open_things, {each.page for each in (*opened, *over)})
        right = len(self._truth.things) - len(open_things)
        costs = sum(HINT[practice.shown(thing.id)] for thing in self._truth.things)
        late = min(MOST_LATE, LATE * -(-max(0, seconds - 60 * self._truth.minutes) // 60))
        settled = tuple(thing for thing, settled in self._settled.items() if settled)
        answered = len({*settled} & {*practice.answers})
        points = 100 * (right - answered) / max(1, len(self._truth.things))
        points -= OVER * len(over) + WRONG * wrong + OPENED * len(opened) + costs + late
        points -= min(MOST_UNCONFIRMED, UNCONFIRMED * len(unconfirmed))
        mistakes = [*map(self._of_thing, open_things), *opened, *over, *removed]
        mistakes += self._left_unconfirmed(unconfirmed)
        places = self._case.places
        return Score(
            self._truth.lesson,
            self._truth.number,
            right,
            len(open_things) + len(opened),
            len(over),
            wrong,
            seconds,
            sum(practice.shown(thing.id) for thing in self._truth.things),
            max(0, min(100, round(points))),
            tuple(sorted(mistakes, key=lambda each: places.get(each.page or 0, len(places) + 1))),
            settled,
            len(unconfirmed),
            practice.looks,
            practice.began.isoformat() if practice.began is not None else "",
            practice.again,
            answered,
        )

    def _of_thing(self, thing: Thing) -> Mistake:
        page = page_in(self._case, thing.page)
        places = on_page(thing.boxes, page) if page is not None else ()
        shown = as_shown(thing, self._case)
        return Mistake(
            thing.id,
            thing.page,
            places[0] if places else None,
            telling.what(self._notice, shown, self._language),
            telling.right_act(self._notice, shown, self._language),
            telling.why(thing, self._language),
            thing.rule,
            thing.clause,
            thing.quote,
        )

    def _inks(self) -> Iterator[tuple[CasePage, Ink]]:
        """Yield the ink of all own pages that are still there and is no hidden thing itself."""
        for drawn in self._truth.pages:
            page = page_in(self._case, drawn.number)
            if page is not None and page.page is not None and not drawn.foreign:
                hidden = {
                    thing.boxes for thing in self._truth.things
                    if drawn.number in (thing.page, thing.other)
                }  # fmt: skip
                yield from ((page, ink) for ink in drawn.inks if ink.boxes not in hidden)

    def _opened(self) -> Iterator[Mistake]:
        """Yield own words that somebody left to be seen: opened, or confirmed without a cover."""
        for page, ink in self._inks():
            if ink.must and not is_covered(page, ink.boxes, ink.target):
                places = on_page(ink.boxes, page)
                opened = any(
                    decision is Decision.LEAVE and share(place, (page.hits[index].mask,)) > 0
                    for index, decision in page.decisions
                    for place in places
                )
                if opened or self._case.is_confirmed(page):
                    yield self._mistake("left_open", page.number, places[0], str(ink.target))

    def _over_covered(self) -> Iterator[Mistake]:
        """Yield covers that hide what has to stay."""
        by_page: dict[int, list[Ink]] = {}
        for page, ink in self._inks():
            by_page.setdefault(page.number, []).append(ink)
        for number, inks in by_page.items():
            page = self._case.page(number)
            drawn = set(page.drawn)
            for cover in page.covers():
                if self._is_over(page, cover, inks, drawn=cover in drawn):
                    yield self._mistake("over_covered", number, cover.polygon, str(cover.target))

    def _unconfirmed(self, things: list[Thing], mistaken: set[int | None]) -> list[CasePage]:
        """Return pages to be handed in that nobody confirmed though nothing speaks against it.

        A page that waits to be read again, as after a turn, cannot be confirmed by anybody.
        """
        wrong = mistaken | {thing.page for thing in things if thing.trap in _BY_PAGE}
        strange = {drawn.number for drawn in self._truth.pages if drawn.foreign}
        sent_back = {t.page for t in self._truth.things if t.trap is Trap.UNREADABLE}
        return [
            page
            for page in self._case.pages
            if page.slot and page.examined and not page.refused
            and page.number not in wrong | strange | sent_back
            and not self._case.is_confirmed(page)
        ]  # fmt: skip

    def _left_unconfirmed(self, pages: list[CasePage]) -> Iterator[Mistake]:
        """Yield one mistake for all pages that were not confirmed: it is one thing to do."""
        if pages:
            places = self._case.places
            numbers = "、".join(map(str, sorted(places[page.number] for page in pages)))
            first = min(pages, key=lambda page: places[page.number])
            yield self._mistake("unconfirmed", first.number, None, "", pages=numbers)

    def _is_over(self, page: CasePage, cover: Mask, inks: list[Ink], *, drawn: bool) -> bool:
        hidden = dict.fromkeys(WhoseInk, 0)
        for ink in inks:
            hidden[ink.whose] += all(
                share(place, (cover,)) >= _HIDDEN for place in on_page(ink.boxes, page)
            )
        own = hidden[WhoseInk.OWN] > 0 or self._is_hidden_thing(page, cover)
        plain = self._letters_below(page, cover, inks) if drawn else 0.0
        if own:
            wide = drawn and cover.target not in DRAWN and plain > _MOST_LETTERS
            return wide or hidden[WhoseInk.NOBODY] > _MOST_WORDS
        words = drawn and hidden[WhoseInk.NOBODY] > 0
        return hidden[WhoseInk.OTHER] > 0 or words or plain > _LEAST_LETTERS

    def _letters_below(self, page: CasePage, cover: Mask, inks: list[Ink]) -> float:
        """Return about how many letters of plain text a cover hides, of whatever lines."""
        return sum(
            letters_below(place, cover)
            for ink in inks
            if ink.whose is WhoseInk.NOBODY
            for place in on_page(ink.boxes, page)
        )

    def _is_hidden_thing(self, page: CasePage, cover: Mask) -> bool:
        """Tell whether a cover is about a hidden place: that one is judged by itself."""
        return any(
            share(place, (cover,)) > 0
            for thing in self._truth.things
            if page.number in (thing.page, thing.other)
            for place in on_page(thing.boxes, page)
        )

    def _removed(self) -> Iterator[Mistake]:
        """Yield pages that are needed and were removed."""
        may_go = {
            number
            for thing in self._truth.things
            if thing.trap in _LEAVES
            for number in (thing.page, thing.other)
        }
        for drawn in self._truth.pages:
            if drawn.number not in may_go and page_in(self._case, drawn.number) is None:
                yield self._mistake("removed", drawn.number, None, "")

    def _wrongly_confirmed(self, things: list[Thing], opened: list[Mistake]) -> set[int]:
        """Return numbers of pages that were confirmed although something on them is not right."""
        numbers = {thing.page for thing in things if thing.trap in _BY_PAGE}
        numbers |= {mistake.page for mistake in opened}
        return {
            page.number
            for page in self._case.pages
            if page.number in numbers and self._case.is_confirmed(page)
        }

    def _mistake(
        self, code: str, page: int, place: Polygon | None, target: str, **details: str
    ) -> Mistake:
        masking = self._notice.masking
        shown = self._case.places.get(page, page)
        word = thing_word(target, self._language, "lesson") if target else ""

        def said(kind: str) -> str:
            words = sentence(
                f"lesson.{kind}.{code}", self._language, page=shown, target=word, **details
            )
            return words.message

        rule = (masking.rule, masking.clause, masking.quote) if masking and place else ("", "", "")
        return Mistake("", page, place, said("what"), said("act"), said("why"), *rule)


_BY_PAGE = frozenset(
    {trap for trap in Trap if trap.at_place} | {Trap.FOREIGN_PAGE, Trap.UNREADABLE, Trap.SIDEWAYS}
)
"""Traps that make it wrong to confirm their page."""


class ToldMistake(DataPart):
    """One mistake; ``place`` is an outline in pixels of the page as it is now."""

    page: int | None
    what: str
    rule: str
    place: Polygon | None
    act: str
    why: str
    clause: str
    quote: str


class ScoredLesson(DataDocument):
    """What came of a lesson, and the code of the result."""

    lesson: str
    number: int
    found: int
    missed: int
    over_covered: int
    wrong: int
    unconfirmed: int
    seconds: int
    hints: int
    looks: int
    answered: int
    score: int
    mistakes: tuple[ToldMistake, ...]
    code: str
