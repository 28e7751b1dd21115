"""Which passage of the manual belongs to a page of the window, or to what is typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zcdesk.resources import resource, table

FIRST = "start"
"""Where the manual begins."""

SNIPPET = 24
"""Characters that are shown before and behind what was looked for."""


@dataclass(frozen=True)
class Passage:
    """What is below one heading of the manual; ``tools/manual.py`` makes it.

    Attributes:
        anchor: Name by which it is asked for.
        title: The heading.
        level: 1 for the beginning of a chapter, 2 for a part of it.
        chapter: Anchor of its chapter.
        english: Anchor of the English passage that stands for it.
        language: ``zh`` or ``en``.
        body: HTML of it with its heading.
        text: Its words below the heading, without marks, to be searched.
    """

    anchor: str
    title: str
    level: int
    chapter: str
    english: str
    language: str
    body: str
    text: str


@cache
def passages() -> Mapping[str, Passage]:
    """Return every passage by its anchor, in the order in which they are read."""
    rows = json.loads(resource("manual", "passages.json").read_text(encoding="utf-8"))
    return {row["anchor"]: Passage(**row) for row in rows}


def in_language(anchor: str, language: str) -> Passage:
    """Return the passage of ``anchor``, or the one that stands for it in another language.

    Raises:
        KeyError: The manual has no such passage.
    """
    passage = passages()[anchor]
    if passage.language == language:
        return passage
    return passages()[passage.english] if language == "en" else passages()[FIRST]


def chapter_of(passage: Passage) -> tuple[Passage, ...]:
    """Return all passages of the chapter that a passage belongs to."""
    return tuple(one for one in passages().values() if one.chapter == passage.chapter)


def contents(language: str) -> tuple[Passage, ...]:
    """Return all passages of a language."""
    return tuple(passage for passage in passages().values() if passage.language == language)


def found(words: str, language: str) -> tuple[tuple[Passage, str], ...]:
    """Return the passages that hold ``words`` as they are, each with the words around them.

    Those that bear them in their heading come first.
    """
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return ()
    hits = [
        content
        for content in contents(language)
        if wanted in f"{content.title}\n{content.text}".casefold()
    ]
    hits.sort(key=lambda one: wanted not in one.title.casefold())
    return tuple((hit, _around(hit.text, wanted)) for hit in hits)


def _around(text: str, wanted: str) -> str:
    place = max(0, text.casefold().find(wanted))
    start, end = max(0, place - SNIPPET), place + len(wanted) + SNIPPET
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def of_page(name: str) -> str:
    """Return the anchor for a page of the window, by its name; the beginning for any other."""
    return str(table("help", "topics.toml")["pages"].get(name, FIRST))
