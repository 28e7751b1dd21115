"""One lesson as a bureau may write it: what is drawn, what is hidden in it, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from zcdesk.applicant import Target
from zcdesk.cases.upload_route import Route
from zcdesk.notices.profile import Who
from zcdesk.plain_data import DataEntry
from zcdesk.quantities.moments import BEIJING
from zcdesk.training.lessons.limits import MOST_PAGES


class Level(StrEnum):
    """For whom a lesson is."""

    BEGINNER = "beginner"
    PRACTISED = "practised"
    EXPERT = "expert"


class Trap(StrEnum):
    """What is hidden in a lesson, by the act that is asked for (``act``)."""

    UNFOUND = "unfound"
    SHORT = "short"
    DOUBTED = "doubted"
    STRANGER = "stranger"
    OVERDONE = "overdone"
    FOREIGN_PAGE = "foreign_page"
    SIDEWAYS = "sideways"
    UNREADABLE = "unreadable"
    DOUBLE = "double"
    WRONG_YEAR = "wrong_year"
    WRONG_SLOT = "wrong_slot"
    UNSORTED = "unsorted"
    PAGE_ANSWER = "page_answer"
    MISSING = "missing"
    TEXT = "text"
    RETURNED = "returned"
    ROUTE = "route"
    QUESTION = "question"

    @property
    def at_place(self) -> bool:
        """It is a place on a page."""
        return self in AT_PLACE

    @property
    def on_page(self) -> bool:
        """It is a place on a page or a whole page."""
        return self in AT_PLACE or self in WHOLE_PAGE

    @property
    def leaves(self) -> bool:
        """What is right is to leave something to be seen."""
        return self in (Trap.STRANGER, Trap.OVERDONE)


AT_PLACE = frozenset({Trap.UNFOUND, Trap.SHORT, Trap.DOUBTED, Trap.STRANGER, Trap.OVERDONE})
WHOLE_PAGE = frozenset(
    {
        Trap.FOREIGN_PAGE, Trap.SIDEWAYS, Trap.UNREADABLE, Trap.DOUBLE, Trap.WRONG_YEAR,
        Trap.WRONG_SLOT, Trap.UNSORTED, Trap.PAGE_ANSWER,
    }
)  # fmt: skip


class Of(StrEnum):
    """Which ink of a page a trap is about; the first six are the applicant's own."""

    NAME = "name"
    EMPLOYER = "employer"
    SEAL = "seal"
    SIGNATURE = "signature"
    PHOTO = "photo"
    CODE = "code"
    OTHER_NAME = "other-name"
    OTHER_ORGANISATION = "other-organisation"
    OTHER_SEAL = "other-seal"
    OTHER_SIGNATURE = "other-signature"

    @property
    def own(self) -> bool:
        """It points to the applicant."""
        return not self.startswith("other-")

    @property
    def target(self) -> Target:
        """What a notice would call it."""
        word = self.removeprefix("other-")
        return Target.EMPLOYER if word == "organisation" else Target(word)

    def means(self, target: Target | None, *, own: bool) -> bool:
        """Tell whether ink is what a trap is about, in whichever form."""
        return (target, own) == (self.target, self.own)


class Damage(StrEnum):
    """What happened to a page before it was scanned; the last three ruin it."""

    SCAN = "scan"
    GREY = "grey"
    YELLOW = "yellow"
    FAINT = "faint"
    SHADOW = "shadow"
    DARK = "dark"
    BLURRED = "blurred"
    HALF = "half"


RUINS = frozenset({Damage.DARK, Damage.BLURRED, Damage.HALF})


class Flaw(StrEnum):
    """What is wrong with a text, by the rule of the notice that it breaks."""

    EMPTY = "empty"
    LONG = "long"
    SHORT = "short"
    VAGUE = "vague"
    NAME = "name"
    EMPLOYER = "employer"


