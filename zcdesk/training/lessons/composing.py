"""A lesson put together by ticking, and what it can be put together of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import yaml
from pydantic import TypeAdapter

from zcdesk.applicant import Applicant
from zcdesk.checks.evaluating import evaluate
from zcdesk.checks.exempt_slots import begun
from zcdesk.checks.states import State
from zcdesk.errors import ZcdeskError
from zcdesk.notices.files.loading import load_notice
from zcdesk.notices.profile import Notice
from zcdesk.resources import table
from zcdesk.sorting.kinds import kind_of_slot
from zcdesk.training.lessons.finished_pages import fictional_applicant
from zcdesk.training.lessons.lesson import Damage, InBothLanguages, Lesson, Level, Of, Trap
from zcdesk.training.lessons.loading import OWN, take_content


@dataclass(frozen=True)
class LessonPages:
    """Pages of one kind that can be ticked.

    Attributes:
        id: Its name.
        title: What people call it.
        kind: What it is, a kind of the finished pages.
        slots: Where it may belong, by the notice; the first that the notice has.
        shows: Which ink every page of it has.
        facts: What it states.
        yearly: There is one for each year.
    """

    id: str
    title: InBothLanguages
    kind: str
    slots: tuple[str, ...]
    shows: frozenset[Of]
    facts: dict[str, str] = field(default_factory=dict)
    yearly: bool = False

    @property
    def most(self) -> int:
        """How many different ones there are."""
        return min(MOST_OF_A_KIND, len(fictional_applicant(1).fitting(self.kind, self.facts)))

    def slot_in(self, notice: Notice) -> str:
        """Return the notice's slot for a kind of paper, or ""."""
        known = notice.slots_by_id().keys()
        return next((slot for slot in self.slots if slot in known), "")


@dataclass(frozen=True)
class TrapPart:
    """A hidden thing that can be ticked.

    Attributes:
        id: Its name.
        title: What people call it.
        trap: What it is.
        of: Which ink, for places.
        damage: What ruins its page.
    """

    id: str
    title: InBothLanguages
    trap: Trap
    of: Of | None = None
    damage: Damage | None = None


@cache
def page_parts() -> Mapping[str, LessonPages]:
    """Return all kinds of pages by their id, in the order in which they are told."""
    return _PARTS.validate_python(_content("pages"))


@cache
def trap_parts() -> Mapping[str, TrapPart]:
    """Return all hidden things by their id, in the order in which they are told."""
    return _TRAPS.validate_python(_content("traps"))


def pages_of(notice: Notice) -> tuple[LessonPages, ...]:
    """Return the kinds of pages that a notice has a place for."""
    return tuple(part for part in page_parts().values() if part.slot_in(notice))


def _content(name: str) -> dict[str, Any]:
    rows = table("lessons", "parts.toml")[name]
    return {part: {"id": part, **row} for part, row in rows.items()}


_PARTS, _TRAPS = TypeAdapter(dict[str, LessonPages]), TypeAdapter(dict[str, TrapPart])

MOST_OF_A_KIND = 3
"""Pages of one kind: both notices that lessons rest on ask for the last three years."""

_OLD = 8
"""Years before the lesson's day: no notice asks for anything that old each year."""

_ID = OWN + "{digest}"
_DIGITS = 8
"""Of what was ticked: two trainers' lessons never bear one name, and the same one always does."""

_ORDER = 500
_WHOLE = "整份材料"


@dataclass(frozen=True)
class Wish:
    """What a trainer ticked.

    Attributes:
        title: The lesson's title.
        goal: What one can do afterwards; "" takes the title.
        minutes: How long it takes.
        base: A lesson whose notice, day and answers are taken.
        pages: How many pages of each kind, by the id of the part.
        traps: How many hidden things of each kind, by the id of the part.
        level: For whom it is.
    """

    title: str
    goal: str
    minutes: int
    base: Lesson
    pages: Mapping[str, int]
    traps: Mapping[str, int]
    level: Level = Level.PRACTISED


