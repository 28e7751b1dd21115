"""Questions of a profile that is made: for the level, and for a situation that a notice words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zcdesk.notices.files.consistency import Plain, entries_in, unread_questions
from zcdesk.notices.sentences import TITLE
from zcdesk.wording import sentence as wording

LEVEL_FACT = "level"
"""The question for the level, as the shipped notices call it."""

_LEVELS = {
    "full_senior": "正高级", "associate_senior": "副高级", "senior": "高级", "intermediate": "中级",
    "assistant": "助理级", "junior": "初级", "staff": "员级",
}  # fmt: skip


def levels_of(words: str) -> tuple[str, ...]:
    """Return the answers of the level's question that words name; () for other words."""
    if not re.fullmatch(
        r"(?:申报|评审|晋升|报)?(?:正高级?|副高级?|高级|中级|初级|员级|助理级|[、和及与]|工程师|职称|人员|的|者)+",
        words,
    ):
        return ()
    names = [
        name
        for name, title in _LEVELS.items()
        if title in words or (title[:2] in words and name.endswith("r") and title[0] in "正副")
    ]
    if "senior" in names and ("full_senior" in names or "associate_senior" in names):
        alone = re.sub(r"[正副]高级?", "", words)
        names = [name for name in names if name != "senior" or "高级" in alone]
    if names == ["senior"]:
        names = ["full_senior", "associate_senior", "senior"]
    return tuple(names)


def level_question(source: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the question for the level, with all answers that a rule may hang on."""
    question = wording("notice.asks_level").message
    return {"id": LEVEL_FACT, "question": question, **source, "options": [*_options()]}


def _options() -> list[dict[str, Plain]]:
    because = {
        title: wording("notice.because_level", level=title).message for title in _LEVELS.values()
    }
    return [
        {"id": name, "title": title, "because": because[title]} for name, title in _LEVELS.items()
    ]


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


_NAMED = {
    "full_senior": r"正高|教授级|研究员级", "associate_senior": r"副高",
    "senior": r"(?<![正副])高级(?!技[工师])", "assistant": r"助理级", "staff": r"员级",
    "intermediate": r"中级|讲师|馆员|主治|主管[药护技]|助理研究员|编辑|记者|"
    r"一级(?:教师|教练|公证|演员|演奏|播音|美术|实习|校对)|(?<![高级副正理])(?:工程|会计|经济|统计|审计|农艺|畜牧|兽医)师",
    "junior": r"初级|[二三]级(?:教师|教练|实习|公证|播音)|助理(?!研究员|级)|助教|[药护技]士",
}  # fmt: skip
"""Words by which a notice names a level, in its own or in the titles of a series."""


def with_questions(data: dict[str, Plain], text: str) -> dict[str, Plain]:
    """Return a profile that asks what its conditions hang on, and nothing that has no effect.

    The levels that are offered are those that the notice names; all, where it names none.

    Args:
        data: The profile; its conditions are changed in place.
        text: The notice.
    """
    read = [*_conditions(data)]
    unread = unread_questions(data)
    facts = [entry for entry in entries_in(data, "facts") if entry["id"] not in unread]
    data.pop("facts", None)
    asks_level = any(condition["fact"] == LEVEL_FACT for condition in read)
    if asks_level and not any(fact["id"] == LEVEL_FACT for fact in facts):
        platform = data["platform"]
        assert isinstance(platform, dict)
        facts.insert(0, level_question({"rule": TITLE, "quote": platform["quote"]}))
    for asked in facts:
        if asked["id"] == LEVEL_FACT and asked["options"] == _options():  # none of an older notice
            hanging = [condition for condition in read if condition["fact"] == LEVEL_FACT]
            offered = _offered(text, [[*map(str, condition["is"])] for condition in hanging])  # type: ignore[arg-type]
            asked["options"] = [option for option in _options() if option["id"] in offered]
            for condition in hanging:
                condition["is"] = [answer for answer in condition["is"] if answer in offered]  # type: ignore[union-attr]
        elif asked["id"] == LEVEL_FACT:
            _answers_offered(
                asked, [condition for condition in read if condition["fact"] == LEVEL_FACT]
            )
    return {**data, "facts": [*facts]} if facts else data


def _answers_offered(asked: dict[str, Plain], hanging: Sequence[dict[str, Plain]]) -> None:
    """Let conditions hang on answers that an older notice's question has; one that has none adds
    its own."""
    options = asked["options"]
    assert isinstance(options, list)
    for condition in hanging:
        known = {str(option["id"]) for option in options if isinstance(option, dict)}
        wanted = [*map(str, condition["is"])]  # type: ignore[arg-type]
        if "associate_senior" in wanted and "associate_senior" not in known:
            wanted += ["senior"] if "senior" in known else []
        answers = [answer for answer in wanted if answer in known]
        if answers:
            condition["is"] = [*answers]
        else:
            options += [option for option in _options() if option["id"] in wanted]


def _offered(text: str, wanted: Sequence[Sequence[str]]) -> set[str]:
    """Return the levels that a notice names, and those of rules that hang on none of them."""
    named = {level for level, words in _NAMED.items() if re.search(words, text)}
    if "associate_senior" in named:
        named -= {"senior"}  # 高级 then means both of them
    if "junior" in named:
        named -= {"assistant", "staff"}
    named = named or set(_LEVELS)
    return named.union(*(answers for answers in wanted if not named & {*answers}))


def _conditions(value: object) -> Iterator[dict[str, Plain]]:
    """Yield the conditions of a profile that ask a question; what asks questions is left out."""
    if isinstance(value, dict):
        if isinstance(value.get("fact"), str) and isinstance(value.get("is"), list):
            yield value
        for name, inner in value.items():
            if name != "ask_when":
                yield from _conditions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _conditions(inner)
