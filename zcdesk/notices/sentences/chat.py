"""A notice that came in a chat: who says what, and whose words are the notice.

The one who posts the numbered points speaks for the office; what the others ask or guess is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zcdesk.notices.sentences.marks import MARKERS
from zcdesk.quantities.numerals import plain_digits
from zcdesk.resources import Patterns

_SAYS = Patterns("notices/cutting.toml", "chat")
_LEAST = 4
"""Lines that somebody says, from which on a text is a chat."""


@dataclass(frozen=True)
class ChatLine:
    """One line of a chat.

    Attributes:
        number: Its line, from 1.
        who: Who says it, "" for the chat's own lines (its name, a day).
        words: What is said, "" where the line only names who speaks.
        begins: It begins a message.
    """

    number: int
    who: str
    words: str
    begins: bool


def spoken(lines: Sequence[str]) -> dict[int, ChatLine]:
    """Return the lines of a chat by their numbers, {} for a text that is none."""
    filled = [line.strip() for line in lines if line.strip()]
    for begins in (_SAYS.speaks, _SAYS.says_at, _SAYS.says):
        said = [*_said(lines, begins)]
        speakers = Counter(message.who for message in said if message.begins)
        most = len(speakers) > 1 and speakers.total() * 3 >= len(filled) * 2
        often = speakers.total() >= _LEAST and max(speakers.values()) > 1
        if often and (most or begins is not _SAYS.says):
            return {message.number: message for message in said}
    return {}


def office(said: dict[int, ChatLine]) -> str:
    """Return who speaks for the office: who posts the most numbered points, else who says most."""
    points, letters = Counter[str](), Counter[str]()
    for message in said.values():
        letters[message.who] += len(message.words) * bool(message.who)
        numbered = any(pattern.match(plain_digits(message.words)) for _, pattern in MARKERS)
        points[message.who] += numbered
    most = max(points.values(), default=0)
    return max(letters, key=lambda who: (points[who] if most > 1 else 0, letters[who]), default="")


def _said(lines: Sequence[str], begins: re.Pattern[str]) -> Iterator[ChatLine]:
    """Yield the lines, each with its speaker: named at its beginning, or in a line above."""
    who = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        named = begins.match(text)
        if _SAYS.day_line.fullmatch(text):
            who = ""
            yield ChatLine(number, "", "", False)
        else:
            who = next(filter(None, named.groups())) if named else who
            words = text[named.end() :] if named else text
            yield ChatLine(number, who, _SAYS.called.sub("", words), bool(named))
