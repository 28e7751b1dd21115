"""What to say, keys and seats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zcdesk.export.papers.markup import Markup, element
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.loading import is_own
from zcdesk.training.lessons.paper_look import STEPS
from zcdesk.training.lessons.printing import table
from zcdesk.wording import sentence


def walk_card(language: str) -> Iterator[Markup]:
    """Yield the steps of the afternoon as the trainer walks through them."""
    yield element("h2", {"class": "new"}, said("walk", language))
    steps = (sentence(f"lesson.papers_walk.{n}", language) for n in range(1, STEPS + 1))
    yield table((), ((element("b", {}, step.message), step.remedy) for step in steps))


def how_to_begin(lesson: Lesson, number: int, language: str = "zh") -> str:
    """Return where a participant finds a lesson: its name beside the number."""
    code = "lesson.begin_own" if is_own(lesson) else "lesson.begin"
    title = lesson.title.in_language(language)
    return sentence(code, language, title=title, number=number).message


def key_card(
    lesson: Lesson, number: int, keys: Sequence[tuple[str, str]], language: str
) -> Iterator[Markup]:
    """Yield the sheet that every participant has: how to begin, and the keys."""
    title = f"{lesson.title.in_language(language)} · {number}"
    yield element("h1", {"class": "new"}, title)
    yield element("p", {}, how_to_begin(lesson, number, language))
    yield element("h2", {}, said("keys", language))
    yield table((), ((element("b", {}, each), does) for each, does in keys))


def seats_card(
    lesson: Lesson, number: int, names: Sequence[str], language: str
) -> Iterator[Markup]:
    """Yield the list of seats to be filled in; nothing without names."""
    if not names:
        return
    yield element("h1", {"class": "new"}, said("seats", language))
    words = sentence(
        "lesson.papers_seats_told", language,
        title=lesson.title.in_language(language), number=number,
    )  # fmt: skip
    yield element("p", {}, words.message)
    yield element("p", {}, how_to_begin(lesson, number, language))
    heads = (said(head, language) for head in ("seat", "name", "result", "remark"))
    yield table(heads, ((seat, name, "", "") for seat, name in enumerate(names, start=1)))


def said(name: str, language: str) -> str:
    """Return a sentence of the papers."""
    return sentence(f"lesson.papers_{name}", language).message
