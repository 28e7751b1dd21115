"""Lists of words that our hints rest on; the user may replace any of them by a file of her own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zcdesk.notices.files.own import user_folder
from zcdesk.resources import resource

_LARGEST = 100_000
"""Bytes of a list of words."""


@dataclass(frozen=True)
class WordLists:
    """Vague words, words that an employer calls itself by, and usual words for each topic.

    ``vague_before_number`` are vague only before a number, ``not_vague`` the longer words in which
    a vague one means something else (高等学校). ``usable`` is False when the user's own file is
    there and cannot be used.
    """

    vague: tuple[str, ...]
    vague_before_number: tuple[str, ...]
    not_vague: tuple[str, ...]
    employer_hints: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    usable: bool = True


def own_word_lists() -> Path:
    """Return where the user may keep lists of her own, in the form of the built-in file."""
    return user_folder() / "word_lists.toml"


def word_lists() -> WordLists:
    """Return the lists in force: the user's where she has one, the built-in ones elsewhere."""
    built_in = _built_in()
    try:
        path = own_word_lists()
        if not path.is_file():
            return _lists(built_in, True)
        if path.stat().st_size > _LARGEST:
            return _lists(built_in, False)
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return _lists({**built_in, **own}, True)
    except (OSError, RuntimeError, ValueError):
        return _lists(built_in, False)


@cache
def _built_in() -> Mapping[str, object]:
    path = resource("notices", "word_lists.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _lists(found: Mapping[str, object], usable: bool) -> WordLists:
    topics = found["topics"]
    if not isinstance(topics, dict):
        raise ValueError("topics is no table")
    return WordLists(
        _words(found["vague"]),
        _words(found["vague_before_number"]),
        _words(found["not_vague"]),
        _words(found["employer_hints"]),
        {str(topic): _words(usual) for topic, usual in topics.items()},
        usable,
    )


def _words(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("a list holds only words")
    return tuple(word.strip() for word in found if word.strip())
