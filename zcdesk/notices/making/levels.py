"""Questions of a profile that is made: for the level, and for a situation that a notice words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from zcdesk.notices.files.consistency import Plain, entries_in, listed, unread_questions
from zcdesk.notices.making.data import parts
from zcdesk.resources import table
from zcdesk.wording import sentence as wording

LEVEL_FACT = "level"
"""The question for the level, as the shipped notices call it."""

_LEVELS = table("notices", "level_words.toml")["titles"]


_NAMED = table("notices", "level_words.toml")["named"]
"""Words by which a notice names a level, in its own or in the titles of a series."""

_SENIOR = ("full_senior", "associate_senior", "senior")
_ONLY_LEVELS = re.compile(
    r"(?:申报|评审|晋升|报)?(?:正高级?|副高级?|高级|中级|初级|员级|助理级|[、和及与]|工程师|职称|人员|的|者)+"
)


def _named(words: str) -> tuple[str, ...]:
    return tuple(level for level, pattern in _NAMED.items() if re.search(pattern, words))


def levels_of(words: str) -> tuple[str, ...]:
    """Return the answers of the level's question that words name; () for other words."""
    named = _named(words) if _ONLY_LEVELS.fullmatch(words) else ()
    return _SENIOR if named == ("senior",) else named


def for_levels(levels: Collection[Plain]) -> dict[str, Plain]:
    """Return the condition that an entry holds at some levels, none for all."""
    return {"when": {"fact": LEVEL_FACT, "is": [*levels]}} if levels else {}


def _options(levels: Collection[str]) -> list[Plain]:
    """Return the answers for some levels, in the order of all."""
    return [
        {"id": name, "title": title,
         "because": wording("notice.because_level", level=title).message}
        for name, title in _LEVELS.items() if name in levels
    ]  # fmt: skip


def situation_question(fact: str, condition: str, source: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the question whether somebody is in a situation that a notice words."""
    question = wording("notice.asks_situation", words=condition).message
    yes, no = wording("notice.asks_yes").message, wording("notice.asks_no").message
    because_yes = wording("notice.because_yes", words=condition).message
    because_no = wording("notice.because_no", words=condition).message
    options: list[Plain] = [
        {"id": "yes", "title": yes, "because": because_yes},
        {"id": "no", "title": no, "because": because_no},
    ]
    return {"id": fact, "question": question, **source, "options": options}


def with_questions(
    data: dict[str, Plain], text: str, source: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Return a profile that asks what its conditions hang on, and nothing that has no effect.

    Args:
        data: The profile; its conditions are changed in place.
        text: The notice.
        source: Rule and quote of the question for the level, where an older notice had none.
    """
    unread = unread_questions(data)
    facts = [entry for entry in entries_in(data, "facts") if entry["id"] not in unread]
    hanging = [part for at, part in parts(data) if part.get("fact") == LEVEL_FACT
               and isinstance(part.get("is"), list) and "ask_when" not in at]  # fmt: skip
    levels = [fact for fact in facts if fact["id"] == LEVEL_FACT]
    if hanging and not levels:
        question = wording("notice.asks_level").message
        options = _options(_levels_in(text))
        levels = [{"id": LEVEL_FACT, "question": question, **source, "options": options}]
        facts = [*levels, *facts]
    for level in levels:
        _offer_answers(level, hanging)
    data.pop("facts", None)
    return {**data, "facts": [*facts]} if facts else data


def _levels_in(text: str) -> Collection[str]:
    """Return the levels that a notice names; all, where it names none."""
    named = {*_named(text)}
    if "associate_senior" in named:
        named -= {"senior"}  # 高级 then means both of them
    if "junior" in named:
        named -= {"assistant", "staff"}
    return named or _LEVELS


def _offer_answers(question: dict[str, Plain], hanging: Sequence[dict[str, Plain]]) -> None:
    """Let conditions hang on answers that the question for the level has; one that has none of them
    adds its own."""
    wanted = [[*map(str, listed(condition["is"]))] for condition in hanging]
    for levels in wanted:
        known = _ids(question)
        if "associate_senior" in levels and known & {*_SENIOR[1:]} == {"senior"}:
            levels.append("senior")  # all of them are one answer
        if not known & {*levels}:
            question["options"] = [*listed(question["options"]), *_options(levels)]
    for condition, levels in zip(hanging, wanted, strict=True):
        condition["is"] = [level for level in dict.fromkeys(levels) if level in _ids(question)]


def _ids(question: Mapping[str, Plain]) -> set[str]:
    return {str(option["id"]) for option in entries_in(question, "options")}
