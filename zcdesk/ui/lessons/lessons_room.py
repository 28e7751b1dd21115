"""Everything that the window has for lessons: their list, and the strip over a practice case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zcdesk.applicant import Target
from zcdesk.cases.practice import HINTS
from zcdesk.errors import ZcdeskError
from zcdesk.geometry import Polygon
from zcdesk.training.lessons.lesson import Lesson, Trap
from zcdesk.training.lessons.loading import LessonError
from zcdesk.training.lessons.making import PageReady
from zcdesk.training.lessons.scoring import HINT, Mistake
from zcdesk.training.lessons.truth import Thing
from zcdesk.ui.keys.router import At, Router
from zcdesk.ui.kit import Work, late, preferences
from zcdesk.ui.kit.job import Steps
from zcdesk.ui.kit.top_bar import PRACTICE
from zcdesk.ui.lessons.beginning import KnownLessons, beginning, beginning_again, taking
from zcdesk.ui.lessons.hinting import NextHint, Scored, hinting, scoring
from zcdesk.ui.lessons.lessons_page import LessonsPage
from zcdesk.ui.lessons.score_page import LessonScorePage
from zcdesk.ui.lessons.strip import ACTIONS, PracticeStrip
from zcdesk.ui.look import Tone
from zcdesk.ui.session.opening import Ready
from zcdesk.ui.words.entries import CoverKind, WordEntry
from zcdesk.ui.words.sentences import joined, say, say_error
from zcdesk.workers.pool import WorkerPool

if TYPE_CHECKING:
    from zcdesk.cases.file.case_file import CaseFile
    from zcdesk.ui.case.case_room import Room
    from zcdesk.ui.session.session import Session

Load = Callable[[Steps, Callable[[Any], None]], bool]


class LessonsRoom(QObject):
    """Begins lessons and is over their cases."""

    def __init__(
        self,
        pool: WorkerPool,
        area: QWidget,
        router: Router,
        load: Load,
        enter: Callable[[Ready], None],
        close_case: Callable[[], bool],
    ) -> None:
        """Stand ready.

        Args:
            pool: Looks over case files.
            area: What the strip is at the head of.
            router: The pages of the window.
            load: Walks steps beside the window and hands over what they give; False while it is
                busy with others.
            enter: Shows a case.
            close_case: Closes the open case; False when it stays.
        """
        super().__init__(router)
        self._pool, self._router = pool, router
        self._load, self._enter, self._close_case = load, enter, close_case
        self._room: Room | None = None
        self._asked = set[str]()
        self._job = Work(self)
        self._things: dict[str, Thing] = {}
        self.page = LessonsPage(begun=self.begin, given=self.take_lesson)
        router.addWidget(self.page)
        router.add("score", lambda _: self.score)
        self.strip = PracticeStrip(
            area,
            again_wanted=self.ask_again,
            hint_wanted=self.ask_hint,
            score_wanted=self.ask_score,
        )
        layout = area.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.strip)

    def show(self, known: KnownLessons) -> None:
        """Show the lessons."""
        self.page.show_lessons(known)
        self._router.show_at(self.page, At("lessons"))

    def begin(self, lesson: Lesson, number: int) -> None:
        """Make a lesson's case, or go on with it where it is already."""
        if not self._load(beginning(self._pool, lesson, number), self._take):
            self.page.rest()

    def take_lesson(self, path: Path) -> None:
        """Take a lesson that a trainer handed over."""
        if not self._job.busy:
            self._work(taking(path), self.page.show_lessons, self._refuse_lesson)

    def join(self, room: Room) -> None:
        """Stand over a case of a lesson."""
        practice = room.session.case.practice
        if practice is None:
            return
        self._room, self._asked = room, set()
        self.strip.name(practice.marked(room.session.notice).title)
        self.strip.tell("")
        self.strip.show()
        self.strip.window().setProperty(PRACTICE, ACTIONS)
        words = self.tr("练习 {n}").format(n=practice.number)
        self.strip.window().setWindowTitle(f"{words} — zcdesk")

    def part(self) -> None:
        """Stand over no case any more."""
        self._job.stop()
        self._room = None
        self.strip.hide()
        self.strip.window().setProperty(PRACTICE, None)
        self.strip.window().setWindowTitle("zcdesk")

    def ask_again(self) -> None:
        """Begin the lesson anew; asked once, because all that was done is gone then."""
        if self._room is None or self._room.session.path is None:
            return
        if "again" not in self._asked:
            self._asked.add("again")
            self.strip.tell(self.tr("重新开始，做过的都去掉，钟也重新走。要这样，请再按一次 F9。"))
            return
        path: Path = self._room.session.path
        if self._close_case():
            self._router.show_at(self.page, At("lessons"))
            self._load(beginning_again(self._pool, path), self._take)

    @late
    def score(self) -> LessonScorePage:
        """How it is going, made when it is first wanted."""
        made = LessonScorePage()
        self._router.addWidget(made)
        made.mistake_chosen.connect(self.show_mistake)
        return made

    def ask_hint(self) -> None:
        """Give the next hint; what hints cost is said before the first."""
        words = self.tr(
            "一处有三步提示：看哪里、看什么、怎样做，一共扣 {a}、{b}、{c} 分。"
            "要提示，请再按一次 F2。"
        )
        words = words.format(**dict(zip("abc", HINT[1:], strict=True)))
        if (asked := self._told_before("hint", words)) is not None:
            stored, session = asked
            language = preferences().settings.language
            self._work(hinting(stored, session.case, language), self._tell_hint)

    def ask_score(self) -> None:
        """Show how it is going; that it shows the answers, too, is said before the first time."""
        words = self.tr(
            "成绩里写着答案：还没有找到的，看过以后再改好也不得分。要看，请再按一次 F4。"
        )
        if (asked := self._told_before("score", words)) is not None:
            (stored, session), written = asked, Event()
            language = preferences().settings.language
            session.keep_note(lambda _: written.set())
            steps = scoring(stored, session.case, language, written.wait)
            self._work(steps, self._show_score)

    def _told_before(self, what: str, cost: str) -> tuple[CaseFile, Session] | None:
        """Return what can be asked about, once it was said what asking costs; else say it."""
        if self._room is None or self._room.session.stored is None or self._job.busy:
            return None
        if what not in self._asked:
            self._asked.add(what)
            self.strip.tell(cost)
            return None
        return self._room.session.stored, self._room.session

    def show_mistake(self, mistake: Mistake) -> None:
        """Show the place of a mistake; above it, the right act and its clause."""
        room = self._room
        if room is None:
            return
        thing = self._things.get(mistake.thing)
        clause = self.tr("（{clause}）").format(clause=mistake.clause) if mistake.clause else ""
        self.strip.tell(f"{mistake.what}{mistake.act}{clause}")
        if mistake.page is not None and mistake.page in room.session.overview.standings:
            _show_place(room, mistake.page, mistake.place, mistake.what)
        elif thing is not None:
            _show_thing(room, thing)
        else:
            room.router.go(At("sections"))

    def close(self) -> None:
        """Take pages and strip out of the window."""
        self.part()
        for page in (self.page, LessonsRoom.score.made(self)):
            if page is not None:
                self._router.drop(page)
        self.strip.deleteLater()
        self.deleteLater()

    def _take(self, step: PageReady | Ready) -> None:
        if isinstance(step, PageReady):
            self.page.show_progress(step)
        else:
            self.page.rest()
            self._enter(step)

    def _tell_hint(self, found: NextHint) -> None:
        if self._room is None:
            return
        if found.hint is None or found.practice is None:
            self.strip.tell(self.tr("藏着的都找到了。"))
            return
        self._room.session.note(found.practice)
        hint = found.hint
        words = self.tr("提示 {n} / {m}：{words}")
        self.strip.tell(words.format(n=hint.step, m=HINTS, words=hint.text))
        if hint.step == HINTS and hint.page in self._room.session.overview.standings:
            place = hint.places[0] if hint.places else None
            _show_place(self._room, hint.page, place, hint.text)

    def _show_score(self, scored: Scored) -> None:
        if self._room is None:
            return
        if scored.practice != self._room.session.case.practice:
            self._room.session.note(scored.practice)
        page = self.score
        self._things = {thing.id: thing for thing in scored.things}
        page.show_score(scored)
        self._router.show_at(page, At("score"))

    def _work(
        self,
        steps: Steps,
        take: Callable[[Any], None],
        fail: Callable[[Any], None] | None = None,
    ) -> None:
        self._job.begin(
            steps, take, fail or (lambda error: self.strip.tell(joined(say_error(error))))
        )

    def _refuse_lesson(self, error: ZcdeskError) -> None:
        faults = error.faults if isinstance(error, LessonError) else ()
        finding = faults[0].finding() if faults else error.finding()
        self.page.refuse(joined(say(finding)))


_PAGES = {Trap.ROUTE: "route", Trap.QUESTION: "interview", Trap.RETURNED: "after"}


def _show_place(room: Room, page: int, place: Polygon | None, words: str) -> None:
    """Show a page, and a place on it where there is one."""
    if place is None:
        room.router.go(At("review", page, -1))
        return
    spot = WordEntry(
        -1,
        None,
        CoverKind.OPEN,
        place,
        Target.NAME,
        QCoreApplication.translate("lessons", "这里"),
        "",
        words,
        "",
        Tone.TEXT2,
    )
    room.router.go(At("review", page, spot))


def _show_thing(room: Room, thing: Thing) -> None:
    """Show where something is that is on no page."""
    if thing.trap in _PAGES:
        room.router.go(At(_PAGES[thing.trap]))
        return
    titles = room.session.notice.slots_by_id().keys()
    if (slot := thing.slot or thing.field) in titles:
        room.router.go(At("sections", part=slot))
        return
    room.router.go(At("sections"))
    for section in room.session.notice.sections:
        if any(field.id == thing.field for field in section.fields):
            room.workspace.show_key(section.id)