def _moment(value: object) -> object:
    """Return a moment as it is in a file; without a time zone it is Beijing's."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=BEIJING)
    return value


class InBothLanguages(DataEntry):
    """A sentence in both languages."""

    zh: str = Field(min_length=1, max_length=200)
    en: str = Field(min_length=1, max_length=300)

    def in_language(self, language: str) -> str:
        """Return it in one of the two."""
        return self.en if language == "en" else self.zh


class PageEntry(DataEntry):
    """Pages of one kind.

    Attributes:
        id: Name by which traps call them.
        kind: What it is, a kind of the finished pages.
        slot: Where they are in the case; "" is the tray of unsorted pages.
        told: Kind that sorting would call them; "" takes what the slot is for.
        years: A page for each year.
        count: How many, where no years are given.
        facts: What the page states; year and course are kept to, others as far as pages differ.
        damage: What happened to the paper.
        turned: Quarter turn by which the scan lies, degrees clockwise.
        skew: Small turn beyond it, degrees clockwise.
    """

    id: str = Field(min_length=1, max_length=40)
    kind: str
    slot: str = ""
    told: str = ""
    years: tuple[int, ...] = ()
    count: int = Field(1, ge=1, le=MOST_PAGES)
    facts: dict[str, str] = Field({})
    damage: tuple[Damage, ...] = (Damage.SCAN,)
    turned: int = 0
    skew: float = Field(0.0, ge=-5, le=5)

    @property
    def pages(self) -> int:
        """How many pages it gives."""
        return len(self.years) or self.count

    def facts_of(self, nth: int) -> dict[str, str]:
        """Return what the ``nth`` page states, from 1."""
        return {**self.facts, **({"year": str(self.years[nth - 1])} if self.years else {})}


class TrapEntry(DataEntry):
    """One hidden thing.

    Attributes:
        trap: What it is.
        page: Id of the entry of its page, for traps on pages.
        nth: Which page of that entry, from 1.
        of: Which ink, for places.
        slot: Where a page belongs, or what a case lacks; of a return's item its slot.
        field: Id of the text, or of the question.
        flaw: What is wrong with the text.
        text: The text as it is, the item of the return; ``{name}`` and ``{employer}`` are
            filled in.
        answers: What may be answered: to a question of the notice, or ``yes``/``no`` of a page.
        route: The route that is right.
    """

    trap: Trap
    page: str = ""
    nth: int = Field(1, ge=1)
    of: Of | None = None
    slot: str = ""
    field: str = ""
    flaw: Flaw | None = None
    text: str = Field("", max_length=20_000)
    repeat: int = Field(1, ge=1, le=5000)
    answers: tuple[str, ...] = ()
    route: Route | None = None


class ReturnEntry(DataEntry):
    """A return of the application that a lesson begins with; its items are traps."""

    at: Annotated[datetime, BeforeValidator(_moment)]
    level: Who = Who.REVIEW_COMMITTEE


class Lesson(DataEntry):
    """A lesson.

    Attributes:
        id: Its name for programs, also that of its file.
        order: Its place in the list.
        title: For people.
        goal: What one can do afterwards, in one sentence.
        level: For whom it is.
        minutes: How long it takes.
        notice: Id of the notice.
        today: The moment at which it begins; without a time zone Beijing's.
        facts: Answers to the notice's questions.
        route: How pictures leave, where the case knows already.
        pages: What is drawn, in this order.
        traps: All that is hidden, in the order in which it is reported.
        returned: A return that the case has.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    order: int = 100
    title: InBothLanguages
    goal: InBothLanguages
    level: Level
    minutes: int = Field(ge=1, le=240)
    notice: str
    today: Annotated[datetime, BeforeValidator(_moment)]
    facts: dict[str, str] = Field({})
    route: Route = Route.NOT_ASKED
    pages: tuple[PageEntry, ...]
    traps: tuple[TrapEntry, ...]
    returned: ReturnEntry | None = None

    @property
    def page_count(self) -> int:
        """How many pages are drawn; a page that is twice counts twice."""
        doubles = sum(trap.trap is Trap.DOUBLE for trap in self.traps)
        return sum(entry.pages for entry in self.pages) + doubles

    def traps_on(self, page: str, nth: int) -> tuple[tuple[int, TrapEntry], ...]:
        """Return the traps of one page, each with its place among all traps, from 0."""
        return tuple(
            (place, trap)
            for place, trap in enumerate(self.traps)
            if trap.trap.on_page and (trap.page, trap.nth) == (page, nth)
        )

    def first_page(self, page: str, nth: int) -> int:
        """Return the number in the case of the ``nth`` page of an entry; doubles follow theirs.

        Raises:
            KeyError: There is no such page.
        """
        number = 0
        for entry in self.pages:
            for place in range(1, entry.pages + 1):
                number += 1
                if (entry.id, place) == (page, nth):
                    return number
                number += any(
                    trap.trap is Trap.DOUBLE for _, trap in self.traps_on(entry.id, place)
                )
        raise KeyError(page)

    def twice(self) -> Iterator[str]:
        """Yield ids of pages that are twice."""
        count = Counter(entry.id for entry in self.pages)
        yield from (each for each, times in count.items() if times > 1)