def bases(known: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Return one lesson for each notice that lessons rest on; its day and answers fit together."""
    return tuple({lesson.notice: lesson for lesson in reversed(known)}.values())[::-1]


def keep_composed(wish: Wish, language: str = "zh") -> Lesson:
    """Put a lesson together, check it like one from a stranger, and keep it as a file.

    Raises:
        ZcdeskError: Title, pages or hidden things are lacking.
        ZcdeskError: No page can hide one of the things.
        LessonError: It cannot be used: too many pages or things.
        ZcdeskError: The folder cannot be written.
        RuntimeError: There is no home folder.
    """
    digest = hashlib.sha256(as_file(_ID.format(digest=""), wish, language)).hexdigest()
    name = _ID.format(digest=digest[:_DIGITS])
    return take_content(as_file(name, wish, language), f"{name}.yaml")


def as_file(name: str, wish: Wish, language: str = "zh") -> bytes:
    """Return a lesson that was put together as the file that a person might write.

    Args:
        name: Id of the lesson.
        wish: What was ticked.
        language: In which a refusal names things.

    Raises:
        ZcdeskError: Title, pages or hidden things are lacking.
        ZcdeskError: No page can hide one of the things.
    """
    title = " ".join(wish.title.split())
    if not (title and any(wish.pages.values()) and any(wish.traps.values())):
        raise ZcdeskError("lesson.nothing_chosen")
    goal = " ".join(wish.goal.split()) or title
    work = _Work(load_notice(wish.base.notice), wish, language)
    traps = list(work.traps())
    content = {
        "id": name,
        "order": _ORDER,
        "title": InBothLanguages(zh=title, en=title).model_dump(),
        "goal": InBothLanguages(zh=goal, en=goal).model_dump(),
        "level": wish.level.value,
        "minutes": wish.minutes,
        "notice": wish.base.notice,
        "today": wish.base.today.replace(tzinfo=None).isoformat(),
        "facts": dict(wish.base.facts),
        "pages": [page.entry for page in work.pages],
        "traps": traps,
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


@dataclass
class _TrapPage:
    """One page while traps are spread over the pages."""

    part: LessonPages
    entry: dict[str, Any]
    inks: set[Of] = field(default_factory=set)
    whole: bool = False


class _Work:
    """Spreads hidden things over pages: whole pages first, then places, where least is yet."""

    def __init__(self, notice: Notice, wish: Wish, language: str) -> None:
        self._notice, self._wish, self._language = notice, wish, language
        self._offered = pages_of(notice)
        self.pages = list(self._drawn())

    def traps(self) -> Iterator[dict[str, Any]]:
        """Yield the entries of all hidden things.

        Raises:
            ZcdeskError: No page can hide one of them.
        """
        wanted = [
            part for part in trap_parts().values() for _ in range(self._wish.traps.get(part.id, 0))
        ]
        wanted.sort(key=lambda part: (part.trap.at_place, not part.trap.on_page))
        absent = iter(self._absent())
        for part in wanted:
            if part.trap is Trap.MISSING:
                slot = next(absent, None)
                if slot is None:
                    raise self._no_room(part)
                yield {"trap": part.trap.value, "slot": slot, "text": _WHOLE}
            else:
                yield self._on_page(part)

    def _drawn(self) -> Iterator[_TrapPage]:
        last = self._wish.base.today.year - 1
        for part in self._offered:
            for nth in range(min(self._wish.pages.get(part.id, 0), part.most)):
                entry: dict[str, Any] = {
                    "id": f"{part.id}-{nth + 1}",
                    "kind": part.kind,
                    "slot": part.slot_in(self._notice),
                    "facts": dict(part.facts),
                }
                if part.yearly:
                    entry["years"] = [last - nth]
                yield _TrapPage(part, entry)

    def _on_page(self, part: TrapPart) -> dict[str, Any]:
        fitting = [page for page in self.pages if _suits(part, page)]
        if not fitting:
            raise self._no_room(part)
        if part.trap.at_place:
            page = min(fitting, key=lambda each: len(each.inks))
            assert part.of is not None
            page.inks.add(part.of)
            return {"trap": part.trap.value, "page": page.entry["id"], "of": part.of.value}
        page = self._least_wanted(fitting)
        page.whole = True
        return {"trap": part.trap.value, "page": page.entry["id"], **self._changed(part, page)}

    def _least_wanted(self, fitting: list[_TrapPage]) -> _TrapPage:
        """Return the page that fewest other things could be on."""
        wanted = [trap_parts()[name].of for name, count in self._wish.traps.items() if count]
        return min(fitting, key=lambda each: sum(of in each.part.shows for of in wanted if of))

    def _changed(self, part: TrapPart, page: _TrapPage) -> dict[str, str]:
        """Change a page so that the whole of it is the trap; return what the trap adds."""
        entry, right = page.entry, str(page.entry["slot"])
        match part.trap:
            case Trap.SIDEWAYS:
                entry["turned"] = 90
            case Trap.UNREADABLE:
                assert part.damage is not None
                entry["damage"] = ["scan", part.damage.value]
            case Trap.WRONG_YEAR:
                first = self._wish.base.today.year - _OLD
                alike = [each for each in self.pages if each.part is page.part]
                old = sum(each.entry["years"][0] < first + _OLD // 2 for each in alike)
                entry["years"] = [first + old]
            case Trap.WRONG_SLOT:
                entry["told"] = kind_of_slot(right)
                slots = (each.slot_in(self._notice) for each in self._offered)
                entry["slot"] = next(slot for slot in slots if slot != right)
                return {"slot": right}
            case Trap.UNSORTED:
                entry["told"], entry["slot"] = kind_of_slot(right), ""
                return {"slot": right}
            case _:
                pass
        return {}

    def _absent(self) -> list[str]:
        """Return slots that ask for something of which no page is drawn."""
        case = replace(
            begun(self._notice, Applicant("", "")),
            facts=tuple(sorted(self._wish.base.facts.items())),
        )
        drawn = {page.part.slot_in(self._notice) for page in self.pages}
        known = {part.slot_in(self._notice) for part in self._offered}
        states = evaluate(self._notice, case, self._wish.base.today).slots()
        return [
            slot.id for slot in states if slot.state is State.MISSING and slot.id in known - drawn
        ]

    def _no_room(self, part: TrapPart) -> ZcdeskError:
        named = [
            each.title.in_language(self._language)
            for each in page_parts().values()
            if part.of is None or part.of in each.shows
        ]
        title = part.title.in_language(self._language)
        apart = "、" if self._language == "zh" else ", "
        return ZcdeskError("lesson.no_room", trap=title, pages=apart.join(named[:5]))


def _suits(part: TrapPart, page: _TrapPage) -> bool:
    """Tell whether a page can still hide a thing."""
    if page.whole:
        return False
    if part.trap.at_place:
        return part.of in page.part.shows and part.of not in page.inks
    if part.trap is Trap.WRONG_YEAR:
        return page.part.yearly
    return part.trap is not Trap.FOREIGN_PAGE or Of.NAME in page.part.shows
