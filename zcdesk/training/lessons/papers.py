"""What a trainer prints beforehand: what is hidden where, what to say, keys, the list of seats."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from zcdesk.export.papers.markup import Markup
from zcdesk.training.lessons.hidden_where import planted_rows
from zcdesk.training.lessons.how_to_begin import key_card, said, seats_card, walk_card
from zcdesk.training.lessons.lesson import Lesson
from zcdesk.training.lessons.limits import MOST_SEATS
from zcdesk.training.lessons.making import PageReady, plan_lesson
from zcdesk.training.lessons.printing import page

MOST_NAMES = MOST_SEATS
"""Seats that a result can tell apart."""


def papers(
    lesson: Lesson,
    number: int,
    keys: Sequence[tuple[str, str]],
    names: Sequence[str] = (),
    language: str = "zh",
) -> Generator[PageReady | Markup, None, None]:
    """Draw the pages and give, last of all, one page of HTML that needs no network.

    Args:
        lesson: The lesson.
        number: Its number.
        keys: Keys and what they do, for the card.
        names: Who takes part, in the order of the seats; they are on this paper only.
        language: ``zh`` or ``en``.

    Raises:
        NumberError: The number is out of its range.
        UndrawableError: A hidden thing needs ink that its page never shows.
    """
    for step in plan_lesson(lesson, number):
        if isinstance(step, PageReady):
            yield step
        else:
            parts = (
                *planted_rows(lesson, number, step, language),
                *walk_card(language),
                *key_card(lesson, number, keys, language),
                *seats_card(lesson, number, names, language),
            )
            title = f"{said('title', language)} · {lesson.title.in_language(language)} · {number}"
            yield Markup(page(title, *parts, language=language))


def seats(names: str) -> tuple[str, ...]:
    """Return the names of a list that was typed or pasted: one a line, or parted by commas or tabs.

    The order stays, empty ones are left out, and no more are taken than there are seats.
    """
    for mark in "、，,;；\t":
        names = names.replace(mark, "\n")
    seat_names = [" ".join(line.split()) for line in names.splitlines()]
    return tuple(name for name in seat_names if name)[:MOST_NAMES]
